"""A password for a manifest that travels as a file: typed twice, or once in the open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.form import Field, line_edit
from ui.widgets.parts import button, column, line, row, text

_SHORTEST = 8
_LONGEST = 64


class ManifestPasswordDialog(QDialog):
    """``given`` carries the password; it is kept nowhere."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save with a password"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(440)
        self.first = line_edit(limit=_LONGEST, is_secret=True)
        self.again = line_edit(limit=_LONGEST, is_secret=True)
        self._first = Field(
            self.tr("Password"), self.first, self.tr("At least 8 characters; tell it by phone, not in the same message")
        )
        self._again = Field(self.tr("Once more"), self.again)
        self.shown = QCheckBox(self.tr("Show what is typed"))
        self.shown.toggled.connect(self._on_shown)
        save = button(self.tr("Save as PDF…"), self._give, role="primary", icon="lock")
        save.setDefault(True)
        sentence = self.tr("The file is encrypted (AES-256). Without the password nobody can read it, nor can you.")
        inside = column(
            text(self.windowTitle(), "section"),
            text(sentence, "mute", wraps=True),
            self._first,
            self._again,
            self.shown,
            spacing=14,
        )
        inside.setContentsMargins(24, 20, 24, 14)
        buttons = row(None, button(self.tr("Cancel"), self.reject), save)
        buttons.setContentsMargins(24, 12, 24, 16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(inside, 1)
        whole.addWidget(line())
        whole.addLayout(buttons)

    def _on_shown(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        for one in (self.first, self.again):
            one.setEchoMode(mode)
        self._again.setVisible(not is_shown)

    def _give(self) -> None:
        password = self.first.text()
        is_same = self.shown.isChecked() or password == self.again.text()
        self._first.show_error("" if len(password.strip()) >= _SHORTEST else self.tr("At least 8 characters"))
        self._again.show_error("" if is_same else self.tr("Not the same as above"))
        if is_same and len(password.strip()) >= _SHORTEST:
            self.accept()
            self.given.emit(password)
