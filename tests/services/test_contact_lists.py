"""Lists of people who may be contacted now: nobody else comes on one, and whoever says no later drops out."""

from datetime import date, timedelta
from typing import Any

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentOutcome
from ledger.domain.customer import ContactState
from ledger.domain.errors import (
    DoNotCallUnchecked,
    InFuture,
    ListOutdated,
    NotFound,
    NothingToDo,
    OutOfRange,
    TextMissing,
    UnknownChoice,
    WrongState,
)
from ledger.domain.gate import Act, ReasonCode
from ledger.domain.ids import PolicyVersionId, PurposeId
from ledger.domain.instants import VIETNAM
from ledger.domain.purpose import Channel
from ledger.services import contact_lists, contacts, customers
from ledger.services.contact_lists import ContactWish, Gathered, ListQuery, ListState, PersonState
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session
from support.contacting import EMAILS, TEXTS, agreed, gather, make, names, stop
from support.services import (
    AT,
    DELIVERY,
    HANOI,
    MARKETING,
    Workplace,
    add_child,
    add_customer,
    attempts,
    audited,
    confirmed,
    say,
    snapshot,
)

# --- gathering ----------------------------------------------------------------------------------


def test_only_who_agreed_comes_on_a_list_and_the_others_are_counted_by_reason(session: Session) -> None:
    wanted = agreed(session, "Trần Thị Lan")
    add_customer(session, "Chưa Hỏi")
    say(session, add_customer(session, "Từ Chối"), ConsentOutcome.REFUSED, channel=Channel.EMAIL)
    stop(session, agreed(session, "Đừng Gọi", phones=("0988111333",), emails=("b@example.com",)))
    before = snapshot(session)
    found = gather(session)
    assert snapshot(session) == before
    assert list(found.ids) == [wanted.id]
    assert found.left_out == {"CONSENT_NEVER_ASKED": 1, "CONSENT_REFUSED": 1, "STOP_CONTACT": 1}
    assert (found.left_out_people, found.allowed_from) == (3, None)


def test_somebody_with_two_reasons_counts_under_both_and_is_one_person(session: Session) -> None:
    stop(session, add_customer(session, "Chưa Hỏi"))
    found = gather(session)
    assert found.left_out == {"CONSENT_NEVER_ASKED": 1, "STOP_CONTACT": 1}
    assert found.left_out_people == 1


def test_a_dead_address_a_child_and_an_erased_customer_get_nothing(session: Session) -> None:
    dead = agreed(session, "Email Hỏng")
    customers.set_email_state(session, dead.code, 0, ContactState.DEAD)
    add_child(session)
    gone = agreed(session, "Đã Xóa", emails=("gone@example.com",), phones=("0988777666",))
    session.db.execute("UPDATE customer SET name = NULL, erased_at = collected_at WHERE id = ?", (gone.id,))
    found = gather(session)
    assert not found.ids
    assert found.left_out_people == 2  # who was erased is on no list and in no count
    assert found.left_out["UNREACHABLE"] == 1
    assert found.left_out["GUARDIAN_MISSING"] == 1


def test_progress_is_told_in_slices_until_everybody_was_asked(session: Session) -> None:
    for number in range(3):
        add_customer(session, f"Khách {number}")
    slices = list(contact_lists.gather(session, EMAILS))
    assert (slices[0], slices[-1]) == ((0, 3), (3, 3))


def test_a_list_is_prepared_in_the_evening_for_the_next_morning(shop: Workplace) -> None:
    agreed(shop.session, "Trần Thị Lan")
    shop.clock.at = AT.astimezone(VIETNAM).replace(hour=23)
    found = gather(shop.session, TEXTS)
    assert found.allowed_from == AT.astimezone(VIETNAM).replace(day=22, hour=7)
    assert len(found.ids) == 1
    assert gather(shop.session).allowed_from is None  # emails have no hours
    assert gather(shop.session, ContactWish(DELIVERY, Channel.SMS)).allowed_from is None  # no advertising


def test_a_list_needs_a_channel_that_reaches_people(session: Session) -> None:
    with pytest.raises(UnknownChoice):
        gather(session, ContactWish(MARKETING, Channel.NONE))
    with pytest.raises(UnknownChoice):
        gather(session, ContactWish(PurposeId("Gọi chị Lan"), Channel.CALL))


def test_for_a_purpose_the_policy_does_not_have_nobody_is_left(session: Session) -> None:
    agreed(session, "Trần Thị Lan")
    found = gather(session, ContactWish(PurposeId("resale"), Channel.EMAIL))
    assert not found.ids
    assert found.left_out == {"PURPOSE_UNKNOWN": 1}


# --- making -------------------------------------------------------------------------------------


def test_making_a_list_is_one_entry_with_counts_and_no_attempt(session: Session) -> None:
    agreed(session, "Trần Thị Lan")
    add_customer(session, "Chưa Hỏi")
    found = gather(session)
    made: list[str] = []
    assert audited(session, lambda: made.append(contact_lists.make(session, found))) == [(AuditAction.LIST_MADE, None)]
    assert not attempts(session)
    (row,) = contact_lists.rows(session, contact_lists.ids(session, ListQuery()))
    assert (row.code, row.title, row.people, row.contacted) == ("LH-0001", "Ưu đãi cuối năm", 1, 0)
    assert (dict(row.left_out), row.left_out_people) == ({"CONSENT_NEVER_ASKED": 1}, 1)
    assert row.policy_number == 1
    assert made == ["LH-0001"]
    assert make(session) == "LH-0002"


def test_an_empty_list_is_not_made(session: Session) -> None:
    add_customer(session)
    with pytest.raises(NothingToDo):
        make(session)


def test_what_was_gathered_under_another_policy_is_gathered_again(session: Session) -> None:
    agreed(session, "Trần Thị Lan")
    found = gather(session)
    older = Gathered(found.wish, PolicyVersionId(99), found.ids, {}, 0, found.at, None)
    before = snapshot(session)
    with pytest.raises(ListOutdated):
        contact_lists.make(session, older)
    assert snapshot(session) == before


def test_lists_are_found_by_title_code_purpose_channel_state_and_time(shop: Workplace) -> None:
    session = shop.session
    agreed(session, "Trần Thị Lan")
    first = make(session)
    shop.clock.move(days=1)
    second = make(session, ContactWish(DELIVERY, Channel.CALL, "Báo giao hàng"))
    contact_lists.close(session, first)

    def found(**what: Any) -> list[str]:
        query = ListQuery(**what)
        return [one.code for one in contact_lists.rows(session, contact_lists.ids(session, query))]

    assert found() == [second, first]
    assert found(descending=False) == [first, second]
    assert found(sort=contact_lists.ListSort.TITLE, descending=False) == [second, first]
    assert found(text="uu dai") == found(text="lh-0001") == found(state=ListState.CLOSED) == [first]
    assert found(state=ListState.OPEN) == found(purpose_id=DELIVERY) == found(channel=Channel.CALL) == [second]
    assert found(since=AT + timedelta(hours=1)) == [second]
    assert found(until=AT + timedelta(hours=1)) == [first]


# --- the national do-not-call list --------------------------------------------------------------


def test_advertising_by_telephone_waits_for_the_check_and_the_refusal_is_kept(session: Session) -> None:
    agreed(session, "Trần Thị Lan")
    code = make(session, TEXTS)
    assert contact_lists.get(session, code).needs_check
    with pytest.raises(DoNotCallUnchecked):
        contact_lists.log_made(session, code, None)
    with pytest.raises(DoNotCallUnchecked):
        contact_lists.export(confirmed(session), code)
    tried = attempts(session)
    assert [one.reasons[0].code for one in tried] == [ReasonCode.DO_NOT_CALL_UNCHECKED] * 2
    assert {(one.customer_id, one.purpose_id, one.channel) for one in tried} == {(None, MARKETING, Channel.SMS)}
    assert [entry.reference for one in tried for entry in one.reasons] == ["law:D91-2020"] * 2
    contact_lists.check_do_not_call(session, code, AT.date(), "Tra cứu 5656, phiếu 12")
    row = contact_lists.get(session, code)
    assert (row.needs_check, row.checked_on, row.check_reference) == (False, AT.date(), "Tra cứu 5656, phiếu 12")
    assert row.checked_by == session.member.name
    assert contact_lists.log_made(session, code, None).made == 1


@pytest.mark.parametrize("wish", [EMAILS, ContactWish(DELIVERY, Channel.CALL)])
def test_emails_and_what_is_no_advertising_need_no_check(session: Session, wish: ContactWish) -> None:
    agreed(session, "Trần Thị Lan")
    code = make(session, wish)
    assert not contact_lists.get(session, code).needs_check
    assert contact_lists.log_made(session, code, None).made == 1


def test_a_check_has_a_day_that_came_and_a_reference(session: Session) -> None:
    agreed(session, "Trần Thị Lan")
    code = make(session, TEXTS)
    with pytest.raises(InFuture):
        contact_lists.check_do_not_call(session, code, date(2026, 11, 22), "phiếu 12")
    with pytest.raises(TextMissing):
        contact_lists.check_do_not_call(session, code, AT.date(), "  ")
    act = [(AuditAction.LIST_CHECKED, None)]
    assert audited(session, lambda: contact_lists.check_do_not_call(session, code, AT.date(), "phiếu 12")) == act


def test_who_stands_on_the_national_list_leaves_ours_and_is_counted(session: Session) -> None:
    lan = agreed(session, "Trần Thị Lan")
    minh = agreed(session, "Lê Văn Minh", emails=("m@example.com",), phones=("0988222111",))
    code = make(session, TEXTS)
    with pytest.raises(NotFound):
        contact_lists.check_do_not_call(session, code, AT.date(), "phiếu 12", ["KH-00099"])
    assert contact_lists.get(session, code).needs_check
    told = audited(
        session, lambda: contact_lists.check_do_not_call(session, code, AT.date(), "phiếu 12", [minh.code.lower()])
    )
    assert told == [(AuditAction.LIST_CHECKED, None), (AuditAction.LIST_CHECKED, minh.code)]
    row = contact_lists.get(session, code)
    assert (row.people, row.left_out_people, dict(row.left_out)) == (1, 1, {"DO_NOT_CALL_LISTED": 1})
    assert [one.customer_code for one in people(session, code)] == [lan.code]
    assert contact_lists.export(confirmed(session), code).people == 1
    with pytest.raises(NotFound):
        contact_lists.log_made(session, code, [minh.code])


# --- logging ------------------------------------------------------------------------------------


def test_contacts_are_logged_person_by_person_under_one_header(session: Session) -> None:
    lan = agreed(session, "Trần Thị Lan")
    minh = agreed(session, "Lê Văn Minh", emails=("m@example.com",), phones=("0988222111",))
    code = make(session)
    told = audited(session, lambda: contact_lists.log_made(session, code, None))
    made = AuditAction.CONTACT_MADE
    assert told == [(made, None), (made, lan.code), (made, minh.code)]
    assert names(session, code, PersonState.CONTACTED) == ["Lê Văn Minh", "Trần Thị Lan"]  # by name
    assert contact_lists.get(session, code).contacted == 2
    query = contacts.ContactQuery(list_code=code)
    assert {one.list_code for one in contacts.rows(session, contacts.ids(session, query))} == {code}


def test_who_said_no_after_the_list_was_made_is_refused_and_the_attempt_is_kept(session: Session) -> None:
    agreed(session, "Trần Thị Lan")
    minh = agreed(session, "Lê Văn Minh", emails=("m@example.com",), phones=("0988222111",))
    code = make(session)
    stop(session, minh)
    done = contact_lists.log_made(session, code, None)
    assert (done.made, done.refused_people, dict(done.refused)) == (1, 1, {ReasonCode.STOP_CONTACT: 1})
    assert [(one.customer_id, one.act) for one in attempts(session)] == [(minh.id, Act.CONTACT)]
    assert names(session, code, PersonState.REFUSED) == ["Lê Văn Minh"]
    assert names(session, code, PersonState.CONTACTED) == ["Trần Thị Lan"]
    assert names(session, code, PersonState.WAITING) == []
    states = {one.name: one.state for one in people(session, code)}
    assert states == {"Trần Thị Lan": PersonState.CONTACTED, "Lê Văn Minh": PersonState.REFUSED}


def people(session: Session, code: str) -> tuple[contact_lists.PersonRow, ...]:
    return contact_lists.person_rows(session, code, contact_lists.person_ids(session, code))


def test_who_is_refused_only_by_the_clock_still_waits(shop: Workplace) -> None:
    session = shop.session
    agreed(session, "Trần Thị Lan")
    code = make(session, TEXTS)
    contact_lists.check_do_not_call(session, code, AT.date(), "phiếu 12")
    shop.clock.at = AT.astimezone(VIETNAM).replace(hour=23)
    assert dict(contact_lists.log_made(session, code, None).refused) == {ReasonCode.OUTSIDE_HOURS: 1}
    assert names(session, code, PersonState.WAITING) == ["Trần Thị Lan"]
    shop.clock.move(hours=9)
    assert contact_lists.log_made(session, code, None).made == 1


def test_named_people_are_logged_once_however_often_they_are_named(session: Session) -> None:
    lan = agreed(session, "Trần Thị Lan")
    agreed(session, "Lê Văn Minh", emails=("m@example.com",), phones=("0988222111",))
    code = make(session)
    assert contact_lists.log_made(session, code, [lan.code, lan.code.lower()]).made == 1
    again = contact_lists.log_made(session, code, [lan.code])
    assert (again.made, again.refused_people) == (0, 0)
    assert names(session, code, PersonState.WAITING) == ["Lê Văn Minh"]
    with pytest.raises(NotFound):
        contact_lists.log_made(session, code, ["KH-00099"])


def test_a_contact_of_earlier_has_its_own_time_but_not_before_the_list(shop: Workplace) -> None:
    session = shop.session
    agreed(session, "Trần Thị Lan")
    code = make(session)
    shop.clock.move(hours=2)
    for wrong in (AT - timedelta(minutes=1), AT + timedelta(hours=3)):
        with pytest.raises(OutOfRange):
            contact_lists.log_made(session, code, None, wrong)
    contact_lists.log_made(session, code, None, AT + timedelta(hours=1))
    assert [one.contacted_at for one in people(session, code)] == [AT + timedelta(hours=1)]


def test_many_are_logged_in_several_transactions_with_progress(session: Session) -> None:
    for number in range(120):
        agreed(session, f"Khách {number}", Channel.EMAIL, phones=(), addresses=(), emails=(f"k{number}@example.com",))
    code = make(session)
    slices = contact_lists.log_made_in_slices(session, code, None)
    assert [next(slices), next(slices)] == [(0, 120), (50, 120)]
    slices.close()  # somebody stopped it: what was written stays, and the rest still waits
    assert contact_lists.get(session, code).contacted == 50
    assert contact_lists.log_made(session, code, None).made == 70
    with pytest.raises(NothingToDo):
        contact_lists.log_made(session, code, None)


def test_who_says_no_while_everybody_is_being_logged_is_not_logged(session: Session) -> None:
    people = [
        agreed(session, f"Khách {number}", Channel.EMAIL, phones=(), addresses=(), emails=(f"k{number}@example.com",))
        for number in range(60)
    ]
    code = make(session)
    slices = contact_lists.log_made_in_slices(session, code, None)
    assert [next(slices), next(slices)] == [(0, 60), (50, 60)]
    stop(session, people[55])  # somebody calls the shop while the second slice still waits
    done = to_the_end(slices)
    assert (done.made, done.refused_people, dict(done.refused)) == (59, 1, {ReasonCode.STOP_CONTACT: 1})
    assert names(session, code, PersonState.REFUSED) == ["Khách 55"]
    assert [(one.customer_id, one.act) for one in attempts(session)] == [(people[55].id, Act.CONTACT)]


def test_a_closed_list_is_only_read(session: Session) -> None:
    agreed(session, "Trần Thị Lan")
    code = make(session)
    assert audited(session, lambda: contact_lists.close(session, code)) == [(AuditAction.LIST_CLOSED, None)]
    for act in (
        lambda: contact_lists.log_made(session, code, None),
        lambda: contact_lists.export(confirmed(session), code),
        lambda: contact_lists.check_do_not_call(session, code, AT.date(), "phiếu 12"),
        lambda: contact_lists.close(session, code),
    ):
        with pytest.raises(WrongState):
            act()
    assert names(session, code) == ["Trần Thị Lan"]
    with pytest.raises(NotFound):
        contact_lists.close(session, "LH-0099")


def test_the_screen_shows_numbers_and_emails_masked_and_of_an_address_the_province(session: Session) -> None:
    lan = agreed(session, "Trần Thị Lan", Channel.EMAIL, Channel.SMS, Channel.POST)
    shown = {}
    for channel in (Channel.EMAIL, Channel.SMS, Channel.POST):
        code = make(session, ContactWish(MARKETING, channel))
        (shown[channel],) = [one.reach for one in people(session, code)]
    assert shown[Channel.POST] == "Thành phố Hà Nội"
    secrets = (lan.phones[0].number or "")[3:], lan.emails[0].address or "", HANOI.line
    assert all(secret not in text for secret in secrets for text in shown.values())
    assert all(shown.values())
