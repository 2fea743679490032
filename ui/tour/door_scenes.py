"""The tour before the desk: the unlock screen and what can go wrong there, the first run, a ledger without a line."""

import shutil
from pathlib import Path

from PySide6.QtWidgets import QLabel

from ledger.domain.staff import Role
from ui.places import PageId
from ui.settings import LEDGER, NAME
from ui.tour.doubles import Mood
from ui.tour.hands import lines, press, seen, write
from ui.tour.stage import Stage

NEW_PASSPHRASE = "mưa phùn trên mái ngói cũ"  # noqa: S105 - opens a ledger that is thrown away
_WRONG = "không phải câu này"
_PAGE = 4096  # bytes of the database


def _remember(stage: Stage, folder: Path | None) -> None:
    settings = stage.program.door.settings
    settings.set(LEDGER, str(folder) if folder is not None else "")
    settings.set(NAME, stage.demo.names[Role.MANAGER])


def _unlock(stage: Stage) -> None:
    _remember(stage, stage.demo.folder)
    stage.program.show_door()
    stage.shoot("unlock")
    write(lines(stage)[-1], _WRONG)
    press(stage, "UnlockPage", "Open")
    stage.shoot("unlock-wrong-passphrase")
    write(lines(stage)[-1], stage.demo.passphrases[Role.MANAGER])
    with stage.mood(Mood.WAITS):
        press(stage, "UnlockPage", "Open")
        stage.shoot("unlock-opening")

    stage.program.lock()
    stage.shoot("unlock-locked")


def _recovery(stage: Stage) -> None:
    stage.program.show_door()
    press(stage, "UnlockPage", "Open with the recovery sheet…")
    stage.shoot("unlock-recovery-sheet")


def _damaged(stage: Stage) -> None:
    copy = stage.place / "Bản sao hỏng"
    shutil.copytree(stage.demo.folder, copy)
    with (copy / "ledger.db").open("r+b") as file:
        file.write(bytes(_PAGE))
    _remember(stage, copy)
    stage.program.show_door()
    write(lines(stage)[-1], stage.demo.passphrases[Role.MANAGER])
    press(stage, "UnlockPage", "Open")
    stage.shoot("unlock-damaged")


# --- the first run ---


def _first_run(stage: Stage) -> None:
    _remember(stage, None)
    stage.program.show_door()
    stage.shoot("first-run-shop")
    for line, text in zip(lines(stage), _shop(), strict=True):
        write(line, text)
    press(stage, "FirstRunPage", "Next")
    stage.shoot("first-run-policy")
    press(stage, "FirstRunPage", "Next")
    _choose_folder(stage)
    _name_manager(stage)
    _keep_code(stage)


def _shop() -> tuple[str, ...]:
    return "Gốm Bờ Sông", "0901 870 525", "chao@example.com", "8 Nguyễn Thái Học, Hội An"


def _choose_folder(stage: Stage) -> None:
    line = lines(stage)[0]
    for folder, name in (("OneDrive/Sổ Kín", "first-run-folder-synchronised"), ("Gốm Bờ Sông", "first-run-folder")):
        line.setText(str(stage.place / folder))
        stage.wait(260)  # it looks at the folder when the typing pauses
        stage.shoot(name)
    press(stage, "FirstRunPage", "Next")


def _name_manager(stage: Stage) -> None:
    name, passphrase, again = lines(stage)
    write(name, "Phạm Ngọc Diệp")
    for line in (passphrase, again):
        write(line, "gốm bờ sông")
    press(stage, "FirstRunPage", "Make the ledger")
    stage.shoot("first-run-weak-passphrase")
    for line in (passphrase, again):
        write(line, NEW_PASSPHRASE)
    stage.shoot("first-run-manager")
    with stage.mood(Mood.WAITS):
        press(stage, "FirstRunPage", "Make the ledger")
        stage.shoot("first-run-making")


def _keep_code(stage: Stage) -> None:
    stage.shoot("first-run-code")
    code = [one.text() for one in seen(stage.program.window, QLabel) if one.property("role") == "figure"]
    press(stage, "FirstRunPage", "I have the code on paper")
    wrong = [*code[:2], code[2][::-1].lower(), *code[3:]]
    for line, group in zip(lines(stage), wrong, strict=True):
        write(line, group)
    press(stage, "FirstRunPage", "Check and finish")
    stage.shoot("first-run-wrong-group")
    press(stage, "FirstRunPage", "Retype later…")
    stage.shoot("first-run-later-question")
    press(stage, "FirstRunPage", "Retype later")
    stage.page(PageId.TODAY)
    stage.shoot("notice-band")


def _empty(stage: Stage) -> None:
    for page in PageId:
        stage.page(page)
        stage.shoot(f"empty-{page.value}")


SCENES = (_unlock, _recovery, _damaged, _first_run, _empty)
