"""The file of an incident for the authority (PDPL Art. 23): what the law asks for, clocks, signatures, the trail."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.documents.layout import (
    ACCENT,
    BAD,
    MUTE,
    REGULAR,
    SEMIBOLD,
    WARN,
    Colour,
    TextStyle,
    draw,
    show_hash,
    text_width,
    wrap,
)
from ledger.documents.paper import PANEL, Imprint, Paper
from ledger.documents.table import Column, Table
from ledger.domain.shop import Shop
from ledger.domain.wording import Wording

_GAP = 12.0
_CAPTION = TextStyle(SEMIBOLD, 9)
_PLAIN = TextStyle(REGULAR, 9.5)
_SMALL = TextStyle(REGULAR, 8.5, MUTE)
_ASIDE = 0.27  # of the width: the captions beside what is said
_HASH_LENGTH = 64
_PROOF_HEIGHT = 215.0


@dataclass(frozen=True, slots=True)
class ClockText:
    """One report with its clock, in words; ``outcome`` is a key of ``report_outcomes``."""

    title: str
    law: str
    due: str
    made: str = ""
    outcome: str = "OPEN"
    outcome_text: str = ""
    reference: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RecordHead:
    """Which incident, and who printed its file when."""

    shop: Shop
    code: str
    subtitle: str
    printed_at: datetime
    printed_by: str
    audit_seq: int
    audit_head: str
    key_fingerprint: str
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class RecordText:
    """Everything the file says, ready in one language: it names no customer."""

    facts: tuple[tuple[str, str], ...]
    contents: tuple[tuple[str, str], ...] = field(repr=False)  # what the law asks for, in its order
    clocks: tuple[ClockText, ...] = field(repr=False)
    people: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str, str], ...] = field(repr=False)  # when, what, by whom


def render_incident_record(head: RecordHead, told: RecordText, wording: Wording) -> bytes:
    """Return the file as an A4 PDF; unknown contents say so, none is left out."""
    imprint = Imprint(head.printed_at, head.printed_by, head.audit_seq, head.audit_head, head.is_preview)
    titles = (wording.text("incident_record.title"), head.subtitle)
    paper = Paper(titles, head.shop, wording, imprint, is_wide=False)
    paper.facts(told.facts)
    paper.section(wording.text("incident_record.clocks"), 110)
    for clock in told.clocks:
        _draw_clock(paper, clock)
    paper.section(wording.text("incident_record.contents"), 60)
    for caption, words in told.contents:
        _draw_content(paper, caption, words)
    _draw_people(paper, told)
    paper.section(wording.text("incident_record.steps"), 60)
    _draw_steps(paper, told.steps)
    _draw_proof(paper, head)
    return paper.finish()


_COLOURS: dict[str, Colour] = {"OPEN": WARN, "OVERDUE": BAD, "IN_TIME": ACCENT, "LATE": BAD, "NOT_DUE": MUTE}


def _draw_clock(paper: Paper, clock: ClockText) -> None:
    room = paper.width - 2 * _GAP
    outcome = TextStyle(SEMIBOLD, 9, _COLOURS[clock.outcome])
    title = wrap(clock.title, _CAPTION, room - text_width(clock.outcome_text, outcome) - _GAP)
    said = [line for words in (clock.law, clock.due, clock.made, clock.reference, clock.reason) if words
            for line in wrap(words, _SMALL, room)]  # fmt: skip
    height = _GAP + len(title) * _CAPTION.leading + len(said) * _SMALL.leading + 6
    paper.need(height + 5)
    paper.panel(height, PANEL)
    left, y = paper.left + _GAP, paper.y - _GAP * 0.6
    draw(paper.canvas, (paper.right - _GAP, y - _CAPTION.size), clock.outcome_text, outcome, "right")
    for lines, style in ((title, _CAPTION), (said, _SMALL)):
        for line in lines:
            draw(paper.canvas, (left, y - style.size), line, style)
            y -= style.leading
    paper.y -= height + 5


def _draw_content(paper: Paper, caption: str, words: str) -> None:
    aside = paper.width * _ASIDE
    captions = wrap(caption, _CAPTION, aside - 8)
    said = [line for part in words.splitlines() for line in wrap(part, _PLAIN, paper.width - aside) or ("",)]
    paper.need(min(max(len(captions) * _CAPTION.leading, len(said) * _PLAIN.leading), 80) + 6)
    for row, line in enumerate(captions):
        draw(paper.canvas, (paper.left, paper.y - _PLAIN.size - row * _CAPTION.leading), line, _CAPTION)
    top, page = paper.y, paper.canvas.getPageNumber()
    for line in said:
        paper.need(_PLAIN.leading)
        draw(paper.canvas, (paper.left + aside, paper.y - _PLAIN.size), line, _PLAIN)
        paper.y -= _PLAIN.leading
    if paper.canvas.getPageNumber() == page:  # the captions may have more lines than what they ask for
        paper.y = min(paper.y, top - len(captions) * _CAPTION.leading)
    paper.y -= 7


def _draw_people(paper: Paper, told: RecordText) -> None:
    paper.section(paper.wording.text("incident_record.people"), 70)
    paper.facts(told.people)


def _draw_steps(paper: Paper, steps: Sequence[tuple[str, str, str]]) -> None:
    wording = paper.wording
    columns = (
        Column(wording.text("incident_record.step_at"), 20),
        Column(wording.text("incident_record.step"), 60),
        Column(wording.text("incident_record.step_by"), 24),
    )
    Table(paper, columns).draw(steps)
    paper.y -= _GAP


def _draw_proof(paper: Paper, head: RecordHead) -> None:
    wording = paper.wording
    paper.section(wording.text("proof.proof_title"), _PROOF_HEIGHT)  # proof and signatures stay together
    paper.prose(wording.text("incident_record.proof_text"), _SMALL)
    key = show_hash(head.key_fingerprint, _HASH_LENGTH)
    paper.facts(((wording.text("proof.proof_seq"), str(head.audit_seq)), (wording.text("proof.proof_key"), key)))
    paper.facts(((wording.text("proof.proof_head"), show_hash(head.audit_head, _HASH_LENGTH)),))
    signers = (wording.text("incident_record.sign_author"), head.printed_by), (wording.text("proof.sign_manager"), "")
    paper.signatures((*signers, (wording.text("incident_record.sign_receiver"), "")))
    paper.prose(wording.text("proof.not_advice"), TextStyle(REGULAR, 7.5, MUTE))
