"""The file of an incident on paper, for the authority (PDPL Art. 23): put into words and bound to the audit trail."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from ledger.assets import load_wording
from ledger.documents.incident_record import ClockText, RecordHead, RecordText, render_incident_record
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.deadline import DeadlineKind
from ledger.domain.incident import Incident, IncidentStep, IncidentStepKind, Report
from ledger.domain.instants import show_date, show_instant
from ledger.domain.staff import Operation
from ledger.domain.wording import Language, Wording
from ledger.services.explaining import fields_text, show_reference
from ledger.services.incidents import IncidentFile, PeopleCounts, file, get, step
from ledger.services.session import Session
from ledger.services.trail import fingerprint_of, head_of
from ledger.storage import incidents

ARTICLES = {DeadlineKind.AUTHORITY: "law:PDPL-23", DeadlineKind.SYSTEM_ATTACK: "law:CPL-19.3"}


@dataclass(frozen=True, slots=True)
class PreparedRecord:
    """Everything the file says, read from the ledger."""

    head: RecordHead = field(repr=False)
    told: RecordText = field(repr=False)
    language: Language

    def render(self) -> bytes:
        """Return it as PDF. Needs no ledger, so any thread may do it."""
        return render_incident_record(self.head, self.told, load_wording(self.language))


def prepare_record(session: Session, code: str, language: Language, *, is_preview: bool) -> PreparedRecord:
    """Read what the file of an incident says; that it is printed is audited, that it is looked at is not (SQL only).

    Raises ``NotFound``, and ``RoleForbidden`` for anybody but the manager.
    """
    session.require(Operation.HANDLE_INCIDENT)
    if not is_preview:
        _record(session, get(session, code))
    found, wording = file(session, code), load_wording(language)
    trail = head_of(session)
    head = RecordHead(
        shop=session.shop(),
        code=found.incident.code,
        subtitle=" · ".join((found.incident.code, wording.text(f"incident_kinds.{found.incident.kind.value}"))),
        printed_at=session.now(),
        printed_by=session.member.name,
        audit_seq=trail.seq,
        audit_head=trail.hash.hex(),
        key_fingerprint=fingerprint_of(session),
        is_preview=is_preview,
    )
    return PreparedRecord(head, _text(found, wording, head.printed_at), language)


def _record(session: Session, one: Incident) -> None:
    with session.write() as uow:
        incidents.add_step(uow.db, one.id, step(uow, IncidentStepKind.PRINTED))
        body: Entry = {"incident": one.code, "reports_open": len(one.clocks())}
        uow.audit(AuditAction.INCIDENT_PRINTED, None, body)


def _text(found: IncidentFile, wording: Wording, at: datetime) -> RecordText:
    one = found.incident
    return RecordText(
        facts=tuple(_facts(one, wording)),
        contents=tuple(_contents(found, wording)),
        clocks=tuple(clock_text(each, wording, at) for each in one.reports),
        people=tuple(_people(one, found.people, wording)),
        steps=tuple(
            (show_instant(each.occurred_at), step_text(each, wording), found.names.get(each.recorded_by, ""))
            for each in found.steps
        ),
    )


def _facts(one: Incident, wording: Wording) -> Iterator[tuple[str, str]]:
    yield wording.text("inputs.happened_at"), show_instant(one.occurred_at)
    yield wording.text("inputs.discovered_at"), show_instant(one.discovered_at)
    yield wording.text("incident_record.recorded_at"), show_instant(one.recorded_at)
    state = "closed" if one.closed_at is not None else "open"
    at = show_instant(one.closed_at) if one.closed_at is not None else ""
    until = show_date(one.keep_until) if one.keep_until is not None else ""
    yield wording.text("incident_record.state"), wording.text(f"incident_record.{state}", at=at, until=until)


def _contents(found: IncidentFile, wording: Wording) -> Iterator[tuple[str, str]]:
    one, unknown = found.incident, wording.text("incident_record.unknown")
    yes_or_no = wording.text(f"incident_record.attack_{'yes' if one.is_attack else 'no'}")
    said = {
        "what_happened": one.what,
        "place": one.place,
        "who_responsible": one.who,
        "attack": yes_or_no,
        "fields": fields_text(one.fields, wording),
        "people_count": _how_many(one, found.people, wording),
        "consequences": one.consequences,
        "measures_taken": one.measures,
        "contact_person": one.contact,
    }
    for name, words in said.items():
        yield wording.text(f"incident_record.{name}"), words or unknown


def _how_many(one: Incident, people: PeopleCounts, wording: Wording) -> str:
    ways = ", ".join(f"{wording.text(f'found_by.{how.value}')} {count}" for how, count in people.found_by.items())
    said = [wording.text("incident_record.people_listed", count=people.listed, ways=ways)] if people.listed else []
    said += [wording.text("incident_record.people_thought", count=one.people)] if one.people else []
    return " ".join(said)


def _people(one: Incident, people: PeopleCounts, wording: Wording) -> Iterator[tuple[str, str]]:
    if not one.tells_customers:
        yield wording.text("incident_record.not_told"), one.no_tell_reason
    yield wording.text("incident_record.listed"), str(people.listed)
    if one.tells_customers:
        yield wording.text("tell_states.TOLD"), str(people.told)
        yield wording.text("tell_states.WAITING"), str(people.untold)
        yield wording.text("tell_states.UNREACHABLE"), str(people.unreachable)


# --- clocks and steps in words ----------------------------------------------------------------------


def clock_text(one: Report, wording: Wording, at: datetime) -> ClockText:
    """Return one report with its clock in words, as it stands at an instant."""
    due_at, made_at = show_instant(one.deadline.due_at), one.reported_at
    outcome = _outcome(one, at)
    return ClockText(
        title=wording.text(f"deadline_kinds.{one.kind.value}"),
        law=show_reference(ARTICLES[one.kind], wording),
        due=wording.text("incident_record.due", at=due_at),
        made=wording.text("incident_record.made", at=show_instant(made_at)) if made_at is not None else "",
        outcome=outcome,
        outcome_text=wording.text(f"report_outcomes.{outcome}"),
        reference=wording.text("incident_record.reference", text=one.reference) if one.reference else "",
        reason=_reason(one, wording),
    )


def _outcome(one: Report, at: datetime) -> str:
    if one.not_due_reason:
        return "NOT_DUE"
    if one.reported_at is not None:
        return "LATE" if one.is_late else "IN_TIME"
    return "OVERDUE" if at > one.deadline.due_at else "OPEN"


def _reason(one: Report, wording: Wording) -> str:
    if one.not_due_reason:
        return wording.text("incident_record.not_due_reason", text=one.not_due_reason)
    return wording.text("incident_record.delay_reason", text=one.delay_reason) if one.delay_reason else ""


_LISTED = {
    IncidentStepKind.PEOPLE_ADDED: "found_by",
    IncidentStepKind.TOLD: "channels",
    IncidentStepKind.WRITTEN: "channels",
}


def step_text(one: IncidentStep, wording: Wording) -> str:
    """Return one step of the history in words."""
    said = wording.text(f"incident_steps.{one.kind.value}")
    about = _about(one, wording)
    if one.people is not None:
        about = " · ".join(filter(None, (about, wording.text("incident_record.step_people", count=one.people))))
    return f"{said}: {about}" if about else said


def _about(one: IncidentStep, wording: Wording) -> str:
    first, _, rest = one.reference.partition(" ")
    if one.kind in _LISTED and first:
        return wording.text(f"{_LISTED[one.kind]}.{first}")
    if one.kind in {IncidentStepKind.REPORTED, IncidentStepKind.NOT_DUE}:
        return " · ".join(filter(None, (wording.text(f"deadline_kinds.{first}"), rest)))
    if one.kind is IncidentStepKind.CHANGED:
        return ", ".join(wording.text(f"inputs.{name}") for name in one.reference.split())
    return one.reference
