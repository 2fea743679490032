"""What came with a request is kept in the ledger, goes with its customer, and is shown only on record (KO 1)."""

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import CustomerErased, FileNotAllowed, IdentityCardShown, NotFound
from ledger.domain.ids import AttachmentId
from ledger.domain.request import RequestOutcome, StepKind
from ledger.services import evidence, requests, reveals
from ledger.services.session import Session
from ledger.storage import attachments
from support.promises import beyond_the_gate
from support.requests import ask
from support.services import add_customer, attempts, audited

LETTER = evidence.read_file("C:\\Thư\\đơn của An.txt", "Tôi muốn xóa dữ liệu".encode())


def test_a_letter_is_kept_with_the_request_and_shown_on_record(session: Session) -> None:
    code = ask(session)
    trace = audited(session, lambda: requests.add_file(session, code, LETTER))
    assert trace == [(AuditAction.REQUEST_FILE_ADDED, None)]
    (kept,) = requests.files(session, code)
    assert (kept.file_name, kept.media_type, kept.customer_id) == ("đơn của An.txt", "text/plain", None)
    assert requests.steps(session, code)[-1].kind is StepKind.FILE_ADDED
    assert audited(session, lambda: shown(session, code, kept.id)) == [(AuditAction.FILE_SHOWN, None)]


def shown(session: Session, code: str, attachment_id: AttachmentId) -> None:
    assert requests.open_file(session, code, attachment_id).content == LETTER.content


def test_once_the_customer_is_known_the_file_is_theirs_and_showing_it_is_a_reveal(session: Session) -> None:
    code, customer = ask(session), add_customer(session)
    first = requests.add_file(session, code, LETTER)
    requests.link(session, code, customer.code)
    second = requests.add_file(session, code, LETTER)
    assert {one.id for one in attachments.of_customer(session.db, customer.id)} == {first, second}
    assert audited(session, lambda: shown(session, code, second)) == [(AuditAction.REVEALED, customer.code)]
    assert reveals.count_mine(session) == 1


def test_a_file_of_another_request_is_not_shown_by_this_one(session: Session) -> None:
    mine, other = ask(session), ask(session)
    file = requests.add_file(session, other, LETTER)
    for attachment in (file, AttachmentId(99)):
        with pytest.raises(NotFound):
            requests.open_file(session, mine, attachment)


@pytest.mark.parametrize("is_known", [True, False])
def test_an_identity_card_is_never_kept_whoever_it_is(session: Session, is_known: bool) -> None:
    customer = add_customer(session)
    code = ask(session, customer_code=customer.code if is_known else "")
    with pytest.raises(IdentityCardShown):
        requests.add_file(session, code, evidence.read_file("CCCD mat truoc.txt", b"x"))
    assert requests.files(session, code) == ()
    (attempt,) = attempts(session)
    assert attempt.customer_id == (customer.id if is_known else None)


def test_only_papers_are_kept_and_nothing_about_who_was_erased(session: Session) -> None:
    with pytest.raises(FileNotAllowed):
        evidence.read_file("a.exe", b"MZ\x00\x01")
    code = ask(session, customer_code=add_customer(session).code)
    requests.close(session, code, RequestOutcome.TAKEN_BACK)
    requests.add_file(session, code, LETTER)  # a paper may come in after the end
    beyond_the_gate(session, "UPDATE customer SET erased_at = '2026-11-21T03:00:00.000000Z'")
    with pytest.raises(CustomerErased):
        requests.add_file(session, code, LETTER)
