"""A new version comes into force: every page follows, and nothing half-written goes unasked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import policy_versions
from ledger.services.session import Session
from support.program import Look, Running, make_demo, settle, start_program
from ui.places import PageId, Target


@pytest.fixture
def running(tmp_path: Path, qapp: QApplication) -> Iterator[Running]:
    assert qapp is not None
    one = start_program(tmp_path, Look(Language.EN))
    one.program.start(make_demo(tmp_path))
    settle()
    yield one
    one.end()


def another_version(running: Running) -> None:
    """Publish a change inside the shop, through the ledger's own door."""

    def publish(session: Session) -> None:
        pack = policy_versions.start_draft(session).pack
        policy_versions.save_draft(session, replace(pack, link=f"https://theking.example/{len(pack.link)}"))
        session.mark_confirmed(Operation.PUBLISH_POLICY)
        policy_versions.publish(session)

    desk = running.program.desk
    assert desk is not None
    desk.tasks.write(running.program, publish, lambda _none: None)
    settle()


def number_shown(running: Running) -> int:
    """The version that the page in view, and every refusal it words, knows."""
    page = running.workspace.page
    assert page is not None
    return page.desk.who.policy.number


def test_every_page_follows_the_version_in_force(running: Running) -> None:
    running.workspace.go(Target(PageId.POLICY))
    before = number_shown(running)
    another_version(running)
    assert number_shown(running) == before + 1


def test_what_is_half_written_is_asked_about_once_before_the_pages_are_built_anew(running: Running) -> None:
    running.workspace.go(Target(PageId.FEEDBACK))
    settle()
    before = running.workspace
    page = before.page
    assert page is not None
    editor = next(one for one in page.findChildren(QPlainTextEdit) if one.isVisible() and not one.isReadOnly())
    editor.setPlainText("Tiệm xin lỗi anh")
    running.messages.answer_yes = False
    another_version(running)
    assert len(running.messages.questions) == 1
    assert running.workspace is before
    editor.clear()
    running.program.door.tasks.ledger_changed.emit()
    settle()
    assert len(running.messages.questions) == 1
    assert running.workspace is not before
