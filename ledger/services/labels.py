"""Printing masked labels: decided, masked, rendered, read back from the PDF, and only then given out (KO 4b).

One leak anywhere in the batch and nothing is printed; what was found is recorded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ledger.assets import load_places, load_wording
from ledger.documents.label import render_labels
from ledger.documents.label_check import LabelFinding, check_labels
from ledger.documents.label_sizes import LabelLayout
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Address, Customer
from ledger.domain.errors import NothingToDo
from ledger.domain.gate import Act, Decision, Proposal, decide
from ledger.domain.ids import OrderId, PurposeId
from ledger.domain.masking import LabelFigures, MaskedLabel, Secrets, masked_label
from ledger.domain.parcel import Parcel, ParcelState, require_step
from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import Recipient
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services.deciding import About, gather, people_of, record_refusal
from ledger.services.parcels import DELIVERY, INSTALLATION
from ledger.services.session import Session
from ledger.storage import orders, recipients
from ledger.storage.unit_of_work import UnitOfWork

__all__ = ["BlockedParcel", "LabelLayout", "LabelRun", "LabelSheet", "print_labels", "purpose_of"]


@dataclass(frozen=True, slots=True)
class BlockedParcel:
    """A parcel the gate stopped, with every reason."""

    parcel: Parcel
    customer: Customer
    decision: Decision


@dataclass(frozen=True, slots=True)
class LabelRun:
    """What came of a printing: ``pdf`` is ``None`` when nothing was printed."""

    pdf: bytes | None
    printed: tuple[Parcel, ...]
    blocked: tuple[BlockedParcel, ...]
    findings: tuple[LabelFinding, ...]


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """The paper: its layout, the first free place on a sheet of four, and the language."""

    layout: LabelLayout
    start_at: int = 1
    language: Language = Language.VI


@dataclass(frozen=True, slots=True)
class _Ready:
    """One parcel that may be labelled."""

    parcel: Parcel
    customer: Customer
    label: MaskedLabel
    secrets: Secrets


def purpose_of(recipient: Recipient | None) -> PurposeId:
    """Return what a parcel is given out for: delivery, or installation when an installer takes it."""
    is_installer = recipient is not None and recipient.role is RecipientRole.INSTALLER
    return INSTALLATION if is_installer else DELIVERY


def print_labels(session: Session, parcels: Sequence[Parcel], sheet: LabelSheet) -> LabelRun:
    """Print the masked labels of ``parcels`` (drafts, or reprints of printed ones).

    Raises ``NothingToDo`` for no parcel, ``WrongState`` for one already with the carrier.
    """
    session.require(Operation.PRINT_LABEL)
    if not parcels:
        raise NothingToDo(act="labels")
    for parcel in parcels:
        require_step(parcel.state, ParcelState.PRINTED)
    now = session.clock.now()
    ready, blocked = _sort_out(session, parcels, now)
    pdf, findings = _render(session, ready, sheet) if ready else (None, ())
    with session.write() as uow:
        for one in blocked:
            _refuse(session, uow, one, now)
        if findings:
            _record_leaks(uow, ready, findings, sheet)
        elif ready:
            _record_printing(uow, ready, sheet)
    if findings or not ready:
        return LabelRun(None, (), tuple(blocked), findings)
    printed = orders.load_parcels(session.db, [one.parcel.id for one in ready])
    return LabelRun(pdf, printed, tuple(blocked), ())


def _sort_out(session: Session, parcels: Sequence[Parcel], at: datetime) -> tuple[list[_Ready], list[BlockedParcel]]:
    people = people_of(session, [parcel.customer_id for parcel in parcels])
    facts = gather(session, list(people.values()), at)
    carriers = {one.id: one for one in recipients.load_all(session.db)}
    ready: list[_Ready] = []
    blocked: list[BlockedParcel] = []
    for parcel in parcels:
        customer = people[parcel.customer_id]
        carrier = carriers.get(parcel.carrier_id) if parcel.carrier_id is not None else None
        decision = decide(Proposal(Act.LABEL, purpose_of(carrier), at), replace(facts[customer.id], recipient=carrier))
        if decision.allowed and carrier is not None:
            ready.append(_mask(session, parcel, customer, carrier))
        else:
            blocked.append(BlockedParcel(parcel, customer, decision))
    return ready, blocked


def _mask(session: Session, parcel: Parcel, customer: Customer, carrier: Recipient) -> _Ready:
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
    return _Ready(parcel, customer, label, _secrets(session, parcel.order_id, customer))


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


def _render(
    session: Session, ready: Sequence[_Ready], sheet: LabelSheet
) -> tuple[bytes | None, tuple[LabelFinding, ...]]:
    labels = [one.label for one in ready]
    secrets = [one.secrets for one in ready]
    shop, wording = session.shop(), load_wording(sheet.language)
    pdf = render_labels(labels, shop, wording, sheet.layout, sheet.start_at)
    return pdf, check_labels(pdf, labels, secrets, shop, wording, sheet.layout, sheet.start_at)


def _refuse(session: Session, uow: UnitOfWork, one: BlockedParcel, at: datetime) -> None:
    carrier = recipients.load(uow.db, one.parcel.carrier_id) if one.parcel.carrier_id is not None else None
    about = About(one.parcel.carrier_id, one.parcel)
    record_refusal(uow, session, one.customer, Proposal(Act.LABEL, purpose_of(carrier), at), one.decision, about)


def _record_printing(uow: UnitOfWork, ready: Sequence[_Ready], sheet: LabelSheet) -> None:
    uow.audit(AuditAction.LABELS_PRINTED, None, {"labels": len(ready), "layout": sheet.layout.value})
    for one in ready:
        orders.mark_printed(uow.db, one.parcel.id, uow.now)
        printed = orders.LabelPrint(one.parcel.id, sheet.layout.value, is_clean=True)
        orders.add_label_print(uow.db, printed, uow.now, uow.actor)
        uow.audit(AuditAction.PARCEL_LABELLED, one.customer.code, {"parcel": one.parcel.code, "is_clean": True})


def _record_leaks(
    uow: UnitOfWork, ready: Sequence[_Ready], findings: Sequence[LabelFinding], sheet: LabelSheet
) -> None:
    found: Mapping[str, LabelFinding] = {finding.parcel_code: finding for finding in findings}
    uow.audit(AuditAction.LABELS_PRINTED, None, {"labels": 0, "withheld": len(ready), "layout": sheet.layout.value})
    for one in ready:
        finding = found.get(one.parcel.code)
        if finding is None:
            continue
        kinds = tuple(sorted({kind.value for kind in finding.leaks} | finding.unreadable))
        withheld = orders.LabelPrint(one.parcel.id, sheet.layout.value, is_clean=False, leaks=kinds)
        orders.add_label_print(uow.db, withheld, uow.now, uow.actor)
        body: Entry = {"parcel": one.parcel.code, "is_clean": False, "leaks": list(kinds)}
        uow.audit(AuditAction.PARCEL_LABELLED, one.customer.code, body)
