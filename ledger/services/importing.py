"""Customers and orders from CSV files and workbooks: every bad row named with its line and reason, in one transaction.

Nothing is half done: with one bad row nothing is imported, and a dry run imports nothing at all.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ledger.domain.audit import AuditAction
from ledger.domain.errors import CellUnreadable, LedgerError, StorageError, TableUnreadable
from ledger.domain.gate import Reason
from ledger.domain.staff import Operation
from ledger.domain.text import fold
from ledger.services.session import Session, back_up
from ledger.sheets import text_table
from ledger.sheets.limits import COLUMN_LIMIT, ROW_LIMIT, SIZE_LIMIT, Fault
from ledger.sheets.lines import Line, Table
from ledger.sheets.shape import column_letters
from ledger.storage.unit_of_work import UnitOfWork

__all__ = ["COLUMN_LIMIT", "ROW_LIMIT", "SIZE_LIMIT", "Table"]  # for those who call this room


class Encoding(StrEnum):
    """What a CSV file was written in, where no mark at its beginning tells."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    WINDOWS_1258 = "windows-1258"  # programs of before 2010; never guessed


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class HowToRead:
    """What a file does not say: which sheet of a workbook (the first that is filled), the encoding of a CSV (UTF-8).

    ``is_cancelled`` is asked, from another thread, until the file is read.
    """

    sheet: str = field(default="", repr=False)
    encoding: Encoding | None = None
    is_cancelled: Callable[[], bool] = _never


AS_IT_IS = HowToRead()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table by column name, with its line in the file (the header is line 1).

    ``unreadable`` is why one of its cells holds neither text nor number.
    """

    line: int
    cells: Mapping[str, str] = field(repr=False)
    unreadable: CellUnreadable | None = None

    def get(self, column: str) -> str:
        """Return a cell, empty when the file has no such column."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table, which sheet of a workbook they come from, and which other ones hold something."""

    rows: tuple[Row, ...] = field(repr=False)
    sheet: str = field(default="", repr=False)
    other_sheets: tuple[str, ...] = field(default=(), repr=False)


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
    """The outcome. ``imported`` is 0 when there is a problem or it was a dry run.

    ``other_sheets`` are those of the workbook that hold something and were not read.
    """

    rows: int
    imported: int
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]
    sheet: str = field(default="", repr=False)
    other_sheets: tuple[str, ...] = field(default=(), repr=False)


def read_file(data: bytes, how: HowToRead = AS_IT_IS) -> Table:
    """Read a CSV file or an ``.xlsx``, whatever its name, in a process of its own with limits. Needs no session.

    Raises ``FileTooLarge``, ``TableUnreadable`` with ``why`` and ``line``, ``ReadingStopped``.
    """
    from ledger.sheets import reader

    encoding = how.encoding.value if how.encoding is not None else ""
    return reader.read(data, sheet=how.sheet, encoding=encoding, is_cancelled=how.is_cancelled)


def read_table(
    data: Table | bytes, known: Mapping[str, str], is_known: Callable[[str], bool], how: HowToRead = AS_IT_IS
) -> Rows:
    """Return the rows of a file, or of a table that was read from one before. Raises like ``read_file``.

    ``known`` maps folded header words to column names; ``is_known`` accepts composed names such as
    ``consent.marketing.SMS``.
    """
    table = read_file(data, how) if isinstance(data, bytes) else data
    header = _header(table.lines[0], known, is_known)
    rows = tuple(_row(header, line, table.left) for line in table.lines[1:])
    return Rows(rows, table.sheet, table.other_sheets)


def decoded(data: bytes, field: str = "file") -> str:
    """Return the text of a file in UTF-8, or UTF-16 with its mark. Raises ``TableUnreadable``."""
    try:
        return text_table.decoded(data)
    except Fault as fault:
        raise TableUnreadable(field=field, why=fault.why, line=fault.line) from None


def _header(line: Line, known: Mapping[str, str], is_known: Callable[[str], bool]) -> tuple[str, ...]:
    names = [known.get(fold(cell), cell.strip()) for cell in line.cells]
    if not names or line.bad or len(set(names)) != len(names) or not all(map(is_known, names)):
        raise TableUnreadable(field="file", why="column", line=line.number)
    return tuple(names)


def _row(header: Sequence[str], line: Line, left: int) -> Row:
    if len(line.cells) > len(header):
        raise TableUnreadable(field="file", why="cells", line=line.number)
    bad = next(_bad_cells(line, left), None)
    return Row(line.number, dict(zip(header, line.cells, strict=False)), bad)


def _bad_cells(line: Line, left: int) -> Iterator[CellUnreadable]:
    for at, why in sorted(line.bad.items()):
        yield CellUnreadable(field="file", why=why, cell=f"{column_letters(left + at)}{line.number}")


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one good row; not ``is_written`` when the gate refused it."""

    is_written: bool = True
    remarks: tuple[Remark, ...] = ()


class _TakenBackError(Exception):
    """Rolls the transaction back on purpose: a dry run, or a problem in some row."""


Step = Callable[[UnitOfWork, Row], Taken]


def run(session: Session, table: Rows, steps: Sequence[Step], action: AuditAction, *, is_dry_run: bool) -> ImportReport:
    """Take every row through every step in one transaction, collecting problems; keep all of it or nothing.

    A later step sees what all rows wrote in the earlier one, so a row may refer to one further down.
    """
    if not is_dry_run:
        session.require_confirmed(Operation.IMPORT)
    rows = table.rows
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
    in_order_too = tuple(sorted(remarks, key=lambda remark: remark.line))
    return ImportReport(len(rows), written, in_order, in_order_too, table.sheet, table.other_sheets)


def _try(uow: UnitOfWork, row: Row, step: Step, found: tuple[list[Taken], dict[int, Problem]]) -> None:
    taken, problems = found
    try:
        if row.unreadable is not None:
            raise row.unreadable
        taken.append(step(uow, row))
    except StorageError:
        raise
    except LedgerError as error:
        problems[row.line] = Problem(row.line, error)


def _take_back_if(is_unwanted: bool) -> None:
    if is_unwanted:
        raise _TakenBackError
