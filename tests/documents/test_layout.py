"""Text that fits: wrapped or set smaller, never clipped, always drawable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import stringWidth

from documents.papers import EN, VI
from ledger.assets import FONT_WEIGHTS
from ledger.documents.figures import show_money, show_weight
from ledger.documents.layout import (
    BOLD,
    REGULAR,
    TextStyle,
    fit,
    loaded_font,
    paragraph,
    pdf_text,
    printable,
    show_hash,
    text_width,
    wrap,
)

BODY = TextStyle(REGULAR, 9)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@given(WORDS)
def test_every_text_becomes_drawable_composed_and_of_one_line(text: str) -> None:
    shown = printable(text)
    glyphs = loaded_font(REGULAR).face.charToGlyph
    assert all(ord(char) in glyphs for char in shown)
    assert "\n" not in shown
    assert printable(shown) == shown


def test_signs_the_font_lacks_become_one_visible_box() -> None:
    assert printable("Hoa \U0001f338\U0001f338 Ngọc") == "Hoa [?] Ngọc"
    assert printable("a\u202eb\u200bc\ufe0f") == "abc"
    assert printable(unicodedata.normalize("NFD", "Đặng Ngọc Ánh")) == "Đặng Ngọc Ánh"


def test_the_four_weights_draw_the_same_characters() -> None:
    glyphs = [frozenset(loaded_font(f"BeVietnamPro-{weight}").face.charToGlyph) for weight in FONT_WEIGHTS]
    assert len(set(glyphs)) == 1


@given(WORDS, st.integers(min_value=30, max_value=300))
def test_wrapped_lines_are_never_wider_than_their_column(text: str, width: int) -> None:
    lines = wrap(text, BODY, width)
    assert all(text_width(line, BODY) <= width + 0.01 for line in lines)
    assert "".join("".join(lines).split()) == "".join(printable(text).split())


@given(st.text("ABcđĐ gjỆ", max_size=80))
def test_widths_are_those_of_reportlab(text: str) -> None:
    shown = printable(text)
    assert text_width(shown, BODY) == pytest.approx(stringWidth(shown, BODY.font, BODY.size))


@given(st.lists(st.sampled_from(["Nguyễn", "thị", "Ánh", "N•••", "x"]), min_size=1, max_size=30))
def test_text_fitted_to_a_box_keeps_whole_words_in_order(words: list[str]) -> None:
    found = fit(" ".join(words), TextStyle(BOLD, 20), (120, 40), 6)
    if found is not None:
        style, lines = found
        assert " ".join(lines).split() == words
        assert all(text_width(line, style) <= 120.01 for line in lines)


def test_a_word_too_wide_for_the_smallest_type_does_not_fit() -> None:
    assert fit("W" * 80, TextStyle(BOLD, 20), (100, 100), 6) is None


def test_markup_in_a_value_is_text() -> None:
    assert pdf_text("<b>&") == "&lt;b&gt;&amp;"
    assert paragraph("<img src='http://example.org/x.png'/> </para>", BODY).wrap(300, 300)
    assert rl_config.trustedHosts is None


def test_figures_follow_the_language() -> None:
    shown = {50: "0,05 kg", 1000: "1 kg", 1250: "1,25 kg", 1_234_567: "1.234,567 kg"}
    assert {grams: show_weight(grams, VI) for grams in shown} == shown
    assert show_weight(1_234_567, EN) == "1,234.567 kg"
    assert show_money(0, VI) == "0 đ"
    assert show_money(1_250_000, EN) == "1,250,000 VND"


def test_hashes_are_shown_in_groups() -> None:
    assert show_hash("9f8e7d6c5b4a3928ffff") == "9f8e 7d6c 5b4a 3928"
