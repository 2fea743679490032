"""``sokin tour OUT``: draws the whole program into a folder; ``sokin --demo`` comes here where there is no screen."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ledger.assets import load_wording
from ledger.domain.wording import Language

DONE, USAGE = 0, 2
_DEMO_FOLDER = Path("sokin-tour")
_SMALLEST, _LARGEST = 640, 4096  # pixels of one side


def main(words: Sequence[str], language: str = "") -> int:
    """Read the words after ``tour`` and draw. Returns the exit code."""
    parser = argparse.ArgumentParser("sokin tour", description="draws a PNG of every page, dialog, state and paper")
    parser.add_argument("out", type=Path, metavar="OUT", help="a folder; made if it is not there")
    parser.add_argument("--language", choices=[one.value for one in Language], default=language or Language.VI.value)
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--size", type=_size, default=(1360, 850), metavar="WxH", help="of the window: 1360x850")
    given = parser.parse_args(words)
    return draw(given.out, Language(given.language), given.theme, given.size)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(text)
    if not all(_SMALLEST <= int(side) <= _LARGEST for side in (width, height)):
        raise argparse.ArgumentTypeError(text)
    return int(width), int(height)


def draw_demo(language: str) -> int:
    """Say that there is no screen, and draw the tour into ``./sokin-tour/`` instead of opening the window."""
    chosen = Language(language or Language.VI.value)
    sys.stdout.write(load_wording(chosen).text("cli.no_display_demo", folder=f"./{_DEMO_FOLDER}/") + "\n")
    sys.stdout.flush()
    return draw(_DEMO_FOLDER, chosen, "light", (1360, 850))


def draw(out: Path, language: Language, scheme: str, size: tuple[int, int]) -> int:
    """Draw the tour and list what was written."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QApplication

    from ui.theme import Scheme
    from ui.tour.scenes import play
    from ui.tour.stage import Stage

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError:
        sys.stderr.write(load_wording(language).text("errors.paper_not_saved", file=out.name) + "\n")
        return USAGE
    app = QApplication.instance() or QApplication(["sokin"])
    if not isinstance(app, QApplication):
        return USAGE
    with tempfile.TemporaryDirectory(prefix="sokin-") as place:
        stage = Stage(app, out, Path(place), QSize(*size))
        stage.dress(language, Scheme(scheme))
        play(stage, language)
        stage.program.shut_down()
    for path in stage.written:
        sys.stdout.write(f"  {path}\n")
    return DONE
