"""What became of the customers chosen in the list: told by which way, unreachable, or excused with a reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ledger.domain.gate import Decision
from ledger.domain.ids import NoticeRunId
from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.domain.staff import Operation
from ledger.services import notices
from ledger.services.notice_list import NoticeRow
from ledger.services.notice_settling import AT_ONCE
from ledger.services.notices import Settled, Settlement
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.form import Field, combo, text_edit
from ui.widgets.form_dialog import FormDialog

_TOLD = (NoticeChannel.EMAIL, NoticeChannel.POST)


@dataclass(frozen=True, slots=True)
class _Choice:
    state: NoticeState
    channel: NoticeChannel


class NoticeSettleDialog(FormDialog):
    """``saved`` carries ``Settled``, or for very many customers the ``Settlement`` still to be done in slices."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, run_id: NoticeRunId, rows: Sequence[NoticeRow], *, is_announced: bool
    ) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Record the notice"),
            self.tr("Record"),
            self.tr("Customers chosen: {count}").format(count=len(rows)),
        )
        self._run_id, self._codes = run_id, tuple(one.code for one in rows)
        self._channel = next((one.channel for one in rows if one.channel is not None), NoticeChannel.POST)
        self._outcome = combo(self._choices(is_announced=is_announced))
        self._outcome.currentIndexChanged.connect(lambda _at: self._on_chosen())
        self._reason = text_edit(rows=3)
        self.add("state", Field(self.tr("What became of them?"), self._outcome))
        hint = self.tr("Only for the shop's own records. It goes when the customer is erased.")
        self.add("reason", Field(self.tr("Reason"), self._reason, hint))
        self._on_chosen()

    def _choices(self, *, is_announced: bool) -> list[tuple[str, _Choice]]:
        wording = self.desk.wording
        ways = (*_TOLD, NoticeChannel.HOME_PAGE) if is_announced else _TOLD
        told = self.tr("Told: {channel}")
        made = [
            (told.format(channel=wording.text(f"notice_channels.{way.value}")), _Choice(NoticeState.TOLD, way))
            for way in ways
        ]
        if self.desk.may(Operation.PUBLISH_POLICY):
            for state in (NoticeState.UNREACHABLE, NoticeState.EXCUSED):
                made.append((wording.text(f"notice_states.{state.value}"), _Choice(state, self._channel)))
        return made

    def _chosen(self) -> _Choice:
        choice: _Choice = self._outcome.currentData()
        return choice

    def _on_chosen(self) -> None:
        self.fields["reason"].setVisible(self._chosen().state is not NoticeState.TOLD)
        self.fit()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        choice, run_id = self._chosen(), self._run_id
        reason = "" if choice.state is NoticeState.TOLD else self._reason.toPlainText()
        settlement = Settlement(choice.state, choice.channel, self._codes, " ".join(reason.split()))
        if len(self._codes) > AT_ONCE:
            return lambda _session: settlement
        return lambda session: notices.settle(session, run_id, settlement)

    def refused(self, result: object) -> Decision | None:
        """See ``FormDialog.refused``: nobody at all could be told."""
        if isinstance(result, Settled) and result.refused and not result.done:
            return Decision(allowed=False, basis=None, reasons=result.reasons)
        return None
