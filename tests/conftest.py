"""What every test run shares: no display, no unexpected log, how hypothesis searches, and the coverage gate."""

import gc
import logging
import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from support.offline import stay_offline

TESTS = Path(__file__).parent

stay_offline()

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything of Qt is imported: no test opens a window on a desk

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(autouse=True)
def nothing_unexpected_is_logged(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning it did not announce by ``@pytest.mark.logs``; let closed windows go."""
    yield
    if "PySide6.QtWidgets" in sys.modules:
        _clear_away()
    if request.node.get_closest_marker("logs") is None:
        records = [*caplog.get_records("setup"), *caplog.get_records("call")]
        assert [one.getMessage() for one in records if one.levelno >= logging.WARNING] == []


def _clear_away() -> None:
    """Take away every window a test left standing: its clocks would go on, on a ledger that is closed."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtWidgets import QApplication

    for one in QApplication.topLevelWidgets():
        # A completer deletes its list of proposals itself, and tells it to hide until then: to take the list away
        # first ends the whole run, or not, in whichever order Qt names them.
        if one.windowType() is not Qt.WindowType.Popup:
            one.deleteLater()
    # Without a running event loop Qt would keep them, and restyle them, until the last test.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def pytest_xdist_auto_num_workers() -> int:
    """Return three workers for two cores: a quarter of its time a test waits for the disk or for a window's clock."""
    return (os.cpu_count() or 2) * 3 // 2


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage among thousands of tests being collected, all of which stay: it took a third of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Clear garbage away between tests only: in the middle of a call from Qt it destroys what Qt still holds.

    The program does the same by its clock (``ThreadedTasks``).
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


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
