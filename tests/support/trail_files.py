"""An exported proof of the trail in the hands of somebody outside: unpacked, run, and tampered with."""

import base64
import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from ledger.domain.staff import Operation
from ledger.services import trail_proof
from ledger.services.session import Session
from ledger.services.trail_proof import ExportedTrail

Line = dict[str, Any]
Tampering = Callable[[list[Line]], object]


def exported(session: Session, folder: Path, *, with_details: bool = True) -> ExportedTrail:
    """Export the proof and unpack it."""
    session.mark_confirmed(Operation.EXPORT)
    file = BytesIO()
    made = trail_proof.export(session, file, with_details=with_details)
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    return made


def run_check(folder: Path, *papers: str) -> tuple[int, str]:
    """Run the exported program as a third party does; return its exit code and last line."""
    done = subprocess.run(
        [sys.executable, "-I", str(folder / "verify.py"), *papers], capture_output=True, text=True, check=False
    )
    said = (done.stderr or done.stdout).strip().splitlines()
    return done.returncode, said[-1] if said else ""


def lines_of(folder: Path) -> list[Line]:
    words = (folder / "trail.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in words]


def write_lines(folder: Path, lines: list[Line]) -> None:
    (folder / "trail.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def change(folder: Path, work: Callable[[list[Line]], object]) -> None:
    lines = lines_of(folder)
    work(lines)
    write_lines(folder, lines)


def change_proof(folder: Path, **said: object) -> None:
    path = folder / "proof.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | said), encoding="utf-8")


def rechain(lines: list[Line], first: int) -> None:
    """Make every hash from a place on fit again, as whoever has the file can."""
    prev = lines[first - 1]["hash"] if first else base64.urlsafe_b64encode(bytes(32)).decode().rstrip("=")
    for seq, line in enumerate(lines[first:], first + 1):
        line["seq"], line["prev"] = seq, prev
        parts = [line[name] for name in ("seq", "at", "actor", "action", "subject_ref", "commitment", "prev")]
        form = json.dumps(parts, separators=(",", ":")).encode()
        hashed = hashlib.sha256(b"sokin1-audit" + form).digest()
        line["hash"] = prev = base64.urlsafe_b64encode(hashed).decode().rstrip("=")


def edit(place: int, **said: object) -> Tampering:
    """Return what writes something else into one entry."""
    return lambda lines: lines[place].update(said)


def _edit_and_rechain(lines: list[Line]) -> None:
    lines[8]["subject_ref"] = "KH-99999"
    rechain(lines, 8)


def _remove_and_rechain(lines: list[Line]) -> None:
    del lines[8]
    rechain(lines, 8)


TAMPERINGS: dict[str, Tampering] = {
    "the act": edit(8, action="customer.added"),
    "the time": edit(8, at="2020-01-01T00:00:00.000000Z"),
    "who acted": edit(8, actor="recovery"),
    "the details": edit(4, body="{}"),
    "no details": edit(4, body=None),
    "a key": lambda lines: lines[1].update(body=lines[1]["body"].replace('"signing_key":"', '"signing_key":"00')),
    "a signature": lambda lines: lines[-1].update(signature=lines[-2]["signature"] or lines[-3]["signature"]),
    "another signer": lambda lines: lines[-1].update(signer="recovery"),
    "one removed": lambda lines: lines.pop(8),
    "two in another order": lambda lines: lines.insert(7, lines.pop(8)),
    "one twice": lambda lines: lines.insert(8, lines[8]),
    "the end cut off": lambda lines: lines.pop(),
    "changed and chained anew": _edit_and_rechain,
    "removed and chained anew": _remove_and_rechain,
}
