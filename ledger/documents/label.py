"""The masked shipping label (KO 4b): everything a carrier's machines need, nothing that says who, where or what.

``MaskedLabel`` is the only personal input. What stands on every label of a run is drawn once, as a form XObject.
"""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

from ledger.documents.barcodes import DOT_MM, Symbol, draw_bars, encode
from ledger.documents.figures import show_count, show_money, show_weight
from ledger.documents.label_sizes import (
    LABELS_ON_SHEET,
    SHEET,
    SIZES,
    Area,
    LabelLayout,
    LabelSizes,
    Place,
    Slot,
    amount_box,
    bars_top_edge,
    code_slot,
    foot_slots,
    head_slots,
    page_size,
    place_of,
    qr_corner,
    recipient_slots,
    zone_box,
    zone_slot,
)
from ledger.documents.layout import LEADING, MM, TextStyle, fit, new_canvas, printable, text_width
from ledger.domain.errors import LabelTooNarrow, OutOfRange
from ledger.domain.masking import MaskedLabel
from ledger.domain.parcel import show_code
from ledger.domain.shop import Shop
from ledger.domain.text import show_phone
from ledger.domain.wording import Wording

__all__ = ["LabelLayout", "expected_texts", "render_labels"]

_FIXED = ("recipient", "phone_hidden", "address_hidden", "who_knows", "goods_hidden")
_RADIUS = 2 * MM
_FRAME_LINE = 1.0
_RULE = 0.75


class _Variant(NamedTuple):
    """Labels of one variant share their fixed parts."""

    has_zone: bool
    has_amount: bool
    has_province: bool

    @property
    def form(self) -> str:
        return "label" + "".join("ny"[has] for has in self)


@cache
def _slots(sizes: LabelSizes, variant: _Variant) -> dict[str, Slot]:
    slots = recipient_slots(sizes, has_province=variant.has_province) | foot_slots(sizes, has_amount=variant.has_amount)
    return slots | {"zone": zone_slot(sizes), "code": code_slot(sizes)}


def _variant_of(label: MaskedLabel) -> _Variant:
    return _Variant(bool(label.zone), label.amount_to_collect is not None, bool(label.province))


def expected_texts(label: MaskedLabel, shop: Shop, wording: Wording) -> tuple[str, ...]:
    """Return every text the label shows but the name, as often as it shows it; both bar codes hold the code too."""
    texts = [shop.name, *_hotline(shop, wording), *(wording.text(f"label.{key}") for key in _FIXED)]
    texts += [show_code(label.parcel_code), label.parcel_code, label.parcel_code]
    texts += [wording.text("label.count"), _count(label, wording), wording.text("label.weight")]
    texts += [show_weight(label.weight_g, wording), label.zone or "", label.province or ""]
    if label.amount_to_collect is not None:
        texts += [wording.text("label.amount"), show_money(label.amount_to_collect, wording)]
    return tuple(shown for text in texts if (shown := printable(text)))


def _hotline(shop: Shop, wording: Wording) -> list[str]:
    return [f"{wording.text('label.hotline')} {show_phone(shop.hotline)}"] if shop.hotline else []


def _count(label: MaskedLabel, wording: Wording) -> str:
    return f"{show_count(label.number, wording)}/{show_count(label.total, wording)}"


def render_labels(
    labels: Sequence[MaskedLabel], shop: Shop, wording: Wording, layout: LabelLayout, start_at: int = 1
) -> bytes:
    """Return a PDF of one label a page, or four to an A4 sheet whose first label takes place ``start_at`` (1 to 4).

    Raises ``LabelTooNarrow`` when a text does not fit at the smallest legible size.
    """
    if not 1 <= start_at <= LABELS_ON_SHEET:
        raise OutOfRange(field="start_at", low=1, high=LABELS_ON_SHEET)
    buffer = BytesIO()
    canvas = new_canvas(buffer, wording.text("label.title"), page_size(layout))
    variants = dict.fromkeys(map(_variant_of, labels))
    for variant in variants:
        _make_form(canvas, SIZES[layout], variant, (shop, wording))
    page = 0
    for index, label in enumerate(labels):
        place = place_of(index, layout, start_at)
        if place.page != page:
            _end_page(canvas, layout)
            page = place.page
        _draw_label(canvas, (place, layout), label, wording)
    _end_page(canvas, layout)
    canvas.save()
    return buffer.getvalue()


def _draw_label(canvas: Any, where: tuple[Place, LabelLayout], label: MaskedLabel, wording: Wording) -> None:
    place, layout = where
    canvas.saveState()
    canvas.translate(place.left * MM, page_size(layout)[1] - place.top * MM)
    canvas.doForm(_variant_of(label).form)
    _draw_own(canvas, SIZES[layout], label, wording)
    canvas.restoreState()


def _end_page(canvas: Any, layout: LabelLayout) -> None:
    if layout is LabelLayout.A4_FOUR:
        width, height = SHEET[0] * MM, SHEET[1] * MM
        canvas.setLineWidth(0.4)
        canvas.setDash(2, 3)  # where to cut
        canvas.setStrokeGray(0.5)
        canvas.lines([(width / 2, 0, width / 2, height), (0, height / 2, width, height / 2)])
    canvas.showPage()


def _make_form(canvas: Any, sizes: LabelSizes, variant: _Variant, words: tuple[Shop, Wording]) -> None:
    shop, wording = words
    canvas.beginForm(variant.form, 0, -sizes.height * MM, sizes.width * MM, 0)
    _draw_frame(canvas, sizes, variant)
    text = canvas.beginText()
    name, hotline = head_slots(sizes, has_zone=variant.has_zone)
    _set(text, name, shop.name)
    for line in _hotline(shop, wording):
        _set(text, hotline, line)
    slots = _slots(sizes, variant)
    for key in _FIXED:
        _set(text, slots[key], wording.text(f"label.{key}"))
    for key in ("count", "weight", "amount") if variant.has_amount else ("count", "weight"):
        _set(text, slots[f"{key}_caption"], wording.text(f"label.{key}"))
    canvas.drawText(text)
    canvas.endForm()


def _draw_frame(canvas: Any, sizes: LabelSizes, variant: _Variant) -> None:
    frame = sizes.frame
    canvas.setStrokeGray(0)
    canvas.setLineWidth(_FRAME_LINE)
    _round_box(canvas, frame, fill=0)
    canvas.setLineWidth(_RULE)
    right = (frame.left + frame.width) * MM
    edges = (sizes.bars_top, sizes.recipient_top, sizes.foot_top)
    canvas.lines([(frame.left * MM, -edge * MM, right, -edge * MM) for edge in edges])
    if variant.has_amount:
        _round_box(canvas, amount_box(sizes), fill=0)
    if variant.has_zone:
        canvas.setFillGray(0)
        _round_box(canvas, zone_box(sizes), fill=1)


def _round_box(canvas: Any, area: Area, fill: int) -> None:
    radius = min(_RADIUS, area.height * MM / 6)
    bottom = -(area.top + area.height) * MM
    canvas.roundRect(area.left * MM, bottom, area.width * MM, area.height * MM, radius, stroke=1 - fill, fill=fill)


def _draw_own(canvas: Any, sizes: LabelSizes, label: MaskedLabel, wording: Wording) -> None:
    shown = {
        "zone": label.zone,
        "code": show_code(label.parcel_code),
        "name": label.name,
        "province": label.province,
        "count": _count(label, wording),
        "weight": show_weight(label.weight_g, wording),
        "amount": None if label.amount_to_collect is None else show_money(label.amount_to_collect, wording),
    }
    slots = _slots(sizes, _variant_of(label))
    text = canvas.beginText()
    for part, words in shown.items():
        if words:
            _set(text, slots[part], words)
    canvas.drawText(text)
    _draw_codes(canvas, sizes, label.parcel_code)


def _draw_codes(canvas: Any, sizes: LabelSizes, code: str) -> None:
    bars = encode(code, Symbol.CODE128)
    module = sizes.bar_dots * DOT_MM
    left = round((sizes.width - bars.width * module) / 2 / DOT_MM) * DOT_MM
    corner = (left * MM, -bars_top_edge(sizes) * MM)
    draw_bars(canvas, corner, bars, (module * MM, sizes.bar_height * MM))
    side = sizes.qr_dots * DOT_MM * MM
    x, y = qr_corner(sizes)
    draw_bars(canvas, (x * MM, -y * MM), encode(code, Symbol.QR), (side, side))


def _set(text: Any, slot: Slot, words: str) -> None:
    """Set words into their slot at the largest type that fits. Raises ``LabelTooNarrow``."""
    found = fit(words, slot.style, slot.area.room, slot.smallest)
    if found is None:
        raise LabelTooNarrow(part=slot.part)
    style, lines = found
    text.setFont(style.font, style.size)
    text.setFillColorRGB(*style.colour)
    baseline = -slot.area.top * MM - style.size * 0.95 - _slack(slot, style, len(lines))
    for line in lines:
        text.setTextOrigin(_start_of(line, slot, style), baseline)
        text.textOut(line)
        baseline -= style.leading * 0.9


def _slack(slot: Slot, style: TextStyle, count: int) -> float:
    if not slot.is_centred:
        return 0
    used = (count - 1) * LEADING * 0.9 * style.size + style.size * 1.2
    return (slot.area.height * MM - used) / 2


def _start_of(line: str, slot: Slot, style: TextStyle) -> float:
    spare = slot.area.width * MM - text_width(line, style)
    return slot.area.left * MM + (spare / 2 if slot.align == "centre" else 0)
