"""Checking a long trail beside what that is made of (T11): ``python -m bench.trail FOLDER [ENTRIES]`` in ``tests``.

CPU times, in many short turns, so that a busy machine disturbs everybody alike. FOLDER is empty. Not collected by
pytest.
"""

import base64
import hashlib
import hmac
import json
import math
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlcipher3 import dbapi2

from ledger.domain.audit import GENESIS, TAG, AuditAction
from ledger.domain.errors import AuditBroken
from ledger.storage import database, keyfile
from ledger.storage.audit_log import AuditWriter, Checkpoint, hash_at, head, links_after, signed_message
from ledger.storage.audit_verify import verify, verify_in_slices
from ledger.storage.database import Connection
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE, Shop

PER_TRANSACTION = 100
A_DAY = 1000  # entries since the last checkpoint
TURNS = 50
_PAGE = 1000
_ACTIONS = (
    AuditAction.CUSTOMER_CHANGED,
    AuditAction.CONSENT_RECORDED,
    AuditAction.REVEALED,
    AuditAction.ORDER_ADDED,
)
Steps = Iterator[int]  # the number of the last entry done


# --- the trails -----------------------------------------------------------------------------------


def bulk(folder: Path, entries: int) -> Shop:
    """Make a long honest trail directly through ``AuditWriter``."""
    shop = Shop(folder)
    shop.create()
    me = keyfile.unlock(shop.folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).identity
    db, at = shop.vault.connection, shop.clock.at
    fields = ["name", "phone", "address"]
    db.execute("BEGIN IMMEDIATE")  # one commit for all: it is the reading that is measured
    for start in range(0, entries, PER_TRANSACTION):
        at += timedelta(seconds=1)
        writer = AuditWriter(db, head(db), me.id, at)
        for number in range(start, start + PER_TRANSACTION):
            code = f"KH-{number % 90_000:05}"
            writer.append(_ACTIONS[number % len(_ACTIONS)], code, {"code": code, "fields": fields})
        writer.sign(shop.vault.vault_id, me.signing)
    db.execute("COMMIT")
    database.checkpoint(db)
    return shop


def plain_twin(db: Connection, path: Path) -> Connection:
    """Copy what the check reads into a file that is not encrypted, read by the same library."""
    twin = dbapi2.connect(path, isolation_level=None)
    twin.execute("PRAGMA cache_size = -65536")
    twin.execute("BEGIN")
    for table in ("audit_entry", "audit_body", "audit_signature", "vault", "staff", "recovery"):
        made = db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
        twin.execute(made)
        rows = db.execute(f"SELECT * FROM {table}")
        marks = ", ".join("?" * len(db.execute(f"PRAGMA table_info({table})").fetchall()))
        twin.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    twin.execute("COMMIT")
    return cast("Connection", twin)


# --- what the check is compared with ----------------------------------------------------------------


def only_read(db: Connection) -> Steps:
    """Read the very rows that the check reads, by the same statement."""
    seq = 0
    while rows := links_after(db, seq, _PAGE):
        seq = rows[-1][0]
        yield seq


def read_and_hash(db: Connection) -> Steps:
    """Do what no check of this chain in one thread can do without: read, and hash three times as many bytes."""
    entry, inner, outer, sha256 = bytes(195), bytes(64 + 55), bytes(64 + 32), hashlib.sha256
    seq = 0
    while rows := links_after(db, seq, _PAGE):
        seq = rows[-1][0]
        for _ in rows:
            sha256(entry).digest()
            sha256(inner).digest()
            sha256(outer).digest()
        yield seq


def naive(db: Connection) -> Steps:
    """Check the chain and the commitments as ``model.md`` 2 describes them, with the library's JSON and HMAC.

    No signatures, and bodies are not parsed: the check that is measured does not do it either.
    """
    number, link, latest = 0, GENESIS, ""
    while rows := links_after(db, number, _PAGE):
        for seq, at, actor, action, subject_ref, commitment, prev, hash_, salt, body, *_ in rows:
            number += 1
            parts = [seq, at, actor, action, subject_ref, _text(commitment), _text(prev)]
            form = json.dumps(parts, separators=(",", ":"), sort_keys=True)
            if (
                (seq, prev) != (number, link)
                or at < latest
                or hashlib.sha256(TAG + form.encode()).digest() != hash_
                or hmac.new(salt, body.encode(), hashlib.sha256).digest() != commitment
            ):
                raise AuditBroken(seq=seq, why="hash")
            AuditAction(action)
            link, latest = hash_, at
        yield number


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signatures(shop: Shop) -> Steps:
    """Check nothing but the signatures, one of every transaction."""
    db, vault_id = shop.vault.connection, shop.vault.vault_id
    key = keyfile.unlock(shop.folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).identity.signing_key
    kept = db.execute("SELECT seq, hash, signature FROM audit_signature JOIN audit_entry USING (seq)").fetchall()

    def check() -> Steps:
        for seq, hash_, signature in kept:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, signed_message(vault_id, seq, hash_))
            yield seq

    return check()


def ten_times(db: Connection) -> Steps:
    """Check a short trail as often as makes a long one."""
    before = 0
    for _ in range(10):
        for seq in verify_in_slices(db):
            yield before + seq
        before += seq


# --- measuring --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figures:
    """What came out: CPU microseconds an entry, and the ratios of T11."""

    entries: int
    spent: Mapping[str, float]  # CPU seconds
    wall: float  # seconds of one check of all of it
    a_day: float  # CPU seconds for what was recorded since the last checkpoint

    @property
    def chain(self) -> float:
        """CPU seconds of the check without its signatures."""
        return self.spent["all"] - self.spent["signatures"]

    def ratios(self) -> dict[str, float]:
        """Return what T11 names, and the best that any check in one thread could reach against the naive one."""
        spent, chain = self.spent, self.chain
        return {
            "naive_times_chain": spent["naive"] / chain,
            "naive_times_reading_and_hashing": spent["naive"] / spent["reading and hashing"],
            "chain_times_bare_read": chain / spent["reading"],
            "all_times_bare_read": spent["all"] / spent["reading"],
            "times_plain": spent["all"] / spent["plain"],
            "exponent": 1 + math.log10(spent["all"] / spent["a tenth"]),
        }

    def all(self) -> dict[str, float]:
        """Return everything, rounded, to be printed."""
        spent = {**self.spent, "chain": self.chain}
        each = {f"us_{name.replace(' ', '_')}": 1e6 * spent[name] / self.entries for name in spent}
        whole = {
            "seconds_to_check": self.wall,
            "cpu_seconds_to_check": spent["all"],
            "ms_to_check_a_day": self.a_day * 1e3,
        }
        figures = {"verified": self.entries, "entries_a_second": self.entries / self.wall} | whole | each
        return {name: round(value, 2) for name, value in (figures | self.ratios()).items()}


def measure(folder: Path, entries: int) -> Figures:
    """Make the trails in ``folder`` and let everybody have their turns."""
    shop, small = bulk(folder / "long", entries), bulk(folder / "tenth", entries // 10)
    db, twin = shop.vault.connection, plain_twin(shop.vault.connection, folder / "plain.db")
    newest = head(db)
    since = Checkpoint(newest.seq - A_DAY, hash_at(db, newest.seq - A_DAY) or b"", shop.clock.at)
    heard: list[int] = []
    began = time.monotonic()
    checked = verify(db, on_progress=heard.append)
    wall = time.monotonic() - began
    _expect(checked.entries == heard[-1] == newest.seq and len(heard) > entries // 1000)
    work: dict[str, Steps] = {
        "all": verify_in_slices(db),
        "a tenth": ten_times(small.vault.connection),
        "plain": verify_in_slices(twin),
        "naive": naive(db),
        "reading": only_read(db),
        "reading and hashing": read_and_hash(db),
        "signatures": signatures(shop),
    }
    spent = in_turns(work, (db, small.vault.connection, twin), newest.seq)
    began = time.process_time()
    day = verify(db, since=since)
    a_day = time.process_time() - began
    _expect(day.entries == A_DAY and day.transactions == A_DAY // PER_TRANSACTION)
    _find_one_change(twin, newest.seq // 2)
    for one in (shop, small):
        one.close()
    twin.close()
    return Figures(newest.seq, spent, wall, a_day)


def _find_one_change(db: Connection, seq: int) -> None:
    """The control: both checks see one character more in one body."""
    db.execute("UPDATE audit_body SET body = body || ' ' WHERE seq = ?", (seq,))
    for check in (verify_in_slices, naive):
        try:
            deque(check(db), maxlen=0)
        except AuditBroken as broken:
            _expect(broken.data["seq"] == seq)
        else:
            _expect(False)


def _expect(holds: object) -> None:
    if not holds:
        raise AuditBroken(seq=0, why="count")


def in_turns(work: Mapping[str, Steps], files: Sequence[Connection], entries: int) -> dict[str, float]:
    """Return everybody's CPU seconds; every turn begins with nothing decrypted, as after unlocking."""
    spent = dict.fromkeys(work, 0.0)
    for _, until in pairwise(range(0, entries + entries // TURNS, entries // TURNS)):
        for name, steps in work.items():
            for file in files:
                file.execute("PRAGMA shrink_memory")
            began = time.process_time()
            for seq in steps:
                if seq >= until:
                    break
            spent[name] += time.process_time() - began
    return spent


def main() -> None:
    """Print the figures."""
    home, *rest = sys.argv[1:]
    for name, value in measure(Path(home), int(rest[0]) if rest else 100_000).all().items():
        sys.stdout.write(f"{name:36} {value:12}\n")


if __name__ == "__main__":
    main()
