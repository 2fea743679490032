"""The clocks of requests, partners and incidents by the rules in force, and what moves when a rule changes."""

from datetime import date, timedelta

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.deadline import Asking, DeadlineKind, RequestKind, SpecialDayKind
from ledger.domain.instants import show_end
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod, RequestOutcome
from ledger.services import law_rules, request_clocks, requests, working_days
from ledger.services.requests import RequestInput
from ledger.services.session import Session
from support.services import AT, Workplace, add_customer, audited, snapshot

WITHDRAW = RequestKind.WITHDRAW


def ask(session: Session, kind: RequestKind = WITHDRAW, code: str = "") -> str:
    return requests.record(session, RequestInput(kind, Channel.CALL, AT, asked="Tôi muốn", customer_code=code))


def ends(session: Session, code: str) -> tuple[str, ...]:
    """Until when: acknowledged, worked towards, and by law."""
    one = requests.get(session, code)
    return tuple(show_end(end) for end in (one.acknowledge_due_at, one.target_at, one.due_at) if end is not None)


@pytest.mark.parametrize(
    ("kind", "acknowledge", "target", "limit"),
    [
        (RequestKind.ACCESS, "24:00 25/11/2026", "24:00 01/12/2026", "24:00 01/12/2026"),
        (RequestKind.WITHDRAW, "24:00 25/11/2026", "24:00 06/12/2026", "24:00 07/12/2026"),
        (RequestKind.DELETE, "24:00 25/11/2026", "24:00 11/12/2026", "24:00 11/12/2026"),
        (RequestKind.PROTECT, "24:00 25/11/2026", "24:00 06/12/2026", "24:00 07/12/2026"),
    ],
)
def test_the_worked_example_holds_with_what_ships(
    session: Session, kind: RequestKind, acknowledge: str, target: str, limit: str
) -> None:
    clocks = request_clocks.of(session.db, kind, Asking(AT))
    assert clocks.complete is not None
    assert show_end(clocks.acknowledge.due_at) == acknowledge
    assert (show_end(clocks.complete.target_at), show_end(clocks.complete.due_at)) == (target, limit)


def test_a_complaint_is_acknowledged_in_three_days_and_has_no_other_clock(session: Session) -> None:
    clocks = request_clocks.of(session.db, RequestKind.COMPLAINT, Asking(AT))
    assert (show_end(clocks.acknowledge.due_at), clocks.complete) == ("24:00 26/11/2026", None)


def test_every_kind_of_request_has_its_days_in_the_rules(session: Session) -> None:
    days = {kind: request_clocks.days_of(session.db, kind) for kind in RequestKind}
    assert all(one.acknowledge_working >= 1 for one in days.values())
    assert {kind for kind, one in days.items() if one.complete is None} == {RequestKind.COMPLAINT}
    assert days[RequestKind.PROTECT].complete_with_partner is None


# --- a rule that changes --------------------------------------------------------------------------


def test_a_changed_rule_moves_the_open_requests_in_the_same_act(session: Session) -> None:
    code, other = ask(session), ask(session, RequestKind.ACCESS)
    acts = audited(session, lambda: law_rules.change(session, "requests.WITHDRAW.complete_days", "10"))
    assert acts == [(AuditAction.SETTING_CHANGED, None), (AuditAction.REQUESTS_RECOUNTED, None)]
    assert ends(session, code) == ("24:00 25/11/2026", "24:00 01/12/2026", "24:00 01/12/2026")
    assert ends(session, other)[1] == "24:00 01/12/2026"
    assert law_rules.change(session, "requests.RESTRICT.complete_days", "10") == 0
    assert law_rules.change(session, "counting.completion_in_working_days", "true") == 2
    assert ends(session, code) == ("24:00 25/11/2026", "24:00 07/12/2026", "24:00 07/12/2026")
    law_rules.reset(session, "requests.WITHDRAW.complete_days")
    law_rules.reset(session, "counting.completion_in_working_days")
    assert ends(session, code) == ("24:00 25/11/2026", "24:00 06/12/2026", "24:00 07/12/2026")


def test_a_last_day_off_may_stay_where_it_is_and_the_first_day_may_count(session: Session) -> None:
    code = ask(session)
    law_rules.change(session, "counting.rolls_over_to_working_day", "false")
    assert ends(session, code)[1:] == ("24:00 06/12/2026", "24:00 06/12/2026")
    law_rules.change(session, "counting.first_day_counts", "true")
    assert ends(session, code)[1:] == ("24:00 05/12/2026", "24:00 05/12/2026")


def test_the_days_rest_until_the_asker_is_proven_where_the_shop_says_so(shop: Workplace) -> None:
    session = shop.session
    code = ask(session, code=add_customer(session).code)
    law_rules.change(session, "counting.pauses_while_unproven", "true")
    assert ends(session, code) == ("24:00 25/11/2026",)
    shop.clock.move(days=3)
    requests.check_identity(session, code, IdentityMethod.CALLED_BACK, session.now())
    assert ends(session, code)[1:] == ("24:00 09/12/2026", "24:00 09/12/2026")
    law_rules.reset(session, "counting.pauses_while_unproven")
    assert ends(session, code)[1:] == ("24:00 06/12/2026", "24:00 07/12/2026")


def test_a_partner_and_an_extension_are_counted_in_again(session: Session) -> None:
    code = ask(session, RequestKind.DELETE)
    requests.with_partner(session, code, "Giao Nhanh giữ địa chỉ")
    requests.extend(session, code, "Đối tác nghỉ Tết")
    assert ends(session, code)[1:] == ("24:00 10/01/2027", "24:00 11/01/2027")
    law_rules.change(session, "requests.DELETE.complete_days_with_partner", "20")
    assert ends(session, code)[1:] == ("24:00 31/12/2026", "24:00 31/12/2026")


# --- what stands ----------------------------------------------------------------------------------


def test_what_was_acknowledged_keeps_the_limit_it_was_judged_by(session: Session) -> None:
    code = ask(session)
    requests.acknowledge(session, code, Channel.NONE, session.now())
    law_rules.change(session, "requests.WITHDRAW.acknowledge_working_days", "1")
    assert ends(session, code)[0] == "24:00 25/11/2026"


def test_a_limit_that_has_come_does_not_move_away(shop: Workplace) -> None:
    session, code = shop.session, ask(shop.session)
    shop.clock.move(days=17)  # past Monday 7 December
    before = ends(session, code)
    assert law_rules.change(session, "requests.WITHDRAW.complete_days_with_partner", "60") == 0
    assert law_rules.change(session, "requests.WITHDRAW.complete_days", "40") == 0
    assert working_days.add_special_day(session, date(2026, 12, 7), SpecialDayKind.CLOSED) == 0
    assert ends(session, code) == before


def test_closed_requests_are_left_alone(session: Session) -> None:
    code = ask(session)
    requests.close(session, code, RequestOutcome.TAKEN_BACK, "Khách đổi ý")
    before = ends(session, code)
    assert law_rules.change(session, "requests.WITHDRAW.complete_days", "10") == 0
    assert ends(session, code) == before


def test_counting_again_without_a_change_leaves_no_trace(session: Session) -> None:
    ask(session)
    before = snapshot(session)
    with session.write() as uow:
        assert request_clocks.recount(uow) == 0
    assert snapshot(session) == before


def test_requests_of_different_years_are_each_counted_by_their_calendar(shop: Workplace) -> None:
    session = shop.session
    first = ask(session)
    shop.clock.move(days=60)
    second = requests.record(session, RequestInput(RequestKind.ACCESS, Channel.CALL, session.now(), "Tôi muốn"))
    law_rules.change(session, "counting.working_weekdays", "1,2,3,4,5,6")
    assert show_end(requests.get(session, second).acknowledge_due_at) == "24:00 22/01/2027"
    assert ends(session, first)[2] == "24:00 07/12/2026"


# --- partners and incidents -----------------------------------------------------------------------


def test_a_partner_has_the_days_the_shop_gives_it(session: Session) -> None:
    assert show_end(request_clocks.partner_due(session.db, AT)) == "24:00 26/11/2026"
    assert law_rules.change(session, "requests.partner_answer_days", "7") == 0
    assert show_end(request_clocks.partner_due(session.db, AT)) == "24:00 30/11/2026"  # the 28th is a Saturday


def test_an_incident_has_72_hours_and_an_attack_24_besides(session: Session) -> None:
    lost = request_clocks.incident_due(session.db, AT, is_attack=False)
    assert [(one.kind, one.due_at - AT) for one in lost] == [(DeadlineKind.AUTHORITY, timedelta(hours=72))]
    attack = request_clocks.incident_due(session.db, AT, is_attack=True)
    assert [one.due_at - AT for one in attack] == [timedelta(hours=72), timedelta(hours=24)]
    law_rules.change(session, "breach.system_attack_hours", "12")
    attack = request_clocks.incident_due(session.db, AT, is_attack=True)
    assert (attack[1].kind, attack[1].due_at - AT) == (DeadlineKind.SYSTEM_ATTACK, timedelta(hours=12))
