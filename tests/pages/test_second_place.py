"""The copy of the day onto another drive makes itself, and what is missing is told where it is seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import backups, restoring
from support.services import Workplace, workplace
from support.sticks import plug_in
from support.window import Window, make_desk
from ui.pages.settings import SettingsPage
from ui.places import PageId, Target
from ui.widgets.confirming import ConfirmPassphraseDialog
from ui.widgets.notice_band import NoticeBand
from ui.widgets.second_place import SecondPlaceKeeper
from ui.widgets.settings_backup import BackupPanel
from ui.widgets.top_bar import TopBar


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workplace]:
    yield from workplace(tmp_path)


@pytest.fixture
def drive(shop: Workplace) -> Path:
    return plug_in(shop)


def test_whoever_opened_with_the_sheet_is_told_what_to_do_first(qtbot: QtBot, shop: Workplace) -> None:
    shop.close()
    shop.open(None, shop.recovery_code)
    window = window_of(shop)
    band, bar = NoticeBand(window.desk), TopBar(window.desk)
    for one in (band, bar):
        qtbot.addWidget(one)
    told = [one.text() for one in band.findChildren(QLabel)]
    assert any(one.startswith("You opened the ledger with the recovery sheet. Make an account") for one in told)
    assert "Recovery sheet · Manager" in {one.text() for one in bar.findChildren(QLabel)}
    question = ConfirmPassphraseDialog(window.desk, None, Operation.MANAGE_STAFF)
    qtbot.addWidget(question)
    question.passphrase.line.setText(shop.recovery_code)
    assert question.passphrase.line.accessibleName() == "Recovery code"
    with qtbot.waitSignal(question.accepted):
        question.submit()
    shop.session.require_confirmed(Operation.MANAGE_STAFF)


def window_of(shop: Workplace) -> Window:
    return make_desk(shop.session, shop.home / "window.ini", language=Language.EN)


def test_a_copy_is_made_as_soon_as_the_drive_is_there_and_once_a_day(
    qtbot: QtBot, shop: Workplace, drive: Path
) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    drive.rmdir()  # not plugged in yet
    keeper = SecondPlaceKeeper(window_of(shop).desk, room)
    keeper.look()
    drive.mkdir()
    keeper.look()
    keeper.look()
    assert len(restoring.found_in(drive)) == 1
    shop.clock.move(days=1)
    keeper.look()
    assert len(restoring.found_in(drive)) == 2


def test_after_a_week_without_a_copy_the_band_says_so_and_leads_to_the_settings(qtbot: QtBot, shop: Workplace) -> None:
    window = window_of(shop)
    band = NoticeBand(window.desk)
    qtbot.addWidget(band)
    words = "For more than 7 days no backup was copied onto another drive."
    assert words not in {one.text() for one in band.findChildren(QLabel)}
    shop.clock.move(days=8)
    band.refresh()
    assert words in {one.text() for one in band.findChildren(QLabel)}


def test_a_drive_that_is_not_plugged_in_is_told_where_it_is_set(qtbot: QtBot, shop: Workplace, drive: Path) -> None:
    backups.copy_out(shop.session)
    drive.rename(drive.with_name("pulled out"))
    window = window_of(shop)
    panel = BackupPanel(window.desk)
    qtbot.addWidget(panel)
    panel.resize(900, 1200)
    panel.show()
    panel.refresh()
    read = "\n".join(one.text() for one in panel.findChildren(QLabel) if one.isVisible())
    assert "Not plugged in" in read
    newest = "This folder cannot be seen now: plug in its drive, or choose another folder. The newest copy there is of"
    assert newest in read
    there = next(one for one in panel.findChildren(QPushButton) if one.text() == "Back up there now")
    there.setFocus()
    there.click()
    said = "The folder “USB” for copies outside this computer is not there. Plug in its drive and try again"
    assert window.messages.toasts[-1].startswith(said)
    assert panel.focusWidget() is there


@pytest.mark.usefixtures("drive")
def test_what_was_settled_leaves_the_band(qtbot: QtBot, shop: Workplace) -> None:
    window = window_of(shop)
    band = NoticeBand(window.desk)
    qtbot.addWidget(band)
    shop.clock.move(days=8)
    band.refresh()
    assert not band.isHidden()
    backups.copy_out(shop.session)
    band.refresh()
    assert band.isHidden()
    shop.clock.move(days=8)
    band.refresh()
    assert not band.isHidden()


@pytest.mark.usefixtures("drive")
def test_the_way_there_ends_at_the_button_that_copies(qtbot: QtBot, shop: Workplace) -> None:
    window = window_of(shop)
    page = SettingsPage(window.desk)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    page.open_target(Target(PageId.SETTINGS, act="second_place"))
    there = next(one for one in page.findChildren(QPushButton) if one.text() == "Back up there now")
    assert page.focusWidget() is there
    assert there.visibleRegion().boundingRect().height() == there.height()
