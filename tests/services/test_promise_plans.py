"""No promise about using data reads a whole table where an index answers (100,000 customers: ``bench/promises.py``)."""

import re

import pytest

from ledger.domain.customer import ContactState
from ledger.domain.promise import Evidence, month_of
from ledger.domain.purpose import Channel
from ledger.services import contacts, customers
from ledger.services.promise_asking import Asked
from ledger.services.promise_use import MEASURES
from ledger.services.session import Session
from support.notices import publish
from support.services import DELIVERY, MARKETING, Workplace, add_customer, say
from support.statements import asking

# The tables that grow with the shop. Versions of the policy and its partners stay few.
GROWING = {
    "address", "attempt", "audit_entry", "browser_record", "consent", "contact", "customer", "customer_purpose",
    "data_use", "disclosure", "email", "field_history", "notice", "phone", "stop_contact", "survey_answer",
}  # fmt: skip


# Small indexes, or whole ones, that are the answer themselves: every row in them is one that was asked for.
ANSWERS = {"customer_living", "customer_without_origin", "browser_record_kept", "browser_record_refused"}


@pytest.fixture
def questions(shop: Workplace) -> set[str]:
    """Every statement the promises ask, with its values, where each of them finds something."""
    session = shop.session
    customer = add_customer(session)
    assert say(session, customer).allowed
    for purpose in (MARKETING, DELIVERY):
        assert contacts.contact(session, customer.code, purpose, Channel.SMS).allowed
    customers.set_email_state(session, customer.code, 0, ContactState.DEAD)
    publish(session)
    now = session.now()
    with asking(session.db) as asked:
        for clause in session.policy().clauses:
            if clause.control in MEASURES:
                measure(session, Asked(clause, session.policy(), month_of(now), now))
    return {one for one in asked if "FROM" in one}


def measure(session: Session, asked: Asked) -> None:
    found = MEASURES[asked.clause.control](session, asked)
    if not isinstance(found, Evidence):
        for _ in found:
            pass


def scanned(session: Session, statement: str) -> set[str]:
    """Return what SQLite would read from end to end: a growing table, or the index named instead of it."""
    aliases: dict[str, str] = {alias: table for table, alias in re.findall(r"(\w+) AS (\w+)", statement)}
    found = set()
    for row in session.db.execute(f"EXPLAIN QUERY PLAN {statement}"):
        passed = re.fullmatch(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", str(row[3]))
        table = aliases.get(passed[1], passed[1]) if passed else ""
        if passed is not None and table in GROWING:
            found.add(str(passed[2] or table))
    return found


def test_every_question_is_answered_by_an_index(session: Session, questions: set[str]) -> None:
    assert len(questions) > 40
    whole = {one: over for one in questions if (over := scanned(session, one) - ANSWERS)}
    assert whole == {}


def test_a_question_without_an_index_would_be_noticed(session: Session) -> None:
    assert scanned(session, "SELECT count(*) FROM customer WHERE note IS NULL") == {"customer"}
    assert scanned(session, "SELECT made.id FROM contact AS made WHERE made.basis = 'LAW'") == {"contact_by_time"}
