"""Erasing out of 100,000 customers: ``python -m bench.erasing FOLDER [CUSTOMERS]`` in ``tests``.

The ledger of ``bench.promises``, copied, with two backups beside the one that is made. Prints for one customer and for
500 at once the wall time in all, what measuring took and its longest slice, the longest transaction of one customer,
writing the file anew, and each backup rewritten. Not collected by pytest.
"""

import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import CHEAP
from bench.promises import COUNT, make_ledger
from bench.window_child import MANAGER, PASSPHRASE
from ledger.domain.erasure import ErasureCause
from ledger.domain.staff import Operation
from ledger.services import erasure, erasure_files
from ledger.services.session import Place, Session, SystemClock, back_up, open_ledger

_MANY = 500


@dataclass
class _Watch:
    """Seconds per part of the work."""

    parts: dict[str, list[float]] = field(default_factory=dict)

    def note(self, part: str, seconds: float) -> None:
        self.parts.setdefault(part, []).append(seconds)

    def say(self, what: str, size: int) -> None:
        total = sum(map(sum, self.parts.values()))
        sys.stdout.write(f"{what}: {total:.1f} s, file {size / 1e6:.0f} MB\n")
        for part, taken in self.parts.items():
            sys.stdout.write(f"  {part}: {sum(taken):.2f} s in {len(taken)}, longest {max(taken) * 1000:.0f} ms\n")


def measure(session: Session, codes: list[str]) -> _Watch:
    """Erase customers and say where the time goes."""
    session.mark_confirmed(Operation.ERASE)
    watch, clauses = _Watch(), len(session.policy().clauses)
    first_file = 1 + clauses + len(codes)
    work = erasure.erasing(session, codes, ErasureCause.OWN_INITIATIVE)
    done = 0
    while True:
        at, before = done, time.perf_counter()
        try:
            done = next(work)[0]
        except StopIteration:
            watch.note("writing down the check", time.perf_counter() - before)
            return watch
        taken = time.perf_counter() - before
        if at == 0:
            watch.note("backup before" if done else "checking", taken)
        elif at < 1 + clauses:
            watch.note("measuring", taken)
        else:
            watch.note("customers" if done <= first_file else "file and backups", taken)


def _settle(session: Session) -> None:
    """Close what stands against an erasure."""
    session.db.execute("UPDATE parcel SET closed_at = created_at WHERE closed_at IS NULL")
    session.db.execute("UPDATE feedback_round SET answered_at = started_at WHERE answered_at IS NULL")


def main() -> None:
    """Erase one, then many."""
    home, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else COUNT
    make_ledger(home, count)
    copy = home / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home / "ledger", copy / "ledger")
    place = Place(copy / "ledger", copy / "data", CHEAP)
    with open_ledger(place, MANAGER, PASSPHRASE, SystemClock()) as session:
        back_up(session)
        size = (copy / "ledger" / "ledger.db").stat().st_size
        codes = [row[0] for row in session.db.execute("SELECT code FROM customer WHERE id % 97 = 0 ORDER BY id")]
        _settle(session)
        measure(session, codes[:1]).say("one customer", size)
        measure(session, codes[1 : _MANY + 1]).say(f"{len(codes[1 : _MANY + 1])} customers", size)
        sys.stdout.write(f"backups: {erasure_files.count_backups(session.vault)}\n")


if __name__ == "__main__":
    main()
