"""The proof of promises the manager prints: every clause with its figures and state, and every exception explained."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.documents.figures import show_count
from ledger.documents.layout import (
    BAD,
    BOLD,
    LINE,
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
from ledger.documents.paper import PANEL, Imprint, Paper, draw_shield
from ledger.documents.promise_marks import STATE_COLOURS, draw_state
from ledger.documents.promise_rows import ProofRow, ProofTable
from ledger.domain.instants import show_date, show_end, show_instant
from ledger.domain.promise import Period, PromiseState
from ledger.domain.shop import Shop
from ledger.domain.wording import Wording

_SUMMARY = (PromiseState.KEPT, PromiseState.AT_RISK, PromiseState.BROKEN, PromiseState.UNUSED)
_GAP = 12.0
_CARD_HEIGHT = 52.0
_HASH_LENGTH = 64
_TITLE = TextStyle(SEMIBOLD, 9)
_PLAIN = TextStyle(REGULAR, 8.5)
_SMALL = TextStyle(REGULAR, 8, MUTE)
_QUOTE = 12.0  # points between the bar of an explanation and the left margin, and to its words
_TOGETHER = 0.2  # of a page: an exception up to this height is not divided
_PROOF_HEIGHT = 215.0


@dataclass(frozen=True, slots=True)
class ProofHead:
    """What the proof is about and who printed it when; ``measured_at`` is when the figures were read."""

    shop: Shop
    period: Period
    policy_title: str
    policy_number: int
    in_force_since: datetime
    measured_at: datetime
    printed_at: datetime
    printed_by: str
    audit_seq: int
    audit_head: str
    key_fingerprint: str
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class ProofException:
    """One violation in words; ``explanation`` is what the manager typed, with its paragraphs."""

    what: str
    at: datetime
    record: str
    closed_at: datetime | None
    explanation: str = field(default="", repr=False)
    explained_by: str = ""
    explained_at: datetime | None = None
    is_day_limit: bool = False  # ``at`` is the end of its day


@dataclass(frozen=True, slots=True)
class ProofExceptions:
    """The violations of one promise; clauses kept by the same control share them ("KO 2, VK 2a")."""

    clauses: str
    title: str
    exceptions: tuple[ProofException, ...]


@dataclass(frozen=True, slots=True)
class Proved:
    """Everything counted: a row per clause, the exceptions, and the clauses as published (id and text)."""

    rows: tuple[ProofRow, ...]
    groups: tuple[ProofExceptions, ...] = field(repr=False)
    published: tuple[tuple[str, str], ...]


def render_promise_proof(head: ProofHead, proved: Proved, wording: Wording) -> bytes:
    """Return the proof as an A4 PDF: summary, a row per clause, exceptions, the texts as published, signatures."""
    imprint = Imprint(head.printed_at, head.printed_by, head.audit_seq, head.audit_head, head.is_preview)
    first, last = show_date(head.period.first), show_date(head.period.last)
    titles = (wording.text("proof.title"), wording.text("proof.period", start=first, end=last))
    paper = Paper(titles, head.shop, wording, imprint, is_wide=False)
    _draw_about(paper, head)
    _draw_summary(paper, proved.rows)
    paper.section(wording.text("proof.rows_title"), 120)
    ProofTable(paper).draw(proved.rows)
    paper.y -= _GAP
    _draw_exceptions(paper, proved.groups)
    _draw_published(paper, proved.published)
    _draw_proof(paper, head)
    return paper.finish()


def _draw_about(paper: Paper, head: ProofHead) -> None:
    wording = paper.wording
    version = wording.text("proof.version", number=head.policy_number)
    paper.facts(
        (
            (wording.text("proof.policy"), f"{head.policy_title} · {version}"),
            (wording.text("proof.in_force"), show_instant(head.in_force_since)),
            (wording.text("proof.measured"), show_instant(head.measured_at)),
        )
    )


def _draw_summary(paper: Paper, rows: Sequence[ProofRow]) -> None:
    wording, canvas = paper.wording, paper.canvas
    counted = Counter(row.state for row in rows)
    room = (paper.width - _GAP * (len(_SUMMARY) - 1)) / len(_SUMMARY)
    for index, state in enumerate(_SUMMARY):
        x = paper.left + index * (room + _GAP)
        ink, ground = STATE_COLOURS[state]
        canvas.setFillColorRGB(*ground)
        canvas.roundRect(x, paper.y - _CARD_HEIGHT, room, _CARD_HEIGHT, 5, stroke=0, fill=1)
        draw(canvas, (x + _GAP, paper.y - 27), show_count(counted[state], wording), TextStyle(BOLD, 20, ink))
        draw_state(canvas, (x + _GAP, paper.y - 34.5), state, 10)
        words = wording.text(f"promise_states.{state.value}")
        draw(canvas, (x + _GAP + 14, paper.y - 42.5), words, TextStyle(SEMIBOLD, 8.5, ink))
    paper.y -= _CARD_HEIGHT + _GAP * 0.6
    paper.prose(wording.text("proof.states"), TextStyle(REGULAR, 8, MUTE))


# --- exceptions ---------------------------------------------------------------------------------


def _draw_exceptions(paper: Paper, groups: Sequence[ProofExceptions]) -> None:
    wording = paper.wording
    if not groups:
        paper.section(wording.text("proof.exceptions_title"), 84)
        _draw_none(paper)
        return
    first = _heading_height() + _height_of(paper, groups[0].exceptions[0])
    paper.section(wording.text("proof.exceptions_title"), min(first + 30, paper.size[1] * _TOGETHER))
    paper.prose(_counted(groups, wording), TextStyle(REGULAR, 8.5, MUTE))
    for group in groups:
        follows = _heading_height() + min(_height_of(paper, group.exceptions[0]), paper.size[1] * _TOGETHER)
        paper.need(follows)
        paper.y -= 6
        paper.lines(f"{group.clauses} · {group.title}", TextStyle(SEMIBOLD, 9.5), paper.width)
        paper.y -= 2
        for one in group.exceptions:
            _draw_exception(paper, one)


def _heading_height() -> float:
    return 2 * TextStyle(SEMIBOLD, 9.5).leading + 8


def _counted(groups: Sequence[ProofExceptions], wording: Wording) -> str:
    found = [one for group in groups for one in group.exceptions]
    return wording.text(
        "proof.exceptions_counted",
        count=show_count(len(found), wording),
        open=show_count(sum(one.closed_at is None for one in found), wording),
        unexplained=show_count(sum(not one.explanation for one in found), wording),
    )


def _draw_none(paper: Paper) -> None:
    paper.panel(64, PANEL)
    draw_shield(paper, (paper.left + 16, paper.y - 16), 30)
    left, width = paper.left + 60, paper.width - 76
    draw(paper.canvas, (left, paper.y - 25), paper.wording.text("proof.no_exceptions"), TextStyle(SEMIBOLD, 10.5))
    for row, line in enumerate(wrap(paper.wording.text("proof.no_exceptions_text"), _SMALL, width)):
        draw(paper.canvas, (left, paper.y - 40 - row * _SMALL.leading), line, _SMALL)
    paper.y -= 64 + _GAP


def _height_of(paper: Paper, one: ProofException) -> float:
    what, told = _what_lines(paper, one), _explanation_lines(paper, one)
    return len(what) * _TITLE.leading + _SMALL.leading * 2 + len(told) * _PLAIN.leading + 14


def _outcome(one: ProofException, wording: Wording) -> tuple[str, Colour]:
    if one.closed_at is None:
        return wording.text("proof.open"), BAD
    return wording.text("proof.closed", at=show_instant(one.closed_at)), MUTE


def _what_lines(paper: Paper, one: ProofException) -> tuple[str, ...]:
    words, _ = _outcome(one, paper.wording)
    return wrap(one.what, _TITLE, paper.width - text_width(words, _TITLE) - 20)


def _explanation_lines(paper: Paper, one: ProofException) -> tuple[str, ...]:
    """Return the lines of an explanation, an empty one between two paragraphs."""
    lines: list[str] = []
    for words in one.explanation.splitlines():
        wrapped = wrap(words, _PLAIN, paper.width - 2 * _QUOTE)
        if wrapped:
            lines += wrapped
        elif lines and lines[-1]:
            lines.append("")
    return tuple(lines)


def _draw_exception(paper: Paper, one: ProofException) -> None:
    height = _height_of(paper, one)
    # A long explanation flows over the page; its first lines stay with what it explains.
    paper.need(height if height < paper.size[1] * _TOGETHER else 90)
    words, colour = _outcome(one, paper.wording)
    outcome = TextStyle(SEMIBOLD, 8, colour)
    draw(paper.canvas, (paper.right, paper.y - _TITLE.size * 1.05), words, outcome, "right")
    for line in _what_lines(paper, one):
        draw(paper.canvas, (paper.left, paper.y - _TITLE.size * 1.05), line, _TITLE)
        paper.y -= _TITLE.leading
    since = show_end(one.at) if one.is_day_limit else show_instant(one.at)
    paper.lines(f"{since} · {one.record}", _SMALL, paper.width)
    if one.explanation:
        _draw_explanation(paper, one)
    else:
        paper.lines(paper.wording.text("proof.unexplained"), TextStyle(SEMIBOLD, 8, WARN), paper.width)
    paper.y -= 5
    paper.rule(LINE, 0.5)
    paper.y -= 6


def _draw_explanation(paper: Paper, one: ProofException) -> None:
    at = show_instant(one.explained_at) if one.explained_at is not None else ""
    caption = paper.wording.text("proof.explained", by=one.explained_by, at=at)
    paper.y -= 2
    for line, style in ((caption, _SMALL), *((line, _PLAIN) for line in _explanation_lines(paper, one))):
        paper.need(style.leading)
        paper.canvas.setStrokeColorRGB(*MUTE)
        paper.canvas.setLineWidth(1.4)
        paper.canvas.line(paper.left + 2, paper.y, paper.left + 2, paper.y - style.leading)
        draw(paper.canvas, (paper.left + _QUOTE, paper.y - style.size * 1.05), line, style)
        paper.y -= style.leading


# --- the texts, the proof -----------------------------------------------------------------------


def _draw_published(paper: Paper, published: Sequence[tuple[str, str]]) -> None:
    paper.section(paper.wording.text("proof.published_title"), 80)
    paper.prose(paper.wording.text("proof.published_text"), TextStyle(REGULAR, 8.5, MUTE))
    aside = paper.width * 0.085
    for clause, words in published:
        lines = [line for part in words.splitlines() for line in wrap(part, _PLAIN, paper.width - aside)]
        height = len(lines) * _PLAIN.leading + 6
        paper.need(height if height < paper.size[1] * _TOGETHER else 60)
        draw(paper.canvas, (paper.left, paper.y - _TITLE.size * 1.05), clause, _TITLE)
        for line in lines:
            paper.need(_PLAIN.leading)
            draw(paper.canvas, (paper.left + aside, paper.y - _TITLE.size * 1.05), line, _PLAIN)
            paper.y -= _PLAIN.leading
        paper.y -= 6


def _draw_proof(paper: Paper, head: ProofHead) -> None:
    wording = paper.wording
    paper.section(wording.text("proof.proof_title"), _PROOF_HEIGHT)  # proof and signatures stay together
    paper.prose(wording.text("proof.proof_text"), TextStyle(REGULAR, 8.5, MUTE))
    key = show_hash(head.key_fingerprint, _HASH_LENGTH)
    paper.facts(((wording.text("proof.proof_seq"), str(head.audit_seq)), (wording.text("proof.proof_key"), key)))
    paper.facts(((wording.text("proof.proof_head"), show_hash(head.audit_head, _HASH_LENGTH)),))
    paper.signatures(((wording.text("proof.sign_manager"), ""), (wording.text("proof.sign_receiver"), "")))
    paper.prose(wording.text("proof.not_advice"), TextStyle(REGULAR, 7.5, MUTE))
