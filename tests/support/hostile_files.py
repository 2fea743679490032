"""Files nobody should bring: bombs, renamed, cut short, damaged by whoever knows the format; for every reader."""

import json
import random
import shutil
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from io import BytesIO
from pathlib import Path

from pypdf import PdfWriter

from ledger.domain.errors import LedgerError
from ledger.domain.parcel import CODE_LENGTH, read_code
from ledger.services import restoring
from ledger.services.do_not_call import read_listed
from ledger.services.evidence import read_about_customer
from ledger.services.importing import COLUMN_LIMIT, ROW_LIMIT, SIZE_LIMIT, read_table
from ledger.services.policy_versions import read_pack_file
from ledger.storage import folder as files
from support.hostile import hostile, hostile_bytes
from support.services import Workplace

Tell = Callable[[object, str], None]  # what must hold, in words
SLOWEST = 20  # seconds for one file on a busy machine
MOST_MEMORY = 700 * 1024 * 1024  # bytes the whole process may come to
_ACCEPTED = "Đặng Thuỳ Dương, quận 3"


# --- tables ---------------------------------------------------------------------------------------


def tables(chance: random.Random, count: int) -> Iterator[bytes]:
    """Return table files: encodings, bombs, what is no table at all."""
    text = f"name,note\n{_ACCEPTED.partition(',')[0]},x\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1258", "cp1252", "utf-7"):
        yield text.encode(encoding, "replace")
    yield b"name\n" + b"x" * 200_000 + b"\n"
    yield b'name\n"' + b"x" * 9_000_000
    yield b"name\n" + b"x\n" * (ROW_LIMIT + 1)
    yield b"\n" * (SIZE_LIMIT - 1)
    yield b"name" + b"," * 5_000_000
    yield b",".join(b"c%d" % one for one in range(COLUMN_LIMIT + 1))
    yield b"name\r" * 100_000
    yield b"x" * (SIZE_LIMIT + 1)
    yield sheet_bomb()
    yield sparse_sheet()
    yield b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">]><l>&a;</l>'
    yield b"PK\x03\x04" + chance.randbytes(5_000)
    yield from (hostile_bytes(chance) for _ in range(count))
    yield from (b"name,note\n" + hostile(chance).encode("utf-8", "surrogatepass") for _ in range(count))


def sheet_bomb() -> bytes:
    """Return a workbook of a few kilobytes that unpacks to a thousand times as much."""
    out = BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book,
        book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(64):
            part.write(b"0" * (1 << 20))
    return out.getvalue()


def sparse_sheet() -> bytes:
    """Return a workbook whose two cells lie at opposite corners: half a terabyte for a careless reader."""
    cells = '<c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c>'
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "xl/worksheets/sheet1.xml", f"<worksheet><sheetData><row r='1'>{cells}</row></sheetData></worksheet>"
        )
    return out.getvalue()


# --- evidence -------------------------------------------------------------------------------------


def evidence(chance: random.Random, count: int) -> Iterator[tuple[str, bytes]]:
    """Return files to attach: pictures and PDFs that are bombs, cut short or damaged, and tricks in their names."""
    yield "ảnh.png", picture(30_000, 30_000)
    yield "ảnh.png", picture(12_000, 9_000)
    yield "ảnh.png", picture(1, 1)
    yield "ảnh.png", picture(65_000, 2)
    good = pdf((595, 842))
    for size in ((1, 1), (14_400, 14_400), (0, 0), (-5, 9), (1e9, 1), (0.0001, 5), (1e30, 1e30)):
        yield "giấy.pdf", pdf(size)
    yield "giấy.pdf", pdf((595, 842), pages=3_000)
    yield "giấy.pdf", b"%PDF-1.7\n" + b"[" * 200_000
    yield "giấy.pdf", good[: len(good) // 2]
    yield "giấy.pdf", b"%PDF-" + b"\x00" * 4_000_000
    yield "ảnh.jpg", b"\xff\xd8\xff\xe0" + chance.randbytes(3_000)
    yield "chữ.txt", ("a|" * 400_000).encode()
    yield "chữ.txt", b"P<VNM" + b"<" * 4_000_000
    yield "chữ.txt", ("1" * 12 + "|" * 5 + "x" * 300_000).encode()
    for _ in range(count):
        yield hostile(chance), hostile_bytes(chance)
        damaged = bytearray(chance.choice((good, picture(40, 40))))
        for _flip in range(chance.randint(1, 20)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        yield hostile(chance), bytes(damaged)


def picture(width: int, height: int) -> bytes:
    """Return a PNG of one grey, however large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    packer, row = zlib.compressobj(9), b"\x00" * (width + 1)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def pdf(size: tuple[float, float], pages: int = 1) -> bytes:
    """Return a PDF of empty pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(*size)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


# --- the ledger's own files -----------------------------------------------------------------------


def contents(chance: random.Random, good: bytes) -> Iterator[bytes]:
    """Return what may stand in a file of the ledger after somebody was at it."""
    yield b""
    yield b"\x00" * 4096
    yield b"[" * 100_000
    yield b'{"a":' * 50_000
    yield json.dumps({"format": hostile(chance), "slots": [None, 1e308, "x"]}).encode()
    yield good[: len(good) // 2]
    yield good.replace(b'"', b"'", 3)
    yield good + good
    yield good.replace(b":", b":[", 1)
    yield _replaced(chance, good)
    yield hostile_bytes(chance)


def _replaced(chance: random.Random, good: bytes) -> bytes:
    # One value of a well-formed file becomes another kind of value.
    with suppress(ValueError):
        whole = json.loads(good)
        holder = whole if isinstance(whole, dict) else {"x": whole}
        key = chance.choice(list(holder))
        holder[key] = chance.choice((None, -1, 1e308, [], {}, "9" * 5_000, hostile(chance), True, [[[]]], 10**400))
        return json.dumps(holder).encode()
    return good[::-1]


def try_own_files(made: Workplace, place: Path, chance: random.Random, must: Tell) -> int:
    """Damage each file of a ledger in turn and open it; return how many openings were tried."""
    tried = 0
    for name in (files.KEYS, files.JOURNAL, files.ANCHOR, files.THROTTLE):
        path = made.place.folder / name
        for damage in contents(chance, path.read_bytes() if path.exists() else b'{"x": 1}'):
            home = place / f"own-{tried}"
            shutil.copytree(made.home, home)
            shop = Workplace(home, clock=made.clock)
            for one in {name, files.KEYS_TWIN} if name == files.KEYS else {name}:
                (shop.place.folder / one).write_bytes(damage)
            try_it(f"opening with a bad {name}", partial(_open, shop), must)
            shutil.rmtree(home)
            tried += 1
    return tried


def _open(shop: Workplace) -> None:
    shop.open().close()


def try_backups(made: Workplace, place: Path, chance: random.Random, must: Tell) -> int:
    """Look at backups that were damaged by somebody who knows what is in them."""
    good = next((made.place.folder / files.BACKUPS).iterdir())
    with zipfile.ZipFile(good) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    tried = 0
    for name, content in parts.items():
        for damage in (*contents(chance, content[:200_000]), content):
            path = place / "bad.sokin"
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for part, old in parts.items():
                    archive.writestr(f"../{part}" if damage is content else part, damage if part == name else old)
            try_it("looking at a bad backup", partial(restoring.names, path, made.place.folder), must)
            try_it("listing bad backups", lambda: restoring.found_in(place), must)
            path.unlink()
            tried += 1
    must(not list(place.parent.glob("manifest.json")), "a backup wrote outside its folder")
    return tried


# --- one at a time --------------------------------------------------------------------------------


def try_it(what: str, act: Callable[[], object], must: Tell) -> bool:
    """Do something; it may refuse in the ledger's own way, in time and without eating the memory."""
    began = time.monotonic()
    try:
        act()
    except LedgerError:
        return False
    except Exception as crash:  # noqa: BLE001 - anything else is a crash
        must(False, f"{what}: {type(crash).__name__}")
        return False
    finally:
        must(time.monotonic() - began < SLOWEST, f"{what}: too slow")
    return True


def try_readers(chance: random.Random, count: int, must: Tell) -> dict[str, int]:
    """Give every reader of files what it should refuse; return how many were tried and taken."""
    tried = taken = 0
    for data in tables(chance, count):
        taken += try_it("a table", partial(read_table, data, {}, lambda _: True), must)
        try_it("a list of numbers", partial(read_listed, data), must)
        tried += 2
    for name, data in evidence(chance, count):
        taken += try_it("evidence", partial(read_about_customer, name, data), must)
        tried += 1
    for _ in range(count):
        scanned = hostile(chance)
        code = read_code(scanned)
        must(code is None or len(code) == CODE_LENGTH, "a scan that is no code was taken for one")
        tried += 1
    if sys.platform == "linux":  # elsewhere it is counted otherwise, or not at all
        import resource

        must(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 < MOST_MEMORY, "the memory was eaten")
    return {"files": tried, "files taken": taken}


def try_packs(place: Path, chance: random.Random, count: int, must: Tell) -> int:
    """Read policy packs from files."""
    path = place / "bo.toml"
    for _ in range(count):
        path.write_bytes(
            chance.choice((hostile_bytes(chance), b"a=" + b"[" * 40_000, b"[a]\n" * 100_000, b"a." * 50_000))
        )
        try_it("a policy pack", lambda: read_pack_file(path), must)
    return count
