"""A policy is data: a pack is read strictly, and a version answers what the gate asks."""

import copy
from typing import Any

import pytest

from ledger.domain.errors import PolicyInvalid
from ledger.domain.ids import FieldId
from ledger.domain.policy import Control, FieldCategory, RecipientRole
from ledger.domain.policy_pack import parse_pack
from ledger.domain.purpose import LegalBasis
from ledger.domain.wording import Bilingual, Language
from support import domain as d

TEXT = {"vi": " Giao hàng\n", "en": "Delivery "}
PACK: dict[str, Any] = {
    "meta": {"id": "tiny", "title": TEXT, "source": TEXT},
    "purposes": [{"id": "delivery", "revision": 2, "basis": "CONTRACT", "is_advertising": False, "text": TEXT}],
    "fields": [{"id": "name", "category": "IDENTITY", "needed_by": ["delivery"], "text": TEXT}],
    "recipient_rules": [
        {"role": "CARRIER", "purposes": ["delivery"], "fields": ["name"], "needs_commitment": True},
    ],
    "label": {"shows_province": True, "shows_zone": False, "shows_amount_to_collect": True},
    "clauses": [
        {"id": "KO 4b", "control": "MASKED_PARCELS", "affects_customers": True, "text": TEXT},
        {
            "id": "KO 5",
            "control": "FEEDBACK_IN_TIME",
            "parameters": {"hours": 12},
            "affects_customers": False,
            "text": TEXT,
        },
    ],
}


def changed(*path: str | int, to: object) -> dict[str, Any]:
    """The pack with one value replaced."""
    raw = copy.deepcopy(PACK)
    place: Any = raw
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return raw


def without(*path: str | int) -> dict[str, Any]:
    """The pack with one value left out."""
    raw = changed(*path, to=None)
    place: Any = raw
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return raw


def refusal(raw: dict[str, Any]) -> object:
    with pytest.raises(PolicyInvalid) as refused:
        parse_pack(raw)
    return refused.value.data["why"]


def test_a_pack_says_all_that_is_in_it() -> None:
    pack = parse_pack(PACK)
    assert (pack.id, pack.title, pack.source) == ("tiny", Bilingual("Giao hàng", "Delivery"), pack.title)
    (purpose,) = pack.purposes
    assert (purpose.id, purpose.revision, purpose.basis, purpose.is_advertising) == (
        "delivery",
        2,
        LegalBasis.CONTRACT,
        False,
    )
    (field,) = pack.fields
    assert (field.id, field.category, set(field.needed_by)) == (FieldId("name"), FieldCategory.IDENTITY, {purpose.id})
    (rule,) = pack.recipient_rules
    assert (rule.role, set(rule.purposes), set(rule.fields)) == (RecipientRole.CARRIER, {purpose.id}, {field.id})
    assert rule.needs_commitment
    assert (pack.label.shows_province, pack.label.shows_zone, pack.label.shows_amount_to_collect) == (True, False, True)
    masked, in_time = pack.clauses
    assert (masked.id, masked.control, masked.parameters) == ("KO 4b", Control.MASKED_PARCELS, {})
    assert (in_time.parameters, in_time.affects_customers) == ({"hours": 12}, False)


PARTS = [
    ("meta",),
    ("meta", "id"),
    ("meta", "title", "vi"),
    ("purposes",),
    ("purposes", 0, "basis"),
    ("fields", 0, "needed_by"),
    ("recipient_rules", 0, "role"),
    ("label", "shows_zone"),
    ("clauses", 0, "control"),
]


@pytest.mark.parametrize("path", PARTS, ids=lambda path: ".".join(map(str, path)))
def test_nothing_may_be_left_out(path: tuple[str | int, ...]) -> None:
    assert refusal(without(*path)) == "missing"


VALUES: list[tuple[tuple[str | int, ...], object]] = [
    (("meta",), [1]),
    (("meta", "title", "en"), 5),
    (("purposes",), 5),
    (("purposes", 0), "delivery"),
    (("purposes", 0, "revision"), "hai"),
    (("purposes", 0, "revision"), True),
    (("purposes", 0, "is_advertising"), "false"),
    (("fields", 0, "text"), "Giao hàng"),
    (("fields", 0, "needed_by"), [5]),
    (("clauses", 0, "parameters"), 5),
    (("clauses", 0, "parameters"), {"hours": [12]}),
]


@pytest.mark.parametrize(
    ("path", "value"), VALUES, ids=[f"{'.'.join(map(str, path))}={value}" for path, value in VALUES]
)
def test_a_value_of_the_wrong_kind_is_refused(path: tuple[str | int, ...], value: object) -> None:
    assert refusal(changed(*path, to=value)) == "value"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("purposes", 0, "basis"), "WISH"),
        (("fields", 0, "category"), "FINGERPRINT"),
        (("recipient_rules", 0, "role"), "FRIEND"),
        (("clauses", 0, "control"), "HOPE"),
        (("fields", 0, "needed_by"), ["resale"]),
        (("recipient_rules", 0, "purposes"), ["resale"]),
        (("recipient_rules", 0, "fields"), ["fingerprint"]),
    ],
)
def test_words_that_neither_the_program_nor_the_pack_knows_are_refused(
    path: tuple[str | int, ...], value: object
) -> None:
    assert refusal(changed(*path, to=value)) == "unknown"


def test_an_empty_vietnamese_text_is_as_good_as_none() -> None:
    assert refusal(changed("meta", "title", "vi", to="  ")) == "missing"


def test_vietnamese_stands_in_where_english_is_missing() -> None:
    pack = parse_pack(without("meta", "title", "en"))
    assert pack.title.in_language(Language.EN) == "Giao hàng"


@pytest.mark.parametrize("part", ["purposes", "fields", "recipient_rules", "clauses"])
def test_nothing_may_be_defined_twice(part: str) -> None:
    assert refusal(changed(part, to=[*PACK[part], PACK[part][0]])) == "twice"


# --- the version in force ----------------------------------------------------------------------


def test_a_version_knows_its_purposes_fields_and_roles() -> None:
    version = d.policy()
    assert version.purpose(d.DELIVERY) is version.purposes[0]
    assert version.purpose(d.UNHEARD_OF) is None
    assert version.field(d.NAME) is version.fields[0]
    assert version.field(FieldId("fingerprint")) is None
    assert version.rule_for(RecipientRole.CARRIER) is version.recipient_rules[0]
    assert version.rule_for(RecipientRole.OTHER) is None


def test_the_first_control_asked_for_that_the_version_has_names_the_clause() -> None:
    def clause_id(version_without: list[Control], *controls: Control) -> str | None:
        clause = d.policy(without=version_without).clause_with(*controls)
        return clause.id if clause else None

    both = (Control.OFFERS_BY_CHOICE, Control.PURPOSE_LIMITATION)
    assert clause_id([], *both) == "VK 2b"
    assert clause_id([Control.OFFERS_BY_CHOICE], *both) == "KO 2"
    assert clause_id([*both], *both) is None
    assert clause_id([]) is None
