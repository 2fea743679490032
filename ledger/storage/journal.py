"""journal.json: erasures and stop-contact hashes that must survive an old backup (``model.md`` 3, ``security.md`` 5.8).

One canonical JSON object per line, signed. Stop lines may be signed by any member, erase lines by a manager only.
Applied at every open; what is unsigned, altered or unreadable is reported and never applied.
"""

import binascii
import contextlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ledger.domain.audit import canonical
from ledger.domain.errors import StorageError, TextNotAllowed
from ledger.domain.ids import StaffId
from ledger.domain.staff import Role
from ledger.storage import folder as files
from ledger.storage.audit_people import people_now
from ledger.storage.database import Connection, RefusedValue
from ledger.storage.keyfile import to_binary
from ledger.storage.slots import Identity

LABEL = "sokin1-journal"
SUBJECT_REF = "subject_ref"  # key in the payload of an erase line: the customer's code

Payload = Mapping[str, str]
Applier = Callable[[Connection, Payload], None]


class JournalKind(StrEnum):
    """What a line orders."""

    STOP = "stop"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One signed line. ``payload`` holds codes and hashes, never personal values."""

    kind: JournalKind
    payload: Payload
    staff_id: StaffId
    signature: bytes = field(repr=False)
    number: int = field(default=0, compare=False)  # its place in the file, from 1


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that was not applied, by its number from 1.

    ``why`` is ``unreadable``, ``unknown_signer``, ``signature``, ``role`` or ``not_understood``.
    """

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class JournalReport:
    """The outcome of one reading: the valid lines in order, and the others."""

    lines: tuple[JournalLine, ...]
    refused: tuple[RefusedLine, ...]

    @property
    def count(self) -> int:
        """Return how many lines the file has."""
        return len(self.lines) + len(self.refused)

    def erased(self) -> frozenset[str]:
        """Return the customer codes a manager ordered erased."""
        erasing = (line.payload.get(SUBJECT_REF) for line in self.lines if line.kind is JournalKind.ERASE)
        return frozenset(ref for ref in erasing if ref is not None)


def sign_line(
    vault_id: str, kind: JournalKind, payload: Payload, staff_id: StaffId, key: Ed25519PrivateKey
) -> JournalLine:
    """Return a signed line."""
    signature = key.sign(_message(vault_id, kind.value, payload, staff_id))
    return JournalLine(kind, dict(payload), staff_id, signature)


def _message(vault_id: str, kind: str, payload: Payload, staff_id: str) -> bytes:
    return canonical([LABEL, vault_id, kind, payload, staff_id])


def line_bytes(line: JournalLine) -> bytes:
    """Return a line as it is written."""
    record = {"kind": line.kind.value, "payload": line.payload, "staff_id": line.staff_id, "signature": line.signature}
    return canonical(record) + b"\n"


# --- writing ------------------------------------------------------------------------------------


def append(path: Path, lines: Sequence[JournalLine]) -> None:
    """Add lines and bring them to the disk before the transaction commits.

    Raises ``DiskFull`` or ``FolderNotWritable``; the file is then as long as before.
    """
    data = b"".join(line_bytes(line) for line in lines)
    with files.translate_os_errors(path), path.open("ab", buffering=0) as file:
        before = file.tell()
        if not before:
            path.chmod(files.OWNER_ONLY)
        try:
            # a line torn by a power cut must not swallow the next one
            files.write_all(file.fileno(), data if _ends_a_line(path) else b"\n" + data)
            files.sync_handle(file.fileno())
        except BaseException:
            file.truncate(before)
            raise
    if before == 0:
        files.sync_folder(path.parent)


def length_of(path: Path) -> int:
    """Return the length before ``append``, for ``take_back``."""
    with files.translate_os_errors(path):
        return path.stat().st_size if path.exists() else 0


def take_back(path: Path, length: int) -> None:
    """Remove lines whose transaction could not be committed, for good."""
    if length_of(path) > length:
        with files.translate_os_errors(path), path.open("r+b") as file:
            file.truncate(length)
            files.sync_handle(file.fileno())


def drop_torn(path: Path, known: int) -> None:
    """Cut off lines at the end that a power cut tore before their transaction was committed.

    The ledger knows of ``known`` lines: what is unreadable among those is damage, and stays to be told. A folder that
    cannot be written keeps its torn lines.
    """
    lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    whole = len(lines)
    while whole > known and _is_torn(lines[whole - 1]):
        whole -= 1
    if whole < len(lines):
        with contextlib.suppress(StorageError):
            files.write_atomically(path, b"".join(lines[:whole]))


def _is_torn(line: bytes) -> bool:
    # cut off before its end, or with a hole where a sector never reached the disk
    return b"\0" in line or (not line.endswith(b"\n") and line.count(b"{") > line.count(b"}"))


def _ends_a_line(path: Path) -> bool:
    data = path.read_bytes()
    return not data or data.endswith(b"\n")


# --- reading ------------------------------------------------------------------------------------


def read(path: Path, connection: Connection, vault_id: str) -> JournalReport:
    """Return the lines whose signature and role hold, and the numbers of the others."""
    signers = _signers(connection)
    good: list[JournalLine] = []
    refused: list[tuple[RefusedLine, JournalLine | None]] = []
    for number, raw in enumerate(_lines(path), start=1):
        line = _parse(raw)
        why = "unreadable" if line is None else _fault(line, vault_id, signers)
        if line is not None and why is None:
            good.append(replace(line, number=number))
        else:
            refused.append((RefusedLine(number, why or "unreadable"), line))
    return _report(good, refused)


def _report(good: list[JournalLine], refused: list[tuple[RefusedLine, JournalLine | None]]) -> JournalReport:
    # An order signed again (``sign_again``) may stand here a second time, from an old backup: it needs no word.
    orders = {_order(line) for line in good}
    known = [replace(line, number=one.number) for one, line in refused if line is not None and _order(line) in orders]
    numbers = {line.number for line in known}
    lines = sorted((*good, *known), key=lambda line: line.number)
    return JournalReport(tuple(lines), tuple(one for one, _ in refused if one.number not in numbers))


def _order(line: JournalLine) -> tuple[object, ...]:
    return (line.kind, *sorted(line.payload.items()))


def sign_again(path: Path, connection: Connection, vault_id: str, staff_id: StaffId, identity: Identity) -> None:
    """Sign with a manager's key what a member ordered who is about to lose the right to; it stays ordered.

    Afterwards nobody needs to believe their signature, which they could put under a new line at any time. Raises as
    ``write_atomically``.
    """
    theirs = {line.number: line for line in read(path, connection, vault_id).lines if line.staff_id == staff_id}
    if not theirs:
        return
    lines = [
        line_bytes(sign_line(vault_id, theirs[number].kind, theirs[number].payload, identity.id, identity.signing))
        if number in theirs
        else raw + b"\n"
        for number, raw in enumerate(_lines(path), start=1)
    ]
    files.write_atomically(path, b"".join(lines))


def _lines(path: Path) -> list[bytes]:
    if not path.exists():
        return []
    with files.translate_os_errors(path):
        return path.read_bytes().splitlines()


def _parse(raw: bytes) -> JournalLine | None:
    try:
        record = json.loads(raw)
        payload = cast("dict[str, object]", record["payload"])
        if not all(isinstance(value, str) for value in payload.values()):
            return None
        kind, staff_id = JournalKind(record["kind"]), StaffId(str(record["staff_id"]))
        return JournalLine(kind, cast("dict[str, str]", payload), staff_id, to_binary(record["signature"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        return None


def _fault(line: JournalLine, vault_id: str, signers: Mapping[str, Collection[tuple[Role, bytes]]]) -> str | None:
    if line.staff_id not in signers:
        return "unknown_signer"
    message = _message(vault_id, line.kind.value, line.payload, line.staff_id)
    roles = {role for role, key in signers[line.staff_id] if _is_signed(key, line.signature, message)}
    if not roles:
        return "signature"
    return "role" if line.kind is JournalKind.ERASE and Role.MANAGER not in roles else None


def _signers(connection: Connection) -> Mapping[str, Collection[tuple[Role, bytes]]]:
    # who works here now: what the others ordered was signed again when they left
    people = people_now(connection).items()
    return {who: [(held.role, held.signing_key)] for who, held in people if held.removed_at is None}


def _is_signed(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


# --- applying -----------------------------------------------------------------------------------


# what an applier raises for a payload it cannot make sense of
_NOT_UNDERSTOOD = (KeyError, ValueError, TypeError, OverflowError, RefusedValue, TextNotAllowed)
_AT = "at"  # key in the payload of a stop line: when it was said


@dataclass(frozen=True, slots=True)
class Applied:
    """The outcome of applying: rows changed (normally none) and the signed lines that could not be carried out."""

    rows: int
    refused: tuple[RefusedLine, ...]


def apply(connection: Connection, report: JournalReport, appliers: Mapping[str, Applier]) -> Applied:
    """Carry out the valid lines inside the caller's transaction, in order.

    Appliers are idempotent and do not commit. A kind without an applier is left alone. A line its applier does not
    understand is taken back and refused, and what it would have replaced counts again: the others still apply.
    """
    rows, refused = 0, list[RefusedLine]()
    for lines in _by_subject(report.lines):
        for line in lines:
            applier = appliers.get(line.kind.value)
            changed = 0 if applier is None else _carry_out(connection, applier, line)
            if changed is not None:
                rows += changed
                break
            refused.append(RefusedLine(line.number, "not_understood"))
    return Applied(rows, tuple(refused))


def _carry_out(connection: Connection, applier: Applier, line: JournalLine) -> int | None:
    before = connection.total_changes
    connection.execute("SAVEPOINT journal_line")
    try:
        applier(connection, line.payload)
    except _NOT_UNDERSTOOD:
        connection.execute("ROLLBACK TO journal_line")
        return None
    finally:
        if connection.in_transaction:  # a full disk may have ended it
            connection.execute("RELEASE journal_line")
    return connection.total_changes - before


def _by_subject(lines: Sequence[JournalLine]) -> list[list[JournalLine]]:
    """Group the lines that replace one another, the one that counts first.

    Of the stop lines about one number and channel the one said last counts (stopped, then lifted), by its signed
    instant: a line copied to the end of the file wins nothing. The place decides only between equal instants.
    """
    groups: dict[tuple[str, ...], list[JournalLine]] = {}
    for line in lines:
        groups.setdefault(_key(line), []).append(line)
    for group in groups.values():
        group.sort(key=lambda line: (line.payload.get(_AT, ""), line.number), reverse=True)
    return sorted(groups.values(), key=lambda group: group[0].number)


def _key(line: JournalLine) -> tuple[str, ...]:
    if line.kind is JournalKind.STOP:
        return (line.kind.value, line.payload.get("hash", ""), line.payload.get("channel", ""))
    return (line.kind.value, *(f"{key}={value}" for key, value in sorted(line.payload.items())))
