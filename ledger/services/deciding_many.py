"""The gate asked about many people at once: the same facts and the same ``decide``, read without what it cannot need.

No name, no number and no consent for another purpose is loaded. A property test holds every decision against that of
``deciding`` for the same person.
"""

from array import array
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar, cast

from ledger.domain.gate import Decision, Facts, Proposal, decide
from ledger.domain.ids import CustomerId, PurposeId
from ledger.domain.purpose import Channel
from ledger.services.deciding import advertising_rules, age_rules, guarded_among
from ledger.services.session import Session
from ledger.storage import consents, contacts, people_facts
from ledger.storage.people_facts import Known

SLICE = 250  # people: well below the 100 ms of one slice (``tests/bench/contact_lists.py``)


@dataclass(frozen=True, slots=True)
class SortedOut:
    """Whom the gate allows, and how often it gave each reason (by value of ``ReasonCode``) against how many people."""

    allowed: "array[int]" = field(repr=False)
    reasons: Counter[str]
    refused: int


def everybody(session: Session) -> "array[int]":
    """Return the ids of everybody on record whose data were not erased."""
    return people_facts.living_ids(session.db)


def in_slices(ids: Sequence[int], size: int = SLICE) -> Iterator[Sequence[int]]:
    """Return ids in pieces that one slice of the ledger's thread can decide about."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


def decide_many(session: Session, ids: Sequence[int], proposal: Proposal) -> dict[CustomerId, Decision]:
    """Return the gate's decision about each of 1 to 500 people, in their order; unknown ids are left out."""
    return {one: decide(proposal, facts) for one, facts in _facts(session, ids, proposal)}


def sort_out(session: Session, ids: Sequence[int], proposal: Proposal) -> Generator[tuple[int, int], None, SortedOut]:
    """Ask the gate about many people slice by slice; yields (done, total) and records nothing."""
    allowed, reasons, refused = array("q"), Counter[str](), 0
    yield 0, len(ids)
    for some in in_slices(ids):
        for one, decision in decide_many(session, some, proposal).items():
            if decision.allowed:
                allowed.append(one)
            else:
                refused += 1
                reasons.update(codes_of(decision))
        yield len(allowed) + refused, len(ids)
    return SortedOut(allowed, reasons, refused)


def codes_of(decision: Decision) -> set[str]:
    """Return every reason against one person once."""
    return {reason.code.value for reason in decision.reasons}


def _facts(session: Session, ids: Sequence[int], proposal: Proposal) -> Iterator[tuple[CustomerId, Facts]]:
    db, at = session.db, proposal.at
    people = people_facts.of_people(db, ids)
    known = [one.id for one in people]
    said, stopped = consents.about_purpose(db, known, proposal.purpose_id), consents.stops_of(db, known)
    recent = contacts.advertising_since(db, known, at - timedelta(hours=24))
    guarded = _guarded(session, people, at)
    policy, ages, advertising = session.policy(), age_rules(db), advertising_rules(db)
    for one in people:
        yield (
            one.id,
            Facts(
                policy=policy,
                ages=ages,
                advertising=advertising,
                is_erased=one.is_erased,
                is_restricted=one.is_restricted,
                birth_on=one.birth_on,
                is_declared_adult=one.is_declared_adult,
                has_guardian=one.id in guarded,
                consents=tuple(said.get(one.id, ())),
                stops=stopped[one.id],
                reachable=one.reachable,
                recent_advertising=recent[one.id],
            ),
        )


def _guarded(session: Session, people: Sequence[Known], at: datetime) -> set[CustomerId]:
    links = {one.id: one.guardian_id for one in people if one.guardian_id is not None}
    return guarded_among(session, links, at) if links else set()


def allowed_from(session: Session, purpose_id: PurposeId, channel: Channel, at: datetime) -> datetime | None:
    """Return when the hours for advertising begin again; ``None`` within them, and for what is no advertising."""
    purpose = session.policy().purpose(purpose_id)
    if purpose is None or not purpose.is_advertising:
        return None
    begins = advertising_rules(session.db).next_allowed(channel, at)
    return begins if begins != at else None


_Result = TypeVar("_Result")


def to_the_end(slices: Generator[tuple[int, int], None, _Result]) -> _Result:
    """Take every slice at once and return what comes of it: for verbs without a window."""
    while True:
        try:
            next(slices)
        except StopIteration as end:
            return cast("_Result", end.value)
