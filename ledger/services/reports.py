"""Paper for the manager and the inspector: the disclosure report and one customer's consent receipt."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ledger.assets import load_wording
from ledger.documents.consent_receipt import ReceiptHead, ReceiptLine, render_consent_receipt
from ledger.documents.disclosure_report import ReportHead, ReportRow, render_disclosure_report
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.consent import ALL_CHANNELS, ConsentRecord, newest, state_of
from ledger.domain.customer import Customer
from ledger.domain.disclosure import Disclosure
from ledger.domain.errors import InFuture, PeriodReversed, UnknownChoice
from ledger.domain.gate import Act
from ledger.domain.ids import CustomerId, ParcelId, PurposeId, RecipientId, StaffId
from ledger.domain.instants import local_date, show_date, start_of_day
from ledger.domain.minor import Giver
from ledger.domain.parcel import show_code
from ledger.domain.policy import PolicyVersion
from ledger.domain.purpose import Channel, LegalBasis, Purpose
from ledger.domain.staff import Operation
from ledger.domain.wording import Language, Wording
from ledger.services.customers import get, get_living
from ledger.services.explaining import fields_text, purpose_text
from ledger.services.recipients import get as get_recipient
from ledger.services.session import Session
from ledger.services.trail import fingerprint_of, head_of
from ledger.storage import consents, customers, disclosures, orders, policies, recipients, staff
from ledger.storage.disclosures import Filter


@dataclass(frozen=True, slots=True)
class ReportWish:
    """Which disclosures: days in Vietnam, both included; one recipient, basis, purpose or customer code."""

    period_from: date | None = None
    period_to: date | None = None
    recipient_id: RecipientId | None = None
    basis: LegalBasis | None = None
    purpose_id: PurposeId | None = None
    customer_code: str = ""
    language: Language = Language.VI


@dataclass(frozen=True, slots=True)
class Report:
    """A printed report and how much it covers."""

    pdf: bytes = field(repr=False)
    rows: int = 0
    blocked: int | None = 0


@dataclass(frozen=True, slots=True)
class PreparedReport:
    """Everything a report says, read from the ledger; ``blocked`` is ``None`` where refusals cannot be counted."""

    head: ReportHead = field(repr=False)
    lines: tuple[ReportRow, ...] = field(repr=False)
    blocked: int | None
    language: Language

    @property
    def rows(self) -> int:
        """Return how many disclosures it lists."""
        return len(self.lines)

    def render(self) -> bytes:
        """Return it as PDF. Needs no ledger, so any thread may do it."""
        return render_disclosure_report(self.head, self.lines, self.blocked, load_wording(self.language))


def disclosure_report(session: Session, wish: ReportWish) -> Report:
    """Return the disclosure report as PDF; that it was printed is audited."""
    prepared = prepare_disclosure_report(session, wish, is_preview=False)
    return Report(prepared.render(), prepared.rows, prepared.blocked)


def prepare_disclosure_report(session: Session, wish: ReportWish, *, is_preview: bool) -> PreparedReport:
    """Read what a disclosure report says; that it is printed is audited, that it is looked at is not (SQL only).

    Raises ``RoleForbidden``, ``ConfirmationNeeded``, ``PeriodReversed``, ``InFuture``, ``UnknownChoice`` or
    ``NotFound``.
    """
    session.require(Operation.REPORT)
    if not is_preview:
        session.require_confirmed(Operation.REPORT)
    wish = _bounded(session, wish)
    customer = get(session, wish.customer_code) if wish.customer_code else None
    chosen = _filter(wish, customer.id if customer else None)
    wording = load_wording(wish.language)
    found = disclosures.find(session.db, chosen)
    rows = _rows(session, found, wording)
    # A refusal rests on no basis, so it cannot be counted under one.
    blocked = None if wish.basis else disclosures.count_attempts(session.db, chosen, Act.DISCLOSURE)
    if not is_preview:
        with session.write() as uow:
            body: Entry = {"rows": len(rows), "blocked": blocked}
            uow.audit(AuditAction.REPORT_PRINTED, customer.code if customer else None, body)
    trail = head_of(session)
    head = ReportHead(
        shop=session.shop(),
        period_from=wish.period_from,
        period_to=wish.period_to,
        filters=_filters(session, wish, wording),
        subject=" · ".join(filter(None, (customer.name, customer.code))) if customer else None,
        printed_at=session.now(),
        printed_by=session.member.name,
        audit_seq=trail.seq,
        audit_head=trail.hash.hex(),
        key_fingerprint=fingerprint_of(session),
        is_preview=is_preview,
    )
    return PreparedReport(head, rows, blocked, wish.language)


def _bounded(session: Session, wish: ReportWish) -> ReportWish:
    # The first and the last day there are mean "no limit": no instant lies beyond them.
    first, last = wish.period_from, wish.period_to
    if first is not None and last is not None and first > last:
        raise PeriodReversed(field="period_to")
    # A typing mistake must not print a proof that nothing was disclosed.
    if first is not None and first > local_date(session.now()):
        raise InFuture(field="period_from")
    if wish.purpose_id is not None and not policies.knows_purpose(session.db, wish.purpose_id):
        raise UnknownChoice(field="purpose", choices=tuple(one.id for one in session.policy().purposes))
    return replace(wish, period_from=None if first == date.min else first, period_to=None if last == date.max else last)


def _filter(wish: ReportWish, customer_id: CustomerId | None) -> Filter:
    return Filter(
        since=start_of_day(wish.period_from) if wish.period_from else None,
        until=start_of_day(wish.period_to + timedelta(days=1)) if wish.period_to else None,
        recipient_id=wish.recipient_id,
        basis=wish.basis,
        purpose_id=wish.purpose_id,
        customer_id=customer_id,
    )


def _filters(session: Session, wish: ReportWish, wording: Wording) -> tuple[tuple[str, str], ...]:
    chosen: list[tuple[str, str]] = []
    if wish.recipient_id is not None:
        chosen.append((wording.text("report.recipient"), get_recipient(session, wish.recipient_id).name))
    if wish.basis is not None:
        chosen.append((wording.text("report.basis"), wording.text(f"bases.{wish.basis.value}")))
    if wish.purpose_id is not None:
        chosen.append((wording.text("report.purpose"), purpose_text(session.policy(), wish.purpose_id, wording)))
    return tuple(chosen)


def _rows(session: Session, found: tuple[Disclosure, ...], wording: Wording) -> tuple[ReportRow, ...]:
    db = session.db
    codes, parcels = customers.all_codes(db), orders.all_parcel_codes(db)
    names = {one.id: one.name for one in recipients.load_all(db)}
    people = staff.names(db)
    words: dict[object, str] = {}

    def purpose(one: Disclosure) -> str:
        key = (one.purpose_id, one.policy_version_id)
        if key not in words:
            words[key] = purpose_text(session.policy(one.policy_version_id), one.purpose_id, wording)
        return words[key]

    def fields(one: Disclosure) -> str:
        if one.fields not in words:
            order = [rule.id for rule in session.policy(one.policy_version_id).fields]
            words[one.fields] = fields_text(tuple(sorted(one.fields, key=order.index)), wording)
        return words[one.fields]

    return tuple(
        ReportRow(
            at=one.occurred_at,
            customer_code=codes[one.customer_id],
            recipient=names[one.recipient_id],
            purpose=purpose(one),
            basis=wording.text(f"bases.{one.basis.value}"),
            fields=fields(one),
            reference=_reference(one, parcels),
            recorded_by=people.get(one.recorded_by, ""),
        )
        for one in found
    )


def _reference(one: Disclosure, parcels: dict[ParcelId, str]) -> str:
    if one.parcel_id is not None:
        return show_code(parcels[one.parcel_id])
    if one.authority is not None:
        day = f", {show_date(one.authority.document_on)}" if one.authority.document_on else ""
        papers = one.authority
        return f"{papers.document_number}{day}, {papers.issuing_body}; {papers.legal_reference}"
    return ""


@dataclass(frozen=True, slots=True)
class PreparedReceipt:
    """Everything one customer's consent receipt says, read from the ledger."""

    head: ReceiptHead = field(repr=False)
    lines: tuple[ReceiptLine, ...] = field(repr=False)
    stops: tuple[str, ...]
    language: Language

    def render(self) -> bytes:
        """Return it as PDF. Needs no ledger, so any thread may do it."""
        return render_consent_receipt(self.head, self.lines, self.stops, load_wording(self.language))


def consent_receipt(session: Session, customer_code: str, language: Language = Language.VI) -> bytes:
    """Return one customer's consent receipt as PDF (ISO/IEC TS 27560 in spirit); printing it is audited."""
    return prepare_consent_receipt(session, customer_code, language, is_preview=False).render()


def prepare_consent_receipt(
    session: Session, customer_code: str, language: Language, *, is_preview: bool
) -> PreparedReceipt:
    """Read what a consent receipt says; that it is printed is audited, that it is looked at is not (SQL only)."""
    session.require(Operation.RECORD)
    customer, wording = get_living(session, customer_code), load_wording(language)
    records = consents.of_customers(session.db, (customer.id,))[customer.id]
    if not is_preview:
        with session.write() as uow:
            uow.audit(AuditAction.RECEIPT_PRINTED, customer.code, {"records": len(records)})
    trail = head_of(session)
    head = ReceiptHead(
        shop=session.shop(),
        customer_name=customer.name or "",
        customer_code=customer.code,
        printed_at=session.now(),
        printed_by=session.member.name,
        policy_number=session.policy().number,
        audit_seq=trail.seq,
        audit_head=trail.hash.hex(),
        guardian=_guardian(session, customer),
        is_preview=is_preview,
    )
    lines = _receipt_lines(session, records, wording)
    return PreparedReceipt(head, lines, _stops(session, customer, wording), language)


def _receipt_lines(session: Session, records: tuple[ConsentRecord, ...], wording: Wording) -> tuple[ReceiptLine, ...]:
    numbers, people = policies.version_numbers(session.db), staff.names(session.db)
    standing = (
        newest(records, purpose.id, channel, giver)
        for purpose in session.policy().purposes
        for channel in Channel
        for giver in Giver
    )
    return tuple(
        _line(session, record, wording, (numbers[record.policy_version_id], people))
        for record in standing
        if record is not None
    )


def _line(
    session: Session, record: ConsentRecord, wording: Wording, known: tuple[int, dict[StaffId, str]]
) -> ReceiptLine:
    number, people = known
    policy = session.policy()
    purpose = policy.purpose(record.purpose_id)
    revision = purpose.revision if purpose else record.purpose_revision
    state = state_of(record, revision, session.now())
    evidence = wording.text("receipt.files", count=len(record.evidence)) if record.evidence else None
    return ReceiptLine(
        purpose=purpose_text(policy, record.purpose_id, wording),
        basis_text=_basis_and_data(policy, purpose, wording) if purpose else "",
        channel=wording.text(f"channels.{record.channel.value}"),
        state_text=wording.text(f"consent_states.{state.value}"),
        method=wording.text(f"consent_methods.{record.method.value}"),
        occurred_at=record.occurred_at,
        recorded_by=people.get(record.recorded_by, ""),
        policy_number=number,
        evidence=evidence,
        giver=wording.text(f"givers.{record.giver.value}"),
    )


def _basis_and_data(policy: PolicyVersion, purpose: Purpose, wording: Wording) -> str:
    # Who consents must know which data it is about (PDPL Art. 9).
    needed = tuple(rule.id for rule in policy.fields if purpose.id in rule.needed_by)
    return f"{wording.text(f'bases.{purpose.basis.value}')} · {fields_text(needed, wording)}"


def _guardian(session: Session, customer: Customer) -> str | None:
    if customer.guardian is None:
        return None
    guardian = customers.load(session.db, customer.guardian.guardian_id)
    name = guardian.name if guardian is not None and guardian.name else ""
    return " · ".join(filter(None, (name, customer.guardian.relation))) or None


def _stops(session: Session, customer: Customer, wording: Wording) -> tuple[str, ...]:
    stops = consents.stops_of(session.db, (customer.id,))[customer.id]
    standing = [stop.channel for stop in stops if stop.lifted_at is None]
    words = (wording.text(f"channels.{channel.value if channel else ALL_CHANNELS}") for channel in standing)
    return tuple(dict.fromkeys(words))
