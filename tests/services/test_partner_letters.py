"""Partners who hold the data are asked to act, each with its own clock, and learn nothing they were not given."""

import pytest

from documents.papers import words_of
from ledger.assets import load_wording
from ledger.domain.audit import AuditAction
from ledger.domain.deadline import DeadlineState, RequestKind
from ledger.domain.erasure import ErasureCause
from ledger.domain.errors import (
    BeforeReceipt,
    CustomerErased,
    IdentityNotProven,
    InFuture,
    LedgerError,
    NotFound,
    NothingToDo,
    UnknownChoice,
    WrongState,
)
from ledger.domain.ids import FieldId, PartnerLetterId, RecipientId
from ledger.domain.instants import show_end
from ledger.domain.parcel import ParcelState, show_code
from ledger.domain.policy import RecipientRole
from ledger.domain.request import PartnerAnswer, PartnerLetterKind, RequestOutcome, StepKind
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import disclosures, erasure, parcels, partner_letters, partner_papers, request_papers, requests
from ledger.services.deciding_many import to_the_end
from ledger.services.disclosures import DisclosureInput
from ledger.services.request_papers import LetterKind
from ledger.services.session import Session
from support.partner_letters import CARRIER, INSTALLER, asked_for, holder, id_of
from support.requests import DAY, ask, carry_out
from support.services import LAW, PAPERS, Workplace, add_authority, add_customer, audited, entries_since, snapshot

CORRECT, RECALL, STOP = PartnerLetterKind.CORRECT, PartnerLetterKind.RECALL, PartnerLetterKind.STOP
NAME, PHONE = FieldId("name"), FieldId("phone")


def written(session: Session, code: str, kind: PartnerLetterKind = RECALL, name: str = CARRIER) -> PartnerLetterId:
    one = holder(session, name)
    return partner_letters.write(session, code, one.recipient_id, kind, one.fields)


def draft(session: Session, code: str, kind: PartnerLetterKind, name: str = CARRIER) -> str:
    """Return what a letter would say, which nobody recorded."""
    one, before = holder(session, name), snapshot(session)
    paper = partner_papers.draft(session, code, one.recipient_id, kind, one.fields, Language.VI)
    assert snapshot(session) == before
    return words_of(paper.render())


# --- who holds what -------------------------------------------------------------------------------


def test_whoever_was_given_data_holds_them_with_the_papers_they_are_found_by(session: Session) -> None:
    asked_for(session)
    carrier, installer = holder(session), holder(session, INSTALLER)
    assert (carrier.count, len(carrier.parcels), carrier.orders, len(carrier.manifests)) == (2, 2, ("DH-0001",), 1)
    assert {"name", "phone", "address"} <= set(carrier.fields)
    assert (installer.fields, installer.parcels, installer.manifests) == ((NAME,), (), ())


def test_nobody_holds_what_was_never_given(session: Session) -> None:
    assert partner_letters.holders(session, add_customer(session).code) == ()


# --- asking ---------------------------------------------------------------------------------------


def test_a_letter_is_a_step_an_entry_and_a_clock(session: Session) -> None:
    code = asked_for(session)
    done = audited(session, lambda: written(session, code))
    assert done == [(AuditAction.REQUEST_WITH_PARTNER, "KH-00001"), (AuditAction.PARTNER_TOLD, "KH-00001")]
    (letter,) = partner_letters.of_request(session, code)
    # Five days after Saturday 21 November is Thursday.
    assert (letter.kind, show_end(letter.due_at)) == (RECALL, "24:00 26/11/2026")
    assert [one.kind for one in requests.steps(session, code)][-2:] == [StepKind.WITH_PARTNER, StepKind.PARTNER_TOLD]
    (waiting,) = partner_letters.waiting(session, 10)
    assert (waiting.request_code, waiting.recipient_name, waiting.letter.id) == (code, CARRIER, letter.id)


def test_a_letter_moves_the_limit_once_and_only_when_it_should(session: Session) -> None:
    code = asked_for(session)
    before = requests.get(session, code).due_at
    longer = partner_letters.partners(session, code).longer_limit
    one = holder(session)
    partner_letters.write(session, code, one.recipient_id, RECALL, one.fields, moves_limit=False)
    assert requests.get(session, code).due_at == before
    written(session, code, name=INSTALLER)
    assert requests.get(session, code).due_at == longer != before
    assert partner_letters.partners(session, code).longer_limit is None
    written(session, code)
    assert requests.get(session, code).due_at == longer


def test_the_clock_of_a_partner_runs_out(shop: Workplace) -> None:
    session = shop.session
    code = asked_for(session)
    written(session, code)
    (waiting,) = partner_letters.waiting(session, 10)
    shop.clock.at = waiting.letter.due_at
    assert waiting.clock.state(session.now()) is not DeadlineState.OVERDUE
    shop.clock.move(seconds=1)
    assert waiting.clock.state(session.now()) is DeadlineState.OVERDUE


@pytest.mark.parametrize(
    ("recipient", "fields", "error"),
    [
        (None, (), NothingToDo),
        (None, (FieldId("birth_date"),), UnknownChoice),
        (RecipientId(99), (NAME,), NotFound),
    ],
)
def test_what_it_never_had_cannot_be_asked_of_a_partner(
    session: Session, recipient: RecipientId | None, fields: tuple[FieldId, ...], error: type[LedgerError]
) -> None:
    code = asked_for(session)
    before = snapshot(session)
    with pytest.raises(error):
        partner_letters.write(session, code, recipient or id_of(session), RECALL, fields)
    assert snapshot(session) == before


def test_nobody_is_written_to_before_the_asker_is_proven_or_after_the_end(session: Session) -> None:
    code = asked_for(session)
    other = ask(session, RequestKind.CORRECT, "KH-00001")
    one = holder(session)
    with pytest.raises(IdentityNotProven):
        partner_letters.write(session, other, one.recipient_id, CORRECT, one.fields)
    with pytest.raises(WrongState):
        partner_letters.write(session, ask(session), one.recipient_id, CORRECT, one.fields)
    requests.close(session, code, RequestOutcome.TAKEN_BACK)
    with pytest.raises(WrongState):
        written(session, code)


def test_an_authority_can_correct_but_gives_nothing_back(session: Session) -> None:
    code = asked_for(session)
    police = add_authority(session)
    session.mark_confirmed(Operation.DISCLOSE_TO_AUTHORITY)
    given = DisclosureInput(police.id, LAW, frozenset({NAME}), authority=PAPERS)
    assert disclosures.disclose(session, "KH-00001", given).allowed
    assert holder(session, police.name).role is RecipientRole.AUTHORITY
    with pytest.raises(UnknownChoice):
        written(session, code, RECALL, police.name)
    written(session, code, CORRECT, police.name)


# --- what the paper says --------------------------------------------------------------------------


def test_a_recall_names_codes_and_fields_and_no_person(session: Session) -> None:
    code = asked_for(session)
    text = draft(session, code, RECALL)
    for words in (f"{code}/1", "DH-0001", "BG-0001", "24:00 26/11/2026", "ký ngày 25/05/2026", CARRIER):
        assert words in text
    assert all(show_code(one) in text for one in holder(session).parcels)
    for secret in ("Nguyễn Văn Đức", "Đức", "0911", "vuive88", "Đinh Tiên Hoàng", "KH-00001", "Dầu gội"):
        assert secret not in text


def test_a_correction_names_who_it_is_where_the_partner_knew_the_name(session: Session) -> None:
    code = asked_for(session, RequestKind.CORRECT)
    assert "Nguyễn Văn Đức" in draft(session, code, CORRECT)
    phone = partner_papers.draft(session, code, id_of(session), CORRECT, (PHONE,), Language.VI)
    assert "0911" not in words_of(phone.render())


def test_where_no_parcel_leads_to_the_person_the_name_does(session: Session) -> None:
    code = asked_for(session)
    text = draft(session, code, RECALL, INSTALLER)
    assert "Nguyễn Văn Đức" in text
    assert "không kèm kiện hàng, vào lúc: 21/11/2026 10:00" in text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", PartnerLetterKind)
def test_every_time_it_leaves_is_audited_and_looking_is_not(
    session: Session, kind: PartnerLetterKind, language: Language
) -> None:
    letter = written(session, asked_for(session), kind)
    before = snapshot(session)
    partner_papers.prepare(session, letter, language, is_preview=True).render()
    assert snapshot(session) == before
    out = audited(session, lambda: partner_papers.prepare(session, letter, language, is_preview=False))
    assert out == [(AuditAction.LETTER_PRINTED, "KH-00001")]
    text = words_of(partner_papers.prepare(session, letter, language, is_preview=False).render())
    assert load_wording(language).text(f"partner_letter.title_{kind.value}") in text
    assert load_wording(language).text(f"partner_letter.wanted_{kind.value}") in text


# --- what they said -------------------------------------------------------------------------------


def test_an_answer_ends_the_clock_and_its_words_never_reach_the_trail(session: Session) -> None:
    code = asked_for(session)
    letter = written(session, code)
    before = session.db.execute("SELECT max(seq) FROM audit_entry").fetchone()[0]
    partner_letters.answered(session, letter, PartnerAnswer.DONE, session.now(), "Chị zqvhoa gọi lại")
    (entry,) = entries_since(session, before)
    assert (entry.entry.action, entry.entry.subject_ref) == (AuditAction.PARTNER_ANSWERED, "KH-00001")
    assert "zqvhoa" not in str(entry.body)
    assert partner_letters.waiting(session, 10) == ()
    said = partner_letters.get(session, letter)
    assert (said.answer, said.note) == (PartnerAnswer.DONE, "Chị zqvhoa gọi lại")
    assert requests.steps(session, code)[-1].kind is StepKind.PARTNER_ANSWERED
    with pytest.raises(WrongState):
        partner_letters.answered(session, letter, PartnerAnswer.NOT_HELD)


def test_a_partner_that_refused_may_do_it_after_all(session: Session) -> None:
    letter = written(session, asked_for(session))
    partner_letters.answered(session, letter, PartnerAnswer.REFUSED, note="Phải giữ hóa đơn")
    partner_letters.answered(session, letter, PartnerAnswer.DONE)
    assert partner_letters.get(session, letter).answer is PartnerAnswer.DONE


@pytest.mark.parametrize(("away", "error"), [(1, InFuture), (-1, BeforeReceipt)])
def test_an_answer_is_neither_in_the_future_nor_older_than_the_letter(
    session: Session, away: int, error: type[LedgerError]
) -> None:
    letter = written(session, asked_for(session))
    with pytest.raises(error):
        partner_letters.answered(session, letter, PartnerAnswer.DONE, session.now() + away * DAY)


def test_a_partner_may_answer_in_the_minute_in_which_it_was_asked(shop: Workplace) -> None:
    shop.clock.move(seconds=40)
    letter = written(shop.session, asked_for(shop.session))
    typed = shop.session.now().replace(second=0, microsecond=0)  # nobody types seconds
    partner_letters.answered(shop.session, letter, PartnerAnswer.DONE, typed)
    assert partner_letters.get(shop.session, letter).answered_at == shop.session.now()


def test_after_the_erasure_a_partner_can_still_answer_but_no_words_are_kept(session: Session) -> None:
    code = asked_for(session)
    for parcel in holder(session).parcels:
        parcels.close(session, parcel, ParcelState.DELIVERED)
    letter = written(session, code)
    session.mark_confirmed(Operation.ERASE)
    to_the_end(erasure.erasing(session, ["KH-00001"], ErasureCause.REQUEST, request_code=code))
    found = partner_letters.partners(session, code)
    assert (found.is_erased, {one.name for one in found.holders}) == (True, {INSTALLER, CARRIER})
    with pytest.raises(CustomerErased):
        partner_letters.answered(session, letter, PartnerAnswer.DONE, note="Chị Hoa nói")
    partner_letters.answered(session, letter, PartnerAnswer.DONE)
    text = draft(session, code, RECALL, INSTALLER)
    assert "Nguyễn Văn Đức" not in text
    assert "Xin tìm theo ngày giao." in text


def test_the_answer_to_the_customer_tells_what_each_partner_said(session: Session) -> None:
    code = asked_for(session)
    written(session, code)
    partner_letters.answered(session, written(session, code, name=INSTALLER), PartnerAnswer.NOT_HELD)
    carry_out(session, code)
    paper = request_papers.prepare(session, code, LetterKind.ANSWER, Language.VI, is_preview=True)
    text = words_of(paper.render())
    asked = "ngày 21/11/2026 chúng tôi yêu cầu “Trả lại hoặc xóa dữ liệu”"
    assert f"{CARRIER}: {asked}; chờ trả lời đến 24:00 26/11/2026." in text
    assert f"{INSTALLER}: {asked}; trả lời ngày 21/11/2026: Không còn giữ dữ liệu." in text
