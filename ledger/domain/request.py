"""A request of the data subject: what they ask of the shop, how it was proven to be them, and what came of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ledger.domain.deadline import Asking, Deadline, DeadlineKind, RequestKind
from ledger.domain.errors import BeforeReceipt, IdentityNotProven, InvalidInput, TextMissing, WrongState
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
    """One request, whole. Texts are ``None`` where nothing was written or the customer was erased.

    ``settled_at`` is the closing that counts: what was closed when its limit came was in time, and what was late
    stays late; a later reopening changes neither (``model.md`` 9).
    """

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
    settled_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Return whether something remains to be done."""
        return self.closed_at is None

    @property
    def asking(self) -> Asking:
        """Return what moves the clocks."""
        is_extended = self.extended_at is not None
        return Asking(self.received_at, self.identity_at, self.is_with_partner, is_extended)

    def may_move(self, at: datetime) -> bool:
        """Return whether the day of completion may still move: a limit that has come stands."""
        return self.settled_at is None and (self.due_at is None or at <= self.due_at)

    def clocks(self) -> tuple[Deadline, ...]:
        """Return the clocks that still run, the nearest first."""
        if not self.is_open:
            return ()
        acknowledge_due_at = self.acknowledge_due_at if self.acknowledged_at is None else None
        return running_clocks(self.received_at, acknowledge_due_at, self.target_at, self.due_at)


def running_clocks(
    received_at: datetime, acknowledge_due_at: datetime | None, target_at: datetime | None, due_at: datetime | None
) -> tuple[Deadline, ...]:
    """Return the clocks of an open request, the nearest first; ``None`` where one was met, or where none runs."""
    running = []
    if acknowledge_due_at is not None:
        running.append(Deadline(DeadlineKind.ACKNOWLEDGE, received_at, acknowledge_due_at, acknowledge_due_at))
    if due_at is not None:
        running.append(Deadline(DeadlineKind.COMPLETE, received_at, target_at or due_at, due_at))
    return tuple(sorted(running, key=lambda one: one.target_at))


def is_late(due_at: datetime | None, done_at: datetime | None, at: datetime) -> bool:
    """Return whether something was done after its limit, or is not done and past it at ``at``."""
    return due_at is not None and (done_at or at) > due_at


def require_open(request: SubjectRequest, act: str) -> None:
    """Raise ``WrongState`` when nothing remains to be done."""
    if not request.is_open:
        raise WrongState(state="REQUEST_CLOSED", act=act)


def require_closed(request: SubjectRequest) -> None:
    """Raise ``WrongState`` when the request is still open, so it cannot be reopened."""
    if request.is_open:
        raise WrongState(state="REQUEST_OPEN", act="reopen")


def not_before(start: datetime, at: datetime, field_name: str) -> datetime:
    """Return ``at``, or ``start`` where only the seconds nobody types make ``at`` earlier.

    Raises ``BeforeReceipt`` for an act dated before what it follows: it would count as in time.
    """
    if at < start.replace(second=0, microsecond=0):
        raise BeforeReceipt(field=field_name)
    return max(at, start)


def require_customer(request: SubjectRequest, act: str) -> None:
    """Raise ``WrongState`` while nobody knows whose request it is."""
    if request.customer_id is None:
        raise WrongState(state="NO_CUSTOMER", act=act)


def require_identity(request: SubjectRequest) -> None:
    """Raise unless the asker was proven to be the customer: before that no data are given out, changed or erased.

    ``WrongState`` while the request belongs to nobody on record, else ``IdentityNotProven``.
    """
    require_customer(request, "identity")
    if request.identity_at is None:
        raise IdentityNotProven(code=request.code)


_BY_WORDS = frozenset({RequestKind.COMPLAINT, RequestKind.PROTECT})  # measures may lie outside the program
_NOT_AFTER_DOING = frozenset({RequestOutcome.REFUSED, RequestOutcome.TAKEN_BACK, RequestOutcome.NOT_PROVEN})


def require_closable(
    request: SubjectRequest, outcome: RequestOutcome, ground: RefusalGround | None, *, has_words: bool
) -> None:
    """Raise unless this outcome is true of the request.

    Done and partly done need something carried out; a complaint and protective measures may say in words what was
    done outside the program. Partly done says what was not. A refusal needs its ground and words, and nothing else
    has a ground. What was carried out cannot be refused, taken back or unproven; what was proven is not unproven.
    Raises ``WrongState``, ``TextMissing`` or ``InvalidInput``.
    """
    require_open(request, "close")
    _require_ground(outcome, ground)
    needs_words = outcome in {RequestOutcome.REFUSED, RequestOutcome.PARTLY}
    if outcome in _NOT_AFTER_DOING:
        _require_undone(request, outcome)
    elif request.carried_out_at is None:
        if request.kind not in _BY_WORDS:
            raise WrongState(state="NOT_CARRIED_OUT", act="close")
        needs_words = True
    if needs_words and not has_words:
        raise TextMissing(field="outcome_note")


def _require_ground(outcome: RequestOutcome, ground: RefusalGround | None) -> None:
    if outcome is RequestOutcome.REFUSED and ground is None:
        raise TextMissing(field="ground")
    if outcome is not RequestOutcome.REFUSED and ground is not None:
        raise InvalidInput(field="ground")


def _require_undone(request: SubjectRequest, outcome: RequestOutcome) -> None:
    if request.carried_out_at is not None:
        raise WrongState(state="CARRIED_OUT", act="close")
    if outcome is RequestOutcome.NOT_PROVEN and request.identity_at is not None:
        raise WrongState(state="IDENTITY_PROVEN", act="close")
