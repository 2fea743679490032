"""Who guesses at passphrases waits longer and longer, and is stopped; neither a restart nor the clock helps."""

import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import (
    ConfirmationNeeded,
    NothingToDo,
    SignInDelayed,
    SignInStopped,
    UnknownMember,
    WrongPassphrase,
)
from ledger.domain.staff import Operation
from ledger.services import staff, throttle
from ledger.services.session import open_ledger
from ledger.storage import slots
from ledger.storage.folder import THROTTLE
from ledger.storage.sign_ins import delay_after
from support.services import SetClock, Workplace, entries_since
from support.storage import MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE

WRONG = "không phải câu này đâu"


@pytest.fixture
def closed(shop: Workplace) -> Workplace:
    shop.as_staff()
    shop.close()
    return shop


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the slow step was done."""
    done: list[int] = []
    real = slots.derive

    def counted(*given: Any) -> bytes:
        done.append(1)
        return real(*given)

    monkeypatch.setattr(slots, "derive", counted)
    return done


def guess(shop: Workplace, name: str | None = MANAGER, words: str = WRONG) -> None:
    open_ledger(shop.place, name, words, shop.clock).close()


def fail(shop: Workplace, times: int, name: str = MANAGER) -> None:
    """Guess wrongly, waiting each time as long as it takes."""
    for _ in range(times):
        due = throttle.wait(shop.place.folder, name, shop.clock.now())
        shop.clock.at = due.until or shop.clock.at
        with pytest.raises(WrongPassphrase):
            guess(shop, name)


def guessed(shop: Workplace, times: int, name: str | None = MANAGER, words: str = WRONG) -> None:
    """Leave the counter as so many wrong guesses leave it, and wait as long as it takes."""
    with pytest.raises(WrongPassphrase):
        guess(shop, name, words)
    file = shop.place.folder / THROTTLE
    kept = json.loads(file.read_text("ascii"))
    newest = list(kept["slots"])[-1]
    kept["slots"][newest]["count"] = times
    file.write_text(json.dumps(kept), "ascii")
    shop.clock.move(minutes=5)


@pytest.mark.parametrize(
    ("count", "seconds"), [(0, 0), (4, 0), (5, 2), (6, 4), (10, 64), (12, 256), (13, 300), (99, 300), (10**9, 300)]
)
def test_the_delay_doubles_up_to_five_minutes(count: int, seconds: int) -> None:
    assert delay_after(count) == timedelta(seconds=seconds)


def test_five_wrong_tries_cost_a_wait_in_which_nothing_is_tried(closed: Workplace, derived: list[int]) -> None:
    fail(closed, 5)
    assert len(derived) == 5
    with pytest.raises(SignInDelayed) as told:
        guess(closed, words=MANAGER_PASSPHRASE)
    assert told.value.data["seconds"] == 2
    assert len(derived) == 5
    closed.clock.move(seconds=2)
    guess(closed, words=MANAGER_PASSPHRASE)


def test_somebody_else_need_not_wait(closed: Workplace) -> None:
    fail(closed, 8)
    guess(closed, STAFF, STAFF_PASSPHRASE)
    with pytest.raises(SignInDelayed):  # and their signing in forgave nothing
        guess(closed, words=MANAGER_PASSPHRASE)


def test_whoever_gets_in_begins_anew(closed: Workplace) -> None:
    fail(closed, 6)
    closed.clock.move(minutes=1)
    guess(closed, words=MANAGER_PASSPHRASE)
    fail(closed, 4)
    guess(closed, words=MANAGER_PASSPHRASE)


def test_a_clock_set_back_begins_the_wait_anew(closed: Workplace) -> None:
    fail(closed, 9)
    closed.clock.move(days=-2)
    due = throttle.wait(closed.place.folder, MANAGER, closed.clock.now())
    assert due.until == closed.clock.now() + timedelta(seconds=32)
    closed.clock.move(seconds=31)
    with pytest.raises(SignInDelayed):
        guess(closed)
    closed.clock.move(seconds=1)
    with pytest.raises(WrongPassphrase):
        guess(closed)


def test_a_guess_is_counted_before_it_is_tried(closed: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ending the program while it thinks saves no guess."""
    seen: list[str] = []

    def spy(*_given: object) -> bytes:
        seen.append((closed.place.folder / THROTTLE).read_text("ascii"))
        return os.urandom(32)

    monkeypatch.setattr(slots, "derive", spy)
    with pytest.raises(WrongPassphrase):
        guess(closed)
    assert [one["count"] for one in json.loads(seen[0])["slots"].values()] == [1]


def test_a_hundredth_failure_is_the_last(closed: Workplace, derived: list[int]) -> None:
    guessed(closed, 99, STAFF)
    with pytest.raises(WrongPassphrase):
        guess(closed, STAFF)
    with pytest.raises(SignInStopped):
        guess(closed, STAFF)
    assert len(derived) == 2  # the one that made the file, and the hundredth


def test_after_a_hundred_a_manager_has_to_allow_it(closed: Workplace, derived: list[int]) -> None:
    guessed(closed, 100, STAFF)
    closed.clock.move(days=30)
    before = len(derived)
    with pytest.raises(SignInStopped):
        guess(closed, STAFF, STAFF_PASSPHRASE)
    assert len(derived) == before
    session = closed.open()
    (member,) = (one for one in staff.members(session) if one.name == STAFF)
    assert throttle.stopped(session) == {member.id}
    closed.clock.move(minutes=6)
    with pytest.raises(ConfirmationNeeded):
        throttle.allow(session, member.id)
    session.mark_confirmed(Operation.MANAGE_STAFF)
    throttle.allow(session, member.id)
    assert entries_since(session, 0)[-1].entry.action is AuditAction.SIGN_IN_ALLOWED
    with pytest.raises(NothingToDo):
        throttle.allow(session, member.id)
    session.close()
    guess(closed, STAFF, STAFF_PASSPHRASE)


def test_the_recovery_sheet_lets_the_only_manager_in_again_and_is_never_stopped(closed: Workplace) -> None:
    guessed(closed, 100)
    wrong = ("0" if closed.recovery_code[0] != "0" else "1") + closed.recovery_code[1:]
    guessed(closed, 100, None, wrong)
    with pytest.raises(WrongPassphrase):
        guess(closed, None, wrong)
    closed.clock.move(minutes=5)
    session = closed.open(None, closed.recovery_code)
    session.mark_confirmed(Operation.MANAGE_STAFF)
    (manager,) = throttle.stopped(session)
    throttle.allow(session, manager)
    session.close()
    guess(closed, words=MANAGER_PASSPHRASE)


def test_what_cannot_be_a_code_is_no_guess(closed: Workplace, derived: list[int]) -> None:
    for _ in range(20):
        with pytest.raises(WrongPassphrase):
            guess(closed, None, "ABCD")
    assert derived == []
    assert not (closed.place.folder / THROTTLE).exists()


def test_a_name_nobody_has_counts_for_nobody(closed: Workplace) -> None:
    for _ in range(20):
        with pytest.raises(UnknownMember):
            guess(closed, "Cô Không Có")
    assert not (closed.place.folder / THROTTLE).exists()


def test_asking_once_more_inside_counts_as_well(shop: Workplace) -> None:
    session = shop.session
    for _ in range(5):
        with pytest.raises(WrongPassphrase):
            session.vault.confirm_passphrase(WRONG)
    with pytest.raises(SignInDelayed):
        session.confirm(Operation.EXPORT, MANAGER_PASSPHRASE)
    with pytest.raises(SignInDelayed):
        staff.change_passphrase(session, MANAGER_PASSPHRASE, "tám con cua bò quanh giếng")
    shop.close()
    with pytest.raises(SignInDelayed):
        guess(shop, words=MANAGER_PASSPHRASE)


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _turned(file: Path) -> None:
    file.write_text('{"slots": {"x": {"count": -1, "last": "9999-12-31T23:59:59+00:00"}}, "failed": []}')


@pytest.mark.parametrize("damage", [Path.unlink, _emptied, _turned])
def test_a_counter_that_is_gone_or_damaged_counts_as_none(closed: Workplace, damage: Callable[[Path], object]) -> None:
    fail(closed, 9)
    damage(closed.place.folder / THROTTLE)
    guess(closed, words=MANAGER_PASSPHRASE)


def test_a_folder_without_a_ledger_keeps_nobody_waiting(tmp_path: Path) -> None:
    assert throttle.wait(tmp_path, MANAGER, SetClock().now()) == throttle.Wait()
