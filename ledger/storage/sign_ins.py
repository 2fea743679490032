"""Guesses at passphrases: counted before they are tried, made slower and slower, and stopped (``security.md`` 5.6).

``throttle.json`` knows slots by their random ids only: no name and no passphrase stands there. It also keeps when the
failures were, until the next opening puts them on the trail. Whoever deletes the file, or copies the folder away,
escapes it: then only the cost of Argon2id stands. The keys do not depend on it.
"""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import TypeVar

from ledger.domain.errors import SignInDelayed, SignInStopped, StorageError, WrongPassphrase
from ledger.domain.ids import StaffId
from ledger.domain.instants import from_text, to_text
from ledger.storage.folder import THROTTLE, write_atomically
from ledger.storage.slots import RECOVERY_ID

FREE_GUESSES = 5  # fewer failures in a row than this cost no time
LONGEST_SECONDS = 300
STOP_AFTER = 100  # in a row; then the slot waits for a manager
_MOST_DOUBLINGS = 9  # more than the longest delay already
_LARGEST = 1024 * 1024  # bytes: nothing of ours comes near it
_MOST = 1_000  # failures kept for the trail; who needs more tries them without this program

Found = TypeVar("Found")
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Wait:
    """What a slot has to wait for: until an instant (UTC), or for a manager."""

    until: datetime | None = None
    is_stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Guesses:
    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """One wrong passphrase or code: at whose slot, and when. Who typed it is not known."""

    slot: StaffId
    at: datetime


@dataclass(frozen=True, slots=True)
class _Kept:
    slots: Mapping[str, _Guesses] = field(default_factory=dict)
    failed: tuple[Failure, ...] = ()  # not on the trail yet


def delay_after(count: int) -> timedelta:
    """Return how long a slot rests after ``count`` failures in a row."""
    if count < FREE_GUESSES:
        return timedelta()
    return timedelta(seconds=min(LONGEST_SECONDS, 2 ** min(count - FREE_GUESSES + 1, _MOST_DOUBLINGS)))


def wait(folder: Path, slot: StaffId, now: datetime) -> Wait:
    """Return what a slot has to wait for. A clock set back begins the delay anew."""
    kept = _read(folder)
    guesses = kept.slots.get(slot)
    if guesses is None:
        return Wait()
    # A code of 130 bits cannot be guessed; stopping it would only let anybody lock the last way in.
    if guesses.count >= STOP_AFTER and slot != RECOVERY_ID:
        return Wait(is_stopped=True)
    if now < guesses.last:
        guesses = replace(guesses, last=now)
        _write(folder, replace(kept, slots={**kept.slots, slot: guesses}))
    until = guesses.last + delay_after(guesses.count)
    return Wait(until) if now < until else Wait()


def tried(folder: Path, slot: StaffId | None, clock: Callable[[], datetime], attempt: Callable[[], Found]) -> Found:
    """Return what ``attempt`` finds, counting it as a failure until it succeeds: ending the program saves no guess.

    ``slot`` is ``None`` where there is nothing to guess at. Raises ``SignInDelayed`` or ``SignInStopped`` without
    having tried, and whatever ``attempt`` raises; only ``WrongPassphrase`` is a failure.
    """
    if slot is None:
        return attempt()
    with _one_at_a_time:
        _require_rested(folder, slot, clock())
        before = _read(folder)
        _write(folder, _counted(before, slot, clock()))
        try:
            found = attempt()
        except WrongPassphrase as wrong:
            is_guess = wrong.data.get("why") != "form"
            _write(folder, _failed(before, slot, clock()) if is_guess else before)
            raise
        except BaseException:
            _write(folder, before)
            raise
        _write(folder, _without(before, slot))
    return found


def allow(folder: Path, slot: StaffId) -> None:
    """Forget the guesses at a slot: its member may try at once."""
    with _one_at_a_time:
        _write(folder, _without(_read(folder), slot))


def stopped(folder: Path) -> frozenset[StaffId]:
    """Return the slots that wait for a manager."""
    slots = _read(folder).slots.items()
    return frozenset(StaffId(slot) for slot, one in slots if one.count >= STOP_AFTER and slot != RECOVERY_ID)


def failures(folder: Path) -> tuple[Failure, ...]:
    """Return the failures since the last opening, oldest first; a damaged file counts as none."""
    return _read(folder).failed


def forget(folder: Path) -> None:
    """Forget the failures once they are on the trail; how often each slot was guessed at in a row stays."""
    with _one_at_a_time:
        _write(folder, replace(_read(folder), failed=()))


def _require_rested(folder: Path, slot: StaffId, now: datetime) -> None:
    due = wait(folder, slot, now)
    if due.is_stopped:
        raise SignInStopped(limit=STOP_AFTER)
    if due.until is not None:
        raise SignInDelayed(seconds=math.ceil((due.until - now).total_seconds()), until=to_text(due.until))


def _counted(kept: _Kept, slot: StaffId, at: datetime) -> _Kept:
    known = kept.slots.get(slot)
    return replace(kept, slots={**kept.slots, slot: _Guesses(1 + (known.count if known else 0), at)})


def _failed(kept: _Kept, slot: StaffId, at: datetime) -> _Kept:
    return replace(_counted(kept, slot, at), failed=(*kept.failed, Failure(slot, at))[-_MOST:])


def _without(kept: _Kept, slot: StaffId) -> _Kept:
    return replace(kept, slots={known: one for known, one in kept.slots.items() if known != slot})


# --- the file -----------------------------------------------------------------------------------


def _read(folder: Path) -> _Kept:
    try:
        with (folder / THROTTLE).open("rb") as file:
            raw = json.loads(file.read(_LARGEST))
        slots = {slot: _guesses(one) for slot, one in raw["slots"].items()}
        return _Kept(slots, tuple(Failure(StaffId(str(slot)), from_text(at)) for slot, at in raw["failed"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return _Kept()


def _guesses(raw: Mapping[str, object]) -> _Guesses:
    count = raw["count"]
    if not isinstance(count, int) or count < 1:
        raise ValueError
    return _Guesses(count, from_text(str(raw["last"])))


def _write(folder: Path, kept: _Kept) -> None:
    # A folder that cannot be written stops nobody from signing in.
    path = folder / THROTTLE
    slots = {slot: {"count": one.count, "last": to_text(one.last)} for slot, one in kept.slots.items()}
    data = {"slots": slots, "failed": [[one.slot, to_text(one.at)] for one in kept.failed]}
    try:
        if slots or kept.failed:
            write_atomically(path, json.dumps(data, separators=(",", ":")).encode("ascii"))
        else:
            path.unlink(missing_ok=True)
    except (StorageError, OSError):
        return
