"""Drives that a shop plugs in."""

from pathlib import Path

from ledger.services import backups
from support.services import Workplace, confirmed


def plug_in(shop: Workplace) -> Path:
    """Plug in a stick, which the manager makes the second place of backups; return it."""
    stick = shop.home / "USB"
    stick.mkdir()
    backups.choose_second(confirmed(shop.session), stick)
    return stick
