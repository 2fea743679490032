"""The customers of a notice run as the window lists them: who was told, how, when and by whom."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.ids import NoticeId
from ledger.domain.instants import from_text
from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.services.session import Session
from ledger.storage import lists_notices
from ledger.storage.lists_notices import NoticeQuery, NoticeSort

__all__ = ["NoticeQuery", "NoticeRow", "NoticeSort", "ids", "rows"]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One customer of a run."""

    id: NoticeId
    code: str
    name: str | None = field(repr=False)  # None once erased
    channel: NoticeChannel | None  # None: no valid channel
    state: NoticeState
    written_at: datetime | None  # the letter or message came out of the program
    settled_at: datetime | None
    settled_by: str = field(repr=False)
    reason: str = field(repr=False)


def ids(session: Session, query: NoticeQuery) -> "array[int]":
    """Return the ids of all notices the query asks for, in its order."""
    return lists_notices.ids(session.db, query)


def rows(session: Session, ids: Sequence[int]) -> tuple[NoticeRow, ...]:
    """Return the rows of 1 to 500 ids, in their order."""
    return tuple(
        NoticeRow(
            id=NoticeId(one),
            code=code,
            name=name,
            channel=NoticeChannel(channel) if channel else None,
            state=NoticeState(state),
            written_at=from_text(written) if written else None,
            settled_at=from_text(settled) if settled else None,
            settled_by=by or "",
            reason=reason or "",
        )
        for one, code, name, channel, state, written, settled, by, reason in lists_notices.rows(session.db, ids)
    )
