"""People who agreed to advertising, and lists of them: what the tests of contact lists begin with."""

from ledger.domain.consent import ConsentMethod
from ledger.domain.customer import Customer
from ledger.domain.purpose import Channel
from ledger.services import consents, contact_lists
from ledger.services.contact_lists import ContactWish, Gathered, PersonState
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session
from support.services import (
    MARKETING,
    add_customer,
    say,
)

CALLED = ConsentMethod.RECORDED_CALL
EMAILS = ContactWish(MARKETING, Channel.EMAIL, "Ưu đãi cuối năm")
TEXTS = ContactWish(MARKETING, Channel.SMS)


def agreed(session: Session, name: str, *channels: Channel, **changes: object) -> Customer:
    """Record somebody who agreed to advertising, by email and SMS unless said otherwise."""
    one = add_customer(session, name, **changes)
    for channel in channels or (Channel.EMAIL, Channel.SMS):
        assert say(session, one, channel=channel).allowed
    return one


def gather(session: Session, wish: ContactWish = EMAILS) -> Gathered:
    return to_the_end(contact_lists.gather(session, wish))


def make(session: Session, wish: ContactWish = EMAILS) -> str:
    return contact_lists.make(session, gather(session, wish))


def names(session: Session, code: str, state: PersonState | None = None) -> list[str | None]:
    found = contact_lists.person_ids(session, code, state)
    return [one.name for one in contact_lists.person_rows(session, code, found)]


def stop(session: Session, one: Customer) -> None:
    consents.stop_contact(session, one.code, None, CALLED)
