"""A table on its way from the reading process, line by line: what is in the cells, and which cells hold no text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

BOOLEAN, ERROR, DIGITS, LONG = "boolean", "error", "digits", "long"  # keys of ``cell_unreadable`` in the texts
BAD_CELLS = frozenset({BOOLEAN, ERROR, DIGITS, LONG})


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its number in the file (from 1); ``bad`` says why the cell at an index cannot be taken."""

    number: int
    cells: Sequence[str] = field(repr=False)
    bad: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a file that hold something; ``left`` is the number of the column they begin in."""

    lines: tuple[Line, ...] = field(repr=False)
    sheet: str = field(default="", repr=False)
    other_sheets: tuple[str, ...] = field(default=(), repr=False)
    left: int = 1
