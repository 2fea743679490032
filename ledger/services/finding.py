"""One box that finds anything: a code finds its thing, words find people and partners."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ledger.domain.ids import CustomerId
from ledger.domain.instants import from_text, local_date, show_date
from ledger.domain.masking import mask_email, mask_phone
from ledger.domain.parcel import read_code, show_code
from ledger.services.session import Session
from ledger.storage import contact_lists, customers, feedback, incidents, lists_found, promises, requests, search

_KEPT_FOR_PARTNERS = 4  # one hit in four, so that people do not crowd them out


class HitKind(StrEnum):
    """What was found."""

    CUSTOMER = "CUSTOMER"
    PARCEL = "PARCEL"
    ORDER = "ORDER"
    FEEDBACK = "FEEDBACK"
    REQUEST = "REQUEST"
    RECIPIENT = "RECIPIENT"
    CONTACT_LIST = "CONTACT_LIST"
    DATA_USE = "DATA_USE"
    BREACH = "BREACH"
    INCIDENT = "INCIDENT"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``code`` opens it: a parcel's as shown, a recipient's id; ``title`` is the name beside it.

    ``detail``: a customer's masked phone or email, a parcel's state, an order's day, a feedback's state, the kind of a
    request or an incident, a recipient's role, the day of a list or a use, the promise a breach is of; states, kinds,
    roles and promises are words of the program, to be put into the reader's language.
    """

    kind: HitKind
    code: str
    title: str = field(repr=False)
    detail: str = field(repr=False)
    customer_code: str | None = None


def find_anything(session: Session, typed: str, limit: int = 12) -> tuple[Hit, ...]:
    """Return at most ``limit`` things. A code finds exactly its thing; anything else customers, then recipients."""
    if not typed.strip():
        return ()
    exact = _with_code(session, typed)
    if exact is not None:
        return (exact,)
    people = _people(session, search.find(session.db, typed, limit))
    partners = tuple(
        Hit(HitKind.RECIPIENT, str(one), name, role)
        for one, name, role in lists_found.recipients(session.db, typed, limit)
    )
    room = min(len(partners), max(limit // _KEPT_FOR_PARTNERS, limit - len(people)))
    return (*people[: limit - room], *partners[:room])


def _with_code(session: Session, typed: str) -> Hit | None:
    if (parcel := read_code(typed)) is not None:
        return _parcel(session, parcel)
    code = "".join(typed.split()).upper()
    reader = _READERS.get(code.partition("-")[0])
    return reader(session, code) if reader is not None and "-" in code else None


def _parcel(session: Session, code: str) -> Hit | None:
    row = lists_found.parcel(session.db, code)
    return Hit(HitKind.PARCEL, show_code(code), row[2] or "", row[0], row[1]) if row else None


def _order(session: Session, code: str) -> Hit | None:
    row = lists_found.order(session.db, code)
    return Hit(HitKind.ORDER, code, row[2] or "", _day(row[0]), row[1]) if row else None


def _feedback(session: Session, code: str) -> Hit | None:
    one = feedback.load(session.db, code)
    if one is None:
        return None
    who = customers.load(session.db, one.customer_id) if one.customer_id is not None else None
    state = one.current.state(session.now())
    return Hit(HitKind.FEEDBACK, code, (who.name or "") if who else "", state.value, who.code if who else None)


def _request(session: Session, code: str) -> Hit | None:
    one = requests.load(session.db, code)
    if one is None:
        return None
    who = customers.load(session.db, one.customer_id) if one.customer_id is not None else None
    return Hit(HitKind.REQUEST, code, (who.name or "") if who else "", one.kind.value, who.code if who else None)


def _contact_list(session: Session, code: str) -> Hit | None:
    one = contact_lists.load(session.db, code)
    return Hit(HitKind.CONTACT_LIST, code, one.title, _day(one.made_at)) if one is not None else None


def _data_use(session: Session, code: str) -> Hit | None:
    row = lists_found.data_use(session.db, code)
    return Hit(HitKind.DATA_USE, code, row[1] or "", _day(row[0])) if row else None


def _breach(session: Session, code: str) -> Hit | None:
    one = promises.load_breach(session.db, code)
    return Hit(HitKind.BREACH, code, "", one.control.value, one.customer_code) if one is not None else None


def _incident(session: Session, code: str) -> Hit | None:
    one = incidents.load(session.db, code)
    return Hit(HitKind.INCIDENT, code, "", one.kind.value) if one is not None else None


def _day(instant: str) -> str:
    return show_date(local_date(from_text(instant)))


def _customer(session: Session, code: str) -> Hit | None:
    customer_id = customers.id_of(session.db, code)
    return None if customer_id is None else _people(session, (customer_id,))[0]


def _people(session: Session, found: tuple[CustomerId, ...]) -> tuple[Hit, ...]:
    hits = []
    for one in customers.load_many(session.db, found):
        phone, email = one.live_phone(), one.live_email()
        reach = mask_phone(phone.number) if phone and phone.number else ""
        reach = reach or (mask_email(email.address) if email and email.address else "")
        hits.append(Hit(HitKind.CUSTOMER, one.code, one.name or "", reach, one.code))
    return tuple(hits)


_READERS: Mapping[str, Callable[[Session, str], Hit | None]] = {
    "KH": _customer,
    "DH": _order,
    "PH": _feedback,
    "YC": _request,
    "LH": _contact_list,
    "SD": _data_use,
    "VP": _breach,
    "SC": _incident,
}
