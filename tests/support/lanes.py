"""Several processes at once: the lanes of a proof, and the one that is killed without warning.

Where the system can fork, a child starts in a millisecond with everything imported; elsewhere it is a new program.
"""

import multiprocessing
import random
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection as Pipe
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from proof.scaffold import Trial

LANES = 4  # two cores, and each lane waits for half its time
_LANE = "lane"
Said = object


def _context() -> ForkContext | SpawnContext:
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    return multiprocessing.get_context("fork")


# --- lanes --------------------------------------------------------------------------------------


def in_lanes(trial: Trial, lane: Callable[[Trial], None], lanes: int = LANES) -> None:
    """Run ``lane`` several times at once, each with a folder and chances of its own; add up what they counted."""
    running = [_start_lane(trial, lane, number) for number in range(lanes)]
    for process, pipe in running:
        _add_up(trial, process, pipe)


def lane_of(trial: Trial) -> int:
    """Return the number of a trial's lane, from 0."""
    return int(trial.folder.name.removeprefix(_LANE))


def _add_up(trial: Trial, process: BaseProcess, pipe: Pipe) -> None:
    try:
        figures, broken = pipe.recv()
    except EOFError:
        figures, broken = {}, ["a lane of the proof died"]
    for name, value in figures.items():
        trial.count(name, value)
    trial.broken += broken
    process.join()


def _start_lane(trial: Trial, lane: Callable[[Trial], None], number: int) -> tuple[BaseProcess, Pipe]:
    folder = trial.folder / f"{_LANE}{number}"
    folder.mkdir()
    ours, theirs = _context().Pipe(duplex=False)
    seed = trial.chance.randrange(1 << 30)
    process = _context().Process(target=_run_lane, args=(lane, trial.soak, folder, seed, theirs))
    process.start()
    theirs.close()
    return process, ours


def _run_lane(lane: Callable[[Trial], None], soak: bool, folder: Path, seed: int, pipe: Pipe) -> None:
    mine = Trial(soak, folder, random.Random(seed))
    try:
        lane(mine)
    except Exception as wrong:  # noqa: BLE001 - told by the proof
        at = traceback.extract_tb(wrong.__traceback__)[-1]
        mine.must(False, f"a lane stopped: {type(wrong).__name__} {wrong} in {at.name} line {at.lineno}")
    pipe.send((mine.figures, mine.broken))
    pipe.close()


# --- the one that is killed ---------------------------------------------------------------------


class Victim:
    """A process that says what it has done, until it is killed. Its first argument is where it says it."""

    def __init__(self, target: Callable[..., None], *arguments: object) -> None:
        self._ears, mouth = _context().Pipe(duplex=False)
        self._process = _context().Process(target=target, args=(mouth, *arguments))
        self._heard: list[Said] = []
        self._process.start()
        mouth.close()  # so that the end of the process ends the reading

    def waits_at_most(self, seconds: float) -> bool:
        """Return whether it ended by itself within the time."""
        self._process.join(seconds)
        return self._process.exitcode is not None

    def has_a_word(self, seconds: float) -> bool:
        """Return whether it said something (or died) within the time."""
        return self._ears.poll(seconds)

    def goes_on_for(self, words: int, seconds: float) -> None:
        """Let it say some words more, however busy the machine is, unless it dies or none comes within the time."""
        with suppress(EOFError):
            for _ in range(words):
                if not self._ears.poll(seconds):
                    return
                self._heard.append(self._ears.recv())

    def kill(self) -> list[Said]:
        """Kill it without warning; return all it had said until then."""
        self._process.kill()
        return self.said()

    def said(self) -> list[Said]:
        """Return all it said, once it is dead."""
        with suppress(EOFError):
            while True:
                self._heard.append(self._ears.recv())
        self._process.join()
        self._ears.close()
        return self._heard
