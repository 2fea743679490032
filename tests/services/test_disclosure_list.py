"""The register and the refused acts: all for the manager, their own for staff, one customer's for whoever asks."""

from datetime import timedelta

import pytest

from ledger.domain.consent import ConsentMethod
from ledger.domain.gate import Act
from ledger.domain.ids import FieldId
from ledger.domain.policy import RecipientRole
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.staff import Operation
from ledger.services import consents, contacts, disclosure_list, disclosures, handover, recipients
from ledger.services.disclosure_list import AttemptQuery, AttemptRow, DisclosureQuery, DisclosureRow, EvidenceSort
from ledger.services.disclosures import DisclosureInput
from ledger.services.session import Session
from support.services import (
    AT,
    DELIVERY,
    LAW,
    MARKETING,
    PAPERS,
    Workplace,
    add_authority,
    add_carrier,
    add_customer,
    print_all,
    take_parcels,
)
from support.storage import MANAGER, STAFF

NAME = frozenset({FieldId("name")})
REGISTER, REFUSALS = DisclosureQuery(), AttemptQuery()


def given(session: Session, query: DisclosureQuery = REGISTER) -> list[DisclosureRow]:
    return list(disclosure_list.rows(session, disclosure_list.ids(session, query)))


def refused(session: Session, query: AttemptQuery = REFUSALS) -> list[AttemptRow]:
    return list(disclosure_list.attempt_rows(session, disclosure_list.attempt_ids(session, query)))


def people(rows: list[DisclosureRow] | list[AttemptRow]) -> list[str | None]:
    return [row.customer_name for row in rows]


@pytest.fixture
def register(shop: Workplace) -> Workplace:
    """A parcel of Ân handed over, An's name given to an authority; marketing with either refused."""
    session = shop.session
    carrier = add_carrier(session, "Đi Nhanh")
    take_parcels(session, add_customer(session, "Đỗ Ân"), carrier)
    print_all(session)
    handover.hand_over(session, carrier.id, "Anh Tư")
    shop.clock.move(hours=1)
    add_customer(session, "Đỗ An")
    session.mark_confirmed(Operation.DISCLOSE_TO_AUTHORITY)
    disclosures.disclose(session, "KH-00002", DisclosureInput(add_authority(session).id, LAW, NAME, authority=PAPERS))
    disclosures.disclose(session, "KH-00001", DisclosureInput(carrier.id, MARKETING, NAME))
    shop.clock.move(hours=1)
    disclosures.disclose(session, "KH-00002", DisclosureInput(carrier.id, MARKETING, NAME))
    return shop


def test_the_manager_reads_all_newest_first(register: Workplace) -> None:
    assert people(given(register.session)) == ["Đỗ An", "Đỗ Ân"]
    assert people(refused(register.session)) == ["Đỗ An", "Đỗ Ân"]


def test_staff_read_what_they_recorded_themselves(register: Workplace) -> None:
    session = register.as_staff()
    assert (given(session), refused(session)) == ([], [])
    carrier = recipients.by_name(session, "Đi Nhanh")
    disclosures.disclose(session, "KH-00001", DisclosureInput(carrier.id, DELIVERY, NAME))
    disclosures.disclose(session, "KH-00001", DisclosureInput(carrier.id, MARKETING, NAME))
    assert [row.recorded_by for row in given(session)] == [row.recorded_by for row in refused(session)] == [STAFF]


def test_staff_read_everything_about_a_customer_they_name(register: Workplace) -> None:
    session = register.as_staff()
    assert people(given(session, DisclosureQuery(customer_code="kh-00002"))) == ["Đỗ An"]
    assert people(refused(session, AttemptQuery(customer_code="KH-00001"))) == ["Đỗ Ân"]
    assert given(session, DisclosureQuery(customer_code="KH-99999")) == []
    assert given(session, DisclosureQuery(customer_code=" ")) == []  # nobody is named
    assert given(session, DisclosureQuery("an")) == []  # a search is no name


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        (EvidenceSort.AT, ["Đỗ Ân", "Đỗ An"]),
        (EvidenceSort.CUSTOMER, ["Đỗ An", "Đỗ Ân"]),
        (EvidenceSort.RECIPIENT, ["Đỗ An", "Đỗ Ân"]),  # Công an …, Đi Nhanh
    ],
)
def test_every_column_sorts_both_ways(register: Workplace, sort: EvidenceSort, wanted: list[str]) -> None:
    for descending, names in ((False, wanted), (True, wanted[::-1])):
        assert people(given(register.session, DisclosureQuery(sort=sort, descending=descending))) == names
    attempts = refused(register.session, AttemptQuery(sort=sort, descending=False))
    assert set(people(attempts)) == {"Đỗ An", "Đỗ Ân"}


def test_filters_narrow_the_register(register: Workplace) -> None:
    session = register.session
    assert people(given(session, DisclosureQuery(basis=LegalBasis.LAW))) == ["Đỗ An"]
    assert people(given(session, DisclosureQuery(purpose_id=DELIVERY))) == ["Đỗ Ân"]
    assert people(given(session, DisclosureQuery(since=AT + timedelta(minutes=30)))) == ["Đỗ An"]
    assert people(given(session, DisclosureQuery(until=AT + timedelta(minutes=30)))) == ["Đỗ Ân"]
    assert people(given(session, DisclosureQuery("ân"))) == ["Đỗ An", "Đỗ Ân"]  # accents do not matter
    assert people(given(session, DisclosureQuery("KH-00001"))) == ["Đỗ Ân"]
    assert given(session, DisclosureQuery("%")) == []
    carrier = recipients.by_name(session, "Đi Nhanh")
    assert people(given(session, DisclosureQuery(recipient_id=carrier.id))) == ["Đỗ Ân"]
    assert len(refused(session, AttemptQuery(recipient_id=carrier.id, act=Act.DISCLOSURE))) == 2
    assert refused(session, AttemptQuery(act=Act.LABEL)) == []


def test_a_row_of_the_register_names_its_parcel_or_its_paper(register: Workplace) -> None:
    law, parcel = given(register.session)
    assert (law.reference, law.role, law.basis, law.fields) == (
        PAPERS.document_number, RecipientRole.AUTHORITY, LegalBasis.LAW, ("name",),
    )  # fmt: skip
    assert (len(parcel.reference), parcel.recipient_name, parcel.purpose_id) == (14, "Đi Nhanh", DELIVERY)
    assert (parcel.customer_code, parcel.recorded_by, parcel.policy_number, parcel.at) == ("KH-00001", MANAGER, 1, AT)
    assert "Ân" not in repr(parcel)
    assert MANAGER not in repr(parcel)


def test_a_refused_act_keeps_its_reasons(register: Workplace) -> None:
    session = register.session
    newest = refused(session)[0]
    stored = disclosures.attempts(session, disclosures.Filter())[-1]
    assert newest.reasons == stored.reasons
    assert newest.reasons
    assert (newest.act, newest.purpose_id, newest.channel, newest.recipient_name) == (
        Act.DISCLOSURE, MARKETING, Channel.NONE, "Đi Nhanh",
    )  # fmt: skip
    assert "An" not in repr(newest)


def test_a_refusal_without_a_recipient_stands_last_by_recipient(register: Workplace) -> None:
    session = register.session
    consents.stop_contact(session, "KH-00001", None, ConsentMethod.WRITING)
    contacts.contact(session, "KH-00001", MARKETING, Channel.SMS)
    rows = refused(session, AttemptQuery(sort=EvidenceSort.RECIPIENT, descending=False))
    assert [row.recipient_name for row in rows] == ["Đi Nhanh", "Đi Nhanh", None]
