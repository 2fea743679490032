"""Codes people read: one counter per kind, never reused (``model.md`` 1)."""

from ledger.storage.database import Connection

CUSTOMER, FEEDBACK, REQUEST, ORDER = "KH", "PH", "YC", "DH"
CONTACT_LIST, DATA_USE, BREACH = "LH", "SD", "VP"
_WIDTH = {CUSTOMER: 5, FEEDBACK: 4, REQUEST: 4, ORDER: 4, CONTACT_LIST: 4, DATA_USE: 4, BREACH: 4}


def next_code(db: Connection, kind: str) -> str:
    """Return the next code of a kind, such as ``KH-00001``; it grows wider rather than start again."""
    row = db.execute(
        "INSERT INTO counter (kind, last) VALUES (?, 1)"
        " ON CONFLICT (kind) DO UPDATE SET last = last + 1 RETURNING last",
        (kind,),
    ).fetchone()
    return f"{kind}-{row[0]:0{_WIDTH[kind]}d}"
