"""A request with everything around it, read at once, and what comes next for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.deadline import RequestKind
from ledger.domain.feedback import Feedback
from ledger.domain.ids import AttachmentId, RecipientId, StaffId
from ledger.domain.request import PartnerLetter, RequestOutcome, Step, StepKind, SubjectRequest
from ledger.services import feedback, partner_letters, recipients, request_clocks, requests, staff
from ledger.services.request_list import RequestLine
from ledger.services.request_papers import LetterKind
from ledger.services.session import Session
from ui.widgets.request_words import Stage


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that came with a request, without its content."""

    id: AttachmentId
    name: str = field(repr=False)
    added_at: datetime


@dataclass(frozen=True, slots=True)
class RequestFile:
    """One request, ready to cross threads. ``customer_code`` is empty while nobody knows whose it is."""

    request: SubjectRequest
    customer_code: str
    customer_name: str = field(repr=False)
    is_erased: bool
    feedback: Feedback | None = field(repr=False)
    steps: tuple[Step, ...] = field(repr=False)
    files: tuple[KeptFile, ...] = field(repr=False)
    letters: tuple[PartnerLetter, ...] = field(repr=False)
    partner_names: Mapping[RecipientId, str]
    has_holders: bool
    is_paused: bool
    staff_names: Mapping[StaffId, str] = field(repr=False)

    @property
    def code(self) -> str:
        """Return the code of the request."""
        return self.request.code

    @property
    def erasure_code(self) -> str:
        """Return the code of the erasure it led to, or nothing."""
        found = (one.reference for one in self.steps if one.kind is StepKind.ERASED)
        return next(found, None) or ""

    @property
    def standing(self) -> Stage:
        """Return how it stands, as the list says it."""
        one = self.request
        known = _Known(
            one.kind, bool(self.customer_code), one.acknowledged_at is not None, one.identity_at is not None,
            one.carried_out_at is not None, one.closed_at is not None,
        )  # fmt: skip
        return _stage(known)

    @property
    def stage(self) -> Stage:
        """Return what comes next; letters and the feedback of the same message are looked at too."""
        stage, kind = self.standing, self.request.kind
        if stage is Stage.CARRY_OUT and kind is RequestKind.COMPLAINT and not self._feedback_waits:
            return Stage.CLOSE
        if stage is Stage.CLOSE and not self.has_letter(LetterKind.ANSWER):
            return Stage.ANSWER
        return stage

    @property
    def _feedback_waits(self) -> bool:
        return self.feedback is not None and self.feedback.current.answered_at is None

    def has_letter(self, kind: LetterKind) -> bool:
        """Return whether a letter of a kind has left already."""
        return any(one.kind is StepKind.LETTER and one.reference == kind.value for one in self.steps)

    @property
    def owes_refusal(self) -> bool:
        """Return whether it was refused and the letter that says so has not left."""
        return self.request.outcome is RequestOutcome.REFUSED and not self.has_letter(LetterKind.REFUSAL)


@dataclass(frozen=True, slots=True)
class _Known:
    kind: RequestKind
    has_customer: bool
    is_acknowledged: bool
    is_proven: bool
    is_carried_out: bool
    is_closed: bool


def _stage(known: _Known) -> Stage:
    # A complaint is answered, whoever made it: nobody has to be proven.
    is_about_data = known.kind is not RequestKind.COMPLAINT
    steps = (
        (known.is_closed, Stage.CLOSED),
        (not known.is_acknowledged, Stage.ACKNOWLEDGE),
        (is_about_data and not known.has_customer, Stage.LINK),
        (is_about_data and not known.is_proven, Stage.IDENTITY),
        (not known.is_carried_out, Stage.CARRY_OUT),
    )
    return next((stage for waits, stage in steps if waits), Stage.CLOSE)


def stage_of(line: RequestLine) -> Stage:
    """Return what a line of the list waits for."""
    known = _Known(
        line.kind, line.customer_code is not None, line.is_acknowledged, line.is_proven, line.is_carried_out,
        line.closed_at is not None,
    )  # fmt: skip
    return _stage(known)


def read_file(session: Session, code: str) -> RequestFile:
    """Read one request, on the ledger's thread. Raises ``NotFound``."""
    request = requests.get(session, code)
    customer = requests.customer_of(session, request)
    of_feedback = requests.feedback_code(session, request)
    holders = partner_letters.holders_of(session, customer.id) if customer is not None else ()
    pauses = request_clocks.counting(session.db).pauses_while_unproven
    return RequestFile(
        request=request,
        customer_code=customer.code if customer is not None else "",
        customer_name=(customer.name or "") if customer is not None else "",
        is_erased=customer is not None and customer.erased_at is not None,
        feedback=feedback.get(session, of_feedback) if of_feedback is not None else None,
        steps=requests.steps(session, code),
        files=tuple(KeptFile(one.id, one.file_name or "", one.added_at) for one in requests.files(session, code)),
        letters=partner_letters.of_request(session, code),
        partner_names={one.id: one.name for one in recipients.lines(session)},
        has_holders=bool(holders),
        is_paused=pauses and request.identity_at is None,
        staff_names={one.id: one.name for one in staff.members(session)},
    )
