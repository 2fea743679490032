"""Choosing a customer by typing: suggestions in a list below, and what will be used of the one chosen, masked."""

from dataclasses import dataclass, field

from PySide6.QtCore import QStringListModel, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QListView, QVBoxLayout, QWidget

from ledger.domain.customer import Customer
from ledger.domain.errors import LedgerError
from ledger.domain.masking import MASK, mask_phone
from ledger.services import customers
from ledger.services.finding import Hit, HitKind, find_anything
from ledger.services.session import Session
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.form_state import texts_of
from ui.widgets.order_lines import EnterEdit
from ui.widgets.parts import Chip, row, text

PAUSE = 120  # milliseconds without a letter before the ledger is asked
_AT_ONCE = 9


@dataclass(frozen=True, slots=True)
class Picked:
    """The customer of an order: the number and the province that will be used, empty where there is none alive."""

    code: str
    name: str = field(repr=False)
    phone_masked: str = field(repr=False)
    place_masked: str = field(repr=False)


def pick(session: Session, code: str) -> Picked:
    """Return what the form shows of a customer. Raises ``NotFound`` and ``CustomerErased``."""
    one = customers.get_living(session, code)
    phone = one.live_phone()
    return Picked(one.code, one.name or "", mask_phone(phone.number) if phone and phone.number else "", _place(one))


def _place(one: Customer) -> str:
    address = one.live_address()
    if address is None:
        return ""
    # Only a province of the dated list is shown: what is typed freely may be a street.
    return f"{MASK * 3}, {address.province}" if address.province_code and address.province else MASK * 3


class CustomerPicker(QWidget):
    """``picked`` carries a ``Picked``, or ``None`` when the line was typed into again."""

    picked = Signal(object)
    failed = Signal(object)  # LedgerError

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.chosen: Picked | None = None
        self._hits: tuple[Hit, ...] = ()
        self._answered = ""  # what the hits answer
        self._chooses_next = False  # Enter came before the answer
        self.line = EnterEdit()
        self.line.setPlaceholderText(self.tr("Name, phone or code"))
        self.line.setAccessibleName(self.tr("Customer"))
        self.setFocusProxy(self.line)
        self._phone, self._place = Chip(), Chip()
        self._words = text(self.tr("Will be used:"), "small")
        self._used = QWidget()
        self._used.setLayout(row(self._words, self._phone, self._place, None))
        self._used.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.line)
        box.addWidget(self._used)
        self._suggest()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self.line.textEdited.connect(self._on_edited)
        self.line.entered.connect(self._on_enter)

    def _suggest(self) -> None:
        # Not set as the line's own completer: that one writes into the line, which breaks Vietnamese typing.
        self._offered = QStringListModel(self)
        self._list = QCompleter(self._offered, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(_AT_ONCE)
        self._list.setWrapAround(False)  # after the last row comes none, and Enter would choose nobody
        self._list.setWidget(self.line)
        self._popup = QListView()
        self._popup.setProperty("role", "found")
        self._popup.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._popup.setAccessibleName(self.tr("Customers found"))
        self._list.setPopup(self._popup)
        self._list.activated.connect(self._on_activated)

    def choose(self, code: str) -> None:
        """Choose a customer by code."""
        self._desk.tasks.read(self, lambda session: pick(session, code), self._show, self._on_failed, latest="pick")

    def state(self) -> object:
        """See ``form_state.Composed``."""
        return [self.chosen.code if self.chosen is not None else "", self.line.text()]

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``."""
        code, words = texts_of(state)
        if code:
            self.choose(code)
        else:
            self.line.setText(words)

    # --- typing ---

    def _on_edited(self, _words: str) -> None:
        self._chooses_next = False
        if self.chosen is not None:
            self.chosen = None
            self._used.hide()
            self.picked.emit(None)
        self._pause.start()

    def _ask(self) -> None:
        typed = self.line.text().strip()
        if not typed:
            self._popup.hide()
            return
        self._desk.tasks.read(
            self,
            lambda session: find_anything(session, typed, _AT_ONCE),
            lambda hits: self._on_found(typed, hits),
            self._on_failed,
            latest="find",
        )

    def _on_found(self, typed: str, hits: tuple[Hit, ...]) -> None:
        self._answered = typed
        self._hits = tuple(one for one in hits if one.kind is HitKind.CUSTOMER)
        shown = [" · ".join(filter(None, (one.title, one.code, one.detail))) for one in self._hits]
        self._offered.setStringList(shown or [self.tr("Nobody found")])
        if self.chosen is None and self.line.hasFocus():
            self._list.complete()
            self._popup.setCurrentIndex(self._list.completionModel().index(0, 0))
        if self._chooses_next:
            self._on_enter()

    def _is_answered(self) -> bool:
        """Return whether the hits answer what is typed now; else ask, and choose from the answer."""
        is_answered = self._answered == self.line.text().strip()
        if not is_answered:
            self._chooses_next = True  # the people shown are not the ones meant
            self._pause.stop()
            self._ask()
        return is_answered

    def _on_enter(self) -> None:
        if self.chosen is not None:
            self.focusNextChild()
        elif self._is_answered() and len(self._hits) == 1:
            self.choose(self._hits[0].code)

    def _on_activated(self, words: str) -> None:
        if not self._is_answered():
            return
        place = self._offered.stringList().index(words)  # each line holds its customer's code
        if place < len(self._hits):
            self.choose(self._hits[place].code)

    # --- the one chosen ---

    def _show(self, one: Picked) -> None:
        self.chosen = one
        self._pause.stop()
        self._popup.hide()
        self.line.setText(" · ".join(filter(None, (one.name, one.code))))
        self.line.setCursorPosition(0)
        self._tell(self._phone, one.phone_masked, self.tr("no phone"))
        self._tell(self._place, one.place_masked, self.tr("no address"))
        self._used.show()
        self.picked.emit(one)

    def _on_failed(self, error: LedgerError) -> None:
        self.failed.emit(error)

    @staticmethod
    def _tell(chip: Chip, words: str, missing: str) -> None:
        chip.show_state(words or missing, Tone.OFF if words else Tone.WARN)
