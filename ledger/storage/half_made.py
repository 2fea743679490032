"""What an interruption left half-made: whose it is, and its removal, which spoils nothing finished."""

import contextlib
import string
from pathlib import Path

from ledger.storage import folder as files

_SMALL = (files.KEYS, files.KEYS_TWIN, files.KEYS_OLD, files.JOURNAL, files.ANCHOR, files.THROTTLE)
_MARK = 8  # hex digits of the ledger's id


def mark_of(vault_id: str) -> str:
    """Return the part of a half-made file's name that says whose it is; a foreign manifest may hold any text."""
    return "".join(character for character in vault_id[:_MARK] if character in string.hexdigits)


def remove_half_made(place: Path, vault_id: str) -> None:
    """Delete what an interrupted backup of this ledger left behind, as far as it can be deleted.

    Another ledger may be making its own backup in the same place at this moment.
    """
    pattern = f"sokin-*.{mark_of(vault_id)}.*{files.TMP_SUFFIX}"
    with contextlib.suppress(OSError):
        for path in [found for end in ("", *files.BESIDE) for found in place.glob(pattern + end)]:
            remove(path)


def remove_half_written(folder: Path) -> None:
    """Delete what an interrupted program left beside the ledger's small files; the caller holds the folder's lock."""
    for name in _SMALL:
        remove(folder / f"{name}{files.TMP_SUFFIX}")


def remove(path: Path) -> None:
    """Delete a file if that can be done: what a virus scanner holds on to is for the next time."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
