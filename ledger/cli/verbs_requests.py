"""The verb around requests of the data subject: what is due, for a script that reminds somebody."""

from ledger.cli.opening import Arguments, opened
from ledger.cli.terminal import DONE, cli_text, say
from ledger.domain.instants import show_end, show_instant
from ledger.domain.wording import Wording
from ledger.services import request_list
from ledger.services.request_list import RequestFilter, RequestLine, RequestQuery

_AT_ONCE = 500


def list_requests(given: Arguments, wording: Wording) -> int:
    """List what is open, the nearest clock first, and how many are overdue."""
    with opened(given, wording) as session:
        found = request_list.ids(session, RequestQuery(state=RequestFilter.OPEN))
        for start in range(0, len(found), _AT_ONCE):
            for one in request_list.rows(session, found[start : start + _AT_ONCE]):
                say(_line(one, wording))
        counts = request_list.counts(session)
    say(cli_text(wording, "request_figures", open=counts.open, overdue=counts.overdue, soon=counts.due_soon))
    return DONE


def _line(one: RequestLine, wording: Wording) -> str:
    # Code, kind, clock, state: never whose it is or what they wrote.
    cells = [one.code, wording.text(f"request_kinds.{one.kind.value}"), show_instant(one.received_at)]
    if one.clock is not None and one.state is not None:
        cells += [wording.text(f"deadline_kinds.{one.clock.kind.value}"), show_end(one.clock.due_at)]
        cells.append(wording.text(f"deadline_states.{one.state.value}"))
    return "\t".join(cells)
