"""Opening the ledger: a member signed in at one computer, and the clock everybody shares."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Protocol

from ledger.assets import load_pack
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.errors import (
    AuditBroken,
    ClockAhead,
    ConfirmationNeeded,
    DatabaseDamaged,
    LedgerError,
    PlaceMissing,
    RoleForbidden,
    SecondKeeperMissing,
    StorageError,
)
from ledger.domain.ids import PolicyVersionId
from ledger.domain.instants import local_date, show_instant, to_text
from ledger.domain.policy import PolicyVersion
from ledger.domain.shop import Shop
from ledger.domain.staff import Operation, Role, StaffMember, require
from ledger.domain.text import ADDRESS_LIMIT, optional_text, parse_email, parse_phone, required_text
from ledger.domain.wording import Language
from ledger.services import erasure_files, purging, stops
from ledger.storage import audit_log, erasure, members, policies, sign_ins
from ledger.storage import shop as shop_rows
from ledger.storage.backups_kept import kept_instants
from ledger.storage.damaged_kept import drop_damaged
from ledger.storage.database import Connection, DatabaseError, translated_error
from ledger.storage.folder import DATABASE
from ledger.storage.journal import JournalKind
from ledger.storage.passphrase import check_passphrase
from ledger.storage.slots import RECOVERY_ID, KdfRules, rules_for_this_computer
from ledger.storage.unit_of_work import UnitOfWork
from ledger.storage.vault import Vault, VaultEnvironment, create_vault, open_vault

CONFIRMED_FOR = timedelta(minutes=5)  # per kind of act (model.md 11)


class Clock(Protocol):
    """Where "now" comes from: the computer, or a test."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class Session:
    """One member working with one open ledger. Every verb takes it first."""

    vault: Vault
    clock: Clock
    _policies: dict[PolicyVersionId, PolicyVersion] = field(default_factory=dict)
    _confirmed: dict[Operation, datetime] = field(default_factory=dict)

    def now(self) -> datetime:
        """Return the present instant, never before the newest entry of the trail: the same "now" transactions have."""
        newest, clock = audit_log.head(self.db).at, self.clock.now()
        return clock if newest is None else max(clock, newest)

    @property
    def member(self) -> StaffMember:
        """Return who is signed in."""
        return self.vault.member

    @property
    def db(self) -> Connection:
        """Return the connection for reading."""
        return self.vault.connection

    def require(self, operation: Operation) -> None:
        """Raise ``RoleForbidden`` unless the member's role may do this; that it was refused is put on the trail."""
        try:
            require(self.member.role, operation)
        except RoleForbidden:
            self._note_refusal(operation)
            raise

    def _note_refusal(self, operation: Operation) -> None:
        if self.db.in_transaction:
            return  # it will be taken back, and must not end here
        # A full disk: the refusal stands all the same.
        with suppress(LedgerError, DatabaseError), self.write() as uow:
            uow.audit(AuditAction.ACT_REFUSED, None, {"operation": operation.value})

    def confirm(self, operation: Operation, passphrase: str) -> None:
        """Ask for the member's own passphrase once more (the code, for who opened with the recovery sheet).

        Raises ``WrongPassphrase``. Slow on purpose: a window has ``vault.confirm_passphrase`` done on another thread,
        which needs no ledger, and then calls ``mark_confirmed``.
        """
        self.vault.confirm_passphrase(passphrase)
        self.mark_confirmed(operation)

    def mark_confirmed(self, operation: Operation) -> None:
        """Remember that the member just proved to be there, for this kind of act only."""
        self._confirmed[operation] = self.clock.now()

    def require_confirmed(self, operation: Operation) -> None:
        """Raise ``ConfirmationNeeded`` unless the passphrase was given within ``CONFIRMED_FOR`` (``model.md`` 11)."""
        confirmed_at = self._confirmed.get(operation)
        # A clock set back proves nothing, so it asks again.
        if confirmed_at is None or not timedelta() <= self.clock.now() - confirmed_at < CONFIRMED_FOR:
            raise ConfirmationNeeded(operation=operation.value)

    def write(self) -> UnitOfWork:
        """Return a transaction: data and its audit entries, all or nothing."""
        return self.vault.transaction()

    def policy(self, version: PolicyVersionId | None = None) -> PolicyVersion:
        """Return a policy version, the one in force by default; those in force never change, so they are kept."""
        wanted = version if version is not None else policies.in_force_id(self.db)
        known = self._policies.get(wanted)
        if known is None:
            known = policies.load(self.db, wanted)
            if known.in_force_at is not None:  # one that waits for its notices changes once more, or is rolled back
                self._policies[wanted] = known
        return known

    def shop(self) -> Shop:
        """Return the shop."""
        return shop_rows.load(self.db)

    def close(self) -> None:
        """Close the ledger and drop the keys."""
        self.vault.close()

    def __enter__(self) -> "Session":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        translated = None if error is None else translated_error(error, DATABASE)
        self.close()
        if translated is not None:
            raise translated from error


@dataclass(frozen=True, slots=True)
class NewLedger:
    """What a new ledger starts with."""

    shop: Shop
    pack_id: str
    manager_name: str
    passphrase: str = field(repr=False)
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ledger lies, and the costs its keys are made with (tests choose cheap ones)."""

    folder: Path
    app_data: Path | None = None
    kdf_rules: KdfRules = field(default_factory=rules_for_this_computer)

    def environment(self, clock: Clock) -> VaultEnvironment:
        """Return what the vault needs from outside."""
        appliers = {stops.JOURNAL_KIND: stops.apply_line, JournalKind.ERASE.value: erasure.apply_line}
        return VaultEnvironment(clock.now, self.kdf_rules, self.app_data, appliers)


def create_ledger(place: Place, new: NewLedger, clock: Clock) -> tuple[Session, str]:
    """Make a ledger with its first manager, the recovery slot, the shop and policy version 1, all or nothing.

    Returns the open session and the recovery code, which exists nowhere else: show it once, on paper.
    """
    pack = load_pack(new.pack_id)
    check_passphrase(new.passphrase, about=(new.manager_name, new.shop.name))

    def found(uow: UnitOfWork) -> None:
        shop_rows.save(uow.db, new.shop, is_demo=new.is_demo)
        uow.audit(AuditAction.SHOP_CHANGED, None, {"fields": ["name", "hotline", "email", "address", "language"]})
        version = policies.publish(uow.db, pack, uow.now, uow.actor)
        uow.audit(AuditAction.POLICY_PUBLISHED, None, {"version": version, "pack": pack.id})

    created = create_vault(
        place.folder,
        manager_name=new.manager_name,
        passphrase=new.passphrase,
        environment=place.environment(clock),
        also=found,
    )
    return Session(created.vault, clock), created.recovery_code


def read_shop(name: str, hotline: str, email: str, address: str, language: Language) -> Shop:
    """Return the shop's own block, cleaned. Only the name is required. Raises ``InvalidInput``."""
    return Shop(
        name=required_text(name, "shop_name", _SHOP_NAME_LIMIT),
        hotline=parse_phone(hotline).number if hotline.strip() else "",
        email=parse_email(email) if email.strip() else "",
        address=optional_text(address, "address", ADDRESS_LIMIT) or "",
        language=language,
    )


_SHOP_NAME_LIMIT = 60  # what a label can still carry


def open_ledger(
    place: Place, name: str | None, passphrase: str, clock: Clock, *, accept_doubts: bool = False
) -> Session:
    """Open a ledger as a member, or with the recovery code when ``name`` is ``None``.

    The first opening of a day makes the day's backup; that it failed is a notice, never a closed ledger. With
    ``accept_doubts`` a manager goes on although the ledger is older than its anchor (a restored copy) or the clock
    lies more than a year ahead; that is put on the trail. Raises the errors of the vault, and ``ClockAhead``.
    """
    environment = place.environment(clock)
    vault = open_vault(place.folder, name, passphrase, environment=environment, accept_rollback=accept_doubts)
    session = Session(vault, clock)
    try:
        with vault.reading():
            _refuse_absurd_clock(session, accept_doubts=accept_doubts)
            _catch_up_stops(session)
            _open_on_trail(session)
            _finish_erasures(session)
            _check_trail_daily(session)
            _back_up_daily(session)
            _purge(session)
        drop_damaged(place.folder, clock.now())
    except BaseException:
        session.close()
        raise
    return session


def _catch_up_stops(session: Session) -> None:
    # An older copy was put back by hand: the journal brought each "no" back, but only as a hash.
    if any(notice.code == "journal_applied" for notice in session.vault.warnings):
        before = audit_log.before_newest(session.db, AuditAction.JOURNAL_APPLIED)
        if before is not None:
            with session.write() as uow:
                stops.catch_up(uow, before)


def _open_on_trail(session: Session) -> None:
    failed = sign_ins.failures(session.vault.folder)
    with session.write() as uow:
        for account in dict.fromkeys(one.slot for one in failed):  # who typed is not known (VK 5)
            at = [to_text(one.at) for one in failed if one.slot == account]
            body: Entry = {"account": account, "failures": len(at), "first": at[0], "last": at[-1]}
            uow.audit(AuditAction.SIGN_IN_FAILED, None, body)
        uow.audit(AuditAction.LEDGER_OPENED, None, {})
        if session.member.id == RECOVERY_ID and not is_recovery_confirmed(session):
            _note_retyped(uow)  # it opened the ledger: the paper can be read
    sign_ins.forget(session.vault.folder)


_FARTHEST_AHEAD = timedelta(days=366)


def _refuse_absurd_clock(session: Session, *, accept_doubts: bool) -> None:
    # One opening in a wrong year would stamp the trail with it, and order in time could not come back.
    newest = audit_log.head(session.db).at
    if newest is None or session.clock.now() - newest <= _FARTHEST_AHEAD:
        return
    if not accept_doubts:
        raise ClockAhead(newest=show_instant(newest))
    session.require(Operation.VERIFY)
    with session.write() as uow:
        uow.audit(AuditAction.CLOCK_AHEAD, None, {"newest": to_text(newest)})


RECOVERY_CONFIRMED = "recovery.confirmed_at"  # the setting that says when the code was retyped


def confirm_recovery(session: Session, code: str) -> None:
    """Record that the recovery code was retyped from paper (manager). Raises ``WrongPassphrase``; slow on purpose."""
    session.require(Operation.MANAGE_STAFF)
    session.vault.confirm_recovery_code(code)
    with session.write() as uow:
        _note_retyped(uow)


def _note_retyped(uow: UnitOfWork) -> None:
    shop_rows.save_setting(uow.db, RECOVERY_CONFIRMED, to_text(uow.now))
    uow.audit(AuditAction.SETTING_CHANGED, None, {"setting": RECOVERY_CONFIRMED})


def is_recovery_confirmed(session: Session) -> bool:
    """Return whether the recovery code was ever retyped from paper, and still opens the ledger."""
    return session.vault.has_sheet and RECOVERY_CONFIRMED in shop_rows.settings(session.db)


def require_keepers(session: Session) -> None:
    """Raise ``SecondKeeperMissing`` while only one passphrase opens the ledger: real data must not hang on one.

    A retyped recovery code or a second manager is enough; a ledger of made-up data needs neither.
    """
    if shop_rows.is_demo(session.db) or is_recovery_confirmed(session):
        return
    if members.count_managers(session.db) < _KEEPERS:
        raise SecondKeeperMissing


_KEEPERS = 2


_DAILY_MOST = 10_000  # entries looked at when the ledger is opened; a second when each was signed by itself


def _check_trail_daily(session: Session) -> None:
    # What came since the last check of everything, chain and signatures (model.md 2); a broken trail shuts nobody out.
    if _is_backed_up_today(session):
        return
    checked = audit_log.newest_checkpoint(session.db)
    if audit_log.head(session.db).seq - (checked.seq if checked is not None else 0) > _DAILY_MOST:
        session.vault.note("trail_check_due")
        return
    try:
        session.vault.verify_audit(everything=False)
    except AuditBroken as broken:
        session.vault.note("trail_broken", seq=broken.data["seq"])


def _is_backed_up_today(session: Session) -> bool:
    today = local_date(session.clock.now())
    return any(local_date(made) == today for made in kept_instants(session.vault.folder))


def _back_up_daily(session: Session) -> None:
    if _is_backed_up_today(session):
        return
    try:
        back_up(session)
    except StorageError as wrong:
        if isinstance(wrong, DatabaseDamaged) and wrong.data.get("file") == DATABASE:
            raise  # a large ledger is read through here, not at every opening
        session.vault.note("backup_failed")  # a shop before a deadline must still get in


def _purge(session: Session) -> None:
    # What was kept long enough goes before anybody sees it again (VK 4).
    if not purging.is_due(session.db, session.now()):
        return
    try:
        with session.write() as uow:
            purging.purge(uow)
    except StorageError:
        session.vault.note("purge_failed")


def _finish_erasures(session: Session) -> None:
    # The program was stopped, or an older copy restored, before erased people were gone from every file.
    if not erasure_files.is_unfinished(session.db):
        return
    with suppress(StorageError):  # a full disk: it is tried again at the next opening
        for _ in erasure_files.finishing(session.vault) if session.member.role is Role.MANAGER else ():
            pass
    if erasure_files.is_unfinished(session.db):
        session.vault.note("erasure_unfinished")


def back_up(session: Session, target: Path | None = None) -> Path:
    """Make a verified backup; return the file. Raises ``BackupFailed``.

    In the ledger's own folder anybody may; a copy that leaves it is the manager's, with the passphrase just given
    (``security.md`` 5.5).
    """
    session.require(Operation.BACKUP if target is None else Operation.EXPORT)
    if target is not None:
        session.require_confirmed(Operation.EXPORT)
    if target is not None and not target.is_dir():
        raise PlaceMissing(file=target.name)  # an unplugged drive must not become a new folder on this one
    made = session.vault.back_up(target)
    with session.write() as uow:
        if target is not None:
            shop_rows.save_setting(uow.db, shop_rows.COPIED_AT, to_text(uow.now))
        uow.audit(AuditAction.BACKUP_MADE, None, {"is_managed": target is None})
    return made.path
