"""Pieces of the pages that show evidence: facts by name, one view of several, a narrowed customer."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ledger.domain.purpose import LegalBasis
from ledger.services.recipients import RecipientLine
from ui import theme
from ui.desk import Desk
from ui.widgets.form import combo, index_of
from ui.widgets.parts import Card, EmptyState, button, column, row, text

Fact = tuple[str, str]
PANEL_WIDTH = 310


class FactList(QWidget):
    """Names with what they are, one below the other; what is empty is left out."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._inside = QWidget()
        self._box.addWidget(self._inside)
        self.facts: tuple[Fact, ...] = ()

    def show_facts(self, facts: Iterable[Fact]) -> None:
        """Show other facts."""
        self.facts = tuple((name, words) for name, words in facts if words)
        self._inside.deleteLater()
        self._inside = QWidget()
        self._inside.setLayout(column(*(_fact(name, words) for name, words in self.facts), spacing=10))
        self._box.addWidget(self._inside)


def _fact(name: str, words: str) -> QWidget:
    value = text(words, wraps=True, selectable=True)
    value.setAccessibleName(f"{name}: {words}")
    made = QWidget()
    made.setLayout(column(text(name, "small"), value, spacing=1))
    return made


class SidePanel(Card):
    """Beside a list: the chosen row with everything about it, or what to do to see it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setFixedWidth(PANEL_WIDTH)

    def arrange(self, pieces: Sequence[QWidget], buttons: Sequence[QPushButton]) -> None:
        """Put the pieces one below the other, and the buttons always in sight below; nothing is chosen yet."""
        self._hint = EmptyState("info", self.tr("Choose a row"), self.tr("Everything recorded about it is shown here."))
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        inside.setLayout(column(*pieces, None, spacing=12))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes through the facts, which come into sight
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self.body.addWidget(self._hint, 1)
        self.body.addWidget(self._scroll, 1)
        self._foot = QWidget()
        self._foot.setLayout(column(*buttons, spacing=6))
        self.body.addWidget(self._foot)
        self.show_details(is_any=False)

    def show_details(self, *, is_any: bool) -> None:
        """Show the details, or the hint while nothing is chosen."""
        self._hint.setVisible(not is_any)
        self._scroll.setVisible(is_any)
        self._foot.setVisible(is_any)


class Segments(QWidget):
    """A few views of which one is shown; ``chosen`` carries its number."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons: list[QPushButton] = []
        for number, one in enumerate(words):
            made = button(one, role="choice")
            made.setCheckable(True)
            self._group.addButton(made, number)
            self.buttons.append(made)
        self.buttons[0].setChecked(True)
        self._group.idClicked.connect(self.chosen)
        self.setLayout(row(*self.buttons, None, spacing=6))

    def choose(self, number: int) -> None:
        """Show another view, as a click does."""
        self.buttons[number].setChecked(True)
        self.chosen.emit(number)


class NarrowedTo(QPushButton):
    """Says that only one customer is shown; a click shows all again."""

    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "choice")
        self.setAutoDefault(False)
        self.setIcon(theme.icon("x", "accent", 16))
        self.setToolTip(self.tr("Show all customers again"))
        self.code = ""
        self.hide()
        self.clicked.connect(self._on_clicked)

    def show_code(self, code: str) -> None:
        """Name the customer; nothing hides it."""
        self.code = code
        self.setText(self.tr("Customer {code}").format(code=code))
        self.setVisible(bool(code))

    def _on_clicked(self) -> None:
        self.show_code("")
        self.cleared.emit()


def choices(name: str, everything: str, items: Iterable[tuple[str, object]], changed: Callable[[], None]) -> QComboBox:
    """Return a filter: everything first, then each choice."""
    made = combo([(everything, None), *items])
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(7)  # grows with the room there is, and never asks for more
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setMaximumWidth(240)
    made.currentIndexChanged.connect(lambda _at: changed())
    return made


def basis_of(box: QComboBox) -> LegalBasis | None:
    """Return the basis chosen in a filter; Qt keeps its value only, as text."""
    chosen = box.currentData()
    return LegalBasis(chosen) if chosen else None


def offer_recipients(box: QComboBox, lines: Iterable[RecipientLine]) -> None:
    """Offer partners by name in a filter, and keep the one that is chosen."""
    chosen = box.currentData()
    box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(1)
    for one in lines:
        box.addItem(one.name, one.id)
    box.setCurrentIndex(max(0, index_of(box, chosen)))
    box.blockSignals(False)
