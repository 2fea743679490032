"""The trail in the window: the manager reads it, by number, narrowed by kind, member, customer and time."""

from datetime import timedelta

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import RoleForbidden
from ledger.services import audit_list, trail
from ledger.services.audit_list import GROUPS, AuditQuery, AuditRow
from ledger.services.session import Session
from support.services import AT, Workplace, add_carrier, add_customer
from support.storage import MANAGER, STAFF

ALL = AuditQuery()


def listed(session: Session, query: AuditQuery = ALL) -> list[AuditRow]:
    return list(audit_list.rows(session, audit_list.ids(session, query)))


@pytest.fixture
def busy(shop: Workplace) -> Workplace:
    add_customer(shop.session, "Đỗ An")
    shop.clock.move(hours=1)
    add_carrier(shop.session)
    return shop


def test_the_whole_trail_newest_first_or_oldest_first(busy: Workplace) -> None:
    newest = trail.head_of(busy.session).seq
    assert list(audit_list.ids(busy.session, AuditQuery())) == list(range(newest, 0, -1))
    rows = listed(busy.session, AuditQuery(descending=False))
    assert [row.seq for row in rows] == list(range(1, newest + 1))
    assert rows[0].action is AuditAction.LEDGER_CREATED


def test_it_can_be_narrowed(busy: Workplace) -> None:
    session = busy.session
    assert [row.action for row in listed(session, AuditQuery(group="customer"))] == [AuditAction.CUSTOMER_ADDED]
    assert {row.subject for row in listed(session, AuditQuery(subject="kh-00001"))} == {"KH-00001"}
    late = [row.at for row in listed(session, AuditQuery(since=AT + timedelta(minutes=1)))]
    early = [row.at for row in listed(session, AuditQuery(until=AT + timedelta(minutes=1)))]
    assert set(late) == {AT + timedelta(hours=1)}
    assert set(early) == {AT}
    assert len(late) + len(early) == trail.head_of(session).seq
    rising = [row.seq for row in listed(session, AuditQuery(group="recipient", descending=False))]
    assert rising == sorted(rising)
    assert len(rising) > 1


def test_the_groups_are_those_of_the_fixed_list_of_acts(busy: Workplace) -> None:
    assert {"customer", "ledger", "data"} <= set(GROUPS)
    assert len(set(GROUPS)) == len(GROUPS)
    assert sum(len(listed(busy.session, AuditQuery(group=group))) for group in GROUPS) == len(listed(busy.session))
    assert listed(busy.session, AuditQuery(group="no such")) == []


def test_each_member_can_be_looked_at_alone(busy: Workplace) -> None:
    add_customer(busy.as_staff(), "Đỗ Ân")
    staff_id = busy.session.member.id
    session = busy.open()
    rows = listed(session, AuditQuery(actor=staff_id))
    assert {row.actor for row in rows} == {STAFF}
    assert AuditAction.CUSTOMER_ADDED in {row.action for row in rows}
    assert listed(session, AuditQuery())[0].actor == MANAGER


def test_a_row_has_its_body_until_it_is_erased(busy: Workplace) -> None:
    session = busy.session
    (row,) = listed(session, AuditQuery(group="customer"))
    assert row.body is not None
    assert row.body["source"] == "SHOP"
    assert MANAGER not in repr(row)
    with session.write() as uow:
        uow.audit(AuditAction.ERASED, "KH-00001", {"code": "KH-00001"})
        uow.erase_bodies("KH-00001")
    assert audit_list.rows(session, [row.seq])[0].body is None


def test_staff_may_not_read_it(busy: Workplace) -> None:
    session = busy.as_staff()
    with pytest.raises(RoleForbidden):
        audit_list.ids(session, AuditQuery())
    with pytest.raises(RoleForbidden):
        audit_list.rows(session, [1])
