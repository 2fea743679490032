"""Restricting the use of a customer's data as a request asks, or allowing it again."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.instants import show_instant
from ledger.services import carrying_out
from ledger.services.carrying_out import Standing
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.carry_out_dialog import CarryOutDialog
from ui.widgets.form import Field, text_edit
from ui.widgets.parts import text


class RestrictDialog(CarryOutDialog):
    """Restricts, and where that stands already allows the use again for a reason."""

    def __init__(self, desk: Desk, request_code: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, request_code, parent, (self.tr("Restrict the use"), self.tr("Restrict")))
        self._is_release = False
        self._words = text_edit(rows=3)

    def lay_out(self, standing: Standing) -> None:
        """See ``CarryOutDialog.lay_out``."""
        if standing.restricted_at is not None:
            self._lay_out_release(show_instant(standing.restricted_at))
            return
        purposes = ", ".join(one.text.in_language(self.desk.language) for one in standing.by_law)
        for words in (
            self.tr("From now on the program refuses offers, contact lists, labels, hand-overs and sharing."),
            self.tr("Still allowed: keeping the data, writing down what the customer says, and what the law demands:"),
        ):
            self.form.addWidget(text(words, wraps=True))
        self.form.addWidget(text(purposes, "strong", wraps=True))
        self.add("note", Field(self.tr("Note"), self._words, self.tr("For example until when, or why.")))

    def _lay_out_release(self, since: str) -> None:
        self._is_release = True
        self.save_button.setText(self.tr("Allow again"))
        self.form.addWidget(text(self.tr("The use is restricted since {time}.").format(time=since), wraps=True))
        self.add("note", Field(self.tr("Why is the use allowed again?"), self._words))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, words = self.request_code, self._words.toPlainText()
        if self._is_release:
            return lambda session: carrying_out.release(session, code, words)
        return lambda session: carrying_out.restrict(session, code, words)
