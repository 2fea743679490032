"""What the window really says and asks: toasts, boxes, and choosing files. Nothing waits in a loop of its own."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPushButton, QWidget

from ui.messages import FileWish, Question
from ui.theme import Tone
from ui.widgets.parts import restyle
from ui.widgets.toast import Toasts, dialog_in_front

_NAME = "Sổ Kín"  # a box's title is seen in task bars, so it names nobody
_BOX_WIDTH = 340


class WindowMessages(QObject):
    """``Messages`` over one window. Boxes stand on whatever is in front of it."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._folder = ""  # where a file was chosen last, until the program ends
        self.toasts = Toasts(host)

    def toast(self, text: str, tone: Tone = Tone.OK, undo: Callable[[], None] | None = None) -> None:
        """See ``Messages.toast``."""
        self.toasts.show(text, tone, undo)

    def ask(self, question: Question, confirmed: Callable[[], None]) -> None:
        """See ``Messages.ask``. Enter and Esc both leave everything as it is."""
        box = QMessageBox(self._front())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(_NAME)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question.title)
        box.setInformativeText(question.text)
        role = QMessageBox.ButtonRole
        yes = box.addButton(question.confirm, role.DestructiveRole if question.is_dangerous else role.AcceptRole)
        yes.setProperty("role", "danger" if question.is_dangerous else "primary")
        no = box.addButton(self.tr("Go back"), role.RejectRole)  # "Cancel" beside "Cancel the parcels" says two things
        _dress(box, yes)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.finished.connect(lambda _result: confirmed() if box.clickedButton() is yes else None)
        box.open()

    def choose_file(self, wish: FileWish, chosen: Callable[[Path], None]) -> None:
        """See ``Messages.choose_file``."""
        dialog = self._file_dialog(wish.title, wish.kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, chosen)

    def choose_target(self, wish: FileWish, chosen: Callable[[Path], None]) -> None:
        """See ``Messages.choose_target``. A name without an ending gets the first of the kinds."""
        dialog = self._file_dialog(wish.title, wish.kinds)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        ending = re.search(r"\*\.(\w+)", wish.kinds)
        if ending is not None:
            dialog.setDefaultSuffix(ending[1])
        dialog.selectFile(wish.name)
        self._open(dialog, chosen)

    def choose_folder(self, title: str, chosen: Callable[[Path], None]) -> None:
        """See ``Messages.choose_folder``."""
        dialog = self._file_dialog(title, "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, chosen)

    def open_link(self, link: str) -> None:
        """See ``Messages.open_link``."""
        QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))

    def _front(self) -> QWidget:
        return dialog_in_front(self._host.window()) or self._host.window()

    def _file_dialog(self, title: str, kinds: str) -> QFileDialog:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._front(), title, self._folder or documents, kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _open(self, dialog: QFileDialog, chosen: Callable[[Path], None]) -> None:
        def on_selected(name: str) -> None:
            path = Path(name)
            self._folder = str(path if path.is_dir() else path.parent)
            chosen(path)

        dialog.fileSelected.connect(on_selected)
        dialog.open()


def _dress(box: QMessageBox, yes: QPushButton) -> None:
    """Give a box the program's own type; Qt names its labels."""
    for name, role in (("qt_msgbox_label", "section"), ("qt_msgbox_informativelabel", "mute")):
        label = box.findChild(QLabel, name)
        if label is not None:
            label.setMinimumWidth(_BOX_WIDTH)
            restyle(label, role)
    restyle(yes, str(yes.property("role")))
