"""One program at a time, whatever happens to it, and a second start brings the first window forward (goal 18 of §4)."""

import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that it runs from anywhere
from proof.scaffold import Trial, prove
from support.storage import ROOT, Shop, kill_child, start_child

REFUSED = "LedgerInUse"
SOON = 2.0  # seconds: what goal 18 allows, from the start of the second program's own work

# Waits for the word to begin, so that all begin at once; whoever gets in stays until told to go.
RACER = """
import os, sys, time
from pathlib import Path
from support.storage import Shop
from ledger.domain.errors import LedgerInUse
shop = Shop(Path(sys.argv[1]))
os.write(1, b"ready\\n")
sys.stdin.readline()
began = time.monotonic()
try:
    shop.open()
except LedgerInUse:
    os.write(1, b"refused %.3f\\n" % (time.monotonic() - began))
else:
    os.write(1, b"in\\n")
    sys.stdin.readline()
    shop.close()
"""

# A window's start: the first one stays and tells who called, the others end.
WINDOW = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.single_instance import SingleInstance
app = QCoreApplication([])
one = SingleInstance(sys.argv[1])
if not one.is_first(Path(sys.argv[2])):
    os.write(1, b"called\\n")
    sys.exit(0)
one.raised.connect(lambda: os.write(1, b"raised\\n"))
one.folder_wanted.connect(lambda folder: os.write(1, ("wants " + folder + "\\n").encode()))
os.write(1, b"first\\n")
app.exec()
"""


def work(trial: Trial) -> None:
    shop = Shop(trial.folder / "shop")
    shop.create()
    _refused_while_open(trial, shop)
    shop.close()
    for _ in range(trial.size(3, 60)):
        _race(trial, shop, trial.size(6, 12))
    for _ in range(trial.size(5, 300)):
        _killed_owner(trial, shop)
    _windows(trial, trial.size(4, 30))
    _is_there(trial, shop)


def _start(program: str, *words: str) -> subprocess.Popen[str]:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return subprocess.Popen(
        [sys.executable, "-c", program, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"},
    )


def _hears(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


def _tell(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def _refused_while_open(trial: Trial, shop: Shop) -> None:
    slowest = 0.0
    for _ in range(trial.size(3, 50)):
        second = _start(RACER, str(shop.home))
        trial.must(_hears(second) == "ready", "the second program is there")
        _tell(second)
        word, _, seconds = _hears(second).partition(" ")
        second.communicate(timeout=30)
        trial.must(word == "refused", "a second program is refused")
        slowest = max(slowest, float(seconds or "99"))
        trial.count("refused")
    trial.figures["slowest_refusal_seconds"] = slowest
    trial.must(slowest <= SOON, f"a second program is refused within {SOON} s")
    with shop.vault.transaction() as unit:  # and the first one works on
        from ledger.domain.audit import AuditAction

        unit.audit(AuditAction.SETTING_CHANGED, None, {"setting": "note"})


def _race(trial: Trial, shop: Shop, count: int) -> None:
    racers = [_start(RACER, str(shop.home)) for _ in range(count)]
    for racer in racers:
        trial.must(_hears(racer) == "ready", "a racer is there")
    for racer in racers:
        _tell(racer)
    said = [_hears(racer).partition(" ")[0] for racer in racers]
    trial.must(said.count("in") == 1, f"exactly one gets in: {said}")
    trial.must(said.count("refused") == count - 1, "all others are refused")
    trial.count("races")
    for racer, word in zip(racers, said, strict=True):
        if word == "in":
            _tell(racer)
        racer.communicate(timeout=30)


def _killed_owner(trial: Trial, shop: Shop) -> None:
    owner = start_child("write", str(shop.home))
    assert owner.stdout is not None
    for _ in range(3):
        owner.stdout.readline()
    trial.must(_opened_by_another(shop) == REFUSED, "while it lives nobody else gets in")
    kill_child(owner)
    began = time.monotonic()
    shop.open()  # at once: the lock went with the process
    trial.must(time.monotonic() - began < SOON, "after a kill the next one gets in at once")
    shop.vault.verify_audit(everything=True)
    shop.close()
    trial.count("killed_owners")


def _opened_by_another(shop: Shop) -> str:
    try:
        shop.open()
    except Exception as refused:  # noqa: BLE001 - its name is the answer
        return type(refused).__name__
    shop.close()
    return "opened"


def _windows(trial: Trial, count: int) -> None:
    key, folder = f"proof-{os.getpid()}", str(trial.folder / "Sổ của tiệm")
    first = _start(WINDOW, key, folder)
    trial.must(_hears(first) == "first", "the first window stays")
    others = [_start(WINDOW, key, folder) for _ in range(count)]
    for other in others:
        trial.must(_hears(other) == "called", "a later start calls the first one, and ends")
        other.communicate(timeout=30)
        trial.must(_hears(first) == "raised", "the first one hears it")
        trial.must(_hears(first) == f"wants {folder}", "and which ledger is wanted")
        trial.count("raised")
    kill_child(first)
    heir = _start(WINDOW, key, folder)
    trial.must(_hears(heir) == "first", "after a crash the next window is the first one")
    kill_child(heir)


def _is_there(trial: Trial, shop: Shop) -> None:
    """See that the checker can see: without the lock, two get in."""
    lock = shop.folder / "ledger.lock"
    held = _start(RACER, str(shop.home))
    _hears(held)
    _tell(held)
    trial.must(_hears(held) == "in", "the owner is in")
    lock.unlink()  # now nobody can know of the other by it
    trial.must(_opened_by_another(shop) == REFUSED, "the database itself refuses the second one, without the lock file")
    _tell(held)
    held.communicate(timeout=30)


if __name__ == "__main__":
    prove("one program at a time; a second start brings the first window forward", work)
