"""Telling every customer what changes in the policy, before it counts (VK 10): states, and the valid channels."""

from collections.abc import Collection
from enum import StrEnum

from ledger.domain.policy import Control, PolicyVersion
from ledger.domain.purpose import Channel


class NoticeState(StrEnum):
    """Where one customer stands in a notice run."""

    WAITING = "WAITING"
    TOLD = "TOLD"
    UNREACHABLE = "UNREACHABLE"
    EXCUSED = "EXCUSED"  # the manager says why this customer needs no notice


class NoticeChannel(StrEnum):
    """How a change is announced."""

    EMAIL = "EMAIL"
    POST = "POST"
    HOME_PAGE = "HOME_PAGE"

    @property
    def personal(self) -> Channel | None:
        """Return the channel of a contact, ``None`` for the home page: it speaks to nobody in person."""
        return _PERSONAL.get(self)


_PERSONAL = {NoticeChannel.EMAIL: Channel.EMAIL, NoticeChannel.POST: Channel.POST}


def promised_channels(in_force: PolicyVersion, coming: PolicyVersion) -> frozenset[NoticeChannel]:
    """Return the channels on which a change counts as announced: as promised so far, else as the new version says.

    A letter goes beyond every promise, so it always counts. Where neither version promises anything, an announcement
    on the home page alone reaches nobody for certain: only what is sent to the person counts.
    """
    for policy in (in_force, coming):
        clause = policy.clause_with(Control.CHANGE_NOTICE)
        if clause is not None:
            words = {word.strip() for word in str(clause.parameters.get("channels", "")).split(",")}
            return frozenset(one for one in NoticeChannel if one.value in words) | {NoticeChannel.POST}
    return frozenset({NoticeChannel.EMAIL, NoticeChannel.POST})


def valid_channels(promised: Collection[NoticeChannel], reachable: Collection[Channel]) -> tuple[NoticeChannel, ...]:
    """Return the channels that may tell one customer, best first; none: the customer cannot be reached (VK 6).

    ``reachable``: where the customer has a live address. The home page is the last resort.
    """
    return tuple(
        one for one in NoticeChannel if one in promised and (one.personal is None or one.personal in reachable)
    )


_ELLIPSES = 4  # characters: one before and one after, with their spaces


def excerpt(text: str, other: str, limit: int) -> str:
    """Return ``text`` on one line, at most ``limit`` characters (10 or more), around where it leaves ``other``.

    Up to a third of it shows what stayed, to see where one is. Words stay whole; what was cut away before or after is
    shown as an ellipsis.
    """
    words, others = text.split(), other.split()
    line = " ".join(words)
    if len(line) <= limit:
        return line
    shared = zip(words, others, strict=False)
    same = next((at for at, pair in enumerate(shared) if pair[0] != pair[1]), min(len(words), len(others)))
    first = same
    while first and len(" ".join(words[first - 1 : same])) <= limit // 3:
        first -= 1
    while first and len(" ".join(words[first - 1 :])) <= limit - _ELLIPSES:
        first -= 1  # the end of the text is in sight: show more of what leads to it
    kept = " ".join(words[first:])
    if len(kept) > limit - _ELLIPSES:
        cut = kept[: limit - _ELLIPSES]
        kept = f"{cut.rpartition(' ')[0] or cut} …"
    return f"… {kept}" if first else kept
