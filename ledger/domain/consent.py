"""Consent: an append-only record per (customer, purpose, channel, giver); the newest decides (``model.md`` 4).

Silence is never consent (PDPL Art. 9; Decree 356 Art. 6): the state of a key nobody spoke about is *never asked*.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ledger.domain.ids import AttachmentId, ConsentId, CustomerId, PolicyVersionId, PurposeId, StaffId, StopContactId
from ledger.domain.minor import Giver
from ledger.domain.purpose import MESSAGES, Channel


class ConsentOutcome(StrEnum):
    """What the person said."""

    GRANTED = "GRANTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class ConsentState(StrEnum):
    """What stands now."""

    NEVER_ASKED = "NEVER_ASKED"
    GRANTED = "GRANTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    EXPIRED = "EXPIRED"


class ConsentMethod(StrEnum):
    """How consent was given (Decree 356 Art. 6)."""

    WRITING = "WRITING"
    RECORDED_CALL = "RECORDED_CALL"
    SMS = "SMS"
    EMAIL = "EMAIL"
    WEBSITE = "WEBSITE"
    OTHER_PRINTABLE = "OTHER_PRINTABLE"


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """One thing a person, or the guardian, said. Never changed."""

    id: ConsentId
    customer_id: CustomerId
    purpose_id: PurposeId
    purpose_revision: int
    channel: Channel
    giver: Giver
    outcome: ConsentOutcome
    method: ConsentMethod
    policy_version_id: PolicyVersionId
    occurred_at: datetime
    recorded_at: datetime
    recorded_by: StaffId
    expires_at: datetime | None = None
    guardian_id: CustomerId | None = None
    frequency: str | None = field(default=None, repr=False)  # advertising: the agreed frequency, in words
    note: str | None = field(default=None, repr=False)
    evidence: tuple[AttachmentId, ...] = ()

    def bears_on(self, at: datetime, recorded_at: datetime) -> bool:
        """Return whether this was said before an act at ``at`` that was written down at ``recorded_at``.

        A "yes" that was written down only after the act does not justify it, whatever day it is dated.
        """
        is_in_time = self.outcome is not ConsentOutcome.GRANTED or self.recorded_at <= recorded_at
        return self.occurred_at <= at and is_in_time


def newest(
    records: Iterable[ConsentRecord], purpose_id: PurposeId, channel: Channel, giver: Giver
) -> ConsentRecord | None:
    """Return the newest record of one key: by when it was said, then by when it was written down."""
    matching = [
        record
        for record in records
        if record.purpose_id == purpose_id and record.channel is channel and record.giver is giver
    ]
    return max(matching, key=lambda record: (record.occurred_at, record.recorded_at, record.id), default=None)


def state_of(record: ConsentRecord | None, revision: int, at: datetime) -> ConsentState:
    """Return the state a key's newest record gives at an instant.

    A grant counts only for the purpose's present revision: a changed purpose asks again. A refusal or withdrawal
    of an older revision still stands, because asking differently does not undo a "no".
    """
    if record is None:
        return ConsentState.NEVER_ASKED
    if record.outcome is not ConsentOutcome.GRANTED:
        return ConsentState(record.outcome.value)
    if record.purpose_revision != revision:
        return ConsentState.NEVER_ASKED
    if record.expires_at is not None and record.expires_at <= at:
        return ConsentState.EXPIRED
    return ConsentState.GRANTED


ALL_CHANNELS = "ALL"


@dataclass(frozen=True, slots=True)
class StopContact:
    """A "do not contact" for one channel, or for all when ``channel`` is ``None`` (KO 4c)."""

    id: StopContactId
    customer_id: CustomerId
    channel: Channel | None
    method: ConsentMethod
    occurred_at: datetime
    recorded_at: datetime
    recorded_by: StaffId
    lifted_at: datetime | None = None


def is_stopped(stops: Iterable[StopContact], channel: Channel, at: datetime) -> bool:
    """Return whether contact on ``channel`` is stopped at an instant: from when it was said until it was lifted.

    Stopping SMS stops Zalo too and the other way round: both are messages.
    """
    kinds = MESSAGES if channel in MESSAGES else frozenset({channel})
    return any(
        (stop.channel is None or stop.channel in kinds)
        and stop.occurred_at <= at
        and (stop.lifted_at is None or at < stop.lifted_at)
        for stop in stops
    )
