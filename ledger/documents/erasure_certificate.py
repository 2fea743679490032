"""The certificate of an erasure: what went, what stays and why, and the trace nobody can alter (PDPL Art. 14).

It names nobody but who erased; the name of the data subject is printed only when it is typed for this one paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.documents.figures import show_count
from ledger.documents.layout import (
    ACCENT,
    ACCENT_SOFT,
    LINE,
    MEDIUM,
    MUTE,
    REGULAR,
    SEMIBOLD,
    TextStyle,
    draw,
    show_hash,
    text_width,
    wrap,
)
from ledger.documents.paper import PANEL, Imprint, Paper, draw_shield
from ledger.domain.erasure import ErasureCause, Kept, Removed
from ledger.domain.instants import show_instant
from ledger.domain.shop import Shop
from ledger.domain.wording import Wording

_PLAIN = TextStyle(REGULAR, 8.5)
_ROW = TextStyle(REGULAR, 8)
_FIGURE = TextStyle(SEMIBOLD, 8)
_SMALL = TextStyle(REGULAR, 8, MUTE)
_VALUE = TextStyle(MEDIUM, 8)
_STATEMENT = TextStyle(MEDIUM, 10)
_HEADING = TextStyle(SEMIBOLD, 9.5, ACCENT)
_GAP, _PAD = 12.0, 8.0
_REMOVED_SHARE = 0.4  # of the width: what went; the rest is what stays, with its ground
_FIGURE_ROOM = 34.0
_HASH_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Certified:
    """What a certificate says. Counts of zero are left out; ``name`` was typed for this print alone."""

    code: str
    customer_code: str
    cause: ErasureCause
    erased_at: datetime
    erased_by: str
    removed: tuple[tuple[Removed, int], ...]
    kept: tuple[tuple[Kept, int], ...]
    source_code: str  # of the request, or of the retention run; empty for neither
    backups: str  # in words
    partners: tuple[str, ...]
    key_fingerprint: str
    name: str = field(default="", repr=False)


def render_erasure_certificate(about: Certified, shop: Shop, wording: Wording, imprint: Imprint) -> bytes:
    """Return the certificate as an A4 PDF, on one page unless names are very long."""
    titles = (wording.text("certificate.title"), wording.text("certificate.subtitle", code=about.code))
    paper = Paper(titles, shop, wording, imprint, is_wide=False)
    _draw_statement(paper, about)
    _draw_facts(paper, about)
    _draw_counts(paper, about)
    _draw_remarks(paper, _remarks(about, wording))
    _draw_proof(paper, about, imprint)
    return paper.finish()


def _draw_statement(paper: Paper, about: Certified) -> None:
    wording = paper.wording
    key = "certificate.statement_named" if about.name else "certificate.statement"
    words = wording.text(key, shop=paper.shop.name, name=about.name, customer=about.customer_code)
    lines = wrap(words, _STATEMENT, paper.width - 64)
    cause = wording.text(f"erasure_causes.{about.cause.value}")
    law = wrap(f"{cause}. {wording.text(f'certificate.law_{about.cause.value}')}", _SMALL, paper.width - 64)
    height = len(lines) * _STATEMENT.leading + len(law) * _SMALL.leading + 2 * _PAD + 4
    paper.need(height)
    paper.panel(height, ACCENT_SOFT)
    draw_shield(paper, (paper.left + 14, paper.y - _PAD - 2), 30)
    y = paper.y - _PAD
    for row, (line, style) in enumerate([(line, _STATEMENT) for line in lines] + [(line, _SMALL) for line in law]):
        y -= 4 if row == len(lines) else 0
        draw(paper.canvas, (paper.left + 56, y - style.size * 1.05), line, style)
        y -= style.leading
    paper.y -= height + 8


def _draw_facts(paper: Paper, about: Certified) -> None:
    wording = paper.wording

    def caption(name: str) -> str:
        return wording.text(f"certificate.{name}")

    source = "run" if about.cause is ErasureCause.RETENTION else "request"
    paper.facts(
        (
            (caption("erased_at"), show_instant(about.erased_at)),
            (caption("erased_by"), about.erased_by),
            (caption(source), about.source_code or caption("no_request")),
        )
    )


# --- what went, what stays --------------------------------------------------------------------------


def _draw_counts(paper: Paper, about: Certified) -> None:
    """Set the two lists side by side; where they do not fit on the page they begin the next."""
    wording = paper.wording
    removed = [(wording.text(f"removed.{one.value}"), count) for one, count in about.removed]
    kept = [(wording.text(f"kept.{one.value}"), count) for one, count in about.kept]
    left = (paper.width - _GAP) * _REMOVED_SHARE
    lists = (
        (paper.left, left, wording.text("certificate.removed_title"), removed, "certificate.removed_none"),
        (
            paper.left + left + _GAP,
            paper.width - _GAP - left,
            wording.text("certificate.kept_title"),
            kept,
            "certificate.kept_none",
        ),
    )
    height = max(_height_of(rows, width) for _, width, _, rows, _ in lists)
    paper.need(height)
    for x, width, title, rows, none in lists:
        paper.canvas.setFillColorRGB(*PANEL)
        paper.canvas.roundRect(x, paper.y - height, width, height, 5, stroke=0, fill=1)
        _draw_list(paper, (x, width), title, rows or [(wording.text(none), -1)])
    paper.y -= height + 9


def _lines_of(words: str, width: float) -> tuple[str, ...]:
    return wrap(words, _ROW, width - 2 * _PAD - _FIGURE_ROOM)


def _height_of(rows: Sequence[tuple[str, int]], width: float) -> float:
    lines = sum(len(_lines_of(words, width)) for words, _ in rows) or 1
    return 2 * _PAD + 16 + lines * _ROW.leading + max(1, len(rows)) * 3


def _draw_list(paper: Paper, place: tuple[float, float], title: str, rows: Sequence[tuple[str, int]]) -> None:
    x, width = place
    canvas, y = paper.canvas, paper.y - _PAD
    draw(canvas, (x + _PAD, y - 9), title, _HEADING)
    y -= 16
    for words, count in rows:
        canvas.setStrokeColorRGB(*LINE)
        canvas.setLineWidth(0.5)
        canvas.line(x + _PAD, y, x + width - _PAD, y)
        y -= 2
        if count >= 0:
            figure = show_count(count, paper.wording)
            draw(canvas, (x + width - _PAD, y - _FIGURE.size * 1.1), figure, _FIGURE, "right")
        for line in _lines_of(words, width):
            draw(canvas, (x + _PAD, y - _ROW.size * 1.1), line, _ROW)
            y -= _ROW.leading
        y -= 1


# --- what else --------------------------------------------------------------------------------------


def _remarks(about: Certified, wording: Wording) -> tuple[tuple[str, str], ...]:
    outside = wording.text("certificate.outside")
    if about.partners:
        outside += " " + wording.text("certificate.outside_partners", names=", ".join(about.partners))
    return (
        (wording.text("certificate.backups_title"), about.backups),
        (wording.text("certificate.outside_title"), outside),
    )


def _draw_remarks(paper: Paper, remarks: Sequence[tuple[str, str]]) -> None:
    """Set headings with a paragraph each side by side, on one page."""
    room = (paper.width - _GAP * (len(remarks) - 1)) / len(remarks)
    texts = [(title, wrap(words, _PLAIN, room - _PAD)) for title, words in remarks]
    height = _HEADING.leading + max(len(lines) for _, lines in texts) * _PLAIN.leading + 4
    paper.need(height)
    for index, (title, lines) in enumerate(texts):
        x, y = paper.left + index * (room + _GAP), paper.y
        draw(paper.canvas, (x, y - _HEADING.size * 1.05), title, _HEADING)
        y -= _HEADING.leading + 2
        for line in lines:
            draw(paper.canvas, (x, y - _PLAIN.size * 1.05), line, _PLAIN)
            y -= _PLAIN.leading
    paper.y -= height + 8


def _draw_proof(paper: Paper, about: Certified, imprint: Imprint) -> None:
    """Set the trace and the lines to sign; they stay together."""
    wording = paper.wording
    paper.need(_PROOF_HEIGHT)
    paper.lines(wording.text("certificate.proof_title"), _HEADING, paper.width)
    paper.y -= 3
    facts = (
        ("proof_seq", str(imprint.audit_seq)),
        ("proof_key", show_hash(about.key_fingerprint, _HASH_LENGTH)),
        ("proof_head", show_hash(imprint.audit_head, _HASH_LENGTH)),
    )
    captions = [wording.text(f"certificate.{name}") for name, _ in facts]
    aside = max(text_width(caption, _SMALL) for caption in captions) + _PAD
    height = len(facts) * _ROW.leading * 1.15 + _PAD
    paper.panel(height, PANEL)
    y = paper.y - _PAD * 0.5
    for caption, (_, value) in zip(captions, facts, strict=True):
        y -= _ROW.leading * 1.15
        draw(paper.canvas, (paper.left + _PAD, y + 3), caption, _SMALL)
        draw(paper.canvas, (paper.left + _PAD + aside, y + 3), value, _VALUE)
    paper.y -= height + 8
    paper.signatures(((wording.text("certificate.sign_manager"), ""), (wording.text("certificate.sign_receiver"), "")))


_PROOF_HEIGHT = 154.0
