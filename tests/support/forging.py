"""What somebody with the key of the database and the signing key of one member can do to a trail, step by step.

The ways they put together from it are in ``tamperings``.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.domain.audit import GENESIS, SALT_BYTES, canonical, commit_to, entry_hash
from ledger.domain.ids import StaffId
from ledger.storage.audit_log import hash_at, signed_message
from ledger.storage.database import Connection
from ledger.storage.slots import Identity
from support.storage import Shop

Place = int  # the first entry that is not as it was
Way = Callable[[Connection, "Forger"], Place | None]
TABLES = ("audit_entry", "audit_body", "audit_signature")


@dataclass(frozen=True, slots=True)
class Forger:
    """What a forger has: chances, one signing key, and how the ledger is built."""

    chance: random.Random
    shop: Shop
    key: Identity = field(repr=False)  # of the member who forges
    other: StaffId  # the id of another member, who manages
    gone: Identity = field(repr=False)  # somebody who was removed
    size: int
    subjects: tuple[str, ...]  # customers with entries; never erased

    @property
    def vault_id(self) -> str:
        return self.shop.vault.vault_id

    def any(self, first: int = 5) -> int:
        """Pick an entry, not one of the founding."""
        return self.chance.randint(first, self.size)


# --- tools --------------------------------------------------------------------------------------


def shift(db: Connection, first: int, by: int) -> None:
    """Give the entries from ``first`` on other numbers."""
    for table in TABLES:
        db.execute(f"UPDATE {table} SET seq = -(seq + ?) WHERE seq >= ?", (by, first))
        db.execute(f"UPDATE {table} SET seq = -seq WHERE seq < 0")


def drop(db: Connection, first: int, last: int) -> None:
    for table in TABLES:
        db.execute(f"DELETE FROM {table} WHERE seq BETWEEN ? AND ?", (first, last))


def rechain(db: Connection, first: int) -> None:
    """Make every hash from a place on fit again: what needs no signing key."""
    prev = hash_at(db, first - 1) or GENESIS
    columns = "seq, at, actor, action, subject_ref, commitment"
    for row in db.execute(f"SELECT {columns} FROM audit_entry WHERE seq >= ? ORDER BY seq", (first,)).fetchall():
        seq, at, actor, action, subject_ref, commitment = row
        now = entry_hash(seq, at, actor, action, subject_ref, commitment, prev)
        db.execute("UPDATE audit_entry SET prev = ?, hash = ? WHERE seq = ?", (prev, now, seq))
        prev = now


def resign(db: Connection, forger: Forger, first: int, keys: Mapping[str, Ed25519PrivateKey] | None = None) -> None:
    """Sign anew, from a place on, whatever the forger has the keys for."""
    held = keys or {forger.key.id: forger.key.signing}
    rows = db.execute(
        "SELECT s.seq, s.staff_id, e.hash FROM audit_signature s JOIN audit_entry e USING (seq) WHERE seq >= ?",
        (first,),
    ).fetchall()
    for seq, who, hash_ in rows:
        if who in held:
            signature = held[who].sign(signed_message(forger.vault_id, seq, hash_))
            db.execute("UPDATE audit_signature SET signature = ? WHERE seq = ?", (signature, seq))


def rewrite(db: Connection, forger: Forger, first: int) -> Place:
    rechain(db, first)
    resign(db, forger, first)
    return first


def give_body(db: Connection, seq: int, body: Mapping[str, object]) -> None:
    """Put another body behind an entry, with the commitment that fits."""
    words, salt = canonical(body), bytes(SALT_BYTES)
    db.execute("UPDATE audit_body SET salt = ?, body = ? WHERE seq = ?", (salt, words.decode(), seq))
    db.execute("UPDATE audit_entry SET commitment = ? WHERE seq = ?", (commit_to(words, salt), seq))


def last_signature_of_others(db: Connection, forger: Forger) -> int:
    row = db.execute("SELECT max(seq) FROM audit_signature WHERE staff_id <> ?", (forger.key.id,)).fetchone()
    return int(row[0])


def boundary(db: Connection, forger: Forger) -> int:
    """Pick the last entry of a transaction, not the newest."""
    ends = [
        row[0] for row in db.execute("SELECT seq FROM audit_signature WHERE seq BETWEEN 10 AND ?", (forger.size - 1,))
    ]
    return int(forger.chance.choice(ends))
