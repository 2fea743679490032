"""Who may do what about a request: staff write down and tell, the manager extends, refuses and closes."""

import pytest

from ledger.domain.deadline import RequestKind
from ledger.domain.ids import AttachmentId, CustomerId, RequestId
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod, RefusalGround, RequestOutcome
from ledger.services import evidence, request_files, request_list, request_steps, requests
from ledger.services.request_list import RequestQuery
from ledger.services.session import Session
from support.requests import ask
from support.roles import Verb, verbs_in, verbs_of, written_though_refused
from support.services import Workplace, add_customer

YC, OTHER, CLOSED = "YC-0001", "YC-0002", "YC-0003"
LETTER = evidence.read_file("don.txt", b"x")


def copied(one: Session) -> object:
    """Open the paper that came with the first request."""
    return requests.open_file(one, YC, AttachmentId(1))


STAFF_MAY: dict[str, Verb] = {
    "requests.record": lambda one: ask(one, RequestKind.DELETE, "KH-00001"),
    "requests.open_of": lambda one: requests.open_of(one, "KH-00001"),
    "requests.feedback_code": lambda one: requests.feedback_code(one, requests.get(one, YC)),
    "requests.link": lambda one: requests.link(one, OTHER, "KH-00001"),
    "requests.acknowledge": lambda one: requests.acknowledge(one, YC, Channel.EMAIL, one.now()),
    "requests.check_identity": lambda one: requests.check_identity(
        one, YC, IdentityMethod.CALLED_BACK, one.now(), "gọi lại số trên sổ"
    ),
    "requests.with_partner": lambda one: requests.with_partner(one, YC, "Giao Nhanh"),
    "requests.reopen": lambda one: requests.reopen(one, CLOSED, "Khách hỏi thêm"),
    "request_steps.get": lambda one: requests.get(one, YC),
    "request_steps.by_id": lambda one: requests.by_id(one, RequestId(1)),
    "request_steps.steps": lambda one: requests.steps(one, YC),
    "request_steps.customer_of": lambda one: requests.customer_of(one, requests.get(one, YC)),
    "request_files.add_file": lambda one: requests.add_file(one, YC, LETTER),
    "request_files.files": lambda one: requests.files(one, YC),
    "request_files.open_file": copied,
    "request_list.ids": lambda one: request_list.ids(one, RequestQuery()),
    "request_list.rows": lambda one: request_list.rows(one, [1, 2, 3]),
    "request_list.due": lambda one: request_list.due(one, 5),
    "request_list.of_customer": lambda one: request_list.of_customer(one, CustomerId(1)),
    "request_list.counts": request_list.counts,
}
ONLY_THE_MANAGER: dict[str, Verb] = {
    "requests.extend": lambda one: requests.extend(one, YC, "Phải hỏi lại nhiều nơi"),
    "requests.close": lambda one: requests.close(one, YC, RequestOutcome.TAKEN_BACK),
    "requests.close as refused": lambda one: requests.close(
        one, YC, RequestOutcome.REFUSED, "Hóa đơn phải giữ", RefusalGround.LAW_KEEPS
    ),
}
# What runs inside the transaction of another verb.
ELSEWHERE = {
    "requests.told", "requests.store_with_partner", "request_steps.add_step", "request_steps.carried_out",
    "request_steps.audit", "request_steps.customer_code", "request_steps.read_words",
}  # fmt: skip
MODULES = (requests, request_steps, request_files, request_list)


@pytest.fixture
def asked(shop: Workplace) -> Workplace:
    """A shop with a request of a customer, one of nobody known, and one that is closed."""
    session = shop.session
    ask(session, RequestKind.ACCESS, add_customer(session).code)
    requests.add_file(session, YC, LETTER)
    for code in (ask(session), ask(session)):
        assert code in {OTHER, CLOSED}
    requests.close(session, CLOSED, RequestOutcome.NOT_PROVEN)
    return shop


def test_staff_write_down_what_was_asked_and_tell_that_it_arrived(asked: Workplace) -> None:
    one = asked.as_staff()
    for verb in STAFF_MAY.values():
        asked.clock.move(seconds=1)
        verb(one)


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_what_is_the_managers_is_refused_to_staff_and_nothing_is_written(asked: Workplace, name: str) -> None:
    one = asked.as_staff()
    assert written_though_refused(one, ONLY_THE_MANAGER[name]) == []


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_the_manager_may(asked: Workplace, name: str) -> None:
    ONLY_THE_MANAGER[name](asked.session)


def test_no_verb_is_forgotten_here() -> None:
    assert verbs_of(*MODULES) == verbs_in(STAFF_MAY, ONLY_THE_MANAGER) | ELSEWHERE
