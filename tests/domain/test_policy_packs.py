"""The three packs that ship: complete, in the published words, and refused when they are not sound."""

import copy
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from ledger.assets import load_pack, pack_ids, resource_path
from ledger.domain.errors import PolicyInvalid
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.policy import Control, FieldCategory, LabelRule, PolicyPack, RecipientRole, Statement
from ledger.domain.policy_checks import contradictions, missing_statements
from ledger.domain.policy_pack import dump_pack, parse_pack
from ledger.domain.purpose import LegalBasis

PUBLISHED = Path(__file__).parents[1] / "data" / "policies"
KO = {
    "KO 1": Control.COLLECTION_CATEGORIES,
    "KO 2": Control.PURPOSE_LIMITATION,
    "KO 3": Control.NO_THIRD_PARTY,
    "KO 4a": Control.ENCRYPTED_STORE,
    "KO 4b": Control.MASKED_PARCELS,
    "KO 4c": Control.REFUSE_CONTACT,
    "KO 5": Control.FEEDBACK_IN_TIME,
}
VK = {
    "VK 1": Control.COLLECT_ONLY_NEEDED,
    "VK 2a": Control.PURPOSE_LIMITATION,
    "VK 2b": Control.OFFERS_BY_CHOICE,
    "VK 3": Control.PARTNER_COMMITMENT,
    "VK 4": Control.COOKIES_BY_CHOICE,
    "VK 5": Control.ACCESS_CONTROL,
    "VK 6": Control.CONTACT_STATE,
    "VK 7": Control.CORRECTION,
    "VK 8": Control.OUTSIDE_LINKS,
    "VK 9": Control.GUARDIAN_CONSENT,
    "VK 10": Control.CHANGE_NOTICE,
}
CLAUSES = {"the-king-oil": KO, "vietking": VK, "combined": KO | VK}
# What is left of the pages without the promises: headings, greetings, and what copying dragged along.
NOT_PROMISED = {
    "the-king-oil": """CHÍNH SÁCH BẢO MẬT THÔNG TIN
Nhằm tôn trọng, bảo vệ quyền lợi Khách hàng, The King Oil xây dựng chính sách bảo mật thông tin như sau:
1.Thông tin thu thập từ khách hàng:
2. Phạm vi sử dụng thông tin:
3. Những người, tổ chức được quyền tiếp cận thông tin Khách hàng
4. Bảo mật thông tin Khách hàng
5. Thông tin phản hồi
error: Content is protected !!""",
    "vietking": """VIETKING luôn hoàn thiện các chính sách hỗ trợ khách hàng nhằm giúp cho các quyết định mua hàng của
khách hàng trở nên dễ dàng hơn. Trong đó bao gồm cả việc đảm bảo tính bảo mật đối với tất cả các thông tin cá nhân
của khách hàng. Trong quá trình quản lý thông tin, Công ty luôn tuân thủ theo các chính sách bảo mật sau đây
chính sách bảo mật thông tin VietkingChính sách bảo mật thông tin quan trọng (nguồn ảnh: sưu tầm)
1. Khai báo thông tin
2. Thông tin cá nhân do khách hàng cung cấp
3. Cung cấp cho đơn vị khác
4. Ghi nhận thông tin trình duyệt
5. Sự an toàn cho khách hàng
6. Thông tin qua email
7. Điều chỉnh thông tin
8. Đường liên kết ngoài trang web
9. Đối tượng từ chối phục vụ
10. Thay đổi thông tin khi sử dụng
+84911647979""",
}
DELIVERY = {"name", "phone", "address", "products", "amount_to_collect"}
PACKS = sorted(CLAUSES)


def words(text: str) -> str:
    """Return the words alone: the published pages have double spaces that mean nothing."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def published(name: str) -> str:
    return (PUBLISHED / f"{name}.vi.txt").read_text(encoding="utf-8")


def purposes(pack: PolicyPack, basis: LegalBasis) -> set[str]:
    return {purpose.id for purpose in pack.purposes if purpose.basis is basis}


def test_three_packs_ship() -> None:
    assert list(pack_ids()) == PACKS


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_clause_has_its_row_and_its_control(pack_id: str) -> None:
    pack = load_pack(pack_id)
    assert pack.id == pack_id
    assert {clause.id: clause.control for clause in pack.clauses} == CLAUSES[pack_id]
    assert [clause.id for clause in pack.clauses] == list(CLAUSES[pack_id])


def test_every_control_of_the_program_is_named_by_a_clause() -> None:
    assert {clause.control for clause in load_pack("combined").clauses} == set(Control)


@pytest.mark.parametrize("pack_id", PACKS)
def test_clauses_are_the_published_words(pack_id: str) -> None:
    for clause in load_pack(pack_id).clauses:
        page = words(published("the-king-oil" if clause.id.startswith("KO") else "vietking"))
        for line in clause.text.vi.splitlines():
            assert words(line) in page, clause.id
        assert clause.text.en
        assert clause.text.en != clause.text.vi


@pytest.mark.parametrize("name", ["the-king-oil", "vietking"])
def test_no_published_promise_is_left_out(name: str) -> None:
    rest = words(published(name))
    for clause in load_pack(name).clauses:
        for line in clause.text.vi.splitlines():
            rest = rest.replace(words(line), " ", 1)
    assert words(rest) == words(NOT_PROMISED[name])


@pytest.mark.parametrize("pack_id", PACKS)
def test_noise_of_the_copied_pages_is_not_quoted(pack_id: str) -> None:
    text = resource_path("policies", f"{pack_id}.toml").read_text(encoding="utf-8")
    assert not any(noise in text for noise in ("Content is protected", "sưu tầm", "+84911647979"))


def test_who_may_have_what() -> None:
    roles = {pack_id: {rule.role for rule in load_pack(pack_id).recipient_rules} for pack_id in PACKS}
    partners = {RecipientRole.CARRIER, RecipientRole.INSTALLER, RecipientRole.AUTHORITY}
    assert roles == {
        "the-king-oil": {RecipientRole.CARRIER, RecipientRole.AUTHORITY},
        "vietking": partners,
        "combined": partners,
    }


@pytest.mark.parametrize("pack_id", PACKS)
def test_recipients_get_only_what_their_purpose_needs(pack_id: str) -> None:
    pack = load_pack(pack_id)
    for rule in pack.recipient_rules:
        needed = {one.id for one in pack.fields if one.needed_by & rule.purposes}
        assert rule.fields <= needed
        assert rule.needs_commitment is (rule.role is not RecipientRole.AUTHORITY)
    by_role = {rule.role: rule for rule in pack.recipient_rules}
    assert by_role[RecipientRole.CARRIER].fields == DELIVERY
    assert by_role[RecipientRole.AUTHORITY].fields == {one.id for one in pack.fields}
    assert by_role[RecipientRole.AUTHORITY].purposes == {PurposeId("legal_compliance")}


def test_purposes_rest_on_the_right_basis() -> None:
    combined = load_pack("combined")
    assert purposes(combined, LegalBasis.CONTRACT) == {"delivery_of_goods", "installation", "consultation"}
    assert purposes(combined, LegalBasis.LAW) == {"customer_care", "legal_compliance"}
    assert {one.id for one in combined.purposes if one.is_advertising} == {"marketing", "special_occasions"}
    assert purposes(load_pack("the-king-oil"), LegalBasis.CONTRACT) == {"delivery_of_goods"}
    assert purposes(load_pack("vietking"), LegalBasis.CONSENT) == {"marketing", "website_improvement"}


def test_the_parts_have_the_same_rows_as_the_whole() -> None:
    """A purpose or field reads the same in every pack, so a shop that changes pack keeps its words."""
    whole = load_pack("combined")
    known = {one.id: one for one in whole.purposes}
    texts = {rule.id: (rule.category, rule.text) for rule in whole.fields}
    clauses = {clause.id: clause for clause in whole.clauses}
    for part in (load_pack("the-king-oil"), load_pack("vietking")):
        assert all(known[one.id] == one for one in part.purposes)
        assert all(texts[rule.id] == (rule.category, rule.text) for rule in part.fields)
        assert all(clauses[clause.id] == clause for clause in part.clauses)


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_field_is_needed_by_something_beyond_the_law(pack_id: str) -> None:
    beyond = {rule.id: rule.needed_by - {PurposeId("legal_compliance")} for rule in load_pack(pack_id).fields}
    # VK has no purpose but keeping the rules for an order's record and for the age that VK 9 asks about.
    by_law_alone = {"orders", "birth_date"} if pack_id == "vietking" else set()
    assert {field for field, needed_by in beyond.items() if not needed_by} - by_law_alone == set()


def test_ko_1_collects_five_categories() -> None:
    assert {rule.category for rule in load_pack("the-king-oil").fields} == set(FieldCategory)


def test_labels_show_what_each_policy_allows() -> None:
    assert load_pack("the-king-oil").label == LabelRule(
        shows_province=True, shows_zone=True, shows_amount_to_collect=False
    )
    everything = LabelRule(shows_province=True, shows_zone=True, shows_amount_to_collect=True)
    assert load_pack("vietking").label == load_pack("combined").label == everything


def test_parameters_say_what_the_clause_says() -> None:
    by_id = {clause.id: clause.parameters for clause in load_pack("combined").clauses}
    assert by_id["KO 5"] == {"hours": 12, "warn_at": "50,80"}
    assert by_id["VK 9"] == {"minor_age": 18}
    assert by_id["VK 3"] == {"warn_days": 30}


@pytest.mark.parametrize("pack_id", PACKS)
def test_clauses_tell_of_the_published_minimum_what_they_say(pack_id: str) -> None:
    stated = {
        Control.PURPOSE_LIMITATION: {Statement.PURPOSE},
        Control.COLLECTION_CATEGORIES: {Statement.SCOPE},
        Control.COLLECT_ONLY_NEEDED: {Statement.SCOPE},
        Control.ENCRYPTED_STORE: {Statement.PROTECTION},
        Control.ACCESS_CONTROL: {Statement.PROTECTION},
        Control.FEEDBACK_IN_TIME: {Statement.CONTACT},
    }
    assert all(clause.states == stated.get(clause.control, set()) for clause in load_pack(pack_id).clauses)


def test_neither_published_policy_states_how_long_data_are_kept() -> None:
    missing = {pack_id: missing_statements(load_pack(pack_id)) for pack_id in PACKS}
    assert missing == {
        "combined": (Statement.RETENTION,),
        "the-king-oil": (Statement.RETENTION,),
        "vietking": (Statement.RETENTION, Statement.CONTACT),
    }


def test_the_packs_contradict_themselves_as_published() -> None:
    def found(pack_id: str) -> set[tuple[str, str, str]]:
        return {(one.clause_id, one.other_id, one.wins) for one in contradictions(load_pack(pack_id))}

    assert found("the-king-oil") == {("KO 3", "KO 4b", "KO 4b")}
    assert found("vietking") == set()
    assert found("combined") == {("KO 3", "KO 4b", "KO 4b"), ("KO 3", "VK 3", "VK 3")}


@pytest.mark.parametrize("pack_id", PACKS)
def test_a_pack_written_out_is_read_back_the_same(pack_id: str) -> None:
    assert parse_pack(dump_pack(load_pack(pack_id))) == load_pack(pack_id)


def test_a_sentence_of_ko_4_is_quoted_as_published() -> None:
    clause = next(clause for clause in load_pack("combined").clauses if clause.id == "KO 4b")
    assert clause.text.vi.endswith("Duy nhất người và đơn vị chuyển biết được những thông tin này.")


@pytest.fixture
def raw() -> dict[str, Any]:
    with resource_path("policies", "combined.toml").open("rb") as file:
        return tomllib.load(file)


def refused(raw: dict[str, Any]) -> dict[str, object]:
    with pytest.raises(PolicyInvalid) as refusal:
        parse_pack(raw)
    return dict(refusal.value.data)


def test_an_unknown_control_is_refused(raw: dict[str, Any]) -> None:
    raw["clauses"][0]["control"] = "GOOD_INTENTIONS"
    assert refused(raw) == {"why": "unknown", "where": "clauses[1].control"}


@pytest.mark.parametrize("table", ["meta", "purposes", "fields", "recipient_rules", "label", "clauses"])
def test_a_missing_table_is_refused_by_name(raw: dict[str, Any], table: str) -> None:
    del raw[table]
    assert refused(raw) == {"why": "missing", "where": table}


def test_a_wrong_shape_is_refused(raw: dict[str, Any]) -> None:
    raw["purposes"][0]["text"] = 3
    assert refused(raw) == {"why": "value", "where": "purposes[1].text"}


@pytest.mark.parametrize("table", ["purposes", "fields", "clauses"])
def test_the_same_id_twice_is_refused(raw: dict[str, Any], table: str) -> None:
    raw[table].append(copy.deepcopy(raw[table][0]))
    assert refused(raw) == {"why": "twice", "where": f"{table}.{raw[table][0]['id']}"}


def test_a_field_needed_by_no_known_purpose_is_refused(raw: dict[str, Any]) -> None:
    raw["fields"][0]["needed_by"].append("curiosity")
    assert refused(raw) == {"why": "unknown", "where": "fields.name.needed_by"}


@pytest.mark.parametrize(("key", "word"), [("purposes", PurposeId("curiosity")), ("fields", FieldId("blood_group"))])
def test_a_rule_with_unknown_words_is_refused(raw: dict[str, Any], key: str, word: str) -> None:
    raw["recipient_rules"][0][key].append(word)
    assert refused(raw) == {"why": "unknown", "where": f"recipient_rules.CARRIER.{key}"}
