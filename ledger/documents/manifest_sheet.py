"""The manifest as a spreadsheet, for upload to the carrier. Text stays text: no formula, no link, no lost zero."""

from collections.abc import Sequence

from ledger.documents.manifest import ManifestHead, ManifestRow
from ledger.documents.plain_sheet import Cell, PlainSheet, render_sheet
from ledger.domain.text import national_phone
from ledger.domain.wording import Wording

_WIDTHS = {
    "parcel": 16, "order": 14, "name": 28, "phone": 15, "address": 52, "goods": 36,
    "number": 9, "total": 12, "weight": 14, "amount": 16, "note": 14,
}  # fmt: skip


def render_manifest_sheet(head: ManifestHead, rows: Sequence[ManifestRow], wording: Wording) -> bytes:
    """Return an .xlsx with one parcel a row below a frozen header; no file is written on the way."""
    columns = tuple((wording.text(f"manifest.sheet_{key}"), width) for key, width in _WIDTHS.items())
    title, tab = wording.text("manifest.title"), wording.text("manifest.sheet")
    lines = [_values(row, wording) for row in rows]
    return render_sheet(PlainSheet(title, head.handed_over_at, (), columns, lines, tab))


def _values(row: ManifestRow, wording: Wording) -> tuple[Cell, ...]:
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
