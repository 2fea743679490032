"""The lines of an Excel workbook (``.xlsx``): what its cells show, as text. Runs in the child process only."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from ledger.sheets.guard import FoundSheet, inspect
from ledger.sheets.limits import CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, Fault
from ledger.sheets.lines import BOOLEAN, DIGITS, ERROR, LONG, Line
from ledger.sheets.shape import Shape

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_MOST_DIGITS = 15  # a spreadsheet forgets the digits after these
_DECIMALS_LIKE_THOUSANDS = 3

_Value = int | float | str | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """The sheet that is read, the other ones that hold something, and the number of the column its lines begin in."""

    name: str = field(repr=False)
    others: tuple[str, ...] = field(repr=False)
    left: int
    lines: Iterator[Line] = field(repr=False)


def open_sheet(data: bytes, wanted: str = "") -> OpenedSheet:
    """Open the sheet called ``wanted``, or the first that is neither hidden nor empty. Raises ``Fault``."""
    sheets = inspect(data)
    filled = [one for one in sheets if one.shape.bottom and not one.is_hidden]
    chosen = _called(sheets, wanted) if wanted else next(iter(filled), None)
    if chosen is None:
        raise Fault("no_sheet" if wanted else "empty")
    _require_room(chosen)
    sheet = _parsed(data, chosen)
    others = tuple(one.name for one in filled if one is not chosen)
    left = (sheet.start or (0, 0))[1] + 1
    return OpenedSheet(chosen.name, others, left, _lines(sheet, left, chosen.shape))


def _require_room(chosen: FoundSheet) -> None:
    shape = chosen.shape
    if not shape.bottom:
        raise Fault("empty")
    if shape.right - shape.left >= COLUMN_LIMIT:
        raise Fault("columns", COLUMN_LIMIT)
    if shape.bottom - shape.top > ROW_LIMIT:
        raise Fault("rows", ROW_LIMIT)


def _called(sheets: Sequence[FoundSheet], wanted: str) -> FoundSheet | None:
    return next((one for one in sheets if _bare(one.name) == _bare(wanted)), None)


def _bare(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _parsed(data: bytes, chosen: FoundSheet) -> "CalamineSheet":
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(chosen.name)
    except (CalamineError, OSError, ValueError):
        raise Fault("damaged") from None
    if sheet.height > ROW_LIMIT + 1 or sheet.width > COLUMN_LIMIT:
        raise Fault("damaged")  # the parser sees another sheet than was looked at
    return sheet


def _lines(sheet: "CalamineSheet", left: int, shape: Shape) -> Iterator[Line]:
    for number, values in enumerate(sheet.iter_rows(), start=1):  # whatever is above the first filled row
        if number < shape.top:
            continue
        cells, bad = list[str](), dict[int, str]()
        for at, value in enumerate(values):
            # The parser leaves a formula's error empty.
            text, why = ("#", ERROR) if (number, left + at) in shape.errors else _text(value)
            cells.append(text)
            if why:
                bad[at] = why
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield Line(number, cells, bad)


def _text(value: _Value) -> tuple[str, str]:
    """Return what a cell holds as text, and why it cannot be taken ("" if it can)."""
    if isinstance(value, str):
        # Excel's way to write the return in the middle of a cell.
        return value.replace("_x000D_", "\r"), LONG if len(value) > CELL_LIMIT else ""
    if isinstance(value, bool):
        return str(value).upper(), BOOLEAN
    if isinstance(value, int | float):
        return _number(value)
    return _moment(value), ""


def _number(value: float) -> tuple[str, str]:
    if abs(value) >= 10**_MOST_DIGITS:
        return f"{value:.15g}", DIGITS
    if value == int(value):
        return str(int(value)), ""
    text = f"{value:.15g}"
    # "1.125" would be read as a thousand and a bit by whoever groups thousands with a dot.
    return text + "0" if len(text.partition(".")[2]) == _DECIMALS_LIKE_THOUSANDS else text, ""


def _moment(value: date | datetime | time | timedelta) -> str:
    if isinstance(value, datetime):
        whole = (value + timedelta(microseconds=500_000)).replace(microsecond=0)  # a day's fraction is never exact
        return whole.date().isoformat() if whole.time() == time(0) else whole.isoformat()
    return str(value) if isinstance(value, timedelta) else value.isoformat()
