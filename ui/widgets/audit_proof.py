"""The proof that the trail holds: its head, the last check, and a check of everything now."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from ledger.domain.audit import AuditAction
from ledger.domain.errors import AuditBroken, LedgerError
from ledger.domain.instants import local_date, show_date, show_instant
from ledger.domain.wording import Language
from ledger.services import audit_list, trail
from ledger.services.audit_list import AuditQuery, AuditRow
from ledger.services.session import Session
from ledger.services.trail import Proof
from ui import theme
from ui.desk import Desk
from ui.formatting import grouped
from ui.theme import Size, Tone
from ui.widgets.audit_paper import PaperCheckRow
from ui.widgets.audit_verification import Verification
from ui.widgets.parts import Card, Chip, button, column, icon_button, picture, row, text
from ui.widgets.reasons import ReasonsPanel

_BATCH = 500
_GROUP = 4  # digits of a hash


@dataclass(frozen=True, slots=True)
class TrailState:
    """Where the trail ends, when all of it was last found whole, and what salvages found broken since."""

    seq: int
    head: str
    last: AuditRow | None
    salvages: tuple[AuditRow, ...]


def state(session: Session) -> TrailState:
    """Read the head, the newest entry about a check, and those about salvages after it."""
    head, salvages = trail.head_of(session), list[AuditRow]()
    ids = audit_list.ids(session, AuditQuery(group="ledger"))
    for start in range(0, len(ids), _BATCH):
        for one in audit_list.rows(session, ids[start : start + _BATCH]):
            said = one.body or {}
            if one.action is AuditAction.LEDGER_VERIFIED and "entries" in said:
                return TrailState(head.seq, head.hash.hex(), one, tuple(salvages))
            if one.action is AuditAction.LEDGER_SALVAGED and "broken_at" in said:
                salvages.append(one)
    return TrailState(head.seq, head.hash.hex(), None, tuple(salvages))


def in_fours(head: str) -> str:
    """Return the beginning of a hash as papers have it: in groups of four."""
    return " ".join(head[at : at + _GROUP] for at in range(0, len(head), _GROUP))


def in_groups(head: str) -> str:
    """Return a hash in groups of four, to be compared with paper: two halves of eight groups."""
    half = len(head) // 2
    return "\n".join((in_fours(head[:half]), in_fours(head[half:])))


class ProofCard(Card):
    """``shown`` follows each reading of the head."""

    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._head = ""
        self._last = 0  # entries; how long a check is expected to be
        self._salvages: tuple[AuditRow, ...] = ()
        self.verification = Verification(desk.tasks, self)
        self.verification.progressed.connect(self._on_progress)
        self.verification.proved.connect(self._on_proved)
        self.verification.failed.connect(self._on_failed)
        self.verification.stopped.connect(self._on_stopped)
        self.paper = PaperCheckRow(desk)
        self._make_head()
        self._make_check()
        self.trouble = ReasonsPanel(desk.go)
        sides = row(self._head_side, 24, self._check_side, spacing=0)
        sides.setStretch(2, 1)
        self.body.addLayout(sides)
        self.body.addWidget(self.trouble)

    def _make_head(self) -> None:
        self.number = text("", "section")
        self.hash = text("", selectable=True)
        fixed = theme.font(Size.BODY)
        fixed.setFeature(QFont.Tag("tnum"), 1)
        self.hash.setFont(fixed)
        copy = icon_button("copy", self.tr("Copy the head"), self._copy)
        hint = text(self.tr("Compare both with the last printed report: paper is what counts."), "small", wraps=True)
        self._head_side = QWidget()
        self._head_side.setLayout(column(row(self.number, None, copy), self.hash, hint, spacing=4))

    def _make_check(self) -> None:
        self.chip = Chip()
        self.last = text("", "mute", wraps=True)
        self.gap, self.result = text("", wraps=True), text("", wraps=True)
        self.gap.hide()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Checking the trail"))
        self.progress = text("", "small")
        self.stop_button = button(self.tr("Stop"), self.verification.stop)
        self._running = QWidget()
        running = row(column(self.progress, self.bar, spacing=6), self.stop_button, spacing=12)
        running.setStretch(0, 1)
        self._running.setLayout(running)
        self._running.hide()
        heading = row(picture("shield-check", "accent", 20), text(self.tr("Last check of everything"), "section"), None)
        heading.addWidget(self.chip)
        self._check_side = QWidget()
        self._check_side.setLayout(
            column(heading, self.last, self.gap, self.result, self._running, None, self.paper, spacing=6)
        )

    # --- the head ---

    def refresh(self) -> None:
        """Read the head again."""
        self.desk.tasks.read(self, state, self._show, self._on_unread, latest="state")

    def _show(self, found: TrailState) -> None:
        language = self.desk.language
        self._head, self._last = found.head, found.seq
        self.number.setText(self.tr("Newest entry: {number}").format(number=grouped(found.seq, language)))
        self.hash.setText(in_groups(found.head))
        self.hash.setAccessibleName(self.tr("Head of the trail"))
        self._show_gap(found.salvages)
        if found.last is None:
            self.last.setText(self.tr("Nobody has checked the whole trail yet."))
        else:
            words = self.tr("{time} by {name}: entries found whole: {count}")
            entries = found.last.body.get("entries", 0) if found.last.body is not None else 0
            count = grouped(entries, language) if isinstance(entries, int) else str(entries)
            self.last.setText(words.format(time=show_instant(found.last.at), name=found.last.actor, count=count))
        if found.salvages:
            self.chip.show_state(self.tr("does not hold"), Tone.BAD)
        elif found.last is None:
            self.chip.show_state(self.tr("never checked"), Tone.WARN)
        elif not self.trouble.sentences:
            self.chip.show_state(self.tr("intact"), Tone.OK)
        self.shown.emit()

    def _show_gap(self, salvages: tuple[AuditRow, ...]) -> None:
        self._salvages = salvages
        self.gap.setVisible(bool(salvages))
        if salvages:
            words = self.tr(
                "Saved from a damaged file on {day}: the trail is broken from entry {number} since then, and can never"
                " be found whole again. Entries lost: {lost}."
            )
            self.gap.setText(words.format(**self._about(salvages[0])))

    def _about(self, salvage: AuditRow) -> dict[str, str]:
        said, language = salvage.body or {}, self.desk.language
        number, lost = (grouped(int(str(said.get(key, 0))), language) for key in ("broken_at", "entries_lost"))
        return {"day": show_date(local_date(salvage.at)), "number": number, "lost": lost}

    def _on_unread(self, error: LedgerError) -> None:
        self.number.setText(self.desk.say(error))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._head)  # nobody's data, and meant to be compared elsewhere
        self.desk.messages.toast(self.tr("The head is copied."))

    # --- checking ---

    def verify(self) -> None:
        """Check everything now."""
        if self.verification.is_running:
            return
        self.trouble.clear()
        self.result.setText("")
        self.bar.setRange(0, 0)
        self.progress.setText(self.tr("Checking the file…"))
        self._running.show()
        self.verification.start()

    def _on_progress(self, checked: int) -> None:
        if not checked:
            return
        total = max(self._last, checked)
        self.bar.setRange(0, total)
        self.bar.setValue(checked)
        language = self.desk.language
        words = self.tr("Entries checked: {done} of {total}. You can go on working meanwhile.")
        self.progress.setText(words.format(done=grouped(checked, language), total=grouped(total, language)))

    def _on_proved(self, proof: Proof, seconds: float) -> None:
        self._running.hide()
        language = self.desk.language
        took = f"{seconds:.1f}".replace(".", "," if language is Language.VI else ".")
        words = self.tr(
            "Everything holds. Entries: {entries} · signatures: {signatures} · up to number {seq} · seconds: {time}"
        )
        self.result.setText(
            words.format(
                entries=grouped(proof.entries, language),
                signatures=grouped(proof.transactions, language),
                seq=grouped(proof.seq, language),
                time=took,
            )
        )
        self.desk.messages.toast(self.tr("The audit trail holds."))

    def _on_failed(self, error: LedgerError) -> None:
        self._running.hide()
        self.chip.show_state(self.tr("does not hold"), Tone.BAD)
        if not isinstance(error, AuditBroken):
            self.trouble.say(self.tr("The check could not be finished"), (self.desk.say(error), *self._what_to_do()))
            return
        place = error.data.get("seq")
        salvage = next((one for one in self._salvages if (one.body or {}).get("broken_at") == place), None)
        if salvage is None:
            self._say_broken(error)
            return
        may_be = self.tr(
            "The gap may come from the damage salvaged on {day}: the trail was broken from entry {number} then"
            " already (entries lost: {lost}). What lies between the gap and the salvage cannot be proven any more."
        ).format(**self._about(salvage))
        self.desk.tasks.read(
            self,
            trail.check_newest,
            lambda _since: self._say_salvaged(error, may_be),
            lambda other: self._say_broken(error, may_be, self._also(other)),
        )

    def _also(self, other: LedgerError) -> str:
        words = self.tr(
            "But what was recorded after it does not hold either, and the damage does not explain that: {why}"
        )
        return words.format(why=self.desk.say(other))

    def _say_salvaged(self, error: AuditBroken, may_be: str) -> None:
        since = self.tr("What was recorded after the salvage was checked by itself and holds.")
        paper = self.tr("Compare the last report printed before that day: paper is what counts.")
        self.trouble.say(self.tr("The trail does not hold"), (self._first_fault(error), may_be, since, paper))

    def _say_broken(self, error: AuditBroken, *more: str) -> None:
        said = (self.desk.say(error), self._first_fault(error), *more, *self._what_to_do())
        self.trouble.say(self.tr("The trail does not hold"), said)

    def _first_fault(self, error: AuditBroken) -> str:
        return self.tr("First fault at entry {number}.").format(number=str(error.data.get("seq", "?")))

    def _what_to_do(self) -> tuple[str, ...]:
        return (
            self.tr("Record nothing more, and delete nothing. Copy the whole folder of the ledger to another drive."),
            self.tr("Take the last printed report and compare the number of the entry and the head on it."),
            self.tr("Restore the newest backup from before that moment, and keep the copy as evidence."),
        )

    def _on_stopped(self) -> None:
        self._running.hide()
        self.result.setText(self.tr("The check was stopped; nothing was recorded."))
