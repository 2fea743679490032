"""The quiet word that something was kept long enough: counted in slices, and nothing goes without a manager."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from ledger.domain.staff import Operation
from ledger.services import retention
from ledger.services.retention import Plan
from ui.desk import Desk
from ui.widgets.parts import button, icon_button, picture, row, text
from ui.widgets.sliced import SlicedReading

_EVERY_MS = 6 * 60 * 60_000  # once after signing in, and now and then where nobody ever signs out


class RetentionBand(QFrame):
    """Shown to a manager while rules are on, the last run is a month ago, and something would go.

    ``wanted``: the manager wants to see what.
    """

    wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("role", "paper")
        self._said = text("", wraps=True)
        look = button(self.tr("Look and approve…"), self.wanted.emit, icon="file-check")
        away = icon_button("x", self.tr("Put away until the next sign-in"), self._put_away)
        box = row(picture("clock", "mute"), self._said, look, away, spacing=10)
        box.setStretch(1, 1)
        box.setContentsMargins(14, 6, 8, 6)
        self.setLayout(box)
        self._reading = SlicedReading(desk.tasks, self)
        self._reading.finished.connect(self._show)
        self._is_stale = desk.may(Operation.RETAIN)
        self._plan: Plan | None = None
        self._stands_back = False
        timer = QTimer(self)
        timer.timeout.connect(self._grow_stale)
        timer.start(_EVERY_MS)
        self.hide()

    def _grow_stale(self) -> None:
        self._is_stale = self._desk.may(Operation.RETAIN)

    def _put_away(self) -> None:
        self._is_stale = False
        self._show(None)

    def refresh(self) -> None:
        """Count when the figures are old, if a run is due at all; what is shown goes once a run was made."""
        if self._is_stale or self._plan is not None:
            self._desk.tasks.read(self, retention.is_due, self._count_if, lambda _error: self._show(None), latest="due")

    def stand_back(self, is_back: bool) -> None:
        """Leave the room to what cannot wait."""
        self._stands_back = is_back
        self._show(self._plan)

    def _count_if(self, is_due: bool) -> None:
        if not is_due:
            self._show(None)
        elif self._is_stale and not self._reading.is_running:
            self._is_stale = False
            self._reading.start(retention.preview)

    def _show(self, plan: Plan | None) -> None:
        self._plan = plan if plan is not None and plan.count else None
        if plan is not None and plan.customers:
            self._said.setText(self.tr("Customers kept long enough: {count}").format(count=plan.customers))
        elif plan is not None:
            self._said.setText(self.tr("Records kept long enough: {count}").format(count=plan.count))
        self.setVisible(self._plan is not None and not self._stands_back)
