"""Writing emails to customers into a folder, one file each, to be opened and sent by the shop's mail program."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.wording import Language
from ledger.services.notice_papers import PreparedEmails
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.notice_home_page import LANGUAGE_NAMES
from ui.printing import save_paper
from ui.widgets.form import Banner, Field, combo
from ui.widgets.parts import button, column, line, row, text

Prepare = Callable[[Session, Sequence[Language]], PreparedEmails]


class EmailFilesDialog(QDialog):
    """``written`` follows when all files are there; stopping leaves the rest to be written later.

    ``prepare`` gives the next emails that were not written yet, of ``total``.
    """

    written = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None, total: int, prepare: Prepare) -> None:
        super().__init__(parent)
        self.desk = desk
        self._total, self._prepare = total, prepare
        self._done, self._is_busy, self._is_stopped = 0, False, False
        self.setWindowTitle(self.tr("Write the emails"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        first, second = LANGUAGE_NAMES[Language.VI], LANGUAGE_NAMES[Language.EN]
        both = self.tr("{first} and {second}").format(first=first, second=second)
        self.languages = combo([(first, (Language.VI,)), (both, (Language.VI, Language.EN))])
        self.banner = Banner()
        self.bar, self.bar_words = QProgressBar(textVisible=False), text("", "small")
        self.cancel_button = button(self.tr("Cancel"), self.reject)
        self.write_button = button(self.tr("Choose a folder…"), self._choose, role="primary")
        self.write_button.setDefault(True)
        self._lay_out()
        self._set_busy(is_busy=False)

    def _lay_out(self) -> None:
        count = self.tr("Emails to be written: {count}").format(count=self._total)
        sentence = self.tr(
            "One file (.eml) for each customer, named by the customer's code. A mail program opens it as a draft to be"
            " sent."
        )
        warning = self.tr(
            "The files hold names and email addresses, and nothing protects them outside the program. Choose a folder"
            " only you can open, and delete the files when the emails are sent."
        )
        inside = column(
            text(self.tr("Write the emails"), "section"),
            text(count, "strong"),
            text(sentence, "mute", wraps=True),
            text(warning, "warn", wraps=True),
            Field(self.tr("Language of the emails"), self.languages),
            self.banner,
            self.bar,
            self.bar_words,
            None,
            spacing=12,
        )
        inside.setContentsMargins(24, 20, 24, 14)
        foot = row(None, self.cancel_button, self.write_button)
        foot.setContentsMargins(24, 12, 24, 16)
        self.setLayout(column(inside, line(), foot, spacing=0))

    def _choose(self) -> None:
        self.desk.messages.choose_folder(self.tr("Folder for the emails"), self._begin)

    def _begin(self, folder: Path) -> None:
        self._is_stopped = False
        self.banner.say("")
        self._set_busy(is_busy=True)
        self._next(folder)

    def _next(self, folder: Path) -> None:
        languages, prepare = self.languages.currentData(), self._prepare
        self.desk.tasks.write(
            self,
            lambda session: prepare(session, languages),
            lambda prepared: self._write(prepared, folder),
            self._on_failed,
        )

    def _write(self, prepared: PreparedEmails, folder: Path) -> None:
        def write() -> int:
            for name, content in prepared.files():
                save_paper(content, folder / name)
            return len(prepared.messages)

        self.desk.tasks.compute(
            self, write, lambda count: self._on_written(count, prepared.left, folder), self._on_failed
        )

    def _on_written(self, count: int, left: int, folder: Path) -> None:
        self._done += count
        self.bar.setRange(0, max(1, self._total))
        self.bar.setValue(self._done)
        words = self.tr("Written: {done} of {total}")
        self.bar_words.setText(words.format(done=self._done, total=self._total))
        if left and not self._is_stopped:
            self._next(folder)
            return
        self._set_busy(is_busy=False)
        self.written.emit(self._done)
        self.accept()

    def _on_failed(self, error: LedgerError) -> None:
        self._set_busy(is_busy=False)
        again = self.tr("What was not written to the end is written once more with “Write again”.")
        self.banner.say(f"{self.desk.say(error)}\n{again}" if self._done else self.desk.say(error))

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.write_button.setEnabled(not is_busy and self._total > 0)
        self.languages.setEnabled(not is_busy)
        self.bar.setVisible(is_busy)
        self.bar_words.setVisible(is_busy)
        self.cancel_button.setText(self.tr("Stop") if is_busy else self.tr("Cancel"))
        if is_busy:
            self.bar.setRange(0, 0)

    def reject(self) -> None:
        """Stop after the files being written; without any, close."""
        if self._is_busy:
            self._is_stopped = True
        else:
            super().reject()
