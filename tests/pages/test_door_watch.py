"""What is typed at the door does not stay there when nobody goes on: no ledger is open yet that could be locked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ledger.domain.wording import Language
from support.drivers_door import AtTheDoor, Founder
from support.lock_desk import lay_out
from support.lock_room import Hands
from support.program import Look, Running, remember_ledger, settle, start_program
from ui.pages.first_run import FirstRunPage
from ui.pages.restore import RestorePage
from ui.pages.unlock import UnlockPage
from ui.widgets.passphrase_field import PassphraseEdit

NAME, PASSPHRASE = "Trần Thu Hà", "vườn chanh đèn dầu sông"


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def running(tmp_path: Path, hands: Hands, qapp: QApplication) -> Iterator[Running]:
    assert qapp is not None
    one = start_program(tmp_path, Look(Language.EN))
    one.program._at_door.idle._clocks = hands.clocks()
    yield one
    one.end()


def shown(running: Running, kind: type[FirstRunPage] | type[UnlockPage] | type[RestorePage]) -> object:
    return next(one for one in running.program.window.findChildren(kind) if one.isVisible())


def founder(running: Running) -> Founder:
    running.program.start()
    settle()
    page = shown(running, FirstRunPage)
    assert isinstance(page, FirstRunPage)
    return Founder(page)


def wait(running: Running, hands: Hands, minutes: int) -> None:
    """Let minutes pass in which nobody touches anything; the program looks at its clocks every few seconds."""
    for _ in range(minutes * 12):
        hands.now += 5
        running.program._at_door.idle.look()
    settle()


def passphrases(running: Running) -> list[str]:
    return [one.text() for one in running.program.window.findChildren(PassphraseEdit)]


def test_a_passphrase_of_the_first_run_is_forgotten_and_that_is_said(
    running: Running, hands: Hands, tmp_path: Path
) -> None:
    one = founder(running)
    one.goes_to_the_manager(tmp_path / "new ledger")
    one.types(NAME, "Your name")
    for _ in range(2):  # what is typed afterwards is forgotten too
        one.types(PASSPHRASE, "Passphrase")
        wait(running, hands, 13)
        assert PASSPHRASE in passphrases(running)
        wait(running, hands, 3)
        assert set(passphrases(running)) == {""}
        assert "Nobody went on for a while" in one.reads()
    assert one.line("Your name").text() == NAME  # only secrets go
    one.types(PASSPHRASE, "Passphrase")
    one.types(PASSPHRASE, "The same passphrase again")
    one.clicks("Make the ledger")
    assert one.reads_the_code()


def test_nothing_typed_is_nothing_said(running: Running, hands: Hands, tmp_path: Path) -> None:
    one = founder(running)
    one.goes_to_the_manager(tmp_path / "new ledger")
    wait(running, hands, 20)
    assert "Nobody went on for a while" not in one.reads()


def test_a_new_ledger_left_with_its_code_in_sight_is_locked(running: Running, hands: Hands, tmp_path: Path) -> None:
    one = founder(running)
    one.makes_the_ledger(tmp_path / "new ledger", NAME, PASSPHRASE)
    code = one.reads_the_code()
    wait(running, hands, 16)
    page = shown(running, UnlockPage)
    assert isinstance(page, UnlockPage)
    person = AtTheDoor(page)
    assert "Screen locked" in person.reads()
    assert not [group for group in code if group in person.reads()]
    person.types_passphrase(PASSPHRASE)
    person.clicks("Open")
    settle()
    assert running.workspace.isVisible()


def test_a_passphrase_half_typed_is_gone_after_sleep_and_after_a_while(
    running: Running, hands: Hands, tmp_path: Path
) -> None:
    remember_ledger(running, lay_out(tmp_path / "shop"), NAME)
    running.program.start()
    settle()
    page = shown(running, UnlockPage)
    assert isinstance(page, UnlockPage)
    person = AtTheDoor(page)
    person.types_passphrase(PASSPHRASE)
    running.program.system.left.emit()
    assert passphrases(running) == [""]
    person.types_passphrase(PASSPHRASE)
    wait(running, hands, 16)
    assert passphrases(running) == [""]


def test_a_backup_that_was_opened_is_shown_to_nobody_who_comes_later(
    running: Running, hands: Hands, tmp_path: Path
) -> None:
    running.program.start()
    running.program._show_restore(tmp_path)
    settle()
    page = shown(running, RestorePage)
    assert isinstance(page, RestorePage)
    page._go(3)
    page._who.passphrase.line.setText(PASSPHRASE)
    wait(running, hands, 16)
    assert page.at == 2
    assert page._who.typed()[1] == ""
