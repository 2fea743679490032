"""Roles change from an entry on, nobody is left without a manager, and a replaced recovery sheet opens nothing."""

from collections.abc import Callable

import pytest

from ledger.domain.errors import (
    BackupFailed,
    LastManager,
    OwnAccount,
    RoleForbidden,
    StorageError,
    UnknownMember,
    WrongPassphrase,
)
from ledger.domain.ids import StaffId
from ledger.domain.staff import Role, StaffMember
from ledger.storage.backup import backup_identity, open_backup
from support.shutting_out import key_files, put_back, whole
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE, Shop


@pytest.fixture
def shop(shop: Shop) -> Shop:
    shop.record()
    return shop


def test_a_role_counts_from_its_entry_on(shop: Shop, staff: StaffMember) -> None:
    shop.vault.change_role(staff.id, Role.MANAGER)
    shop.close()
    shop.open_as_staff()
    shop.erase("KH-00001")
    shop.close()
    shop.open().change_role(staff.id, Role.STAFF)
    shop.reopen()
    whole(shop)
    shop.close()
    assert shop.open_as_staff().member.role is Role.STAFF
    with pytest.raises(RoleForbidden):
        shop.erase("KH-00002")
    shop.close()


def test_the_only_manager_can_be_neither_removed_nor_demoted(shop: Shop) -> None:
    shop.add_staff()
    manager = shop.vault.member.id
    acts: list[Callable[[], None]] = [
        lambda: shop.vault.remove_member(manager),
        lambda: shop.vault.change_role(manager, Role.STAFF),
    ]
    for name, passphrase in ((MANAGER, MANAGER_PASSPHRASE), (None, shop.recovery_code)):
        shop.close()
        shop.open(name, passphrase)
        for act in acts:
            with pytest.raises(LastManager):
                act()
    shop.close()


def test_nobody_removes_the_account_they_sit_at(shop: Shop, second: StaffMember) -> None:
    with pytest.raises(OwnAccount):
        shop.vault.remove_member(shop.vault.member.id)
    with pytest.raises(OwnAccount):
        shop.vault.change_role(shop.vault.member.id, Role.STAFF)
    with pytest.raises(UnknownMember):
        shop.vault.remove_member(StaffId("nobody"))
    shop.close()
    shop.open(None, shop.recovery_code)
    with pytest.raises(OwnAccount):
        shop.vault.replace_recovery()
    shop.vault.remove_member(second.id)
    with pytest.raises(UnknownMember):
        shop.vault.remove_member(second.id)
    shop.close()


def test_a_recovery_sheet_that_was_replaced_opens_neither_ledger_nor_backups(shop: Shop) -> None:
    made = shop.vault.back_up().path
    shop.close()
    shop.open(None, shop.recovery_code)
    shop.record("KH-00002")  # signed with the old sheet, valid for ever
    shop.close()
    old_keys = key_files(shop)
    code = shop.open().replace_recovery()
    whole(shop)
    shop.close()
    with pytest.raises(WrongPassphrase):
        shop.open(None, shop.recovery_code)
    shop.open(None, code)
    whole(shop)
    shop.close()
    with pytest.raises((WrongPassphrase, BackupFailed)):
        backup_identity(made, None, shop.recovery_code, CHEAP)
    with open_backup(made, backup_identity(made, None, code, CHEAP)):
        pass
    put_back(shop, old_keys)
    with pytest.raises(StorageError):
        shop.open(None, shop.recovery_code)
