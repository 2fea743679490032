"""An A4 document: letterhead with the shop's block, footer with who printed it and the audit head, page x of y."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

from ledger.documents.layout import (
    A4,
    ACCENT,
    AUTHOR,
    BOLD,
    LINE,
    MEDIUM,
    MM,
    MUTE,
    REGULAR,
    SEMIBOLD,
    WARN,
    WARN_SOFT,
    Colour,
    TextStyle,
    draw,
    draw_prose,
    fit,
    new_canvas,
    show_hash,
    text_width,
    wrap,
)
from ledger.domain.instants import show_instant
from ledger.domain.shop import Shop
from ledger.domain.text import show_phone
from ledger.domain.wording import Wording

MARGIN = 15 * MM
PANEL: Colour = (0.961, 0.965, 0.957)  # the window's background, #F5F6F4
_SMALL = TextStyle(REGULAR, 8, MUTE)
_FOOT = TextStyle(REGULAR, 7.5, MUTE)
_CAPTION = TextStyle(REGULAR, 7.5, MUTE)
_VALUE = TextStyle(MEDIUM, 9.5)
_GAP = 12.0
_SIGNATURE_HEIGHT = 84.0
_FACTS_IN_ROW = 4


class Imprint(NamedTuple):
    """What the footer of every page says: when and by whom it was printed, and where the audit trail stood."""

    printed_at: datetime
    printed_by: str
    audit_seq: int
    audit_head: str  # hexadecimal; empty on a paper that the trail knows nothing of
    is_preview: bool = False  # looked at on screen, not recorded: every page says so


class Paper:
    """Pages being filled from the top; ``y`` is the upper edge of what is still free, in points."""

    def __init__(
        self, titles: tuple[str, str], shop: Shop, wording: Wording, imprint: Imprint, *, is_wide: bool
    ) -> None:
        """Begin the first page. ``titles`` are the kind of document, also its metadata, and a line below it."""
        self.wording = wording
        self.size = (A4[1], A4[0]) if is_wide else A4
        self._buffer = BytesIO()
        self._titles = titles
        self.shop = shop
        self.canvas = new_canvas(self._buffer, titles[0], self.size, imprint.printed_at)
        self.left, self.right = MARGIN, self.size[0] - MARGIN
        self.width = self.right - self.left
        self._is_preview = imprint.is_preview
        self._foot = self._foot_lines(imprint)
        self.bottom = MARGIN * 0.7 + _FOOT.leading * len(self._foot) + _GAP
        self._pages: list[dict[str, object]] = []
        self.y = self.size[1] - MARGIN
        self._letterhead()

    # --- furniture -----------------------------------------------------------------------------

    def _foot_lines(self, imprint: Imprint) -> list[str]:
        key = "previewed" if imprint.is_preview else "printed" if imprint.printed_by else "made"
        lines = [self.wording.text(f"paper.{key}", at=show_instant(imprint.printed_at), by=imprint.printed_by)]
        if imprint.audit_head:
            head = show_hash(imprint.audit_head)
            lines.append(self.wording.text("paper.audit", seq=imprint.audit_seq, head=head))
        return [part for line in lines for part in wrap(line, _FOOT, self.width - 90)]

    def _preview_mark(self) -> None:
        # In the margin above everything, so that a page looks the same with and without it.
        text = self.wording.text("paper.preview")
        style = TextStyle(BOLD, 9.5, WARN)
        width, middle, foot = text_width(text, style) + 24, self.size[0] / 2, self.size[1] - MARGIN + 10
        self.canvas.setFillColorRGB(*WARN_SOFT)
        self.canvas.setStrokeColorRGB(*WARN)
        self.canvas.setLineWidth(0.9)
        self.canvas.roundRect(middle - width / 2, foot, width, 19, 9.5, stroke=1, fill=1)
        draw(self.canvas, (middle, foot + 6.2), text, style, "centre")

    def _letterhead(self) -> None:
        self._shop_block()
        self.y -= _GAP
        self.lines(self._titles[0], TextStyle(BOLD, 20), self.width)
        self.lines(self._titles[1], TextStyle(REGULAR, 10, MUTE), self.width)
        self.y -= _GAP * 0.7

    def _shop_block(self) -> None:
        brand = TextStyle(SEMIBOLD, 8.5, ACCENT)
        draw(self.canvas, (self.right, self.y - 9), AUTHOR, brand, "right")
        draw_shield(self, (self.right - text_width(AUTHOR, brand) - 13, self.y - 1), 10)
        room = self.width - 80
        self.lines(self.shop.name, TextStyle(SEMIBOLD, 12.5), room)
        self.lines(self.shop.address, _SMALL, room)
        self.lines(self.contact(), _SMALL, room)
        self.y -= 5
        self.rule(ACCENT, 1.4)

    def contact(self) -> str:
        """Return how to reach the shop, on one line."""
        parts = []
        if self.shop.hotline:
            parts.append(self.wording.text("paper.hotline", number=show_phone(self.shop.hotline)))
        if self.shop.email:
            parts.append(self.wording.text("paper.email", address=self.shop.email))
        return " · ".join(parts)

    def _running_head(self) -> None:
        room = (self.width * 0.5 - 6, 22)
        top = self.y
        depth = 0
        for index, text in enumerate((" · ".join(filter(None, self._titles)), self.shop.name)):
            style = TextStyle(MEDIUM if index == 0 else REGULAR, 8, MUTE)
            found = fit(text, style, room, 5.5)
            style, lines = found or (style._replace(size=5.5), wrap(text, style._replace(size=5.5), room[0]))
            for row, line in enumerate(lines):
                at = (self.right if index else self.left, top - 8 - row * style.leading)
                draw(self.canvas, at, line, style, "right" if index else "left")
            depth = max(depth, len(lines))
        self.y = top - 4 - _SMALL.leading * depth
        self.rule(LINE, 0.7)
        self.y -= _GAP * 0.7

    def _footer(self, number: int, count: int) -> None:
        if self._is_preview:
            self._preview_mark()
        y = self.bottom - _GAP
        self.canvas.setStrokeColorRGB(*LINE)
        self.canvas.setLineWidth(0.7)
        self.canvas.line(self.left, y + 4, self.right, y + 4)
        for row, line in enumerate(self._foot):
            draw(self.canvas, (self.left, y - _FOOT.leading * row - 6), line, _FOOT)
        page = self.wording.text("paper.page", page=number, pages=count)
        draw(self.canvas, (self.right, y - 6), page, _FOOT._replace(font=MEDIUM), "right")

    # --- pages ---------------------------------------------------------------------------------

    def next_page(self) -> None:
        """Begin a page with a running head."""
        self._pages.append(dict(vars(self.canvas)))
        self.canvas._startPage()  # keeps the page open: its footer needs the number of pages
        self.y = self.size[1] - MARGIN
        self._running_head()

    def need(self, height: float) -> None:
        """Begin a new page unless ``height`` points are free on this one."""
        if self.y - height < self.bottom:
            self.next_page()

    def finish(self) -> bytes:
        """Write every page's footer and return the PDF."""
        self._pages.append(dict(vars(self.canvas)))
        for number, page in enumerate(self._pages, 1):
            vars(self.canvas).update(page)
            self._footer(number, len(self._pages))
            self.canvas.showPage()
        self.canvas.save()
        return self._buffer.getvalue()

    # --- what stands on them -------------------------------------------------------------------

    def rule(self, colour: Colour, thickness: float) -> None:
        """Draw a line across the page at ``y``."""
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(thickness)
        self.canvas.line(self.left, self.y, self.right, self.y)

    def lines(self, text: str, style: TextStyle, width: float) -> None:
        """Set a text in as many lines as it needs."""
        for line in wrap(text, style, width):
            self.need(style.leading)
            draw(self.canvas, (self.left, self.y - style.size * 1.05), line, style)
            self.y -= style.leading

    def prose(self, text: str, style: TextStyle = _VALUE) -> None:
        """Set a flowing paragraph over the whole width."""
        self.need(style.leading * len(wrap(text, style, self.width)) + 4)
        self.y = draw_prose(self.canvas, (self.left, self.y), text, style, self.width) - 4

    def section(self, title: str, follows: float = 60) -> None:
        """Set a heading that stays with the ``follows`` points after it."""
        self.need(34 + follows)
        self.y -= _GAP * 0.6
        self.lines(title, TextStyle(SEMIBOLD, 11.5), self.width)
        self.y -= 3

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Set captions with their values, side by side on a soft panel."""
        columns = min(len(pairs), _FACTS_IN_ROW)
        room = (self.width - _GAP * (columns + 1)) / columns
        for start in range(0, len(pairs), columns):
            row = [(caption, wrap(value, _VALUE, room)) for caption, value in pairs[start : start + columns]]
            height = max(len(lines) for _, lines in row) * _VALUE.leading + _CAPTION.leading + _GAP
            self.need(height)
            self.panel(height, PANEL)
            for index, (caption, lines) in enumerate(row):
                x = self.left + _GAP + index * (room + _GAP)
                draw(self.canvas, (x, self.y - _GAP * 0.5 - 8), caption, _CAPTION)
                for place, line in enumerate(lines):
                    down = _GAP * 0.5 + _CAPTION.leading + _VALUE.size * 1.05 + place * _VALUE.leading
                    draw(self.canvas, (x, self.y - down), line, _VALUE)
            self.y -= height + 4
        self.y -= 4

    def panel(self, height: float, colour: Colour) -> None:
        """Lay a soft, rounded ground of ``height`` points under what is drawn next."""
        self.canvas.setFillColorRGB(*colour)
        self.canvas.roundRect(self.left, self.y - height, self.width, height, 5, stroke=0, fill=1)

    def signatures(self, signers: Sequence[tuple[str, str]]) -> None:
        """Set lines to sign on: who signs, and the name where it is known."""
        self.need(_SIGNATURE_HEIGHT)
        room = (self.width - _GAP * 4 * (len(signers) - 1)) / len(signers)
        self.canvas.setStrokeColorRGB(*MUTE)
        self.canvas.setLineWidth(0.7)
        for index, (role, name) in enumerate(signers):
            x = self.left + index * (room + _GAP * 4)
            draw(self.canvas, (x, self.y - 16), role, TextStyle(SEMIBOLD, 9.5))
            draw(self.canvas, (x, self.y - 28), self.wording.text("paper.sign_hint"), _CAPTION)
            line = self.y - _SIGNATURE_HEIGHT + 22
            self.canvas.line(x, line, x + room, line)
            found = fit(name, TextStyle(MEDIUM, 9), (room, 22), 5.5)
            style, lines = found or (_CAPTION, wrap(name, _CAPTION._replace(size=5.5), room))
            for row, text in enumerate(lines):
                draw(self.canvas, (x, line - 12 - row * style.leading * 0.9), text, style)
        self.y -= _SIGNATURE_HEIGHT


def draw_shield(paper: Paper, at: tuple[float, float], size: float) -> None:
    """Draw the program's sign, a shield with a check mark, with its upper left corner at ``at``."""
    canvas = paper.canvas
    canvas.saveState()
    canvas.translate(at[0], at[1])
    canvas.scale(size / 24, -size / 24)
    canvas.setStrokeColorRGB(*ACCENT)
    canvas.setLineWidth(2.2)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    path.moveTo(12, 1.5)
    path.curveTo(9, 3.8, 6.5, 4.8, 3.5, 5)
    path.lineTo(3.5, 12)
    path.curveTo(3.5, 17.5, 7, 21, 12, 22.8)
    path.curveTo(17, 21, 20.5, 17.5, 20.5, 12)
    path.lineTo(20.5, 5)
    path.curveTo(17.5, 4.8, 15, 3.8, 12, 1.5)
    path.close()
    path.moveTo(8.2, 12)
    path.lineTo(11, 14.8)
    path.lineTo(16, 9.6)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
