"""The gate on branch coverage closes on a whole run, and only then."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

HALF_TESTED = '''"""A choice."""


def sign(number: int) -> str:
    """Return the sign."""
    return "-" if number < 0 else sign_of_rest(number)


def sign_of_rest(number: int) -> str:
    """Return the sign of what is not negative."""
    if number:
        return "+"
    return "0"
'''
ONE_BRANCH = """from ledger.domain.sign import sign


def test_negative() -> None:
    assert sign(-1) == "-"


def test_positive() -> None:
    assert sign(1) == "+"
"""
LAST_BRANCH = """

def test_zero() -> None:
    assert sign(0) == "0"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with this project's settings, one branch of whose domain no test takes."""
    for package in ("ledger", "ledger/domain", "ledger/storage"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "ledger/storage/migrations.py").write_text("", encoding="utf-8")
    (tmp_path / "ledger/domain/sign.py").write_text(HALF_TESTED, encoding="utf-8")
    (tmp_path / "tests/domain").mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "tests/conftest.py", tmp_path / "tests")
    (tmp_path / "tests/support").mkdir()
    shutil.copy(ROOT / "tests/support/offline.py", tmp_path / "tests/support")
    (tmp_path / "tests/domain/test_sign.py").write_text(ONE_BRANCH, encoding="utf-8")
    return tmp_path


def run_tests(project: Path, *arguments: str, workers: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-n", str(workers), *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_whole_run_fails_for_one_branch_and_names_it(project: Path) -> None:
    done = run_tests(project, workers=2)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    assert "2 passed" in done.stdout
    assert "sign.py" in done.stdout
    assert "Required test coverage of 100% not reached" in done.stdout


def test_a_whole_run_with_every_branch_passes(project: Path) -> None:
    (project / "tests/domain/test_sign.py").write_text(ONE_BRANCH + LAST_BRANCH, encoding="utf-8")
    done = run_tests(project, workers=2)
    assert done.returncode == pytest.ExitCode.OK, done.stdout + done.stderr
    assert "Required test coverage of 100% reached" in done.stdout


@pytest.mark.parametrize("selection", [["tests/domain/test_sign.py"], ["-k", "negative"]], ids=["file", "keyword"])
def test_a_selection_is_not_asked(project: Path, selection: list[str]) -> None:
    done = run_tests(project, *selection)
    assert done.returncode == pytest.ExitCode.OK, done.stdout + done.stderr
    assert "Required test coverage" not in done.stdout


def test_a_module_that_no_test_imports_counts_as_uncovered(project: Path) -> None:
    (project / "tests/domain/test_sign.py").write_text(ONE_BRANCH + LAST_BRANCH, encoding="utf-8")
    (project / "ledger/storage/migrations.py").write_text("VERSION = 1\n", encoding="utf-8")
    done = run_tests(project)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    assert "migrations.py" in done.stdout
