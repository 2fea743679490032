"""The ledger runs where no Qt is installed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

IMPORT_ALL = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6", "PyQt6"}:
            raise ImportError(name + " is blocked")

sys.meta_path.insert(0, NoQt())
try:
    import PySide6
except ImportError as error:
    assert "blocked" in str(error)
else:
    raise SystemExit("the block does not block")

import ledger
names = [found.name for found in pkgutil.walk_packages(ledger.__path__, "ledger.")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def test_every_module_of_the_ledger_imports_without_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    modules = [path for path in (ROOT / "ledger").rglob("*.py") if path != ROOT / "ledger/__init__.py"]
    assert int(done.stdout) == len(modules)
