"""Whatever somebody is called, a table that leaves the program computes nothing."""

from dataclasses import replace

import pytest

from documents.papers import AT
from ledger.documents.plain_sheet import PlainSheet, render_csv, render_sheet
from support.sheets import cells, has_formulas

SHEET = PlainSheet("Danh sách", AT, ("Để giao hàng",), (("Tên", 20),), [])
FORMULAS = (
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "|calc", "＝1+1", "＋1", "－1", "＠SUM(A1)", "−1+1",
    "  =1+1", "\u00a0＝1", "\u200b=1+1", "\ufeff\u2066=1", "\t1", "\r1", "\n1", "﹣1", "⁼1", "₊1",
)  # fmt: skip


@pytest.mark.parametrize("name", FORMULAS)
def test_what_begins_like_a_formula_is_told_to_be_text(name: str) -> None:
    sheet = replace(SHEET, rows=[(name,)])
    assert f"'{name}" in render_csv(sheet).decode("utf-8-sig")
    assert not has_formulas(render_sheet(sheet))


@pytest.mark.parametrize("name", ["Lan = Huệ", "0911647979", "1+1", "’Hen", "", "Ý"])
def test_other_text_is_left_alone(name: str) -> None:
    sheet = replace(SHEET, rows=[(name,)])
    assert render_csv(sheet).decode("utf-8-sig").splitlines()[-1].strip('"') == name
    assert not name or cells(render_sheet(sheet))[-1] == [name]


def test_a_heading_and_a_line_on_top_compute_nothing_either() -> None:
    sheet = replace(SHEET, about=("＝1+1",), columns=(("@SUM(A1)", 9),))
    assert render_csv(sheet).decode("utf-8-sig").splitlines() == ["'＝1+1", "'@SUM(A1)"]
