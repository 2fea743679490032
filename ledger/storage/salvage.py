"""Salvage: every readable row of a damaged ledger in a new one, whose trail says what happened.

The damaged file is only read. What is made beside it is a whole ledger under the same key, so that everybody's
passphrase opens it; ``put_in_place`` keeps the damaged file under another name. A whole and newer backup is better.
"""

import contextlib
import itertools
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ledger.domain.errors import NewerSchema, SalvageFailed
from ledger.domain.instants import VIETNAM
from ledger.storage import folder as files
from ledger.storage.damaged_kept import SALVAGED, STAMP, drop_half_made
from ledger.storage.damaged_pages import DamagedPages
from ledger.storage.damaged_rows import DamagedRows, RawRow, Value, Walked
from ledger.storage.database import Connection, RefusedValue, check_integrity, connect, has_loose_ends, translate_errors
from ledger.storage.migrations import MIGRATIONS, Migration, migrate, newest_version
from ledger.storage.rekeying import require_room
from ledger.storage.salvage_shapes import TableShape, only_fit, shapes_of

_BATCH = 500
_USER_VERSION_AT = 60  # in the file's header
_SCHEMA_COLUMNS = 5
_SCHEMA_KINDS = frozenset({"table", "index", "view", "trigger"})

Told = Callable[[int, int], None]  # how much of how much is done; may raise to stop


@dataclass(slots=True)
class TableCount:
    """What became of one table's rows."""

    name: str
    read: int = 0
    lost: int = 0  # as far as the rest of the file tells
    is_whole: bool = True  # whether nothing of its pages is missing
    is_exact: bool = True  # whether ``lost`` was counted, not estimated
    filled: int = 0  # of the lost ones, put back from a backup
    alone: int = 0  # readable, but what they belong to is lost, so they could not be kept
    stand_ins: int = 0  # rows made up for lost ones that others belong to

    @property
    def kept(self) -> int:
        """Return how many rows the new ledger has of it, without those made up."""
        return self.read + self.filled - self.alone

    @property
    def missing(self) -> int:
        """Return how many rows it does not have, as far as one can tell."""
        return self.lost + self.alone


@dataclass(slots=True)
class Collected:
    """What was read out of the damaged file."""

    pages: int
    unreadable: int = 0
    unplaced: int = 0  # rows on pages nothing leads to, which several tables would take
    are_checked: bool = True
    had_backup: bool = False  # whether a backup filled what was missing
    tables: dict[str, TableCount] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)  # of customers, by number, from the index of their codes


@contextlib.contextmanager
def new_beside(folder: Path, key: bytes, version: int | None = None) -> Iterator[Connection]:
    """Give an empty ledger beside the damaged one, of the schema it had; on failure nothing is left of it.

    Raises ``DiskFull`` before anything, ``NewerSchema`` for a schema this program does not know.
    """
    path = folder / SALVAGED
    drop_half_made(folder)
    require_room(folder / files.DATABASE)
    try:
        connection = connect(path, key, is_new=True, journal="delete")
        path.chmod(files.OWNER_ONLY)
        try:
            with translate_errors(path):
                migrate(connection, before=lambda: None, migrations=_up_to(version))
                connection.execute("PRAGMA foreign_keys = OFF")
                yield connection
        finally:
            connection.close()
    except BaseException:
        drop_half_made(folder)
        raise


def _up_to(version: int | None) -> Sequence[Migration]:
    if version is not None and version > newest_version():
        raise NewerSchema(found=version, known=newest_version())
    return [step for step in MIGRATIONS if version is None or step.version <= version]


def schema_of(pages: DamagedPages) -> int | None:
    """Return the version of the damaged file's schema; ``None`` when its first page is lost."""
    first = pages.read(1)
    return None if first is None else int.from_bytes(first[_USER_VERSION_AT : _USER_VERSION_AT + 4], "big") or None


# --- reading ------------------------------------------------------------------------------------


class Collector:
    """Carries every readable row over, table by table, then from the pages nothing leads to any more."""

    def __init__(self, pages: DamagedPages, target: Connection, told: Told, expected: Mapping[str, int]) -> None:
        """``expected`` are rows by table as a backup had them, where the file itself cannot tell."""
        self._pages = pages
        self._expected = expected
        self._rows = DamagedRows(pages)
        self._target = target
        self._told = told
        self._claimed: set[int] = set()
        self._roots: dict[str, int] = {}
        self._walks: dict[str, Walked] = {}
        self._done = 0
        self.collected = Collected(pages.count, are_checked=pages.are_checked)

    def collect(self) -> Collected:
        """Read everything. Raises ``SalvageFailed`` when not one row is readable."""
        self.collected.unreadable = sum(self._is_lost(number) for number in range(1, self._pages.count + 1))
        self._find_roots()
        shapes = shapes_of(self._target)
        for shape in shapes:
            self._take_table(shape)
            self._tell(self._pages.count // len(shapes))
        self._take_leaves([shape for shape in shapes if not self._walks[shape.name].is_whole])
        for shape in shapes:
            self._count_lost(shape)
        self._find_codes()
        if not any(count.read for count in self.collected.tables.values()):
            raise SalvageFailed(why="nothing")
        return self.collected

    def _tell(self, more: int = 0) -> None:
        self._done += more
        self._told(self._done, 2 * self._pages.count)  # pages looked at, then tables read

    def _is_lost(self, number: int) -> bool:
        if number % _BATCH == 0:
            self._tell(_BATCH)
        return self._pages.read(number) is None

    def _find_roots(self) -> None:
        walked = Walked()
        found = list(self._rows.walk(1, walked))
        self._claimed |= walked.pages
        if not walked.is_whole:
            leaves = (self._rows.leaf(number) for number in range(2, self._pages.count + 1))
            found.extend(itertools.chain.from_iterable(leaves))
        for row in found:
            if _is_of_schema(row) and isinstance(row.values[3], int):
                self._roots.setdefault(str(row.values[1]), row.values[3])

    def _take_table(self, shape: TableShape) -> None:
        walked = self._walks[shape.name] = Walked()
        count = self.collected.tables[shape.name] = TableCount(shape.name)
        root = self._roots.get(shape.name)
        if root is None:
            walked.unreadable += 1
            return
        count.read += self._write(shape, self._rows.walk(root, walked), walked)
        self._claimed |= walked.pages

    def _write(self, shape: TableShape, rows: Iterable[RawRow], walked: Walked | None = None) -> int:
        written, waiting = 0, list[tuple[Value, ...]]()
        for raw in rows:
            row = shape.row(raw)
            if row is not None:
                waiting.append(row)
            elif walked is not None:
                walked.spoilt += 1
            if len(waiting) >= _BATCH:
                written += self._insert(shape, waiting)
                waiting = []
                self._tell()
        return written + self._insert(shape, waiting)

    def _insert(self, shape: TableShape, rows: Sequence[tuple[Value, ...]]) -> int:
        before = self._target.total_changes
        for row in rows:
            with contextlib.suppress(RefusedValue):  # what the schema refuses was not written by this program
                self._target.execute(shape.insert, row)
        return self._target.total_changes - before

    # --- what nothing leads to ---

    def _take_leaves(self, damaged: Sequence[TableShape]) -> None:
        if not damaged:
            return
        for number in range(2, self._pages.count + 1):
            rows = self._rows.leaf(number) if number not in self._claimed else ()
            if not rows or all(_is_of_schema(row) for row in rows):
                continue
            shape = only_fit(damaged, rows)
            if shape is None:
                self.collected.unplaced += len(rows)
            else:
                self.collected.tables[shape.name].read += self._write(shape, rows)

    # --- what is lost ---

    def _count_lost(self, shape: TableShape) -> None:
        walked, count = self._walks[shape.name], self.collected.tables[shape.name]
        count.is_whole = walked.is_whole
        if walked.is_whole:
            return
        for index in shape.counting:
            entries = self._entries(index)
            if entries is not None:
                count.lost = max(entries - count.read, 0)
                return
        count.is_exact = False
        count.lost = max(self._expected.get(shape.name, count.read + walked.spoilt) - count.read, 0)

    def _entries(self, index: str) -> int | None:
        walked, root = Walked(), self._roots.get(index)
        if root is None:
            return None
        entries = sum(1 for _ in self._rows.walk(root, walked))
        return entries if walked.is_whole else None

    def _find_codes(self) -> None:
        root = self._roots.get("sqlite_autoindex_customer_1")
        if root is None or self._walks["customer"].is_whole:
            return
        for row in self._rows.walk(root, Walked()):
            match row.values:
                case (str(code), int(number)):
                    self.collected.codes[number] = code


def _is_of_schema(row: RawRow) -> bool:
    return len(row.values) == _SCHEMA_COLUMNS and row.values[0] in _SCHEMA_KINDS


# --- from a backup ------------------------------------------------------------------------------


def fill(target: Connection, backup: Connection, collected: Collected) -> None:
    """Put back from a backup, of the same schema, rows of damaged tables that are missing."""
    for shape in shapes_of(target):
        count = collected.tables[shape.name]
        if count.is_whole:
            continue
        names = ", ".join(f'"{column.name}"' for column in shape.columns)
        before = target.total_changes
        for row in backup.execute(f'SELECT {names} FROM "{shape.name}"'):
            with contextlib.suppress(RefusedValue):
                target.execute(shape.insert, row)
        count.filled = target.total_changes - before
        count.lost = max(count.lost - count.filled, 0)
    collected.had_backup = True


# --- in its place -------------------------------------------------------------------------------


def prove(connection: Connection, folder: Path) -> None:
    """Read the new ledger through. Raises ``SalvageFailed`` or ``DatabaseDamaged``."""
    check_integrity(connection, folder / SALVAGED)
    if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise SalvageFailed(why="integrity")
    if has_loose_ends(connection):
        raise SalvageFailed(why="foreign_key")


def put_in_place(folder: Path, now: datetime) -> Path:
    """Put the new ledger where the damaged one was, which is kept under the name returned.

    A power cut leaves the damaged one or the new one under the ledger's name, never the log of one beside the other.
    Raises ``DiskFull``, ``FolderMissing`` or ``FolderNotWritable``.
    """
    source, path = folder / SALVAGED, folder / files.DATABASE
    kept = files.free_name(folder, now.astimezone(VIETNAM).strftime(STAMP), ".db")
    files.sync_file(source)
    with files.translate_os_errors(path):
        for end in ("", *files.BESIDE):
            beside = path.with_name(path.name + end)
            if beside.exists():
                _keep(beside, kept.with_name(kept.name + end))
        files.sync_folder(folder)
        for end in files.BESIDE:  # the log of the damaged file would be written into the new one
            path.with_name(path.name + end).unlink(missing_ok=True)
    files.replace_durably(source, path)
    return kept


def _keep(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without second names
        shutil.copyfile(source, target)
        target.chmod(files.OWNER_ONLY)
        files.sync_file(target)  # what it was copied from is about to go
