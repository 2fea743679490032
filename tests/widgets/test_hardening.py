"""A fault says what kind it was and where, nothing else, and the process leaves no image of its memory."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ui import hardening

ROOT = Path(__file__).parents[2]
SECRET = "Nguyễn Thị Bí Mật 0912345678"
# Everything a program can break by, one after the other, each with a customer in its hands.
BREAKS = """
import ctypes, sys, threading
from ui.hardening import harden, quieten_qt
harden()
secret = sys.argv[1]

class Leaving:
    def __del__(self):
        raise ValueError(secret)

def on_a_thread():
    raise KeyError(secret)

thread = threading.Thread(target=on_a_thread)
thread.start()
thread.join()
Leaving()
quieten_qt()
from PySide6.QtCore import qWarning, QCoreApplication, QObject
qWarning(secret)
if sys.platform == "linux":
    import resource
    print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3))
raise RuntimeError(secret)
"""


def test_no_fault_says_a_value() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BREAKS, SECRET], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    told = done.stderr.splitlines()
    assert done.returncode == 1
    assert [line.partition(" at ")[0] for line in told] == [
        "sokin: KeyError",
        "sokin: ValueError",
        "sokin: Qt warning",
        "sokin: RuntimeError",
    ]
    assert all(word not in done.stderr for word in SECRET.split())
    if sys.platform == "linux":
        assert done.stdout.split("\n")[0] == "(0, 0) 0"


def test_a_fault_is_told_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        int(SECRET)
    except ValueError as fault:
        hardening.report_fault(type(fault), fault, fault.__traceback__)
    assert capsys.readouterr().err.startswith("sokin: ValueError at test_hardening.py:")


@pytest.mark.parametrize("platform", ["win32", "darwin", "sunos5"])
def test_a_system_that_refuses_stops_nothing(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for hooked, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(hooked, name, getattr(hooked, name))

    def refuse() -> None:
        raise OSError

    monkeypatch.setattr(hardening, "_FORBID", {platform: refuse})
    monkeypatch.setattr(hardening, "forbid_dumps_on_linux", refuse)
    hardening.harden(platform)
    assert sys.excepthook is hardening.report_fault
