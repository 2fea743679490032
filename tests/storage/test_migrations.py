"""The schema moves from one version to the next as a whole, or not at all."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import BackupFailed, DiskFull, MigrationFailed, NewerSchema
from ledger.storage import database, migrations
from ledger.storage.audit_log import entries
from ledger.storage.database import Connection
from ledger.storage.migrations import MIGRATIONS, Migration, migrate, schema_version
from support.storage import Shop, read_note, write_note

NEXT = len(MIGRATIONS) + 1
GOOD = Migration(NEXT, "second", ("ALTER TABLE setting ADD COLUMN note TEXT", "CREATE TABLE second (x TEXT) STRICT"))
THIRD = Migration(NEXT + 1, "third", ("CREATE TABLE third (x TEXT) STRICT",))
NO_SUCH_TABLE = Migration(NEXT, "broken", ("CREATE TABLE second (x TEXT) STRICT", "INSERT INTO nowhere VALUES (1)"))
ORPHAN = Migration(
    NEXT,
    "orphan",
    (
        "CREATE TABLE second (x INTEGER REFERENCES setting (name)) STRICT",
        "PRAGMA defer_foreign_keys = ON",
        "INSERT INTO second VALUES (7)",
    ),
)


def connection_in(tmp_path: Path) -> Connection:
    return database.connect(tmp_path / "x.db", bytes(32), is_new=True)


def nothing() -> None:
    """Make no backup."""


def tables(connection: Connection) -> set[str]:
    return {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def test_an_empty_file_gets_the_whole_schema(tmp_path: Path) -> None:
    connection = connection_in(tmp_path)
    assert migrate(connection, before=nothing) == (0, MIGRATIONS[-1].version)
    assert {"vault", "staff", "recovery", "audit_entry", "audit_body", "stop_hash", "customer"} <= tables(connection)
    assert migrate(connection, before=pytest.fail) == (MIGRATIONS[-1].version,) * 2
    connection.close()


def test_a_backup_comes_first_and_its_failure_stops_everything(shop: Shop) -> None:
    def fail() -> None:
        raise BackupFailed(why="x")

    database.unguard(shop.vault.connection)
    with pytest.raises(BackupFailed):
        migrate(shop.vault.connection, before=fail, migrations=(*MIGRATIONS, GOOD))
    assert schema_version(shop.vault.connection) == NEXT - 1


@pytest.mark.parametrize("broken", [NO_SUCH_TABLE, ORPHAN], ids=lambda step: step.name)
def test_a_failed_migration_leaves_the_old_schema_and_the_data(shop: Shop, broken: Migration) -> None:
    connection = shop.vault.connection
    database.unguard(connection)
    before = tables(connection)
    with pytest.raises(MigrationFailed) as failed:
        migrate(connection, before=nothing, migrations=(*MIGRATIONS, broken))
    assert failed.value.data["version"] == NEXT
    assert (schema_version(connection), tables(connection)) == (NEXT - 1, before)
    assert not connection.in_transaction


@pytest.mark.parametrize("fault", ["foreign", "integrity", "full"])
def test_faults_found_after_the_last_statement_roll_back(tmp_path: Path, fault: str) -> None:
    connection = connection_in(tmp_path)

    class Faulty:
        """A connection on which one check finds something."""

        in_transaction = True

        def execute(self, sql: str) -> object:
            if fault == "full" and sql == "COMMIT":
                raised: Any = database.DatabaseError("full")
                raised.sqlite_errorcode = 13
                raise raised
            if sql == "ROLLBACK":
                rolled_back.append(sql)
            answers = {"foreign": "PRAGMA foreign_key_check", "integrity": "PRAGMA integrity_check"}
            return connection.execute("SELECT 'fault'" if sql == answers.get(fault) else sql)

    rolled_back: list[str] = []
    with pytest.raises(DiskFull if fault == "full" else MigrationFailed):  # a full disk is no fault of the step
        migrate(cast("Connection", Faulty()), before=nothing)
    assert rolled_back
    assert (schema_version(connection), tables(connection)) == (0, set())
    connection.close()


def test_several_steps_at_once_and_the_trail_knows(shop: Shop) -> None:
    with shop.vault.transaction() as unit:
        write_note(unit, "kept")
        unit.audit(AuditAction.SETTING_CHANGED, None, {"name": "note"})
    shop.migrations = (*MIGRATIONS, GOOD, THIRD)
    vault = shop.reopen()
    assert (schema_version(vault.connection), read_note(vault)) == (NEXT + 1, "kept")
    assert {"second", "third"} <= tables(vault.connection)
    newest = entries(vault.connection, limit=1)[0]
    assert (newest.entry.action.value, newest.body) == ("ledger.migrated", {"from": NEXT - 1, "to": NEXT + 1})
    assert len(list((shop.folder / "backups").glob("*.sokin"))) == 1
    assert vault.verify_audit(everything=True).head.seq == newest.entry.seq


@pytest.mark.parametrize("steps", [(GOOD,), (GOOD, THIRD)])
def test_an_older_program_refuses_a_newer_ledger_and_touches_nothing(shop: Shop, steps: Sequence[Migration]) -> None:
    shop.migrations = (*MIGRATIONS, *steps)
    shop.reopen()
    shop.close()
    shop.migrations = MIGRATIONS
    before = shop.path("ledger.db").read_bytes()
    with pytest.raises(NewerSchema) as refused:
        shop.open()
    assert refused.value.data == {"found": NEXT - 1 + len(steps), "known": NEXT - 1}
    assert shop.path("ledger.db").read_bytes() == before


def test_migrate_itself_refuses_a_newer_schema(shop: Shop) -> None:
    database.unguard(shop.vault.connection)
    shop.vault.connection.execute("PRAGMA user_version = 9")
    with pytest.raises(NewerSchema):
        migrate(shop.vault.connection, before=pytest.fail)


def test_a_failed_migration_at_opening_leaves_a_ledger_the_old_program_opens(shop: Shop) -> None:
    shop.migrations = (*MIGRATIONS, NO_SUCH_TABLE)
    with pytest.raises(MigrationFailed):
        shop.reopen()
    shop.migrations = MIGRATIONS
    assert schema_version(shop.open().connection) == NEXT - 1


def test_versions_are_counted_without_gaps() -> None:
    assert [step.version for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))
    assert migrations.newest_version() == len(MIGRATIONS)
