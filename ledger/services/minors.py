"""Coming of age: at 7, 16 and 18 what was agreed before is asked again (``model.md`` 5, ``law.md`` Children)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ledger.domain.ids import CustomerId
from ledger.domain.instants import local_date, start_of_day
from ledger.domain.minor import AgeRules, birthday, born_after, minor_under
from ledger.services.deciding import age_rules, in_batches, people_of
from ledger.services.parcels import DELIVERY
from ledger.services.session import Session
from ledger.storage import minors
from ledger.storage.minors import MinorsAsked

AHEAD = timedelta(days=30)
BEHIND = timedelta(days=366)  # older ones were never asked in a year: the customer's card still says what stands


@dataclass(frozen=True, slots=True)
class AskAgain:
    """Somebody whose consents were given before an age that changes who must give them.

    ``on`` is the birthday; until the person has spoken on or after it, the line stays.
    """

    code: str
    name: str = field(repr=False)
    age: int  # in years, on that birthday
    on: date
    is_due: bool  # the birthday has come


def asked_today(session: Session, at: datetime) -> MinorsAsked:
    """Return who is a minor on a day, and the consent a guardian must have given before anything is sold."""
    policy, day = session.policy(), local_date(at)
    purpose = policy.purpose(DELIVERY)
    since = born_after(minor_under(policy, age_rules(session.db)), day)
    return MinorsAsked(since, purpose.id if purpose else None, purpose.revision if purpose else 0, at)


def ask_again(session: Session) -> tuple[AskAgain, ...]:
    """Return whose consent falls due within 30 days or fell due within a year, the nearest birthday first."""
    now = session.now()
    ages = sorted(set(_ages(session)))
    found = [one for age in ages for one in _at_age(session, age, now)]
    return tuple(sorted(found, key=lambda one: (one.on, one.code)))


def _ages(session: Session) -> tuple[int, ...]:
    rules: AgeRules = age_rules(session.db)
    return rules.own_say, rules.child, minor_under(session.policy(), rules)


def _at_age(session: Session, age: int, now: datetime) -> Iterator[AskAgain]:
    today = local_date(now)
    ids = minors.born_between(session.db, born_after(age, today - BEHIND), born_after(age, today + AHEAD))
    people = people_of(session, ids)
    birthdays = {one.id: birthday(one.birth_on, age) for one in people.values() if one.birth_on is not None}
    for one in _still_to_ask(session, birthdays):
        person, on = people[one], birthdays[one]
        yield AskAgain(person.code, person.name or "", age, on, on <= today)


def _still_to_ask(session: Session, birthdays: dict[CustomerId, date]) -> Iterator[CustomerId]:
    for batch in in_batches(list(birthdays)):
        for one, said in minors.last_words(session.db, batch).items():
            came = start_of_day(birthdays[one])
            was_granted = said.granted_at is not None and said.granted_at < came
            if was_granted and (said.own_at is None or said.own_at < came):
                yield one
