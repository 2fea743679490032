"""The trail on disk: entries chained by hash, one signature per transaction, bodies that can be erased.

Source: ``model.md`` 2 and ``security.md`` 3g, 5.8. Checking the trail is in ``audit_verify``.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.domain.audit import (
    GENESIS,
    SALT_BYTES,
    AuditAction,
    AuditEntry,
    Body,
    canonical,
    commit_to,
    entry_hash,
)
from ledger.domain.ids import StaffId
from ledger.domain.instants import from_text, to_text
from ledger.storage.database import Connection, Row

# Only a manager's signature makes these valid; a member of staff who wrote one would break the chain for ever.
MANAGER_ACTIONS = frozenset(
    {
        AuditAction.BREACH_CLOSED,
        AuditAction.CERTIFICATE_PRINTED,
        AuditAction.COMMITMENT_RECORDED,
        AuditAction.COPY_MADE,
        AuditAction.CUSTOMERS_IMPORTED,
        AuditAction.DAYS_CHANGED,
        AuditAction.ERASED,
        AuditAction.INCIDENT_CLOSED,
        AuditAction.INCIDENT_REPORTED,
        AuditAction.KEYS_ROTATED,
        AuditAction.LEDGER_RESTORED,
        AuditAction.LEDGER_SALVAGED,
        AuditAction.LEDGER_VERIFIED,
        AuditAction.ORDERS_IMPORTED,
        AuditAction.POLICY_IN_FORCE,
        AuditAction.POLICY_PUBLISHED,
        AuditAction.PROMISE_EXPLAINED,
        AuditAction.RECIPIENTS_IMPORTED,
        AuditAction.RECIPIENT_ADDED,
        AuditAction.RECIPIENT_CHANGED,
        AuditAction.RECOVERY_ADDED,
        AuditAction.RECOVERY_REPLACED,
        AuditAction.REPORT_PRINTED,
        AuditAction.REQUEST_EXTENDED,
        AuditAction.RETENTION_CHANGED,
        AuditAction.RETENTION_RUN,
        AuditAction.ROLE_CHANGED,
        AuditAction.SETTING_CHANGED,
        AuditAction.SHOP_CHANGED,
        AuditAction.SIGN_IN_ALLOWED,
        AuditAction.STAFF_ADDED,
        AuditAction.STAFF_REMOVED,
        AuditAction.TRAIL_EXPORTED,
    }
)
LABEL_SIGNATURE = "sokin1-audit-signature"
_BATCH = 256
_ENTRY = "seq, at, actor, action, subject_ref, commitment, prev, hash"


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry: what paper and the anchor remember."""

    seq: int
    hash: bytes
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A head up to which everything was verified."""

    seq: int
    hash: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class RecordedEntry:
    """An entry with its body; ``body`` is ``None`` once it was erased."""

    entry: AuditEntry
    body: Body | None


def head(connection: Connection) -> Head:
    """Return the newest entry, or the genesis of an empty trail."""
    row = connection.execute("SELECT seq, hash, at FROM audit_entry ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(0, GENESIS, None) if row is None else Head(row[0], row[1], from_text(row[2]))


def before_newest(connection: Connection, action: AuditAction) -> datetime | None:
    """Return when the entry before the newest one of an act was made, ``None`` where there is none."""
    row = connection.execute(
        "SELECT at FROM audit_entry WHERE seq < (SELECT max(seq) FROM audit_entry WHERE action = ?)"
        " ORDER BY seq DESC LIMIT 1",
        (action.value,),
    ).fetchone()
    return None if row is None else from_text(row[0])


def hash_at(connection: Connection, seq: int) -> bytes | None:
    """Return the hash of one entry; ``None`` when there is no such entry."""
    if seq == 0:
        return GENESIS
    row = connection.execute("SELECT hash FROM audit_entry WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else cast("bytes", row[0])


def made_at(connection: Connection, seq: int) -> datetime | None:
    """Return when an entry was made; ``None`` when there is no such entry."""
    row = connection.execute("SELECT at FROM audit_entry WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else from_text(row[0])


LINKS = (
    "SELECT e.seq, e.at, e.actor, e.action, e.subject_ref, e.commitment, e.prev, e.hash,"
    " b.salt, b.body, s.staff_id, s.signature"
    " FROM audit_entry e LEFT JOIN audit_body b ON b.seq = e.seq LEFT JOIN audit_signature s ON s.seq = e.seq"
)


def links_after(connection: Connection, seq: int, limit: int) -> list[Row]:
    """Return entries in order, in the twelve columns of ``LINKS``; what is erased or no signature is ``None``."""
    return connection.execute(f"{LINKS} WHERE e.seq > ? ORDER BY e.seq LIMIT ?", (seq, limit)).fetchall()


def is_any_since(connection: Connection, seq: int, action: AuditAction) -> bool:
    """Return whether such an act was recorded after an entry."""
    found = connection.execute("SELECT 1 FROM audit_entry WHERE seq > ? AND +action = ? LIMIT 1", (seq, action.value))
    return found.fetchone() is not None


@dataclass(frozen=True, slots=True)
class Counted:
    """How much the trail holds."""

    entries: int
    bodies: int
    signatures: int


def count(connection: Connection) -> Counted:
    """Return how much the trail holds."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM audit_entry), (SELECT count(*) FROM audit_body),"
        " (SELECT count(*) FROM audit_signature)"
    ).fetchone()
    return Counted(*row)


def signed_message(vault_id: str, seq: int, hash_: bytes) -> bytes:
    """Return the bytes that are signed at the end of a transaction."""
    return canonical([LABEL_SIGNATURE, vault_id, seq, hash_])


class AuditWriter:
    """Chains the entries of one transaction and writes them in batches."""

    def __init__(self, connection: Connection, start: Head, actor: StaffId, at: datetime) -> None:
        self._connection = connection
        self._start = start
        self._seq = start.seq
        self._hash = start.hash
        self._actor = actor
        self._at = to_text(at)
        self._entries: list[Row] = []
        self._bodies: list[Row] = []

    @property
    def count(self) -> int:
        """Entries appended so far."""
        return self._seq - self._start.seq

    def append(self, action: AuditAction, subject_ref: str | None, body: Body) -> int:
        """Add one entry and return its ``seq``. The body holds ids, codes and field names, never personal values."""
        text, salt = canonical(body), secrets.token_bytes(SALT_BYTES)
        commitment, prev = commit_to(text, salt), self._hash
        self._seq += 1
        self._hash = entry_hash(self._seq, self._at, self._actor, action.value, subject_ref, commitment, prev)
        self._entries.append(
            (self._seq, self._at, self._actor, action.value, subject_ref, commitment, prev, self._hash)
        )
        self._bodies.append((self._seq, salt, text.decode("ascii")))
        if len(self._entries) >= _BATCH:
            self.flush()
        return self._seq

    def flush(self) -> None:
        """Write what is pending into the open transaction."""
        self._connection.executemany(
            f"INSERT INTO audit_entry ({_ENTRY}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            self._entries,
        )
        self._connection.executemany("INSERT INTO audit_body (seq, salt, body) VALUES (?, ?, ?)", self._bodies)
        self._entries, self._bodies = [], []

    def sign(self, vault_id: str, key: Ed25519PrivateKey) -> Head:
        """Write the rest and the signature over the last hash; return the new head."""
        self.flush()
        signature = key.sign(signed_message(vault_id, self._seq, self._hash))
        self._connection.execute(
            "INSERT INTO audit_signature (seq, staff_id, signature) VALUES (?, ?, ?)",
            (self._seq, self._actor, signature),
        )
        return Head(self._seq, self._hash, from_text(self._at))


# --- erasing bodies -----------------------------------------------------------------------------


def erase_bodies(connection: Connection, subject_ref: str) -> int:
    """Delete bodies and salts of one customer's entries, but the proof of erasure itself; return how many.

    Idempotent. Legal only together with a manager's ``customer.erased`` entry for the same code, or with a
    manager's line in the journal.
    """
    deleted = connection.execute(
        "DELETE FROM audit_body WHERE seq IN (SELECT seq FROM audit_entry WHERE subject_ref = ? AND action <> ?)",
        (subject_ref, AuditAction.ERASED.value),
    )
    return deleted.rowcount


# --- checkpoints --------------------------------------------------------------------------------


def newest_checkpoint(connection: Connection) -> Checkpoint | None:
    """Return where the last successful verification ended."""
    row = connection.execute("SELECT seq, hash, at FROM audit_checkpoint ORDER BY seq DESC LIMIT 1").fetchone()
    return None if row is None else Checkpoint(row[0], row[1], from_text(row[2]))


def record_checkpoint(connection: Connection, verified: Head, at: datetime) -> None:
    """Remember a verified head, in the transaction that records ``ledger.verified``; twice is once."""
    known = newest_checkpoint(connection)
    if verified.seq > (known.seq if known else 0):
        connection.execute(
            "INSERT INTO audit_checkpoint (seq, hash, at) VALUES (?, ?, ?)", (verified.seq, verified.hash, to_text(at))
        )


# --- reading ------------------------------------------------------------------------------------

_READ = (
    "SELECT e.seq, e.at, e.actor, e.action, e.subject_ref, e.commitment, e.prev, e.hash, b.body"
    " FROM audit_entry e LEFT JOIN audit_body b ON b.seq = e.seq"
)


def entries(
    connection: Connection, *, before: int | None = None, limit: int = 100, actor: StaffId | None = None
) -> tuple[RecordedEntry, ...]:
    """Return one page, newest first, older than ``before``; only one member's own when ``actor`` is given."""
    rows = connection.execute(
        f"{_READ} WHERE (:before IS NULL OR e.seq < :before) AND (:actor IS NULL OR e.actor = :actor)"
        " ORDER BY e.seq DESC LIMIT :limit",
        {"before": before, "actor": actor, "limit": limit},
    )
    return tuple(_recorded(row) for row in rows)


def entries_of(connection: Connection, subject_ref: str, *, limit: int = 1000) -> tuple[RecordedEntry, ...]:
    """Return the entries about one customer code, newest first."""
    rows = connection.execute(f"{_READ} WHERE e.subject_ref = ? ORDER BY e.seq DESC LIMIT ?", (subject_ref, limit))
    return tuple(_recorded(row) for row in rows)


def subjects_since(connection: Connection, seq: int) -> frozenset[str]:
    """Return the customer codes that entries after ``seq`` are about."""
    rows = connection.execute("SELECT DISTINCT subject_ref FROM audit_entry WHERE seq > ?", (seq,))
    return frozenset(row[0] for row in rows if row[0] is not None)


def _recorded(row: Row) -> RecordedEntry:
    seq, at, actor, action, subject_ref, commitment, prev, hash_, body = row
    entry = AuditEntry(seq, from_text(at), StaffId(actor), AuditAction(action), subject_ref, commitment, prev, hash_)
    return RecordedEntry(entry, None if body is None else cast("Body", json.loads(body)))
