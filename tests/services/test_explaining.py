"""Every "no" is a sentence a person understands, in both languages, with its clause or article at the end."""

import pytest

import ledger.domain.errors
from ledger.assets import load_wording
from ledger.domain.errors import ErrorValue, FieldNotCollected, LedgerError, OutOfRange, TextTooLong, WrongState
from ledger.domain.gate import Reason, ReasonCode, ReasonValue
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.policy import RecipientRole
from ledger.domain.purpose import Channel
from ledger.domain.recipient import CommitmentItem
from ledger.domain.wording import Language, Wording
from ledger.services.explaining import (
    explain,
    explain_error,
    field_text,
    fields_text,
    purpose_text,
    show_reference,
)
from ledger.services.session import Session
from support.services import MARKETING

FULL: dict[str, ReasonValue] = {
    "purpose": MARKETING,
    "channel": Channel.SMS.value,
    "role": RecipientRole.INSTALLER.value,
    "fields": ("name", "phone"),
    "missing": tuple(item.value for item in CommitmentItem),
    "date": "21/11/2026",
    "limit": 3,
    "from": 8,
    "to": 17,
}


@pytest.fixture(params=Language)
def wording(request: pytest.FixtureRequest) -> Wording:
    return load_wording(request.param)


@pytest.mark.parametrize("code", ReasonCode)
def test_every_reason_is_a_whole_sentence(session: Session, wording: Wording, code: ReasonCode) -> None:
    text = explain(Reason(code, "VK 3", FULL), session.policy(), wording)
    assert text.endswith("(VK 3)")
    for left_over in ("{", "}", "_", "None", code.value, MARKETING, "INSTALLER", "SMS_"):
        assert left_over not in text.replace("SMS", "")


@pytest.mark.parametrize("channel", Channel)
def test_every_channel_has_its_word(session: Session, wording: Wording, channel: Channel) -> None:
    values = {"purpose": MARKETING, "channel": channel.value}
    text = explain(Reason(ReasonCode.CONSENT_REFUSED, "VK 2b", values), session.policy(), wording)
    assert wording.text(f"channels.{channel.value}") in text


def test_missing_papers_and_missing_items_are_named_in_words(session: Session, wording: Wording) -> None:
    papers = {"missing": ("document_number", "issuing_body")}
    text = explain(Reason(ReasonCode.AUTHORITY_PAPERS_MISSING, "KO 3", papers), session.policy(), wording)
    assert wording.text("authority_papers.document_number") in text
    items = {"missing": ("period_and_deletion",)}
    text = explain(Reason(ReasonCode.COMMITMENT_INCOMPLETE, "law:D356-7.1", items), session.policy(), wording)
    assert wording.text("commitment_items.period_and_deletion") in text
    assert wording.text("law.D356-7.1") in text


def test_an_article_of_law_is_shown_in_words_and_a_clause_as_it_is() -> None:
    vietnamese = load_wording(Language.VI)
    assert show_reference("KO 4c", vietnamese) == "KO 4c"
    assert show_reference("law:PDPL-9", vietnamese) == vietnamese.text("law.PDPL-9")


def test_what_has_no_word_is_shown_by_its_id(session: Session, wording: Wording) -> None:
    assert purpose_text(session.policy(), PurposeId("resale"), wording) == "resale"
    assert field_text(FieldId("shoe_size"), wording) == "shoe_size"
    assert fields_text((FieldId("name"), FieldId("shoe_size")), wording) == f"{wording.text('fields.name')}, shoe_size"


def test_errors_name_their_field_in_words(wording: Wording) -> None:
    for error in (TextTooLong(field="address", limit=300), FieldNotCollected(field="gender")):
        field = wording.text(f"fields.{error.data['field']}")
        assert field in explain_error(error, wording)
    assert "99" in explain_error(OutOfRange(field="count", low=1, high=99), wording)


def test_why_a_request_does_not_go_on_is_said_in_words_of_its_own(wording: Wording) -> None:
    general = explain_error(WrongState(state="CLOSED", act="contact_list"), wording)
    said = {explain_error(WrongState(state=one, act="close"), wording) for one in WHY_NOT}
    assert len(said | {general}) == len(WHY_NOT) + 1
    assert all("{" not in one for one in said)


# What ``services.requests`` says about a request.
WHY_NOT = (
    "NO_CUSTOMER", "LINKED", "ACKNOWLEDGED", "IDENTITY_PROVEN", "WITH_PARTNER", "EXTENDED", "NO_EXTENSION", "PAUSED",
    "PAST_LIMIT", "NOT_CARRIED_OUT", "CARRIED_OUT", "REQUEST_CLOSED", "REQUEST_OPEN",
)  # fmt: skip


def every_error() -> list[type[LedgerError]]:
    found = vars(ledger.domain.errors).values()
    return [one for one in found if isinstance(one, type) and issubclass(one, LedgerError)]


@pytest.mark.parametrize("kind", every_error())
def test_every_error_says_something_even_without_what_it_should_carry(
    kind: type[LedgerError], wording: Wording
) -> None:
    data: dict[str, ErrorValue] = {
        "field": "name", "limit": 1, "low": 1, "high": 2, "code": "KH-00001", "seq": 1, "version": 2, "line": 3,
        "rows": 4, "where": "x", "why": "y", "kind": "z", "choices": ("a", "b"), "kinds": ("PHONE",), "part": "zone",
        "newest": "21/11/2026 10:00", "seconds": 32, "until": "2026-11-21T03:00:32.000000Z",
        "file": "manifest.pdf", "printer": "Canon", "count": 30, "per_hours": 1, "number": 2, "cell": "C7",
        "email": 1, "post": 2, "home_page": 3,
    }  # fmt: skip
    full = explain_error(kind(**data), wording)
    assert full != kind.code()
    assert "{" not in full
    assert explain_error(kind(), wording)
