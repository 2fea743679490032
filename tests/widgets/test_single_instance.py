"""One window per person: the second start wakes the first one, also after a crash left its socket behind."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from ui import single_instance
from ui.single_instance import SingleInstance

ROOT = Path(__file__).parents[2]
# Claims the key, says so, and is then killed without closing anything.
CRASHES = """
import os, sys
from PySide6.QtCore import QCoreApplication
from ui.single_instance import SingleInstance
app = QCoreApplication([])
one = SingleInstance(sys.argv[1])
print(one.is_first(), flush=True)
os._exit(9)
"""
SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.single_instance import SingleInstance
app = QCoreApplication([])
one = SingleInstance(sys.argv[1])
sys.exit(1 if one.is_first(Path(sys.argv[2])) else 0 if one.was_heard() else 2)
"""


@pytest.fixture
def key() -> str:
    return uuid4().hex  # other test runs on this computer have their own


@pytest.fixture
def first(qtbot: QtBot, key: str) -> Iterator[SingleInstance]:  # noqa: ARG001 (an application has to be there)
    one = SingleInstance(key)
    assert one.is_first()
    yield one
    one.close()


def test_the_second_one_is_told_and_wakes_the_first(qtbot: QtBot, first: SingleInstance, key: str) -> None:
    with qtbot.waitSignal(first.raised):
        assert not SingleInstance(key).is_first()
    assert first.is_first()


def test_another_process_hands_over_its_folder(qtbot: QtBot, first: SingleInstance, key: str, tmp_path: Path) -> None:
    folder = tmp_path / "Sổ của tiệm"
    with qtbot.waitSignal(first.folder_wanted) as heard:
        started = subprocess.Popen([sys.executable, "-c", SECOND, key, str(folder)], cwd=ROOT)
    assert heard.args == [str(folder)]
    assert started.wait(30) == 0


def test_a_first_one_that_hangs_is_noticed(monkeypatch: pytest.MonkeyPatch, first: SingleInstance, key: str) -> None:
    monkeypatch.setattr(single_instance, "_HEARD", 10)
    second = SingleInstance(key)
    assert not second.is_first()
    assert not second.was_heard()  # nobody gave the first one a turn
    assert first.is_first()


@pytest.mark.usefixtures("first")
def test_another_key_is_another_window(key: str) -> None:
    other = SingleInstance(key + "x")
    assert other.is_first()
    other.close()


def test_after_the_first_one_ended_the_next_is_first(first: SingleInstance, key: str) -> None:
    first.close()
    again = SingleInstance(key)
    assert again.is_first()
    again.close()


def test_what_a_crash_left_behind_is_no_obstacle(qtbot: QtBot, key: str) -> None:
    crashed = subprocess.run(
        [sys.executable, "-c", CRASHES, key], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (crashed.returncode, crashed.stdout.strip()) == (9, "True")
    one = SingleInstance(key)
    assert one.is_first()
    with qtbot.waitSignal(one.raised):
        assert not SingleInstance(key).is_first()
    one.close()


def test_noise_on_the_line_wakes_nobody(qtbot: QtBot, first: SingleInstance, key: str) -> None:
    heard: list[str] = []
    first.raised.connect(lambda: heard.append("raised"))
    server = first.findChild(QLocalServer)
    assert isinstance(server, QLocalServer)
    assert key not in server.serverName()
    noise = QLocalSocket()
    noise.connectToServer(server.serverName())
    assert noise.waitForConnected(1000)
    noise.write(b"erase everything\n" + b"x" * 20_000)
    noise.waitForBytesWritten(1000)
    noise.disconnectFromServer()
    with qtbot.waitSignal(first.raised):  # and it still answers
        SingleInstance(key).is_first()
    assert heard == ["raised"]
