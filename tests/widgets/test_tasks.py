"""The window never waits: work is done elsewhere, answers come back in order, and what nobody wants is dropped."""

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger.domain.errors import DatabaseDamaged, DiskFull, LedgerError, WrongPassphrase
from ledger.services import today
from ledger.services.session import Session, open_ledger
from ledger.storage.database import DatabaseError
from support.services import Workplace, workplace
from support.storage import MANAGER, MANAGER_PASSPHRASE
from ui.tasks import Cancelled, ImmediateTasks, Progress, Tasks, ThreadedTasks


class Faults:
    """Who is told of what no page expected."""

    def __init__(self) -> None:
        self.told: list[Exception] = []

    def __call__(self, error: Exception) -> None:
        self.told.append(error)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workplace]:
    yield from workplace(tmp_path)


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def tasks(qapp: QApplication, faults: Faults) -> Iterator[ThreadedTasks]:
    assert qapp is not None
    made = ThreadedTasks(faults)
    yield made
    made.shut_down()


@pytest.fixture
def opened(tasks: ThreadedTasks, shop: Workplace, qtbot: QtBot) -> ThreadedTasks:
    place, clock = shop.place, shop.clock
    shop.session.close()
    names: list[str] = []
    tasks.open(
        tasks, lambda: open_ledger(place, MANAGER, MANAGER_PASSPHRASE, clock), lambda one: names.append(one.member.name)
    )
    qtbot.waitUntil(lambda: names == [MANAGER])
    return tasks


def count(session: Session) -> int:
    return today.badges(session).open_feedback


def test_the_ledger_answers_from_its_own_thread_to_the_windows(opened: ThreadedTasks, qtbot: QtBot) -> None:
    asked: list[threading.Thread] = []
    told: list[tuple[int, threading.Thread]] = []

    def ask(session: Session) -> int:
        asked.append(threading.current_thread())
        return count(session)

    opened.read(opened, ask, lambda number: told.append((number, threading.current_thread())))
    assert told == []  # nothing was waited for
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(0, threading.main_thread())]
    assert asked[0] is not threading.main_thread()


def _echo(word: str, _session: object) -> str:
    return word


def test_of_several_questions_while_somebody_types_only_the_last_is_answered(
    opened: ThreadedTasks, qtbot: QtBot
) -> None:
    gate = threading.Event()
    told: list[str] = []
    opened.read(opened, lambda _session: gate.wait(10), lambda _done: told.append("first"))
    for word in ("N", "Ng", "Ngu"):
        opened.read(opened, partial(_echo, word), told.append, latest="search")
    gate.set()
    qtbot.waitUntil(lambda: "Ngu" in told)
    assert told == ["first", "Ngu"]


def test_a_change_is_told_to_everybody_and_a_failed_one_is_not(
    opened: ThreadedTasks, qtbot: QtBot, faults: Faults
) -> None:
    heard: list[str] = []
    opened.ledger_changed.connect(lambda: heard.append("changed"))
    opened.write(opened, count, lambda _number: heard.append("done"))
    qtbot.waitUntil(lambda: "done" in heard)
    assert heard == ["changed", "done"]

    def fail(_session: Session) -> None:
        raise DiskFull

    errors: list[LedgerError] = []
    opened.write(opened, fail, lambda _none: heard.append("never"), errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert heard == ["changed", "done"]
    assert [type(one) for one in errors] == [DiskFull]
    assert faults.told == []


def test_what_nobody_handles_is_told_in_one_place(opened: ThreadedTasks, qtbot: QtBot, faults: Faults) -> None:
    def fault(_session: Session) -> None:
        raise ZeroDivisionError

    opened.read(opened, fault, lambda _none: None, lambda _error: None)
    qtbot.waitUntil(lambda: bool(faults.told))
    assert [type(one) for one in faults.told] == [ZeroDivisionError]


def test_answers_for_a_page_that_is_gone_are_dropped(opened: ThreadedTasks, qtbot: QtBot) -> None:
    import shiboken6

    page = QObject()
    told: list[str] = []
    gate = threading.Event()
    opened.read(page, lambda _session: gate.wait(10), lambda _done: told.append("gone"))
    shiboken6.delete(page)
    gate.set()
    opened.read(opened, lambda _session: None, lambda _none: told.append("here"))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["here"]


def test_locking_forgets_every_question_and_closes_the_ledger(
    opened: ThreadedTasks, qtbot: QtBot, shop: Workplace, faults: Faults
) -> None:
    told: list[str] = []
    gate = threading.Event()
    opened.read(opened, lambda _session: gate.wait(10), lambda _done: told.append("before"))
    opened.read(opened, count, lambda _number: told.append("queued"))
    opened.close_ledger()
    gate.set()
    place, clock = shop.place, shop.clock
    opened.open(
        opened, lambda: open_ledger(place, MANAGER, MANAGER_PASSPHRASE, clock), lambda _session: told.append("again")
    )
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["again"]
    assert faults.told == []


def test_a_question_to_a_locked_ledger_is_never_answered(tasks: ThreadedTasks, qtbot: QtBot, faults: Faults) -> None:
    told: list[object] = []
    tasks.read(tasks, count, told.append)
    tasks.compute(tasks, lambda: "paper", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["paper"]
    assert faults.told == []


def test_a_wrong_passphrase_comes_back_as_an_error(tasks: ThreadedTasks, qtbot: QtBot, shop: Workplace) -> None:
    place, clock = shop.place, shop.clock
    shop.session.close()
    errors: list[LedgerError] = []
    tasks.open(tasks, lambda: open_ledger(place, MANAGER, "nothing of the kind", clock), lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], WrongPassphrase)


def test_being_busy_is_told_once_however_much_there_is_to_do(opened: ThreadedTasks, qtbot: QtBot) -> None:
    told: list[bool] = []
    done: list[int] = []
    opened.busy_changed.connect(told.append)
    for _ in range(5):
        opened.read(opened, count, done.append)
    qtbot.waitUntil(lambda: len(done) == 5 and told[-1:] == [False])
    assert told == [True, False]


@pytest.fixture(params=["threads", "at once"])
def either(request: pytest.FixtureRequest, qapp: QApplication, faults: Faults) -> Iterator[Tasks]:
    assert qapp is not None
    made = ThreadedTasks(faults) if request.param == "threads" else ImmediateTasks(faults)
    yield made
    made.shut_down()


def test_a_long_job_can_be_stopped_and_then_says_nothing(either: Tasks, qtbot: QtBot, faults: Faults) -> None:
    reported: list[tuple[int, int]] = []
    told: list[object] = []
    progress = Progress(lambda done, total: reported.append((done, total)))

    def job() -> str:
        for number in range(1, 100):
            progress.report(number, 100)
            if number == 3:
                progress.cancel()
        return "never"

    either.compute(either, job, told.append)
    either.compute(either, lambda: "next", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["next"]
    assert reported == [(1, 100), (2, 100), (3, 100)]
    assert faults.told == []
    with pytest.raises(Cancelled):
        progress.report(4, 100)


def test_what_is_asked_after_the_end_is_dropped_and_breaks_nothing(qapp: QApplication, faults: Faults) -> None:
    ended, answers = ThreadedTasks(faults), list[int]()
    ended.shut_down()
    ended.compute(qapp, lambda: 1, answers.append)  # a clock that ticked once more
    ended.close_ledger()
    ended.shut_down()
    qapp.processEvents()
    assert (answers, faults.told) == ([], [])


# --- whose thread lets go -----------------------------------------------------------------------


class Witness(QObject):
    """A piece of the window that says on which thread it was let go."""

    def __init__(self, seen: list[str]) -> None:
        super().__init__()
        self._seen = seen
        self.itself: Witness | None = self  # only clearing away by the clock can let go of it

    def __del__(self) -> None:
        self._seen.append(threading.current_thread().name)


def test_what_a_page_left_behind_is_cleared_away_on_the_windows_thread_only(tasks: ThreadedTasks, qtbot: QtBot) -> None:
    seen: list[str] = []
    for _ in range(1_000):
        Witness(seen)
    done: list[int] = []
    tasks.compute(tasks, lambda: len([[number] for number in range(200_000)]), done.append)  # enough to start clearing
    qtbot.waitUntil(lambda: bool(done))
    qtbot.waitUntil(lambda: len(seen) == 1_000)
    assert set(seen) == {threading.main_thread().name}


def test_a_thread_never_holds_whoever_asked(tasks: ThreadedTasks, qtbot: QtBot) -> None:
    seen: list[str] = []
    for _ in range(50):
        owner = Witness(seen)
        owner.itself = None
        tasks.compute(owner, lambda: None, lambda _nothing: None)
        del owner
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert set(seen) == {threading.main_thread().name}


@pytest.mark.parametrize("kind", ["threads", "at once"])
def test_a_damaged_page_met_while_reading_is_told_in_the_ledgers_own_words(
    kind: str, opened: ThreadedTasks, shop: Workplace, faults: Faults, qtbot: QtBot
) -> None:
    door: Tasks = opened
    if kind == "at once":
        opened.close_ledger()
        opened.shut_down()
        door = ImmediateTasks(faults, shop.open())
    told: list[LedgerError] = []

    def read(_: Session) -> None:
        raise DatabaseError("database disk image is malformed")

    door.read(door, read, lambda _: pytest.fail("nothing was read"), told.append)
    door.write(door, read, lambda _: pytest.fail("nothing was written"), told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert {type(one) for one in told} == {DatabaseDamaged}
    assert faults.told == []
    if kind == "at once":
        door.shut_down()
