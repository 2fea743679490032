"""The people behind a hint of the first page: who is asked for consent again, who may be greeted."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ledger.domain.instants import show_date
from ledger.services.contacts import BirthdayLine
from ledger.services.minors import AskAgain
from ui import theme
from ui.desk import Desk
from ui.models.table_model import Column, RecordModel
from ui.places import PageId, Target
from ui.theme import Tone
from ui.widgets.due_table import DueTable
from ui.widgets.parts import Card, button, column, row, text

_WIDTH, _FRAME, _TALLEST = 680, 220, 480  # pixels; the frame is all but the rows
Way = Callable[[Any], Target]


class PeopleDialog(QDialog):
    """A list of people; opening one leads to where it is settled."""

    def __init__(self, desk: Desk, parent: QWidget | None, title: str, sentence: str) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._head = column(text(title, "section"), text(sentence, "mute", wraps=True), spacing=6)

    def show_people(self, columns: tuple[Column[Any], ...], people: tuple[Any, ...], words: str, way: Way) -> None:
        """Show a list, and the button that leads on from the row in question."""
        model = RecordModel[Any](columns, self)
        self.table = DueTable(model, self.windowTitle(), self.desk.now)
        self.table.opened.connect(lambda one: self._leave(way(one)))
        model.show(people)
        card = Card()
        card.body.setContentsMargins(6, 6, 6, 6)
        card.body.addWidget(self.table, 1)
        on = button(words, self.table.open_current, role="primary")
        whole = column(self._head, card, row(None, button(self.tr("Close"), self.close), on), spacing=14)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.resize(_WIDTH, min(_TALLEST, _FRAME + theme.ROW_HEIGHT * (len(people) + 1)))
        self.table.setFocus()

    def _leave(self, target: Target) -> None:
        self.close()
        self.desk.go(target)


class AskAgainDialog(PeopleDialog):
    """Minors whose consents were given before an age that changes who must give them (``model.md`` 5)."""

    def __init__(self, desk: Desk, parent: QWidget | None, people: tuple[AskAgain, ...]) -> None:
        sentence = self.tr(
            "From 7 the child agrees too, at 16 and at 18 the person is asked anew. Open the card, ask, and record the"
            " answer there; what was agreed before no longer speaks for itself."
        )
        super().__init__(desk, parent, self.tr("Consent to ask again"), sentence)
        columns = (
            Column[AskAgain](
                "who", self.tr("Customer"), lambda one: one.name, below=lambda one: one.code, is_main=True
            ),
            Column[AskAgain]("turns", self.tr("Becomes"), self._turns, width=190),
            Column[AskAgain]("due", self.tr("Due"), self._due, width=130, tone=_due_tone),
        )
        self.show_people(columns, people, self.tr("Open the customer"), _to_consent)

    def _turns(self, one: AskAgain) -> str:
        return self.tr("{age} on {date}").format(age=one.age, date=show_date(one.on))

    def _due(self, one: AskAgain) -> str:
        return self.tr("Ask now") if one.is_due else self.tr("Soon")


def _due_tone(one: AskAgain) -> Tone:
    return Tone.BAD if one.is_due else Tone.WARN


def _to_consent(one: AskAgain) -> Target:
    return Target(PageId.CUSTOMERS, one.code, "consent")


class BirthdaysDialog(PeopleDialog):
    """Whose birthday it is and who agreed to be greeted (KO 2: special occasions)."""

    def __init__(self, desk: Desk, parent: QWidget | None, people: tuple[BirthdayLine, ...]) -> None:
        sentence = self.tr(
            "Only people who agreed to greetings, by the channels they agreed to and may be reached on now."
        )
        super().__init__(desk, parent, self.tr("Birthdays to greet"), sentence)
        columns = (
            Column[BirthdayLine](
                "who", self.tr("Customer"), lambda one: one.name, below=lambda one: one.code, is_main=True
            ),
            Column[BirthdayLine]("how", self.tr("May be reached by"), self._channels, width=240),
        )
        self.show_people(columns, people, self.tr("Log the greeting…"), _to_contact)

    def _channels(self, one: BirthdayLine) -> str:
        return ", ".join(self.desk.wording.text(f"channels.{channel.value}") for channel in one.channels)


def _to_contact(one: BirthdayLine) -> Target:
    return Target(PageId.CONTACT, one.code, "log")
