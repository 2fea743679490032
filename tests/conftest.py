"""What every test run shares: how hypothesis searches, and the coverage gate of a whole run."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Ask a whole run for every branch of what ``[tool.coverage.report]`` names; a selection of tests is not asked."""
    measuring: Any = config.pluginmanager.get_plugin("_cov")
    if measuring is not None and _is_whole_run(config):
        measuring.options.cov_fail_under = 100
        measuring.options.cov_report["term-missing"] = "skip-covered"


def _is_whole_run(config: pytest.Config) -> bool:
    narrowing = ("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf", "stepwise", "collectonly")
    if any(config.getoption(option, None) for option in narrowing):
        return False
    named = {(config.invocation_params.dir / argument).resolve() for argument in config.args}
    return named == {TESTS.resolve()}
