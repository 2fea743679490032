"""Printing masked labels: decided, masked, rendered, read back from the PDF, and only then given out (KO 4b).

One leak anywhere in the batch and nothing is printed; what was found is recorded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ledger.assets import load_places, load_wording
from ledger.documents.label import render_labels
from ledger.documents.label_check import LabelFinding, check_labels
from ledger.documents.label_sizes import LabelLayout, page_size_mm
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Address, Customer
from ledger.domain.errors import LabelTooNarrow, NothingToDo, WrongState
from ledger.domain.gate import Act, Decision, Proposal, decide
from ledger.domain.ids import OrderId, PurposeId
from ledger.domain.masking import LabelFigures, MaskedLabel, Secrets, masked_label
from ledger.domain.parcel import Parcel, ParcelState, require_step
from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import Recipient
from ledger.domain.shop import Shop
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services.deciding import About, gather, people_of, record_refusal
from ledger.services.parcels import DELIVERY, INSTALLATION, as_stored
from ledger.services.session import Session
from ledger.storage import orders, recipients
from ledger.storage.unit_of_work import UnitOfWork

__all__ = ["BlockedParcel", "LabelLayout", "LabelRun", "LabelSheet", "page_size_mm", "print_labels", "purpose_of"]

TOO_NARROW = "TOO_NARROW"  # why a label was withheld, beside the kinds of leaks
# What belongs to one parcel; anything else that does not fit is the shop's own, and concerns every label.
_OF_ONE_PARCEL = frozenset({"name", "province", "zone", "count", "weight", "amount"})


@dataclass(frozen=True, slots=True)
class BlockedParcel:
    """A parcel the gate stopped, with every reason."""

    parcel: Parcel
    customer: Customer
    decision: Decision


@dataclass(frozen=True, slots=True)
class LabelRun:
    """What came of a printing: ``pdf`` is ``None`` when nothing was printed.

    ``unfit`` are parcels whose masked name does not fit legibly; the others are printed without them. ``findings``
    are leaks: one, and nothing at all is printed.
    """

    pdf: bytes | None = field(repr=False)
    printed: tuple[Parcel, ...]
    blocked: tuple[BlockedParcel, ...]
    unfit: tuple[Parcel, ...]
    findings: tuple[LabelFinding, ...]


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """The paper: its layout, the first free place on a sheet of four, and the language."""

    layout: LabelLayout
    start_at: int = 1
    language: Language = Language.VI


@dataclass(frozen=True, slots=True)
class ReadyLabel:
    """One parcel the gate lets through, masked, with what must not be found on its label."""

    parcel: Parcel
    customer_code: str
    label: MaskedLabel
    secrets: Secrets


@dataclass(frozen=True, slots=True)
class LabelBatch:
    """What was decided about the chosen parcels, and the shop's own block."""

    ready: tuple[ReadyLabel, ...]
    blocked: tuple[BlockedParcel, ...]
    shop: Shop
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class RenderedBatch:
    """The PDF of a batch, already read back; not given out before it is recorded."""

    pdf: bytes | None = field(repr=False)
    fit: tuple[ReadyLabel, ...]
    unfit: tuple[ReadyLabel, ...]
    findings: tuple[LabelFinding, ...]


def purpose_of(recipient: Recipient | None) -> PurposeId:
    """Return what a parcel is given out for: delivery, or installation when an installer takes it."""
    is_installer = recipient is not None and recipient.role is RecipientRole.INSTALLER
    return INSTALLATION if is_installer else DELIVERY


def print_labels(session: Session, parcels: Sequence[Parcel], sheet: LabelSheet) -> LabelRun:
    """Print the masked labels of ``parcels`` (drafts, or reprints of printed ones): decide, render, record.

    Raises ``NothingToDo`` for no parcel, ``WrongState`` for one already with the carrier, ``LabelTooNarrow`` when the
    shop's own words do not fit.
    """
    batch = decide_batch(session, parcels)
    return record_batch(session, batch, render_batch(batch, sheet), sheet)


def decide_batch(session: Session, parcels: Sequence[Parcel]) -> LabelBatch:
    """Ask the gate about each parcel and mask what it lets through. Only reads the ledger."""
    session.require(Operation.PRINT_LABEL)
    if not parcels:
        raise NothingToDo(act="labels")
    chosen = tuple({parcel.id: parcel for parcel in parcels}.values())
    for parcel in chosen:
        require_step(parcel.state, ParcelState.PRINTED)
    at = session.now()
    ready: list[ReadyLabel] = []
    blocked: list[BlockedParcel] = []
    for one, carrier in _ask(session, chosen, at):
        if one.decision.allowed and carrier is not None:
            ready.append(_mask(session, one.parcel, one.customer, carrier))
        else:
            blocked.append(one)
    return LabelBatch(tuple(ready), tuple(blocked), session.shop(), at)


def _ask(session: Session, parcels: Sequence[Parcel], at: datetime) -> list[tuple[BlockedParcel, Recipient | None]]:
    """Return the gate's decision about each parcel, with its carrier."""
    people = people_of(session, [parcel.customer_id for parcel in parcels])
    facts = gather(session, list(people.values()), at)
    carriers = {one.id: one for one in recipients.load_all(session.db)}
    asked = []
    for parcel in parcels:
        customer = people[parcel.customer_id]
        carrier = carriers.get(parcel.carrier_id) if parcel.carrier_id is not None else None
        proposal = Proposal(Act.LABEL, purpose_of(carrier), at)
        decision = decide(proposal, replace(facts[customer.id], recipient=carrier))
        asked.append((BlockedParcel(parcel, customer, decision), carrier))
    return asked


def render_batch(
    batch: LabelBatch, sheet: LabelSheet, on_progress: Callable[[int, int], None] | None = None
) -> RenderedBatch:
    """Draw the labels and read every one back from the PDF. Needs no ledger, so any thread may do it.

    ``on_progress`` is told pages read back and pages in all; what it raises ends the work, and nothing comes of it.
    """
    wording = load_wording(sheet.language)

    def draw(chosen: Sequence[ReadyLabel]) -> bytes:
        return render_labels([one.label for one in chosen], batch.shop, wording, sheet.layout, sheet.start_at)

    fit, unfit = list(batch.ready), list[ReadyLabel]()
    try:
        pdf = draw(fit) if fit else None
    except LabelTooNarrow:
        fit, unfit = _part(batch.ready, draw)
        pdf = draw(fit) if fit else None
    findings: tuple[LabelFinding, ...] = ()
    if pdf is not None:
        labels, secrets = [one.label for one in fit], [one.secrets for one in fit]
        findings = check_labels(pdf, labels, secrets, batch.shop, wording, sheet.layout, sheet.start_at, on_progress)
    return RenderedBatch(pdf, tuple(fit), tuple(unfit), findings)


def _part(
    ready: Sequence[ReadyLabel], draw: Callable[[Sequence[ReadyLabel]], bytes]
) -> tuple[list[ReadyLabel], list[ReadyLabel]]:
    fit: list[ReadyLabel] = []
    unfit: list[ReadyLabel] = []
    for one in ready:
        try:
            draw([one])
        except LabelTooNarrow as refusal:
            if refusal.data["part"] not in _OF_ONE_PARCEL:
                raise
            unfit.append(one)
        else:
            fit.append(one)
    return fit, unfit


def record_batch(session: Session, batch: LabelBatch, rendered: RenderedBatch, sheet: LabelSheet) -> LabelRun:
    """Write down what was printed, withheld and refused; only then may the PDF be given out.

    Raises ``WrongState`` if a parcel moved on meanwhile.
    """
    findings, fit, unfit = rendered.findings, rendered.fit, rendered.unfit
    with session.write() as uow:
        _require_unchanged(session, fit, uow.now)
        for one in batch.blocked:
            _refuse(session, uow, one, batch.decided_at)
        count = 0 if findings else len(fit)
        if fit or unfit:
            body: Entry = {"labels": count, "withheld": len(fit) + len(unfit) - count, "layout": sheet.layout.value}
            uow.audit(AuditAction.LABELS_PRINTED, None, body)
        for ready in unfit:
            _withhold(uow, ready, sheet, (TOO_NARROW,))
        if findings:
            _record_leaks(uow, fit, findings, sheet)
        else:
            _record_printing(uow, fit, sheet)
    narrow = tuple(ready.parcel for ready in unfit)
    if findings or not fit:
        return LabelRun(None, (), batch.blocked, narrow, findings)
    printed = orders.load_parcels(session.db, [one.parcel.id for one in fit])
    return LabelRun(rendered.pdf, printed, batch.blocked, narrow, ())


def _mask(session: Session, parcel: Parcel, customer: Customer, carrier: Recipient) -> ReadyLabel:
    address = customer.live_address()
    province = load_places().province_with_code(address.province_code) if address and address.province_code else None
    label = masked_label(
        session.policy().label,
        parcel.code,
        customer.name or "",
        # Only a province of the dated list: what is typed freely may be a street.
        province=province.name if province else None,
        zone=carrier.zones.get(province.code) if province else None,
        figures=LabelFigures(parcel.number, parcel.total, parcel.weight_g, parcel.amount_to_collect),
    )
    return ReadyLabel(parcel, customer.code, label, _secrets(session, parcel.order_id, customer))


def _secrets(session: Session, order_id: OrderId, customer: Customer) -> Secrets:
    return Secrets(
        name=customer.name or "",
        phones=tuple(phone.number for phone in customer.phones if phone.number),
        emails=tuple(email.address for email in customer.emails if email.address),
        places=tuple(part for one in customer.addresses for part in _hidden_parts(one)),
        goods=tuple(item.product for item in orders.goods_of(session.db, order_id) if item.product),
    )


def _hidden_parts(address: Address) -> tuple[str, ...]:
    # A province that is not on the list may be anything, so it is hidden like a street.
    unlisted = address.province if address.province_code is None else None
    return tuple(part for part in (address.line, address.ward, unlisted) if part)


def _refuse(session: Session, uow: UnitOfWork, one: BlockedParcel, at: datetime) -> None:
    carrier = recipients.load(uow.db, one.parcel.carrier_id) if one.parcel.carrier_id is not None else None
    about = About(one.parcel.carrier_id, one.parcel)
    record_refusal(uow, session, one.customer, Proposal(Act.LABEL, purpose_of(carrier), at), one.decision, about)


def _require_unchanged(session: Session, ready: Sequence[ReadyLabel], at: datetime) -> None:
    # While the PDF was drawn somebody may have handed the parcel over, or restricted the customer.
    for one, _ in _ask(session, as_stored(session, [label.parcel for label in ready]), at):
        require_step(one.parcel.state, ParcelState.PRINTED)
        if not one.decision.allowed:
            raise WrongState(state=one.parcel.state.value, act=ParcelState.PRINTED.value)


def _record_printing(uow: UnitOfWork, ready: Sequence[ReadyLabel], sheet: LabelSheet) -> None:
    for one in ready:
        orders.mark_printed(uow.db, one.parcel.id, uow.now)
        printed = orders.LabelPrint(one.parcel.id, sheet.layout.value, is_clean=True)
        orders.add_label_print(uow.db, printed, uow.now, uow.actor)
        uow.audit(AuditAction.PARCEL_LABELLED, one.customer_code, {"parcel": one.parcel.code, "is_clean": True})


def _record_leaks(
    uow: UnitOfWork, ready: Sequence[ReadyLabel], findings: Sequence[LabelFinding], sheet: LabelSheet
) -> None:
    found = {finding.parcel_code: finding for finding in findings}
    for one in ready:
        finding = found.get(one.parcel.code)
        if finding is not None:
            kinds = sorted({kind.value for kind in finding.leaks} | finding.unreadable)
            _withhold(uow, one, sheet, tuple(kinds))


def _withhold(uow: UnitOfWork, one: ReadyLabel, sheet: LabelSheet, kinds: tuple[str, ...]) -> None:
    withheld = orders.LabelPrint(one.parcel.id, sheet.layout.value, is_clean=False, leaks=kinds)
    orders.add_label_print(uow.db, withheld, uow.now, uow.actor)
    body: Entry = {"parcel": one.parcel.code, "is_clean": False, "leaks": list(kinds)}
    uow.audit(AuditAction.PARCEL_LABELLED, one.customer_code, body)
