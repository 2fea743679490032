"""What a contact or a use is for: the purposes of the policy in force, and what each rests on, in one line."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.domain.ids import PurposeId
from ledger.domain.purpose import LegalBasis, Purpose
from ui.desk import Desk
from ui.widgets.form import combo, index_of
from ui.widgets.parts import text


class PurposeChoice(QWidget):
    """A list of purposes with its explanation below; ``changed`` follows every other choice."""

    changed = Signal()

    def __init__(self, desk: Desk, name: str, *, is_contact: bool = True) -> None:
        super().__init__()
        self._is_contact = is_contact  # else a use inside the shop, which has no channel and no hours
        self._purposes = desk.who.policy.purposes
        self._language = desk.language
        self.box = combo([(self._words(one), one.id) for one in self._purposes])
        self.box.setAccessibleName(name)
        self.setFocusProxy(self.box)
        self._why = text("", "small", wraps=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.box)
        inside.addWidget(self._why)
        self.box.currentIndexChanged.connect(lambda _at: self._on_changed())
        self._explain()

    def _words(self, one: Purpose) -> str:
        words = one.text.in_language(self._language)
        told = self.tr("{purpose} (advertising)").format(purpose=words)
        return told if one.is_advertising and self._is_contact else words

    @property
    def purpose(self) -> Purpose:
        """Return the purpose chosen."""
        return self._purposes[self.box.currentIndex()]

    def choose(self, purpose: PurposeId) -> None:
        """Choose a purpose; one the policy does not have changes nothing."""
        at = index_of(self.box, purpose)
        if at >= 0:
            self.box.setCurrentIndex(at)

    def state(self) -> object:
        """See ``form_state.Composed``."""
        return self.purpose.id

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``."""
        self.choose(PurposeId(str(state)))

    def _on_changed(self) -> None:
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        said = self._basis()
        if self.purpose.is_advertising and self._is_contact:
            said = self.tr("{basis} Advertising also has hours, a limit a day and the do-not-call list.").format(
                basis=said
            )
        self._why.setText(said)
        self.box.setAccessibleDescription(said)

    def _basis(self) -> str:
        if self.purpose.basis is LegalBasis.CONTRACT:
            return self.tr("Rests on the contract with the customer: no consent is asked, and it is for nothing else.")
        if self.purpose.basis is LegalBasis.LAW:
            return self.tr("Rests on the law: no consent is asked, and it is for nothing else.")
        if self._is_contact:
            return self.tr("Rests on consent: only those who said yes to it, each on the channel they named.")
        return self.tr("Rests on consent: only the data of those who said yes to it.")
