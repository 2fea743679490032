"""Restoring brings back what the backup holds, nobody erased since, nobody who left, and is no rollback afterwards."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.errors import (
    AuditBroken,
    DiskFull,
    FolderNotEmpty,
    LedgerInUse,
    NewerSchema,
    RestoreRefused,
    RoleForbidden,
    UnknownMember,
    WrongPassphrase,
)
from ledger.domain.ids import CustomerId
from ledger.domain.staff import Operation, Role
from ledger.services import consents, recovery, restoring, staff
from ledger.services.restoring import Restored, RestoreStep, Wish
from ledger.services.session import Place, Session, back_up, is_recovery_confirmed, open_ledger
from ledger.storage import consents as stop_rows
from ledger.storage import folder as files
from ledger.storage import restoring as storage
from ledger.storage.backups_kept import made_at_of
from ledger.storage.migrations import MIGRATIONS
from support.erasing import erase
from support.services import Workplace, add_customer, confirmed
from support.storage import (
    MANAGER,
    MANAGER_PASSPHRASE,
    STAFF,
    STAFF_PASSPHRASE,
    everything_on_disk,
    forget_anchors,
)
from support.storage import Shop as Vaults

LATER, LATER_PASSPHRASE = "Em Thảo", "ba chiếc lá rơi trên sân"


@dataclass(slots=True)
class Story:
    """A ledger of today and a backup of the morning, made before anything of the afternoon."""

    shop: Workplace
    backup: Path

    @property
    def place(self) -> Place:
        return self.shop.place

    def wish(self, **about: Any) -> Wish:
        whole = Wish(self.backup, self.place.folder, MANAGER, MANAGER_PASSPHRASE)
        return replace(whole, **about)

    def restore(self, place: Place | None = None, **about: object) -> Restored:
        where = place or self.place
        return restoring.restore(self.wish(folder=where.folder, **about), where, self.shop.clock)

    def opened(self, place: Place | None = None, name: str = MANAGER, passphrase: str = MANAGER_PASSPHRASE) -> Session:
        return open_ledger(place or self.place, name, passphrase, self.shop.clock)

    def elsewhere(self) -> Place:
        return replace(self.place, folder=self.shop.home / "new" / "so kin", app_data=self.shop.home / "new data")


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    shop = Workplace(tmp_path)
    session = shop.create()
    for number, name in enumerate(("Trần Thị An", "Lê Văn Bảo")):
        add_customer(session, name, phones=(f"091164797{number}",), emails=())
    staff.add(confirmed(session), STAFF, Role.STAFF, STAFF_PASSPHRASE)
    usb = tmp_path / "USB"
    usb.mkdir()
    session.mark_confirmed(Operation.EXPORT)
    backup = back_up(session, usb)
    shop.clock.move(hours=4)
    yield Story(shop, backup)
    shop.close()


def names(session: Session) -> list[str | None]:
    return [row[0] for row in session.db.execute("SELECT name FROM customer ORDER BY code").fetchall()]


def test_what_was_lost_is_there_again_and_the_trail_says_so(story: Story) -> None:
    add_customer(story.shop.session, "Mai Văn Dần", phones=("0935550011",), emails=())
    newest = story.shop.session.vault.verify_audit(everything=True).head
    story.shop.close()
    done = story.restore()
    with story.opened() as session:
        assert names(session) == ["Trần Thị An", "Lê Văn Bảo"]
        assert session.vault.warnings == ()
        session.vault.verify_audit(everything=True)
        body = session.db.execute(
            "SELECT body FROM audit_body JOIN audit_entry USING (seq) WHERE action = 'ledger.restored'"
        ).fetchone()[0]
        assert newest.hash.hex() in body
        assert add_customer(session, "Phan Thị Em", phones=("0935550012",), emails=()).code == "KH-00004"
    assert done.kept is not None
    assert made_at_of(done.kept) == story.shop.clock.at


def test_whoever_was_erased_or_said_no_stays_so(story: Story) -> None:
    session = story.shop.session
    consents.stop_contact(session, "KH-00002", None, ConsentMethod.OTHER_PRINTABLE)
    erase(session, "KH-00001")
    story.shop.close()
    seen = restoring.look(story.wish(), story.place, story.shop.clock)
    assert (seen.erasures, seen.stops) == (1, 1)
    assert seen.missing is not None
    assert seen.missing.entries[AuditAction.STOP_RECORDED] == 1
    story.restore()
    with story.opened() as again:
        assert names(again) == [None, "Lê Văn Bảo"]
        (row,) = again.db.execute("SELECT id FROM customer WHERE code = 'KH-00002'").fetchall()
        assert [one.lifted_at for one in stop_rows.stops_of(again.db, row)[row[0]]] == [None]


def test_a_no_written_down_by_somebody_hired_since_holds_too(story: Story) -> None:
    staff.add(confirmed(story.shop.session), LATER, Role.STAFF, LATER_PASSPHRASE)
    session = story.shop.open(LATER, LATER_PASSPHRASE)
    consents.stop_contact(session, "KH-00001", None, ConsentMethod.OTHER_PRINTABLE)
    story.shop.close()
    done = story.restore()
    assert done.replayed.refused == 0
    with story.opened(name=LATER, passphrase=LATER_PASSPHRASE) as again:
        assert "journal_refused" not in {one.code for one in again.vault.warnings}
        assert len(stop_rows.stops_of(again.db, [CustomerId(1)])[CustomerId(1)]) == 1


def test_passphrases_of_today_open_it_and_those_of_then_do_not(story: Story) -> None:
    new = "mưa phùn trên mái ngói cũ"
    staff.change_passphrase(story.shop.session, MANAGER_PASSPHRASE, new)
    story.shop.close()
    with pytest.raises(WrongPassphrase):
        story.restore()
    story.restore(secret=new)
    with pytest.raises(WrongPassphrase):
        story.opened()
    story.opened(passphrase=new).close()
    story.opened(name=STAFF, passphrase=STAFF_PASSPHRASE).close()


def test_another_sheet_than_todays_opens_nothing_and_todays_only_what_came_after_it(story: Story) -> None:
    code = recovery.replace(confirmed(story.shop.session))
    old, story.shop.recovery_code = story.shop.recovery_code, code
    story.shop.close()
    with pytest.raises(WrongPassphrase):
        story.restore(name=None, secret=old)
    with pytest.raises(RestoreRefused) as refused:
        story.restore(name=None, secret=code)
    assert refused.value.data["why"] == "other_sheet"
    story.restore()
    with pytest.raises(WrongPassphrase):
        open_ledger(story.place, None, old, story.shop.clock)
    with story.opened() as session:
        assert not is_recovery_confirmed(session)
        session.vault.verify_audit(everything=True)
    with open_ledger(story.place, None, code, story.shop.clock) as session:
        assert is_recovery_confirmed(session)  # what opens the ledger can be read


def test_a_new_computer_asks_who_still_works_here(story: Story) -> None:
    place, code = story.elsewhere(), story.shop.recovery_code
    seen = restoring.look(story.wish(folder=place.folder, name=None, secret=code), place, story.shop.clock)
    (manager,) = (one for one in seen.members if one.may_be_kept)
    assert (manager.name, seen.missing) == (MANAGER, None)
    done = story.restore(place, name=None, secret=code, keep=frozenset({manager.id}))
    assert done.has_members_left_out
    with story.opened(place) as session:
        assert names(session) == ["Trần Thị An", "Lê Văn Bảo"]
        session.vault.verify_audit(everything=True)
    with pytest.raises(UnknownMember):
        story.opened(place, STAFF, STAFF_PASSPHRASE)


def test_a_ledger_that_cannot_be_read_is_kept_aside_and_replaced(story: Story) -> None:
    story.shop.close()
    database = story.place.folder / files.DATABASE
    database.write_bytes(database.read_bytes()[:8192])
    done = story.restore()
    assert done.kept is None
    assert done.set_aside is not None
    assert done.set_aside.read_bytes() == done.set_aside.read_bytes()[:8192]
    with story.opened() as session:
        assert names(session) == ["Trần Thị An", "Lê Văn Bảo"]
        assert session.vault.warnings == ()
    story.opened(name=STAFF, passphrase=STAFF_PASSPHRASE).close()


def test_lost_key_files_leave_the_backup_s_own_managers(story: Story) -> None:
    story.shop.close()
    for name in (files.KEYS, files.KEYS_TWIN):
        (story.place.folder / name).write_text("{}")
    story.restore()
    with story.opened() as session:
        assert names(session) == ["Trần Thị An", "Lê Văn Bảo"]
    with pytest.raises(UnknownMember):
        story.opened(name=STAFF, passphrase=STAFF_PASSPHRASE)


def test_the_files_of_before_put_back_are_noticed(story: Story) -> None:
    story.shop.close()
    before = {name: (story.place.folder / name).read_bytes() for name in (files.DATABASE, files.KEYS, files.KEYS_TWIN)}
    story.restore()
    for name, content in before.items():
        (story.place.folder / name).write_bytes(content)
    with pytest.raises(AuditBroken):
        story.opened()


def test_anchors_of_before_do_not_cry_wolf_where_the_swap_was_cut_short(story: Story) -> None:
    story.shop.close()
    anchors = [story.place.folder / files.ANCHOR, *(story.shop.home / "app data" / "anchors").iterdir()]
    before = {path: path.read_bytes() for path in anchors}
    story.restore()
    for path, content in before.items():
        path.write_bytes(content)  # as if killed between the swap and the anchor
    with story.opened() as session:
        assert "rollback_accepted" not in {one.code for one in session.vault.warnings}


def test_an_older_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    vaults = Vaults(tmp_path, migrations=MIGRATIONS[:3])
    vaults.create()
    made = vaults.vault.back_up().path
    vaults.close()
    vaults.migrations = MIGRATIONS
    forget_anchors(vaults)
    wish = Wish(made, vaults.folder, MANAGER, MANAGER_PASSPHRASE)
    storage.restore(wish, vaults.environment, lambda *_: None, lambda _step: None)
    vault = vaults.open()
    vault.verify_audit(everything=True)
    assert {one.code for one in vault.warnings} <= {"disk_nearly_full"}
    vaults.close()


# --- refused ------------------------------------------------------------------------------------


def test_stopped_before_the_swap_nothing_was_changed(story: Story) -> None:
    story.shop.close()
    before = (story.place.folder / files.DATABASE).read_bytes()

    class Stopped(Exception):
        pass

    def tell(step: RestoreStep) -> None:
        if step is RestoreStep.SWAPPING:
            raise Stopped

    with pytest.raises(Stopped):
        restoring.restore(story.wish(), story.place, story.shop.clock, tell)
    assert (story.place.folder / files.DATABASE).read_bytes() == before
    assert not list(story.place.folder.glob("*.rotate*"))
    assert not list(story.place.folder.glob("*.tmp"))
    story.opened().close()


def test_a_refusal_leaves_every_file_as_it_was(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    story.shop.close()
    other = Workplace(story.shop.home / "other")
    other.create()
    foreign = back_up(other.session)
    other.close()
    text = story.shop.home / "letter.sokin"
    text.write_text("no backup")
    refusals: list[tuple[type[Exception], Callable[[], object], str]] = [
        (RestoreRefused, lambda: story.restore(backup=foreign), "other_ledger"),
        (RestoreRefused, lambda: story.restore(backup=foreign.with_name("nothing.sokin")), "missing"),
        (RestoreRefused, lambda: story.restore(backup=text), "damaged"),
        (RoleForbidden, lambda: story.restore(name=STAFF, secret=STAFF_PASSPHRASE), ""),
        (UnknownMember, lambda: story.restore(name="Ai đó"), ""),
    ]
    kept = everything_on_disk(story.place.folder)
    for kind, act, why in refusals:
        with pytest.raises(kind) as refused:
            act()
        assert getattr(refused.value, "data", {}).get("why", "") == why
    assert everything_on_disk(story.place.folder) == kept
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 100}))
    with pytest.raises(DiskFull):
        story.restore()


def test_a_newer_backup_waits_for_the_newer_program(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    story.shop.close()
    environment = replace(story.place.environment(story.shop.clock), migrations=MIGRATIONS[:-1])
    monkeypatch.setattr(Place, "environment", lambda _place, _clock: environment)
    with pytest.raises(NewerSchema):
        story.restore()


def test_other_people_s_folders_and_open_ledgers_are_left_alone(story: Story) -> None:
    with pytest.raises(LedgerInUse):
        story.restore()
    photos = story.shop.home / "photos"
    photos.mkdir()
    (photos / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(FolderNotEmpty):
        story.restore(replace(story.place, folder=photos))


# --- afterwards ---------------------------------------------------------------------------------


def test_no_backup_is_thinned_out_until_a_manager_says_so_or_a_month_is_over(story: Story) -> None:
    story.shop.close()
    story.restore()
    with story.opened() as session:
        until = restoring.paused_until(session)
        assert until is not None
        for _ in range(2):  # of a day that is over only the newest stays otherwise
            story.shop.clock.move(days=1)
            back_up(session)
            back_up(session)
        assert len(restoring.found_in(story.place.folder)) == 5
        restoring.thin_again(session)
        back_up(session)
        assert len(restoring.found_in(story.place.folder)) == 5
        assert restoring.paused_until(session) is None
