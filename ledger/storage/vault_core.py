"""What an open ledger holds while it is open: its connection, its keys, its anchors, its notices.

``vault_members`` and ``vault_rotation`` build on it, ``opened`` is the whole.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ledger.domain.errors import ErrorValue, StorageError
from ledger.domain.staff import StaffMember
from ledger.storage import folder as files
from ledger.storage import journal, keyfile
from ledger.storage.anchor import Anchor, AnchorFiles
from ledger.storage.audit_log import Head
from ledger.storage.backup import BackupMade, make_backup
from ledger.storage.backups_kept import rotate
from ledger.storage.database import Connection, translate_errors
from ledger.storage.keyfile import Unlocked
from ledger.storage.migrations import MIGRATIONS, Migration
from ledger.storage.restored import thinning_paused_until
from ledger.storage.slots import RECOVERY_ID, STANDARD_RULES, KdfRules, Slot
from ledger.storage.unit_of_work import Clock, Desk, UnitOfWork, system_clock


@dataclass(frozen=True, slots=True)
class VaultEnvironment:
    """What a ledger needs from outside; the defaults are the real ones.

    ``appliers`` carry out journal lines by kind; ``app_data`` overrides this computer's application-data folder.
    """

    clock: Clock = system_clock
    kdf_rules: KdfRules = STANDARD_RULES
    app_data: Path | None = None
    appliers: Mapping[str, journal.Applier] = field(default_factory=dict)
    drives: files.Drives | None = None
    migrations: Sequence[Migration] = MIGRATIONS


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell the shop that is no failure; ``code`` is the key of its text.

    ``synced_folder`` ``key_file_repaired`` ``key_file_not_repaired`` ``key_file_set_aside`` ``key_file_pruned``
    ``key_file_differs`` ``journal_refused`` ``journal_applied`` ``journal_shortened`` ``anchor_missing``
    ``anchor_not_written`` ``rollback_accepted`` ``disk_nearly_full`` ``migrated`` ``backups_not_thinned``
    ``rotation_stopped`` ``backups_not_remade``
    """

    code: str
    data: Mapping[str, ErrorValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A folder whose lock is held."""

    folder: Path
    lock: files.FolderLock


class VaultCore:
    """The open ledger as its parts share it."""

    def __init__(
        self,
        connection: Connection,
        place: Place,
        unlocked: Unlocked,
        member: StaffMember,
        environment: VaultEnvironment,
    ) -> None:
        vault_id = unlocked.key_file.vault_id
        self._desk = Desk(place.folder, vault_id, connection, unlocked.identity, member.role, environment.clock)
        self._lock = place.lock
        self._data_key = unlocked.data_key
        self._environment = environment
        self._anchors = AnchorFiles.of(place.folder, vault_id, environment.app_data)
        self._key_file = unlocked.key_file
        self._was_stopped = unlocked.was_stopped
        self._journal = journal.JournalReport((), ())
        self._notices: list[Notice] = []
        self._is_open = True
        self.member = member

    # --- facts ---

    @property
    def vault_id(self) -> str:
        """Return the random id of this ledger."""
        return self._desk.vault_id

    @property
    def folder(self) -> Path:
        """Return the ledger's folder."""
        return self._desk.folder

    @property
    def connection(self) -> Connection:
        """Return the connection for reading; changes go through ``transaction``."""
        return self._desk.connection

    @property
    def has_sheet(self) -> bool:
        """Return whether there is a recovery sheet that opens this ledger; a restore may have left it out."""
        return self._key_file.slot_of(RECOVERY_ID) is not None

    @property
    def warnings(self) -> tuple[Notice, ...]:
        """Return what opening and working found worth telling, oldest first."""
        return tuple(self._notices)

    # --- work ---

    def transaction(self) -> UnitOfWork:
        """Return a transaction of the member; only one at a time."""
        return UnitOfWork(self._desk, self._remember)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give the connection for reading, with its errors in the ledger's own words."""
        with translate_errors(self.folder / files.DATABASE):
            yield self.connection

    def back_up(self, target: Path | None = None) -> BackupMade:
        """Make a verified backup; in the ledger's own folder the older ones are thinned out afterwards."""
        made = make_backup(self._desk, self._key_file, target)
        if target is None:
            try:
                now = self._desk.clock()
                is_paused = thinning_paused_until(self.connection, now) is not None
                rotate(self.folder / files.BACKUPS, now, made.path, thins=not is_paused)
            except StorageError:
                self.note("backups_not_thinned")
        return made

    def note(self, code: str, **data: ErrorValue) -> None:
        """Keep something worth telling; the same code once."""
        if all(notice.code != code for notice in self._notices):
            self._notices.append(Notice(code, data))

    def _write_slots(self, slots: tuple[Slot, ...]) -> None:
        written = self._with_slots(slots)
        keyfile.save(self.folder, written)
        self._key_file = written

    def _with_slots(self, slots: tuple[Slot, ...]) -> keyfile.KeyFile:
        before = self._key_file
        return keyfile.authenticate(self.vault_id, before.generation, slots, self._data_key, serial=before.serial + 1)

    def _remember(self, newest: Head) -> None:
        if not self._anchors.write(self._anchor(newest)):
            self.note("anchor_not_written")

    def _anchor(self, newest: Head) -> Anchor:
        return Anchor(self.vault_id, self._key_file.generation, newest.seq, newest.hash)
