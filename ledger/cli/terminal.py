"""Talking to a terminal or a script: passphrases in, lines out, files written whole or not at all."""

import contextlib
import getpass
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ledger.domain.errors import (
    AuditBroken,
    DatabaseDamaged,
    DiskFull,
    LabelLeaks,
    LabelUnreadable,
    LedgerError,
    PaperNotSaved,
    RoleForbidden,
    StorageError,
    WeakPassphrase,
)
from ledger.domain.wording import Wording

DONE, FAULT, USAGE, REFUSED, BAD_INPUT, NO_LEDGER, NOT_PROVEN, FORBIDDEN = range(8)
_OWNER_ONLY = 0o600  # documents hold personal data


class UsageError(Exception):
    """The command's words are off; the argument is the key of a text under ``cli``."""


def say(line: str) -> None:
    """Print one line of the result."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """Print one line of trouble."""
    sys.stderr.write(f"sokin: {line}\n")


def exit_code_for(error: LedgerError) -> int:
    """Return the exit code of an expected failure."""
    if isinstance(error, RoleForbidden):
        return FORBIDDEN
    if isinstance(error, WeakPassphrase):
        return BAD_INPUT
    if isinstance(error, AuditBroken | DatabaseDamaged | LabelLeaks | LabelUnreadable):
        return NOT_PROVEN
    return NO_LEDGER if isinstance(error, StorageError) else BAD_INPUT


def read_secret(fd: int | None, prompt: str) -> str:
    """Return a passphrase from a file descriptor's next line, or asked for on the terminal; never an argument."""
    if fd is not None:
        return _line_of(fd)
    if not sys.stdin.isatty():
        raise UsageError("no_terminal")
    try:
        return getpass.getpass(f"{prompt}: ")
    except EOFError:
        raise UsageError("no_terminal") from None


def _line_of(fd: int) -> str:
    # Byte by byte: the next secret may stand on the next line of the same descriptor.
    line = bytearray()
    try:
        while (byte := os.read(fd, 1)) not in {b"", b"\n"}:
            line += byte
        return line.decode("utf-8").removesuffix("\r")
    except OSError:
        raise UsageError("bad_descriptor") from None
    except UnicodeDecodeError:
        raise UsageError("not_text") from None


def read_text() -> str:
    """Return everything on the standard input: texts about people are never arguments either."""
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError("not_text") from None


def read_retyped(prompt: str) -> str:
    """Return one line typed after ``prompt``."""
    say(prompt)
    return sys.stdin.readline().strip()


@dataclass(slots=True)
class Output:
    """A file being made: opened before the act, so that a full or closed folder is known before anything is done."""

    path: Path
    content: bytes = field(default=b"", repr=False)


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[Output]:
    """Give an ``Output`` whose content is written at the end, under its name only when it is whole.

    Raises ``UsageError`` for a file that exists, ``DiskFull`` or ``PaperNotSaved``.
    """
    with _translated(path):  # also a name too long for the disk
        if path.exists():
            raise UsageError("file_exists")
    half = path.with_name(path.name + ".part")
    output = Output(path)
    with _translated(path):
        file = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), _OWNER_ONLY)
    try:
        with os.fdopen(file, "wb") as handle:
            yield output
            with _translated(path):
                handle.write(output.content)
                handle.flush()
                os.fsync(handle.fileno())
        if output.content:
            with _translated(path):  # on Windows somebody may have the name open
                half.replace(path)
    finally:
        half.unlink(missing_ok=True)


@contextlib.contextmanager
def _translated(path: Path) -> Iterator[None]:
    import errno

    try:
        yield
    except OSError as wrong:
        kind = DiskFull if wrong.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)} else PaperNotSaved
        raise kind(file=path.name) from None


def describe_fault(fault: BaseException) -> str:
    """Return type and place of an unexpected failure, without its text: that could hold personal data."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else "?"
    return f"{type(fault).__name__} ({where})"


def use_utf8() -> None:
    """Print Vietnamese on terminals that still default to another encoding (Windows)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def cli_text(wording: Wording, key: str, **values: object) -> str:
    """Return a text of the command line."""
    return wording.text(f"cli.{key}", **values)
