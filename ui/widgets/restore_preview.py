"""The last steps of restoring: what is in the backup and what would be missing, then the work itself."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QProgressBar, QWidget

from ledger.domain.audit import AuditAction
from ledger.domain.instants import show_instant
from ledger.domain.wording import Wording
from ledger.services.restoring import Member, Missing, Preview, Restored, RestoreStep
from ui.door import Door
from ui.formatting import age
from ui.theme import Tone
from ui.widgets.first_run_parts import Note, Step
from ui.widgets.parts import Card, Chip, column, row, text

_MOST = 6  # kinds of acts told one by one
_HEAD = 16  # characters of the chain's head, as papers print it
# What opening and keeping the ledger writes by itself, and what comes back with the journal.
_NOT_MISSED = frozenset({
    AuditAction.BACKUP_MADE, AuditAction.LEDGER_OPENED, AuditAction.JOURNAL_APPLIED, AuditAction.ERASURE_CHECKED,
    AuditAction.ERASURE_PREPARED, AuditAction.SIGN_IN_FAILED, AuditAction.PURGED, AuditAction.DRAFT_KEPT,
    AuditAction.DRAFT_DROPPED, AuditAction.ERASED, AuditAction.STOP_RECORDED,
})  # fmt: skip


class PreviewStep(Step):
    """Everything a person must know before the ledger is replaced, in two columns."""

    is_wide = True

    def __init__(self, door: Door) -> None:
        super().__init__(
            self.tr("What the backup holds"),
            self.tr("Nothing was changed so far. Read this first, then restore."),
        )
        self._door = door
        self._kept: dict[str, QCheckBox] = {}
        self._inside = QWidget()
        self.form.addWidget(self._inside)
        self._problem = Note(Tone.BAD)
        self.form.addWidget(self._problem)
        self.form.addStretch(1)

    def kept(self) -> frozenset[str]:
        """Return the managers ticked as still working here."""
        return frozenset(one for one, box in self._kept.items() if box.isChecked())

    def say(self, words: str) -> None:
        """Say why it did not work."""
        self._problem.say(words)

    def show_preview(self, seen: Preview) -> None:
        """Show another backup."""
        self.say("")
        self._kept = {}
        before, self._inside = self._inside, QWidget()
        left = column(self._facts(seen), self._replayed(seen), None, spacing=14)
        right = column(self._missing(seen), self._people(seen), None, spacing=14)
        both = row(left, right, spacing=16)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self._inside.setLayout(both)
        self.form.replaceWidget(before, self._inside)
        before.deleteLater()

    # --- the sheets ---

    def _facts(self, seen: Preview) -> Card:
        old = age(self._door.clock.now() - seen.made_at)
        card = Card(self.tr("In the backup"), Chip(self.tr("Opened and checked"), Tone.OK))
        lines = {
            self.tr("Shop"): seen.shop_name,
            self.tr("Made"): show_instant(seen.made_at),
            self.tr("Age"): old,
            self.tr("Customers"): str(seen.counts["customer"]),
            self.tr("Consents"): str(seen.counts["consent"]),
            self.tr("Orders"): str(seen.counts["sale"]),
            self.tr("Data shared"): str(seen.counts["disclosure"]),
            self.tr("Feedback"): str(seen.counts["feedback"]),
            self.tr("Requests"): str(seen.counts["request"]),
            self.tr("Newest entry of the trail"): f"{seen.seq} · {seen.head[:_HEAD]}",
            self.tr("Format of the ledger"): str(seen.schema),
        }
        card.body.addLayout(_listed(lines))
        return card

    def _replayed(self, seen: Preview) -> Card:
        card = Card(self.tr("What does not come back"))
        words = self.tr(
            "Customers erased since then are erased again before anybody sees them: {erasures}. Wishes not to be "
            "contacted that were said since then stay in force: {stops}."
        )
        said = words.format(erasures=seen.erasures, stops=seen.stops)
        card.body.addWidget(text(said, wraps=True))
        if seen.missing is None:
            words = self.tr(
                "No ledger of today could be read here. Whoever was erased after this backup was made has to be "
                "erased again by hand; the erasure certificates on paper say who."
            )
            card.body.addWidget(Note(Tone.WARN, words))
        return card

    def _missing(self, seen: Preview) -> Card:
        card = Card(self.tr("What would be missing"))
        found = seen.missing
        if seen.is_damaged:
            card.body.addWidget(
                text(self.tr("The ledger here cannot be read. It is kept aside for 30 days."), wraps=True)
            )
        if found is None:
            card.body.addWidget(text(self.tr("There is nothing to compare with."), "mute", wraps=True))
            return card
        acts = {act: number for act, number in found.entries.items() if act not in _NOT_MISSED}
        if found.is_apart:
            words = self.tr(
                "This backup holds entries that the ledger here does not have: an older backup was restored since."
            )
            card.body.addWidget(Note(Tone.WARN, words))
        if not acts:
            card.body.addWidget(text(self.tr("Nothing was recorded after this backup was made."), wraps=True))
            return card
        words = self.tr("Recorded after this backup and not in it, the newest of {newest}:")
        card.body.addWidget(text(words.format(newest=_shown(found)), wraps=True))
        card.body.addLayout(_listed(self._acts(acts)))
        card.body.addWidget(
            text(
                self.tr("The ledger of now is backed up before it is replaced, so it can be put back."),
                "mute",
                wraps=True,
            )
        )
        return card

    def _acts(self, acts: dict[AuditAction, int]) -> dict[str, str]:
        most = sorted(acts.items(), key=lambda one: (-one[1], one[0].value))
        lines = {_act(self._door.wording, act): str(number) for act, number in most[:_MOST]}
        rest = sum(number for _act_, number in most[_MOST:])
        return lines | ({self.tr("Everything else"): str(rest)} if rest else {})

    def _people(self, seen: Preview) -> Card:
        card = Card(self.tr("Who can open it afterwards"))
        for one in seen.members:
            card.body.addLayout(self._member(one))
        if any(one.may_be_kept for one in seen.members):
            words = self.tr("Tick only people who still work here. Everybody else has to be added again afterwards.")
            card.body.addWidget(text(words, "mute", wraps=True))
        card.body.addWidget(text(self.tr("The recovery sheet opens it too."), "mute", wraps=True))
        return card

    def _member(self, one: Member) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        role = self._door.wording.text(f"staff_roles.{one.role.value}")
        if one.may_be_kept:
            box = QCheckBox(self.tr("{name} still works here").format(name=one.name))
            self._kept[one.id] = box
            grid.addWidget(box, 0, 0)
        else:
            grid.addWidget(text(one.name, wraps=True), 0, 0)
        state = Chip(self.tr("Yes"), Tone.OK) if one.opens else Chip(self.tr("No"), Tone.OFF)
        if one.may_be_kept:
            state = Chip(self.tr("If ticked"), Tone.WARN)
        grid.addWidget(text(role, "mute"), 0, 1)
        grid.addWidget(state, 0, 2, Qt.AlignmentFlag.AlignRight)
        return grid


def _act(wording: Wording, act: AuditAction) -> str:
    return wording.text(f"audit_actions.{act.value}")


def _shown(found: Missing) -> str:
    return show_instant(found.newest_at) if found.newest_at is not None else ""


def _listed(lines: dict[str, str]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    for at, (name, value) in enumerate(lines.items()):
        grid.addWidget(text(name, "mute", wraps=True), at, 0)
        grid.addWidget(text(value, wraps=False, selectable=True), at, 1, Qt.AlignmentFlag.AlignRight)
    return grid


class WorkStep(Step):
    """The work under way, and what came of it."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Restoring"),
            self.tr("Until the last step nothing is changed; then the restored ledger takes the place at once."),
        )
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Restoring"))
        self.bar.setRange(0, len(RestoreStep))
        self._words = text("", "strong", wraps=True)
        self._result = text("", wraps=True, selectable=True)
        self._good = Note(Tone.OK)
        self.form.addWidget(self.bar)
        self.form.addWidget(self._words)
        self.form.addWidget(self._good)
        self.form.addWidget(self._result)
        self.form.addStretch(1)

    def begin(self) -> None:
        """Show that it begins."""
        self.bar.show()
        self._words.show()
        self._good.say("")
        self._result.setText("")
        self.show_step(0)

    def show_step(self, done: int) -> None:
        """Show which step is under way."""
        self.bar.setValue(done)
        self._words.setText(self._said()[tuple(RestoreStep)[min(done, len(RestoreStep) - 1)]])

    def show_done(self, done: Restored, folder: Path) -> None:
        """Show what came of it."""
        self.bar.hide()
        self._words.hide()
        self._good.say(self.tr("The ledger is restored and checked. Open it with your passphrase or the sheet."))
        said = [self.tr("It lies in {folder}.").format(folder=folder)]
        if done.kept is not None:
            said.append(self.tr("The ledger of before was backed up as {name}.").format(name=done.kept.name))
        if done.set_aside is not None:
            words = self.tr("The ledger that could not be read is kept for 30 days as {name}.")
            said.append(words.format(name=done.set_aside.name))
        if done.has_members_left_out:
            said.append(self.tr("Add the staff again under Settings, each with a new passphrase."))
        if done.replayed.refused:
            words = self.tr(
                "Lines of the journal that nobody here can vouch for: {count}. Somebody erased, or who wants no "
                "contact, may be back: compare with the printed certificates and do it again."
            )
            said.append(words.format(count=done.replayed.refused))
        said.append(self.tr("For 30 days no backup is thinned out, in case this one was the wrong one."))
        self._result.setText("\n\n".join(said))

    def _said(self) -> dict[RestoreStep, str]:
        return {
            RestoreStep.KEEPING: self.tr("Backing up what is there now…"),
            RestoreStep.CHECKING: self.tr("Opening the backup and reading every page…"),
            RestoreStep.COPYING: self.tr("Copying it under a new key…"),
            RestoreStep.REPLAYING: self.tr("Erasing again who was erased since, keeping every “do not contact me”…"),
            RestoreStep.PROVING: self.tr("Checking the copy and its whole trail…"),
            RestoreStep.SWAPPING: self.tr("Putting it in place; this cannot be stopped any more…"),
        }
