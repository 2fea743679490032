"""Looking at a workbook before anything parses it: a bomb, a trap or a stranger is refused with its own reason.

A few kilobytes can unpack to gigabytes, or name two cells so far apart that the fast parser asks for half a terabyte
and takes its process along (``security.md`` 0, finding 9). What still gets past this ends only the child process.
"""

import posixpath
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from ledger.sheets.limits import PARTS_LIMIT, UNPACKED_LIMIT, ZIP_MARKS, Fault
from ledger.sheets.shape import Shape

_PIECE = 1 << 16  # bytes inflated at a time
_LOCAL_HEAD = struct.Struct("<4s22xHH")  # of a part inside the file: mark, lengths of its name and extras
_IS_ENCRYPTED = 1
_LINKS = "_rels/.rels"  # where the workbook lies in the file
_XML_BEGINS = (b"<", b"\xff\xfe", b"\xfe\xff")

_Start = Callable[[str, Mapping[str, str]], None]


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A sheet of a workbook and the room its filled cells take."""

    name: str = field(repr=False)
    is_hidden: bool
    shape: Shape


def inspect(data: bytes) -> tuple[FoundSheet, ...]:
    """Return the sheets of an ``.xlsx`` in their order. Raises ``Fault`` for what is none, or what nobody may open."""
    parts, room = _parts(data), _Room(UNPACKED_LIMIT)

    def look(name: str, on_start: _Start) -> None:
        if name not in parts:
            raise Fault("kind")
        _look(room.inflated(data, parts.pop(name)), on_start)

    links, named, targets = dict[str, str](), list[dict[str, str]](), dict[str, str]()
    look(_LINKS, _on("Relationship", lambda found: _link(links, found, "officeDocument", "/")))
    book = next(iter(links.values()), "")
    home, _, name = book.rpartition("/")
    look(book, _on("sheet", lambda found: named.append(_plain(found))))
    if not named:
        raise Fault("kind")  # a letter or a picture
    look(f"{home}/_rels/{name}.rels", _on("Relationship", lambda found: _link(targets, found, "worksheet", home)))
    shapes = {targets[one["id"]]: Shape() for one in named if one.get("id") in targets}
    if not shapes.keys() <= parts.keys():
        raise Fault("damaged")
    for path, part in parts.items():
        _look(room.inflated(data, part), shapes[path].on_element if path in shapes else None)
    sheets = ((one, targets.get(one.get("id", ""))) for one in named)
    return tuple(FoundSheet(one.get("name", ""), _is_hidden(one), shapes[path]) for one, path in sheets if path)


def _is_hidden(sheet: Mapping[str, str]) -> bool:
    return sheet.get("state") in {"hidden", "veryHidden"}


# --- the archive ----------------------------------------------------------------------------------


def _parts(data: bytes) -> dict[str, ZipInfo]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            found = archive.infolist()
    except (BadZipFile, LargeZipFile, RuntimeError, ValueError, OverflowError, EOFError, struct.error):
        raise Fault("damaged") from None
    if len(found) > PARTS_LIMIT:
        raise Fault("parts")
    if any(one.flag_bits & _IS_ENCRYPTED for one in found):
        raise Fault("encrypted")
    if sum(one.file_size for one in found) > UNPACKED_LIMIT:
        raise Fault("unpacked")
    parts = {_path(one.filename): one for one in found if not one.is_dir()}
    if len(parts) < sum(not one.is_dir() for one in found):  # two of one name: which one is read depends on who reads
        raise Fault("damaged")
    return parts


def _path(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").lower()


@dataclass(slots=True)
class _Room:
    """How many bytes may still come out, whatever the directory says."""

    left: int

    def inflated(self, data: bytes, part: ZipInfo) -> Iterator[bytes]:
        """Return the pieces of a part. Raises ``Fault`` where it is not what the directory says."""
        begin = part.header_offset
        try:
            mark, name, extra = _LOCAL_HEAD.unpack_from(data, begin)
        except struct.error:
            raise Fault("damaged") from None
        begin += _LOCAL_HEAD.size + name + extra
        packed = memoryview(data)[begin : begin + part.compress_size]
        if mark != ZIP_MARKS[0] or part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise Fault("damaged")
        size = check = 0
        for piece in _stored(packed) if part.compress_type == ZIP_STORED else _deflated(packed):
            size, check = size + len(piece), zlib.crc32(piece, check)
            self.left -= len(piece)
            if self.left < 0:
                raise Fault("unpacked")
            yield piece
        if (size, check) != (part.file_size, part.CRC):
            raise Fault("damaged")


def _stored(packed: memoryview) -> Iterator[bytes]:
    return (bytes(packed[at : at + _PIECE]) for at in range(0, len(packed), _PIECE))


def _deflated(packed: memoryview) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), _PIECE):
            waiting = bytes(packed[at : at + _PIECE])
            while waiting and not unpacker.eof:
                yield unpacker.decompress(waiting, _PIECE)
                waiting = unpacker.unconsumed_tail
    except zlib.error:
        raise Fault("damaged") from None
    if not unpacker.eof:
        raise Fault("damaged")


# --- its parts ------------------------------------------------------------------------------------


def _look(pieces: Iterator[bytes], on_start: _Start | None = None) -> None:
    """Go through one part: XML with an entity is refused, and so is a workbook in a workbook."""
    parser, is_xml = _parser(on_start), None
    try:
        for piece in pieces:
            if is_xml is None:
                if piece.startswith(ZIP_MARKS):
                    raise Fault("nested")
                is_xml = piece.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_XML_BEGINS)
            if is_xml:
                parser.Parse(piece, False)
        if is_xml:
            parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError):
        raise Fault("damaged") from None
    if on_start is not None and not is_xml:
        raise Fault("kind")  # an .xlsb


def _parser(on_start: _Start | None) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if on_start is not None:
        parser.StartElementHandler = on_start
    return parser


def _refuse_doctype(*_told: object) -> None:
    raise Fault("doctype")


def _on(wanted: str, take: Callable[[Mapping[str, str]], None]) -> _Start:
    def started(name: str, attributes: Mapping[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            take(attributes)

    return started


def _plain(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}  # "r:id" as "id"


def _link(links: dict[str, str], attributes: Mapping[str, str], kind: str, home: str) -> None:
    if attributes.get("Type", "").endswith(f"/{kind}"):
        links[attributes.get("Id", "")] = _path(posixpath.join("/", home, attributes.get("Target", "")))
