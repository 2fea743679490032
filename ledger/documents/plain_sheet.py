"""A plain table as a spreadsheet or CSV: a few lines that say what it is for, a header, and text that stays text."""

import csv
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

from ledger.documents.layout import AUTHOR
from ledger.domain.text import visible_text

Cell = str | int
_HEADER = {"bold": True, "bg_color": "#E2F1EC", "border": 1, "text_wrap": True, "valign": "vcenter"}
_FORMULA = ("=", "+", "-", "\u2212", "@", "|")
_SEPARATORS = ("\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """What a sheet says. ``columns`` are (heading, width in characters)."""

    title: str
    made_at: datetime
    about: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[Cell]] = field(repr=False)
    tab: str = ""  # the title, unless something shorter is wanted


def render_sheet(what: PlainSheet) -> bytes:
    """Return an .xlsx with the lines on top, one record a row below a frozen header; no file is written on the way.

    Text stays text: no formula, no link, no lost zero.
    """
    import xlsxwriter

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": what.title, "author": AUTHOR, "created": what.made_at})
        sheet = book.add_worksheet((what.tab or what.title)[:_SHEET_NAME])
        top, bold, header = len(what.about), book.add_format({"bold": True}), book.add_format(_HEADER)
        for place, line in enumerate(what.about):
            sheet.write_string(place, 0, line, bold if place == 0 else None)
        for column, (heading, width) in enumerate(what.columns):
            sheet.set_column(column, column, width)
            sheet.write_string(top, column, heading, header)
        _write_rows(sheet, what, (book.add_format({"num_format": "@"}), book.add_format({"num_format": "#,##0"})))
        _lay_out(sheet, top, what)
    return buffer.getvalue()


def _write_rows(sheet: Any, what: PlainSheet, formats: tuple[Any, Any]) -> None:
    text, number = formats
    for place, row in enumerate(what.rows, len(what.about) + 1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(place, column, value, number)
            else:
                sheet.write_string(place, column, value, text)


def _lay_out(sheet: Any, top: int, what: PlainSheet) -> None:
    sheet.set_row(top, _HEADER_HEIGHT)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + len(what.rows), len(what.columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


_HEADER_HEIGHT = 32  # points: two lines
_SHEET_NAME = 31  # characters a spreadsheet allows


def render_csv(what: PlainSheet) -> bytes:
    """Return the same in UTF-8 with a byte order mark, as spreadsheets expect it; no cell can be a formula."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerows([_harmless(line)] for line in what.about)
    writer.writerow([_harmless(heading) for heading, _ in what.columns])
    writer.writerows([_harmless(value) for value in row] for row in what.rows)
    return buffer.getvalue().encode("utf-8-sig")


def _harmless(value: Cell) -> str:
    # A spreadsheet takes a leading apostrophe for "this is text". Spaces and what nobody sees do not disarm a formula,
    # and full-width signs begin one too where they are typed.
    shown = str(value)
    begins = visible_text(unicodedata.normalize("NFKC", shown)).lstrip().startswith(_FORMULA)
    return f"'{shown}" if isinstance(value, str) and (begins or shown.startswith(_SEPARATORS)) else shown
