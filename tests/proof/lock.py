"""The screen locks in time, whatever is open; nobody's name is left, and what was typed comes back (goal 14).

The real program on a demo ledger, with clocks moved by hand. After each lock every widget is read (texts, titles, tips,
accessible names, models), the clipboard, and the picture of the window, compared pixel by pixel with an unlock screen
that never knew anybody; every frame painted meanwhile is looked at as well.
"""

import os
import sys
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from threading import Event

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QToolTip,
)

from ledger.domain.staff import Role
from ledger.services import customer_list
from ledger.services.customer_list import CustomerQuery
from ledger.services.demo import MANAGER, STAFF
from ledger.services.session import Session
from proof.scaffold import Trial, prove
from support.lock_room import OWN_NUMBER, TYPED, Frames, Room, a_room, everything, grab, personal, wait
from support.program import make_demo, settle
from ui.dialogs.find_anything import FindDialog
from ui.dialogs.print_dialog import PrintDialog
from ui.models.table_model import TableModel
from ui.places import PageId
from ui.session_lock import LOOK_EVERY
from ui.theme import Tone
from ui.widgets.clipboard import copy_private

# --- what is open when it locks -------------------------------------------------------------------


def customer_form(room: Room) -> None:
    room.here.go(PageId.CUSTOMERS, act="new")
    room.here.writes("Name", TYPED)
    room.here.writes("Phone number", OWN_NUMBER)


def customer_list_open(room: Room) -> None:
    room.here.go(PageId.CUSTOMERS)


def card_with_copies(room: Room) -> None:
    room.here.go(PageId.CUSTOMERS, "KH-00001")
    copy_private(OWN_NUMBER)
    window = room.running.program.window
    QToolTip.showText(window.mapToGlobal(window.rect().center()), TYPED, window)
    room.running.program.door.messages.toast(TYPED, Tone.OK)
    window.setWindowTitle(TYPED)


def palette(room: Room) -> None:
    room.running.workspace.open_finder()
    settle()
    found = next(one for one in QApplication.topLevelWidgets() if isinstance(one, FindDialog) and one.isVisible())
    line = found.findChildren(QLineEdit)[0]
    line.setText(room.names[0])
    line.textEdited.emit(room.names[0])
    wait(lambda: False, 0.3)


def print_preview(room: Room) -> None:
    room.here.go(PageId.DISCLOSURES)
    page = room.running.workspace.page
    assert page is not None
    handlers = page.handlers()
    handlers["report.print"]()
    wait(lambda: not room.running.program.door.tasks._jobs, 5)  # type: ignore[attr-defined]  # (these have threads)
    room.here.presses("Print")
    is_open = wait(lambda: any(isinstance(one, PrintDialog) for one in QApplication.topLevelWidgets()), 5)
    assert is_open, "no paper is before printing"


def typed_search(room: Room) -> None:
    """An order whose customer is looked for in a list that dropped down."""
    room.here.go(PageId.PARCELS, act="new")
    room.here.writes("Customer", room.names[0][:6])
    wait(lambda: False, 0.3)


OPEN: dict[str, Callable[[Room], None]] = {
    "a half-written form": customer_form,
    "the list of customers": customer_list_open,
    "a card, with copies, a tip and a notice": card_with_copies,
    "the palette": palette,
    "a paper before printing": print_preview,
    "a list that dropped down in a form": typed_search,
}


# --- what makes it lock ---------------------------------------------------------------------------


def idle(minutes: int) -> Callable[[Room], float]:
    """Return a trigger: nobody works; it tells after how many seconds the screen was locked."""

    def pass_time(room: Room) -> float:
        lock = room.running.program._idle
        lock.set_minutes(minutes)
        began = room.hands.now
        while lock.is_watching and room.hands.now - began < 2 * 60 * 60:
            room.hands.now += LOOK_EVERY
            lock.look()
        return room.hands.now - began

    return pass_time


def sleep(room: Room) -> float:
    room.hands.ahead += 3600
    room.hands.now += LOOK_EVERY
    room.running.program._idle.look()
    return LOOK_EVERY


def told(room: Room) -> float:
    room.way.left()
    return 0


def control_l(room: Room) -> float:
    front = QApplication.activeModalWidget() or room.running.program.window
    QTest.keyClick(front.focusWidget() or front, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    return 0


TRIGGERS: dict[str, tuple[Callable[[Room], float], float]] = {
    "15 minutes idle": (idle(15), 15 * 60),
    "1 minute idle": (idle(1), 60),
    "60 minutes idle": (idle(60), 60 * 60),
    "sleep": (sleep, 0),
    "the system's own lock": (told, 0),
    "Ctrl+L": (control_l, 0),
}


# --- one lock ------------------------------------------------------------------------------------


def remember_keys(room: Room) -> None:
    session = room.running.program.door.tasks._session
    assert session is not None
    workspace = room.running.workspace
    models = workspace.findChildren(TableModel)
    room.keys = [weakref.ref(one) for one in (session.vault, workspace, *workspace.pages.values(), *models)]


def lock_once(trial: Trial, room: Room, opened: str, trigger: str) -> None:
    about = f"{trigger}, with {opened}"
    OPEN[opened](room)
    window, names = room.running.program.window, [*room.names, TYPED, OWN_NUMBER]
    trial.must(personal(everything(), names), f"{about}: nobody's name was open before, so nothing is proved")
    remember_keys(room)
    frames = Frames(window)
    QApplication.instance().installEventFilter(frames)  # type: ignore[union-attr]  # (it is there)
    act, limit = TRIGGERS[trigger]
    took = act(room)
    trial.must(took <= limit + LOOK_EVERY, f"{about}: locked after {took:.0f} s, not {limit:.0f}")
    trial.must(wait(lambda: room.is_locked, 5), f"{about}: no unlock screen")
    settle()
    QApplication.instance().removeEventFilter(frames)  # type: ignore[union-attr]  # (it is there)
    trial.must(not personal(frames.shown, names), f"{about}: a frame painted after the trigger shows a name")
    trial.count("locks")
    trial.count("frames", frames.count)
    nothing_left(trial, room, about, names)


def nothing_left(trial: Trial, room: Room, about: str, names: list[str]) -> None:
    wait(lambda: room.running.program.door.tasks._session is None, 5)
    wait(lambda: all(one() is None for one in room.keys), 3)  # by the program's own clearing away
    left = everything()
    trial.must(not personal(left, names), f"{about}: {personal(left, names)} texts still name somebody")
    alive = [one for one in room.keys if one() is not None]
    trial.must(not alive, f"{about}: still in memory: {[type(one()).__name__ for one in alive]}")
    trial.must(room.running.program.window.windowTitle() == "Sổ Kín", f"{about}: the title says more")
    if room.fresh is not None:
        trial.must(grab(room) == room.fresh, f"{about}: the picture is not that of a new unlock screen")
        trial.count("pictures compared")


# --- the whole ------------------------------------------------------------------------------------


def work(trial: Trial) -> None:
    app = QApplication.instance() or QApplication([])
    app.setCursorFlashTime(0)  # type: ignore[attr-defined]  # (a cursor that blinks differs from picture to picture)
    home = trial.folder / "home"
    home.mkdir()
    make_demo(home, 24)
    with a_room(home, name=MANAGER) as room:
        come_in(trial, room)
        for trigger in TRIGGERS:
            for opened in trial.chance.sample(list(OPEN), trial.size(1, len(OPEN))):
                lock_once(trial, room, opened, trigger)
                unlock(trial, room)
        for opened in OPEN:
            lock_once(trial, room, opened, "Ctrl+L")
            unlock(trial, room)
        while_working(trial, room)
        given_back(trial, room)
        the_checker_sees(trial, room)


def come_in(trial: Trial, room: Room) -> None:
    """Look at the unlock screen before it knew anybody, then sign in for the first time."""
    unlock(trial, room)
    tasks, found = room.running.program.door.tasks, list[str]()

    def names(session: Session) -> list[str]:
        ids = customer_list.ids(session, CustomerQuery())[:60]
        return [row.name for row in customer_list.rows(session, ids) if row.name]

    tasks.read(room.running.program, names, found.extend)
    wait(lambda: found, 5)
    room.names = sorted({one for one in found if len(one.split()) > 2})
    trial.must(len(room.names) > 5, "the demo ledger has people")
    room.running.program.lock()
    wait(lambda: False, 0.4)
    with_fresh_screen(room)
    unlock(trial, room)


def with_fresh_screen(room: Room) -> None:
    """Keep the picture of an unlock screen made anew, in a window that has shown nobody."""
    program = room.running.program
    program.show_door(is_locked=True)
    wait(lambda: room.is_locked, 5)
    settle()
    room.fresh = grab(room)


def unlock(trial: Trial, room: Room, role: Role = Role.MANAGER, name: str = MANAGER) -> None:
    wait(lambda: room.running.program.door.tasks._session is None, 5)
    room.here.unlock(role, name)
    came = wait(lambda: room.running.program.window.workspace is not None, 10)
    trial.must(came, "the passphrase leads in again")
    room.running.program.window.activateWindow()
    wait(lambda: not room.running.program.door.tasks._jobs, 5)  # type: ignore[attr-defined]  # (these have threads)
    settle()


def while_working(trial: Trial, room: Room) -> None:
    """A job is under way: the screen does not wait for it, the keys go right after it, its answer is never shown."""
    customer_list_open(room)
    remember_keys(room)
    tasks, goes_on, begun, answers = room.running.program.door.tasks, Event(), Event(), list[object]()

    def long(_session: Session) -> str:
        begun.set()
        goes_on.wait(5)
        return TYPED

    tasks.read(room.running.program, long, answers.append)
    begun.wait(5)
    began = time.monotonic()
    room.running.program.lock()
    shown = room.is_locked
    seconds = time.monotonic() - began
    trial.must(shown and seconds < 1, f"a running job held the screen open for {seconds:.1f} s")
    trial.figures["seconds to lock while a job ran"] = round(seconds, 3)
    goes_on.set()
    nothing_left(trial, room, "a running job", [*room.names, TYPED])
    trial.must(not answers, "what a job found came after the lock")
    unlock(trial, room)


def given_back(trial: Trial, room: Room) -> None:
    """What was half-written goes to the one who wrote it, and to nobody else."""
    for _ in range(30):  # those of the locks before
        if not room.here.offered():
            break
        room.here.presses("Throw away")
        wait(lambda: not room.running.program.door.tasks._jobs, 5)  # type: ignore[attr-defined]  # (as above)
    trial.must(not room.here.offered(), "what is thrown away is gone")
    customer_form(room)
    room.running.program.lock()
    unlock(trial, room, Role.STAFF, STAFF)
    trial.must(not room.here.offered(), "another member is offered somebody's form")
    room.running.program.lock()
    unlock(trial, room)
    offered = room.here.offered()
    trial.must("New customer" in offered and TYPED not in offered, "the form is offered by its name alone")
    room.here.goes_on()
    wait(lambda: False, 0.3)
    trial.must(room.here.states().get("name") == TYPED, "the form came back as it was left")
    room.running.messages.answer_yes = True


def the_checker_sees(trial: Trial, room: Room) -> None:
    """A name planted after a lock is found, in a text and in the picture: else all the above proves nothing."""
    held = room.running.workspace  # a page that somebody forgot to let go
    remember_keys(room)
    room.running.program.lock()
    wait(lambda: room.is_locked and room.running.program.door.tasks._session is None, 5)
    wait(lambda: False, 1.5)
    trial.must(room.keys[1]() is held, "the checker does not see what is still in memory")
    names = [*room.names, TYPED]
    planted = QLabel(room.names[0], room.running.program.window)
    planted.show()
    trial.must(personal(everything(), names), "the checker does not see a label with a name")
    frames = Frames(planted)
    QApplication.instance().installEventFilter(frames)  # type: ignore[union-attr]  # (it is there)
    planted.repaint()
    QApplication.instance().removeEventFilter(frames)  # type: ignore[union-attr]  # (it is there)
    trial.must(personal(frames.shown, names), "the checker does not see a frame with a name")
    trial.must(room.fresh is not None and grab(room) != room.fresh, "the checker does not see a changed picture")
    planted.setText("")
    planted.setToolTip(room.names[0])
    trial.must(personal(everything(), names), "the checker does not see a tip with a name")
    planted.deleteLater()
    settle()


if __name__ == "__main__":
    prove("The screen locks in time, and nothing personal is left on it", work)
