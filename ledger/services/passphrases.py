"""What can be said about a passphrase or a retyped recovery code before any ledger is asked; nothing here is slow."""

import secrets
from collections.abc import Iterable

from ledger.assets import load_words
from ledger.domain.errors import WeakPassphrase
from ledger.storage import passphrase

_WORDS = 5
GROUPS = tuple(len(group) for group in passphrase.show_recovery_code("0" * passphrase.RECOVERY_CHARACTERS).split("-"))


def weakness(typed: str, about: Iterable[str] = ()) -> WeakPassphrase | None:
    """Return why a passphrase would be refused, or nothing; ``about`` are words everybody in the shop knows."""
    try:
        passphrase.check_passphrase(typed, about)
    except WeakPassphrase as weak:
        return weak
    return None


def suggestion() -> str:
    """Return five Vietnamese words drawn by lot, each from several hundred: more than 44 bits of pure chance."""
    while True:
        drawn = " ".join(secrets.SystemRandom().sample(load_words(), _WORDS))
        if weakness(drawn) is None:
            return drawn


def code_groups(code: str) -> tuple[str, ...]:
    """Return a recovery code in its groups, as it stands on paper. Raises ``WrongPassphrase``."""
    return tuple(passphrase.show_recovery_code(passphrase.read_recovery_code(code)).split("-"))


def wrong_groups(typed: Iterable[str], code: str) -> tuple[int, ...]:
    """Return which groups, counted from 1, differ from the code; case, and O for 0, I and L for 1, do not matter."""
    return tuple(
        number
        for number, (one, right) in enumerate(zip(typed, code_groups(code), strict=True), 1)
        if passphrase.read_characters(one) != right
    )
