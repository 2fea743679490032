"""Erasing people as the manager does: with the passphrase given just now, to the end."""

from collections.abc import Generator

from ledger.domain.erasure import ErasureCause
from ledger.domain.ids import RetentionRunId
from ledger.domain.staff import Operation
from ledger.services import erasure
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session

Erasing = Generator[tuple[int, int], None, tuple[str, ...]]


def erasing(session: Session, *codes: str, request_code: str = "", run_id: RetentionRunId | None = None) -> Erasing:
    """Begin to erase customers; nothing is done before the first step."""
    session.mark_confirmed(Operation.ERASE if run_id is None else Operation.RETAIN)
    cause = ErasureCause.REQUEST if request_code else ErasureCause.OWN_INITIATIVE
    cause = ErasureCause.RETENTION if run_id is not None else cause
    return erasure.erasing(session, codes, cause, request_code=request_code, run_id=run_id)


def erase(session: Session, *codes: str, request_code: str = "", run_id: RetentionRunId | None = None) -> list[str]:
    """Erase customers; return the codes of the certificates."""
    return list(to_the_end(erasing(session, *codes, request_code=request_code, run_id=run_id)))
