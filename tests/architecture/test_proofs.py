"""The proofs of trust are programs of their own: all of them are there, say what they prove, and README names them."""

import ast
from pathlib import Path

import pytest

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


def test_readme_names_every_proof() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in PROOFS if f"| `{name}` |" not in readme] == []
