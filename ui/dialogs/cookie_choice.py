"""Writing down what a customer chose about cookies, and what the browser told where they were accepted (VK 4)."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ledger.domain.collection import CookieChoice, browser_fields
from ledger.domain.draft import DraftForm
from ledger.domain.errors import TextMissing
from ledger.domain.gate import Decision
from ledger.services import browser
from ledger.services.deciding import Outcome
from ledger.services.session import Session
from ui.desk import Desk
from ui.ways_out import WayOut, ways_out
from ui.widgets.feedback_when import WhenEdit
from ui.widgets.form import Field, line_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import row


class _Choices(QWidget):
    """Buttons of which one is pressed at most."""

    def __init__(self, buttons: Mapping[CookieChoice, QPushButton]) -> None:
        super().__init__()
        self._buttons = buttons
        self.setLayout(row(*buttons.values(), None))
        self.setFocusProxy(buttons[CookieChoice.ACCEPTED])

    def state(self) -> object:
        """See ``form_state.Composed``."""
        return next((choice.value for choice, one in self._buttons.items() if one.isChecked()), None)

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``."""
        for choice, one in self._buttons.items():
            if choice.value == state:
                one.setChecked(True)


class CookieChoiceDialog(FormDialog):
    """Nothing is chosen beforehand; ``saved`` carries the ``Outcome``."""

    def __init__(self, desk: Desk, parent: QWidget | None, code: str) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Record a cookie choice"),
            self.tr("Record"),
            self.tr("Accepting cookies is the consent itself. Where they are refused, only the choice is kept."),
        )
        self.setMinimumWidth(560)
        self.keep_as(DraftForm.COOKIES, code, code)
        self._code = code
        self._when = WhenEdit(desk, "occurred_at")
        self._told = {
            one: Field(desk.wording.text(f"fields.{one}"), line_edit(limit=64))
            for one in browser_fields(desk.who.policy)
        }
        self._choices = self._make_choices()
        self._lay_out_fields()

    def _make_choices(self) -> dict[CookieChoice, QPushButton]:
        self._group = QButtonGroup(self)
        made = {}
        for choice in CookieChoice:
            one = QPushButton(self.desk.wording.text(f"cookie_choices.{choice.value}"))
            one.setProperty("role", "choice")
            one.setCheckable(True)
            one.setAutoDefault(False)
            one.toggled.connect(lambda _on: self._show_told())
            self._group.addButton(one)
            made[choice] = one
        return made

    def _lay_out_fields(self) -> None:
        self.add("choice", Field(self.tr("What was chosen?"), _Choices(self._choices)))
        both = row(*self._told.values(), spacing=14)
        for at in range(len(self._told)):
            both.setStretch(at, 1)
        self.fields |= {str(name): field for name, field in self._told.items()}
        self.form.addLayout(both)
        self.add("occurred_at", Field(self.tr("When?"), self._when))
        self._show_told()

    def _show_told(self) -> None:
        # What is typed stays in sight when the choice changes: it is told, not silently thrown away.
        is_yes = self._choices[CookieChoice.ACCEPTED].isChecked()
        for name, field in self._told.items():
            field.setVisible(is_yes or bool(self._typed_in(name)))
        self.fit()

    def _typed_in(self, name: str) -> str:
        field = next((one for key, one in self._told.items() if key == name), None)
        return str(field.editor.property("text")).strip() if field is not None else ""

    def _chosen(self) -> CookieChoice | None:
        return next((choice for choice, one in self._choices.items() if one.isChecked()), None)

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, choice, at = self._code, self._chosen(), self._when.instant()
        if choice is None:
            raise TextMissing(field="choice")
        ip, language = self._typed_in("ip_address"), self._typed_in("browser_language")
        return lambda session: browser.record(session, code, choice, ip, language, at)

    def refused(self, result: object) -> Decision | None:
        """See ``FormDialog.refused``."""
        return result.decision if isinstance(result, Outcome) and not result.allowed else None

    def ways_out(self, decision: Decision) -> tuple[WayOut, ...]:
        """See ``FormDialog.ways_out``."""
        return ways_out(decision.reasons, customer_code=self._code)

    def _typed(self) -> dict[str, object]:
        return super()._typed() | {"choice": self._chosen()}
