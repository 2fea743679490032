"""`sokin doctor` notices each thing that is wrong with program, folder or ledger, and nothing else (goal 17 of §4)."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that it runs from anywhere
from ledger.domain.errors import DatabaseDamaged, UnsafeLibrary
from ledger.services import doctor
from ledger.services.doctor import Check, Findings, Health
from ledger.services.session import open_ledger
from ledger.storage import database, examining
from ledger.storage import folder as files
from ledger.storage.database import Connection, check_library
from ledger.storage.folder import Drives, FolderLock
from proof.scaffold import Trial, prove
from support.damage import spoil, tree_of
from support.services import Workplace, add_customer, workplace
from support.storage import MANAGER, MANAGER_PASSPHRASE, flip_bit, plain_database

CHEAP_SLOTS = {Check.SLOTS}  # the ledgers of a proof are quick to open, and the doctor says so


def work(trial: Trial) -> None:
    began = time.monotonic()
    for shop in workplace(trial.folder / "shop"):
        shop.open()
        add_customer(shop.session)
        shop.close()
        place = shop.place.folder
        place.chmod(0o700)
        trial.must(_not_ok(doctor.program()) == {}, "a sound program is called sound")
        trial.must(_seen(shop, place) == {}, f"a sound ledger is called sound: {_seen(shop, place)}")
        _with_the_library_broken(trial)
        for name, check, harm in HARMS:
            spoilt = trial.folder / name.replace(" ", "-")
            shutil.copytree(place, spoilt)
            found = _seen(shop, spoilt, harm)
            trial.count("harms")
            trial.must(check in found, f"noticed: {name}")
            trial.must(set(found) <= {check, *ALSO.get(name, set())}, f"nothing else is blamed: {name}: {found}")
        _inside(trial, shop)
    trial.figures["doctor_seconds"] = round(time.monotonic() - began, 1)


def _not_ok(found: Iterable[Findings]) -> dict[Check, Health]:
    return {one.check: one.health for one in found if one.health is not Health.OK}


Harm = Callable[[Path], object]


def _seen(shop: Workplace, folder: Path, harm: Harm | None = None) -> dict[Check, Health]:
    """Return what is not well with a folder, for as long as it is harmed."""
    kept = harm(folder) if harm is not None else None
    drives, now = None, datetime.now(UTC)
    if isinstance(kept, Drives):
        drives = kept
    if isinstance(kept, timedelta):
        now += kept
    for backup in (folder / files.BACKUPS).glob("*.sokin"):  # made by the proof's clock; to the doctor made today
        if not isinstance(kept, timedelta):
            backup.rename(backup.with_name(f"sokin-{now + timedelta(hours=7):%Y%m%d}-000001.sokin"))
    try:
        found = _not_ok(doctor.outside(folder, now, app_data=shop.place.app_data, drives=drives))
    finally:
        if isinstance(kept, FolderLock):
            kept.release()
    return {check: health for check, health in found.items() if check not in CHEAP_SLOTS}


# --- the library ---------------------------------------------------------------------------------


def _with_the_library_broken(trial: Trial) -> None:
    for name, found in (("no cipher", (None, "3.53.4")), ("old sqlite", ("4.19.0 community", "3.51.2"))):
        try:
            check_library(*found)
        except UnsafeLibrary:
            trial.count("harms")
        else:
            trial.must(False, f"noticed: {name}")
    for setting in ("secure_delete", "foreign_keys", "temp_store", "synchronous", "cipher_use_hmac"):
        trial.count("harms")
        trial.must(_tried_with(setting) == "pragma", f"noticed: the setting {setting} does not hold")
    trial.must(_tried_plain() is not None, "noticed: a file that is not encrypted")
    missing = list(doctor.program(lambda: "no_cipher"))
    trial.must(_not_ok(missing) == {Check.LIBRARY: Health.WRONG}, "an unsafe library is called wrong")


def _tried_with(setting: str) -> str | None:
    """Try the library with one setting expected to be something else than it can be."""
    before = database._AFTER_FIRST_SELECT
    changed = tuple((name, value, "no such value" if name == setting else told) for name, value, told in before)
    database._AFTER_FIRST_SELECT = changed  # type: ignore[assignment]  # broken on purpose
    try:
        return examining.try_library()
    finally:
        database._AFTER_FIRST_SELECT = before


def _tried_plain() -> str | None:
    """Try a library that writes what it should encrypt."""

    def connect(path: Path, _key: bytes, *, is_new: bool) -> Connection:
        import sqlite3

        assert is_new
        return sqlite3.connect(path, isolation_level=None)  # type: ignore[return-value]  # the part that is used

    return examining.try_library(connect)


# --- the folder ----------------------------------------------------------------------------------


def _a_backup_flipped(folder: Path) -> None:
    (backup, *_) = sorted((folder / files.BACKUPS).glob("*.sokin"))
    flip_bit(backup, backup.stat().st_size * 4)


def _on_a_share(folder: Path) -> Drives:
    return Drives("linux", lambda: f"//server/shop {folder} cifs rw 0 0\n", lambda _root: 0, lambda _path: True)


def _beside_a_plain_copy(folder: Path) -> None:
    (folder / files.DATABASE).unlink()
    plain_database(folder / files.DATABASE)


def _without_keys(folder: Path) -> None:
    for name in (files.KEYS, files.KEYS_TWIN):
        (folder / name).unlink()


def _in_a_year(folder: Path) -> None:
    ahead = time.time() + 400 * 24 * 3600
    os.utime(folder / files.DATABASE, (ahead, ahead))


HARMS: tuple[tuple[str, Check, Harm], ...] = (
    ("no database", Check.DATABASE, lambda folder: (folder / files.DATABASE).unlink()),
    ("an empty database", Check.DATABASE, lambda folder: (folder / files.DATABASE).write_bytes(b"")),
    ("a plain database", Check.DATABASE, _beside_a_plain_copy),
    ("half a page too few", Check.DATABASE, lambda folder: os.truncate(folder / files.DATABASE, 4096 * 20 - 100)),
    ("one key file gone", Check.KEYS, lambda folder: (folder / files.KEYS).unlink()),
    ("one key file flipped", Check.KEYS, lambda folder: flip_bit(folder / files.KEYS_TWIN, 900)),
    ("both key files gone", Check.KEYS, _without_keys),
    ("readable by others", Check.MODES, lambda folder: (folder / files.KEYS).chmod(0o644)),
    ("on a share", Check.FOLDER, _on_a_share),
    ("open elsewhere", Check.LOCK, FolderLock.acquire),
    ("a clock set back", Check.CLOCK, _in_a_year),
    ("no anchor", Check.ANCHOR, lambda folder: (folder / files.ANCHOR).unlink()),
    ("no backup", Check.BACKUPS, lambda folder: shutil.rmtree(folder / files.BACKUPS)),
    ("a flipped backup", Check.BACKUPS, _a_backup_flipped),
    ("an old backup", Check.BACKUPS, lambda _folder: timedelta(days=9)),
    ("a salvage left half-made", Check.LEFTOVERS, lambda folder: (folder / "ledger.db.salvaged").touch(0o600)),
    ("a damaged file kept", Check.LEFTOVERS, lambda folder: (folder / "ledger.damaged-20261101.db").touch(0o600)),
)
# Without the key file nobody can tell whose anchor or backup that is.
ALSO = {"both key files gone": {Check.ANCHOR, Check.BACKUPS}, "a plain database": {Check.MODES}}


# --- inside --------------------------------------------------------------------------------------


def _inside(trial: Trial, shop: Workplace) -> None:
    with shop.open() as session:
        trial.must(_not_ok(doctor.inside(session)) == {}, "a sound ledger is sound inside")
        session.db.set_authorizer(None)
        session.db.execute("DROP TRIGGER audit_body_no_update")
        session.db.execute("UPDATE audit_body SET body = '{}' WHERE seq = 5")
        found = _not_ok(doctor.inside(session))
        trial.must(found == {Check.TRAIL: Health.WRONG}, f"noticed: a changed entry of the trail: {found}")
        trial.count("harms", 2)
        session.db.execute("PRAGMA foreign_keys = OFF")
        session.db.execute("DELETE FROM customer")
        found = _not_ok(doctor.inside(session))
        trial.must(found.get(Check.CONTENT) is Health.WRONG, "noticed: rows whose owner is gone")
    spoil(shop.place, tree_of(shop.place, "customer")[0])
    try:
        open_ledger(shop.place, MANAGER, MANAGER_PASSPHRASE, shop.clock).close()
    except DatabaseDamaged:
        trial.count("harms")
    else:
        trial.must(False, "a damaged page is noticed when the ledger is opened")


if __name__ == "__main__":
    prove("the doctor notices whatever is wrong with program, folder or ledger, and blames nothing else", work)
