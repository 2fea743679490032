"""The window beside a bare one, and how long its thread stands still: ``python -m bench.window FOLDER`` in ``tests``.

FOLDER keeps a ledger of 100,000 customers between runs. First paint is measured in fresh processes, started in turn,
from the start of the process; ratios of medians. Standing still is the longest gap between two beats of a timer while
something is done in the window, everything else being done by its threads. Not collected by pytest.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.window_child import CHILDREN, build_program, unlock
from bench.window_ledger import make_ledger

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.workspace import Workspace

ROUNDS = 9
BEAT_MS = 2
QUIET = 0.25  # seconds after an act in which what it caused may still arrive
PATIENCE = 20.0


def tell(what: str, value: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{what:<46} {value}\n")
    sys.stdout.flush()


# --- first paint: one process each ----------------------------------------------------------------


def first_paint(home: Path) -> None:
    """Start every window in turn, and tell the ratios."""
    took: dict[str, list[float]] = {name: [] for name in CHILDREN}
    modules: dict[str, str] = {}
    for turn in range(ROUNDS + 1):
        for name in CHILDREN:
            begun = time.perf_counter()
            command = [sys.executable, "-m", "bench.window_child", name, str(home)]
            process = subprocess.run(command, capture_output=True, text=True, check=True)
            seen, count = process.stdout.split()
            if turn:  # the first round fills the caches
                took[name].append(float(seen) - begun)
            modules[name] = count
    tell("bare window, first paint", f"{median(took['bare']) * 1000:6.0f} ms  {modules['bare']} modules")
    for name in ("cover", "door", "workspace"):
        ratio = median(ours / theirs for ours, theirs in zip(took[name], took["bare"], strict=True))
        tell(
            f"{name}, first paint", f"{median(took[name]) * 1000:6.0f} ms  {modules[name]} modules  {ratio:.2f} x bare"
        )


# --- standing still -------------------------------------------------------------------------------


@dataclass
class Heart:
    """Beats on the window's thread and remembers the gaps."""

    app: "QApplication"

    def __post_init__(self) -> None:
        """Begin to beat."""
        from PySide6.QtCore import Qt, QTimer

        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now

    def during(self, act: Callable[[], object], until: Callable[[], object] = lambda: True) -> list[float]:
        """Do something, wait until it is there and quiet, and return the gaps."""
        self._spin(lambda: False, QUIET)
        self.gaps = []
        act()
        self._spin(until, PATIENCE)
        self._spin(lambda: False, QUIET)
        return self.gaps

    def _spin(self, until: Callable[[], object], longest: float) -> None:
        from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop

        flags = QEventLoop.ProcessEventsFlag
        end = time.perf_counter() + longest
        while time.perf_counter() < end and not until():
            self.app.processEvents(flags.AllEvents | flags.WaitForMoreEvents)
            # The program's own loop does this at every turn; outside of it somebody has to.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def tell_gaps(what: str, gaps: list[float]) -> None:
    """Print the longest and the 99th of a hundred."""
    ordered = sorted(gaps)
    late = ordered[-(len(ordered) // 100) - 1]
    tell(what, f"longest {ordered[-1] * 1000:6.1f} ms   p99 {late * 1000:6.1f} ms   beats {len(ordered)}")


class Day:
    """The acts that are measured, on the real program."""

    def __init__(self, app: "QApplication", home: Path) -> None:
        self.home = home
        self.program, self.heart = build_program(app, home), Heart(app)
        self.program.start()

    @property
    def shown(self) -> "Workspace":
        """Return the workspace."""
        found = self.program.window.workspace
        if found is None:
            raise LookupError
        return found

    def measure(self, what: str, act: Callable[[], object], until: Callable[[], object] = lambda: True) -> None:
        """Do one act and tell its gaps."""
        tell_gaps(what, self.heart.during(act, until))

    def run(self) -> None:
        """Do everything a day has."""
        from ui.places import PageId, Target

        self.measure("nothing at all", lambda: None)
        self.measure("unlock", lambda: unlock(self.program, self.home), lambda: self.program.window.workspace)
        for page in PageId:
            self.measure(f"first visit: {page.value}", partial(self.shown.go, Target(page)))
        for page in PageId:
            self.measure(f"next visit: {page.value}", partial(self.shown.go, Target(page)))
        self.shown.go(Target(PageId.CUSTOMERS))
        self._walk_the_list()
        self._open_cards()
        self.measure("lock", self.program.lock)
        self.measure("unlock again", lambda: unlock(self.program, self.home), lambda: self.program.window.workspace)
        self.measure("dark", self.program._other_scheme, lambda: self.program.window.workspace)
        self.program.window.close()

    def _walk_the_list(self) -> None:
        from ui.widgets.list_pane import SearchBox
        from ui.widgets.record_table import RecordTable

        page = self.shown.page
        if page is None:
            raise LookupError
        table = next(one for one in page.findChildren(RecordTable) if one.isVisible())
        box = next(one for one in page.findChildren(SearchBox) if one.isVisible())
        bar, gaps = table.verticalScrollBar(), list[float]()
        for step in range(40):
            gaps += self.heart.during(partial(bar.setValue, step * 7919 % max(1, bar.maximum())))
        tell_gaps("40 jumps in the list", gaps)
        gaps = []
        for end in range(1, len("nguyen thi hoa") + 1):
            gaps += self.heart.during(partial(box.setText, "nguyen thi hoa"[:end]))
        tell_gaps("a search, letter by letter", gaps)
        self.measure("the search emptied", lambda: box.setText(""))
        for at, column in enumerate(table.records.columns):
            if column.sort is not None:
                self.measure(f"sorted by {column.key}", partial(table.header.sectionClicked.emit, at))

    def _open_cards(self) -> None:
        from ui.places import PageId, Target

        gaps = list[float]()
        for n in range(1, 21):
            code = f"KH-{n * 4_871:05d}"
            gaps += self.heart.during(partial(self.shown.go, Target(PageId.CUSTOMERS, code)))
        tell_gaps("20 cards", gaps)


def main() -> None:
    """Print all figures."""
    home = Path(sys.argv[1]).resolve()
    home.mkdir(parents=True, exist_ok=True)
    make_ledger(home)
    first_paint(home)
    from PySide6.QtWidgets import QApplication

    Day(QApplication(["sokin"]), home).run()


if __name__ == "__main__":
    main()
