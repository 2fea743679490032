"""The shop's own record and its settings."""

from datetime import datetime

from ledger.domain.instants import from_text
from ledger.domain.shop import Shop
from ledger.domain.wording import Language
from ledger.storage.database import Connection

SECOND_PLACE = "backups.second_place"  # the folder where copies outside this computer go
COPIED_AT = "backups.copied_at"  # when the newest verified one was made


def save(db: Connection, shop: Shop, *, is_demo: bool) -> None:
    """Write the one shop row."""
    db.execute(
        "INSERT INTO shop (id, name, hotline, email, address, language, is_demo) VALUES (1, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, hotline = excluded.hotline, email = excluded.email,"
        " address = excluded.address, language = excluded.language, is_demo = excluded.is_demo",
        (shop.name, shop.hotline, shop.email, shop.address, shop.language.value, int(is_demo)),
    )


def load(db: Connection) -> Shop:
    """Return the shop; every ledger has one from its first transaction on."""
    name, hotline, email, address, language = db.execute(
        "SELECT name, hotline, email, address, language FROM shop WHERE id = 1"
    ).fetchone()
    return Shop(name, hotline, email, address, Language(language))


def is_demo(db: Connection) -> bool:
    """Return whether the ledger holds made-up data."""
    return bool(db.execute("SELECT is_demo FROM shop WHERE id = 1").fetchone()[0])


def begun_at(db: Connection) -> datetime:
    """Return when the ledger was made."""
    return from_text(db.execute("SELECT created_at FROM vault").fetchone()[0])


def save_setting(db: Connection, name: str, value: str) -> None:
    """Write one setting."""
    db.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def settings(db: Connection) -> dict[str, str]:
    """Return every setting that differs from the shipped default."""
    return dict(db.execute("SELECT name, value FROM setting").fetchall())


def delete_setting(db: Connection, name: str) -> None:
    """Go back to the shipped default."""
    db.execute("DELETE FROM setting WHERE name = ?", (name,))
