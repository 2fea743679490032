"""What an act brings about, point by point, each with a small picture: read before the button is pressed."""

from PySide6.QtWidgets import QVBoxLayout

from ui.widgets.parts import column, picture, row, text


def said_points(*points: tuple[str, str]) -> QVBoxLayout:
    """Return lines of an icon and a sentence."""
    lines = []
    for icon, words in points:
        line = row(column(picture(icon, "mute"), None), text(words, wraps=True), spacing=12)
        line.setStretch(1, 1)
        lines.append(line)
    return column(*lines, spacing=12)
