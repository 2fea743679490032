"""Who else has to do with a customer: partners that hold the data, the guardian, and whom the customer guards."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from ledger.domain.instants import local_date, show_date
from ledger.domain.minor import is_minor
from ledger.services.card_lines import Holder
from ledger.services.customer_card import CustomerCard, Relative
from ledger.services.explaining import fields_text, purpose_text
from ui.desk import Desk
from ui.places import PageId, Target
from ui.widgets.customer_inside import Inside
from ui.widgets.customer_words import holder_state, listed
from ui.widgets.parts import Card, Chip, Piece, button, column, row, text

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class OpeningRow(QFrame):
    """A line that leads somewhere, by click, Enter or Space."""

    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open by a click that ends where it began."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter or Space."""
        if event.key() in _KEYS:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class HoldersCard(Card):
    """The card "Who holds this customer's data?"."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Who holds this customer's data?"))
        self._desk = desk
        self._inside = Inside(self)

    def show_card(self, card: CustomerCard) -> None:
        """Show a customer."""
        pieces: list[Piece] = [self._line(one) for one in card.holders]
        if not pieces:
            pieces.append(text(self.tr("Nobody outside the shop was given anything."), "mute", wraps=True))
        self._inside.fill(column(*pieces, spacing=4))

    def _line(self, one: Holder) -> QWidget:
        wording, policy = self._desk.wording, self._desk.who.policy
        made = OpeningRow(one.name)
        made.opened.connect(lambda: self._desk.go(Target(PageId.RECIPIENTS, str(one.recipient_id))))
        words, tone = holder_state(one)
        given = self.tr("{fields}, for: {purposes}").format(
            fields=fields_text(one.fields, wording),
            purposes=", ".join(purpose_text(policy, purpose, wording) for purpose in one.purposes),
        )
        last = self.tr("last given {date}").format(date=show_date(local_date(one.last_given_at)))
        made.setAccessibleDescription(listed((words, given, last)))
        box = column(
            text(one.name, "strong", wraps=True),
            text(given, "small", wraps=True),
            text(listed((last, self._paper(one))), "small", wraps=True),
            2,
            row(Chip(words, tone), None),
            spacing=1,
        )
        box.setContentsMargins(8, 6, 8, 6)
        made.setLayout(box)
        return made

    def _paper(self, one: Holder) -> str:
        number = one.document_number
        return self.tr("document {number}").format(number=number) if number else ""


class FamilyCard(Card):
    """Guardian and wards; hidden where there are none and none is needed."""

    link_wanted = Signal()
    opened = Signal(str)  # the code of another customer

    def __init__(self) -> None:
        super().__init__(self.tr("Family"))
        self._inside = Inside(self)

    def show_card(self, card: CustomerCard) -> None:
        """Show a customer."""
        pieces: list[Piece] = []
        if card.guardian is not None:
            pieces.append(self._line(self.tr("Guardian"), card.guardian))
        elif is_minor(card.age_band):
            pieces += [
                text(self.tr("A minor needs a guardian before anything can be sent or agreed."), "warn", wraps=True),
                row(button(self.tr("Link a guardian…"), self.link_wanted.emit), None),
            ]
        pieces += [self._line(self.tr("Guards"), one) for one in card.wards]
        self.setVisible(bool(pieces))
        self._inside.fill(column(*pieces, spacing=6))

    def _line(self, role: str, one: Relative) -> QWidget:
        made = OpeningRow(listed((role, one.name, one.code)))
        made.opened.connect(self._opens(one.code))
        box = column(
            text(one.name, "strong", wraps=True), text(listed((role, one.relation, one.code)), "small"), spacing=1
        )
        box.setContentsMargins(8, 6, 8, 6)
        made.setLayout(box)
        return made

    def _opens(self, code: str) -> Callable[[], None]:
        return lambda: self.opened.emit(code)
