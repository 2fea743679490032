"""One byte wrong in any file is noticed before data is used, or nothing is missing (goal 3 of security.md 4).

Database, left-over log, key file (either copy, both), journal, anchor, counter of guesses and backup, each with random
bytes changed. Every change in the database and the backup's database is refused; a key file heals from its twin; a log
that lost something acknowledged is told by the anchor; no error without a name. Control: without the reading through at
opening some changes of the database must be missed.
"""

import random
import shutil
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from threading import Event

sys.path.insert(0, str(Path(__file__).parents[1]))
from ledger.domain.errors import LedgerError, WrongPassphrase
from ledger.domain.ids import StaffId
from ledger.services.session import Session
from ledger.storage import folder as files
from ledger.storage import opened as opening
from ledger.storage import sign_ins
from ledger.storage.backup import backup_identity, open_backup
from ledger.storage.database import INTEGRITY_LIMIT_BYTES, check_integrity, count_rows
from proof.scaffold import Trial, prove
from support.acts import Worker, half_there, lost
from support.lanes import LANES, Victim, in_lanes
from support.memory import Memory, opened
from support.services import Workplace
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE

LOG = f"{files.DATABASE}-wal"
_ACTS = ("customer", "order", "hear", "consent", "correct", "stop", "stop", "answer", "order")
_SILENT = {"disk_nearly_full"}


@dataclass(slots=True)
class Good:
    """A ledger as it was before a byte changed."""

    home: Path
    memory: Memory

    def copy(self, home: Path) -> Workplace:
        """Return another ledger that looks the same, in the place it was made (its anchor knows the place)."""
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self.home, home)
        return Workplace(home)


def make(trial: Trial, home: Path) -> tuple[Good, Good]:
    """Make a ledger that was closed well, and one whose program was killed: its log holds the newest acts."""
    shop, memory = Workplace(home), Memory()
    worker = Worker(shop.create(), trial.chance, MANAGER_PASSPHRASE)
    for _ in range(3):
        memory.hear([worker.act(kind) for kind in _ACTS])
    worker.act("backup")
    shop.close()
    for _ in range(3):
        try:
            sign_ins.tried(shop.place.folder, StaffId("x"), shop.clock.now, _guess)
        except WrongPassphrase:
            continue
    closed = Good(trial.folder / "closed", memory)
    shutil.copytree(home, closed.home)
    victim, newer = Victim(work_and_wait, home), Memory(facts=dict(memory.facts), seq=memory.seq)
    while not (home / "done").exists():
        trial.must(not victim.waits_at_most(0.01), "the one to be killed stopped by itself")
    newer.hear(victim.kill())
    (home / "done").unlink()
    killed = Good(trial.folder / "killed", newer)
    shutil.copytree(home, killed.home)
    return closed, killed


def _guess() -> None:
    raise WrongPassphrase


def work_and_wait(mouth: Pipe, home: Path) -> None:
    """Work a little and stay open until killed."""
    worker = Worker(Workplace(home).open(), random.Random(2), MANAGER_PASSPHRASE)
    for kind in ("customer", "order", "correct", "hear", "consent", "customer"):
        mouth.send(worker.act(kind))
    (home / "done").touch()
    Event().wait()


# --- one flip -----------------------------------------------------------------------------------


def flip(path: Path, chance: random.Random) -> None:
    """Change one byte."""
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
    path.write_bytes(content)


def outcome(trial: Trial, shop: Workplace, memory: Memory, *, uses: bool = True) -> str:
    """Open and use what is there; return what came of it: an error's code, a notice's, "harmless" or "MISSED"."""
    try:
        session = opened(shop, memory)
        told = {notice.code for notice in session.vault.warnings} - _SILENT
        is_there = uses and _is_all_there(session, memory)
        return "+".join(sorted(told)) or ("harmless" if is_there else "MISSED")
    except LedgerError as refused:
        why = refused.data.get("why", "")
        return f"{refused.code()} {why}".strip()
    except Exception as wrong:  # noqa: BLE001 - exactly this must not happen
        at = traceback.extract_tb(wrong.__traceback__)[-1].name
        trial.must(False, f"an error without a name: {type(wrong).__name__} {wrong} in {at}")
        return "UNTYPED"
    finally:
        shop.close()


def _is_all_there(session: Session, memory: Memory) -> bool:
    with session.vault.reading() as db:
        session.vault.verify_audit(everything=True)
        return not lost(db, memory.facts, None) and not half_there(db)


def large(trial: Trial, good: Good, times: int) -> None:
    """A ledger too large to be read through at every opening: the first opening of a day does, for its backup."""
    setattr(opening, "INTEGRITY_LIMIT_BYTES", 0)  # noqa: B010 - any ledger is too large
    for _ in range(times // LANES):
        shop = good.copy(trial.folder / "home")
        shop.clock.move(days=1)
        flip(shop.place.folder / files.DATABASE, trial.chance)
        came = outcome(trial, shop, Memory(passphrases=list(good.memory.passphrases)), uses=False)
        trial.count("large ledger.db: flips")
        trial.count(f"large ledger.db: {came}")
        trial.must(is_damage(came), f"large ledger.db: {came}")
    setattr(opening, "INTEGRITY_LIMIT_BYTES", INTEGRITY_LIMIT_BYTES)  # noqa: B010 - as it was


def flips(trial: Trial, good: Good, names: tuple[str, ...], times: int, expected: Callable[[str], bool]) -> None:
    """Flip a byte in each of the named files, ``times`` times; what came of it must be as expected."""
    label = " and ".join(names)
    for _ in range(times // LANES):
        shop = good.copy(trial.folder / "home")
        for path in found(shop, names):
            flip(path, trial.chance)
        came = outcome(trial, shop, Memory(good.memory.facts, good.memory.seq, list(good.memory.passphrases)))
        trial.count(f"{label}: flips")
        trial.count(f"{label}: {came}")
        trial.must(expected(came), f"{label}: {came}")


def found(shop: Workplace, names: tuple[str, ...]) -> list[Path]:
    """Return the files with these names, in the ledger's folder or in this computer's place for anchors."""
    places = {"anchor on this computer": lambda: next((shop.place.app_data or shop.home).glob("anchors/*"))}
    return [places[name]() if name in places else shop.place.folder / name for name in names]


# --- every file ---------------------------------------------------------------------------------


def is_damage(came: str) -> bool:
    """Return whether the database was refused as damaged."""
    return came.startswith("database_")


def is_healed(came: str) -> bool:
    """Return whether the key file was put right from its twin, and said so."""
    return "key_file_repaired" in came


def lane(trial: Trial) -> None:
    """Every file in turn, on a ledger of this lane's own."""
    home = trial.folder / "home"
    closed, killed = make(trial, home)
    for good in (closed, killed):
        came = outcome(trial, good.copy(home), Memory(good.memory.facts, good.memory.seq))
        trial.must(came == "harmless", f"without any wrong byte: {came}")
    twins = (files.KEYS, files.KEYS_TWIN)
    few = trial.size(60, 2_000)
    flips(trial, closed, (files.DATABASE,), trial.size(520, 20_000), is_damage)
    flips(trial, killed, (LOG,), trial.size(100, 4_000), lambda came: came in {"harmless", "audit_broken rolled_back"})
    for name in twins:
        flips(trial, closed, (name,), few, is_healed)
    flips(trial, closed, twins, few, lambda came: came.startswith("key_file_damaged"))
    flips(trial, closed, (files.JOURNAL,), few, lambda came: came.startswith("journal_"))
    flips(trial, closed, (files.ANCHOR,), few, lambda came: came in _KNOWN_BY_THE_OTHER)
    flips(trial, closed, ("anchor on this computer",), few, lambda came: came in _KNOWN_BY_THE_OTHER)
    flips(trial, closed, (files.ANCHOR, "anchor on this computer"), few, lambda came: came == "anchor_missing")
    flips(trial, closed, (files.THROTTLE,), few, lambda came: came == "harmless")
    large(trial, closed, few)
    backups(trial, closed, trial.size(100, 4_000))
    blind(trial, closed)


_KNOWN_BY_THE_OTHER = {"harmless"}


def backups(trial: Trial, good: Good, times: int) -> None:
    """Flip a byte of a backup and restore it as far as reading: refused, or whole."""
    shop = good.copy(trial.folder / "home")
    path = max((shop.place.folder / files.BACKUPS).glob("*.sokin"))
    content, rows = path.read_bytes(), _rows(path)
    for _ in range(times // LANES):
        path.write_bytes(content)
        flip(path, trial.chance)
        try:
            came = "harmless" if _rows(path) == rows else "MISSED"
        except LedgerError as refused:
            came = refused.code()
        except Exception as wrong:  # noqa: BLE001 - exactly this must not happen
            came = f"UNTYPED {type(wrong).__name__}"
        trial.count("backup: flips")
        trial.count(f"backup: {came}")
        trial.must("MISSED" not in came and "UNTYPED" not in came, f"backup: {came}")


def _rows(path: Path) -> dict[str, int]:
    with open_backup(path, backup_identity(path, MANAGER, MANAGER_PASSPHRASE, CHEAP)) as backup:
        return count_rows(backup.connection)


def blind(trial: Trial, good: Good) -> None:
    """The control: a program that does not read its file through at opening."""
    setattr(opening, "check_integrity", lambda *_: None)  # noqa: B010 - the fault is planted here
    for _ in range(10):
        shop = good.copy(trial.folder / "home")
        flip(shop.place.folder / files.DATABASE, trial.chance)
        came = outcome(Trial(trial.soak, trial.folder, trial.chance), shop, Memory(good.memory.facts))
        trial.count("control: flips not noticed", int(came in {"harmless", "MISSED"}))
    setattr(opening, "check_integrity", check_integrity)  # noqa: B010 - as it was


def work(trial: Trial) -> None:
    """Several ledgers at once."""
    in_lanes(trial, lane)
    trial.must(trial.figures.get("control: flips not noticed"), "the control: a blind program misses nothing")


if __name__ == "__main__":
    prove("one wrong byte in any file: noticed before data is used, or nothing is missing", work)
