"""The trail as people use it: its head on every paper, and the proof that it holds."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ledger.domain.audit import AuditAction
from ledger.domain.errors import InvalidInput
from ledger.domain.staff import Operation
from ledger.services.session import Session
from ledger.storage import audit_log
from ledger.storage.audit_log import Head, RecordedEntry, record_checkpoint
from ledger.storage.audit_verify import Verified
from ledger.storage.database import check_integrity
from ledger.storage.folder import DATABASE

__all__ = [
    "PaperCheck",
    "PaperChecked",
    "Proof",
    "Verified",
    "check_in_slices",
    "check_newest",
    "check_paper",
    "entries_of",
    "fingerprint_of",
    "head_of",
    "record_check",
    "verify",
]

_FINGERPRINT = 16  # hex digits


@dataclass(frozen=True, slots=True)
class Proof:
    """What a full check went through, and the head it ended at."""

    entries: int
    transactions: int
    seq: int
    head: str


def head_of(session: Session) -> Head:
    """Return the newest entry, to be printed on paper: paper is the anchor that counts."""
    return audit_log.head(session.db)


def fingerprint_of(session: Session) -> str:
    """Return the first digits of the member's public signing key, for paper."""
    return session.member.signing_key.hex()[:_FINGERPRINT]


def verify(session: Session, on_progress: Callable[[int], None] | None = None) -> Proof:
    """Check file integrity, the whole chain, every signature and the anchor.

    Raises ``DatabaseDamaged`` or ``AuditBroken``. A good outcome is recorded and becomes the new checkpoint.
    """
    _check_file(session)
    return record_check(session, session.vault.verify_audit(everything=True, on_progress=on_progress))


def check_in_slices(session: Session) -> Generator[int, None, Verified]:
    """Check as ``verify`` does, a slice at a time, so that other work on the ledger goes on between them.

    Yields the number of entries checked; the outcome it returns is for ``record_check``. Raises as ``verify``.
    """
    _check_file(session)
    yield 0
    return (yield from session.vault.verify_in_slices())


def check_newest(session: Session) -> Verified:
    """Check what was recorded since the last checkpoint: of a salvaged trail, all that can still be proven.

    A salvage that finds the trail broken sets a checkpoint behind itself. Raises ``AuditBroken``; records nothing.
    """
    session.require(Operation.VERIFY)
    return session.vault.verify_audit(everything=False)


def record_check(session: Session, verified: Verified) -> Proof:
    """Record a good outcome of a full check; it becomes the new checkpoint."""
    session.require(Operation.VERIFY)
    with session.write() as uow:
        record_checkpoint(uow.db, verified.head, uow.now)
        uow.audit(AuditAction.LEDGER_VERIFIED, None, {"entries": verified.entries, "up_to": verified.head.seq})
    return Proof(verified.entries, verified.transactions, verified.head.seq, verified.head.hash.hex())


def _check_file(session: Session) -> None:
    session.require(Operation.VERIFY)
    with session.vault.reading() as db:
        check_integrity(db, session.vault.folder / DATABASE)


# --- an old paper ---


class PaperCheck(StrEnum):
    """What the trail says to a head that was printed."""

    MATCHES = "MATCHES"  # the entry is there with that head
    DIFFERS = "DIFFERS"  # the entry is there with another: everything up to it was written anew, or it was misread
    GONE = "GONE"  # the trail ends before it: an older copy of the ledger, or its end was cut off


@dataclass(frozen=True, slots=True)
class PaperChecked:
    """The outcome for one paper; ``at`` is when the entry was made, ``newest`` where the trail ends."""

    outcome: PaperCheck
    seq: int
    at: datetime | None
    newest: int


def check_paper(session: Session, seq: int, head: str) -> PaperChecked:
    """Compare the footer of a paper printed before with the trail (manager); spaces in ``head`` do not matter.

    That it matches says the entry is the one of that day; ``verify`` proves all entries before it by this one.
    Raises ``InvalidInput`` for a number below 1 (``paper_seq``) or fewer than 16 hexadecimal digits (``paper_head``).
    """
    session.require(Operation.VERIFY)
    digits = "".join(head.split()).lower()
    if seq < 1:
        raise InvalidInput(field="paper_seq")
    if len(digits) < _FINGERPRINT or not set(digits) <= set("0123456789abcdef"):
        raise InvalidInput(field="paper_head")
    newest = audit_log.head(session.db).seq
    made = audit_log.made_at(session.db, seq)
    known = audit_log.hash_at(session.db, seq)
    if known is None:
        return PaperChecked(PaperCheck.GONE, seq, None, newest)
    is_same = known.hex().startswith(digits)
    return PaperChecked(PaperCheck.MATCHES if is_same else PaperCheck.DIFFERS, seq, made, newest)


def entries_of(session: Session, customer_code: str) -> tuple[RecordedEntry, ...]:
    """Return the trail of one customer."""
    session.require(Operation.VERIFY)
    return audit_log.entries_of(session.db, customer_code)
