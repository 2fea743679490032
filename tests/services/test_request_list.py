"""The list of requests: what waits first by its nearest clock, found by code or customer, counted as it stands."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ledger.domain.deadline import DeadlineKind, DeadlineState, RequestKind
from ledger.domain.request import RequestOutcome
from ledger.services import request_list, requests
from ledger.services.customer_card import card
from ledger.services.request_list import RequestCounts, RequestFilter, RequestLine, RequestQuery, RequestSort
from ledger.services.session import Session
from support.requests import DAY, acknowledge, ask, prove, settle
from support.services import AT, Workplace, add_customer
from support.statements import asking

OPEN, OVERDUE, CLOSED = RequestFilter.OPEN, RequestFilter.OVERDUE, RequestFilter.CLOSED


def shown(session: Session, **wanted: Any) -> list[str]:
    """Return the codes the list shows, in its order."""
    query = RequestQuery(**wanted)
    return [one.code for one in request_list.rows(session, request_list.ids(session, query))]


def line(session: Session, code: str) -> RequestLine:
    return next(
        one for one in request_list.rows(session, request_list.ids(session, RequestQuery())) if one.code == code
    )


@pytest.fixture
def busy(shop: Workplace) -> Workplace:
    """Five requests: two that wait to be acknowledged, one acknowledged, one without any clock left, one closed."""
    session = shop.session
    an = add_customer(session, "Trần Thị Ấn", phones=("0911 000 001",), emails=())
    ask(session, RequestKind.DELETE, an.code)  # YC-0001: acknowledge by the 25th
    ask(session, RequestKind.ACCESS, received_at=AT - 5 * DAY)  # YC-0002: acknowledge by the 18th
    acknowledge(session, ask(session, RequestKind.WITHDRAW, an.code, received_at=AT - 2 * DAY))  # YC-0003: 4 December
    acknowledge(session, ask(session, RequestKind.COMPLAINT))  # YC-0004
    settle(session, ask(session, RequestKind.ACCESS, received_at=AT - 9 * DAY))  # YC-0005
    return shop


def test_the_nearest_clock_comes_first_then_what_has_none_then_what_is_closed(busy: Workplace) -> None:
    assert shown(busy.session) == ["YC-0002", "YC-0001", "YC-0003", "YC-0004", "YC-0005"]
    assert shown(busy.session, descending=True) == ["YC-0005", "YC-0004", "YC-0003", "YC-0001", "YC-0002"]
    requests.close(busy.session, "YC-0004", RequestOutcome.TAKEN_BACK)
    assert shown(busy.session)[-2:] == ["YC-0005", "YC-0004"]  # closed at one instant: the newer first


def test_it_is_sorted_by_receipt_or_code_too(busy: Workplace) -> None:
    by_receipt = ["YC-0005", "YC-0002", "YC-0003", "YC-0001", "YC-0004"]
    assert shown(busy.session, sort=RequestSort.RECEIVED) == by_receipt
    assert shown(busy.session, sort=RequestSort.RECEIVED, descending=True) == by_receipt[::-1]
    assert shown(busy.session, sort=RequestSort.CODE, state=OPEN) == ["YC-0001", "YC-0002", "YC-0003", "YC-0004"]


@pytest.mark.parametrize("sort", RequestSort)
def test_it_is_filtered_by_state_and_kind_in_every_order(busy: Workplace, sort: RequestSort) -> None:
    session = busy.session
    assert set(shown(session, sort=sort, state=OVERDUE)) == {"YC-0002"}
    assert set(shown(session, sort=sort, state=CLOSED)) == {"YC-0005"}
    assert set(shown(session, sort=sort, kind=RequestKind.ACCESS)) == {"YC-0002", "YC-0005"}
    assert set(shown(session, sort=sort, kind=RequestKind.ACCESS, state=CLOSED)) == {"YC-0005"}
    assert len(shown(session, sort=sort)) == 5


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tran an", ["YC-0001", "YC-0003"]),
        ("ẤN", ["YC-0001", "YC-0003"]),
        ("000 001", ["YC-0001", "YC-0003"]),
        ("kh-00001", ["YC-0001", "YC-0003"]),
        (" yc-0005 ", ["YC-0005"]),
        ("cửa hàng", []),  # what was asked is not searched
        ("%", []),
    ],
)
def test_a_code_or_the_customer_finds_it(busy: Workplace, typed: str, found: list[str]) -> None:
    assert shown(busy.session, text=typed) == found


def test_a_line_says_whose_what_and_which_clock_is_next(busy: Workplace) -> None:
    first, second = line(busy.session, "YC-0001"), line(busy.session, "YC-0004")
    assert (first.customer_code, first.customer_name, first.kind) == ("KH-00001", "Trần Thị Ấn", RequestKind.DELETE)
    assert first.clock is not None
    assert (first.clock.kind, first.state, first.is_late) == (DeadlineKind.ACKNOWLEDGE, DeadlineState.RUNNING, False)
    assert (second.customer_code, second.clock, second.state) == (None, None, None)
    assert (second.is_acknowledged, first.is_acknowledged) == (True, False)
    closed = line(busy.session, "YC-0005")
    assert (closed.outcome, closed.closed_at, closed.state) == (RequestOutcome.DONE, AT, None)
    assert closed.is_late  # nobody told them within two working days that it had arrived


def test_a_line_tells_what_was_done_on_the_way(session: Session) -> None:
    code = ask(session, RequestKind.DELETE, add_customer(session).code)
    prove(session, code)
    requests.with_partner(session, code, "")
    requests.extend(session, code, "Đối tác trả lời chậm")
    found = line(session, code)
    assert (found.is_proven, found.is_with_partner, found.is_extended, found.is_carried_out) == (
        True,
        True,
        True,
        False,
    )


def test_no_clock_hides_another(shop: Workplace) -> None:
    """The nearest clock may be the one that is past its target only, while another is past its limit."""
    session = shop.session
    code = ask(session, RequestKind.WITHDRAW)
    shop.clock.move(days=16)  # Monday 7 December: past the target, the limit rolled over to this day
    acknowledged = ask(session, RequestKind.WITHDRAW, received_at=AT)
    acknowledge(session, acknowledged)
    assert line(session, code).state is DeadlineState.OVERDUE
    assert line(session, acknowledged).state is DeadlineState.DUE


def test_the_counts_follow_the_clock(busy: Workplace) -> None:
    session = busy.session
    assert request_list.counts(session) == RequestCounts(open=4, overdue=1, due_soon=0)
    acknowledge(session, "YC-0002")
    busy.clock.at = AT + timedelta(days=3, hours=22)  # more than 80 % of the way to the 25th, 24:00
    assert request_list.counts(session) == RequestCounts(open=4, overdue=0, due_soon=2)
    acknowledge(session, "YC-0001")
    assert request_list.counts(session) == RequestCounts(open=4, overdue=0, due_soon=1)
    busy.clock.move(days=30)
    assert request_list.counts(session) == RequestCounts(open=4, overdue=3, due_soon=0)
    for code in ("YC-0001", "YC-0002", "YC-0003"):
        settle(session, code)
    assert request_list.counts(session) == RequestCounts(open=1, overdue=0, due_soon=0)


def test_what_is_due_comes_by_the_nearest_clock_and_only_what_has_one(busy: Workplace) -> None:
    assert [one.code for one in request_list.due(busy.session, 10)] == ["YC-0002", "YC-0001", "YC-0003"]
    assert [one.code for one in request_list.due(busy.session, 1)] == ["YC-0002"]


def test_the_counts_are_those_of_the_lines(busy: Workplace) -> None:
    for _ in range(30):
        busy.clock.move(hours=17)
        lines = request_list.rows(busy.session, request_list.ids(busy.session, RequestQuery(state=OPEN)))
        states = [one.state for one in lines]
        soon = states.count(DeadlineState.NEAR) + states.count(DeadlineState.DUE)
        counted = RequestCounts(len(lines), states.count(DeadlineState.OVERDUE), soon)
        assert request_list.counts(busy.session) == counted


def test_the_card_of_a_customer_shows_what_they_asked_for_newest_first(busy: Workplace) -> None:
    found = card(busy.session, "KH-00001")
    assert [one.code for one in found.requests] == ["YC-0001", "YC-0003"]
    assert found.counts.requests == 2


# --- no list reads what it does not show -----------------------------------------------------------


def plans(session: Session, query: RequestQuery) -> set[str]:
    """Return how SQLite reads ``request`` for a query of the list."""
    with asking(session.db) as asked:
        request_list.ids(session, query)
    reading = (one for one in asked if "FROM request" in one)
    return {str(row[3]) for one in reading for row in session.db.execute(f"EXPLAIN QUERY PLAN {one}")}


@pytest.mark.parametrize("sort", RequestSort)
@pytest.mark.parametrize("state", [OPEN, OVERDUE])
def test_what_waits_is_found_without_reading_what_is_closed(
    session: Session, sort: RequestSort, state: RequestFilter
) -> None:
    read = {one for one in plans(session, RequestQuery(sort=sort, state=state)) if "request" in one}
    assert read == {"SCAN request USING INDEX request_open"}


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (RequestQuery(sort=RequestSort.RECEIVED), "request_by_receipt"),
        (RequestQuery(sort=RequestSort.RECEIVED, state=CLOSED), "request_closed_by_receipt"),
        (RequestQuery(sort=RequestSort.RECEIVED, kind=RequestKind.DELETE), "request_by_kind"),
        (RequestQuery(state=CLOSED), "request_closed"),
        (RequestQuery(state=CLOSED, kind=RequestKind.DELETE), "request_closed_by_kind"),
    ],
)
@pytest.mark.parametrize("descending", [False, True])
def test_the_rest_lies_in_an_index_in_its_order(
    session: Session, query: RequestQuery, index: str, descending: bool
) -> None:
    (read,) = plans(session, replace(query, descending=descending))  # one step: nothing is put in order afterwards
    assert f"INDEX {index}" in read
