"""A request of the data subject: what they ask of the shop, how it was proven to be them, and what came of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ledger.domain.deadline import Deadline, DeadlineKind, RequestKind
from ledger.domain.ids import CustomerId, FeedbackId, PartnerLetterId, RecipientId, RequestId, StaffId
from ledger.domain.purpose import Channel


class IdentityMethod(StrEnum):
    """How the asker was proven to be the customer. An identity card is only ever seen, never kept (KO 1)."""

    KNOWN_IN_PERSON = "KNOWN_IN_PERSON"
    CARD_SEEN = "CARD_SEEN"
    CALLED_BACK = "CALLED_BACK"  # on the number on record
    CODE_TO_CONTACT = "CODE_TO_CONTACT"  # sent to the number or address on record and told back
    OWN_CHANNEL = "OWN_CHANNEL"  # it came from the number or address on record
    AUTHORISED = "AUTHORISED"  # guardian, or somebody with a written authority


class RequestOutcome(StrEnum):
    """What came of it."""

    DONE = "DONE"
    PARTLY = "PARTLY"
    REFUSED = "REFUSED"
    TAKEN_BACK = "TAKEN_BACK"  # by whoever asked
    NOT_PROVEN = "NOT_PROVEN"  # the asker could not be proven to be the customer


class RefusalGround(StrEnum):
    """Why a request may be refused; each has its article in ``law.toml``'s wording (texts ``refusal_grounds``)."""

    LAW_KEEPS = "LAW_KEEPS"  # a law orders the data to be kept (accounts, invoices)
    CONTRACT_RUNS = "CONTRACT_RUNS"  # an order of the customer is still being carried out
    AUTHORITY = "AUTHORITY"  # a state agency needs it by law
    DISPUTE = "DISPUTE"  # a claim between shop and customer
    EMERGENCY = "EMERGENCY"
    OTHERS_HARMED = "OTHERS_HARMED"  # it would show or harm somebody else


class StepKind(StrEnum):
    """One step in the history of a request."""

    RECEIVED = "RECEIVED"
    LINKED = "LINKED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    IDENTITY_CHECKED = "IDENTITY_CHECKED"
    WITH_PARTNER = "WITH_PARTNER"
    EXTENDED = "EXTENDED"
    PARTNER_TOLD = "PARTNER_TOLD"
    PARTNER_ANSWERED = "PARTNER_ANSWERED"
    COPY_MADE = "COPY_MADE"
    HANDED_OVER = "HANDED_OVER"
    CORRECTED = "CORRECTED"
    WITHDRAWN = "WITHDRAWN"
    RESTRICTED = "RESTRICTED"
    RELEASED = "RELEASED"
    STOPPED = "STOPPED"
    PROTECTED = "PROTECTED"
    ERASED = "ERASED"
    LETTER = "LETTER"
    FILE_ADDED = "FILE_ADDED"
    CLOSED = "CLOSED"
    REOPENED = "REOPENED"


class PartnerLetterKind(StrEnum):
    """What a partner who holds the data is asked to do."""

    CORRECT = "CORRECT"
    RECALL = "RECALL"  # give back or delete, and confirm
    STOP = "STOP"  # use it no more


class PartnerAnswer(StrEnum):
    """What a partner said."""

    DONE = "DONE"
    NOT_HELD = "NOT_HELD"  # it held nothing any more
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class PartnerLetter:
    """One partner asked to act, with its own clock."""

    id: PartnerLetterId
    request_id: RequestId
    recipient_id: RecipientId
    kind: PartnerLetterKind
    fields: tuple[str, ...]
    written_at: datetime
    written_by: StaffId
    due_at: datetime
    answered_at: datetime | None = None
    answer: PartnerAnswer | None = None
    note: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the history; ``reference`` is a code or id of what it made."""

    kind: StepKind
    occurred_at: datetime
    recorded_at: datetime
    recorded_by: StaffId
    channel: Channel | None = None
    reference: str | None = None
    note: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SubjectRequest:
    """One request, whole. Texts are ``None`` where nothing was written or the customer was erased."""

    id: RequestId
    code: str
    kind: RequestKind
    channel: Channel
    received_at: datetime
    recorded_at: datetime
    recorded_by: StaffId
    acknowledge_due_at: datetime
    customer_id: CustomerId | None = None
    feedback_id: FeedbackId | None = None
    asked: str | None = field(default=None, repr=False)
    asked_by: str | None = field(default=None, repr=False)
    identity_method: IdentityMethod | None = None
    identity_at: datetime | None = None
    identity_by: StaffId | None = None
    identity_note: str | None = field(default=None, repr=False)
    is_with_partner: bool = False
    acknowledged_at: datetime | None = None
    target_at: datetime | None = None
    due_at: datetime | None = None
    extended_at: datetime | None = None
    extension_reason: str | None = field(default=None, repr=False)
    carried_out_at: datetime | None = None
    outcome: RequestOutcome | None = None
    ground: RefusalGround | None = None
    outcome_note: str | None = field(default=None, repr=False)
    closed_at: datetime | None = None
    closed_by: StaffId | None = None

    @property
    def is_open(self) -> bool:
        """Return whether something remains to be done."""
        return self.closed_at is None

    def clocks(self) -> tuple[Deadline, ...]:
        """Return the clocks that still run, the nearest first."""
        running = []
        if self.acknowledged_at is None and self.is_open:
            due = self.acknowledge_due_at
            running.append(Deadline(DeadlineKind.ACKNOWLEDGE, self.received_at, due, due))
        if self.due_at is not None and self.is_open:
            running.append(
                Deadline(DeadlineKind.COMPLETE, self.received_at, self.target_at or self.due_at, self.due_at)
            )
        return tuple(sorted(running, key=lambda one: one.target_at))
