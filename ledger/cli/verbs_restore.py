"""Restoring from a script or a terminal: what the backup holds is said first, then it is put back."""

from dataclasses import replace

from ledger.cli.opening import Arguments, secret_of
from ledger.cli.terminal import DONE, REFUSED, cli_text, complain, read_retyped, say
from ledger.domain.errors import NotFound
from ledger.domain.instants import show_instant
from ledger.domain.wording import Wording
from ledger.services import restoring
from ledger.services.restoring import Preview, Wish
from ledger.services.session import Place, SystemClock


def restore(given: Arguments, wording: Wording) -> int:
    """Put a backup in the place of the ledger, or into a new folder."""
    place, clock = Place(given.folder), SystemClock()
    wish = Wish(given.backup, given.folder, given.member, secret_of(given, wording))
    seen = restoring.look(wish, place, clock)
    _tell(seen, wording)
    keep = _kept(seen, given.keep or [])
    if not given.yes and read_retyped(cli_text(wording, "restore_sure")).upper() not in {"YES", "CO", "CÓ"}:
        complain(cli_text(wording, "restore_not"))
        return REFUSED
    done = restoring.restore(replace(wish, keep=keep), place, clock)
    say(cli_text(wording, "restored", folder=given.folder, seq=done.head.seq))
    if done.kept is not None:
        say(cli_text(wording, "restore_kept", file=done.kept))
    if done.set_aside is not None:
        say(cli_text(wording, "restore_aside", file=done.set_aside))
    if done.replayed.refused:
        say(cli_text(wording, "restore_refused", lines=done.replayed.refused))
    if done.has_members_left_out:
        say(cli_text(wording, "restore_add"))
    return DONE


def _tell(seen: Preview, wording: Wording) -> None:
    made, customers, orders = show_instant(seen.made_at), seen.counts["customer"], seen.counts["sale"]
    facts = {"shop": seen.shop_name, "made": made, "customers": customers, "orders": orders, "seq": seen.seq}
    say(cli_text(wording, "restore_seen", **facts))
    say(cli_text(wording, "restore_again", erasures=seen.erasures, stops=seen.stops))
    if seen.missing is not None:
        say(cli_text(wording, "restore_missing", entries=sum(seen.missing.entries.values())))


def _kept(seen: Preview, names: list[str]) -> frozenset[str]:
    """Return the ids of managers named as still working here. Raises ``NotFound``."""
    known = {one.name: one.id for one in seen.members if one.may_be_kept}
    unknown = next((name for name in names if name not in known), None)
    if unknown is not None:
        raise NotFound(kind="staff", code=unknown)
    return frozenset(known[name] for name in names)
