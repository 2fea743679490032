"""Choosing, or changing, who takes drafts; whether that one may is asked when the labels are printed."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ledger.domain.errors import TextMissing
from ledger.services import parcels, recipients
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.form import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.order_carrier import CarrierChoice, carriers_of
from ui.widgets.parcel_steps import on_each


class ParcelCarrierDialog(FormDialog):
    """``saved`` carries what came of each parcel, as ``Steps``."""

    def __init__(self, desk: Desk, parent: QWidget | None, codes: Sequence[str]) -> None:
        sentence = self.tr("Drafts: {count}. The gate asks about the carrier when the label is printed.")
        super().__init__(
            desk, parent, self.tr("Choose a carrier"), self.tr("Choose"), sentence.format(count=len(codes))
        )
        self._codes = tuple(codes)
        self.carrier = CarrierChoice(desk, may_wait=False)
        self.add("carrier", Field(self.tr("Carrier"), self.carrier))
        self.carrier.setAccessibleName("")

    def open(self) -> None:
        """Show the dialog, and ask which carriers there are."""
        super().open()
        self.desk.tasks.read(
            self, recipients.lines, lambda lines: self.carrier.offer(carriers_of(lines)), self.show_error, latest="all"
        )

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        chosen, codes = self.carrier.carrier_id, self._codes
        if chosen is None:
            raise TextMissing(field="carrier")
        return lambda session: on_each(codes, lambda code: parcels.choose_carrier(session, code, chosen))
