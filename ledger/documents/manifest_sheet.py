"""The manifest as a spreadsheet, for upload to the carrier. Text stays text: no formula, no link, no lost zero."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from ledger.documents.layout import AUTHOR
from ledger.documents.manifest import ManifestHead, ManifestRow
from ledger.domain.text import national_phone
from ledger.domain.wording import Wording

_WIDTHS = {
    "parcel": 16, "order": 14, "name": 28, "phone": 15, "address": 52, "goods": 36,
    "number": 9, "total": 12, "weight": 14, "amount": 16, "note": 14,
}  # fmt: skip
_HEADER = {"bold": True, "bg_color": "#E2F1EC", "border": 1, "text_wrap": True, "valign": "vcenter"}


def render_manifest_sheet(head: ManifestHead, rows: Sequence[ManifestRow], wording: Wording) -> bytes:
    """Return an .xlsx with one parcel a row below a frozen header; no file is written on the way."""
    import xlsxwriter

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": wording.text("manifest.title"), "author": AUTHOR, "created": head.handed_over_at})
        sheet = book.add_worksheet(wording.text("manifest.sheet"))
        text, number = book.add_format({"num_format": "@"}), book.add_format({"num_format": "#,##0"})
        header = book.add_format(_HEADER)
        for column, (key, width) in enumerate(_WIDTHS.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, wording.text(f"manifest.sheet_{key}"), header)
        sheet.set_row(0, 32)
        sheet.freeze_panes(1, 0)
        for place, row in enumerate(rows, 1):
            _write_row(sheet, place, _values(row, wording), (text, number))
        sheet.autofilter(0, 0, len(rows), len(_WIDTHS) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return buffer.getvalue()


def _values(row: ManifestRow, wording: Wording) -> tuple[str | int, ...]:
    return (
        row.parcel_code,
        row.order_code,
        row.name,
        national_phone(row.phone) if row.phone else "",
        row.address or "",
        row.goods,
        row.number,
        row.total,
        row.weight_g,
        row.amount_to_collect,
        wording.text("manifest.sheet_no_call") if row.no_call else "",
    )


def _write_row(sheet: Any, place: int, values: Sequence[str | int], formats: tuple[Any, Any]) -> None:
    text, number = formats
    for column, value in enumerate(values):
        if isinstance(value, int):
            sheet.write_number(place, column, value, number)
        else:
            sheet.write_string(place, column, value, text)
