"""The promise about minors, VK 9: nothing on contract or consent without the guardian, by the age at that time."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from ledger.domain.consent import ConsentOutcome, ConsentRecord
from ledger.domain.ids import CustomerId
from ledger.domain.instants import local_date, start_of_day
from ledger.domain.minor import Giver, age_on, birthday, born_after, minor_under
from ledger.domain.policy import Control, PolicyVersion
from ledger.domain.promise import Evidence, Figure, RecordKind, RecordRef, Violation
from ledger.domain.purpose import Channel, LegalBasis
from ledger.services.deciding import age_rules, in_batches
from ledger.services.minors import asked_today
from ledger.services.promise_asking import Asked, Measure, Resting, in_steps, samples, trend
from ledger.services.session import Session
from ledger.storage import consents
from ledger.storage import promise_minors as rows
from ledger.storage.minors import count_waiting
from ledger.storage.promise_minors import YoungAct
from ledger.storage.promises import blocked

_ORDER = "minor_order"
_KINDS = {
    "sale": (_ORDER, RecordKind.ORDER),
    "disclosure": ("minor_disclosure", RecordKind.DISCLOSURE),
    "contact": ("minor_contact", RecordKind.CONTACT),
}
_Told = Mapping[CustomerId, tuple[ConsentRecord, ...]]  # what the guardian of each minor said


def guardian_consent(session: Session, asked: Asked) -> Resting:
    """Measure VK 9: minors on record and waiting, and every act about a minor without the guardian's consent then."""
    db, unknown = session.db, 0
    for step in asked.spans:
        unknown += rows.orders_of_unknown_age(db, step)
        yield
    years = minor_under(asked.policy, age_rules(db))
    acts = _acts(session, asked, years)
    told = _told(session, acts)
    found = tuple(_violations(asked, acts, told, years))
    broken = {one.reference for one in found}
    here = [one for one in acts if asked.period.has(one.at)]
    kept = [one for one in here if _reference(one) not in broken]
    waiting = asked_today(session, asked.at)
    refused = blocked(db, asked.clause.id, asked.span)
    return Evidence(
        figures=(
            Figure("orders_while_waiting", sum(one.kind == _ORDER and asked.period.has(one.at) for one in found)),
            Figure("orders_with_guardian", sum(one.kind == "sale" for one in kept)),
            Figure("minors", rows.count_young(db, waiting.born_after)),
            Figure("minors_waiting", count_waiting(db, waiting) if waiting.purpose_id is not None else 0),
            Figure("orders_of_unknown_age", unknown),
            Figure("blocked", refused),
        ),
        used=len(here) + unknown + refused,
        violations=found,
        samples=samples(RecordKind.ORDER, (one.code for one in reversed(kept) if one.kind == "sale")),
        trend=trend(asked, in_steps(asked, (one.at for one in kept)), found),
    )


def _acts(session: Session, asked: Asked, years: int) -> list[YoungAct]:
    """Return what was ever done, up to the end of the period, about whoever was a minor then and in the period.

    Whoever came of age before it stands under nobody's consent any more.
    """
    found = rows.acts_of_young(session.db, born_after(years, asked.period.first), asked.span[1])
    return [one for one in found if age_on(one.birth_on, local_date(one.at)) < years]


def _told(session: Session, acts: Iterable[YoungAct]) -> _Told:
    ids = list(dict.fromkeys(one.customer_id for one in acts))
    return {
        whose: tuple(one for one in records if one.giver is Giver.GUARDIAN)
        for batch in in_batches(ids)
        for whose, records in consents.of_customers(session.db, batch).items()
    }


def _reference(act: YoungAct) -> str:
    return f"{act.kind}:{act.id}"


def _violations(asked: Asked, acts: Iterable[YoungAct], told: _Told, years: int) -> Iterator[Violation]:
    for act in acts:
        records = tuple(_about(asked.policy, act, told[act.customer_id]))
        known = [one for one in records if one.bears_on(act.at, act.recorded_at)]
        if _stands(known, act.at):
            continue
        closed_at = _closed(act, [one for one in records if one not in known], years, asked.at)
        if asked.stood(act.at, closed_at):
            kind, record = _KINDS[act.kind]
            yield Violation(_reference(act), kind, act.at, RecordRef(record, act.code), closed_at, act.customer_id)


def _about(policy: PolicyVersion, act: YoungAct, records: Iterable[ConsentRecord]) -> Iterator[ConsentRecord]:
    """Return what the guardian said about this act: an order stands on any contract."""
    contracts = {one.id for one in policy.purposes if one.basis is LegalBasis.CONTRACT}
    wanted = contracts if act.purpose_id is None else {act.purpose_id}
    return (one for one in records if one.purpose_id in wanted and one.channel is Channel(act.channel))


def _stands(records: Iterable[ConsentRecord], at: datetime) -> bool:
    # Whatever revision of the purpose it was given for: which one was in force then is not asked again here.
    newest: dict[str, ConsentRecord] = {}
    for one in sorted(records, key=lambda one: (one.occurred_at, one.recorded_at, one.id)):
        newest[one.purpose_id] = one
    return any(
        one.outcome is ConsentOutcome.GRANTED and (one.expires_at is None or one.expires_at > at)
        for one in newest.values()
    )


def _closed(act: YoungAct, later: Iterable[ConsentRecord], years: int, now: datetime) -> datetime | None:
    """Return when the guardian agreed after all, or the minor came of age, whichever was first."""
    ends = [one.recorded_at for one in later if one.outcome is ConsentOutcome.GRANTED]
    ends.append(start_of_day(birthday(act.birth_on, years)))
    return min((at for at in ends if at <= now), default=None)


MEASURES: Mapping[Control, Measure] = {Control.GUARDIAN_CONSENT: guardian_consent}
