"""The copy of the day onto another drive makes itself, and what is missing is told where it is seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ledger.domain.wording import Language
from ledger.services import backups, restoring
from support.services import Workplace, confirmed, workplace
from support.window import Window, make_desk
from ui.widgets.notice_band import NoticeBand
from ui.widgets.second_place import SecondPlaceKeeper


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workplace]:
    yield from workplace(tmp_path)


@pytest.fixture
def drive(shop: Workplace) -> Path:
    folder = shop.home / "USB"
    folder.mkdir()
    backups.choose_second(confirmed(shop.session), folder)
    return folder


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
