"""The text for the home page, to be copied or saved; and since when it stands there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QTabWidget, QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.ids import NoticeRunId
from ledger.domain.wording import Language
from ledger.services import notice_papers
from ledger.services.notice_papers import HomePage
from ledger.services.session import Session
from ui.desk import Desk
from ui.messages import FileWish
from ui.printing import save_paper
from ui.widgets.feedback_when import WhenEdit
from ui.widgets.form import Banner, Field, combo
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button, column, line, row, text

_SIZE = (760, 620)
LANGUAGE_NAMES = {Language.VI: "Tiếng Việt", Language.EN: "English"}  # each in itself, so not translated


class NoticeHomePageDialog(QDialog):
    """Shows the text in the language chosen; it is recorded when it is copied or saved. It names no customer."""

    def __init__(self, desk: Desk, parent: QWidget | None, run_id: NoticeRunId) -> None:
        super().__init__(parent)
        self.desk = desk
        self._run_id = run_id
        self.setWindowTitle(self.tr("Text for the home page"))
        self.setModal(True)
        self.language = combo([(name, one) for one, name in LANGUAGE_NAMES.items()], desk.who.shop.language)
        self.language.setAccessibleName(self.tr("Language of the text"))
        self.language.currentIndexChanged.connect(lambda _at: self._read())
        self.plain, self.html = QPlainTextEdit(), QPlainTextEdit()
        self.tabs = QTabWidget()
        for editor, words in ((self.plain, self.tr("Text")), (self.html, self.tr("For a web page (HTML)"))):
            editor.setReadOnly(True)
            editor.setTabChangesFocus(True)
            editor.setAccessibleName(words)
            self.tabs.addTab(editor, words)
        self.banner = Banner()
        self.copy_button = button(self.tr("Copy"), self._copy, icon="copy")
        self.save_button = button(self.tr("Save…"), self._save, icon="download")
        self.close_button = button(self.tr("Close"), self.reject, role="primary")
        sentence = text(
            self.tr("Put this on the shop's home page. It names no customer. Then record that it is there."),
            "mute",
            wraps=True,
        )
        inside = column(
            row(text(self.tr("Text for the home page"), "section"), None, self.language),
            sentence,
            self.tabs,
            self.banner,
            spacing=10,
        )
        inside.setContentsMargins(24, 20, 24, 14)
        foot = row(self.copy_button, self.save_button, None, self.close_button)
        foot.setContentsMargins(24, 12, 24, 16)
        self.setLayout(column(inside, line(), foot, spacing=0))
        self.resize(*_SIZE)
        self._read()

    def _read(self) -> None:
        run_id, language = self._run_id, Language(self.language.currentData())
        self.desk.tasks.read(
            self,
            lambda session: notice_papers.home_page(session, run_id, language, is_preview=True),
            self._show,
            self._on_failed,
            latest="text",
        )

    def _show(self, made: HomePage) -> None:
        self.banner.say("")
        self.plain.setPlainText(made.text)
        self.html.setPlainText(made.html)

    def _on_failed(self, error: LedgerError) -> None:
        self.banner.say(self.desk.say(error))

    @property
    def _is_html(self) -> bool:
        return self.tabs.currentWidget() is self.html

    def _out(self, done: Callable[[str], None]) -> None:
        run_id, language, is_html = self._run_id, Language(self.language.currentData()), self._is_html
        self.desk.tasks.write(
            self,
            lambda session: notice_papers.home_page(session, run_id, language, is_preview=False),
            lambda made: done(made.html if is_html else made.text),
            self._on_failed,
        )

    def _copy(self) -> None:
        def copied(words: str) -> None:
            QGuiApplication.clipboard().setText(words)
            self.desk.messages.toast(self.tr("Copied."))

        self._out(copied)

    def _save(self) -> None:
        kind, ending = ("HTML (*.html)", "html") if self._is_html else (self.tr("Text (*.txt)"), "txt")
        name = self.desk.wording.text("notice.file_home_page", number=self._run_id)
        self.desk.messages.choose_target(FileWish(self.tr("Save the text"), kind, f"{name}.{ending}"), self._save_to)

    def _save_to(self, target: Path) -> None:
        def write(words: str) -> None:
            told = self.tr("Saved: {file}").format(file=target.name)
            self.desk.tasks.compute(
                self,
                lambda: save_paper(words.encode("utf-8"), target),
                lambda _nothing: self.desk.messages.toast(told),
                self._on_failed,
            )

        self._out(write)


class NoticeAnnouncedDialog(FormDialog):
    """Since when the home page announces the change; ``saved`` carries the instant."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("On the home page"),
            self.tr("It stands there"),
            self.tr("Everybody who is told by the home page alone counts as told from then on."),
        )
        self._when = WhenEdit(desk, "occurred_at")
        self.add("occurred_at", Field(self.tr("Since when?"), self._when))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        at = self._when.instant()
        return lambda session: at or session.now()
