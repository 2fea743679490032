"""At 7, 16 and 18 what was agreed before is asked again; an adult who declared to be one is not asked."""

from datetime import date

import pytest

from ledger.domain.consent import ConsentOutcome
from ledger.domain.customer import Customer
from ledger.domain.minor import Giver, age_on, birthday
from ledger.domain.purpose import Channel
from ledger.services import customers, minors
from ledger.services.session import Session
from support.services import DELIVERY, MARKETING, TODAY, Workplace, add_customer, guard, say


def child(session: Session, born: str, name: str = "Bé Na") -> Customer:
    return add_customer(session, name, birth_date=born, is_declared_adult=False)


def asked(session: Session) -> list[tuple[str, int, str, bool]]:
    return [(one.code, one.age, one.on.strftime("%d/%m/%Y"), one.is_due) for one in minors.ask_again(session)]


# What was agreed on 21 November 2026 is looked at again on 26 December 2027.
LATER = 400  # days


@pytest.mark.parametrize(
    ("born", "line"),
    [
        ("27/12/2020", (7, "27/12/2027", False)),  # tomorrow
        ("26/12/2020", (7, "26/12/2027", True)),  # today
        ("25/01/2012", (16, "25/01/2028", False)),  # in 30 days
        ("26/01/2012", None),
        ("05/01/2010", (18, "05/01/2028", False)),
        ("20/05/2011", (16, "20/05/2027", True)),  # half a year ago
        ("25/12/2010", (16, "25/12/2026", True)),  # just within the year
        ("24/12/2010", None),
        ("01/06/2016", None),
    ],
)
def test_consent_falls_due_at_7_16_and_18(shop: Workplace, born: str, line: tuple[int, str, bool] | None) -> None:
    session = shop.session
    mother = add_customer(session, "Trần Thị Hoa")
    young = child(session, born)
    customers.link_guardian(session, young.code, mother.code, "mẹ")
    assert say(session, young, ConsentOutcome.GRANTED, DELIVERY, Channel.NONE, Giver.GUARDIAN).allowed
    shop.clock.move(days=LATER)
    assert asked(session) == ([(young.code, *line)] if line else [])


def test_once_the_person_has_spoken_it_is_settled(shop: Workplace) -> None:
    session = shop.session
    mother = add_customer(session, "Trần Thị Hoa")
    young = child(session, "01/12/2011")
    guard(session, young, mother)
    shop.clock.move(days=LATER)
    assert [one[0] for one in asked(session)] == [young.code]
    say(session, young, ConsentOutcome.GRANTED, DELIVERY, Channel.NONE, Giver.GUARDIAN)
    assert asked(session)  # the guardian alone does not settle it
    say(session, young, ConsentOutcome.REFUSED, MARKETING, Channel.SMS)
    assert asked(session) == []


def test_who_never_agreed_to_anything_is_not_asked_again(shop: Workplace) -> None:
    child(shop.session, "21/11/2010")
    assert asked(shop.session) == []


def test_a_birthday_in_leap_years_is_counted_as_age_is() -> None:
    born = date(2012, 2, 29)
    for years in range(1, 30):
        day = birthday(born, years)
        assert age_on(born, day) == years
        assert age_on(born, date.fromordinal(day.toordinal() - 1)) == years - 1
    assert birthday(TODAY, 1) == date(2027, 11, 21)


def test_the_young_of_the_law_alone_are_asked_at_16_and_no_more(king_oil: Session) -> None:
    mother, young = add_customer(king_oil, "Trần Thị Hoa"), child(king_oil, "01/12/2008")
    customers.link_guardian(king_oil, young.code, mother.code, "mẹ")
    say(king_oil, young)
    assert asked(king_oil) == []
