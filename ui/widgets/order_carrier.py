"""Choosing who takes the parcels: the carriers in use, each with how its commitment stands today."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.domain.ids import RecipientId
from ledger.domain.instants import show_date
from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import CommitmentState
from ledger.services.recipients import RecipientLine
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.form import combo, index_of
from ui.widgets.parcel_words import COMMITMENT_TONE
from ui.widgets.parts import Chip, row

TAKES_PARCELS = (RecipientRole.CARRIER, RecipientRole.INSTALLER)
_GOOD = (CommitmentState.VALID, CommitmentState.EXPIRING)


def carriers_of(lines: Sequence[RecipientLine]) -> tuple[RecipientLine, ...]:
    """Return the partners that may be given parcels now."""
    return tuple(one for one in lines if one.role in TAKES_PARCELS and one.closed_at is None)


class CarrierChoice(QWidget):
    """``may_wait`` offers to choose later; a partner whose paper does not hold may be chosen, and the chip says so."""

    changed = Signal()

    def __init__(self, desk: Desk, *, may_wait: bool) -> None:
        super().__init__()
        self._desk = desk
        self._may_wait = may_wait
        self._known: dict[RecipientId, RecipientLine] = {}
        self._wanted: RecipientId | None = None  # until the carriers are known
        self.box = combo([(self.tr("Choose later"), None)] if may_wait else [])
        self.box.setAccessibleName(self.tr("Carrier"))
        self.setFocusProxy(self.box)
        self.commitment, self.agreement = Chip(), Chip()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.box)
        whole.addLayout(row(self.commitment, self.agreement, None))
        self.box.currentIndexChanged.connect(self._on_changed)
        self._on_changed()

    @property
    def carrier_id(self) -> RecipientId | None:
        """Return the one chosen."""
        found: RecipientId | None = self.box.currentData()
        return found

    def offer(self, lines: Sequence[RecipientLine], chosen: RecipientId | None = None) -> None:
        """Offer partners; the only one whose commitment holds is chosen at once."""
        self._known = {one.id: one for one in lines}
        roles = self._desk.wording
        self.box.blockSignals(True)
        self.box.clear()
        if self._may_wait:
            self.box.addItem(self.tr("Choose later"), None)
        for one in lines:
            is_carrier = one.role is RecipientRole.CARRIER
            words = one.name if is_carrier else f"{one.name} ({roles.text(f'roles.{one.role.value}')})"
            self.box.addItem(words, one.id)
        good = [one.id for one in lines if one.state in _GOOD]
        wanted = chosen or self._wanted or (good[0] if len(good) == 1 else None)
        self.box.setCurrentIndex(max(0, index_of(self.box, wanted)))
        self.box.blockSignals(False)
        self._on_changed()

    def state(self) -> object:
        """See ``form_state.Composed``."""
        return self.carrier_id

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``; carriers that are still on their way are waited for."""
        self._wanted = RecipientId(state) if isinstance(state, int) else None
        self.box.setCurrentIndex(max(0, index_of(self.box, self._wanted)))

    def _on_changed(self) -> None:
        one = self._known.get(self.carrier_id) if self.carrier_id is not None else None
        self.commitment.setVisible(one is not None)
        self.agreement.setVisible(one is not None and one.masked_labels_agreed_on is None)
        if one is not None:
            words = self._desk.wording.text(f"commitment_states.{one.state.value}")
            if one.expires_on is not None:
                words = self.tr("{state}, to {date}").format(state=words, date=show_date(one.expires_on))
            self.commitment.show_state(words, COMMITMENT_TONE.get(one.state, Tone.BAD))
            self.agreement.show_state(self.tr("masked labels not agreed"), Tone.BAD)
        self.changed.emit()
