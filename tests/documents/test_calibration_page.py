"""The calibration page, measured as a shop does it: with a ruler, on the printed sheet."""

from typing import cast

import pypdfium2
import pytest
from PIL.Image import Image

from documents.papers import page_texts, words_of
from ledger.assets import load_wording
from ledger.domain.wording import Language
from ledger.services.calibration import calibration_page
from ledger.services.labels import LabelLayout, page_size_mm

DOTS = 10  # per millimetre


def print_of(layout: LabelLayout) -> Image:
    document = pypdfium2.PdfDocument(calibration_page(layout))
    picture: Image = document[0].render(scale=DOTS * 25.4 / 72, grayscale=True).to_pil()
    document.close()
    return picture


def is_black(picture: Image, left_mm: float, top_mm: float) -> bool:
    """Look at the spot of one fifth of a millimetre around a point."""
    x, y = round(left_mm * DOTS), round(top_mm * DOTS)
    darkest, _lightest = cast("tuple[int, int]", picture.crop((x - 1, y - 1, x + 2, y + 2)).getextrema())
    return darkest < 128


@pytest.mark.parametrize("layout", LabelLayout)
@pytest.mark.parametrize("language", Language)
def test_there_is_one_page_for_every_paper_in_both_languages(layout: LabelLayout, language: Language) -> None:
    pdf = calibration_page(layout, language)
    width, height = page_size_mm(layout)
    assert len(page_texts(pdf)) == 1
    assert f"{width:g} × {height:g} mm" in words_of(pdf)
    measure = load_wording(language).text("calibration.measure_this", length=50)
    assert words_of(pdf).count(measure) == 2
    assert "{" not in words_of(pdf)


@pytest.mark.parametrize("layout", LabelLayout)
def test_the_page_has_exactly_the_size_of_the_labels(layout: LabelLayout) -> None:
    document = pypdfium2.PdfDocument(calibration_page(layout))
    width, height = document[0].get_size()
    document.close()
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx(page_size_mm(layout), abs=0.01)


@pytest.mark.parametrize("layout", LabelLayout)
def test_the_frame_lies_five_millimetres_inside_every_edge(layout: LabelLayout) -> None:
    picture, (width, height) = print_of(layout), page_size_mm(layout)
    for left, top in ((5, height - 7.5), (width - 5, height / 2), (width - 7.5, 5), (width / 2 + 0.5, height - 5)):
        assert is_black(picture, left, top)
    for left, top in ((2.5, height / 2), (width - 2.5, height / 2), (width / 2, 2.5), (width / 2, height - 2.5)):
        assert not is_black(picture, left, top)


@pytest.mark.parametrize("layout", LabelLayout)
def test_both_measures_are_fifty_millimetres_long(layout: LabelLayout) -> None:
    picture = print_of(layout)
    for end in (18, 68):
        assert is_black(picture, end, 16.5)  # the end marks of the line across
        assert is_black(picture, 16.5, end)  # and of the line down
    for beyond in (17.3, 68.7):
        assert not is_black(picture, beyond, 17.3)
    assert not is_black(picture, 16.5, 68.7)


@pytest.mark.parametrize("layout", LabelLayout)
def test_the_rulers_count_from_the_corner_of_the_frame(layout: LabelLayout) -> None:
    picture = print_of(layout)
    for millimetre in (7, 15, 40, 60):
        assert is_black(picture, 5 + millimetre, 6.2)
        assert is_black(picture, 6.2, 5 + millimetre)
        assert not is_black(picture, 5.5 + millimetre, 6.2)
        assert not is_black(picture, 6.2, 5.5 + millimetre)
