"""Workbooks as shops have them, and as nobody should: bombs, traps and strangers, made by hand from their parts."""

import csv
import io
import re
import struct
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

import xlsxwriter

from ledger.sheets.limits import COLUMN_LIMIT, ROW_LIMIT

Cell = str | float | bool | date | None
Parts = Mapping[str, str | bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


# --- honest ones ----------------------------------------------------------------------------------


def workbook(**sheets: Sequence[Sequence[Cell]]) -> bytes:
    """Return a workbook as a spreadsheet program saves it; texts stay texts, numbers and dates are real ones."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as book:
        day, instant = (book.add_format({"num_format": f"dd/mm/yyyy{clock}"}) for clock in ("", " hh:mm"))
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(at, column, cell, instant)
                    elif isinstance(cell, date):
                        sheet.write_datetime(at, column, cell, day)
                    elif cell not in {None, ""}:
                        sheet.write(at, column, cell)
    return out.getvalue()


def as_typed(table: str, *, is_typed_in_excel: bool = True) -> list[list[Cell]]:
    """Return the cells of a CSV table as Excel keeps them once they were typed: bare digits become numbers."""
    rows = csv.reader(io.StringIO(table, newline=""))
    return [
        [int(cell) if is_typed_in_excel and re.fullmatch(r"[1-9]\d{0,14}", cell) else cell for cell in row]
        for row in rows
    ]


def in_windows_1258(text: str) -> bytes:
    """Return a text as an old Vietnamese program saves it: the tones as marks behind their vowels."""
    out = b""
    for one in unicodedata.normalize("NFD", text):
        try:
            out += one.encode("cp1258")
        except UnicodeEncodeError:  # a mark that exists there only together with its letter
            out = out[:-1] + unicodedata.normalize("NFC", out[-1:].decode("cp1258") + one).encode("cp1258")
    return out


# --- made by hand ---------------------------------------------------------------------------------


def packed(parts: Parts) -> bytes:
    """Return a zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def book(cells: str, **more: str | bytes) -> dict[str, str | bytes]:
    """Return the parts of the smallest workbook with this between ``<sheetData>`` and its end."""
    links = (("1", "worksheet", "worksheets/sheet1.xml"), ("2", "sharedStrings", "sharedStrings.xml"))
    listed = "".join(f'<Relationship Id="r{key}" Type="{_LINKS}/{kind}" Target="{to}"/>' for key, kind, to in links)
    return {
        "_rels/.rels": f'<Relationships><Relationship Id="r" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{listed}</Relationships>",
        "xl/sharedStrings.xml": more.pop("strings", f'<sst xmlns="{_MAIN}"><si><t>name</t></si></sst>'),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>',
        **more,
    }


def rows_of(*rows: str) -> str:
    """Return rows of the XML of a sheet, each from what its cells hold, of column A."""
    return "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{row}</t></is></c></row>' for at, row in enumerate(rows, 1)
    )


def sparse(far: str) -> bytes:
    """Return a workbook with one cell in the corner and one at ``far``: half a terabyte for a careless reader."""
    row = re.sub(r"\D", "", far)
    return packed(book(f'{rows_of("name")}<row r="{row}"><c r="{far}"><v>1</v></c></row>'))


def _with_sizes(data: bytes, size: int) -> bytes:
    """Return a zip file whose directory says that no part unpacks to more than ``size`` bytes."""
    said = bytearray(data)
    for found in re.finditer(b"PK\x01\x02", data):
        place = slice(found.start() + 24, found.start() + 28)
        said[place] = struct.pack("<I", min(size, *struct.unpack("<I", said[place])))
    return bytes(said)


def _damaged(data: bytes) -> bytes:
    at = data.index(b"xl/worksheets/sheet1.xml") + 40
    return data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :]


def _twins() -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")  # that there are two of one name is the point
        for name, content in (*book(rows_of("name", "Hoa")).items(), *book(rows_of("name", "Mai")).items()):
            archive.writestr(name, content)
    return out.getvalue()


def _locked() -> bytes:
    said = bytearray(packed(book(rows_of("name"))))
    for found in re.finditer(b"PK\x01\x02", bytes(said)):
        said[found.start() + 8] |= 1
    return bytes(said)


def _repeating() -> str:
    cells = '<c t="s"><v>0</v></c>' * COLUMN_LIMIT
    return f"<row>{cells}</row>" * 40


_LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "hahahahaha">'
    + "".join(f'<!ENTITY {chr(one + 1)} "{f"&{chr(one)};" * 10}">' for one in range(ord("a"), ord("i")))
    + f']><sst xmlns="{_MAIN}"><si><t>&i;</t></si></sst>'
)
_LONG = f'<sst xmlns="{_MAIN}"><si><t>{"x" * 32_000}</t></si></sst>'
_HEAD = rows_of("name")

# What it is, how it is made, and what the shop is told.
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a few kilobytes that unpack to 51 megabytes": (lambda: packed(book(_HEAD, bomb="0" * (51 << 20))), "unpacked"),
    "the same, and the directory says it is small": (
        lambda: _with_sizes(packed(book(_HEAD, bomb="0" * (51 << 20))), 900),
        "unpacked",
    ),
    "a directory that says less than there is": (lambda: _with_sizes(packed(book(_HEAD)), 3), "damaged"),
    "one short workbook that says one text 2560 times": (
        lambda: packed(book(_repeating(), strings=_LONG)),
        "unpacked",
    ),
    "two cells half a terabyte apart": (lambda: sparse("XFD1048576"), "columns"),
    "a cell a million rows further down": (lambda: sparse("A1048576"), "rows"),
    "a cell far to the right": (lambda: sparse("XFD1"), "columns"),
    "a billion laughs": (lambda: packed(book(_HEAD, strings=_LAUGHS)), "doctype"),
    "a declaration hidden in UTF-16": (
        lambda: packed(book(_HEAD, strings='<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"))),
        "doctype",
    ),
    "a workbook in a workbook": (lambda: packed(book(_HEAD, inner=packed(book(_HEAD)))), "nested"),
    "three thousand parts": (lambda: packed(book(_HEAD) | {f"p{one}": "" for one in range(3_000)}), "parts"),
    "cut in half": (lambda: (whole := packed(book(_HEAD)))[: len(whole) // 2], "damaged"),
    "a flipped byte": (lambda: _damaged(packed(book(rows_of("name", *map(str, range(200)))))), "damaged"),
    "XML cut short": (lambda: packed(book("<row><c><v>1</v></c>")), "damaged"),
    "a cell without an address": (lambda: packed(book('<row r="1"><c r="hello"><v>1</v></c></row>')), "damaged"),
    "two parts of one name": (_twins, "damaged"),
    "nothing but the first bytes": (lambda: b"PK\x03\x04" + bytes(range(256)) * 8, "damaged"),
    "a password": (lambda: OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500), "encrypted"),
    "a password of the zip's own": (_locked, "encrypted"),
    "an old Excel file": (lambda: OLE + bytes(2_000), "old_excel"),
    "a letter renamed to .xlsx": (lambda: packed(book("") | {"xl/workbook.xml": "<document>name</document>"}), "kind"),
    "a zip of photographs": (lambda: packed({"hoa.jpg": b"\xff\xd8\xff"}), "kind"),
    "a workbook of the binary kind": (lambda: packed(book("") | {"xl/workbook.xml": b"\x83\x01\x00"}), "kind"),
    "a file of LibreOffice": (
        lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
        "kind",
    ),
    "a PDF renamed to .csv": (lambda: b"%PDF-1.7\n" + bytes(100), "kind"),
    "a web page renamed to .xls": ("\ufeff <html><table><tr><td>name".encode, "kind"),
    "65 columns": (lambda: packed(book("<row>" + "<c><v>1</v></c>" * (COLUMN_LIMIT + 1) + "</row>")), "columns"),
    "50,001 rows": (lambda: packed(book(_HEAD + "<row><c><v>1</v></c></row>" * (ROW_LIMIT + 1))), "rows"),
    "65 columns of a CSV file": (lambda: b",".join([b"name"] * (COLUMN_LIMIT + 1)), "columns"),
    "50,001 rows of a CSV file": (lambda: b"name\n" + b"x\n" * (ROW_LIMIT + 1), "rows"),
    "an empty workbook": (lambda: workbook(Sheet1=[], Sheet2=[]), "empty"),
    "a chain of quotes": (lambda: b'name\n"' + b"x," * 400_000, "quotes"),
}  # fmt: skip
