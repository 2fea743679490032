"""Everything the program needs is locked as a ready-made wheel for each computer a shop may have: nobody compiles."""

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ASKED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
TABLE = tomllib.loads((ROOT / "tests" / "data" / "wheels.toml").read_text(encoding="utf-8"))
WHEELS = {name: digest for wheels in TABLE.values() for name, digest in wheels.items()}
ENTRIES = re.findall(r"^(?P<pin>[A-Za-z0-9][^\n]*?) \\\n(?P<hashes>(?:    --hash=[^\n]+\n)+)", LOCK, re.MULTILINE)
PINS = [(Requirement(pin), hashes) for pin, hashes in ENTRIES]

PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))
# The oldest macOS is 13, the oldest Linux has glibc 2.34: both as PySide6's own wheels say.
COMPUTERS: dict[str, tuple[list[str], dict[str, str]]] = {
    "Windows x64": (
        ["win_amd64"],
        {"sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64", "os_name": "nt"},
    ),
    "macOS arm64": (
        list(mac_platforms((13, 0), "arm64")),
        {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64", "os_name": "posix"},
    ),
    "macOS x86-64": (
        list(mac_platforms((13, 0), "x86_64")),
        {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "x86_64", "os_name": "posix"},
    ),
    "Linux x86-64": (
        [f"manylinux_2_{minor}_x86_64" for minor in range(34, 16, -1)],
        {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64", "os_name": "posix"},
    ),
}


def _environment(computer: str, python: tuple[int, int]) -> dict[str, str]:
    version = f"{python[0]}.{python[1]}"
    cpython = {"implementation_name": "cpython", "platform_python_implementation": "CPython", "extra": ""}
    return {"python_version": version, "python_full_version": f"{version}.0", **cpython, **COMPUTERS[computer][1]}


def _applies(marker: Marker | None, environment: dict[str, str]) -> bool:
    return marker is None or marker.evaluate(environment)


def _needed(environment: dict[str, str]) -> set[str]:
    """Return what is installed there, with what that needs in turn."""
    waiting, found = [Requirement(line) for line in ASKED], set[str]()
    while waiting:
        one = waiting.pop()
        if not _applies(one.marker, environment) or canonicalize_name(one.name) in found:
            continue
        found.add(canonicalize_name(one.name))
        waiting.extend(Requirement(line) for line in requires(one.name) or ())
    return found


def _tags(computer: str, python: tuple[int, int]) -> set[Tag]:
    platforms = COMPUTERS[computer][0]
    abi = f"cp{python[0]}{python[1]}"
    return {*cpython_tags(python, [abi], platforms), *compatible_tags(python, abi, platforms)}


def _serves(pin: Requirement, hashes: str, tags: set[Tag]) -> bool:
    for wheel, digest in WHEELS.items():
        name, version, _build, its_tags = parse_wheel_filename(wheel)
        is_it = name == canonicalize_name(pin.name) and pin.specifier.contains(version)
        if is_it and not tags.isdisjoint(its_tags) and f"--hash=sha256:{digest}" in hashes:
            return True
    return False


@pytest.mark.parametrize("python", PYTHONS, ids=lambda python: f"CPython {python[0]}.{python[1]}")
@pytest.mark.parametrize("computer", COMPUTERS)
def test_each_computer_gets_all_of_it_ready_made(computer: str, python: tuple[int, int]) -> None:
    environment, tags = _environment(computer, python), _tags(computer, python)
    needed = _needed(environment)
    locked = [(pin, hashes) for pin, hashes in PINS if _applies(pin.marker, environment)]
    served = {canonicalize_name(pin.name) for pin, hashes in locked if _serves(pin, hashes, tags)}
    assert needed - served == set()
    assert "sqlcipher3" in needed


def test_every_wheel_of_the_table_is_locked() -> None:
    """A table of an older lock would prove nothing."""
    assert [wheel for wheel, digest in WHEELS.items() if f"--hash=sha256:{digest}" not in LOCK] == []


def test_a_wheel_for_another_computer_does_not_count() -> None:
    pin, hashes = next(one for one in PINS if one[0].name == "sqlcipher3")
    assert not _serves(pin, hashes, {Tag("cp311", "cp311", "win_arm64")})
