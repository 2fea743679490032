"""Every verb of the services as a table: what staff may do all day, and what is the manager's alone."""

import json
from collections.abc import Callable
from pathlib import Path

from ledger.domain.collection import CookieChoice
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import ContactState
from ledger.domain.ids import AttachmentId, FieldId, PurposeId, StaffId
from ledger.domain.instants import to_text
from ledger.domain.parcel import Parcel, ParcelState
from ledger.domain.policy import Control, RecipientRole
from ledger.domain.purpose import Channel
from ledger.domain.recipient import Recipient
from ledger.domain.staff import Operation, Role
from ledger.services import (
    browser,
    consents,
    contact_lists,
    contacts,
    customer_card,
    customers,
    data_uses,
    disclosures,
    evidence,
    feedback,
    handover,
    importing_customers,
    importing_orders,
    labels,
    overview,
    parcels,
    preferences,
    promises,
    recipients,
    recovery,
    reports,
    reveals,
    session,
    staff,
    status,
    survey,
    throttle,
    today,
    trail,
)
from ledger.services.customers import AddressInput, Correction
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session
from support.services import (
    DELIVERY,
    LAW,
    MARKETING,
    PAPERS,
    SHEET,
    add_authority,
    add_carrier,
    add_child,
    add_customer,
    confirmed,
    order_of,
    paper,
    person,
    print_all,
    take_parcels,
)

Verb = Callable[[Session], object]
FOR_WHAT = ("delivery_of_goods", "customer_care")
KH, CALLED = "KH-00001", ConsentMethod.RECORDED_CALL
NAME = frozenset({FieldId("name")})


def carrier(one: Session) -> Recipient:
    return recipients.by_name(one, "Giao Nhanh")


def draft(one: Session) -> Parcel:
    return parcels.waiting(one, ParcelState.DRAFT)[0]


def disclose(one: Session, name: str) -> object:
    to = recipients.by_name(one, name)
    purpose = LAW if to.role is RecipientRole.AUTHORITY else DELIVERY
    one.mark_confirmed(Operation.DISCLOSE_TO_AUTHORITY)
    return disclosures.disclose(one, KH, disclosures.DisclosureInput(to.id, purpose, NAME, authority=PAPERS))


def said(one: Session) -> consents.Said:
    return consents.Said(MARKETING, Channel.SMS, ConsentOutcome.GRANTED, CALLED, one.clock.now())


def drive(one: Session) -> Path:
    """Plug in a removable drive."""
    folder = one.vault.folder.parent / "usb"
    folder.mkdir(exist_ok=True)
    return folder


def stopped(one: Session) -> str:
    """Return a customer who wants no contact."""
    consents.stop_contact(one, "KH-00003", None, CALLED)
    return "KH-00003"


CALLS = contact_lists.ContactWish(DELIVERY, Channel.CALL)
USE = data_uses.UseWish(LAW, (FieldId("orders"),))
STAFF_MAY: dict[str, Verb] = {
    "customers.add": lambda one: customers.add(one, person()),
    "customers.get": lambda one: customers.get(one, KH),
    "customers.get_living": lambda one: customers.get_living(one, KH),
    "customers.find": lambda one: customers.find(one, "duc"),
    "customers.correct": lambda one: customers.correct(one, KH, Correction("nhầm", purposes=FOR_WHAT)),
    "customers.add_phone": lambda one: customers.add_phone(one, KH, "0988111222"),
    "customers.add_email": lambda one: customers.add_email(one, KH, "b@example.com"),
    "customers.add_address": lambda one: customers.add_address(one, KH, AddressInput("1 Lê Lợi")),
    "customers.set_phone_state": lambda one: customers.set_phone_state(one, KH, 0, ContactState.CONFIRMED),
    "customers.set_email_state": lambda one: customers.set_email_state(one, KH, 0, ContactState.CONFIRMED),
    "customers.set_address_state": lambda one: customers.set_address_state(
        one, KH, customers.get(one, KH).addresses[0], ContactState.CONFIRMED
    ),
    "customers.link_guardian": lambda one: customers.link_guardian(one, "KH-00002", KH, "mẹ"),
    "consents.record": lambda one: consents.record(one, KH, said(one)),
    "consents.stop_contact": lambda one: consents.stop_contact(one, KH, None, CALLED),
    "consents.lift_stop": lambda one: consents.lift_stop(one, KH, None),
    "consents.matrix": lambda one: consents.matrix(one, customers.get(one, KH), one.clock.now()),
    "consents.records_of": lambda one: consents.records_of(one, customers.get(one, KH)),
    "contacts.contact": lambda one: contacts.contact(one, KH, DELIVERY, Channel.CALL),
    "contacts.may_contact": lambda one: contacts.may_contact(one, KH, DELIVERY),
    "contacts.ids": lambda one: contacts.ids(one, contacts.ContactQuery()),
    "contacts.rows": lambda one: contacts.rows(one, contacts.ids(one, contacts.ContactQuery(customer_code=KH))),
    "contacts.birthdays": lambda one: contacts.birthdays(one, one.clock.now().date()),
    "contact_lists.gather": lambda one: to_the_end(contact_lists.gather(one, CALLS)),
    "contact_lists.make": lambda one: contact_lists.make(one, to_the_end(contact_lists.gather(one, CALLS))),
    "contact_lists.ids": lambda one: contact_lists.ids(one, contact_lists.ListQuery()),
    "contact_lists.rows": lambda one: contact_lists.rows(one, contact_lists.ids(one, contact_lists.ListQuery())),
    "contact_lists.get": lambda one: contact_lists.get(one, "LH-0001"),
    "contact_lists.person_ids": lambda one: contact_lists.person_ids(one, "LH-0001"),
    "contact_lists.person_rows": lambda one: contact_lists.person_rows(
        one, "LH-0001", contact_lists.person_ids(one, "LH-0001")
    ),
    "contact_lists.check_do_not_call": lambda one: contact_lists.check_do_not_call(
        one, "LH-0001", one.clock.now().date(), "phiếu 12"
    ),
    "contact_lists.log_made": lambda one: contact_lists.log_made(one, "LH-0001", None),
    "contact_lists.log_made_in_slices": lambda one: list(contact_lists.log_made_in_slices(one, "LH-0003", (KH,))),
    "contact_lists.close": lambda one: contact_lists.close(one, "LH-0002"),
    "data_uses.gather": lambda one: to_the_end(data_uses.gather(one, USE)),
    "data_uses.record": lambda one: data_uses.record(one, to_the_end(data_uses.gather(one, USE)), ""),
    "data_uses.ids": lambda one: data_uses.ids(one, data_uses.UseQuery()),
    "data_uses.rows": lambda one: data_uses.rows(one, data_uses.ids(one, data_uses.UseQuery())),
    "data_uses.get": lambda one: data_uses.get(one, "SD-0001"),
    "contacts.confirm_opt_out": lambda one: contacts.confirm_opt_out(one, stopped(one), None),
    "contacts.opt_out_channels": lambda one: contacts.opt_out_channels(one, stopped(one)),
    "contacts.log_opt_out_confirmation": lambda one: contacts.log_opt_out_confirmation(
        one, stopped(one), Channel.EMAIL
    ),
    "parcels.take_order": lambda one: parcels.take_order(one, KH, order_of(carrier(one))),
    "parcels.get": lambda one: parcels.get(one, draft(one).code),
    "parcels.waiting": draft,
    "parcels.choose_carrier": lambda one: parcels.choose_carrier(one, draft(one).code, carrier(one).id),
    "parcels.close": lambda one: parcels.close(one, draft(one).code, ParcelState.CANCELLED),
    "labels.print_labels": lambda one: labels.print_labels(one, (draft(one),), SHEET),
    "handover.ready": handover.ready,
    "handover.check": lambda one: handover.check(one, carrier(one).id),
    "handover.hand_over": lambda one: handover.hand_over(one, carrier(one).id),
    "handover.manifests": handover.manifests,
    "handover.newest_manifest": handover.newest_manifest,
    "disclosures.disclose": lambda one: disclose(one, "Giao Nhanh"),
    "disclosures.find": lambda one: disclosures.find(one, disclosures.Filter(customer_id=customers.get(one, KH).id)),
    "disclosures.attempts": lambda one: disclosures.attempts(
        one, disclosures.Filter(customer_id=customers.get(one, KH).id)
    ),
    "feedback.receive": lambda one: feedback.receive(one, feedback.FeedbackInput(Channel.CALL, "Hàng chậm")),
    "feedback.get": lambda one: feedback.get(one, "PH-0001"),
    "feedback.answer": lambda one: feedback.answer(one, "PH-0001", feedback.AnswerInput("Dạ")),
    "feedback.reopen": lambda one: feedback.reopen(one, "PH-0002"),
    "feedback.waiting": feedback.waiting,
    "feedback.received": feedback.received,
    "feedback.statistics": feedback.statistics,
    "recipients.get": lambda one: recipients.get(one, carrier(one).id),
    "recipients.by_name": carrier,
    "recipients.all_of": recipients.all_of,
    "recipients.lines": recipients.lines,
    "recipients.view": lambda one: recipients.view(one, carrier(one).id),
    "preferences.idle_minutes": preferences.idle_minutes,
    "reports.consent_receipt": lambda one: reports.consent_receipt(one, KH),
    "overview.count": overview.count,
    "staff.members": staff.members,
    "throttle.mine": throttle.mine,
    "throttle.stopped": throttle.stopped,
    "session.back_up": session.back_up,
    "session.require_keepers": session.require_keepers,
    "session.is_recovery_confirmed": session.is_recovery_confirmed,
    "recovery.has_sheet": recovery.has_sheet,
    "trail.head_of": trail.head_of,
    "trail.fingerprint_of": trail.fingerprint_of,
    "customer_card.card": lambda one: customer_card.card(one, KH),
    "reveals.reveal": lambda one: reveals.reveal(one, KH, reveals.RevealField.PHONE),
    "reveals.show_file": lambda one: reveals.show_file(one, AttachmentId(1)),
    "reveals.count_mine": reveals.count_mine,
    "today.today": today.today,
    "promises.measure": lambda one: list(promises.measure(one)),
    "promises.breaches": lambda one: promises.breaches(one, Control.ACCESS_CONTROL),
    "promises.record_breach": lambda one: promises.record_breach(one, seen(one)),
    "today.badges": today.badges,
    "status.status": status.status,
    # last, because it ends almost everything else
    "survey.record": lambda one: survey.record(one, KH, FieldId("wishes"), "không mùi", PurposeId("consultation")),
    "browser.record": lambda one: browser.record(one, KH, CookieChoice.ACCEPTED, "113.161.4.9", "vi"),
    "evidence.card_refused": lambda one: evidence.card_refused(one, KH),
    "customers.restrict": lambda one: customers.restrict(one, KH, is_restricted=True),
}
ONLY_THE_MANAGER: dict[str, Verb] = {
    "disclosures.disclose to an authority": lambda one: disclose(one, "Công an phường Ba Đình"),
    "disclosures.find of everybody": lambda one: disclosures.find(one, disclosures.Filter()),
    "disclosures.attempts of everybody": lambda one: disclosures.attempts(one, disclosures.Filter()),
    "recipients.add": lambda one: recipients.add(one, recipients.RecipientInput("Hãng Mới", RecipientRole.CARRIER)),
    "recipients.record_commitment": lambda one: recipients.record_commitment(one, carrier(one).id, paper()),
    "recipients.agree_masked_labels": lambda one: recipients.agree_masked_labels(one, carrier(one).id, None),
    "recipients.set_zones": lambda one: recipients.set_zones(one, carrier(one).id, {"Hà Nội": "X"}),
    "recipients.change": lambda one: recipients.change(
        one, carrier(one).id, recipients.RecipientInput("Giao Nhanh", RecipientRole.CARRIER, phone="1900 1560")
    ),
    "recipients.close": lambda one: recipients.close(one, carrier(one).id),
    "recipients.reopen": lambda one: recipients.reopen(one, recipients.by_name(one, "Giao Nghỉ").id),
    "contact_export.export": lambda one: contact_lists.export(one, "LH-0003"),
    "contact_export.export_in_slices": lambda one: list(contact_lists.export_in_slices(one, "LH-0003")),
    "data_uses.export": lambda one: data_uses.export(one, "SD-0001", to_the_end(data_uses.gather(one, USE))),
    "data_uses.export_in_slices": lambda one: list(
        data_uses.export_in_slices(one, "SD-0001", to_the_end(data_uses.gather(one, USE)))
    ),
    "promises.explain": lambda one: promises.explain(one, Control.ACCESS_CONTROL, "breach:1", "Quên khóa màn hình."),
    "promises.close_breach": lambda one: promises.close_breach(one, "VP-0001", "Đã đặt tự khóa sau 5 phút."),
    "preferences.change_idle_minutes": lambda one: preferences.change_idle_minutes(one, 5),
    "preferences.change_shop": lambda one: preferences.change_shop(one, preferences.ShopInput("The King Oil 2")),
    "reports.disclosure_report": lambda one: reports.disclosure_report(one, reports.ReportWish()),
    "importing_customers.import_customers": lambda one: importing_customers.import_customers(one, b"name\nHoa\n"),
    "importing_orders.import_orders": lambda one: importing_orders.import_orders(
        one, "customer,items\nKH-00001,Nến\n".encode()
    ),
    "importing_orders.import_recipients": lambda one: importing_orders.import_recipients(
        one, b"name,role\nA,CARRIER\n"
    ),
    "staff.change_role": lambda one: staff.change_role(one, colleague(one), Role.MANAGER),
    "staff.rotate_keys": staff.rotate_keys,
    "recovery.replace": recovery.replace,
    "throttle.allow": lambda one: throttle.allow(one, guessed_at(one)),
    "staff.remove": lambda one: staff.remove(one, colleague(one)),  # last: nobody is left for the others
    "staff.add": lambda one: staff.add(one, "Cô Lan", Role.STAFF, "tám con cua bò quanh giếng"),
    "session.back_up elsewhere": lambda one: session.back_up(one, drive(one)),
    "trail.verify": trail.verify,
    "trail.check_newest": trail.check_newest,
    "trail.check_in_slices": lambda one: list(trail.check_in_slices(one)),
    "trail.check_paper": lambda one: trail.check_paper(one, 1, "0123456789abcdef"),
    "trail.record_check": lambda one: trail.record_check(one, one.vault.verify_audit(everything=True)),
    "trail.entries_of": lambda one: trail.entries_of(one, KH),
}


def colleague(one: Session) -> StaffId:
    """Return somebody else who has an account."""
    return next(member.id for member in staff.members(one) if member.name == "Cô Mai")


def guessed_at(one: Session) -> StaffId:
    """Return somebody whose passphrase was guessed at a hundred times."""
    found = colleague(one)
    data = {"slots": {found: {"count": 100, "last": to_text(one.clock.now())}}, "failed": []}
    (one.vault.folder / "throttle.json").write_text(json.dumps(data), "ascii")
    return found


def seen(one: Session) -> promises.BreachInput:
    return promises.BreachInput(Control.ACCESS_CONTROL, "Người lạ nhìn thấy màn hình", one.now(), KH)


def make_busy(one: Session) -> None:
    """Give a shop one of everything, so that every verb has something to do."""
    staff.add(confirmed(one), "Cô Mai", Role.STAFF, "chín con ong vàng quanh tổ")
    add_customer(one)
    add_child(one)
    add_customer(one, "Không Gọi", phones=("0988000111",))
    add_customer(one, "Còn Gọi", phones=("0988000222",), emails=("con.goi@example.com",))
    for _ in range(3):  # one to work through, one to close, one to export
        contact_lists.make(one, to_the_end(contact_lists.gather(one, CALLS)))
    data_uses.record(one, to_the_end(data_uses.gather(one, USE)), "")
    fast = add_carrier(one, signed=paper(scan=evidence.read_file("cam-ket.pdf", b"%PDF-1.4")))
    add_authority(one)
    promises.record_breach(one, seen(one))
    idle = recipients.add(one, recipients.RecipientInput("Giao Nghỉ", RecipientRole.CARRIER))
    recipients.close(one, idle.id)
    take_parcels(one, customers.get(one, KH), fast)
    print_all(one)
    take_parcels(one, customers.get(one, KH), fast)
    for _ in range(2):
        feedback.receive(one, feedback.FeedbackInput(Channel.CALL, "Hàng chậm"))
    feedback.answer(one, "PH-0002", feedback.AnswerInput("Dạ"))
