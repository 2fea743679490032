"""The first page in the morning: what is due, what the courier takes, what ends soon."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ledger.assets import load_pack
from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentOutcome
from ledger.domain.deadline import DeadlineKind, RequestKind
from ledger.domain.gate import Act, Proposal, ReasonCode
from ledger.domain.ids import CustomerId
from ledger.domain.incident import IncidentKind
from ledger.domain.instants import to_text
from ledger.domain.minor import Giver
from ledger.domain.parcel import ParcelState
from ledger.domain.purpose import Channel
from ledger.domain.recipient import CommitmentItem, CommitmentState
from ledger.services import customers, deciding, feedback, handover, incidents, parcels, recipients, requests
from ledger.services.reveals import RevealField, reveal
from ledger.services.session import Session
from ledger.services.today import badges, today
from ledger.storage import policies
from support.services import (
    DELIVERY,
    TODAY,
    Workplace,
    add_carrier,
    add_child,
    add_customer,
    guard,
    paper,
    print_all,
    say,
    snapshot,
    take_parcels,
)


def complain(session: Session, text: str = "Hộp móp", code: str = "", hours_ago: float = 0) -> None:
    received_at = session.now() - timedelta(hours=hours_ago)
    feedback.receive(session, feedback.FeedbackInput(Channel.ZALO, text, code, received_at))


def test_an_empty_shop_has_an_empty_page(session: Session) -> None:
    page = today(session)
    assert (page.at, page.due, page.carriers, page.expiring) == (session.now(), (), (), ())
    assert len(page.answers.days) == 14
    assert {page.counts.open_feedback, page.counts.customers, page.counts.minors_waiting, page.counts.my_reveals} == {0}
    assert (badges(session).open_feedback, badges(session).printed_parcels, badges(session).expiring) == (0, 0, 0)


def test_the_page_and_the_badges_write_nothing_and_staff_may_see_them(shop: Workplace) -> None:
    add_customer(shop.session)
    session = shop.as_staff()
    before = snapshot(session)
    assert today(session).counts.customers == 1
    badges(session)
    assert snapshot(session) == before


# --- feedback -----------------------------------------------------------------------------------


def test_what_is_due_first_stands_first(session: Session) -> None:
    add_customer(session)
    complain(session, "Chưa\nnhận   hàng", "KH-00001", hours_ago=1)
    complain(session, "Không tên", hours_ago=13)
    first, second = today(session).due
    assert (first.code, first.person, first.excerpt) == ("PH-0002", None, "Không tên")
    assert (second.code, second.person, second.about) == ("PH-0001", "Nguyễn Văn Đức", "ZALO")
    assert (second.excerpt, second.round) == ("Chưa nhận hàng", 1)
    assert (second.deadline.started_at, second.deadline.due_at) == (
        session.now() - timedelta(hours=1),
        session.now() + timedelta(hours=11),
    )
    assert "Đức" not in repr(second)
    assert "hàng" not in repr(second)


def test_the_list_is_cut_but_the_counts_are_not(session: Session) -> None:
    for number in range(52):
        complain(session, str(number), hours_ago=13 if number < 3 else 0)
    page = today(session)
    assert (len(page.due), page.more, page.more_kind) == (50, 2, DeadlineKind.ANSWER)
    assert (page.counts.open_feedback, page.counts.overdue_feedback) == (52, 3)
    assert (badges(session).open_feedback, badges(session).overdue_feedback) == (52, 3)


def test_twelve_hours_to_the_second_are_not_overdue(shop: Workplace) -> None:
    complain(shop.session)
    shop.clock.move(hours=12)
    assert today(shop.session).counts.overdue_feedback == 0
    shop.clock.move(microseconds=1)
    assert today(shop.session).counts.overdue_feedback == badges(shop.session).overdue_feedback == 1


def test_an_answered_one_leaves_the_list_and_a_reopened_one_comes_back(shop: Workplace) -> None:
    complain(shop.session)
    feedback.answer(shop.session, "PH-0001", feedback.AnswerInput("Dạ"))
    assert today(shop.session).due == ()
    shop.clock.move(hours=1)
    feedback.reopen(shop.session, "PH-0001")
    assert [(one.code, one.round) for one in today(shop.session).due] == [("PH-0001", 2)]


def test_the_days_show_how_fast_the_shop_answered(shop: Workplace) -> None:
    complain(shop.session, hours_ago=48)  # overdue for 36 hours
    complain(shop.session, hours_ago=2)
    feedback.answer(shop.session, "PH-0002", feedback.AnswerInput("Dạ"))
    answers = today(shop.session).answers
    overdue, now = answers.days[-3], answers.days[-1]
    assert (overdue.day, overdue.late, overdue.slowest_hours) == (TODAY - timedelta(days=2), 1, 48)
    assert (now.day, now.answered, now.median_hours) == (TODAY, 1, 2)
    assert (answers.share_in_time, answers.median_hours) == (0.5, 2)


# --- requests and incidents ---------------------------------------------------------------------


def ask(session: Session) -> str:
    typed = requests.RequestInput(RequestKind.ACCESS, Channel.CALL, session.now(), "Tôi muốn")
    return requests.record(session, typed)


def test_requests_and_incidents_stand_in_the_same_line_of_time(shop: Workplace) -> None:
    session = shop.session
    ask(session)
    complain(session)
    incidents.record(session, incidents.IncidentInput(IncidentKind.SENT_TO_WRONG, "Gửi nhầm hộp"))
    assert [(one.code, one.kind) for one in today(session).due] == [
        ("PH-0001", DeadlineKind.ANSWER),
        ("SC-0001", DeadlineKind.AUTHORITY),
        ("YC-0001", DeadlineKind.ACKNOWLEDGE),
        ("YC-0001", DeadlineKind.COMPLETE),
    ]
    shop.clock.move(days=30)  # overdue: what fell due first stands first
    assert [one.code for one in today(session).due] == ["PH-0001", "SC-0001", "YC-0001", "YC-0001"]


def test_requests_and_incidents_are_counted_and_called_pressing(shop: Workplace) -> None:
    session = shop.session
    code = ask(session)
    incident = incidents.record(session, incidents.IncidentInput(IncidentKind.LOST, "Mất một phiếu giao"))
    shown = badges(session)
    assert (shown.open_requests, shown.pressing_requests) == (1, 0)
    assert (shown.open_incidents, shown.pressing_incidents) == (1, 0)
    shop.clock.move(days=5)  # neither acknowledged within two working days nor reported within 72 hours
    shown, counts = badges(session), today(session).counts
    assert (shown.pressing_requests, shown.pressing_incidents) == (1, 1)
    assert (counts.open_requests, counts.pressing_requests) == (1, 1)
    requests.acknowledge(session, code, Channel.CALL, session.now())
    incidents.not_due(session, incident, DeadlineKind.AUTHORITY, "Phiếu trống, không có dữ liệu của ai.")
    shown = badges(session)
    assert (shown.open_requests, shown.pressing_requests) == (1, 0)
    assert (shown.open_incidents, shown.pressing_incidents) == (1, 0)


def test_a_list_that_is_too_long_says_where_the_rest_is(shop: Workplace) -> None:
    session = shop.session
    complain(session)
    for _ in range(26):
        ask(session)
    page = today(session)
    assert (len(page.due), page.more, page.more_kind) == (50, 3, DeadlineKind.COMPLETE)


# --- parcels ------------------------------------------------------------------------------------


def test_each_carrier_shows_what_waits_for_its_courier(shop: Workplace) -> None:
    session = shop.session
    customer, fast, slow = add_customer(session), add_carrier(session), add_carrier(session, "Giao Chậm")
    take_parcels(session, customer, fast, count=2)
    print_all(session)
    printed_at = session.now()
    shop.clock.move(hours=3)
    take_parcels(session, customer, slow)
    take_parcels(session, customer, fast)
    take_parcels(session, customer, None, count=4)
    shown = [(one.name, one.drafts, one.printed, one.oldest_printed_at, one.trouble) for one in today(session).carriers]
    assert shown == [
        ("Giao Nhanh", 1, 2, printed_at, ()),
        ("Giao Chậm", 1, 0, None, ()),
        (None, 4, 0, None, ()),
    ]
    assert (today(session).counts.drafts, today(session).counts.printed, badges(session).printed_parcels) == (6, 2, 2)
    handover.hand_over(session, fast.id)
    assert (today(session).counts.printed, badges(session).printed_parcels) == (0, 0)


def test_why_a_carrier_gets_nothing_today_is_said_before_the_courier_comes(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    ends = add_carrier(session, "Hết Hạn", signed=paper(expires_on=TODAY))
    lacks = add_carrier(session, "Thiếu Mục", signed=paper(items=frozenset({CommitmentItem.PURPOSE})))
    refuses = add_carrier(session, "Không Nhãn Ẩn")
    closed = add_carrier(session, "Đã Ngừng")
    for one in (ends, lacks, refuses, closed):
        take_parcels(session, customer, one)
    recipients.agree_masked_labels(session, refuses.id, None)
    recipients.close(session, closed.id)
    shop.clock.move(days=1)
    trouble = {one.name: [reason.code for reason in one.trouble] for one in today(session).carriers}
    assert trouble == {
        "Hết Hạn": [ReasonCode.COMMITMENT_EXPIRED],
        "Thiếu Mục": [ReasonCode.COMMITMENT_INCOMPLETE],
        "Không Nhãn Ẩn": [ReasonCode.MASKED_LABEL_NOT_AGREED],
        "Đã Ngừng": [ReasonCode.RECIPIENT_CLOSED],
    }


def test_what_is_said_is_what_the_gate_then_does(shop: Workplace) -> None:
    session = shop.session
    take_parcels(session, add_customer(session), add_carrier(session, signed=paper(expires_on=TODAY)))
    shop.clock.move(days=1)
    (said,) = today(session).carriers
    assert print_all(session) == ()
    parcel = parcels.waiting(session, ParcelState.DRAFT)[0]
    done = deciding.decide_one(
        session,
        customers.get(session, "KH-00001"),
        Proposal(Act.LABEL, DELIVERY, session.now()),
        recipients.get(session, parcel.carrier_id) if parcel.carrier_id else None,
    )
    assert done.reasons == said.trouble


# --- partners -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends_in", "is_listed", "state"),
    [
        (31, False, None),
        (30, True, CommitmentState.EXPIRING),
        (0, True, CommitmentState.EXPIRING),
        (-1, True, CommitmentState.EXPIRED),
    ],
)
def test_a_commitment_is_listed_from_thirty_days_before_its_end(
    session: Session, ends_in: int, is_listed: bool, state: CommitmentState | None
) -> None:
    ends_on = TODAY + timedelta(days=ends_in)
    carrier = add_carrier(session, signed=paper(expires_on=ends_on))
    found = [(one.recipient_id, one.name, one.expires_on, one.days_left, one.state) for one in today(session).expiring]
    assert found == ([(carrier.id, "Giao Nhanh", ends_on, ends_in, state)] if is_listed else [])
    assert badges(session).expiring == today(session).counts.expiring == int(is_listed)


def test_a_renewed_commitment_and_a_closed_partner_need_no_reminder(session: Session) -> None:
    renewed = add_carrier(session, signed=paper(expires_on=TODAY))
    recipients.record_commitment(session, renewed.id, paper(signed_on=TODAY))
    closed = add_carrier(session, "Đã Ngừng", signed=paper(expires_on=TODAY))
    recipients.close(session, closed.id)
    assert today(session).expiring == ()


# --- minors -------------------------------------------------------------------------------------


def waits(session: Session, customer_id: CustomerId) -> bool:
    """Return what the gate says: is it the guardian that is missing, or the guardian's word?"""
    (person,) = deciding.people_of(session, (customer_id,)).values()
    decision = deciding.decide_one(session, person, Proposal(Act.ORDER, DELIVERY, session.now()))
    missing = {ReasonCode.GUARDIAN_MISSING, ReasonCode.GUARDIAN_CONSENT_MISSING}
    return bool(missing & {reason.code for reason in decision.reasons})


def agreement(session: Session, outcome: ConsentOutcome = ConsentOutcome.GRANTED) -> None:
    child = customers.get(session, "KH-00002")
    say(session, child, outcome, DELIVERY, Channel.NONE, Giver.GUARDIAN)


@pytest.mark.parametrize("pack", ["combined", "the-king-oil"])
def test_the_minors_counted_are_those_the_gate_would_stop(
    shop: Workplace, pack: str, request: pytest.FixtureRequest
) -> None:
    session = shop.session if pack == "combined" else request.getfixturevalue("king_oil")
    born = [
        date(TODAY.year - years, month, day)
        for years in (5, 15, 16, 17, 18)
        for month, day in ((11, 20), (11, 21), (11, 22))
    ]
    for number, birth in enumerate(born):
        add_customer(session, f"Bé {number}", birth_date=birth.isoformat(), is_declared_adult=False)
    add_customer(session, "Chưa Rõ", is_declared_adult=False)
    stopped = [row[0] for row in session.db.execute("SELECT id FROM customer") if waits(session, row[0])]
    assert today(session).counts.minors_waiting == len(stopped)
    assert len(stopped) == (13 if pack == "combined" else 7)


def test_a_minor_waits_until_the_guardian_has_agreed_and_again_after_a_withdrawal(shop: Workplace) -> None:
    session = shop.session
    mother, child = add_customer(session, "Trần Thị Hoa"), add_child(session)
    counted = []

    def count() -> None:
        counted.append(today(session).counts.minors_waiting)
        assert counted[-1] == waits(session, child.id)
        shop.clock.move(minutes=1)

    count()  # no guardian
    customers.link_guardian(session, child.code, mother.code, "mẹ")
    count()  # who has said nothing
    agreement(session)
    count()
    agreement(session, ConsentOutcome.WITHDRAWN)
    count()
    agreement(session)
    count()
    with session.write() as uow:  # the agreement was to an older wording of the contract
        pack = load_pack("combined")
        purposes = tuple(replace(one, revision=2) if one.id == DELIVERY else one for one in pack.purposes)
        policies.publish(uow.db, replace(pack, purposes=purposes), uow.now, uow.actor)
        uow.audit(AuditAction.POLICY_PUBLISHED, None, {})
    count()
    assert counted == [1, 1, 0, 1, 0, 1]


def test_a_guardian_whose_record_is_gone_or_a_childs_guards_nobody(shop: Workplace) -> None:
    session = shop.session
    mother, child = add_customer(session, "Trần Thị Hoa"), add_child(session)
    guard(session, child, mother)
    assert today(session).counts.minors_waiting == 0
    customers.correct(session, mother.code, customers.Correction("nhầm", birth_date="01/01/2015"))
    assert waits(session, child.id)
    assert today(session).counts.minors_waiting == 2
    customers.correct(session, mother.code, customers.Correction("nhầm", birth_date="01/01/1985"))
    with session.write() as uow:
        uow.db.execute("UPDATE customer SET erased_at = ? WHERE id = ?", (to_text(uow.now), mother.id))
        uow.audit(AuditAction.CUSTOMER_CHANGED, mother.code, {})
    assert waits(session, child.id)
    assert today(session).counts.minors_waiting == 1


# --- the member's own ---------------------------------------------------------------------------


def test_my_own_looks_at_hidden_values_are_counted(shop: Workplace) -> None:
    add_customer(shop.session)
    reveal(shop.session, "KH-00001", RevealField.PHONE)
    assert today(shop.session).counts.my_reveals == 1
    assert today(shop.as_staff()).counts.my_reveals == 0
