"""A migration that is stopped anywhere leaves the old ledger or the new one, never a mixture (goal 9 of security.md 4).

From every released schema: killed at random instants, killed before each single statement, and failed in a statement.
The file must hold one of the two schemas exactly, every backup made before must open with the old one, the trail must
verify, and the next opening must finish the work. Control: a migration without its transaction must be seen.
"""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))
from ledger.domain.audit import AuditAction
from ledger.domain.errors import LedgerError, MigrationFailed
from ledger.storage import database, keyfile
from ledger.storage import folder as files
from ledger.storage import migrations as schema
from ledger.storage.backup import open_backup
from ledger.storage.database import Connection
from ledger.storage.migrations import MIGRATIONS, Migration, newest_version, schema_version
from ledger.storage.slots import Identity
from proof.scaffold import Trial, prove
from support.acts import left_over
from support.lanes import LANES, Victim, in_lanes, lane_of
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE, Shop

_PEOPLE = 150
_DAY = "2026-11-01T00:00:00.000000Z"
Schema = tuple[tuple[str, ...], ...]
Found = TypeVar("Found")


# --- old ledgers --------------------------------------------------------------------------------


def make_old(home: Path, version: int) -> Shop:
    """Make a ledger as the release with this schema did, with people in it; closed."""
    shop = Shop(home, migrations=MIGRATIONS[:version])
    with shop.create().transaction() as unit:
        people = range(1, _PEOPLE + 1)
        unit.db.executemany(
            "INSERT INTO customer (id, code, name) VALUES (?, ?, ?)",
            [(one, f"KH-{one:05}", f"Lê Thị {one}") for one in people],
        )
        unit.db.executemany(
            "INSERT INTO phone (customer_id, number, state, state_at) VALUES (?, ?, 'ACTIVE', ?)",
            [(one, f"+849{one:08}", _DAY) for one in people],
        )
        unit.db.execute("INSERT INTO setting VALUES ('note', 'x')")
        unit.audit(AuditAction.CUSTOMERS_IMPORTED, None, {"count": _PEOPLE})
    shop.close()
    shop.migrations = MIGRATIONS
    return shop


def schema_of(db: Connection) -> Schema:
    """Return everything the schema consists of."""
    rows = db.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY name").fetchall()
    return ((str(schema_version(db)),), *(tuple(str(part) for part in row) for row in rows))


def content_of(db: Connection) -> list[object]:
    """Return the rows that every release had."""
    asked = ("SELECT id, code, name FROM customer", "SELECT customer_id, number FROM phone", "SELECT * FROM setting")
    return [db.execute(f"{one} ORDER BY 1").fetchall() for one in asked]


def _told(db: Connection) -> int:
    told = db.execute("SELECT count(*) FROM audit_entry WHERE action = ?", (AuditAction.LEDGER_MIGRATED.value,))
    return int(told.fetchone()[0])


# --- stopping -----------------------------------------------------------------------------------


def open_and_migrate(mouth: Pipe, home: Path, stop_at: int) -> None:
    """Open an old ledger; killed before its statement number ``stop_at``, if that is not negative."""
    done = 0

    def apply(connection: Connection, step: Migration) -> None:
        nonlocal done
        for statement in (*step.statements, f"PRAGMA user_version = {step.version:d}"):
            if done == stop_at:
                die()
            connection.execute(statement)
            done += 1

    if stop_at >= 0:
        setattr(schema, "_apply", apply)  # noqa: B010 - the same statements, with an end among them
    mouth.send("begins")
    shop = Shop(home)
    shop.open()
    mouth.send("opened")
    shop.close()


def die() -> None:
    """End this process as a kill does."""
    if sys.platform == "win32":
        os._exit(1)
    os.kill(os.getpid(), signal.SIGKILL)


def open_in_pieces(mouth: Pipe, home: Path, stop_at: int) -> None:
    """Play the faulty program, which commits after every statement."""

    def run(connection: Connection, steps: list[Migration], _: object) -> None:
        for step in steps:
            for done, statement in enumerate(step.statements):
                if done == stop_at:
                    die()
                connection.execute(statement)

    setattr(schema, "_run", run)  # noqa: B010 - the fault is planted here
    open_and_migrate(mouth, home, -1)


# --- looking ------------------------------------------------------------------------------------


class Old:
    """One released schema: an old ledger, what it looks like, and what it looks like when it is new."""

    def __init__(self, home: Path, version: int) -> None:
        self.version, self.shop = version, make_old(home / f"v{version}", version)
        self.key = self.shop.data_key()
        self.identity: Identity = keyfile.unlock(self.shop.folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).identity
        self.before = self._look(self.shop, schema_of)
        self.content = self._look(self.shop, content_of)
        began, new = time.monotonic(), self.copy(home / "new")
        new.open()
        new.close()
        self.seconds = time.monotonic() - began
        self.after = self._look(new, schema_of)
        self.statements = sum(len(step.statements) + 1 for step in MIGRATIONS if step.version > version)
        shutil.rmtree(new.home)

    def copy(self, home: Path) -> Shop:
        """Return another ledger that looks the same."""
        shutil.copytree(self.shop.home, home)
        return Shop(home)

    def _look(self, shop: Shop, look: Callable[[Connection], Found]) -> Found:
        db = database.connect(shop.path(files.DATABASE), self.key, is_new=False)
        try:
            return look(db)
        finally:
            db.close()

    def state(self, shop: Shop) -> str:
        """Return "old", "new" or "mixed"."""
        found = self._look(shop, schema_of)
        return {self.before: "old", self.after: "new"}.get(found, "mixed")

    def check(self, trial: Trial, shop: Shop) -> None:
        """See what a stopped migration has left, then let the next opening finish it."""
        state = self.state(shop)
        trial.count(state)
        trial.must(state != "mixed", f"schema {self.version}: a mixture")
        trial.must(self._look(shop, content_of) == self.content, f"schema {self.version}: rows are gone")
        self._check_backups(trial, shop, is_needed=state == "new")
        try:
            vault = shop.open()
            vault.verify_audit(everything=True)
            trial.must(schema_version(vault.connection) == newest_version(), "the next opening does not finish")
            trial.must(content_of(vault.connection) == self.content, f"schema {self.version}: rows are gone at last")
            trial.must(_told(vault.connection) == 1, f"schema {self.version}: on the trail not just once")
        except LedgerError as refused:
            trial.must(False, f"schema {self.version}: not opened: {refused.code()} {dict(refused.data)}")
        finally:
            shop.close()
        trial.must(not left_over(shop.folder), f"left over: {left_over(shop.folder)}")
        self._check_backups(trial, shop, is_needed=True)

    def _check_backups(self, trial: Trial, shop: Shop, *, is_needed: bool) -> None:
        made = sorted((shop.folder / files.BACKUPS).glob("*.sokin"))
        trial.must(made or not is_needed, "migrated without a backup")
        for path in made:
            try:
                with open_backup(path, self.identity) as opened:
                    trial.must(schema_of(opened.connection) == self.before, "the backup before is not the old ledger")
            except LedgerError as refused:
                trial.must(False, f"the backup before does not open: {refused.code()}")
            trial.count("backups opened")


def lane(trial: Trial) -> None:
    """Stop the migrations of this lane's share of the released schemas."""
    versions = [step.version for step in MIGRATIONS[:-1]]
    mine = [one for one in versions if one % LANES == lane_of(trial)]
    for version in mine:
        old = Old(trial.folder, version)
        kill_anywhere(trial, old, trial.size(20, 300))
        every = range(old.statements + 1)
        _kill_before(trial, old, list(every) if trial.soak else sorted(trial.chance.sample(every, min(20, len(every)))))
        _fail_in(trial, old, trial.size(3, 40))
        _control(trial, old)
        trial.count("released schemas")
        trial.count("statements of all migrations", old.statements)


def kill_anywhere(trial: Trial, old: Old, times: int) -> None:
    """Kill the opening of an old ledger at random instants."""
    for _ in range(times):
        shop = old.copy(trial.folder / "killed")
        victim = Victim(open_and_migrate, shop.home, -1)
        victim.has_a_word(20)
        victim.waits_at_most(trial.chance.random() * old.seconds * 1.5)
        trial.count("opened before the kill", int("opened" in victim.kill()))
        trial.count("kills")
        old.check(trial, shop)
        shutil.rmtree(shop.home)


def _kill_before(trial: Trial, old: Old, statements: list[int]) -> None:
    for statement in statements:
        shop = old.copy(trial.folder / "stopped")
        victim = Victim(open_and_migrate, shop.home, statement)
        trial.must(victim.waits_at_most(60), "a migration does not end")
        is_through = "opened" in victim.said()
        trial.must(is_through == (statement == old.statements), "a migration was not stopped where it should be")
        trial.count("kills")
        trial.count("kills between two statements")
        old.check(trial, shop)
        shutil.rmtree(shop.home)


def _fail_in(trial: Trial, old: Old, times: int) -> None:
    for _ in range(times):
        shop = old.copy(trial.folder / "failed")
        broken = trial.chance.randrange(old.version, len(MIGRATIONS))
        step = MIGRATIONS[broken]
        at = trial.chance.randint(0, len(step.statements))
        statements = (*step.statements[:at], "INSERT INTO nowhere VALUES (1)", *step.statements[at:])
        shop.migrations = (*MIGRATIONS[:broken], replace(step, statements=statements), *MIGRATIONS[broken + 1 :])
        try:
            shop.open()
            trial.must(False, "a failing statement was passed over")
        except MigrationFailed as failed:
            trial.must(failed.data["version"] == step.version, "the wrong version is told")
        trial.count("failed statements")
        trial.must(old.state(shop) == "old", "a failed migration changed the ledger")
        shop.migrations = MIGRATIONS
        old.check(trial, shop)
        shutil.rmtree(shop.home)


def _control(trial: Trial, old: Old) -> None:
    shop = old.copy(trial.folder / "pieces")
    victim = Victim(open_in_pieces, shop.home, 1)
    victim.waits_at_most(60)
    victim.said()
    trial.count("control: mixtures seen", int(old.state(shop) == "mixed"))
    shutil.rmtree(shop.home)


def work(trial: Trial) -> None:
    """Every released schema."""
    in_lanes(trial, lane)
    trial.must(trial.figures.get("control: mixtures seen"), "the control: a mixture is not seen")
    trial.must(trial.figures.get("old") and trial.figures.get("new"), "never stopped on both sides of the commit")


if __name__ == "__main__":
    prove("a migration stopped anywhere: the old ledger or the new one, never a mixture", work)
