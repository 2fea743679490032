"""That the computer's clock is wrong is said in the window, with what to do, and no longer once it is right."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from support.services import Workplace, add_customer
from support.window import Window
from ui.widgets.notice_band import NoticeBand
from ui.workspace import Workspace

SAID = (
    "This computer's clock says 21/11/2026 05:00, but the ledger's newest entry is of 21/11/2026 10:00. "
    "Set date and time right; until then everything recorded carries the time of that entry, and no deadline moves on."
)


def words(root: Workspace | NoticeBand) -> set[str]:
    return {one.text() for one in root.findChildren(QLabel) if one.isVisibleTo(root)}


def tick(root: NoticeBand | Workspace) -> None:
    """Let half a minute go by on the window's own timers."""
    for one in root.findChildren(QTimer):
        if one.interval() == 30_000:
            one.timeout.emit()


def test_it_is_said_while_it_is_wrong_and_gone_when_it_is_right(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    add_customer(shop.session)
    band = NoticeBand(window.desk)
    qtbot.addWidget(band)
    assert not any("clock" in one for one in words(band))
    shop.clock.move(hours=-5)
    tick(band)
    assert SAID in words(band)
    assert not band.isHidden()
    shop.clock.move(hours=6)
    tick(band)
    assert SAID not in words(band)
    assert band.isHidden()


def test_it_stands_in_the_window_from_the_first_moment(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    add_customer(shop.session)
    shop.clock.move(hours=-5)
    workspace = Workspace(window.desk)
    qtbot.addWidget(workspace)
    assert {SAID, "The clock was set back"} <= words(workspace)
    shop.clock.move(hours=6)
    tick(workspace)
    assert not {SAID, "The clock was set back"} & words(workspace)
