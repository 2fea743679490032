"""What keeps a policy from being published: each fault is found, and named with its place."""

from dataclasses import replace
from typing import Any

import pytest

from ledger.assets import load_pack, pack_ids
from ledger.domain.errors import PolicyInvalid
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.policy import Clause, Control, PolicyPack
from ledger.domain.policy_faults import LEGAL_DUTY, FaultKind, ParameterKind, duties, faults, is_link, parameter_rules
from ledger.domain.policy_pack import dump_pack, parse_pack
from ledger.domain.purpose import LegalBasis
from ledger.domain.wording import Bilingual

PACK = load_pack("combined")
NOTHING = Bilingual("", "")


def first(items: tuple[Any, ...], **changes: Any) -> tuple[Any, ...]:
    return (replace(items[0], **changes), *items[1:])


def clause(control: Control, **parameters: int | str | bool) -> PolicyPack:
    one = Clause("GC 1", control, parameters, affects_customers=True, text=Bilingual("Lời hứa", ""))
    return replace(PACK, clauses=(one,))


@pytest.mark.parametrize("pack_id", pack_ids())
def test_what_ships_is_sound(pack_id: str) -> None:
    assert faults(load_pack(pack_id)) == ()


FAULTS: list[tuple[PolicyPack, FaultKind, str]] = [
    (replace(PACK, id=""), FaultKind.MISSING, "meta.id"),
    (replace(PACK, title=NOTHING), FaultKind.MISSING, "meta.title"),
    (replace(PACK, source=NOTHING), FaultKind.MISSING, "meta.source"),
    (replace(PACK, link="javascript:alert(1)"), FaultKind.VALUE, "meta.link"),
    (replace(PACK, purposes=first(PACK.purposes, text=NOTHING)), FaultKind.MISSING, "purposes.delivery_of_goods.text"),
    (replace(PACK, purposes=(*PACK.purposes, PACK.purposes[0])), FaultKind.TWICE, "purposes.delivery_of_goods"),
    (replace(PACK, fields=first(PACK.fields, text=NOTHING)), FaultKind.MISSING, "fields.name.text"),
    (replace(PACK, fields=()), FaultKind.MISSING, "fields"),
    (
        replace(PACK, fields=first(PACK.fields, needed_by=frozenset({PurposeId("resale")}))),
        FaultKind.UNKNOWN,
        "fields.name.needed_by",
    ),
    (
        replace(PACK, recipient_rules=first(PACK.recipient_rules, purposes=frozenset({PurposeId("resale")}))),
        FaultKind.UNKNOWN,
        "recipient_rules.CARRIER.purposes",
    ),
    (
        replace(PACK, recipient_rules=first(PACK.recipient_rules, fields=frozenset({FieldId("fingerprint")}))),
        FaultKind.UNKNOWN,
        "recipient_rules.CARRIER.fields",
    ),
    (
        replace(PACK, recipient_rules=(*PACK.recipient_rules, PACK.recipient_rules[0])),
        FaultKind.TWICE,
        "recipient_rules.CARRIER",
    ),
    (replace(PACK, clauses=(*PACK.clauses, PACK.clauses[0])), FaultKind.TWICE, "clauses.KO 1"),
    (replace(PACK, clauses=first(PACK.clauses, text=NOTHING)), FaultKind.MISSING, "clauses.KO 1.text"),
    (replace(PACK, clauses=first(PACK.clauses, id="")), FaultKind.MISSING, "clauses.id"),
    (replace(PACK, clauses=first(PACK.clauses, id="K" * 17)), FaultKind.VALUE, f"clauses.{'K' * 17}.id"),
    (replace(PACK, clauses=()), FaultKind.MISSING, "clauses"),
    (clause(Control.FEEDBACK_IN_TIME, hours=0), FaultKind.RANGE, "clauses.GC 1.hours"),
    (clause(Control.FEEDBACK_IN_TIME, hours=169), FaultKind.RANGE, "clauses.GC 1.hours"),
    (clause(Control.FEEDBACK_IN_TIME, hours="12"), FaultKind.VALUE, "clauses.GC 1.hours"),
    (clause(Control.FEEDBACK_IN_TIME, hours=True), FaultKind.VALUE, "clauses.GC 1.hours"),
    (clause(Control.FEEDBACK_IN_TIME, warn_at=50), FaultKind.VALUE, "clauses.GC 1.warn_at"),
    (clause(Control.FEEDBACK_IN_TIME, warn_at="half"), FaultKind.VALUE, "clauses.GC 1.warn_at"),
    (clause(Control.FEEDBACK_IN_TIME, warn_at="80,50"), FaultKind.VALUE, "clauses.GC 1.warn_at"),
    (clause(Control.FEEDBACK_IN_TIME, warn_at="50,100"), FaultKind.RANGE, "clauses.GC 1.warn_at"),
    (clause(Control.PARTNER_COMMITMENT, warn_days=366), FaultKind.RANGE, "clauses.GC 1.warn_days"),
    (clause(Control.COOKIES_BY_CHOICE, retention_days=3651), FaultKind.RANGE, "clauses.GC 1.retention_days"),
    (clause(Control.GUARDIAN_CONSENT, minor_age=15), FaultKind.RANGE, "clauses.GC 1.minor_age"),
    (clause(Control.ENCRYPTED_STORE, integrity_check_days=32), FaultKind.RANGE, "clauses.GC 1.integrity_check_days"),
    (clause(Control.CHANGE_NOTICE, channels="EMAIL,SMOKE"), FaultKind.UNKNOWN, "clauses.GC 1.channels"),
    (clause(Control.CHANGE_NOTICE, channels=""), FaultKind.UNKNOWN, "clauses.GC 1.channels"),
    (clause(Control.OFFERS_BY_CHOICE, purpose="resale"), FaultKind.UNKNOWN, "clauses.GC 1.purpose"),
    (clause(Control.CORRECTION, hours=12), FaultKind.UNKNOWN, "clauses.GC 1.hours"),
]


@pytest.mark.parametrize(("pack", "kind", "where"), FAULTS, ids=[f"{kind}-{where}" for _, kind, where in FAULTS])
def test_a_fault_is_found_and_named(pack: PolicyPack, kind: FaultKind, where: str) -> None:
    assert (kind, where) in {(one.kind, one.where) for one in faults(pack)}
    with pytest.raises(PolicyInvalid):
        parse_pack(dump_pack(pack))


def test_an_id_of_a_purpose_is_a_slug() -> None:
    pack = replace(PACK, purposes=first(PACK.purposes, id=PurposeId("Giao hàng")))
    assert (FaultKind.VALUE, "purposes.Giao hàng.id") in {(one.kind, one.where) for one in faults(pack)}


@pytest.mark.parametrize("control", list(Control))
def test_what_a_new_clause_begins_with_can_be_published(control: Control) -> None:
    defaults = {key: rule.default for key, rule in parameter_rules(control).items()}
    assert faults(clause(control, **defaults)) == ()


def test_every_number_has_two_ends() -> None:
    rules = [rule for control in Control for rule in parameter_rules(control).values()]
    assert all(rule.low < rule.high for rule in rules if rule.kind is ParameterKind.NUMBER)


@pytest.mark.parametrize(
    ("link", "is_one"),
    [
        ("https://theking.example/chinh-sach", True),
        ("http://theking.example", True),
        ("https://theking.example:8443/a?b#c", True),
        ("HTTPS://THEKING.EXAMPLE", True),
        ("ftp://theking.example", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://localhost", False),
        ("https://shop.example@evil.example/", False),
        ("https://shop.example/a b", False),
        ("https://shop.example/" + "a" * 300, False),
    ],
)
def test_only_pages_of_the_web_are_links(link: str, is_one: bool) -> None:
    assert is_link(link) is is_one


# --- what the law makes every shop do ---------------------------------------------------------------


@pytest.mark.parametrize("pack_id", pack_ids())
def test_the_shipped_policies_name_the_purpose_their_notices_rest_on(pack_id: str) -> None:
    assert duties(load_pack(pack_id)) == ()


def test_a_policy_without_the_purpose_of_law_could_tell_nobody_of_its_next_change() -> None:
    pack = load_pack("combined")
    without = replace(pack, purposes=tuple(one for one in pack.purposes if one.id != LEGAL_DUTY))
    asked = tuple(replace(one, basis=LegalBasis.CONSENT) if one.id == LEGAL_DUTY else one for one in pack.purposes)
    assert [one.where for one in duties(without)] == ["purposes.legal_compliance"]
    assert [one.where for one in duties(replace(pack, purposes=asked))] == ["purposes.legal_compliance.basis"]
