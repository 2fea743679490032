"""Who may do what about incidents: anybody writes one down, the manager reports, tells and closes."""

from dataclasses import replace

import pytest

from ledger.domain.incident import FoundBy
from ledger.domain.purpose import Channel
from ledger.domain.wording import Language
from ledger.services import (
    incident_letters,
    incident_list,
    incident_papers,
    incident_people,
    incident_telling,
    incidents,
)
from ledger.services.incident_list import AffectedQuery, IncidentQuery
from ledger.services.incident_people import PeopleWish
from ledger.services.incident_telling import Telling
from ledger.services.incidents import ReportInput
from ledger.services.session import Session
from support.incidents import AUTHORITY, KNOWN, LOST, TOLD, find, put_on_list, three_customers
from support.roles import Verb, verbs_in, verbs_of, written_though_refused
from support.services import AT, Workplace

VI, SC = Language.VI, "SC-0001"
ON_RECORD = PeopleWish(FoundBy.BACKUP, since=AT)


def affected(one: Session) -> object:
    found = incident_list.affected_ids(one, AffectedQuery(incidents.get(one, SC).id))
    return incident_list.affected_rows(one, SC, found)


STAFF_MAY: dict[str, Verb] = {
    "incidents.record": lambda one: incidents.record(one, LOST),
    "incidents.change": lambda one: incidents.change(one, SC, replace(KNOWN, discovered_at=AT, place="Kho")),
    "incidents.get": lambda one: incidents.get(one, SC),
    "incidents.still_open": lambda one: incidents.still_open(one, SC),
    "incidents.steps": lambda one: incidents.steps(one, SC),
    "incidents.file": lambda one: incidents.file(one, SC),
    "incidents.people_counts": lambda one: incidents.people_counts(one, SC),
    "incidents.due": incidents.due,
    "incidents.counts": incidents.counts,
    "incident_list.ids": lambda one: incident_list.ids(one, IncidentQuery()),
    "incident_list.rows": lambda one: incident_list.rows(one, incident_list.ids(one, IncidentQuery())),
    "incident_list.affected_ids": affected,
    "incident_list.affected_rows": affected,
}
ONLY_THE_MANAGER: dict[str, Verb] = {
    "incidents.report": lambda one: incidents.report(one, SC, ReportInput(AUTHORITY, reference="118")),
    "incidents.not_due": lambda one: incidents.not_due(one, SC, AUTHORITY, "chưa ai xem"),
    "incidents.close": lambda one: incidents.close(one, SC),
    "incident_people.find": lambda one: find(one, SC, ON_RECORD),
    "incident_people.adding": lambda one: list(incident_people.adding(one, SC, _found(ON_RECORD))),
    "incident_people.remove": lambda one: incident_people.remove(one, SC, ("KH-00002",)),
    "incident_people.planning": lambda one: list(incident_people.planning(one, SC)),
    "incident_telling.telling": lambda one: list(
        incident_telling.telling(one, SC, Telling(TOLD, Channel.CALL, ("KH-00003",)))
    ),
    "incident_letters.letters": lambda one: incident_letters.letters(one, SC, VI, is_preview=False),
    "incident_letters.letters to look at": lambda one: incident_letters.letters(one, SC, VI, is_preview=True),
    "incident_letters.emails": lambda one: incident_letters.emails(one, SC, (VI,)),
    "incident_letters.write_again": lambda one: incident_letters.write_again(one, SC, Channel.POST),
    "incident_papers.prepare_record": lambda one: incident_papers.prepare_record(one, SC, VI, is_preview=False),
    "incident_papers.prepare_record to look at": lambda one: incident_papers.prepare_record(
        one, SC, VI, is_preview=True
    ),
}
# What runs inside another verb, or only puts what was read into words.
ELSEWHERE = {
    "incidents.step", "incident_people.ids_of", "incident_telling.may_be_told", "incident_letters.said",
    "incident_papers.clock_text", "incident_papers.step_text",
}  # fmt: skip
MODULES = (incidents, incident_people, incident_telling, incident_letters, incident_papers, incident_list)


def _found(wish: PeopleWish) -> incident_people.FoundPeople:
    from array import array

    return incident_people.FoundPeople(wish, array("q", [1]), 0)


@pytest.fixture
def busy(shop: Workplace) -> Workplace:
    """A shop with an incident, and customers affected by it: one has to be called, one was."""
    session = shop.session
    people = three_customers(session)
    assert incidents.record(session, KNOWN) == SC
    put_on_list(session, SC, *people[1:])
    return shop


def test_staff_may_write_an_incident_down_and_see_everything(busy: Workplace) -> None:
    one = busy.as_staff()
    for verb in STAFF_MAY.values():
        verb(one)


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_what_is_the_managers_is_refused_to_staff_and_nothing_is_written(busy: Workplace, name: str) -> None:
    one = busy.as_staff()
    assert written_though_refused(one, ONLY_THE_MANAGER[name]) == []


def test_the_manager_may_do_all_of_it(busy: Workplace) -> None:
    one = busy.session
    incident_letters.letters(one, SC, VI, is_preview=False)
    list(incident_telling.telling(one, SC, Telling(TOLD, Channel.POST)))
    list(incident_telling.telling(one, SC, Telling(TOLD, Channel.CALL, ("KH-00003",))))
    incidents.report(one, SC, ReportInput(AUTHORITY, reference="118"))
    incident_papers.prepare_record(one, SC, VI, is_preview=False)
    incidents.close(one, SC)
    assert not incidents.get(one, SC).is_open


def test_no_verb_is_forgotten_here() -> None:
    assert verbs_of(*MODULES) == verbs_in(STAFF_MAY, ONLY_THE_MANAGER) | ELSEWHERE
