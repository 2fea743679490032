"""Withdrawing the consents a request asks for: all on which a use rests, unless somebody chooses otherwise."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.instants import local_date, show_date
from ledger.domain.minor import Giver
from ledger.services import carrying_out
from ledger.services.carrying_out import ConsentKey, Granted, Standing
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.carry_out_dialog import CarryOutDialog, Ticks
from ui.widgets.form import Field
from ui.widgets.parts import text


class WithdrawDialog(CarryOutDialog):
    """``saved`` carries how many consents were withdrawn."""

    def __init__(self, desk: Desk, request_code: str, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            request_code,
            parent,
            (self.tr("Withdraw consents"), self.tr("Withdraw")),
            self.tr("It counts at once, from when it was said. What was collected on these consents alone is emptied."),
        )
        self._ticks: Ticks[ConsentKey] = Ticks({})

    def lay_out(self, standing: Standing) -> None:
        """See ``CarryOutDialog.lay_out``."""
        if not standing.granted:
            self.nothing_to_do(
                self.tr("There is no consent that could be withdrawn. Say so in the answer and close the request.")
            )
            return
        granted = sorted(standing.granted, key=lambda one: not one.rests_on_consent)
        rests = [one.key for one in granted if one.rests_on_consent]
        self._ticks = Ticks({one.key: self._words(one) for one in granted}, rests)
        self.add("consents", Field(self.tr("Which consents?"), self._ticks))
        if len(rests) < len(granted):
            note = self.tr("Uses that rest on the contract or on a law go on without a consent.")
            self.form.addWidget(text(note, "small", wraps=True))
        self.add_how_and_when(standing)

    def _words(self, one: Granted) -> str:
        wording, key = self.desk.wording, one.key
        said = self.tr("{purpose}: {channel}, since {day}").format(
            purpose=one.purpose.text.in_language(self.desk.language),
            channel=wording.text(f"channels.{key.channel.value}"),
            day=show_date(local_date(one.since)),
        )
        if key.giver is Giver.GUARDIAN:
            said = self.tr("{consent} (said by the guardian)").format(consent=said)
        if one.rests_on_consent:
            return said
        basis = wording.text(f"bases.{one.purpose.basis.value}")
        return self.tr("{consent} - {basis}").format(consent=said, basis=basis)

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, keys, method, at = self.request_code, self._ticks.chosen(), self.method(), self._when.instant()
        return lambda session: carrying_out.withdraw(session, code, keys, method, at)

    def _typed(self) -> dict[str, object]:
        return super()._typed() | {"consents": self._ticks.chosen()}
