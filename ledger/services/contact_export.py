"""A contact list leaving the program: whom the gate still allows, with the one value the channel needs (manager)."""

from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

from ledger.assets import load_wording
from ledger.documents.plain_sheet import PlainSheet, render_csv, render_sheet
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Customer
from ledger.domain.errors import NothingToDo
from ledger.domain.gate import Act, Proposal
from ledger.domain.ids import CustomerId
from ledger.domain.instants import show_instant
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.domain.text import national_phone
from ledger.domain.wording import Language, Wording
from ledger.services import law_values
from ledger.services.contact_rules import TO_A_NUMBER, open_list, reach, require_checked
from ledger.services.deciding import people_of
from ledger.services.deciding_many import allowed_from, codes_of, decide_many, in_slices, to_the_end
from ledger.services.explaining import purpose_text
from ledger.services.session import Session
from ledger.storage import contact_lists
from ledger.storage.contact_lists import LeftOut, StoredList

_SLICE = 50  # people in one transaction, each with an entry of the trail
_Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class PreparedExport:
    """What an exported list holds; ``left_out`` counts who may no longer be contacted."""

    code: str
    people: int
    left_out: LeftOut
    sheet: PlainSheet = field(repr=False)

    def render(self) -> bytes:
        """Return the list as .xlsx. Needs no ledger, so any thread may do it."""
        return render_sheet(self.sheet)

    def render_csv(self) -> bytes:
        """Return the list as CSV in UTF-8 with a byte order mark, as spreadsheets expect it."""
        return render_csv(self.sheet)


def export_in_slices(
    session: Session, code: str, language: Language | None = None
) -> Generator[tuple[int, int], None, PreparedExport]:
    """Prepare everybody of a list not contacted yet and still allowed (manager); yields (done, total).

    Each person is put on the trail before the file exists; at the end one entry with the counts. In the shop's language
    by default. Raises ``DoNotCallUnchecked``, ``NothingToDo`` when nobody is left, ``WrongState`` for a closed list.
    """
    session.require(Operation.EXPORT)
    session.require_confirmed(Operation.EXPORT)
    one = open_list(session, code)
    require_checked(session, one)
    people, left_out = yield from leaving(session, one, {})
    with session.write() as uow:
        contact_lists.mark_exported(uow.db, one.id, uow.now, uow.actor)
        uow.audit(AuditAction.LIST_EXPORTED, None, count_body(one, people, left_out))
    wording = load_wording(language or session.shop().language)
    rows = [_row(person, one.channel) for person in people]
    return PreparedExport(one.code, len(rows), left_out, _sheet(session, one, rows, wording))


def leaving(
    session: Session, one: StoredList, told: Entry
) -> Generator[tuple[int, int], None, tuple[list[Customer], LeftOut]]:
    """Return who of a list was not contacted yet and still may be, each put on the trail with ``told``, and who not.

    Yields (done, total). Raises ``NothingToDo`` when nobody is left.
    """
    wanted = contact_lists.person_ids(session.db, one, None, by_name=True)
    yield 0, len(wanted)
    people: list[Customer] = []
    refused, reasons, done = 0, Counter[str](), 0
    for some in in_slices(wanted, _SLICE):
        waiting = _not_contacted(session, one, some)
        allowed, why = _sort_out(session, one, waiting)
        _put_on_trail(session, one, allowed, told)
        people += allowed
        refused, reasons = refused + len(waiting) - len(allowed), reasons + why
        done += len(some)
        yield done, len(wanted)
    if not people:
        raise NothingToDo(act="contact_list")
    return people, LeftOut(refused, reasons)


def count_body(one: StoredList, people: Sequence[Customer], left_out: LeftOut) -> Entry:
    """Return what the trail says at the end about everybody together."""
    body: Entry = {"list": one.code, "customers": len(people), "left_out": left_out.people}
    return body | {"why_left_out": left_out.reasons}


def _not_contacted(session: Session, one: StoredList, some: Sequence[int]) -> list[int]:
    already = contact_lists.contacted(session.db, one.id, some)
    return [each for each in some if each not in already]


def _sort_out(session: Session, one: StoredList, some: Sequence[int]) -> tuple[list[Customer], Counter[str]]:
    if not some:
        return [], Counter()
    now = session.now()
    at = allowed_from(session, one.purpose_id, one.channel, now) or now
    decisions = decide_many(session, some, Proposal(Act.CONTACT, one.purpose_id, at, one.channel))
    people = people_of(session, [CustomerId(each) for each in some])
    allowed = [people[each] for each, decision in decisions.items() if decision.allowed]
    return allowed, Counter(reason for decision in decisions.values() for reason in codes_of(decision))


def _put_on_trail(session: Session, one: StoredList, people: Sequence[Customer], told: Entry) -> None:
    if not people:
        return
    body: Entry = {"list": one.code, "channel": one.channel.value}
    with session.write() as uow:
        for person in people:
            uow.audit(AuditAction.LIST_EXPORTED, person.code, body | told)


def _row(person: Customer, channel: Channel) -> _Row:
    value = reach(person, channel)
    return person.code, person.name or "", national_phone(value) if channel in TO_A_NUMBER else value


def _sheet(session: Session, one: StoredList, rows: Sequence[_Row], wording: Wording) -> PlainSheet:
    policy = session.policy(one.policy_version_id)
    first = wording.text(
        "contact_lists.sheet_about",
        code=one.code,
        purpose=purpose_text(policy, one.purpose_id, wording),
        channel=wording.text(f"channels.{one.channel.value}"),
        number=policy.number,
    )
    purpose = policy.purpose(one.purpose_id)
    is_advertising = purpose is not None and purpose.is_advertising
    label = law_values.words(session.db, f"advertising.rules.label_{wording.language.value}")
    about = (
        f"{first} {wording.text('contact_lists.sheet_label', label=label)}" if is_advertising else first,
        wording.text("contact_lists.sheet_keep", at=show_instant(session.now())),
    )
    value = "sheet_email" if one.channel is Channel.EMAIL else "sheet_address"
    if one.channel in TO_A_NUMBER:
        value = "sheet_phone"
    columns = (
        (wording.text("contact_lists.sheet_code"), 14),
        (wording.text("contact_lists.sheet_name"), 30),
        (wording.text(f"contact_lists.{value}"), 52 if one.channel is Channel.POST else 28),
    )
    return PlainSheet(wording.text("contact_lists.sheet_title"), session.now(), about, columns, rows)


def export(session: Session, code: str, language: Language | None = None) -> PreparedExport:
    """Do ``export_in_slices`` at once."""
    return to_the_end(export_in_slices(session, code, language))
