"""What every letter shares: the letterhead, the address behind an envelope's window, headings and points."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ledger.documents.layout import (
    A4,
    ACCENT,
    ACCENT_SOFT,
    BOLD,
    MEDIUM,
    MM,
    MUTE,
    REGULAR,
    SEMIBOLD,
    TextStyle,
    draw,
    wrap,
)
from ledger.documents.paper import Imprint, Paper
from ledger.domain.shop import Shop
from ledger.domain.wording import Wording

PLAIN = TextStyle(REGULAR, 9)
_SMALL = TextStyle(REGULAR, 8, MUTE)
_SIGNED = TextStyle(MEDIUM, 9)
_HEADING = TextStyle(SEMIBOLD, 10.5, ACCENT)
_ADDRESS_FROM = 42 * MM  # below the upper edge: where the window of an envelope begins
_ADDRESS_WIDTH = 92 * MM
_TITLE_FROM = 70 * MM
_INDENT, _GAP = 16.0, 5.0
LEFT_SHARE = 0.56  # of the width, left of where somebody signs
_TOGETHER = 6  # lines that are not divided between two pages
_SIGNATURE = 34.0
_CLOSING = 105.0  # the regards and the signature


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a letter goes; without an address it is handed over or sent as a file. ``note`` is a code or a role."""

    name: str = field(repr=False)
    address: str = field(default="", repr=False)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its paragraphs, words quoted below them, and points."""

    title: str
    paragraphs: tuple[str, ...] = field(default=(), repr=False)
    quote: str = field(default="", repr=False)  # what somebody typed
    points: tuple[str, ...] = field(default=(), repr=False)


class LetterPaper(Paper):
    """Paper whose title stands below the address, not in the letterhead."""

    def __init__(self, titles: tuple[str, str], shop: Shop, wording: Wording, imprint: Imprint, date: str = "") -> None:
        """Begin the letter; ``date`` is in words and stands beside the address, where ``address`` sets it."""
        self._date = date
        super().__init__(titles, shop, wording, imprint, is_wide=False)

    def _letterhead(self) -> None:
        self._shop_block()

    def address(self, to: Addressee, caption: str) -> None:
        """Set the addressee, behind the window of an envelope where there is an address, and the date beside."""
        y = self.window() if to.address else self.y - 14
        draw(self.canvas, (self.right, y - 8), self._date, TextStyle(REGULAR, 9), "right")
        y = self.addressee(to, caption, y)
        if to.note:
            y -= _SMALL.leading
        self.y = min(y - 16, A4[1] - _TITLE_FROM) if to.address else y - 16

    def window(self) -> float:
        """Return the y where the window of an envelope begins, in points."""
        return min(self.y - 14, A4[1] - _ADDRESS_FROM)

    def addressee(self, to: Addressee, caption: str, y: float) -> float:
        """Draw the caption, name, address and note from ``y`` down; return the y below the address, in points."""
        draw(self.canvas, (self.left, y - 8), caption, _SMALL)
        y -= 14
        for value, style in ((to.name, TextStyle(SEMIBOLD, 11)), (to.address, TextStyle(MEDIUM, 10))):
            for line in wrap(value, style, _ADDRESS_WIDTH):
                draw(self.canvas, (self.left, y - style.size), line, style)
                y -= style.leading
        if to.note:
            draw(self.canvas, (self.left, y - 9), to.note, _SMALL)
        return y

    def title(self) -> None:
        """Set the two titles."""
        self.lines(self._titles[0], TextStyle(BOLD, 17), self.width)
        self.lines(self._titles[1], TextStyle(REGULAR, 9.5, MUTE), self.width)
        self.y -= 8

    def paragraph(self, words: str, style: TextStyle = PLAIN) -> None:
        """Set a paragraph that flows over pages if it must; blank lines part it."""
        for part in words.splitlines():
            lines = wrap(part, style, self.width)
            if len(lines) <= _TOGETHER:
                self.need(style.leading * len(lines))
            for line in lines:
                self.need(style.leading)
                draw(self.canvas, (self.left, self.y - style.size * 1.05), line, style)
                self.y -= style.leading
            self.y -= _GAP * 0.5 if lines else 0

    def sections(self, sections: Sequence[Section]) -> None:
        """Set headings with what stands below them; a heading is never left alone at the foot of a page."""
        for one in sections:
            self.heading(one.title)
            for words in one.paragraphs:
                self.paragraph(words)
            self._quote(one.quote)
            for words in one.points:
                self._point(words)

    def heading(self, title: str, follows: float = 2 * PLAIN.leading) -> None:
        """Set a heading that stays with the ``follows`` points after it."""
        self.need(_GAP + _HEADING.leading + follows)
        self.y -= _GAP
        self.lines(title, _HEADING, self.width)
        self.y -= 2

    def _point(self, words: str) -> None:
        lines = wrap(words, PLAIN, self.width - _INDENT)
        if len(lines) <= _TOGETHER:
            self.need(PLAIN.leading * len(lines))
        for row, line in enumerate(lines):
            self.need(PLAIN.leading)
            if not row:
                self.canvas.setFillColorRGB(*ACCENT)
                self.canvas.roundRect(self.left + 4, self.y - PLAIN.size * 0.9, 4, 4, 1.2, stroke=0, fill=1)
            draw(self.canvas, (self.left + _INDENT, self.y - PLAIN.size * 1.05), line, PLAIN)
            self.y -= PLAIN.leading
        self.y -= 2

    def _quote(self, words: str) -> None:
        for part in words.splitlines():
            for line in wrap(part, PLAIN, self.width - _INDENT):
                self.need(PLAIN.leading)
                self.canvas.setStrokeColorRGB(*ACCENT_SOFT)
                self.canvas.setLineWidth(2.4)
                self.canvas.line(self.left + 4, self.y, self.left + 4, self.y - PLAIN.leading)
                draw(self.canvas, (self.left + _INDENT, self.y - PLAIN.size * 1.05), line, PLAIN)
                self.y -= PLAIN.leading
        self.y -= _GAP * 0.5 if words else 0

    def close(self, law: str, regards: str, signer: str) -> None:
        """Set what the letter rests on, the regards, and where the shop signs; they stay together."""
        self.need(_CLOSING + _SMALL.leading * len(wrap(law, _SMALL, self.width)))
        self.y -= _GAP
        self.paragraph(law, _SMALL)
        self.y -= 2
        draw(self.canvas, (self.left + self.width * LEFT_SHARE, self.y - PLAIN.size * 1.05), regards, PLAIN)
        self.y -= PLAIN.leading
        self.sign(signer, self.shop.name)

    def sign(self, role: str, name: str) -> None:
        """Set a line to sign on the right: who signs, and for whom."""
        left, strong = self.left + self.width * LEFT_SHARE, TextStyle(SEMIBOLD, 9.5)
        hint = self.wording.text("paper.sign_hint")
        for words, style in ((role, strong), (hint, _SMALL)):
            draw(self.canvas, (left, self.y - style.size * 1.05), words, style)
            self.y -= style.leading
        self.y -= _SIGNATURE
        self.canvas.setStrokeColorRGB(*MUTE)
        self.canvas.setLineWidth(0.7)
        self.canvas.line(left, self.y, self.right, self.y)
        for line in wrap(name, _SIGNED, self.right - left):
            draw(self.canvas, (left, self.y - 12), line, _SIGNED)
            self.y -= _SIGNED.leading
