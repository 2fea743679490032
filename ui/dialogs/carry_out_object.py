"""Writing down an objection: no contact on channels, no use for purposes; then the one confirmation the law allows."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.ids import PurposeId
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from ledger.services import carrying_out
from ledger.services.carrying_out import Objection, Standing
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.stop_contact import OptOutDialog
from ui.widgets.carry_out_dialog import CarryOutDialog, Ticks
from ui.widgets.form import Field


class ObjectDialog(CarryOutDialog):
    """Nothing is ticked beforehand but what stands already."""

    def __init__(self, desk: Desk, request_code: str, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            request_code,
            parent,
            (self.tr("Write down an objection"), self.tr("Write down")),
            self.tr(
                "It counts at once and stands above every consent. Answers to the customer's own feedback stay allowed."
            ),
        )
        self._customer = ""
        self._channels: Ticks[Channel | None] = Ticks({})
        self._purposes: Ticks[PurposeId] = Ticks({})

    def lay_out(self, standing: Standing) -> None:
        """See ``CarryOutDialog.lay_out``."""
        self._customer = standing.customer_code
        wording = self.desk.wording
        channels: dict[Channel | None, str] = {None: wording.text("channels.ALL")}
        channels |= {one: wording.text(f"channels.{one.value}") for one in CONTACT_CHANNELS}
        self._channels = Ticks(channels, standing=standing.stopped, columns=3)
        purposes = {one.id: one.text.in_language(self.desk.language) for one in standing.objectable}
        self._purposes = Ticks(purposes, columns=2)
        hint = self.tr("SMS and Zalo stop together. What is ticked in grey stands already.")
        self.add("channels", Field(self.tr("No contact on"), self._channels, hint))
        self.add(
            "purpose",
            Field(
                self.tr("No use for"),
                self._purposes,
                self.tr("What rests on the contract or on a law goes on; ask for a restriction or an erasure instead."),
            ),
        )
        self.add_how_and_when(standing)
        self._channels.boxes[None].toggled.connect(self._on_all)
        self._on_all(self._channels.boxes[None].isChecked())

    def _on_all(self, is_all: bool) -> None:
        for channel, box in self._channels.boxes.items():
            if channel is not None:
                box.setEnabled(not is_all and not self._channels.is_standing(channel))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        channels = self._channels.chosen()
        objection = Objection(
            (None,) if None in channels else channels, self._purposes.chosen(), self.method(), self._when.instant()
        )
        code = self.request_code

        def job(session: Session) -> object:
            carrying_out.object_to(session, code, objection)
            return objection.channels

        return job

    def _on_done(self, result: object) -> None:
        super()._on_done(result)
        # One confirmation is allowed, and it names one channel or all of them.
        if isinstance(result, tuple) and len(result) == 1:
            OptOutDialog(self.desk, self.parentWidget(), self._customer, result[0]).open()

    def _typed(self) -> dict[str, object]:
        return super()._typed() | {"channels": self._channels.chosen(), "purpose": self._purposes.chosen()}
