"""Promises about what data are used for and whom the shop contacts: KO 2 and VK 2a, KO 4c, VK 2b.

Read from the rows, whatever the gate had said: what was written down later, or imported, may show that it was wrong.
"""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

from ledger.domain.consent import ConsentState, newest, state_of
from ledger.domain.gate import Exemption, Facts, ReasonCode
from ledger.domain.ids import PurposeId
from ledger.domain.minor import AgeBand, Giver
from ledger.domain.policy import Control, PolicyVersion
from ledger.domain.promise import Evidence, Figure, RecordKind, RecordRef, Violation
from ledger.services import promise_collecting, promise_reaching
from ledger.services.deciding import gather, people_of
from ledger.services.promise_asking import SAMPLES, Asked, Measure, Resting, at_once, samples, trend
from ledger.services.session import Session
from ledger.storage import promise_use as rows
from ledger.storage.promise_use import Found, Stopped, Unfounded, Use
from ledger.storage.promises import Span

_KINDS = {"contact": RecordKind.CONTACT, "disclosure": RecordKind.DISCLOSURE, "data_use": RecordKind.DATA_USE}
_ON_CONSENT = ("contact", "disclosure")  # a use of many at once counts people, and names nobody
_OFFERS, _NO_OFFERS, _ALL = (True, True), (False, False), (False, True)


def _violation(table: str, kind: str, one: Found) -> Violation:
    code = str(one.id) if table == "disclosure" else one.code
    return at_once(f"{table}:{one.id}", kind, one.at, RecordRef(_KINDS[table], code), one.customer_id)


def _good(counts: Iterable[int], asked: Asked, violations: Sequence[Violation]) -> list[int]:
    """Return the acts in order per step: those counted without those that were violations."""
    bad = trend(asked, [0] * len(asked.spans), violations)
    return [max(0, count - step.bad) for count, step in zip(counts, bad, strict=True)]


def _samples(session: Session, table: str, span: Span, found: Iterable[Violation]) -> tuple[RecordRef, ...]:
    wrong = {one.reference for one in found}
    recent = rows.newest(session.db, table, span, SAMPLES * 2)
    return samples(_KINDS[table], (code for one, code in recent.items() if f"{table}:{one}" not in wrong))


# --- KO 2, VK 2a: only for the purposes stated ----------------------------------------------------

_PURPOSE_REASONS = frozenset(
    {
        ReasonCode.PURPOSE_UNKNOWN,
        ReasonCode.CONSENT_NEVER_ASKED,
        ReasonCode.CONSENT_REFUSED,
        ReasonCode.CONSENT_WITHDRAWN,
        ReasonCode.CONSENT_EXPIRED,
    }
)
_Made = Mapping[str, Mapping[Use, int]]  # by table


def purpose_limitation(session: Session, asked: Asked) -> Resting:
    """Measure KO 2 and VK 2a: contacts, disclosures and uses inside the shop, each by its purpose and its "yes"."""
    db, made, found = session.db, list[_Made](), list[Violation]()
    has_offers = asked.policy.clause_with(Control.OFFERS_BY_CHOICE) is not None
    for span in asked.spans:
        made.append({table: rows.uses(db, table, span) for table in _KINDS})
        yield
        found += _outside(session, span, made[-1])
        for table in _ON_CONSENT:
            found += _without_yes(session, table, span, _NO_OFFERS if has_offers else _ALL)
        yield
    blocked = rows.count_blocked(db, asked.span, asked.clause.id, _PURPOSE_REASONS)
    per_table = {table: sum(sum(step[table].values()) for step in made) for table in _KINDS}
    total = sum(per_table.values())
    return Evidence(
        figures=(
            Figure("uses", total),
            Figure("contacts", per_table["contact"]),
            Figure("disclosures", per_table["disclosure"]),
            Figure("data_uses", per_table["data_use"]),
            Figure("blocked", blocked),
            *_by_purpose(asked.policy, made),
        ),
        used=total + blocked,
        violations=tuple(found),
        samples=tuple(one for table in _KINDS for one in _samples(session, table, asked.span, found))[:SAMPLES],
        trend=trend(asked, _good((_total(step) for step in made), asked, found), found),
    )


def _total(made: _Made) -> int:
    return sum(number for counted in made.values() for number in counted.values())


def _by_purpose(policy: PolicyVersion, made: Iterable[_Made]) -> Iterator[Figure]:
    counted: Counter[PurposeId] = Counter()
    for step in made:
        for table in step.values():
            for use, number in table.items():
                counted[use.purpose_id] += number
    for purpose in policy.purposes:
        if counted[purpose.id]:
            yield Figure("uses_for", counted[purpose.id], about=purpose.text)


def _outside(session: Session, span: Span, made: _Made) -> Iterator[Violation]:
    """Yield what was done for a purpose that the version it names does not have."""
    for table, counted in made.items():
        for use in {(one.version, one.purpose_id): one for one in counted}.values():
            if session.policy(use.version).purpose(use.purpose_id) is None:
                for one in rows.of_use(session.db, table, use, span):
                    yield _violation(table, "purpose_unknown", one)


def _without_yes(session: Session, table: str, span: Span, advertising: tuple[bool, bool]) -> list[Violation]:
    """Return what was done on consent although no "yes" stood at its time; for the youngest the guardian's counts."""
    found = rows.unfounded(session.db, table, span, advertising)
    if not found:
        return []
    kind = "offer_without_yes" if advertising == _OFFERS else "without_yes"
    people = people_of(session, [one.customer_id for one in found])
    facts = gather(session, tuple(people.values()), session.now())
    return [
        _violation(table, kind, one.found)
        for one in found
        if not _guardian_agreed(session, one, facts[one.customer_id])
    ]


def _guardian_agreed(session: Session, one: Unfounded, facts: Facts) -> bool:
    at = one.found.at
    # Of an erased person nobody can tell the age any more; the guardian's "yes" still stands.
    if facts.band(at) is not AgeBand.UNDER_SEVEN and not facts.is_erased:
        return False
    purpose = session.policy(one.version).purpose(one.purpose_id)
    known = (record for record in facts.consents if record.bears_on(at, one.recorded_at))
    said = newest(known, one.purpose_id, one.channel, Giver.GUARDIAN)
    return purpose is not None and state_of(said, purpose.revision, at) is ConsentState.GRANTED


# --- KO 4c: everybody may refuse ------------------------------------------------------------------


def refuse_contact(session: Session, asked: Asked) -> Evidence:
    """Measure KO 4c: who refused, and every contact made although they had."""
    db = session.db
    found = after_refusal(rows.contacts_while_stopped(db, asked.span))
    violations = tuple(_violation("contact", kind, one) for one, kind in found if asked.period.has(one.at))
    said, standing = rows.count_refusals(db, asked.span)
    blocked = rows.count_blocked(db, asked.span, asked.clause.id, {ReasonCode.STOP_CONTACT})
    return Evidence(
        figures=(
            Figure("contacts_after_refusal", len(violations)),
            Figure("refusals", said),
            Figure("refusals_standing", standing),
            Figure("blocked", blocked),
        ),
        used=max(standing, said) + blocked,
        violations=violations,
        samples=samples(RecordKind.CUSTOMER, rows.refusers(db, asked.span, SAMPLES)),
        trend=trend(asked, [rows.count_refusals(db, one)[0] for one in asked.spans], violations),
    )


def after_refusal(stopped: Sequence[Stopped]) -> tuple[tuple[Found, str], ...]:
    """Return the contacts that a refusal forbade, with the kind of violation, oldest first.

    What the person asked for and what the law demands may be sent, without advertising; of the confirmation of an
    opt-out, the first after each stop.
    """
    forbidden = {
        one.found.id: (one.found, "contact_after_refusal")
        for one in stopped
        if one.is_covered and (one.exemption is None or one.is_advertising)
    }
    confirmed: dict[int, bool] = {}  # by contact: whether it is the first to confirm some stop
    seen = set()
    for one in stopped:
        # what was forbidden itself, by whichever stop, confirmed none
        is_confirmation = one.exemption is Exemption.OPT_OUT_CONFIRMATION and one.is_later
        if is_confirmation and one.found.id not in forbidden:
            confirmed[one.found.id] = confirmed.get(one.found.id, False) or one.stop not in seen
            seen.add(one.stop)
    again = {one.found.id: (one.found, "confirmed_twice") for one in stopped if not confirmed.get(one.found.id, True)}
    return tuple((again | forbidden).values())


# --- VK 2b: offers by choice ----------------------------------------------------------------------


def offers_by_choice(session: Session, asked: Asked) -> Resting:
    """Measure VK 2b: who accepts offers and who refuses, and every offer sent without a "yes"."""
    db, purpose_id = session.db, PurposeId(str(asked.clause.parameters.get("purpose", "marketing")))
    accepted, refused, unasked = yield from _choices(session, asked, purpose_id)
    sent: list[int] = []
    found: list[Violation] = []
    for span in asked.spans:
        sent.append(_offers(session, rows.uses(db, "contact", span)))
        found += _without_yes(session, "contact", span, _OFFERS) if sent[-1] else []
        yield
    said = rows.count_said(db, purpose_id, asked.span)
    blocked = rows.count_blocked(db, asked.span, asked.clause.id, ())
    return Evidence(
        figures=(
            Figure("offers_accepted", accepted),
            Figure("offers_refused", refused),
            Figure("offers_unasked", unasked),
            Figure("offers_sent", sum(sent)),
            Figure("offers_without_yes", len(found)),
            Figure("blocked", blocked),
        ),
        used=sum(sent) + said + blocked,
        violations=tuple(found),
        samples=samples(RecordKind.CUSTOMER, rows.answered(db, purpose_id, asked.span, SAMPLES)),
        trend=trend(asked, _good(sent, asked, found), found),
    )


def _offers(session: Session, made: Mapping[Use, int]) -> int:
    def advertises(use: Use) -> bool:
        purpose = session.policy(use.version).purpose(use.purpose_id)
        return purpose is not None and purpose.is_advertising

    return sum(number for use, number in made.items() if advertises(use))


def _choices(session: Session, asked: Asked, purpose_id: PurposeId) -> Generator[None, None, tuple[int, int, int]]:
    """Return how many customers accept, refuse, or have to be asked (again)."""
    purpose = asked.policy.purpose(purpose_id)
    choice = rows.Choice(purpose_id, purpose.revision if purpose is not None else 0, asked.at)
    accepted = refused = 0
    for ids in rows.id_ranges(session.db):
        some, others = rows.count_choices(session.db, choice, ids)
        accepted, refused = accepted + some, refused + others
        yield
    return accepted, refused, rows.count_living(session.db) - accepted - refused


MEASURES: Mapping[Control, Measure] = {
    Control.PURPOSE_LIMITATION: purpose_limitation,
    Control.REFUSE_CONTACT: refuse_contact,
    Control.OFFERS_BY_CHOICE: offers_by_choice,
    **promise_collecting.MEASURES,
    **promise_reaching.MEASURES,
}
