"""VK 2b and what is written down late: a late "yes" justifies nothing, a late "no" counts from when it was said."""

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import Customer
from ledger.domain.minor import Giver
from ledger.domain.purpose import Channel, LegalBasis
from ledger.services import consents, customers
from ledger.services.session import Session
from ledger.storage import contacts as contact_rows
from ledger.storage.contacts import NewContact
from support.promises import kinds
from support.services import MARKETING, Workplace, add_child, add_customer, say

SMS = Channel.SMS


def offered(session: Session, customer: Customer) -> None:
    """Write an offer nobody asked the gate about, as an import would."""
    new = NewContact(customer.id, MARKETING, SMS, LegalBasis.CONSENT, is_advertising=True, occurred_at=session.now())
    with session.write() as uow:
        contact_rows.add(uow.db, new, session.policy().id, uow.now, uow.actor)
        uow.audit(AuditAction.CONTACT_MADE, customer.code, {})


@pytest.mark.parametrize("giver", [Giver.SELF, Giver.GUARDIAN])
def test_a_yes_written_down_after_the_offer_and_dated_before_it_does_not_undo_it(shop: Workplace, giver: Giver) -> None:
    session, years = shop.session, 30 if giver is Giver.SELF else 5
    customer = add_child(session, years=years)
    if giver is Giver.GUARDIAN:
        mother = add_customer(session, "Trần Thị Hoa")
        customers.link_guardian(session, customer.code, mother.code, "mẹ")
    dated = session.now()
    shop.clock.move(hours=1)
    offered(session, customer)
    shop.clock.move(hours=1)
    said = consents.Said(MARKETING, SMS, ConsentOutcome.GRANTED, ConsentMethod.WRITING, dated, giver)
    assert consents.record(session, customer.code, said).allowed
    assert kinds(session, "VK 2b") == ["offer_without_yes"]


def test_a_no_written_down_after_the_offer_and_dated_before_it_does(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    assert say(session, customer).allowed
    shop.clock.move(hours=1)
    refused_at = session.now()
    shop.clock.move(hours=1)
    offered(session, customer)
    assert kinds(session, "VK 2b") == []
    said = consents.Said(MARKETING, SMS, ConsentOutcome.WITHDRAWN, ConsentMethod.WRITING, refused_at)
    assert consents.record(session, customer.code, said).allowed
    assert kinds(session, "VK 2b") == ["offer_without_yes"]
