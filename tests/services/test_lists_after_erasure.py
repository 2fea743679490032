"""Every list, page and paper still comes up when somebody on it was erased, and says nothing about who it was."""

from collections.abc import Callable, Iterator

import pypdfium2
import pytest

from ledger.domain.errors import CustomerErased
from ledger.domain.ids import ManifestId
from ledger.domain.policy import Control
from ledger.domain.wording import Language
from ledger.services import (
    audit_list,
    contacts,
    customer_card,
    customer_list,
    customers,
    disclosure_list,
    feedback_list,
    finding,
    handover,
    minors,
    notice_list,
    notices,
    overview,
    parcel_list,
    promise_proof,
    promises,
    reports,
    request_list,
    requests,
    reveals,
    today,
)
from ledger.services.customer_list import CustomerKind, CustomerQuery
from ledger.services.session import Session
from ledger.storage.lists_feedback import FeedbackQuery
from ledger.storage.lists_requests import RequestQuery
from ledger.storage.lists_trail import AuditQuery
from support.crowd import Crowd
from support.erasing import erase
from support.promises import measured
from support.services import Workplace

CODE = "KH-00001"
VI = Language.VI


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    """Three who lived through everything; the one who did it first is erased."""
    one = Crowd(Workplace(tmp_path_factory.mktemp("lists")), 3).gather()
    erase(one.session, CODE)
    yield one
    one.shop.close()


def pdf_text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)


def proof(one: Session) -> str:
    return pdf_text(promise_proof.prepare(one, measured(one), VI, is_preview=True).render())


def everything_found(one: Session) -> object:
    tables = ("sale", "parcel", "feedback", "breach")
    codes = [row[0] for table in tables for row in one.db.execute(f"SELECT code FROM {table}")]
    return [finding.find_anything(one, code) for code in (CODE, *codes)]


LISTS: dict[str, Callable[[Session], object]] = {
    "customers": lambda one: customer_list.rows(one, customer_list.ids(one, CustomerQuery(kind=CustomerKind.ERASED))),
    "everybody": lambda one: customer_list.rows(one, customer_list.ids(one, CustomerQuery())),
    "what is to be corrected": customer_list.count_to_correct,
    "the card": lambda one: customer_card.card(one, CODE),
    "the record": lambda one: customers.get(one, CODE),
    "parcels": lambda one: parcel_list.rows(one, parcel_list.ids(one, parcel_list.ParcelQuery())),
    "parcels of theirs": lambda one: parcel_list.rows(
        one, parcel_list.ids(one, parcel_list.ParcelQuery(customer_code=CODE))
    ),
    "feedback": lambda one: feedback_list.rows(one, feedback_list.ids(one, FeedbackQuery())),
    "disclosures": lambda one: disclosure_list.rows(
        one, disclosure_list.ids(one, disclosure_list.DisclosureQuery(customer_code=CODE))
    ),
    "refused acts": lambda one: disclosure_list.attempt_rows(
        one, disclosure_list.attempt_ids(one, disclosure_list.AttemptQuery())
    ),
    "contacts": lambda one: contacts.rows(one, contacts.ids(one, contacts.ContactQuery())),
    "requests": lambda one: request_list.rows(one, request_list.ids(one, RequestQuery())),
    "a request": lambda one: (
        requests.get(one, "YC-9000"),
        requests.steps(one, "YC-9000"),
        requests.files(one, "YC-9000"),
    ),
    "the trail": lambda one: audit_list.rows(one, audit_list.ids(one, AuditQuery(subject=CODE))),
    "notices": lambda one: [
        notice_list.rows(one, notice_list.ids(one, notice_list.NoticeQuery(run.id))) for run in notices.runs(one)
    ],
    "breaches": lambda one: [promises.breaches(one, control) for control in Control],
    "promises": measured,
    "the proof of promises": proof,
    "today": today.today,
    "the badges": today.badges,
    "the overview": overview.count,
    "minors": lambda one: (minors.asked_today(one, one.now()), minors.ask_again(one)),
    "everything that is found": everything_found,
    "hand-overs": handover.manifests,
    "a hand-over's papers": lambda one: pdf_text(handover.manifest_paper(one, ManifestId(1), VI).pdf),
    "the register": lambda one: pdf_text(reports.disclosure_report(one, reports.ReportWish()).pdf),
}


@pytest.mark.parametrize("name", LISTS)
def test_it_comes_up_and_names_nobody_who_was_erased(crowd: Crowd, name: str) -> None:
    shown = repr(_fields(LISTS[name](crowd.session))).encode()
    gone = crowd.people[0]
    assert [how for how, form in gone.forms().items() if form in shown] == []


def _fields(one: object) -> object:
    """Return a record with what its ``repr`` hides."""
    if isinstance(one, list | tuple):
        return [_fields(each) for each in one]
    if isinstance(one, dict):
        return {key: _fields(each) for key, each in one.items()}
    names = getattr(type(one), "__dataclass_fields__", None)
    return one if names is None else {name: _fields(getattr(one, name)) for name in names}


def test_the_others_are_still_named(crowd: Crowd) -> None:
    shown = repr(_fields(LISTS["everybody"](crowd.session)))
    assert crowd.people[1].word in shown


@pytest.mark.parametrize(
    "act",
    [
        lambda one: reports.consent_receipt(one, CODE),
        lambda one: reveals.reveal(one, CODE, reveals.RevealField.PHONE),
    ],
    ids=["a receipt", "revealing a value"],
)
def test_what_needs_the_person_says_that_it_is_gone(crowd: Crowd, act: Callable[[Session], object]) -> None:
    with pytest.raises(CustomerErased):
        act(crowd.session)
