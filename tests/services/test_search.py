"""Finding a customer: any part of a name, number, email or code, however it is typed."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.domain.parcel import show_code
from ledger.services import customers
from ledger.services.session import Session
from support.services import Workplace, add_customer, person, take_parcels


@pytest.fixture
def hoa(session: Session) -> str:
    add_customer(session, "Trần Văn Bình", phones=("0988 111 222",), emails=("binh@example.com",))
    return add_customer(
        session, "Đặng Thị Ánh Hoa", phones=("0911647979",), emails=("hoa_99%vip@example.com",), note="Thược Dược"
    ).code


def found(session: Session, typed: str) -> list[str]:
    return [one.code for one in customers.find(session, typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "Đặng Thị Ánh Hoa", "dang thi anh hoa", "ĐẶNG", "ánh", "anh h", "hoa đặng", "  hoa  ", "oa", "ặng thị",
        unicodedata.normalize("NFD", "Ánh Hoa"),
        "0911647979", "0911 647 979", "0911.647.979", "+84 911 647 979", "(+84) 911-647-979", "84911647979",
        "0084911647979", "911647979", "647979", "6479", "911 64",
        "hoa_99%vip@example.com", "HOA_99", "99%vip", "vip@ex",
        "KH-00002", "kh-00002", "00002",
    ],
)  # fmt: skip
def test_she_is_found_by_any_part_of_what_is_known(session: Session, hoa: str, typed: str) -> None:
    assert found(session, typed) == [hoa]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "%",
        "647%",
        "091_",
        "_",
        "\\",
        "%%",
        "h_a",
        "ho%",
        "\\%",
        "' OR 1=1 --",
        "\x00",
        "Thược Dược",
        "09119",
        "🌸",
    ],
)
def test_what_is_not_there_finds_nobody_and_wildcards_are_only_letters(session: Session, typed: str) -> None:
    add_customer(session, "Trần Văn Bình", phones=("0988111222",), emails=("binh@example.com",))
    add_customer(session, "Đặng Thị Hoa", phones=("0911647979",), emails=("hoa@example.com",), note="Thược Dược")
    assert found(session, typed) == []


def test_percent_underscore_and_backslash_find_themselves(session: Session) -> None:
    odd = add_customer(session, r"Tiệm 100% A_B \ Co", phones=(), emails=()).code
    add_customer(session, "Tiệm Khác", phones=(), emails=())
    for typed in ("100%", "a_b", "\\"):
        assert found(session, typed) == [odd]


def test_a_parcel_code_finds_its_customer(session: Session, hoa: str) -> None:
    (parcel,) = take_parcels(session, customers.get(session, hoa), None)
    for typed in (parcel.code, show_code(parcel.code), show_code(parcel.code).lower(), f" {parcel.code} "):
        assert found(session, typed) == [hoa]


def test_a_short_number_is_found_by_its_digits(session: Session) -> None:
    odd = add_customer(session, "Tổng Đài", phones=("12345", "19001560", "+1 415 555 2671"), emails=()).code
    for typed in ("12345", "234", "1900 1560", "4155552671"):
        assert found(session, typed) == [odd]


def test_people_come_by_name_and_no_more_than_asked_for(session: Session) -> None:
    for name in ("Lê C", "Lê A", "Lê Đ", "Lê B"):
        add_customer(session, name)
    assert [one.name for one in customers.find(session, "le", limit=3)] == ["Lê A", "Lê B", "Lê C"]


def test_a_whole_page_pasted_into_the_search_field_finds_nobody_and_breaks_nothing(session: Session, hoa: str) -> None:
    assert found(session, "hoa " * 5_000) == []
    assert found(session, "h" * 100_000) == []
    assert found(session, "9" * 100_000) == []
    assert found(session, "hoa hoa hoa") == [hoa]


# --- the same as looking through everybody ------------------------------------------------------

_WORDS = ("Nguyễn", "Văn", "Đức", "Ánh", "An", "100%", "A_B", "Ô", "ghế\\bàn", "Lý-Lan")
_NAMES = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join)
_TYPED = st.one_of(
    _NAMES.map(str.upper),
    st.sampled_from(["an", "ng", "n v", "%", "_", "\\", "duc an", "o", "ă", "091", "9 1 1", "+84 91", "00849"]),
    st.text(st.sampled_from("anđôuêc%_\\ 0123456789"), min_size=1, max_size=5),
)


def bare(text: str) -> str:
    """Take the marks off by another way than the program's: the names of the letters."""
    plain = ""
    for char in unicodedata.normalize("NFC", text.lower()):
        name = unicodedata.name(char, "")
        is_latin = name.startswith("LATIN SMALL LETTER ")
        plain += name.removeprefix("LATIN SMALL LETTER ")[0].lower() if is_latin else char
    return plain


def matches(typed: str, name: str, number: str, code: str) -> bool:
    forms = [number, "0084" + number[1:], "84" + number[1:]]
    digits = "".join(char for char in typed if char.isdigit())
    if len(digits) >= 3 and set(typed) <= set("0123456789 +"):
        return any(digits in form for form in (*forms, code, name))
    return bool(typed.split()) and all(
        any(word in part for part in (*bare(name).split(), *forms, code.lower())) for word in bare(typed).split()
    )


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Session, list[tuple[str, str, str]]]:
    shop = Workplace(tmp_path_factory.mktemp("crowd"))
    shop.create()
    people: list[tuple[str, str, str]] = []
    for number in range(120):
        name = " ".join(_WORDS[(number * step + step) % len(_WORDS)] for step in (1, 3, 7)[: 1 + number % 3])
        phone = f"091{(number * 7_654_321) % 10_000_000:07d}"
        people.append(
            (name, phone, customers.add(shop.session, person(name, phones=(phone,), emails=())).customer.code)
        )
    return shop.session, people


@given(typed=_TYPED)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_searching_finds_exactly_those_whom_looking_through_everybody_finds(
    crowd: tuple[Session, list[tuple[str, str, str]]], typed: str
) -> None:
    session, people = crowd
    wanted = {code for name, number, code in people if matches(typed, name, number, code)}
    assert {one.code for one in customers.find(session, typed, limit=500)} == wanted
