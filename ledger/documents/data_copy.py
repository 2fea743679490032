"""The copy of one person's data on paper, for that person: every chapter in full, nothing masked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ledger.documents.figures import show_count
from ledger.documents.layout import MEDIUM, MUTE, REGULAR, SEMIBOLD, TextStyle, encrypt_pdf
from ledger.documents.paper import Imprint, Paper
from ledger.documents.table import Cell, Column, Table
from ledger.domain.shop import Shop
from ledger.domain.wording import Wording

_PLAIN = TextStyle(REGULAR, 9)
_SIZE = 8.5


class Shown(NamedTuple):
    """One row in words: what it is, what it says, and everything else that is known of it."""

    item: Cell
    content: Cell
    details: str


@dataclass(frozen=True, slots=True)
class ShownChapter:
    """One chapter in words; ``count`` is ``None`` for one that is about the person as such: a label and a value."""

    title: str
    rows: tuple[Shown, ...] = field(repr=False)
    count: int | None


@dataclass(frozen=True, slots=True)
class CopyHead:
    """Whose copy it is, at which request, under which policy; ``keeping`` says how long what is kept."""

    shop: Shop
    request_code: str
    customer_code: str
    customer_name: str = field(repr=False)
    policy: str
    keeping: tuple[str, ...]
    imprint: Imprint


def render_data_copy(
    head: CopyHead, chapters: Sequence[ShownChapter], wording: Wording, password: str, attached: Mapping[str, bytes]
) -> bytes:
    """Return the copy as an A4 PDF; with a password locked by AES-256, and ``attached`` files inside it."""
    titles = (wording.text("data_copy.title"), wording.text("data_copy.subtitle", code=head.request_code))
    paper = Paper(titles, head.shop, wording, head.imprint, is_wide=False)
    code = wording.text("data_copy.customer_code", code=head.customer_code)
    paper.facts(
        (
            (wording.text("data_copy.controller"), head.shop.name),
            (wording.text("data_copy.subject"), f"{head.customer_name} · {code}"),
            (wording.text("data_copy.policy"), head.policy),
        )
    )
    paper.prose(wording.text("data_copy.intro"), TextStyle(REGULAR, 9, MUTE))
    filled = [one for one in chapters if one.rows]
    for number, chapter in enumerate(filled, 1):
        _draw_chapter(paper, number, chapter)
    _draw_end(paper, head, [one.title for one in chapters if not one.rows], is_locked=bool(password))
    data = paper.finish()
    return encrypt_pdf(data, password, attached) if password else data


def _draw_chapter(paper: Paper, number: int, chapter: ShownChapter) -> None:
    wording = paper.wording
    if chapter.count is None:
        paper.section(wording.text("data_copy.chapter_person", number=number, title=chapter.title))
        columns = (Column(wording.text("data_copy.item"), 30, SEMIBOLD), Column(wording.text("data_copy.what"), 70))
        Table(paper, columns, _SIZE).draw((row.item, row.content) for row in chapter.rows)
    else:
        count = show_count(chapter.count, wording)
        paper.section(wording.text("data_copy.chapter", number=number, title=chapter.title, count=count))
        has_details = any(row.details for row in chapter.rows)
        detailed = (
            Column(wording.text("data_copy.item"), 25, SEMIBOLD),
            Column(wording.text("data_copy.what"), 35 if has_details else 75, MEDIUM),
            Column(wording.text("data_copy.details"), 40),
        )
        width = 3 if has_details else 2
        Table(paper, detailed[:width], _SIZE).draw(row[:width] for row in chapter.rows)
    paper.y -= 6


def _draw_end(paper: Paper, head: CopyHead, empty: Sequence[str], *, is_locked: bool) -> None:
    wording = paper.wording
    contact = " · ".join(filter(None, (paper.contact(), paper.shop.address)))
    parts = [("keeping_title", " ".join(head.keeping))]
    if empty:
        parts.insert(0, ("empty_title", wording.text("data_copy.empty", chapters="; ".join(empty))))
    rights = wording.text("data_copy.rights")
    parts.append(
        ("rights_title", f"{rights} {wording.text('data_copy.contact', contact=contact)}" if contact else rights)
    )
    for title, text in parts:
        paper.section(wording.text(f"data_copy.{title}"), 40)
        paper.prose(text, _PLAIN)
    paper.prose(
        wording.text(f"data_copy.{'as_json_inside' if is_locked else 'as_json'}"), TextStyle(REGULAR, 8.5, MUTE)
    )
    paper.y -= 8
    signers = (wording.text("data_copy.sign_shop"), wording.text("data_copy.sign_customer"))
    paper.signatures(((signers[0], ""), (signers[1], head.customer_name)))
