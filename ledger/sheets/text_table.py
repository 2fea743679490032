"""A table as text (CSV): which encoding, which separator, and where each line begins."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from ledger.sheets.limits import CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, SIZE_LIMIT, Fault
from ledger.sheets.lines import LONG, Line

# A mark at the beginning is certain, and wins over what was chosen.
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
# Windows-1258 is never guessed: French in Windows-1252 decodes as it without any error (``security.md`` 3h).
CODECS = {"utf-8": "utf-8-sig", "utf-16": "utf-16-le", "windows-1258": "cp1258"}


def read_lines(data: bytes, encoding: str = "") -> Iterator[Line]:
    """Return the lines that hold something. Raises ``Fault``."""
    # One more than allowed is enough to refuse; ten megabytes of line ends are not read to their end.
    is_heading = True
    for count, (number, cells) in enumerate(islice(_split(decoded(data, encoding)), ROW_LIMIT + 2)):
        if count > ROW_LIMIT:
            raise Fault("rows", ROW_LIMIT)
        while cells and not cells[-1].strip():
            cells.pop()  # a spreadsheet fills every line up to the longest
        if len(cells) > COLUMN_LIMIT:
            raise Fault("columns" if is_heading else "cells", COLUMN_LIMIT if is_heading else number)
        if cells or is_heading:
            yield Line(number, cells, {at: LONG for at, cell in enumerate(cells) if len(cell) > CELL_LIMIT})
        is_heading = False


def _split(text: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(SIZE_LIMIT)  # a cell that is too long is told as such, by its line
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1  # where the next row begins: a quoted cell may go on over several lines
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise Fault("quotes", line) from None


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def decoded(data: bytes, encoding: str = "") -> str:
    """Return the text of a file by its mark, else in ``encoding``, a key of ``CODECS`` (UTF-8). Raises ``Fault``."""
    codec = next((one for mark, one in _MARKS.items() if data.startswith(mark)), CODECS[encoding or "utf-8"])
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as wrong:
        raise Fault("encoding", data[: wrong.start].count(b"\n") + 1) from None
    if "\x00" in text:
        raise Fault("nul", text[: text.index("\x00")].count("\n") + 1)
    return text
