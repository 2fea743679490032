"""Printing the proof of promises: from what was measured to paper, and onto the trail."""

from dataclasses import replace
from datetime import timedelta

import pytest

from documents.papers import words_of
from ledger.assets import load_wording
from ledger.domain.audit import AuditAction
from ledger.domain.errors import RoleForbidden
from ledger.domain.policy import Control
from ledger.domain.promise import Figure, PromiseState, RecordKind, RecordRef, Unit, count_states
from ledger.domain.purpose import Channel
from ledger.domain.wording import Bilingual, Language
from ledger.services import feedback, promise_proof, promises, trail
from ledger.services.feedback import AnswerInput, FeedbackInput
from ledger.services.promise_words import figure_value, record_words
from ledger.services.promises import BreachInput
from support.promises import measured
from support.services import Workplace, add_customer, audited, entries_since

WHY = "Ca tối thiếu người.\n\nTừ nay có người trực thay."
NAME = "Đặng Quỳnh Giao"
VI, EN = load_wording(Language.VI), load_wording(Language.EN)


def make_busy(shop: Workplace) -> str:
    """A late answer that is explained, and a breach about a customer that is open; return the feedback's code."""
    session = shop.session
    customer = add_customer(session, NAME)
    made = feedback.receive(session, FeedbackInput(Channel.CALL, "Hàng bị móp"))
    shop.clock.move(hours=13)
    feedback.answer(session, made.code, AnswerInput("Đã đổi hàng mới"))
    when = session.now() - timedelta(hours=2)
    promises.record_breach(session, BreachInput(Control.MASKED_PARCELS, f"{NAME} bị lộ", when, customer.code))
    late = next(one for one in measured(session).promises if one.control is Control.FEEDBACK_IN_TIME)
    for one in late.evidence.violations:
        promises.explain(session, Control.FEEDBACK_IN_TIME, one.reference, WHY)
    return made.code


@pytest.mark.parametrize("language", list(Language))
def test_the_paper_has_every_clause_every_exception_and_the_head_of_the_trail(
    shop: Workplace, language: Language
) -> None:
    code = make_busy(shop)
    found = measured(shop.session)
    prepared = promise_proof.prepare(shop.session, found, language, is_preview=False)
    text, wording = words_of(prepared.render()), load_wording(language)
    assert prepared.rows == len(found.promises) == 18
    for one in found.promises:
        assert one.clause.id in text
        assert " ".join(one.clause.text.in_language(language).split()) in text
        assert wording.text(f"promises.{one.control.value}") in text
    assert record_words(RecordRef(RecordKind.FEEDBACK, code), wording) in text
    assert "VP-0001" in text
    assert "Ca tối thiếu người. Từ nay có người trực thay." in text
    assert trail.head_of(shop.session).hash.hex() in text.replace(" ", "")


def test_no_value_of_a_customer_reaches_the_paper(shop: Workplace) -> None:
    make_busy(shop)
    text = words_of(promise_proof.prepare(shop.session, measured(shop.session), Language.VI, is_preview=True).render())
    assert not any(value in text for value in (NAME, "Quỳnh", "0911 647 979", "vuive88", "Hàng Than"))


def test_printing_is_audited_once_with_the_states_and_looking_is_not(shop: Workplace) -> None:
    make_busy(shop)
    found, session = measured(shop.session), shop.session
    assert audited(session, lambda: promise_proof.prepare(session, found, Language.VI, is_preview=True)) == []
    before = trail.head_of(session).seq
    promise_proof.prepare(session, found, Language.VI, is_preview=False)
    (entry,) = entries_since(session, before)
    assert (entry.entry.action, entry.entry.subject_ref) == (AuditAction.PROOF_PRINTED, None)
    counts = count_states(found.promises)
    assert entry.body is not None
    assert entry.body["period_from"] == found.period.first.isoformat()
    assert {state: entry.body[state.value.lower()] for state in PromiseState} == counts


def test_only_the_manager_prints_it(shop: Workplace) -> None:
    session = shop.as_staff()
    found = measured(session)
    with pytest.raises(RoleForbidden):
        promise_proof.prepare(session, found, Language.VI, is_preview=True)


def test_clauses_of_one_control_tell_a_violation_once(shop: Workplace) -> None:
    when = shop.session.now() - timedelta(hours=2)
    promises.record_breach(shop.session, BreachInput(Control.PURPOSE_LIMITATION, "Dùng nhầm danh sách", when))
    found = measured(shop.session)
    both = [one for one in found.promises if one.control is Control.PURPOSE_LIMITATION]
    assert [len(one.evidence.violations) for one in both] == [1, 1]
    prepared = promise_proof.prepare(shop.session, found, Language.VI, is_preview=True)
    assert prepared.exceptions == 1
    assert "KO 2, VK 2a" in words_of(prepared.render())


def test_a_clause_without_english_is_printed_in_vietnamese(shop: Workplace) -> None:
    found = measured(shop.session)
    first = found.promises[0]
    bare = replace(first, clause=replace(first.clause, text=Bilingual("Chỉ có tiếng Việt ở đây.", "")))
    found = replace(found, promises=(bare, *found.promises[1:]))
    text = words_of(promise_proof.prepare(shop.session, found, Language.EN, is_preview=True).render())
    assert "Chỉ có tiếng Việt ở đây." in text


@pytest.mark.parametrize(
    ("figure", "vi", "en"),
    [
        (Figure("blocked", 1204), "1.204", "1,204"),
        (Figure("blocked", 99.96, Unit.PERCENT), "99,9 %", "99.9 %"),
        (Figure("blocked", 100.0, Unit.PERCENT), "100 %", "100 %"),
        (Figure("blocked", 3.9, Unit.HOURS), "3 giờ 54 phút", "3 h 54 min"),
        (Figure("blocked", None, Unit.INSTANT), "chưa có", "none yet"),
    ],
)
def test_a_figure_is_written_with_its_unit_and_never_rounded_up(figure: Figure, vi: str, en: str) -> None:
    assert (figure_value(figure, VI), figure_value(figure, EN)) == (vi, en)


@pytest.mark.parametrize("kind", list(RecordKind))
def test_every_kind_of_record_has_a_name_by_its_code(kind: RecordKind) -> None:
    code = "K7F29QX4M3TB" if kind is RecordKind.PARCEL else "17"
    shown = "K7F2" if kind is RecordKind.PARCEL else "17"
    assert shown in record_words(RecordRef(kind, code), VI)
    assert shown in record_words(RecordRef(kind, code), EN)
