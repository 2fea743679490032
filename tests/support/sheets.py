"""Reading back a spreadsheet the program made: what stands in its cells, and whether any cell is a formula."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

_NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def cells(data: bytes) -> list[list[str]]:
    """Return the filled cells of the first sheet, row by row."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        texts = [
            "".join(part.text or "" for part in one.iterfind(".//x:t", _NS))
            for one in _xml(book, "xl/sharedStrings.xml").iterfind("x:si", _NS)
        ]
        sheet = _xml(book, "xl/worksheets/sheet1.xml")
    return [[_value(cell, texts) for cell in row.iterfind("x:c", _NS)] for row in sheet.iterfind(".//x:row", _NS)]


def has_formulas(data: bytes) -> bool:
    """Return whether the first sheet computes anything."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        return _xml(book, "xl/worksheets/sheet1.xml").find(".//x:f", _NS) is not None


def _xml(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.read(name))


def _value(cell: ElementTree.Element, texts: list[str]) -> str:
    value = cell.findtext("x:v", "", _NS)
    return texts[int(value)] if cell.get("t") == "s" else value
