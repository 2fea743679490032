"""A little shop with a real encrypted ledger, its clock, and the people who damage files or tamper with them.

Run as a program (``python -m support.storage``) it is the second window, or the one that is killed while writing.
"""

import atexit
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from ledger.domain.audit import AuditAction
from ledger.domain.errors import AuditBroken
from ledger.domain.staff import Role, StaffMember
from ledger.storage import database, keyfile
from ledger.storage import folder as files
from ledger.storage.anchor import AnchorFiles
from ledger.storage.database import Connection
from ledger.storage.journal import Applier
from ledger.storage.migrations import MIGRATIONS, Migration
from ledger.storage.slots import KdfPolicy, KdfRules, Slot
from ledger.storage.unit_of_work import UnitOfWork
from ledger.storage.vault import Vault, VaultEnvironment, create_vault, open_vault

CHEAP = KdfRules(write=KdfPolicy(memory_kib=32, iterations=1, lanes=1), floor_kib=8)
MANAGER = "Chị Bình"
MANAGER_PASSPHRASE = "con mèo nhảy qua hàng rào"
STAFF = "Anh Dũng"
STAFF_PASSPHRASE = "bảy con vịt bơi dưới ao"
ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class FakeClock:
    """A clock that stands still until it is moved."""

    at: datetime = datetime(2026, 11, 21, 3, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **delta: float) -> None:
        self.at += timedelta(**delta)


@dataclass(slots=True)
class Shop:
    """One shop's ledger; ``vault`` is open after ``create`` and ``open``."""

    home: Path
    clock: FakeClock = field(default_factory=FakeClock)
    appliers: Mapping[str, Applier] = field(default_factory=dict)
    migrations: Sequence[Migration] = MIGRATIONS
    drives: files.Drives | None = None
    recovery_code: str = ""
    app: Path | None = None  # another shop's application data: the same computer
    _vault: Vault | None = None

    @property
    def folder(self) -> Path:
        return self.home / "so kin"

    @property
    def app_data(self) -> Path:
        return self.app or self.home / "app data"

    @property
    def environment(self) -> VaultEnvironment:
        return VaultEnvironment(self.clock, CHEAP, self.app_data, self.appliers, self.drives, self.migrations)

    @property
    def vault(self) -> Vault:
        assert self._vault is not None
        return self._vault

    def path(self, name: str) -> Path:
        return self.folder / name

    def create(self) -> Vault:
        created = create_vault(
            self.folder, manager_name=MANAGER, passphrase=MANAGER_PASSPHRASE, environment=self.environment
        )
        self._vault, self.recovery_code = created.vault, created.recovery_code
        return created.vault

    def begin(self) -> Vault:
        """Open a ledger as ``create`` leaves it, copied from one that is made once: the same keys and code.

        Whoever needs a second ledger beside it makes that one with ``create``.
        """
        made = _made_once()
        copy_closed(made.folder, self.folder, made.app_data, self.app_data)
        self.recovery_code = made.recovery_code
        return self.open()

    def open(
        self, name: str | None = MANAGER, passphrase: str = MANAGER_PASSPHRASE, *, accept_rollback: bool = False
    ) -> Vault:
        self._vault = open_vault(
            self.folder, name, passphrase, environment=self.environment, accept_rollback=accept_rollback
        )
        return self._vault

    def open_as_staff(self) -> Vault:
        return self.open(STAFF, STAFF_PASSPHRASE)

    def close(self) -> None:
        if self._vault is not None:
            self._vault.close()

    def reopen(self) -> Vault:
        self.close()
        return self.open()

    def add_staff(self) -> StaffMember:
        return self.vault.add_member(STAFF, Role.STAFF, STAFF_PASSPHRASE)

    def record(self, ref: str = "KH-00001", action: AuditAction = AuditAction.CUSTOMER_ADDED) -> int:
        """Record one act about a customer code."""
        with self.vault.transaction() as unit:
            return unit.audit(action, ref, {"code": ref})

    def erase(self, ref: str) -> None:
        """Erase the bodies of a customer's entries, as a manager."""
        with self.vault.transaction() as unit:
            unit.audit(AuditAction.ERASED, ref, {"code": ref})
            unit.erase_bodies(ref)

    def data_key(self) -> bytes:
        return keyfile.unlock(self.folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).data_key

    def tamper(self, work: Callable[[Connection], object]) -> None:
        """Play the programmer who has the data key: without the program, without triggers, ledger closed."""
        self.close()
        connection = database.connect(self.path(files.DATABASE), self.data_key(), is_new=False)
        try:
            connection.execute("PRAGMA foreign_keys = OFF")
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
                connection.execute(f'DROP TRIGGER "{name}"')
            work(connection)
            database.checkpoint(connection)
        finally:
            connection.close()


@cache
def _made_once() -> Shop:
    one = Shop(made_for_all())
    one.create()
    one.close()
    return one


def made_for_all() -> Path:
    """Return a new folder for what is made once, only copied by tests, and gone when the last one has ended."""
    home = Path(mkdtemp())
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return home


def copy_closed(folder: Path, target: Path, app_data: Path, target_app_data: Path) -> None:
    """Copy a closed ledger, and what its computer remembers of it under the name of the folder."""
    (remembered,) = (app_data / "anchors").iterdir()
    anew = AnchorFiles.of(target, remembered.name.partition("-")[0], target_app_data).on_this_computer
    for made in (target, anew.parent):
        files.make_private_folder(made)
    for path in folder.iterdir():
        shutil.copy2(path, target)
    shutil.copy2(remembered, anew)


def broken_after(shop: Shop, tampering: Callable[[Connection], object]) -> AuditBroken:
    """Tamper with the file, forget the anchors, open it again and return what the verification says."""
    shop.tamper(tampering)
    forget_anchors(shop)
    try:
        shop.open().verify_audit(everything=True)
    except AuditBroken as found:
        return found
    raise AssertionError


def forget_anchors(shop: Shop) -> None:
    for path in (shop.path(files.ANCHOR), *(shop.app_data / "anchors").iterdir()):
        path.unlink()


def write_note(unit: UnitOfWork, value: str) -> None:
    """Change one row of data, so that a transaction has something to lose."""
    unit.db.execute(
        "INSERT INTO setting (name, value) VALUES ('note', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (value,),
    )


def read_note(vault: Vault) -> str | None:
    row = vault.connection.execute("SELECT value FROM setting WHERE name = 'note'").fetchone()
    return None if row is None else str(row[0])


def flip_bit(path: Path, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << (bit % 8)
    path.write_bytes(data)


def plain_database(path: Path, text: str = "x") -> None:
    """Write an ordinary, unencrypted SQLite file."""
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("CREATE TABLE customer (name TEXT)")
        connection.executemany("INSERT INTO customer VALUES (?)", [(text,)] * 200)
    connection.close()


def everything_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def altered(key_file: keyfile.KeyFile, slots: tuple[Slot, ...]) -> bytes:
    """Return a key file with other slots and a checksum that fits, but no key for the HMAC."""
    return keyfile.to_bytes(replace(key_file, slots=slots))


# --- other programs -----------------------------------------------------------------------------


def start_child(*words: str) -> subprocess.Popen[str]:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return subprocess.Popen(
        [sys.executable, "-m", "support.storage", *words],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )


def kill_child(child: subprocess.Popen[str]) -> str:
    """Kill without warning; return what it had said until then."""
    child.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    said, _ = child.communicate(timeout=30)
    return said


def _say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def _write_for_ever(home: Path) -> None:
    shop = Shop(home)
    shop.open()
    number = 0
    while True:
        number += 1
        with shop.vault.transaction() as unit:
            write_note(unit, str(number))
            seq = unit.audit(AuditAction.SETTING_CHANGED, None, {"name": "note"})
        _say(f"{seq} {number}")


def _open_once(home: Path) -> None:
    try:
        Shop(home).open().close()
    except Exception as refused:  # noqa: BLE001 - its name is the answer
        _say(type(refused).__name__)
    else:
        _say("opened")


def _create(home: Path) -> None:
    _say("creating")
    Shop(home).create()
    _say("created")


if __name__ == "__main__":
    {"write": _write_for_ever, "open": _open_once, "create": _create}[sys.argv[1]](Path(sys.argv[2]))
