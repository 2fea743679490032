"""The list of a notice run: its customers, sorted and filtered, and how each stands."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ledger.domain.ids import NoticeRunId
from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.storage import lists
from ledger.storage.database import Connection, Row
from ledger.storage.lists import Where


class NoticeSort(StrEnum):
    """Columns by which notices can be sorted."""

    NAME = "NAME"
    CODE = "CODE"
    WHEN = "WHEN"


@dataclass(frozen=True, slots=True)
class NoticeQuery:
    """Which notices of one run. ``text`` is searched as everywhere: words of a name, a number, an email, a code."""

    run: NoticeRunId
    state: NoticeState | None = None
    channel: NoticeChannel | None = None
    text: str = field(default="", repr=False)
    sort: NoticeSort = NoticeSort.CODE
    descending: bool = False


_KEYS = {
    NoticeSort.NAME: ("customer.name_order", "customer.id"),
    NoticeSort.CODE: ("customer_id",),  # codes are given in this order
    NoticeSort.WHEN: ("settled_at", "notice.id"),
}


def ids(db: Connection, query: NoticeQuery) -> "array[int]":
    """Return the ids of all notices the query asks for, in its order."""
    where = Where()
    where.add("notice_run_id = ?", query.run)
    where.add_if("state = ?", query.state.value if query.state else None)
    where.add_if("channel = ?", query.channel.value if query.channel else None)
    if query.text.strip():
        people, patterns = lists.people(query.text)
        where.add(f"customer_id IN ({people})", *patterns)
    # The order of the names is an index of the customers: they lead, and each has one notice in the run.
    table = "customer CROSS JOIN notice ON customer_id = customer.id" if query.sort is NoticeSort.NAME else "notice"
    order = lists.ordered(_KEYS[query.sort], descending=query.descending)
    return lists.ids(db, f"SELECT notice.id FROM {table}", where, order)


_ROW = (
    "SELECT notice.id, code, customer.name, channel, state, written_at, settled_at, staff.name, reason FROM notice"
    " JOIN customer ON customer.id = customer_id LEFT JOIN staff ON staff.id = settled_by"
)


def rows(db: Connection, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return id, code, name, channel, state, written, settled, the member's name and the reason of 1 to 500 ids."""
    return lists.rows(db, _ROW, "notice.id", wanted)
