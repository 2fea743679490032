"""Who is on record already with a number or an address just typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ledger.services import customers
from ledger.services.session import Session
from ui.widgets.customer_words import listed
from ui.widgets.parts import button, column, picture, row, text

_LIMIT = 4


@dataclass(frozen=True, slots=True)
class Twin:
    """Somebody with the same number or address."""

    code: str
    name: str = field(repr=False)


def twins(session: Session, value: str) -> tuple[Twin, ...]:
    """Return who has exactly this phone (in its stored form) or email."""
    found = customers.find(session, value, _LIMIT)
    return tuple(
        Twin(one.code, one.name or "")
        for one in found
        if value in {phone.number for phone in one.phones} | {email.address for email in one.emails}
    )


class TwinsNote(QFrame):
    """A warning with a way to open the record that is there; hidden while there is none."""

    opened = Signal(object)  # Twin

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "warned")
        self._inside = QWidget()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 10, 14, 10)
        self._box.addWidget(self._inside)
        self.hide()

    def show_people(self, people: Sequence[Twin]) -> None:
        """Say who is on record already."""
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = QWidget()
        words = text(self.tr("Somebody with this phone or email is on record already:"), "strong", wraps=True)
        title = row(picture("users", "warn"), words)
        title.setStretch(1, 1)
        self._inside.setLayout(column(title, *(self._line(one) for one in people), spacing=4))
        self._box.addWidget(self._inside)
        self.setVisible(bool(people))

    def _line(self, one: Twin) -> QWidget:
        made = QWidget()
        open_it = button(self.tr("Open this record instead"), self._opens(one), role="link")
        open_it.setAccessibleName(self.tr("Open {code} instead").format(code=one.code))
        name = text(listed((one.code, one.name)), wraps=True)
        made.setLayout(row(name, open_it, None, spacing=12))
        return made

    def _opens(self, one: Twin) -> Callable[[], None]:
        return lambda: self.opened.emit(one)
