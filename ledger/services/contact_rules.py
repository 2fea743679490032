"""What every act on a contact list asks first: is it open, was it checked, and which value does its channel need."""

from ledger.domain.customer import Customer
from ledger.domain.errors import DoNotCallUnchecked, NotFound, WrongState
from ledger.domain.gate import Act, AdvertisingRules, Reason, ReasonCode
from ledger.domain.ids import PurposeId
from ledger.domain.purpose import Channel
from ledger.domain.text import as_code
from ledger.services import law_values
from ledger.services.deciding import advertising_rules, refuse
from ledger.services.reading import echo
from ledger.services.session import Session
from ledger.storage import contact_lists
from ledger.storage.contact_lists import StoredList

TO_A_NUMBER = frozenset({Channel.CALL, Channel.SMS, Channel.ZALO})
_CHECK_RULE = "advertising.rules.do_not_call_check"


def stored_list(session: Session, code: str) -> StoredList:
    """Return the list with a code such as ``LH-0001``. Raises ``NotFound``."""
    found = contact_lists.load(session.db, as_code(code))
    if found is None:
        raise NotFound(kind="contact_list", code=echo(code))
    return found


def open_list(session: Session, code: str) -> StoredList:
    """Return a list that is still worked on. Raises ``NotFound`` and ``WrongState``."""
    found = stored_list(session, code)
    if found.closed_at is not None:
        raise WrongState(state="CLOSED", act="contact_list")
    return found


def needs_check(session: Session, purpose_id: PurposeId, channel: Channel) -> bool:
    """Return whether a list must be compared with the national do-not-call list (Decree 91/2020)."""
    purpose = session.policy().purpose(purpose_id)
    is_advertising = purpose is not None and purpose.is_advertising
    return is_advertising and channel in TO_A_NUMBER and law_values.flag(session.db, _CHECK_RULE)


def require_checked(session: Session, one: StoredList) -> None:
    """Raise ``DoNotCallUnchecked`` for a list that still has to be compared; the attempt is recorded first."""
    if one.checked_on is not None or not needs_check(session, one.purpose_id, one.channel):
        return
    reason = Reason(ReasonCode.DO_NOT_CALL_UNCHECKED, "law:D91-2020")
    refuse(session, Act.CONTACT, (reason,), purpose_id=one.purpose_id, channel=one.channel)
    raise DoNotCallUnchecked(code=one.code)


def advertising(session: Session) -> AdvertisingRules:
    """Return the hours and caps for advertising in force, as the gate asks them."""
    return advertising_rules(session.db)


def reach(customer: Customer, channel: Channel) -> str:
    """Return the one live value a channel needs: number, email or postal address; empty where there is none."""
    phone, email, address = customer.live_phone(), customer.live_email(), customer.live_address()
    if channel is Channel.EMAIL:
        return (email.address if email else None) or ""
    if channel is Channel.POST:
        return address.in_one_line() if address else ""
    return (phone.number if phone else None) or ""
