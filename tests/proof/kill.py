"""Killed without warning at any instant: nothing acknowledged is lost, nothing is half there (goal 1 of security.md 4).

Children do a shop's work through the services - customers, consents, stops with their journal lines, orders, feedback,
settings, passphrases, backups, erasures - and say what was acknowledged before they go on; a quarter of the kills fall
into re-keying, migration and restoring. Controls: a child that acknowledges before it commits must be caught as losing,
and a row without its entry must be seen.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import datetime
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from ledger.domain.errors import LedgerError
from ledger.storage.audit_log import head
from ledger.storage.migrations import MIGRATIONS
from ledger.storage.unit_of_work import UnitOfWork
from proof import migrate, restore, rotate
from proof.scaffold import Trial, prove
from support.acts import Acknowledged, Worker, half_there, left_over
from support.lanes import LANES, Said, Victim, in_lanes, lane_of
from support.memory import Memory, compare, opened
from support.services import SetClock, Workplace
from support.storage import MANAGER_PASSPHRASE

_WORDS = 16  # at most until a child at work is killed: two for each act
_LONGEST, _LONGEST_OPENING = 0.02, 0.15  # seconds after the last of them, and from the start
_AT_WORK = 0.75  # of them are killed at work, the others from the first moment of opening on
_KILLS = (212, 1_480)  # short and soak, while working and opening; the others in:
_REKEYING, _RESTORING, _MIGRATING = (24, 200), (12, 120), (52, 200)
_PATIENCE = 20  # seconds
_HOURS = 9  # the clock goes on between two openings, so that the day's backups and their thinning are killed too


def work_until_killed(mouth: Pipe, home: Path, at: datetime, memory: Memory, seed: int) -> None:
    """Open the ledger and never stop working."""
    session = opened(Workplace(home, clock=SetClock(at)), memory)
    worker = Worker(session, random.Random(seed), memory.passphrases[0], begins=mouth.send)
    while True:
        mouth.send(worker.act())


def boast_until_killed(mouth: Pipe, home: Path, at: datetime, memory: Memory, seed: int) -> None:
    """Play the faulty program: it says that everything was saved, and then it saves."""
    commit: Callable[[UnitOfWork], None] = UnitOfWork._commit

    def too_late(unit: UnitOfWork) -> None:
        mouth.send(Acknowledged(head(unit.db).seq, ("boast", ""), ""))
        time.sleep(0.01)
        commit(unit)

    setattr(UnitOfWork, "_commit", too_late)  # noqa: B010 - the fault is planted here
    work_until_killed(mouth, home, at, memory, seed)


def kills(trial: Trial) -> None:
    """Kill one ledger's children again and again."""
    shop = Workplace(trial.folder)
    shop.create()
    shop.close()
    memory = Memory()
    for number in range(trial.size(*_KILLS) // LANES):
        shop.clock.move(hours=_HOURS)
        said = _killed(trial, shop, memory, work_until_killed)
        trial.count("acknowledged", memory.hear(said))
        trial.count("killed while opening", int(not said))
        trial.must(_survived(trial, shop, memory, everything=number % 10 == 0), "the ledger opens after a kill")
        trial.must(not left_over(shop.place.folder) - {"keys.old.json"}, f"left over: {left_over(shop.place.folder)}")
    _again(trial, shop, memory)


def _killed(trial: Trial, shop: Workplace, memory: Memory, target: Callable[..., None]) -> list[Said]:
    seed = trial.chance.randrange(1 << 30)
    victim = Victim(target, shop.home, shop.clock.at, memory, seed)
    longest = _LONGEST_OPENING
    if trial.chance.random() < _AT_WORK:
        victim.goes_on_for(trial.chance.randint(1, _WORDS), _PATIENCE)
        longest = _LONGEST
    if victim.waits_at_most(trial.chance.random() * longest):
        trial.must(False, "a child stopped by itself")
    trial.count("kills")
    return victim.kill()


def _survived(trial: Trial, shop: Workplace, memory: Memory, *, everything: bool) -> bool:
    try:
        session = opened(shop, memory)
    except LedgerError as refused:
        trial.count("not opened")
        trial.must(False, f"opening: {refused.code()} {dict(refused.data)}")
        return False
    compare(trial, session, memory)
    if everything:  # a trail that broke stays broken: it is seen a few kills later
        session.vault.verify_audit(everything=True)
        trial.count("trails verified whole")
    noted = {notice.code for notice in session.vault.warnings} & _BAD
    trial.must(not noted, f"opening says {sorted(noted)}")
    memory.seq = head(session.db).seq
    shop.close()
    return True


_BAD = {"journal_shortened", "journal_refused", "anchor_missing", "key_file_differs", "backup_failed"}


def _again(trial: Trial, shop: Workplace, memory: Memory) -> None:
    session = opened(shop, memory)  # the second opening finds nothing to repair
    noted = {notice.code for notice in session.vault.warnings}
    trial.must(not noted - {"disk_nearly_full"}, f"the second opening says {sorted(noted)}")
    trial.must(session.vault.verify_audit(everything=True).head.seq > memory.seq, "the trail ends early")
    shop.close()
    _see_a_planted_half(trial, shop, memory)


def _see_a_planted_half(trial: Trial, shop: Workplace, memory: Memory) -> None:
    session = opened(shop, memory)
    session.db.execute("BEGIN")
    session.db.execute("INSERT INTO customer (code, name) VALUES ('KH-99999', 'x')")
    trial.must(
        {"customer", "search"} <= set(half_there(session.db)), "the control: a row without its entry is not seen"
    )
    session.db.execute("ROLLBACK")
    shop.close()


# --- elsewhere ----------------------------------------------------------------------------------


def kill_rekeying(trial: Trial) -> int:
    """Kill rotations, removals and new recovery sheets."""
    times = trial.size(*_REKEYING)
    rotate.kills(trial, times)
    return times


def kill_restoring(trial: Trial) -> int:
    """Kill restores over a ledger that has gone on."""
    times = trial.size(*_RESTORING)
    restore.kills(trial, restore.small_drill(trial.folder / "small"), times)
    return times


def kill_migrating(trial: Trial) -> int:
    """Kill the opening of ledgers of two released schemas; two lanes share this."""
    versions, times = trial.chance.sample(range(1, len(MIGRATIONS)), 2), trial.size(*_MIGRATING) // 4
    for version in versions:
        migrate.kill_anywhere(trial, migrate.Old(trial.folder / f"from {version}", version), times)
    return times * len(versions)


# One for each lane.
_ELSEWHERE: tuple[tuple[str, Callable[[Trial], int]], ...] = (
    ("re-keying", kill_rekeying),
    ("restoring", kill_restoring),
    ("migrating", kill_migrating),
    ("migrating", kill_migrating),
)


def kills_elsewhere(trial: Trial) -> None:
    """Kill what other proofs kill too, and judge it as they do."""
    name, work = _ELSEWHERE[lane_of(trial) % len(_ELSEWHERE)]
    apart = Trial(trial.soak, trial.folder / "elsewhere", trial.chance)
    apart.folder.mkdir()
    times = work(apart)
    trial.count("kills", times)
    trial.count(f"kills while {name}", times)
    trial.broken += apart.broken


# --- the control --------------------------------------------------------------------------------


def boasts(trial: Trial) -> None:
    """Kill the faulty program: at least one of its lies must come out."""
    shop = Workplace(trial.folder / "boast")
    shop.create()
    Worker(shop.session, trial.chance, MANAGER_PASSPHRASE).act("customer")
    shop.close()
    unheard, memory = Trial(trial.soak, trial.folder, trial.chance), Memory()
    for _ in range(4):
        shop.clock.move(hours=_HOURS)
        memory.seq = 0
        memory.hear(_killed(unheard, shop, memory, boast_until_killed))
        session = opened(shop, memory)
        trial.count("control: lies told", int(memory.seq > 0))
        trial.count("control: lies found out", int(head(session.db).seq - 1 < memory.seq))
        shop.close()


def lane(trial: Trial) -> None:
    """One ledger's life, and the faulty program's."""
    kills(trial)
    kills_elsewhere(trial)
    boasts(trial)


def work(trial: Trial) -> None:
    """Several ledgers at once."""
    in_lanes(trial, lane)
    trial.must(trial.figures.get("control: lies found out"), "the control: a program that lies is not found out")
    trial.must(trial.figures.get("acknowledged"), "nothing was acknowledged")
    trial.must(trial.figures["kills"] == trial.size(300, 2_000), "not killed as often as promised")


if __name__ == "__main__":
    prove("kill -9 at any instant: nothing acknowledged is lost, nothing is half there", work)
