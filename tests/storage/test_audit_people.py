"""An entry is judged by who its signer was at that moment, however much changed among the people since."""

from dataclasses import replace

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import AuditBroken
from ledger.domain.staff import Role
from ledger.storage import audit_log, keyfile
from ledger.storage.audit_log import head
from ledger.storage.audit_people import periods
from ledger.storage.database import Connection
from ledger.storage.slots import RECOVERY_ID, new_identity
from support.storage import CHEAP, STAFF, Shop, broken_after
from support.trail_people import (
    give_role,
    keys_of,
    manager_identity,
    remove,
    replace_sheet,
    staff_identity,
    write_as,
)


def holds(shop: Shop, *, everything: bool = True) -> bool:
    return shop.vault.verify_audit(everything=everything).head == head(shop.vault.connection)


def why(shop: Shop) -> object:
    with pytest.raises(AuditBroken) as found:
        shop.vault.verify_audit(everything=True)
    return found.value.data["why"]


@pytest.fixture
def worked(closed_shop: Shop) -> Shop:
    """Return the shop, open for the manager, after a member of staff worked there for a day."""
    closed_shop.open_as_staff()
    closed_shop.record("KH-00003", AuditAction.CONSENT_RECORDED)
    closed_shop.reopen()
    return closed_shop


def test_what_somebody_signed_holds_after_they_left(worked: Shop) -> None:
    remove(worked, staff_identity(worked).id)
    assert holds(worked)


def test_nobody_signs_after_they_left(worked: Shop) -> None:
    gone = staff_identity(worked)
    remove(worked, gone.id)
    write_as(worked, gone, AuditAction.ORDER_ADDED, None, {})
    assert why(worked) == "removed"


def test_a_manager_who_left_erased_lawfully_until_then_and_not_after(worked: Shop) -> None:
    lan = worked.vault.add_member("Cô Lan", Role.MANAGER, "chín quả dưa leo trong giỏ")
    identity = keyfile.unlock(worked.folder, "Cô Lan", "chín quả dưa leo trong giỏ", CHEAP).identity
    write_as(worked, identity, AuditAction.ERASED, "KH-00001", {})
    remove(worked, lan.id)
    assert holds(worked)
    write_as(worked, identity, AuditAction.ERASED, "KH-00002", {})
    assert why(worked) == "removed"


def test_a_promotion_counts_from_its_entry_on(worked: Shop) -> None:
    member = staff_identity(worked)
    give_role(worked, member.id, Role.MANAGER)
    write_as(worked, member, AuditAction.ERASED, "KH-00001", {})
    assert holds(worked)


def test_a_promotion_does_not_reach_back(worked: Shop) -> None:
    member = staff_identity(worked)
    write_as(worked, member, AuditAction.ERASED, "KH-00001", {})
    give_role(worked, member.id, Role.MANAGER)
    assert why(worked) == "not_manager"


def test_after_a_demotion_the_acts_before_hold_and_later_ones_do_not(worked: Shop) -> None:
    member = staff_identity(worked)
    give_role(worked, member.id, Role.MANAGER)
    write_as(worked, member, AuditAction.ERASED, "KH-00001", {})
    give_role(worked, member.id, Role.STAFF)
    write_as(worked, member, AuditAction.ORDER_ADDED, None, {})
    assert holds(worked)
    write_as(worked, member, AuditAction.ERASED, "KH-00002", {})
    assert why(worked) == "not_manager"


def test_a_manager_may_step_down_by_an_act_signed_as_manager(worked: Shop) -> None:
    give_role(worked, worked.vault.member.id, Role.STAFF)
    assert holds(worked)


def test_the_old_recovery_sheet_signs_nothing_any_more(worked: Shop) -> None:
    old = replace_sheet(worked)
    write_as(worked, old, AuditAction.ERASED, "KH-00001", {})
    new = replace_sheet(worked)
    write_as(worked, new, AuditAction.SHOP_CHANGED, None, {})
    assert holds(worked)
    write_as(worked, old, AuditAction.SHOP_CHANGED, None, {})
    assert why(worked) == "signature"


def test_an_id_is_never_given_twice(worked: Shop) -> None:
    """Else a manager who can program gives a colleague's id a key of their own, and signs in their name."""
    victim, boss = staff_identity(worked), manager_identity(worked)
    stolen = replace(new_identity(STAFF), id=victim.id)
    write_as(worked, boss, AuditAction.STAFF_ADDED, None, {"id": victim.id, "role": "STAFF", **keys_of(stolen)})
    assert why(worked) == "member"


@pytest.mark.parametrize(
    ("action", "body"),
    [
        (AuditAction.STAFF_REMOVED, {"id": "nobody"}),
        (AuditAction.STAFF_REMOVED, {"id": RECOVERY_ID}),
        (AuditAction.ROLE_CHANGED, {"id": "nobody", "role": "STAFF"}),
        (AuditAction.ROLE_CHANGED, {"id": RECOVERY_ID, "role": "STAFF"}),
        (AuditAction.RECOVERY_REPLACED, {"id": "x", "role": "MANAGER", "signing_key": "00" * 32}),
        (AuditAction.RECOVERY_ADDED, {"id": RECOVERY_ID, "role": "MANAGER", "signing_key": "00" * 32}),
    ],
)
def test_an_entry_about_people_that_cannot_be_is_found(worked: Shop, action: AuditAction, body: dict[str, str]) -> None:
    write_as(worked, manager_identity(worked), action, None, {"sealing_key": "00" * 32, **body})
    assert why(worked) == "member"


def test_a_new_manager_cannot_sign_their_own_coming(worked: Shop) -> None:
    stranger = new_identity("x")
    said = {"id": stranger.id, "role": "MANAGER", **keys_of(stranger)}
    write_as(worked, stranger, AuditAction.STAFF_ADDED, None, said)
    assert why(worked) == "signature"


@pytest.mark.parametrize(
    "undo",
    [
        "UPDATE staff SET removed_at = NULL",
        "UPDATE staff SET removed_at = '2026-11-21T03:00:01.000000Z' WHERE removed_at IS NOT NULL",
        "UPDATE staff SET role = 'MANAGER'",
    ],
)
def test_the_tables_must_say_what_the_trail_says(worked: Shop, undo: str) -> None:
    remove(worked, staff_identity(worked).id)
    assert broken_after(worked, lambda db: db.execute(undo)).data["why"] == "members_differ"


def test_the_daily_check_knows_the_people_of_the_days_before(worked: Shop) -> None:
    gone = staff_identity(worked)
    remove(worked, gone.id)
    with worked.vault.transaction() as unit:
        audit_log.record_checkpoint(unit.db, head(unit.db), unit.now)
        unit.audit(AuditAction.LEDGER_VERIFIED, None, {})
    assert holds(worked, everything=False)
    write_as(worked, gone, AuditAction.ORDER_ADDED, None, {})
    with pytest.raises(AuditBroken) as found:
        holds(worked, everything=False)
    assert found.value.data["why"] == "removed"


def test_everybody_who_ever_signed_is_remembered_with_every_key_and_role_and_its_time(worked: Shop) -> None:
    member = staff_identity(worked)
    give_role(worked, member.id, Role.MANAGER)
    remove(worked, member.id)
    sheet = replace_sheet(worked)
    told = periods(worked.vault.connection)
    newest = head(worked.vault.connection).seq
    assert [(held.role, until) for who, held, until in told if who == member.id] == [
        (Role.STAFF, newest - 2),
        (Role.MANAGER, newest - 1),
    ]
    sheets = [(held.signing_key == sheet.signing_key, until) for who, held, until in told if who == RECOVERY_ID]
    assert sheets == [(False, newest), (True, None)]
    assert [held.since for who, held, _ in told if who == worked.vault.member.id] == [2]


def test_an_impossible_entry_takes_nobody_elses_time_away(worked: Shop) -> None:
    def spoil(db: Connection) -> None:
        db.execute("UPDATE audit_body SET body = '[]' WHERE seq = 3")

    worked.tamper(spoil)
    worked.open()
    told = {who for who, _, _ in periods(worked.vault.connection)}
    assert told == {worked.vault.member.id, staff_identity(worked).id}
