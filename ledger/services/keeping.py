"""What may be kept only for a while is emptied on time: at every opening, and hourly while somebody works."""

from ledger.services import purging
from ledger.services.session import Session


def is_due(session: Session) -> bool:
    """Return whether anything was kept long enough."""
    return purging.is_due(session.db, session.now())


def purge_due(session: Session) -> int:
    """Empty survey answers and browser data kept long enough; return how many. Nothing due leaves no trace."""
    if not is_due(session):
        return 0
    with session.write() as uow:
        return purging.purge(uow)
