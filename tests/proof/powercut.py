"""The power fails at any instant: nothing acknowledged is lost, nothing is damaged (goal 2 of security.md 4).

A program does a shop's work while a small C library writes down every write, sync, cut and rename. From that record the
disk is rebuilt as it may stand after a cut - what was not synced is dropped, or reached the disk in any part, torn at
512 bytes - and the real program opens it. Controls: the same without synced writes of the database, and without synced
files of our own, must lose something. Where there is no C compiler or no LD_PRELOAD, nothing is run: exit 2.
"""

import os
import pickle
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from ledger.domain.errors import DatabaseMissing, FolderMissing, KeyFileMissing, LedgerError
from ledger.storage import database
from ledger.storage import folder as files
from proof.scaffold import Trial, prove
from support.acts import KINDS, Worker
from support.disk import Disk, Event, read_record
from support.lanes import LANES, in_lanes, lane_of
from support.memory import Memory, compare, opened
from support.services import Workplace
from support.storage import MANAGER_PASSPHRASE, ROOT

_EARS = "heard"
_COMPILERS = ("cc", "gcc", "clang", "tcc")
_PAGES = 12  # of the log before it is brought into the file: cuts fall into that too
_ACTS = 30
_FAULTS = ("unsynced database", "unsynced files")


# --- the program that is recorded ---------------------------------------------------------------


def record(home: Path, seed: int, fault: str) -> None:
    """Work from an empty folder on and say after each act what is acknowledged."""
    plant(fault)
    chance, shop = random.Random(seed), Workplace(home)
    mouth = os.open(home / _EARS, os.O_WRONLY | os.O_CREAT)
    worker = Worker(shop.create(), chance, MANAGER_PASSPHRASE, begins=lambda about: say(mouth, about))
    say(mouth, "created")
    for number in range(_ACTS):
        if number % 10 == 0:  # closing and opening are acts too
            worker.session = shop.open(passphrase=worker.passphrase)
            database.unguard(worker.session.db)
            worker.session.db.execute(f"PRAGMA wal_autocheckpoint = {_PAGES}")
            database.guard(worker.session.db)
        say(mouth, worker.act(KINDS[number % len(KINDS)] if number % 2 else None))
    shop.close()


def say(mouth: int, what: object) -> None:
    """Say one thing in one write."""
    os.write(mouth, pickle.dumps(what))


def plant(fault: str) -> None:
    """Play a program that does not wait for the disk."""
    if fault == "unsynced database":
        wanted = tuple(one for one in database._AFTER_FIRST_SELECT if one[0] != "synchronous")
        setattr(database, "_AFTER_FIRST_SELECT", (("synchronous", "OFF", "0"), *wanted))  # noqa: B010 - likewise
    elif fault == "unsynced files":
        setattr(files, "sync_handle", lambda _: None)  # noqa: B010 - the fault is planted here


# --- the cuts -----------------------------------------------------------------------------------


def lane(trial: Trial) -> None:
    """Cut the power in records of this lane's own: the real program's, then a faulty one's."""
    for _ in range(trial.size(1, 20)):
        cuts(trial, "", trial.size(800, 20_000) // LANES // trial.size(1, 20))
    fault = _FAULTS[lane_of(trial) % len(_FAULTS)]
    faulty = Trial(trial.soak, trial.folder, trial.chance)
    cuts(faulty, fault, 20)
    trial.count(f"control: {fault}, cuts", 20)
    trial.count(f"control: {fault}, cuts that lose", len(faulty.broken))


def cuts(trial: Trial, fault: str, number: int) -> None:
    """Record once, then rebuild and open the disk of ``number`` instants."""
    home, seed = trial.folder / "home", trial.chance.randrange(1 << 30)
    events = recorded(trial.folder, home, seed, fault)
    trial.count("calls recorded", len(events))
    instants = set(trial.chance.sample(range(len(events)), min(number, len(events))))
    disk = Disk(home, _EARS)
    for instant, event in enumerate(events):
        disk.take(event)
        if instant in instants:
            shutil.rmtree(home)
            home.mkdir()
            disk.write_after_the_cut(home, trial.chance)
            trial.count("cuts")
            open_after_the_cut(trial, home, heard(bytes(disk.spoken)))
    shutil.rmtree(home)


def recorded(folder: Path, home: Path, seed: int, fault: str) -> list[Event]:
    """Run the program under the recorder; return what it did."""
    record_file = folder / "record"
    record_file.unlink(missing_ok=True)
    home.mkdir()
    subprocess.run(
        [sys.executable, __file__, "record", str(home), str(seed), fault],
        env={
            **os.environ,
            "LD_PRELOAD": os.environ[_LIBRARY],
            "POWERCUT_RECORD": str(record_file),
            "POWERCUT_FOLDER": str(home),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
        },
        check=True,
    )
    return read_record(record_file)


def heard(spoken: bytes) -> Iterator[object]:
    """Return what had been said by then."""
    while spoken:
        one = pickle.loads(spoken)  # noqa: S301 - our own words
        spoken = spoken[len(pickle.dumps(one)) :]
        yield one


def open_after_the_cut(trial: Trial, home: Path, said: Iterator[object]) -> None:
    """Open with the real program what the cut has left; before the ledger was made, make it again."""
    memory, shop, words = Memory(), Workplace(home), list(said)
    trial.count("acknowledged before the cuts", memory.hear(words))
    try:
        session = opened(shop, memory)
        compare(trial, session, memory)
        session.vault.verify_audit(everything=True)
        noted = {notice.code for notice in session.vault.warnings} & _BAD
        trial.must(not noted, f"opening says {sorted(noted)}")
    except (DatabaseMissing, KeyFileMissing, FolderMissing) as missing:
        trial.must("created" not in words, f"a ledger told as made is gone: {missing.code()}")
        if "created" not in words:
            trial.count("cuts while the ledger was made")
            _make_again(trial, shop)
    except LedgerError as refused:
        trial.must(False, f"not opened: {refused.code()} {dict(refused.data)}")
    finally:
        shop.close()


def _make_again(trial: Trial, shop: Workplace) -> None:
    if trial.chance.random() < _AGAIN:
        trial.count("made again")
        shop.create()


_AGAIN = 0.2
_BAD = {"journal_shortened", "journal_refused", "key_file_differs", "backup_failed"}
_LIBRARY = "POWERCUT_LIBRARY"


def work(trial: Trial) -> None:
    """Several records at once."""
    os.environ[_LIBRARY] = str(trial.folder / "recorder.so")
    build(Path(os.environ[_LIBRARY]))
    in_lanes(trial, lane)
    trial.must(trial.figures.get("acknowledged before the cuts"), "nothing was acknowledged")
    for fault in _FAULTS:
        trial.must(trial.figures.get(f"control: {fault}, cuts that lose"), f"the control: {fault} loses nothing")


def build(library: Path) -> None:
    """Compile the recorder, or say why nothing can be run."""
    compiler = next((found for name in _COMPILERS if (found := shutil.which(name))), None)
    if compiler is None or not sys.platform.startswith("linux"):
        sys.stdout.write("Not run: this proof needs Linux and a C compiler (cc, gcc, clang or tcc).\n")
        sys.exit(2)
    source = Path(__file__).with_suffix(".c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl", "-lpthread"], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["record"]:
        record(Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
    else:
        prove("the power fails at any instant: nothing acknowledged is lost or damaged", work)
