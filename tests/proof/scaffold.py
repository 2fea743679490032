"""What every proof shares: a short form and a long one, one JSON line of figures last, exit 0 only if the goal holds.

A proof is a program of its own, ``python tests/proof/NAME.py [--soak] [--seed N] [--folder PATH]``; no test run
collects it. It works in memory where the system lets it: a kill leaves what the system was told in the system's hands,
and what a cut of the power leaves is rebuilt from a record, so that no proof waits for a disk.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

Figure = int | float | str | bool
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it


@dataclass(slots=True)
class Trial:
    """One run: how much to do, where to do it, by which chances, and what was counted so far."""

    soak: bool
    folder: Path
    chance: random.Random
    figures: dict[str, Figure] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def size(self, short: int, soak: int) -> int:
        """Return how often to try."""
        return soak if self.soak else short

    def count(self, name: str, by: int = 1) -> None:
        """Add to a figure."""
        before = self.figures.get(name, 0)
        self.figures[name] = (before if isinstance(before, int) else 0) + by

    def must(self, holds: object, what: str) -> None:
        """Note what does not hold; ``what`` says it in words, with nothing personal."""
        if not holds:
            self.broken.append(what)

    def tell(self, words: str) -> None:
        """Say how far it is; the figures come last."""
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()


def prove(goal: str, work: Callable[[Trial], None]) -> NoReturn:
    """Run a proof in a folder of its own, print its figures as one line of JSON, and exit 0 only if all of it held."""
    parser = argparse.ArgumentParser(description=goal)
    parser.add_argument("--soak", action="store_true", help="the long form")
    parser.add_argument("--seed", type=int, default=20261122, help="another row of chances")
    parser.add_argument("--folder", type=Path, default=in_memory(), help="where to work, instead of in memory")
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="sokin-proof-", dir=asked.folder) as folder:
        trial = Trial(asked.soak, Path(folder), random.Random(asked.seed))
        work(trial)
    for what in trial.broken[:20]:
        trial.tell(f"DOES NOT HOLD: {what}")
    sys.stdout.write(_line(goal, trial, {"seed": asked.seed, "seconds": round(time.monotonic() - began, 1)}) + "\n")
    sys.exit(1 if trial.broken else 0)


def in_memory() -> Path | None:
    """Return where files are kept in memory; ``None`` where the system has no such place."""
    return _MEMORY if os.access(_MEMORY, os.W_OK) else None


def _line(goal: str, trial: Trial, run: Mapping[str, Figure]) -> str:
    ends = {"holds": not trial.broken, "broken": len(trial.broken), "soak": trial.soak, **run}
    return json.dumps({"goal": goal, **trial.figures, **ends}, ensure_ascii=False)
