"""What leaves the program to tell customers of an incident: letters and emails, one to each (PDPL Art. 23).

They say what kind of thing happened to which data, what may follow, what was done and what the customer can do. What
the shop wrote about causes and about who is responsible stays in its own file.
"""

from collections.abc import Iterator, Sequence

from ledger.assets import load_wording
from ledger.documents.notice_letter import ChangeText, Letter, NoticeText
from ledger.documents.paper import Imprint
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Customer
from ledger.domain.errors import NothingToDo
from ledger.domain.ids import CustomerId
from ledger.domain.incident import Incident, IncidentStepKind
from ledger.domain.instants import local_date, show_date, show_instant
from ledger.domain.purpose import Channel
from ledger.domain.shop import Shop
from ledger.domain.staff import Operation
from ledger.domain.text import show_phone
from ledger.domain.wording import Language, Wording
from ledger.services.deciding import people_of
from ledger.services.explaining import fields_text
from ledger.services.incident_people import ids_of
from ledger.services.incident_telling import may_be_told
from ledger.services.incidents import step, still_open
from ledger.services.notice_papers import Message, PreparedEmails, PreparedNotices
from ledger.services.session import Session
from ledger.services.trail import head_of
from ledger.storage import incident_people, incidents
from ledger.storage.incident_people import Waiting

AT_ONCE = 100  # letters in one file, emails in one go: one transaction


def letters(
    session: Session, code: str, language: Language, *, is_preview: bool, codes: Sequence[str] = ()
) -> PreparedNotices:
    """Prepare the next letters not yet written, or those of some customers by code. Manager only.

    That they are looked at is not recorded, that they leave is: once for all and for each customer. Raises
    ``NothingToDo`` where no letter is left, ``WrongState`` for a closed incident.
    """
    one, reached, left = _reached(session, code, Channel.POST, codes)
    if not is_preview:
        _record(session, one, Channel.POST, reached)
    trail = head_of(session)
    looked_at_by = session.member.name if is_preview else ""  # what goes to customers names nobody of the shop
    return PreparedNotices(
        text=said(session, one, language),
        letters=tuple(_letter(person, language) for person in reached),
        shop=session.shop(),
        imprint=Imprint(session.now(), looked_at_by, trail.seq, trail.hash.hex(), is_preview),
        language=language,
        left=left,
    )


def emails(session: Session, code: str, languages: Sequence[Language]) -> PreparedEmails:
    """Prepare the next emails not yet written. Manager only. Raises as ``letters``.

    Recorded once for all and for each customer.
    """
    one, reached, left = _reached(session, code, Channel.EMAIL, ())
    _record(session, one, Channel.EMAIL, reached)
    return PreparedEmails(
        texts=tuple((said(session, one, language), language) for language in languages),
        messages=tuple(_message(person) for person in reached),
        shop=session.shop(),
        number=one.code,
        left=left,
        file_key="incident_letter.file_email",
    )


def write_again(session: Session, code: str, channel: Channel) -> int:
    """Let all letters or emails of those who still wait be written once more; return how many. Manager only."""
    session.require(Operation.HANDLE_INCIDENT)
    one = still_open(session, code)
    with session.write() as uow:
        count = incident_people.TOLD.forget_written(uow.db, one.id, channel)
        if count:
            body: Entry = {"incident": one.code, "customers": count, "told_by": channel.value, "why": "again"}
            uow.audit(AuditAction.LETTER_PRINTED, None, body)
    return count


# --- who gets one -----------------------------------------------------------------------------------


def _reached(
    session: Session, code: str, channel: Channel, codes: Sequence[str]
) -> tuple[Incident, tuple[Customer, ...], int]:
    session.require(Operation.HANDLE_INCIDENT)
    one = still_open(session, code)
    some, left = _wanted(session, one, channel, codes)
    _, decisions = may_be_told(session, some, channel, session.now())
    allowed = [each for each, decision in decisions.items() if decision.allowed]
    if not allowed:
        raise NothingToDo(act="incident")
    people = people_of(session, allowed)
    return one, tuple(people[each] for each in allowed), left


def _wanted(
    session: Session, one: Incident, channel: Channel, codes: Sequence[str]
) -> tuple[Sequence[CustomerId], int]:
    """Return the customers to write to now, and how many more wait to be written to."""
    if codes:
        named = list(ids_of(session, codes).values())[:AT_ONCE]
        listed = incident_people.among(session.db, one.id, named)
        return [each for each in named if each in listed], max(0, len(codes) - AT_ONCE)
    found = incident_people.waiting(session.db, Waiting(one.id, channel, is_written=False, limit=AT_ONCE))
    counts = [each for each in incident_people.TOLD.counts(session.db, one.id) if each.channel is channel]
    total = sum(each.count - each.written for each in counts if each.state.value == "WAITING")
    return [CustomerId(each) for each in found], max(0, total - len(found))


def _record(session: Session, one: Incident, channel: Channel, out: Sequence[Customer]) -> None:
    with session.write() as uow:
        incident_people.mark_written(uow.db, one.id, [person.id for person in out], uow.now)
        taken = step(uow, IncidentStepKind.WRITTEN, reference=channel.value, people=len(out))
        incidents.add_people_to_step(uow.db, one.id, taken)
        body: Entry = {"incident": one.code, "told_by": channel.value}
        for person in out:  # whose address left, each under their own code (model.md 2)
            uow.audit(AuditAction.LETTER_PRINTED, person.code, body)
        uow.audit(AuditAction.LETTER_PRINTED, None, body | {"customers": len(out)})


def _letter(person: Customer, language: Language) -> Letter:
    address, name = person.live_address(), person.name or ""
    greeting = load_wording(language).text("notice.greeting", name=name)
    return Letter(name, address.in_one_line() if address else "", person.code, greeting)


def _message(person: Customer) -> Message:
    email = person.live_email()
    return Message(person.name or "", (email.address or "") if email else "", person.code)


# --- what they say ----------------------------------------------------------------------------------


def said(session: Session, one: Incident, language: Language) -> NoticeText:
    """Return what every affected customer is told; it names nobody."""
    wording, shop = load_wording(language), session.shop()
    return NoticeText(
        title=wording.text("incident_letter.title"),
        subject=wording.text("incident_letter.subject", shop=shop.name),
        version=wording.text("incident_letter.about", code=one.code, day=show_date(local_date(one.discovered_at))),
        intro=wording.text("incident_letter.intro", shop=shop.name),
        changes_title=wording.text("incident_letter.what"),
        changes=tuple(_points(one, wording)),
        more="",
        sections=tuple(_sections(one, shop, wording)),
        law=wording.text("incident_letter.law"),
        regards=wording.text("notice.regards"),
    )


def _points(one: Incident, wording: Wording) -> Iterator[ChangeText]:
    happened, found = show_instant(one.occurred_at), show_instant(one.discovered_at)
    key = "incident_letter.found" if happened == found else "incident_letter.when"
    when = wording.text(key, happened=happened, found=found)
    yield ChangeText(wording.text(f"incident_letter.{one.kind.value}"), "", when)
    if one.fields:
        yield ChangeText(wording.text("incident_letter.fields"), "", fields_text(one.fields, wording))


def _sections(one: Incident, shop: Shop, wording: Wording) -> Iterator[tuple[str, str]]:
    for name, words in (("consequences", one.consequences), ("measures", one.measures)):
        if words:
            yield wording.text(f"incident_letter.{name}"), words
    yield wording.text("incident_letter.do_title"), wording.text("incident_letter.do")
    hotline = wording.text("paper.hotline", number=show_phone(shop.hotline)) if shop.hotline else ""
    email = wording.text("paper.email", address=shop.email) if shop.email else ""
    contact = ", ".join(filter(None, (one.contact, hotline, email, shop.address)))
    key = "incident_letter.contact" if contact else "incident_letter.contact_here"
    yield wording.text("notice.contact_title"), wording.text(key, contact=contact)
