"""Rotation and removal survive a kill or a power cut at any instant, and shut people out (goal 8 of security.md §4).

A program rotates, removes people or replaces the recovery sheet; it is killed at random instants and at every event of
its files, and the power is cut in a record of its writes (Linux with a C compiler). Afterwards the ledger is the old or
the new one, whole, with everything acknowledged, and whoever is out opens neither it nor its backups. Planted first:
every kind of fault the checker has to see.
"""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that it runs from anywhere
from ledger.domain.audit import AuditAction
from ledger.domain.staff import Role
from ledger.storage import folder as files
from ledger.storage.vault import Vault
from proof.powercut import build, heard, say
from proof.scaffold import Trial, prove
from support.disk import Disk, Event, read_record
from support.shutting_out import ACTS, SECOND, SECOND_PASSPHRASE, Before, Found, Told, look, look_from_outside
from support.storage import ROOT, Shop, write_note

ROWS, _FEW_ROWS = 3_000, 300  # of padding, so that a copy takes long enough to be hit
EARS = "heard"
EVENTS = {"open", "os.rename", "os.remove", "os.truncate", "os.mkdir"}
START: Any = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")


# --- the program that is killed -----------------------------------------------------------------


def _work(home: Path, name: str, told: Pipe, stop_at: int) -> None:
    """Open, record, do it, record again; every word is sent after it is true. Stops itself at a file event."""
    shop = Shop(home)
    vault = shop.open()
    _note(vault, 1)
    told.send(("acked", 1))
    counter = FileEvents(home, stop_at)
    told.send(("begun", 0))
    ACTS[name][0](vault)
    told.send(("done", counter.stop()))
    _note(vault, 2)
    told.send(("acked", 2))
    vault.close()


def _note(vault: Vault, number: int) -> None:
    with vault.transaction() as unit:
        write_note(unit, str(number))
        unit.audit(AuditAction.SETTING_CHANGED, None, {"name": "note"})


class FileEvents:
    """Counts what is done to files; at the chosen one the program is killed before it happens."""

    def __init__(self, home: Path, stop_at: int) -> None:
        self._home, self._stop_at, self._seen, self._counts = str(home), stop_at, 0, True
        sys.addaudithook(self._on_event)

    def _on_event(self, event: str, about: tuple[object, ...]) -> None:
        if not self._counts or event not in EVENTS or not str(about[0]).startswith(self._home):
            return
        self._seen += 1
        if self._seen == self._stop_at:
            os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)

    def stop(self) -> int:
        """Return how many there were."""
        self._counts = False
        return self._seen


def _run(home: Path, name: str, *, kill_after: float | None = None, stop_at: int = 0) -> Told:
    ours, theirs = START.Pipe(duplex=False)
    child = START.Process(target=_work, args=(home, name, theirs, stop_at), daemon=True)
    child.start()
    theirs.close()
    told = Told()
    try:
        while (word := ours.recv())[0] != "begun":
            told.acked = word[1]
        began = time.monotonic()
        if kill_after is not None:
            child.join(kill_after)
            child.kill()
        while True:
            word, number = ours.recv()
            if word == "acked":
                told.acked = number
            else:
                told.done, told.seconds = number, time.monotonic() - began
    except EOFError:
        pass
    child.join()
    return told


# --- the proof ----------------------------------------------------------------------------------


def _template(home: Path, rows: int) -> Before:
    """Make the ledger every try starts from."""
    shop = Shop(home)
    vault = shop.create()
    shop.add_staff()
    vault.add_member(SECOND, Role.MANAGER, SECOND_PASSPHRASE)
    with vault.transaction() as unit:
        unit.db.executemany(
            "INSERT INTO setting (name, value) VALUES (?, ?)", [(f"padding.{row}", "x" * 200) for row in range(rows)]
        )
        unit.audit(AuditAction.SETTING_CHANGED, None, {"name": "padding"})
    vault.back_up()
    vault.close()
    return Before(shop.folder, shop.recovery_code)


@dataclass(frozen=True, slots=True)
class _Bench:
    """Where one try after the other is made, each from a fresh copy of the same ledger."""

    trial: Trial
    before: Before

    @property
    def home(self) -> Path:
        return self.trial.folder / "home"

    def anew(self) -> Path:
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self.trial.folder / "template", self.home)
        return self.home

    def judge(self, kind: str, name: str, told: Told, before: Before | None = None) -> None:
        found = look(self.home, name, told, before or self.before)
        self.trial.count(kind)
        self.trial.count("new" if found.is_new else "old")
        self.trial.count("half_done", int(found.was_half_done))
        for fault in found.faults:
            self.trial.must(False, f"{name}: {fault}")


def work(trial: Trial) -> None:
    """Kill at random instants, then at every file event of the longest act; before it plant what must be seen."""
    bench = _Bench(trial, _template(trial.folder / "template", ROWS))
    seconds, events = _control(bench)
    _plant(bench)
    _kill_anywhere(bench, seconds, trial.size(40, 2_000))
    step = 1 if trial.soak else 5
    for stop_at in range(trial.chance.randint(1, step), events + 1, step):
        told = _run(bench.anew(), "remove manager", stop_at=stop_at)
        trial.must(told.done < 0, "the program did not stop at its file event")
        bench.judge("stops", "remove manager", told)
    _cut_the_power(bench)
    for name in ("old", "new", "half_done"):
        trial.must(trial.figures.get(name), f"the kills never left a ledger that was {name}")


def kills(trial: Trial, times: int) -> None:
    """Kill re-keying at random instants, on a small ledger."""
    bench = _Bench(trial, _template(trial.folder / "template", _FEW_ROWS))
    seconds, _ = _control(bench)
    _kill_anywhere(bench, seconds, times)


def _kill_anywhere(bench: _Bench, seconds: dict[str, float], times: int) -> None:
    for number in range(times):
        name = tuple(ACTS)[number % len(ACTS)]
        told = _run(bench.anew(), name, kill_after=bench.trial.chance.uniform(0, seconds[name] * 1.2))
        bench.judge("kills", name, told)


def _control(bench: _Bench) -> tuple[dict[str, float], int]:
    """Do everything once without a kill; return how long each act takes, and the file events of the longest."""
    seconds: dict[str, float] = {}
    events = 0
    for name in ACTS:
        told = _run(bench.anew(), name)
        seconds[name] = told.seconds
        found = look(bench.home, name, told, bench.before)
        bench.trial.must(found.is_new and not found.faults, f"{name} without a kill: {found.faults}")
        events = told.done if name == "remove manager" else events
    return seconds, events


def _plant(bench: _Bench) -> None:
    """Plant each kind of fault: a checker that overlooks one proves nothing."""
    trial, name = bench.trial, "remove staff"

    def seen(told: Told, what: str) -> None:
        trial.must(look(bench.home, name, told, bench.before).faults, f"the checker does not see {what}")
        trial.count("planted")

    told = _run(bench.anew(), name)
    seen(Told(told.acked + 1, told.done), "a lost transaction")
    bench.anew()
    seen(Told(0, 1), "a removal that did not happen")
    _run(bench.anew(), name)
    for file in (files.KEYS, files.KEYS_TWIN):
        shutil.copy(trial.folder / "template" / "so kin" / file, bench.home / "so kin" / file)
    seen(told, "a swap without its key file")
    _run(bench.anew(), name)
    (bench.home / "so kin" / files.DATABASE_ROTATE).mkdir()
    seen(told, "a copy left lying about")
    bench.anew()
    found = Found([])
    look_from_outside(Shop(bench.home), (SECOND,), bench.before, found)
    trial.must(len(set(found.faults)) == 3, "the checker does not see that somebody still gets in")
    trial.count("planted")


# --- the power ----------------------------------------------------------------------------------


def _cut_the_power(bench: _Bench) -> None:
    trial, library = bench.trial, bench.trial.folder / "recorder.so"
    if not sys.platform.startswith("linux") or shutil.which("cc") is None:
        trial.tell("No power was cut: that needs Linux and a C compiler.")
        return
    build(library)
    for name in ACTS:
        events = recorded(__file__, trial.folder, bench.home, name)
        disk, begun, before = Disk(bench.home, EARS), len(events), bench.before
        instants: set[int] = set()
        for instant, event in enumerate(events):
            disk.take(event)
            words = list(heard(bytes(disk.spoken)))
            if begun > instant and "begun" in words:
                begun, before = instant, _before(trial, disk, str(words[0]))
                instants = _some(trial, range(begun, len(events)))
            if instant in instants:
                shutil.rmtree(bench.home, ignore_errors=True)
                bench.home.mkdir()
                disk.write_after_the_cut(bench.home, trial.chance)
                bench.judge("cuts", name, _told(words), before)


def recorded(program: str, folder: Path, home: Path, name: str) -> list[Event]:
    """Do something under the recorder, in an empty folder; return what was written."""
    record, paths = folder / "record", [str(ROOT), str(ROOT / "tests")]
    record.unlink(missing_ok=True)
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    places = {"POWERCUT_RECORD": str(record), "POWERCUT_FOLDER": str(home), "PYTHONPATH": os.pathsep.join(paths)}
    surroundings = {**os.environ, "LD_PRELOAD": str(folder / "recorder.so"), **places}
    subprocess.run([sys.executable, program, "record", str(home), name], env=surroundings, check=True)
    return read_record(record)


def _some(trial: Trial, instants: range) -> set[int]:
    return set(trial.chance.sample(instants, min(trial.size(7, 500), len(instants))))


def _before(trial: Trial, disk: Disk, code: str) -> Before:
    home = trial.folder / "before"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    disk.write_after_the_cut(home, trial.chance)
    return Before(Shop(home).folder, code)


def _told(words: list[object]) -> Told:
    acked = [int(word.removeprefix("acked ")) for word in words if isinstance(word, str) and word.startswith("acked ")]
    return Told(max(acked, default=0), 0 if "done" in words else -1)


def _be_recorded(home: Path, name: str) -> None:
    """Make a ledger and do it, and say so into the ears of whoever rebuilds the disk."""
    mouth = os.open(home / EARS, os.O_WRONLY | os.O_CREAT)
    say(mouth, _template(home, 100).code)
    vault = Shop(home).open()
    _note(vault, 1)
    say(mouth, "acked 1")
    say(mouth, "begun")
    ACTS[name][0](vault)
    say(mouth, "done")
    _note(vault, 2)
    say(mouth, "acked 2")
    vault.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["record"]:
        _be_recorded(Path(sys.argv[2]), sys.argv[3])
    else:
        prove("rotation and removal survive a kill or a power cut and shut out whoever was removed", work)
