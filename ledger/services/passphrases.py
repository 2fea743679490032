"""What can be said about a passphrase or a retyped recovery code before any ledger is asked; nothing here is slow."""

from collections.abc import Iterable

from ledger.domain.errors import WeakPassphrase
from ledger.storage import passphrase

GROUPS = tuple(len(group) for group in passphrase.show_recovery_code("0" * passphrase.RECOVERY_CHARACTERS).split("-"))


def weakness(typed: str, about: Iterable[str] = ()) -> WeakPassphrase | None:
    """Return why a passphrase would be refused, or nothing; ``about`` are words everybody in the shop knows."""
    try:
        passphrase.check_passphrase(typed, about)
    except WeakPassphrase as weak:
        return weak
    return None


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
