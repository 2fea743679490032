"""A restored backup is whole, brings nobody erased back, opens to nobody who left, and can be killed (goal 10 of §4).

A crowd is backed up onto a stick; people are erased, stopped, added and dismissed; then the stick is put back, into the
same folder and onto a new computer with the recovery sheet. Controls: a restore that forgets the journal must be seen.
"""

import shutil
import sys
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from ledger.domain.audit import AuditAction
from ledger.domain.errors import AuditBroken, LedgerError, StorageError
from ledger.services import restoring
from ledger.services.restoring import Preview, RestoreStep, Wish
from ledger.services.session import Place, Session, back_up
from ledger.storage import consents as stop_rows
from ledger.storage.backup import open_backup
from ledger.storage.backups_kept import managed
from ledger.storage.folder import DATABASE, KEYS, KEYS_TWIN
from proof.rotate import FileEvents
from proof.scaffold import Trial, prove
from support.crowd import Crowd
from support.lanes import Victim, in_lanes
from support.restoring import (
    LEAVER,
    LEAVER_PASSPHRASE,
    NEWCOMER,
    NEWCOMER_PASSPHRASE,
    Drill,
    found_in,
    pages_in,
    rows_of_others,
    without_replay,
)
from support.services import Workplace
from support.storage import MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE, flip_bit

_LANES = 2
_PEOPLE, _FEW = 120, 14
_PATIENCE, _NEVER = 60, 1_000_000  # seconds, file events
_LONGEST = 0.12  # seconds between the awaited step and the kill
_STEPS = (*RestoreStep, RestoreStep.SWAPPING, RestoreStep.SWAPPING, None)  # None: from the first moment on


def refused(work: Callable[[], object]) -> str:
    """Return the name of the error with which something was refused, or nothing."""
    try:
        done = work()
    except LedgerError as error:
        return type(error).__name__
    if isinstance(done, Session):
        done.close()
    return ""


def is_restored(session: Session) -> bool:
    query = "SELECT 1 FROM audit_entry WHERE action = ?"
    return session.db.execute(query, (AuditAction.LEDGER_RESTORED.value,)).fetchone() is not None


def must_be_right(trial: Trial, drill: Drill, session: Session, how: str) -> None:
    """Everything of the backup is there but who was erased since; who said no is not called."""
    verified = session.vault.verify_audit(everything=True)
    trial.must(verified.entries == verified.head.seq, f"{how}: the trail is not whole")
    now = rows_of_others(session.db, drill.gone)
    for table, rows in drill.rows.items():
        trial.must(now[table] == rows, f"{how}: the rows of {table} are not those of the backup")
        trial.count("rows compared", sum(rows.values()))
    held = stop_rows.stops_of(session.db, [one.id for one in drill.stopped])
    standing = all(any(one.lifted_at is None and one.channel is None for one in said) for said in held.values())
    trial.must(standing, f"{how}: somebody who said no may be called again")


def same_folder(trial: Trial, drill: Drill, today: Place) -> None:
    """Put the stick back where the ledger lies."""
    place = drill.copied("same")
    seen = restoring.look(drill.wish(place.folder), place, drill.shop.clock)
    trial.must(seen.erasures == len(drill.gone), "the preview does not say who will be erased again")
    trial.must(seen.missing is not None and seen.missing.entries.get(AuditAction.CUSTOMER_ADDED) == 4,
               "the preview does not say what would be missing")  # fmt: skip
    done = drill.restore(place)
    trial.must(done.kept is not None and done.kept.is_file(), "the state of before was not backed up")
    trial.must(found_in(pages_in(place), drill.gone) == [], "an erased person stands in the restored pages")
    with drill.open(place) as session:
        must_be_right(trial, drill, session, "same folder")
        must_be_gone_from_backups(trial, drill, session)
    trial.must(found_in(pages_in(place), drill.gone) == [], "an erased person stands in the pages after opening")
    trial.must(not refused(lambda: drill.open(place, NEWCOMER, NEWCOMER_PASSPHRASE)), "today's member is shut out")
    leaver(trial, drill, place)
    old_state(trial, drill, place, today)


def leaver(trial: Trial, drill: Drill, place: Place) -> None:
    """Who was a manager then and left: opens nothing, and may not restore, though the stick is sealed to them."""
    said = refused(lambda: drill.open(place, LEAVER, LEAVER_PASSPHRASE))
    trial.must(said == "UnknownMember", "a member who left opens the restored ledger")
    wish = Wish(drill.backup, place.folder, LEAVER, LEAVER_PASSPHRASE)
    said = refused(lambda: restoring.restore(wish, place, drill.shop.clock))
    trial.must(said == "UnknownMember", "a member who left may restore")


def must_be_gone_from_backups(trial: Trial, drill: Drill, session: Session) -> None:
    for path, _made in managed(session.vault.folder):
        with open_backup(path, session.vault._desk.identity) as opened:
            for one in drill.gone:
                name = opened.connection.execute("SELECT name FROM customer WHERE id = ?", (one.id,)).fetchone()
                trial.must(name in {None, (None,)}, "a managed backup still knows an erased person")
        trial.count("managed backups read")


def old_state(trial: Trial, drill: Drill, place: Place, today: Place) -> None:
    """Put today's files of before the restore back by hand: that is a rollback, and must be noticed."""
    for name in (DATABASE, KEYS, KEYS_TWIN):
        shutil.copyfile(today.folder / name, place.folder / name)
    said = refused(lambda: drill.open(place))
    trial.must(said == AuditBroken.__name__, "the ledger of before the restore was put back unnoticed")


def new_computer(trial: Trial, drill: Drill) -> None:
    """Put the stick onto a computer that has nothing, with the paper alone."""
    place = drill.elsewhere("new computer")
    code = drill.shop.recovery_code
    drill.restore(place, code=True)
    # The journal of the lost computer is lost with it: the stick's own is all there is.
    with drill.open(place, None, code) as session:
        session.vault.verify_audit(everything=True)
        counted = session.db.execute("SELECT count(*) FROM customer WHERE name IS NOT NULL").fetchone()[0]
        trial.must(counted >= _PEOPLE, "the new computer has not everybody of the backup")
    for name, passphrase in ((STAFF, STAFF_PASSPHRASE), (MANAGER, MANAGER_PASSPHRASE), (LEAVER, LEAVER_PASSPHRASE)):
        said = refused(partial(drill.open, place, name, passphrase))
        trial.must(said == "UnknownMember", "a member of the backup opens the new computer although nobody said so")


def forgets(trial: Trial, drill: Drill) -> None:
    """The control: without the journal they come back, and the search must find them."""
    place = drill.copied("forgets")
    without_replay(drill, place)
    trial.must(found_in(pages_in(place), drill.gone), "CONTROL: a restore without replay looks clean to the search")


# --- damage -------------------------------------------------------------------------------------


def flips(trial: Trial, drill: Drill) -> None:
    """Flip single bits of the backup: it is refused, or says exactly what it said before."""
    good, place = drill.backup.read_bytes(), drill.elsewhere("nowhere")
    whole = restoring.look(drill.wish(place.folder), place, drill.shop.clock)
    for _ in range(trial.size(100, 2_000) // _LANES):
        flip_bit(drill.backup, trial.chance.randrange(len(good) * 8))
        trial.count("flips")
        trial.must(
            _is_refused_or(whole, drill, place, trial), "a damaged backup says something else than the whole one"
        )
        drill.backup.write_bytes(good)
    for cut in (0, 1, len(good) // 2, len(good) - 1):
        drill.backup.write_bytes(good[:cut])
        trial.must(refused(lambda: drill.restore(place)) == "RestoreRefused", "a backup cut short was not refused")
    drill.backup.write_bytes(good)
    trial.must(not place.folder.exists(), "a refused restore left something behind")


def _is_refused_or(whole: Preview, drill: Drill, place: Place, trial: Trial) -> bool:
    try:
        seen = restoring.look(drill.wish(place.folder), place, drill.shop.clock)
    except StorageError:
        trial.count("flips refused")
        return True
    return seen == whole


# --- kills --------------------------------------------------------------------------------------


def restore_until_killed(
    mouth: Pipe, drill: Drill, place: Place, awaited: RestoreStep | None, stop_at: int = 0
) -> None:
    """Restore, saying when the awaited step begins, and the end; killed at a file event after it, if told which."""
    events: list[FileEvents] = []

    def tell(step: RestoreStep) -> None:
        if step is awaited:
            mouth.send(step.value)
            if stop_at:
                events.append(FileEvents(place.folder, stop_at))

    if awaited is None:
        mouth.send("START")
    restoring.restore(drill.wish(place.folder), place, drill.shop.clock, tell)
    mouth.send(sum(one.stop() for one in events))
    mouth.send("DONE")


def back_up_until_killed(mouth: Pipe, drill: Drill, place: Place) -> None:
    """Back up again and again."""
    session = drill.open(place)
    mouth.send("OPEN")
    while True:
        back_up(session)
        mouth.send("DONE")


def killed(trial: Trial, work: Callable[..., None], *about: object) -> list[object]:
    """Kill a child soon after its first word; return all it said."""
    victim = Victim(work, *about)
    victim.has_a_word(20)
    victim.waits_at_most(trial.chance.random() ** 2 * _LONGEST)
    return victim.kill()


def small_drill(folder: Path) -> Drill:
    """Return a ledger that is small enough to be damaged and killed again and again."""
    return Drill(Crowd(Workplace(folder), _FEW).gather()).live()


def run_until(drill: Drill, place: Place, stop_at: int) -> list[object]:
    """Let a restore run until a file event of its swap, which a kill by the clock would hardly ever hit."""
    victim = Victim(restore_until_killed, drill, place, RestoreStep.SWAPPING, stop_at)
    victim.waits_at_most(_PATIENCE)
    return victim.kill()


def events_of_swap(drill: Drill) -> int:
    """Return how much is done to files from the swap to the end."""
    place = drill.copied("counted")
    said = run_until(drill, place, _NEVER)
    shutil.rmtree(place.folder.parent)
    return next(one for one in said if isinstance(one, int))


def kills(trial: Trial, drill: Drill, times: int) -> None:
    """Kill restores at any instant: what was there opens, or what was restored."""
    events = events_of_swap(drill)
    for number in range(times):
        place, awaited = drill.copied(f"kill{number}"), _STEPS[number % len(_STEPS)]
        if awaited is RestoreStep.SWAPPING:
            said = run_until(drill, place, trial.chance.randint(1, events))
            trial.count("of them in the swap", int("DONE" not in said))  # the last event of one is not always there
        else:
            said = killed(trial, restore_until_killed, drill, place, awaited)
        trial.count("restores killed")
        with drill.open(place) as session:
            must_be_old_or_new(trial, drill, session, was_done="DONE" in said)
        trial.must(found_in(pages_in(place), drill.gone) == [], "a killed restore brought an erased person back")
        shutil.rmtree(place.folder.parent)


def must_be_old_or_new(trial: Trial, drill: Drill, session: Session, *, was_done: bool) -> None:
    session.vault.verify_audit(everything=True)
    if is_restored(session):
        trial.count("found restored")
        must_be_right(trial, drill, session, "killed")
        return
    trial.count("found as before")
    trial.must(not was_done, "a finished restore was lost")
    here = session.db.execute("SELECT count(*) FROM staff WHERE name = ?", (NEWCOMER,)).fetchone()[0]
    trial.must(here == 1, "a restore that did not happen lost something of today")


def kills_of_new(trial: Trial, drill: Drill) -> None:
    """Kill restores into a new folder: it opens, or can be made again."""
    for number in range(trial.size(6, 40) // _LANES):
        place = drill.elsewhere(f"fresh{number}")
        killed(trial, restore_until_killed, drill, place, _STEPS[-1 - number % len(_STEPS)])
        trial.count("kills into a new folder")
        if refused(partial(drill.open, place)):
            drill.restore(place)
        with drill.open(place) as session:
            trial.must(is_restored(session), "a restore could not be made again")


def kills_of_backups(trial: Trial, drill: Drill) -> None:
    """Kill backups: every file that bears a backup's name is one."""
    place = drill.copied("backups")
    for _ in range(trial.size(10, 80) // _LANES):
        killed(trial, back_up_until_killed, drill, place)
        trial.count("backups killed")
    with drill.open(place) as session:
        for path, _made in managed(place.folder):
            with open_backup(path, session.vault._desk.identity):
                trial.count("backups read after kills")


def work(trial: Trial) -> None:
    """Live, restore, damage, kill."""
    drill = Drill(Crowd(Workplace(trial.folder), _PEOPLE).gather()).live()
    trial.figures["bytes of the backup"] = drill.backup.stat().st_size
    today = drill.copied("today")
    same_folder(trial, drill, today)
    new_computer(trial, drill)
    forgets(trial, drill)
    in_lanes(trial, damage_and_kill, _LANES)
    for state in ("found restored", "found as before"):
        trial.must(trial.figures.get(state), f"a killed restore was never {state}")
    trial.must(trial.figures.get("of them in the swap"), "no restore was killed in the swap")


def damage_and_kill(trial: Trial) -> None:
    """In one lane: a small ledger, its backup damaged, its restores and backups killed."""
    small = small_drill(trial.folder)
    flips(trial, small)
    kills(trial, small, trial.size(28, 280) // _LANES)
    kills_of_new(trial, small)
    kills_of_backups(trial, small)


if __name__ == "__main__":
    prove("a restored backup is whole, brings nobody erased back, and survives being killed", work)
