"""Letters to a data subject about their request: that it arrived, takes longer, was carried out, or is refused."""

from dataclasses import dataclass, field

from ledger.documents.letter_page import Addressee, LetterPaper, Section
from ledger.documents.paper import Imprint
from ledger.domain.instants import local_date, show_date
from ledger.domain.shop import Shop
from ledger.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class RequestLetter:
    """A letter in words, in one language. ``facts`` are captions with their values: code, kind, instants."""

    title: str
    subtitle: str
    to: Addressee = field(repr=False)
    greeting: str = field(repr=False)
    intro: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...] = field(repr=False)
    law: str
    regards: str
    signer: str


def render_request_letter(letter: RequestLetter, shop: Shop, wording: Wording, imprint: Imprint) -> bytes:
    """Return the letter as an A4 PDF. Its metadata say what kind of letter it is, never to whom it goes."""
    date = wording.text("letter.date", date=show_date(local_date(imprint.printed_at)))
    paper = LetterPaper((letter.title, letter.subtitle), shop, wording, imprint, date)
    paper.address(letter.to, wording.text("letter.to"))
    paper.title()
    paper.paragraph(letter.greeting)
    paper.paragraph(letter.intro)
    paper.y -= 4
    paper.facts(letter.facts)
    paper.sections(letter.sections)
    paper.close(letter.law, letter.regards, letter.signer)
    return paper.finish()
