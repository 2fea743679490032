"""Rules of the house that no linter knows. Read from git, so that only the project's own files count."""

import ast
import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOP_LEVEL = {
    ".ci", ".github", ".gitattributes", ".gitignore", "LICENSE", "README.md", "ledger", "pyproject.toml",
    "requirements.lock", "resources", "tests", "ui",
}  # fmt: skip
VAGUE_ROOMS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
# Written so that this file does not find itself.
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|NotImplemented[E]rror)\b")
MACHINE_PATH = re.compile(
    r"(?:^|[^A-Za-z0-9._/}])/(?:home|root|work|workspace|tmp|opt|mnt|srv|Users)/[A-Za-z0-9]|\b[A-Z]:\\{1,2}(?:Users|Temp)\b",
    re.MULTILINE,
)
CLOCKS = {"now", "utcnow", "today"}


@cache
def project_files() -> tuple[str, ...]:
    """Return what git holds or is about to hold, as paths with ``/`` from the top."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        if os.environ.get("CI"):
            raise  # there it is a checkout, and a skipped rule is no rule
        pytest.skip("not a git checkout: which files are the project's cannot be told")
    return tuple(sorted(name for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file()))


def python_files(*rooms: str) -> list[str]:
    return [name for name in project_files() if name.endswith(".py") and (not rooms or name.startswith(rooms))]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def calls_in(name: str) -> set[str]:
    """Return the names called in a file: ``Paragraph`` for both ``Paragraph(…)`` and ``platypus.Paragraph(…)``."""
    nodes = [node.func for node in ast.walk(ast.parse(read(name))) if isinstance(node, ast.Call)]
    plain = {node.id for node in nodes if isinstance(node, ast.Name)}
    return plain | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def foreign_privates(name: str) -> set[str]:
    """Return what a file uses although another module of this project keeps it to itself (``_name``)."""
    tree = ast.parse(read(name))
    imports = [one for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)]
    ours = [one for one in imports if (one.module or "").split(".")[0] in {"ledger", "ui"}]
    names = {alias.asname or alias.name for one in ours for alias in one.names}
    modules = {one for one in names if one == one.lower()}  # classes and constants have methods of their own
    used = {
        f"{one.value.id}.{one.attr}"
        for one in ast.walk(tree)
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in modules
    }
    return {one for one in (*names, *used) if one.rpartition(".")[2].startswith("_")}


def test_the_top_level_is_fixed() -> None:
    assert {name.split("/")[0] for name in project_files()} - TOP_LEVEL == set()


@pytest.mark.parametrize("name", ["LICENSE", "README.md", "requirements.lock", ".ci/run"])
def test_what_a_reader_looks_for_is_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 0


def test_files_are_short() -> None:
    lengths = {name: len(read(name).splitlines()) for name in python_files()}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_room_has_a_vague_name() -> None:
    parts = {part.removesuffix(".py") for name in python_files() for part in name.split("/")}
    assert parts & VAGUE_ROOMS == set()


def test_tests_are_no_packages() -> None:
    """``tests/ledger/__init__.py`` would shadow the package under test."""
    assert [name for name in python_files("tests/") if name.endswith("__init__.py")] == []


def test_the_domain_reads_no_clock_and_no_file() -> None:
    """The import contract cannot see ``datetime.now()`` or the built-in ``open()``."""
    impure = CLOCKS | {"open", "print", "input"}
    assert {name: found for name in python_files("ledger/domain/") if (found := calls_in(name) & impure)} == {}


def test_only_storage_speaks_sql() -> None:
    outside = [name for name in python_files("ledger/", "ui/") if not name.startswith("ledger/storage/")]
    assert {name for name in outside if calls_in(name) & {"execute", "executemany", "executescript"}} == set()


def test_what_a_module_keeps_to_itself_no_other_uses() -> None:
    assert {name: found for name in python_files("ledger/", "ui/") if (found := foreign_privates(name))} == {}


def test_nothing_is_left_unfinished() -> None:
    sources = [*python_files(), *(name for name in project_files() if name.endswith((".toml", ".qss", ".ts")))]
    assert [name for name in sources if UNFINISHED.search(read(name))] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    kinds = (".py", ".toml", ".md", ".txt", ".json", ".yml", ".lock", ".qss", ".ts", "/run", ".gitignore")
    found = {
        name: match[0]
        for name in project_files()
        if name.endswith(kinds) and (match := MACHINE_PATH.search(read(name)))
    }
    assert found == {}
