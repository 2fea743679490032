"""The copy of a person's data: everything the database holds about them, and nothing about anybody else."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from ledger.assets import load_wording
from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.deadline import RequestKind
from ledger.domain.errors import (
    BeforeReceipt,
    ConfirmationNeeded,
    IdentityNotProven,
    InFuture,
    RoleForbidden,
    WrongState,
)
from ledger.domain.gate import ReasonCode
from ledger.domain.purpose import Channel
from ledger.domain.request import RequestOutcome, StepKind
from ledger.domain.staff import Operation
from ledger.domain.text import fold, sort_key
from ledger.domain.wording import Language
from ledger.services import consents, customers, data_copy, requests, retention, staff, trail
from ledger.services.demo import make_demo_ledger
from ledger.services.requests import RequestInput
from ledger.services.session import Place, Session
from ledger.storage.copy_columns import Chapter
from ledger.storage.data_copy import CHAPTERS
from services.canaries import PERSONAL, live_a_day
from support.data_copies import (
    asked,
    held_about,
    is_personal,
    is_said,
    leaves,
    made,
    missing,
    prepared,
    rows_about,
    squeezed,
    words_of_pdf,
)
from support.services import AT, Workplace, add_customer, attempts, audited, codes, entries_since, snapshot
from support.storage import CHEAP

PEOPLE = 40
LANGUAGES = list(Language)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    home = tmp_path_factory.mktemp("demo")
    with make_demo_ledger(Place(home / "demo", home / "app data", CHEAP), PEOPLE, 7, AT)[0] as session:
        yield session


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A ledger in which every field a person can fill holds a word of its own."""
    shop = Workplace(tmp_path_factory.mktemp("lived"))
    shop.create()
    live_a_day(shop)
    yield shop.session
    shop.close()


def ids(session: Session) -> dict[int, str]:
    return dict(session.db.execute("SELECT id, code FROM customer WHERE erased_at IS NULL").fetchall())


def read(session: Session, code: str) -> dict[str, Any]:
    said = json.loads(data_copy.render_json(made(session, code)))
    assert isinstance(said, dict)
    return said


# --- everything --------------------------------------------------------------------------------


@pytest.mark.parametrize("ledger", ["demo", "lived"])
def test_the_copy_of_everybody_holds_every_value_about_them(ledger: str, request: pytest.FixtureRequest) -> None:
    session: Session = request.getfixturevalue(ledger)
    for customer_id, code in ids(session).items():
        held = held_about(session.db, customer_id)
        said = set(leaves(read(session, code)))
        assert len(held) > 5
        assert [one for one in held if not is_said(one, said)] == []


@pytest.mark.parametrize("ledger", ["demo", "lived"])
def test_every_row_about_somebody_is_told_and_none_twice(ledger: str, request: pytest.FixtureRequest) -> None:
    session: Session = request.getfixturevalue(ledger)
    for customer_id, code in ids(session).items():
        request_code = asked(session, code)
        rows = rows_about(session.db, customer_id)
        said = json.loads(data_copy.render_json(prepared(session, request_code)))
        told = Counter(dict(_told(CHAPTERS, said)))
        assert told == Counter({table: len(rows.get(table, ())) for table in told})
        assert told.keys() >= rows.keys() - {"customer_search"}


def _told(chapters: Iterable[Chapter], said: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Return how many rows of each table stand in a copy, but for what others' rows say of the person."""
    for chapter in chapters:
        here = said[chapter.key]
        if ".guardian_id = ?" in chapter.where or chapter.key == "trail":
            continue
        found = here if isinstance(here, list) else [here] if here is not None else []
        yield chapter.tables.split()[0], len(found)
        for child in chapter.children:
            yield child.tables.split()[0], sum(len(one[child.key]) for one in found)


def test_no_one_else_stands_in_anybodys_copy(demo: Session) -> None:
    everybody = ids(demo)
    values = {
        one: {str(held.value) for held in held_about(demo.db, one) if (held.table, held.column) in _POINTS}
        for one in everybody
    }
    for customer_id, code in everybody.items():
        text = data_copy.render_json(made(demo, code)).decode()
        others = set().union(*(values[one] for one in everybody if one != customer_id)) - values[customer_id]
        others |= {one.name for one in staff.members(demo) if one.name}
        assert [one for one in others if one in text and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)] == []


_POINTS = {("customer", "name"), ("phone", "number"), ("email", "address"), ("address", "line")}


def test_of_a_guardian_only_the_code_and_the_relation_are_told_and_the_other_way_round(lived: Session) -> None:
    child, guardian = _child_and_guardian(lived)
    of_child, of_guardian = read(lived, child), read(lived, guardian)
    assert of_child["guardian"] == {
        "guardian_code": guardian,
        "relation": PERSONAL["relation"],
        "recorded_at": _any_of(of_child, "guardian", "recorded_at"),
    }
    assert PERSONAL["name"] not in json.dumps(of_child)
    assert [one["guarded_code"] for one in of_guardian["guarded"]] == [child]
    assert [one["guarded_code"] for one in of_guardian["consents_as_guardian"]] == [child]
    assert PERSONAL["child"] not in json.dumps(of_guardian)


def _child_and_guardian(session: Session) -> tuple[str, str]:
    child, guardian = session.db.execute("SELECT customer_id, guardian_id FROM guardian").fetchone()
    return ids(session)[child], ids(session)[guardian]


def _any_of(said: dict[str, Any], *names: str) -> object:
    for name in names:
        said = said[name]
    return said


def test_forms_to_search_by_are_left_out_because_nothing_else_is_in_them(lived: Session) -> None:
    for customer_id, code in ids(lived).items():
        name, key, order = lived.db.execute(
            "SELECT name, name_key, name_order FROM customer WHERE id = ?", (customer_id,)
        ).fetchone()
        (words,) = lived.db.execute(
            "SELECT words FROM customer_search WHERE customer_id = ?", (customer_id,)
        ).fetchone()
        assert (key, order) == (fold(name), sort_key(name))
        known = fold(" ".join(str(one) for one in leaves(read(lived, code))))
        assert [word for word in words.split() if word.lstrip("0") not in known and not word.isdigit()] == []


# --- on paper ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ledger", ["demo", "lived"])
def test_every_personal_value_stands_on_paper_in_clear(
    ledger: str, language: Language, request: pytest.FixtureRequest
) -> None:
    session: Session = request.getfixturevalue(ledger)
    everybody = list(ids(session).items())
    for customer_id, code in everybody[:: 7 if ledger == "demo" else 1]:
        held = [one for one in held_about(session.db, customer_id) if is_personal(one) and one.column not in _AS_WORDS]
        words = words_of_pdf(data_copy.render_pdf(made(session, code, language)))
        assert len(held) > 1
        assert missing(held, words) == []


_AS_WORDS = {"gender", "content"}  # in words of the language; files stand in the JSON


def test_paper_names_nobody_else_not_even_who_printed_it(demo: Session) -> None:
    words = words_of_pdf(data_copy.render_pdf(made(demo, "KH-00003")))
    assert [one.name for one in staff.members(demo) if squeezed(one.name) in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_says_who_holds_the_data_for_how_long_and_what_rights_there_are(
    demo: Session, language: Language
) -> None:
    wording = load_wording(language)
    words = words_of_pdf(data_copy.render_pdf(made(demo, "KH-00003", language)))
    for said in (
        demo.shop().name,
        demo.shop().address,
        wording.text("data_copy.rights"),
        wording.text("data_copy.keeping"),
    ):
        assert squeezed(said) in words


def test_a_rule_of_retention_the_shop_decided_is_told(session: Session) -> None:
    customer = add_customer(session)
    rule = retention.Rule(retention.Category.CUSTOMER_AFTER_LAST_ORDER, 27, is_on=True)
    retention.change(session, [rule])
    said = load_wording(Language.VI).text("data_copy.keeping_CUSTOMER_AFTER_LAST_ORDER", months=27)
    copy = made(session, customer.code)
    assert squeezed(said) in words_of_pdf(data_copy.render_pdf(copy))
    assert json.loads(data_copy.render_json(copy))["keeping"][-1] == said


def test_names_too_long_for_a_line_and_emoji_do_not_stop_the_paper(session: Session) -> None:
    name = "Công Tằng Tôn Nữ " + "Thảo" * 20 + " 🌿"
    customer = add_customer(session, name, note="Nguyễn <b>&amp;</b>\n" + "x" * 900)
    pdf = data_copy.render_pdf(made(session, customer.code))
    assert "<b>&amp;</b>" in words_of_pdf(pdf)
    assert missing([one for one in held_about(session.db, customer.id) if is_personal(one)], words_of_pdf(pdf)) == []


def test_a_person_of_whom_little_is_known_gets_a_line_of_what_there_is_not(session: Session) -> None:
    customer = add_customer(session, phones=(), emails=(), addresses=())
    words = words_of_pdf(data_copy.render_pdf(made(session, customer.code)))
    assert squeezed(load_wording(Language.VI).text("copy_chapters.orders")) in words
    assert squeezed(load_wording(Language.VI).text("data_copy.empty_title")) in words


def test_a_password_locks_the_paper_and_the_json_travels_inside(lived: Session) -> None:
    copy = made(lived, "KH-00001")
    locked = data_copy.render_pdf(copy, "hoa sữa đầu thu")
    assert PERSONAL["note"].encode() not in locked
    reader = PdfReader(BytesIO(locked))
    assert reader.is_encrypted
    assert reader.decrypt("sai mật khẩu") == 0
    assert reader.decrypt("hoa sữa đầu thu") != 0
    assert reader.attachments["data.json"] == [data_copy.render_json(copy)]
    assert squeezed(PERSONAL["note"]) in words_of_pdf(locked, "hoa sữa đầu thu")


# --- for machines ------------------------------------------------------------------------------


def test_json_is_utf8_nfc_and_the_same_every_time(lived: Session) -> None:
    copy = made(lived, "KH-00001")
    written = data_copy.render_json(copy)
    text = written.decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert written == data_copy.render_json(copy)
    assert list(json.loads(text)) == list(json.loads(data_copy.render_json(made(lived, "KH-00002"))))


def test_codes_stand_with_their_words_in_the_language_asked_for(lived: Session) -> None:
    for language in LANGUAGES:
        said = json.loads(data_copy.render_json(made(lived, "KH-00001", language)))
        marketing = lived.policy().purpose(said["consents"][0]["purpose"]["code"])
        assert marketing is not None
        assert said["consents"][0]["purpose"]["words"] == marketing.text.in_language(language)
        assert said["consents"][0]["outcome"]["words"] == load_wording(language).text("consent_states.GRANTED")


# --- on record ---------------------------------------------------------------------------------


def test_making_a_copy_is_a_step_and_is_audited_with_the_kinds_of_data(lived: Session) -> None:
    code = asked(lived, "KH-00001")
    before = trail.head_of(lived).seq
    prepared(lived, code)
    (recorded,) = entries_since(lived, before)
    assert (recorded.entry.action, recorded.entry.subject_ref) == (AuditAction.COPY_MADE, "KH-00001")
    assert recorded.body is not None
    kinds = recorded.body["kinds"]
    assert isinstance(kinds, dict)
    assert (kinds["person"], kinds["phones"]) == (1, 2)
    assert "guardian" not in kinds
    assert requests.steps(lived, code)[-1].kind is StepKind.COPY_MADE
    assert requests.get(lived, code).carried_out_at is None  # only handing it over is


def test_a_preview_is_not_recorded_and_says_so(lived: Session) -> None:
    code = asked(lived, "KH-00001")
    before = snapshot(lived)
    copy = prepared(lived, code, is_preview=True)
    assert snapshot(lived) == before
    assert squeezed(load_wording(Language.VI).text("paper.preview")) in words_of_pdf(data_copy.render_pdf(copy))


def test_a_copy_needs_a_proven_asker_a_manager_and_the_passphrase_given_just_now(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    typed = RequestInput(RequestKind.ACCESS, Channel.CALL, session.now(), customer_code=customer.code)
    code = requests.record(session, typed)
    with pytest.raises(ConfirmationNeeded):
        data_copy.prepare(session, code, Language.VI, is_preview=True)
    with pytest.raises(IdentityNotProven):
        prepared(session, code)
    proven = asked(session, customer.code)
    one = shop.as_staff()
    one.mark_confirmed(Operation.EXPORT)
    for is_preview in (True, False):
        with pytest.raises(RoleForbidden):
            data_copy.prepare(one, proven, Language.VI, is_preview=is_preview)


def test_handing_over_carries_the_request_out_by_the_channel_and_at_the_instant_told(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    code = asked(session, customer.code)
    with pytest.raises(WrongState):
        data_copy.hand_over(session, code, Channel.NONE, session.now())
    prepared(session, code)
    made_at = session.now()
    shop.clock.move(hours=2)
    with pytest.raises(BeforeReceipt):
        data_copy.hand_over(session, code, Channel.NONE, AT.replace(hour=1))
    with pytest.raises(InFuture):
        data_copy.hand_over(session, code, Channel.NONE, session.now().replace(hour=23))
    left = audited(session, lambda: data_copy.hand_over(session, code, Channel.POST, made_at))
    assert left == [
        (AuditAction.CONTACT_MADE, customer.code),
        (AuditAction.COPY_HANDED_OVER, customer.code),
        (AuditAction.REQUEST_CARRIED_OUT, customer.code),
    ]
    step = requests.steps(session, code)[-1]
    assert (step.kind, step.channel, step.occurred_at) == (StepKind.HANDED_OVER, Channel.POST, made_at)
    requests.close(session, code, RequestOutcome.DONE)
    with pytest.raises(WrongState):
        prepared(session, code)


def test_who_does_not_want_to_be_contacted_gets_the_copy_as_they_asked_for_it_or_in_person(session: Session) -> None:
    customer = add_customer(session)
    consents.stop_contact(session, customer.code, None, ConsentMethod.EMAIL)
    code = asked(session, customer.code)  # by email
    prepared(session, code)
    refused = data_copy.hand_over(session, code, Channel.POST, session.now())
    assert codes(refused.decision) == {ReasonCode.STOP_CONTACT}
    assert [one.channel for one in attempts(session)] == [Channel.POST]
    assert requests.get(session, code).carried_out_at is None
    assert data_copy.hand_over(session, code, Channel.EMAIL, session.now()).allowed
    assert data_copy.hand_over(session, code, Channel.NONE, session.now()).allowed


def test_a_restricted_person_still_gets_the_copy(session: Session) -> None:
    customer = add_customer(session)
    customers.restrict(session, customer.code, is_restricted=True)
    assert read(session, customer.code)["person"]
