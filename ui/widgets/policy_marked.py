"""Two texts side by side, with the words in which they differ marked by colour and by line."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor

from ui import theme
from ui.theme import Tone
from ui.widgets.policy_clauses import ClauseText

Piece = tuple[str, bool]  # words, and whether the other text lacks them
_WIDEST = 16_777_215  # as wide as its half of the room
_WORDS = re.compile(r"\S+|\s+")


def differing(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces, word by word."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    left = [("".join(before[a:b]), tag != "equal") for tag, a, b, _, _ in steps if a != b]
    right = [("".join(after[c:d]), tag != "equal") for tag, _, _, c, d in steps if c != d]
    return left, right


class MarkedText(ClauseText):
    """One of the two texts: what is gone is struck out, what is new is underlined."""

    def __init__(self, name: str, *, is_new: bool) -> None:
        super().__init__(name, theme.Size.BODY)
        self.setMaximumWidth(_WIDEST)
        self._mark = self._format(is_new=is_new)

    @staticmethod
    def _format(*, is_new: bool) -> QTextCharFormat:
        ink, soft = theme.tokens().tone(Tone.OK if is_new else Tone.BAD)
        made = QTextCharFormat()
        made.setForeground(QColor(ink))
        made.setBackground(QColor(soft))
        made.setFontUnderline(is_new)
        made.setFontStrikeOut(not is_new)
        made.setFontWeight(QFont.Weight.DemiBold)
        return made

    def show_pieces(self, pieces: list[Piece]) -> None:
        """Show a text in pieces, the differing ones marked."""
        self.show_text("".join(words for words, _ in pieces))
        cursor = QTextCursor(self.document())
        for start, end in _marked(pieces):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(self._mark)
        self._fit()


def _marked(pieces: list[Piece]) -> Iterator[tuple[int, int]]:
    """Yield where the marked pieces lie; Qt counts in UTF-16."""
    at = 0
    for words, is_marked in pieces:
        end = at + len(words.encode("utf-16-le")) // 2
        if is_marked and words.strip():
            yield at, end
        at = end
