"""Is this computer, and this ledger on it, as they should be? One answer per question, with what to do.

From outside without any passphrase; the inside is asked by whoever may verify the ledger.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from ledger.assets import load_font_paths, load_law, load_pack, load_places, load_wording, pack_ids, resource_path
from ledger.domain.errors import AuditBroken, DatabaseDamaged, ErrorValue, LedgerError, StorageError
from ledger.domain.instants import to_text
from ledger.domain.wording import Language
from ledger.services import trail
from ledger.services.session import Session, is_recovery_confirmed
from ledger.storage import examining
from ledger.storage import folder as files
from ledger.storage.anchor import AnchorFiles
from ledger.storage.damaged_kept import kept_damaged
from ledger.storage.database import OLDEST_SQLITE, has_loose_ends, is_well_formed
from ledger.storage.examining import KeyCopies
from ledger.storage.folder import Drives, FolderKind
from ledger.storage.opened import FREE_BYTES

__all__ = ["Check", "Findings", "Health", "inside", "outside", "program"]

_STRONG_MIB = 128  # what a slot should cost at least (security.md, goal 19)
_OLD_BACKUP = timedelta(days=2)
_TOO_OLD_BACKUP = timedelta(days=7)
_CLOCK_SLACK = timedelta(minutes=5)
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)  # before this program was made


class Health(StrEnum):
    """How something is."""

    OK = "ok"
    ATTENTION = "attention"
    WRONG = "wrong"


class Check(StrEnum):
    """What is asked; texts under ``doctor.<check>_<health>``."""

    LIBRARY = "library"
    RESOURCES = "resources"
    WINDOW = "window"
    DATABASE = "database"
    KEYS = "keys"
    SLOTS = "slots"
    MODES = "modes"
    FOLDER = "folder"
    LOCK = "lock"
    SPACE = "space"
    CLOCK = "clock"
    ANCHOR = "anchor"
    BACKUPS = "backups"
    LEFTOVERS = "leftovers"
    TRAIL = "trail"
    CONTENT = "content"
    KEEPERS = "keepers"


@dataclass(frozen=True, slots=True)
class Findings:
    """One answer; ``data`` fills its sentence."""

    check: Check
    health: Health
    data: dict[str, ErrorValue] = field(default_factory=dict)


def _found(check: Check, health: Health, **data: ErrorValue) -> Findings:
    return Findings(check, health, data)


# --- the program --------------------------------------------------------------------------------


def program(try_library: Callable[[], str | None] = examining.try_library) -> Iterator[Findings]:
    """Ask what needs no ledger."""
    why = try_library()
    least = ".".join(str(part) for part in OLDEST_SQLITE)
    yield _found(Check.LIBRARY, Health.WRONG if why else Health.OK, why=why or "", least=least)
    missing = _missing_resources()
    yield _found(Check.RESOURCES, Health.WRONG if missing else Health.OK, what=", ".join(missing))
    has_window = find_spec("PySide6") is not None
    yield _found(Check.WINDOW, Health.OK if has_window else Health.ATTENTION)


def _missing_resources() -> list[str]:
    wanted: dict[str, Callable[[], object]] = {
        "law": load_law,
        "places": load_places,
        **{f"policies/{pack}": partial(load_pack, pack) for pack in pack_ids()},
        **{f"texts/{one.value}": partial(load_wording, one) for one in Language},
    }
    missing = [name for name, load in wanted.items() if not _works(load)]
    paths = (*load_font_paths().values(), resource_path("i18n", "sokin_vi.qm"), resource_path("styles", "window.qss"))
    return missing + [path.name for path in paths if not path.is_file()] + ([] if pack_ids() else ["policies"])


def _works(load: Callable[[], object]) -> bool:
    try:
        load()
    except (OSError, ValueError, LookupError, TypeError, LedgerError):
        return False
    return True


# --- a ledger from outside ----------------------------------------------------------------------


def outside(
    folder: Path, now: datetime, *, app_data: Path | None = None, drives: Drives | None = None
) -> Iterator[Findings]:
    """Ask what can be seen without a passphrase. Changes nothing."""
    if not folder.is_dir():
        yield _found(Check.FOLDER, Health.WRONG, why="missing")
        return
    fault = examining.database_fault(folder)
    yield _found(Check.DATABASE, Health.WRONG if fault else Health.OK, why=fault or "")
    copies = examining.key_copies(folder)
    yield from _keys(copies)
    exposed = examining.open_to_others(folder)
    yield _found(Check.MODES, Health.ATTENTION if exposed else Health.OK, names=", ".join(exposed))
    yield _folder(folder, drives)
    yield _lock(folder)
    free = shutil.disk_usage(folder).free
    yield _found(Check.SPACE, Health.OK if free >= FREE_BYTES else Health.ATTENTION, free_mb=free // 1024**2)
    yield _clock(folder, now)
    yield _anchor(folder, copies, app_data)
    yield _backups(folder, copies, now)
    left = (*examining.leftovers(folder), *(path.name for path in kept_damaged(folder)))
    yield _found(Check.LEFTOVERS, Health.ATTENTION if left else Health.OK, names=", ".join(left))


def _keys(copies: KeyCopies) -> Iterator[Findings]:
    if copies.newest is None:
        yield _found(Check.KEYS, Health.WRONG)
        return
    yield _found(Check.KEYS, Health.OK if copies.are_equal else Health.ATTENTION, whole=copies.whole)
    cheapest = examining.cheapest_slot_mib(copies.newest)
    yield _found(Check.SLOTS, Health.OK if cheapest >= _STRONG_MIB else Health.ATTENTION, mib=cheapest)


def _folder(folder: Path, drives: Drives | None) -> Findings:
    kind = files.classify_folder(folder, drives)
    health = {FolderKind.SHARE: Health.WRONG, FolderKind.SYNCED: Health.ATTENTION}.get(kind, Health.OK)
    return _found(Check.FOLDER, health, why=kind.value)


def _lock(folder: Path) -> Findings:
    try:
        is_in_use = examining.is_in_use(folder)
    except StorageError:
        return _found(Check.LOCK, Health.WRONG)
    return _found(Check.LOCK, Health.ATTENTION if is_in_use else Health.OK)


def _clock(folder: Path, now: datetime) -> Findings:
    changed = examining.newest_change(folder)
    is_back = changed is not None and changed - now > _CLOCK_SLACK
    return _found(Check.CLOCK, Health.WRONG if is_back or now < _EARLIEST else Health.OK, now=to_text(now))


def _anchor(folder: Path, copies: KeyCopies, app_data: Path | None) -> Findings:
    vault_id = copies.newest.vault_id if copies.newest is not None else ""
    found = AnchorFiles.of(folder, vault_id, app_data).read(vault_id)
    return _found(Check.ANCHOR, Health.OK if found else Health.ATTENTION, copies=len(found))


def _backups(folder: Path, copies: KeyCopies, now: datetime) -> Findings:
    kept = examining.backups(folder, copies.newest)
    if kept.damaged or not kept.made:
        return _found(Check.BACKUPS, Health.WRONG, whole=len(kept.made), damaged=", ".join(kept.damaged))
    age = now - kept.made[-1]
    health = Health.OK if age <= _OLD_BACKUP else Health.ATTENTION if age <= _TOO_OLD_BACKUP else Health.WRONG
    return _found(Check.BACKUPS, health, whole=len(kept.made), days=age.days, damaged="")


# --- a ledger from inside -----------------------------------------------------------------------


def inside(session: Session) -> Iterator[Findings]:
    """Ask what only an open ledger can tell (manager): the whole trail, the links between rows, who keeps the keys.

    Raises ``RoleForbidden``.
    """
    try:
        proof = trail.verify(session)
    except (AuditBroken, DatabaseDamaged) as broken:
        yield _found(Check.TRAIL, Health.WRONG, seq=broken.data.get("seq", 0), why=broken.data.get("why", ""))
    else:
        yield _found(Check.TRAIL, Health.OK, seq=proof.seq)
    with session.vault.reading() as db:
        is_whole = is_well_formed(db) and not has_loose_ends(db)
    yield _found(Check.CONTENT, Health.OK if is_whole else Health.WRONG)
    yield _found(Check.KEEPERS, Health.OK if is_recovery_confirmed(session) else Health.ATTENTION)
