"""The ledger after somebody was to be shut out of it and the program was stopped: the old one or the new one, whole."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ledger.domain.errors import LedgerError
from ledger.storage import database, keyfile
from ledger.storage import folder as files
from ledger.storage.backup import backup_identity, restore_key
from ledger.storage.database import DatabaseError
from ledger.storage.vault import Vault
from support.storage import CHEAP, STAFF, STAFF_PASSPHRASE, Shop, read_note

SECOND, SECOND_PASSPHRASE = "Cô Lan", "chín quả dưa leo trong giỏ"
PASSPHRASES: dict[str | None, str] = {STAFF: STAFF_PASSPHRASE, SECOND: SECOND_PASSPHRASE}


def _remove(name: str) -> Callable[[Vault], object]:
    def act(vault: Vault) -> None:
        member = next(row for row in vault.connection.execute("SELECT id, name FROM staff") if row[1] == name)
        vault.remove_member(member[0])

    return act


# what is done, and who opens nothing any more afterwards
ACTS: dict[str, tuple[Callable[[Vault], object], tuple[str | None, ...]]] = {
    "rotate": (lambda vault: vault.rotate(), ()),
    "remove staff": (_remove(STAFF), (STAFF,)),
    "remove manager": (_remove(SECOND), (SECOND,)),
    "replace sheet": (lambda vault: vault.replace_recovery(), (None,)),
}


@dataclass(slots=True)
class Told:
    """What the killed program had said until then."""

    acked: int = 0
    done: int = -1  # file events of the whole act, once it is done
    seconds: float = 0  # the whole act took


@dataclass(slots=True)
class Found:
    """What was left: whether it happened, whether it was caught half-way, and what does not hold."""

    faults: list[str]
    is_new: bool = False
    was_half_done: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """The ledger as it was: whose key file somebody took home, and its recovery code."""

    folder: Path
    code: str


def look(home: Path, name: str, told: Told, before: Before) -> Found:
    found, shop = Found([]), Shop(home)
    out = ACTS[name][1]
    try:
        found.was_half_done = _generations(shop) == 2
        late = _who_opens(shop, out, before.code)
        _look_inside(shop, told, found)
        if _who_opens(shop, out, before.code) != late:
            found.faults.append("the opening decided otherwise than the one before it")
        if out and bool(late) == found.is_new:
            found.faults.append("the trail and the key file disagree who may open")
        if found.is_new:
            look_from_outside(shop, out, before, found)
        if told.done >= 0 and not found.is_new:
            found.faults.append("what was said to be done did not happen")
    except (LedgerError, DatabaseError, AssertionError) as wrong:
        found.faults.append(f"{type(wrong).__name__} {getattr(wrong, 'data', '')}")
    finally:
        shop.close()
    return found


def _generations(shop: Shop) -> int:
    return max(len(keyfile.generations(one)) for one in keyfile.load(shop.folder))


def _who_opens(shop: Shop, names: tuple[str | None, ...], code: str) -> list[str | None]:
    able = []
    for name in names:
        try:
            shop.open(name, PASSPHRASES.get(name, code)).close()
        except LedgerError:
            continue
        able.append(name)
    return able


def _look_inside(shop: Shop, told: Told, found: Found) -> None:
    for is_second in (False, True):
        vault = shop.open()
        database.check_integrity(vault.connection, shop.path(files.DATABASE))
        vault.verify_audit(everything=True)
        if int(read_note(vault) or 0) < told.acked:
            found.faults.append("an acknowledged transaction is lost")
        (generation,) = vault.connection.execute("SELECT generation FROM vault").fetchone()
        found.is_new = generation == 2
        if _generations(shop) != 1 or keyfile.load(shop.folder)[0].generation != generation:
            found.faults.append("the key file was not finished")
        if any(shop.folder.glob("ledger.db.*")):
            found.faults.append("a copy was left lying about")
        if is_second and vault.warnings:
            found.faults.append(f"the second opening found {vault.warnings[0].code}")
        vault.close()


def look_from_outside(shop: Shop, out: tuple[str | None, ...], before: Before, found: Found) -> None:
    """Play whoever is out, with the key file of before and what lies here now."""
    for name in out:
        secret = PASSPHRASES.get(name, before.code)
        old = keyfile.unlock(before.folder, name, secret, CHEAP)
        if _works(partial(_open_database, shop.path(files.DATABASE), old.data_key)):
            found.faults.append("the old data key opens the new database")
        for path in shop.path(files.BACKUPS).iterdir():
            if _works(partial(restore_key, path, old.identity)):
                found.faults.append("a backup opens for who is out")
            if _works(partial(backup_identity, path, name, secret, CHEAP)):
                found.faults.append("a backup carries the keys of who is out")


def _open_database(path: Path, key: bytes) -> None:
    database.connect(path, key, is_new=False).close()


def _works(act: Callable[[], object]) -> bool:
    try:
        act()
    except (LedgerError, DatabaseError):
        return False
    return True


def whole(shop: Shop) -> int:
    """Check everything about an open ledger; return its newest entry."""
    database.check_integrity(shop.vault.connection, shop.path(files.DATABASE))
    return shop.vault.verify_audit(everything=True).head.seq


def key_files(shop: Shop) -> list[bytes]:
    return [shop.path(name).read_bytes() for name in (files.KEYS, files.KEYS_TWIN)]


def put_back(shop: Shop, copies: list[bytes]) -> None:
    for name, data in zip((files.KEYS, files.KEYS_TWIN), copies, strict=True):
        shop.path(name).write_bytes(data)
