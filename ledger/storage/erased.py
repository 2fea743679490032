"""What erasing takes away: every column ``columns.py`` calls personal, of every row of one customer (``model.md`` 1).

Works on the open ledger, on a restored older one and on the copy in a backup, by the tables and columns that are there.
A test compares ``OWNED`` with the columns, so that a new one cannot be forgotten.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ledger.domain.audit import AuditAction
from ledger.domain.erasure import Removed
from ledger.domain.ids import CustomerId
from ledger.domain.instants import from_text, to_text
from ledger.storage.audit_log import erase_bodies
from ledger.storage.columns import COLUMNS, Fate
from ledger.storage.database import Connection

_THEIRS = "customer_id = :who"
_OF_REQUEST = "request_id IN (SELECT id FROM request WHERE customer_id = :who)"


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose the rows of a table are: any of ``conditions``, each with the other tables it looks at."""

    conditions: Mapping[str, tuple[str, ...]]
    is_deleted: bool = False  # the whole row goes, not only what it says


def _owned(condition: str = _THEIRS, *needs: str) -> Owned:
    return Owned({condition: needs})


OWNED: Mapping[str, Owned] = {
    # files first: which of them are the customer's stands in the rows that stay
    "attachment": Owned(
        {
            _THEIRS: (),
            "id IN (SELECT attachment_id FROM consent_evidence JOIN consent ON consent.id = consent_id"
            " WHERE customer_id = :who)": ("consent_evidence",),
            f"id IN (SELECT attachment_id FROM request_attachment WHERE {_OF_REQUEST})": ("request_attachment",),
        },
        is_deleted=True,
    ),
    "guardian": Owned({_THEIRS: (), "guardian_id = :who": ()}, is_deleted=True),
    "field_history": Owned({_THEIRS: ()}, is_deleted=True),
    # Whom a half-written form is about its words alone say: all go that were kept before the person was erased.
    "draft": Owned(
        {_THEIRS: (), "kept_at <= coalesce((SELECT erased_at FROM customer WHERE id = :who), '9')": ()}, is_deleted=True
    ),
    "customer_search": Owned({_THEIRS: ()}, is_deleted=True),
    "phone": _owned(),
    "email": _owned(),
    "address": _owned(),
    "survey_answer": _owned(),
    "browser_record": _owned(),
    "reveal": _owned(),
    "consent": _owned(),
    "disclosure": _owned(),
    "notice": _owned(),
    "breach": _owned(),
    "explanation": _owned(),
    "sale": _owned(),
    "sale_item": _owned("sale_id IN (SELECT id FROM sale WHERE customer_id = :who)"),
    "feedback": _owned(),
    "feedback_round": _owned("feedback_id IN (SELECT id FROM feedback WHERE customer_id = :who)"),
    "request": _owned(),
    "request_step": _owned(_OF_REQUEST, "request"),
    "partner_letter": _owned(_OF_REQUEST, "request"),
    "customer": _owned("id = :who"),
}
# Members and partners are no customers; a courier is the partner's.
NOBODYS = frozenset({"staff", "recipient", "manifest"})
_STAYS = frozenset({"id", "code", "erased_at"})  # of the customer's own row
_STAMPS = ("erased_at", "purged_at")  # filled with the instant: of the person, and of what was kept for a time

_TEXTS = {
    "feedback": ("text",),
    "feedback_round": ("answer",),
    "request": ("asked", "asked_by", "identity_note", "extension_reason", "outcome_note"),
    "request_step": ("note",),
    "partner_letter": ("note",),
    "consent": ("frequency", "note"),
    "disclosure": ("note",),
    "breach": ("what", "measures"),
    "explanation": ("words",),
    "notice": ("reason",),
}
_ROW = ("1",)
# What is counted in the preview and on the certificate: by table the values, each non-NULL one counts.
_COUNTED: Mapping[Removed, Mapping[str, tuple[str, ...]]] = {
    Removed.PERSONAL_VALUES: {
        "customer": ("name", "gender", "birth_on", "note", "external_ref"),
        "sale": ("external_ref",),
    },
    Removed.PHONES: {"phone": ("number",)},
    Removed.EMAILS: {"email": ("address",)},
    Removed.ADDRESSES: {"address": ("line",)},
    Removed.HISTORY: {"field_history": _ROW},
    Removed.FILES: {"attachment": _ROW},
    Removed.SURVEY: {"survey_answer": ("answer",)},
    Removed.BROWSER: {"browser_record": ("coalesce(ip, language)",)},
    Removed.TEXTS: _TEXTS,
    Removed.PRODUCTS: {"sale_item": ("product",)},
    Removed.REVEALS: {"reveal": ("reason",)},
    Removed.SEARCH: {"customer_search": _ROW},
    Removed.GUARDIANS: {"guardian": _ROW},
}


def personal_columns(table: str) -> tuple[str, ...]:
    """Return what is emptied in a table whose rows stay; of the customer's own row all but id, code and erasure."""
    if table == "customer":
        return tuple(column for column in COLUMNS[table] if column not in _STAYS)
    return tuple(column for column, fate in COLUMNS[table].items() if fate is Fate.PERSONAL)


# --- the tables as they are ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shape:
    """The tables and columns a file really has: a backup may be older than the program."""

    columns: Mapping[str, frozenset[str]]

    def has(self, table: str) -> bool:
        """Return whether the file has a table."""
        return bool(self.columns.get(table))

    def where(self, table: str) -> str | None:
        """Return which rows of a table are one customer's; ``None`` where the file cannot hold any."""
        if not self.has(table):
            return None
        known = [one for one, needs in OWNED[table].conditions.items() if all(self.has(need) for need in needs)]
        return " OR ".join(known)

    def personal(self, table: str) -> tuple[str, ...]:
        """Return the personal columns of a table that the file has."""
        return tuple(column for column in personal_columns(table) if column in self.columns[table])


def shape_of(db: Connection) -> Shape:
    """Return the tables and columns of a file."""
    columns = {table: db.execute(f'PRAGMA table_info("{table}")').fetchall() for table in (*OWNED, *_LOOKED_AT)}
    return Shape({table: frozenset(row[1] for row in rows) for table, rows in columns.items()})


_LOOKED_AT = ("consent_evidence", "request_attachment", "erasure", "erased_violation")


# --- counting, emptying, reading back -----------------------------------------------------------


def count(db: Connection, customer_id: CustomerId, shape: Shape) -> dict[Removed, int]:
    """Return how much of each kind there is to take away; kinds of which there is nothing are left out."""
    found = {kind: sum(_count(db, customer_id, shape, tables)) for kind, tables in _COUNTED.items()}
    found[Removed.TRAIL_DETAILS] = _bodies(db, customer_id)
    return {kind: number for kind, number in found.items() if number}


def _count(
    db: Connection, customer_id: CustomerId, shape: Shape, tables: Mapping[str, tuple[str, ...]]
) -> Iterator[int]:
    for table, values in tables.items():
        if (where := shape.where(table)) is None:
            continue
        known = [one for one in values if one in shape.columns[table] or not one.isidentifier()]
        counts = " + ".join(f"count({one})" for one in known)
        yield int(db.execute(f"SELECT {counts} FROM {table} WHERE {where}", {"who": customer_id}).fetchone()[0])


def _bodies(db: Connection, customer_id: CustomerId) -> int:
    row = db.execute(
        "SELECT count(*) FROM audit_body JOIN audit_entry ON audit_entry.seq = audit_body.seq"
        " WHERE subject_ref = (SELECT code FROM customer WHERE id = ?) AND action <> ?",
        (customer_id, AuditAction.ERASED.value),
    ).fetchone()
    return int(row[0])


def empty(db: Connection, customer_id: CustomerId, at: datetime, shape: Shape) -> None:
    """Take away everything personal of one customer but the bodies of the trail. Doing it again changes nothing."""
    who = {"who": customer_id, "at": to_text(at)}
    for table, owned in OWNED.items():
        if (where := shape.where(table)) is None:
            continue
        if owned.is_deleted:
            db.execute(f"DELETE FROM {table} WHERE {where}", who)
            continue
        columns, stamped = shape.personal(table), [one for one in _STAMPS if one in shape.columns[table]]
        changes = [f"{column} = NULL" for column in columns] + [f"{one} = coalesce({one}, :at)" for one in stamped]
        left = [f"{column} IS NOT NULL" for column in columns] + [f"{one} IS NULL" for one in stamped]
        db.execute(f"UPDATE {table} SET {', '.join(changes)} WHERE ({where}) AND ({' OR '.join(left)})", who)


def residue(db: Connection, customer_id: CustomerId, shape: Shape) -> int:
    """Return how many personal values of a customer can still be read, the bodies in the trail included."""
    left = 0
    for table, owned in OWNED.items():
        if (where := shape.where(table)) is not None:
            counts = "count(*)" if owned.is_deleted else " + ".join(f"count({one})" for one in shape.personal(table))
            left += int(db.execute(f"SELECT {counts} FROM {table} WHERE {where}", {"who": customer_id}).fetchone()[0])
    # what was done about the erased person afterwards has its bodies; of what was done before there are none
    row = db.execute(
        "SELECT count(*) FROM audit_body JOIN audit_entry AS entry ON entry.seq = audit_body.seq JOIN customer"
        " ON customer.code = subject_ref WHERE customer.id = ?1 AND action <> ?2 AND entry.seq < coalesce("
        " (SELECT max(seq) FROM audit_entry WHERE subject_ref = customer.code AND action = ?2), 0)",
        (customer_id, AuditAction.ERASED.value),
    ).fetchone()
    return left + int(row[0])


# --- the line of the journal --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Order:
    """A manager's order to erase, as it stands in the journal: codes and instants, no personal value."""

    customer_code: str
    at: datetime
    cause: str
    certificate: str
    by: str
    request_code: str = ""

    def payload(self) -> dict[str, str]:
        """Return it as the payload of a line."""
        written = {
            "subject_ref": self.customer_code,
            "at": to_text(self.at),
            "cause": self.cause,
            "certificate": self.certificate,
            "by": self.by,
        }
        return written | ({"request": self.request_code} if self.request_code else {})


def read_order(payload: Mapping[str, str]) -> Order:
    """Return the order in a line. Raises ``KeyError`` or ``ValueError`` for one that makes no sense."""
    return Order(
        payload["subject_ref"],
        from_text(payload["at"]),
        payload["cause"],
        payload["certificate"],
        payload["by"],
        payload.get("request", ""),
    )


def is_carried_out(db: Connection, order: Order, shape: Shape) -> bool:
    """Return whether the file knows the erasure already, or nobody whom the order could mean.

    A code that an older copy of the ledger gave to somebody else, after the order, means another person.
    """
    row = db.execute("SELECT id, erased_at FROM customer WHERE code = ?", (order.customer_code,)).fetchone()
    if row is None:
        return True
    if row[1] is not None:
        known = db.execute("SELECT 1 FROM erasure WHERE customer_id = ?", (row[0],)) if shape.has("erasure") else None
        return known is None or known.fetchone() is not None
    first = db.execute("SELECT min(at) FROM audit_entry WHERE subject_ref = ?", (order.customer_code,)).fetchone()[0]
    return first is not None and from_text(first) > order.at


def carry_out(db: Connection, order: Order, shape: Shape) -> CustomerId:
    """Empty the customer an order means and delete the bodies of the trail, inside the caller's transaction."""
    customer_id = CustomerId(db.execute("SELECT id FROM customer WHERE code = ?", (order.customer_code,)).fetchone()[0])
    empty(db, customer_id, order.at, shape)
    erase_bodies(db, order.customer_code)
    return customer_id
