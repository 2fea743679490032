"""Letters to data subjects about their requests: looked at without a record, recorded the moment they leave.

A letter on the channel the request came by is free whatever stop-contact says; on another the gate decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from ledger.assets import load_wording
from ledger.documents.paper import Imprint
from ledger.documents.request_letter import RequestLetter, render_request_letter
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import LIVE_STATES, Customer
from ledger.domain.errors import LetterRefused, TextMissing, WrongState
from ledger.domain.gate import Act, Decision, Exemption, Proposal
from ledger.domain.ids import AddressId, PurposeId
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.request import PartnerLetter, RequestOutcome, StepKind, SubjectRequest, require_open
from ledger.domain.shop import Shop
from ledger.domain.staff import Operation
from ledger.domain.text import ADDRESS_LIMIT, NOTE_LIMIT, optional_text, parse_email
from ledger.domain.wording import Language, Wording
from ledger.services import feedback, law_values, recipients, request_clocks, requests
from ledger.services.mail_drafts import mail_draft
from ledger.services.request_letter_texts import Known, LetterKind, letter_text, plain
from ledger.services.request_steps import audit
from ledger.services.session import Session
from ledger.services.trail import head_of
from ledger.storage import partner_letters as partner_rows
from ledger.storage import requests as rows
from ledger.storage.unit_of_work import UnitOfWork

__all__ = [
    "CHANNELS", "LetterInput", "LetterKind", "LetterOutline", "PreparedLetter", "file_name", "may_send", "outline",
    "possible", "prepare",
]  # fmt: skip
CHANNELS = (Channel.NONE, Channel.POST, Channel.EMAIL, Channel.ZALO)  # in person first; a letter is no call or SMS
_BY_LAW = PurposeId("legal_compliance")


@dataclass(frozen=True, slots=True)
class LetterInput:
    """How a letter goes and what is typed for it now: printed, never stored.

    ``address`` is a postal or email address as the channel needs, ``address_id`` one on record; without either it is
    the first that is alive. With ``acknowledges`` the same act records that the asker was told.
    """

    channel: Channel = Channel.NONE
    addressee: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    address_id: AddressId | None = None
    words: str = field(default="", repr=False)
    acknowledges: bool = False


@dataclass(frozen=True, slots=True)
class PreparedLetter:
    """Everything a letter says; ``email`` is where it goes by email."""

    letter: RequestLetter = field(repr=False)
    kind: LetterKind
    code: str
    email: str = field(repr=False)
    shop: Shop
    imprint: Imprint
    language: Language

    def render(self) -> bytes:
        """Return it as PDF. Needs no ledger, so any thread may do it."""
        return render_request_letter(self.letter, self.shop, load_wording(self.language), self.imprint)

    def draft(self) -> bytes:
        """Return it as an ``.eml`` file to be opened and sent. Needs no ledger."""
        subject = f"{self.shop.name}: {self.letter.title} ({self.code})"
        return mail_draft((self.letter.to.name, self.email), subject, plain(self.letter, self.shop), self.shop)


def file_name(letter: LetterKind, request_code: str, wording: Wording) -> str:
    """Return a name for the PDF, which names nobody."""
    return wording.text(f"request_letter.file_{letter.value}", code=request_code) + ".pdf"


# --- what may be written ----------------------------------------------------------------------------


def possible(request: SubjectRequest) -> tuple[LetterKind, ...]:
    """Return which letters would say something true of a request, the one that is needed next first."""
    return tuple(_possible(request))


def _possible(request: SubjectRequest) -> Iterator[LetterKind]:
    if request.outcome is RequestOutcome.REFUSED:
        yield LetterKind.REFUSAL
    elif request.outcome is not None or request.carried_out_at is not None:
        yield LetterKind.ANSWER
    if request.extended_at is not None:
        yield LetterKind.EXTENSION
    yield LetterKind.ACKNOWLEDGEMENT


@dataclass(frozen=True, slots=True)
class AddressChoice:
    """One live postal address to choose; which one it is, is told by its place alone."""

    id: AddressId
    province: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LetterOutline:
    """What the dialog of a letter begins with. ``is_known``: a customer on record, so nobody has to be typed."""

    request: SubjectRequest
    letters: tuple[LetterKind, ...]
    is_known: bool
    name: str = field(repr=False)
    addresses: tuple[AddressChoice, ...] = field(repr=False)
    has_email: bool
    words: str = field(repr=False)
    longest_words: int = NOTE_LIMIT


def outline(session: Session, request_code: str) -> LetterOutline:
    """Return what a letter about a request begins with; nothing is recorded."""
    session.require(Operation.RECORD)
    request = requests.get(session, request_code)
    person = _living(session, request)
    return LetterOutline(
        request,
        possible(request),
        person is not None,
        request.asked_by or (person.name if person is not None else "") or "",
        tuple(_addresses(person)),
        person is not None and person.live_email() is not None,
        request.outcome_note or "",
    )


def _living(session: Session, request: SubjectRequest) -> Customer | None:
    person = requests.customer_of(session, request)
    return person if person is not None and person.erased_at is None else None


def _addresses(person: Customer | None) -> Iterator[AddressChoice]:
    for one in person.addresses if person is not None else ():
        if one.line and one.state in LIVE_STATES:
            yield AddressChoice(one.id, one.province or "")


def may_send(session: Session, request_code: str, channel: Channel) -> Decision:
    """Return whether a letter may go by a channel, and every reason why not; nothing is recorded."""
    session.require(Operation.RECORD)
    request = requests.get(session, request_code)
    person = _living(session, request)
    if person is None or channel is Channel.NONE:  # nobody on record is contacted
        return Decision(allowed=True, basis=LegalBasis.LAW, reasons=())
    exemption = Exemption.OWN_MESSAGE if channel is request.channel else None
    proposal = Proposal(Act.CONTACT, _BY_LAW, session.now(), channel, exemption=exemption)
    return feedback.decide_answer(session, person, proposal)


# --- the letter -------------------------------------------------------------------------------------


def prepare(
    session: Session,
    request_code: str,
    letter: LetterKind,
    language: Language,
    typed: LetterInput | None = None,
    *,
    is_preview: bool,
) -> PreparedLetter:
    """Prepare a letter; that it is looked at is not recorded, that it leaves is: as a step and, sent, as a contact.

    Raises ``WrongState`` for a letter that would not be true, ``TextMissing`` without an address to go to or without
    the words of a refusal, and ``LetterRefused`` where the gate says no, which is recorded.
    """
    session.require(Operation.RECORD)
    request, how = requests.get(session, request_code), typed or LetterInput()
    if letter not in possible(request):
        raise WrongState(state="LETTER_TOO_SOON", act=letter.value)
    known, email = _read(session, request, letter, how)
    if not is_preview:
        _record(session, request, letter, language, how)
        known = replace(known, request=requests.get(session, request_code))
    trail = head_of(session)
    looked_at_by = session.member.name if is_preview else ""  # what goes to customers names nobody of the shop
    return PreparedLetter(
        letter_text(known, letter, load_wording(language)),
        letter,
        request.code,
        email,
        known.shop,
        Imprint(session.now(), looked_at_by, trail.seq, trail.hash.hex(), is_preview),
        language,
    )


def _record(
    session: Session, request: SubjectRequest, letter: LetterKind, language: Language, how: LetterInput
) -> None:
    with session.write() as uow:
        is_allowed = _tell(session, uow, request, how.channel)
        if is_allowed:
            if how.acknowledges and letter is LetterKind.ACKNOWLEDGEMENT:
                _acknowledge(uow, request, how.channel)
            requests.add_step(uow, request.id, StepKind.LETTER, channel=how.channel, reference=letter.value)
            about: Entry = {"letter_kind": letter.value, "channel": how.channel.value, "language": language.value}
            audit(uow, AuditAction.LETTER_PRINTED, request, about)
    if not is_allowed:  # the attempt stays although no letter leaves
        raise LetterRefused(code=request.code)


def _tell(session: Session, uow: UnitOfWork, request: SubjectRequest, channel: Channel) -> bool:
    # Whoever was erased is nobody on record: the answer to their own request goes to what is typed now.
    if _living(session, request) is None:
        return True
    return requests.told(session, uow, request, channel, uow.now).allowed


def _acknowledge(uow: UnitOfWork, request: SubjectRequest, channel: Channel) -> None:
    require_open(request, "acknowledge")
    if request.acknowledged_at is not None:
        return
    rows.set_acknowledged(uow.db, request.id, uow.now, uow.actor)
    requests.add_step(uow, request.id, StepKind.ACKNOWLEDGED, channel=channel)
    audit(uow, AuditAction.REQUEST_ACKNOWLEDGED, request, {"channel": channel.value})


# --- reading what it says ---------------------------------------------------------------------------


def _read(session: Session, request: SubjectRequest, letter: LetterKind, how: LetterInput) -> tuple[Known, str]:
    person = _living(session, request)
    address, email = _where(person, how)
    words = optional_text(how.words, "words", NOTE_LIMIT, is_multiline=True) or ""
    if letter is LetterKind.REFUSAL and not words:
        words = request.outcome_note or ""
        if not words:
            raise TextMissing(field="words")
    name = optional_text(how.addressee, "addressee") or (person.name if person is not None else None)
    known = Known(
        request=request,
        steps=requests.steps(session, request.code),
        days=request_clocks.days_of(session.db, request.kind),
        is_paused=request.identity_at is None and request_clocks.counting(session.db).pauses_while_unproven,
        first_due_at=_first_due(session, request),
        feedback=_feedback(session, request),
        partners=_partners(session, request),
        invoice_years=law_values.number(session.db, "retention.invoice_years"),
        shop=session.shop(),
        name=name or "",
        address=address,
        words=words,
    )
    return known, email


def _where(person: Customer | None, how: LetterInput) -> tuple[str, str]:
    """Return the postal address and the email address a letter goes to, as its channel needs."""
    if how.channel is Channel.POST:
        address = optional_text(how.address, "address", ADDRESS_LIMIT) or _on_record(person, how.address_id)
        if not address:
            raise TextMissing(field="address")
        return address, ""
    if how.channel is not Channel.EMAIL:
        return "", ""
    if how.address.strip():
        return "", parse_email(how.address)
    live = person.live_email() if person is not None else None
    if live is None or not live.address:
        raise TextMissing(field="email")
    return "", live.address


def _on_record(person: Customer | None, wanted: AddressId | None) -> str:
    if person is None:
        return ""
    chosen = next((one for one in person.addresses if one.id == wanted and one.line), None) or person.live_address()
    return chosen.in_one_line() if chosen is not None else ""


def _first_due(session: Session, request: SubjectRequest) -> datetime | None:
    if request.extended_at is None:
        return None
    before = request_clocks.of(session.db, request.kind, replace(request.asking, is_extended=False)).complete
    return before.due_at if before is not None else None


def _feedback(session: Session, request: SubjectRequest) -> tuple[str, datetime] | None:
    code = requests.feedback_code(session, request)
    return (code, feedback.get(session, code).rounds[0].due_at) if code is not None else None


def _partners(session: Session, request: SubjectRequest) -> tuple[tuple[str, PartnerLetter], ...]:
    names = {one.id: one.name for one in recipients.lines(session)}
    return tuple((names[one.recipient_id], one) for one in partner_rows.of_request(session.db, request.id))
