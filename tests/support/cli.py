"""The program as a shop's scripts run it: one process a verb, secrets on a descriptor, everything it said kept.

Run as a program (``python -m support.cli 150 False import …``) it is the one that is killed at its 150th customer, and
with ``True`` the one whose keys cost nothing.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from ledger.storage import database, keyfile, slots
from ledger.storage import folder as files
from support.storage import CHEAP

ROOT = Path(__file__).parents[2]
MANAGER = "Trần Thu Hà"
PASSPHRASE = "bốn con thuyền giấy trôi qua cầu"
SHOP_NAME, HOTLINE = "Tiệm Vườn Chanh", "0901 870 525"
DONE, FAULT, USAGE, REFUSED, BAD_INPUT, NO_LEDGER, NOT_PROVEN, FORBIDDEN = range(8)


@dataclass(frozen=True, slots=True)
class Said:
    """What one process was asked and what it answered."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str

    @property
    def troubles(self) -> list[str]:
        """The lines of the standard error, each of which must be one complaint of the program."""
        lines = self.err.splitlines()
        assert all(line.startswith("sokin: ") for line in lines), lines
        return [line.removeprefix("sokin: ") for line in lines]


@dataclass(slots=True)
class Computer:
    """One computer with one ledger folder; every process keeps its files below ``home``."""

    home: Path
    heard: list[Said] = field(default_factory=list)
    recovery_code: str = ""
    is_cheap: bool = False  # keys that cost nothing: most of a short process is the work on its passphrase

    def __post_init__(self) -> None:
        for folder in (self.app_data, self.temporary, self.desk):
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def folder(self) -> Path:
        return self.home / "so kin"

    @property
    def rules(self) -> slots.KdfRules:
        return CHEAP if self.is_cheap else slots.STANDARD_RULES

    @property
    def app_data(self) -> Path:
        return self.home / "app data"

    @property
    def temporary(self) -> Path:
        return self.home / "tmp"

    @property
    def desk(self) -> Path:
        """The current folder of every process: papers and tables lie here."""
        return self.home / "desk"

    @property
    def surroundings(self) -> dict[str, str]:
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.temporary))
        paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
        return {**os.environ, **places, "SOKIN_DATA_HOME": str(self.app_data), "PYTHONPATH": paths}

    def program(self, killed_at_row: int = 0) -> list[str]:
        """Return how the program is called; on request one that is killed while it writes a customer."""
        aside = killed_at_row or self.is_cheap
        module = ["support.cli", str(killed_at_row), str(self.is_cheap)] if aside else ["ui"]
        return [sys.executable, "-m", *module]

    def start(self, *words: str, killed_at_row: int = 0) -> "subprocess.Popen[bytes]":
        """Start the program without waiting for it."""
        return subprocess.Popen(
            [*self.program(killed_at_row), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.desk,
            env=self.surroundings,
        )

    def run(self, *words: str, typed: str = "") -> Said:
        """Run any words with ``typed`` on the standard input."""
        child = self.start(*words)
        return self._keep(words, child, child.communicate(typed.encode(), timeout=180))

    def do(
        self, verb: str, *words: str, typed: str = "", member: str = MANAGER, secrets: Sequence[str] = (PASSPHRASE,)
    ) -> Said:
        """Run a verb on the ledger; the secrets go first through the standard input, then what is ``typed``."""
        given = (*verb.split(), str(self.folder), *words, "--as", member, "--passphrase-fd", "0")
        return self.run(*given, typed="".join(f"{secret}\n" for secret in secrets) + typed)

    def found(self, passphrase: str = PASSPHRASE, retyped: str | None = None, *more: str) -> Said:
        """Make the ledger, retyping the code it shows (or ``retyped`` instead)."""
        words = ("new", str(self.folder), "--shop", SHOP_NAME, "--hotline", HOTLINE, "--manager", MANAGER, *more)
        child = self.start(*words, "--passphrase-fd", "0")
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(f"{passphrase}\n".encode())
        child.stdin.flush()
        shown = child.stdout.readline() + child.stdout.readline()
        self.recovery_code = shown.decode().splitlines()[-1] if shown else ""
        answer = f"{retyped if retyped is not None else self.recovery_code.lower()}\n".encode()
        out, err = child.communicate(answer, timeout=180)
        return self._keep(words, child, (shown + out, err))

    def _keep(self, words: Sequence[str], child: "subprocess.Popen[bytes]", heard: tuple[bytes, bytes]) -> Said:
        out, err = (part.decode().replace("\r\n", "\n") for part in heard)
        said = Said(tuple(words), child.returncode, out, err)
        self.heard.append(said)
        return said

    def lay_out(self, name: str, text: str) -> str:
        """Put a text file on the desk; return its name."""
        (self.desk / name).write_text(text, encoding="utf-8")
        return name

    def paper(self, name: str) -> bytes:
        return (self.desk / name).read_bytes()

    def data_key(self) -> bytes:
        return keyfile.unlock(self.folder, MANAGER, PASSPHRASE, self.rules).data_key

    @contextmanager
    def rows(self) -> Iterator[Any]:
        """Give a connection to the closed ledger, below everything the program thinks of it."""
        with closing(database.connect(self.folder / files.DATABASE, self.data_key(), is_new=False)) as connection:
            yield connection


def pages_of(pdf: bytes, password: str | None = None) -> list[str]:
    """Return the text of every page as pypdf reads it, in one line each."""
    from pypdf import PdfReader  # not before it is wanted: this module begins every process of the tests

    reader = PdfReader(BytesIO(pdf), password=password)
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def words_of(pdf: bytes, password: str | None = None) -> str:
    return " ".join(pages_of(pdf, password))


def _run(row: int, words: Sequence[str], *, is_cheap: bool) -> None:
    if is_cheap:
        slots.rules_for_this_computer = lambda: CHEAP  # before anything takes it for its own
    from ledger.cli import main

    if row:
        _die_at(row)
    sys.exit(main(words))


def _die_at(row: int) -> None:
    from ledger.services import customers

    store, left = customers.store, iter(range(row - 1, -1, -1))

    def store_or_die(*given: Any) -> customers.Added:
        added = store(*given)
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return added

    customers.store = store_or_die  # type: ignore[assignment]  # this process is killed by it, nothing to put back


if __name__ == "__main__":
    _run(int(sys.argv[1]), sys.argv[3:], is_cheap=sys.argv[2] == str(True))
