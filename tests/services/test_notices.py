"""A change that affects customers counts once everybody was told, cannot be reached, or was excused (VK 10)."""

import email
from dataclasses import replace
from datetime import timedelta
from email.policy import default
from typing import Any

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.customer import ContactState
from ledger.domain.errors import InFuture, NotFound, NothingToDo, NoticesWaiting, RoleForbidden, TextMissing, WrongState
from ledger.domain.gate import Exemption, ReasonCode
from ledger.domain.ids import NoticeRunId, PolicyVersionId, PurposeId
from ledger.domain.policy import PolicyPack, PolicyVersion
from ledger.domain.policy_pack import as_pack
from ledger.domain.wording import Language
from ledger.services import consents, customers, notice_list, notice_papers, notices
from ledger.services.notice_list import NoticeQuery, NoticeSort
from ledger.services.notices import Settlement
from ledger.services.session import Session
from ledger.storage import contacts, policies
from support.notices import (
    EMAIL,
    EXCUSED,
    HOME_PAGE,
    POST,
    TOLD,
    UNREACHABLE,
    WAITING,
    entries,
    last_body,
    listed,
    publish,
    running,
    stands,
)
from support.services import HANOI, Workplace, add_customer

VI = Language.VI


def people(session: Session) -> None:
    """KH-00001 has an email, KH-00002 only an address, KH-00003 only a phone."""
    add_customer(session)
    add_customer(session, "Trần Thị An", phones=("0911 000 002",), emails=(), addresses=(HANOI,))
    add_customer(session, "Lê Văn Bình", phones=("0911 000 003",), emails=(), addresses=())


@pytest.fixture
def run_id(session: Session) -> NoticeRunId:
    people(session)
    return publish(session)


def tell_everybody(session: Session, run_id: NoticeRunId) -> None:
    notices.publish_on_home_page(session, run_id, session.now())
    notice_papers.emails(session, run_id, [VI])
    notice_papers.letters(session, run_id, VI, is_preview=False)
    for channel in (EMAIL, POST):
        notices.settle(session, run_id, Settlement(TOLD, channel))


# --- who is told how ---------------------------------------------------------------------------------


def test_everybody_waits_on_the_best_channel_that_is_alive(session: Session, run_id: NoticeRunId) -> None:
    ways = [stands(session, run_id, code) for code in ("KH-00001", "KH-00002", "KH-00003")]
    assert ways == [(EMAIL, WAITING), (POST, WAITING), (HOME_PAGE, WAITING)]
    shown = running(session, run_id)
    assert (shown.affected, shown.count(WAITING), shown.count(WAITING, POST), shown.count(TOLD)) == (3, 3, 1, 0)
    assert last_body(session, AuditAction.NOTICES_STARTED) == {"version": 2, "customers": 3}


def test_where_no_home_page_is_promised_who_has_no_address_is_unreachable(king_oil: Session) -> None:
    people(king_oil)
    run_id = publish(king_oil)
    assert stands(king_oil, run_id, "KH-00003") == (None, UNREACHABLE)
    assert not running(king_oil, run_id).has_home_page


def test_a_dead_address_is_never_chosen(session: Session) -> None:
    person = add_customer(session)
    customers.set_email_state(session, person.code, 0, ContactState.DEAD)
    assert stands(session, publish(session), person.code) == (POST, WAITING)


def test_without_a_run_there_is_nothing_to_show(session: Session) -> None:
    assert notices.run(session) is None
    assert notices.runs(session) == ()
    with pytest.raises(NotFound):
        notices.sweep(session, NoticeRunId(7))


# --- who comes, goes or moves meanwhile --------------------------------------------------------------


def test_who_is_recorded_meanwhile_was_shown_the_old_version_and_is_told_too(
    session: Session, run_id: NoticeRunId
) -> None:
    late = add_customer(session, "Phạm Thị Muộn", phones=("0911 000 004",))
    notices.sweep(session, run_id)
    assert stands(session, run_id, late.code) == (EMAIL, WAITING)
    assert last_body(session, AuditAction.NOTICES_STARTED) == {"version": 2, "customers": 1, "rechosen": 0}


def test_the_home_page_tells_newcomers_too(session: Session, run_id: NoticeRunId) -> None:
    notices.publish_on_home_page(session, run_id, session.now())
    late = add_customer(session, "Phạm Thị Muộn", phones=("0911 000 004",), emails=(), addresses=())
    notices.sweep(session, run_id)
    assert stands(session, run_id, late.code) == (HOME_PAGE, TOLD)


def test_an_address_that_dies_or_comes_changes_the_channel(session: Session, run_id: NoticeRunId) -> None:
    notice_papers.emails(session, run_id, [VI])
    first = customers.get(session, "KH-00001")
    customers.set_email_state(session, first.code, 0, ContactState.DEAD)
    customers.add_email(session, "KH-00003", "binh@example.com")
    notices.sweep(session, run_id)
    assert stands(session, run_id, "KH-00001") == (POST, WAITING)
    assert stands(session, run_id, "KH-00003") == (EMAIL, WAITING)
    assert running(session, run_id).written.get(EMAIL, 0) == 0


def test_sweeping_again_changes_nothing(session: Session, run_id: NoticeRunId) -> None:
    before = session.db.total_changes
    notices.sweep(session, run_id)
    assert session.db.total_changes == before


def test_who_was_erased_needs_no_notice(session: Session, run_id: NoticeRunId) -> None:
    session.db.execute("UPDATE customer SET erased_at = '2026-11-21T03:00:00.000000Z', name = NULL WHERE id = 1")
    notices.sweep(session, run_id)
    assert stands(session, run_id, "KH-00001") == (EMAIL, EXCUSED)
    assert last_body(session, AuditAction.NOTICE_SETTLED)["why"] == "erased"


# --- what leaves the program -------------------------------------------------------------------------


def test_an_email_goes_to_the_customer_and_names_nobody_outside(session: Session, run_id: NoticeRunId) -> None:
    prepared = notice_papers.emails(session, run_id, [VI, Language.EN])
    ((name, content),) = prepared.files()
    message = email.message_from_bytes(content, policy=default)
    assert name == "thong-bao-2-KH-00001.eml"
    assert str(message["To"]) == "Nguyễn Văn Đức <vuive88@example.com>"
    assert "Đức" not in str(message["Subject"])
    assert "thay đổi chính sách" in str(message["Subject"])
    body = message.get_content()
    assert "không quá một lần mỗi tuần" in body
    assert "at most once a week" in body
    assert "Chương trình khách thân" in body
    assert "Đức" not in repr(prepared)


def test_emails_come_out_once_until_somebody_wants_them_again(session: Session, run_id: NoticeRunId) -> None:
    assert len(notice_papers.emails(session, run_id, [VI]).messages) == 1
    with pytest.raises(NothingToDo):
        notice_papers.emails(session, run_id, [VI])
    assert notice_papers.write_again(session, run_id, EMAIL) == 1
    assert notice_papers.write_again(session, run_id, EMAIL) == 0
    assert len(notice_papers.emails(session, run_id, [VI]).messages) == 1
    written = entries(session, AuditAction.NOTICES_WRITTEN)
    headers = [one for one in written if one.entry.subject_ref is None]
    assert [one.body.get("why") for one in headers if one.body] == [None, "again", None]
    assert {one.entry.subject_ref for one in written} > {None}  # whose address left, each by their own code
    assert last_body(session, AuditAction.NOTICES_WRITTEN)["customers"] == 1


def test_very_many_come_out_in_batches(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        add_customer(session, f"Khách {number}", phones=(f"0911 000 10{number}",), emails=(f"k{number}@example.com",))
    run_id = publish(session)
    monkeypatch.setattr(notice_papers, "AT_ONCE", 2)
    sizes = []
    left = 1
    while left:
        prepared = notice_papers.emails(session, run_id, [VI])
        sizes.append(len(prepared.messages))
        left = prepared.left
    assert sizes == [2, 2, 1]


def test_letters_go_to_the_home_and_looking_at_them_is_not_recorded(session: Session, run_id: NoticeRunId) -> None:
    preview = notice_papers.letters(session, run_id, VI, is_preview=True)
    assert not entries(session, AuditAction.NOTICES_WRITTEN)
    assert [(one.name, one.code) for one in preview.letters] == [("Trần Thị An", "KH-00002")]
    assert "36 Hàng Than" in preview.letters[0].address
    assert notice_papers.letters(session, run_id, VI, is_preview=False).render().startswith(b"%PDF")
    assert last_body(session, AuditAction.NOTICES_WRITTEN)["told_by"] == "POST"
    again = notice_papers.letters(session, run_id, VI, is_preview=False, codes=("KH-00001",))
    assert [one.code for one in again.letters] == ["KH-00001"]


def test_the_home_page_says_what_changes_and_names_no_customer(session: Session, run_id: NoticeRunId) -> None:
    made = notice_papers.home_page(session, run_id, Language.EN, is_preview=True)
    assert "at most once a week" in made.text
    assert "<li><strong>Clause VK 2b" in made.html
    assert not entries(session, AuditAction.NOTICES_WRITTEN)
    notice_papers.home_page(session, run_id, VI, is_preview=False)
    assert last_body(session, AuditAction.NOTICES_WRITTEN)["told_by"] == "HOME_PAGE"
    for person in listed(session, run_id).values():
        assert str(person.name) not in made.text + made.html
        assert person.code not in made.text + made.html


# --- settling ----------------------------------------------------------------------------------------


def test_only_what_was_written_out_can_have_been_sent(session: Session, run_id: NoticeRunId) -> None:
    with pytest.raises(NothingToDo):
        notices.settle(session, run_id, Settlement(TOLD, EMAIL))
    notice_papers.emails(session, run_id, [VI])
    assert notices.settle(session, run_id, Settlement(TOLD, EMAIL)).done == 1
    assert stands(session, run_id, "KH-00001") == (EMAIL, TOLD)


def test_a_notice_is_a_contact_the_law_demands_even_after_a_no(session: Session, run_id: NoticeRunId) -> None:
    consents.stop_contact(session, "KH-00001", None, ConsentMethod.WRITING)
    notices.settle(session, run_id, Settlement(TOLD, EMAIL, ("KH-00001",)))
    (made,) = contacts.of_customer(session.db, customers.get(session, "KH-00001").id)
    assert (made.exemption, made.purpose_id, made.basis.value) == (Exemption.LEGAL_NOTICE, "legal_compliance", "LAW")
    row = listed(session, run_id)["KH-00001"]
    assert (row.settled_at, row.settled_by) == (session.now(), session.member.name)


def test_the_gate_refuses_a_dead_address_and_the_attempt_is_on_record(session: Session, run_id: NoticeRunId) -> None:
    result = notices.settle(session, run_id, Settlement(TOLD, EMAIL, ("KH-00002", "KH-00001")))
    assert (result.done, result.refused) == (1, ("KH-00002",))
    assert [one.code for one in result.reasons] == [ReasonCode.UNREACHABLE]
    assert stands(session, run_id, "KH-00002") == (POST, WAITING)
    assert entries(session, AuditAction.ATTEMPT_BLOCKED)[-1].entry.subject_ref == "KH-00002"


def test_nothing_is_written_out_to_whom_the_gate_refuses(session: Session) -> None:
    people(session)
    with session.write() as uow:  # as no draft can be published any more
        policies.publish(uow.db, without_the_law(session.policy()), uow.now, uow.actor)
        uow.audit(AuditAction.POLICY_PUBLISHED, None, {})
    law = session.policy(PolicyVersionId(1)).purpose(PurposeId("legal_compliance"))
    assert law is not None
    pack = as_pack(session.policy())
    later = publish(session, replace(pack, purposes=(*pack.purposes, law)))
    for channel in (EMAIL, POST):
        with pytest.raises(NothingToDo):
            notices.settle(session, later, Settlement(TOLD, channel))
    with pytest.raises(NothingToDo):
        notice_papers.emails(session, later, [VI])
    with pytest.raises(NothingToDo):
        notice_papers.letters(session, later, VI, is_preview=False)
    assert all(row.written_at is None for row in listed(session, later).values())


def without_the_law(policy: PolicyVersion) -> PolicyPack:
    pack, gone = as_pack(policy), frozenset({PurposeId("legal_compliance")})
    return replace(
        pack,
        purposes=tuple(one for one in pack.purposes if one.id not in gone),
        fields=tuple(replace(one, needed_by=one.needed_by - gone) for one in pack.fields),
        recipient_rules=tuple(replace(one, purposes=one.purposes - gone) for one in pack.recipient_rules),
    )


def test_telling_somebody_twice_the_same_way_is_one_contact(session: Session, run_id: NoticeRunId) -> None:
    notices.settle(session, run_id, Settlement(TOLD, EMAIL, ("KH-00001",)))
    with pytest.raises(NothingToDo):
        notices.settle(session, run_id, Settlement(TOLD, EMAIL, ("KH-00001",)))
    assert contacts.count(session.db) == 1


def test_a_wrong_state_can_be_put_right_before_the_end(session: Session, run_id: NoticeRunId) -> None:
    notices.settle(session, run_id, Settlement(TOLD, EMAIL, ("KH-00001",)))
    notices.settle(session, run_id, Settlement(UNREACHABLE, EMAIL, ("KH-00001",)))
    assert stands(session, run_id, "KH-00001") == (EMAIL, UNREACHABLE)


def test_excusing_needs_the_managers_reason(session: Session, run_id: NoticeRunId) -> None:
    with pytest.raises(TextMissing):
        notices.settle(session, run_id, Settlement(EXCUSED, POST, ("KH-00002",), "  "))
    notices.settle(session, run_id, Settlement(EXCUSED, POST, ("KH-00002",), "Đã gặp tận nhà"))
    row = listed(session, run_id)["KH-00002"]
    assert (row.state, row.reason) == (EXCUSED, "Đã gặp tận nhà")
    assert entries(session, AuditAction.NOTICE_SETTLED)[-1].entry.subject_ref == "KH-00002"
    assert last_body(session, AuditAction.NOTICE_SETTLED) == {
        "version": 2,
        "notice": "EXCUSED",
        "told_by": "POST",
        "has_reason": True,
    }


def test_the_home_page_tells_only_once_it_announces(session: Session, run_id: NoticeRunId) -> None:
    with pytest.raises(WrongState):
        notices.settle(session, run_id, Settlement(TOLD, HOME_PAGE))
    with pytest.raises(InFuture):
        notices.publish_on_home_page(session, run_id, session.now() + timedelta(hours=1))
    notices.publish_on_home_page(session, run_id, session.now() - timedelta(hours=1))
    assert stands(session, run_id, "KH-00003") == (HOME_PAGE, TOLD)
    assert running(session, run_id).home_page_at == session.now() - timedelta(hours=1)
    assert last_body(session, AuditAction.NOTICES_PUBLISHED) == {"version": 2, "customers": 1}
    assert contacts.count(session.db) == 0


def test_staff_may_say_who_was_told_and_nothing_else(shop: Workplace) -> None:
    people(shop.session)
    run_id = publish(shop.session)
    notice_papers.letters(shop.session, run_id, VI, is_preview=False)
    session = shop.as_staff()
    assert notices.settle(session, run_id, Settlement(TOLD, POST)).done == 1
    for verb in (
        lambda: notices.settle(session, run_id, Settlement(UNREACHABLE, EMAIL)),
        lambda: notices.publish_on_home_page(session, run_id, session.now()),
        lambda: notices.finish(session, run_id),
        lambda: notice_papers.letters(session, run_id, VI, is_preview=True),
        lambda: notice_papers.emails(session, run_id, [VI]),
        lambda: notice_papers.home_page(session, run_id, VI, is_preview=True),
        lambda: notice_papers.write_again(session, run_id, EMAIL),
    ):
        with pytest.raises(RoleForbidden):
            verb()
    notices.sweep(session, run_id)  # looking brings it up to date


# --- the end -----------------------------------------------------------------------------------------


def test_nobody_may_wait_when_the_version_comes_into_force(session: Session, run_id: NoticeRunId) -> None:
    with pytest.raises(NoticesWaiting) as refused:
        notices.finish(session, run_id)
    assert refused.value.data == {"count": 3, "email": 1, "post": 1, "home_page": 1}
    tell_everybody(session, run_id)
    add_customer(session, "Phạm Thị Muộn", phones=("0911 000 004",))
    with pytest.raises(NoticesWaiting):  # somebody came at the last moment
        notices.finish(session, run_id)


def test_the_version_is_in_force_when_everybody_is_accounted_for(session: Session, run_id: NoticeRunId) -> None:
    assert session.policy().number == 1
    notices.settle(session, run_id, Settlement(UNREACHABLE, POST, ("KH-00002",)))
    notices.settle(session, run_id, Settlement(EXCUSED, EMAIL, ("KH-00001",), "Khách đã biết"))
    notices.publish_on_home_page(session, run_id, session.now())
    notices.finish(session, run_id)
    assert session.policy().number == 2
    body = last_body(session, AuditAction.POLICY_IN_FORCE)
    assert body == {"version": 2, "customers": 3, "told": 1, "unreachable": 1, "excused": 1}
    (shown,) = notices.runs(session)
    assert shown.finished_at == session.now()
    assert notices.run(session) is None


def test_a_finished_run_is_closed(session: Session, run_id: NoticeRunId) -> None:
    tell_everybody(session, run_id)
    notices.finish(session, run_id)
    with pytest.raises(WrongState):
        notices.settle(session, run_id, Settlement(TOLD, POST, ("KH-00001",)))
    with pytest.raises(WrongState):
        notices.finish(session, run_id)


def test_a_large_run_is_settled_in_slices(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        add_customer(session, f"Khách {number}", phones=(f"0911 000 10{number}",), emails=(), addresses=())
    run_id = publish(session)
    monkeypatch.setattr("ledger.services.notice_settling.AT_ONCE", 2)
    steps = list(notices.announcing(session, run_id, session.now()))
    assert steps == [(2, 5), (4, 5), (5, 5)]
    assert running(session, run_id).count(TOLD, HOME_PAGE) == 5


# --- the list ----------------------------------------------------------------------------------------


def test_the_list_is_narrowed_and_sorted(session: Session, run_id: NoticeRunId) -> None:
    def codes(**how: Any) -> list[str]:
        query = NoticeQuery(run_id, **how)
        return [one.code for one in notice_list.rows(session, notice_list.ids(session, query))]

    notices.settle(session, run_id, Settlement(TOLD, EMAIL, ("KH-00001",)))
    assert codes() == ["KH-00001", "KH-00002", "KH-00003"]
    assert codes(sort=NoticeSort.NAME) == ["KH-00003", "KH-00001", "KH-00002"]
    assert codes(sort=NoticeSort.WHEN) == ["KH-00001", "KH-00002", "KH-00003"]
    assert codes(state=WAITING) == ["KH-00002", "KH-00003"]
    assert codes(channel=POST, descending=True) == ["KH-00002"]
    assert codes(text="bình") == ["KH-00003"]
