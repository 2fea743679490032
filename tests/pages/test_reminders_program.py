"""Reminders in the running program: they rest while it is locked, tell afterwards, and a click leads to the record."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QToolButton

from ledger.domain.instants import to_text
from support.program import Look, Running, make_demo, settle, start_program
from support.reminders import FakeTray
from ui.places import PageId, Target
from ui.settings import looked_at
from ui.widgets.missed_band import MissedBand


@pytest.fixture
def running(tmp_path: Path, qapp: QApplication) -> Iterator[Running]:  # noqa: ARG001 (brings Qt)
    one = start_program(tmp_path, Look())
    one.program.reminders.tray = FakeTray()
    one.program.start(make_demo(tmp_path / "demo", 12))
    settle()
    yield one
    one.end()


def said(running: Running) -> list[str]:
    tray = running.program.reminders.tray
    assert isinstance(tray, FakeTray)
    return tray.said


def away_since(running: Running, hours: float) -> None:
    """Let it be so long ago that somebody looked, then lock the screen and come back."""
    desk = running.program.desk
    assert desk is not None
    desk.settings.set(looked_at(desk.who.vault_id), to_text(desk.now() - timedelta(hours=hours)))
    running.program.lock()
    settle()


def band(running: Running) -> MissedBand:
    running.workspace.go(Target(PageId.TODAY))
    return running.workspace.pages[PageId.TODAY].findChildren(MissedBand)[0]


def test_what_fell_due_while_nobody_sat_there_is_told_and_stands_on_today(running: Running) -> None:
    assert said(running) == []  # the first time everything on Today is new anyway
    away_since(running, hours=40)
    assert said(running)[0].endswith("việc đến hạn trong lúc chương trình đóng")
    assert running.messages.toasts[: len(said(running))] == said(running)
    assert band(running).isVisible()
    running.workspace.go(Target(PageId.CUSTOMERS))
    running.program.open_newest()
    settle()
    assert running.workspace.page is running.workspace.pages[PageId.TODAY]
    band(running).findChildren(QToolButton)[0].click()
    told = list(said(running))
    running.program.dress()  # built anew: not told again
    settle()
    assert said(running) == told
    assert not band(running).isVisible()
