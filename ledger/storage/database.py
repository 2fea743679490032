"""One encrypted connection, opened the one safe way (``security.md`` 5.4), and its errors in the ledger's own words.

The only import of ``sqlcipher3``. A raw 256-bit key is used: the slow passphrase work happens in the key file.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol, Self, cast

from sqlcipher3 import dbapi2

from ledger.domain.errors import (
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseMissing,
    DatabaseNotEncrypted,
    DiskFull,
    FolderMissing,
    FolderNotWritable,
    LedgerError,
    LedgerInUse,
    TextNotAllowed,
    UnsafeLibrary,
)
from ledger.domain.text import fold, sort_key

APPLICATION_ID = 0x536F4B69  # "SoKi"
PAGE_BYTES = 4096
KEY_BYTES = 32
OLDEST_SQLITE = (3, 51, 3)  # older ones can lose a WAL (fixed 2026-03-13)
INTEGRITY_LIMIT_BYTES = 200 * 1024 * 1024  # at most this much is read through at every open
PLAIN_HEADER = b"SQLite format 3\x00"  # how a file begins that is not encrypted
_BUSY_SECONDS = 0.5

Row = tuple[Any, ...]
Journal = Literal["wal", "delete"]
DatabaseError: type[Exception] = dbapi2.Error
RefusedValue: type[Exception] = dbapi2.IntegrityError  # a constraint of the schema


class Cursor(Protocol):
    """The part of a cursor the storage uses."""

    rowcount: int
    lastrowid: int | None

    def fetchone(self) -> Any:
        """Return the next row or ``None``."""

    def fetchall(self) -> list[Row]:
        """Return all rows left."""

    def fetchmany(self, size: int = ...) -> list[Row]:
        """Return up to ``size`` rows."""

    def __iter__(self) -> Iterator[Row]: ...


class Connection(Protocol):
    """The part of a ``sqlcipher3`` connection the storage uses (the library has no types)."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    @property
    def total_changes(self) -> int:
        """Rows changed since the connection was opened."""

    def execute(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ..., /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, rows: Iterable[Sequence[object] | Mapping[str, object]], /) -> Cursor:
        """Run one statement for many rows."""

    def backup(self, target: Self, *, pages: int = ..., progress: Callable[[int, int, int], None] | None = ...) -> None:
        """Copy every page into ``target``, re-encrypted under its key; ``progress`` hears status, pages left, all."""

    def set_authorizer(self, callback: Callable[..., int] | None) -> None:
        """Ask ``callback`` before every statement is prepared."""

    def close(self) -> None:
        """Close the file."""


# --- before anything is opened ------------------------------------------------------------------


def check_library(cipher_version: str | None, sqlite_version: str) -> None:
    """Raise ``UnsafeLibrary`` without encryption or with an SQLite that can lose data."""
    if not cipher_version:
        raise UnsafeLibrary(why="no_cipher")
    if tuple(int(part) for part in sqlite_version.split(".")) < OLDEST_SQLITE:
        raise UnsafeLibrary(why="old_sqlite", version=sqlite_version)


def check_file(path: Path) -> None:
    """Look at the file before it is opened, because SQLite would silently fill an empty one.

    Raises ``DatabaseMissing``, ``DatabaseEmpty``, ``DatabaseNotEncrypted`` or ``DatabaseDamaged``.
    """
    if not path.is_file():
        raise DatabaseMissing(file=path.name)
    size = path.stat().st_size
    with path.open("rb") as file:
        header = file.read(len(PLAIN_HEADER))
    if header == PLAIN_HEADER:
        raise DatabaseNotEncrypted(file=path.name)
    if size < PAGE_BYTES:
        raise DatabaseEmpty(file=path.name, bytes=size)
    # A power cut during a checkpoint may leave part of a page at the end; the WAL beside it repairs that.
    if size % PAGE_BYTES and not has_wal(path):
        raise DatabaseDamaged(file=path.name, why="size")


def has_wal(path: Path) -> bool:
    """Return whether a write-ahead log with content lies beside the database."""
    wal = path.with_name(path.name + "-wal")
    return wal.is_file() and wal.stat().st_size > 0


# --- opening ------------------------------------------------------------------------------------

# (pragma, value to set or None, value that must be read back or None)
_FIRST = (("cipher_compatibility", "4", None), ("locking_mode", "EXCLUSIVE", "exclusive"))
_AFTER_FIRST_SELECT = (
    ("synchronous", "FULL", "2"),
    ("fullfsync", "ON", "1"),  # macOS; without effect elsewhere
    ("checkpoint_fullfsync", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("temp_store", "MEMORY", "2"),  # FILE would write plain text to the disk
    ("foreign_keys", "ON", "1"),
    ("recursive_triggers", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("mmap_size", "0", "0"),
    ("cache_size", "-65536", "-65536"),  # 64 MB
    ("cipher_status", None, "1"),
    ("cipher_page_size", None, "4096"),
    ("cipher_use_hmac", None, "1"),
    ("cipher_hmac_algorithm", None, "hmac_sha512"),
    ("cipher_memory_security", None, "0"),  # it can overflow the stack on Windows
    ("page_size", None, "4096"),
)


def connect(path: Path, key: bytes, *, is_new: bool, journal: Journal = "wal") -> Connection:
    """Open ``path`` with a raw key; every setting is read back. Nothing is created unless ``is_new``.

    Raises ``UnsafeLibrary``, ``DatabaseDamaged`` (also for a key that does not fit), ``LedgerInUse``,
    ``FolderNotWritable`` and, for an existing file, what ``check_file`` raises.
    """
    if len(key) != KEY_BYTES:
        raise DatabaseDamaged(file=path.name, why="key")
    if not is_new:
        check_file(path)
    uri = f"{path.resolve().as_uri()}?mode={'rwc' if is_new else 'rw'}"
    with translate_errors(path):
        connection = _Careful(uri, uri=True, isolation_level=None, timeout=_BUSY_SECONDS, cached_statements=512)
    try:
        with translate_errors(path):
            _configure(connection, key, journal)
    except BaseException:
        connection.close()
        raise
    return cast("Connection", connection)


class _Careful(dbapi2.Connection):  # type: ignore[misc] # the library has no types
    """Refuses a text with half a character, pasted into whatever box, as a text that cannot be stored or looked for."""

    def execute(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = (), /) -> Any:
        try:
            return super().execute(sql, parameters)
        except UnicodeEncodeError:
            raise TextNotAllowed(field="text") from None  # the error itself would quote the text

    def executemany(self, sql: str, rows: Iterable[Sequence[object] | Mapping[str, object]], /) -> Any:
        try:
            return super().executemany(sql, rows)
        except UnicodeEncodeError:
            raise TextNotAllowed(field="text") from None


def _configure(connection: Any, key: bytes, journal: Journal) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")  # else a damaged file floods stderr
    connection.set_key(f"x'{key.hex()}'")
    version = connection.execute("PRAGMA cipher_version").fetchone()
    check_library(version[0] if version else None, dbapi2.sqlite_version)
    _set(connection, _FIRST)
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # takes the exclusive lock, proves the key
    _set(connection, (("journal_mode", journal.upper(), journal), *_AFTER_FIRST_SELECT))
    for name, function in (("vi_order", sort_key), ("folded", fold)):
        connection.create_function(name, 1, function, deterministic=True)


def _set(connection: Connection, pragmas: Iterable[tuple[str, str | None, str | None]]) -> None:
    for name, value, expected in pragmas:
        if value is not None:
            connection.execute(f"PRAGMA {name} = {value}")
        if expected is None:
            continue
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is None or str(row[0]).lower() != expected:
            raise UnsafeLibrary(why="pragma", name=name)


def checkpoint(connection: Connection) -> None:
    """Bring the write-ahead log into the main file and empty it."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def write_anew(connection: Connection) -> None:
    """Write every page of the file anew, with what is in the tables and nothing else, and empty the log.

    ``secure_delete`` overwrites what is deleted, but not the copies that SQLite leaves in the free part of a page when
    it divides one: about one row in a hundred could still be read there. Outside a transaction, without ``guard``.
    """
    connection.execute("VACUUM")
    checkpoint(connection)


def count_rows(connection: Connection) -> dict[str, int]:
    """Return the number of rows of every ordinary table."""
    tables = [
        str(row[1])
        for row in connection.execute("PRAGMA table_list").fetchall()
        if row[0] == "main" and row[2] == "table" and not str(row[1]).startswith("sqlite_")
    ]
    return {table: int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]) for table in sorted(tables)}


def check_integrity(connection: Connection, path: Path) -> None:
    """Read every page against its HMAC; raise ``DatabaseDamaged`` on the first fault.

    The main file only is read, so the log is emptied first (``security.md`` finding 4).
    """
    with translate_errors(path):
        checkpoint(connection)
        faults = connection.execute("PRAGMA cipher_integrity_check").fetchmany(1)
    if faults:
        raise DatabaseDamaged(file=path.name, why="integrity")


def is_well_formed(connection: Connection) -> bool:
    """Return whether tables and rows are built as they should be. Reads the whole file."""
    return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))


def has_loose_ends(connection: Connection) -> bool:
    """Return whether any row names one that is not there. Reads the whole file."""
    return connection.execute("PRAGMA foreign_key_check").fetchone() is not None


def check_before_copy(connection: Connection) -> None:
    """Raise ``DatabaseDamaged`` unless every page of what is about to be copied answers to its HMAC.

    Copying goes on over a page that does not, and in the copy it answers: measured, the damage would look whole there.
    """
    check_integrity(connection, Path(connection.execute("PRAGMA database_list").fetchone()[2]))


# --- while the ledger is open -------------------------------------------------------------------

_REFUSED = frozenset(
    {
        dbapi2.SQLITE_DROP_TABLE,
        dbapi2.SQLITE_DROP_INDEX,
        dbapi2.SQLITE_DROP_TRIGGER,
        dbapi2.SQLITE_DROP_VIEW,
        dbapi2.SQLITE_DROP_VTABLE,
        dbapi2.SQLITE_ALTER_TABLE,
        dbapi2.SQLITE_ATTACH,
        dbapi2.SQLITE_DETACH,
    }
)
_PRAGMAS_WITH_ARGUMENT_TEXT = (
    "analysis_limit defer_foreign_keys foreign_key_check index_info index_list index_xinfo integrity_check optimize "
    "quick_check table_info table_list table_xinfo wal_checkpoint"
)
_PRAGMAS_WITH_ARGUMENT = frozenset(_PRAGMAS_WITH_ARGUMENT_TEXT.split())


def guard(connection: Connection) -> None:
    """Refuse DROP, ALTER, ATTACH and every setting (``writable_schema`` too) from now on.

    Not a boundary against a programmer: it stops our own mistakes.
    """
    connection.set_authorizer(_authorize)


def unguard(connection: Connection) -> None:
    """Lift ``guard``: to write the file anew, and for tests that play the programmer with the key."""
    connection.set_authorizer(None)


def _authorize(action: int, first: str | None, second: str | None, *_: object) -> int:
    if action in _REFUSED:
        return cast("int", dbapi2.SQLITE_DENY)
    if action == dbapi2.SQLITE_PRAGMA and second is not None and first not in _PRAGMAS_WITH_ARGUMENT:
        return cast("int", dbapi2.SQLITE_DENY)
    return cast("int", dbapi2.SQLITE_OK)


# --- errors -------------------------------------------------------------------------------------

_PRIMARY_CODE = 0xFF  # extended codes carry the primary one in the low byte


@contextlib.contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turn errors of ``sqlcipher3`` that a shop can meet into ``LedgerError``s; mistakes of ours pass unchanged."""
    try:
        yield
    except dbapi2.Error as wrong:
        translated = translated_error(wrong, path.name)
        if translated is None:
            raise
        if not path.parent.is_dir():  # its drive was pulled out: nothing is damaged
            raise FolderMissing(file=path.parent.name) from wrong
        raise translated from wrong


def translated_error(wrong: BaseException, file: str) -> LedgerError | None:
    """Return the ledger's own error for one of ``sqlcipher3``, or ``None``."""
    code = getattr(wrong, "sqlite_errorcode", None)
    if code is None and isinstance(wrong, dbapi2.Error):
        code = _CODES.get(str(wrong))
    return None if not isinstance(code, int) else _error_for(code & _PRIMARY_CODE, file)


# What copying page by page raises has no number, only SQLite's own words for it.
_CODES = {
    "database or disk is full": dbapi2.SQLITE_FULL,
    "database is locked": dbapi2.SQLITE_BUSY,
    "database table is locked": dbapi2.SQLITE_LOCKED,
    "file is not a database": dbapi2.SQLITE_NOTADB,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
    "unable to open database file": dbapi2.SQLITE_CANTOPEN,
    "access permission denied": dbapi2.SQLITE_PERM,
}


def _error_for(code: int, file: str) -> LedgerError | None:
    if code == dbapi2.SQLITE_FULL:
        return DiskFull(file=file)
    if code in (dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED):
        return LedgerInUse(file=file)
    if code in (dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_CORRUPT):
        return DatabaseDamaged(file=file, why="unreadable")
    if code == dbapi2.SQLITE_IOERR:
        return DatabaseDamaged(file=file, why="io")
    if code in (dbapi2.SQLITE_READONLY, dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_PERM):
        return FolderNotWritable(file=file)
    return None
