"""Who is affected by an incident: found in what the shop gave away, listed with a way to tell them, counted."""

from dataclasses import replace
from typing import Any

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.customer import Customer
from ledger.domain.errors import (
    InFuture,
    NotFound,
    NothingToDo,
    PeriodReversed,
    TextMissing,
    WrongState,
)
from ledger.domain.ids import FieldId, RecipientId
from ledger.domain.incident import FoundBy, IncidentStepKind
from ledger.domain.purpose import Channel
from ledger.domain.wording import Language
from ledger.services import (
    contact_lists,
    customers,
    disclosures,
    handover,
    incident_letters,
    incident_people,
    incidents,
    recipients,
)
from ledger.services.customers import AddressInput
from ledger.services.deciding_many import to_the_end
from ledger.services.incident_list import AffectedQuery, AffectedSort, affected_ids, affected_rows
from ledger.services.incident_people import PeopleWish
from ledger.services.incident_telling import Telling
from ledger.services.session import Session
from support.contacting import agreed, gather
from support.incidents import (
    KNOWN,
    TOLD,
    UNREACHABLE,
    WAITING,
    by_phone,
    find,
    hours,
    listed,
    put_on_list,
    tell,
    three_customers,
)
from support.notices import entries
from support.services import (
    AT,
    DELIVERY,
    Workplace,
    add_carrier,
    add_customer,
    print_all,
    snapshot,
    take_parcels,
)

VI = Language.VI


@pytest.fixture
def people(session: Session) -> tuple[Customer, Customer, Customer]:
    return three_customers(session)


@pytest.fixture
def code(session: Session, people: tuple[Customer, Customer, Customer]) -> str:
    assert people
    return incidents.record(session, KNOWN)


def names(found: incident_people.FoundPeople) -> list[int]:
    return list(found.ids)


# --- finding --------------------------------------------------------------------------------------


def test_a_lost_manifest_shows_whose_parcels_were_on_it(
    session: Session, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    first, second, _ = people
    carrier = add_carrier(session)
    for one in (first, second):
        take_parcels(session, one, carrier)
    on_it, _left = print_all(session)
    handover.hand_over(session, carrier.id, "Anh Tư", (on_it,))
    before = snapshot(session)
    assert names(find(session, code, PeopleWish(FoundBy.MANIFEST, "bg-0001"))) == [first.id]
    assert snapshot(session) == before  # looking records nothing
    for unknown in ("BG-0007", "lan"):
        with pytest.raises(NotFound):
            find(session, code, PeopleWish(FoundBy.MANIFEST, unknown))
    with pytest.raises(TextMissing):
        find(session, code, PeopleWish(FoundBy.MANIFEST))


def test_what_a_partner_got_in_a_period(
    shop: Workplace, code: str, people: tuple[Customer, Customer, Customer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incident_people, "_READ", 2)  # read in stretches, whatever their length
    session, carrier = shop.session, add_carrier(shop.session)
    given = disclosures.DisclosureInput(carrier.id, DELIVERY, frozenset({FieldId("name")}))
    for one in (*people, people[0]):
        assert disclosures.disclose(session, one.code, given).allowed
        shop.clock.move(hours=1)
    wish = PeopleWish(FoundBy.RECIPIENT, recipient_id=carrier.id)
    assert names(find(session, code, wish)) == [one.id for one in people]
    only = replace(wish, since=AT + hours(1), until=AT + hours(2))
    assert names(find(session, code, only)) == [people[1].id]
    with pytest.raises(PeriodReversed):
        find(session, code, replace(only, until=AT))
    with pytest.raises(TextMissing):
        find(session, code, PeopleWish(FoundBy.RECIPIENT))
    with pytest.raises(NotFound):
        find(session, code, PeopleWish(FoundBy.RECIPIENT, recipient_id=RecipientId(99)))


def test_who_stood_on_a_contact_list(session: Session, code: str) -> None:
    on_it = agreed(session, "Võ Thị Sáu")
    made = contact_lists.make(session, gather(session))
    assert names(find(session, code, PeopleWish(FoundBy.CONTACT_LIST, made))) == [on_it.id]
    with pytest.raises(NotFound):
        find(session, code, PeopleWish(FoundBy.CONTACT_LIST, "LH-0009"))


def test_a_lost_backup_holds_who_was_on_record_then(
    shop: Workplace, code: str, people: tuple[Customer, Customer, Customer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incident_people, "_READ", 2)
    session = shop.session
    shop.clock.move(hours=2)
    add_customer(session, "Người Đến Sau", phones=("0911 000 009",), emails=())
    wish = PeopleWish(FoundBy.BACKUP, since=AT + hours(1))
    assert names(find(session, code, wish)) == [one.id for one in people]
    with pytest.raises(InFuture):
        find(session, code, replace(wish, since=AT + hours(9)))
    with pytest.raises(TextMissing):
        find(session, code, PeopleWish(FoundBy.BACKUP))


def test_who_was_erased_after_the_backup_is_in_it_all_the_same(
    shop: Workplace, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    session = shop.session
    with session.write() as uow:  # as an erasure leaves the row
        uow.db.execute("UPDATE customer SET collected_at = NULL, erased_at = ? WHERE id = ?", ("2026-12", people[0].id))
        uow.audit(AuditAction.PURGED, None, {})
    assert people[0].id in names(find(session, code, PeopleWish(FoundBy.BACKUP, since=AT)))


def test_single_customers_by_code(session: Session, code: str, people: tuple[Customer, Customer, Customer]) -> None:
    found = find(session, code, PeopleWish(FoundBy.NAMED, codes=("kh-00002", " KH-00001 ", "KH-00002", "")))
    assert names(found) == [people[0].id, people[1].id]
    with pytest.raises(NotFound):
        find(session, code, PeopleWish(FoundBy.NAMED, codes=("KH-00001", "KH-00077")))
    with pytest.raises(TextMissing):
        find(session, code, PeopleWish(FoundBy.NAMED))


# --- the list -------------------------------------------------------------------------------------


def test_everybody_gets_a_way_to_be_told_and_the_count_is_said(
    session: Session, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    lost = add_customer(session, "Không Địa Chỉ", phones=(), emails=(), addresses=())
    assert put_on_list(session, code, *people, lost) == 4
    assert {one.code: (one.channel, one.state) for one in listed(session, code).values()} == {
        "KH-00001": (Channel.EMAIL, WAITING),
        "KH-00002": (Channel.POST, WAITING),
        "KH-00003": (Channel.CALL, WAITING),
        "KH-00004": (None, UNREACHABLE),
    }
    counts = incidents.people_counts(session, code)
    assert (counts.listed, counts.untold, counts.told, counts.unreachable) == (4, 3, 0, 1)
    assert counts.found_by == {FoundBy.NAMED: 4}


def test_one_header_and_one_entry_for_each_customer(
    session: Session, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    put_on_list(session, code, *people)
    written = entries(session, AuditAction.INCIDENT_PEOPLE)
    assert [one.entry.subject_ref for one in written] == [None, "KH-00001", "KH-00002", "KH-00003"]
    assert written[0].body == {"incident": code, "found_by": "NAMED", "customers": 3}


def test_adding_again_adds_only_who_is_missing(
    session: Session, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    put_on_list(session, code, people[0])
    wish = PeopleWish(FoundBy.BACKUP, since=AT)
    found = find(session, code, wish)
    assert (names(found), found.known) == ([people[1].id, people[2].id], 1)
    put_on_list(session, code, people[1])  # meanwhile
    assert to_the_end(incident_people.adding(session, code, found)) == 1
    again = find(session, code, wish)
    assert (names(again), again.known) == ([], 3)
    with pytest.raises(NothingToDo):
        to_the_end(incident_people.adding(session, code, again))


def test_stopping_half_way_keeps_who_was_added(
    session: Session, code: str, people: tuple[Customer, Customer, Customer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incident_people, "AT_ONCE", 2)
    found = find(session, code, PeopleWish(FoundBy.BACKUP, since=AT))
    slices = incident_people.adding(session, code, found)
    assert [next(slices), next(slices)] == [(0, 3), (2, 3)]
    slices.close()
    assert len(listed(session, code)) == 2
    assert to_the_end(incident_people.adding(session, code, found)) == 1
    steps = [one for one in incidents.steps(session, code) if one.kind is IncidentStepKind.PEOPLE_ADDED]
    assert [one.people for one in steps] == [3]  # one act, however many slices
    assert len(people) == 3


def test_a_wrong_one_is_taken_off_unless_told_already(
    session: Session, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    put_on_list(session, code, *people)
    assert incident_people.remove(session, code, (people[0].code,)) == 1
    assert set(listed(session, code)) == {"KH-00002", "KH-00003"}
    with pytest.raises(NothingToDo):
        incident_people.remove(session, code, (people[0].code,))
    tell(session, code, by_phone(people[2]))
    with pytest.raises(WrongState):
        incident_people.remove(session, code, (people[1].code, people[2].code))
    assert set(listed(session, code)) == {"KH-00002", "KH-00003"}


def test_addresses_that_changed_choose_another_way(
    session: Session, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    lost = add_customer(session, "Không Địa Chỉ", phones=(), emails=(), addresses=())
    put_on_list(session, code, people[2], lost)
    customers.add_address(session, lost.code, AddressInput("5 Hàng Bông"))
    customers.add_email(session, people[2].code, "binh@example.com")
    assert to_the_end(incident_people.planning(session, code)) == 2
    rows = listed(session, code)
    assert (rows["KH-00003"].channel, rows["KH-00003"].state) == (Channel.EMAIL, WAITING)
    assert (rows["KH-00004"].channel, rows["KH-00004"].state) == (Channel.POST, WAITING)
    assert to_the_end(incident_people.planning(session, code)) == 0


def test_the_list_is_searched_sorted_and_filtered(
    session: Session, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    put_on_list(session, code, *people)
    tell(session, code, by_phone(people[2]))
    one = incidents.get(session, code).id

    def shown(**about: Any) -> list[str | None]:
        found = affected_ids(session, AffectedQuery(one, **about))
        return [row.name for row in affected_rows(session, code, found)]

    assert shown(sort=AffectedSort.NAME) == ["Lê Văn Bình", "Nguyễn Văn Đức", "Trần Thị An"]
    assert shown(text="duc") == ["Nguyễn Văn Đức"]
    assert shown(state=TOLD) == ["Lê Văn Bình"]
    assert shown(channel=Channel.POST) == ["Trần Thị An"]
    assert shown(sort=AffectedSort.WHEN)[0] == "Lê Văn Bình"


# --- what must not stand in it --------------------------------------------------------------------


def test_no_value_of_a_customer_stands_in_the_tables_of_incidents(
    session: Session, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    put_on_list(session, code, *people)
    incident_letters.letters(session, code, VI, is_preview=False)
    tell(session, code, Telling(TOLD, Channel.POST))
    held = {name: rows for name, rows in snapshot(session).items() if name.startswith("incident")}
    assert set(held) == {"incident", "incident_step", "incident_person"}
    text = repr(held)
    for value in ("Nguyễn", "Trần", "911647979", "vuive88", "Hàng Than"):
        assert value not in text


def test_a_partner_that_is_none_finds_nobody(session: Session, code: str) -> None:
    carrier = add_carrier(session)
    assert names(find(session, code, PeopleWish(FoundBy.RECIPIENT, recipient_id=carrier.id))) == []
    assert recipients.get(session, carrier.id).name == "Giao Nhanh"
