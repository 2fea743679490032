"""The rows of a damaged ledger: its trees as far as they can be followed, and the leaves nothing leads to any more.

The form of pages and records is that of SQLite (its "Database File Format"). What does not fit it is no row.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from ledger.storage.damaged_pages import USABLE, DamagedPages

Value: TypeAlias = int | float | str | bytes | None

_TABLE_LEAF, _TABLE_INNER, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x05, 0x0A, 0x02
_INNER = frozenset({_TABLE_INNER, _INDEX_INNER})
_KINDS = frozenset({_TABLE_LEAF, _TABLE_INNER, _INDEX_LEAF, _INDEX_INNER})
_FIRST_PAGE_AT = 100  # the file's own header comes before the first page's
_LEAST_LOCAL = (USABLE - 12) * 32 // 255 - 23
_MOST_LOCAL = {True: USABLE - 35, False: (USABLE - 12) * 64 // 255 - 23}  # by "is a table's leaf"
_LONGEST = 1 << 30  # bytes of one record
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # bytes by serial type
_REAL, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12
_MORE_FOLLOWS = 0x80  # the highest bit of a byte of a number
_DEEPEST = 20  # levels of a tree


class _NoRowError(Exception):
    """What stands there is no row, or not all of it can be read."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One record; ``rowid`` is ``None`` for one of an index or of a table without rowids."""

    rowid: int | None
    values: tuple[Value, ...] = field(repr=False)


@dataclass(slots=True)
class Walked:
    """What following one tree showed."""

    pages: set[int] = field(default_factory=set)
    unreadable: int = 0  # pages that a readable one leads to
    spoilt: int = 0  # records on readable pages that cannot be read whole

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the tree is missing."""
        return not self.unreadable and not self.spoilt


@dataclass(frozen=True, slots=True)
class _Page:
    data: bytes = field(repr=False)
    kind: int
    cells: tuple[int, ...]
    right: int


class DamagedRows:
    """Reads trees and single leaves."""

    def __init__(self, pages: DamagedPages) -> None:
        self._pages = pages

    def walk(self, root: int, walked: Walked) -> Iterator[RawRow]:
        """Yield every row that can still be reached from ``root``; ``walked`` learns what was met and missed."""
        waiting = [(root, 0)]
        while waiting:
            number, depth = waiting.pop()
            if number in walked.pages:  # a circle: only damage makes one
                continue
            page = self._page(number) if depth <= _DEEPEST else None
            if page is None:
                walked.unreadable += 1
                continue
            walked.pages.add(number)
            if page.kind in _INNER:
                waiting.extend((child, depth + 1) for child in self._children(page))
            if page.kind != _TABLE_INNER:
                yield from self._rows(page, walked)

    def leaf(self, number: int) -> tuple[RawRow, ...]:
        """Return the rows of one leaf of a table, whatever leads to it; none for any other page."""
        page = self._page(number)
        if page is None or page.kind != _TABLE_LEAF:
            return ()
        return tuple(self._rows(page, Walked()))

    # --- pages ---

    def _page(self, number: int) -> _Page | None:
        data = self._pages.read(number) if 0 < number <= self._pages.count else None
        if data is None:
            return None
        at = _FIRST_PAGE_AT if number == 1 else 0
        kind = data[at]
        if kind not in _KINDS:
            return None
        count = int.from_bytes(data[at + 3 : at + 5], "big")
        first = at + (12 if kind in _INNER else 8)
        if first + 2 * count > USABLE:
            return None
        cells = struct.unpack(f">{count}H", data[first : first + 2 * count])
        right = int.from_bytes(data[at + 8 : at + 12], "big") if kind in _INNER else 0
        return _Page(data, kind, cells, right) if all(first <= cell < USABLE for cell in cells) else None

    def _children(self, page: _Page) -> Iterator[int]:
        for cell in page.cells:
            yield int.from_bytes(page.data[cell : cell + 4], "big")
        yield page.right

    # --- records ---

    def _rows(self, page: _Page, walked: Walked) -> Iterator[RawRow]:
        for cell in page.cells:
            try:
                yield self._row(page, cell)
            except (_NoRowError, IndexError, ValueError, struct.error):
                walked.spoilt += 1

    def _row(self, page: _Page, cell: int) -> RawRow:
        at, rowid = cell + (4 if page.kind == _INDEX_INNER else 0), None
        size, at = _varint(page.data, at)
        if page.kind == _TABLE_LEAF:
            number, at = _varint(page.data, at)
            rowid = number - (1 << 64) if number >> 63 else number
        return RawRow(rowid, _values(self._payload(page, at, size)))

    def _payload(self, page: _Page, at: int, size: int) -> bytes:
        local = _local_size(size, is_leaf_of_table=page.kind == _TABLE_LEAF)
        if not 0 < size < _LONGEST or at + local > USABLE:
            raise _NoRowError
        payload = bytearray(page.data[at : at + local])
        following = int.from_bytes(page.data[at + local : at + local + 4], "big")
        while len(payload) < size:
            data = self._pages.read(following) if 0 < following <= self._pages.count else None
            if data is None:
                raise _NoRowError
            following = int.from_bytes(data[:4], "big")
            payload += data[4 : 4 + min(size - len(payload), USABLE - 4)]
        return bytes(payload)


def _local_size(size: int, *, is_leaf_of_table: bool) -> int:
    most = _MOST_LOCAL[is_leaf_of_table]
    if size <= most:
        return size
    some = _LEAST_LOCAL + (size - _LEAST_LOCAL) % (USABLE - 4)
    return some if some <= most else _LEAST_LOCAL


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(8):
        byte = data[at + step]
        value = value << 7 | byte & 0x7F
        if not byte & _MORE_FOLLOWS:
            return value, at + step + 1
    return value << 8 | data[at + 8], at + 9


def _values(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    body, values = end, list[Value]()
    while at < end:
        kind, at = _varint(payload, at)
        value, body = _value(payload, kind, body)
        values.append(value)
    if at != end or body != len(payload):
        raise _NoRowError
    return tuple(values)


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in {_ZERO, _ONE}:
        return kind - _ZERO, at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind == _REAL:
        return float(struct.unpack(">d", payload[at : at + 8])[0]), at + 8
    if kind < _FIRST_BLOB:
        raise _NoRowError
    end = at + (kind - _FIRST_BLOB) // 2
    raw = payload[at:end]
    return (raw.decode("utf-8") if kind % 2 else raw), end
