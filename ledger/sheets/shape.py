"""The room a sheet's filled cells take, from their addresses alone: known before any parser allocates it."""

import re
from collections.abc import Mapping

from ledger.sheets.limits import Fault

_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_ROW = re.compile(r"[0-9]{1,7}")
_KINDS = frozenset({"c", "v", "row"})
_LETTERS = 26
_FIRST = ord("A") - 1


def column_number(letters: str) -> int:
    """Return 1 for ``A``, 28 for ``AB``."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - _FIRST
    return number


def column_letters(number: int) -> str:
    """Return ``A`` for 1, ``AB`` for 28."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(rest + 1 + _FIRST) + letters
    return letters


class Shape:
    """First and last row and column that hold a value (from 1; 0 for none), and the cells with a formula's error.

    ``on_element`` is called for each element of the largest part of a file: it looks at an address only when its cell
    holds something, and takes it apart only when it is not in the row that was begun.
    """

    __slots__ = ("_cell", "_column", "_columns", "_row", "_said", "bottom", "errors", "left", "right", "top")

    def __init__(self) -> None:
        self.top = self.bottom = self.left = self.right = 0
        self.errors = set[tuple[int, int]]()  # row, column
        self._row = self._column = 0
        self._said = ""  # the row as the file writes it
        self._cell: Mapping[str, str] = {}
        self._columns = dict[str, int]()

    def on_element(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the next element of the sheet's XML. Raises ``Fault`` for an address that is none."""
        kind = name if name in _KINDS else name.rpartition(":")[2]
        if kind == "c":
            self._cell = attributes
            if "r" not in attributes:
                self._column += 1
        elif kind in {"v", "is"}:  # cells that are only coloured take no room
            self._fill(self._cell.get("r"))
        elif kind == "row":
            self._begin_row(attributes.get("r"))

    def _begin_row(self, number: str | None) -> None:
        if number is not None and not _ROW.fullmatch(number):
            raise Fault("damaged")
        self._row, self._column = self._row + 1 if number is None else int(number), 0
        self._said = str(self._row)

    def _fill(self, address: str | None) -> None:
        if address is not None:
            letters = address.removesuffix(self._said)
            column = self._columns.get(letters)
            self._column = self._take_apart(address) if column is None else column
        row, column = self._row, self._column
        if not self.bottom:
            self.top = self.bottom = row
            self.left = self.right = column
        if row > self.bottom or row < self.top:
            self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        if column > self.right or column < self.left:
            self.left, self.right = min(self.left, column), max(self.right, column)
        if self._cell.get("t") == "e":
            self.errors.add((row, column))

    def _take_apart(self, address: str) -> int:
        match = _CELL.fullmatch(address)
        if match is None:
            raise Fault("damaged", max(self._row, 1))
        letters, row = match.groups()
        self._row, self._said = int(row), row
        return self._columns.setdefault(letters, column_number(letters))
