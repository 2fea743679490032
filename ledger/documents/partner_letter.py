"""Letters to partners who hold a customer's data: correct it, give it back or delete it, use it no more.

Nothing in them that the partner was not given before; it finds the person by parcel, order and manifest.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from ledger.documents.layout import MEDIUM, MUTE, REGULAR, SEMIBOLD, TextStyle, draw, wrap
from ledger.documents.letter_page import LEFT_SHARE, Addressee, LetterPaper, Section
from ledger.documents.paper import Imprint
from ledger.documents.table import Column, Table
from ledger.domain.instants import local_date, show_date
from ledger.domain.shop import Shop
from ledger.domain.wording import Wording

_BOX = 9.0  # points: the square a partner ticks
_SLIP = 140.0
_SMALL = TextStyle(REGULAR, 8, MUTE)


class GivenLine(NamedTuple):
    """One hand-out the partner finds the person by, in words; what is empty was not on its papers."""

    parcel: str
    order: str
    manifest: str
    given_on: str


@dataclass(frozen=True, slots=True)
class PartnerLetterText:
    """A letter to one partner in words, in one language."""

    title: str
    subtitle: str
    to: Addressee = field(repr=False)
    greeting: str
    intro: str
    facts: tuple[tuple[str, str], ...] = field(repr=False)
    found_by: tuple[GivenLine, ...]
    found_otherwise: str  # how to find the data where none of its papers has a code
    sections: tuple[Section, ...]
    law: str
    regards: str
    signer: str
    answers: tuple[str, ...]  # what the partner may tick


def render_partner_letter(letter: PartnerLetterText, shop: Shop, wording: Wording, imprint: Imprint) -> bytes:
    """Return the letter as an A4 PDF, with a part the partner fills in, signs and sends back."""
    date = wording.text("letter.date", date=show_date(local_date(imprint.printed_at)))
    paper = LetterPaper((letter.title, letter.subtitle), shop, wording, imprint, date)
    paper.address(letter.to, wording.text("letter.to"))
    paper.title()
    paper.paragraph(letter.greeting)
    paper.paragraph(letter.intro)
    paper.y -= 4
    paper.facts(letter.facts)
    _draw_found_by(paper, letter)
    paper.sections(letter.sections)
    paper.close(letter.law, letter.regards, letter.signer)
    _draw_slip(paper, letter)
    return paper.finish()


def _draw_found_by(paper: LetterPaper, letter: PartnerLetterText) -> None:
    def title(name: str) -> str:
        return paper.wording.text(f"partner_letter.{name}")

    paper.heading(title("found_by" if letter.found_by else "found"), 40)
    if letter.found_otherwise:
        paper.paragraph(letter.found_otherwise)
        return
    columns = (
        Column(title("parcel"), 40, SEMIBOLD),
        Column(title("order"), 28),
        Column(title("manifest"), 30),
        Column(title("given_on"), 34),
    )
    Table(paper, columns, 8.5).draw(letter.found_by)
    paper.y -= 6


def _draw_slip(paper: LetterPaper, letter: PartnerLetterText) -> None:
    """Set what the partner ticks, beside where it signs."""
    wording, canvas = paper.wording, paper.canvas
    paper.need(_SLIP)
    paper.y -= 12
    canvas.saveState()
    canvas.setStrokeColorRGB(*MUTE)
    canvas.setLineWidth(0.7)
    canvas.setDash(3, 3)
    canvas.line(paper.left, paper.y, paper.right, paper.y)
    canvas.restoreState()
    paper.heading(wording.text("partner_letter.slip"))
    paper.lines(letter.subtitle, _SMALL, paper.width)
    paper.y -= 5
    top = paper.y
    for words in letter.answers:
        _draw_choice(paper, words)
    foot, paper.y = paper.y, top
    paper.sign(wording.text("partner_letter.sign_partner"), letter.to.name)
    paper.y = min(foot, paper.y) - 4
    paper.lines(wording.text("partner_letter.slip_back"), _SMALL, paper.width)


def _draw_choice(paper: LetterPaper, words: str) -> None:
    style = TextStyle(MEDIUM, 9)
    paper.canvas.setStrokeColorRGB(*MUTE)
    paper.canvas.setLineWidth(0.9)
    paper.canvas.roundRect(paper.left + 1, paper.y - _BOX - 1.5, _BOX, _BOX, 1.5, stroke=1, fill=0)
    for line in wrap(words, style, paper.width * LEFT_SHARE - 30):
        draw(paper.canvas, (paper.left + 18, paper.y - style.size * 1.05), line, style)
        paper.y -= style.leading
    paper.y -= 6
