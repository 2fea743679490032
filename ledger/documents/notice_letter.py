"""Letters that tell customers what changes in the policy (VK 10): one per customer, to the customer's own home."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ledger.documents.layout import (
    A4,
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
from ledger.documents.letter_page import PLAIN, Addressee, LetterPaper
from ledger.documents.paper import MARGIN, Imprint, Paper
from ledger.domain.shop import Shop
from ledger.domain.wording import Wording

_SMALL = TextStyle(REGULAR, 8, MUTE)
_HEAD = TextStyle(SEMIBOLD, 9)
_TITLE_FROM = 74 * MM
_INDENT, _GAP = 12.0, 5.0


@dataclass(frozen=True, slots=True)
class ChangeText:
    """One point that changes, in words; ``before`` and ``after`` are empty where there was or is nothing to quote."""

    head: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NoticeText:
    """What is told, the same to everybody: every text is ready, in one language, and names no customer."""

    title: str
    subject: str
    version: str
    intro: str
    changes_title: str
    changes: tuple[ChangeText, ...]
    more: str  # how many points are left out here, and where to read them; empty when none
    sections: tuple[tuple[str, str], ...]  # asked again, from when, rights, contact
    law: str
    regards: str


@dataclass(frozen=True, slots=True)
class Letter:
    """To whom one letter goes."""

    name: str = field(repr=False)
    address: str = field(repr=False)
    code: str
    greeting: str = field(repr=False)


def render_notice_letters(
    text: NoticeText, letters: Sequence[Letter], shop: Shop, wording: Wording, imprint: Imprint
) -> bytes:
    """Return one A4 letter after the other as PDF; each counts its own pages."""
    paper = _Letters((text.title, text.version), shop, wording, imprint)
    for number, letter in enumerate(letters):
        if number:
            paper.next_letter()
        _draw_address(paper, letter)
        _draw_text(paper, text, letter.greeting)
    return paper.finish()


class _Letters(LetterPaper):
    """Paper on which every letter begins with the letterhead and counts its pages from one."""

    _firsts: tuple[int, ...] = (0,)

    def next_letter(self) -> None:
        """Begin the next letter on a page of its own."""
        self._pages.append(dict(vars(self.canvas)))
        self._firsts = (*self._firsts, len(self._pages))
        self.canvas._startPage()  # keeps the page open, as for every next page
        self.y = self.size[1] - MARGIN
        self._letterhead()

    def finish(self) -> bytes:
        """Write every page's footer and return the PDF."""
        self._pages.append(dict(vars(self.canvas)))
        for first, end in zip(self._firsts, (*self._firsts[1:], len(self._pages)), strict=True):
            for number in range(first, end):
                vars(self.canvas).update(self._pages[number])
                self._footer(number - first + 1, end - first)
                self.canvas.showPage()
        self.canvas.save()
        return self._buffer.getvalue()


def _draw_address(paper: LetterPaper, letter: Letter) -> None:
    to = Addressee(letter.name, letter.address, letter.code)
    y = paper.addressee(to, paper.wording.text("notice.to"), paper.window())
    paper.y = min(y - 24, A4[1] - _TITLE_FROM)


def _draw_text(paper: Paper, text: NoticeText, greeting: str) -> None:
    paper.lines(text.title, TextStyle(BOLD, 15), paper.width)
    paper.lines(text.version, TextStyle(REGULAR, 9, MUTE), paper.width)
    paper.y -= 8
    paper.prose(greeting, TextStyle(MEDIUM, 9))
    paper.prose(text.intro, PLAIN)
    _draw_heading(paper, text.changes_title)
    for change in text.changes:
        _draw_change(paper, change)
    if text.more:
        paper.prose(text.more, PLAIN._replace(colour=MUTE))
    for title, words in text.sections:
        _draw_heading(paper, title)
        paper.prose(words, PLAIN)
    paper.need(3 * PLAIN.leading + 2 * _GAP)
    paper.y -= _GAP
    paper.prose(text.law, _SMALL)
    paper.lines(text.regards, PLAIN, paper.width)
    paper.lines(paper.shop.name, _HEAD, paper.width)


def _draw_heading(paper: Paper, title: str) -> None:
    paper.need(3.5 * PLAIN.leading)
    paper.y -= _GAP
    paper.lines(title, TextStyle(SEMIBOLD, 10.5), paper.width)
    paper.y -= 1


def _draw_change(paper: Paper, change: ChangeText) -> None:
    width = paper.width - _INDENT
    said = ((change.before, _SMALL), (change.after, PLAIN))
    lines = [(line, style) for words, style in said for line in wrap(words, style, width)]
    paper.need(_HEAD.leading + sum(style.leading for _, style in lines) + _GAP)
    top = paper.y
    canvas: Any = paper.canvas
    for line, style in ((change.head, _HEAD), *lines):
        paper.need(style.leading)
        draw(canvas, (paper.left + _INDENT, paper.y - style.size * 1.05), line, style)
        paper.y -= style.leading
    if paper.y < top:  # all on one page
        canvas.setStrokeColorRGB(*ACCENT_SOFT)
        canvas.setLineWidth(2.4)
        canvas.line(paper.left + 2, top - 2, paper.left + 2, paper.y + 1)
    paper.y -= _GAP
