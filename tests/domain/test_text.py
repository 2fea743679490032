"""Text at the door: what is stored, what is searched, and how phone numbers and emails are read."""

import unicodedata
from functools import cmp_to_key

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCollator, QLocale

from ledger.domain.errors import InvalidEmail, InvalidPhone, TextMissing, TextNotAllowed, TextTooLong
from ledger.domain.text import (
    ADDRESS_LIMIT,
    NAME_LIMIT,
    NOTE_LIMIT,
    as_code,
    clean_text,
    digits_of,
    fold,
    national_phone,
    optional_text,
    parse_email,
    parse_phone,
    phone_digit_forms,
    required_text,
    show_phone,
    sort_key,
    visible_text,
)

NAME = "Nguyễn Thị Phượng"
INVISIBLE = (
    "\x00\x07\x1b\x7f\u00ad\u034f\u061c\u115f\u180e\u200b\u200d\u200f\u202e\u2066\u2800\u3164"
    "\ufe00\ufe0f\ufeff\uffa0\ue000\U000e0100\U000e01ef"
)
LINE_BREAKS = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]


# --- storing -----------------------------------------------------------------------------------


def test_a_name_that_arrives_in_pieces_is_stored_as_typed() -> None:
    assert clean_text(unicodedata.normalize("NFD", NAME), "name") == NAME


@pytest.mark.parametrize("char", INVISIBLE, ids=lambda char: f"U+{ord(char):04X}")
def test_invisible_characters_are_dropped(char: str) -> None:
    assert clean_text(f"{char}Ng{char}uyễn{char}", "name") == "Nguyễn"
    with pytest.raises(TextMissing):
        required_text(char * 3, "name")


@pytest.mark.parametrize("line_break", LINE_BREAKS, ids=ascii)
def test_no_kind_of_line_break_glues_two_words_together(line_break: str) -> None:
    assert clean_text(f"12 Hàng Bạc{line_break}Hà Nội", "address") == "12 Hàng Bạc Hà Nội"
    assert clean_text(f"một{line_break}hai", "note", is_multiline=True) == "một\nhai"


def test_spaces_of_every_kind_become_one() -> None:
    assert clean_text(" \t Nguyễn\u00a0\u3000 Lan \n", "name") == "Nguyễn Lan"
    assert clean_text(" một \t hai\n\nba ", "note", is_multiline=True) == "một hai\n\nba"


@pytest.mark.parametrize(
    "text", ["x\u0301\u0302\u0303", "x\u0301\u034f\u0302\u200d\u0303", "\u0301a", "\u20dd", "x\u20dd\u20dd\u20dd"]
)
def test_towers_of_marks_and_marks_without_a_letter_are_refused(text: str) -> None:
    with pytest.raises(TextNotAllowed) as refused:
        clean_text(text, "name")
    assert refused.value.data == {"field": "name"}


def test_two_marks_are_no_tower_and_every_letter_starts_anew() -> None:
    assert clean_text("x\u0301\u0302x\u0301\u0302", "name") == "x\u0301\u0302x\u0301\u0302"


def test_vietnamese_vowels_with_two_marks_are_no_tower() -> None:
    every = "ấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữựĐđ"
    assert clean_text(unicodedata.normalize("NFD", every), "name") == every


@pytest.mark.parametrize("text", ["\ud800", "Lan \udfff"])
def test_half_characters_are_refused(text: str) -> None:
    with pytest.raises(TextNotAllowed):
        clean_text(text, "name")


def test_too_long_is_refused_never_cut_and_counted_in_what_is_stored() -> None:
    longest = "ệ" * NAME_LIMIT
    assert clean_text(unicodedata.normalize("NFD", longest) + "\u200b" * 50 + " " * 50, "name") == longest
    with pytest.raises(TextTooLong) as refused:
        clean_text(longest + "x", "name")
    assert refused.value.data == {"field": "name", "limit": NAME_LIMIT}
    assert clean_text("x" + " " * 19_999, "name") == "x"
    with pytest.raises(TextTooLong):
        clean_text(" " * 20_001, "name")


def test_the_limits_of_names_addresses_and_notes() -> None:
    assert (NAME_LIMIT, ADDRESS_LIMIT, NOTE_LIMIT) == (120, 300, 2000)


def test_nothing_is_nothing_unless_it_is_required() -> None:
    assert optional_text(None, "note") is None
    assert optional_text("", "note") is None
    assert optional_text(" \u200b\n", "note") is None
    assert optional_text(" a\nb ", "note", is_multiline=True) == "a\nb"
    assert required_text(" Lan ", "name") == "Lan"
    with pytest.raises(TextMissing):
        required_text("  ", "name")


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_and_nothing_hidden_stays(raw: str) -> None:
    try:
        text = clean_text(raw, "note", is_multiline=True)
    except TextNotAllowed:
        return
    assert clean_text(text, "note", is_multiline=True) == text
    assert unicodedata.is_normalized("NFC", text)
    assert not {unicodedata.category(char) for char in text.replace("\n", "")} & {"Cc", "Cf", "Cs", "Co", "Cn"}
    assert visible_text(text) == text


# --- searching ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đỗ Ánh", "do anh"),
        (unicodedata.normalize("NFD", "  PHƯỢNG   Nguyễn"), "phuong nguyen"),
        ("Ðặng", "dang"),  # the Icelandic letter that looks the same
        ("Ng\u200buy\u00adễn", "nguyen"),
        ("Ｌａｎ １２", "lan 12"),
        ("một\nhai\u00a0ba", "mot hai ba"),
        ("STRASSE ß", "strasse ss"),
    ],
)
def test_a_search_needs_neither_marks_nor_capitals(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["La\ud800n", "\udfffLan", "Lan\udc80\ud83d"])
def test_a_search_goes_past_half_a_character_that_was_pasted(text: str) -> None:
    assert fold(text) == "lan"


@pytest.mark.parametrize("typed", ["KH-00001", " kh-00001\n", "kh-00001"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert as_code(typed) == "KH-00001"


@pytest.mark.parametrize("typed", ["", "Lan Ánh", "KH-\ud800", "KH\x0000", "K" * 65, "１２"])
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert as_code(typed) == ""


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == fold(text)


@pytest.mark.parametrize(
    "text", ["0911 647-979", "０９１１６４７９７９", "٠٩١١٦٤٧٩٧٩", "⁰⁹¹¹⁶⁴⁷⁹⁷⁹", "số 0911 và 647979"]
)
def test_digits_are_digits_in_every_script(text: str) -> None:
    assert digits_of(text) == "0911647979"


# --- phone numbers -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "0911647979",
        "0911 647 979",
        "0911.647.979",
        "(0911) 647-979",
        "+84911647979",
        "+84 911 647 979",
        "(+84) 911.647.979",
        "+84 (0)911 647 979",
        "+840911647979",
        "0084911647979",
        "84911647979",
        "'+84911647979",
        "０９１１６４７９７９",
        "＋８４９１１６４７９７９",
        "\u200e0911\u200b647979\u202c",
    ],
)
def test_one_number_written_in_many_ways_is_one_number(typed: str) -> None:
    form = parse_phone(typed)
    assert (form.number, form.is_valid, form.was_repaired) == ("+84911647979", True, False)


@pytest.mark.parametrize(("typed", "number"), [("911647979", "+84911647979"), ("841 234 567", "+84841234567")])
def test_a_zero_eaten_by_a_spreadsheet_is_put_back_with_a_notice(typed: str, number: str) -> None:
    form = parse_phone(typed)
    assert (form.number, form.is_valid, form.was_repaired) == (number, True, True)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("+1 650 253 0000", "+16502530000"), ("028 3822 1234", "+842838221234"), ("1900 1234", "+8419001234")],
)
def test_foreign_landline_and_service_numbers_are_read(typed: str, number: str) -> None:
    form = parse_phone(typed)
    assert (form.number, form.is_valid, form.was_repaired) == (number, True, False)


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("12345", "12345"),
        ("113", "113"),
        ("01234567890", "01234567890"),
        ("000", "000"),
        ("+84 12", "8412"),
        ("+999 123456", "999123456"),
        ("211111111", "211111111"),
    ],
)
def test_short_and_odd_numbers_are_kept_and_marked(typed: str, digits: str) -> None:
    form = parse_phone(typed)
    assert (form.number, form.is_valid, form.was_repaired) == (digits, False, False)


def test_no_number_is_longer_than_fifteen_digits_however_it_is_spaced() -> None:
    assert parse_phone("1" * 15).number == "1" * 15
    assert parse_phone("0911" + "\u200b" * 99 + "647979").is_valid
    with pytest.raises(InvalidPhone):
        parse_phone("1" * 16)
    with pytest.raises(TextTooLong):
        parse_phone("0911647979" + "." * 31)


@pytest.mark.parametrize(
    "typed", ["", "12", "+84", "0911647979 ext 5", "0911647979x5", "gọi Lan", "0911647979/0987654321"]
)
def test_what_is_no_number_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(InvalidPhone) as refused:
        parse_phone(typed)
    assert refused.value.data == {"field": "phone"}


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+84911647979", "0911 647 979"),
        ("+842838221234", "02838221234"),
        ("+8419001234", "19001234"),
        ("+16502530000", "+16502530000"),
        ("12345", "12345"),
    ],
)
def test_numbers_are_shown_as_they_are_dialled(number: str, shown: str) -> None:
    assert show_phone(number) == shown
    assert national_phone(number) == shown.replace(" ", "")


def test_every_way_to_write_a_number_is_known() -> None:
    assert phone_digit_forms("+84911647979") == {"84911647979", "911647979", "0911647979", "0084911647979"}
    assert phone_digit_forms("12345") == {"12345"}
    assert phone_digit_forms("+16502530000") == {"16502530000"}


@given(st.from_regex(r"0[35789]\d{8}", fullmatch=True), st.sampled_from(["", " ", ".", "-"]))
def test_whatever_is_stored_reads_back_as_itself(typed: str, between: str) -> None:
    form = parse_phone(between.join((typed[:4], typed[4:7], typed[7:])))
    assert parse_phone(form.number).number == form.number
    assert digits_of(typed) in phone_digit_forms(form.number)
    assert typed not in repr(form)
    assert form.number not in repr(form)


# --- email -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" Lan.Nguyen@GMAIL.com ", "Lan.Nguyen@gmail.com"),
        ("lan\u200b@shop.vn", "lan@shop.vn"),
        ("lan@ｓｈｏｐ.vn", "lan@shop.vn"),
        ("lan+hoadon@shop.com.vn", "lan+hoadon@shop.com.vn"),
    ],
)
def test_an_email_is_stored_in_one_form(typed: str, stored: str) -> None:
    assert parse_email(typed) == stored


@pytest.mark.parametrize(
    "typed", ["", "lan", "lan@", "@shop.vn", "lan@shop", "lan @shop.vn", "a@b@shop.vn", "Lan <lan@shop.vn>"]
)
def test_what_is_no_email_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(InvalidEmail) as refused:
        parse_email(typed)
    assert refused.value.data == {"field": "email"}


@given(st.text())
def test_folding_letter_by_letter_is_folding_the_whole(text: str) -> None:
    whole = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    gone = {"Mn", "Me", "Cc", "Cf", "Cn", "Co"}  # a mark that takes room of its own stays
    kept = [char for char in whole if char.isspace() or unicodedata.category(char) not in gone]
    assert set(fold(text)) <= set("".join(kept).translate(str.maketrans("đðɖ", "ddd"))) | {" "}
    assert fold(fold(text)) == fold(text)


# --- sorting -----------------------------------------------------------------------------------

VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
TYPED = VOWELS + VOWELS.upper() + "bcdđghklmnpqrstvxfjwzBCDĐGHKLMNPQRSTVXFJWZ" + "    -.'()/&,0123456789"
NAMES = st.text(st.sampled_from(TYPED), max_size=8)


@st.composite
def near_names(draw: st.DrawFn) -> tuple[str, str]:
    """Two names that differ little: in a tone, a capital, a letter at the end."""
    name = draw(NAMES)
    other = "".join(draw(st.sampled_from([char, char, char.upper(), char.lower(), *VOWELS[:6]])) for char in name)
    return name, other + draw(st.sampled_from(["", "", " ", "a", "Á"]))


@given(near_names() | st.tuples(NAMES, NAMES))
def test_names_stand_in_the_order_of_a_vietnamese_dictionary(pair: tuple[str, str]) -> None:
    one, other = pair
    collated = QCollator(QLocale("vi_VN")).compare(one, other)
    keys = [sort_key(name).encode() for name in pair]  # SQL compares bytes
    assert (keys[0] > keys[1]) - (keys[0] < keys[1]) == (collated > 0) - (collated < 0)


def test_the_alphabet_the_tones_and_the_capitals() -> None:
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(set(letters), key=sort_key) == letters
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(set(tones), key=sort_key) == tones
    cases = ["an", "An", "AN", "ăn", "Ăn", "ân"]
    assert sorted(set(cases), key=sort_key) == cases


def test_a_letter_counts_before_any_tone_and_a_tone_before_any_capital() -> None:
    names = ["Lê An", "Lê Ánh", "Lê Ân", "lê Văn Ba", "Lê Văn Bá", "Lê Văn Bách", "Lý Ba", "Đỗ An", "Dao"]
    wanted = sorted(names, key=cmp_to_key(QCollator(QLocale("vi_VN")).compare))
    assert sorted(names, key=sort_key) == wanted


def test_names_from_elsewhere_have_a_place_too() -> None:
    names = ["", "3 Con Mèo", "Añez", "Anna", "x\u0302", "Zoë", "Ωmega", "中"]
    assert sorted(set(names), key=sort_key) == names
    assert sort_key("Zoe") < sort_key("Zoë") < sort_key("zoes")
    assert sort_key("x") < sort_key("x\u0302") < sort_key("xa")
    assert sort_key("Ðỗ") == sort_key("Ɖỗ") == sort_key("Đỗ")  # other letters, typed for the same one
