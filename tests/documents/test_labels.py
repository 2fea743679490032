"""What stands on a shipping label, on every paper, and what never does."""

import unicodedata

import pytest

from documents.papers import EN, NAME, SHOP, VI, code_of, label, metadata_of, page_texts, symbols_of, words_of
from ledger.documents.label import LabelLayout, expected_texts, render_labels
from ledger.domain.errors import LabelTooNarrow, OutOfRange
from ledger.domain.masking import MaskedLabel, mask_name
from ledger.domain.parcel import show_code
from ledger.domain.policy import LabelRule
from ledger.domain.shop import Shop
from ledger.domain.text import phone_digit_forms
from ledger.domain.wording import Language, Wording

LAYOUTS = list(LabelLayout)
LONG_NAME = "Công ty Trách nhiệm Hữu hạn Một thành viên Thương mại Dịch vụ Nội thất và Lắp đặt Việt King"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("wording", [VI, EN], ids=["vi", "en"])
def test_every_paper_shows_all_that_a_carrier_needs(layout: LabelLayout, wording: Wording) -> None:
    one = label()
    text = words_of(render_labels([one], SHOP, wording, layout))
    in_bars = {one.parcel_code}
    for expected in set(expected_texts(one, SHOP, wording)) - in_bars:
        assert expected in text
    assert "N••• V••• Đức" in text


def test_figures_are_written_as_the_language_writes_them() -> None:
    vietnamese = words_of(render_labels([label()], SHOP, VI, LabelLayout.A6))
    english = words_of(render_labels([label()], SHOP, EN, LabelLayout.A6))
    assert "1,25 kg" in vietnamese
    assert "1.250.000 đ" in vietnamese
    assert "1.25 kg" in english
    assert "1,250,000 VND" in english


def test_what_is_hidden_is_said_in_words() -> None:
    text = words_of(render_labels([label()], SHOP, VI, LabelLayout.THERMAL_100X150))
    for key in ("phone_hidden", "address_hidden", "goods_hidden", "who_knows"):
        assert VI.text(f"label.{key}") in text


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("dpi", [203.2, 300, 150], ids=["thermal", "laser", "blurred"])
def test_both_bar_codes_hold_exactly_the_twelve_characters(layout: LabelLayout, dpi: float) -> None:
    labels = [label(seed) for seed in range(1, 6)]
    symbols = symbols_of(render_labels(labels, SHOP, VI, layout), dpi)
    expected = [("Code 128", one.parcel_code) for one in labels] + [("QR Code", one.parcel_code) for one in labels]
    assert symbols == sorted(expected)
    assert all(len(content) == 12 for _, content in symbols)


@pytest.mark.parametrize("code", ["000000000000", "99999999999F", "QQQQQQQQQQQ5", "0A0A0A0A0A0Z"])
def test_codes_of_only_digits_or_letters_can_be_scanned(code: str) -> None:
    one = MaskedLabel(code, "Đ•••", None, None, 1, 1, 500, None)
    for layout in LAYOUTS:
        assert [content for _, content in symbols_of(render_labels([one], SHOP, VI, layout))] == [code, code]


def test_a_pack_that_hides_everything_leaves_name_and_code() -> None:
    strict = LabelRule(shows_province=False, shows_zone=False, shows_amount_to_collect=False)
    text = words_of(render_labels([label(rule=strict)], SHOP, VI, LabelLayout.A6))
    for hidden in ("Hồ Chí Minh", "SG-01-A", "1.250.000", VI.text("label.amount")):
        assert hidden not in text
    assert show_code(code_of(1)) in text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_customers_number_never_shows_in_any_form(layout: LabelLayout) -> None:
    pdf = render_labels([label(seed) for seed in range(1, 9)], SHOP, VI, layout)
    shown = "".join(char for char in words_of(pdf) + metadata_of(pdf) if char.isdigit())
    read = "".join(content for _, content in symbols_of(pdf))
    for form in phone_digit_forms("+84911647979"):
        assert form not in shown
        assert form not in read


def test_four_labels_share_a_sheet_from_the_place_that_is_still_free() -> None:
    labels = [label(seed) for seed in range(1, 6)]
    assert len(page_texts(render_labels(labels, SHOP, VI, LabelLayout.A4_FOUR))) == 2
    pages = page_texts(render_labels(labels, SHOP, VI, LabelLayout.A4_FOUR, start_at=4))
    assert [page.count(SHOP.name) for page in pages] == [1, 4]
    with pytest.raises(OutOfRange):
        render_labels(labels, SHOP, VI, LabelLayout.A4_FOUR, start_at=5)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_long_shop_name_is_set_smaller_and_whole(layout: LabelLayout) -> None:
    shop = Shop(LONG_NAME, "+84901870525", "", "", Language.VI)
    text = words_of(render_labels([label()], shop, VI, layout))
    assert LONG_NAME in text
    assert "0901 870 525" in text


def test_a_shop_name_that_cannot_fit_is_refused_not_clipped() -> None:
    shop = Shop("W" * 120, "0901870525", "", "", Language.VI)
    with pytest.raises(LabelTooNarrow) as refused:
        render_labels([label()], shop, VI, LabelLayout.THERMAL_75X100)
    assert refused.value.data == {"part": "shop_name"}


def test_a_zone_that_cannot_fit_is_refused_by_its_name() -> None:
    with pytest.raises(LabelTooNarrow) as refused:
        render_labels([label(zone="KHO-TRUNG-TAM-MIEN-NAM-BINH-CHANH-02")], SHOP, VI, LabelLayout.THERMAL_75X100)
    assert refused.value.data == {"part": "zone"}


def test_a_company_of_many_words_keeps_its_masked_name_whole() -> None:
    shown = mask_name(LONG_NAME + " Nguyễn Thị Ánh Tuyết Hoàng Gia")
    for layout in LAYOUTS:
        one = label(name=LONG_NAME + " Nguyễn Thị Ánh Tuyết Hoàng Gia")
        assert shown in words_of(render_labels([one], SHOP, VI, layout))


ODD_NAMES = {
    "image": "<img src='file:///etc/passwd'> Đức",
    "unclosed": "<b><i>Đức",
    "entity": "&amp; Đức",
    "emoji": "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 Đức",
    "right-to-left": "\u202eNguyễn\u202c Đức",
    "Arabic": "\u0645\u062d\u0645\u062f Đức",
    "format": "%s {x} Đức",
}


@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES)
def test_odd_names_print_without_harm(name: str) -> None:
    for layout in LAYOUTS:
        assert len(page_texts(render_labels([label(name=name)], SHOP, VI, layout))) == 1


def test_text_on_labels_is_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Cửa hàng Ngọc Ánh")
    shop = Shop(decomposed, "0901870525", "", "", Language.VI)
    text = words_of(render_labels([label()], shop, VI, LabelLayout.A6))
    assert "Cửa hàng Ngọc Ánh" in text
    assert unicodedata.is_normalized("NFC", text)


def test_the_file_names_the_program_and_nobody_else() -> None:
    metadata = metadata_of(render_labels([label()], SHOP, VI, LabelLayout.A6))
    assert VI.text("label.title") in metadata
    assert "Sổ Kín" in metadata
    assert not any(word in metadata for word in (*NAME.split(), SHOP.name, "Hồ Chí Minh"))


def test_the_same_labels_are_the_same_file() -> None:
    assert render_labels([label()], SHOP, VI, LabelLayout.A6) == render_labels([label()], SHOP, VI, LabelLayout.A6)
