"""Checking the trail: the first fault found is named by its place and kind (``security.md`` 3g).

What it promises: nobody changed or removed an entry unnoticed, nobody signed as somebody else, only a manager
erased. What it cannot see alone is a tail cut off at a transaction's end: for that there are the anchor and paper.
"""

import json
from collections.abc import Callable, Collection, Generator, Iterator
from dataclasses import dataclass
from typing import cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ledger.domain.audit import GENESIS, AuditAction, commit_to, entry_hash
from ledger.domain.errors import AuditBroken
from ledger.domain.ids import StaffId
from ledger.domain.staff import Role
from ledger.storage.audit_log import MANAGER_ACTIONS, Checkpoint, Head, head, signed_message
from ledger.storage.database import Connection, Row

_SLICE = 1000  # entries per step: some 10 ms without signatures, 130 ms when each is its own transaction
_SHORT_SLICE = 250  # where other work waits between the steps
_ACTIONS = frozenset(action.value for action in AuditAction)
_MANAGER_ACTIONS = frozenset(action.value for action in MANAGER_ACTIONS)
_MEMBER_ACTIONS = (AuditAction.STAFF_ADDED.value, AuditAction.RECOVERY_ADDED.value)
_COLUMNS = (
    "SELECT e.seq, e.at, e.actor, e.action, e.subject_ref, e.commitment, e.prev, e.hash,"
    " b.salt, b.body, s.staff_id, s.signature"
    " FROM audit_entry e LEFT JOIN audit_body b ON b.seq = e.seq LEFT JOIN audit_signature s ON s.seq = e.seq"
)


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked: up to which head, how many entries and transactions."""

    head: Head
    entries: int
    transactions: int


@dataclass(frozen=True, slots=True)
class _Member:
    role: Role
    signing_key: bytes
    sealing_key: bytes
    removed_at: str | None = None  # no act removes a member


@dataclass(frozen=True, slots=True)
class _Entry:
    seq: int
    at: str
    actor: str
    action: str
    subject_ref: str | None
    commitment: bytes
    prev: bytes
    hash: bytes
    salt: bytes | None
    body: str | None
    signer: str | None
    signature: bytes | None


def verify(
    connection: Connection,
    *,
    since: Checkpoint | None = None,
    erased: Collection[str] = (),
    on_progress: Callable[[int], None] | None = None,
) -> Verified:
    """Check the whole trail, or what follows a checkpoint; raise ``AuditBroken`` with ``seq`` and ``why``.

    ``erased`` are codes a manager's journal line names: their bodies may be missing although a restored database
    knows no such entry. ``on_progress`` hears the last ``seq`` of each slice; what it raises stops the work.
    """
    check = _Check(connection, since, erased)
    for row in check.slices():
        if on_progress is not None:
            on_progress(row)
    return check.finish()


def verify_in_slices(connection: Connection, erased: Collection[str] = ()) -> Generator[int, None, Verified]:
    """Check the whole trail as ``verify`` does, giving the connection back after each short slice.

    Yields the last ``seq`` checked. What is written between two slices is checked as well.
    """
    check = _Check(connection, None, erased)
    yield from check.slices(_SHORT_SLICE)
    return check.finish()


class _Check:
    """The state carried along the chain."""

    def __init__(self, connection: Connection, since: Checkpoint | None, erased: Collection[str]) -> None:
        self._connection = connection
        self._vault_id = str(connection.execute("SELECT vault_id FROM vault").fetchone()[0])
        self._seq = self._first = since.seq if since else 0
        self._hash = since.hash if since else GENESIS
        self._at = ""  # when the entry before was made
        self._erased = frozenset(erased)
        self._erasures = _erasures(connection)
        self._members: dict[str, _Member] = {}
        self._managers_before: frozenset[str] = frozenset()
        self._pending: list[_Entry] = []
        self._transactions = 0
        if since is not None:
            self._trust(since)

    def _trust(self, since: Checkpoint) -> None:
        row = self._connection.execute(f"{_COLUMNS} WHERE e.seq = ?", (since.seq,)).fetchone()
        if row is None or row[7] != since.hash:
            raise AuditBroken(seq=since.seq, why="checkpoint")
        self._at = row[1]
        for action in _MEMBER_ACTIONS:  # one partial index each
            known = self._connection.execute(
                f"{_COLUMNS} WHERE e.action = '{action}' AND e.seq <= ? ORDER BY e.seq", (since.seq,)
            ).fetchall()
            for member_row in known:
                entry = _Entry(*member_row)
                self._check_content(entry)
                self._admit(entry)
        self._managers_before = self._managers()

    def slices(self, size: int = _SLICE) -> Iterator[int]:
        """Check entry after entry; give control back after each slice."""
        while rows := self._connection.execute(
            f"{_COLUMNS} WHERE e.seq > ? ORDER BY e.seq LIMIT {size}", (self._seq,)
        ).fetchall():
            for row in rows:
                self._take(row)
            yield self._seq

    def _take(self, row: Row) -> None:
        entry = _Entry(*row)
        if entry.seq != self._seq + 1:
            raise AuditBroken(seq=self._seq + 1, why="gap")
        if entry.prev != self._hash:
            raise AuditBroken(seq=entry.seq, why="chain")
        if entry.at < self._at:  # of fixed width, so text order is order in time
            raise AuditBroken(seq=entry.seq, why="time")
        self._check_content(entry)
        self._seq, self._hash, self._at = entry.seq, entry.hash, entry.at
        self._pending.append(entry)
        if entry.action in _MEMBER_ACTIONS:
            self._admit(entry)
        if entry.signature is not None:
            self._close_transaction(entry)

    def _check_content(self, entry: _Entry) -> None:
        expected = entry_hash(
            entry.seq, entry.at, entry.actor, entry.action, entry.subject_ref, entry.commitment, entry.prev
        )
        if expected != entry.hash:
            raise AuditBroken(seq=entry.seq, why="hash")
        if entry.action not in _ACTIONS:
            raise AuditBroken(seq=entry.seq, why="action")
        if entry.body is None or entry.salt is None:
            if not self._may_be_missing(entry):
                raise AuditBroken(seq=entry.seq, why="body_missing")
        elif commit_to(entry.body.encode("utf-8"), entry.salt) != entry.commitment:
            raise AuditBroken(seq=entry.seq, why="body")

    def _may_be_missing(self, entry: _Entry) -> bool:
        if entry.subject_ref is None or entry.action == AuditAction.ERASED.value:
            return False
        # the erasing entry itself is checked (signed by a manager) when the scan reaches it
        if entry.subject_ref not in self._erased and entry.subject_ref not in self._erasures:
            self._erasures = _erasures(self._connection)  # perhaps erased since the slice before
        return entry.subject_ref in self._erased or self._erasures.get(entry.subject_ref, 0) > entry.seq

    def _admit(self, entry: _Entry) -> None:
        try:
            body = cast("dict[str, str]", json.loads(entry.body or ""))
            role = Role(body["role"])
            member = _Member(role, bytes.fromhex(body["signing_key"]), bytes.fromhex(body["sealing_key"]))
            self._members[body["id"]] = member
        except (ValueError, KeyError, TypeError):
            raise AuditBroken(seq=entry.seq, why="member") from None

    def _managers(self) -> frozenset[str]:
        return frozenset(key for key, member in self._members.items() if member.role is Role.MANAGER)

    def _close_transaction(self, last: _Entry) -> None:
        if any(entry.actor != last.signer for entry in self._pending):
            raise AuditBroken(seq=last.seq, why="signer")
        member = self._members.get(last.signer or "")
        if member is None or not self._is_signed(last, member):
            raise AuditBroken(seq=last.seq, why="signature")
        self._check_manager(last)
        self._managers_before = self._managers()
        self._transactions += 1
        self._pending = []

    def _is_signed(self, last: _Entry, member: _Member) -> bool:
        try:
            key = Ed25519PublicKey.from_public_bytes(member.signing_key)
            key.verify(last.signature or b"", signed_message(self._vault_id, last.seq, last.hash))
        except (InvalidSignature, ValueError):
            return False
        return True

    def _check_manager(self, last: _Entry) -> None:
        # the founder alone may add themselves: before the first transaction nobody is a manager
        managers = self._managers_before if self._pending[0].seq > 1 else self._managers()
        for entry in self._pending:
            if entry.action in _MANAGER_ACTIONS and last.signer not in managers:
                raise AuditBroken(seq=entry.seq, why="not_manager")

    def finish(self) -> Verified:
        """Check what only the end can show, and return the summary."""
        if self._pending:
            raise AuditBroken(seq=self._pending[0].seq, why="unsigned")
        if _people(self._connection) != self._members:
            raise AuditBroken(seq=self._seq, why="members_differ")
        return Verified(head(self._connection), self._seq - self._first, self._transactions)


def _erasures(connection: Connection) -> dict[str, int]:
    rows = connection.execute(
        "SELECT subject_ref, max(seq) FROM audit_entry WHERE action = 'customer.erased' GROUP BY subject_ref"
    )
    return {row[0]: row[1] for row in rows}


def _people(connection: Connection) -> dict[str, _Member]:
    people = {
        str(row[0]): _Member(Role(row[1]), *row[2:])
        for row in connection.execute("SELECT id, role, signing_key, sealing_key, removed_at FROM staff")
    }
    for row in connection.execute("SELECT signing_key, sealing_key FROM recovery"):
        people[StaffId("recovery")] = _Member(Role.MANAGER, row[0], row[1])
    return people
