"""The only way to the gate: gather the facts, decide, and write a refusal down as evidence."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from ledger.assets import load_law
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.consent import StopContact
from ledger.domain.customer import Customer
from ledger.domain.errors import InvalidInput, UnknownChoice
from ledger.domain.gate import Act, AdvertisingRules, Decision, Facts, Proposal, Reason, decide
from ledger.domain.ids import CustomerId, PurposeId, RecipientId
from ledger.domain.instants import local_date
from ledger.domain.minor import AgeBand, AgeRules, age_band, is_minor
from ledger.domain.parcel import Parcel
from ledger.domain.policy import PolicyVersion
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from ledger.domain.recipient import Recipient
from ledger.services.law_values import number_among
from ledger.services.session import Session
from ledger.storage import consents, contacts, customers, disclosures
from ledger.storage import shop as shop_rows
from ledger.storage.database import Connection
from ledger.storage.unit_of_work import UnitOfWork

_AT_ONCE = 500  # ids per query
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an act: the gate's decision, and the code of what was written if it was allowed."""

    decision: Decision
    code: str | None = None

    @property
    def allowed(self) -> bool:
        """Return whether the act was done."""
        return self.decision.allowed


def require_words(session: Session, purpose_id: str, fields: Collection[str] = ()) -> None:
    """Raise ``UnknownChoice`` for what is no word of a policy: free text must not reach the trail."""
    policy = session.policy()
    if not _WORD.fullmatch(purpose_id):
        raise UnknownChoice(field="purpose", choices=tuple(one.id for one in policy.purposes))
    if not all(_WORD.fullmatch(one) for one in fields):
        raise UnknownChoice(field="fields", choices=tuple(one.id for one in policy.fields))


_WORD = re.compile(r"[a-z_]{1,40}")


def age_rules(db: Connection) -> AgeRules:
    """Return the ages in force."""
    settings = shop_rows.settings(db)
    return AgeRules(*(number_among(settings, f"ages.{name}") for name in ("own_say", "child", "minor")))


def advertising_rules(db: Connection) -> AdvertisingRules:
    """Return the hours and caps in force."""
    settings = shop_rows.settings(db)
    hours: dict[Channel, tuple[int, int]] = {}
    caps: dict[Channel, int] = {}
    for channel in CONTACT_CHANNELS:
        prefix = f"advertising.hours.{channel.value}"
        if f"{prefix}.from" in load_law():
            hours[channel] = (number_among(settings, f"{prefix}.from"), number_among(settings, f"{prefix}.until"))
        if f"advertising.per_24_hours.{channel.value}" in load_law():
            caps[channel] = number_among(settings, f"advertising.per_24_hours.{channel.value}")
    return AdvertisingRules(hours, caps)


def in_batches(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    """Return items in pieces that one query can name."""
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))


def gather(session: Session, people: Sequence[Customer], at: datetime) -> dict[CustomerId, Facts]:
    """Return the facts about each customer, without a recipient."""
    db = session.db
    policy, ages, advertising = session.policy(), age_rules(db), advertising_rules(db)
    gathered: dict[CustomerId, Facts] = {}
    for batch in in_batches(people):
        ids = [person.id for person in batch]
        said, stopped = consents.of_customers(db, ids), consents.stops_of(db, ids)
        recent = contacts.advertising_since(db, ids, at - timedelta(hours=24))
        links = {one.id: one.guardian.guardian_id for one in batch if one.guardian is not None}
        guarded = guarded_among(session, links, at)
        for person in batch:
            gathered[person.id] = Facts(
                policy=policy,
                ages=ages,
                advertising=advertising,
                is_erased=person.erased_at is not None,
                is_restricted=person.restricted_at is not None,
                birth_on=person.birth_on,
                is_declared_adult=person.is_declared_adult,
                has_guardian=person.id in guarded,
                consents=said[person.id],
                stops=stopped[person.id],
                reachable=reachable(person),
                recent_advertising=recent[person.id],
            )
    return gathered


def people_of(session: Session, ids: Sequence[CustomerId]) -> dict[CustomerId, Customer]:
    """Return customers by id, each once, in batches."""
    wanted = list(dict.fromkeys(ids))
    return {one.id: one for batch in in_batches(wanted) for one in customers.load_many(session.db, batch)}


def stops_of(session: Session, ids: Sequence[CustomerId]) -> dict[CustomerId, tuple[StopContact, ...]]:
    """Return the stop-contacts of each customer, in batches."""
    return {one: stops for batch in in_batches(ids) for one, stops in consents.stops_of(session.db, batch).items()}


def guarded_among(session: Session, links: Mapping[CustomerId, CustomerId], at: datetime) -> set[CustomerId]:
    """Return who of some people, each with a guardian, is guarded by somebody who may be one at an instant."""
    policy, ages = session.policy(), age_rules(session.db)
    guardians = customers.load_many(session.db, list(set(links.values())))
    able = {one.id for one in guardians if _is_grown_up(one, policy, ages, at)}
    return {person for person, guardian in links.items() if guardian in able}


def require_grown_up(session: Session, guardian: Customer, at: datetime) -> None:
    """Raise ``InvalidInput`` for a guardian who is known to need one."""
    if not _is_grown_up(guardian, session.policy(), age_rules(session.db), at):
        raise InvalidInput(field="guardian")


def require_no_adult(session: Session, person: Customer, at: datetime) -> None:
    """Raise ``InvalidInput`` where a guardian would speak for somebody known to be an adult."""
    facts = gather(session, (person,), at)[person.id]
    if facts.band(at) is AgeBand.ADULT:
        raise InvalidInput(field="guardian")


def _is_grown_up(guardian: Customer, policy: PolicyVersion, ages: AgeRules, at: datetime) -> bool:
    # Whoever is known to need a guardian is none; an erased record guards nobody.
    declared = guardian.is_declared_adult
    band = age_band(guardian.birth_on, local_date(at), policy, ages, is_declared_adult=declared)
    return guardian.erased_at is None and not is_minor(band)


def reachable(person: Customer) -> frozenset[Channel]:
    """Return the channels on which the person has a live number or address (VK 6)."""
    channels: set[Channel] = set()
    if person.live_phone() is not None:
        channels |= {Channel.CALL, Channel.SMS, Channel.ZALO}
    if person.live_email() is not None:
        channels.add(Channel.EMAIL)
    if person.live_address() is not None:
        channels.add(Channel.POST)
    return frozenset(channels)


def decide_one(session: Session, person: Customer, proposal: Proposal, recipient: Recipient | None = None) -> Decision:
    """Gather the facts about one customer and decide."""
    facts = gather(session, (person,), proposal.at)[person.id]
    return decide(proposal, replace(facts, recipient=recipient))


def record_refusal(
    uow: UnitOfWork,
    session: Session,
    person: Customer | None,
    proposal: Proposal,
    decision: Decision,
    about: "About | None" = None,
) -> None:
    """Write one blocked attempt with its reasons, and its audit entry (no personal value in either)."""
    about = about or About()
    new = disclosures.NewAttempt(
        proposal.act,
        person.id if person is not None else None,
        proposal.purpose_id or None,
        proposal.channel,
        decision.reasons,
        about.recipient_id,
        about.parcel.id if about.parcel else None,
    )
    disclosures.add_attempt(uow.db, new, session.policy().id, uow.now, uow.actor)
    body: Entry = {
        "act": proposal.act.value,
        "purpose": proposal.purpose_id or None,
        "channel": proposal.channel.value,
        "reasons": [reason.code.value for reason in decision.reasons],
        "references": [reason.reference for reason in decision.reasons],
        "recipient": about.recipient_id,
        "parcel": about.parcel.code if about.parcel else None,
    }
    uow.audit(AuditAction.ATTEMPT_BLOCKED, person.code if person is not None else None, body)


NO_PURPOSE = PurposeId("")


def refuse(
    session: Session,
    act: Act,
    reasons: Iterable[Reason],
    person: Customer | None = None,
    *,
    purpose_id: PurposeId = NO_PURPOSE,
    channel: Channel = Channel.NONE,
) -> Decision:
    """Record in a transaction of its own that something was turned away before the gate had a customer or a purpose.

    What asks for it raises its error afterwards, so that the attempt stays although the act was rolled back.
    """
    decision = Decision(allowed=False, basis=None, reasons=tuple(reasons))
    with session.write() as uow:
        record_refusal(uow, session, person, Proposal(act, purpose_id, uow.now, channel), decision)
    return decision


@dataclass(frozen=True, slots=True)
class About:
    """What else a refused act was about."""

    recipient_id: RecipientId | None = None
    parcel: Parcel | None = None
