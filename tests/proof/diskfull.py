"""The disk full, read-only, gone or damaged in the middle of the work: nothing lost, a clear sentence, and on it goes.

Goal 7 of security.md 4. On a small disk of its own in memory (where the system lets us make one) every kind of act runs
into the real end of the disk - with the ledger open, being opened, being made, being migrated - and again with faults
put in by hand: a limit of pages, files that cannot be written, a virus scanner that holds one, a folder gone, damaged
pages. Nothing acknowledged may be lost, the error must be a sentence of the shop's language, reading must go on, and
with room again the same act must work.
"""

import errno
import os
import random
import shutil
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from ledger.assets import load_wording
from ledger.domain.errors import (
    DatabaseDamaged,
    DiskFull,
    FolderMissing,
    FolderNotWritable,
    LedgerError,
    WrongPassphrase,
)
from ledger.domain.ids import StaffId
from ledger.domain.wording import Language
from ledger.services.session import Session
from ledger.storage import database, sign_ins
from ledger.storage import folder as files
from proof.migrate import Old
from proof.scaffold import Trial, prove
from support.acts import KINDS, Worker, left_over, look
from support.memory import Memory, compare, opened
from support.services import Workplace
from support.storage import MANAGER_PASSPHRASE, flip_bit

_DISK_BYTES = 24 * 1024 * 1024
_FILLER = "filler"
_OWN_DISK = "SOKIN_PROOF_OWN_DISK"
_WORDS = load_wording(Language.VI)


# --- a disk of its own --------------------------------------------------------------------------


def on_own_disk() -> None:
    """Start this program again where it may make a small disk in memory, which is gone when it ends."""
    if _OWN_DISK in os.environ or not sys.platform.startswith("linux") or shutil.which("unshare") is None:
        return
    shell = ("unshare", "--map-root-user", "--mount")
    place = Path("/mnt")
    tried = subprocess.run([*shell, "mount", "-t", "tmpfs", "tmpfs", place], capture_output=True, check=False)
    if tried.returncode == 0:
        os.environ[_OWN_DISK] = "1"
        os.execvp(shell[0], [*shell, sys.executable, *sys.argv])  # noqa: S606 - this program itself


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """Give a disk of ``_DISK_BYTES``."""
    place.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={_DISK_BYTES}", "tmpfs", str(place))
    try:
        yield place
    finally:
        _run("umount", "--lazy", str(place))


def _run(*words: str) -> None:
    subprocess.run(words, check=True)


def fill(disk: Path, leave: int) -> None:
    """Take all room but ``leave`` bytes."""
    room(disk)
    free = shutil.disk_usage(disk).free
    with (disk / _FILLER).open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(4096, free - leave))


def room(disk: Path) -> None:
    """Give the room back."""
    (disk / _FILLER).unlink(missing_ok=True)


# --- what must hold -----------------------------------------------------------------------------


def attempt(trial: Trial, act: Callable[[], object], *expected: type[LedgerError]) -> LedgerError | None:
    """Do something that may fail; return the error, which must be one of those, with a sentence of its own."""
    try:
        act()
    except LedgerError as wrong:
        known = isinstance(wrong, expected)
        trial.must(known, f"told as {wrong.code()} {dict(wrong.data)} instead of {[one.__name__ for one in expected]}")
        trial.must(f"errors.{wrong.code()}" in _WORDS, f"no sentence for {wrong.code()}")
        trial.count(f"told: {wrong.code()}")
        return wrong
    except Exception as wrong:  # noqa: BLE001 - exactly this must not happen
        trial.must(False, f"an error without a name: {type(wrong).__name__} {wrong} in {_where(wrong)}")
    return None


def _where(wrong: Exception) -> str:
    return " < ".join(one.name for one in reversed(traceback.extract_tb(wrong.__traceback__)))


def act(trial: Trial, worker: Worker, memory: Memory, kind: str, *expected: type[LedgerError]) -> LedgerError | None:
    """Do one act of the shop; what is told as failed has not changed the passphrase."""
    wrong = attempt(trial, lambda: memory.hear([worker.act(kind)]), *expected)
    if wrong is not None:
        memory.refused()
    return wrong


def still_whole(trial: Trial, session: Session, memory: Memory) -> None:
    """See that nothing hangs half-done and that all that was acknowledged can be read."""
    trial.must(not session.db.in_transaction, "a transaction is left open")
    compare(trial, session, memory)


def begin(home: Path) -> tuple[Workplace, Worker, Memory]:
    """Make a ledger with some people in it."""
    shop, memory = Workplace(home), Memory()
    worker = Worker(shop.create(), random.Random(1), MANAGER_PASSPHRASE, begins=memory.begin)
    for kind in ("customer", "customer", "order", "hear"):
        memory.hear([worker.act(kind)])
    shop.close()
    worker.session = opened(shop, memory)
    return shop, worker, memory


# --- the real end of the disk -------------------------------------------------------------------


def full_while_working(trial: Trial) -> None:
    """Fill the disk again and again under an open ledger."""
    with small_disk(trial.folder / "working") as disk:
        shop, worker, memory = begin(disk / "home")
        for number in range(trial.size(60, 1_000)):
            kind = KINDS[number % len(KINDS)]
            fill(disk, trial.chance.choice((0, 0, 4096, trial.chance.randrange(400_000))))
            _until_full(trial, worker, memory, kind)
            still_whole(trial, worker.session, memory)
            if number % 6 == 5:
                shop.close()  # while it is full
                wrong = attempt(trial, lambda: opened(shop, memory), DiskFull)
                trial.count("opened on a full disk", int(wrong is None))
            room(disk)
            if number % 6 == 5:
                shop.close()
                worker.session = opened(shop, memory)
                worker.session.vault.verify_audit(everything=True)
            again = act(trial, worker, memory, kind)
            trial.must(again is None, "with room again it does not work")
            still_whole(trial, worker.session, memory)
            trial.count("full disks")
        _end(trial, shop, worker, memory)


def _until_full(trial: Trial, worker: Worker, memory: Memory, kind: str) -> None:
    for _ in range(40):
        wrong = act(trial, worker, memory, kind, DiskFull)
        if wrong is not None:
            trial.count(f"full in: {kind}")
            return
        trial.count("acknowledged on the way")


def _end(trial: Trial, shop: Workplace, worker: Worker, memory: Memory) -> None:
    worker.act("backup")
    shop.close()
    session = opened(shop, memory)
    trial.must(session.vault.verify_audit(everything=True), "the trail does not verify")
    noted = {notice.code for notice in session.vault.warnings} - {"disk_nearly_full", "key_file_set_aside"}
    trial.must(not noted, f"the last opening says {sorted(noted)}")
    shop.close()
    strange = left_over(shop.place.folder) - {files.KEYS_OLD}
    trial.must(not strange, f"left over: {sorted(strange)}")


def full_while_migrating(trial: Trial) -> None:
    """Fill the disk under the migration of an old ledger."""
    with small_disk(trial.folder / "migrating") as disk:
        old = Old(trial.folder / "old", 1)
        for _ in range(trial.size(16, 200)):
            shop = old.copy(disk / "home")
            fill(disk, trial.chance.randrange(3_000_000))
            wrong = attempt(trial, shop.open, DiskFull)
            trial.count("migrations on a full disk", int(wrong is not None))
            shop.close()
            room(disk)
            trial.must(wrong is None or old.state(shop) == "old", "a migration that failed changed the ledger")
            old.check(trial, shop)
            shutil.rmtree(shop.home)


def full_while_creating(trial: Trial) -> None:
    """Fill the disk under a new ledger: it is made wholly or can be made again."""
    with small_disk(trial.folder / "creating") as disk:
        for _ in range(trial.size(12, 200)):
            shop = Workplace(disk / "home")
            fill(disk, trial.chance.randrange(2_500_000))
            attempt(trial, shop.create, DiskFull)
            shop.close()
            room(disk)
            if not (shop.place.folder / files.DATABASE).exists():
                trial.count("made again")
                shop.create()
                shop.close()
            shutil.rmtree(shop.home)


def small_files_on_a_full_disk(trial: Trial) -> None:
    """Failed sign-ins are counted, or not, but never stop anybody; the anchor says so."""
    with small_disk(trial.folder / "small") as disk:
        shop, worker, memory = begin(disk / "home")
        for left in (0, 4096, 8192):
            fill(disk, left)
            with suppress(WrongPassphrase):
                sign_ins.tried(shop.place.folder, StaffId("x"), shop.clock.now, _guess)
            with suppress(DiskFull):
                worker.act("set")
            room(disk)
            trial.must(not list(shop.place.folder.glob("*.tmp")), "a half-written small file is left")
        _end(trial, shop, worker, memory)


def _guess() -> None:
    raise WrongPassphrase


def read_only_disk(trial: Trial) -> None:
    """A disk that became read-only is told at the opening, and changes nothing."""
    with small_disk(trial.folder / "readonly") as disk:
        shop, worker, memory = begin(disk / "home")
        worker.act("customer")
        shop.close()
        for how, expected in (("ro", FolderNotWritable), ("rw", None)):
            _run("mount", "-o", f"remount,{how}", str(disk))
            wrong = attempt(trial, lambda: opened(shop, memory), FolderNotWritable)
            trial.must((wrong is None) == (expected is None), f"a disk mounted {how} is not told rightly")
        shop.close()


# --- faults put in by hand ----------------------------------------------------------------------


def no_more_pages(trial: Trial) -> None:
    """A limit of pages plays the full disk where none can be made."""
    shop, worker, memory = begin(trial.folder / "pages")
    for number in range(trial.size(20, 300)):
        database.unguard(worker.session.db)
        used = int(worker.session.db.execute("PRAGMA page_count").fetchone()[0])
        worker.session.db.execute(f"PRAGMA max_page_count = {used}")
        wrong = None
        while wrong is None:
            kind = trial.chance.choice(("customer", "order", "hear", "consent"))
            wrong = act(trial, worker, memory, kind, DiskFull)
        still_whole(trial, worker.session, memory)
        worker.session.db.execute("PRAGMA max_page_count = 1000000")
        database.guard(worker.session.db)
        memory.hear([worker.act(KINDS[number % len(KINDS)])])
        trial.count("limits of pages")
    _end(trial, shop, worker, memory)


def files_that_fail(trial: Trial) -> None:
    """Our own files cannot be written, or a virus scanner holds them when they are put in place."""
    shop, worker, memory = begin(trial.folder / "failing")
    held, broken = ("_replace", errno.EACCES), ("sync_handle", errno.EIO)
    faults = (("_write", errno.ENOSPC), ("_write", errno.EACCES), held, broken)
    for number in range(trial.size(40, 400)):
        name, code = faults[number % len(faults)]
        kind = ("passphrase", "stop", "backup", "customer", "erase")[number // len(faults) % 5]
        with failing(name, code):
            act(trial, worker, memory, kind, DiskFull, FolderNotWritable)
        still_whole(trial, worker.session, memory)
        again = act(trial, worker, memory, kind)
        trial.must(again is None, "when the file is free again it does not work")
        trial.count("files that failed")
    _end(trial, shop, worker, memory)


@contextmanager
def failing(name: str, code: int) -> Iterator[None]:
    """Let one function of the folder fail."""
    real = getattr(files, name)

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    setattr(files, name, fail)
    try:
        yield
    finally:
        setattr(files, name, real)


def folder_gone(trial: Trial) -> None:
    """The folder is renamed or its drive pulled out under an open ledger: nothing is told as saved or made there."""
    for kind in KINDS:
        shop, worker, memory = begin(trial.folder / f"gone {kind}")
        folder = shop.place.folder
        away = folder.with_name("renamed")
        folder.rename(away)
        act(trial, worker, memory, kind, FolderMissing)
        trial.must(not folder.exists(), f"a folder is made where the ledger was, by {kind}")
        shutil.rmtree(folder, ignore_errors=True)
        away.rename(folder)
        still_whole(trial, worker.session, memory)
        memory.hear([worker.act(kind)])
        trial.count("folders gone")
        _end(trial, shop, worker, memory)


def page_damaged_under_way(trial: Trial) -> None:
    """Pages go bad under an open ledger: whoever meets one is told, nobody gets wrong data, and no file is lost."""
    shop, worker, memory = begin(trial.folder / "damaged")
    for _ in range(30):
        memory.hear([worker.act(trial.chance.choice(("customer", "order", "hear")))])
    shop.close()
    path, good = shop.place.folder / files.DATABASE, trial.folder / "good"
    shutil.copytree(shop.home, good)
    for _ in range(trial.size(30, 400)):
        _put_back(good, shop.home)
        worker.session = opened(shop, memory)
        database.checkpoint(worker.session.db)
        for page in trial.chance.sample(range(1, path.stat().st_size // database.PAGE_BYTES), 12):
            flip_bit(path, (page * database.PAGE_BYTES + trial.chance.randrange(database.PAGE_BYTES)) * 8)
        _forget_pages(worker.session)
        wrong = attempt(trial, lambda: _read_all(worker.session, memory), DatabaseDamaged)
        trial.count("damage met while reading", int(wrong is not None))
        attempt(trial, lambda: _at_a_door(worker), DatabaseDamaged)
        with suppress(LedgerError):
            shop.close()
    _put_back(good, shop.home)
    worker.session = opened(shop, memory)
    still_whole(trial, worker.session, memory)
    shop.close()


def _at_a_door(worker: Worker) -> None:
    with database.translate_errors(worker.session.vault.folder / files.DATABASE):  # as the window and the verbs do
        worker.act("customer")


def _put_back(good: Path, home: Path) -> None:
    shutil.rmtree(home)
    shutil.copytree(good, home)


def _forget_pages(session: Session) -> None:
    database.unguard(session.db)
    session.db.execute("PRAGMA shrink_memory")
    database.guard(session.db)


def _read_all(session: Session, memory: Memory) -> None:
    with session.vault.reading() as db:
        if any(look(db, about) != value for about, value in memory.facts.items()):
            raise AssertionError


def work(trial: Trial) -> None:
    """The real ends of a disk where one can be made, and the faults put in by hand."""
    has_disk = _OWN_DISK in os.environ
    trial.figures["a real small disk"] = has_disk
    real = (full_while_working, full_while_migrating, full_while_creating, small_files_on_a_full_disk, read_only_disk)
    by_hand = (no_more_pages, files_that_fail, folder_gone, page_damaged_under_way)
    for part in (*(real if has_disk else ()), *by_hand):
        before = len(trial.broken)
        part(trial)
        for what, times in Counter(trial.broken[before:]).items():
            trial.tell(f"{part.__name__}: {what} ({times} times)")
    trial.must(trial.figures.get("told: disk_full"), "the disk was never full")
    trial.must(trial.figures.get("damage met while reading"), "no damage was met")


if __name__ == "__main__":
    on_own_disk()
    prove("the disk full, read-only, gone or damaged under way: nothing lost, told in words, and on it goes", work)
