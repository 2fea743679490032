"""The proof that the trail holds: its head, the last check, and a check of everything now."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from ledger.domain.audit import AuditAction
from ledger.domain.errors import AuditBroken, LedgerError
from ledger.domain.instants import show_instant
from ledger.domain.wording import Language
from ledger.services import audit_list, trail
from ledger.services.audit_list import AuditQuery, AuditRow
from ledger.services.session import Session
from ledger.services.trail import Proof
from ui import theme
from ui.desk import Desk
from ui.theme import Size, Tone
from ui.widgets.audit_paper import PaperCheckRow
from ui.widgets.audit_verification import Verification
from ui.widgets.parts import Card, Chip, button, column, icon_button, picture, row, text
from ui.widgets.reasons import ReasonsPanel

_BATCH = 500


@dataclass(frozen=True, slots=True)
class TrailState:
    """Where the trail ends, and when all of it was last found whole."""

    seq: int
    head: str
    last: AuditRow | None


def state(session: Session) -> TrailState:
    """Read the head and the newest entry about a check."""
    head = trail.head_of(session)
    ids = audit_list.ids(session, AuditQuery(group="ledger"))
    for start in range(0, len(ids), _BATCH):
        for one in audit_list.rows(session, ids[start : start + _BATCH]):
            if one.action is AuditAction.LEDGER_VERIFIED and one.body is not None and "entries" in one.body:
                return TrailState(head.seq, head.hash.hex(), one)
    return TrailState(head.seq, head.hash.hex(), None)


def in_groups(head: str) -> str:
    """Return a hash in groups of four, to be compared with paper: two halves of eight groups."""
    groups = [head[at : at + 4] for at in range(0, len(head), 4)]
    half = len(groups) // 2
    return "\n".join((" ".join(groups[:half]), " ".join(groups[half:])))


def grouped(number: int, language: Language) -> str:
    """Return a number with its thousands grouped."""
    words = f"{number:,}"
    return words.replace(",", ".") if language is Language.VI else words


class ProofCard(Card):
    """``shown`` follows each reading of the head."""

    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._head = ""
        self._last = 0  # entries; how long a check is expected to be
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
        self.result = text("", wraps=True)
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
        self._check_side.setLayout(column(heading, self.last, self.result, self._running, None, self.paper, spacing=6))

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
        if found.last is None:
            self.chip.show_state(self.tr("never checked"), Tone.WARN)
            self.last.setText(self.tr("Nobody has checked the whole trail yet."))
        elif not self.trouble.sentences:
            self.chip.show_state(self.tr("intact"), Tone.OK)
            words = self.tr("{time} by {name}: entries found whole: {count}")
            entries = found.last.body.get("entries", 0) if found.last.body is not None else 0
            count = grouped(entries, language) if isinstance(entries, int) else str(entries)
            self.last.setText(words.format(time=show_instant(found.last.at), name=found.last.actor, count=count))
        self.shown.emit()

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
        steps = (
            self.tr("Record nothing more, and delete nothing. Copy the whole folder of the ledger to another drive."),
            self.tr("Take the last printed report and compare the number of the entry and the head on it."),
            self.tr("Restore the newest backup from before that moment, and keep the copy as evidence."),
        )
        if isinstance(error, AuditBroken):
            first = self.tr("First fault at entry {number}.").format(number=str(error.data.get("seq", "?")))
            self.trouble.say(self.tr("The trail does not hold"), (self.desk.say(error), first, *steps))
        else:
            self.trouble.say(self.tr("The check could not be finished"), (self.desk.say(error), *steps))

    def _on_stopped(self) -> None:
        self._running.hide()
        self.result.setText(self.tr("The check was stopped; nothing was recorded."))
