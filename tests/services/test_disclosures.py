"""Giving data away by hand: only what was agreed, only to whom the policy lets have it, and everything written down."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.disclosure import AuthorityRequest
from ledger.domain.errors import ConfirmationNeeded, InFuture, NotFound, RoleForbidden
from ledger.domain.gate import Act, ReasonCode
from ledger.domain.ids import FieldId, PurposeId, RecipientId
from ledger.domain.policy import RecipientRole
from ledger.domain.purpose import LegalBasis
from ledger.domain.recipient import Recipient
from ledger.domain.staff import Operation
from ledger.services import customers, disclosures, recipients
from ledger.services.disclosures import DisclosureInput
from ledger.services.session import Session
from ledger.storage.disclosures import Filter
from support.services import (
    AT,
    DELIVERY,
    INSTALLATION,
    LAW,
    MARKETING,
    PAPERS,
    Workplace,
    add_authority,
    add_carrier,
    add_customer,
    attempts,
    audited,
    codes,
    records,
    snapshot,
)


def fields(*names: str) -> frozenset[FieldId]:
    return frozenset(FieldId(name) for name in names)


def give(session: Session, recipient: Recipient, purpose: PurposeId, *names: str, **changes: Any) -> set[ReasonCode]:
    """Give these fields of one customer; return why not."""
    typed = DisclosureInput(recipient.id, purpose, fields(*names))
    session.mark_confirmed(Operation.DISCLOSE_TO_AUTHORITY)
    customer = customers.get(session, "KH-00001")
    return codes(disclosures.disclose(session, customer.code, replace(typed, **changes)).decision)


@pytest.fixture(autouse=True)
def customer(request: pytest.FixtureRequest) -> None:
    for name in ("session", "king_oil", "vietking"):
        if name in request.fixturenames:
            add_customer(request.getfixturevalue(name))


def test_a_carrier_may_be_told_what_the_delivery_needs(session: Session) -> None:
    carrier = add_carrier(session)
    assert give(session, carrier, DELIVERY, "name", "phone", note="gọi hỏi đường") == set()
    (one,) = disclosures.find(session, Filter())
    assert (one.recipient_id, one.purpose_id, one.basis) == (carrier.id, DELIVERY, LegalBasis.CONTRACT)
    assert (one.fields, one.note, one.recorded_by) == (("name", "phone"), "gọi hỏi đường", session.member.id)


def test_nothing_more_than_that(session: Session) -> None:
    carrier = add_carrier(session, fields=fields("name", "phone"))
    assert give(session, carrier, DELIVERY, "name", "birth_date") == {
        ReasonCode.FIELD_NOT_ALLOWED,
        ReasonCode.FIELD_NOT_NEEDED,
        ReasonCode.FIELD_NOT_FOR_RECIPIENT,
    }
    assert give(session, carrier, DELIVERY, "address") == {ReasonCode.FIELD_NOT_FOR_RECIPIENT}
    assert give(session, carrier, DELIVERY) == {ReasonCode.NO_FIELDS}
    assert disclosures.find(session, Filter()) == ()


def test_not_for_another_purpose(session: Session) -> None:
    carrier = add_carrier(session)
    reasons = give(session, carrier, MARKETING, "name")
    assert {ReasonCode.PURPOSE_NOT_FOR_ROLE, ReasonCode.PURPOSE_NOT_FOR_RECIPIENT} <= reasons


def test_the_king_oil_promised_no_installer_and_vietking_has_one(king_oil: Session, vietking: Session) -> None:
    refused = give(king_oil, add_carrier(king_oil, "Thợ Lắp", RecipientRole.INSTALLER), INSTALLATION, "name")
    assert ReasonCode.ROLE_NOT_ALLOWED in refused
    assert attempts(king_oil)[0].reasons[0].reference.startswith(("KO", "law:"))
    assert {one.reference for one in attempts(king_oil)[0].reasons if one.code is ReasonCode.ROLE_NOT_ALLOWED} == {
        "KO 3"
    }
    assert give(vietking, add_carrier(vietking, "Thợ Lắp", RecipientRole.INSTALLER), INSTALLATION, "name") == set()


def test_anybody_else_gets_nothing(session: Session) -> None:
    other = recipients.add(session, recipients.RecipientInput("Công Ty Quảng Cáo", RecipientRole.OTHER))
    assert ReasonCode.ROLE_NOT_ALLOWED in give(session, other, MARKETING, "phone")


# --- authorities --------------------------------------------------------------------------------


def test_an_authority_with_its_papers_is_answered(session: Session) -> None:
    police = add_authority(session)
    assert give(session, police, LAW, "name", "phone", "orders", authority=PAPERS) == set()
    (one,) = disclosures.find(session, Filter())
    assert (one.authority, one.basis) == (PAPERS, LegalBasis.LAW)


@pytest.mark.parametrize(
    "papers",
    [
        None,
        replace(PAPERS, document_number=" "),
        replace(PAPERS, document_on=None),
        replace(PAPERS, issuing_body=""),
        replace(PAPERS, legal_reference="\u200b"),
    ],
)
def test_an_authority_without_any_one_of_its_papers_is_not(session: Session, papers: AuthorityRequest | None) -> None:
    assert give(session, add_authority(session), LAW, "name", authority=papers) == {ReasonCode.AUTHORITY_PAPERS_MISSING}
    assert disclosures.find(session, Filter()) == ()


def test_only_the_manager_answers_an_authority(shop: Workplace) -> None:
    add_customer(shop.session)
    police, carrier = add_authority(shop.session), add_carrier(shop.session)
    session = shop.as_staff()
    before = records(session)
    with pytest.raises(RoleForbidden):
        give(session, police, LAW, "name", authority=PAPERS)
    assert records(session) == before
    assert give(session, carrier, DELIVERY, "name") == set()


def test_the_manager_answers_an_authority_only_with_the_passphrase_just_given(shop: Workplace) -> None:
    add_customer(shop.session)
    police = add_authority(shop.session)
    typed = DisclosureInput(police.id, LAW, fields("name"), authority=PAPERS)
    before = snapshot(shop.session)
    with pytest.raises(ConfirmationNeeded):
        disclosures.disclose(shop.session, "KH-00001", typed)
    shop.session.mark_confirmed(Operation.EXPORT)
    with pytest.raises(ConfirmationNeeded):
        disclosures.disclose(shop.session, "KH-00001", typed)
    assert snapshot(shop.session) == before
    shop.session.mark_confirmed(Operation.DISCLOSE_TO_AUTHORITY)
    assert disclosures.disclose(shop.session, "KH-00001", typed).allowed


def test_papers_shown_by_a_carrier_are_not_an_authoritys(session: Session) -> None:
    assert give(session, add_carrier(session), DELIVERY, "name", authority=PAPERS) == set()
    assert disclosures.find(session, Filter())[0].authority is None


def test_an_authority_may_ask_about_somebody_who_is_restricted(session: Session) -> None:
    customers.restrict(session, "KH-00001", is_restricted=True)
    assert give(session, add_authority(session), LAW, "name", authority=PAPERS) == set()
    assert give(session, add_carrier(session), DELIVERY, "name") == {ReasonCode.CUSTOMER_RESTRICTED}


# --- when ---------------------------------------------------------------------------------------


def test_a_disclosure_of_last_week_is_judged_by_the_paper_that_held_then(session: Session) -> None:
    carrier = add_carrier(session)
    recipients.close(session, carrier.id)
    assert give(session, carrier, DELIVERY, "name") == {ReasonCode.RECIPIENT_CLOSED}
    assert give(session, carrier, DELIVERY, "name", occurred_at=AT - timedelta(days=7)) == set()
    long_ago = AT - timedelta(days=181)
    assert give(session, carrier, DELIVERY, "name", occurred_at=long_ago) == {ReasonCode.COMMITMENT_NOT_YET}
    (one,) = disclosures.find(session, Filter())
    assert (one.occurred_at, one.recorded_at) == (AT - timedelta(days=7), AT)
    with pytest.raises(InFuture):
        give(session, carrier, DELIVERY, "name", occurred_at=AT + timedelta(days=1))


def test_somebody_or_some_recipient_who_is_not_on_record(session: Session) -> None:
    with pytest.raises(NotFound):
        disclosures.disclose(session, "KH-00001", DisclosureInput(RecipientId(9), DELIVERY, fields("name")))
    carrier = add_carrier(session)
    with pytest.raises(NotFound):
        disclosures.disclose(session, "KH-00009", DisclosureInput(carrier.id, DELIVERY, fields("name")))


def test_what_was_given_and_what_was_refused_can_be_looked_up(session: Session) -> None:
    carrier, police = add_carrier(session), add_authority(session)
    give(session, carrier, DELIVERY, "name")
    give(session, police, LAW, "name", authority=PAPERS)
    give(session, police, LAW, "name")
    by_law = disclosures.find(session, Filter(basis=LegalBasis.LAW))
    assert [one.recipient_id for one in by_law] == [police.id]
    assert [one.recipient_id for one in disclosures.find(session, Filter(purpose_id=DELIVERY))] == [carrier.id]
    (refused,) = disclosures.attempts(session, Filter(recipient_id=police.id))
    assert (refused.act, refused.recorded_by) == (Act.DISCLOSURE, session.member.id)
    assert disclosures.attempts(session, Filter(recipient_id=carrier.id)) == ()


def test_both_are_on_the_trail_under_the_customer(session: Session) -> None:
    police = add_authority(session)
    given = audited(session, lambda: give(session, police, LAW, "name", authority=PAPERS))
    refused = audited(session, lambda: give(session, police, LAW, "name"))
    assert given == [(AuditAction.DISCLOSED, "KH-00001")]
    assert refused == [(AuditAction.ATTEMPT_BLOCKED, "KH-00001")]
