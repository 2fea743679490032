"""Checking the trail: the first fault found is named by its place and kind (``security.md`` 3g).

What it promises: nobody changed or removed an entry unnoticed, nobody signed as somebody else, only a manager
erased. What it cannot see alone is a tail cut off at a transaction's end: for that there are the anchor and paper.
"""

from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ledger.domain.audit import GENESIS, AuditAction, commit_to, entry_hash
from ledger.domain.errors import AuditBroken
from ledger.domain.staff import Role
from ledger.storage.audit_log import LINKS, MANAGER_ACTIONS, Checkpoint, Head, head, links_after, signed_message
from ledger.storage.audit_people import PEOPLE_ACTIONS, WHERE_PEOPLE, People, PeopleEntry, after, people_now
from ledger.storage.database import Connection, Row

_SLICE = 250  # entries per step: some 2 ms without signatures, 30 ms when each is its own transaction
_ACTIONS = frozenset(action.value for action in AuditAction)
_MANAGER_ACTIONS = frozenset(action.value for action in MANAGER_ACTIONS)
_PEOPLE_ACTIONS = frozenset(PEOPLE_ACTIONS)
_SPECIAL = _MANAGER_ACTIONS | _PEOPLE_ACTIONS


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked: up to which head, how many entries and transactions."""

    head: Head
    entries: int
    transactions: int


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
    """Check the whole trail as ``verify`` does, giving the connection back after each slice.

    Yields the last ``seq`` checked. What is written between two slices is checked as well.
    """
    check = _Check(connection, None, erased)
    yield from check.slices()
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
        self._people: People = {}  # after the entry before
        self._people_before: People = {}  # before the transaction that is not signed yet
        self._open = self._seq + 1  # its first entry
        self._actor: str | None = None
        self._transactions = 0
        if since is not None:
            self._trust(since)

    def _trust(self, since: Checkpoint) -> None:
        row = self._connection.execute(f"{LINKS} WHERE e.seq = ?", (since.seq,)).fetchone()
        if row is None or row[7] != since.hash:
            raise AuditBroken(seq=since.seq, why="checkpoint")
        self._at = row[1]
        known = self._connection.execute(  # an index has them
            f"{LINKS} WHERE e.{WHERE_PEOPLE} AND e.seq <= ? ORDER BY e.seq", (since.seq,)
        ).fetchall()
        for entry in known:
            self._judge(entry, entry[0], entry[6], entry[1])
            self._admit(entry)
        self._people_before = self._people

    def slices(self) -> Iterator[int]:
        """Check entry after entry; give control back after each slice."""
        while rows := links_after(self._connection, self._seq, _SLICE):
            self._take(rows)
            yield self._seq

    def _take(self, rows: Sequence[Row]) -> None:
        expected, link, latest = self._seq + 1, self._hash, self._at
        for row in rows:
            seq, at, actor, action, subject_ref, commitment, prev, hash_, salt, body, _, signature = row
            # the one comparison a million honest entries pass; which part failed is asked only then
            if not (
                seq == expected
                and prev == link
                and at >= latest
                and body is not None
                and action in _ACTIONS
                and entry_hash(seq, at, actor, action, subject_ref, commitment, prev) == hash_
                and commit_to(body.encode(), salt) == commitment
            ):
                self._judge(row, expected, link, latest)
            if self._actor != actor or signature is not None or action in _SPECIAL:
                self._follow(row)
            expected, link, latest = expected + 1, hash_, at
        self._seq, self._hash, self._at = expected - 1, link, latest

    def _judge(self, row: Row, expected: int, link: bytes, latest: str) -> None:
        """Raise the first thing that is wrong with an entry; a body that may be missing is none."""
        seq, at, _, action, subject_ref, commitment, prev, hash_, salt, body, *_ = row
        if seq != expected:
            raise AuditBroken(seq=expected, why="gap")
        if prev != link:
            raise AuditBroken(seq=seq, why="chain")
        if at < latest:  # of fixed width, so text order is order in time
            raise AuditBroken(seq=seq, why="time")
        if entry_hash(*row[:7]) != hash_:
            raise AuditBroken(seq=seq, why="hash")
        if action not in _ACTIONS:
            raise AuditBroken(seq=seq, why="action")
        if body is None and not self._may_be_missing(seq, action, subject_ref):
            raise AuditBroken(seq=seq, why="body_missing")
        if body is not None and commit_to(body.encode(), salt) != commitment:
            raise AuditBroken(seq=seq, why="body")

    def _may_be_missing(self, seq: int, action: str, subject_ref: str | None) -> bool:
        if subject_ref is None or action == AuditAction.ERASED.value:
            return False
        # the erasing entry itself is checked (signed by a manager) when the scan reaches it
        if subject_ref not in self._erased and subject_ref not in self._erasures:
            self._erasures = _erasures(self._connection)  # perhaps erased since the slice before
        return subject_ref in self._erased or self._erasures.get(subject_ref, 0) > seq

    def _follow(self, row: Row) -> None:
        """Look at what most entries are not: the first of a member, of people or of a manager, or the last, signed."""
        seq, actor, action = row[0], row[2], row[3]
        if self._actor is None:
            self._actor = actor
        elif self._actor != actor:
            raise AuditBroken(seq=seq, why="signer")
        if action in _MANAGER_ACTIONS and self._is_known_not_to_manage(actor):
            raise AuditBroken(seq=seq, why="not_manager")
        if action in _PEOPLE_ACTIONS:
            self._admit(row)
        if row[11] is not None:
            self._close_transaction(row)

    def _is_known_not_to_manage(self, actor: str) -> bool:
        held = self._people_before.get(actor)  # of nobody the signature fails
        return held is not None and held.role is not Role.MANAGER

    def _admit(self, row: Row) -> None:
        try:
            self._people = after(self._people, PeopleEntry(row[0], row[1], row[3], row[9]))
        except ValueError:
            raise AuditBroken(seq=row[0], why="member") from None

    def _close_transaction(self, row: Row) -> None:
        seq, signer = row[0], row[10]
        if signer != self._actor:
            raise AuditBroken(seq=seq, why="signer")
        # who signs must have been a member before; the founder alone may add themselves
        people = self._people_before if self._open > 1 else self._people
        held = people.get(signer)
        if held is None or not _is_signed(held.signing_key, row[11], signed_message(self._vault_id, seq, row[7])):
            raise AuditBroken(seq=seq, why="signature")
        if held.removed_at is not None:
            raise AuditBroken(seq=self._open, why="removed")
        if self._open == 1 and held.role is not Role.MANAGER:
            raise AuditBroken(seq=1, why="not_manager")
        self._people_before, self._actor, self._open = self._people, None, seq + 1
        self._transactions += 1

    def finish(self) -> Verified:
        """Check what only the end can show, and return the summary."""
        if self._open <= self._seq:
            raise AuditBroken(seq=self._open, why="unsigned")
        if people_now(self._connection) != self._people:
            raise AuditBroken(seq=self._seq, why="members_differ")
        return Verified(head(self._connection), self._seq - self._first, self._transactions)


def _is_signed(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _erasures(connection: Connection) -> dict[str, int]:
    rows = connection.execute(
        "SELECT subject_ref, max(seq) FROM audit_entry WHERE action = 'customer.erased' GROUP BY subject_ref"
    )
    return {row[0]: row[1] for row in rows}
