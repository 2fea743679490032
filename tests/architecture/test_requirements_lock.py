"""The lock file covers what pyproject.toml asks for, with hashes, and tells nothing about where it was made."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")

EXTRAS = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
ASKED = [Requirement(line) for line in (*PROJECT["dependencies"], *EXTRAS)]
# One entry: "name==version ; marker \", then its hashes, each on an indented line.
ENTRIES = re.findall(r"^(?P<pin>[A-Za-z0-9][^\n]*?) \\\n(?P<hashes>(?:    --hash=[^\n]+\n)+)", LOCK, re.MULTILINE)
LOCKED = [Requirement(pin) for pin, _ in ENTRIES]


def test_every_line_of_the_lock_was_understood() -> None:
    pins = [line for line in LOCK.splitlines() if line and line[0] not in " #"]
    assert len(pins) == len(ENTRIES) > len(ASKED)


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_each_dependency_is_locked_to_a_version_that_fits(asked: Requirement) -> None:
    versions = [
        next(iter(pin.specifier)).version
        for pin in LOCKED
        if canonicalize_name(pin.name) == canonicalize_name(asked.name)
    ]
    assert any(asked.specifier.contains(version) for version in versions), versions


def test_each_entry_has_a_sha256() -> None:
    assert [pin for pin, hashes in ENTRIES if "--hash=sha256:" not in hashes] == []


def test_the_lock_names_no_host() -> None:
    assert re.findall(r"\w+://|--(?:extra-)?index-url|--find-links|--trusted-host", LOCK) == []
