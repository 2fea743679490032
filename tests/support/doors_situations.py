"""What has to be there first for a door to let anybody in: a request that waits, an open incident, a list of today.

Each situation is made anew and says which arguments it fits; every other argument stays made up.
"""

from collections.abc import Callable, Mapping
from functools import partial

from ledger.domain.consent import ConsentMethod
from ledger.domain.customer import Customer
from ledger.domain.deadline import DeadlineKind, RequestKind
from ledger.domain.erasure import ErasureCause
from ledger.domain.ids import FieldId
from ledger.domain.notice import NoticeChannel
from ledger.domain.parcel import ParcelState
from ledger.domain.policy import Control, RecipientRole
from ledger.domain.purpose import Channel
from ledger.domain.recipient import Recipient
from ledger.domain.request import IdentityMethod, PartnerLetterKind, RequestOutcome
from ledger.domain.wording import Language
from ledger.services import (
    consents,
    customers,
    data_copy,
    disclosures,
    evidence,
    incident_people,
    incidents,
    notice_papers,
    partner_letters,
    policy_versions,
    promises,
    request_files,
    trail,
)
from ledger.services.carrying_out import Objection
from ledger.services.contact_lists import ContactWish
from ledger.services.customers import Correction
from ledger.services.deciding_many import to_the_end
from ledger.services.disclosures import DisclosureInput
from ledger.services.importing import AS_IT_IS
from ledger.services.session import Session
from support.contacting import EMAILS, TEXTS, agreed, make
from support.incidents import KNOWN, by_phone, put_on_list, reported, tell
from support.requests import acknowledge, ask, prove, settle
from support.services import INSTALLATION, add_carrier, add_customer, take_parcels
from support.storage import MANAGER_PASSPHRASE

Fits = Mapping[str, object]
Situation = Callable[[Session], Fits]


def _somebody(session: Session) -> Customer:
    return agreed(session, "Trần Thị Lan")


# --- requests -----------------------------------------------------------------------------------


def _asked(session: Session, kind: RequestKind = RequestKind.ACCESS, *, name: str = "code", **more: object) -> Fits:
    """A request of somebody who proved who they are."""
    code = ask(session, kind, _somebody(session).code)
    prove(session, code)
    return {name: code, **more}


def _new(session: Session, **more: object) -> Fits:
    """A request of somebody known, which nobody has answered yet."""
    return {"code": ask(session, RequestKind.ACCESS, _somebody(session).code), **more}


def _arrived(session: Session) -> Fits:
    return {**_new(session), "channel": Channel.EMAIL, "at": session.now()}


def _of_nobody(session: Session) -> Fits:
    return {"code": ask(session), "customer_code": _somebody(session).code}


def _refusable(session: Session) -> Fits:
    asked = _asked(session)
    acknowledge(session, str(asked["code"]))
    return {**asked, "outcome": RequestOutcome.TAKEN_BACK, "ground": None, "at": None}


def _settled(session: Session) -> Fits:
    asked = _asked(session)
    acknowledge(session, str(asked["code"]))
    settle(session, str(asked["code"]))
    return asked


def _with_file(session: Session) -> Fits:
    asked = _new(session)
    file = evidence.read_file("giấy.txt", b"anything")
    return {**asked, "attachment_id": request_files.add_file(session, str(asked["code"]), file)}


def _corrected(session: Session) -> Fits:
    somebody = _somebody(session)
    code = ask(session, RequestKind.CORRECT, somebody.code)
    prove(session, code)
    customers.correct(session, somebody.code, Correction("xin sửa", note="ghi chú mới"))
    return {"request_code": code, "fields": ()}


def _copied(session: Session) -> Fits:
    asked = _asked(session, RequestKind.PROVIDE_COPY, name="request_code")
    data_copy.prepare(session, str(asked["request_code"]), Language.VI, is_preview=False)
    return {**asked, "channel": Channel.EMAIL, "at": session.now()}


def _to_erase(session: Session) -> Fits:
    somebody = _somebody(session)
    code = ask(session, RequestKind.DELETE, somebody.code)
    prove(session, code)
    acknowledge(session, code)
    return {"codes": [somebody.code], "cause": ErasureCause.REQUEST, "request_code": code, "run_id": None}


def _held(session: Session) -> Fits:
    """Somebody whose name an installer was given."""
    somebody = add_customer(session)
    given = add_carrier(session, f"Lắp {somebody.code}", RecipientRole.INSTALLER)
    name = FieldId("name")
    assert disclosures.disclose(session, somebody.code, DisclosureInput(given.id, INSTALLATION, frozenset({name})))
    code = ask(session, RequestKind.DELETE, somebody.code)
    prove(session, code)
    return {"request_code": code, "recipient_id": given.id, "kind": PartnerLetterKind.RECALL, "fields": [name]}


def _letter(session: Session) -> Fits:
    held = _held(session)
    written = partner_letters.write(session, *held.values())  # type: ignore[arg-type]  # as they were made
    return {"letter_id": written, "at": None}


def _to_correct(session: Session) -> Fits:
    chosen = ("gender", "birth_date", "source", "purposes")
    return {"code": _somebody(session).code, **{f"Correction.{one}": None for one in chosen}}


# --- incidents ----------------------------------------------------------------------------------


def _incident(session: Session, **more: object) -> Fits:
    return {"code": incidents.record(session, KNOWN), **more}


def _affected(session: Session, **more: object) -> Fits:
    """An incident of which two customers have to be told."""
    code = incidents.record(session, KNOWN)
    put_on_list(session, code, _somebody(session), add_customer(session, phones=(), emails=()))
    to_the_end(incident_people.planning(session, code))
    return {"code": code, "codes": (), **more}


def _to_take_off(session: Session) -> Fits:
    somebody, code = _somebody(session), incidents.record(session, KNOWN)
    put_on_list(session, code, somebody)
    return {"code": code, "customer_codes": [somebody.code]}


def _to_tell(session: Session) -> Fits:
    somebody, code = _somebody(session), incidents.record(session, KNOWN)
    put_on_list(session, code, somebody)
    wish = by_phone(somebody)
    return {"code": code, **{f"Telling.{name}": getattr(wish, name) for name in ("state", "channel", "codes", "at")}}


def _to_close(session: Session) -> Fits:
    """An incident whose file is complete."""
    somebody, code = _somebody(session), incidents.record(session, KNOWN)
    put_on_list(session, code, somebody)
    tell(session, code, by_phone(somebody))
    reported(session, code)
    return {"code": code}


# --- lists, promises, rules ---------------------------------------------------------------------


def _list(session: Session, wish: ContactWish = TEXTS, **more: object) -> Fits:
    agreed(session, "Lê Thị Mai")
    return {"code": make(session, wish), **more}


def _stopped(session: Session) -> Fits:
    somebody = _somebody(session)
    consents.stop_contact(session, somebody.code, Channel.SMS, ConsentMethod.WRITING)
    return {"code": somebody.code, "channel": Channel.SMS}


def _told_again(session: Session) -> Fits:
    """A run of notices whose emails are to be written once more."""
    (run,) = session.db.execute("SELECT max(id) FROM notice_run").fetchone()
    notice_papers.write_again(session, run, NoticeChannel.EMAIL)
    return {"run_id": run, "codes": ()}


def _breach(session: Session) -> str:
    typed = promises.BreachInput(Control.ACCESS_CONTROL, "quên khoá tủ", session.now())
    return promises.record_breach(session, typed)


def _violation(session: Session) -> Fits:
    code = _breach(session)
    (number,) = session.db.execute("SELECT id FROM breach WHERE code = ?", (code,)).fetchone()
    return {"control": Control.ACCESS_CONTROL, "reference": f"breach:{number}", "period": None}


def _no_draft(session: Session) -> Fits:
    if policy_versions.has_draft(session):
        policy_versions.discard_draft(session)
    return {}


def _newest_entry(session: Session) -> Fits:
    newest = trail.head_of(session)
    return {"seq": newest.seq, "head": newest.hash.hex()}


def _known_partner(session: Session) -> Fits:
    return {"recipient_id": _new_partner(session).id, "RecipientInput.role": RecipientRole.CARRIER}


def _new_partner(session: Session) -> Recipient:
    (count,) = session.db.execute("SELECT count(*) FROM recipient").fetchone()
    return add_carrier(session, f"Giao {count + 1}")


def _on_the_way(session: Session) -> Fits:
    carrier = _new_partner(session)
    (parcel,) = take_parcels(session, _somebody(session), carrier)
    return {"typed_code": parcel.code, "carrier_id": carrier.id, "state": ParcelState.CANCELLED}


_OTHER_IMPORTS = ("importing_orders.import_orders", "importing_orders.import_recipients")
SITUATIONS: Mapping[str, Situation] = {
    "carrying_out.corrected": _corrected,
    "carrying_out.object_to": partial(
        _asked, kind=RequestKind.OBJECT, name="request_code", objection=Objection((Channel.SMS,))
    ),
    "carrying_out.protect": partial(_asked, kind=RequestKind.PROTECT, name="request_code", at=None),
    "carrying_out.restrict": partial(_asked, kind=RequestKind.RESTRICT, name="request_code"),
    "carrying_out.withdraw": partial(_asked, kind=RequestKind.WITHDRAW, name="request_code", chosen=None, at=None),
    "contact_export.export": partial(_list, wish=EMAILS),
    "contact_export.export_in_slices": partial(_list, wish=EMAILS),
    "contact_lists.check_do_not_call": lambda session: _list(session, checked_on=session.now().date(), listed=()),
    "contact_lists.log_made": partial(_list, wish=EMAILS, customer_codes=None, occurred_at=None),
    "contact_lists.log_made_in_slices": partial(_list, wish=EMAILS, customer_codes=None, occurred_at=None),
    "contacts.confirm_opt_out": _stopped,
    "contacts.log_opt_out_confirmation": _stopped,
    "customers.correct": _to_correct,
    "customers.set_email_state": lambda session: {"code": _somebody(session).code, "position": 0},
    "customers.set_phone_state": lambda session: {"code": _somebody(session).code, "position": 0},
    "data_copy.hand_over": _copied,
    "do_not_call.export_for_check": _list,
    "do_not_call.export_for_check_in_slices": _list,
    "do_not_call.listed_among": _list,
    "erasure.erasing": _to_erase,
    **dict.fromkeys(("importing_customers.import_customers", *_OTHER_IMPORTS), lambda _: {"how": AS_IT_IS}),
    "incident_letters.emails": _affected,
    "incident_letters.letters": _affected,
    "incident_people.remove": _to_take_off,
    "incident_telling.telling": _to_tell,
    "incidents.change": _incident,
    "incidents.not_due": partial(_incident, kind=DeadlineKind.AUTHORITY),
    "incidents.report": lambda session: _incident(
        session, **{"ReportInput.kind": DeadlineKind.AUTHORITY, "ReportInput.reported_at": None}
    ),
    "incidents.close": _to_close,
    "law_rules.change_all": lambda _: {"typed": {"requests.partner_answer_days": "20"}},
    "law_rules.reset": lambda _: {"keys": ["requests.partner_answer_days"]},
    "notice_papers.emails": _told_again,
    "parcels.choose_carrier": _on_the_way,
    "parcels.close": _on_the_way,
    "partner_letters.answered": _letter,
    "partner_letters.asked": _held,
    "partner_letters.write": _held,
    "partner_papers.draft": _held,
    "policy_versions.load_draft": _no_draft,
    "promises.close_breach": lambda session: {"code": _breach(session)},
    "promises.explain": _violation,
    "recipients.by_name": lambda session: {"name": _new_partner(session).name},
    "recipients.change": _known_partner,
    "request_files.add_file": _new,
    "request_files.open_file": _with_file,
    "requests.acknowledge": _arrived,
    "requests.check_identity": lambda session: _new(session, method=IdentityMethod.AUTHORISED, at=session.now()),
    "requests.close": _refusable,
    "requests.extend": _asked,
    "requests.link": _of_nobody,
    "requests.reopen": _settled,
    "requests.with_partner": _asked,
    "staff.change_passphrase": lambda _: {"old": MANAGER_PASSPHRASE},
    "trail.check_paper": _newest_entry,
}
