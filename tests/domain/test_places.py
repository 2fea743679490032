"""Provinces and wards: complete, and found however people spell them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.assets import load_places, resource_path
from ledger.domain.places import Places, Province, Ward, parse_places
from ledger.domain.text import fold

PLACES = load_places()


def province(text: str) -> Province:
    found = PLACES.find_province(text)
    assert found is not None, text
    return found


def test_the_list_is_complete_dated_and_attributed() -> None:
    wards = [ward for one in PLACES.provinces for ward in one.wards]
    assert (len(PLACES.provinces), len(wards)) == (34, 3321)
    kinds = [ward.name.removesuffix(ward.short_name).strip() for ward in wards]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"Phường": 687, "Xã": 2621, "Đặc khu": 13}
    assert len({ward.code for ward in wards}) == 3321
    assert PLACES.as_of.isoformat() == "2025-07-01"
    assert "vietnam-address-converter" in PLACES.attribution


def test_the_file_is_small_and_composed() -> None:
    text = resource_path("places", "vn-2025-07.json").read_text(encoding="utf-8")
    assert len(text.encode()) < 300_000
    assert unicodedata.is_normalized("NFC", text)
    assert resource_path("places", "LICENSE-APACHE.txt").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("TP. HCM", "Hồ Chí Minh"),
        ("tphcm", "Hồ Chí Minh"),
        ("TP Hồ Chí Minh", "Hồ Chí Minh"),
        ("Thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("Sài Gòn", "Hồ Chí Minh"),
        ("Hà Nội", "Hà Nội"),
        (unicodedata.normalize("NFD", "Hà Nội"), "Hà Nội"),
        ("HANOI", "Hà Nội"),
        ("tp hn", "Hà Nội"),
        ("tỉnh An Giang", "An Giang"),
        ("T. An Giang", "An Giang"),
        ("daklak", "Đắk Lắk"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("Tỉnh Thừa Thiên - Huế", "Huế"),
        (" đà  nẵng ", "Đà Nẵng"),
    ],
)
def test_a_province_is_found_as_people_write_it(typed: str, name: str) -> None:
    assert province(typed).short_name == name


@pytest.mark.parametrize("typed", ["", "Bình Dương", "tỉnh", "TP", "Tỉnh Hà Nội", "Atlantis", "Giang"])
def test_what_is_no_province_stays_as_typed(typed: str) -> None:
    assert PLACES.find_province(typed) is None


@pytest.mark.parametrize(
    ("within", "typed", "name"),
    [
        ("Hà Nội", "Ba Đình", "Phường Ba Đình"),
        ("Hà Nội", "P.Ba Dinh", "Phường Ba Đình"),
        ("Hà Nội", "văn miếu quốc tử giám", "Phường Văn Miếu-Quốc Tử Giám"),
        ("Lâm Đồng", "Phường 1 Bảo Lộc", "Phường 1 Bảo Lộc"),
        ("Đắk Lắk", "x. Ea HLeo", "Xã Ea H'Leo"),
        ("An Giang", "Phú Quốc", "Đặc khu Phú Quốc"),
        # Alike without marks: the marks, or the kind, decide.
        ("Đồng Tháp", "Tân Thành", "Xã Tân Thành"),
        ("Đồng Tháp", "xã Tân Thạnh", "Xã Tân Thạnh"),
        ("Đồng Tháp", "P. My Tho", "Phường Mỹ Tho"),
    ],
)
def test_a_ward_is_found_in_its_province(within: str, typed: str, name: str) -> None:
    ward = PLACES.find_ward(province(within), typed)
    assert ward is not None
    assert ward.name == name


@pytest.mark.parametrize(
    ("within", "typed"),
    [
        ("Đồng Tháp", "tan thanh"),  # two xã
        ("Đồng Tháp", "My Tho"),  # a phường and a xã
        ("Hà Nội", "xã Ba Đình"),  # it is a phường
        ("Hà Nội", "Phú Quốc"),  # elsewhere
        ("Hà Nội", "Quận Ba Đình"),  # districts are gone
        ("Hà Nội", "phường"),
        ("Hà Nội", ""),
    ],
)
def test_an_unknown_or_ambiguous_ward_stays_as_typed(within: str, typed: str) -> None:
    assert PLACES.find_ward(province(within), typed) is None


@pytest.mark.parametrize("one", PLACES.provinces, ids=lambda one: fold(one.short_name))
def test_every_full_name_finds_its_own_place(one: Province) -> None:
    assert PLACES.find_province(one.name) is one
    assert PLACES.find_province(fold(one.short_name)) is one
    for ward in one.wards:
        assert PLACES.find_ward(one, ward.name) is ward


@given(st.text(max_size=30))
def test_any_text_gives_a_place_or_nothing(text: str) -> None:
    PLACES.find_province(text)
    found = PLACES.find_ward(PLACES.provinces[0], text)
    assert found is None or found in PLACES.provinces[0].wards


def test_a_nickname_needs_its_province_in_the_list() -> None:
    row = {"code": "1", "name": "Tỉnh Nhỏ", "wards": [["2", "Xã Bé"]]}
    places = parse_places({"as_of": "2025-07-01", "attribution": "nobody", "provinces": [row]})
    assert isinstance(places, Places)
    assert places.provinces == (Province("1", "Tỉnh Nhỏ", (Ward("2", "Xã Bé"),)),)
    assert places.find_province("HCM") is None


def test_a_stored_code_leads_back_to_its_province() -> None:
    for one in PLACES.provinces:
        assert PLACES.province_with_code(one.code) is one
    assert PLACES.province_with_code("no such code") is None
