"""The clocks of an incident side by side: what is left to report, to whom, by which article; or how it was done."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ledger.domain.incident import Report
from ledger.services.incident_papers import clock_text
from ui.desk import Desk
from ui.formatting import end_of, hours
from ui.theme import Tone
from ui.widgets.charts import ShareBar
from ui.widgets.delegates import urgency
from ui.widgets.parts import Chip, column, row, text, tip

_TICK = 15_000  # how often what is left is said again, in milliseconds
_TONES = {"OPEN": Tone.WARN, "OVERDUE": Tone.BAD, "IN_TIME": Tone.OK, "LATE": Tone.BAD, "NOT_DUE": Tone.OFF}


class IncidentClock(QFrame):
    """One report with its clock."""

    def __init__(self, desk: Desk, report: Report, *, is_open: bool) -> None:
        super().__init__()
        self._desk, self._report, self._is_open = desk, report, is_open
        self.setProperty("role", "paper")
        said = clock_text(report, desk.wording, desk.now())
        self._left, self._chip = text("", "section"), Chip()
        self._bar = ShareBar(self.tr("Share of the time used"))
        due = text(self.tr("By {time}").format(time=end_of(report.deadline.due_at)), "strong")
        law = text(said.law, "small", wraps=True)
        self._more = text(" · ".join(filter(None, (said.made, said.reference))), "small", wraps=True)
        if not self._more.text():
            self._more.hide()  # never shown before it has a parent: that would be a window of its own
        self._more.setToolTip(tip(said.reason))
        title = text(said.title, "strong", wraps=True)
        head = row(title, self._chip, spacing=8)
        head.setStretch(0, 1)
        inside = column(head, row(self._left, None, due), self._bar, law, self._more, spacing=6)
        inside.setContentsMargins(14, 12, 14, 12)
        inside.addStretch(1)
        self.setLayout(inside)
        self.tick()

    def tick(self) -> None:
        """Say again what is left."""
        report, now = self._report, self._desk.now()
        clock = report.deadline
        said = clock_text(report, self._desk.wording, now)
        is_running = report.is_open and self._is_open
        # That it is overdue stands below, with by how much.
        words = self._desk.wording.text("report_outcomes.OPEN") if is_running else said.outcome_text
        self._chip.show_state(words, _TONES[said.outcome])
        share = clock.share(report.reported_at or now)
        self._left.setText(self._span(clock.due_at - now) if is_running else "")
        self._left.setVisible(is_running)
        tone = urgency(share) if is_running else _TONES[said.outcome]
        self._bar.show_share(min(share, 1.0), tone)
        self._bar.setVisible(report.is_open or report.reported_at is not None)
        self.setAccessibleName(" ".join(filter(None, (said.title, words, self._left.text()))))

    def _span(self, left: timedelta) -> str:
        # In hours, as the law counts: "2 days" would hide most of a day.
        if left < timedelta():
            return self.tr("{time} too late").format(time=hours(-left.total_seconds()))
        return self.tr("{time} left").format(time=hours(left.total_seconds()))


class IncidentClocks(QWidget):
    """All clocks of an incident, beside each other and ticking together."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._clocks: list[IncidentClock] = []
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        timer = QTimer(self)
        timer.timeout.connect(self.tick)
        timer.start(_TICK)

    def show_reports(self, reports: Sequence[Report], *, is_open: bool) -> None:
        """Show the reports of another incident, or the same ones as they stand now."""
        for old in self._clocks:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._clocks = [IncidentClock(self._desk, one, is_open=is_open) for one in reports]
        for one in self._clocks:
            self._box.addWidget(one, 1)

    def tick(self) -> None:
        """Say again what is left."""
        for one in self._clocks:
            one.tick()
