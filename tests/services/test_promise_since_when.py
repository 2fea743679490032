"""VK 1 is judged from the day on which a field was no longer needed, and every time is explained for itself."""

import pytest

from ledger.domain.promise import Period, PromiseState
from ledger.services import customers
from ledger.services.customers import Correction
from support.promises import explain_all, promise_of, state
from support.services import TODAY, Workplace, add_customer

THEN = Period(TODAY, TODAY)
BOTH, ONE = ("delivery_of_goods", "marketing"), ("delivery_of_goods",)  # only marketing needs the email


def serve(shop: Workplace, code: str, *purposes: str) -> None:
    """Say what a record is for from now on."""
    shop.clock.move(hours=1)
    customers.correct(shop.session, code, Correction("khách nói lại", purposes=purposes))


@pytest.fixture
def code(shop: Workplace) -> str:
    made = add_customer(shop.session, purposes=BOTH).code
    shop.clock.move(days=60)
    return made


def test_a_field_is_beyond_need_only_since_the_purposes_changed(shop: Workplace, code: str) -> None:
    serve(shop, code, *ONE)
    (violation,) = promise_of(shop.session, "VK 1").evidence.violations
    assert violation.at == shop.clock.at
    assert promise_of(shop.session, "VK 1", THEN).state is not PromiseState.BROKEN


def test_another_purpose_that_does_not_need_it_either_is_no_new_beginning(shop: Workplace, code: str) -> None:
    serve(shop, code, *ONE)
    began = shop.clock.at
    serve(shop, code, *ONE, "installation")
    (violation,) = promise_of(shop.session, "VK 1").evidence.violations
    assert violation.at == began
    serve(shop, code, *BOTH)
    (violation,) = promise_of(shop.session, "VK 1").evidence.violations
    assert (violation.at, violation.closed_at) == (began, shop.clock.at)


def test_an_explanation_of_one_time_explains_no_later_one(shop: Workplace, code: str) -> None:
    serve(shop, code, *ONE)
    assert explain_all(shop.session, "VK 1") == 1
    serve(shop, code, *BOTH)
    assert state(shop.session, "VK 1") is PromiseState.AT_RISK
    serve(shop, code, *ONE)
    serve(shop, code, *BOTH)
    assert state(shop.session, "VK 1") is PromiseState.BROKEN
    shop.clock.move(hours=1)
    assert explain_all(shop.session, "VK 1") == 1
    assert state(shop.session, "VK 1") is PromiseState.AT_RISK
