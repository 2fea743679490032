"""What the database itself keeps of the shop's records, whatever a careless program asks of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.domain.ids import CustomerId
from ledger.domain.parcel import ALPHABET
from ledger.services.session import Session
from ledger.storage import codes, consents, customers
from ledger.storage.database import DatabaseError
from support.services import Workplace, add_customer, say, take_parcels, workplace


@pytest.fixture
def working(tmp_path: Path) -> Iterator[Workplace]:
    yield from workplace(tmp_path)


@pytest.fixture
def session(working: Workplace) -> Session:
    return working.session


def refuses(session: Session, statement: str) -> bool:
    try:
        session.db.execute(statement)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(
    "column", ["outcome", "purpose_id", "channel", "giver", "occurred_at", "recorded_by", "expires_at", "method"]
)
def test_what_a_person_said_is_never_changed(session: Session, column: str) -> None:
    say(session, add_customer(session))
    assert refuses(session, f"UPDATE consent SET {column} = 'GRANTED'")
    assert refuses(session, "DELETE FROM consent")


def test_the_words_around_it_can_be_emptied_at_erasure(session: Session) -> None:
    say(session, add_customer(session))
    assert not refuses(session, "UPDATE consent SET note = NULL, frequency = NULL")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE customer SET is_declared_adult = 'maybe'",
        "INSERT INTO phone (customer_id, number, state, state_at) VALUES (99, '1', 'DEAD', 'now')",
        "DELETE FROM customer",
        "UPDATE customer SET code = NULL",
    ],
)
def test_wrong_types_and_records_of_nobody_are_refused(session: Session, statement: str) -> None:
    add_customer(session)
    assert refuses(session, statement)


def test_codes_grow_wider_rather_than_start_again(session: Session) -> None:
    session.db.execute("BEGIN")
    session.db.execute("INSERT INTO counter (kind, last) VALUES ('PH', 9998), ('DH', 9999)")
    made = [codes.next_code(session.db, kind) for kind in (codes.FEEDBACK, codes.FEEDBACK, codes.ORDER, codes.REQUEST)]
    session.db.execute("ROLLBACK")
    assert made == ["PH-9999", "PH-10000", "DH-10000", "YC-0001"]


def test_people_come_back_in_the_order_they_were_asked_for_and_strangers_are_left_out(session: Session) -> None:
    first, second = add_customer(session), add_customer(session, "Lê Thị Mai")
    asked = (second.id, CustomerId(99), first.id)
    assert [one.id for one in customers.load_many(session.db, asked)] == [second.id, first.id]
    assert customers.load(session.db, CustomerId(99)) is None
    assert customers.load_many(session.db, ()) == ()
    assert consents.of_customers(session.db, asked)[CustomerId(99)] == ()


def test_a_parcel_code_is_never_given_twice(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    customer = add_customer(session)
    (first,) = take_parcels(session, customer, None)
    read = [ALPHABET.index(character) for character in first.code[:-1]]
    numbers = iter([*read, *[0] * len(read)])
    monkeypatch.setattr("ledger.storage.orders.secrets.randbelow", lambda _below: next(numbers))
    (second,) = take_parcels(session, customer, None)
    assert second.code == "0" * 12
