"""Verbs for when something may be wrong: asking whether all is well, and saving what a damaged ledger still holds."""

from collections.abc import Iterator

from ledger.cli.opening import Arguments, opened, secret_of
from ledger.cli.terminal import DONE, NOT_PROVEN, cli_text, complain, say
from ledger.domain.wording import Wording
from ledger.services import doctor, salvaging
from ledger.services.doctor import Findings, Health
from ledger.services.session import Place, SystemClock


def examine(given: Arguments, wording: Wording) -> int:
    """Ask one question after the other; each answer is a line. ``NOT_PROVEN`` when something is wrong."""
    found = list[Findings]()
    for one in _answers(given, wording):
        say(_line(one, wording))
        found.append(one)
    counts = {health: sum(one.health is health for one in found) for health in Health}
    if given.folder is not None and not _looks_inside(given):
        say(wording.text("doctor.not_inside"))
    if counts[Health.OK] == len(found):
        say(wording.text("doctor.sum_ok", checks=len(found)))
        return DONE
    say(wording.text("doctor.sum_not", **{health.value: count for health, count in counts.items()}))
    return NOT_PROVEN if counts[Health.WRONG] else DONE


def _answers(given: Arguments, wording: Wording) -> Iterator[Findings]:
    yield from doctor.program()
    if given.folder is None:
        return
    yield from doctor.outside(given.folder, SystemClock().now())
    if _looks_inside(given):
        with opened(given, wording) as session:
            yield from doctor.inside(session)


def _looks_inside(given: Arguments) -> bool:
    return given.member is not None or given.recovery


def _line(one: Findings, wording: Wording) -> str:
    sentence = wording.text(f"doctor.{one.check.value}_{one.health.value}", **one.data)
    return f"[{wording.text(f'doctor.{one.health.value}')}] {sentence}"


def save_readable(given: Arguments, wording: Wording) -> int:
    """Read a damaged ledger as far as it goes; with ``--keep`` the saved one takes its place."""
    secret = secret_of(given, wording)
    made = salvaging.prepare(Place(given.folder), given.member, secret, SystemClock())
    try:
        filled = sum(one.filled for one in made.tables)
        say(cli_text(wording, "salvage_lost", read=made.read - filled, filled=filled, lost=made.lost))
        if (made.lost or not made.is_exact) and (offer := salvaging.newest_whole_backup(given.folder)) is not None:
            complain(cli_text(wording, "salvage_backup", file=offer.path.name))
        if made.trail.broken_at is not None:
            say(cli_text(wording, "salvage_broken", seq=made.trail.broken_at))
        if given.keep:
            say(cli_text(wording, "salvage_kept", file=made.keep().name))
        else:
            say(cli_text(wording, "salvage_only_looked"))
    finally:
        made.leave()
    return DONE
