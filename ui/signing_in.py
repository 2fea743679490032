"""What the screens before the desk have in common: who signed in, and which ledgers this workstation opened."""

from pathlib import Path

from ledger.services.session import Session
from ledger.services.status import status
from ui.desk import SignedIn
from ui.settings import LEDGER, NAME, Setting, Settings

RECENT = Setting("ledger/recent", "")
_MOST = 5  # ledgers remembered


def who_signed_in(session: Session) -> SignedIn:
    """Read what a desk is made of; on the ledger's thread."""
    return SignedIn(session.member, session.shop(), session.policy(), is_demo=status(session).is_demo)


def recent_ledgers(settings: Settings) -> tuple[Path, ...]:
    """Return the ledgers opened here, the newest first; they may be gone."""
    known = dict.fromkeys(one for one in (settings.get(LEDGER), *settings.get(RECENT).split("\n")) if one)
    return tuple(Path(one) for one in known)[:_MOST]


def remember(settings: Settings, folder: Path, name: str) -> None:
    """Remember the ledger just opened and who opened it; an empty name (the recovery sheet) changes nothing."""
    known = dict.fromkeys((str(folder), *(str(one) for one in recent_ledgers(settings))))
    settings.set(LEDGER, str(folder))
    settings.set(RECENT, "\n".join(tuple(known)[:_MOST]))
    if name:
        settings.set(NAME, name)
    settings.save()
