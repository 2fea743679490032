"""The process that reads hostile files: it has nothing to lose, takes nothing with it and leaves nothing behind."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ui.__main__
from ledger.domain.errors import TableUnreadable
from ledger.sheets import reader
from ledger.sheets.limits import Fault, Limits
from ledger.sheets.lines import Table
from ledger.sheets.shape import Shape, column_letters, column_number
from support.workbooks import sparse, workbook

ROOT = Path(__file__).parents[2]
PEOPLE = workbook(Khách=[["name", "phones"], ["Đặng Thuỳ Dương", 911647979]])
# Everything the process does once the file has come is told to this; what it may not do ends it.
WATCHED = """
import os, sys
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "ctypes.dlopen",
             "shutil.", "tempfile.", "os.rename", "os.remove", "os.mkdir", "sqlite3.", "pickle.")
def watch(event, arguments):
    if event.startswith(FORBIDDEN):
        os._exit(99)
    is_a_file = event == "open" and isinstance(arguments[0], str) and arguments[0] != os.devnull
    if is_a_file and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        os._exit(98)
sys.addaudithook(watch)
sys.path.append(sys.argv.pop())
from ledger.sheets.child import main
main()
"""
IMPORTED = """
import sys
sys.path.append(sys.argv.pop())
import python_calamine
from ledger.sheets import child, guard, text_table, workbook
print(" ".join(sys.modules))
"""


def code(program: str) -> list[str]:
    return [sys.executable, "-P", "-c", program, str(ROOT)]


def names(table: Table) -> list[list[str]]:
    return [list(line.cells) for line in table.lines]


def test_it_knows_neither_the_window_nor_the_database_nor_the_network() -> None:
    done = subprocess.run(code(IMPORTED), capture_output=True, text=True, check=True)
    modules = set(done.stdout.split())
    strangers = {
        "PySide6",
        "sqlcipher3",
        "sqlite3",
        "socket",
        "ssl",
        "subprocess",
        "pickle",
        "ctypes",
        "reportlab",
        "psutil",
    }
    assert modules & strangers == set()
    assert {one for one in modules if one.startswith("ledger.") and not one.startswith("ledger.sheets")} == set()


@pytest.mark.parametrize("data", [PEOPLE, "name,phones\nĐặng Thuỳ Dương,911647979\n".encode()])
def test_it_starts_no_program_opens_no_file_to_write_and_talks_to_nobody(
    monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setattr(reader, "command", lambda: code(WATCHED))
    assert names(reader.read(data)) == [["name", "phones"], ["Đặng Thuỳ Dương", "911647979"]]


def test_nothing_of_the_file_stands_on_the_command_line_or_in_the_environment() -> None:
    heard = list[Any]()

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen" and listening:
            heard.append(arguments)

    listening = True
    sys.addaudithook(hear)  # stays for good, and is deaf from the next but one line on
    reader.read(PEOPLE, sheet="Khách")
    listening = False
    (started,) = heard
    words = started[1] if isinstance(started[1], str) else subprocess.list2cmdline(started[1])  # Windows: one line
    assert words == subprocess.list2cmdline(reader.command())
    assert "Khách" not in words
    assert started[3] is None  # the environment is the program's own


def test_no_process_is_left_when_it_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = list["subprocess.Popen[bytes]"]()
    start = subprocess.Popen

    def keep(*arguments: Any, **more: Any) -> "subprocess.Popen[bytes]":
        begun.append(start(*arguments, **more))
        return begun[-1]

    monkeypatch.setattr(subprocess, "Popen", keep)
    reader.read(PEOPLE)
    monkeypatch.setattr(reader, "LIMITS", Limits(seconds=0.2))
    monkeypatch.setattr(reader, "command", lambda: code("import time; time.sleep(60)"))
    with pytest.raises(TableUnreadable):
        reader.read(PEOPLE)
    assert [one.poll() is None for one in begun] == [False, False]


def test_one_that_nobody_waits_for_ends_by_itself() -> None:
    """Whoever asked was killed half-way: the file never comes whole, and nothing is answered."""
    asked = {"sheet": "", "encoding": "", "size": 9, "seconds": 20, "memory": 1 << 29}
    said = json.dumps(asked).encode() + b"\nhalf"
    done = subprocess.run(reader.command(), input=said, capture_output=True, check=False, timeout=60)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there the system sets no such limit: it is watched")
def test_the_system_itself_ends_one_that_takes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    blind = "import sys; sys.path.append(sys.argv.pop()); from ledger.sheets import child, workbook; "
    blind += "workbook._require_room = lambda chosen: None; child.main()"
    monkeypatch.setattr(reader, "command", lambda: code(blind))
    monkeypatch.setattr(reader, "_memory_of", lambda _pid: 0)  # nobody watches
    with pytest.raises(TableUnreadable) as refused:
        reader.read(sparse("XFD1048576"))
    assert refused.value.data["why"] in {"crash", "memory"}


def test_a_frozen_program_starts_itself_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert reader.command() == [sys.executable, *ui.__main__._READ_TABLE]
    itself = [sys.executable, "-m", "ui", *reader.command()[1:]]
    monkeypatch.setattr(reader, "command", lambda: itself)
    monkeypatch.chdir(ROOT)
    assert names(reader.read(PEOPLE))[1] == ["Đặng Thuỳ Dương", "911647979"]


def test_it_is_found_wherever_the_program_is_started_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file called json.py in the folder of downloads is not taken for a part of the program."""
    (tmp_path / "json.py").write_text("raise SystemExit(77)")
    (tmp_path / "ledger").mkdir()
    monkeypatch.chdir(tmp_path)
    assert len(reader.read(PEOPLE).lines) == 2
    assert os.listdir(tmp_path / "ledger") == []  # noqa: PTH208 - names are enough


@pytest.mark.parametrize(
    ("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("BL", 64), ("BM", 65), ("XFD", 16384)]
)
def test_columns_are_counted_as_a_spreadsheet_names_them(letters: str, number: int) -> None:
    assert (column_number(letters), column_letters(number)) == (number, letters)


def test_cells_without_an_address_follow_each_other() -> None:
    shape = Shape()
    for name, attributes in (
        ("x:row", {}), ("c", {}), ("c", {}), ("v", {}), ("row", {"r": "9"}), ("c", {}), ("c", {}), ("c", {"t": "e"}),
        ("v", {}), ("row", {}), ("c", {"r": "AB500"}), ("row", {"r": "20"}), ("c", {}),
    ):  # fmt: skip
        shape.on_element(name, attributes)
    assert (shape.top, shape.bottom, shape.left, shape.right) == (1, 9, 2, 3)  # a cell that is only coloured is none
    assert shape.errors == {(9, 3)}
    with pytest.raises(Fault):
        shape.on_element("row", {"r": "nine"})
