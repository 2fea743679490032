"""What the promises about collecting and keeping data ask of the rows, by index (``model.md`` 9)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ledger.domain.customer import LIVE_STATES, ContactState
from ledger.domain.ids import CustomerId, PurposeId
from ledger.domain.instants import from_text, to_text
from ledger.storage.database import Connection
from ledger.storage.promise_use import Found
from ledger.storage.promises import Span

# --- origins (KO 1) -----------------------------------------------------------------------------

# A record that says neither when it was collected: since when it is there stands in the trail.
_WITHOUT_ORIGIN = """
    SELECT id, code, coalesce(collected_at, (SELECT min(at) FROM audit_entry WHERE subject_ref = code), ?)
    FROM customer INDEXED BY customer_without_origin
    WHERE (source IS NULL OR policy_version_id IS NULL) AND erased_at IS NULL AND id >= ? AND id < ? ORDER BY id
"""


def without_origin(db: Connection, at: datetime, ids: range) -> tuple[Found, ...]:
    """Return the customers on record, in a range of ids, without a source or the version they were shown."""
    rows = db.execute(_WITHOUT_ORIGIN, (to_text(at), ids.start, ids.stop))
    return tuple(Found(one, CustomerId(one), code, from_text(since)) for one, code, since in rows)


def origin_completed(db: Connection, since: str) -> tuple[tuple[Found, datetime], ...]:
    """Return the customers whose missing source was written down from ``since`` on, and when it was."""
    rows = db.execute(
        "SELECT customer.id, code, coalesce(collected_at, changed_at), changed_at FROM field_history"
        " JOIN customer ON customer.id = customer_id"
        " WHERE changed_at >= ? AND field = 'source' AND old_value IS NULL AND erased_at IS NULL",
        (since,),
    )
    return tuple(
        (Found(one, CustomerId(one), code, from_text(at)), from_text(changed)) for one, code, at, changed in rows
    )


_COLLECTED = {
    "customer": ("SELECT count(*) FROM customer WHERE collected_at >= ? AND collected_at < ? AND erased_at IS NULL"),
    "survey_answer": "SELECT count(*) FROM survey_answer WHERE occurred_at >= ? AND occurred_at < ?",
    "browser_record": "SELECT count(*) FROM browser_record WHERE occurred_at >= ? AND occurred_at < ?",
}


def count_collected(db: Connection, table: str, over: Span) -> int:
    """Return how many rows of ``customer``, ``survey_answer`` or ``browser_record`` were collected."""
    return int(db.execute(_COLLECTED[table], over).fetchone()[0])


def collected(db: Connection, over: Span, limit: int) -> tuple[str, ...]:
    """Return the codes of customers recorded in an interval with source and version, newest first."""
    rows = db.execute(
        "SELECT code FROM customer WHERE collected_at >= ? AND collected_at < ? AND erased_at IS NULL"
        " AND source IS NOT NULL AND policy_version_id IS NOT NULL ORDER BY collected_at DESC LIMIT ?",
        (*over, limit),
    )
    return tuple(row[0] for row in rows)


# --- needs (VK 1) -------------------------------------------------------------------------------


def count_by_purpose(db: Connection, over: Span, purposes: Collection[PurposeId]) -> dict[PurposeId, int]:
    """Return for how many customers each purpose was written down in an interval."""
    return {
        one: db.execute(
            "SELECT count(*) FROM customer_purpose WHERE purpose_id = ? AND recorded_at >= ? AND recorded_at < ?",
            (one, *over),
        ).fetchone()[0]
        for one in purposes
    }


def with_purpose(db: Connection, over: Span, purposes: Collection[PurposeId], limit: int) -> tuple[str, ...]:
    """Return the codes of customers for whom one of the purposes was written down in an interval."""
    rows = db.execute(
        "SELECT DISTINCT code FROM customer_purpose JOIN customer ON customer.id = customer_id"
        f" WHERE purpose_id IN ({','.join('?' * len(purposes))}) AND recorded_at >= ? AND recorded_at < ? LIMIT ?",
        (*purposes, *over, limit),
    )
    return tuple(row[0] for row in rows)


def count_without_purpose(db: Connection, over: Span) -> int:
    """Return of how many customers collected in an interval nobody wrote down the purpose."""
    row = db.execute(
        "SELECT count(*) FROM customer WHERE collected_at >= ? AND collected_at < ? AND erased_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM customer_purpose WHERE customer_id = customer.id)",
        over,
    ).fetchone()
    return int(row[0])


def count_with_purpose(db: Connection, ids: range) -> int:
    """Return of how many customers on record, in a range of ids, the purpose is written down."""
    row = db.execute(
        "SELECT count(DISTINCT customer_id) FROM customer_purpose WHERE customer_id >= ? AND customer_id < ?"
        " AND customer_id NOT IN (SELECT id FROM customer WHERE erased_at IS NOT NULL)",
        (ids.start, ids.stop),
    ).fetchone()
    return int(row[0])


_HOLDS = {
    "phone": "EXISTS (SELECT 1 FROM phone WHERE customer_id = person AND number IS NOT NULL)",
    "email": "EXISTS (SELECT 1 FROM email WHERE customer_id = person AND email.address IS NOT NULL)",
    "address": "EXISTS (SELECT 1 FROM address WHERE customer_id = person AND line IS NOT NULL)",
    "gender": "(SELECT gender FROM customer WHERE id = person) IS NOT NULL",
}
JUDGED_FIELDS = tuple(_HOLDS)  # a name is always needed, a birth date tells a child (law:CHILDREN)


@dataclass(frozen=True, slots=True)
class BeyondNeed:
    """A field of a customer that none of the purposes written down for them needs."""

    customer_id: CustomerId
    code: str
    field_name: str
    since: datetime


def beyond_need(db: Connection, needed_by: Mapping[str, Collection[PurposeId]], ids: range) -> tuple[BeyondNeed, ...]:
    """Return what is held beyond need among the customers of a range of ids whose purposes are written down.

    ``needed_by`` says which purposes need each of ``JUDGED_FIELDS``.
    """
    values: list[object] = []
    needs = []
    for name in JUDGED_FIELDS:
        purposes = sorted(needed_by.get(name, ()))
        needs.append(f"max(purpose_id IN ({','.join('?' * len(purposes))})) AS needs_{name}")
        values += purposes
    over = " OR ".join(f"(NOT needs_{name} AND {_HOLDS[name]})" for name in JUDGED_FIELDS)
    holds = ", ".join(f"NOT needs_{name} AND {_HOLDS[name]}" for name in JUDGED_FIELDS)
    rows = db.execute(
        f"SELECT person, code, coalesce(collected_at, since), {holds}"
        f" FROM (SELECT customer_id AS person, min(recorded_at) AS since, {', '.join(needs)} FROM customer_purpose"
        " WHERE customer_id >= ? AND customer_id < ? GROUP BY customer_id) CROSS JOIN customer ON customer.id = person"
        f" WHERE ({over}) AND erased_at IS NULL",
        (*values, ids.start, ids.stop),
    )
    return tuple(
        BeyondNeed(CustomerId(person), code, name, from_text(since))
        for person, code, since, *held in rows
        for name, is_over in zip(JUDGED_FIELDS, held, strict=True)
        if is_over
    )


@dataclass(frozen=True, slots=True)
class NeedChange:
    """A change of what a record is for, or of the gender in it: what stood until ``changed_at``."""

    customer_id: CustomerId
    code: str
    is_purposes: bool
    old_value: str = field(repr=False)
    changed_at: datetime
    since: datetime


def need_changes(db: Connection, since: str) -> tuple[NeedChange, ...]:
    """Return the changes from ``since`` on, oldest first, of customers on record."""
    rows = db.execute(
        "SELECT customer_id, code, field, old_value, changed_at, coalesce(collected_at, changed_at) FROM field_history"
        " JOIN customer ON customer.id = customer_id WHERE changed_at >= ? AND field IN ('purposes', 'gender')"
        " AND old_value IS NOT NULL AND erased_at IS NULL ORDER BY changed_at, field_history.id",
        (since,),
    )
    return tuple(
        NeedChange(CustomerId(person), code, name == "purposes", old, from_text(changed), from_text(at))
        for person, code, name, old, changed, at in rows
    )


def purposes_before(
    db: Connection, customer_id: CustomerId, before: datetime | None = None
) -> Iterator[tuple[frozenset[PurposeId], datetime]]:
    """Yield what a record was for, and until when, for every change (before an instant); the newest first."""
    rows = db.execute(
        "SELECT old_value, changed_at FROM field_history WHERE customer_id = ?1 AND field = 'purposes'"
        " AND (?2 IS NULL OR changed_at < ?2) ORDER BY changed_at DESC, id DESC",
        (customer_id, to_text(before) if before is not None else None),
    )
    for old, changed_at in rows.fetchall():
        yield frozenset(PurposeId(one) for one in (old or "").split(", ") if one), from_text(changed_at)


_HELD_BEFORE = {
    "phone": "SELECT 1 FROM phone WHERE customer_id = ? AND number IS NOT NULL AND state_at < ?",
    "email": "SELECT 1 FROM email WHERE customer_id = ? AND address IS NOT NULL AND state_at < ?",
    "address": "SELECT 1 FROM address WHERE customer_id = ? AND line IS NOT NULL AND state_at < ?",
}


def held_before(db: Connection, customer_id: CustomerId, at: datetime) -> frozenset[str]:
    """Return which ways to reach a customer were on record before an instant, as far as the rows still tell."""
    about = (customer_id, to_text(at))
    return frozenset(name for name, query in _HELD_BEFORE.items() if db.execute(query, about).fetchone())


# --- browser data (VK 4) ------------------------------------------------------------------------


def count_browser_choices(db: Connection, over: Span) -> dict[str, int]:
    """Return how many choices about cookies were written down in an interval, by choice."""
    rows = db.execute(
        "SELECT choice, count(*) FROM browser_record WHERE occurred_at >= ? AND occurred_at < ? GROUP BY choice",
        over,
    )
    return dict(rows.fetchall())


_HELD = "(ip IS NOT NULL OR language IS NOT NULL)"


def count_browser_kept(db: Connection) -> int:
    """Return how many browser records still hold data."""
    row = db.execute(f"SELECT count(*) FROM browser_record WHERE purged_at IS NULL AND {_HELD}").fetchone()
    return int(row[0])


@dataclass(frozen=True, slots=True)
class Purge:
    """A browser record past its day: ``closed_at`` says when it was purged after all."""

    found: Found
    closed_at: datetime | None


def kept_too_long(db: Connection, over: Span, at: datetime, grace: timedelta) -> tuple[Purge, ...]:
    """Return browser data past their day and ``grace``: still there at ``at``, or purged later than the interval began.

    What was emptied after the interval was still there in it.
    """
    still = db.execute(
        "SELECT browser_record.id, customer_id, code, keep_until, NULL FROM browser_record"
        f" JOIN customer ON customer.id = customer_id WHERE purged_at IS NULL AND keep_until < ? AND {_HELD}",
        (to_text(at),),
    ).fetchall()
    late = db.execute(
        "SELECT browser_record.id, customer_id, code, keep_until, purged_at FROM browser_record"
        " JOIN customer ON customer.id = customer_id"
        " WHERE purged_at >= ? AND keep_until < ? AND keep_until < purged_at",
        over,
    ).fetchall()
    found = [
        Purge(Found(one, CustomerId(person), code, from_text(until)), from_text(purged) if purged else None)
        for one, person, code, until, purged in (*still, *late)
    ]
    return tuple(one for one in found if one.closed_at is None or one.closed_at > one.found.at + grace)


def kept_against_choice(db: Connection) -> tuple[Found, ...]:
    """Return browser data kept although the customer refused cookies."""
    rows = db.execute(
        "SELECT browser_record.id, customer_id, code, occurred_at FROM browser_record"
        f" JOIN customer ON customer.id = customer_id WHERE choice = 'REFUSED' AND {_HELD}"
    )
    return tuple(Found(one, CustomerId(person), code, from_text(at)) for one, person, code, at in rows)


def browsers(db: Connection, over: Span, limit: int) -> tuple[str, ...]:
    """Return the codes of customers whose choice was written down in an interval, newest first."""
    rows = db.execute(
        "SELECT DISTINCT code FROM browser_record JOIN customer ON customer.id = customer_id"
        " WHERE occurred_at >= ? AND occurred_at < ? ORDER BY occurred_at DESC LIMIT ?",
        (*over, limit),
    )
    return tuple(row[0] for row in rows)


# --- numbers and addresses (VK 6) ---------------------------------------------------------------

_REACH = {"phone": "number", "email": "address", "address": "line"}  # table: the column an erasure empties


def count_states(db: Connection) -> dict[ContactState, int]:
    """Return how many numbers, emails and addresses are in each state."""
    return {
        state: sum(
            db.execute(f"SELECT count(*) FROM {table} WHERE state = ? AND {column} IS NOT NULL", (state,)).fetchone()[0]
            for table, column in _REACH.items()
        )
        for state in ContactState
    }


def count_settled(db: Connection, over: Span, state: ContactState) -> int:
    """Return how many numbers, emails and addresses got a state in an interval."""
    return sum(
        db.execute(
            f"SELECT count(*) FROM {table} WHERE state = ? AND state_at >= ? AND state_at < ? AND {column} IS NOT NULL",
            (state, *over),
        ).fetchone()[0]
        for table, column in _REACH.items()
    )


def settled(db: Connection, over: Span, limit: int) -> tuple[str, ...]:
    """Return the codes of customers whose email was confirmed in an interval, newest first."""
    rows = db.execute(
        "SELECT DISTINCT code FROM email JOIN customer ON customer.id = customer_id WHERE state = 'CONFIRMED'"
        " AND state_at >= ? AND state_at < ? AND address IS NOT NULL ORDER BY state_at DESC LIMIT ?",
        (*over, limit),
    )
    return tuple(row[0] for row in rows)


_LIVE = ", ".join(f"'{one.value}'" for one in sorted(LIVE_STATES))
_LOST = ", ".join(f"'{one.value}'" for one in sorted(frozenset(ContactState) - LIVE_STATES))
_REACHED_BY = {"phone": "'CALL', 'SMS', 'ZALO'", "email": "'EMAIL'", "address": "'POST'"}
# Who has lost some and holds no live one: since when none was left stands with the newest change.
_DEAD = """
    SELECT contact.id, contact.customer_id, code, contact.occurred_at FROM
        (SELECT customer_id AS person, max(state_at) AS since FROM {table} AS lost WHERE state IN ({lost})
            AND {column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {table} AS other
                WHERE other.customer_id = lost.customer_id AND other.state IN ({live})) GROUP BY customer_id)
        CROSS JOIN contact ON contact.customer_id = person AND contact.occurred_at > max(since, ?)
            AND contact.occurred_at < ?
        JOIN customer ON customer.id = person WHERE contact.channel IN ({channels})
"""


def contacts_to_the_dead(db: Connection, over: Span) -> tuple[Found, ...]:
    """Return contacts made where every number or address of the person had been marked as dead or changed before."""
    since, until = over
    rows = [
        row
        for table, column in _REACH.items()
        for row in db.execute(
            _DEAD.format(table=table, column=column, lost=_LOST, live=_LIVE, channels=_REACHED_BY[table]),
            (since, until),
        )
    ]
    return tuple(Found(one, CustomerId(person), code, from_text(at)) for one, person, code, at in rows)


def count_contacts(db: Connection, over: Span) -> int:
    """Return how many contacts were made in an interval."""
    return int(
        db.execute("SELECT count(*) FROM contact WHERE occurred_at >= ? AND occurred_at < ?", over).fetchone()[0]
    )


_NO = " AND ".join(
    f"NOT EXISTS (SELECT 1 FROM {table} WHERE customer_id = customer.id AND state IN ({_LIVE}))" for table in _REACH
)


def count_unreachable(db: Connection, ids: range) -> int:
    """Return how many customers, in a range of ids, have no live number, email or postal address."""
    row = db.execute(
        "SELECT count(*) FROM customer INDEXED BY customer_living WHERE id >= ? AND id < ? AND erased_at IS NULL"
        f" AND {_NO}",
        (ids.start, ids.stop),
    ).fetchone()
    return int(row[0])
