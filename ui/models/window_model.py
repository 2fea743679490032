"""A list of any length: all its ids in order, and only the rows in sight, fetched a page at a time off the window's
thread.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from ledger.domain.errors import LedgerError
from ledger.services.session import Session
from ui.models.table_model import NOWHERE, Column, Index, Row, TableModel
from ui.tasks import Tasks

Query = TypeVar("Query")
Page = tuple[Row | None, ...]

PAGE = 64
KEPT = 64  # pages remembered, some 4,000 rows
IN_FLIGHT = 3  # more would only queue behind each other on the ledger's one thread
WAITING = 4  # a page scrolled past long ago is not worth reading
BATCH = 500  # the most rows a list gives at once


class WindowModel(TableModel[Row], Generic[Query, Row]):
    """The answer to a query. A new question leaves the old rows standing until its answer is here."""

    def __init__(
        self,
        tasks: Tasks,
        columns: Sequence[Column[Row]],
        ids_of: Callable[[Session, Query], "array[int]"],
        rows_of: Callable[[Session, Sequence[int]], tuple[Row, ...]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._tasks, self._ids_of, self._rows_of = tasks, ids_of, rows_of
        self._query: Query | None = None
        self._ids = array("q")
        self._answer = 0  # which list the pages belong to
        self._pages: OrderedDict[int, Page[Row]] = OrderedDict()
        self._old: set[int] = set()  # pages shown until newer ones come
        self._flying: set[int] = set()
        self._waiting: OrderedDict[int, None] = OrderedDict()
        self._is_reading = self._was_busy = False

    def ask(self, query: Query) -> None:
        """Ask for the list of a query; of several questions only the last is answered."""
        self._query = query
        self.is_asking = True
        self._tell_busy()
        self._tasks.read(
            self, lambda session: self._ids_of(session, query), self._on_ids, self._on_failed, latest="ids"
        )

    def ask_again(self) -> None:
        """Ask the same again, because the ledger changed; nothing happens before the first ``ask``."""
        if self._query is not None:
            self.ask(self._query)

    def forget(self) -> None:
        """Show nothing and keep nothing, as before a lock."""
        self._query = None
        self.is_asking = False
        self._take(array("q"))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of rows; a cell has none."""
        return 0 if parent.isValid() else len(self._ids)

    def record(self, row: int) -> Row | None:
        """See ``TableModel.record``."""
        if not 0 <= row < len(self._ids):
            return None
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None or number in self._old:
            self._want(number)
            page = self._pages.get(number)
        return page[place] if page is not None else None

    def id_at(self, row: int) -> int:
        """Return the id at a position. Raises ``IndexError``."""
        return self._ids[row]

    def row_of_id(self, one: int) -> int | None:
        """Return the position of an id, or ``None`` where the list does not hold it."""
        try:
            return self._ids.index(one)
        except ValueError:
            return None

    def key_at(self, row: int) -> Hashable:
        """See ``TableModel.key_at``."""
        return self._ids[row]

    def rows_with(self, keys: Collection[Hashable]) -> list[int]:
        """See ``TableModel.rows_with``."""
        return [row for row, one in enumerate(self._ids) if one in keys] if keys else []

    def fetch(self, rows: Sequence[int], done: Callable[[tuple[Row, ...]], None]) -> None:
        """See ``TableModel.fetch``: read anew, whether it is in sight or not; others are answered in between."""
        ids, found = [self._ids[row] for row in rows], list[Row]()

        def go_on(got: tuple[Row, ...] = ()) -> None:
            found.extend(got)
            batch = ids[:BATCH]
            del ids[:BATCH]
            if batch:
                self._tasks.read(self, lambda session: self._rows_of(session, batch), go_on, self.failed.emit)
            else:
                done(tuple(found))

        go_on()

    # --- the ids ---

    def _on_ids(self, ids: "array[int]") -> None:
        self.is_asking = False
        if ids == self._ids:
            self._renew()
        else:
            self._take(ids)
        self._tell_busy()
        self.loaded.emit(len(ids))

    def _on_failed(self, error: LedgerError) -> None:
        self.is_asking = False
        self._tell_busy()
        self.failed.emit(error)

    def _take(self, ids: "array[int]") -> None:
        self.beginResetModel()
        self._start_answer()
        self._ids = ids
        self._pages.clear()
        self._old.clear()
        self.endResetModel()
        self._tell_busy()

    def _renew(self) -> None:
        """Keep what is shown until it is read again: a list that did not change must not flicker."""
        self._start_answer()
        self._old = set(self._pages)
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def _start_answer(self) -> None:
        self._answer += 1
        self._flying.clear()
        self._waiting.clear()

    # --- the pages ---

    def _want(self, number: int) -> None:
        if number in self._flying:
            return
        self._waiting[number] = None
        self._waiting.move_to_end(number)
        while len(self._waiting) > WAITING:
            self._waiting.popitem(last=False)
        self._send()

    def _send(self) -> None:
        """Read the page asked for last first: that is where the person looks."""
        while self._waiting and len(self._flying) < IN_FLIGHT:
            number, _ = self._waiting.popitem()
            self._flying.add(number)
            self._read(number, self._answer)
        self._tell_busy()

    def _read(self, number: int, answer: int) -> None:
        ids = self._ids[number * PAGE : (number + 1) * PAGE]
        self._is_reading = True
        self._tasks.read(
            self,
            lambda session: _in_place(ids, self._rows_of(session, ids)),
            lambda page: self._on_page(number, answer, page),
            lambda error: self._on_page_failed(number, answer, error),
        )
        self._is_reading = False

    def _on_page(self, number: int, answer: int, page: Page[Row]) -> None:
        if answer != self._answer:
            return
        self._keep(number, page)
        # An answer at once goes straight to the view that is just asking; a signal would ask it to paint in painting.
        if not self._is_reading:
            first = number * PAGE
            self.dataChanged.emit(
                self.index(first, 0), self.index(min(first + PAGE, len(self._ids)) - 1, len(self.columns) - 1)
            )
            self._send()

    def _on_page_failed(self, number: int, answer: int, error: LedgerError) -> None:
        if answer != self._answer:
            return
        # Kept as a page of nothing: the next painting must not ask, and fail, for ever. Asking the list again does.
        self._keep(number, self._pages.get(number, (None,) * PAGE))
        self._tell_busy()
        self.failed.emit(error)

    def _keep(self, number: int, page: Page[Row]) -> None:
        self._flying.discard(number)
        self._old.discard(number)
        self._pages[number] = page
        self._pages.move_to_end(number)
        while len(self._pages) > KEPT:
            gone, _ = self._pages.popitem(last=False)
            self._old.discard(gone)

    def _tell_busy(self) -> None:
        is_busy = self.is_asking or bool(self._flying)
        if is_busy != self._was_busy:
            self._was_busy = is_busy
            self.busy_changed.emit(is_busy)


def _in_place(ids: Sequence[int], rows: tuple[Row, ...]) -> Page[Row]:
    """Return the rows at the places of their ids; one erased since the list was asked leaves its place empty."""
    if len(rows) == len(ids):
        return rows
    found = {getattr(row, "id", None): row for row in rows}
    return tuple(found.get(one) for one in ids)
