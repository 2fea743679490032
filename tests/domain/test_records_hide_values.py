"""A record that ends up in a log or an error report says nothing about a person."""

import dataclasses
import importlib
import pkgutil
import typing
from collections.abc import Iterator
from datetime import date

import pytest

import ledger.domain
from ledger.domain import customer as people
from ledger.domain.customer import Customer, Gender, GuardianLink, Source
from ledger.domain.disclosure import AuthorityRequest, Disclosure
from ledger.domain.feedback import Feedback, FeedbackRound
from ledger.domain.gate import Act, Proposal
from ledger.domain.ids import (
    AddressId,
    CustomerId,
    DisclosureId,
    EmailId,
    FeedbackId,
    FeedbackRoundId,
    OrderId,
    PhoneId,
    PolicyVersionId,
    RecipientId,
)
from ledger.domain.masking import MaskedLabel, Secrets
from ledger.domain.parcel import Order, OrderItem
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.staff import Role, StaffMember
from ledger.domain.text import parse_phone
from support import domain as d

SECRET = "chim-hoàng-yến"
BORN = date(1987, 6, 5)

# Texts and dates that may be seen: codes, the published policy, the shop and its partners, the official places.
SHOWN = {
    "AnswerDay": {"day"},
    "AuditEntry": {"subject_ref"},
    "AuthorityRequest": {"document_on"},
    "Bilingual": {"vi", "en"},
    "Clause": {"id", "parameters"},
    "ClauseChange": {"id"},
    "Commitment": {"signed_on", "expires_on"},
    "Contradiction": {"clause_id", "other_id", "wins"},
    "CookieTerms": {"reference"},
    "Crossing": {"code"},
    "Incident": {"code", "keep_until"},
    "Customer": {"code"},
    "Fault": {"id", "key"},
    "Feedback": {"code"},
    "Figure": {"id"},
    "ItemChange": {"id"},
    "MaskedLabel": {"parcel_code"},
    "Order": {"code"},
    "ParameterRule": {"default", "choices"},
    "Parcel": {"code", "order_code"},
    "PartnerLetter": {"fields"},
    "Period": {"first", "last"},
    "PhoneForm": {"number"},  # has a repr of its own, tested below
    "Place": {"code", "name"},
    "PolicyPack": {"id", "link"},
    "PolicyVersion": {"pack", "link"},
    "Province": {"code", "name"},
    "Reason": {"reference", "values"},
    "RecordRef": {"code"},
    "Recipient": {"name", "zones", "masked_labels_agreed_on", "website"},
    "Reminder": {"code", "about"},  # ``about`` is a word of the texts, such as a channel
    "Shop": {"name", "hotline", "email", "address"},
    "SpecialDay": {"day"},
    "Standing": {"codes"},
    "Step": {"reference"},  # a code or an id of what the step made
    "SubjectRequest": {"code"},
    "TrendPoint": {"first", "last"},
    "Violation": {"reference", "kind"},
    "Ward": {"code", "name"},
    "Warned": {"kind", "values"},
    "WorkingDays": {"off", "worked"},
}


def record_classes() -> Iterator[type]:
    for module in pkgutil.iter_modules(ledger.domain.__path__):
        for value in vars(importlib.import_module(f"ledger.domain.{module.name}")).values():
            if isinstance(value, type) and dataclasses.is_dataclass(value):
                yield value


def types_in(hint: object) -> set[object]:
    inner = typing.get_args(hint)
    return {hint}.union(*map(types_in, inner)) if inner else {hint}


def seen_in_repr(record: type) -> set[str]:
    """Names of the fields with free text or a date that the repr shows."""
    hints = typing.get_type_hints(record)
    shown = {one.name for one in dataclasses.fields(record) if one.repr}
    return {name for name in shown if types_in(hints[name]) & {str, date}}


def test_every_text_and_date_that_can_be_seen_is_known_to_be_harmless() -> None:
    seen = {record.__name__: seen_in_repr(record) for record in record_classes()}
    assert {name: fields for name, fields in seen.items() if fields} == SHOWN


SPEAKER = (people.Phone(PhoneId(1), SECRET), people.Email(EmailId(1), SECRET))
PLACE = people.Address(AddressId(1), SECRET, SECRET, SECRET, SECRET, SECRET)
PAPERS = AuthorityRequest(SECRET, d.TODAY, SECRET, SECRET)
ROUND = FeedbackRound(FeedbackRoundId(1), 1, d.AT, d.AT, answer=SECRET)
ITEM = OrderItem(SECRET, 2)

RECORDS: list[object] = [
    *SPEAKER,
    PLACE,
    PAPERS,
    ROUND,
    ITEM,
    GuardianLink(CustomerId(2), SECRET, d.AT),
    Customer(
        id=CustomerId(1),
        code="KH-00001",
        name=SECRET,
        gender=Gender.FEMALE,
        birth_on=BORN,
        is_declared_adult=True,
        source=Source.SHOP,
        policy_version_id=PolicyVersionId(1),
        collected_at=d.AT,
        note=SECRET,
        restricted_at=None,
        erased_at=None,
        phones=SPEAKER[:1],
        emails=SPEAKER[1:],
        addresses=(PLACE,),
        guardian=GuardianLink(CustomerId(2), SECRET, d.AT),
    ),
    d.consent(d.MARKETING, note=SECRET, frequency=SECRET),
    d.carrier(phone=SECRET, email=SECRET, address=SECRET),
    d.facts(birth_on=BORN, consents=(d.consent(d.MARKETING, note=SECRET),)),
    Proposal(Act.DISCLOSURE, d.LAW, d.AT, authority=PAPERS),
    Disclosure(
        id=DisclosureId(1),
        customer_id=CustomerId(1),
        recipient_id=RecipientId(1),
        purpose_id=d.LAW,
        basis=LegalBasis.LAW,
        fields=(d.NAME,),
        policy_version_id=PolicyVersionId(1),
        occurred_at=d.AT,
        recorded_at=d.AT,
        recorded_by=d.STAFF,
        authority=PAPERS,
        note=SECRET,
    ),
    Feedback(FeedbackId(1), "PH-0001", None, Channel.CALL, SECRET, d.AT, d.AT, d.STAFF, (ROUND,)),
    Order(OrderId(1), "DH-0001", CustomerId(1), d.AT, d.AT, 0, items=(ITEM,)),
    MaskedLabel("4K7Q9ZTM2HXB", SECRET, SECRET, SECRET, 1, 1, 500, 0),
    Secrets(SECRET, (SECRET,), (SECRET,), (SECRET,), (SECRET,)),
    StaffMember(d.STAFF, SECRET, Role.STAFF, b"", b"", d.AT),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_no_record_tells_what_it_knows(record: object) -> None:
    for told in (repr(record), str(record), f"{record}"):
        assert SECRET not in told
        assert repr(BORN) not in told
        assert "FEMALE" not in told


def test_a_phone_form_tells_only_what_kind_it_is() -> None:
    assert repr(parse_phone("911647979")) == "PhoneForm(is_valid=True, was_repaired=True)"
