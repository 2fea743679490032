"""Codes people read: one counter per kind, never reused (``model.md`` 1)."""

from ledger.storage.database import Connection

CUSTOMER, FEEDBACK, REQUEST, ORDER = "KH", "PH", "YC", "DH"
CONTACT_LIST, DATA_USE, BREACH = "LH", "SD", "VP"
ERASURE, INCIDENT, RETENTION = "XD", "SC", "LT"
_WIDTH = {CUSTOMER: 5}  # of the others: 4


_RAISE = (
    "INSERT INTO counter (kind, last) VALUES (?1, ?2)"
    " ON CONFLICT (kind) DO UPDATE SET last = excluded.last WHERE excluded.last > last"
)


def next_code(db: Connection, kind: str) -> str:
    """Return the next code of a kind, such as ``KH-00001``; it grows wider rather than start again."""
    row = db.execute(
        "INSERT INTO counter (kind, last) VALUES (?, 1)"
        " ON CONFLICT (kind) DO UPDATE SET last = last + 1 RETURNING last",
        (kind,),
    ).fetchone()
    return f"{kind}-{row[0]:0{_WIDTH.get(kind, 4)}d}"


def never_again(db: Connection, code: str) -> None:
    """Make sure that a code such as ``KH-00001`` is not given out: an older copy of the ledger may not know it.

    Raises ``ValueError`` for what is no code.
    """
    kind, _, number = code.rpartition("-")
    db.execute(_RAISE, (kind, int(number)))


def raise_counters(today: Connection, copy: Connection) -> None:
    """Let an older copy go on counting where the ledger of today stopped: what was given out stands on papers."""
    copy.executemany(_RAISE, today.execute("SELECT kind, last FROM counter").fetchall())


def given_out(db: Connection, kind: str) -> int:
    """Return how many codes of a kind were ever given out, whatever became of what they name."""
    row = db.execute("SELECT last FROM counter WHERE kind = ?", (kind,)).fetchone()
    return int(row[0]) if row is not None else 0
