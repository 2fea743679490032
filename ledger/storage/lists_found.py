"""What one box finds: a parcel, an order, a feedback by its code, a recipient by its name."""

from ledger.storage import search
from ledger.storage.database import Connection, Row


def parcel(db: Connection, code: str) -> Row | None:
    """Return state, customer code and name of the parcel with a 12-character code."""
    return _one(db, "SELECT state, customer.code, name", "parcel", code)


def order(db: Connection, code: str) -> Row | None:
    """Return the instant, customer code and name of an order such as ``DH-0001``."""
    return _one(db, "SELECT ordered_at, customer.code, name", "sale", code)


def data_use(db: Connection, code: str) -> Row | None:
    """Return the instant and the note of a use such as ``SD-0001``."""
    row: Row | None = db.execute("SELECT occurred_at, note FROM data_use WHERE code = ?", (code,)).fetchone()
    return row


def recipients(db: Connection, typed: str, limit: int) -> tuple[Row, ...]:
    """Return id, name and role of the recipients whose name holds every word typed."""
    patterns = search.word_patterns(typed)
    if not patterns:
        return ()
    where = search.every_word("name_key", len(patterns))
    query = f"SELECT id, name, role FROM recipient WHERE {where} ORDER BY vi_order(name), id LIMIT ?"
    return tuple(db.execute(query, (*patterns, limit)).fetchall())


def _one(db: Connection, columns: str, table: str, code: str) -> Row | None:
    source = f"{table} JOIN customer ON customer.id = {table}.customer_id"
    row: Row | None = db.execute(f"{columns} FROM {source} WHERE {table}.code = ?", (code,)).fetchone()
    return row
