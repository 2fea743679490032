"""The proof of the trail as one file: whoever has it checks the trail without Sổ Kín and without any passphrase.

The chain with its signatures, the public keys of everybody who ever signed, the orders to erase, and the program that
checks them (``resources/proof``). Bodies hold no personal values, and members are random ids: their names stay here.
"""

import base64
import json
import zipfile
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from ledger.assets import resource_path
from ledger.domain.audit import AuditAction, Entry, canonical
from ledger.domain.instants import local, to_text
from ledger.domain.staff import Operation
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session
from ledger.storage import audit_log, audit_people, journal
from ledger.storage.audit_people import PEOPLE_ACTIONS
from ledger.storage.database import Row
from ledger.storage.folder import JOURNAL

FORMAT = 1  # a change that an old verify.py would not understand is another number
README, CHECK, SHORT = "README.txt", "verify.py", "short.py"
TRAIL, MEMBERS, PROOF = "trail.jsonl", "members.json", "proof.json"
_SLICE = 500  # entries: some 15 ms
_DIGITS = 16  # of a head or a key, as they stand on paper
_BYTES_OF_AN_ENTRY, _BYTES_OF_DETAILS = 210, 160  # compressed, measured
_ALWAYS = frozenset(PEOPLE_ACTIONS)  # without them no signature can be checked


@dataclass(frozen=True, slots=True)
class TrailContents:
    """What an export would hold now."""

    entries: int
    signatures: int
    members: int  # who ever had keys, the recovery sheet too
    erased: int  # entries whose details went with a customer
    head: str  # hexadecimal
    printed_head: str  # the digits papers carry

    def size(self, *, with_details: bool) -> int:
        """Return about how many bytes the file will have."""
        return self.entries * (_BYTES_OF_AN_ENTRY + (_BYTES_OF_DETAILS if with_details else 0))


@dataclass(frozen=True, slots=True)
class ExportedTrail:
    """What was exported; the last entry is the one that records the export."""

    entries: int
    signatures: int
    seq: int
    head: str
    made_at: datetime

    @property
    def file_name(self) -> str:
        """Return a name for the file, which names nobody."""
        return file_name(self.made_at)


def file_name(at: datetime) -> str:
    """Return the name of a file exported at that instant."""
    return f"sokin-trail-{local(at):%Y-%m-%d}.zip"


def contents(session: Session) -> TrailContents:
    """Return what an export would hold, for looking before it is made (manager). Records nothing."""
    session.require(Operation.EXPORT)
    counted = audit_log.count(session.db)
    newest = audit_log.head(session.db)
    people = {who for who, _, _ in audit_people.periods(session.db)}
    head = newest.hash.hex()
    erased = counted.entries - counted.bodies
    return TrailContents(counted.entries, counted.signatures, len(people), erased, head, head[:_DIGITS])


def export_in_slices(
    session: Session, into: BinaryIO, *, with_details: bool = True
) -> Generator[tuple[int, int], None, ExportedTrail]:
    """Write the ZIP file into ``into`` (manager, re-authenticated); yields (entries written, entries).

    The trail goes on meanwhile; at the end the export itself is recorded, and that entry is the last in the file. Left
    before its end nothing is recorded. An erasure on the way begins it anew, so that no erased detail leaves.
    Raises ``RoleForbidden``, ``ConfirmationNeeded``.
    """
    session.require(Operation.EXPORT)
    session.require_confirmed(Operation.EXPORT)
    while True:
        begun = audit_log.head(session.db).seq
        into.seek(0)
        into.truncate()
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            writing = _Writing(session, archive, with_details)
            try:
                seq = yield from writing.entries()
                if not audit_log.is_any_since(session.db, begun, AuditAction.ERASED):
                    return writing.finish(seq)
            finally:
                writing.close()


def export(session: Session, into: BinaryIO, *, with_details: bool = True) -> ExportedTrail:
    """Do ``export_in_slices`` at once."""
    return to_the_end(export_in_slices(session, into, with_details=with_details))


class _Writing:
    """One attempt at the file."""

    def __init__(self, session: Session, archive: zipfile.ZipFile, with_details: bool) -> None:
        self._session, self._archive, self._with_details = session, archive, with_details
        self._at = session.now()
        self._signatures = 0
        self._trail = archive.open(self._named(TRAIL), "w", force_zip64=True)

    def entries(self) -> Generator[tuple[int, int], None, int]:
        """Write the trail as it grows; return the last number written."""
        seq = 0
        yield 0, audit_log.head(self._session.db).seq
        while rows := audit_log.links_after(self._session.db, seq, _SLICE):
            seq = self._write(rows)
            yield seq, max(seq, audit_log.head(self._session.db).seq)
        return seq

    def close(self) -> None:
        """Close what is being written inside the archive, which cannot be closed before; twice is once."""
        self._trail.close()

    def finish(self, seq: int) -> ExportedTrail:
        """Record the export, write its own entry and everything else."""
        db = self._session.db
        with self._session.write() as uow:
            self._at = uow.now
            body: Entry = {"exported_entries": seq, "with_details": self._with_details}
            uow.audit(AuditAction.TRAIL_EXPORTED, None, body)
        self._write(audit_log.links_after(db, seq, _SLICE))
        self.close()
        newest = audit_log.head(db)
        self._write_json(MEMBERS, _members(self._session))
        self._write_json(PROOF, self._proof(newest))
        for name in (CHECK, SHORT, README):
            self._archive.writestr(self._named(name), resource_path("proof", name).read_bytes())
        return ExportedTrail(newest.seq, self._signatures, newest.seq, newest.hash.hex(), self._at)

    def _write(self, rows: Iterable[Row]) -> int:
        seq = 0
        lines: list[str] = []
        for row in rows:
            seq = row[0]
            self._signatures += row[11] is not None
            lines.append(line_of(row, self._with_details or row[3] in _ALWAYS))
        self._trail.write("".join(lines).encode("ascii"))
        return seq

    def _proof(self, newest: audit_log.Head) -> Mapping[str, object]:
        return {
            "format": FORMAT,
            "vault": self._session.vault.vault_id,
            "exported_at": to_text(self._at),
            "exported_by": self._session.member.id,
            "seq": newest.seq,
            "head": newest.hash.hex(),
            "printed_head": newest.hash.hex()[:_DIGITS],
            "details": self._with_details,
            "erasures_ordered": _orders(self._session),
        }

    def _write_json(self, name: str, content: object) -> None:
        words = json.dumps(content, ensure_ascii=False, indent=1)
        self._archive.writestr(self._named(name), f"{words}\n")

    def _named(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, local(self._at).timetuple()[:6])
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        return info


def line_of(row: Row, has_details: bool) -> str:
    """Return one entry as it stands in the file; ``row`` has the columns of ``audit_log.LINKS``."""
    seq, at, actor, action, subject_ref, commitment, prev, hash_, salt, body, signer, signature = row
    said = {
        "seq": seq,
        "at": at,
        "actor": actor,
        "action": action,
        "subject_ref": subject_ref,
        "commitment": _text(commitment),
        "prev": _text(prev),
        "hash": _text(hash_),
        "salt": _text(salt) if has_details else None,
        "body": body if has_details else None,
        "signer": signer,
        "signature": _text(signature),
    }
    return json.dumps(said, separators=(",", ":")) + "\n"


def _text(data: bytes | None) -> str | None:
    return None if data is None else base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _members(session: Session) -> list[Mapping[str, object]]:
    return [
        {
            "id": who,
            "role": held.role.value,
            "signing_key": held.signing_key.hex(),
            "sealing_key": held.sealing_key.hex(),
            "fingerprint": held.signing_key.hex()[:_DIGITS],
            "from_entry": held.since,
            "until_entry": until,
        }
        for who, held, until in audit_people.periods(session.db)
    ]


def _orders(session: Session) -> list[object]:
    known = journal.read(session.vault.folder / JOURNAL, session.db, session.vault.vault_id)
    orders = (line for line in known.lines if line.kind is journal.JournalKind.ERASE)
    return [
        json.loads(canonical({"payload": one.payload, "staff_id": one.staff_id, "signature": one.signature}))
        for one in orders
    ]
