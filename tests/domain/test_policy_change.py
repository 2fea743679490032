"""Two versions side by side: what changed, who must be told, and which consents are asked again."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.assets import load_pack
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.policy import (
    Clause,
    Control,
    FieldCategory,
    FieldRule,
    LabelRule,
    PolicyPack,
    RecipientRole,
    RecipientRule,
    Statement,
)
from ledger.domain.policy_change import Change, ClausePart, affects_customers, compare, with_new_revisions
from ledger.domain.policy_checks import Conflict, contradictions, missing_statements
from ledger.domain.policy_pack import as_pack, dump_pack, read_pack
from ledger.domain.purpose import LegalBasis, Purpose
from ledger.domain.wording import Bilingual
from support import domain as d

PACK = load_pack("combined")


def with_clause(clause_id: str, **changes: Any) -> PolicyPack:
    clauses = tuple(replace(one, **changes) if one.id == clause_id else one for one in PACK.clauses)
    return replace(PACK, clauses=clauses)


def without_clause(clause_id: str) -> PolicyPack:
    return replace(PACK, clauses=tuple(one for one in PACK.clauses if one.id != clause_id))


def with_purpose(purpose_id: str, **changes: Any) -> PolicyPack:
    purposes = tuple(replace(one, **changes) if one.id == purpose_id else one for one in PACK.purposes)
    return replace(PACK, purposes=purposes)


# --- what changed -------------------------------------------------------------------------------


def test_a_copy_changes_nothing() -> None:
    change = compare(PACK, PACK)
    assert change.is_empty
    assert not affects_customers(change)
    assert change.asked_again == ()


CHANGES: list[tuple[dict[str, Any], ClausePart]] = [
    ({"text": Bilingual("Khác", PACK.clauses[6].text.en)}, ClausePart.TEXT_VI),
    ({"text": Bilingual(PACK.clauses[6].text.vi, "Other")}, ClausePart.TEXT_EN),
    ({"control": Control.CORRECTION}, ClausePart.CONTROL),
    ({"parameters": {"hours": 24}}, ClausePart.PARAMETERS),
    ({"affects_customers": False}, ClausePart.AFFECTS_CUSTOMERS),
    ({"states": frozenset({Statement.RETENTION})}, ClausePart.STATES),
]


@pytest.mark.parametrize(("changes", "part"), CHANGES, ids=[part.value for _, part in CHANGES])
def test_each_part_of_a_clause_is_told_apart(changes: dict[str, Any], part: ClausePart) -> None:
    change = compare(PACK, with_clause("KO 5", **changes))
    (one,) = (clause for clause in change.clauses if clause.change is not Change.SAME)
    assert (one.id, one.change, set(one.parts)) == ("KO 5", Change.CHANGED, {part})
    assert one.affects_customers  # it did, even where it does no longer
    assert affects_customers(change)


def test_a_clause_that_comes_or_goes_is_named_and_the_removed_ones_come_last() -> None:
    new = Clause("GC 1", Control.CORRECTION, {}, affects_customers=False, text=Bilingual("Giữ 24 tháng", ""))
    left = without_clause("VK 5")
    change = compare(PACK, replace(left, clauses=(new, *left.clauses)))
    assert [(one.id, one.change) for one in change.clauses if one.change is not Change.SAME] == [
        ("GC 1", Change.ADDED),
        ("VK 5", Change.REMOVED),
    ]
    assert change.clauses[0].parts == change.clauses[-1].parts == frozenset()
    assert not affects_customers(change)  # both stay inside the shop


def test_what_stays_inside_the_shop_tells_nobody() -> None:
    change = compare(PACK, with_clause("VK 8", text=Bilingual("Khác", "Other")))
    assert not change.is_empty
    assert not affects_customers(change)


RULES: list[tuple[str, PolicyPack]] = [
    ("purpose", with_purpose("marketing", text=Bilingual("Quảng cáo", ""))),
    ("field", replace(PACK, fields=PACK.fields[1:])),
    ("sharing", replace(PACK, recipient_rules=PACK.recipient_rules[1:])),
    ("label", replace(PACK, label=LabelRule(False, False, False))),
]


@pytest.mark.parametrize("new", [new for _, new in RULES], ids=[name for name, _ in RULES])
def test_what_data_are_used_for_and_who_gets_them_always_affects_customers(new: PolicyPack) -> None:
    change = compare(PACK, new)
    assert not change.is_empty
    assert affects_customers(change)


def test_another_title_or_link_is_a_change_that_affects_nobody() -> None:
    for new in (replace(PACK, title=Bilingual("Mới", "")), replace(PACK, link="https://shop.example/policy")):
        change = compare(PACK, new)
        assert not change.is_empty
        assert not affects_customers(change)


# --- revisions ----------------------------------------------------------------------------------

HIGHEST = {one.id: one.revision for one in PACK.purposes}


def revisions(new: PolicyPack, highest: dict[PurposeId, int] | None = None) -> dict[str, int]:
    pack = with_new_revisions(PACK, new, HIGHEST if highest is None else highest)
    return {one.id: one.revision for one in pack.purposes}


@pytest.mark.parametrize(
    "changes",
    [
        {"basis": LegalBasis.CONTRACT},
        {"is_advertising": False},
        {"text": Bilingual("Quảng cáo", "Marketing and offers")},
    ],
)
def test_another_question_to_the_customer_is_another_revision(changes: dict[str, Any]) -> None:
    found = revisions(with_purpose("marketing", **changes))
    assert found["marketing"] == 2
    assert found["delivery_of_goods"] == 1


def test_a_better_translation_is_the_same_question() -> None:
    text = Bilingual("Tiếp thị và ưu đãi", "Marketing and special offers")
    assert revisions(with_purpose("marketing", text=text))["marketing"] == 1


def test_whatever_revision_was_typed_the_program_counts_itself() -> None:
    assert revisions(with_purpose("marketing", revision=9))["marketing"] == 1


def test_a_purpose_that_comes_back_is_asked_anew() -> None:
    new = Purpose(
        PurposeId("payment_management"), 1, LegalBasis.CONSENT, is_advertising=False, text=Bilingual("Trả", "")
    )
    added = replace(PACK, purposes=(*PACK.purposes, new))
    assert revisions(added)["payment_management"] == 1
    assert revisions(added, {**HIGHEST, new.id: 4})["payment_management"] == 5


def test_only_purposes_resting_on_consent_are_asked_again() -> None:
    new = with_purpose("marketing", text=Bilingual("Quảng cáo", ""))
    new = replace(
        new,
        purposes=(
            *(
                replace(one, text=Bilingual("Giao", "")) if one.id == "delivery_of_goods" else one
                for one in new.purposes
            ),
            Purpose(PurposeId("payment_management"), 1, LegalBasis.CONSENT, is_advertising=False, text=d.words("Trả")),
        ),
    )
    change = compare(PACK, with_new_revisions(PACK, new, HIGHEST))
    assert {one.id for one in change.asked_again} == {"marketing", "payment_management"}


# --- written out and read back ------------------------------------------------------------------

_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Zs", "Cc", "Zl", "Zp"]), max_size=8)
_TEXTS = st.builds(Bilingual, _WORDS, _WORDS)
_IDS = st.frozensets(_WORDS, max_size=3)
_PACKS = st.builds(
    PolicyPack,
    id=_WORDS,
    title=_TEXTS,
    source=_TEXTS,
    purposes=st.lists(
        st.builds(Purpose, _WORDS, st.integers(1, 9), st.sampled_from(LegalBasis), st.booleans(), _TEXTS), max_size=3
    ).map(tuple),
    fields=st.lists(st.builds(FieldRule, _WORDS, st.sampled_from(FieldCategory), _IDS, _TEXTS), max_size=3).map(tuple),
    recipient_rules=st.lists(
        st.builds(RecipientRule, st.sampled_from(RecipientRole), _IDS, _IDS, st.booleans()), max_size=3
    ).map(tuple),
    label=st.builds(LabelRule, st.booleans(), st.booleans(), st.booleans()),
    clauses=st.lists(
        st.builds(
            Clause,
            _WORDS,
            st.sampled_from(Control),
            st.dictionaries(_WORDS, st.integers() | _WORDS | st.booleans(), max_size=3),
            st.booleans(),
            _TEXTS,
            st.frozensets(st.sampled_from(Statement)),
        ),
        max_size=3,
    ).map(tuple),
    link=_WORDS,
)


@given(_PACKS)
def test_any_draft_is_read_back_as_it_was_written(pack: PolicyPack) -> None:
    assert read_pack(dump_pack(pack)) == pack


def test_a_version_becomes_a_draft_with_everything_in_it() -> None:
    version = d.policy(link="https://shop.example/policy")
    pack = as_pack(version)
    assert (pack.id, pack.title, pack.link) == (version.pack, version.title, version.link)
    assert compare(version, pack).is_empty


# --- against itself -----------------------------------------------------------------------------


def conflicts(pack: PolicyPack) -> list[tuple[Conflict, str, RecipientRole | None]]:
    return [(one.conflict, one.wins, one.role) for one in contradictions(pack)]


def test_partners_that_receive_although_nobody_does_are_named() -> None:
    pack = without_clause("VK 3")
    assert conflicts(pack) == [
        (Conflict.CARRIER_KNOWS, "KO 4b", None),
        (Conflict.ROLE_WITHOUT_CLAUSE, "", RecipientRole.INSTALLER),
    ]
    bare = replace(pack, clauses=tuple(one for one in pack.clauses if one.id != "KO 4b"))
    assert [role for _, _, role in conflicts(bare)] == [RecipientRole.CARRIER, RecipientRole.INSTALLER]


def test_a_rule_that_gives_nothing_contradicts_nothing() -> None:
    rules = tuple(replace(one, fields=frozenset[FieldId]()) for one in PACK.recipient_rules)
    assert conflicts(replace(without_clause("VK 3"), recipient_rules=rules)) == [
        (Conflict.CARRIER_KNOWS, "KO 4b", None)
    ]


def test_a_promised_commitment_that_no_rule_asks_for_is_named() -> None:
    rules = tuple(
        replace(one, needs_commitment=False) if one.role is RecipientRole.INSTALLER else one
        for one in PACK.recipient_rules
    )
    pack = replace(without_clause("KO 3"), recipient_rules=rules)
    assert conflicts(pack) == [(Conflict.RULE_WITHOUT_COMMITMENT, "VK 3", RecipientRole.INSTALLER)]


def test_a_clause_that_states_the_retention_completes_the_policy() -> None:
    complete = with_clause("VK 7", states=frozenset({Statement.RETENTION}))
    assert missing_statements(complete) == ()
    assert missing_statements(replace(PACK, clauses=())) == tuple(Statement)
