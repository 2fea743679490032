"""The proofs of trust are programs of their own: all are there, say what they prove, and fail where they must."""

import ast
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from proof.scaffold import Trial, prove

ROOT = Path(__file__).parents[2]
PROOFS = [
    "kill", "powercut", "flip", "rollback", "canary", "erase", "diskfull", "rotate", "migrate", "restore",
    "audit", "hostile", "throttle", "lock", "labels", "authz", "doctor", "instances", "kdf", "salvage",
]  # fmt: skip


@pytest.mark.parametrize("name", PROOFS)
def test_every_proof_says_what_it_proves_and_ends_with_its_figures(name: str) -> None:
    tree = ast.parse((ROOT / "tests" / "proof" / f"{name}.py").read_text(encoding="utf-8"))
    called = [one.func.id for one in ast.walk(tree) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)]
    assert ast.get_docstring(tree)
    assert called.count("prove") == 1


def test_no_proof_is_forgotten() -> None:
    there = {path.stem for path in (ROOT / "tests" / "proof").glob("*.py")}
    assert there == {*PROOFS, "scaffold"}


def test_readme_names_every_proof() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in PROOFS if f"| `{name}` |" not in readme] == []


# --- the scaffold -------------------------------------------------------------------------------

Run = Callable[..., tuple[object, dict[str, object]]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a proof as its program does; return its exit code and its figures."""

    def run(work: Callable[[Trial], None], *words: str) -> tuple[object, dict[str, object]]:
        monkeypatch.setattr(sys, "argv", ["proof", "--folder", str(tmp_path), *words])
        with pytest.raises(SystemExit) as ended:
            prove("a goal", work)
        return ended.value.code, json.loads(capsys.readouterr().out.splitlines()[-1])

    return run


def test_a_goal_that_holds_ends_with_its_figures(run: Run) -> None:
    code, figures = run(lambda trial: trial.count("tries", 3))
    assert code == 0
    assert (figures["goal"], figures["tries"], figures["holds"], figures["broken"]) == ("a goal", 3, True, 0)


def test_one_thing_that_does_not_hold_fails_the_proof(run: Run) -> None:
    code, figures = run(lambda trial: trial.must(False, "nothing is lost"))
    assert code == 1
    assert (figures["holds"], figures["broken"]) == (False, 1)


def test_the_seed_it_tells_brings_the_same_chances_back(run: Run) -> None:
    def draw(trial: Trial) -> None:
        trial.figures["drawn"] = trial.chance.random()

    _, first = run(draw)
    _, again = run(draw, "--seed", str(first["seed"]))
    _, other = run(draw, "--seed", "7")
    assert first["drawn"] == again["drawn"] != other["drawn"]


def test_it_works_where_it_is_told_to_and_leaves_nothing(run: Run, tmp_path: Path) -> None:
    worked_in = list[Path]()
    run(lambda trial: worked_in.append(trial.folder))
    assert worked_in[0].parent == tmp_path
    assert list(tmp_path.iterdir()) == []
