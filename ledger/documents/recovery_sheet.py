"""The recovery sheet: the one paper that opens the ledger when every passphrase is forgotten (``model.md`` 3).

No bar code on purpose: what a camera reads in passing is no secret.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.documents.layout import ACCENT, BOLD, INK, LINE, MEDIUM, MUTE, REGULAR, SEMIBOLD, WARN, TextStyle, draw
from ledger.documents.paper import PANEL, Imprint, Paper
from ledger.domain.instants import show_instant
from ledger.domain.shop import Shop
from ledger.domain.wording import Wording

_PLAIN = TextStyle(REGULAR, 9.5)
_CODE_HEIGHT = 138.0  # points
_IN_ROW = 4
_STEPS = ("use_1", "use_2", "use_3")


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on it. ``groups`` are the code's characters in groups of four, as they are retyped."""

    shop: Shop
    groups: tuple[str, ...] = field(repr=False)
    made_at: datetime
    folder_name: str


def render_recovery_sheet(sheet: RecoverySheet, wording: Wording) -> bytes:
    """Return the sheet as one A4 page."""
    titles = (wording.text("recovery.title"), wording.text("recovery.subtitle"))
    paper = Paper(titles, sheet.shop, wording, Imprint(sheet.made_at, "", 0, ""), is_wide=False)
    paper.facts(
        (
            (wording.text("recovery.made_at"), show_instant(sheet.made_at)),
            (wording.text("recovery.folder"), sheet.folder_name),
        )
    )
    paper.prose(wording.text("recovery.what_for"), _PLAIN)
    paper.y -= 4
    _draw_code(paper, sheet.groups)
    paper.prose(wording.text("recovery.letters"), TextStyle(REGULAR, 8.5, MUTE))
    paper.section(wording.text("recovery.keep_title"))
    paper.prose(wording.text("recovery.keep_text"), _PLAIN)
    paper.prose(wording.text("recovery.danger"), TextStyle(MEDIUM, 9.5, WARN))
    paper.section(wording.text("recovery.use_title"))
    for number, step in enumerate(_STEPS, 1):
        paper.prose(f"{number}. {wording.text(f'recovery.{step}')}", _PLAIN)
    _draw_blanks(paper, ("kept_where", "sealed_on", "opened_on"))
    paper.signatures(tuple((wording.text(f"recovery.{one}"), "") for one in ("sign_manager", "sign_keeper")))
    return paper.finish()


def _draw_code(paper: Paper, groups: Sequence[str]) -> None:
    paper.need(_CODE_HEIGHT)
    paper.panel(_CODE_HEIGHT, PANEL)
    canvas = paper.canvas
    canvas.setStrokeColorRGB(*ACCENT)
    canvas.setLineWidth(1.4)
    canvas.roundRect(paper.left, paper.y - _CODE_HEIGHT, paper.width, _CODE_HEIGHT, 5, stroke=1, fill=0)
    draw(canvas, (paper.left + 16, paper.y - 20), paper.wording.text("recovery.code"), TextStyle(SEMIBOLD, 9.5, ACCENT))
    room = (paper.width - 32) / _IN_ROW
    for place, group in enumerate(groups):
        row, column = divmod(place, _IN_ROW)
        x, y = paper.left + 16 + column * room, paper.y - 62 - row * 52
        # The number of the group, so that nobody loses the place while retyping.
        draw(canvas, (x, y + 8), str(place + 1), TextStyle(MEDIUM, 8, MUTE))
        draw(canvas, (x + 12, y), group, TextStyle(BOLD, 27, INK))
        canvas.setStrokeColorRGB(*LINE)
        canvas.setLineWidth(0.7)
        canvas.line(x + 12, y - 9, x + room - 14, y - 9)
    paper.y -= _CODE_HEIGHT + 6


def _draw_blanks(paper: Paper, keys: Sequence[str]) -> None:
    """Set lines to be filled in by hand."""
    paper.y -= 6
    for key in keys:
        paper.need(22)
        draw(paper.canvas, (paper.left, paper.y - 14), paper.wording.text(f"recovery.{key}"), _PLAIN)
        paper.canvas.setStrokeColorRGB(*LINE)
        paper.canvas.setLineWidth(0.7)
        paper.canvas.line(paper.left + 190, paper.y - 16, paper.right, paper.y - 16)
        paper.y -= 22
    paper.y -= 10
