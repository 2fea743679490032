"""The sizes of shipping labels and where everything stands on them, in millimetres from the upper left corner."""

from enum import StrEnum
from typing import NamedTuple

from ledger.documents.barcodes import DOT_MM, QR_MODULES, QR_QUIET
from ledger.documents.layout import BLACK, BOLD, MEDIUM, MM, REGULAR, SEMIBOLD, WHITE, TextStyle, block_height


class LabelLayout(StrEnum):
    """The papers a label is made for."""

    THERMAL_100X150 = "THERMAL_100X150"
    A6 = "A6"
    THERMAL_75X100 = "THERMAL_75X100"
    A4_FOUR = "A4_FOUR"


class Area(NamedTuple):
    """A rectangle in millimetres, y downwards from the top of the label."""

    left: float
    top: float
    width: float
    height: float

    @property
    def room(self) -> tuple[float, float]:
        """Return width and height in points."""
        return self.width * MM, self.height * MM


class LabelSizes(NamedTuple):
    """One label: its paper, the frame, the lower edges of its sections, and the sizes of type in points."""

    width: float
    height: float
    inset: float  # of the frame
    pad: float  # between frame and text
    head: float  # heights of the sections
    bars: float
    recipient: float
    bar_height: float
    bar_dots: int  # printer dots per module
    qr_dots: int
    shop_size: float
    zone_size: float
    code_size: float
    name_size: float
    province_size: float
    figure_size: float
    text_size: float
    caption_size: float

    @property
    def frame(self) -> Area:
        """Return the frame around everything printed."""
        return Area(self.inset, self.inset, self.width - 2 * self.inset, self.height - 2 * self.inset)

    @property
    def text_left(self) -> float:
        """Return where text begins."""
        return self.inset + self.pad

    @property
    def text_width(self) -> float:
        """Return the width between the frame's paddings."""
        return self.frame.width - 2 * self.pad

    @property
    def bars_top(self) -> float:
        """Return the lower edge of the head."""
        return self.inset + self.head

    @property
    def recipient_top(self) -> float:
        """Return the lower edge of the bar code's section."""
        return self.bars_top + self.bars

    @property
    def foot_top(self) -> float:
        """Return the lower edge of the recipient's section."""
        return self.recipient_top + self.recipient


SMALLEST = 6.0  # points: what people still read from a 203 dpi label (a capital is 12 dots high)


class Slot(NamedTuple):
    """Where one text goes: its area, its largest and smallest type, and what it is called when it does not fit."""

    part: str
    area: Area
    style: TextStyle
    smallest: float = SMALLEST
    align: str = "left"
    is_centred: bool = False  # between top and bottom of the area


def height_of(size: float, lines: int = 1) -> float:
    """Return the height of lines of type of ``size`` points, in millimetres."""
    return block_height(lines, TextStyle(size=size)) / MM


def head_slots(sizes: LabelSizes, *, has_zone: bool) -> tuple[Slot, Slot]:
    """Return where the shop's name and hotline go."""
    room = sizes.frame.width * (0.58 if has_zone else 1) - sizes.pad * (1.5 if has_zone else 2)
    hotline = height_of(sizes.caption_size)
    gap = sizes.head * 0.07
    name = Area(sizes.text_left, sizes.inset + gap, room, sizes.head - hotline - gap * 2.2)
    below = Area(sizes.text_left, sizes.bars_top - hotline - gap, room, hotline)
    style = TextStyle(SEMIBOLD, sizes.shop_size, BLACK)
    return (
        Slot("shop_name", name, style, is_centred=True),
        Slot("hotline", below, TextStyle(MEDIUM, sizes.caption_size, BLACK)),
    )


def zone_box(sizes: LabelSizes) -> Area:
    """Return the black box that the routing zone stands in."""
    gap = sizes.pad * 0.5
    left = sizes.inset + sizes.frame.width * 0.58
    return Area(left, sizes.inset + gap, sizes.inset + sizes.frame.width - gap - left, sizes.head - 2 * gap)


def zone_slot(sizes: LabelSizes) -> Slot:
    """Return where the routing zone goes, white on black."""
    box = zone_box(sizes)
    area = Area(box.left + 1.5, box.top, box.width - 3, box.height)
    return Slot("zone", area, TextStyle(BOLD, sizes.zone_size, WHITE), 7, "centre", is_centred=True)


def code_slot(sizes: LabelSizes) -> Slot:
    """Return where the parcel code is printed for people, under its bars."""
    height = height_of(sizes.code_size)
    gap = (sizes.bars - sizes.bar_height - height) / 3
    area = Area(sizes.text_left, sizes.recipient_top - height - gap * 0.8, sizes.text_width, height)
    return Slot("code", area, TextStyle(SEMIBOLD, sizes.code_size, BLACK), align="centre")


def bars_top_edge(sizes: LabelSizes) -> float:
    """Return where the Code128 begins, on a whole printer dot."""
    gap = (sizes.bars - sizes.bar_height - height_of(sizes.code_size)) / 3
    return round((sizes.bars_top + gap * 1.3) * 8) / 8


def recipient_slots(sizes: LabelSizes, *, has_province: bool) -> dict[str, Slot]:
    """Return where caption, masked name, province and the three fixed sentences go."""
    caption, text, province = (height_of(size) for size in (sizes.caption_size, sizes.text_size, sizes.province_size))
    gap = sizes.recipient * 0.045
    top = sizes.recipient_top + gap
    bottom = sizes.foot_top - gap
    who = bottom - caption
    hidden = who - gap * 0.6 - text
    place = hidden - gap - province
    name_top = top + caption + gap * 0.4
    name_bottom = (place if has_province else hidden) - gap * 0.4
    left, width, half = sizes.text_left, sizes.text_width, sizes.text_width / 2
    small, plain = TextStyle(REGULAR, sizes.caption_size, BLACK), TextStyle(MEDIUM, sizes.text_size, BLACK)
    big = TextStyle(BOLD, sizes.name_size, BLACK)
    return {
        "recipient": Slot("recipient", Area(left, top, width, caption), small),
        "name": Slot("name", Area(left, name_top, width, name_bottom - name_top), big, is_centred=True),
        "province": Slot("province", Area(left, place, width, province), big._replace(size=sizes.province_size)),
        "phone_hidden": Slot("phone_hidden", Area(left, hidden, half, text), plain),
        "address_hidden": Slot("address_hidden", Area(left + half, hidden, half, text), plain),
        "who_knows": Slot("who_knows", Area(left, who, width, caption), small),
    }


def qr_side(sizes: LabelSizes) -> tuple[float, float]:
    """Return the side of the QR code without and with its quiet zone, in millimetres."""
    module = sizes.qr_dots * DOT_MM
    return QR_MODULES * module, (QR_MODULES + 2 * QR_QUIET) * module


def qr_corner(sizes: LabelSizes) -> tuple[float, float]:
    """Return the upper left corner of the QR code, on whole printer dots."""
    dark, whole = qr_side(sizes)
    quiet = (whole - dark) / 2
    foot = sizes.inset + sizes.frame.height - sizes.foot_top
    left = sizes.inset + sizes.frame.width - max(quiet, sizes.pad) - dark
    return round(left * 8) / 8, round((sizes.foot_top + (foot - dark) / 2) * 8) / 8


def amount_box(sizes: LabelSizes) -> Area:
    """Return the box around the amount to collect."""
    slots = foot_slots(sizes, has_amount=True)
    caption, figure = slots["amount_caption"].area, slots["amount"].area
    margin = _box_margin(sizes)
    top = caption.top - margin
    return Area(sizes.text_left, top, figure.width + 2 * margin, figure.top + figure.height + margin - top)


def _box_margin(sizes: LabelSizes) -> float:
    return sizes.pad * 0.35


def foot_slots(sizes: LabelSizes, *, has_amount: bool) -> dict[str, Slot]:
    """Return where goods, count, weight and the amount to collect go, left of the QR code."""
    caption, goods, figure = height_of(sizes.caption_size), height_of(sizes.text_size, 2), height_of(sizes.figure_size)
    margin = _box_margin(sizes)
    dark, whole = qr_side(sizes)
    left = sizes.text_left
    width = qr_corner(sizes)[0] - (whole - dark) / 2 - left
    box = caption + figure + 2 * margin if has_amount else 0
    foot = sizes.inset + sizes.frame.height - sizes.foot_top
    gap = (foot - caption - goods - figure - box) / (4 if has_amount else 3)
    counts = sizes.foot_top + goods + gap * 2
    amount = counts + caption + figure + gap + margin
    area = Area(left, sizes.foot_top + gap, width, goods)
    count = Area(left, counts, width * 0.42, caption)
    weight = Area(left + count.width, counts, width - count.width, caption)
    inner = Area(left + margin, amount, width - 2 * margin, caption)
    small, big = TextStyle(REGULAR, sizes.caption_size, BLACK), TextStyle(BOLD, sizes.figure_size, BLACK)
    slots = {"goods_hidden": Slot("goods_hidden", area, TextStyle(MEDIUM, sizes.text_size, BLACK))}
    for part, place in (("count", count), ("weight", weight), ("amount", inner)):
        slots[f"{part}_caption"] = Slot(f"{part}_caption", place, small)
        slots[part] = Slot(part, place._replace(top=place.top + caption, height=figure), big)
    return slots


_LARGE = LabelSizes(
    width=100, height=150, inset=2.5, pad=4, head=22, bars=34, recipient=45, bar_height=21.5, bar_dots=3, qr_dots=10,
    shop_size=15, zone_size=32, code_size=15, name_size=20, province_size=17, figure_size=17, text_size=10.5,
    caption_size=8.5,
)  # fmt: skip
_A6 = _LARGE._replace(width=105, height=148, inset=4.5, pad=4.5, head=21.5, bars=33.5, recipient=44)
_SMALL = LabelSizes(
    width=75, height=100, inset=1.5, pad=2.5, head=17, bars=23, recipient=28, bar_height=14.5, bar_dots=3, qr_dots=7,
    shop_size=10.5, zone_size=22, code_size=11.5, name_size=14, province_size=12, figure_size=12.5, text_size=8,
    caption_size=7,
)  # fmt: skip

SIZES = {
    LabelLayout.THERMAL_100X150: _LARGE,
    LabelLayout.A6: _A6,
    LabelLayout.THERMAL_75X100: _SMALL,
    LabelLayout.A4_FOUR: _A6._replace(height=148.5),
}
SHEET = (210.0, 297.0)  # A4
LABELS_ON_SHEET = 4


class Place(NamedTuple):
    """Where one label lies: the page, counted from 0, and its upper left corner in millimetres from the page's."""

    page: int
    left: float
    top: float


def place_of(index: int, layout: LabelLayout, start_at: int) -> Place:
    """Return where the label ``index`` (from 0) lies when the first takes place ``start_at`` (1 to 4) of a sheet."""
    if layout is not LabelLayout.A4_FOUR:
        return Place(index, 0, 0)
    page, quarter = divmod(index + start_at - 1, LABELS_ON_SHEET)
    sizes = SIZES[layout]
    return Place(page, quarter % 2 * sizes.width, quarter // 2 * sizes.height)


def page_size_mm(layout: LabelLayout) -> tuple[float, float]:
    """Return width and height of one page in millimetres."""
    sizes = SIZES[layout]
    return SHEET if layout is LabelLayout.A4_FOUR else (sizes.width, sizes.height)


def page_size(layout: LabelLayout) -> tuple[float, float]:
    """Return width and height of one page in points."""
    width, height = page_size_mm(layout)
    return width * MM, height * MM
