"""The sign of each state of a promise, drawn: the font has no check marks, and a copy in grey must still tell them."""

from typing import Any

from ledger.documents.layout import ACCENT, ACCENT_SOFT, BAD, BAD_SOFT, MUTE, WARN, WARN_SOFT, Colour
from ledger.documents.paper import PANEL
from ledger.domain.promise import PromiseState

# Ink and ground of a state.
STATE_COLOURS: dict[PromiseState, tuple[Colour, Colour]] = {
    PromiseState.KEPT: (ACCENT, ACCENT_SOFT),
    PromiseState.AT_RISK: (WARN, WARN_SOFT),
    PromiseState.BROKEN: (BAD, BAD_SOFT),
    PromiseState.UNUSED: (MUTE, PANEL),
}
Point = tuple[float, float]
_TRIANGLE = ((12, 2.5), (22.5, 21), (1.5, 21), (12, 2.5))
# What stands inside, on a field of 24 by 24 with y downwards, as the icons of the window.
_STROKES: dict[PromiseState, tuple[tuple[Point, ...], ...]] = {
    PromiseState.KEPT: (((7.2, 12.4), (10.8, 16), (17, 8.6)),),
    PromiseState.AT_RISK: (_TRIANGLE, ((12, 9), (12, 14)), ((12, 17.6), (12, 17.7))),
    PromiseState.BROKEN: (((8, 8), (16, 16)), ((16, 8), (8, 16))),
    PromiseState.UNUSED: (((7.5, 12), (16.5, 12)),),
}


def draw_state(canvas: Any, at: Point, state: PromiseState, size: float) -> None:
    """Draw the sign of a state with its upper left corner at ``at``, ``size`` points wide."""
    canvas.saveState()
    canvas.translate(at[0], at[1])
    canvas.scale(size / 24, -size / 24)
    canvas.setStrokeColorRGB(*STATE_COLOURS[state][0])
    canvas.setLineWidth(2.4)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    if state is not PromiseState.AT_RISK:
        canvas.circle(12, 12, 10, stroke=1, fill=0)
    for stroke in _STROKES[state]:
        path = canvas.beginPath()
        path.moveTo(*stroke[0])
        for point in stroke[1:]:
            path.lineTo(*point)
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
