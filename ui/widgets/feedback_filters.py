"""Which feedback the list shows: how it stands, the way it came, and since when."""

from datetime import datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ledger.domain.instants import local_date, start_of_day
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from ledger.services.feedback_list import FeedbackKind
from ui.desk import Desk
from ui.widgets.form import combo, index_of
from ui.widgets.parts import button, row


class Since(StrEnum):
    """From which day on."""

    EVER = "EVER"
    DAYS_7 = "DAYS_7"
    DAYS_14 = "DAYS_14"
    DAYS_30 = "DAYS_30"
    MONTH = "MONTH"


_DAYS = {Since.DAYS_7: 7, Since.DAYS_14: 14, Since.DAYS_30: 30}


def begin_of(since: Since, now: datetime) -> datetime | None:
    """Return the first instant of a period that ends today, ``None`` for all time; today counts as a whole day."""
    today = local_date(now)
    if since is Since.EVER:
        return None
    first = today.replace(day=1) if since is Since.MONTH else today - timedelta(days=_DAYS[since] - 1)
    return start_of_day(first)


class SinceChoice(QWidget):
    """A period to choose; ``changed`` follows every other choice."""

    changed = Signal()

    def __init__(self, name: str, chosen: Since, *, has_ever: bool) -> None:
        super().__init__()
        words = [
            (self.tr("7 days"), Since.DAYS_7),
            (self.tr("14 days"), Since.DAYS_14),
            (self.tr("30 days"), Since.DAYS_30),
            (self.tr("This month"), Since.MONTH),
        ]
        if has_ever:
            words.insert(0, (self.tr("Any time"), Since.EVER))
        self.box = combo(words, chosen)
        self.box.setAccessibleName(name)
        self.box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.setLayout(row(self.box))

    @property
    def since(self) -> Since:
        """Return the period chosen."""
        return Since(self.box.currentData())


class FeedbackFilters(QWidget):
    """A row of filters over the list; ``changed`` follows every other choice."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._kinds = QButtonGroup(self)
        words = (
            (self.tr("Waiting"), FeedbackKind.OPEN),
            (self.tr("Overdue"), FeedbackKind.OVERDUE),
            (self.tr("Answered"), FeedbackKind.ANSWERED),
            (self.tr("Answered late"), FeedbackKind.LATE),
            (self.tr("All"), FeedbackKind.ALL),
        )
        self._order = tuple(kind for _, kind in words)
        buttons = []
        for at, (name, kind) in enumerate(words):
            made = button(name, role="choice")
            made.setCheckable(True)
            made.setChecked(kind is FeedbackKind.OPEN)
            self._kinds.addButton(made, at)
            buttons.append(made)
        channels = [(desk.wording.text(f"channels.{one.value}"), one) for one in CONTACT_CHANNELS]
        self._channel = combo([(self.tr("Any channel"), None), *channels])
        self._channel.setAccessibleName(self.tr("Channel"))
        self._since = SinceChoice(self.tr("Received since"), Since.EVER, has_ever=True)
        self.setLayout(row(*buttons, None, self._channel, self._since, spacing=6))
        self._kinds.idToggled.connect(lambda _at, is_checked: self.changed.emit() if is_checked else None)
        self._channel.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._since.changed.connect(self.changed)

    @property
    def kind(self) -> FeedbackKind:
        """Return how the feedback stands."""
        return self._order[self._kinds.checkedId()]

    @property
    def channel(self) -> Channel | None:
        """Return the way it came, ``None`` for any."""
        chosen = self._channel.currentData()
        return Channel(chosen) if chosen is not None else None

    @property
    def since(self) -> Since:
        """Return since when."""
        return self._since.since

    @property
    def is_narrowed(self) -> bool:
        """Return whether anything but the kind leaves something out."""
        return self.channel is not None or self.since is not Since.EVER

    def show_all(self) -> None:
        """Take every filter away, and say so once."""
        self.blockSignals(True)
        self._kinds.button(self._order.index(FeedbackKind.ALL)).setChecked(True)
        self._channel.setCurrentIndex(0)
        self._since.box.setCurrentIndex(index_of(self._since.box, Since.EVER))
        self.blockSignals(False)
        self.changed.emit()
