"""The national do-not-call list (Decree 91/2020): bare numbers out to be compared, and the numbers found back in."""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from secrets import SystemRandom

from ledger.assets import load_wording
from ledger.documents.plain_sheet import PlainSheet
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Customer
from ledger.domain.errors import FileTooLarge, NothingToDo, TextTooLong, TooManyNumbers
from ledger.domain.staff import Operation
from ledger.domain.text import digits_of, national_phone, phone_digit_forms
from ledger.domain.wording import Language
from ledger.services.contact_export import PreparedExport, count_body, leaving
from ledger.services.contact_rules import needs_check, open_list, reach
from ledger.services.deciding_many import in_slices, to_the_end
from ledger.services.importing import decoded
from ledger.services.session import Session
from ledger.storage import contact_lists
from ledger.storage.contact_lists import StoredList

SIZE_LIMIT = 1024 * 1024  # bytes of a file, characters of what is pasted
NUMBERS_LIMIT = 10_000
_FOR_CHECK: Entry = {"for_check": True}


# --- out ----------------------------------------------------------------------------------------


def export_for_check_in_slices(
    session: Session, code: str, language: Language | None = None
) -> Generator[tuple[int, int], None, PreparedExport]:
    """Prepare the bare numbers of a list, to be compared with the national list (manager); yields (done, total).

    Each number once and in no order; no name, no code. Only of who was not contacted yet and still may be; each person
    is put on the trail. The list does not count as exported. Raises ``NothingToDo`` for a list that needs no check and
    when nobody is left, ``WrongState`` for a closed list.
    """
    session.require(Operation.EXPORT)
    session.require_confirmed(Operation.EXPORT)
    one = open_list(session, code)
    if not needs_check(session, one.purpose_id, one.channel):
        raise NothingToDo(act="do_not_call")
    people, left_out = yield from leaving(session, one, _FOR_CHECK)
    with session.write() as uow:
        uow.audit(AuditAction.LIST_EXPORTED, None, count_body(one, people, left_out) | _FOR_CHECK)
    return PreparedExport(one.code, len(people), left_out, _sheet(session, one, people, language))


def _sheet(session: Session, one: StoredList, people: Sequence[Customer], language: Language | None) -> PlainSheet:
    wording = load_wording(language or session.shop().language)
    numbers = list({national_phone(reach(person, one.channel)) for person in people})
    SystemRandom().shuffle(numbers)
    column = (wording.text("contact_lists.sheet_phone"), 24)
    rows = [(number,) for number in numbers]
    return PlainSheet(wording.text("contact_lists.sheet_numbers"), session.now(), (), (column,), rows)


def export_for_check(session: Session, code: str, language: Language | None = None) -> PreparedExport:
    """Do ``export_for_check_in_slices`` at once."""
    return to_the_end(export_for_check_in_slices(session, code, language))


# --- back in ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listed:
    """Who of a list stands on the national one, by customer code; ``unknown`` counts what is nobody's number here."""

    codes: tuple[str, ...] = field(repr=False)
    people: int
    unknown: int


def listed_among_in_slices(session: Session, code: str, typed: str) -> Generator[tuple[int, int], None, Listed]:
    """Find the people of a list by numbers from the national one, in any form and any separation; records nothing.

    Yields (done, total). Raises ``TextTooLong``, ``TooManyNumbers`` over ``NUMBERS_LIMIT``, ``NotFound``,
    ``WrongState`` for a closed list.
    """
    session.require(Operation.CONTACT)
    one, wanted = open_list(session, code), _read(typed)
    people = contact_lists.person_ids(session.db, one, None, by_name=False)
    yield 0, len(people)
    found, known, done = dict[str, None](), set[str](), 0
    for some in in_slices(people):
        for customer_code, number in contact_lists.numbers(session.db, some):
            forms = phone_digit_forms(number) & wanted
            if forms:
                found[customer_code] = None
                known |= forms
        done += len(some)
        yield done, len(people)
    return Listed(tuple(found), len(people), len(wanted - known))


def listed_among(session: Session, code: str, typed: str) -> Listed:
    """Do ``listed_among_in_slices`` at once."""
    return to_the_end(listed_among_in_slices(session, code, typed))


def read_listed(data: bytes) -> str:
    """Return the text of a file with numbers. Raises ``FileTooLarge``, ``TableUnreadable`` for what is no text."""
    if len(data) > SIZE_LIMIT:
        raise FileTooLarge(field="listed", limit=SIZE_LIMIT)
    return decoded(data, "listed")


_BETWEEN = re.compile(r"[,;|\t\r\n]+")
_GROUP = re.compile(r"\S*\d\S*")
_MOST_DIGITS = 15  # E.164
_FEWEST_DIGITS = 9  # of a whole number after which another may begin


def _read(typed: str) -> frozenset[str]:
    if len(typed) > SIZE_LIMIT:
        raise TextTooLong(field="listed", limit=SIZE_LIMIT)
    numbers = set[str]()
    for piece in _BETWEEN.split(typed):
        numbers.update(_numbers(piece))
        if len(numbers) > NUMBERS_LIMIT:
            raise TooManyNumbers(field="listed", limit=NUMBERS_LIMIT)
    return frozenset(numbers)


def _numbers(piece: str) -> Iterator[str]:
    # "0911 647 979" is one number, "0911647979 0988222111" are two.
    held = ""
    for group in _GROUP.findall(piece):
        digits = digits_of(group)
        begins = len(held) >= _FEWEST_DIGITS and group.startswith(("0", "+"))
        if held and (begins or len(held) + len(digits) > _MOST_DIGITS):
            yield held
            held = ""
        held += digits
    if held:
        yield held
