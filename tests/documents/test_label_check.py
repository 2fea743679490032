"""A label is read back from its own PDF before it may be printed; what a doctored one shows is caught."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from documents.papers import EN, NAME, SECRETS, SHOP, VI, Drawing, code_of, doctor, label, qr_at, words_at
from ledger.documents.label import LabelLayout, expected_texts, render_labels
from ledger.documents.label_check import LabelFinding, check_labels
from ledger.domain.masking import LeakKind, Secrets
from ledger.domain.shop import Shop
from ledger.domain.wording import Language, Wording

LAYOUTS = list(LabelLayout)
BOTH = frozenset({"CODE128", "QR"})
LEAKS: list[tuple[str, LeakKind]] = [
    ("0911 647 979", LeakKind.PHONE),
    ("+84 911.647.979", LeakKind.PHONE),
    ("gọi 647979", LeakKind.PHONE),
    ("VuiVe88@hopthu.vn", LeakKind.EMAIL),
    ("đường Tiên Hoàng", LeakKind.PLACE),
    ("BEN THANH", LeakKind.PLACE),
    ("dầu gội THẢO dược", LeakKind.GOODS),
    ("Nguyễn", LeakKind.NAME),
]
# Free corners of the four labels of a sheet, in millimetres from the lower left.
QUARTERS = {1: (12, 240), 2: (117, 240), 3: (12, 92), 4: (117, 92)}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("wording", [VI, EN], ids=["vi", "en"])
def test_labels_as_made_are_read_back_clean(layout: LabelLayout, wording: Wording) -> None:
    labels = [label(seed) for seed in range(1, 30)]
    pdf = render_labels(labels, SHOP, wording, layout, 3)
    assert check_labels(pdf, labels, [SECRETS] * len(labels), SHOP, wording, layout, 3) == ()


@pytest.mark.parametrize(("words", "kind"), LEAKS, ids=[f"{kind}-{words}" for words, kind in LEAKS])
def test_words_drawn_on_a_label_are_caught(words: str, kind: LeakKind) -> None:
    one = label()
    for layout in (LabelLayout.THERMAL_100X150, LabelLayout.A6, LabelLayout.THERMAL_75X100):
        pdf = doctor(render_labels([one], SHOP, VI, layout), words_at(words))
        (finding,) = check_labels(pdf, [one], [SECRETS], SHOP, VI, layout)
        assert finding == LabelFinding(one.parcel_code, frozenset({kind}), frozenset())


@pytest.mark.parametrize("quarter", QUARTERS)
@pytest.mark.parametrize(("words", "kind"), LEAKS[::3], ids=[str(kind) for _, kind in LEAKS[::3]])
def test_on_a_sheet_the_label_that_leaks_is_named_and_its_neighbours_are_not(
    quarter: int, words: str, kind: LeakKind
) -> None:
    labels = [label(seed) for seed in range(1, 5)]
    pdf = doctor(render_labels(labels, SHOP, VI, LabelLayout.A4_FOUR), words_at(words, *QUARTERS[quarter]))
    found = check_labels(pdf, labels, [SECRETS] * 4, SHOP, VI, LabelLayout.A4_FOUR)
    assert found == (LabelFinding(code_of(quarter), frozenset({kind}), frozenset()),)


def test_each_label_is_judged_by_its_own_customer() -> None:
    labels = [label(seed) for seed in range(1, 5)]
    others = replace(SECRETS, phones=("+84987654321",))
    pdf = doctor(render_labels(labels, SHOP, VI, LabelLayout.A4_FOUR), words_at("0911647979", *QUARTERS[2]))
    assert check_labels(pdf, labels, [others] * 4, SHOP, VI, LabelLayout.A4_FOUR) == ()


@pytest.mark.parametrize(
    ("layout", "corner"), [(LabelLayout.THERMAL_100X150, (70, 62)), (LabelLayout.A6, (72, 62))], ids=["thermal", "A6"]
)
def test_a_third_bar_code_with_the_phone_is_caught(layout: LabelLayout, corner: tuple[float, float]) -> None:
    one = label(name="Đức")
    pdf = doctor(render_labels([one], SHOP, VI, layout), qr_at("tel:0911647979", *corner))
    (finding,) = check_labels(pdf, [one], [SECRETS], SHOP, VI, layout)
    assert finding.leaks == {LeakKind.PHONE}
    assert finding.unreadable == {"QR"}


def test_a_third_bar_code_is_caught_on_its_own_quarter_of_a_sheet() -> None:
    labels = [label(seed, name="Đức") for seed in range(1, 5)]
    pdf = doctor(render_labels(labels, SHOP, VI, LabelLayout.A4_FOUR), qr_at("0911647979", 178, 62))
    (finding,) = check_labels(pdf, labels, [SECRETS] * 4, SHOP, VI, LabelLayout.A4_FOUR)
    assert finding.parcel_code == code_of(4)
    assert finding.leaks == {LeakKind.PHONE}


def test_the_shops_hotline_is_no_leak_even_when_a_customer_has_it() -> None:
    family = replace(SECRETS, phones=("+84901870525",))
    for layout in LAYOUTS:
        pdf = render_labels([label()], SHOP, VI, layout)
        assert check_labels(pdf, [label()], [family], SHOP, VI, layout) == ()
    again = doctor(render_labels([label()], SHOP, VI, LabelLayout.A6), words_at("0901 870 525"))
    assert check_labels(again, [label()], [family], SHOP, VI, LabelLayout.A6)[0].leaks == {LeakKind.PHONE}


@pytest.mark.parametrize("wording", [VI, EN], ids=["vi", "en"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_forms_own_words_are_never_taken_for_a_secret(layout: LabelLayout, wording: Wording) -> None:
    """Whatever the customer's street and goods are called, every printed word but the name is accounted for."""
    one = label()
    alike = Secrets(name="Trần Đức", goods=expected_texts(one, SHOP, wording), places=(SHOP.name, SHOP.hotline))
    assert check_labels(render_labels([one], SHOP, wording, layout), [one], [alike], SHOP, wording, layout) == ()


def test_a_shop_name_with_signs_the_font_lacks_is_read_back_clean() -> None:
    shop = Shop("Tiệm 🌸 Hoa <b>", "0901870525", "", "", Language.VI)
    pdf = render_labels([label()], shop, VI, LabelLayout.A6)
    assert check_labels(pdf, [label()], [SECRETS], shop, VI, LabelLayout.A6) == ()


def white_over(left: float, bottom: float, width: float, height: float) -> Drawing:
    """Return a drawing that paints white paper over a part of the page, in points."""

    def drawing(canvas: Any) -> None:
        canvas.setFillGray(1)
        canvas.rect(left, bottom, width, height, stroke=0, fill=1)

    return drawing


@pytest.mark.parametrize("layout", LAYOUTS)
def test_bar_codes_that_cannot_be_seen_are_unreadable(layout: LabelLayout) -> None:
    pdf = doctor(render_labels([label()], SHOP, VI, layout), white_over(0, 0, 600, 850))
    (finding,) = check_labels(pdf, [label()], [SECRETS], SHOP, VI, layout)
    assert finding.unreadable == BOTH


def test_a_label_of_another_parcel_is_unreadable() -> None:
    pdf = render_labels([label(1)], SHOP, VI, LabelLayout.A6)
    assert check_labels(pdf, [label(2)], [SECRETS], SHOP, VI, LabelLayout.A6)[0].unreadable == BOTH


def test_a_label_without_readable_text_is_unreadable() -> None:
    """A picture of a label may show anything: no text layer, no print."""
    writer = PdfWriter()
    writer.add_blank_page(298, 420)
    assert check_labels(_bytes(writer), [label()], [SECRETS], SHOP, VI, LabelLayout.A6)[0].unreadable == BOTH


def test_a_missing_page_is_unreadable_and_a_page_too_many_is_searched() -> None:
    pdf = render_labels([label(1), label(2)], SHOP, VI, LabelLayout.A6)
    three = [label(1), label(2), label(3)]
    assert [one.unreadable for one in check_labels(pdf, three, [SECRETS] * 3, SHOP, VI, LabelLayout.A6)] == [BOTH]
    extra = doctor(pdf, words_at("0911647979"), page=1)
    found = check_labels(extra, [label(1)], [SECRETS], SHOP, VI, LabelLayout.A6)
    assert LeakKind.PHONE in found[0].leaks


def test_the_metadata_are_searched() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(render_labels([label()], SHOP, VI, LabelLayout.A6))))
    writer.add_metadata({"/Subject": f"{NAME} 0911647979"})
    (finding,) = check_labels(_bytes(writer), [label()], [SECRETS], SHOP, VI, LabelLayout.A6)
    assert finding.leaks == {LeakKind.PHONE, LeakKind.NAME}


def test_text_drawn_off_the_page_is_read_too() -> None:
    labels = [label(seed) for seed in range(1, 5)]
    pdf = doctor(render_labels(labels, SHOP, VI, LabelLayout.A4_FOUR), words_at("0911647979", 30, 300))
    (finding,) = check_labels(pdf, labels, [SECRETS] * 4, SHOP, VI, LabelLayout.A4_FOUR)
    assert finding.parcel_code == code_of(1)


def _bytes(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
