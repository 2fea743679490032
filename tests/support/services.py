"""A little shop at work: a real encrypted ledger opened through the services, its clock, its people and partners.

Every builder records something the gate allows; a test changes the one thing it is about.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import Customer, Source
from ledger.domain.disclosure import AuthorityRequest
from ledger.domain.gate import Decision, ReasonCode
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.minor import Giver
from ledger.domain.parcel import Parcel, ParcelState
from ledger.domain.policy import RecipientRole
from ledger.domain.purpose import Channel
from ledger.domain.recipient import CommitmentItem, Recipient
from ledger.domain.staff import Operation, Role
from ledger.domain.wording import Language
from ledger.services import consents, customers, labels, parcels, recipients, staff, trail
from ledger.services.customers import AddressInput, CustomerInput
from ledger.services.session import (
    NewLedger,
    Place,
    Session,
    confirm_recovery,
    create_ledger,
    open_ledger,
    read_shop,
)
from ledger.storage import audit_log, disclosures
from ledger.storage.audit_log import RecordedEntry
from ledger.storage.disclosures import Attempt, Filter
from ledger.storage.vault import open_vault
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE, copy_closed, made_for_all

AT = datetime(2026, 11, 21, 3, tzinfo=UTC)  # a Saturday, 10:00 in Vietnam
TODAY = date(2026, 11, 21)
DELIVERY, INSTALLATION = parcels.DELIVERY, parcels.INSTALLATION
MARKETING, LAW = PurposeId("marketing"), PurposeId("legal_compliance")
SHEET = labels.LabelSheet(labels.LabelLayout.THERMAL_100X150)
PAPERS = AuthorityRequest("118/CV-CAP", TODAY, "Công an phường Ba Đình", "Luật 91/2025/QH15, Điều 19")
HANOI = AddressInput("36 Hàng Than", "Phường Ba Đình", "Thành phố Hà Nội")


@dataclass(slots=True)
class SetClock:
    """A clock that stands still until it is moved."""

    at: datetime = AT

    def now(self) -> datetime:
        return self.at

    def move(self, **delta: float) -> None:
        self.at += timedelta(**delta)


@dataclass(slots=True)
class Workplace:
    """One shop's ledger, open as the manager; ``as_staff`` sits somebody else down at it."""

    home: Path
    pack: str = "combined"
    is_demo: bool = False
    clock: SetClock = field(default_factory=SetClock)
    recovery_code: str = ""
    _session: Session | None = None

    @property
    def folder(self) -> Path:
        return self.home / "so kin"

    @property
    def app_data(self) -> Path:
        return self.home / "app data"

    @property
    def place(self) -> Place:
        return Place(self.folder, self.app_data, CHEAP)

    @property
    def session(self) -> Session:
        assert self._session is not None
        return self._session

    def _sit_down(self, session: Session) -> Session:
        # Whoever just signed in is asked again for few acts; what asks is tested with the clock moved on.
        for operation in (Operation.IMPORT, Operation.REPORT, Operation.SETTINGS, Operation.MANAGE_STAFF):
            session.mark_confirmed(operation)
        self._session = session
        return session

    def create(self, *, is_confirmed: bool = True) -> Session:
        shop = read_shop("The King Oil", "0901 870 525", "cham.soc@example.com", "12 Lê Lợi", Language.VI)
        new = NewLedger(shop, self.pack, MANAGER, MANAGER_PASSPHRASE, self.is_demo)
        session, self.recovery_code = create_ledger(self.place, new, self.clock)
        if is_confirmed:
            confirm_recovery(session, self.recovery_code)
        return self._sit_down(session)

    def begin(self) -> Session:
        """Sit down at a ledger as ``create`` leaves it, copied from one that is made once: the same keys and codes.

        Whoever needs a second ledger beside it makes that one with ``create``.
        """
        made = _made_once(self.pack, self.is_demo)
        copy_closed(made.folder, self.folder, made.app_data, self.app_data)
        self.recovery_code = made.recovery_code
        # not ``open_ledger``: nothing was done yet, not even the first opening of the day
        environment = self.place.environment(self.clock)
        vault = open_vault(self.place.folder, MANAGER, MANAGER_PASSPHRASE, environment=environment)
        return self._sit_down(Session(vault, self.clock))

    def close(self) -> None:
        if self._session is not None:
            self._session.close()

    def open(self, name: str | None = MANAGER, passphrase: str = MANAGER_PASSPHRASE) -> Session:
        self.close()
        return self._sit_down(open_ledger(self.place, name, passphrase, self.clock))

    def as_staff(self) -> Session:
        """Return the ledger open as a member of staff, adding the account the first time."""
        if all(one.name != STAFF for one in staff.members(self.session)):
            staff.add(confirmed(self.session), STAFF, Role.STAFF, STAFF_PASSPHRASE)
        return self.open(STAFF, STAFF_PASSPHRASE)


def confirmed(session: Session) -> Session:
    """Return the session with the passphrase given just now, for every kind of act."""
    for operation in Operation:
        session.mark_confirmed(operation)
    return session


def workplace(home: Path, *, pack: str = "combined", is_demo: bool = False) -> Iterator[Workplace]:
    """Open a shop and close it after the test; the body of every ``shop`` fixture."""
    one = Workplace(home, pack=pack, is_demo=is_demo)
    one.begin()
    yield one
    one.close()


@cache
def _made_once(pack: str, is_demo: bool) -> Workplace:
    one = Workplace(made_for_all(), pack, is_demo)
    one.create()
    one.close()
    return one


# --- people -------------------------------------------------------------------------------------


def person(name: str = "Nguyễn Văn Đức", **changes: Any) -> CustomerInput:
    """An adult who can be reached everywhere."""
    typed = CustomerInput(
        name=name,
        source=Source.SHOP,
        phones=("0911 647 979",),
        emails=("vuive88@example.com",),
        addresses=(HANOI,),
        is_declared_adult=True,
    )
    return replace(typed, **changes)


def add_customer(session: Session, name: str = "Nguyễn Văn Đức", **changes: object) -> Customer:
    return customers.add(session, person(name, **changes)).customer


def add_child(session: Session, name: str = "Bé Na", years: int = 10, **changes: object) -> Customer:
    """A minor without a guardian on record."""
    born = f"01/01/{TODAY.year - years}"
    return add_customer(session, name, birth_date=born, is_declared_adult=False, **changes)


def say(
    session: Session,
    customer: Customer,
    outcome: ConsentOutcome = ConsentOutcome.GRANTED,
    purpose: PurposeId = MARKETING,
    channel: Channel = Channel.SMS,
    giver: Giver = Giver.SELF,
) -> Decision:
    """Write down what somebody said just now."""
    said = consents.Said(purpose, channel, outcome, ConsentMethod.WRITING, session.clock.now(), giver)
    return consents.record(session, customer.code, said).decision


def guard(session: Session, minor: Customer, guardian: Customer, purpose: PurposeId = DELIVERY) -> None:
    """Link the guardian and write down both agreements to the contract."""
    customers.link_guardian(session, minor.code, guardian.code, "mẹ")
    for giver in (Giver.GUARDIAN, Giver.SELF):
        assert say(session, minor, purpose=purpose, channel=Channel.NONE, giver=giver).allowed


# --- partners -----------------------------------------------------------------------------------


def paper(**changes: Any) -> recipients.CommitmentInput:
    """A complete commitment, valid for half a year around today."""
    half = timedelta(days=180)
    complete = recipients.CommitmentInput(TODAY - half, TODAY + half, frozenset(CommitmentItem))
    return replace(complete, **changes)


def add_carrier(
    session: Session,
    name: str = "Giao Nhanh",
    role: RecipientRole = RecipientRole.CARRIER,
    *,
    signed: recipients.CommitmentInput | None = None,
    fields: frozenset[FieldId] | None = None,
) -> Recipient:
    """A partner that signed everything and agreed to masked labels."""
    added = recipients.add(session, recipients.RecipientInput(name, role, fields=fields))
    recipients.record_commitment(session, added.id, signed or paper())
    recipients.set_zones(session, added.id, {"Hà Nội": "HN-01"})
    return recipients.agree_masked_labels(session, added.id, TODAY)


def add_authority(session: Session) -> Recipient:
    return recipients.add(session, recipients.RecipientInput("Công an phường Ba Đình", RecipientRole.AUTHORITY))


# --- parcels ------------------------------------------------------------------------------------


def order_of(carrier: Recipient | None, product: str = "Dầu gội thảo dược", **packing: int) -> parcels.OrderInput:
    packed = parcels.Packing(carrier_id=carrier.id if carrier else None, **packing)
    return parcels.OrderInput((parcels.Line(product, 2),), 350_000, packing=packed)


def take_parcels(
    session: Session, customer: Customer, carrier: Recipient | None, product: str = "Dầu gội thảo dược", **packing: int
) -> tuple[Parcel, ...]:
    taken = parcels.take_order(session, customer.code, order_of(carrier, product, **packing))
    assert taken.order is not None
    return taken.order.parcels


def print_all(session: Session) -> tuple[Parcel, ...]:
    return labels.print_labels(session, parcels.waiting(session, ParcelState.DRAFT), SHEET).printed


# --- what was left behind -----------------------------------------------------------------------


def codes(decision: Decision) -> set[ReasonCode]:
    return {reason.code for reason in decision.reasons}


def attempts(session: Session) -> tuple[Attempt, ...]:
    return disclosures.attempts(session.db, Filter())


def entries_since(session: Session, seq: int) -> tuple[RecordedEntry, ...]:
    """Return the audit entries after ``seq``, oldest first."""
    recorded = audit_log.entries(session.db, limit=10_000)
    return tuple(one for one in reversed(recorded) if one.entry.seq > seq)


def audited(session: Session, act: Callable[[], object]) -> list[tuple[AuditAction, str | None]]:
    """Do something and return what it left on the trail: actions and the customers they are about."""
    before = trail.head_of(session).seq
    act()
    return [(one.entry.action, one.entry.subject_ref) for one in entries_since(session, before)]


def records(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Return every row but those of the trail: a backup before an import is put on it."""
    return {name: rows for name, rows in snapshot(session).items() if not name.startswith("audit_")}


def snapshot(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, to show that nothing changed."""
    names = [
        row[0]
        for row in session.db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    ]
    return {name: session.db.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
