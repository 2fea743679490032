"""The demo shop keeps its promises: it announces a new version, makes lists, writes answers down, owns up to a breach.

Like everything of the demo it goes through the verbs and the gate of real work.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from random import Random

from ledger.domain.collection import CookieChoice
from ledger.domain.customer import Customer
from ledger.domain.disclosure import AuthorityRequest
from ledger.domain.errors import NothingToDo
from ledger.domain.ids import FieldId, NoticeRunId, PurposeId, RecipientId
from ledger.domain.instants import local_date
from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.domain.policy import Clause, Control, Statement
from ledger.domain.promise import month_of
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.domain.wording import Bilingual, Language
from ledger.services import (
    browser,
    contact_lists,
    data_uses,
    disclosures,
    links,
    notices,
    policy_versions,
    promises,
    survey,
    trail,
)
from ledger.services.deciding_many import to_the_end
from ledger.services.demo_people import happens
from ledger.services.links import LinkAbout
from ledger.services.notice_papers import emails, letters
from ledger.services.notice_settling import Settlement, settle
from ledger.services.session import Session, back_up

SITE = "https://giao-hang.example.com/tra-cuu"
_KEPT = Bilingual(
    "Thông tin của Khách hàng được lưu tối đa 36 tháng kể từ đơn hàng cuối cùng, sau đó được xóa.",
    "Customers' information is kept for at most 36 months after the last order, then erased.",
)
_AT_MOST = 40  # contacts of one list: a big demo ledger must not take an hour
_MARKETING, _ANALYSIS = PurposeId("marketing"), PurposeId("service_optimisation")
_BOUGHT = (FieldId("orders"), FieldId("products"))
_WISHES = ("Mùi bưởi, ít ngọt", "Hộp nhỏ để mang đi", "Giao buổi tối", "Loại cho da nhạy cảm", "Gói quà giấy kraft")
_ADDRESSES = ("113.160.24.", "14.161.30.", "27.72.98.", "171.244.12.")


_OFFERS = {10: "Khai trương mùa thu", 24: "Ưu đãi khách quen", 38: "Ngày phụ nữ 20/11"}
_ANALYSES = {15: "Sản phẩm bán chạy tháng này", 40: "Khách mua lại trong 30 ngày"}
# Everybody has to be told of a new version: in a big ledger while there are few.
_ANNOUNCED_ON, _ANNOUNCED_EARLY = 41, 3
_CHECKED_EVERY, _LOOKED_UP_EVERY = 5, 4  # days


def keep(session: Session, dice: Random, customer: Customer, day: int, *, is_small: bool) -> None:
    """Do what one day of the shop's story brings for its promises."""
    if day == (_ANNOUNCED_ON if is_small else _ANNOUNCED_EARLY):
        announce_new_version(session)
    if day % _CHECKED_EVERY == 0:
        check_and_back_up(session)
    if day in _OFFERS:
        send_offers(session, _OFFERS[day])
    if day in _ANALYSES:
        analyse(session, _ANALYSES[day])
    ask_wishes(session, dice, customer)
    if day % _LOOKED_UP_EVERY == 0:
        look_up_parcel(session)


def announce_new_version(session: Session) -> None:
    """Publish how long data are kept, tell everybody, and put the version in force (VK 10)."""
    draft = policy_versions.start_draft(session)
    clauses = tuple(_with_period(one) for one in draft.pack.clauses)
    policy_versions.save_draft(session, replace(draft.pack, clauses=clauses))
    session.mark_confirmed(Operation.PUBLISH_POLICY)  # whoever made the demo has its passphrase
    run = policy_versions.publish(session).notice_run
    if run is None:
        return
    notices.publish_on_home_page(session, run, session.now())
    for channel, write_out in ((NoticeChannel.EMAIL, _write_emails), (NoticeChannel.POST, _write_letters)):
        with suppress(NothingToDo):
            while True:  # some hundred at a time, until none is left
                write_out(session, run)
        with suppress(NothingToDo):
            settle(session, run, Settlement(NoticeState.TOLD, channel))
    notices.finish(session, run)


def _write_emails(session: Session, run: NoticeRunId) -> None:
    emails(session, run, (Language.VI,))


def _write_letters(session: Session, run: NoticeRunId) -> None:
    letters(session, run, Language.VI, is_preview=False)


def _with_period(clause: Clause) -> Clause:
    if clause.control is not Control.ENCRYPTED_STORE:
        return clause
    text = Bilingual(f"{clause.text.vi}\n{_KEPT.vi}", f"{clause.text.en}\n{_KEPT.en}")
    return replace(clause, text=text, states=clause.states | {Statement.RETENTION})


def check_and_back_up(session: Session) -> None:
    """Check the whole ledger and make a verified backup (KO 4a)."""
    trail.verify(session)
    back_up(session)


def send_offers(session: Session, title: str) -> None:
    """Make a contact list, check it against the national do-not-call list, and write down who was contacted."""
    gathered = to_the_end(contact_lists.gather(session, contact_lists.ContactWish(_MARKETING, Channel.SMS, title)))
    if not gathered.ids:
        return
    code = contact_lists.make(session, gathered)
    contact_lists.check_do_not_call(session, code, local_date(session.now()), "KQC-2026/11")
    some = contact_lists.person_ids(session, code)[:_AT_MOST]
    contact_lists.log_made(session, code, [one.customer_code for one in contact_lists.person_rows(session, code, some)])
    contact_lists.close(session, code)


def prepare_offers(session: Session, title: str) -> None:
    """Make a list that still waits for its check and its contacts."""
    gathered = to_the_end(contact_lists.gather(session, contact_lists.ContactWish(_MARKETING, Channel.ZALO, title)))
    if gathered.ids:
        contact_lists.make(session, gathered)


def analyse(session: Session, note: str) -> None:
    """Look at what was bought, of those who agreed to it (KO 2)."""
    gathered = to_the_end(data_uses.gather(session, data_uses.UseWish(_ANALYSIS, _BOUGHT)))
    if gathered.ids:
        data_uses.record(session, gathered, note)


def ask_wishes(session: Session, dice: Random, customer: Customer) -> None:
    """Write down what somebody wishes, and which cookies the visit brought (KO 1, VK 4)."""
    survey.record(session, customer.code, FieldId("wishes"), dice.choice(_WISHES), PurposeId("consultation"))
    if happens(dice, 70):
        address = f"{dice.choice(_ADDRESSES)}{dice.randrange(2, 250)}"
        browser.record(session, customer.code, CookieChoice.ACCEPTED, address, "vi-VN")
    else:
        browser.record(session, customer.code, CookieChoice.REFUSED)


def look_up_parcel(session: Session) -> None:
    """Open a carrier's page from the program (VK 8)."""
    links.opened(session, SITE, LinkAbout.RECIPIENT)


def tell_authority(session: Session, authority: RecipientId, customer: Customer) -> None:
    """Give the police what they ask for: once with its papers, once turned away without (KO 3)."""
    fields = frozenset(FieldId(one) for one in ("name", "phone", "orders"))
    papers = AuthorityRequest(
        "118/CV-CAP", local_date(session.now()), "Công an phường Ba Đình", "Luật 91/2025/QH15, Điều 19"
    )
    session.mark_confirmed(Operation.DISCLOSE_TO_AUTHORITY)  # whoever made the demo has its passphrase
    for shown in (papers, None):
        typed = disclosures.DisclosureInput(authority, PurposeId("legal_compliance"), fields, authority=shown)
        disclosures.disclose(session, customer.code, typed)


def own_up(session: Session) -> None:
    """Record a breach somebody told of, say what was done, and explain it and the late answers of the month."""
    told = promises.BreachInput(
        Control.MASKED_PARCELS,
        "Bưu tá dán thêm tờ giấy ghi số điện thoại lên một kiện hàng; khách gọi báo.",
        session.now() - timedelta(hours=30),
    )
    code = promises.record_breach(session, told)
    promises.close_breach(session, code, "Đã xin lỗi khách, nhắc đơn vị chuyển bằng văn bản.")
    found = to_the_end(promises.measure(session, month_of(session.now())))
    for promise in found.promises:
        for violation in promise.evidence.violations:
            if not violation.is_open and promise.control in {Control.MASKED_PARCELS, Control.FEEDBACK_IN_TIME}:
                words = _WHY[promise.control]
                promises.explain(session, promise.control, violation.reference, words)


_WHY = {
    Control.MASKED_PARCELS: "Lỗi của bưu tá, không phải nhãn của cửa hàng; đơn vị chuyển đã cam kết không lặp lại.",
    Control.FEEDBACK_IN_TIME: "Mất điện từ chiều đến tối; đã thêm một người trực ca tối.",
}
