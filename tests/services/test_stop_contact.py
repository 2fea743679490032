""" "Do not contact me" is remembered: per channel or all, for every number, for whoever registers it again (KO 4c)."""

from datetime import timedelta

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod, StopContact
from ledger.domain.customer import Customer
from ledger.domain.errors import InFuture
from ledger.domain.purpose import Channel
from ledger.services import consents, customers
from ledger.services.customers import AddressInput
from ledger.services.session import Session
from ledger.storage import consents as rows
from support.services import AT, Workplace, add_customer, audited, person, snapshot

CALLED = ConsentMethod.RECORDED_CALL


def stops(session: Session, customer: Customer) -> tuple[StopContact, ...]:
    return rows.stops_of(session.db, (customer.id,))[customer.id]


def standing(session: Session, customer: Customer) -> list[Channel | None]:
    return [one.channel for one in stops(session, customer) if one.lifted_at is None]


def register_again(session: Session, **changes: object) -> customers.Added:
    return customers.add(session, person("Người Khác Hẳn", **changes))


def was_remembered(added: customers.Added) -> bool:
    return "stop_remembered" in {one.code for one in added.notices}


def test_a_stop_says_which_channel_how_and_since_when(session: Session) -> None:
    customer, earlier = add_customer(session), AT - timedelta(hours=2)
    consents.stop_contact(session, customer.code, Channel.CALL, CALLED, earlier)
    consents.stop_contact(session, customer.code, None, ConsentMethod.EMAIL)
    said = {(one.channel, one.method, one.occurred_at) for one in stops(session, customer)}
    assert said == {(Channel.CALL, CALLED, earlier), (None, ConsentMethod.EMAIL, AT)}


def test_a_stop_of_tomorrow_is_refused(session: Session) -> None:
    customer = add_customer(session)
    before = snapshot(session)
    with pytest.raises(InFuture):
        consents.stop_contact(session, customer.code, None, CALLED, AT + timedelta(days=1))
    assert snapshot(session) == before


def test_lifting_takes_back_exactly_one_channel(session: Session) -> None:
    customer = add_customer(session)
    consents.stop_contact(session, customer.code, None, CALLED)
    consents.stop_contact(session, customer.code, Channel.EMAIL, CALLED)
    assert consents.lift_stop(session, customer.code, Channel.EMAIL)
    assert standing(session, customer) == [None]
    assert not consents.lift_stop(session, customer.code, Channel.SMS)


def test_lifting_what_never_stood_leaves_no_trace(session: Session) -> None:
    customer = add_customer(session)
    assert audited(session, lambda: consents.lift_stop(session, customer.code, None)) == []


@pytest.mark.parametrize("channel", [None, Channel.CALL, Channel.SMS])
def test_a_number_registered_again_is_still_not_to_be_contacted(session: Session, channel: Channel | None) -> None:
    consents.stop_contact(session, add_customer(session).code, channel, CALLED)
    again = register_again(session, emails=())
    assert was_remembered(again)
    assert standing(session, again.customer) == [channel]


def test_an_email_registered_again_is_remembered_however_it_is_typed(session: Session) -> None:
    consents.stop_contact(session, add_customer(session).code, None, CALLED)
    again = register_again(session, phones=(), emails=("VuiVe88@Example.com",))
    assert was_remembered(again)
    assert standing(session, again.customer) == [None]


def test_a_number_nobody_stopped_is_free(session: Session) -> None:
    consents.stop_contact(session, add_customer(session).code, None, CALLED)
    again = register_again(session, phones=("0988111222",), emails=())
    assert not was_remembered(again)
    assert standing(session, again.customer) == []


def test_a_stopped_number_added_to_somebody_later_is_caught_too(session: Session) -> None:
    consents.stop_contact(session, add_customer(session).code, None, CALLED)
    other = add_customer(session, "Người Khác Hẳn", phones=(), emails=())
    assert was_remembered(customers.add_phone(session, other.code, "84911647979".replace("84", "+84", 1)))
    assert standing(session, other) == [None]


def test_a_lifted_stop_is_not_remembered(session: Session) -> None:
    customer = add_customer(session)
    consents.stop_contact(session, customer.code, None, CALLED)
    consents.lift_stop(session, customer.code, None)
    assert not was_remembered(register_again(session))


def test_somebody_who_stopped_contact_is_not_stopped_again_by_every_new_address(session: Session) -> None:
    customer = add_customer(session)
    consents.stop_contact(session, customer.code, None, CALLED)
    moved = customers.add_address(session, customer.code, AddressInput("1 Lê Lợi"))
    assert not was_remembered(moved)
    assert standing(session, customer) == [None]
    assert consents.lift_stop(session, customer.code, None)
    assert standing(session, customer) == []


def test_a_number_added_after_the_stop_is_covered_by_it(session: Session) -> None:
    customer = add_customer(session)
    consents.stop_contact(session, customer.code, Channel.CALL, CALLED)
    customers.add_phone(session, customer.code, "0988111222")
    again = register_again(session, phones=("0988111222",), emails=())
    assert was_remembered(again)
    assert standing(session, again.customer) == [Channel.CALL]


def test_the_memory_survives_closing_and_a_database_that_lost_it(shop: Workplace) -> None:
    consents.stop_contact(shop.session, add_customer(shop.session).code, None, CALLED)
    lifted = add_customer(shop.session, "Lê Thị Mai", phones=("0988111222",), emails=())
    consents.stop_contact(shop.session, lifted.code, None, CALLED)
    consents.lift_stop(shop.session, lifted.code, None)
    shop.session.db.execute("DELETE FROM stop_hash")  # as an older backup would have it
    again = shop.open()
    assert was_remembered(register_again(again))
    assert not was_remembered(register_again(again, phones=("0988111222",), emails=()))


def test_the_remembered_no_is_a_keyed_hash_and_never_the_number_itself(shop: Workplace) -> None:
    consents.stop_contact(shop.session, add_customer(shop.session).code, None, CALLED)
    journal = (shop.place.folder / "journal.json").read_text("utf-8")
    kept = [bytes(row[0]).hex() for row in shop.session.db.execute("SELECT hash FROM stop_hash")]
    assert len(kept) == 2  # one number, one email
    assert all(digest in journal for digest in kept)
    assert not any(value in journal for value in ("911647979", "vuive88"))


def test_stopping_and_lifting_are_on_the_trail(session: Session) -> None:
    customer = add_customer(session)
    stopped = audited(session, lambda: consents.stop_contact(session, customer.code, None, CALLED))
    lifted = audited(session, lambda: consents.lift_stop(session, customer.code, None))
    assert stopped == [(AuditAction.STOP_RECORDED, customer.code)]
    assert lifted == [(AuditAction.STOP_LIFTED, customer.code)]


def test_one_persons_yes_does_not_speak_for_another_with_the_same_number(session: Session) -> None:
    first, second = (customers.add(session, person(phones=("0911647979",))).customer.code for _ in range(2))
    for code in (first, second):
        consents.stop_contact(session, code, None, ConsentMethod.WRITING)
    consents.lift_stop(session, first, None)
    third = customers.add(session, person(phones=("0911647979",)))
    assert "stop_remembered" in {notice.code for notice in third.notices}


def test_the_no_outlives_the_record_it_was_said_about(session: Session) -> None:
    customer = add_customer(session)
    consents.stop_contact(session, customer.code, None, CALLED)
    empty(session, customer)
    again = register_again(session)
    assert was_remembered(again)
    assert standing(session, again.customer) == [None]


def empty(session: Session, customer: Customer) -> None:
    """Leave of a record what erasure leaves: its id, its code and when it was erased."""
    for statement in (
        "UPDATE customer SET name = NULL, name_key = NULL, name_order = NULL, erased_at = collected_at WHERE id = ?",
        "UPDATE phone SET number = NULL WHERE customer_id = ?",
        "UPDATE email SET address = NULL WHERE customer_id = ?",
        "UPDATE address SET line = NULL, ward = NULL, province = NULL WHERE customer_id = ?",
    ):
        session.db.execute(statement, (customer.id,))
