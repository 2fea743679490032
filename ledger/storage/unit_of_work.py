"""One act of a member: its data and its audit entries in one transaction, signed, or nothing at all.

Order at the end (``security.md`` 5.4, 5.8): entries written, last hash signed, journal lines on the disk, COMMIT,
then the anchor. "Saved" may be said only after ``with`` has ended without an exception.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from ledger.domain.audit import AuditAction, Body
from ledger.domain.errors import FolderMissing, RoleForbidden
from ledger.domain.ids import StaffId
from ledger.domain.instants import to_text
from ledger.domain.staff import Role
from ledger.storage import folder as files
from ledger.storage import journal
from ledger.storage.audit_log import MANAGER_ACTIONS, AuditWriter, Head, erase_bodies, head
from ledger.storage.database import Connection, DatabaseError, translate_errors, translated_error
from ledger.storage.slots import Identity

Clock = Callable[[], datetime]
CLOCK_TOLERANCE = timedelta(minutes=1)


def system_clock() -> datetime:
    """Return the computer's time in UTC."""
    return datetime.now(UTC)


class UnitOfWorkError(AssertionError):
    """A mistake in the program, never in the shop: changes without an audit entry, or two transactions at once."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a transaction works with: an open ledger and the member sitting at it."""

    folder: Path
    vault_id: str
    connection: Connection
    identity: Identity = field(repr=False)
    role: Role
    clock: Clock


class UnitOfWork:
    """``with vault.transaction() as unit``: changes through ``unit.db``, one ``unit.audit`` per act.

    Raises what its body raises, after rolling back, and ``LedgerError``s for a full or damaged disk.
    """

    db: Connection
    now: datetime  # UTC; never before the newest audit entry

    def __init__(self, desk: Desk, after_commit: Callable[[Head], None]) -> None:
        self._desk = desk
        self._after_commit = after_commit
        self._lines: list[journal.JournalLine] = []
        self._clock_is_back = False
        self.db = desk.connection

    def __enter__(self) -> Self:
        if self.db.in_transaction:
            raise UnitOfWorkError("a transaction is open already")  # noqa: TRY003 - for the programmer
        self._clock = self._desk.clock()
        with translate_errors(self._database):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                self._begin(head(self.db))
            except BaseException:
                self._roll_back()
                raise
        return self

    def _begin(self, newest: Head) -> None:
        self.now = max(self._clock, newest.at) if newest.at else self._clock
        self._clock_is_back = self.now - self._clock > CLOCK_TOLERANCE
        self._audit = AuditWriter(self.db, newest, self._desk.identity.id, self.now)
        self._changes = self.db.total_changes

    def audit(self, action: AuditAction, subject_ref: str | None, body: Body) -> int:
        """Record one act about at most one customer code; return its ``seq``. No personal values in ``body``.

        Raises ``RoleForbidden`` for an entry only a manager may sign.
        """
        if action in MANAGER_ACTIONS and self._desk.role is not Role.MANAGER:
            raise RoleForbidden(operation=action.value)
        self._note_clock()
        return self._audit.append(action, subject_ref, body)

    def journal(self, kind: journal.JournalKind, payload: Mapping[str, str]) -> None:
        """Order an erasure or a stop-contact hash for good: it is written before the commit and outlives backups.

        Raises ``RoleForbidden`` for an erasure ordered by anybody but a manager.
        """
        if kind is journal.JournalKind.ERASE and self._desk.role is not Role.MANAGER:
            raise RoleForbidden(operation=AuditAction.ERASED.value)
        identity = self._desk.identity
        self._lines.append(journal.sign_line(self._desk.vault_id, kind, payload, identity.id, identity.signing))

    def erase_bodies(self, subject_ref: str) -> int:
        """Delete the bodies of a customer's audit entries, those of this transaction too; return how many."""
        self._audit.flush()
        return erase_bodies(self.db, subject_ref)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._finish()
            return
        self._roll_back()
        translated = translated_error(error, files.DATABASE)
        if translated is not None:
            raise translated from error

    @property
    def actor(self) -> StaffId:
        """Return who acts."""
        return self._desk.identity.id

    @property
    def _database(self) -> Path:
        return self._desk.folder / files.DATABASE

    def _finish(self) -> None:
        try:
            with translate_errors(self._database):
                self._refuse_unaudited()
                self._require_folder()
                newest = self._sign()
                self._commit()
        except BaseException:
            self._roll_back()
            raise
        if newest is not None:
            self._after_commit(newest)

    def _refuse_unaudited(self) -> None:
        if not self.db.in_transaction:
            raise UnitOfWorkError("the transaction ended inside its own body")  # noqa: TRY003 - for the programmer
        has_changes = self.db.total_changes > self._changes or bool(self._lines)
        if has_changes and not self._audit.count:
            raise UnitOfWorkError("changes without an audit entry")  # noqa: TRY003 - for the programmer

    def _require_folder(self) -> None:
        # Some systems go on writing into a file whose folder was renamed or deleted: that is nowhere the shop looks.
        if not self._desk.folder.is_dir():
            raise FolderMissing(file=self._desk.folder.name)

    def _sign(self) -> Head | None:
        if not self._audit.count:
            return None
        return self._audit.sign(self._desk.vault_id, self._desk.identity.signing)

    def _commit(self) -> None:
        if not self._lines:
            self.db.execute("COMMIT")
            return
        path = self._desk.folder / files.JOURNAL
        length = journal.length_of(path)
        self.db.execute("UPDATE vault SET journal_lines = journal_lines + ?", (len(self._lines),))
        try:
            journal.append(path, self._lines)
            self.db.execute("COMMIT")
        except BaseException as stopped:
            # told as failed, so it must not happen by itself at the next opening; an interruption may also come
            # just after the COMMIT, and then the line stays
            if self.db.in_transaction or isinstance(stopped, DatabaseError):
                journal.take_back(path, length)
            raise

    def _roll_back(self) -> None:
        # SQLite rolls back by itself when the disk is full: a second ROLLBACK would raise
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")

    def _note_clock(self) -> None:
        if not self._clock_is_back:
            return
        self._clock_is_back = False
        known = self.db.execute(
            "SELECT 1 FROM audit_entry WHERE at = ? AND action = ?", (to_text(self.now), AuditAction.CLOCK_BACK.value)
        ).fetchone()
        if known is None:  # once, not at every act until the time has caught up
            self._audit.append(AuditAction.CLOCK_BACK, None, {"clock": to_text(self._clock)})
