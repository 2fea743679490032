"""Collecting no more than what a record is for needs; what was turned away leaves an attempt (KO 1, VK 1)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from ledger.domain.collection import beyond, beyond_need, not_collected, outside_policy, purposes_to_name
from ledger.domain.customer import Customer
from ledger.domain.errors import FieldBeyondNeed, FieldNotCollected, InvalidInput, UnknownChoice
from ledger.domain.gate import Act, Reason
from ledger.domain.ids import CustomerId, FieldId, PurposeId
from ledger.domain.policy import PolicyVersion
from ledger.domain.text import fold
from ledger.services.deciding import refuse
from ledger.services.session import Session
from ledger.storage import customer_purposes
from ledger.storage.unit_of_work import UnitOfWork


def read_purposes(policy: PolicyVersion, typed: Iterable[str]) -> tuple[PurposeId, ...]:
    """Return purposes named by id or in the policy's own words, each once. Raises ``UnknownChoice``."""
    known = purposes_to_name(policy)
    words = {fold(word): one.id for one in known for word in (one.text.vi, one.text.en, one.id) if word}
    found = [words.get(fold(word)) for word in typed if word.strip()]
    if None in found:
        raise UnknownChoice(field="purposes", choices=tuple(one.id for one in known))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def require_wanted(policy: PolicyVersion, purposes: Iterable[PurposeId], filled: Iterable[str]) -> None:
    """Raise ``FieldNotCollected`` or ``FieldBeyondNeed`` for what may not be written down."""
    fields = [FieldId(one) for one in filled]
    if outside := not_collected(policy, fields):
        raise FieldNotCollected(field=outside[0])
    if over := beyond(policy, tuple(purposes), fields):
        raise FieldBeyondNeed(field=over[0], fields=over)


@contextmanager
def refusals_kept(session: Session, person: Customer | None = None) -> Iterator[None]:
    """Let a refused field leave an attempt, in a transaction of its own, before its error goes on."""
    try:
        yield
    except (FieldNotCollected, FieldBeyondNeed) as error:
        refuse(session, Act.COLLECT, (reason_of(session.policy(), error),), person)
        raise


def reason_of(policy: PolicyVersion, error: InvalidInput) -> Reason:
    """Return the reason behind ``FieldNotCollected`` or ``FieldBeyondNeed``."""
    fields = error.data.get("fields", (error.data["field"],))
    named = tuple(FieldId(str(one)) for one in fields) if isinstance(fields, tuple) else ()
    return beyond_need(policy, named) if isinstance(error, FieldBeyondNeed) else outside_policy(policy, named)


def note_served(session: Session, uow: UnitOfWork, customer_id: CustomerId, *purposes: PurposeId) -> None:
    """Add what a customer's data serve from now on, as far as the policy in force knows it.

    Unless nobody ever said what the record is for: one purpose would not be all, so it stays unknown until somebody
    asks, and VK 1 says so.
    """
    if customer_purposes.of_customer(uow.db, customer_id):
        known = [one.id for one in purposes_to_name(session.policy()) if one.id in purposes]
        customer_purposes.add(uow.db, customer_id, known, uow.now)


def purposes_of(session: Session, customer: Customer) -> tuple[PurposeId, ...]:
    """Return what a record is for; empty is unknown."""
    return customer_purposes.of_customer(session.db, customer.id)
