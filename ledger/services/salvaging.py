"""A damaged ledger: what the newest whole backup would bring back, and a salvage of what is still readable.

A salvage is made beside the damaged file first, so that a manager decides on what it really holds; only ``keep``
puts it in place. Manager or recovery sheet only.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from ledger.assets import load_wording
from ledger.domain.errors import BackupFailed, StorageError
from ledger.services.session import Clock, Place
from ledger.storage import folder as files
from ledger.storage import journal, keyfile, salvage, sign_ins
from ledger.storage import shop as shop_rows
from ledger.storage.anchor import Anchor, AnchorFiles, newest_of
from ledger.storage.backup import open_backup
from ledger.storage.backup_outside import check_outside
from ledger.storage.backups_kept import managed
from ledger.storage.damaged_kept import SALVAGED, drop_half_made
from ledger.storage.damaged_pages import DamagedPages
from ledger.storage.database import Connection, translate_errors
from ledger.storage.keyfile import KeyFile, Unlocked
from ledger.storage.migrations import schema_version
from ledger.storage.salvage import Collected, Collector, TableCount, Told
from ledger.storage.salvage_mending import (
    Known,
    Trail,
    in_any_order,
    mend_people,
    mend_rows,
    mend_trail,
    require_essential,
)

__all__ = ["Offer", "Salvage", "TableCount", "newest_whole_backup", "prepare"]


# --- the better way: a whole backup -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """The newest backup that is as it was when it was proven; ``missing`` entries of the trail are not in it."""

    path: Path
    made_at: datetime
    missing: int | None  # None: nobody can tell any more
    schema: int
    counts: Mapping[str, int] = field(repr=False)  # rows by table


def newest_whole_backup(folder: Path, app_data: Path | None = None) -> Offer | None:
    """Return the newest whole backup beside the ledger; needs no passphrase. Reads whole files: slow. Never raises."""
    key_files = _key_files(folder)
    with suppress(OSError):
        for path, _made_at in reversed(managed(folder)):
            for key_file in key_files:
                try:
                    manifest = check_outside(path, key_file)
                except (BackupFailed, StorageError):
                    continue
                newest = _newest_anchor(folder, manifest.vault_id, app_data)
                missing = max(newest.seq - manifest.seq, 0) if newest else None
                return Offer(path, manifest.made_at, missing, manifest.schema, manifest.counts)
    return None


def _key_files(folder: Path) -> tuple[KeyFile, ...]:
    try:
        return keyfile.load(folder)
    except StorageError:
        return ()


def _newest_anchor(folder: Path, vault_id: str, app_data: Path | None) -> Anchor | None:
    return newest_of(AnchorFiles.of(folder, vault_id, app_data).read(vault_id))


# --- the salvage --------------------------------------------------------------------------------


@dataclass(slots=True)
class Salvage:
    """A salvaged ledger that waits beside the damaged one; the folder stays locked until ``keep`` or ``leave``."""

    folder: Path
    tables: tuple[TableCount, ...]
    pages: int
    unreadable: int
    unplaced: int
    are_checked: bool
    trail: Trail
    lost_stop_hashes: bool
    _anchors: AnchorFiles
    _anchor: Anchor
    _now: Callable[[], datetime]
    _lock: files.FolderLock | None = field(repr=False)

    @property
    def read(self) -> int:
        """Return how many rows were carried over."""
        return sum(table.kept for table in self.tables)

    @property
    def lost(self) -> int:
        """Return how many rows are missing, as far as one can tell."""
        return sum(table.missing for table in self.tables) + self.unplaced

    @property
    def is_exact(self) -> bool:
        """Whether ``lost`` was counted; else newer rows than the backup's may be missing without a trace."""
        return all(table.is_exact for table in self.tables)

    @property
    def damaged(self) -> tuple[TableCount, ...]:
        """Return the kinds of records of which something is missing, worst first."""
        hurt = [one for one in self.tables if one.lost or one.filled or one.alone or one.stand_ins]
        return tuple(sorted(hurt, key=lambda one: (-one.missing, one.name)))

    def keep(self) -> Path:
        """Put it in the damaged one's place, which is kept under the name returned. Raises any ``StorageError``."""
        kept = salvage.put_in_place(self.folder, self._now())
        self._anchors.write(self._anchor, durable=True)
        self._release()
        return kept

    def leave(self) -> None:
        """Throw it away and leave everything as it was; a second call does nothing."""
        if self._lock is not None:
            with suppress(StorageError):  # it goes the next time
                drop_half_made(self.folder)
        self._release()

    def _release(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()


@dataclass(frozen=True, slots=True)
class _Work:
    place: Place
    unlocked: Unlocked
    pages: DamagedPages
    anchor: Anchor | None
    now: datetime
    told: Told


def _nothing(_done: int, _total: int) -> None:
    """Tell nobody."""


def prepare(place: Place, name: str | None, passphrase: str, clock: Clock, told: Told = _nothing) -> Salvage:
    """Read a damaged ledger as far as it goes into a new one beside it. Slow; what ``told`` raises stops it.

    ``name`` is ``None`` for the recovery sheet. Raises what opening the key file raises, ``RoleForbidden``,
    ``LedgerInUse``, ``FolderOnShare``, ``DiskFull``, ``NewerSchema`` or ``SalvageFailed``; nothing was changed then.
    """
    folder, rules = place.folder, place.kdf_rules
    lock = files.FolderLock.acquire(folder)
    try:
        files.refuse_share(folder)
        unlocked = sign_ins.tried(
            folder,
            keyfile.slot_id(folder, name),
            clock.now,
            lambda: keyfile.unlock(folder, name, passphrase, rules),
        )
        unlocked, pages = _fitting(folder, unlocked)
        anchor = _newest_anchor(folder, unlocked.key_file.vault_id, place.app_data)
        return _made(_Work(place, unlocked, pages, anchor, clock.now(), told), clock, lock)
    except BaseException:
        lock.release()
        raise


def _fitting(folder: Path, unlocked: Unlocked) -> tuple[Unlocked, DamagedPages]:
    """Return the data key the file was written under: a rotation may have been stopped before or behind the swap."""
    keys = {**unlocked.next_keys, unlocked.key_file.generation: unlocked.data_key}
    for generation, key in sorted(keys.items(), reverse=True):
        pages = DamagedPages(folder / files.DATABASE, key)
        if pages.are_checked:
            return replace(unlocked, data_key=key, key_file=keyfile.settled(unlocked.key_file, generation, key)), pages
    return unlocked, DamagedPages(folder / files.DATABASE, unlocked.data_key)


def _made(work: _Work, clock: Clock, lock: files.FolderLock) -> Salvage:
    folder, key_file = work.place.folder, work.unlocked.key_file
    pages = work.pages
    made = salvage.new_beside(folder, work.unlocked.data_key, salvage.schema_of(pages))
    with made as db, translate_errors(folder / SALVAGED):
        collected, trail = _fill(db, work)
        salvage.prove(db, folder)
    if trail.broken_at is None:  # proven whole, whatever the pages let one guess
        for name in ("audit_entry", "audit_body", "audit_signature"):
            collected.tables[name].lost, collected.tables[name].is_exact = 0, True
    return Salvage(
        folder,
        tuple(sorted(collected.tables.values(), key=lambda one: one.name)),
        collected.pages,
        collected.unreadable,
        collected.unplaced,
        collected.are_checked,
        trail,
        not collected.tables["vault"].read,
        AnchorFiles.of(folder, key_file.vault_id, work.place.app_data),
        Anchor(key_file.vault_id, key_file.generation, trail.head.seq, trail.head.hash),
        clock.now,
        lock,
    )


def _fill(db: Connection, work: _Work) -> tuple[Collected, Trail]:
    offer = newest_whole_backup(work.place.folder, work.place.app_data)
    with in_any_order(db):
        collected = Collector(work.pages, db, work.told, offer.counts if offer else {}).collect()
        if offer is not None:
            _fill_from(offer, db, collected, work)
        mend_people(db, work.unlocked, collected, work.now)
        require_essential(collected)
        mend_rows(db, collected, work.unlocked.key_file, work.now, _stand_in_name(db))
        erased = journal.read(work.place.folder / files.JOURNAL, db, work.unlocked.key_file.vault_id).erased()
        trail = mend_trail(db, work.unlocked, Known(work.anchor, erased), work.now, _told_of(collected))
    return collected, trail


def _told_of(collected: Collected) -> dict[str, int]:
    counts = collected.tables.values()
    return {
        "rows": sum(one.kept for one in counts),
        "rows_lost": sum(one.missing for one in counts) + collected.unplaced,
        "pages_lost": collected.unreadable,
        "rows_from_backup": sum(one.filled for one in counts),
    }


def _fill_from(offer: Offer, db: Connection, collected: Collected, work: _Work) -> None:
    if offer.schema != schema_version(db) or all(one.is_whole for one in collected.tables.values()):
        return
    with suppress(StorageError), open_backup(offer.path, work.unlocked.identity) as opened:
        salvage.fill(db, opened.connection, collected)


def _stand_in_name(db: Connection) -> str:
    return load_wording(shop_rows.load(db).language).text("salvage.stand_in")
