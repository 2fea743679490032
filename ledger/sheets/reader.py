"""Reading a table from a file nobody vouches for: in a process of its own, so that no file can take the ledger along.

A file that makes the parser abort, hang or eat the memory is a ``TableUnreadable`` like one that is cut short. The file
goes in through a pipe and its lines come out through one, as JSON that is checked again: nothing of it stands on a
command line, in the environment or in a file.
"""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import psutil

from ledger.domain.errors import FileTooLarge, ReadingStopped, TableUnreadable
from ledger.sheets.limits import COLUMN_LIMIT, ROW_LIMIT, SIZE_LIMIT, Limits
from ledger.sheets.lines import BAD_CELLS, Line, Table

CHILD_WORD = "--read-table"  # what a frozen program is started with to become the reading process
LIMITS = Limits()
_BOOT = "import sys; sys.path.append(sys.argv.pop()); from ledger.sheets.child import main; main()"
_LOOKS_EVERY = 0.05  # seconds
_NAME_LIMIT = 255  # characters of a sheet's name; Excel allows 31
_READY_LIMIT = 100  # bytes
_LINE_LIMIT = 16 * 1024 * 1024  # bytes: the widest line with the longest cells
_ANSWER_LIMIT = 128 * 1024 * 1024
_STOPPED = "stopped"
# Keys of ``table_unreadable`` in the texts, as far as the child may say them.
_FAULTS = {
    "cells", "columns", "crash", "damaged", "doctype", "empty", "encoding", "encrypted", "kind", "memory", "nested",
    "no_sheet", "nul", "old_excel", "parts", "quotes", "rows", "unpacked",
}  # fmt: skip


def command() -> list[str]:
    """Return what starts the reading process: this program again when frozen, else the same Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_WORD]
    return [sys.executable, "-P", "-c", _BOOT, str(Path(__file__).resolve().parents[2])]


def read(data: bytes, *, sheet: str = "", encoding: str = "", is_cancelled: Callable[[], bool] = bool) -> Table:
    """Read a CSV file or an ``.xlsx``, by what is in it.

    ``sheet`` chooses one of a workbook's; ``encoding`` is a key of ``text_table.CODECS`` for a CSV file without a mark.
    ``is_cancelled`` is asked from another thread. Raises ``FileTooLarge``, ``TableUnreadable`` with ``why`` and
    ``line``, and ``ReadingStopped``.
    """
    if len(data) > SIZE_LIMIT:
        raise FileTooLarge(field="file", limit=SIZE_LIMIT, why="table")
    if not data:
        raise TableUnreadable(field="file", why="empty", line=1)
    if len(sheet) > _NAME_LIMIT:
        raise TableUnreadable(field="file", why="no_sheet", line=1)
    asked = {"sheet": sheet, "encoding": encoding, "size": len(data)}
    with contextlib.closing(_Child(LIMITS, is_cancelled)) as child:
        child.ask(asked, data)
        return child.table()


class _Child:
    """One reading process, watched until it is closed."""

    def __init__(self, limits: Limits, is_cancelled: Callable[[], bool]) -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this program itself, and no word of anybody's
                command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a panic quotes the file
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            raise TableUnreadable(field="file", why="reader", line=1) from None
        self._limits, self._is_cancelled = limits, is_cancelled
        self._pid = self._process.pid
        self._ended_for = ""
        self._is_ready = False
        self._is_over = threading.Event()
        self._watch = threading.Thread(target=self._watching, name="table reader's watch", daemon=True)
        self._watch.start()

    def close(self) -> None:
        """End the process if it still runs."""
        self._is_over.set()
        self._end()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process.wait()
        self._watch.join()

    def _end(self) -> None:
        with contextlib.suppress(psutil.Error, OSError):
            if self._pid != self._process.pid and not self._is_over.is_set():
                psutil.Process(self._pid).kill()  # on Windows a virtual environment's Python starts another one
        with contextlib.suppress(OSError):
            self._process.kill()

    # --- watching, in a thread of its own ---

    def _watching(self) -> None:
        ends_at = time.monotonic() + self._limits.seconds
        try:
            while not self._ended_for and not self._is_over.wait(_LOOKS_EVERY):
                self._ended_for = self._why_end(ends_at)
        finally:  # also when the question itself failed: nobody would watch any more
            if not self._is_over.is_set():
                self._end()

    def _why_end(self, ends_at: float) -> str:
        if self._is_cancelled():
            return _STOPPED
        if time.monotonic() > ends_at:
            return "time"
        return "memory" if _memory_of(self._pid) > self._limits.memory else ""

    # --- talking ---

    def ask(self, asked: dict[str, Any], data: bytes) -> None:
        """Send the file once the process is there."""
        ready = _parsed(_pipe(self._process.stdout).readline(_READY_LIMIT))
        if isinstance(ready, dict) and isinstance(ready.get("ready"), int):
            self._pid, self._is_ready = ready["ready"], True
        asked |= {"seconds": self._limits.seconds, "memory": self._limits.memory}
        # It may have ended: that is told further on.
        with contextlib.suppress(OSError), _pipe(self._process.stdin) as pipe:
            pipe.write(json.dumps(asked).encode() + b"\n" + data)

    def table(self) -> Table:
        """Return what it answers, or raise why it does not."""
        lines, about = list[Line](), dict[str, Any]()
        for message in self._messages():
            line = _as_line(message)
            if line is not None and len(lines) <= ROW_LIMIT:
                lines.append(line)
            elif isinstance(message, dict):
                about |= message
            else:
                break
        if self._ended_for == _STOPPED:
            raise ReadingStopped
        if about.get("end") == len(lines) > 0 and not about.get("fault"):
            return _as_table(lines, about)
        raise TableUnreadable(field="file", **self._why(about, is_empty=about.get("end") == 0))

    def _messages(self) -> Iterator[Any]:
        room, pipe = _ANSWER_LIMIT, _pipe(self._process.stdout)
        while raw := pipe.readline(_LINE_LIMIT):
            room -= len(raw)
            if room < 0 or not raw.endswith(b"\n"):
                return
            yield _parsed(raw)

    def _why(self, about: dict[str, Any], *, is_empty: bool) -> dict[str, Any]:
        fault, line = about.get("fault"), about.get("line")
        if isinstance(fault, str) and fault in _FAULTS and isinstance(line, int):
            return {"why": fault, "line": line}
        if is_empty:
            return {"why": "empty", "line": 1}
        return {"why": self._ended_for or ("crash" if self._is_ready else "reader"), "line": 1}


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - both were asked for
    return pipe


def _memory_of(pid: int) -> int:
    try:
        taken = psutil.Process(pid).memory_info()
    except psutil.Error:  # it has just ended
        return 0
    return int(max(taken.rss, getattr(taken, "private", 0)))  # on Windows also what was swapped out


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _as_line(message: Any) -> Line | None:
    """Return a line as the child must say it, or ``None``: a file that took it over could say anything."""
    match message:
        case [int(number), [*cells], dict(bad)] if number > 0 and len(cells) <= COLUMN_LIMIT:
            is_good = all(isinstance(cell, str) for cell in cells)
            wrong = {int(at): why for at, why in bad.items() if at.isdecimal() and why in BAD_CELLS}
            return Line(number, tuple(cells), wrong) if is_good and len(wrong) == len(bad) else None
    return None


def _as_table(lines: list[Line], about: dict[str, Any]) -> Table:
    left = about.get("left")
    others = tuple(str(one) for one in about.get("others") or ())
    return Table(tuple(lines), str(about.get("sheet") or ""), others, left if isinstance(left, int) else 1)
