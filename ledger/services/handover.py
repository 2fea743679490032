"""Handing parcels to a carrier: one gate, one log, one manifest (VK 3, KO 4b).

Every parcel handed over is a disclosure with purpose, basis, fields and order; what the gate stops stays in the shop
and stands on the manifest with its reasons.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ledger.assets import load_wording
from ledger.documents.manifest import BlockedParcel as BlockedRow
from ledger.documents.manifest import ManifestHead, ManifestRow, render_manifest
from ledger.documents.manifest_sheet import render_manifest_sheet
from ledger.documents.paper import Imprint
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.consent import StopContact, is_stopped
from ledger.domain.customer import Customer
from ledger.domain.errors import NotFound, NothingToDo
from ledger.domain.gate import Act, Decision, Facts, Proposal, Reason, ReasonCode, decide
from ledger.domain.ids import FieldId, ManifestId, PolicyVersionId, RecipientId
from ledger.domain.parcel import Parcel, ParcelState, require_step, show_code
from ledger.domain.policy import PolicyVersion
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.recipient import Recipient
from ledger.domain.staff import Operation
from ledger.domain.text import optional_text
from ledger.domain.wording import Language, Wording
from ledger.services.deciding import About, gather, people_of, record_refusal, stops_of
from ledger.services.explaining import explain
from ledger.services.labels import BlockedParcel, purpose_of
from ledger.services.parcels import as_stored, waiting
from ledger.services.reading import echo, read_paper_password
from ledger.services.recipients import get as get_recipient
from ledger.services.session import Session
from ledger.services.trail import head_of
from ledger.storage import disclosures, orders, policies, recipients, staff
from ledger.storage.unit_of_work import UnitOfWork

MANIFEST_FIELDS = tuple(FieldId(one) for one in ("name", "phone", "address", "products", "amount_to_collect"))


@dataclass(frozen=True, slots=True)
class HandOver:
    """What was handed over under which manifest, and what was not. ``manifest_id`` is ``None`` when nothing was."""

    manifest_id: ManifestId | None
    handed_over: tuple[Parcel, ...]
    blocked: tuple[BlockedParcel, ...]


def hand_over(
    session: Session, carrier_id: RecipientId, courier_name: str = "", parcels: Sequence[Parcel] | None = None
) -> HandOver:
    """Hand the printed parcels of a carrier (all, or those chosen) to its courier.

    Raises ``NothingToDo`` without any parcel, ``WrongState`` for one that is not printed, ``NotFound`` for one of
    another carrier.
    """
    session.require(Operation.HAND_OVER)
    carrier = get_recipient(session, carrier_id)
    courier = optional_text(courier_name, "courier")
    chosen = _choose(session, carrier_id, parcels)
    with session.write() as uow:
        allowed, blocked = _sort_out(session, carrier, chosen, uow.now)
        for one in blocked:
            proposal = _proposal(session.policy(), carrier, one.parcel, uow.now)
            record_refusal(uow, session, one.customer, proposal, one.decision, About(carrier_id, one.parcel))
        manifest_id = _record(session, uow, carrier, (courier, allowed)) if allowed else None
    handed = as_stored(session, [parcel for parcel, _, _ in allowed])
    return HandOver(manifest_id, handed, tuple(blocked))


def _choose(session: Session, carrier_id: RecipientId, parcels: Sequence[Parcel] | None) -> tuple[Parcel, ...]:
    chosen = as_stored(session, parcels) if parcels is not None else waiting(session, ParcelState.PRINTED, carrier_id)
    if not chosen:
        raise NothingToDo(act="handover")
    for parcel in chosen:
        require_step(parcel.state, ParcelState.HANDED_OVER)
        if parcel.carrier_id != carrier_id:
            raise NotFound(kind="parcel_of_carrier", code=show_code(parcel.code))
    return chosen


@dataclass(frozen=True, slots=True)
class HandOverCheck:
    """What would go and what would stay if the courier signed now."""

    allowed: tuple[Parcel, ...]
    blocked: tuple[BlockedParcel, ...]


def check(session: Session, carrier_id: RecipientId, parcels: Sequence[Parcel] | None = None) -> HandOverCheck:
    """Ask the gate as ``hand_over`` would, and record nothing. Raises as ``hand_over``."""
    session.require(Operation.HAND_OVER)
    carrier = get_recipient(session, carrier_id)
    allowed, blocked = _sort_out(session, carrier, _choose(session, carrier_id, parcels), session.now())
    return HandOverCheck(tuple(parcel for parcel, _, _ in allowed), tuple(blocked))


_Allowed = tuple[Parcel, Customer, LegalBasis]


def _sort_out(
    session: Session, carrier: Recipient, parcels: Sequence[Parcel], at: datetime
) -> tuple[list[_Allowed], list[BlockedParcel]]:
    people = people_of(session, [parcel.customer_id for parcel in parcels])
    facts = gather(session, list(people.values()), at)
    allowed: list[_Allowed] = []
    blocked: list[BlockedParcel] = []
    for parcel in parcels:
        customer = people[parcel.customer_id]
        decision = _decide(session.policy(), carrier, parcel, (facts[customer.id], at))
        if decision.allowed and decision.basis is not None:
            allowed.append((parcel, customer, decision.basis))
        else:
            blocked.append(BlockedParcel(parcel, customer, decision))
    return allowed, blocked


def _decide(policy: PolicyVersion, carrier: Recipient, parcel: Parcel, known: tuple[Facts, datetime]) -> Decision:
    facts, at = known
    return decide(_proposal(policy, carrier, parcel, at), replace(facts, recipient=carrier))


def _proposal(policy: PolicyVersion, carrier: Recipient, parcel: Parcel, at: datetime) -> Proposal:
    return Proposal(
        Act.DISCLOSURE, purpose_of(carrier), at, fields=frozenset(fields_for(policy, carrier, parcel.amount_to_collect))
    )


def fields_for(policy: PolicyVersion, carrier: Recipient, amount_to_collect: int) -> tuple[FieldId, ...]:
    """Return the fields the manifest shows this carrier: never more than it was agreed to get and the order needs."""
    rule = policy.rule_for(carrier.role)
    may = carrier.fields & (rule.fields if rule is not None else carrier.fields)
    needed = {one.id for one in policy.fields if purpose_of(carrier) in one.needed_by}
    fields = [one for one in MANIFEST_FIELDS if one in may and one in needed]
    return tuple(one for one in fields if one != "amount_to_collect" or amount_to_collect > 0)


def _record(
    session: Session, uow: UnitOfWork, carrier: Recipient, given: tuple[str | None, Sequence[_Allowed]]
) -> ManifestId:
    courier, allowed = given
    manifest_id = orders.add_manifest(uow.db, carrier.id, courier, uow.now, uow.actor)
    body: Entry = {"manifest": manifest_id, "recipient": carrier.id, "parcels": len(allowed)}
    uow.audit(AuditAction.HANDED_OVER, None, body)
    policy = session.policy()
    for parcel, customer, basis in allowed:
        phone, address = customer.live_phone(), customer.live_address()
        given_to = orders.GivenTo(manifest_id, phone.id if phone else None, address.id if address else None)
        orders.mark_handed_over(uow.db, parcel.id, given_to, uow.now)
        fields = frozenset(fields_for(policy, carrier, parcel.amount_to_collect))
        new = disclosures.NewDisclosure(
            customer.id,
            carrier.id,
            purpose_of(carrier),
            basis,
            fields,
            uow.now,
            order_id=parcel.order_id,
            parcel_id=parcel.id,
            manifest_id=manifest_id,
        )
        disclosure_id = disclosures.add(uow.db, new, policy.id, uow.now, uow.actor)
        entry: Entry = {
            "disclosure": disclosure_id,
            "recipient": carrier.id,
            "parcel": parcel.code,
            "manifest": manifest_id,
            "fields": sorted(fields),
            "basis": basis.value,
        }
        uow.audit(AuditAction.DISCLOSED, customer.code, entry)
    return manifest_id


@dataclass(frozen=True, slots=True)
class CarrierReady:
    """A carrier that has parcels in the shop: drafts still to be labelled, and printed ones to hand over."""

    carrier_id: RecipientId
    name: str
    drafts: int
    printed: int


def ready(session: Session) -> tuple[CarrierReady, ...]:
    """Return the carriers that have parcels in the shop, by name."""
    session.require(Operation.HAND_OVER)
    return tuple(CarrierReady(*row) for row in orders.waiting_by_carrier(session.db))


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """One hand-over in the list: its number (``BG-0042``), who took it, who gave it, how many parcels."""

    id: ManifestId
    number: str
    carrier: str
    handed_over_at: datetime
    by: str
    courier_name: str | None = field(repr=False)
    parcels: int


def manifests(session: Session, limit: int = 200) -> tuple[ManifestLine, ...]:
    """Return the last hand-overs, newest first."""
    session.require(Operation.HAND_OVER)
    names = {one.id: one.name for one in recipients.load_all(session.db)}
    people = staff.names(session.db)
    return tuple(
        ManifestLine(
            id=one.id,
            number=show_number(one.id),
            carrier=names[one.recipient_id],
            handed_over_at=one.handed_over_at,
            by=people.get(one.handed_over_by, ""),
            courier_name=one.courier_name,
            parcels=parcels,
        )
        for one, parcels in orders.newest_manifests(session.db, limit)
    )


@dataclass(frozen=True, slots=True)
class ManifestPaper:
    """The manifest for the courier (PDF) and for the carrier's upload (.xlsx, empty for a preview)."""

    pdf: bytes = field(repr=False)
    sheet: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PreparedManifest:
    """Everything the papers of one hand-over say, read from the ledger."""

    head: ManifestHead = field(repr=False)
    rows: tuple[ManifestRow, ...] = field(repr=False)
    blocked: tuple[BlockedRow, ...]
    language: Language
    password: str | None = field(default=None, repr=False)

    def render(self) -> ManifestPaper:
        """Return both papers. Needs no ledger, so any thread may do it.

        A preview has no sheet: a file made for upload would be a disclosure without a trace.
        """
        wording = load_wording(self.language)
        pdf = render_manifest(self.head, self.rows, self.blocked, wording, self.password)
        is_preview = self.head.imprint.is_preview
        return ManifestPaper(pdf, b"" if is_preview else render_manifest_sheet(self.head, self.rows, wording))


def manifest_paper(
    session: Session, manifest_id: ManifestId, language: Language, password: str | None = None
) -> ManifestPaper:
    """Return the papers of a hand-over, as often as needed: they disclose nothing new, and each printing is audited."""
    return prepare_manifest(session, manifest_id, language, password).render()


def prepare_manifest(
    session: Session,
    manifest_id: ManifestId,
    language: Language,
    password: str | None = None,
    *,
    is_preview: bool = False,
) -> PreparedManifest:
    """Read what the papers of a hand-over say; printing is audited, a preview is not (SQL only).

    Raises ``TextMissing`` for a blank password, ``TextNotAllowed`` and ``NotFound``.
    """
    session.require(Operation.HAND_OVER)
    password = None if password is None else read_paper_password(password)
    manifest = orders.load_manifest(session.db, manifest_id)
    if manifest is None:
        raise NotFound(kind="manifest", code=show_number(manifest_id))
    carrier, wording = get_recipient(session, manifest.recipient_id), load_wording(language)
    if not is_preview:
        with session.write() as uow:
            uow.audit(AuditAction.MANIFEST_PRINTED, None, {"manifest": manifest_id})
    trail = head_of(session)
    head = ManifestHead(
        number=show_number(manifest_id),
        carrier=carrier.name,
        shop=session.shop(),
        handed_over_at=manifest.handed_over_at,
        staff_name=staff.names(session.db).get(manifest.handed_over_by, ""),
        courier_name=manifest.courier_name,
        policy_number=policies.version_numbers(session.db)[_version_of(session, manifest_id)],
        imprint=Imprint(session.now(), session.member.name, trail.seq, trail.hash.hex(), is_preview),
    )
    rows = _rows(session, manifest_id)
    return PreparedManifest(head, rows, _blocked_rows(session, manifest, wording), language, password)


def show_number(manifest_id: ManifestId) -> str:
    """Return the number a manifest is known by: ``BG-0042``."""
    return f"BG-{manifest_id:04d}"


def read_number(typed: str) -> ManifestId:
    """Return the manifest a typed number means. Raises ``NotFound``."""
    match = re.fullmatch(r"BG-(\d{1,9})", typed.strip().upper())
    if match is None:
        raise NotFound(kind="manifest", code=echo(typed))
    return ManifestId(int(match.group(1)))


def newest_manifest(session: Session) -> ManifestId | None:
    """Return the last hand-over, or ``None``."""
    return orders.newest_manifest(session.db)


def _version_of(session: Session, manifest_id: ManifestId) -> PolicyVersionId:
    given = disclosures.of_manifest(session.db, manifest_id)
    return given[0].policy_version_id if given else session.policy().id


def _rows(session: Session, manifest_id: ManifestId) -> tuple[ManifestRow, ...]:
    parcels = orders.parcels_of_manifest(session.db, manifest_id)
    people = people_of(session, [parcel.customer_id for parcel in parcels])
    stops = stops_of(session, list(people))
    given = {one.parcel_id: one.fields for one in disclosures.of_manifest(session.db, manifest_id)}
    return tuple(
        _row(session, parcel, people[parcel.customer_id], (given[parcel.id], stops[parcel.customer_id]))
        for parcel in parcels
    )


def _row(
    session: Session, parcel: Parcel, customer: Customer, about: tuple[tuple[FieldId, ...], tuple[StopContact, ...]]
) -> ManifestRow:
    fields, stops = about
    phone = next((one.number for one in customer.phones if one.id == parcel.phone_id), None)
    address = next((one for one in customer.addresses if one.id == parcel.address_id), None)
    goods = orders.goods_of(session.db, parcel.order_id) if "products" in fields else ()
    return ManifestRow(
        parcel_code=parcel.code,
        order_code=parcel.order_code,
        name=(customer.name or "") if "name" in fields else "",
        phone=phone if "phone" in fields else None,
        address=address.in_one_line() if address and "address" in fields else "",
        goods="; ".join(f"{item.quantity} × {item.product}" for item in goods if item.product),
        number=parcel.number,
        total=parcel.total,
        weight_g=parcel.weight_g,
        amount_to_collect=parcel.amount_to_collect if "amount_to_collect" in fields else 0,
        no_call=is_stopped(stops, Channel.CALL, parcel.handed_over_at or parcel.created_at),
    )


# What concerns the partner itself. Everything else is about the customer, and not for a courier's eyes.
_OF_THE_PARTNER = frozenset(
    code for code in ReasonCode if code.startswith(("RECIPIENT", "ROLE", "COMMITMENT", "FIELD"))
)


def _reason_for_carrier(reason: Reason, policy: PolicyVersion, wording: Wording) -> str:
    if reason.code in _OF_THE_PARTNER:
        return explain(reason, policy, wording)
    return wording.text("manifest.private_reason")  # not even the clause: VK 9 would say that it is a child


def _blocked_rows(session: Session, manifest: orders.Manifest, wording: Wording) -> tuple[BlockedRow, ...]:
    # The refusals of the same hand-over carry its instant; a label may have been refused in it too.
    chosen = disclosures.Filter(
        since=manifest.handed_over_at,
        until=manifest.handed_over_at + timedelta(microseconds=1),
        recipient_id=manifest.recipient_id,
    )
    found = disclosures.attempts(session.db, chosen)
    refused = [one for one in found if one.act is Act.DISCLOSURE and one.parcel_id is not None]
    parcels = {one.id: one for one in orders.load_parcels(session.db, [a.parcel_id for a in refused if a.parcel_id])}
    policy = session.policy()
    return tuple(
        BlockedRow(
            parcels[one.parcel_id].code,
            parcels[one.parcel_id].order_code,
            tuple(dict.fromkeys(_reason_for_carrier(reason, policy, wording) for reason in one.reasons)),
        )
        for one in refused
        if one.parcel_id is not None
    )
