"""Whoever's work is inside is named, with a licence and its text."""

import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ui.widgets.settings_about import Work, text_of, works

ROOT = Path(__file__).parents[2]
ASKED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
WORKS = works()


def _needed() -> set[str]:
    """Return everything that is installed with the program, directly or for the sake of something else."""
    waiting, found = [Requirement(line) for line in ASKED], set[str]()
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if name in found or (one.marker is not None and not one.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        waiting.extend(Requirement(line) for line in requires(one.name) or ())
    return found


def test_every_library_is_named_and_none_that_is_not_there() -> None:
    assert {canonicalize_name(one.name) for one in WORKS if one.is_library} == _needed()


def test_letters_icons_and_places_are_named() -> None:
    named = {one.name for one in WORKS if not one.is_library}
    assert named == {"Be Vietnam Pro", "Lucide", "vietnam-address-converter"}


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.name)
def test_each_has_a_licence_and_its_text(work: Work) -> None:
    assert work.licence != "–"
    words = text_of(work)
    assert len(words) > 200
    assert "copyright" in words.lower() or "public domain" in words.lower()


def test_no_licence_forbids_what_the_shop_does() -> None:
    """The GPL alone would bind the whole program; as one of several to choose from it does not."""
    alone = [one.name for one in WORKS if one.licence.startswith(("GPL", "AGPL"))]
    assert alone == []
