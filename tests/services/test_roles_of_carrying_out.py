"""Who may carry out what a data subject asked for: staff do what they are told, copies of data are the manager's."""

import pytest

from ledger.domain.deadline import RequestKind
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import carrying_out, customers, data_copy, rights_standing
from ledger.services.carrying_out import Objection
from ledger.services.customers import Correction
from support.data_copies import asked, prepared
from support.roles import Verb, verbs_in, verbs_of, written_though_refused
from support.services import Workplace, add_customer, say

VI = Language.VI
CODE = "YC-0001"

STAFF_MAY: dict[str, Verb] = {
    "rights_standing.standing": lambda one: rights_standing.standing(one, CODE),
    "carrying_out.withdraw": lambda one: carrying_out.withdraw(one, CODE),
    "carrying_out.restrict": lambda one: carrying_out.restrict(one, CODE),
    "carrying_out.release": lambda one: carrying_out.release(one, CODE, "Hết tranh chấp"),
    "carrying_out.object_to": lambda one: carrying_out.object_to(one, CODE, Objection((Channel.CALL,))),
    "carrying_out.protect": lambda one: carrying_out.protect(one, CODE, "Đã nhắc nhân viên"),
    "carrying_out.changed_fields": lambda one: carrying_out.changed_fields(one, CODE),
    "carrying_out.corrected": lambda one: carrying_out.corrected(one, CODE, ("name",)),
    "data_copy.hand_over": lambda one: data_copy.hand_over(one, CODE, Channel.NONE, one.now()),
}
ONLY_THE_MANAGER: dict[str, Verb] = {
    "data_copy.collect": lambda one: data_copy.collect(one, "KH-00001"),
    "data_copy.prepare": lambda one: data_copy.prepare(one, CODE, VI, is_preview=False),
    "data_copy.prepare to look at": lambda one: data_copy.prepare(one, CODE, VI, is_preview=True),
}
# What needs no ledger, or runs inside another verb.
ELSEWHERE = {
    "data_copy.render_pdf", "data_copy.render_json", "rights_standing.method_of", "rights_standing.granted_by",
    "rights_standing.stopped_for",
}  # fmt: skip
MODULES = (carrying_out, rights_standing, data_copy)


@pytest.fixture
def busy(shop: Workplace) -> Workplace:
    """A shop with a proven request of a customer who agreed to offers and was corrected since; the copy is made."""
    session = shop.session
    customer = add_customer(session)
    assert say(session, customer).allowed
    shop.clock.move(hours=1)
    assert asked(session, customer.code, RequestKind.ACCESS) == CODE
    customers.correct(session, customer.code, Correction("Khách yêu cầu", name="Nguyễn Văn Đước"))
    prepared(session, CODE)
    return shop


def test_staff_may_carry_out_what_was_asked_and_hand_the_copy_over(busy: Workplace) -> None:
    one = busy.as_staff()
    for verb in STAFF_MAY.values():
        busy.clock.move(seconds=1)
        verb(one)


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_reading_all_of_somebodys_data_is_refused_to_staff_and_nothing_is_written(busy: Workplace, name: str) -> None:
    one = busy.as_staff()
    one.mark_confirmed(Operation.EXPORT)
    assert written_though_refused(one, ONLY_THE_MANAGER[name]) == []


def test_no_verb_is_forgotten_here() -> None:
    assert verbs_of(*MODULES) == verbs_in(STAFF_MAY, ONLY_THE_MANAGER) | ELSEWHERE
