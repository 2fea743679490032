"""The schema's history: every version in one transaction, or none of it (``security.md`` 5.9)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from ledger.domain.errors import DiskFull, FolderNotWritable, LedgerInUse, MigrationFailed, NewerSchema
from ledger.storage import schema_drafts, schema_promises, schema_records, schema_rights, schema_trust, schema_window
from ledger.storage.database import APPLICATION_ID, Connection, DatabaseError, has_loose_ends, translated_error
from ledger.storage.folder import DATABASE


@dataclass(frozen=True, slots=True)
class Migration:
    """One step. ``statements`` are single statements; a table is rebuilt under deferred foreign keys."""

    version: int
    name: str
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        version=1,
        name="first",
        statements=(
            f"PRAGMA application_id = {APPLICATION_ID}",
            *schema_trust.STATEMENTS,
            *schema_records.STATEMENTS,
        ),
    ),
    Migration(version=2, name="window", statements=schema_window.STATEMENTS),
    Migration(version=3, name="promises", statements=schema_promises.STATEMENTS),
    Migration(version=4, name="rights", statements=schema_rights.STATEMENTS),
    Migration(
        version=5,
        name="drafts",
        statements=(*schema_drafts.STATEMENTS, *schema_trust.BODIES_KEPT),
    ),
)


class _CheckFailedError(Exception):
    """A check after the last statement found a fault."""


def schema_version(connection: Connection) -> int:
    """Return the version of the schema in the file; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def newest_version(migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """Return the version this program writes."""
    return migrations[-1].version


def migrate(
    connection: Connection,
    *,
    before: Callable[[], object],
    after: Callable[[int, int], object] = lambda _old, _new: None,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> tuple[int, int]:
    """Bring the schema to the newest version; return the versions before and after.

    ``before`` makes the verified backup and is called only when there is something to do; what it raises stops
    everything. ``after`` puts both versions on the trail, in the same transaction. Raises ``NewerSchema``,
    ``MigrationFailed``, ``DiskFull``, ``FolderNotWritable`` or ``LedgerInUse``; the old schema is then untouched.
    """
    old, new = schema_version(connection), newest_version(migrations)
    if old > new:
        raise NewerSchema(found=old, known=new)
    if old < new:
        before()
        _run(connection, [step for step in migrations if step.version > old], partial(after, old, new))
    return old, new


def _run(connection: Connection, steps: Sequence[Migration], after: Callable[[], object]) -> None:
    at = steps[0].version
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for step in steps:
            at = step.version
            _apply(connection, step)
        after()
        _check(connection)
        connection.execute("COMMIT")
    except (DatabaseError, _CheckFailedError) as wrong:
        translated = translated_error(wrong, DATABASE)
        if isinstance(translated, (DiskFull, FolderNotWritable, LedgerInUse)):
            raise translated from wrong  # no fault of the step: with room again it goes through
        why = translated.code() if translated else type(wrong).__name__
        raise MigrationFailed(version=at, why=why) from wrong
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _apply(connection: Connection, step: Migration) -> None:
    for statement in step.statements:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {step.version:d}")


def _check(connection: Connection) -> None:
    if has_loose_ends(connection):
        raise _CheckFailedError
    if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise _CheckFailedError
