"""A day on which every field is filled with a word that stands nowhere else, so that it can be looked for."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from ledger.domain.collection import CookieChoice
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import ContactState, Customer, Source
from ledger.domain.deadline import DeadlineKind, RequestKind
from ledger.domain.disclosure import AuthorityRequest
from ledger.domain.draft import DraftForm
from ledger.domain.errors import FieldBeyondNeed, IdentityCardShown
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.incident import FoundBy, IncidentKind, TellState
from ledger.domain.minor import Giver
from ledger.domain.parcel import ParcelState
from ledger.domain.policy import Control, RecipientRole
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod, PartnerAnswer, RefusalGround, RequestOutcome
from ledger.domain.reveal import RevealField
from ledger.domain.staff import Operation, Role
from ledger.domain.wording import Language
from ledger.services import (
    browser,
    consents,
    contacts,
    customers,
    disclosures,
    drafts,
    evidence,
    feedback,
    handover,
    importing_customers,
    importing_orders,
    incident_people,
    incident_telling,
    incidents,
    labels,
    notice_papers,
    notices,
    parcels,
    partner_letters,
    promises,
    recipients,
    reports,
    requests,
    reveals,
    staff,
    survey,
    trail,
)
from ledger.services.customers import AddressInput, Correction, CustomerInput
from ledger.services.deciding_many import to_the_end
from ledger.services.notices import Settlement
from ledger.services.session import Session, back_up
from support.notices import EXCUSED, POST, publish
from support.services import (
    DELIVERY,
    LAW,
    MARKETING,
    SHEET,
    TODAY,
    Workplace,
    add_carrier,
    add_child,
    confirmed,
    paper,
    print_all,
    say,
)

# What belongs to a person: name of the field -> a word found nowhere else.
PERSONAL = {
    "name": "zqvname", "phone": "0911640917", "email": "zqvmail", "street": "zqvstreet", "ward": "zqvward",
    "province": "zqvprovince", "note": "zqvnote", "ref": "zqvref", "birth": "1987-06-05", "old_name": "zqvoldname",
    "why": "zqvwhy", "relation": "zqvrelation", "frequency": "zqvfrequency", "consent_note": "zqvconsent",
    "file": "zqvfile", "content": "zqvcontent", "product": "zqvproduct", "order_ref": "zqvorder",
    "courier": "zqvcourier", "disclosed": "zqvdisclosed", "feedback": "zqvfeedback", "answer": "zqvanswer",
    "looking": "zqvlooking", "staff": "zqvstaff", "imported": "zqvimported", "child": "zqvchild",
    "partner_phone": "0911640926", "partner_email": "zqvpartnermail", "partner_address": "zqvpartnerstreet",
    "partner_site": "zqvpartnersite",
    "survey": "zqvsurvey", "ip": "203.0.113.164", "browser": "zq-zqvbrows",
    "breach": "zqvbreach", "measures": "zqvmeasures", "explained": "zqvexplained",
    "excused": "zqvexcused",
    "asked": "zqvasked", "asked_by": "zqvagent", "identity": "zqvidentity", "with_partner": "zqvwaits",
    "extension": "zqvextension", "outcome": "zqvoutcome", "partner_said": "zqvsaid",
    "draft": "zqvdraft",
}  # fmt: skip
# What belongs to a partner or an authority and is no person's.
BUSINESS = {
    "partner": "zqvcompany", "zone": "zqvzone", "number": "zqvnumber", "body": "zqvbody", "reference": "zqvlegal",
    "incident": "zqvincident",
}  # fmt: skip
_P = PERSONAL
_SMS = (MARKETING, Channel.SMS)


def live_a_day(shop: Workplace) -> None:
    """Do everything the services can do, allowed and refused, with these words."""
    session = shop.session
    customer = _meet(session)
    _listen(session, customer.code)
    _ask(session, customer.code)
    _guard(session, customer.code)
    _send(session, customer.code)
    _disclose(session, customer.code)
    _import(session)
    staff.add(session, _P["staff"], Role.STAFF, "tám con cua bò quanh giếng")
    shop.clock.at += timedelta(minutes=5)
    _stop(session, customer.code)
    reports.disclosure_report(confirmed(session), reports.ReportWish(customer_code=customer.code))
    reports.consent_receipt(session, customer.code)
    reveals.reveal(session, customer.code, RevealField.PHONE, reason=_P["looking"])
    _break(session, customer.code)
    _notify(session, customer.code)
    _request(session, customer.code)
    _lose(session, customer.code)
    drafts.keep(session, [drafts.HalfWritten(DraftForm.ORDER, "", customer.code, {"note": _P["draft"]})])
    customers.restrict(session, customer.code, is_restricted=True)
    back_up(session)
    trail.verify(session)


def _meet(session: Session) -> Customer:
    typed = CustomerInput(
        name=f"Nguyễn {_P['old_name']}",
        source=Source.SHOP,
        phones=(_P["phone"],),
        emails=(f"{_P['email']}@example.com",),
        addresses=(AddressInput(_P["street"], _P["ward"], _P["province"]),),
        gender="FEMALE",
        birth_date=_P["birth"],
        note=_P["note"],
        external_ref=_P["ref"],
    )
    with suppress(FieldBeyondNeed):
        customers.add(session, replace(typed, purposes=(DELIVERY,)))
    customer = customers.add(session, typed).customer
    return customers.correct(session, customer.code, Correction(_P["why"], name=f"Nguyễn {_P['name']}"))


def _listen(session: Session, code: str) -> None:
    said = consents.Said(
        *_SMS, ConsentOutcome.GRANTED, ConsentMethod.WRITING, session.clock.now(),
        frequency=_P["frequency"], note=_P["consent_note"],
    )  # fmt: skip
    scan = evidence.read_file(_P["file"], _P["content"].encode())
    assert consents.record(session, code, said, (scan,)).allowed
    with suppress(IdentityCardShown):
        consents.record(session, code, said, (evidence.read_file(f"CCCD {_P['file']}", _P["content"].encode()),))
    assert contacts.contact(session, code, *_SMS).allowed
    assert not contacts.contact(session, code, MARKETING, Channel.CALL).allowed
    heard = feedback.receive(session, feedback.FeedbackInput(Channel.EMAIL, _P["feedback"], code))
    feedback.answer(session, heard.code, feedback.AnswerInput(_P["answer"]))
    feedback.reopen(session, heard.code)


def _ask(session: Session, code: str) -> None:
    wishes = FieldId("wishes")
    assert survey.record(session, code, wishes, _P["survey"], PurposeId("consultation")).allowed
    assert not survey.record(session, code, wishes, _P["survey"], PurposeId("service_optimisation")).allowed
    accepted, refused = CookieChoice.ACCEPTED, CookieChoice.REFUSED
    assert browser.record(session, code, accepted, _P["ip"], _P["browser"]).allowed
    assert not browser.record(session, code, refused, _P["ip"], _P["browser"]).allowed


def _guard(session: Session, guardian: str) -> None:
    child = add_child(session, _P["child"])
    assert not say(session, child).allowed
    line = parcels.Line(_P["product"])
    assert parcels.take_order(session, child.code, parcels.OrderInput((line,))).order is None
    customers.link_guardian(session, child.code, guardian, _P["relation"])
    assert say(session, child, giver=Giver.GUARDIAN).allowed


def _send(session: Session, code: str) -> None:
    about = recipients.RecipientInput(
        BUSINESS["partner"], RecipientRole.CARRIER, phone=_P["partner_phone"],
        email=f"{_P['partner_email']}@example.com", address=_P["partner_address"],
        website=f"{_P['partner_site']}.example.com",
    )  # fmt: skip
    carrier = recipients.add(session, about)
    lines = (parcels.Line(_P["product"]),)
    packing = parcels.Packing(count=2, carrier_id=carrier.id)
    order = parcels.OrderInput(lines, external_ref=_P["order_ref"], packing=packing)
    assert parcels.take_order(session, code, order).order is not None
    assert labels.print_labels(session, parcels.waiting(session, ParcelState.DRAFT), SHEET).blocked
    scan = evidence.read_file(_P["file"], _P["content"].encode())
    recipients.record_commitment(session, carrier.id, paper(scan=scan))
    recipients.agree_masked_labels(session, carrier.id, TODAY)
    recipients.set_zones(session, carrier.id, {"Hà Nội": BUSINESS["zone"]})
    first, second = print_all(session)
    handover.hand_over(session, carrier.id, _P["courier"], (first,))
    parcels.close(session, first.code, ParcelState.DELIVERED)
    parcels.close(session, second.code, ParcelState.CANCELLED)


def _disclose(session: Session, code: str) -> None:
    police = recipients.add(session, recipients.RecipientInput("Công an", RecipientRole.AUTHORITY))
    name = frozenset({FieldId("name")})
    papers = AuthorityRequest(BUSINESS["number"], TODAY, BUSINESS["body"], BUSINESS["reference"])
    session.mark_confirmed(Operation.DISCLOSE_TO_AUTHORITY)
    typed = disclosures.DisclosureInput(police.id, LAW, name, authority=papers, note=_P["disclosed"])
    assert disclosures.disclose(session, code, typed).allowed
    half = AuthorityRequest(BUSINESS["number"], None, "", "")
    refused = disclosures.DisclosureInput(police.id, LAW, name, authority=half, note=_P["disclosed"])
    assert not disclosures.disclose(session, code, refused).allowed
    carrier = add_carrier(session, "Giao Chậm")
    much = disclosures.DisclosureInput(carrier.id, DELIVERY, frozenset({FieldId("birth_date")}))
    assert not disclosures.disclose(session, code, much).allowed


def _import(session: Session) -> None:
    people = f"ref,name,phones,stop\n{_P['ref']}2,{_P['imported']},0988111222,CALL\n"
    assert importing_customers.import_customers(session, people.encode()).imported == 1
    orders = f"customer,items,order_ref\n{_P['ref']}2,{_P['product']},{_P['order_ref']}2\n"
    assert importing_orders.import_orders(session, orders.encode()).imported == 1
    partners = f"name,role\n{BUSINESS['partner']} 2,CARRIER\n"
    assert importing_orders.import_recipients(session, partners.encode()).imported == 1


def _break(session: Session, code: str) -> None:
    """Record a breach, close and explain it."""
    typed = promises.BreachInput(Control.ACCESS_CONTROL, _P["breach"], session.now(), code)
    promises.close_breach(session, promises.record_breach(session, typed), _P["measures"])
    promises.explain(session, Control.ACCESS_CONTROL, "breach:1", _P["explained"])


def _notify(session: Session, code: str) -> None:
    run_id = publish(session)
    notice_papers.emails(session, run_id, [Language.VI])
    notices.settle(session, run_id, Settlement(EXCUSED, POST, (code,), _P["excused"]))


def _request(session: Session, code: str) -> None:
    """Ask for something, by somebody else, with all that is said and kept on the way to a refusal."""
    now = session.now()
    typed = requests.RequestInput(RequestKind.DELETE, Channel.EMAIL, now, _P["asked"], _P["asked_by"], code)
    asked = requests.record(session, typed)
    requests.acknowledge(session, asked, Channel.EMAIL, now)
    requests.check_identity(session, asked, IdentityMethod.AUTHORISED, now, _P["identity"])
    requests.add_file(session, asked, evidence.read_file(_P["file"], _P["content"].encode()))
    requests.with_partner(session, asked, _P["with_partner"])
    requests.extend(session, asked, _P["extension"])
    holder = partner_letters.holders(session, code)[0]
    letter = partner_letters.write(session, asked, holder.recipient_id, holder.kinds[0], holder.fields)
    partner_letters.answered(session, letter, PartnerAnswer.REFUSED, note=_P["partner_said"])
    requests.close(session, asked, RequestOutcome.REFUSED, _P["outcome"], RefusalGround.CONTRACT_RUNS)


def _lose(session: Session, code: str) -> None:
    """Lose a paper: what the file of it says is the shop's own, who is affected stands as a code."""
    words = BUSINESS["incident"]
    typed = incidents.IncidentInput(
        IncidentKind.LOST, words, is_attack=True, place=words, who=words, fields=(FieldId("phone"),),
        consequences=words, measures=words, contact=words, tells_customers=False, no_tell_reason=words,
    )  # fmt: skip
    lost = incidents.record(session, typed)
    wish = incident_people.PeopleWish(FoundBy.NAMED, codes=(code,))
    found = to_the_end(incident_people.find(session, lost, wish))
    to_the_end(incident_people.adding(session, lost, found))
    told = incident_telling.Telling(TellState.TOLD, Channel.CALL, (code,))
    to_the_end(incident_telling.telling(session, lost, told))
    incidents.report(session, lost, incidents.ReportInput(DeadlineKind.AUTHORITY, None, words, words))
    incidents.not_due(session, lost, DeadlineKind.SYSTEM_ATTACK, words)
    late = incidents.record(session, replace(typed, discovered_at=session.now() - timedelta(days=9)))
    for kind in (DeadlineKind.AUTHORITY, DeadlineKind.SYSTEM_ATTACK):
        incidents.report(session, late, incidents.ReportInput(kind, None, words, words))
    incidents.not_due(session, incidents.record(session, typed), DeadlineKind.AUTHORITY, words)
    incidents.close(session, lost)


def _stop(session: Session, code: str) -> None:
    customers.add_phone(session, code, "0988111223")
    customers.add_email(session, code, f"{_P['email']}2@example.com")
    customers.add_address(session, code, AddressInput(_P["street"]))
    customers.set_phone_state(session, code, 0, ContactState.CONFIRMED)
    consents.stop_contact(session, code, None, ConsentMethod.EMAIL)
    consents.stop_contact(session, code, Channel.POST, ConsentMethod.EMAIL)
    consents.lift_stop(session, code, Channel.POST)
    assert not contacts.contact(session, code, *_SMS).allowed
