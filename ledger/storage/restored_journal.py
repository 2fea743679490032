"""What must not come back with a backup: the erasures and stop-contacts of today, carried into it (``model.md`` 3).

The journals of both are united. A line whose signer the restored ledger does not know is signed again by who restores,
where the ledger being replaced vouches for it, or without one the backup; so is what that ledger knows and its journal
has lost.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ledger.storage import erased_evidence, erasure, journal
from ledger.storage import folder as files
from ledger.storage.backup import OpenedBackup
from ledger.storage.database import Connection
from ledger.storage.erased import shape_of
from ledger.storage.journal import SUBJECT_REF, Applier, JournalKind, JournalLine, Payload
from ledger.storage.slots import Identity
from ledger.storage.standing import Standing
from ledger.storage.unit_of_work import UnitOfWork

STAGED = f"restore{files.TMP_SUFFIX}"  # a folder of its own: lines written while restoring go into its journal


@dataclass(frozen=True, slots=True)
class Replayed:
    """What was carried into the copy: rows changed, and lines of the united journal that could not be."""

    rows: int
    refused: int
    erased: frozenset[str]  # customer codes ordered erased


def unite(folder: Path, now: Standing, source: OpenedBackup, copy: Connection, vault_id: str) -> journal.JournalReport:
    """Write the united journal beside the one in use and read it with the members of the copy."""
    path, staged = folder / files.JOURNAL, folder / STAGED / files.JOURNAL
    today = path.read_bytes() if path.exists() else b""
    of_backup = dict.fromkeys(source.journal.splitlines())
    lines = {**of_backup, **dict.fromkeys(today.splitlines())}
    _write(staged, lines)
    report = journal.read(staged, copy, vault_id)
    if now.connection is not None:
        vouched, raw = journal.read(path, now.connection, vault_id), today.splitlines()
    else:
        _write(staged, of_backup)
        vouched, raw = journal.read(staged, source.connection, vault_id), list(of_backup)
    strange = [line for line in vouched.lines if line not in report.lines]
    for line in strange:
        lines.pop(raw[line.number - 1], None)
    lost = () if now.connection is None else _lost(now.connection, (*report.lines, *strange))
    again = [(line.kind, line.payload) for line in strange]
    for kind, payload in (*again, *lost):
        lines[journal.line_bytes(_signed(vault_id, kind, payload, now.identity)).rstrip(b"\n")] = None
    _write(staged, lines)
    return journal.read(staged, copy, vault_id)


def _write(staged: Path, lines: Mapping[bytes, None]) -> None:
    files.write_atomically(staged, b"".join(line + b"\n" for line in lines))


def _signed(vault_id: str, kind: JournalKind, payload: Payload, identity: Identity) -> JournalLine:
    return journal.sign_line(vault_id, kind, payload, identity.id, identity.signing)


def _lost(today: Connection, lines: tuple[JournalLine, ...]) -> Iterator[tuple[JournalKind, Payload]]:
    """Yield what the ledger of today knows although no line of its journal says so."""
    said = {line.payload.get(SUBJECT_REF) for line in lines if line.kind is JournalKind.ERASE}
    for one in erasure.load_all(today) if shape_of(today).has("erasure") else ():
        if one.customer_code not in said:
            yield JournalKind.ERASE, one.order().payload()
    stopped = {(line.payload.get("hash"), line.payload.get("channel")) for line in lines}
    for digest, channel, at in today.execute("SELECT hash, channel, recorded_at FROM stop_hash").fetchall():
        if (digest.hex(), channel) not in stopped:
            yield JournalKind.STOP, {"hash": digest.hex(), "channel": channel, "at": at, "state": "stopped"}


def replay(unit: UnitOfWork, now: Standing, report: journal.JournalReport, appliers: Mapping[str, Applier]) -> Replayed:
    """Carry the united journal out in the copy, with what the promises keep of the erased (``erased_evidence``)."""
    codes = report.erased()
    if now.connection is not None:
        _keep_evidence(now.connection, unit.db, codes)
    applied = journal.apply(unit.db, report, appliers)
    known = [int(row.execute("SELECT journal_lines FROM vault").fetchone()[0]) for row in _both(unit.db, now)]
    # never fewer than either file knew of: a journal cut short must still show
    unit.db.execute("UPDATE vault SET journal_lines = ?", (max(*known, report.count),))
    return Replayed(applied.rows, len(report.refused) + len(applied.refused), codes)


def _both(copy: Connection, now: Standing) -> tuple[Connection, ...]:
    return (copy, copy if now.connection is None else now.connection)


def _keep_evidence(today: Connection, copy: Connection, codes: frozenset[str]) -> None:
    if not shape_of(today).has("erased_violation") or not shape_of(copy).has("erased_violation"):
        return
    for one in erasure.load_all(today):
        row = copy.execute("SELECT id FROM customer WHERE code = ?", (one.customer_code,)).fetchone()
        if one.customer_code in codes and row == (one.customer_id,):
            erased_evidence.copy(today, copy, one.customer_id)
