"""Without a display nothing aborts: the program says so in one line, or draws the tour instead."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.display import has_display

ROOT = Path(__file__).parents[2]
ON_LINUX = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="Windows and macOS always have a display")


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    known = {name: value for name, value in os.environ.items() if name not in hidden} | {"PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "ui", *words]
    return subprocess.run(
        command, cwd=ROOT, env=known | environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@ON_LINUX
@pytest.mark.parametrize(
    "screen",
    [
        {},
        {"DISPLAY": ":4711"},
        {"DISPLAY": "nonsense"},
        {"WAYLAND_DISPLAY": "wayland-4711"},
        {"QT_QPA_PLATFORM": "offscreen"},
    ],
)
def test_without_a_display_the_window_says_so_in_one_line(screen: dict[str, str]) -> None:
    said = run("--language", "en", **screen)
    assert said.returncode == 2
    assert said.stdout == ""
    assert said.stderr == (
        "sokin: There is no display here, so the window cannot open;"
        " the verbs that need none still work (sokin --help).\n"
    )


@ON_LINUX
def test_a_screen_that_is_not_there_is_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    for name in (":4711", "127.0.0.1:4711.0", "unix:4711", ""):
        monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
        monkeypatch.setenv("DISPLAY", name)
        assert not has_display()


def test_headless_verbs_do_not_import_qt() -> None:
    code = "import sys; sys.argv = ['sokin', '--version']\nimport ui.__main__ as door\ntry:\n    door.main()\n"
    code += "except SystemExit:\n    pass\nassert not [name for name in sys.modules if name.startswith('PySide6')]\n"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
