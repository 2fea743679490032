"""Wording for screen and paper: complete in both languages, printable, and filled only with what is there."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest
from reportlab.pdfbase.ttfonts import TTFont

import ledger.domain
from ledger.assets import load_font_paths, load_pack, load_places, load_wording, pack_ids, resource_path
from ledger.domain.collection import CookieChoice
from ledger.domain.consent import ALL_CHANNELS, ConsentMethod, ConsentState
from ledger.domain.customer import ContactState, Gender, Source
from ledger.domain.deadline import DeadlineKind, DeadlineState, RequestKind, SpecialDayKind
from ledger.domain.disclosure import AuthorityRequest
from ledger.domain.draft import DraftForm
from ledger.domain.erasure import ErasureCause, Kept, Obstacle, Removed
from ledger.domain.errors import LedgerError
from ledger.domain.feedback import FeedbackState
from ledger.domain.gate import ReasonCode
from ledger.domain.incident import FoundBy, IncidentKind, IncidentStepKind, TellState
from ledger.domain.minor import Giver
from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.domain.parcel import ParcelState
from ledger.domain.policy import Control, FieldCategory, RecipientRole, Statement, VersionState
from ledger.domain.policy_checks import Conflict
from ledger.domain.policy_faults import FaultKind, PackPart
from ledger.domain.promise import PromiseState
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.recipient import CommitmentItem, CommitmentState
from ledger.domain.request import (
    IdentityMethod,
    PartnerAnswer,
    PartnerLetterKind,
    RefusalGround,
    RequestOutcome,
    StepKind,
)
from ledger.domain.retention import Category, Skip
from ledger.domain.staff import Operation, Role
from ledger.domain.wording import Language

LANGUAGES = list(Language)
ENUMS: dict[str, type[StrEnum]] = {
    "bases": LegalBasis,
    "commitment_items": CommitmentItem,
    "commitment_states": CommitmentState,
    "consent_methods": ConsentMethod,
    "consent_states": ConsentState,
    "cookie_choices": CookieChoice,
    "contradictions": Conflict,
    "contact_states": ContactState,
    "feedback_states": FeedbackState,
    "field_categories": FieldCategory,
    "controls": Control,
    "genders": Gender,
    "givers": Giver,
    "methods": Control,
    "next_steps": Control,
    "notice_channels": NoticeChannel,
    "notice_states": NoticeState,
    "parcel_states": ParcelState,
    "policy_faults": FaultKind,
    "policy_parts": PackPart,
    "promise_states": PromiseState,
    "promises": Control,
    "roles": RecipientRole,
    "sources": Source,
    "operations": Operation,
    "staff_roles": Role,
    "statements": Statement,
    "tell_states": TellState,
    "version_states": VersionState,
    "deadline_kinds": DeadlineKind,
    "deadline_states": DeadlineState,
    "draft_forms": DraftForm,
    "erasure_causes": ErasureCause,
    "found_by": FoundBy,
    "identity_methods": IdentityMethod,
    "incident_kinds": IncidentKind,
    "incident_steps": IncidentStepKind,
    "kept": Kept,
    "obstacles": Obstacle,
    "partner_answers": PartnerAnswer,
    "partner_letters": PartnerLetterKind,
    "refusal_grounds": RefusalGround,
    "removed": Removed,
    "request_kinds": RequestKind,
    "retention_categories": Category,
    "retention_skips": Skip,
    "retention_what": Category,
    "request_outcomes": RequestOutcome,
    "request_steps": StepKind,
    "special_day_kinds": SpecialDayKind,
}
# What the gate puts beside each code (``Reason.values``).
REASON_VALUES = {
    "FIELD_NOT_COLLECTED": {"fields"},
    "FIELD_BEYOND_NEED": {"fields"},
    "COOKIES_REFUSED": {"fields"},
    "GUARDIAN_CONSENT_MISSING": {"purpose"},
    "OWN_CONSENT_MISSING": {"purpose"},
    "PURPOSE_UNKNOWN": {"purpose"},
    "CONSENT_NEVER_ASKED": {"purpose", "channel"},
    "CONSENT_REFUSED": {"purpose", "channel"},
    "CONSENT_WITHDRAWN": {"purpose", "channel"},
    "CONSENT_EXPIRED": {"purpose", "channel"},
    "STOP_CONTACT": {"channel"},
    "ROLE_NOT_ALLOWED": {"role"},
    "PURPOSE_NOT_FOR_ROLE": {"role", "purpose"},
    "PURPOSE_NOT_FOR_RECIPIENT": {"purpose"},
    "AUTHORITY_PAPERS_MISSING": {"missing"},
    "COMMITMENT_EXPIRED": {"date"},
    "COMMITMENT_NOT_YET": {"date"},
    "COMMITMENT_INCOMPLETE": {"missing"},
    "FIELD_NOT_ALLOWED": {"fields"},
    "FIELD_NOT_NEEDED": {"fields", "purpose"},
    "FIELD_NOT_FOR_RECIPIENT": {"fields"},
    "OUTSIDE_HOURS": {"from", "to"},
    "CAP_REACHED": {"limit", "channel"},
    "UNREACHABLE": {"channel"},
}


def texts(language: Language) -> dict[str, dict[str, str]]:
    with resource_path("texts", f"{language.value}.toml").open("rb") as file:
        return tomllib.load(file)


VI, EN = texts(Language.VI), texts(Language.EN)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def errors(base: type[LedgerError] = LedgerError) -> Iterable[type[LedgerError]]:
    yield base
    for child in base.__subclasses__():
        yield from errors(child)


def documented(error: type[LedgerError]) -> set[str]:
    """Return the names a class and its bases say their ``data`` has: ``data['limit']``."""
    return {name for one in error.__mro__ for name in re.findall(r"data\['(\w+)'\]", one.__doc__ or "")}


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    assert list(VI) == list(EN)
    assert {table: list(rows) for table, rows in VI.items()} == {table: list(rows) for table, rows in EN.items()}


def test_both_languages_fill_in_the_same_values() -> None:
    differing = [
        f"{table}.{key}"
        for table, rows in VI.items()
        for key, text in rows.items()
        if placeholders(text) != placeholders(EN[table][key])
    ]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_composed_trimmed_and_not_empty(language: Language) -> None:
    for table, rows in texts(language).items():
        for key, text in rows.items():
            assert text == " ".join(unicodedata.normalize("NFC", text).split()), f"{table}.{key}"
            assert text, f"{table}.{key}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "table",
    [
        "errors",
        "reasons",
        "notices",
        "incident_unfinished",
        "weak_passphrase",
        "wrong_state",
        "not_found",
        "name_taken",
        "table_unreadable",
        "violations",
        "promise_warnings",
        "methods",
        "next_steps",
    ],
)
def test_messages_are_whole_sentences(language: Language, table: str) -> None:
    rows = texts(language)[table].items()
    # Decomposed, "Ổ" starts with O.
    sentence = re.compile(r"[“{A-ZĐ].*\.$")
    assert [key for key, text in rows if not sentence.match(unicodedata.normalize("NFD", text))] == []


@pytest.mark.parametrize("error", list(errors()), ids=lambda error: error.code())
def test_every_error_has_a_text_that_uses_only_its_documented_data(error: type[LedgerError]) -> None:
    assert placeholders(VI["errors"][error.code()]) <= documented(error)


def test_no_error_text_is_left_over() -> None:
    assert set(VI["errors"]) == {error.code() for error in errors()}


@pytest.mark.parametrize("table", list(ENUMS))
def test_every_value_of_an_enum_has_a_word(table: str) -> None:
    assert set(VI[table]) == set(ENUMS[table])


def test_channels_include_all_of_them() -> None:
    assert set(VI["channels"]) == set(Channel) | {ALL_CHANNELS}


def test_fields_and_papers_have_words() -> None:
    packs = [load_pack(pack_id) for pack_id in pack_ids()]
    assert set(VI["fields"]) == {rule.id for pack in packs for rule in pack.fields}
    assert set(VI["authority_papers"]) == set(AuthorityRequest("", None, "", "").missing())
    for pack in packs:
        for rule in pack.fields:
            assert (VI["fields"][rule.id], EN["fields"][rule.id]) == (rule.text.vi, rule.text.en)


def test_every_reason_has_a_text_that_uses_only_what_the_gate_gives() -> None:
    assert {code.value for code in ReasonCode} <= set(VI["reasons"])
    for code in ReasonCode:
        assert placeholders(VI["reasons"][code.value]) <= REASON_VALUES.get(code.value, set()), code


def test_every_article_the_gate_cites_has_words() -> None:
    assert ledger.domain.__file__ is not None
    gate = (Path(ledger.domain.__file__).parent / "gate.py").read_text(encoding="utf-8")
    cited = set(re.findall(r'"law:([\w.-]+)"|_reference\(facts, "([\w.-]+)"', gate))
    assert {one or other for one, other in cited} <= set(VI["law"])


def test_english_falls_back_to_vietnamese() -> None:
    vietnamese, english = load_wording(Language.VI), load_wording(Language.EN)
    assert vietnamese.text("app.name") == english.text("app.name") == "Sổ Kín"
    assert english.text("consent_states.REFUSED") == "Refused"
    assert vietnamese.text("law.D356-7.1").startswith("Khoản 1 Điều 7")
    assert vietnamese.text("reasons.OUTSIDE_HOURS", **{"from": 7, "to": 22}).endswith("giờ đó.")


@pytest.mark.parametrize("weight", list(load_font_paths()))
def test_the_font_has_every_letter_that_may_be_printed(weight: str) -> None:
    glyphs = TTFont(weight, str(load_font_paths()[weight])).face.charToGlyph
    files = [*resource_path("texts").glob("*.toml"), *resource_path("policies").glob("*.toml")]
    letters = {letter for file in files for letter in file.read_text(encoding="utf-8")} - {"\n"}
    letters |= {letter for province in load_places().provinces for letter in province.name}
    assert sorted(letter for letter in letters if ord(letter) not in glyphs) == []


def test_signs_the_font_lacks_are_still_missing() -> None:
    """If this fails the font was changed, and the vector icons that stand in for these signs may go."""
    glyphs = TTFont("check", str(load_font_paths()["Regular"])).face.charToGlyph
    assert not any(ord(sign) in glyphs for sign in "→✓●")
