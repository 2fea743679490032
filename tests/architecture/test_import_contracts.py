"""The doors between the rooms hold, and each of them is seen to close on a violation."""

import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LINTER: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
CONTRACTS: dict[str, dict[str, Any]] = {contract["id"]: contract for contract in LINTER["contracts"]}


@dataclass(frozen=True, slots=True)
class Violation:
    """Lines added to modules (made if new), and what the linter has to say about them."""

    contract: str
    added: dict[str, str]
    said: str

    def __str__(self) -> str:
        return f"{self.contract}:{next(iter(self.added))}"


VIOLATIONS = [
    Violation("no-window", {"ledger/services/stray.py": "import ui"}, "ledger is not allowed to import ui"),
    Violation("no-window", {"ledger/documents/stray.py": "from PySide6 import QtCore"}, "to import PySide6"),
    Violation("layers", {"ledger/domain/stray.py": "import ledger.assets"}, "ledger.domain.stray -> ledger.assets"),
    Violation("layers", {"ledger/assets.py": "import ledger.storage"}, "ledger.assets -> ledger.storage"),
    Violation("layers", {"ledger/storage/stray.py": "import ledger.documents"}, "ledger.storage.stray -> "),
    Violation("layers", {"ledger/documents/stray.py": "import ledger.storage"}, "ledger.documents.stray -> "),
    Violation("layers", {"ledger/storage/stray.py": "import ledger.services"}, "ledger.storage.stray -> "),
    Violation("layers", {"ledger/services/stray.py": "import ledger.cli"}, "ledger.services.stray -> ledger.cli"),
    Violation("layers", {"ledger/utilities/__init__.py": ""}, "ledger.utilities"),
    Violation("layers", {"ledger/stray.py": ""}, "ledger.stray"),
    Violation("pure-domain", {"ledger/domain/stray.py": "import os.path"}, "ledger.domain.stray -> os"),
    Violation("pure-domain", {"ledger/domain/stray.py": "import time"}, "ledger.domain.stray -> time"),
    Violation("one-database", {"ledger/services/stray.py": "import sqlcipher3"}, "ledger.services.stray -> sqlcipher3"),
    Violation("one-database", {"ui/stray.py": "import sqlite3"}, "ui.stray -> sqlite3"),
    Violation("one-paper", {"ui/stray.py": "import reportlab.lib"}, "ui.stray -> reportlab"),
    Violation("one-reader", {"ledger/services/stray.py": "import python_calamine"}, "stray -> python_calamine"),
    Violation("one-reader", {"ui/stray.py": "import psutil"}, "ui.stray -> psutil"),
    Violation("bare-child", {"ledger/sheets/lines.py": "import ledger.domain.errors"}, "lines -> ledger.domain"),
    Violation("services-in-front", {"ledger/cli/stray.py": "import ledger.sheets"}, "cli.stray -> ledger.sheets"),
    Violation("services-in-front", {"ui/stray.py": "import ledger.storage"}, "ui.stray -> ledger.storage"),
    Violation("services-in-front", {"ledger/cli.py": "import ledger.documents"}, "ledger.cli -> ledger.documents"),
    Violation("one-way-to-cli", {"ui/stray.py": "import ledger.cli"}, "ui.stray -> ledger.cli"),
    Violation("window-layers", {"ui/theme.py": "import ui.desk"}, "ui.theme -> ui.desk"),
    Violation("window-layers", {"ui/widgets/stray.py": "import ui.dialogs"}, "ui.widgets.stray -> ui.dialogs"),
    Violation("window-layers", {"ui/pages/stray.py": "import ui.app"}, "ui.pages.stray -> ui.app"),
    Violation("window-layers", {"ui/stray.py": ""}, "ui.stray"),
    Violation("independent-pages", {"ui/pages/today.py": "import ui.pages.customers"}, "ui.pages.customers"),
    Violation(
        "no-cycles",
        {
            "ledger/domain/stray.py": "import ledger.domain.stray_too",
            "ledger/domain/stray_too.py": "import ledger.domain.stray",
        },
        "stray",
    ),
]


def lint_imports(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the linter on ``tree``; it puts the current folder first on the path, so it reads those packages."""
    program = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    command = [sys.executable, "-c", program, "--no-cache", "--no-logo", *arguments]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of what the contracts read."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "ledger", tmp_path / "ledger", ignore=ignored)
    shutil.copytree(ROOT / "ui", tmp_path / "ui", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def inject(tree: Path, path: str, line: str) -> None:
    """Add a line to a module, which is made if there is none."""
    target = tree / path
    target.parent.mkdir(exist_ok=True)
    text = target.read_text(encoding="utf-8") if target.exists() else ""
    target.write_text(f"{text}\n{line}\n", encoding="utf-8")


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_all_contracts_are_kept() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in done.stdout


def test_every_contract_has_a_violation() -> None:
    assert {violation.contract for violation in VIOLATIONS} == set(CONTRACTS)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_a_violation_is_caught(tree: Path, violation: Violation) -> None:
    for path, line in violation.added.items():
        inject(tree, path, line)
    done = lint_imports(tree, "--contract", violation.contract)
    name = CONTRACTS[violation.contract]["name"]
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{name} BROKEN" in one_line(done.stdout)
    assert violation.said in one_line(done.stdout)


@pytest.mark.parametrize("contract", [key for key, value in CONTRACTS.items() if value["type"] == "forbidden"])
def test_every_forbidden_module_is_caught_in_every_room(tree: Path, contract: str) -> None:
    """A misspelt entry of a list would forbid nothing."""
    rooms = CONTRACTS[contract]["source_modules"]
    forbidden = CONTRACTS[contract]["forbidden_modules"]
    for room in rooms:
        path = room.replace(".", "/")
        is_package = (tree / path).is_dir()
        inject(
            tree, f"{path}/stray.py" if is_package else f"{path}.py", "\n".join(f"import {name}" for name in forbidden)
        )
    said = one_line(lint_imports(tree, "--contract", contract).stdout)
    missed = [
        f"{room} may import {name}"
        for room in rooms
        for name in forbidden
        if f"{room} is not allowed to import {name}:" not in said
    ]
    assert missed == []


def test_every_room_but_the_owner_is_kept_from_sqlcipher_reportlab_and_calamine() -> None:
    """A new room has to be named in these lists as well."""
    layers = CONTRACTS["layers"]["layers"]
    rooms = {f"ledger.{room.strip()}" for layer in layers for room in layer.split("|")} | {"ui"}
    assert set(CONTRACTS["one-database"]["source_modules"]) == rooms - {"ledger.storage"}
    assert set(CONTRACTS["one-paper"]["source_modules"]) == rooms - {"ledger.documents"}
    assert set(CONTRACTS["one-reader"]["source_modules"]) == rooms - {"ledger.sheets"}


def test_every_module_of_the_reading_process_is_kept_bare() -> None:
    modules = {f"ledger.sheets.{path.stem}" for path in (ROOT / "ledger" / "sheets").glob("[!_]*.py")}
    assert set(CONTRACTS["bare-child"]["source_modules"]) == modules - {"ledger.sheets.reader"}
