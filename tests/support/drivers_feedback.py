"""People at the feedback and the first page: they read rows, chips and figures, type, and press keys."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget

from ledger.domain.feedback import Feedback
from ledger.domain.purpose import Channel
from ledger.services.feedback import FeedbackInput, receive
from ledger.services.session import Session
from support.drivers_door import Person
from ui import theme
from ui.dialogs.feedback_entry import FeedbackDialog
from ui.pages.feedback import FeedbackPage
from ui.pages.today import TodayPage
from ui.theme import Tone
from ui.widgets.charts import AnswerChart
from ui.widgets.figure_card import FigureCard
from ui.widgets.list_pane import SearchBox
from ui.widgets.parts import Chip
from ui.widgets.reasons import ReasonsPanel
from ui.widgets.record_table import RecordTable

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier


def hear(session: Session, words: str = "Hộp bị móp", customer: str = "", ago: float = 0, **about: Channel) -> Feedback:
    """Write down what somebody said ``ago`` hours before now."""
    received_at = session.clock.now() - timedelta(hours=ago)
    return receive(session, FeedbackInput(about.get("by", Channel.CALL), words, customer, received_at))


def commit(words: str, into: QWidget | None) -> None:
    """Type as an input method does."""
    assert into is not None
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(into, event)


class Keys:
    """A keyboard that counts: every chord is one press; typed text is not counted."""

    def __init__(self) -> None:
        self.presses = 0

    def type(self, words: str) -> None:
        """Type words where the keyboard is; they are not counted."""
        QApplication.processEvents()
        commit(words, QApplication.focusWidget())

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.presses += 1
        QApplication.processEvents()  # the window a key opened has the keyboard by the next one
        here = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, key, modifiers)


class Reader(Person):
    """What both pages have: lists, and cards with words."""

    def table(self, name: str) -> RecordTable:
        return next(one for one in self._all(RecordTable) if one.accessibleName() == name)

    def rows(self, name: str) -> list[str]:
        """The first column of a list, from the top."""
        table = self.table(name)
        return [str(table.records.index(at, 0).data()) for at in range(table.records.rowCount())]

    def column(self, name: str, at: int) -> list[str]:
        table = self.table(name)
        return [str(table.records.index(row, at).data()) for row in range(table.records.rowCount())]

    def chart(self) -> AnswerChart:
        return self._all(AnswerChart)[0]


class AtFeedback(Reader):
    """Somebody who answers."""

    def __init__(self, page: FeedbackPage) -> None:
        super().__init__(page)
        self.page = page

    def listed(self) -> list[str]:
        """The codes in the list, from the top."""
        return [row.rpartition(" · ")[2] for row in self.rows("Feedback")]

    def chooses(self, code: str) -> None:
        self.table("Feedback").highlight(self.listed().index(code))
        QApplication.processEvents()

    def chosen(self) -> str:
        return self.listed()[self.table("Feedback").currentIndex().row()]

    def searches(self, words: str) -> None:
        box = self._all(SearchBox)[0]
        box.setText(words)
        box.flush()

    def picks(self, name: str, words: str) -> None:
        """Choose a line of a list to choose from."""
        box = self.list(name)
        box.setCurrentIndex(box.findText(words))

    def answer_box(self) -> QPlainTextEdit:
        return next(one for one in self._all(QPlainTextEdit) if one.accessibleName() == "Answer")

    def writes(self, words: str) -> None:
        self.answer_box().setFocus()
        commit(words, self.answer_box())

    def does(self, action: str) -> None:
        """Press the key of an action, as the window hands it to the page."""
        self.page.handlers()[action]()
        QApplication.processEvents()

    def chip(self) -> tuple[str, Tone]:
        """The state of the feedback shown: its words, and what its colour means."""
        chip = self._all(Chip)[0]
        soft = {theme.tokens().tone(tone): tone for tone in Tone}
        return chip.text(), next(
            tone for (ink, back), tone in soft.items() if f"background: {back}; color: {ink};" in chip.styleSheet()
        )

    def refusal(self) -> tuple[str, ...]:
        return next((one.sentences for one in self._all(ReasonsPanel)), ())

    def figure(self, name: str) -> str:
        return next(one.text() for one in self._all(QLabel) if one.accessibleName() == name)

    def entry(self) -> "AtEntry":
        """Sit down at the entry that is open."""
        found = [one for one in self.page.findChildren(FeedbackDialog) if one.isVisible()]
        assert len(found) == 1
        return AtEntry(found[0])

    def has_entry(self) -> bool:
        return any(one.isVisible() for one in self.page.findChildren(FeedbackDialog))


class AtEntry(Reader):
    """Somebody who writes a feedback down."""

    def __init__(self, dialog: FeedbackDialog) -> None:
        self.screen: QWidget = dialog
        self.dialog = dialog
        dialog.activateWindow()
        QApplication.processEvents()

    def says(self, words: str) -> None:
        commit(words, self.dialog.focusWidget())

    def words(self) -> str:
        return self._all(QPlainTextEdit)[0].toPlainText()

    def error(self, name: str) -> str:
        return self.dialog.fields[name].error

    def channel(self) -> str:
        return next(one.accessibleName() for one in self._all(QPushButton) if one.isChecked())

    def saves(self) -> None:
        QTest.keyClick(self.dialog, Qt.Key.Key_Return, CTRL)


class AtToday(Reader):
    """Somebody who begins the day."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self.page = page

    def cards(self) -> list[str]:
        """Every figure as a screen reader says it."""
        return [one.accessibleName() for one in self._all(FigureCard)]

    def card(self, name: str) -> FigureCard:
        return next(one for one in self._all(FigureCard) if one.accessibleName().startswith(name))
