"""The start: a window is painted before anything of the ledger is imported, then the program is put together in it."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QApplication, QMessageBox

from ledger.domain.wording import Language
from ui import theme
from ui.capture import CaptureGuard
from ui.hardening import quieten_qt
from ui.main_window import MainWindow
from ui.settings import LANGUAGE, Settings


def run(*, is_demo: bool, language: str = "") -> int:
    """Run the program with its window and return the exit code."""
    quieten_qt()
    app = QApplication(["sokin"])
    app.setApplicationName("sokin")
    app.setApplicationDisplayName("Sổ Kín")
    if is_demo:
        with tempfile.TemporaryDirectory(prefix="sokin-") as folder:
            return _run_demo(app, Path(folder), language)
    return _run(app, language)


def first_window(app: QApplication, settings_file: Path, language: str = "") -> MainWindow:
    """Return the window with its cover, painted."""
    settings = Settings(settings_file)
    if language:
        settings.set(LANGUAGE, language)
    theme.apply(app, settings.scheme)
    CaptureGuard(app, settings)
    window = MainWindow(settings)
    window.show()
    app.processEvents()
    return window


def _run(app: QApplication, language: str) -> int:
    from ui.single_instance import SingleInstance

    only = SingleInstance("sokin")
    file = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)) / "window.ini"
    if not only.is_first():
        return 0 if only.was_heard() else _tell_of_silence(app, Settings(file), language)
    window = first_window(app, file, language)
    from ui.app import build

    program = build(app, file, window=window)
    only.raised.connect(window.come_forward)
    program.start()
    return app.exec()


def _tell_of_silence(app: QApplication, settings: Settings, language: str) -> int:
    from ui.i18n import Translators

    theme.apply(app, settings.scheme)
    Translators(app).use(Language(language or settings.get(LANGUAGE)))
    words = QCoreApplication.translate(
        "Program",
        "Sổ Kín is running already, but its window does not answer. Wait a moment and start it again; if that does not"
        " help, end it in the system's list of programs. What was saved is safe.",
    )
    QMessageBox.warning(None, "Sổ Kín", words)
    return 1


def _run_demo(app: QApplication, folder: Path, language: str) -> int:
    window = first_window(app, folder / "window.ini", language)
    from ui.app import build, make_demo

    program = build(app, folder / "window.ini", folder / "data", window=window)
    window.show_cover(QCoreApplication.translate("Program", "Making up a shop and its last six weeks…"))
    program.door.tasks.compute(program, lambda: make_demo(folder), program.start)
    return app.exec()
