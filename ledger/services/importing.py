"""Customers and orders from CSV files: every bad row named with its line and reason, all in one transaction.

Nothing is half done: with one bad row nothing is imported, and a dry run imports nothing at all.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ledger.domain.audit import AuditAction
from ledger.domain.errors import FileTooLarge, LedgerError, StorageError, TableUnreadable
from ledger.domain.gate import Reason
from ledger.domain.staff import Operation
from ledger.domain.text import fold
from ledger.services.session import Session, back_up
from ledger.storage.unit_of_work import UnitOfWork

SIZE_LIMIT = 10 * 1024 * 1024  # bytes
ROW_LIMIT = 50_000
COLUMN_LIMIT = 64


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table by column name, with its line in the file (the header is line 1)."""

    line: int
    cells: Mapping[str, str] = field(repr=False)

    def get(self, column: str) -> str:
        """Return a cell, empty when the file has no such column."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be imported."""

    line: int
    error: LedgerError


@dataclass(frozen=True, slots=True)
class Remark:
    """What was repaired for a row (``code`` is a key of ``notices``), or why the gate kept a part of it out."""

    line: int
    code: str
    details: tuple[str, ...] = ()
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome. ``imported`` is 0 when there is a problem or it was a dry run."""

    rows: int
    imported: int
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]


def read_table(data: bytes, known: Mapping[str, str], is_known: Callable[[str], bool]) -> tuple[Row, ...]:
    """Return the rows of a CSV file. Raises ``FileTooLarge`` or ``TableUnreadable`` with ``why`` and ``line``.

    UTF-8 (with or without mark) and UTF-16 with its mark; separated by comma, semicolon or tab. ``known`` maps folded
    header words to column names; ``is_known`` accepts composed names such as ``consent.marketing.SMS``.
    """
    if len(data) > SIZE_LIMIT:
        raise FileTooLarge(field="file", limit=SIZE_LIMIT)
    # One more than allowed is enough to refuse; ten megabytes of line ends are not read to their end.
    rows = list(islice(_split(decoded(data)), ROW_LIMIT + 2))
    if not rows:
        raise TableUnreadable(field="file", why="empty", line=1)
    header = _header(rows[0][1], known, is_known)
    if len(rows) - 1 > ROW_LIMIT:
        raise TableUnreadable(field="file", why="rows", line=ROW_LIMIT)
    return tuple(_rows(header, rows[1:]))


def _split(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1  # where the next row begins: a quoted cell may go on over several lines
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise TableUnreadable(field="file", why="quotes", line=line) from None


def decoded(data: bytes, field: str = "file") -> str:
    """Return the text of a file in UTF-8, or UTF-16 with its mark. Raises ``TableUnreadable``."""
    try:
        has_mark = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = data.decode("utf-16" if has_mark else "utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise TableUnreadable(field=field, why="encoding", line=data[: wrong.start].count(b"\n") + 1) from None
    if "\x00" in text:
        raise TableUnreadable(field=field, why="nul", line=text[: text.index("\x00")].count("\n") + 1)
    return text


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _header(cells: Sequence[str], known: Mapping[str, str], is_known: Callable[[str], bool]) -> tuple[str, ...]:
    names = []
    for cell in cells:
        name = known.get(fold(cell), cell.strip())
        if not is_known(name):
            raise TableUnreadable(field="file", why="column", line=1)
        names.append(name)
    if len(set(names)) != len(names) or len(names) > COLUMN_LIMIT:
        raise TableUnreadable(field="file", why="column", line=1)
    return tuple(names)


def _rows(header: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> list[Row]:
    found = []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            raise TableUnreadable(field="file", why="cells", line=line)
        found.append(Row(line, dict(zip(header, cells, strict=False))))
    return found


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one good row; not ``is_written`` when the gate refused it."""

    is_written: bool = True
    remarks: tuple[Remark, ...] = ()


class _TakenBackError(Exception):
    """Rolls the transaction back on purpose: a dry run, or a problem in some row."""


Step = Callable[[UnitOfWork, Row], Taken]


def run(
    session: Session, rows: Sequence[Row], steps: Sequence[Step], action: AuditAction, *, is_dry_run: bool
) -> ImportReport:
    """Take every row through every step in one transaction, collecting problems; keep all of it or nothing.

    A later step sees what all rows wrote in the earlier one, so a row may refer to one further down.
    """
    if not is_dry_run:
        session.require_confirmed(Operation.IMPORT)
    if rows and not is_dry_run:
        back_up(session)  # before so much is written at once (security.md 5.7)
    problems: dict[int, Problem] = {}
    taken: list[Taken] = []
    written = 0
    try:
        with session.write() as uow:
            for step in steps:
                for row in rows:
                    if row.line not in problems:
                        _try(uow, row, step, (taken, problems))
            _take_back_if(bool(problems) or is_dry_run or not rows)
            written = len(rows) - sum(not one.is_written for one in taken)
            uow.audit(action, None, {"rows": len(rows), "imported": written})
    except _TakenBackError:
        pass
    remarks = tuple(remark for one in taken for remark in one.remarks)
    in_order = tuple(problems[line] for line in sorted(problems))
    return ImportReport(len(rows), written, in_order, tuple(sorted(remarks, key=lambda remark: remark.line)))


def _try(uow: UnitOfWork, row: Row, step: Step, found: tuple[list[Taken], dict[int, Problem]]) -> None:
    taken, problems = found
    try:
        taken.append(step(uow, row))
    except StorageError:
        raise
    except LedgerError as error:
        problems[row.line] = Problem(row.line, error)


def _take_back_if(is_unwanted: bool) -> None:
    if is_unwanted:
        raise _TakenBackError
