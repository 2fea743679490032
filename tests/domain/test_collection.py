"""What may be asked for which purpose, pack by pack, and what of a browser and a survey may be kept (KO 1, VK 1)."""

from datetime import UTC, datetime, timedelta

import pytest

from ledger.assets import load_pack
from ledger.domain.collection import (
    CookieChoice,
    beyond,
    beyond_need,
    browser_fields,
    browser_reasons,
    cookie_terms,
    fields_wanted,
    identity_card,
    not_collected,
    outside_policy,
    parse_ip,
    parse_language,
    purposes_to_name,
    survey_fields,
    survey_purposes,
    survey_reasons,
)
from ledger.domain.errors import InvalidInput
from ledger.domain.gate import ReasonCode
from ledger.domain.ids import FieldId, PolicyVersionId, PurposeId
from ledger.domain.policy import Control, PolicyVersion
from support.domain import policy

KO, VK, BOTH = "the-king-oil", "vietking", "combined"
DELIVERY, CONSULTATION, MARKETING = (PurposeId(one) for one in ("delivery_of_goods", "consultation", "marketing"))
GREETINGS, CARE = PurposeId("special_occasions"), PurposeId("customer_care")
LAW, WEBSITE = PurposeId("legal_compliance"), PurposeId("website_improvement")


def version(pack_id: str) -> PolicyVersion:
    """A pack as it stands once it is published."""
    pack = load_pack(pack_id)
    return PolicyVersion(
        id=PolicyVersionId(1),
        number=1,
        pack=pack.id,
        title=pack.title,
        published_at=datetime(2026, 11, 21, tzinfo=UTC),
        purposes=pack.purposes,
        fields=pack.fields,
        recipient_rules=pack.recipient_rules,
        label=pack.label,
        clauses=pack.clauses,
    )


def fields(words: str) -> frozenset[FieldId]:
    return frozenset(FieldId(word) for word in words.split())


# --- what a purpose needs, in each pack ----------------------------------------------------------

NEEDED = [
    (KO, DELIVERY, "name birth_date phone address products amount_to_collect"),
    (VK, DELIVERY, "name birth_date phone address products amount_to_collect"),
    (BOTH, DELIVERY, "name birth_date phone address products amount_to_collect"),
    (VK, CONSULTATION, "name birth_date phone email wishes"),
    (BOTH, CONSULTATION, "name birth_date phone email wishes"),
    (KO, CARE, "name birth_date phone email"),
    (BOTH, CARE, "name birth_date phone email"),
    (KO, GREETINGS, "name birth_date phone email address gender"),
    (BOTH, GREETINGS, "name birth_date phone email address gender"),
    (VK, GREETINGS, "name birth_date"),  # no such purpose there: it needs nothing
    (BOTH, LAW, "name birth_date"),  # nobody gives data beforehand for what an authority may ask one day
]


@pytest.mark.parametrize(("pack", "purpose", "wanted"), NEEDED)
def test_only_the_fields_a_purpose_needs_are_asked(pack: str, purpose: PurposeId, wanted: str) -> None:
    assert fields_wanted(version(pack), (purpose,)) == fields(wanted)


def test_purposes_add_up() -> None:
    both = fields_wanted(version(BOTH), (DELIVERY, GREETINGS))
    assert both == fields_wanted(version(BOTH), (DELIVERY,)) | fields_wanted(version(BOTH), (GREETINGS,))


@pytest.mark.parametrize(
    ("pack", "purpose", "filled", "over"),
    [
        (BOTH, DELIVERY, "name phone address", ""),
        (BOTH, DELIVERY, "name phone address email gender", "gender email"),
        (VK, DELIVERY, "name phone email", "email"),
        (KO, DELIVERY, "name phone gender", "gender"),
        (BOTH, GREETINGS, "name gender birth_date", ""),
        (BOTH, DELIVERY, "name birth_date", ""),  # whether somebody is a child has to be known
        (BOTH, LAW, "name phone", "phone"),
        (BOTH, DELIVERY, "name shoe_size", ""),  # told as not collected, not as beyond need
    ],
)
def test_a_filled_field_without_a_purpose_is_beyond_need(pack: str, purpose: PurposeId, filled: str, over: str) -> None:
    assert beyond(version(pack), (purpose,), fields(filled)) == tuple(FieldId(one) for one in over.split())


def test_where_nobody_said_what_the_record_is_for_nothing_is_beyond_it() -> None:
    assert beyond(version(BOTH), (), fields("name gender email")) == ()


@pytest.mark.parametrize(
    ("pack", "filled", "outside"),
    [(BOTH, "name gender", ""), (VK, "name gender", "gender"), (KO, "shoe_size name blood", "blood shoe_size")],
)
def test_a_field_outside_the_policy_is_not_collected(pack: str, filled: str, outside: str) -> None:
    assert not_collected(version(pack), fields(filled)) == tuple(FieldId(one) for one in outside.split())


@pytest.mark.parametrize("pack", [KO, VK, BOTH])
def test_a_record_is_made_for_every_purpose_but_the_authorities(pack: str) -> None:
    named = [one.id for one in purposes_to_name(version(pack))]
    assert LAW not in named
    assert {DELIVERY, CARE} <= set(named)
    assert len(named) == len(version(pack).purposes) - 1


def test_without_a_rule_for_authorities_every_purpose_can_be_named() -> None:
    bare = policy(recipient_rules=())
    assert purposes_to_name(bare) == bare.purposes


# --- the clause behind a no ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pack", "beyond_clause", "outside_clause"), [(KO, "KO 2", "KO 1"), (VK, "VK 1", "VK 1"), (BOTH, "VK 1", "KO 1")]
)
def test_each_no_names_its_clause(pack: str, beyond_clause: str, outside_clause: str) -> None:
    one = version(pack)
    assert beyond_need(one, (FieldId("gender"),)).reference == beyond_clause
    assert outside_policy(one, (FieldId("blood"),)).reference == outside_clause
    assert identity_card(one).reference == outside_clause
    assert identity_card(one).code is ReasonCode.IDENTITY_CARD


def test_without_a_clause_the_law_stands() -> None:
    kept = (Control.COLLECT_ONLY_NEEDED, Control.PURPOSE_LIMITATION, Control.COLLECTION_CATEGORIES)
    bare = policy(without=kept)
    assert beyond_need(bare, ()).reference == outside_policy(bare, ()).reference == "law:PDPL-9"


# --- surveys -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("pack", "asked"), [(KO, "preferences wishes"), (VK, "wishes"), (BOTH, "preferences wishes")])
def test_a_survey_asks_only_what_the_policy_names(pack: str, asked: str) -> None:
    assert set(survey_fields(version(pack))) == fields(asked)


def test_an_answer_needs_a_purpose_that_needs_it() -> None:
    one, wishes = version(BOTH), FieldId("wishes")
    assert survey_reasons(one, wishes, CONSULTATION) == ()
    assert [reason.code for reason in survey_reasons(one, wishes, MARKETING)] == [ReasonCode.FIELD_BEYOND_NEED]
    assert [reason.code for reason in survey_reasons(one, wishes, LAW)] == [ReasonCode.FIELD_BEYOND_NEED]
    assert CONSULTATION in {purpose.id for purpose in survey_purposes(one, wishes)}


@pytest.mark.parametrize("field_id", ["shoe_size", "phone"])
def test_what_is_no_survey_field_is_no_answer(field_id: str) -> None:
    reasons = survey_reasons(version(BOTH), FieldId(field_id), CONSULTATION)
    assert [reason.code for reason in reasons] == [ReasonCode.FIELD_NOT_COLLECTED]


# --- browser data --------------------------------------------------------------------------------


@pytest.mark.parametrize(("pack", "reference"), [(KO, "KO 1"), (VK, "VK 4"), (BOTH, "VK 4")])
def test_browser_data_are_kept_a_year_for_the_website(pack: str, reference: str) -> None:
    terms = cookie_terms(version(pack))
    assert (terms.purpose_id, terms.keep, terms.reference) == (WEBSITE, timedelta(days=365), reference)
    assert len(browser_fields(version(pack))) == 2


def test_refused_cookies_leave_the_choice_alone() -> None:
    one = version(BOTH)
    assert browser_reasons(one, CookieChoice.REFUSED, ()) == ()
    (no,) = browser_reasons(one, CookieChoice.REFUSED, (FieldId("ip_address"),))
    assert (no.code, no.reference) == (ReasonCode.COOKIES_REFUSED, "VK 4")


def test_accepted_cookies_need_a_policy_that_collects_what_they_tell() -> None:
    one = version(BOTH)
    bare = policy(fields=tuple(rule for rule in one.fields if rule.id not in browser_fields(one)))
    assert browser_reasons(one, CookieChoice.ACCEPTED, browser_fields(one)) == ()
    (no,) = browser_reasons(bare, CookieChoice.ACCEPTED, ())
    assert no.code is ReasonCode.FIELD_NOT_COLLECTED


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" 113.161.4.9 ", "113.161.4.9"), ("2405:4802:0000::1", "2405:4802::1")],
)
def test_an_ip_address_is_kept_in_its_usual_form(typed: str, kept: str) -> None:
    assert parse_ip(typed) == kept


@pytest.mark.parametrize("typed", ["", "113.161.4", "113.161.4.999", "0911 647 979", "fe80::1%eth0", "vuive88.vn"])
def test_what_is_no_ip_address_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        parse_ip(typed)
    assert wrong.value.data["field"] == "ip_address"


@pytest.mark.parametrize("typed", ["vi", "en-US", "zh-Hant-TW", " vi-VN "])
def test_a_language_is_a_short_tag(typed: str) -> None:
    assert parse_language(typed) == typed.strip()


@pytest.mark.parametrize("typed", ["", "tiếng Việt", "v", "vi_VN", "vi, en;q=0.5", "en-US-x-a-b-c-d"])
def test_anything_else_is_no_language(typed: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        parse_language(typed)
    assert wrong.value.data["field"] == "browser_language"
