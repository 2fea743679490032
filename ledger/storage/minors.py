"""Minors: who comes to an age at which consent is asked again, and who waits for a guardian (``model.md`` 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ledger.domain.consent import ConsentOutcome
from ledger.domain.ids import CustomerId, PurposeId
from ledger.domain.instants import from_text, to_text
from ledger.domain.minor import Giver
from ledger.storage.database import Connection


def born_between(db: Connection, first: date, last: date) -> tuple[CustomerId, ...]:
    """Return who was born on these days, both included, and is still on record."""
    rows = db.execute(
        "SELECT id FROM customer INDEXED BY customer_by_birth WHERE birth_on BETWEEN ? AND ? AND erased_at IS NULL",
        (first.isoformat(), last.isoformat()),
    )
    return tuple(CustomerId(row[0]) for row in rows)


@dataclass(frozen=True, slots=True)
class LastWords:
    """When a yes was first given for somebody, by anybody, and when the person last spoke in person."""

    granted_at: datetime | None
    own_at: datetime | None


def last_words(db: Connection, ids: Sequence[CustomerId]) -> dict[CustomerId, LastWords]:
    """Return the first grant by anybody and the newest word of their own for each; who never spoke is not in it."""
    rows = db.execute(
        "SELECT customer_id, min(CASE WHEN outcome = ? THEN occurred_at END),"
        " max(CASE WHEN giver = ? THEN occurred_at END)"
        f" FROM consent WHERE customer_id IN ({','.join('?' * len(ids))}) GROUP BY customer_id",
        (ConsentOutcome.GRANTED.value, Giver.SELF.value, *ids),
    )
    return {
        CustomerId(one): LastWords(from_text(granted) if granted else None, from_text(own) if own else None)
        for one, granted, own in rows
    }


@dataclass(frozen=True, slots=True)
class MinorsAsked:
    """Who counts as a minor, and what a guardian has to have agreed to; no purpose, nobody waits."""

    born_after: date
    purpose_id: PurposeId | None
    revision: int
    at: datetime

    def values(self) -> tuple[str | int | None, ...]:
        """Return the values of the question marks of ``WAITING``."""
        day, at = self.born_after.isoformat(), to_text(self.at)
        return day, day, self.revision, at, self.purpose_id, at


# A grown-up guardian on record, whose newest word on the contract itself is a "yes" that counts today.
_AGREED = """
    EXISTS (SELECT 1 FROM guardian JOIN customer AS grown_up ON grown_up.id = guardian_id
        WHERE guardian.customer_id = minor.id AND grown_up.erased_at IS NULL
        AND (grown_up.birth_on IS NULL OR grown_up.birth_on <= ?))
    AND 'yes' IS (SELECT CASE WHEN outcome = 'GRANTED' AND purpose_revision = ?
            AND (expires_at IS NULL OR expires_at > ?) THEN 'yes' END
        FROM consent WHERE customer_id = minor.id AND purpose_id = ? AND channel = 'NONE' AND giver = 'GUARDIAN'
        AND occurred_at <= ?
        ORDER BY occurred_at DESC, recorded_at DESC, id DESC LIMIT 1)
"""

# Minors who have no guardian, or none who agreed to the contract. The planner would take the index of whoever is not
# erased: that is everybody, one by one.
WAITING = f"""SELECT id FROM customer AS minor INDEXED BY customer_by_birth
    WHERE birth_on > ? AND erased_at IS NULL AND NOT ({_AGREED})"""


def count_waiting(db: Connection, asked: MinorsAsked) -> int:
    """Return how many minors wait for a guardian or for the guardian's agreement."""
    return int(db.execute(f"SELECT count(*) FROM ({WAITING})", asked.values()).fetchone()[0])
