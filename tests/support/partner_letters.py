"""A customer whose data two partners hold, and who asks for something."""

from ledger.domain.deadline import RequestKind
from ledger.domain.ids import RecipientId
from ledger.domain.policy import RecipientRole
from ledger.services import disclosures, handover, partner_letters
from ledger.services.disclosures import DisclosureInput
from ledger.services.partner_letters import Holder
from ledger.services.session import Session
from support.requests import ask, prove
from support.services import INSTALLATION, add_carrier, add_customer, print_all, take_parcels

CARRIER, INSTALLER = "Giao Nhanh", "Lắp Đặt Thành Công"


def asked_for(session: Session, kind: RequestKind = RequestKind.DELETE) -> str:
    """Give two parcels to a carrier and a name to an installer, then let the customer ask, proven; return the code."""
    customer = add_customer(session)
    carrier = add_carrier(session, CARRIER)
    take_parcels(session, customer, carrier, count=2)
    handover.hand_over(session, carrier.id, "Anh Tuấn", print_all(session))
    installer = add_carrier(session, INSTALLER, RecipientRole.INSTALLER)
    given = DisclosureInput(installer.id, INSTALLATION, frozenset({one for one in installer.fields if one == "name"}))
    assert disclosures.disclose(session, customer.code, given).allowed
    code = ask(session, kind, customer.code)
    prove(session, code)
    return code


def holder(session: Session, name: str = CARRIER) -> Holder:
    """Return what one partner holds of the customer."""
    return next(one for one in partner_letters.holders(session, "KH-00001") if one.name == name)


def id_of(session: Session, name: str = CARRIER) -> RecipientId:
    """Return the id of one of the partners."""
    return holder(session, name).recipient_id
