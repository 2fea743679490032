"""KO 3 and VK 3: whom data were given to, judged from the rows whatever the gate had said."""

from datetime import date, timedelta

import pytest

from ledger.domain.customer import Customer
from ledger.domain.policy import RecipientRole
from ledger.domain.promise import PromiseState
from ledger.domain.purpose import LegalBasis
from ledger.domain.recipient import CommitmentItem, Recipient
from ledger.domain.staff import Operation
from ledger.services import disclosures, recipients
from ledger.services.disclosures import DisclosureInput
from ledger.services.recipients import RecipientInput
from ledger.services.session import Session
from support.domain import NAME
from support.promises import beyond_the_gate, figure, given_elsewhere, kinds, promise_of, state
from support.services import (
    AT,
    DELIVERY,
    LAW,
    PAPERS,
    TODAY,
    Workplace,
    add_authority,
    add_carrier,
    add_customer,
    paper,
)
from support.storage import MANAGER_PASSPHRASE


def disclose(session: Session, customer: Customer, recipient: Recipient) -> None:
    given = disclosures.disclose(session, customer.code, DisclosureInput(recipient.id, DELIVERY, frozenset({NAME})))
    assert given.allowed


def values(session: Session, clause: str) -> dict[str, object]:
    return {one.id: one.value for one in promise_of(session, clause).evidence.figures}


# --- KO 3 -----------------------------------------------------------------------------------------


def test_disclosures_are_counted_by_basis_and_by_who_got_them(session: Session) -> None:
    customer, authority = add_customer(session), add_authority(session)
    disclose(session, customer, add_carrier(session))
    session.confirm(Operation.DISCLOSE_TO_AUTHORITY, MANAGER_PASSPHRASE)
    typed = DisclosureInput(authority.id, LAW, frozenset({NAME}), authority=PAPERS)
    assert disclosures.disclose(session, customer.code, typed).allowed
    assert not disclosures.disclose(session, customer.code, DisclosureInput(authority.id, LAW, frozenset())).allowed
    found = values(session, "KO 3")
    assert (found["disclosures"], found["disclosures_contract"], found["disclosures_law"]) == (2, 1, 1)
    assert (found["to_carriers"], found["to_authorities"], found["to_installers"], found["blocked"]) == (1, 1, 0, 1)
    assert [one.code for one in promise_of(session, "KO 3").evidence.samples] == ["2", "1"]
    assert state(session, "KO 3") is PromiseState.KEPT


@pytest.mark.parametrize("column", ["document_number", "document_on", "issuing_body", "legal_reference"])
def test_an_authority_without_one_of_its_papers_breaks_the_promise(session: Session, column: str) -> None:
    given = given_elsewhere(session, add_customer(session), add_authority(session), (LAW, LegalBasis.LAW))
    fill = "document_number = '1', document_on = '2026-11-21', issuing_body = 'Công an', legal_reference = 'Điều 19'"
    beyond_the_gate(session, f"UPDATE disclosure SET {fill} WHERE id = ?", given)
    assert kinds(session, "KO 3") == []
    beyond_the_gate(session, f"UPDATE disclosure SET {column} = NULL WHERE id = ?", given)
    (violation,) = promise_of(session, "KO 3").evidence.violations
    assert (violation.kind, violation.reference, violation.is_open) == ("papers_missing", f"disclosure:{given}", False)


def test_a_role_the_version_does_not_allow_is_one_violation_though_its_papers_are_missing_too(session: Session) -> None:
    authority = add_authority(session)
    given_elsewhere(session, add_customer(session), authority)
    beyond_the_gate(session, "UPDATE recipient SET role = 'OTHER' WHERE id = ?", authority.id)
    assert kinds(session, "KO 3") == ["role_not_allowed"]


# --- VK 3 -----------------------------------------------------------------------------------------


def lapses(session: Session) -> list[tuple[str, object, object]]:
    found = promise_of(session, "VK 3").evidence.violations
    return [(one.reference, one.at, one.closed_at) for one in found if one.kind == "commitment_lapsed"]


def test_a_partner_that_never_got_anything_holds_nothing(session: Session) -> None:
    recipients.add(session, RecipientInput("Giao Nhanh", RecipientRole.CARRIER))
    found = values(session, "VK 3")
    assert (found["partners_committed"], found["partners_in_use"]) == (0, 1)
    assert state(session, "VK 3") is PromiseState.UNUSED


def test_a_commitment_holds_through_its_last_day(shop: Workplace) -> None:
    session = shop.session
    carrier = add_carrier(session, signed=paper(expires_on=date(2026, 11, 23)))
    disclose(session, add_customer(session), carrier)
    shop.clock.move(days=2)
    assert lapses(session) == []
    shop.clock.move(days=1)
    end = AT + timedelta(days=2, hours=14)  # midnight in Vietnam after 23 November
    assert lapses(session) == [("recipient:1:2026-11-23", end, None)]


def test_a_lapse_ends_with_the_new_commitment_and_is_not_undone_by_dating_it_back(shop: Workplace) -> None:
    session = shop.session
    carrier = add_carrier(session, signed=paper(expires_on=date(2026, 11, 22)))
    disclose(session, add_customer(session), carrier)
    shop.clock.move(days=5)
    recipients.record_commitment(session, carrier.id, paper(signed_on=date(2026, 11, 1)))
    ((reference, _, closed_at),) = lapses(session)
    assert (reference, closed_at) == ("recipient:1:2026-11-22", AT + timedelta(days=5))
    assert values(session, "VK 3")["partners_committed"] == 1


def test_a_renewal_in_time_leaves_no_gap(shop: Workplace) -> None:
    session = shop.session
    carrier = add_carrier(session, signed=paper(expires_on=date(2026, 11, 22)))
    disclose(session, add_customer(session), carrier)
    recipients.record_commitment(session, carrier.id, paper(signed_on=date(2026, 11, 23)))
    shop.clock.move(days=6)
    assert lapses(session) == []
    assert state(session, "VK 3") is PromiseState.KEPT


def test_six_of_seven_items_are_no_commitment(shop: Workplace) -> None:
    session = shop.session
    carrier = add_carrier(session, signed=paper(expires_on=date(2026, 11, 22)))
    disclose(session, add_customer(session), carrier)
    items = frozenset(CommitmentItem) - {CommitmentItem.PURPOSE}
    recipients.record_commitment(session, carrier.id, paper(items=items))
    shop.clock.move(days=3)
    assert [closed_at for _, _, closed_at in lapses(session)] == [None]


def test_whoever_is_no_longer_used_stops_breaking_the_promise(shop: Workplace) -> None:
    session = shop.session
    carrier = add_carrier(session, signed=paper(expires_on=date(2026, 11, 22)))
    disclose(session, add_customer(session), carrier)
    shop.clock.move(days=3)
    recipients.close(session, carrier.id)
    assert [closed_at for _, _, closed_at in lapses(session)] == [AT + timedelta(days=3)]
    assert values(session, "VK 3")["partners_in_use"] == 0


def test_a_partner_closed_before_its_commitment_ended_breaks_nothing(shop: Workplace) -> None:
    session = shop.session
    carrier = add_carrier(session, signed=paper(expires_on=date(2026, 11, 25)))
    disclose(session, add_customer(session), carrier)
    recipients.close(session, carrier.id)
    shop.clock.move(days=8)
    assert lapses(session) == []


def test_data_given_before_any_commitment_is_a_violation_of_its_own(session: Session) -> None:
    carrier = recipients.add(session, RecipientInput("Giao Nhanh", RecipientRole.CARRIER))
    given = given_elsewhere(session, add_customer(session), carrier)
    assert sorted(kinds(session, "VK 3")) == ["commitment_lapsed", "disclosed_uncommitted"]
    assert lapses(session) == [("recipient:1:none", AT, None)]
    references = [one.reference for one in promise_of(session, "VK 3").evidence.violations]
    assert f"disclosure:{given}" in references


def test_a_commitment_about_to_end_warns_unless_the_next_is_signed(shop: Workplace) -> None:
    session = shop.session
    carrier = add_carrier(session, signed=paper(expires_on=TODAY + timedelta(days=30)))
    disclose(session, add_customer(session), carrier)
    assert figure(session, "VK 3", "commitments_expiring") == 1
    assert [one.kind for one in promise_of(session, "VK 3").evidence.warnings] == ["commitment_expiring"]
    assert state(session, "VK 3") is PromiseState.AT_RISK
    renewal = paper(signed_on=TODAY + timedelta(days=31), expires_on=TODAY + timedelta(days=400))
    recipients.record_commitment(session, carrier.id, renewal)
    assert state(session, "VK 3") is PromiseState.KEPT


def test_an_authority_needs_no_commitment(session: Session) -> None:
    given_elsewhere(session, add_customer(session), add_authority(session), (LAW, LegalBasis.LAW))
    assert kinds(session, "VK 3") == []
    assert values(session, "VK 3")["to_partners"] == 0
