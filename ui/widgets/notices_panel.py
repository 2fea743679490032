"""The notices of a policy change: who is told how, step by step, until the new version may count (VK 10)."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.instants import show_instant
from ledger.domain.notice import NoticeState
from ledger.services import notices
from ledger.services.notices import NoticeRun, Settled
from ledger.services.session import Session
from ui.desk import Desk
from ui.formatting import grouped
from ui.places import PageId, Target
from ui.theme import Tone
from ui.widgets.notice_progress import NoticeProgress
from ui.widgets.notice_steps import NoticeSteps
from ui.widgets.notice_table import NoticeTable
from ui.widgets.notice_words import changed_points
from ui.widgets.parts import Card, EmptyState, button, column, row, text, tip
from ui.widgets.settling import Settling
from ui.widgets.sliced import Slices

_POINTS = 8  # named; the others are in the tooltip
_LEFT = (438, 640)  # pixels, at least and at most
_PATIENCE = 150  # milliseconds before somebody is told to wait


def _opened(session: Session) -> tuple[NoticeRun, ...]:
    # Who came since it began, or moved, is told too: looked up whenever somebody looks.
    if (open_run := notices.run(session)) is not None:
        notices.sweep(session, open_run.id)
    return notices.runs(session)


class NoticesPanel(QWidget):
    """``wanted`` carries a ``NoticeAct``, ``settle_wanted`` rows; who answers them finds the run in ``shown``."""

    wanted = Signal(object)
    settle_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shown: NoticeRun | None = None
        self.setAccessibleName(self.tr("Notices"))
        self._empty = EmptyState(
            "megaphone",
            self.tr("No customer waits for a notice"),
            self.tr(
                "When a new version changes something that affects customers, everybody is told before it counts:"
                " by email, by letter, or on the home page. That happens here."
            ),
        )
        self._earlier = Card(self.tr("Earlier notices"))
        self._lines = column(spacing=6)
        self._earlier.body.addLayout(self._lines)
        self._trouble = EmptyState(
            "triangle-alert", self.tr("The notices cannot be read"), "", button(self.tr("Try again"), self.refresh)
        )
        self._coming = EmptyState("clock", self.tr("Reading the notices…"))
        self._blank = QWidget()
        self._stack = QStackedWidget()
        self._nothing = _centred(self._empty, self._earlier)
        self._running = self._make_running()
        for one in (self._blank, self._coming, self._trouble, self._nothing, self._running):
            self._stack.addWidget(one)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(lambda: self._stack.setCurrentWidget(self._coming))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.addWidget(self._stack)

    def _make_running(self) -> QWidget:
        self.title, self.sentence = text("", "section", wraps=True), text("", "mute", wraps=True)
        self.progress, self.steps, self.table = (
            NoticeProgress(self._desk),
            NoticeSteps(self._desk),
            NoticeTable(self._desk),
        )
        self._settling = Settling(self._desk, self.steps)
        self._settling.ended.connect(self.refresh)
        self._settling.finished.connect(self.tell)
        self.steps.wanted.connect(self.wanted)
        self.table.settle_wanted.connect(self.settle_wanted)
        self.table.opened.connect(lambda code: self._desk.go(Target(PageId.CUSTOMERS, code)))
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        pieces = (self.title, self.sentence, self.progress, self._settling, 4, self.steps, None)
        laid = column(*pieces, spacing=12)
        laid.setContentsMargins(18, 16, 14, 16)
        inside.setLayout(laid)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = Card()
        left.body.setContentsMargins(1, 1, 1, 1)
        left.body.addWidget(scroll)
        left.setMinimumWidth(_LEFT[0])
        left.setMaximumWidth(_LEFT[1])
        made = QWidget()
        beside = row(left, self.table, spacing=14)
        beside.setStretch(0, 5)
        beside.setStretch(1, 6)
        made.setLayout(beside)
        return made

    # --- reading ---

    def refresh(self) -> None:
        """Ask the ledger how the notices stand."""
        if self._settling.is_running:
            return  # it says how far it is, and asks when it is done
        if self._stack.currentWidget() in {self._blank, self._trouble}:
            self._patience.start()
        self._desk.tasks.read(self, _opened, self._show, self._on_failed, latest="notices")

    def _on_failed(self, error: LedgerError) -> None:
        self._patience.stop()
        self._trouble.hint.setText(self._desk.say(error))
        self._trouble.hint.show()
        self._stack.setCurrentWidget(self._trouble)

    def _show(self, runs: tuple[NoticeRun, ...]) -> None:
        self._patience.stop()
        self.shown = next((one for one in runs if one.finished_at is None), None)
        if self.shown is not None:
            self._show_run(self.shown)
        else:
            self._show_earlier(runs)

    def _show_run(self, run: NoticeRun) -> None:
        title = self.tr("Version {number}: customers are being told")
        self.title.setText(title.format(number=run.policy.number))
        points = list(changed_points(run.change, self._desk.wording))
        self.sentence.setToolTip(tip(", ".join(points)))
        if len(points) > _POINTS:
            more = self.tr("more: {count}").format(count=len(points) - _POINTS)
            points[_POINTS:] = [more]
        said = self.tr("Begun {time}. Customers: {count}. What changes: {points}")
        count = grouped(run.affected, self._desk.language)
        self.sentence.setText(said.format(time=show_instant(run.started_at), count=count, points=", ".join(points)))
        self.progress.show_run(run)
        self.steps.show_run(run)
        self.table.show_run(run.id, is_open=True)
        self._stack.setCurrentWidget(self._running)

    def _show_earlier(self, runs: tuple[NoticeRun, ...]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        said = self.tr(
            "Version {number}, in force since {time}. Told: {told}, unreachable: {unreachable}, excused: {excused}"
        )
        for run in runs:
            if run.finished_at is not None:
                figures = {one.value.lower(): grouped(run.count(one), self._desk.language) for one in NoticeState}
                words = said.format(number=run.policy.number, time=show_instant(run.finished_at), **figures)
                self._lines.addWidget(text(words, wraps=True))
        self._earlier.setVisible(bool(runs))
        self._stack.setCurrentWidget(self._nothing)

    # --- settling many, a slice at a time ---

    def settle_slices(self, make: Slices) -> None:
        """Let many customers be settled; each slice is a transaction of its own, so stopping loses nothing."""
        self._settling.start(make)

    def tell(self, settled: Settled) -> None:
        """Say in passing how many were recorded, and how many the gate refused."""
        count = grouped(settled.done, self._desk.language)
        if settled.refused:
            words = self.tr("Recorded: {count}. Refused: {refused}; the reasons are in the register of attempts.")
            refused = grouped(len(settled.refused), self._desk.language)
            self._desk.messages.toast(words.format(count=count, refused=refused), Tone.WARN)
        else:
            self._desk.messages.toast(self.tr("Recorded: {count}").format(count=count))


def _centred(*pieces: QWidget) -> QWidget:
    made = QWidget()
    box = column(None, *pieces, None, spacing=18)
    made.setLayout(box)
    return made
