"""An incident of the shop: written down, customers found and told, as the manager does it."""

from datetime import timedelta

from ledger.domain.customer import Customer
from ledger.domain.deadline import DeadlineKind
from ledger.domain.ids import FieldId
from ledger.domain.incident import FoundBy, IncidentKind, TellState
from ledger.domain.purpose import Channel
from ledger.services import incident_list, incident_people, incident_telling, incidents
from ledger.services.deciding_many import to_the_end
from ledger.services.incident_list import AffectedLine, AffectedQuery
from ledger.services.incident_people import FoundPeople, PeopleWish
from ledger.services.incident_telling import Telling, ToldPeople
from ledger.services.incidents import IncidentInput, ReportInput
from ledger.services.session import Session
from support.services import HANOI, add_customer

AUTHORITY, SYSTEM = DeadlineKind.AUTHORITY, DeadlineKind.SYSTEM_ATTACK
TOLD, WAITING, UNREACHABLE = TellState.TOLD, TellState.WAITING, TellState.UNREACHABLE
LOST = IncidentInput(IncidentKind.LOST, "Biên bản bàn giao để quên trên xe")
KNOWN = IncidentInput(
    IncidentKind.BACKUP_LOST,
    "Ổ cứng sao lưu để quên trên xe buýt",
    place="Xe buýt tuyến 8",
    who="Nhân viên giao ca tối",
    fields=(FieldId("phone"), FieldId("name")),
    consequences="Người lạ có thể gọi điện lừa đảo",
    measures="Đã báo bến xe và đổi mật khẩu",
    contact="Chị Bình, quản lý, 0901 870 525",
)


def three_customers(session: Session) -> tuple[Customer, Customer, Customer]:
    """KH-00001 has an email, KH-00002 only an address, KH-00003 only a phone."""
    return (
        add_customer(session),
        add_customer(session, "Trần Thị An", phones=("0911 000 002",), emails=(), addresses=(HANOI,)),
        add_customer(session, "Lê Văn Bình", phones=("0911 000 003",), emails=(), addresses=()),
    )


def find(session: Session, code: str, wish: PeopleWish) -> FoundPeople:
    return to_the_end(incident_people.find(session, code, wish))


def put_on_list(session: Session, code: str, *customers: Customer) -> int:
    """Put customers on the list of an incident by their codes."""
    wish = PeopleWish(FoundBy.NAMED, codes=tuple(one.code for one in customers))
    return to_the_end(incident_people.adding(session, code, find(session, code, wish)))


def tell(session: Session, code: str, wish: Telling) -> ToldPeople:
    return to_the_end(incident_telling.telling(session, code, wish))


def by_phone(*customers: Customer) -> Telling:
    return Telling(TOLD, Channel.CALL, tuple(one.code for one in customers))


def listed(session: Session, code: str) -> dict[str, AffectedLine]:
    """Everybody affected, by code."""
    query = AffectedQuery(incidents.get(session, code).id)
    found = incident_list.affected_ids(session, query)
    return {one.code: one for one in incident_list.affected_rows(session, code, found)}


def reported(
    session: Session, code: str, kind: DeadlineKind = AUTHORITY, *, reference: str = "118/A05", delay_reason: str = ""
) -> None:
    incidents.report(session, code, ReportInput(kind, reference=reference, delay_reason=delay_reason))


def hours(count: float) -> timedelta:
    return timedelta(hours=count)
