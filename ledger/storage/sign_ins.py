"""Failed sign-ins while the ledger is closed: instants in ``throttle.json``, put on the trail at the next opening.

No name and no passphrase stands there. Whoever deletes the file hides the failures; the keys do not depend on it.
"""

import json
from datetime import datetime
from pathlib import Path

from ledger.domain.errors import StorageError
from ledger.domain.instants import from_text, to_text
from ledger.storage.folder import write_atomically

THROTTLE = "throttle.json"
_MOST = 1_000  # failures kept; who needs more tries them without this program


def failed(folder: Path, at: datetime) -> None:
    """Remember one failure. A folder that cannot be written stops nobody from signing in."""
    instants = [*failures(folder), at][-_MOST:]
    data = json.dumps({"failed": [to_text(one) for one in instants]}, separators=(",", ":")).encode("ascii")
    try:
        write_atomically(folder / THROTTLE, data)
    except StorageError:
        return


def failures(folder: Path) -> tuple[datetime, ...]:
    """Return the failures since the last opening, oldest first; a damaged file counts as none."""
    try:
        raw = json.loads((folder / THROTTLE).read_bytes())
        return tuple(from_text(one) for one in raw["failed"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def forget(folder: Path) -> None:
    """Forget the failures once they are on the trail."""
    try:
        (folder / THROTTLE).unlink(missing_ok=True)
    except OSError:
        return
