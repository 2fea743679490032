"""The demo shop answers what customers ask about their data, in time and once too late, and owns up to an incident.

Like everything of the demo it goes through the verbs of real work; each day brings what its table says.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import Customer, Source
from ledger.domain.deadline import DeadlineKind, RequestKind, SpecialDayKind
from ledger.domain.erasure import ErasureCause
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.incident import FoundBy, IncidentKind, TellState
from ledger.domain.instants import local_date
from ledger.domain.parcel import ParcelState
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod, PartnerAnswer, RefusalGround, RequestOutcome
from ledger.domain.retention import Category, Rule
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import (
    carrying_out,
    consents,
    customers,
    data_copy,
    erasure,
    handover,
    incident_people,
    incident_telling,
    incidents,
    parcels,
    partner_letters,
    request_list,
    request_papers,
    requests,
    retention,
    working_days,
)
from ledger.services.carrying_out import Objection
from ledger.services.deciding_many import to_the_end
from ledger.services.incident_people import PeopleWish
from ledger.services.incident_telling import Telling
from ledger.services.incidents import IncidentInput, ReportInput
from ledger.services.request_list import RequestFilter, RequestQuery
from ledger.services.request_papers import LetterKind
from ledger.services.session import Session

_MARKETING, _CARE = PurposeId("marketing"), PurposeId("customer_care")
_LEAVING = "Phan Thị Thu Nga"  # comes only to be forgotten again


def keep(session: Session, customer: Customer, day: int, *, is_small: bool) -> None:
    """Do what one day brings for the rights of customers; ``day`` counts from the first of the story."""
    deed = _DEEDS.get(day)
    if deed is not None and is_small:
        deed(session, customer)


def _ask(session: Session, customer: Customer, kind: RequestKind, words: str) -> str:
    """Record a request, tell the asker that it arrived, and prove who it is."""
    received_at = session.now() - timedelta(hours=2)
    code = requests.record(
        session, requests.RequestInput(kind, Channel.EMAIL, received_at, words, customer_code=customer.code)
    )
    request_papers.prepare(session, code, LetterKind.ACKNOWLEDGEMENT, Language.VI, is_preview=False)
    requests.acknowledge(session, code, Channel.EMAIL, session.now())
    requests.check_identity(session, code, IdentityMethod.CALLED_BACK, session.now())
    return code


def _settle(session: Session, code: str, words: str) -> None:
    request_papers.prepare(session, code, LetterKind.ANSWER, Language.VI, is_preview=False)
    requests.close(session, code, RequestOutcome.DONE, words)


# --- settled in the past --------------------------------------------------------------------------


def _give_copy(session: Session, customer: Customer) -> None:
    code = _ask(session, customer, RequestKind.ACCESS, "Cửa hàng đang giữ thông tin gì của tôi?")
    session.mark_confirmed(Operation.EXPORT)  # whoever made the demo has its passphrase
    data_copy.prepare(session, code, Language.VI, is_preview=False)
    data_copy.hand_over(session, code, Channel.EMAIL, session.now())
    _settle(session, code, "Đã gửi bản sao qua email, khách xác nhận đã nhận.")


def _forget(session: Session, _customer: Customer) -> None:
    """Erase somebody who agreed to advertising and then wished to be forgotten."""
    typed = customers.CustomerInput(
        _LEAVING, Source.WEBSITE, phones=("0908 246 135",), emails=("nga@example.com",), is_declared_adult=True,
        purposes=(parcels.DELIVERY, _CARE),
    )  # fmt: skip
    leaving = customers.add(session, typed).customer
    said = consents.Said(_MARKETING, Channel.EMAIL, ConsentOutcome.GRANTED, ConsentMethod.WEBSITE, session.now())
    consents.record(session, leaving.code, said)
    code = _ask(session, leaving, RequestKind.DELETE, "Tôi không mua nữa, xin xóa hết thông tin của tôi.")
    session.mark_confirmed(Operation.ERASE)
    to_the_end(erasure.erasing(session, [leaving.code], ErasureCause.REQUEST, request_code=code))
    requests.close(session, code, RequestOutcome.DONE)


def _withdraw(session: Session, customer: Customer) -> None:
    code = _ask(session, customer, RequestKind.OBJECT, "Đừng gửi quảng cáo cho tôi nữa.")
    carrying_out.object_to(session, code, Objection((Channel.SMS,), (_MARKETING,), ConsentMethod.EMAIL))
    _settle(session, code, "Đã ngừng tin nhắn quảng cáo.")


def _refuse(session: Session, customer: Customer) -> None:
    code = _ask(session, customer, RequestKind.DELETE, "Xóa đơn hàng tháng trước giúp tôi.")
    words = "Hóa đơn phải giữ theo luật kế toán; thông tin khác khách muốn giữ để bảo hành."
    requests.close(session, code, RequestOutcome.REFUSED, words, RefusalGround.LAW_KEEPS)


def _protect(session: Session, customer: Customer) -> None:
    code = _ask(session, customer, RequestKind.PROTECT, "Có người lạ biết số của tôi, nhờ cửa hàng kiểm tra.")
    carrying_out.protect(session, code, "Đã xem nhật ký: không ai ngoài ca trực mở số của khách.")
    _settle(session, code, "Đã kiểm tra và báo kết quả cho khách.")


def _closed_incident(session: Session, customer: Customer) -> None:
    """A label reached the neighbour: reported, the customer told, the file closed."""
    told = IncidentInput(
        kind=IncidentKind.SENT_TO_WRONG,
        what="Bưu tá giao nhầm một kiện hàng sang nhà bên cạnh; hộp chưa mở, đã lấy lại trong ngày.",
        discovered_at=session.now() - timedelta(hours=5),
        occurred_at=session.now() - timedelta(hours=9),
        place="Tại nơi giao hàng",
        who="Nhân viên giao hàng của đơn vị chuyển",
        fields=(FieldId("name"), FieldId("address")),
        consequences="Người ngoài có thể thấy tên viết tắt và tỉnh trên nhãn.",
        measures="Lấy lại kiện hàng, nhắc đơn vị chuyển bằng văn bản.",
        contact="Quản lý cửa hàng, hotline 0901 870 525",
    )
    code = incidents.record(session, told)
    wish = PeopleWish(FoundBy.NAMED, codes=(customer.code,))
    found = to_the_end(incident_people.find(session, code, wish))
    to_the_end(incident_people.adding(session, code, found))
    incidents.report(session, code, ReportInput(DeadlineKind.AUTHORITY, reference="BC-01/2026"))
    to_the_end(incident_telling.telling(session, code, Telling(TellState.TOLD, Channel.CALL, (customer.code,))))
    incidents.close(session, code)


# --- still open at the end ------------------------------------------------------------------------


def _restrict_late(session: Session, customer: Customer) -> None:
    _ask(session, customer, RequestKind.RESTRICT, "Tạm dừng dùng thông tin của tôi trong lúc khiếu nại.")


def _long_objection(session: Session, customer: Customer) -> None:
    code = _ask(session, customer, RequestKind.PROVIDE_COPY, "Cho tôi bản sao mọi thông tin, kể cả ở đối tác.")
    requests.extend(session, code, "Phải hỏi lại đơn vị chuyển về các kiện hàng cũ.")


def _correct_with_partner(session: Session, _customer: Customer) -> None:
    customer = _known_to_partner(session)
    if customer is None:
        return
    code = _ask(session, customer, RequestKind.CORRECT, "Tên tôi bị ghi sai trên biên nhận.")
    for number, holder in enumerate(partner_letters.holders(session, customer.code)):
        if holder.kinds:
            letter = partner_letters.write(session, code, holder.recipient_id, holder.kinds[0], holder.fields[:1])
            if number:
                partner_letters.answered(session, letter, PartnerAnswer.DONE)


def _known_to_partner(session: Session) -> Customer | None:
    """Return somebody whose parcel is on its way."""
    under_way = parcels.waiting(session, ParcelState.HANDED_OVER)
    return customers.get(session, parcels.customer_code_of(session, under_way[-1])) if under_way else None


def _delete_during_order(session: Session, customer: Customer) -> None:
    _ask(session, customer, RequestKind.DELETE, "Xin xóa số điện thoại và địa chỉ của tôi.")


def leave_open(session: Session, customer: Customer) -> None:
    """See to it that today brings a stranger's request, a complaint, and an incident whose clocks run."""
    at = session.now()
    stranger = requests.RequestInput(
        RequestKind.ACCESS, Channel.CALL, at - timedelta(hours=3), "Hỏi cửa hàng có giữ số của chị không.",
        asked_by="Chị Mai, gọi từ số lạ",
    )  # fmt: skip
    requests.record(session, stranger)
    complaint = requests.RequestInput(
        RequestKind.COMPLAINT, Channel.EMAIL, at - timedelta(hours=2), "Hàng vỡ mà gọi hai lần không ai trả lời.",
        customer_code=customer.code, also_feedback=True,
    )  # fmt: skip
    requests.record(session, complaint)
    _order_meanwhile(session)
    lost = IncidentInput(
        kind=IncidentKind.STOLEN,
        what="Mất điện thoại của cửa hàng, trên máy có ảnh chụp biên bản bàn giao.",
        discovered_at=at - timedelta(hours=20),
        occurred_at=at - timedelta(hours=26),
        is_attack=True,
        place="Quầy giao hàng",
        fields=(FieldId("name"), FieldId("phone"), FieldId("address")),
        measures="Khóa máy từ xa, đổi mật khẩu, báo công an phường.",
    )
    _list_people(session, incidents.record(session, lost))
    session.mark_confirmed(Operation.RETAIN)
    kept = (Rule(Category.CUSTOMER_AFTER_LAST_ORDER, 36, is_on=True), Rule(Category.FEEDBACK, 1, is_on=True))
    retention.change(session, kept)
    day = local_date(at) + timedelta(days=20)
    working_days.add_special_day(session, day, SpecialDayKind.CLOSED, "Nghỉ bù theo thông báo của phường")


def _order_meanwhile(session: Session) -> None:
    """Whoever wishes to be erased has ordered once more: the parcel has to arrive first."""
    for one in request_list.rows(session, request_list.ids(session, RequestQuery(state=RequestFilter.OPEN))):
        if one.kind is RequestKind.DELETE and one.customer_code is not None:
            lines = (parcels.Line("Nến thơm quế", 1),)
            parcels.take_order(session, one.customer_code, parcels.OrderInput(lines, 120_000))


def _list_people(session: Session, code: str) -> None:
    """Whoever stands on the newest manifest is affected: it was photographed."""
    handed_over = handover.manifests(session, limit=1)
    if handed_over:
        found = incident_people.find(session, code, PeopleWish(FoundBy.MANIFEST, handed_over[0].number))
        to_the_end(incident_people.adding(session, code, to_the_end(found)))


_DEEDS: Mapping[int, Callable[[Session, Customer], None]] = {
    6: _give_copy,
    12: _forget,
    16: _closed_incident,
    18: _withdraw,
    24: _restrict_late,
    27: _refuse,
    31: _protect,
    36: _correct_with_partner,
    38: _long_objection,
    40: _delete_during_order,
}
