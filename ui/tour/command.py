"""``sokin tour OUT``: draws the whole program into a folder; ``sokin --demo`` comes here where there is no screen."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from ledger.assets import load_wording
from ledger.domain.wording import Language

DONE, USAGE = 0, 2
_DEMO_FOLDER = Path("sokin-tour")
_SIZE = (1360, 850)
_SMALLEST, _LARGEST = (1024, 640), (4096, 4096)  # the window cannot be smaller
_NOISE = "This plugin does not support"  # of the platform without a screen: about size hints and the like


class _OneLine(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line."""
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(words: Sequence[str], language: str = "") -> int:
    """Read the words after ``tour`` and draw. Returns the exit code."""
    parser = _OneLine("sokin tour", description="draws a PNG of every page, dialog, state and paper")
    parser.add_argument("out", type=Path, metavar="OUT", help="a folder; made if it is not there")
    parser.add_argument("--language", choices=[one.value for one in Language], default=language or Language.VI.value)
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--size", type=_size, default=_SIZE, metavar="WxH", help="of the window: 1360x850")
    given = parser.parse_args(words)
    return draw(given.out, Language(given.language), given.theme, given.size)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if width.isdecimal() and height.isdecimal():
        size = int(width), int(height)
        if all(least <= side <= most for least, side, most in zip(_SMALLEST, size, _LARGEST, strict=True)):
            return size
    wanted = f"{text!r} is no size between 1024x640 and 4096x4096"
    raise argparse.ArgumentTypeError(wanted)


def draw_demo(language: str) -> int:
    """Say that there is no screen, and draw the tour into ``./sokin-tour/`` instead of opening the window."""
    chosen = Language(language or Language.VI.value)
    sys.stdout.write(load_wording(chosen).text("cli.no_display_demo", folder=f"./{_DEMO_FOLDER}/") + "\n")
    sys.stdout.flush()
    return draw(_DEMO_FOLDER, chosen, "light", _SIZE)


def draw(out: Path, language: Language, scheme: str, size: tuple[int, int]) -> int:
    """Draw the tour and list what was written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):  # said now, not after the drawing
            pass
        written = _draw(out, language, scheme, size)
    except OSError as error:
        name = Path(str(error.filename)).name if error.filename else out.name
        sys.stderr.write(f"sokin: {load_wording(language).text('errors.paper_not_saved', file=name)}\n")
        return USAGE
    for path in written:
        sys.stdout.write(f"  {path}\n")
    return DONE


def _draw(out: Path, language: Language, scheme: str, size: tuple[int, int]) -> Sequence[Path]:
    from PySide6.QtCore import QSize, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from ui.theme import Scheme
    from ui.tour.scenes import play
    from ui.tour.stage import Stage

    qInstallMessageHandler(lambda _kind, _where, said: _pass_on(said))
    with tempfile.TemporaryDirectory(prefix="sokin-") as place:
        screen = Path(place) / "screen.json"
        screen.write_text(json.dumps(_screen(size)), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
        app = QApplication(["sokin"])
        stage = Stage(app, out, Path(place), QSize(*size))
        stage.dress(language, Scheme(scheme))
        play(stage)
        stage.end()
    return stage.written


def _screen(size: tuple[int, int]) -> dict[str, list[dict[str, object]]]:
    """Return a screen of the window's size: lists show more columns on a wide one."""
    width, height = size
    whole = {"name": "tour", "x": 0, "y": 0, "width": width, "height": height}
    return {"screens": [whole | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}


def _pass_on(said: str) -> None:
    if not said.startswith(_NOISE):
        sys.stderr.write(said + "\n")
