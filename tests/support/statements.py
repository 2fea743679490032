"""What a ledger is asked while a test looks on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ledger.storage.database import Connection


@contextmanager
def asking(db: Connection) -> Iterator[list[str]]:
    """Give every statement asked of a ledger within the block, with its values."""
    asked: list[str] = []
    traced: Any = db  # what only tests ask of the driver
    traced.set_trace_callback(asked.append)
    yield asked
    traced.set_trace_callback(None)
