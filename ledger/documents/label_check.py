"""Reads every label back from its own PDF before it may be printed (KO 4b, ``model.md`` 8).

The text comes from the PDF's text layer, the bar codes from a picture of the page: what a thief could copy and what a
scanner could see, not what the program believes it drew. Whatever cannot be read counts against the label.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, NamedTuple

from ledger.documents.barcodes import DOT_MM, Symbol
from ledger.documents.label import expected_texts
from ledger.documents.label_sizes import LABELS_ON_SHEET, SIZES, LabelLayout, page_size, place_of
from ledger.documents.layout import AUTHOR, MM
from ledger.domain.masking import LeakKind, MaskedLabel, Secrets, find_leaks
from ledger.domain.parcel import show_code
from ledger.domain.shop import Shop
from ledger.domain.wording import Wording

_PIXELS_PER_MODULE = 2  # of the Code128: the coarsest picture in which no bar code was missed (1,200 labels tried)
_PIXELS_ON_DOUBT = 3  # a printer's own 203 dpi, looked at when a symbol is missing or one too many was seen
_METADATA = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer")
_FAR = 1_000_000.0  # points: beyond any page, so that text drawn off the page belongs to the nearest label


@dataclass(frozen=True, slots=True)
class LabelFinding:
    """What is wrong with one label: what it reveals, and which of ``CODE128`` and ``QR`` cannot be relied on."""

    parcel_code: str
    leaks: frozenset[LeakKind]
    unreadable: frozenset[str]


class _Region(NamedTuple):
    """What was read from the place of one label."""

    lines: tuple[str, ...]
    symbols: tuple[tuple[str, str], ...]  # kind of bar code, content


def check_labels(  # noqa: PLR0913, PLR0917 (a whole run of labels and the paper it lies on)
    pdf: bytes,
    labels: Sequence[MaskedLabel],
    secrets: Sequence[Secrets],
    shop: Shop,
    wording: Wording,
    layout: LabelLayout,
    start_at: int = 1,
    on_page: Callable[[int, int], None] | None = None,
) -> tuple[LabelFinding, ...]:
    """Return one finding for each label with something wrong, in order; empty when every label may be printed.

    ``secrets`` are what each label must not show, in the order of ``labels``. A label whose code is not in its own
    text layer is unreadable, and so is a bar code that is missing, doubled or holds anything but the code. ``on_page``
    is told pages read and pages in all; what it raises ends the reading.
    """
    places = [_spot(index, layout, start_at) for index in range(len(labels))]
    known = {wording.text("label.title"), AUTHOR}
    regions, stray = _read(pdf, places, layout, known, on_page)
    findings = []
    for label, hidden, region in zip(labels, secrets, regions, strict=True):
        lines = [*region.lines, *(content for _, content in region.symbols), *stray]
        leaks = find_leaks(lines, expected_texts(label, shop, wording), hidden, label.name)
        unreadable = _unreadable(label, region)
        if leaks or unreadable:
            findings.append(LabelFinding(label.parcel_code, leaks, unreadable))
    return tuple(findings)


class _Seen(NamedTuple):
    """One bar code seen in the picture of a page."""

    kind: str
    content: str
    quarter: int


def _unreadable(label: MaskedLabel, region: _Region) -> frozenset[str]:
    if not any(show_code(label.parcel_code) in line for line in region.lines):
        return frozenset(symbol.value for symbol in Symbol)
    wanted = [label.parcel_code]
    return frozenset(
        symbol.value for symbol in Symbol if [text for kind, text in region.symbols if kind == symbol.value] != wanted
    )


def _spot(index: int, layout: LabelLayout, start_at: int) -> tuple[int, int]:
    """Return the page and the quarter of the page on which a label lies."""
    page = place_of(index, layout, start_at).page
    return page, index + start_at - 1 - page * LABELS_ON_SHEET if layout is LabelLayout.A4_FOUR else 0


def _read(
    pdf: bytes,
    places: Sequence[tuple[int, int]],
    layout: LabelLayout,
    known: set[str],
    on_page: Callable[[int, int], None] | None,
) -> tuple[list[_Region], list[str]]:
    """Return what stands at each place, and what stands anywhere else: other quarters or pages, metadata."""
    import pypdfium2

    found: dict[tuple[int, int], _Region] = {}
    labels_on = Counter(page for page, _ in places)
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        metadata = [document.get_metadata_value(key) for key in _METADATA]
        for number in range(len(document)):
            with closing(document[number]) as page:
                regions = _regions(page, layout, labels_on[number] * len(Symbol))
            found |= {(number, quarter): region for quarter, region in enumerate(regions)}
            if on_page is not None:
                on_page(number + 1, len(document))
    regions = [found.pop(place, _Region((), ())) for place in places]
    stray = [value for value in metadata if value and value not in known]
    for region in found.values():
        stray += [*region.lines, *(content for _, content in region.symbols)]
    return regions, stray


def _regions(page: Any, layout: LabelLayout, wanted: int) -> list[_Region]:
    """Return what stands in each quarter of a sheet, or on the whole page where it is one label."""
    seen = _symbols(page, layout, wanted)
    with closing(page.get_textpage()) as text:
        if layout is not LabelLayout.A4_FOUR:
            lines = text.get_text_range().splitlines()
            return [_Region(tuple(lines), tuple((symbol.kind, symbol.content) for symbol in seen))]
        width, height = page_size(layout)
        regions = []
        for quarter in range(LABELS_ON_SHEET):
            is_right, is_low = bool(quarter % 2), quarter >= LABELS_ON_SHEET // 2
            across = (width / 2, _FAR) if is_right else (-_FAR, width / 2)
            along = (-_FAR, height / 2) if is_low else (height / 2, _FAR)
            lines = text.get_text_bounded(across[0], along[0], across[1], along[1]).splitlines()
            here = tuple((symbol.kind, symbol.content) for symbol in seen if symbol.quarter == quarter)
            regions.append(_Region(tuple(lines), here))
        return regions


def _symbols(page: Any, layout: LabelLayout, wanted: int) -> list[_Seen]:
    import zxingcpp

    module = SIZES[layout].bar_dots * DOT_MM * MM
    # A thermal printer knows no grey either, so nothing is smoothed.
    picture = page.render(scale=_PIXELS_PER_MODULE / module, grayscale=True, no_smoothpath=True, no_smoothtext=True)
    seen = list(_decode(picture, zxingcpp.Binarizer.FixedThreshold))
    if len(seen) != wanted:
        picture = page.render(scale=_PIXELS_ON_DOUBT / module, grayscale=True)
        seen += [symbol for symbol in _decode(picture, zxingcpp.Binarizer.LocalAverage) if symbol not in seen]
    return seen


def _decode(picture: Any, binarizer: Any) -> Iterator[_Seen]:
    import zxingcpp

    kinds = {zxingcpp.BarcodeFormat.Code128: Symbol.CODE128.value, zxingcpp.BarcodeFormat.QRCode: Symbol.QR.value}
    width, height = picture.stride, picture.height
    formats: Any = tuple(kinds)  # what it takes now; the type still names the older class
    pixels = memoryview(picture.buffer).cast("B", shape=(height, width))
    options: dict[str, Any] = {"text_mode": zxingcpp.TextMode.Plain, "binarizer": binarizer}
    options |= {"try_rotate": False, "try_downscale": False, "try_invert": False}
    for symbol in zxingcpp.read_barcodes(pixels, formats=formats, **options):
        corner = symbol.position.top_left
        quarter = (corner.x > width / 2) + 2 * (corner.y > height / 2)
        yield _Seen(kinds.get(symbol.symbology, ""), symbol.text, quarter)
