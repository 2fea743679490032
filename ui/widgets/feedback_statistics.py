"""How the answers went: figures of a period beside the last days against the 12 hours."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel

from ledger.domain.answer_days import AnswerDays
from ledger.domain.feedback import FeedbackFigures
from ledger.domain.wording import Language
from ui.formatting import hours, share
from ui.widgets.charts import AnswerChart, Bar
from ui.widgets.feedback_filters import Since, SinceChoice
from ui.widgets.parts import Card, column, restyle, row, text

_CHART = 112  # pixels: the list below needs the rest


def answer_bars(answers: AnswerDays) -> list[Bar]:
    """Return a bar per day: the slowest answer, red where one was late."""
    return [Bar(one.day.strftime("%d/%m"), one.slowest_hours, bool(one.late)) for one in answers.days]


class FeedbackStatistics(Card):
    """``wanted`` says that another period was chosen."""

    wanted = Signal()

    def __init__(self, language: Language, promised_hours: int) -> None:
        super().__init__()
        self._language, self._promised = language, promised_hours
        self.period = SinceChoice(self.tr("Period of the figures"), Since.DAYS_14, has_ever=False)
        self.period.changed.connect(self.wanted)
        self._in_time, self._median = text("–", "title"), text("–", "title")
        self._open, self._overdue, self._late = (text("–", "title") for _ in range(3))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(26)
        self._grid.setVerticalSpacing(0)
        for at, (figure, name) in enumerate(self._named()):
            figure.setAccessibleName(name)
            self._grid.addWidget(figure, 0, at)
            self._grid.addWidget(text(name, "small"), 1, at)
        self.chart = AnswerChart(self.tr("No feedback in these days."), self.tr("Answer times of 14 days"))
        self.chart.setMinimumWidth(300)
        self.chart.setMaximumHeight(_CHART)
        self.body.setContentsMargins(18, 10, 18, 8)
        head = row(text(self.tr("Answers"), "section"), self.period, None, spacing=12)
        whole = row(column(head, self._grid, None, spacing=8), self.chart, spacing=26)
        whole.setStretch(1, 1)
        self.body.addLayout(whole)

    def _named(self) -> tuple[tuple[QLabel, str], ...]:
        return (
            (self._in_time, self.tr("In time")),
            (self._median, self.tr("Median, hours")),
            (self._open, self.tr("Waiting")),
            (self._overdue, self.tr("Overdue")),
            (self._late, self.tr("Answered late")),
        )

    def show_figures(self, figures: FeedbackFigures, answers: AnswerDays) -> None:
        """Show the figures of the chosen period, and the last days."""
        self._in_time.setText(share(figures.share_in_time, self._language))
        self._median.setText(hours(figures.median_seconds))
        for label, count in ((self._open, figures.open), (self._overdue, figures.overdue), (self._late, figures.late)):
            label.setText(str(count))
        for label, count in ((self._overdue, figures.overdue), (self._late, figures.late)):
            restyle(label, "title_bad" if count else "title")
        self.chart.show_bars(answer_bars(answers), self._promised)
