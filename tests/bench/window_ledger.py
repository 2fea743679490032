"""The ledger of 100,000 customers the window is measured on, made once into a folder of the caller's choice."""

from pathlib import Path

from bench.figures import CHEAP, SHOP
from bench.first_page import fill_today
from bench.lists import fill
from bench.window_child import MANAGER, PASSPHRASE
from ledger.services.session import NewLedger, Place, SystemClock, confirm_recovery, create_ledger

COUNT = 100_000


def make_ledger(home: Path, count: int = COUNT) -> None:
    """Fill a ledger in ``home`` unless it lies there already; its keys cost nothing, Argon2id is not measured here."""
    if (home / "done").exists():
        return
    place = Place(home / "ledger", home / "data", CHEAP)
    new = NewLedger(SHOP, "combined", MANAGER, PASSPHRASE, is_demo=True)
    session, code = create_ledger(place, new, SystemClock())
    with session:
        confirm_recovery(session, code)
        fill(session, count, has_trail=False)  # an opened ledger verifies its trail
        kinds = [(kind, count) for kind in ("KH", "PH", "DH")]
        session.db.executemany("INSERT OR REPLACE INTO counter VALUES (?, ?)", kinds)
        fill_today(session)
    (home / "done").touch()
