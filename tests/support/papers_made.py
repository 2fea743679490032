"""Every paper, table and letter a door hands out, found in its answer; and what must never stand in one."""

import csv
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, partial
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

from pypdf import PdfReader

from ledger.assets import load_wording
from ledger.documents.layout import AUTHOR
from ledger.domain.wording import Language
from ledger.services import data_copy
from ledger.services.data_copy import PreparedCopy
from ledger.services.reveals import StoredFile
from ledger.storage.attachments import NewAttachment
from support.hostile import is_formula
from support.sheets import has_formulas

_WAYS = ("render", "render_csv", "draft")
_INSTANT = re.compile(r"[0-9TZ:-]+")
_STREAM = re.compile(rb"\bstream\r?\n.*?\bendstream", re.DOTALL)  # packed: chance alone writes /AA in there
_ACTIONS = re.compile(rb"/(?:URI|JavaScript|JS|Launch|GoToR|SubmitForm|ImportData|RichMedia|OpenAction|AA)\b")


@dataclass(frozen=True, slots=True)
class Made:
    """Something that can leave the program."""

    name: str
    render: Callable[[], Any]


def papers_of(door: str, answer: Any) -> list[Made]:
    """Return what can be made of a door's answer."""
    if isinstance(answer, StoredFile | NewAttachment):
        return []  # what somebody else made, given back as it came
    if isinstance(answer, bytes):
        return [Made(door, lambda: answer)]
    if isinstance(answer, tuple | list):
        return [made for one in answer[:5] for made in papers_of(door, one)]
    return list(_ways_out(door, answer))


def _ways_out(name: str, answer: Any) -> Iterator[Made]:
    if isinstance(answer, PreparedCopy):
        yield Made(f"{name} json", lambda: data_copy.render_json(answer))
        yield Made(f"{name} pdf", lambda: data_copy.render_pdf(answer))
    ways = [way for way in _WAYS if callable(getattr(answer, way, None))]
    yield from (Made(f"{name} {way}", getattr(answer, way)) for way in ways)
    if callable(getattr(answer, "files", None)):
        yield Made(f"{name} files", lambda: [data for _, data in answer.files()])
    for one in fields(answer) if is_dataclass(answer) and not ways else ():
        value = getattr(answer, one.name)
        if isinstance(value, bytes) and value.startswith(b"%PDF"):
            yield Made(f"{name} {one.name}", partial(bytes, value))


def faults_of_paper(made: Any) -> list[str]:
    """Return what is dangerous in something that leaves the program."""
    if isinstance(made, bytes):
        return list(_faults(made))
    if isinstance(made, tuple | list):
        return [fault for one in made for fault in faults_of_paper(one)]
    if is_dataclass(made):
        return [fault for one in fields(made) for fault in faults_of_paper(getattr(made, one.name))]
    return []


def _faults(data: bytes) -> Iterator[str]:
    if data.startswith(b"%PDF"):
        yield from _pdf_faults(data)
    elif data.startswith(b"PK"):
        yield from _sheet_faults(data)
    elif data.startswith(b"\xef\xbb\xbf"):
        for row in csv.reader(StringIO(data.decode("utf-8-sig"), newline="")):
            yield from ("a cell computes" for cell in row if is_formula(cell))
    elif data.startswith((b"Content-Type", b"MIME-Version")):
        yield from _mail_faults(data)


def _pdf_faults(data: bytes) -> Iterator[str]:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        return
    about = {str(key): str(value) for key, value in (reader.metadata or {}).items()}
    said = {value for key, value in about.items() if key not in {"/CreationDate", "/ModDate", "/Trapped"}} - {
        "",
        AUTHOR,
    }
    if not all(_is_own_word(one) for one in said):
        yield "the metadata say more than the kind of paper"
    if reader.xmp_metadata is not None:
        yield "metadata of another kind"
    bare = _STREAM.sub(b"", data)
    if _ACTIONS.search(bare):
        yield "an action hides in the PDF"
    if b"/ObjStm" in bare:
        yield "parts of the PDF are packed out of sight"
    if not reader.pages:
        yield "an empty PDF"


@cache
def _own_words() -> re.Pattern[str]:
    """Every word of the papers themselves, with a number or a code where they have a place for one."""
    wordings = [load_wording(one) for one in Language]
    texts = {wording._texts[key] for wording in wordings for key in wording.keys()}  # noqa: SIM118 - not a mapping
    return re.compile("|".join(re.sub(r"\\{\w+\\}", "[0-9A-Z-]*", re.escape(one)) for one in texts))


def _is_own_word(text: str) -> bool:
    return _own_words().fullmatch(text) is not None


def _sheet_faults(data: bytes) -> Iterator[str]:
    if has_formulas(data):
        yield "the spreadsheet computes"
    with zipfile.ZipFile(BytesIO(data)) as book:
        names = book.namelist()
        about = ElementTree.fromstring(book.read("docProps/core.xml"))
        said = {(one.text or "").strip() for one in about} - {"", AUTHOR}
        if not all(_is_own_word(one) or _INSTANT.fullmatch(one) for one in said):
            yield "the properties of the spreadsheet say more than its kind"
        if any("externalLink" in one or "vbaProject" in one for one in names):
            yield "the spreadsheet reaches out"
        if b"http" in b"".join(book.read(one) for one in names if one.endswith("sheet1.xml.rels")):
            yield "the spreadsheet links out"


def _mail_faults(data: bytes) -> Iterator[str]:
    head = data.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0].lower() for line in head.split(b"\r\n") if line[:1] not in {b" ", b"\t"}]
    if set(names) - {
        b"content-type",
        b"mime-version",
        b"content-transfer-encoding",
        b"subject",
        b"to",
        b"from",
        b"x-unsent",
    }:
        yield "a line was smuggled into the head of an email"
