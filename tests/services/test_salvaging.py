"""A damaged ledger opens again with everything that can still be read, and its trail says what happened."""

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import (
    AuditBroken,
    DatabaseDamaged,
    DiskFull,
    LedgerInUse,
    RoleForbidden,
    SalvageFailed,
    StorageError,
    WrongPassphrase,
)
from ledger.domain.staff import Role
from ledger.services import salvaging, staff
from ledger.services.salvaging import Salvage
from ledger.services.session import Session, back_up, open_ledger
from ledger.storage import folder as files
from ledger.storage import search
from ledger.storage.audit_log import entries
from ledger.storage.damaged_kept import kept_damaged
from ledger.storage.database import count_rows
from support.damage import copy_of, customers, cut, spoil, tree_of
from support.services import Workplace, add_customer, confirmed, say, workplace
from support.storage import MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE

CUSTOMERS = 40


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    """A shop with customers on several pages, closed for the night; no backup yet."""
    for one in workplace(tmp_path_factory.mktemp("closed")):
        customers(one, CUSTOMERS)
        one.close()
        yield one


@pytest.fixture
def shop(closed: Workplace, tmp_path: Path) -> Iterator[Workplace]:
    one = copy_of(closed, tmp_path)
    yield one
    one.close()


def refuses_to_open(shop: Workplace) -> None:
    with pytest.raises(StorageError) as refused:
        shop.open()
    assert isinstance(refused.value, DatabaseDamaged), refused.value


def salvaged(shop: Workplace) -> tuple[Salvage, Session]:
    refuses_to_open(shop)
    made = salvaging.prepare(shop.place, MANAGER, MANAGER_PASSPHRASE, shop.clock)
    made.keep()
    return made, shop.open()


def count(session: Session, table: str = "customer") -> int:
    return count_rows(session.db)[table]


# --- what can be saved --------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["customer", "customer_by_name", "audit_entry", "audit_body", "consent"])
def test_the_page_that_leads_to_all_rows_is_lost_and_not_one_row(shop: Workplace, table: str) -> None:
    root, _others = tree_of(shop.place, table)
    spoil(shop.place, root)
    made, session = salvaged(shop)
    assert (made.lost, made.trail.broken_at, made.unreadable) == (0, None, 1)
    assert count(session) == CUSTOMERS
    session.vault.verify_audit(everything=True)


@pytest.mark.parametrize("filled", [b"\xa5", b"\0"])
def test_without_the_first_page_everything_else_is_still_there(shop: Workplace, filled: bytes) -> None:
    spoil(shop.place, 1, filled=filled)
    made, session = salvaged(shop)
    assert not made.are_checked  # what says whether a page is whole went with it
    assert (made.lost, count(session), session.shop().name) == (0, CUSTOMERS, "The King Oil")
    session.vault.verify_audit(everything=True)


def test_customers_of_a_lost_page_keep_their_place_and_their_code(shop: Workplace) -> None:
    _root, leaves = tree_of(shop.place, "customer")
    spoil(shop.place, leaves[1])
    made, session = salvaged(shop)
    (hurt,) = [one for one in made.damaged if one.name == "customer"]
    assert 0 < hurt.lost == hurt.stand_ins < CUSTOMERS
    assert hurt.read + hurt.lost == CUSTOMERS == count(session)
    codes = {row[0] for row in session.db.execute("SELECT code FROM customer")}
    assert codes == {f"KH-{number:05d}" for number in range(1, CUSTOMERS + 1)}
    named = "SELECT id - 1, name FROM customer WHERE name LIKE '%Khách mất dữ liệu%'"
    for number, name in session.db.execute(named).fetchall():  # by what the search knew of them
        assert name == f"Nguyen Van {number} (Khách mất dữ liệu)"
        assert search.find(session.db, f"0912{number:06d}") == (number + 1,)
    assert count(session, "phone") == CUSTOMERS  # their numbers were on other pages


def test_no_code_is_given_out_twice_after_a_salvage(shop: Workplace) -> None:
    spoil(shop.place, tree_of(shop.place, "counter")[0])
    _made, session = salvaged(shop)
    assert add_customer(session, "Mới").code == f"KH-{CUSTOMERS + 1:05d}"


def test_who_works_here_and_with_which_keys_is_known_from_trail_and_key_file(shop: Workplace) -> None:
    shop.open()
    shop.as_staff()
    shop.close()
    spoil(shop.place, tree_of(shop.place, "staff")[0], tree_of(shop.place, "recovery")[0])
    for backup in (shop.place.folder / files.BACKUPS).iterdir():
        backup.unlink()
    _made, session = salvaged(shop)
    session.vault.verify_audit(everything=True)
    assert shop.open(STAFF, STAFF_PASSPHRASE).member.role.value == "STAFF"
    assert shop.open(None, shop.recovery_code).member.role.value == "MANAGER"


def test_where_the_trail_lost_who_is_manager_the_key_file_knows(shop: Workplace) -> None:
    shop.open()
    shop.as_staff()
    session = shop.open()
    (member,) = (one.id for one in staff.members(session) if one.name == STAFF)
    staff.change_role(confirmed(session), member, Role.MANAGER)
    shop.close()
    said = tree_of(shop.place, "audit_body")[1]
    spoil(shop.place, tree_of(shop.place, "staff")[0], tree_of(shop.place, "recovery")[0], *said)
    for backup in (shop.place.folder / files.BACKUPS).iterdir():
        backup.unlink()
    salvaged(shop)
    assert shop.open(STAFF, STAFF_PASSPHRASE).member.role is Role.MANAGER


def test_what_was_only_in_the_log_is_saved_too(shop: Workplace, tmp_path: Path) -> None:
    session = shop.open()
    add_customer(session, "Chưa kịp cất")
    late = copy_of(shop, tmp_path / "after the crash")  # with its log, as a crash leaves it
    assert (late.place.folder / "ledger.db-wal").stat().st_size
    spoil(late.place, tree_of(late.place, "consent")[0])
    made = salvaging.prepare(late.place, MANAGER, MANAGER_PASSPHRASE, shop.clock)
    made.keep()
    assert count(late.open()) == CUSTOMERS + 1
    late.close()


# --- the trail ----------------------------------------------------------------------------------


@pytest.mark.parametrize("pages", [5, 12])
def test_a_lost_tail_is_told_and_the_numbers_go_on_after_it(shop: Workplace, pages: int) -> None:
    cut(shop.place, pages)
    made, session = salvaged(shop)
    assert made.trail.broken_at is not None
    assert made.trail.lost > 0
    newest = entries(session.db, limit=100)
    (told,) = [one for one in newest if one.entry.action is AuditAction.LEDGER_SALVAGED]
    assert told.body is not None
    assert (told.body["broken_at"], told.body["entries_lost"]) == (made.trail.broken_at, made.trail.lost)
    assert told.entry.seq == made.trail.head.seq > made.trail.broken_at
    with pytest.raises(AuditBroken):  # for ever: what is lost cannot be proven again
        session.vault.verify_audit(everything=True)
    add_customer(session, "Sau khi cứu")
    assert session.vault.verify_audit(everything=False).entries > 0  # what came since is proven as ever


# --- with the help of a backup ------------------------------------------------------------------


def test_lost_rows_come_back_from_the_newest_backup(shop: Workplace) -> None:
    session = shop.open()  # makes the backup of the day
    add_customer(session, "Sau bản sao lưu")
    shop.close()
    _root, leaves = tree_of(shop.place, "customer")
    spoil(shop.place, leaves[1], tree_of(shop.place, "policy_clause")[0], tree_of(shop.place, "shop")[0])
    made, session = salvaged(shop)
    hurt = {one.name: one for one in made.damaged}
    assert hurt["customer"].filled > 0
    assert (made.lost, made.trail.broken_at) == (0, None)
    assert count(session) == CUSTOMERS + 1
    assert session.db.execute("SELECT 1 FROM customer WHERE name LIKE '%mất dữ liệu%'").fetchone() is None
    assert session.policy().clauses
    session.vault.verify_audit(everything=True)


def test_the_offer_is_the_newest_backup_that_is_whole(shop: Workplace) -> None:
    assert salvaging.newest_whole_backup(shop.place.folder) is None
    session = shop.open()
    first = salvaging.newest_whole_backup(shop.place.folder, shop.place.app_data)
    assert first is not None
    assert first.missing == 1  # that it was made is written down after it
    shop.clock.move(hours=1)
    newest = back_up(session)
    add_customer(session, "Sau bản sao lưu")
    shop.close()
    better = salvaging.newest_whole_backup(shop.place.folder, shop.place.app_data)
    assert better is not None
    assert (better.path, better.missing) == (newest, 2)
    data = bytearray(newest.read_bytes())
    data[len(data) // 2] ^= 1
    newest.write_bytes(data)
    again = salvaging.newest_whole_backup(shop.place.folder, shop.place.app_data)
    assert again is not None
    assert again.path == first.path
    shop.clock.move(hours=-1)


def test_without_the_policy_and_without_a_backup_it_says_so(shop: Workplace) -> None:
    before = spoilt_files(shop, tree_of(shop.place, "policy_clause")[0])
    with pytest.raises(SalvageFailed) as failed:
        salvaging.prepare(shop.place, MANAGER, MANAGER_PASSPHRASE, shop.clock)
    assert failed.value.data == {"why": "essential", "what": "policy_clause"}
    assert spoilt_files(shop) == before


def spoilt_files(shop: Workplace, *pages: int) -> dict[str, bytes]:
    spoil(shop.place, *pages)
    lasting = (path for path in shop.place.folder.rglob("*") if path.is_file() and path.name != files.THROTTLE)
    return {path.name: path.read_bytes() for path in lasting}


# --- who, and what stays ------------------------------------------------------------------------


def test_the_damaged_file_is_kept_as_it_was_for_thirty_days(shop: Workplace) -> None:
    spoil(shop.place, tree_of(shop.place, "customer")[0])
    damaged = (shop.place.folder / files.DATABASE).read_bytes()
    made = salvaging.prepare(shop.place, MANAGER, MANAGER_PASSPHRASE, shop.clock)
    kept = made.keep()
    assert (kept.name, kept.read_bytes()) == ("ledger.damaged-20261121.db", damaged)
    shop.clock.move(days=30)
    shop.open()
    assert kept.exists()
    shop.clock.move(days=1)
    shop.open()
    shop.close()
    assert kept_damaged(shop.place.folder) == ()
    shop.clock.at -= timedelta(days=31)


def test_an_erasure_takes_the_kept_file_too(shop: Workplace) -> None:
    spoil(shop.place, tree_of(shop.place, "consent")[0])
    _made, session = salvaged(shop)
    assert kept_damaged(shop.place.folder)
    for _ in session.vault.scrub(lambda _copy: False):
        pass
    assert kept_damaged(shop.place.folder) == ()


def test_where_a_file_has_one_name_only_the_damaged_one_is_copied(
    shop: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_names: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    spoil(shop.place, tree_of(shop.place, "customer")[0])
    damaged = (shop.place.folder / files.DATABASE).read_bytes()
    made, session = salvaged(shop)
    (kept,) = kept_damaged(shop.place.folder)
    assert (kept.read_bytes(), made.lost, count(session)) == (damaged, 0, CUSTOMERS)


def test_a_swap_that_fails_leaves_the_damaged_ledger_to_be_saved_again(
    shop: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(shop.place, tree_of(shop.place, "customer")[0])
    damaged = (shop.place.folder / files.DATABASE).read_bytes()
    made = salvaging.prepare(shop.place, MANAGER, MANAGER_PASSPHRASE, shop.clock)

    def refuse(*_paths: Path) -> None:
        raise DiskFull

    with monkeypatch.context() as broken:
        broken.setattr(files, "replace_durably", refuse)
        with pytest.raises(DiskFull):
            made.keep()
    made.leave()
    assert (shop.place.folder / files.DATABASE).read_bytes() == damaged
    again, session = salvaged(shop)
    assert (again.lost, count(session)) == (0, CUSTOMERS)
    assert not (shop.place.folder / "ledger.db.salvaged").exists()


def test_a_full_disk_is_told_before_anything_is_written(shop: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    before = spoilt_files(shop, tree_of(shop.place, "customer")[0])
    free = shutil.disk_usage(shop.place.folder)._replace(free=1000)
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _folder: free)
        with pytest.raises(DiskFull):
            salvaging.prepare(shop.place, MANAGER, MANAGER_PASSPHRASE, shop.clock)
    assert spoilt_files(shop) == before


def test_leaving_it_leaves_everything_as_it_was(shop: Workplace) -> None:
    before = spoilt_files(shop, tree_of(shop.place, "customer")[0])
    made = salvaging.prepare(shop.place, MANAGER, MANAGER_PASSPHRASE, shop.clock)
    with pytest.raises(LedgerInUse):  # nobody opens it meanwhile
        shop.open()
    made.leave()
    made.leave()
    assert spoilt_files(shop) == before
    refuses_to_open(shop)


def test_stopping_on_the_way_leaves_nothing_behind(shop: Workplace) -> None:
    before = spoilt_files(shop, tree_of(shop.place, "customer")[0])

    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        salvaging.prepare(shop.place, MANAGER, MANAGER_PASSPHRASE, shop.clock, stop)
    assert spoilt_files(shop) == before


def test_a_member_of_staff_may_not(shop: Workplace) -> None:
    shop.open()
    shop.as_staff()
    shop.close()
    spoil(shop.place, tree_of(shop.place, "customer")[0])
    with pytest.raises(RoleForbidden):
        salvaging.prepare(shop.place, STAFF, STAFF_PASSPHRASE, shop.clock)
    with pytest.raises(WrongPassphrase):
        salvaging.prepare(shop.place, MANAGER, STAFF_PASSPHRASE, shop.clock)
    made = salvaging.prepare(shop.place, None, shop.recovery_code, shop.clock)  # the sheet is a manager's
    made.leave()


def test_a_whole_ledger_salvaged_by_mistake_loses_nothing(shop: Workplace) -> None:
    session = shop.open()
    customer = add_customer(session, "Người cuối")
    say(session, customer)
    shop.close()
    made = salvaging.prepare(shop.place, MANAGER, MANAGER_PASSPHRASE, shop.clock)
    assert (made.lost, made.damaged, made.trail.broken_at) == (0, (), None)
    made.keep()
    with open_ledger(shop.place, MANAGER, MANAGER_PASSPHRASE, shop.clock) as again:
        again.vault.verify_audit(everything=True)
        assert count(again) == CUSTOMERS + 1
