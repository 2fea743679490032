"""The gate: one pure function decides every use, contact, label and disclosure (``model.md`` 7).

A service gathers the facts; ``decide`` runs every check in order and collects all reasons, none short-circuits.
Each reason names its code, the clause of the policy in force or the article of law, and ids, never personal values.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from ledger.domain.consent import ConsentRecord, ConsentState, StopContact, is_stopped, newest, state_of
from ledger.domain.disclosure import AuthorityRequest
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.instants import local, local_date, most_around, show_date, start_of_day
from ledger.domain.minor import AgeBand, AgeRules, Giver, age_band, is_minor, needed_givers
from ledger.domain.policy import Control, PolicyVersion, RecipientRole
from ledger.domain.purpose import MESSAGES, Channel, LegalBasis, Purpose
from ledger.domain.recipient import WITHOUT_COMMITMENT, Recipient, best_commitment

ReasonValue = str | int | tuple[str, ...]


class Act(StrEnum):
    """What is proposed."""

    USE = "USE"  # a use inside the shop: analysis, website
    ORDER = "ORDER"  # taking an order
    CONSENT = "CONSENT"  # writing down a "yes"
    CONTACT = "CONTACT"  # a contact the shop starts
    LABEL = "LABEL"  # a masked label for a carrier
    DISCLOSURE = "DISCLOSURE"  # handing data to a recipient
    COLLECT = "COLLECT"  # writing data down: which fields, for which purposes
    ATTACH = "ATTACH"  # keeping a file


class Exemption(StrEnum):
    """Contacts that stop-contact does not block, unless they advertise (``model.md`` 4)."""

    OWN_MESSAGE = "OWN_MESSAGE"  # answer to the person's own feedback or request, on its channel
    OPT_OUT_CONFIRMATION = "OPT_OUT_CONFIRMATION"
    LEGAL_NOTICE = "LEGAL_NOTICE"


class ReasonCode(StrEnum):
    """Why not; the words are in ``resources/texts`` under ``reasons``."""

    CUSTOMER_ERASED = "CUSTOMER_ERASED"
    CUSTOMER_RESTRICTED = "CUSTOMER_RESTRICTED"
    GUARDIAN_MISSING = "GUARDIAN_MISSING"
    GUARDIAN_CONSENT_MISSING = "GUARDIAN_CONSENT_MISSING"
    OWN_CONSENT_MISSING = "OWN_CONSENT_MISSING"
    AGE_UNKNOWN = "AGE_UNKNOWN"
    PURPOSE_UNKNOWN = "PURPOSE_UNKNOWN"
    CONSENT_NEVER_ASKED = "CONSENT_NEVER_ASKED"
    CONSENT_REFUSED = "CONSENT_REFUSED"
    CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN"
    CONSENT_EXPIRED = "CONSENT_EXPIRED"
    STOP_CONTACT = "STOP_CONTACT"
    RECIPIENT_MISSING = "RECIPIENT_MISSING"
    RECIPIENT_CLOSED = "RECIPIENT_CLOSED"
    ROLE_NOT_ALLOWED = "ROLE_NOT_ALLOWED"
    PURPOSE_NOT_FOR_ROLE = "PURPOSE_NOT_FOR_ROLE"
    PURPOSE_NOT_FOR_RECIPIENT = "PURPOSE_NOT_FOR_RECIPIENT"
    AUTHORITY_PAPERS_MISSING = "AUTHORITY_PAPERS_MISSING"
    COMMITMENT_MISSING = "COMMITMENT_MISSING"
    COMMITMENT_EXPIRED = "COMMITMENT_EXPIRED"
    COMMITMENT_NOT_YET = "COMMITMENT_NOT_YET"
    COMMITMENT_INCOMPLETE = "COMMITMENT_INCOMPLETE"
    NO_FIELDS = "NO_FIELDS"
    FIELD_NOT_ALLOWED = "FIELD_NOT_ALLOWED"
    FIELD_NOT_NEEDED = "FIELD_NOT_NEEDED"
    FIELD_NOT_FOR_RECIPIENT = "FIELD_NOT_FOR_RECIPIENT"
    MASKED_LABEL_NOT_AGREED = "MASKED_LABEL_NOT_AGREED"
    OUTSIDE_HOURS = "OUTSIDE_HOURS"
    CAP_REACHED = "CAP_REACHED"
    UNREACHABLE = "UNREACHABLE"
    FIELD_NOT_COLLECTED = "FIELD_NOT_COLLECTED"
    FIELD_BEYOND_NEED = "FIELD_BEYOND_NEED"
    COOKIES_REFUSED = "COOKIES_REFUSED"
    IDENTITY_CARD = "IDENTITY_CARD"
    DO_NOT_CALL_UNCHECKED = "DO_NOT_CALL_UNCHECKED"
    DO_NOT_CALL_LISTED = "DO_NOT_CALL_LISTED"


@dataclass(frozen=True, slots=True)
class Reason:
    """One "no": ``reference`` is a clause id ("KO 4c") or ``law:<key>``; ``values`` hold ids and dates only."""

    code: ReasonCode
    reference: str
    values: Mapping[str, ReasonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer. A refusal is returned, not raised, and recorded as one attempt."""

    allowed: bool
    basis: LegalBasis | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody wants to do, now or at an instant already past."""

    act: Act
    purpose_id: PurposeId
    at: datetime
    channel: Channel = Channel.NONE
    fields: frozenset[FieldId] = frozenset()
    giver: Giver = Giver.SELF  # act CONSENT only
    exemption: Exemption | None = None
    authority: AuthorityRequest | None = None


@dataclass(frozen=True, slots=True)
class AdvertisingRules:
    """Hours [from, to) in Vietnam time and contacts per rolling 24 hours (Decree 91/2020)."""

    hours: Mapping[Channel, tuple[int, int]]
    caps: Mapping[Channel, int]

    def hours_of(self, channel: Channel) -> tuple[int, int]:
        """Return the hours [from, to) of a channel, the whole day where none are set."""
        hours = [self.hours[kind] for kind in counted_together(channel) if kind in self.hours]
        return max((low for low, _ in hours), default=0), min((high for _, high in hours), default=24)

    def cap_of(self, channel: Channel) -> int | None:
        """Return how many advertisements a person may get on a channel in 24 hours; ``None`` where none is set."""
        return min((self.caps[kind] for kind in counted_together(channel) if kind in self.caps), default=None)

    def next_allowed(self, channel: Channel, at: datetime) -> datetime:
        """Return ``at`` if it lies within the hours of a channel, else the instant at which they begin next."""
        first, end = self.hours_of(channel)
        hour, day = local(at).hour, local_date(at)
        if first <= hour < end:
            return at
        return start_of_day(day if hour < first else day + timedelta(days=1)) + timedelta(hours=first)


def counted_together(channel: Channel) -> frozenset[Channel]:
    """Return the channels that share hours, caps and stops with one: rules for SMS cover Zalo."""
    return MESSAGES if channel in MESSAGES else frozenset({channel})


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the decision may look at, gathered by a service in the same transaction."""

    policy: PolicyVersion
    ages: AgeRules
    advertising: AdvertisingRules
    is_erased: bool = False
    is_restricted: bool = False
    birth_on: date | None = field(default=None, repr=False)
    is_declared_adult: bool = False
    has_guardian: bool = False
    consents: tuple[ConsentRecord, ...] = ()
    stops: tuple[StopContact, ...] = ()
    reachable: frozenset[Channel] = frozenset()
    recent_advertising: tuple[tuple[Channel, datetime], ...] = ()
    recipient: Recipient | None = None

    def band(self, at: datetime) -> AgeBand:
        """Return the customer's age band at an instant."""
        return age_band(self.birth_on, local_date(at), self.policy, self.ages, is_declared_adult=self.is_declared_adult)


_TO_RECIPIENT = frozenset({Act.LABEL, Act.DISCLOSURE})
_POSTAL_FIELD = FieldId("address")
_GRANTED = ConsentState.GRANTED
# The specific clause beats the general one (``model.md`` 6): partners stand under VK 3, everyone else under KO 3.
_PARTNERS = frozenset({RecipientRole.CARRIER, RecipientRole.INSTALLER})
_THIRD_PARTY = (Control.NO_THIRD_PARTY, Control.PARTNER_COMMITMENT)


def decide(proposal: Proposal, facts: Facts) -> Decision:
    """Return whether ``proposal`` is allowed, on which basis, and every reason against it."""
    purpose = facts.policy.purpose(proposal.purpose_id)
    reasons = tuple(reason for check in _CHECKS for reason in check(proposal, facts, purpose))
    allowed = not reasons
    return Decision(allowed, purpose.basis if purpose is not None and allowed else None, reasons)


_Check = Callable[[Proposal, Facts, Purpose | None], Iterator[Reason]]


def _reference(facts: Facts, law: str, *controls: Control) -> str:
    clause = facts.policy.clause_with(*controls)
    return clause.id if clause is not None else f"law:{law}"


def _check_subject(proposal: Proposal, facts: Facts, purpose: Purpose | None) -> Iterator[Reason]:
    if facts.is_erased:
        yield Reason(ReasonCode.CUSTOMER_ERASED, _reference(facts, "PDPL-4", Control.CORRECTION))
    # What the law demands goes on under a restriction, and a "yes" may be written down.
    is_law = purpose is not None and purpose.basis is LegalBasis.LAW
    if facts.is_restricted and proposal.act is not Act.CONSENT and not is_law:
        yield Reason(ReasonCode.CUSTOMER_RESTRICTED, "law:PDPL-4")


def _check_age(proposal: Proposal, facts: Facts, purpose: Purpose | None) -> Iterator[Reason]:
    if purpose is None or purpose.basis is LegalBasis.LAW:
        return
    band = facts.band(proposal.at)
    reference = _reference(facts, "CHILDREN", Control.GUARDIAN_CONSENT)
    if band is AgeBand.UNKNOWN and purpose.basis is LegalBasis.CONSENT and proposal.act is not Act.CONSENT:
        yield Reason(ReasonCode.AGE_UNKNOWN, reference)
    if not is_minor(band):
        return
    if not facts.has_guardian:
        yield Reason(ReasonCode.GUARDIAN_MISSING, reference)
    for giver in _still_missing(proposal, facts, purpose, needed_givers(band)):
        code = ReasonCode.GUARDIAN_CONSENT_MISSING if giver is Giver.GUARDIAN else ReasonCode.OWN_CONSENT_MISSING
        yield Reason(code, reference, {"purpose": purpose.id})


def _still_missing(proposal: Proposal, facts: Facts, purpose: Purpose, needed: frozenset[Giver]) -> Iterable[Giver]:
    channel = proposal.channel
    if proposal.act is Act.CONSENT:
        if proposal.giver not in needed:
            return [Giver.GUARDIAN]  # under 7 only the guardian has a say
        # The guardian speaks first, about the same key; then the minor's own "yes" may be written down.
        needed = needed & {Giver.GUARDIAN} if proposal.giver is Giver.SELF else frozenset()
    elif purpose.basis is not LegalBasis.CONSENT:
        channel = Channel.NONE  # the agreement to the contract itself
    return [giver for giver in sorted(needed) if _state(facts, purpose, channel, giver, proposal.at) is not _GRANTED]


def _state(facts: Facts, purpose: Purpose, channel: Channel, giver: Giver, at: datetime) -> ConsentState:
    known = (record for record in facts.consents if record.occurred_at <= at)
    return state_of(newest(known, purpose.id, channel, giver), purpose.revision, at)


def _check_purpose(proposal: Proposal, facts: Facts, purpose: Purpose | None) -> Iterator[Reason]:
    if purpose is None:
        reference = _reference(facts, "PDPL-9", Control.PURPOSE_LIMITATION)
        yield Reason(ReasonCode.PURPOSE_UNKNOWN, reference, {"purpose": proposal.purpose_id})


_CONSENT_REASONS = {
    ConsentState.NEVER_ASKED: ReasonCode.CONSENT_NEVER_ASKED,
    ConsentState.REFUSED: ReasonCode.CONSENT_REFUSED,
    ConsentState.WITHDRAWN: ReasonCode.CONSENT_WITHDRAWN,
    ConsentState.EXPIRED: ReasonCode.CONSENT_EXPIRED,
}


def _check_basis(proposal: Proposal, facts: Facts, purpose: Purpose | None) -> Iterator[Reason]:
    if purpose is None or purpose.basis is not LegalBasis.CONSENT or proposal.act is Act.CONSENT:
        return
    if facts.band(proposal.at) is AgeBand.UNDER_SEVEN:
        return  # the guardian decides: checked with the age
    state = _state(facts, purpose, proposal.channel, Giver.SELF, proposal.at)
    if state is not _GRANTED:
        controls = [Control.OFFERS_BY_CHOICE] if purpose.is_advertising else []
        reference = _reference(facts, "PDPL-9", *controls, Control.PURPOSE_LIMITATION)
        yield Reason(_CONSENT_REASONS[state], reference, {"purpose": purpose.id, "channel": proposal.channel.value})


def _check_stop(proposal: Proposal, facts: Facts, purpose: Purpose | None) -> Iterator[Reason]:
    # No exemption covers advertising: even the confirmation of an opt-out goes without it (Decree 91/2020).
    is_exempt = proposal.exemption is not None and purpose is not None and not purpose.is_advertising
    if proposal.act is Act.CONTACT and not is_exempt and is_stopped(facts.stops, proposal.channel, proposal.at):
        reference = _reference(facts, "PDPL-4", Control.REFUSE_CONTACT)
        yield Reason(ReasonCode.STOP_CONTACT, reference, {"channel": proposal.channel.value})


def _handing_over(facts: Facts) -> str:
    is_partner = facts.recipient is not None and facts.recipient.role in _PARTNERS
    return _reference(facts, "PDPL-9", *(reversed(_THIRD_PARTY) if is_partner else _THIRD_PARTY))


def _check_recipient(proposal: Proposal, facts: Facts, _purpose: Purpose | None) -> Iterator[Reason]:
    if proposal.act not in _TO_RECIPIENT:
        return
    recipient = facts.recipient
    reference = _handing_over(facts)
    if recipient is None:
        yield Reason(ReasonCode.RECIPIENT_MISSING, reference)
        return
    if recipient.closed_at is not None and recipient.closed_at <= proposal.at:
        yield Reason(ReasonCode.RECIPIENT_CLOSED, reference)
    rule = facts.policy.rule_for(recipient.role)
    if rule is None:
        yield Reason(ReasonCode.ROLE_NOT_ALLOWED, reference, {"role": recipient.role.value})
    elif proposal.purpose_id not in rule.purposes:
        values = {"role": recipient.role.value, "purpose": proposal.purpose_id}
        yield Reason(ReasonCode.PURPOSE_NOT_FOR_ROLE, reference, values)
    if proposal.purpose_id not in recipient.purposes:
        yield Reason(ReasonCode.PURPOSE_NOT_FOR_RECIPIENT, reference, {"purpose": proposal.purpose_id})


def _check_authority(proposal: Proposal, facts: Facts, _purpose: Purpose | None) -> Iterator[Reason]:
    recipient = facts.recipient
    if proposal.act is not Act.DISCLOSURE or recipient is None or recipient.role is not RecipientRole.AUTHORITY:
        return
    papers = proposal.authority or AuthorityRequest("", None, "", "")
    if papers.missing():
        reference = _reference(facts, "PDPL-19", Control.NO_THIRD_PARTY)
        yield Reason(ReasonCode.AUTHORITY_PAPERS_MISSING, reference, {"missing": papers.missing()})


def _check_commitment(proposal: Proposal, facts: Facts, _purpose: Purpose | None) -> Iterator[Reason]:
    recipient = facts.recipient
    if proposal.act not in _TO_RECIPIENT or recipient is None or recipient.role in WITHOUT_COMMITMENT:
        return
    today = local_date(proposal.at)
    reference = _reference(facts, "D356-7.1", Control.PARTNER_COMMITMENT)
    commitment = best_commitment(recipient.commitments, today)
    if commitment is None:
        yield Reason(ReasonCode.COMMITMENT_MISSING, reference)
        return
    missing = tuple(item.value for item in commitment.missing_items())
    if missing:
        yield Reason(ReasonCode.COMMITMENT_INCOMPLETE, "law:D356-7.1", {"missing": missing})
    if today > commitment.expires_on:
        yield Reason(ReasonCode.COMMITMENT_EXPIRED, reference, {"date": show_date(commitment.expires_on)})
    if today < commitment.signed_on:
        yield Reason(ReasonCode.COMMITMENT_NOT_YET, reference, {"date": show_date(commitment.signed_on)})


def _check_fields(proposal: Proposal, facts: Facts, _purpose: Purpose | None) -> Iterator[Reason]:
    if proposal.act is not Act.DISCLOSURE:
        return
    policy, wanted = facts.policy, proposal.fields
    reference = _handing_over(facts)
    if not wanted:
        yield Reason(ReasonCode.NO_FIELDS, reference)
    rule = policy.rule_for(facts.recipient.role) if facts.recipient is not None else None
    collected = {one.id for one in policy.fields}
    allowed = collected & rule.fields if rule is not None else collected
    if over := wanted - allowed:
        yield Reason(ReasonCode.FIELD_NOT_ALLOWED, reference, {"fields": tuple(sorted(over))})
    needed = {one.id for one in policy.fields if proposal.purpose_id in one.needed_by}
    if over := (wanted & collected) - needed:
        values: dict[str, ReasonValue] = {"fields": tuple(sorted(over)), "purpose": proposal.purpose_id}
        need = _reference(facts, "PDPL-9", Control.COLLECT_ONLY_NEEDED, Control.PURPOSE_LIMITATION)
        yield Reason(ReasonCode.FIELD_NOT_NEEDED, need, values)
    if facts.recipient is not None and (over := wanted - facts.recipient.fields):
        yield Reason(ReasonCode.FIELD_NOT_FOR_RECIPIENT, reference, {"fields": tuple(sorted(over))})


def _check_masked_label(proposal: Proposal, facts: Facts, _purpose: Purpose | None) -> Iterator[Reason]:
    recipient = facts.recipient
    if proposal.act is not Act.LABEL or recipient is None:
        return
    agreed = recipient.masked_labels_agreed_on
    if agreed is None or agreed > local_date(proposal.at):
        yield Reason(ReasonCode.MASKED_LABEL_NOT_AGREED, "law:POSTAL-11.1B")


def _check_advertising(proposal: Proposal, facts: Facts, purpose: Purpose | None) -> Iterator[Reason]:
    if purpose is None or not purpose.is_advertising or proposal.act is not Act.CONTACT:
        return
    # Rules for SMS cover Zalo: both count together, and the stricter rule holds for both.
    kinds = counted_together(proposal.channel)
    first, end = facts.advertising.hours_of(proposal.channel)
    if not first <= local(proposal.at).hour < end:
        yield Reason(ReasonCode.OUTSIDE_HOURS, "law:D91-2020", {"from": first, "to": end})
    cap = facts.advertising.cap_of(proposal.channel)
    times = [at for kind, at in facts.recent_advertising if kind in kinds]
    if cap is not None and most_around(times, proposal.at, timedelta(hours=24)) >= cap:
        yield Reason(ReasonCode.CAP_REACHED, "law:D91-2020", {"limit": cap, "channel": proposal.channel.value})


def _check_reachable(proposal: Proposal, facts: Facts, _purpose: Purpose | None) -> Iterator[Reason]:
    needed: Channel | None = None
    if proposal.act is Act.CONTACT:
        needed = proposal.channel  # a contact on no channel reaches nobody
    elif proposal.act is Act.LABEL or _is_delivery(proposal, facts):
        needed = Channel.POST
    if needed is not None and needed not in facts.reachable:
        reference = _reference(facts, "PDPL-4", Control.CONTACT_STATE, Control.CORRECTION)
        yield Reason(ReasonCode.UNREACHABLE, reference, {"channel": needed.value})


def _is_delivery(proposal: Proposal, facts: Facts) -> bool:
    # An authority gets what is on record, dead or not; a carrier must not be sent to a dead address.
    is_authority = facts.recipient is not None and facts.recipient.role is RecipientRole.AUTHORITY
    return proposal.act is Act.DISCLOSURE and _POSTAL_FIELD in proposal.fields and not is_authority


_CHECKS: tuple[_Check, ...] = (
    _check_subject,
    _check_age,
    _check_purpose,
    _check_basis,
    _check_stop,
    _check_recipient,
    _check_authority,
    _check_commitment,
    _check_fields,
    _check_masked_label,
    _check_advertising,
    _check_reachable,
)
