"""The frame of the dialogs that carry a request out: how things stand is read first, then the form is laid out."""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ledger.domain.consent import ConsentMethod
from ledger.domain.draft import DraftForm
from ledger.domain.instants import show_instant
from ledger.services import carrying_out
from ledger.services.carrying_out import Standing
from ui.desk import Desk
from ui.widgets.feedback_when import WhenEdit
from ui.widgets.form import Field, combo
from ui.widgets.form_dialog import FormDialog
from ui.widgets.form_state import texts_of
from ui.widgets.parts import row, text

_WIDTH = 600
Key = TypeVar("Key")


class Ticks(QWidget, Generic[Key]):
    """Boxes by the values behind them; what stands already is ticked and cannot be changed."""

    def __init__(
        self, words: Mapping[Key, str], ticked: Iterable[Key] = (), standing: Iterable[Key] = (), columns: int = 1
    ) -> None:
        super().__init__()
        self.boxes: dict[Key, QCheckBox] = {}
        self._standing = frozenset(standing)
        chosen = {*ticked, *self._standing}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(2)
        made = [self._tick(key, said, chosen) for key, said in words.items()]
        for at, box in enumerate(made):
            grid.addWidget(box, at // columns, at % columns)
        for at in range(columns):
            grid.setColumnStretch(at, 1)
        first = next((one for one in made if one.isEnabled()), None)
        if first is not None:
            self.setFocusProxy(first)

    def _tick(self, key: Key, words: str, chosen: set[Key]) -> QCheckBox:
        box = QCheckBox(words)
        box.setChecked(key in chosen)
        box.setEnabled(key not in self._standing)
        self.boxes[key] = box
        return box

    def is_standing(self, key: Key) -> bool:
        """Return whether it stands already."""
        return key in self._standing

    def chosen(self) -> tuple[Key, ...]:
        """Return what is ticked newly, in order."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked() and key not in self._standing)

    def state(self) -> object:
        """See ``form_state.Composed``."""
        return [str(key) for key in self.chosen()]

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``."""
        for key, box in self.boxes.items():
            box.setChecked(key in self._standing or str(key) in texts_of(state))


class CarryOutDialog(FormDialog):
    """Subclasses lay their fields out in ``lay_out`` once it is known how things stand for the customer."""

    fills_late = True

    def __init__(
        self, desk: Desk, request_code: str, parent: QWidget | None, words: tuple[str, str], sentence: str = ""
    ) -> None:
        title, save = words
        super().__init__(desk, parent, title, save, sentence)
        self.setMinimumWidth(_WIDTH)
        self.request_code = request_code
        self.save_button.setEnabled(False)

    def open(self) -> None:
        """Open, and read how things stand."""
        code = self.request_code
        self.desk.tasks.read(
            self, lambda session: carrying_out.standing(session, code), self._on_standing, self.show_error
        )
        super().open()

    def _on_standing(self, standing: Standing) -> None:
        about = self.tr("Request {request} of customer {customer}").format(
            request=standing.request.code, customer=standing.customer_code
        )
        self.form.addWidget(text(about, "mute"))
        self.save_button.setEnabled(True)
        self.lay_out(standing)
        self.keep_as(DraftForm.CARRY_OUT, self.request_code, standing.customer_code)
        self.ready()
        self.begin()
        self.fit()

    def lay_out(self, standing: Standing) -> None:  # noqa: ARG002 (subclasses look)
        """Put the fields on the form."""
        raise TypeError(type(self).__name__)

    def nothing_to_do(self, words: str) -> None:
        """Say that there is nothing to carry out, and let nothing be saved."""
        self.form.addWidget(text(words, wraps=True))
        self.save_button.setEnabled(False)

    def add_how_and_when(self, standing: Standing) -> None:
        """Ask how and when it was said: as the request came, unless somebody says otherwise."""
        wording, received = self.desk.wording, show_instant(standing.request.received_at)
        methods = [(wording.text(f"consent_methods.{one.value}"), one) for one in ConsentMethod]
        self._method = combo(methods, standing.method)
        self._when = WhenEdit(self.desk, "occurred_at")
        self._when.setPlaceholderText(received)
        self._when.setToolTip(self.tr("Empty is when the request came."))
        how, when = Field(self.tr("How was it said?"), self._method), Field(self.tr("When?"), self._when)
        self.fields |= {"consent_method": how, "occurred_at": when}
        both = row(how, when, spacing=14)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.form.addLayout(both)

    def method(self) -> ConsentMethod:
        """Return how it was said."""
        return ConsentMethod(self._method.currentData())
