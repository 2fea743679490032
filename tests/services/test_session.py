"""Opening the ledger: the first day, the second keeper, the backup of the day, who may do what."""

from pathlib import Path

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.errors import (
    ClockAhead,
    ConfirmationNeeded,
    InvalidInput,
    NotFound,
    RoleForbidden,
    SecondKeeperMissing,
    TextMissing,
    UnknownMember,
    WeakPassphrase,
    WrongPassphrase,
)
from ledger.domain.gate import ReasonCode
from ledger.domain.ids import PurposeId
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation, Role
from ledger.domain.wording import Language
from ledger.services import consents, contacts, customers, staff
from ledger.services.session import (
    NewLedger,
    back_up,
    confirm_recovery,
    create_ledger,
    open_ledger,
    read_shop,
)
from ledger.storage import policies
from support.services import Workplace, audited, confirmed, person, records, snapshot
from support.storage import MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE


@pytest.fixture
def unconfirmed(tmp_path: Path) -> Workplace:
    shop = Workplace(tmp_path)
    shop.create(is_confirmed=False)
    return shop


def backups(shop: Workplace) -> int:
    folder = shop.place.folder / "backups"
    return len(list(folder.iterdir())) if folder.exists() else 0


def test_a_new_ledger_knows_its_shop_and_the_policy_it_starts_with(shop: Workplace) -> None:
    assert (shop.session.shop().name, shop.session.shop().hotline) == ("The King Oil", "+84901870525")
    assert (shop.session.policy().number, shop.session.policy().pack) == (1, "combined")
    assert shop.session.member.role is Role.MANAGER


def test_the_same_ledger_opens_again_with_the_same_policy(shop: Workplace) -> None:
    before = shop.session.policy()
    assert shop.open().policy() == before


def test_a_policy_version_is_read_once_because_it_never_changes(
    shop: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shop.session.policy()
    monkeypatch.setattr(policies, "load", lambda *_: pytest.fail("read again"))
    assert shop.session.policy() is first


def test_no_customer_is_kept_while_only_one_passphrase_opens_the_ledger(unconfirmed: Workplace) -> None:
    with unconfirmed.session as session:
        with pytest.raises(SecondKeeperMissing):
            customers.add(session, person())
        assert customers.find(session, "Đức") == ()


def test_retyping_the_recovery_code_lets_the_work_begin(unconfirmed: Workplace) -> None:
    with unconfirmed.session as session:
        confirm_recovery(session, unconfirmed.recovery_code.lower())
        assert customers.add(session, person()).customer.code == "KH-00001"


def test_a_wrong_recovery_code_confirms_nothing(unconfirmed: Workplace) -> None:
    with unconfirmed.session as session:
        with pytest.raises((WrongPassphrase, InvalidInput)):
            confirm_recovery(session, unconfirmed.recovery_code[:-1] + "?")
        with pytest.raises(SecondKeeperMissing):
            customers.add(session, person())


def test_a_second_manager_is_a_second_keeper_but_a_member_of_staff_is_not(unconfirmed: Workplace) -> None:
    with unconfirmed.session as session:
        staff.add(session, STAFF, Role.STAFF, STAFF_PASSPHRASE)
        with pytest.raises(SecondKeeperMissing):
            customers.add(session, person())
        staff.add(session, "Cô Lan", Role.MANAGER, "tám con cua bò quanh giếng")
        assert customers.add(session, person()).customer.code == "KH-00001"


def test_a_ledger_of_made_up_people_needs_no_second_keeper(tmp_path: Path) -> None:
    demo = Workplace(tmp_path, is_demo=True)
    with demo.create(is_confirmed=False) as session:
        assert customers.add(session, person()).customer.code == "KH-00001"


def test_the_recovery_code_opens_the_ledger_as_a_manager(shop: Workplace) -> None:
    assert shop.open(None, shop.recovery_code).member.role is Role.MANAGER


def test_a_wrong_name_and_a_wrong_passphrase_are_told_apart(shop: Workplace) -> None:
    shop.close()
    with pytest.raises(UnknownMember):
        open_ledger(shop.place, "Người lạ", MANAGER_PASSPHRASE, shop.clock)
    with pytest.raises(WrongPassphrase):
        open_ledger(shop.place, MANAGER, STAFF_PASSPHRASE, shop.clock)
    assert shop.open().member.name == MANAGER  # and neither left the folder locked


def test_a_ledger_whose_making_failed_half_way_can_be_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = Workplace(tmp_path)
    block = read_shop("The King Oil", "", "", "", Language.VI)
    new = NewLedger(block, "combined", MANAGER, MANAGER_PASSPHRASE)

    def fail(*_: object) -> None:
        raise InterruptedError

    monkeypatch.setattr(policies, "publish", fail)
    with pytest.raises(InterruptedError):
        create_ledger(shop.place, new, shop.clock)
    monkeypatch.undo()
    with create_ledger(shop.place, new, shop.clock)[0] as session:
        assert (session.shop().name, session.policy().number) == ("The King Oil", 1)


def test_a_passphrase_made_of_the_shops_own_name_is_too_easy(tmp_path: Path) -> None:
    shop = Workplace(tmp_path)
    block = read_shop("Tạp hóa Hồng Phúc", "", "", "", Language.VI)
    with pytest.raises(WeakPassphrase):
        create_ledger(shop.place, NewLedger(block, "combined", MANAGER, "tạp hóa hồng phúc"), shop.clock)


def test_a_clock_in_a_wrong_year_is_refused_before_it_stamps_anything(shop: Workplace) -> None:
    before = snapshot(shop.session)
    shop.session.close()
    shop.clock.move(days=400)
    with pytest.raises(ClockAhead):
        shop.open()
    shop.clock.move(days=-400)
    assert {name: rows for name, rows in snapshot(shop.open()).items() if name == "staff"} == {"staff": before["staff"]}


def test_a_no_written_down_by_a_clock_ahead_still_counts_when_the_clock_is_right_again(shop: Workplace) -> None:
    code = customers.add(shop.session, person()).customer.code
    shop.clock.move(minutes=10)
    consents.stop_contact(shop.session, code, None, ConsentMethod.WRITING)
    shop.clock.move(minutes=-9)
    outcome = contacts.contact(shop.session, code, PurposeId("delivery_of_goods"), Channel.CALL)
    assert [reason.code for reason in outcome.decision.reasons] == [ReasonCode.STOP_CONTACT]


def test_a_backup_that_cannot_be_made_does_not_close_the_shop(shop: Workplace) -> None:
    shop.session.close()
    shop.clock.move(days=1)
    backups = shop.place.folder / "backups"
    assert not backups.exists()  # nothing was opened on an earlier day
    backups.write_text("in the way")
    session = shop.open()
    assert "backup_failed" in {notice.code for notice in session.vault.warnings}
    assert customers.add(session, person()).customer.code


def test_an_unknown_policy_pack_makes_no_ledger_at_all(tmp_path: Path) -> None:
    shop = Workplace(tmp_path)
    block = read_shop("The King Oil", "", "", "", Language.VI)
    with pytest.raises(NotFound):
        create_ledger(shop.place, NewLedger(block, "no-such-pack", MANAGER, MANAGER_PASSPHRASE), shop.clock)
    assert not shop.place.folder.exists()


def test_the_first_opening_of_a_vietnamese_day_makes_one_backup(shop: Workplace) -> None:
    shop.open()
    assert backups(shop) == 1
    shop.clock.move(hours=13)  # 23:00 in Vietnam, still the same day
    shop.open()
    assert backups(shop) == 1
    shop.clock.move(hours=1.5)  # past midnight in Vietnam, still the same day in London
    shop.open()
    assert backups(shop) == 2


def test_staff_opening_first_make_the_backup_of_the_day_too(shop: Workplace) -> None:
    shop.as_staff()
    assert backups(shop) == 1


def test_opening_and_backing_up_are_on_the_trail(shop: Workplace) -> None:
    shop.open()
    shop.clock.move(days=1)
    assert audited(shop.session, lambda: back_up(shop.session)) == [(AuditAction.BACKUP_MADE, None)]
    shop.close()


def test_staff_do_not_carry_a_copy_of_the_ledger_elsewhere(shop: Workplace, tmp_path: Path) -> None:
    target = tmp_path / "usb"
    target.mkdir()
    session = shop.as_staff()
    before = records(session)
    with pytest.raises(RoleForbidden):
        back_up(confirmed(session), target / "copy.sokin")
    assert list(target.iterdir()) == []
    assert records(session) == before


def test_only_a_manager_confirms_the_recovery_sheet(shop: Workplace) -> None:
    session = shop.as_staff()
    before = records(session)
    with pytest.raises(RoleForbidden):
        confirm_recovery(session, shop.recovery_code)
    assert records(session) == before


def test_the_shop_needs_a_name_and_its_numbers_are_checked() -> None:
    assert read_shop(" The  King Oil ", "", "", "", Language.VI).name == "The King Oil"
    with pytest.raises(TextMissing):
        read_shop(" ", "", "", "", Language.VI)
    with pytest.raises(InvalidInput):
        read_shop("The King Oil", "gọi tôi", "", "", Language.VI)
    with pytest.raises(InvalidInput):
        read_shop("The King Oil", "", "không phải thư", "", Language.VI)


# --- the passphrase once more -------------------------------------------------------------------


def test_what_needs_the_passphrase_again_has_it_for_five_minutes(shop: Workplace) -> None:
    with pytest.raises(ConfirmationNeeded) as asked:
        shop.session.require_confirmed(Operation.DISCLOSE_TO_AUTHORITY)
    assert asked.value.data == {"operation": "DISCLOSE_TO_AUTHORITY"}
    shop.session.confirm(Operation.DISCLOSE_TO_AUTHORITY, MANAGER_PASSPHRASE)
    shop.clock.move(minutes=4, seconds=59)
    shop.session.require_confirmed(Operation.DISCLOSE_TO_AUTHORITY)
    shop.clock.move(seconds=2)
    with pytest.raises(ConfirmationNeeded):
        shop.session.require_confirmed(Operation.DISCLOSE_TO_AUTHORITY)


def test_one_kind_of_act_does_not_open_another(shop: Workplace) -> None:
    shop.session.confirm(Operation.DISCLOSE_TO_AUTHORITY, MANAGER_PASSPHRASE)
    with pytest.raises(ConfirmationNeeded):
        shop.session.require_confirmed(Operation.PUBLISH_POLICY)


def test_a_clock_set_back_does_not_make_the_five_minutes_longer(shop: Workplace) -> None:
    shop.session.confirm(Operation.EXPORT, MANAGER_PASSPHRASE)
    shop.clock.move(minutes=-30)
    with pytest.raises(ConfirmationNeeded):
        shop.session.require_confirmed(Operation.EXPORT)


def test_a_wrong_passphrase_confirms_nothing(shop: Workplace) -> None:
    with pytest.raises(WrongPassphrase):
        shop.session.confirm(Operation.EXPORT, STAFF_PASSPHRASE)
    with pytest.raises(ConfirmationNeeded):
        shop.session.require_confirmed(Operation.EXPORT)


def test_opening_again_asks_again(shop: Workplace) -> None:
    shop.session.confirm(Operation.EXPORT, MANAGER_PASSPHRASE)
    with pytest.raises(ConfirmationNeeded):
        shop.open().require_confirmed(Operation.EXPORT)


def test_who_opened_with_the_recovery_sheet_confirms_with_it(shop: Workplace) -> None:
    session = shop.open(None, shop.recovery_code)
    with pytest.raises(WrongPassphrase):
        session.confirm(Operation.EXPORT, MANAGER_PASSPHRASE)
    session.confirm(Operation.EXPORT, shop.recovery_code.lower())
    session.require_confirmed(Operation.EXPORT)
