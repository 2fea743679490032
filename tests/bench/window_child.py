"""One window in a process of its own: tells when it was painted first, and how many modules it took.

Nothing is imported here that the window itself does not need.
"""

import sys
import time
from pathlib import Path

TYPE_CHECKING = False  # as ``typing`` has it, without importing it
if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from ui.app import Program

MANAGER, PASSPHRASE = "Trần Thu Hà", "vườn chanh bốn mùa gió nhẹ"


def show_until_painted(app: "QApplication", window: "QWidget") -> None:
    """Show a window and wait for its first paint."""
    from PySide6.QtCore import QEvent, QObject

    class Eye(QObject):
        has_seen = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt overrides it by this name)
            self.has_seen = self.has_seen or event.type() == QEvent.Type.Paint
            return False

    eye = Eye()
    window.installEventFilter(eye)
    window.show()
    while not eye.has_seen:
        app.processEvents()
    window.removeEventFilter(eye)


def bare(_home: Path) -> None:
    """Show a bare window with an empty table."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    app = QApplication(["bare"])
    window = QMainWindow()
    window.setCentralWidget(QTableView())
    window.resize(1360, 850)
    show_until_painted(app, window)


def build_program(app: "QApplication", home: Path) -> "Program":
    """Put the real program together on the ledger of the bench."""
    from dataclasses import replace

    from ledger.services.session import Place
    from ledger.storage.slots import KdfPolicy, KdfRules
    from ui.app import build
    from ui.settings import LEDGER, NAME

    cheap = KdfRules(write=KdfPolicy(memory_kib=32, iterations=1, lanes=1), floor_kib=8)

    program = build(app, home / "window.ini", home / "data")
    program.door = replace(program.door, place_of=lambda folder: Place(folder, home / "data", cheap))
    program.door.settings.set(LEDGER, str(home / "ledger"))
    program.door.settings.set(NAME, MANAGER)
    return program


def cover(home: Path) -> None:
    """Show what the program paints first, before it imports anything of the ledger."""
    from PySide6.QtWidgets import QApplication

    from ui.launch import first_window

    first_window(QApplication(["sokin"]), home / "window.ini")


def door(home: Path) -> None:
    """Show the program's unlock screen."""
    from PySide6.QtWidgets import QApplication

    app = QApplication(["sokin"])
    program = build_program(app, home)
    program.show_door()
    show_until_painted(app, program.window)


def unlock(program: "Program", home: Path) -> None:
    """Open the ledger as the unlock screen does."""
    from ledger.services.session import open_ledger
    from ui.desk import signed_in

    place, clock, tasks = program.door.place_of(home / "ledger"), program.door.clock, program.door.tasks
    tasks.open(
        program,
        lambda: open_ledger(place, MANAGER, PASSPHRASE, clock),
        lambda _session: tasks.read(program, signed_in, program._on_signed_in),
    )


def workspace(home: Path) -> None:
    """Show the list of 100,000 customers, from a closed file."""
    from PySide6.QtWidgets import QApplication

    from ui.places import PageId
    from ui.settings import PAGE
    from ui.widgets.record_table import RecordTable

    app = QApplication(["sokin"])
    program = build_program(app, home)
    program.door.settings.set(PAGE, PageId.CUSTOMERS.value)
    unlock(program, home)
    program.window.show()

    def is_there() -> bool:
        shown = program.window.workspace
        tables = shown.findChildren(RecordTable) if shown is not None else []
        models = [one.records for one in tables if one.isVisible()]
        return any(one.rowCount() > 0 and bool(one.index(0, 0).data()) for one in models)

    while not is_there():
        app.processEvents()
    program.window.repaint()


CHILDREN = {"bare": bare, "cover": cover, "door": door, "workspace": workspace}


def main() -> None:
    """Be one of the windows."""
    CHILDREN[sys.argv[1]](Path(sys.argv[2]))
    sys.stdout.write(f"{time.perf_counter()} {len(sys.modules)}\n")
    sys.stdout.flush()
    import os

    os._exit(0)


if __name__ == "__main__":
    main()
