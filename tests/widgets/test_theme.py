"""Everybody can read the window: contrast of every pair that is drawn, in both schemes."""

import re
from dataclasses import fields

import pytest
from PySide6.QtGui import QColor

from ledger.assets import resource_path
from ui.theme import PAIRS, TOKENS, Scheme, Tokens

LEGIBLE, VISIBLE = 4.5, 3.0  # WCAG 2.2: 1.4.3 for text, 1.4.11 for the edges of what can be used


def luminance(value: str) -> float:
    colour = QColor(value)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_knows_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") < LEGIBLE


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize(("text", "back"), PAIRS)
def test_every_text_can_be_read_on_what_it_stands_on(scheme: Scheme, text: str, back: str) -> None:
    tokens = TOKENS[scheme]
    assert contrast(getattr(tokens, text), getattr(tokens, back)) >= LEGIBLE


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("back", ["surface", "background"])
@pytest.mark.parametrize("edge", ["edge", "accent", "bad"])
def test_what_can_be_typed_into_and_where_the_focus_is_can_be_seen(scheme: Scheme, back: str, edge: str) -> None:
    tokens = TOKENS[scheme]
    assert contrast(getattr(tokens, edge), getattr(tokens, back)) >= VISIBLE


def test_the_style_sheet_names_tokens_only_and_every_name_is_one() -> None:
    sheet = resource_path("styles", "window.qss").read_text(encoding="utf-8")
    known = {field.name for field in fields(Tokens)} | {"pictures"}
    assert set(re.findall(r"@([a-z_]+)", sheet)) - {"names"} <= known
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b", sheet)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_the_little_pictures_of_the_style_sheet_have_the_colours_of_their_scheme(scheme: Scheme) -> None:
    tokens = TOKENS[scheme]
    allowed = {tokens.mute, tokens.accent, tokens.on_accent}
    pictures = sorted(resource_path("styles", scheme.value).glob("*.svg"))
    assert pictures
    for picture in pictures:
        assert set(re.findall(r"#[0-9A-Fa-f]{6}", picture.read_text(encoding="utf-8"))) <= allowed


def test_no_colour_stands_anywhere_else_in_the_window() -> None:
    root = resource_path().parent / "ui"
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted(root.rglob("*.py"))
        if path.name != "theme.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"[\"'\s:]#[0-9A-Fa-f]{6}\b", line)
    ]
    assert found == []
