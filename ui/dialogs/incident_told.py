"""That affected customers were told: those chosen in the list, or all whose letter or email was written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ledger.domain.gate import Decision
from ledger.domain.incident import TellState
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from ledger.services.deciding_many import to_the_end
from ledger.services.incident_list import AffectedLine
from ledger.services.incident_people import AT_ONCE
from ledger.services.incident_telling import Telling, ToldPeople, telling
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.feedback_when import QuickTimes, WhenEdit
from ui.widgets.form import Field, combo
from ui.widgets.form_dialog import FormDialog


@dataclass(frozen=True, slots=True)
class _Choice:
    state: TellState
    channel: Channel


class ToldDialog(FormDialog):
    """Those chosen; ``saved`` carries ``ToldPeople``, or for many the ``Telling`` still to be done in slices."""

    def __init__(self, desk: Desk, parent: QWidget | None, code: str, rows: Sequence[AffectedLine]) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Record that they were told"),
            self.tr("Record"),
            self.tr("Customers chosen: {count}").format(count=len(rows)),
        )
        self._code, self._codes = code, tuple(one.code for one in rows)
        planned = next((one.channel for one in rows if one.channel is not None), Channel.CALL)
        self._outcome = combo(self._choices(), _Choice(TellState.TOLD, planned))
        self._when = WhenEdit(desk, "told_at")
        self._quick = QuickTimes(self._when)
        self.add("state", Field(self.tr("What became of them?"), self._outcome))
        self.add("told_at", Field(self.tr("When?"), self._when))
        self.form.addWidget(self._quick)
        self._outcome.currentIndexChanged.connect(lambda _at: self._on_chosen())

    def _choices(self) -> list[tuple[str, _Choice]]:
        wording, told = self.desk.wording, self.tr("Told: {channel}")
        made = [
            (told.format(channel=wording.text(f"channels.{one.value}")), _Choice(TellState.TOLD, one))
            for one in CONTACT_CHANNELS
        ]
        unreachable = wording.text(f"tell_states.{TellState.UNREACHABLE.value}")
        return [*made, (unreachable, _Choice(TellState.UNREACHABLE, Channel.CALL))]

    def _chosen(self) -> _Choice:
        choice: _Choice = self._outcome.currentData()
        return choice

    def _on_chosen(self) -> None:
        is_told = self._chosen().state is TellState.TOLD
        self.fields["told_at"].setVisible(is_told)
        self._quick.setVisible(is_told)
        self.fit()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        choice, code = self._chosen(), self._code
        at = self._when.instant() if choice.state is TellState.TOLD else None
        wish = Telling(choice.state, choice.channel, self._codes, at)
        if len(self._codes) > AT_ONCE:
            return lambda _session: wish
        return lambda session: to_the_end(telling(session, code, wish))

    def refused(self, result: object) -> Decision | None:
        """See ``FormDialog.refused``."""
        if isinstance(result, ToldPeople) and result.refused and not result.done:
            return Decision(allowed=False, basis=None, reasons=result.reasons)
        return None


class WrittenToldDialog(FormDialog):
    """All whose letter or email was written; ``saved`` carries the ``Telling`` to be done in slices."""

    def __init__(self, desk: Desk, parent: QWidget | None, channel: Channel, count: int) -> None:
        is_email = channel is Channel.EMAIL
        super().__init__(
            desk,
            parent,
            self.tr("Were the emails sent?") if is_email else self.tr("Were the letters posted?"),
            self.tr("They were sent") if is_email else self.tr("They were posted"),
            self.tr("Customers recorded as told: {count}").format(count=count),
        )
        self._channel = channel
        self._when = WhenEdit(desk, "told_at")
        self.add("told_at", Field(self.tr("When?"), self._when))
        self.form.addWidget(QuickTimes(self._when))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        wish = Telling(TellState.TOLD, self._channel, at=self._when.instant())
        return lambda _session: wish
