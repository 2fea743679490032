"""The whole program in front of one person, on a small demo ledger."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from ledger.domain.staff import Role
from ledger.domain.wording import Language
from ledger.services.demo import MANAGER
from ledger.services.session import Session
from support.drivers_lock import AtTheLock
from support.program import Look, make_demo, remember_ledger, settle, start_program
from support.services import SetClock
from ui.tasks import ImmediateTasks, Tasks, Unhandled

ENGLISH = Look(Language.EN)
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)  # which request stands where depends on the day of the week


def lay_out(home: Path) -> Path:
    """Put a demo ledger under a folder; return where it lies."""
    demo = make_demo(home / "demo", 12, AT)
    return Path(shutil.move(demo.folder.parent, home / "copy")) / demo.folder.name


def sit_down(
    folder: Path, make_tasks: Callable[[Unhandled], Tasks] = ImmediateTasks, look: Look = ENGLISH
) -> Iterator[AtTheLock]:
    """Open the program on a ledger; its manager is signed in."""
    one = start_program(folder.parent, look, clock=SetClock(AT), make_tasks=make_tasks)
    remember_ledger(one, folder, MANAGER)
    one.program.start()
    one.program.window.activateWindow()
    settle()
    here = AtTheLock(one)
    here.unlock(Role.MANAGER)
    yield here
    one.end()


def told(here: AtTheLock, job: Callable[[Session], object]) -> object:
    """What the ledger answers, asked behind the window's back."""
    answers: list[object] = []
    here.running.program.door.tasks.read(here.running.program, job, answers.append)
    settle()
    return answers[0]
