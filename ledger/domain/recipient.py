"""Who receives data, and the written commitment they gave (VK 3; Decree 356/2025 Art. 7.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from ledger.domain.ids import AttachmentId, CommitmentId, FieldId, PurposeId, RecipientId, StaffId
from ledger.domain.policy import RecipientRole


class CommitmentItem(StrEnum):
    """The seven items of the written agreement (Decree 356/2025 Art. 7.1)."""

    PURPOSE = "purpose"
    SUBJECTS_AND_DATA = "subjects_and_data"
    PERIOD_AND_DELETION = "period_and_deletion"
    LEGAL_BASIS = "legal_basis"
    PROTECTION_DUTIES = "protection_duties"
    WHO_SERVES_RIGHTS = "who_serves_rights"
    COOPERATION = "cooperation"


@dataclass(frozen=True, slots=True)
class Commitment:
    """A signed confidentiality commitment: valid from ``signed_on`` through ``expires_on``, both days included."""

    id: CommitmentId
    recipient_id: RecipientId
    signed_on: date
    expires_on: date
    items: frozenset[CommitmentItem]
    recorded_at: datetime
    recorded_by: StaffId
    scan: AttachmentId | None = None

    def missing_items(self) -> tuple[CommitmentItem, ...]:
        """Return the items the paper lacks, in the order of the decree."""
        return tuple(item for item in CommitmentItem if item not in self.items)

    def is_valid_on(self, day: date) -> bool:
        """Return whether it is signed, complete and not expired on ``day``."""
        return self.signed_on <= day <= self.expires_on and not self.missing_items()


def best_commitment(commitments: Iterable[Commitment], on: date) -> Commitment | None:
    """Return the commitment to judge by: a valid one, else the one that expires last (to say why it fails)."""
    return max(commitments, key=lambda one: (one.is_valid_on(on), one.expires_on, one.id), default=None)


class CommitmentState(StrEnum):
    """How the written commitment of a recipient stands on a day."""

    VALID = "VALID"
    EXPIRING = "EXPIRING"  # valid, but time to renew it
    NOT_YET = "NOT_YET"
    INCOMPLETE = "INCOMPLETE"
    EXPIRED = "EXPIRED"
    MISSING = "MISSING"
    NOT_NEEDED = "NOT_NEEDED"  # an authority shows its papers each time instead


# A written agreement is demanded by law for every recipient but an authority, whatever the pack says.
WITHOUT_COMMITMENT = frozenset({RecipientRole.AUTHORITY})


def commitment_state(
    role: RecipientRole, commitments: Iterable[Commitment], on: date, warn_days: int
) -> tuple[CommitmentState, int | None]:
    """Return how the commitment stands on ``on``, and the days left: 0 on its last day, ``None`` unless it holds.

    It is EXPIRING from ``warn_days`` before its end, unless a renewal already takes over the day after.
    """
    papers = tuple(commitments)
    best = best_commitment(papers, on)
    if role in WITHOUT_COMMITMENT:
        return CommitmentState.NOT_NEEDED, None
    if best is None:
        return CommitmentState.MISSING, None
    if not best.is_valid_on(on):
        return _why_not(best, on), None
    left = (best.expires_on - on).days
    is_renewed = any(one.is_valid_on(best.expires_on + timedelta(days=1)) for one in papers)
    return CommitmentState.EXPIRING if left <= warn_days and not is_renewed else CommitmentState.VALID, left


def _why_not(best: Commitment, on: date) -> CommitmentState:
    if on > best.expires_on:
        return CommitmentState.EXPIRED
    return CommitmentState.INCOMPLETE if best.missing_items() else CommitmentState.NOT_YET


@dataclass(frozen=True, slots=True)
class Recipient:
    """A carrier, installer, authority or other third party, with the purposes and fields it was agreed to get."""

    id: RecipientId
    name: str
    role: RecipientRole
    purposes: frozenset[PurposeId]
    fields: frozenset[FieldId]
    phone: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    masked_labels_agreed_on: date | None = None  # Postal Law 49/2010 Art. 11.1b
    closed_at: datetime | None = None
    commitments: tuple[Commitment, ...] = ()
    zones: Mapping[str, str] = field(default_factory=dict)  # province code -> routing zone
    website: str | None = None
