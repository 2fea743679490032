"""Windows stay out of pictures of the screen where the system can, and come back when somebody has to help."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.capture import CaptureGuard, is_possible
from ui.settings import CAPTURE, Settings
from ui.widgets.settings_capture import CaptureCard


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "window.ini")


def test_every_window_is_hidden_as_it_appears_and_shown_when_the_box_is_cleared(
    qtbot: QtBot, qapp: QApplication, settings: Settings
) -> None:
    told: list[tuple[int, bool]] = []
    guard = CaptureGuard(qapp, settings, lambda window, is_hidden: told.append((window, is_hidden)))
    try:
        window, dialog, card = QWidget(), QDialog(), CaptureCard(settings)
        for one in (window, dialog):
            qtbot.addWidget(one)
            one.show()
        qtbot.addWidget(card)
        assert {(int(window.winId()), True), (int(dialog.winId()), True)} <= set(told)
        told.clear()
        (box,) = card.findChildren(QCheckBox)
        box.click()
        assert not settings.get(CAPTURE)
        assert {(int(window.winId()), False), (int(dialog.winId()), False)} <= set(told)
    finally:
        qapp.removeEventFilter(guard)
        guard.setParent(None)
        guard.deleteLater()


def test_a_window_system_that_refuses_stops_nothing(qtbot: QtBot, qapp: QApplication, settings: Settings) -> None:
    def refuse(_window: int, _is_hidden: bool) -> None:
        raise OSError

    guard = CaptureGuard(qapp, settings, refuse)
    try:
        window = QWidget()
        qtbot.addWidget(window)
        window.show()
        assert window.isVisible()
    finally:
        qapp.removeEventFilter(guard)
        guard.setParent(None)
        guard.deleteLater()


def test_only_windows_and_macos_can() -> None:
    assert [is_possible(name) for name in ("win32", "darwin", "linux")] == [True, True, False]
