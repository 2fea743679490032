"""Who may shut people out of the ledger, what the trail says of it, and that the shop goes on working."""

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import ConfirmationNeeded, SecondKeeperMissing, UnknownMember, WrongPassphrase
from ledger.domain.ids import StaffId
from ledger.domain.staff import Operation, Role, StaffMember
from ledger.services import ledger_folder, recovery, staff, trail
from ledger.services.session import Session, confirm_recovery, is_recovery_confirmed, require_keepers
from support.roles import Verb, verbs_in, verbs_of, written_though_refused
from support.services import Workplace, add_customer, audited
from support.storage import MANAGER, STAFF, STAFF_PASSPHRASE


def member(session: Session, name: str = STAFF) -> StaffMember:
    return next(one for one in staff.members(session) if one.name == name)


ONLY_THE_MANAGER: dict[str, Verb] = {
    "staff.add": lambda one: staff.add(one, "Cô Lan", Role.STAFF, "tám con cua bò quanh giếng"),
    "staff.remove": lambda one: staff.remove(one, member(one).id),
    "staff.change_role": lambda one: staff.change_role(one, member(one).id, Role.MANAGER),
    "staff.rotate_keys": staff.rotate_keys,
    "recovery.replace": recovery.replace,
}
EVERYBODY = {"staff.members", "staff.change_passphrase", "recovery.recovery_sheet", "recovery.has_sheet"}


@pytest.fixture
def employed(shop: Workplace) -> Workplace:
    """A shop with a member of staff, open as the manager, whose passphrase was asked for long ago."""
    staff.add(shop.session, STAFF, Role.STAFF, STAFF_PASSPHRASE)
    shop.clock.move(minutes=6)
    return shop


def test_no_verb_is_forgotten_here() -> None:
    assert verbs_of(staff, recovery) == verbs_in(ONLY_THE_MANAGER) | EVERYBODY


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_staff_may_do_none_of_it(employed: Workplace, name: str) -> None:
    one = employed.as_staff()
    one.mark_confirmed(Operation.MANAGE_STAFF)
    assert written_though_refused(one, ONLY_THE_MANAGER[name]) == []


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_the_manager_is_asked_for_the_passphrase_again(employed: Workplace, name: str) -> None:
    employed.session.mark_confirmed(Operation.SETTINGS)  # for another kind of act
    with pytest.raises(ConfirmationNeeded):
        ONLY_THE_MANAGER[name](employed.session)
    employed.session.mark_confirmed(Operation.MANAGE_STAFF)
    ONLY_THE_MANAGER[name](employed.session)


def test_a_removal_stands_on_the_trail_and_work_goes_on(shop: Workplace) -> None:
    leaving = staff.add(shop.session, STAFF, Role.STAFF, STAFF_PASSPHRASE)
    told = audited(shop.session, lambda: staff.remove(shop.session, leaving.id))
    assert [action for action, _ in told] == [
        AuditAction.BACKUP_MADE,
        AuditAction.STAFF_REMOVED,
        AuditAction.KEYS_ROTATED,
    ]
    assert member(shop.session).removed_at is not None
    assert ledger_folder.member_names(shop.session.vault.folder) == (MANAGER,)
    add_customer(shop.session)
    trail.verify(shop.session)
    with pytest.raises(UnknownMember):
        shop.open(STAFF, STAFF_PASSPHRASE)
    trail.verify(shop.open())


def test_a_check_of_the_trail_goes_on_over_a_new_key(shop: Workplace) -> None:
    for _ in range(3):
        add_customer(shop.session)
    checking = trail.check_in_slices(shop.session)
    next(checking)
    staff.rotate_keys(shop.session)
    newest = trail.head_of(shop.session).seq
    assert list(checking)[-1] == newest


def test_a_new_recovery_sheet_has_to_be_retyped_like_the_first(shop: Workplace) -> None:
    code = recovery.replace(shop.session)
    assert not is_recovery_confirmed(shop.session)
    with pytest.raises(SecondKeeperMissing):
        require_keepers(shop.session)
    with pytest.raises(WrongPassphrase):
        confirm_recovery(shop.session, shop.recovery_code)
    confirm_recovery(shop.session, code)
    require_keepers(shop.session)
    assert shop.open(None, code).member.role is Role.MANAGER


def test_a_promoted_member_acts_as_a_manager_from_the_next_sign_in(employed: Workplace) -> None:
    employed.session.mark_confirmed(Operation.MANAGE_STAFF)
    staff.change_role(employed.session, StaffId(member(employed.session).id), Role.MANAGER)
    one = employed.as_staff()
    one.mark_confirmed(Operation.MANAGE_STAFF)
    staff.change_role(one, member(one, MANAGER).id, Role.STAFF)
    assert employed.open().member.role is Role.STAFF
