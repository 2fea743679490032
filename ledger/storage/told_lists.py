"""Lists of people to be told: who waits, on which channel, and what was written out already.

The same for a policy's notices and for an incident: rows with ``state``, ``channel`` and ``written_at``.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from ledger.storage.database import Connection

State = TypeVar("State", bound=StrEnum)
Way = TypeVar("Way", bound=StrEnum)
WAITING = "WAITING"


@dataclass(frozen=True, slots=True)
class ToldList(Generic[State, Way]):
    """One table of such rows; ``owner`` is the column of what they are told about."""

    table: str
    owner: str
    states: type[State]
    ways: type[Way]

    def counts(self, db: Connection, owner_id: int) -> "tuple[Count[State, Way], ...]":
        """Return how many stand in which state on which channel."""
        rows = db.execute(
            f"SELECT state, channel, count(*), count(written_at) FROM {self.table} WHERE {self.owner} = ?"
            " GROUP BY state, channel",
            (owner_id,),
        )
        return tuple(
            Count(self.states(state), self.ways(way) if way else None, count, written)
            for state, way, count, written in rows
        )

    def forget_written(self, db: Connection, owner_id: int, way: Way) -> int:
        """Let everything of one channel that still waits be written out again; return how many."""
        before = db.total_changes
        db.execute(
            f"UPDATE {self.table} SET written_at = NULL WHERE {self.owner} = ? AND state = '{WAITING}'"
            " AND channel = ? AND written_at IS NOT NULL",
            (owner_id, way.value),
        )
        return db.total_changes - before


@dataclass(frozen=True, slots=True)
class Count(Generic[State, Way]):
    """How many people stand in one state on one channel, and to how many of them was written."""

    state: State
    channel: Way | None
    count: int
    written: int
