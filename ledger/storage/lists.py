"""What every list of the window shares: the whole order as an array of ids, then the rows of the few ids in sight.

A window asks for the ids once and for some 64 rows at a time, by id: OFFSET would count from the start each time.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from ledger.storage import search
from ledger.storage.database import Connection, Row

_FIRST = itemgetter(0)


@dataclass(slots=True)
class Where:
    """Conditions put together with AND, and their values in the same order."""

    terms: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list, repr=False)

    def add(self, term: str, *values: object) -> None:
        """Add one condition with the values of its question marks."""
        self.terms.append(term)
        self.values.extend(values)

    def add_if(self, term: str, value: object) -> None:
        """Add a condition on one value, unless there is none to ask for."""
        if value is not None and value != "":
            self.add(term, value)

    def __str__(self) -> str:
        return " AND ".join(self.terms) or "1"


def ids(db: Connection, query: str, where: Where, order: str) -> "array[int]":
    """Return the first column of ``query``, filtered, in ``order``."""
    return array("q", map(_FIRST, db.execute(f"{query} WHERE {where} ORDER BY {order}", where.values)))


def rows(db: Connection, query: str, key: str, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return what ``query``, whose first column is ``key``, finds for ``wanted``, in that order; unknown ids are left
    out.
    """
    if not wanted:
        return ()
    found = {row[0]: row for row in db.execute(f"{query} WHERE {key} IN ({marks(len(wanted))})", tuple(wanted))}
    return tuple(found[one] for one in wanted if one in found)


def marks(count: int) -> str:
    """Return ``count`` question marks for an IN."""
    return ",".join("?" * count)


def ordered(keys: Sequence[str], *, descending: bool) -> str:
    """Return the ORDER BY of some columns, a ``-`` before the opposite ones; what is unknown comes last either way.

    The last column is the id, always known: asking for NULLS LAST there too would keep SQLite from using an index.
    """
    ways = ["DESC" if key.startswith("-") is not descending else "ASC" for key in keys]
    names = [key.lstrip("-") for key in keys]
    known = [f"{name} {way} NULLS LAST" for name, way in zip(names[:-1], ways, strict=False)]
    return ", ".join([*known, f"{names[-1]} {ways[-1]}"])


def people(typed: str) -> tuple[str, tuple[str, ...]]:
    """Return a query for the ids of the customers with every word typed in their search line, and its values."""
    patterns = search.word_patterns(typed)
    if not patterns:  # nothing that could be searched finds nobody
        return "SELECT 0 WHERE 0", ()
    return f"SELECT customer_id FROM customer_search WHERE {search.every_word('words', len(patterns))}", patterns
