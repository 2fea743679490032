"""Which ledgers this workstation opened, and who did: what the door offers next time."""

from pathlib import Path

from ui.settings import LEDGER, NAME, Setting, Settings

RECENT = Setting("ledger/recent", "")
_MOST = 5  # ledgers remembered


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
