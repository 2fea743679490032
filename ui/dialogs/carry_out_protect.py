"""Writing down what was done to protect a customer's data, as a request asks."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.services import carrying_out
from ledger.services.carrying_out import Standing
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.carry_out_dialog import CarryOutDialog
from ui.widgets.feedback_when import WhenEdit
from ui.widgets.form import Field, text_edit


class ProtectDialog(CarryOutDialog):
    """What the shop did, in words; the answer to the customer can repeat them."""

    def __init__(self, desk: Desk, request_code: str, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            request_code,
            parent,
            (self.tr("Protective measure"), self.tr("Record")),
            self.tr("Do it first, then write down what was done."),
        )
        self._measures = text_edit(
            self.tr("For example: looked through who had seen the number; the wrong address was removed."), rows=4
        )
        self._when = WhenEdit(desk, "occurred_at")

    def lay_out(self, standing: Standing) -> None:  # noqa: ARG002 (the fields are the same for everybody)
        """See ``CarryOutDialog.lay_out``."""
        self.add("measures", Field(self.tr("What was done?"), self._measures))
        self.add("occurred_at", Field(self.tr("When?"), self._when))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, words, at = self.request_code, self._measures.toPlainText(), self._when.instant()
        return lambda session: carrying_out.protect(session, code, words, at)
