"""What the promises about using data ask of the rows, over a period [since, until) and by index (``model.md`` 9)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ledger.domain.gate import Exemption, ReasonCode
from ledger.domain.ids import CustomerId, PolicyVersionId, PurposeId, StopContactId
from ledger.domain.instants import from_text, to_text
from ledger.domain.purpose import MESSAGES, Channel, LegalBasis
from ledger.storage.database import Connection
from ledger.storage.promises import Span


@dataclass(frozen=True, slots=True)
class Use:
    """A kind of use: under which version, what for, on which basis (``None`` where a count of people needed none)."""

    version: PolicyVersionId
    purpose_id: PurposeId
    basis: LegalBasis | None


_USES = {
    "contact": "SELECT policy_version_id, purpose_id, basis, count(*) FROM contact",
    "disclosure": "SELECT policy_version_id, purpose_id, basis, count(*) FROM disclosure",
    "data_use": "SELECT policy_version_id, purpose_id, basis, count(*) FROM data_use",
}


def uses(db: Connection, table: str, over: Span) -> dict[Use, int]:
    """Return how often data were used in each way; ``table`` is ``contact``, ``disclosure`` or ``data_use``."""
    rows = db.execute(f"{_USES[table]} WHERE occurred_at >= ? AND occurred_at < ? GROUP BY 1, 2, 3", over)
    return {
        Use(PolicyVersionId(version), PurposeId(purpose), LegalBasis(basis) if basis else None): number
        for version, purpose, basis, number in rows
    }


@dataclass(frozen=True, slots=True)
class Found:
    """One row that may be evidence: the id of the row, whose it is, and when."""

    id: int
    customer_id: CustomerId | None
    code: str  # the customer's, or the row's own
    at: datetime


_OUTSIDE = {
    "contact": (
        "SELECT contact.id, customer_id, customer.code, occurred_at FROM contact"
        " JOIN customer ON customer.id = customer_id"
    ),
    "disclosure": "SELECT id, customer_id, id, occurred_at FROM disclosure",
    "data_use": "SELECT id, NULL, code, occurred_at FROM data_use",
}


def of_use(db: Connection, table: str, use: Use, over: Span) -> tuple[Found, ...]:
    """Return the uses of one kind; asked only for a kind the policy does not know."""
    version = {"contact": "contact.policy_version_id"}.get(table, "policy_version_id")
    rows = db.execute(
        f"{_OUTSIDE[table]} WHERE occurred_at >= ? AND occurred_at < ? AND purpose_id = ? AND {version} = ?",
        (*over, use.purpose_id, use.version),
    )
    return tuple(_found(row) for row in rows)


def _found(row: tuple[Any, ...]) -> Found:
    one, customer_id, code, at = row
    return Found(one, CustomerId(customer_id) if customer_id is not None else None, str(code), from_text(at))


@dataclass(frozen=True, slots=True)
class Unfounded:
    """A contact or disclosure on consent for which the person's own "yes" did not stand at its time."""

    found: Found
    customer_id: CustomerId
    purpose_id: PurposeId
    channel: Channel
    version: PolicyVersionId
    recorded_at: datetime


# The person's newest word on the key at the time of the use; a "yes" counts for the revision it was given for, and not
# when it was written down only after the use.
_NO_YES = """
    'yes' IS NOT (SELECT CASE WHEN outcome = 'GRANTED' AND purpose_revision = asked.revision
            AND (expires_at IS NULL OR expires_at > made.occurred_at) THEN 'yes' END
        FROM consent WHERE consent.customer_id = made.customer_id AND consent.purpose_id = made.purpose_id
        AND consent.channel = {channel} AND giver = 'SELF' AND consent.occurred_at <= made.occurred_at
        AND (outcome <> 'GRANTED' OR consent.recorded_at <= made.recorded_at)
        ORDER BY consent.occurred_at DESC, consent.recorded_at DESC, consent.id DESC LIMIT 1)
"""
_UNFOUNDED = """
    SELECT made.id, made.customer_id, made.occurred_at, made.purpose_id, {channel}, made.policy_version_id,
        made.recorded_at
    FROM {table} AS made JOIN policy_purpose AS asked
        ON asked.policy_version_id = made.policy_version_id AND asked.purpose_id = made.purpose_id
    WHERE made.occurred_at >= ? AND made.occurred_at < ? AND asked.is_advertising IN (?, ?)
    AND (asked.basis = 'CONSENT' OR made.basis = 'CONSENT') AND {no_yes}
"""
_CHANNEL_OF = {"contact": "made.channel", "disclosure": "'NONE'"}


def unfounded(db: Connection, table: str, over: Span, advertising: tuple[bool, bool]) -> tuple[Unfounded, ...]:
    """Return what was done on consent without the person's own "yes"; ``table`` is ``contact`` or ``disclosure``.

    ``advertising``: offers, or everything but them, or both.
    """
    channel = _CHANNEL_OF[table]
    query = _UNFOUNDED.format(table=table, channel=channel, no_yes=_NO_YES.format(channel=channel))
    rows = db.execute(query, (*over, *map(int, advertising))).fetchall()
    codes = codes_of(db, [row[1] for row in rows])
    return tuple(
        Unfounded(
            Found(one, CustomerId(person), codes[person], from_text(at)),
            CustomerId(person),
            PurposeId(purpose),
            Channel(said_on),
            PolicyVersionId(version),
            from_text(recorded_at),
        )
        for one, person, at, purpose, said_on, version, recorded_at in rows
    )


_AT_ONCE = 500


def codes_of(db: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Return the code of each customer."""
    codes: dict[int, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        batch = ids[start : start + _AT_ONCE]
        marks = ",".join("?" * len(batch))
        codes |= dict(db.execute(f"SELECT id, code FROM customer WHERE id IN ({marks})", tuple(batch)).fetchall())
    return codes


_NEWEST = {
    "contact": "SELECT contact.id, code FROM contact JOIN customer ON customer.id = customer_id",
    "disclosure": "SELECT id, id FROM disclosure",
    "data_use": "SELECT id, code FROM data_use",
}


def newest(db: Connection, table: str, over: Span, limit: int) -> dict[int, str]:
    """Return the newest uses of a table: the code each is shown by, by id."""
    rows = db.execute(
        f"{_NEWEST[table]} WHERE occurred_at >= ? AND occurred_at < ? ORDER BY occurred_at DESC LIMIT ?", (*over, limit)
    )
    return {one: str(code) for one, code in rows}


# --- blocked ------------------------------------------------------------------------------------


def count_blocked(db: Connection, over: Span, clause: str, codes: Collection[ReasonCode]) -> int:
    """Return how many acts were refused under a clause or for one of ``codes``, whatever the clause was then."""
    wanted = sorted(codes)
    row = db.execute(
        "SELECT count(*) FROM attempt WHERE occurred_at >= ? AND occurred_at < ?"
        " AND (EXISTS (SELECT 1 FROM json_each(clause_ids) WHERE value = ?)"
        f" OR EXISTS (SELECT 1 FROM json_each(reasons) WHERE value ->> 'code' IN ({_marks(wanted)})))",
        (*over, clause, *wanted),
    ).fetchone()
    return int(row[0])


def _marks(items: Sequence[object]) -> str:
    return ",".join("?" * len(items))


# --- refusals -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stopped:
    """One contact made while one stop stood, as it stands to that stop."""

    stop: StopContactId
    found: Found
    exemption: Exemption | None
    is_advertising: bool
    is_covered: bool  # made on a channel that was stopped
    is_later: bool  # made after the stop was written down, so that it may confirm it


_MESSAGES = ", ".join(f"'{one.value}'" for one in sorted(MESSAGES))
_OPT_OUT = f"exemption = '{Exemption.OPT_OUT_CONFIRMATION.value}'"
_COVERED = (
    "(stop.channel IS NULL OR stop.channel = contact.channel"
    f" OR stop.channel IN ({_MESSAGES}) AND contact.channel IN ({_MESSAGES}))"
)
# From the stops to the contacts: few people refuse, and theirs are found by (customer, time). A confirmation before
# the period counts too: it makes another one in the period the second.
_STOPPED = f"""
    SELECT stop.id, contact.id, contact.customer_id, contact.occurred_at, exemption, is_advertising,
        {_COVERED}, contact.occurred_at >= stop.recorded_at
    FROM stop_contact AS stop CROSS JOIN contact ON contact.customer_id = stop.customer_id
        AND contact.occurred_at >= stop.occurred_at AND contact.occurred_at < min(coalesce(stop.lifted_at, ?), ?)
    WHERE stop.occurred_at < ? AND (stop.lifted_at IS NULL OR stop.lifted_at > ?)
    AND (contact.occurred_at >= ? AND {_COVERED} OR {_OPT_OUT}) ORDER BY contact.occurred_at, contact.id
"""


def contacts_while_stopped(db: Connection, over: Span) -> tuple[Stopped, ...]:
    """Return the contacts in an interval made after the person refused, once per stop; oldest first.

    Every confirmation of an opt-out since the stop is among them, whenever and on whichever channel it was sent.
    """
    since, until = over
    rows = db.execute(_STOPPED, (until, until, until, since, since)).fetchall()
    codes = codes_of(db, [row[2] for row in rows])
    return tuple(
        Stopped(
            StopContactId(stop),
            Found(contact, CustomerId(person), codes[person], from_text(at)),
            Exemption(exemption) if exemption else None,
            bool(advertises),
            bool(covered),
            bool(later),
        )
        for stop, contact, person, at, exemption, advertises, covered, later in rows
    )


def count_refusals(db: Connection, over: Span) -> tuple[int, int]:
    """Return (stops said in an interval, stops standing at its end)."""
    said = db.execute("SELECT count(*) FROM stop_contact WHERE occurred_at >= ? AND occurred_at < ?", over).fetchone()[
        0
    ]
    until = over[1]
    standing = db.execute(
        "SELECT count(*) FROM stop_contact WHERE occurred_at < ? AND (lifted_at IS NULL OR lifted_at >= ?)",
        (until, until),
    ).fetchone()[0]
    return int(said), int(standing)


def refusers(db: Connection, over: Span, limit: int) -> tuple[str, ...]:
    """Return the codes of customers who refused in an interval, newest first."""
    rows = db.execute(
        "SELECT DISTINCT customer.code FROM stop_contact JOIN customer ON customer.id = customer_id"
        " WHERE occurred_at >= ? AND occurred_at < ? ORDER BY occurred_at DESC LIMIT ?",
        (*over, limit),
    )
    return tuple(row[0] for row in rows)


# --- choices ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """Which purpose, in which revision a "yes" counts, and as it stood when."""

    purpose_id: PurposeId
    revision: int
    at: datetime


# The newest word of each person decides, on whatever channel it was said.
_CHOICES = """
    SELECT CASE WHEN outcome != 'GRANTED' THEN 'refused'
        WHEN purpose_revision = ?2 AND (expires_at IS NULL OR expires_at > ?3) THEN 'accepted' END, count(*)
    FROM (SELECT outcome, purpose_revision, expires_at, max(occurred_at || recorded_at) FROM consent
        WHERE purpose_id = ?1 AND customer_id >= ?4 AND customer_id < ?5 AND occurred_at <= ?3
        AND customer_id NOT IN (SELECT id FROM customer WHERE erased_at IS NOT NULL)
        GROUP BY customer_id) GROUP BY 1
"""


def count_choices(db: Connection, choice: Choice, ids: range) -> tuple[int, int]:
    """Return (accepted, refused) among the customers of a range of ids."""
    about = (choice.purpose_id, choice.revision, to_text(choice.at), ids.start, ids.stop)
    found: dict[str | None, int] = dict(db.execute(_CHOICES, about).fetchall())
    return found.get("accepted", 0), found.get("refused", 0)


def count_said(db: Connection, purpose_id: PurposeId, over: Span) -> int:
    """Return how many answers to a purpose were given in an interval."""
    channels = sorted(Channel)
    row = db.execute(
        f"SELECT count(*) FROM consent WHERE purpose_id = ? AND channel IN ({_marks(channels)})"
        " AND occurred_at >= ? AND occurred_at < ?",
        (purpose_id, *channels, *over),
    ).fetchone()
    return int(row[0])


def answered(db: Connection, purpose_id: PurposeId, over: Span, limit: int) -> tuple[str, ...]:
    """Return the codes of customers who answered to a purpose in an interval."""
    channels = sorted(Channel)
    rows = db.execute(
        f"SELECT DISTINCT code FROM consent JOIN customer ON customer.id = customer_id WHERE purpose_id = ?"
        f" AND channel IN ({_marks(channels)}) AND occurred_at >= ? AND occurred_at < ? LIMIT ?",
        (purpose_id, *channels, *over, limit),
    )
    return tuple(row[0] for row in rows)


def id_ranges(db: Connection) -> Iterator[range]:
    """Return ranges of ids that together hold every customer, each small enough for one slice of work."""
    last = db.execute("SELECT coalesce(max(id), 0) FROM customer").fetchone()[0]
    return (range(start, start + _SLICE) for start in range(1, last + 1, _SLICE))


_SLICE = 20_000


def count_living(db: Connection) -> int:
    """Return how many customers are on record."""
    return int(
        db.execute("SELECT count(*) FROM customer INDEXED BY customer_living WHERE erased_at IS NULL").fetchone()[0]
    )
