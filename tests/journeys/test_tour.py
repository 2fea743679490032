"""The whole program draws itself where there is no screen, and leaves nothing else behind."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from ledger.assets import load_wording
from ledger.domain.text import fold
from ledger.domain.wording import Language
from ledger.services.demo import MANAGER, STAFF
from ui.places import PageId
from ui.tour.command import main

ROOT = Path(__file__).parents[2]
VISIT = "SOKIN_VISIT"  # set by .ci/run: the folder of its own visit
DONE, USAGE = 0, 2
_PNG, _PDF, _ZIP = b"\x89PNG\r\n\x1a\n", b"%PDF-", b"PK\x03\x04"
_BEGINS = {".png": _PNG, ".pdf": _PDF, ".xlsx": _ZIP, ".json": b"{"}
_SMALLEST = 2_000  # bytes: an empty page is smaller


@dataclass(frozen=True, slots=True)
class Visit:
    """What somebody without a screen got who typed ``sokin --demo``."""

    code: int
    said: tuple[str, ...]
    troubles: str
    desk: Path
    home: Path
    temporary: Path

    @property
    def listed(self) -> list[Path]:
        return [self.desk / line.strip() for line in self.said[1:]]


def _visit(place: Path) -> Visit:
    """Return a visit the gate has made already, with the program as it is installed; without one, make it here."""
    made = os.environ.get(VISIT)
    return _draw(place) if made is None else _read(Path(made))


def _read(place: Path) -> Visit:
    code, said, troubles = ((place / name).read_text(encoding="utf-8") for name in ("code", "said", "troubles"))
    return Visit(int(code), tuple(said.splitlines()), troubles, *_folders(place))


def _folders(place: Path) -> tuple[Path, Path, Path]:
    return place / "desk", place / "home", place / "temporary"


def _draw(place: Path) -> Visit:
    desk, home, temporary = _folders(place)
    for folder in (desk, home, temporary):
        folder.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DISPLAY", "WAYLAND", "QT_"))}
    moved = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA")}
    surroundings = kept | moved | {"TMPDIR": str(temporary), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    words = [sys.executable, "-m", "ui", "--demo"]
    done = subprocess.run(
        words, cwd=desk, env=surroundings, capture_output=True, text=True, encoding="utf-8", check=False, timeout=600
    )
    return Visit(done.returncode, tuple(done.stdout.splitlines()), done.stderr, desk, home, temporary)


def test_without_a_screen_the_demo_draws_everything_and_leaves_nothing_else(tmp_path: Path) -> None:
    visit = _visit(tmp_path)  # a minute's work: once, and everything is asked of it
    _require_that_it_says_so(visit)
    _require_real_files(visit)
    _require_every_page(visit)
    _require_every_paper(visit)
    _require_nothing_else(visit)
    _require_silent_names(visit)


def _require_that_it_says_so(visit: Visit) -> None:
    expected = load_wording(Language.VI).text("cli.no_display_demo", folder="./sokin-tour/")
    assert (visit.code, visit.troubles) == (DONE, "")
    assert visit.said[0] == expected


def _require_real_files(visit: Visit) -> None:
    for path in visit.listed:
        content = path.read_bytes()
        assert content.startswith(_BEGINS[path.suffix]), path.name
        assert len(content) > _SMALLEST, path.name
    assert len(set(visit.listed)) == len(visit.listed)


def _require_every_page(visit: Visit) -> None:
    names = {path.stem[4:] for path in visit.listed if path.stem[:3].isdigit()}
    for page in PageId:
        assert f"empty-{page}" in names
        assert any(name.startswith(str(page).removesuffix("s")) for name in names), page
    assert {f"loading-{page}" for page in PageId} & names
    assert {f"damaged-{page}" for page in PageId} & names


def _require_every_paper(visit: Visit) -> None:
    papers = {path.stem for path in visit.listed if path.suffix == ".pdf"}
    assert {"manifest", "report", "report-preview", "consent-receipt", "recovery-sheet"} <= papers
    sizes = ("thermal-100x150", "a6", "thermal-75x100", "a4-four")
    assert {f"{kind}-{size}" for kind in ("label", "calibration") for size in sizes} <= papers


def _require_nothing_else(visit: Visit) -> None:
    assert {path for path in visit.desk.rglob("*") if path.is_file()} == set(visit.listed)
    assert not [path for path in visit.temporary.rglob("*") if path.name.startswith("sokin")]
    assert not [path for path in visit.home.rglob("*") if path.is_file() and "fontconfig" not in path.parts]


def _require_silent_names(visit: Visit) -> None:
    people = {fold(word) for name in (MANAGER, STAFF) for word in name.split() if len(word) > len("Thu")}
    for path in visit.listed:
        assert path.name.isascii()
        assert path.name == path.name.lower()
        assert not people & set(path.stem.split("-"))


@pytest.mark.parametrize("size", ["1360", "1360x", "x850", "axb", "1360x850x2", "100x100", "99999x850", "-1360x850"])
def test_a_size_no_window_can_have_is_told_in_one_line(
    size: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(tmp_path / "out"), f"--size={size}"])
    told = capsys.readouterr().err.strip()
    assert ended.value.code == USAGE
    assert "\n" not in told
    assert size in told
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("a file")
    assert main([str(tmp_path / "taken")]) == USAGE
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "taken" in told.err
