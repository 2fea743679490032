"""What the promises about whom data are given to ask of the rows: by recipient and version, never row by row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ledger.domain.ids import CustomerId, RecipientId
from ledger.domain.instants import from_text, to_text
from ledger.domain.policy import RecipientRole
from ledger.domain.purpose import LegalBasis
from ledger.storage.database import Connection
from ledger.storage.promises import Span, count_in


def by_basis(db: Connection, span: Span) -> dict[LegalBasis, int]:
    """Return how many disclosures there were on each basis."""
    rows = db.execute(
        "SELECT basis, count(*) FROM disclosure WHERE occurred_at >= ? AND occurred_at < ? GROUP BY basis", span
    )
    return {LegalBasis(basis): count for basis, count in rows}


_BY_ROLE = """SELECT role, sum((SELECT count(*) FROM disclosure
    WHERE recipient_id = recipient.id AND occurred_at >= ? AND occurred_at < ?)) FROM recipient GROUP BY role"""


def by_role(db: Connection, span: Span) -> dict[RecipientRole, int]:
    """Return how many disclosures went to each role."""
    return {RecipientRole(role): count for role, count in db.execute(_BY_ROLE, span)}


_TO_PARTNERS = """SELECT coalesce(sum((SELECT count(*) FROM disclosure
        WHERE recipient_id = recipient.id AND occurred_at >= :since AND occurred_at < :until)), 0)
    FROM recipient WHERE role <> 'AUTHORITY'"""


def to_partners(db: Connection, spans: Iterable[Span]) -> tuple[int, ...]:
    """Return how many disclosures went to anybody but an authority, per span."""
    return count_in(db, _TO_PARTNERS, spans)


def newest(db: Connection, span: Span, limit: int) -> tuple[int, ...]:
    """Return the newest disclosures."""
    rows = db.execute(
        "SELECT id FROM disclosure WHERE occurred_at >= ? AND occurred_at < ? ORDER BY occurred_at DESC, id DESC"
        " LIMIT ?",
        (*span, limit),
    )
    return tuple(row[0] for row in rows)


@dataclass(frozen=True, slots=True)
class Given:
    """One disclosure that broke a promise."""

    id: int
    customer_id: CustomerId
    at: datetime


def _given(rows: Iterable[tuple[Any, ...]]) -> tuple[Given, ...]:
    return tuple(Given(one, CustomerId(whose), from_text(at)) for one, whose, at in rows)


# From the few pairs of version and recipient without a rule to their disclosures; in a kept promise there are none.
_WITHOUT_RULE = """SELECT disclosure.id, disclosure.customer_id, disclosure.occurred_at
    FROM policy_version CROSS JOIN recipient CROSS JOIN disclosure
        ON disclosure.policy_version_id = policy_version.id AND disclosure.recipient_id = recipient.id
        AND occurred_at >= ? AND occurred_at < ?
    WHERE NOT EXISTS (SELECT 1 FROM policy_rule
        WHERE policy_rule.policy_version_id = policy_version.id AND policy_rule.role = recipient.role)"""


def without_rule(db: Connection, span: Span) -> tuple[Given, ...]:
    """Return the disclosures to a role for which the version they name has no rule."""
    return _given(db.execute(_WITHOUT_RULE, span))


_WITHOUT_PAPERS = """SELECT disclosure.id, disclosure.customer_id, occurred_at
    FROM recipient CROSS JOIN disclosure
        ON recipient_id = recipient.id AND occurred_at >= ? AND occurred_at < ?
    WHERE role = 'AUTHORITY' AND (coalesce(document_number, '') = '' OR document_on IS NULL
        OR coalesce(issuing_body, '') = '' OR coalesce(legal_reference, '') = '')"""


def without_papers(db: Connection, span: Span) -> tuple[Given, ...]:
    """Return the disclosures to an authority that lack one of its four papers."""
    return _given(db.execute(_WITHOUT_PAPERS, span))


def first_given(db: Connection) -> Mapping[RecipientId, tuple[datetime, datetime]]:
    """Return when each recipient first got data, and when that was written down; who got none is left out."""
    rows = db.execute(
        "SELECT recipient.id, occurred_at, recorded_at FROM recipient JOIN disclosure ON disclosure.id ="
        " (SELECT id FROM disclosure WHERE recipient_id = recipient.id ORDER BY occurred_at, id LIMIT 1)"
    )
    return {RecipientId(one): (from_text(at), from_text(recorded_at)) for one, at, recorded_at in rows}


def given_between(db: Connection, recipient_id: RecipientId, since: datetime, until: datetime) -> tuple[Given, ...]:
    """Return the disclosures to one recipient in [since, until)."""
    rows = db.execute(
        "SELECT id, customer_id, occurred_at FROM disclosure WHERE recipient_id = ? AND occurred_at >= ?"
        " AND occurred_at < ? ORDER BY occurred_at",
        (recipient_id, to_text(since), to_text(until)),
    )
    return _given(rows)
