"""The rules about one request, without a ledger: which outcome is true of it, what still runs, what is late."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ledger.domain.deadline import Asking, DeadlineKind, RequestKind
from ledger.domain.errors import (
    BeforeReceipt,
    IdentityNotProven,
    InvalidInput,
    LedgerError,
    TextMissing,
    WrongState,
)
from ledger.domain.ids import CustomerId, RequestId, StaffId
from ledger.domain.purpose import Channel
from ledger.domain.request import (
    RefusalGround,
    RequestOutcome,
    SubjectRequest,
    is_late,
    not_before,
    require_closable,
    require_closed,
    require_customer,
    require_identity,
    require_open,
)

AT = datetime(2026, 11, 21, 3, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
DONE, PARTLY, REFUSED = RequestOutcome.DONE, RequestOutcome.PARTLY, RequestOutcome.REFUSED
TAKEN_BACK, NOT_PROVEN = RequestOutcome.TAKEN_BACK, RequestOutcome.NOT_PROVEN
LAW = RefusalGround.LAW_KEEPS


def request(**changes: Any) -> SubjectRequest:
    """An open request of a proven customer: acknowledge within 2 days, work towards 10, limit 12."""
    plain = SubjectRequest(
        id=RequestId(1),
        code="YC-0001",
        kind=RequestKind.ACCESS,
        channel=Channel.EMAIL,
        received_at=AT,
        recorded_at=AT,
        recorded_by=StaffId("x"),
        acknowledge_due_at=AT + 2 * DAY,
        customer_id=CustomerId(1),
        identity_at=AT,
        target_at=AT + 10 * DAY,
        due_at=AT + 12 * DAY,
    )
    return replace(plain, **changes)


# --- clocks ---------------------------------------------------------------------------------------


def test_the_nearest_clock_comes_first() -> None:
    both = request().clocks()
    assert [(one.kind, one.target_at, one.due_at) for one in both] == [
        (DeadlineKind.ACKNOWLEDGE, AT + 2 * DAY, AT + 2 * DAY),
        (DeadlineKind.COMPLETE, AT + 10 * DAY, AT + 12 * DAY),
    ]
    sooner = request(target_at=AT + DAY).clocks()
    assert [one.kind for one in sooner] == [DeadlineKind.COMPLETE, DeadlineKind.ACKNOWLEDGE]


def test_only_what_is_not_met_runs() -> None:
    assert [one.kind for one in request(acknowledged_at=AT).clocks()] == [DeadlineKind.COMPLETE]
    assert [one.kind for one in request(due_at=None, target_at=None).clocks()] == [DeadlineKind.ACKNOWLEDGE]
    assert request(closed_at=AT).clocks() == ()
    (only,) = request(acknowledged_at=AT, target_at=None).clocks()
    assert only.target_at == only.due_at


def test_what_moves_the_clocks_is_read_from_the_request() -> None:
    assert request().asking == Asking(AT, AT)
    moved = request(identity_at=None, is_with_partner=True, extended_at=AT).asking
    assert moved == Asking(AT, None, is_with_partner=True, is_extended=True)


@pytest.mark.parametrize(
    ("changes", "after", "may"),
    [
        ({}, 12 * DAY, True),
        ({}, 12 * DAY + SECOND, False),
        ({"due_at": None}, 99 * DAY, True),
        ({"settled_at": AT}, DAY, False),
    ],
)
def test_a_limit_moves_until_it_has_come(changes: dict[str, object], after: timedelta, *, may: bool) -> None:
    assert request(**changes).may_move(AT + after) is may


@pytest.mark.parametrize(
    ("due_at", "done_at", "at", "late"),
    [
        (None, None, AT + 99 * DAY, False),
        (AT, AT, AT + DAY, False),
        (AT, AT + SECOND, AT + DAY, True),
        (AT, None, AT, False),
        (AT, None, AT + SECOND, True),
    ],
)
def test_late_is_after_the_limit_done_or_not(
    due_at: datetime | None, done_at: datetime | None, at: datetime, *, late: bool
) -> None:
    assert is_late(due_at, done_at, at) is late


# --- what may be done -----------------------------------------------------------------------------


def test_open_and_closed() -> None:
    closed = request(closed_at=AT)
    require_open(request(), "extend")
    require_closed(closed)
    with pytest.raises(WrongState):
        require_open(closed, "extend")
    with pytest.raises(WrongState):
        require_closed(request())


def test_nothing_happens_before_what_it_follows_but_for_the_seconds_nobody_types() -> None:
    start = AT + timedelta(seconds=40)
    assert not_before(start, AT, "closed_at") == start
    assert not_before(start, AT + DAY, "closed_at") == AT + DAY
    with pytest.raises(BeforeReceipt) as refused:
        not_before(start, AT - SECOND, "closed_at")
    assert refused.value.data == {"field": "closed_at"}


def test_data_are_touched_only_for_a_customer_who_was_proven() -> None:
    require_identity(request())
    require_customer(request(identity_at=None), "identity")
    with pytest.raises(IdentityNotProven):
        require_identity(request(identity_at=None))
    with pytest.raises(WrongState) as refused:
        require_identity(request(customer_id=None))
    assert refused.value.data["state"] == "NO_CUSTOMER"


def closing(
    outcome: RequestOutcome,
    about: Mapping[str, object] | None = None,
    *,
    has_words: bool = False,
    ground: RefusalGround | None = None,
) -> object:
    """Return what stands against an outcome: the kind of error with its state or field, or ``None``."""
    try:
        require_closable(request(**about or {}), outcome, ground, has_words=has_words)
    except LedgerError as error:
        return type(error), error.data.get("state") or error.data["field"]
    return None


UNPROVEN: dict[str, object] = {"identity_at": None}
CARRIED_OUT: dict[str, object] = {"carried_out_at": AT}


@pytest.mark.parametrize("changes", [{}, UNPROVEN, CARRIED_OUT])
@pytest.mark.parametrize("outcome", RequestOutcome)
def test_a_closed_request_has_its_outcome(outcome: RequestOutcome, changes: dict[str, object]) -> None:
    assert closing(outcome, {"closed_at": AT, **changes}) == (WrongState, "REQUEST_CLOSED")


def test_done_and_partly_done_need_something_done() -> None:
    for outcome in (DONE, PARTLY):
        assert closing(outcome, has_words=True) == (WrongState, "NOT_CARRIED_OUT")
    assert closing(DONE, CARRIED_OUT) is None
    assert closing(PARTLY, CARRIED_OUT) == (TextMissing, "outcome_note")
    assert closing(PARTLY, CARRIED_OUT, has_words=True) is None


@pytest.mark.parametrize("kind", RequestKind)
def test_only_a_complaint_and_protection_may_be_done_outside_the_program(kind: RequestKind) -> None:
    by_words = kind in {RequestKind.COMPLAINT, RequestKind.PROTECT}
    assert closing(DONE, {"kind": kind}, has_words=True) == (None if by_words else (WrongState, "NOT_CARRIED_OUT"))
    if by_words:
        assert closing(DONE, {"kind": kind}) == (TextMissing, "outcome_note")


def test_a_refusal_has_ground_and_words_and_only_a_refusal_has_a_ground() -> None:
    assert closing(REFUSED, has_words=True) == (TextMissing, "ground")
    assert closing(REFUSED, ground=LAW) == (TextMissing, "outcome_note")
    assert closing(REFUSED, ground=LAW, has_words=True) is None
    assert closing(TAKEN_BACK, ground=LAW) == (InvalidInput, "ground")


def test_what_was_carried_out_or_proven_is_not_undone_by_a_word() -> None:
    for outcome, ground in ((REFUSED, LAW), (TAKEN_BACK, None), (NOT_PROVEN, None)):
        assert closing(outcome, CARRIED_OUT, ground=ground, has_words=True) == (WrongState, "CARRIED_OUT")
    assert closing(NOT_PROVEN) == (WrongState, "IDENTITY_PROVEN")
    assert closing(NOT_PROVEN, UNPROVEN) is None
    assert closing(TAKEN_BACK) is None


def test_a_request_shows_none_of_its_words() -> None:
    told = repr(request(asked="bí mật", asked_by="bí mật", identity_note="bí mật", outcome_note="bí mật"))
    assert "bí mật" not in told
