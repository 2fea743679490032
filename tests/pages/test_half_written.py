"""What is half-written is not thrown away unasked, and a hasty double click is one look."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from ledger.domain.reveal import RevealField
from ledger.services.reveals import count_mine
from support.program import Look, Running, make_demo, settle, start_program
from support.services import Workplace, add_customer
from support.slow import SlowTasks
from support.window import Window
from ui.actions import by_id
from ui.places import PageId, Target
from ui.settings import SCHEME
from ui.widgets.reveal_row import Hidden, RevealRow


@pytest.fixture
def running(tmp_path: Path, qapp: QApplication) -> Iterator[Running]:
    assert qapp is not None
    one = start_program(tmp_path, Look())
    one.program.start(make_demo(tmp_path, 12))
    settle()
    yield one
    one.end()


def half_answer(running: Running) -> None:
    running.workspace.go(Target(PageId.FEEDBACK))
    settle()
    page = running.workspace.page
    assert page is not None
    editor = next(one for one in page.findChildren(QPlainTextEdit) if one.isVisible() and not one.isReadOnly())
    editor.setPlainText("Tiệm xin lỗi anh")


def test_closing_with_a_half_written_answer_asks_first_wherever_one_is(running: Running) -> None:
    half_answer(running)
    running.workspace.go(Target(PageId.TODAY))
    running.messages.answer_yes = False
    running.program.window.close()
    assert len(running.messages.questions) == 1
    assert running.program.window.isVisible()
    running.messages.answer_yes = True
    running.program.window.close()
    settle()
    assert not running.program.window.isVisible()


def test_another_theme_asks_before_a_half_written_answer_goes(running: Running) -> None:
    half_answer(running)
    running.messages.answer_yes = False
    before = running.workspace
    running.workspace.perform(by_id("theme"))
    settle()
    assert len(running.messages.questions) == 1
    assert running.workspace is before


def test_without_anything_typed_nobody_is_asked(running: Running) -> None:
    scheme = running.program.door.settings.get(SCHEME)
    running.workspace.perform(by_id("theme"))
    settle()
    assert running.program.door.settings.get(SCHEME) != scheme
    running.program.window.close()
    assert running.messages.questions == []


def test_a_double_click_on_an_eye_is_one_look(shop: Workplace, window: Window) -> None:
    customer = add_customer(shop.session)
    tasks = SlowTasks(shop.session)
    eye = RevealRow(
        replace(window.desk, tasks=tasks), Hidden(customer.code, RevealField.PHONE, 0, "Phone number", "•••"), "phone"
    )
    eye.show()
    eye.eye.click()
    eye.eye.click()
    tasks.answer()
    assert eye.is_shown
    assert count_mine(shop.session) == 1
