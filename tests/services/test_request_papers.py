"""Letters about a request: true when they are written, recorded when they leave, and sent only where they may go."""

import email
from dataclasses import replace
from email.header import decode_header, make_header

import pytest

from documents.papers import words_of
from ledger.assets import load_wording
from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.deadline import RequestKind
from ledger.domain.erasure import ErasureCause
from ledger.domain.errors import InvalidEmail, LetterRefused, TextMissing, WrongState
from ledger.domain.gate import Exemption, ReasonCode
from ledger.domain.purpose import Channel
from ledger.domain.request import RefusalGround, RequestOutcome, StepKind
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import consents, contacts, customers, erasure, request_papers, requests
from ledger.services.deciding_many import to_the_end
from ledger.services.request_papers import LetterInput, LetterKind, PreparedLetter
from ledger.services.session import Session
from support.requests import ASKED, acknowledge, ask, carry_out, prove
from support.services import HANOI, Workplace, add_customer, attempts, audited, codes, snapshot

ACK, EXTENSION = LetterKind.ACKNOWLEDGEMENT, LetterKind.EXTENSION
ANSWER, REFUSAL = LetterKind.ANSWER, LetterKind.REFUSAL
VI, EN = Language.VI, Language.EN
BY_EMAIL, BY_POST = LetterInput(Channel.EMAIL), LetterInput(Channel.POST)
REASON = "Đối tác cần thêm thời gian để tìm dữ liệu"


def looked_at(
    session: Session, code: str, kind: LetterKind, typed: LetterInput | None = None, language: Language = VI
) -> str:
    """Return what a letter says, which nobody recorded."""
    before = snapshot(session)
    prepared = request_papers.prepare(session, code, kind, language, typed, is_preview=True)
    assert snapshot(session) == before
    return words_of(prepared.render())


def leaves(session: Session, code: str, kind: LetterKind, typed: LetterInput | None = None) -> PreparedLetter:
    return request_papers.prepare(session, code, kind, VI, typed, is_preview=False)


def contacted(session: Session) -> list[tuple[Channel, Exemption | None]]:
    found = contacts.rows(session, contacts.ids(session, contacts.ContactQuery()))
    return [(one.channel, one.exemption) for one in found]


# --- that it arrived ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", RequestKind)
def test_an_acknowledgement_says_what_when_and_by_which_law(
    session: Session, kind: RequestKind, language: Language
) -> None:
    code, wording = ask(session, kind, add_customer(session).code), load_wording(language)
    text = looked_at(session, code, ACK, language=language)
    for words in (code, ASKED, wording.text(f"request_letter.next_{kind.value}"), "21/11/2026 10:00"):
        assert words in text
    request = requests.get(session, code)
    law = "law_COMPLAINT" if kind is RequestKind.COMPLAINT else "law"
    assert wording.text(f"request_letter.{law}") in text
    if request.due_at is None:
        assert wording.text("request_letter.time_none") in text
        assert wording.text("request_letter.identity_title") not in text
    else:
        assert wording.text("request_letter.identity_visit") in text


def test_limit_and_target_are_told_apart_where_the_last_day_is_a_day_off(session: Session) -> None:
    # Received on 21 November: fifteen days end on Sunday 6 December, legally on Monday.
    code = ask(session, RequestKind.WITHDRAW, add_customer(session).code)
    text = looked_at(session, code, ACK)
    assert "chậm nhất 24:00 07/12/2026. Chúng tôi làm việc để xong trước 24:00 06/12/2026" in text
    assert "báo đã nhận chậm nhất 24:00 25/11/2026" in text
    assert "20 ngày kể từ ngày nhận" in text
    assert "không quá 15 ngày" in text


def test_whoever_was_proven_is_not_asked_for_proof_again(session: Session) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    prove(session, code)
    text = looked_at(session, code, ACK)
    assert "Chúng tôi đã xác minh Quý khách lúc 21/11/2026 10:00" in text
    assert load_wording(VI).text("request_letter.identity_visit") not in text


def test_a_message_that_is_a_feedback_too_names_the_twelve_hours(session: Session) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code, also_feedback=True)
    assert "(mã PH-0001): theo lời hứa của chúng tôi, Quý khách được trả lời chậm nhất 21/11/2026 22:00" in looked_at(
        session, code, ACK
    )


def test_the_letter_that_leaves_is_a_step_an_entry_and_a_contact_on_the_own_channel(session: Session) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    told = audited(session, lambda: leaves(session, code, ACK, BY_EMAIL))
    assert told == [(AuditAction.CONTACT_MADE, "KH-00001"), (AuditAction.LETTER_PRINTED, "KH-00001")]
    step = requests.steps(session, code)[-1]
    assert (step.kind, step.channel, step.reference) == (StepKind.LETTER, Channel.EMAIL, "ACKNOWLEDGEMENT")
    assert contacted(session) == [(Channel.EMAIL, Exemption.OWN_MESSAGE)]
    assert requests.get(session, code).acknowledged_at is None


def test_it_may_record_at_once_that_the_customer_was_told_and_only_once(session: Session) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    told = replace(BY_EMAIL, acknowledges=True)
    done = [action for action, _ in audited(session, lambda: leaves(session, code, ACK, told))]
    assert done.count(AuditAction.REQUEST_ACKNOWLEDGED) == 1
    assert requests.get(session, code).acknowledged_at == session.now()
    again = [action for action, _ in audited(session, lambda: leaves(session, code, ACK, told))]
    assert AuditAction.REQUEST_ACKNOWLEDGED not in again
    with pytest.raises(WrongState):
        acknowledge(session, code)


def test_handed_over_in_person_it_contacts_nobody(session: Session) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    leaves(session, code, ACK)
    assert contacted(session) == []


# --- where it may go ------------------------------------------------------------------------------


def test_a_stop_does_not_keep_the_answer_from_the_channel_it_was_asked_on(session: Session) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    consents.stop_contact(session, "KH-00001", None, ConsentMethod.EMAIL)
    assert request_papers.may_send(session, code, Channel.EMAIL).allowed
    leaves(session, code, ACK, BY_EMAIL)


def test_another_channel_that_was_stopped_is_refused_and_that_is_evidence(session: Session) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    consents.stop_contact(session, "KH-00001", None, ConsentMethod.EMAIL)
    before = snapshot(session)
    assert codes(request_papers.may_send(session, code, Channel.POST)) == {ReasonCode.STOP_CONTACT}
    assert snapshot(session) == before
    with pytest.raises(LetterRefused):
        leaves(session, code, ACK, BY_POST)
    assert [one.channel for one in attempts(session)] == [Channel.POST]
    assert contacted(session) == []
    assert all(one.kind is not StepKind.LETTER for one in requests.steps(session, code))


def test_a_restricted_customer_is_still_answered(session: Session) -> None:
    code = ask(session, RequestKind.RESTRICT, add_customer(session).code)
    customers.restrict(session, "KH-00001", is_restricted=True)
    leaves(session, code, ACK, BY_POST)


# --- to whom and where ----------------------------------------------------------------------------


def test_by_post_the_first_live_address_or_the_one_chosen_stands_on_it(session: Session) -> None:
    person = add_customer(session, addresses=(HANOI, replace(HANOI, line="5 Lò Đúc")))
    code = ask(session, RequestKind.ACCESS, person.code)
    assert "36 Hàng Than" in looked_at(session, code, ACK, BY_POST)
    outline = request_papers.outline(session, code)
    chosen = replace(BY_POST, address_id=outline.addresses[1].id)
    assert "5 Lò Đúc" in looked_at(session, code, ACK, chosen)
    assert "8 Hàng Bài" in looked_at(session, code, ACK, replace(chosen, address="8 Hàng Bài"))
    assert "Hàng Than" not in looked_at(session, code, ACK)


@pytest.mark.parametrize(("typed", "name"), [(BY_POST, "address"), (BY_EMAIL, "email")])
def test_without_an_address_it_says_what_is_missing(session: Session, typed: LetterInput, name: str) -> None:
    code = ask(session)
    with pytest.raises(TextMissing) as error:
        request_papers.prepare(session, code, ACK, VI, typed, is_preview=True)
    assert error.value.data["field"] == name


def test_a_guardian_who_asked_is_addressed_and_so_is_who_was_typed(session: Session) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code, asked_by="Bà Lê Thị Mai")
    assert request_papers.outline(session, code).name == "Bà Lê Thị Mai"
    text = looked_at(session, code, ACK, LetterInput(addressee="Bà Lê Thị Mai"))
    assert "Kính gửi Quý khách Bà Lê Thị Mai," in text
    assert "Kính gửi Quý khách," in looked_at(session, ask(session), ACK)


def test_an_email_is_a_draft_to_be_sent_with_all_the_letter_says(session: Session) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    letter = leaves(session, code, ACK, BY_EMAIL)
    message = email.message_from_bytes(letter.draft())
    assert message["X-Unsent"] == "1"
    assert str(make_header(decode_header(message["To"]))) == "Nguyễn Văn Đức <vuive88@example.com>"
    assert code in str(make_header(decode_header(message["Subject"])))
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    body = payload.decode()
    for words in ("Kính gửi Quý khách Nguyễn Văn Đức,", ASKED, "24:00 25/11/2026", "The King Oil"):
        assert words in body
    with pytest.raises(InvalidEmail):
        leaves(session, code, ACK, replace(BY_EMAIL, address="không phải thư"))


# --- longer, done, refused ------------------------------------------------------------------------


def test_a_letter_tells_only_what_happened(session: Session) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    for kind in (EXTENSION, ANSWER, REFUSAL):
        with pytest.raises(WrongState):
            request_papers.prepare(session, code, kind, VI, is_preview=True)
    assert request_papers.outline(session, code).letters == (ACK,)
    requests.extend(session, code, REASON)
    assert request_papers.outline(session, code).letters == (EXTENSION, ACK)


def test_an_extension_gives_its_reason_both_limits_and_that_it_is_the_only_one(session: Session) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    requests.extend(session, code, REASON)
    text = looked_at(session, code, EXTENSION)
    assert REASON in text
    assert "Thời hạn đầu là 24:00 01/12/2026. Thời hạn mới là 24:00 11/12/2026." in text
    assert "chỉ cho gia hạn một lần" in text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("ground", RefusalGround)
def test_a_refusal_gives_ground_article_words_what_stays_and_the_right_to_complain(
    session: Session, ground: RefusalGround, language: Language
) -> None:
    code, wording = ask(session, RequestKind.ACCESS, add_customer(session).code), load_wording(language)
    requests.close(session, code, RequestOutcome.REFUSED, REASON, ground)
    text = looked_at(session, code, REFUSAL, language=language)
    assert REASON in text
    assert wording.text(f"ground_laws.{ground.value}") in text
    assert wording.text(f"request_letter.kept_{ground.value}", years=10) in text
    assert wording.text("request_letter.rights") in text
    assert request_papers.outline(session, code).letters[0] is REFUSAL
    assert "Lời khác" in looked_at(session, code, REFUSAL, LetterInput(words="Lời khác"))


@pytest.mark.parametrize("outcome", [RequestOutcome.TAKEN_BACK, RequestOutcome.NOT_PROVEN])
def test_an_answer_to_what_was_not_done_lists_nothing_done(session: Session, outcome: RequestOutcome) -> None:
    code, wording = ask(session, RequestKind.ACCESS, add_customer(session).code), load_wording(VI)
    requests.close(session, code, outcome)
    text = looked_at(session, code, ANSWER)
    assert wording.text(f"request_letter.result_{outcome.value}") in text
    assert wording.text("request_letter.done_title") not in text


def test_an_answer_lists_what_was_done_and_the_words_typed_now_are_kept_nowhere(session: Session) -> None:
    code = ask(session, RequestKind.PROVIDE_COPY, add_customer(session).code)
    prove(session, code)
    carry_out(session, code)
    request = requests.get(session, code)
    with session.write() as uow:
        requests.add_step(uow, request.id, StepKind.HANDED_OVER, channel=Channel.EMAIL)
        uow.audit(AuditAction.COPY_HANDED_OVER, None, {"request": code})
    leaves(session, code, ANSWER, LetterInput(words="Cảm ơn chị zqvthanks."))
    assert "zqvthanks" in looked_at(session, code, ANSWER, LetterInput(words="Cảm ơn chị zqvthanks."))
    assert "21/11/2026: giao cho Quý khách bản sao dữ liệu (Email)." in looked_at(session, code, ANSWER)
    assert "zqvthanks" not in str(snapshot(session))


def test_whoever_was_erased_is_answered_under_what_is_typed_now(shop: Workplace) -> None:
    session = shop.session
    code = ask(session, RequestKind.DELETE, add_customer(session).code)
    prove(session, code)
    session.mark_confirmed(Operation.ERASE)
    (certificate,) = to_the_end(erasure.erasing(session, ["KH-00001"], ErasureCause.REQUEST, request_code=code))
    requests.close(session, code, RequestOutcome.DONE)
    outline = request_papers.outline(session, code)
    assert (outline.is_known, outline.name, outline.letters[0]) == (False, "", ANSWER)
    typed = LetterInput(Channel.POST, "Ông zqvback", "9 Đường zqvroad")
    text = looked_at(session, code, ANSWER, typed)
    assert "Ông zqvback" in text
    assert f"Giấy xác nhận xóa số {certificate}" in text
    with pytest.raises(TextMissing):
        leaves(session, code, ANSWER, BY_POST)
    told = audited(session, lambda: leaves(session, code, ANSWER, typed))
    assert told == [(AuditAction.LETTER_PRINTED, "KH-00001")]
    assert not any(word in str(snapshot(session)) for word in ("zqvback", "zqvroad"))
