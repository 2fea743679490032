"""Guesses at a passphrase through the program: at most 23 an hour, never more than 100 in a row (goal 13).

Somebody tries once a second, later every twenty, whatever the clock of the computer says. What counts is how often the
slow step was really done with a wrong passphrase. Ending the program in the middle of a guess, setting the clock back,
signing in as oneself between, and guessing inside an open ledger help nobody.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that it runs from anywhere

from ledger.domain.errors import LedgerError, SignInDelayed, SignInStopped, WrongPassphrase
from ledger.services import staff, throttle
from ledger.services.session import open_ledger
from ledger.storage import sign_ins, slots
from ledger.storage.passphrase import normal_form
from proof.scaffold import Trial, prove
from support.services import Workplace, confirmed
from support.storage import MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE

WRONG = "không phải câu này đâu"
HOUR, EVERY_SECOND_FOR, SLOW_STEP = 3600, 520, 20  # seconds
MOST_AN_HOUR, MOST_IN_A_ROW = 23, 100
Act = Callable[[], object]


@contextmanager
def counting() -> Iterator[list[int]]:
    """Count how often the slow step is done with the wrong passphrase."""
    done: list[int] = []
    real, wrong = slots.derive, normal_form(WRONG)

    def counted(secret: bytes, salt: bytes, policy: slots.KdfPolicy) -> bytes:
        if secret == wrong:
            done.append(1)
        return real(secret, salt, policy)

    with patch.object(slots, "derive", counted):
        yield done


def at_the_door(shop: Workplace, name: str = MANAGER) -> type[LedgerError] | None:
    """Try a wrong passphrase; return what came of it."""
    try:
        open_ledger(shop.place, name, WRONG, shop.clock).close()
    except LedgerError as error:
        return type(error)
    return None


def an_hour(shop: Workplace, attempt: Act, trick: Act | None = None) -> int:
    """Return how many guesses were really tried in one hour of trying all the time."""
    with counting() as done:
        passed = 0
        while passed < HOUR:
            attempt()
            step = 1 if passed < EVERY_SECOND_FOR else SLOW_STEP
            passed += step
            shop.clock.move(seconds=step)
            if trick is not None:
                trick()
        return len(done)


@contextmanager
def shop_of(trial: Trial, name: str) -> Iterator[Workplace]:
    """A shop with a manager and a member of staff, closed."""
    home = trial.folder / name
    home.mkdir()
    shop = Workplace(home)
    shop.create()
    shop.as_staff()
    shop.close()
    yield shop
    shop.close()


def fail(shop: Workplace, times: int) -> None:
    """Guess wrongly, waiting each time as long as it takes."""
    for _ in range(times):
        due = throttle.wait(shop.place.folder, MANAGER, shop.clock.now())
        shop.clock.at = due.until or shop.clock.at
        at_the_door(shop)


# --- how many an hour ---------------------------------------------------------------------------


def plainly(trial: Trial) -> None:
    with shop_of(trial, "plain") as shop:
        trial.figures["first_hour"] = an_hour(shop, lambda: at_the_door(shop))
    with shop_of(trial, "after ten") as shop:
        fail(shop, 10)
        trial.figures["an_hour_after_10_failures"] = an_hour(shop, lambda: at_the_door(shop))


def with_tricks(trial: Trial) -> None:
    with shop_of(trial, "clock") as shop:
        tricks = lambda: shop.clock.move(seconds=-trial.chance.randrange(7200))  # noqa: E731 - one line is clearer
        trial.figures["an_hour_clock_set_back"] = an_hour(shop, lambda: at_the_door(shop), tricks)
    with shop_of(trial, "between") as shop:

        def sign_in_as_oneself() -> None:
            if trial.chance.random() < 0.02:
                open_ledger(shop.place, STAFF, STAFF_PASSPHRASE, shop.clock).close()

        trial.figures["an_hour_signing_in_between"] = an_hour(shop, lambda: at_the_door(shop), sign_in_as_oneself)
    with shop_of(trial, "inside") as shop:
        session = shop.open()

        def inside() -> None:
            try:
                session.vault.confirm_passphrase(WRONG)
            except (WrongPassphrase, SignInDelayed):
                return

        trial.figures["an_hour_inside"] = an_hour(shop, inside)
        session.close()
        trial.must(at_the_door(shop) is SignInDelayed, "what was guessed inside does not count at the door")


def judge(trial: Trial) -> None:
    hours = {name: count for name, count in trial.figures.items() if "hour" in name}
    trial.must(len(hours) == 5, "an hour is missing")
    for name, count in hours.items():
        trial.must(0 < int(count) <= MOST_AN_HOUR, f"{name}: {count} guesses")


def without_it(trial: Trial) -> None:
    """The control: without the throttle the same hour gives many more, so this counts what it should."""

    def unthrottled(_folder: Path, _slot: object, _clock: object, attempt: Callable[[], Any]) -> Any:
        return attempt()

    with shop_of(trial, "control") as shop, patch.object(sign_ins, "tried", unthrottled):
        count = trial.figures["control_without_throttle"] = an_hour(shop, lambda: at_the_door(shop))
    trial.must(int(count) > 10 * MOST_AN_HOUR, "the control counts no more than the throttle lets through")


# --- ended in the middle, and ended for good ----------------------------------------------------


def _die_guessing(shop: Workplace) -> None:
    with patch.object(slots, "derive", lambda *_given: os._exit(9)):
        at_the_door(shop)


def killed(trial: Trial) -> None:
    """End the program each time it begins to think, before it could write down that it was wrong."""
    fork = multiprocessing.get_context("fork")
    with shop_of(trial, "killed") as shop:
        for _ in range(sign_ins.FREE_GUESSES):
            child = fork.Process(target=_die_guessing, args=(shop,))
            child.start()
            child.join()
            trial.must(child.exitcode == 9, "the program was not ended in the middle of a guess")
            trial.count("ended_while_guessing")
        trial.must(at_the_door(shop) is SignInDelayed, "guesses of programs that were ended are not counted")


def in_a_row(trial: Trial) -> None:
    """Wait as long as it takes, for months: after a hundred it ends until a manager allows it."""
    with shop_of(trial, "row") as shop, counting() as done:
        for _ in range(130):
            shop.clock.move(minutes=trial.chance.randrange(5, 2000))
            at_the_door(shop)
        trial.figures["most_in_a_row"] = len(done)
        trial.must(len(done) == MOST_IN_A_ROW, f"{len(done)} guesses in a row")
        try:
            open_ledger(shop.place, MANAGER, MANAGER_PASSPHRASE, shop.clock).close()
        except SignInStopped:
            trial.count("right_passphrase_refused_after_100")
        trial.must("right_passphrase_refused_after_100" in trial.figures, "the right passphrase still opens")
        session = confirmed(shop.open(None, shop.recovery_code))
        throttle.allow(session, next(one.id for one in staff.members(session) if one.name == MANAGER))
        session.close()
        shop.open().close()


def work(trial: Trial) -> None:
    """All of it; the long form does it again with other chances."""
    for _ in range(trial.size(1, 10)):
        for part in (plainly, with_tricks, judge, killed, in_a_row, without_it):
            part(trial)
        for folder in trial.folder.iterdir():
            folder.rename(folder.with_name(f"{folder.name} {trial.chance.random()}"))
        trial.tell(f"an hour after ten failures: {trial.figures['an_hour_after_10_failures']} guesses")


if __name__ == "__main__":
    prove("guesses through the program are slow, and end after a hundred", work)
