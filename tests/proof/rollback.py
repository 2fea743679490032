"""A ledger put back, cut or damaged so that a recorded act is lost says so when it is opened (goal 4)."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that it runs from anywhere

from ledger.domain.errors import AuditBroken, DatabaseDamaged, LedgerError
from ledger.storage import folder as files
from proof.scaffold import Trial, prove
from support.storage import Shop

ACTS = 12  # recorded at most, after the copy is taken
OUTCOMES: dict[type[LedgerError], str] = {AuditBroken: "anchor", DatabaseDamaged: "damaged file"}


@dataclass(slots=True)
class Loss:
    """One ledger, an older copy of it, and how many acts were recorded since."""

    trial: Trial
    shop: Shop
    before: Path
    recorded: int  # the number of the newest entry that was acknowledged
    copied_at: int  # the number of the newest entry in the copy

    @property
    def wal(self) -> Path:
        return self.shop.path(files.DATABASE + "-wal")


Way = Callable[[Loss], None]


def put_the_file_back(loss: Loss) -> None:
    """Put only the database of an earlier day back."""
    shutil.copy(loss.before / files.DATABASE, loss.shop.path(files.DATABASE))
    loss.wal.unlink(missing_ok=True)


def put_the_folder_back(loss: Loss) -> None:
    """Put the whole folder back; what this computer keeps elsewhere remains."""
    shutil.rmtree(loss.shop.folder)
    shutil.copytree(loss.before, loss.shop.folder)


def put_the_folder_back_elsewhere_gone(loss: Loss) -> None:
    """Put database and keys back; the anchor beside it remains, this computer's own is lost."""
    put_the_file_back(loss)
    shutil.rmtree(loss.shop.app_data)


def lose_the_log(loss: Loss) -> None:
    """Lose the write-ahead log, as a tidy-up program would delete it."""
    loss.wal.unlink()


def cut_the_log(loss: Loss) -> None:
    """Cut the write-ahead log somewhere."""
    data = loss.wal.read_bytes()
    loss.wal.write_bytes(data[: loss.trial.chance.randrange(32, len(data))])


def flip_in_the_log(loss: Loss) -> None:
    """Flip one bit of the write-ahead log: SQLite goes back to an earlier commit without a word."""
    data = bytearray(loss.wal.read_bytes())
    data[loss.trial.chance.randrange(len(data))] ^= 1 << loss.trial.chance.randrange(8)
    loss.wal.write_bytes(bytes(data))


def fill_a_page_of_the_log(loss: Loss) -> None:
    """Write zeros over a sector of the write-ahead log, as a dying disk does."""
    data = bytearray(loss.wal.read_bytes())
    at = loss.trial.chance.randrange(0, len(data), 512)
    data[at : at + 512] = bytes(len(data[at : at + 512]))
    loss.wal.write_bytes(bytes(data))


def old_log_beside_new_file(loss: Loss) -> None:
    """Put an older file back and leave today's log beside it."""
    shutil.copy(loss.before / files.DATABASE, loss.shop.path(files.DATABASE))


AT_REST: dict[str, Way] = {
    "an older file put back": put_the_file_back,
    "the whole folder put back": put_the_folder_back,
    "older file, this computer's anchor lost": put_the_folder_back_elsewhere_gone,
}
AFTER_A_CRASH: dict[str, Way] = {
    "the log lost": lose_the_log,
    "the log cut": cut_the_log,
    "a bit of the log flipped": flip_in_the_log,
    "a sector of the log lost": fill_a_page_of_the_log,
    "an older file under today's log": old_log_beside_new_file,
}


def ledger(home: Path) -> Shop:
    shop = Shop(home)
    shop.create()
    shop.add_staff()
    shop.close()
    return shop


def copied(shop: Shop, home: Path) -> Shop:
    """Return a copy of a closed ledger to spoil, for a computer that has opened it before."""
    shutil.copytree(shop.home, home)
    twin = Shop(home, recovery_code=shop.recovery_code)
    twin.open().close()  # this computer's anchor is kept by the folder's path
    return twin


def prepare(trial: Trial, shop: Shop, *, is_crash: bool) -> Loss:
    """Copy the ledger, record acts, and end properly or like a power cut: with everything still in the log."""
    before = shop.home / "before"
    shop.open()
    shop.record()
    shop.close()
    shutil.copytree(shop.folder, before)
    copied_at = _newest(shop)
    recorded = _work(trial, shop)
    if is_crash:
        shop.close()  # so that the log begins anew: an older file lacks what came into the file meanwhile
        recorded = _work(trial, shop)
        _power_cut(shop)
    else:
        shop.close()
    return Loss(trial, shop, before, recorded, copied_at)


def _work(trial: Trial, shop: Shop) -> int:
    """Open the ledger and record some acts; return the number of the newest, which was acknowledged."""
    recorded = 0
    shop.open()
    for _ in range(trial.chance.randint(1, ACTS // 2)):
        shop.clock.move(minutes=1)
        recorded = shop.record(f"KH-{trial.chance.randint(1, 9):05}")
    return recorded


def _newest(shop: Shop) -> int:
    with shop.open() as vault:
        return int(vault.connection.execute("SELECT max(seq) FROM audit_entry").fetchone()[0])


def _power_cut(shop: Shop) -> None:
    """Keep what is on the disk while the ledger is open, and lose the rest of the program."""
    aside = shop.home / "aside"
    shutil.copytree(shop.folder, aside)
    anchors = shop.home / "anchors aside"
    shutil.copytree(shop.app_data, anchors)
    shop.close()
    for place, kept in ((shop.folder, aside), (shop.app_data, anchors)):
        shutil.rmtree(place)
        kept.rename(place)


def opened(shop: Shop) -> tuple[str, int]:
    """Open it; return what was said (empty: nothing), and up to which entry it went."""
    try:
        vault = shop.open()
    except LedgerError as told:
        return OUTCOMES.get(type(told), type(told).__name__), 0
    newest = int(vault.connection.execute("SELECT max(seq) FROM audit_entry").fetchone()[0])
    said = "anchor missing" if "anchor_missing" in {notice.code for notice in vault.warnings} else ""
    try:
        vault.verify_audit(everything=True)  # whatever opens without a word is whole
    except AuditBroken:
        said = said or "opened though not whole"
    shop.close()
    return said, newest


def _try(trial: Trial, shop: Shop, name: str, way: Way) -> None:
    loss = prepare(trial, shop, is_crash=name in AFTER_A_CRASH)
    way(loss)
    said, newest = opened(shop)
    is_lost = bool(said) or newest < loss.recorded
    trial.count("tries")
    trial.count(f"{name}: {said or ('nothing lost' if not is_lost else 'LOST UNNOTICED')}")
    if is_lost:
        trial.count("acts_lost")
        trial.count("noticed", by=bool(said))
        trial.must(said and said != "opened though not whole", f"noticed: {name}")
    _accepted(trial, shop, name, said)


def _accepted(trial: Trial, shop: Shop, name: str, said: str) -> None:
    if said != "anchor" or trial.figures.get(f"accepted: {name}"):
        return
    vault = shop.open(accept_rollback=True)  # a manager may go on; that is on the trail, and said
    trial.must({one.code for one in vault.warnings} == {"rollback_accepted"}, f"accepting is told: {name}")
    vault.verify_audit(everything=True)
    shop.close()
    trial.must(opened(shop) == ("", _newest(shop)), f"once accepted it opens: {name}")
    trial.count(f"accepted: {name}")


def controls(trial: Trial, first: Shop) -> None:
    """Nothing lost, nothing said; and with every anchor put back as well, nothing can be noticed, so it is not."""
    calm = copied(first, trial.folder / "calm")
    loss = prepare(trial, calm, is_crash=True)
    trial.must(opened(calm) == ("", loss.recorded), "after a mere power cut nothing is lost and nothing said")
    blind = copied(first, trial.folder / "blind")
    shutil.copytree(blind.app_data, blind.home / "anchors before")
    loss = prepare(trial, blind, is_crash=False)
    put_the_folder_back(loss)
    shutil.rmtree(blind.app_data)
    (blind.home / "anchors before").rename(blind.app_data)
    said, newest = opened(blind)
    trial.must(said == "" and newest < loss.recorded, "with every anchor put back too it goes unnoticed, as known")
    trial.figures["known_undetectable"] = "folder and this computer's anchor put back together: paper alone shows it"


def work(trial: Trial) -> None:
    first = ledger(trial.folder / "first")
    controls(trial, first)
    ways = list((AT_REST | AFTER_A_CRASH).items())
    for number in range(trial.size(120, 2000)):
        name, way = ways[number % len(ways)]
        home = trial.folder / f"try {number}"
        _try(trial, copied(first, home), name, way)
        shutil.rmtree(home)
    lost = trial.figures.get("acts_lost", 0)
    trial.must(isinstance(lost, int) and lost >= trial.size(100, 1500), "enough tries lost a recorded act")
    trial.must(trial.figures.get("noticed") == lost, "every loss of a recorded act was noticed")


if __name__ == "__main__":
    prove("a ledger that lost a recorded act says so when it is opened", work)
