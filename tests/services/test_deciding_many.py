"""Many people at once go through the same gate: every decision is that about the person alone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.domain.consent import ConsentOutcome
from ledger.domain.customer import Customer
from ledger.domain.gate import Act, Proposal
from ledger.domain.ids import CustomerId, PurposeId
from ledger.domain.minor import Giver
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from ledger.services import consents, contacts, customers
from ledger.services.deciding import decide_one
from ledger.services.deciding_many import decide_many, everybody
from ledger.services.session import Session
from support.contacting import CALLED, agreed
from support.services import (
    AT,
    DELIVERY,
    LAW,
    MARKETING,
    Workplace,
    add_child,
    add_customer,
    say,
    workplace,
)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Open a ledger with one person of every kind the gate tells apart."""
    for shop in workplace(tmp_path_factory.mktemp("crowd")):
        fill_with_every_kind(shop)
        yield shop.session


def fill_with_every_kind(shop: Workplace) -> None:
    session = shop.session
    guardian = agreed(session, "Mẹ Bé", phones=("0901111222",), emails=("me@example.com",))
    for years in (5, 10, 16, 17):
        child = add_child(session, f"Bé {years}", years, emails=(f"be{years}@example.com",))
        customers.link_guardian(session, child.code, guardian.code, "mẹ")
        for giver in (Giver.GUARDIAN, Giver.SELF):
            say(session, child, giver=giver)
    add_child(session, "Không Người Giám Hộ", 12)
    for number, outcome in enumerate(ConsentOutcome):
        for channel in (*CONTACT_CHANNELS, Channel.NONE):
            one = add_customer(session, f"Khách {outcome} {channel}", phones=(f"09{number}1{len(channel):06d}",))
            say(session, one, ConsentOutcome.GRANTED, channel=channel)
            if outcome is not ConsentOutcome.GRANTED:
                shop.clock.move(minutes=1)
                say(session, one, outcome, channel=channel)
    add_customer(session, "Không Biết Tuổi", is_declared_adult=False)
    add_customer(session, "Không Số", phones=(), emails=(), addresses=())
    add_customer(session, "Chỉ Số", emails=(), addresses=())
    restricted = agreed(session, "Hạn Chế", phones=("0977000111",))
    customers.restrict(session, restricted.code, is_restricted=True)
    for stopped in (None, Channel.SMS, Channel.EMAIL):
        one = agreed(session, f"Dừng {stopped}", phones=(f"09770002{len(str(stopped)):02d}",), emails=())
        consents.stop_contact(session, one.code, stopped, CALLED)
    often = agreed(session, "Nhiều Tin", phones=("0977000333",))
    for _ in range(3):
        assert contacts.contact(session, often.code, MARKETING, Channel.SMS).allowed
    gone = agreed(session, "Đã Xóa", phones=("0977000444",))
    session.db.execute("UPDATE customer SET erased_at = collected_at WHERE id = ?", (gone.id,))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    act=st.sampled_from([Act.CONTACT, Act.USE]),
    purpose=st.sampled_from([MARKETING, DELIVERY, LAW, PurposeId("service_optimisation"), PurposeId("resale")]),
    channel=st.sampled_from(list(Channel)),
    hours=st.integers(-30, 30),
)
def test_many_are_judged_exactly_as_each_of_them_alone(
    crowd: Session, act: Act, purpose: PurposeId, channel: Channel, hours: int
) -> None:
    proposal = Proposal(act, purpose, AT + timedelta(hours=hours), channel)
    ids = [CustomerId(row[0]) for row in crowd.db.execute("SELECT id FROM customer")]
    together = decide_many(crowd, ids, proposal)
    alone = {one.id: decide_one(crowd, one, proposal) for one in (whole(crowd, each) for each in ids)}
    assert together == alone


def whole(session: Session, one: CustomerId) -> Customer:
    code = session.db.execute("SELECT code FROM customer WHERE id = ?", (one,)).fetchone()[0]
    return customers.get(session, code)


def test_everybody_on_record_is_asked_about(crowd: Session) -> None:
    living = crowd.db.execute("SELECT count(*) FROM customer WHERE erased_at IS NULL").fetchone()[0]
    assert len(everybody(crowd)) == living > 20
