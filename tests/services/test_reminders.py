"""What is due, in one order, and what fell due between two looks: told once, and never lost."""

from datetime import datetime, timedelta

import pytest

from ledger.domain.deadline import DeadlineKind, DeadlineState, RequestKind
from ledger.domain.ids import FieldId
from ledger.domain.incident import IncidentKind
from ledger.domain.instants import show_end
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod, PartnerLetterKind
from ledger.services import disclosures, feedback, incidents, partner_letters, reminders, requests
from ledger.services.session import Session
from support.services import AT, DELIVERY, Workplace, add_carrier, add_customer, snapshot

HALF, NEAR, DUE, OVERDUE = DeadlineState.HALF, DeadlineState.NEAR, DeadlineState.DUE, DeadlineState.OVERDUE
HOUR = timedelta(hours=1)
NAME = FieldId("name")


def complain(session: Session, code: str = "", ago: float = 0) -> None:
    received_at = session.now() - timedelta(hours=ago)
    feedback.receive(session, feedback.FeedbackInput(Channel.ZALO, "Hộp móp, gọi 0911", code, received_at))


def ask(session: Session, kind: RequestKind = RequestKind.ACCESS, code: str = "") -> str:
    return requests.record(session, requests.RequestInput(kind, Channel.CALL, session.now(), "cho xem", "", code))


def attacked(session: Session) -> str:
    return incidents.record(session, incidents.IncidentInput(IncidentKind.ATTACK, "Máy bị mã hóa", is_attack=True))


def tell_partner(session: Session) -> None:
    """A partner who holds the data is asked to delete it."""
    customer, carrier = add_customer(session), add_carrier(session)
    assert disclosures.disclose(
        session, customer.code, disclosures.DisclosureInput(carrier.id, DELIVERY, frozenset({NAME}))
    ).allowed
    code = ask(session, RequestKind.DELETE, customer.code)
    requests.check_identity(session, code, IdentityMethod.KNOWN_IN_PERSON, session.now())
    partner_letters.write(session, code, carrier.id, PartnerLetterKind.RECALL, (NAME,))


def told(found: reminders.Looked) -> list[tuple[str, DeadlineState]]:
    return [(one.code, one.threshold) for one in found.passed]


# --- what runs ----------------------------------------------------------------------------------


def test_every_clock_stands_in_one_line_the_nearest_end_first(session: Session) -> None:
    complain(session)
    ask(session)
    attacked(session)
    tell_partner(session)
    found = reminders.upcoming(session, 50)
    assert [(one.code, one.kind, show_end(one.ends_at(AT))) for one in found] == [
        ("PH-0001", DeadlineKind.ANSWER, "21/11/2026 22:00"),
        ("SC-0001", DeadlineKind.SYSTEM_ATTACK, "22/11/2026 10:00"),
        ("SC-0001", DeadlineKind.AUTHORITY, "24/11/2026 10:00"),
        ("YC-0001", DeadlineKind.ACKNOWLEDGE, "24:00 25/11/2026"),
        ("YC-0002", DeadlineKind.ACKNOWLEDGE, "24:00 25/11/2026"),
        ("YC-0002", DeadlineKind.PARTNER, "24:00 26/11/2026"),
        ("YC-0001", DeadlineKind.COMPLETE, "24:00 01/12/2026"),
        ("YC-0002", DeadlineKind.COMPLETE, "24:00 21/12/2026"),
    ]
    assert [one.about for one in found[:4]] == ["ZALO", "ATTACK", "ATTACK", "ACCESS"]
    assert [one.person for one in found[4:6]] == ["Nguyễn Văn Đức", "Giao Nhanh"]
    assert len(reminders.upcoming(session, 3)) == 3
    assert "Đức" not in repr(found)
    assert "móp" not in repr(found)


def test_what_is_settled_runs_no_more(shop: Workplace) -> None:
    session = shop.session
    complain(session)
    code, incident = ask(session, RequestKind.COMPLAINT), attacked(session)
    assert [one.kind for one in reminders.upcoming(session, 9)].count(DeadlineKind.COMPLETE) == 0  # the law sets none
    feedback.answer(session, "PH-0001", feedback.AnswerInput("Dạ"))
    requests.acknowledge(session, code, Channel.CALL, session.now())
    for kind in (DeadlineKind.AUTHORITY, DeadlineKind.SYSTEM_ATTACK):
        incidents.not_due(session, incident, kind, "Máy thử, không có dữ liệu của khách.")
    assert reminders.upcoming(session, 9) == ()


def test_looking_writes_nothing_and_staff_may_look(shop: Workplace) -> None:
    complain(shop.session, ago=7)
    session = shop.as_staff()
    before = snapshot(session)
    assert told(reminders.look(session, AT - HOUR)) == [("PH-0001", HALF)]
    assert len(reminders.upcoming(session, 9)) == 1
    assert snapshot(session) == before


# --- a clock that moves -------------------------------------------------------------------------


def test_half_near_due_and_overdue_are_each_told_once_as_time_goes_by(shop: Workplace) -> None:
    session = shop.session
    code = ask(session, RequestKind.WITHDRAW)
    requests.acknowledge(session, code, Channel.CALL, session.now())
    looked_at, said = session.now(), list[tuple[DeadlineState, datetime]]()
    for _hours in range(18 * 24):
        shop.clock.move(hours=1)
        found = reminders.look(session, looked_at)
        looked_at = found.at
        said += [(one.threshold, found.at) for one in found.passed]
    # received Saturday 21 November, 10:00; target Sunday 6 December 24:00, legal limit Monday 7 December 24:00
    assert [one for one, _ in said] == [HALF, NEAR, DUE, OVERDUE]
    assert [show_end(at - HOUR) for _, at in said[2:]] == ["24:00 06/12/2026", "24:00 07/12/2026"]


def test_twelve_hours_warn_at_six_and_at_nine_thirty_six(shop: Workplace) -> None:
    session = shop.session
    complain(session)
    shop.clock.move(hours=5, minutes=59)
    assert told(reminders.look(session, AT)) == []
    shop.clock.move(minutes=1)
    assert told(reminders.look(session, AT)) == [("PH-0001", HALF)]
    shop.clock.move(hours=3, minutes=36)
    assert told(reminders.look(session, AT + 6 * HOUR)) == [("PH-0001", NEAR)]
    shop.clock.move(hours=3)
    found = reminders.look(session, AT + 9.6 * HOUR)
    assert told(found) == [("PH-0001", OVERDUE)]
    assert found.passed[0].at == AT + 12 * HOUR  # when it happened, not when somebody looked


def test_what_fell_due_while_nobody_looked_is_told_in_the_order_of_time(shop: Workplace) -> None:
    session = shop.session
    complain(session)
    shop.clock.move(hours=1)
    complain(session)
    complain(session)
    feedback.answer(session, "PH-0003", feedback.AnswerInput("Dạ"))  # settled before: nothing to tell
    shop.close()
    shop.clock.move(hours=20)
    session = shop.open()
    found = reminders.look(session, AT + HOUR)
    assert [(one.code, one.threshold) for one in found.passed if one.is_pressing] == [
        ("PH-0001", OVERDUE),
        ("PH-0002", OVERDUE),
    ]
    assert told(reminders.look(session, found.at)) == []
    assert [one.code for one in reminders.crossed(session, AT, found.at) if one.threshold is HALF] == [
        "PH-0001",
        "PH-0002",
    ]


def test_the_first_look_of_all_tells_nothing_but_knows_what_comes(session: Session) -> None:
    complain(session, ago=13)
    complain(session)
    found = reminders.look(session, None)
    assert (found.since, found.at, found.passed) == (None, AT, ())
    assert found.ends == (AT + 12 * HOUR,)  # the other one is past
    assert found.vault_id == session.vault.vault_id


def test_a_feedback_heard_yesterday_and_written_down_today_is_told_now(shop: Workplace) -> None:
    session = shop.session
    looked_at = session.now()
    shop.clock.move(minutes=1)
    complain(session, ago=13)
    assert [one.threshold for one in reminders.furthest(reminders.look(session, looked_at).passed)] == [OVERDUE]


def test_reopening_begins_a_clock_of_its_own(shop: Workplace) -> None:
    session = shop.session
    complain(session, ago=11)
    feedback.answer(session, "PH-0001", feedback.AnswerInput("Dạ"))
    shop.clock.move(hours=20)
    feedback.reopen(session, "PH-0001")
    assert told(reminders.look(session, AT)) == []
    shop.clock.move(hours=6)
    assert told(reminders.look(session, AT + 20 * HOUR)) == [("PH-0001", HALF)]


def test_a_clock_that_was_ahead_by_mistake_silences_nothing_afterwards(shop: Workplace) -> None:
    session = shop.session
    complain(session)
    found = reminders.look(session, AT + timedelta(days=400))  # looked at while the year was wrong
    assert (found.since, found.at, found.passed) == (AT, AT, ())
    shop.clock.move(hours=6)
    assert told(reminders.look(session, found.at)) == [("PH-0001", HALF)]


@pytest.mark.parametrize("words", ["Đức", "móp", "0911"])
def test_what_a_notification_is_made_of_holds_nobodys_data(shop: Workplace, words: str) -> None:
    session = shop.session
    complain(session, add_customer(session).code)
    shop.clock.move(hours=13)
    for one in reminders.look(session, AT).passed:
        assert words not in "".join(str(getattr(one, name)) for name in one.__slots__)
