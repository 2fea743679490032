"""Codes people read: one counter per kind, never reused (``model.md`` 1)."""

from ledger.storage.database import Connection

CUSTOMER, FEEDBACK, REQUEST, ORDER = "KH", "PH", "YC", "DH"
CONTACT_LIST, DATA_USE, BREACH = "LH", "SD", "VP"
ERASURE, INCIDENT, RETENTION = "XD", "SC", "LT"
_WIDTH = {CUSTOMER: 5}  # of the others: 4


def next_code(db: Connection, kind: str) -> str:
    """Return the next code of a kind, such as ``KH-00001``; it grows wider rather than start again."""
    row = db.execute(
        "INSERT INTO counter (kind, last) VALUES (?, 1)"
        " ON CONFLICT (kind) DO UPDATE SET last = last + 1 RETURNING last",
        (kind,),
    ).fetchone()
    return f"{kind}-{row[0]:0{_WIDTH.get(kind, 4)}d}"
