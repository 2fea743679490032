"""Vietnamese and English without a restart, down to the buttons, menus and boxes that Qt itself brings."""

import logging
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QTranslator
from PySide6.QtGui import QAccessible, QContextMenuEvent, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QPushButton,
    QScrollBar,
    QSlider,
    QSpinBox,
    QTextBrowser,
    QTextEdit,
    QWidget,
    QWizard,
    QWizardPage,
)
from pytestqt.qtbot import QtBot

from ledger.domain.wording import Language
from support.pseudo import pseudo_language, stretched
from support.shown_texts import shown_texts, texts_while_open
from ui import i18n
from ui.i18n import Translators

# The same in both languages: names of paper, of units and of file kinds.
PROPER_NAMES = re.compile(
    r"OK|PDF.*|[AB]\d+|(JIS B|PRC )\d+K?|(ANSI|Architect|Super) [A-E]|(Letter|Tabloid|Ledger) / ANSI [AB]|Legal|Quarto|"
    r"(Executive|Folio) \(.* in\)|\d+ \(\dx\d\)|\d+ x \d+ in|mm|in|pt|CC|DD|P̸|(Didot|Cicero|Pica) \(.*\)"
)
OPENS_A_MENU = pytest.mark.qt_log_ignore(r"does not support (raise|grabbing the keyboard)", extend=True)
ONLY_WITH_QTS_OWN = pytest.mark.skipif(sys.platform != "linux", reason="the system has its own print dialog here")


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Translators]:
    """The switch of languages; afterwards the program is as it was."""
    before = QLocale()
    translators = Translators(qapp)
    yield translators
    translators.use(Language.EN)
    QLocale.setDefault(before)
    translators.deleteLater()


# --- what Qt brings -----------------------------------------------------------------------------


def button_box(_folder: Path) -> set[str]:
    box = QDialogButtonBox()
    for kind in set(QDialogButtonBox.StandardButton) - {QDialogButtonBox.StandardButton.NoButton}:
        box.addButton(kind)
    assert len(box.buttons()) == 18
    return shown_texts(box)


def message_box(_folder: Path) -> set[str]:
    box = QMessageBox()
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
    box.setDetailedText("…")
    closed = shown_texts(box)
    next(button for button in box.buttons() if "..." in button.text()).click()
    return closed | shown_texts(box)


def edit_menus(_folder: Path) -> set[str]:
    rich, browser = QTextEdit("…"), QTextBrowser()
    browser.setHtml('<a href="#">…</a>')
    line, plain = QLineEdit("…"), QPlainTextEdit("…")
    menus: list[QMenu] = [widget.createStandardContextMenu() for widget in (line, plain, rich, browser)]
    return set().union(*map(shown_texts, menus))


def _right_click(widget: QWidget) -> set[str]:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    return texts_while_open(lambda: QApplication.sendEvent(widget, event))


def number_menu(_folder: Path) -> set[str]:
    return _right_click(QSpinBox())


def scroll_menu(_folder: Path) -> set[str]:
    return _right_click(QScrollBar())


def file_dialog(folder: Path) -> set[str]:
    found: set[str] = set()
    for accept in QFileDialog.AcceptMode:
        for mode in (QFileDialog.FileMode.AnyFile, QFileDialog.FileMode.Directory):
            dialog = QFileDialog()
            dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
            dialog.setDirectory(str(folder))
            dialog.setAcceptMode(accept)
            dialog.setFileMode(mode)
            dialog.findChildren(QComboBox, "lookInCombo")[0].clear()  # folders of this machine
            found |= shown_texts(dialog)
    return found


def print_dialog(_folder: Path) -> set[str]:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog = QPrintDialog(printer)
    return shown_texts(dialog) - set(QPrinterInfo.availablePrinterNames())


def print_properties(_folder: Path) -> set[str]:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog = QPrintDialog(printer)
    return texts_while_open(dialog.findChildren(QPushButton, "properties")[0].click)


def print_preview(_folder: Path) -> set[str]:
    printer = QPrinter()
    return shown_texts(QPrintPreviewDialog(printer))


def progress_and_input(_folder: Path) -> set[str]:
    asks = QInputDialog()
    asks.adjustSize()  # lays it out
    return shown_texts(QProgressDialog()) | shown_texts(asks)


def calendar(_folder: Path) -> set[str]:
    widget = QCalendarWidget()
    widget.setSelectedDate(QDate(2026, 3, 5))
    days = {widget.locale().dayName(day) for day in range(1, 8)}
    return shown_texts(widget) | days


def wizard(_folder: Path) -> set[str]:
    guide = QWizard()
    guide.setOptions(QWizard.WizardOption.HaveHelpButton | QWizard.WizardOption.HaveFinishButtonOnEarlyPages)
    for style in (QWizard.WizardStyle.ClassicStyle, QWizard.WizardStyle.ModernStyle):
        guide.setWizardStyle(style)
    guide.addPage(QWizardPage())
    guide.addPage(QWizardPage())
    guide.restart()
    return shown_texts(guide)


def screen_reader_acts(_folder: Path) -> set[str]:
    found: set[str] = set()
    for widget in (QPushButton(), QCheckBox(), QComboBox(), QSlider(), QLineEdit()):
        act = QAccessible.queryAccessibleInterface(widget).actionInterface()
        for name in act.actionNames():
            found |= {act.localizedActionName(name), act.localizedActionDescription(name)}
    return found


Show = Callable[[Path], set[str]]
SHOWN = [
    button_box, message_box, edit_menus, file_dialog, progress_and_input, calendar, wizard, screen_reader_acts,
    print_preview,
    pytest.param(number_menu, marks=OPENS_A_MENU),
    pytest.param(scroll_menu, marks=OPENS_A_MENU),
    pytest.param(print_dialog, marks=ONLY_WITH_QTS_OWN),
    pytest.param(print_properties, marks=ONLY_WITH_QTS_OWN),
]  # fmt: skip


def left_in_english(show: Show, folder: Path, speak: Translators) -> set[str]:
    """Return the texts that stay as they were when the language is changed from English to Vietnamese."""
    speak.use(Language.EN)
    english = show(folder)
    speak.use(Language.VI)
    same = english & show(folder)
    return {text for text in same if not PROPER_NAMES.fullmatch(text.strip())}


@pytest.mark.parametrize("show", SHOWN)
def test_qt_speaks_vietnamese(show: Show, tmp_path: Path, speak: Translators) -> None:
    assert left_in_english(show, tmp_path, speak) == set()


@pytest.mark.parametrize("show", [one for one in SHOWN if one is not calendar])
def test_without_the_catalogue_the_same_walk_finds_english(
    show: Show, tmp_path: Path, speak: Translators, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(i18n.CATALOGUES, Language.VI, ("sokin_vi",))
    assert left_in_english(show, tmp_path, speak)


@pytest.mark.parametrize("show", SHOWN)
def test_qt_asks_for_nothing_the_catalogue_lacks(
    show: Show, tmp_path: Path, speak: Translators, qapp: QApplication
) -> None:
    """Also for what is not on the screen at once. Key caps stay as printed on the keyboard."""
    lacking: set[tuple[str, str]] = set()

    class LastAsked(QTranslator):
        def isEmpty(self) -> bool:  # noqa: N802 - Qt overrides it by this name
            return False

        def translate(self, context: str, text: str, _comment: str | None = None, _n: int = -1) -> str:
            lacking.add((context, text))
            return text

    last = LastAsked(qapp)
    qapp.installTranslator(last)  # the first installed is asked last
    try:
        speak.use(Language.VI)
        lacking.clear()
        show(tmp_path)
    finally:
        qapp.removeTranslator(last)
    assert {asked for asked in lacking if asked[0] != "QShortcut"} == set()


@pytest.mark.parametrize("show", [one for one in SHOWN if one is not button_box])
def test_no_letter_is_underlined_twice(show: Show, tmp_path: Path, speak: Translators) -> None:
    speak.use(Language.VI)
    letters = Counter(letter.lower() for text in show(tmp_path) for letter in re.findall(r"&(\w)", text))
    assert {letter for letter, times in letters.items() if times > 1} == set()


def test_the_words_are_those_of_windows(tmp_path: Path, speak: Translators) -> None:
    speak.use(Language.VI)
    assert {"Lưu", "Hủy", "Đóng", "&Có", "&Không", "Áp dụng", "Thử lại"} <= button_box(tmp_path)
    assert {"&Hoàn tác", "&Làm lại", "Cắ&t", "&Sao chép", "&Dán", "Chọn tất cả"} <= {
        text.split("\t")[0] for text in edit_menus(tmp_path)
    }


@pytest.mark.parametrize("keys", ["Ctrl+Space", "Alt+Left", "Shift+Down", "Ctrl+Return", "Ctrl+Enter", "Del", "Menu"])
@pytest.mark.parametrize("language", list(Language))
def test_shortcuts_mean_the_same_in_both_languages(keys: str, language: Language, speak: Translators) -> None:
    speak.use(Language.EN)
    meant = QKeySequence(keys)
    speak.use(language)
    assert QKeySequence(keys) == meant
    assert QKeySequence(meant.toString(QKeySequence.SequenceFormat.NativeText)) == meant


# --- changing the language ----------------------------------------------------------------------


class Sign(QLabel):
    """A widget as the pages write them: it rewrites itself when the language changes."""

    def __init__(self) -> None:
        super().__init__()
        self.changes = 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt overrides it by this name
        if event.type() is QEvent.Type.LanguageChange:
            self.changes += 1
            self.setText(QApplication.translate("QPlatformTheme", "Cancel") + f" {QLocale().name()}")
        super().changeEvent(event)


def test_standing_windows_change_once(speak: Translators, qtbot: QtBot) -> None:
    sign = Sign()
    qtbot.addWidget(sign)
    for language, text in [(Language.VI, "Hủy vi_VN"), (Language.EN, "Cancel en_GB"), (Language.VI, "Hủy vi_VN")]:
        sign.changes = 0
        speak.use(language)
        QApplication.processEvents()
        assert (sign.text(), sign.changes, speak.language) == (text, 1, language)


def test_the_same_language_again_changes_nothing_on_the_screen(speak: Translators, qtbot: QtBot) -> None:
    speak.use(Language.VI)
    sign = Sign()
    qtbot.addWidget(sign)
    speak.use(Language.VI)
    QApplication.processEvents()
    assert (sign.changes, speak.language) == (0, Language.VI)


def test_dates_in_standing_windows_follow(speak: Translators, qtbot: QtBot) -> None:
    speak.use(Language.EN)
    window = QWidget()
    qtbot.addWidget(window)
    follows, has_its_own = QDateEdit(window), QDateEdit()
    qtbot.addWidget(has_its_own)
    has_its_own.setLocale(QLocale("de_DE"))
    speak.use(Language.VI)
    assert [date.locale().name() for date in (follows, has_its_own)] == ["vi_VN", "de_DE"]
    assert QDateEdit().locale().name() == "vi_VN"


@pytest.mark.parametrize("language", list(Language))
def test_hours_are_24_and_weeks_start_on_monday(language: Language, speak: Translators) -> None:
    speak.use(language)
    assert QLocale().timeFormat(QLocale.FormatType.ShortFormat) == "HH:mm"
    assert QLocale().firstDayOfWeek().name == "Monday"


@pytest.mark.parametrize("lost", ["qtbase_vi", "sokin_vi"])
@pytest.mark.logs
def test_a_lost_catalogue_means_english_and_says_so(
    lost: str, speak: Translators, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(i18n.CATALOGUES, Language.VI, (*({"qtbase_vi", "sokin_vi"} - {lost}), "gone"))
    with caplog.at_level(logging.WARNING):
        speak.use(Language.VI)
    assert (speak.language, QLocale().name()) == (Language.EN, "en_GB")
    assert "Cancel" in button_box(tmp_path)
    assert caplog.messages == ["no catalogue for language vi, English instead"]


# --- the language nobody speaks -----------------------------------------------------------------


def test_the_stretched_language_is_longer_and_keeps_what_a_program_reads(qapp: QApplication, qtbot: QtBot) -> None:
    text = "Delete &customer {name} for good?"
    assert stretched(text).startswith(text)
    assert len(stretched(text)) >= 1.4 * len(text)
    sign = Sign()
    qtbot.addWidget(sign)
    with pseudo_language(qapp):
        QApplication.processEvents()
        assert sign.text().startswith("Cancel Ẫ")
        assert QKeySequence("Ctrl+Space").toString() == "Ctrl+Space"
    QApplication.processEvents()
    assert sign.text().startswith("Cancel ")
    assert "Ẫ" not in sign.text()
