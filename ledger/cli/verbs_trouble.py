"""Verbs for when something may be wrong: asking whether all is well, and saving what a damaged ledger still holds."""

from collections.abc import Iterator

from ledger.cli.opening import Arguments, opened
from ledger.cli.terminal import DONE, NOT_PROVEN, cli_text, complain, read_secret, say
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
    if given.member is not None or given.recovery:
        with opened(given, wording) as session:
            yield from doctor.inside(session)


def _line(one: Findings, wording: Wording) -> str:
    sentence = wording.text(f"doctor.{one.check.value}_{one.health.value}", **one.data)
    return f"[{wording.text(f'doctor.{one.health.value}')}] {sentence}"


def save_readable(given: Arguments, wording: Wording) -> int:
    """Read a damaged ledger as far as it goes; with ``--keep`` the saved one takes its place."""
    key = "recovery_code" if given.recovery else "passphrase"
    secret = read_secret(given.passphrase_fd, cli_text(wording, key, name=given.member))
    offer = salvaging.newest_whole_backup(given.folder)
    if offer is not None:
        complain(cli_text(wording, "salvage_backup", file=offer.path.name))
    made = salvaging.prepare(Place(given.folder), given.member, secret, SystemClock())
    try:
        filled = sum(one.filled for one in made.tables)
        say(cli_text(wording, "salvage_lost", read=made.read - filled, filled=filled, lost=made.lost))
        if made.trail.broken_at is not None:
            say(cli_text(wording, "salvage_broken", seq=made.trail.broken_at))
        if given.keep:
            say(cli_text(wording, "salvage_kept", file=made.keep().name))
        else:
            say(cli_text(wording, "salvage_only_looked"))
    finally:
        made.leave()
    return DONE
