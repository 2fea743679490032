"""A new version of the policy: drafted, reviewed, published for good, and counting when everybody was told."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ledger.assets import resource_path
from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentOutcome
from ledger.domain.errors import (
    ConfirmationNeeded,
    NotFound,
    PolicyDraftExists,
    PolicyInvalid,
    PolicyUnchanged,
    PolicyWaiting,
    RoleForbidden,
    TextNotAllowed,
    TextTooLong,
)
from ledger.domain.policy import PolicyPack, Statement, VersionState
from ledger.domain.policy_change import Change
from ledger.domain.policy_faults import FaultKind
from ledger.domain.policy_pack import as_pack, dump_pack
from ledger.domain.staff import Operation
from ledger.domain.wording import Bilingual
from ledger.services import policy_versions
from ledger.services.session import Session
from ledger.storage import policies, policy_drafts
from support.promises import beyond_the_gate
from support.services import MARKETING, Workplace, add_customer, entries_since, say
from support.storage import MANAGER


def with_clause(pack: PolicyPack, clause_id: str, **changes: Any) -> PolicyPack:
    return replace(pack, clauses=tuple(replace(one, **changes) if one.id == clause_id else one for one in pack.clauses))


def draft_with(session: Session, clause_id: str, **changes: Any) -> PolicyPack:
    """Begin a draft in which one clause is another."""
    pack = with_clause(policy_versions.start_draft(session).pack, clause_id, **changes)
    return policy_versions.save_draft(session, pack).pack


def publish(session: Session) -> policy_versions.Published:
    session.mark_confirmed(Operation.PUBLISH_POLICY)
    return policy_versions.publish(session)


def bodies(session: Session, action: AuditAction) -> list[dict[str, Any]]:
    """What the trail says of every act of one kind, oldest first."""
    return [dict(one.body or {}) for one in entries_since(session, 0) if one.entry.action is action]


INSIDE = ("VK 8", Bilingual("Liên kết ra ngoài không thuộc trách nhiệm của cửa hàng.", ""))
OUTSIDE = ("KO 5", Bilingual("Phản hồi được trả lời trong 6 giờ.", ""))


# --- the draft ----------------------------------------------------------------------------------


def test_a_draft_begins_as_a_copy_and_is_kept(shop: Workplace) -> None:
    assert policy_versions.draft(shop.session) is None
    begun = policy_versions.start_draft(shop.session)
    assert begun.pack == as_pack(shop.session.policy())
    assert (begun.base, begun.changed_by) == (1, MANAGER)
    draft_id, text = INSIDE
    policy_versions.save_draft(shop.session, with_clause(begun.pack, draft_id, text=text))
    kept = policy_versions.draft(shop.open())
    assert kept is not None
    assert next(one for one in kept.pack.clauses if one.id == draft_id).text == text
    assert bodies(shop.session, AuditAction.POLICY_DRAFTED)


@pytest.mark.parametrize("body", ["no JSON", "[]", "{}"])
def test_a_draft_nobody_can_read_is_said_to_be_none_and_can_be_thrown_away(session: Session, body: str) -> None:
    policy_versions.start_draft(session)
    beyond_the_gate(session, "UPDATE policy_draft SET body = ?", body)
    for read in (policy_versions.draft, policy_versions.review, publish):
        with pytest.raises(PolicyInvalid):
            read(session)
    policy_versions.discard_draft(session)
    assert not policy_versions.has_draft(session)


def test_there_is_one_draft_at_a_time(session: Session) -> None:
    policy_versions.start_draft(session)
    with pytest.raises(PolicyDraftExists):
        policy_versions.start_draft(session)
    policy_versions.discard_draft(session)
    assert policy_versions.draft(session) is None
    policy_versions.start_draft(session)


def test_without_a_draft_there_is_nothing_to_save_review_or_publish(session: Session) -> None:
    for act in (policy_versions.discard_draft, policy_versions.review, publish):
        with pytest.raises(NotFound):
            act(session)
    with pytest.raises(NotFound):
        policy_versions.save_draft(session, as_pack(session.policy()))


def test_an_older_version_can_be_taken_up_again(session: Session) -> None:
    first = session.policy()
    draft_with(session, INSIDE[0], text=INSIDE[1])
    publish(session)
    assert policy_versions.start_draft(session, 1).pack == as_pack(first)
    with pytest.raises(NotFound):
        policy_versions.version(session, 9)


def test_an_unfinished_draft_is_kept_and_its_faults_are_named(session: Session) -> None:
    draft_with(session, "KO 5", text=Bilingual("  ", ""), parameters={"hours": 500})
    found = policy_versions.review(session).faults
    assert {(one.kind, one.where) for one in found} == {
        (FaultKind.MISSING, "clauses.KO 5.text"),
        (FaultKind.RANGE, "clauses.KO 5.hours"),
    }
    with pytest.raises(PolicyInvalid):
        publish(session)
    assert len(policy_versions.lines(session)) == 1


def test_what_is_typed_is_cleaned_and_never_markup(session: Session) -> None:
    typed = "<b>Giữ\u202e kín</b>\r\n  dòng hai"
    pack = draft_with(session, "KO 5", text=Bilingual(typed, ""))
    assert next(one for one in pack.clauses if one.id == "KO 5").text.vi == "<b>Giữ kín</b>\n dòng hai"


@pytest.mark.parametrize(("text", "refusal"), [("dài " * 2000, TextTooLong), ("Z" + "\u0301" * 9, TextNotAllowed)])
def test_what_cannot_be_kept_is_refused_and_the_draft_stays(
    session: Session, text: str, refusal: type[Exception]
) -> None:
    pack = policy_versions.start_draft(session).pack
    with pytest.raises(refusal):
        policy_versions.save_draft(session, with_clause(pack, "KO 5", text=Bilingual(text, "")))
    kept = policy_versions.draft(session)
    assert kept is not None
    assert kept.pack == pack


def test_the_file_of_a_pack_becomes_a_draft(session: Session) -> None:
    raw = dump_pack(as_pack(session.policy()))
    assert policy_versions.load_draft(session, raw).pack == as_pack(session.policy())
    policy_versions.discard_draft(session)
    with pytest.raises(PolicyInvalid):
        policy_versions.load_draft(session, {**raw, "clauses": "none"})
    assert policy_versions.draft(session) is None


def test_only_the_manager_writes_policies_but_everybody_reads_them(shop: Workplace) -> None:
    policy_versions.start_draft(shop.session)
    staff = shop.as_staff()
    for act in (policy_versions.draft, policy_versions.start_draft, policy_versions.review, policy_versions.publish):
        with pytest.raises(RoleForbidden):
            act(staff)
    assert len(policy_versions.lines(staff)) == 1


# --- a control the program does not have --------------------------------------------------------


def unknown_control(session: Session) -> dict[str, Any]:
    raw: dict[str, Any] = dump_pack(as_pack(session.policy()))
    raw["clauses"][0]["control"] = "GOOD_INTENTIONS"
    return raw


def test_a_clause_whose_control_is_missing_is_not_even_kept(session: Session) -> None:
    policy_versions.start_draft(session)
    with pytest.raises(PolicyInvalid):
        policy_versions.save_draft(session, unknown_control(session))


def test_a_draft_of_another_program_with_a_control_of_its_own_cannot_be_published(session: Session) -> None:
    base, raw = session.policy().id, unknown_control(session)
    with session.write() as uow:
        policy_drafts.save(uow.db, policy_drafts.DraftRow(base, raw, uow.now, uow.actor))
        uow.audit(AuditAction.POLICY_DRAFTED, None, {})
    for act in (policy_versions.review, publish):
        with pytest.raises(PolicyInvalid) as refused:
            act(session)
        assert refused.value.data["where"] == "clauses[1].control"
    assert len(policy_versions.lines(session)) == 1
    policy_versions.discard_draft(session)


# --- reviewing ----------------------------------------------------------------------------------


def test_the_review_says_what_changes_who_is_told_and_what_is_missing(session: Session) -> None:
    add_customer(session)
    draft_with(session, OUTSIDE[0], text=OUTSIDE[1])
    found = policy_versions.review(session)
    assert [one.id for one in found.change.clauses if one.change is Change.CHANGED] == ["KO 5"]
    assert (found.affects_customers, found.customers) == (True, 1)
    assert found.faults == ()
    assert {one.wins for one in found.contradictions} == {"KO 4b", "VK 3"}
    assert found.missing == (Statement.RETENTION,)


def test_a_change_inside_the_shop_tells_nobody(session: Session) -> None:
    add_customer(session)
    draft_with(session, INSIDE[0], text=INSIDE[1])
    found = policy_versions.review(session)
    assert (found.affects_customers, found.customers) == (False, 0)


# --- publishing ---------------------------------------------------------------------------------


def test_publishing_needs_the_passphrase_once_more(session: Session) -> None:
    draft_with(session, INSIDE[0], text=INSIDE[1])
    with pytest.raises(ConfirmationNeeded):
        policy_versions.publish(session)
    assert policy_versions.draft(session) is not None


def test_a_change_inside_the_shop_is_in_force_at_once(session: Session) -> None:
    draft_with(session, INSIDE[0], text=INSIDE[1])
    done = publish(session)
    assert (done.number, done.notice_run) == (2, None)
    assert session.policy().number == 2
    assert session.policy().in_force_at == session.policy().published_at
    assert policy_versions.draft(session) is None
    assert [(one.number, one.state, one.published_by) for one in policy_versions.lines(session)] == [
        (2, VersionState.IN_FORCE, MANAGER),
        (1, VersionState.EARLIER, MANAGER),
    ]
    assert bodies(session, AuditAction.POLICY_PUBLISHED)[-1]["references"] == [INSIDE[0]]
    assert bodies(session, AuditAction.POLICY_IN_FORCE)


def test_a_change_that_affects_customers_waits_for_its_notices(session: Session) -> None:
    add_customer(session)
    draft_with(session, OUTSIDE[0], text=OUTSIDE[1])
    done = publish(session)
    assert done.notice_run is not None
    assert session.policy().number == 1
    assert policy_versions.lines(session)[0].state is VersionState.WAITING
    assert bodies(session, AuditAction.POLICY_IN_FORCE) == []


def test_while_notices_run_nothing_newer_can_be_published(session: Session) -> None:
    add_customer(session)
    draft_with(session, OUTSIDE[0], text=OUTSIDE[1])
    waiting = publish(session)
    draft_with(session, INSIDE[0], text=INSIDE[1])
    with pytest.raises(PolicyWaiting) as refused:
        publish(session)
    assert refused.value.data["number"] == 2
    with session.write() as uow:
        policies.put_in_force(uow.db, waiting.version, uow.now)
        uow.audit(AuditAction.POLICY_IN_FORCE, None, {"version": waiting.number})
    assert session.policy().number == 2
    assert session.policy().in_force_at is not None
    assert publish(session).notice_run is not None  # the draft was begun before, so it takes version 2 back


def test_a_copy_without_a_change_is_not_published(session: Session) -> None:
    policy_versions.start_draft(session)
    with pytest.raises(PolicyUnchanged):
        publish(session)


def test_a_published_version_never_changes(session: Session) -> None:
    before = session.policy()
    draft_with(session, INSIDE[0], text=INSIDE[1], states=frozenset({Statement.RETENTION}))
    publish(session)
    assert policy_versions.version(session, 1) == before
    assert policies.load(session.db, before.id) == before
    assert Statement.RETENTION in next(one for one in session.policy().clauses if one.id == "VK 8").states


def test_the_link_and_what_clauses_state_are_published_with_it(session: Session) -> None:
    pack = policy_versions.start_draft(session).pack
    policy_versions.save_draft(session, replace(pack, link=" https://theking.example/chinh-sach "))
    publish(session)
    assert policies.load(session.db, session.policy().id).link == "https://theking.example/chinh-sach"


def test_two_versions_are_compared_clause_by_clause(session: Session) -> None:
    draft_with(session, INSIDE[0], text=INSIDE[1])
    publish(session)
    change = policy_versions.difference(session, 1, 2)
    assert [one.id for one in change.clauses if one.change is not Change.SAME] == ["VK 8"]


def test_a_purpose_that_is_another_question_gets_the_next_revision_whatever_was_typed(session: Session) -> None:
    customer = add_customer(session)
    assert say(session, customer, ConsentOutcome.GRANTED).allowed
    pack = policy_versions.start_draft(session).pack
    purposes = tuple(
        replace(one, text=Bilingual("Quảng cáo", one.text.en), revision=1) if one.id == MARKETING else one
        for one in pack.purposes
    )
    policy_versions.save_draft(session, replace(pack, purposes=purposes))
    assert [one.id for one in policy_versions.review(session).change.asked_again] == [MARKETING]
    published = policies.load(session.db, publish(session).version)
    assert {one.id: one.revision for one in published.purposes}[MARKETING] == 2


@pytest.mark.parametrize("bomb", [b"a=" + b"[" * 40_000, b"a." * 50_000, b"[" + b"a." * 50_000 + b"a]", b"\xff\xfe"])
def test_a_file_made_to_choke_the_reader_is_no_pack(tmp_path: Path, bomb: bytes) -> None:
    path = tmp_path / "pack.toml"
    path.write_bytes(bomb)
    with pytest.raises(PolicyInvalid):
        policy_versions.read_pack_file(path)


@pytest.mark.parametrize("pack", ["combined", "vietking", "the-king-oil"])
def test_the_files_of_the_packs_that_ship_are_read(pack: str) -> None:
    assert policy_versions.read_pack_file(resource_path("policies", f"{pack}.toml"))["clauses"]
