"""Typing a passphrase: hidden, to be looked at while a button is held, with a word about Caps Lock and the keyboard."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from ui import theme
from ui.widgets.form import Field
from ui.widgets.parts import text

_EYE = 30  # pixels


class PassphraseEdit(QLineEdit):
    """A hidden line that takes Vietnamese as well: Qt hides what is being composed, so the keyboard may stay on.

    ``noticed`` follows each change of ``has_caps`` and ``has_marks``.
    """

    noticed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.has_caps = self.has_marks = False
        self._eye = QToolButton(self)
        self._eye.setIcon(theme.icon("eye", "mute"))
        self._eye.setIconSize(QSize(16, 16))
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.setFixedSize(_EYE, _EYE)
        self._eye.setToolTip(self.tr("Hold to see what you typed"))
        self._eye.setAccessibleName(self.tr("Hold to see what you typed"))
        self._eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._eye.pressed.connect(lambda: self._look(is_open=True))
        self._eye.released.connect(lambda: self._look(is_open=False))
        self._look(is_open=False)
        self.setTextMargins(0, 0, _EYE, 0)

    def wipe(self) -> None:
        """Forget what was typed, also what undo remembers."""
        self.setText("")  # clear() could be undone
        self._look(is_open=False)
        self._notice(has_caps=False, has_marks=False)

    def _look(self, *, is_open: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if is_open else QLineEdit.EchoMode.Password)
        self._eye.setIcon(theme.icon("eye-off" if is_open else "eye", "mute"))
        # Qt turns input methods off for hidden text; a Vietnamese passphrase could then not be typed at all.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )

    def _notice(self, *, has_caps: bool, has_marks: bool) -> None:
        if (has_caps, has_marks) != (self.has_caps, self.has_marks):
            self.has_caps, self.has_marks = has_caps, has_marks
            self.noticed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye at the right end."""
        super().resizeEvent(event)
        self._eye.move(self.width() - _EYE - 4, (self.height() - _EYE) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find out about Caps Lock: no window system tells, but a letter does."""
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._notice(has_caps=not self.has_caps, has_marks=self.has_marks)
        elif len(letter) == 1 and letter.upper() != letter.lower():
            is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            marks = self.has_marks or not letter.isascii()
            self._notice(has_caps=letter.isupper() != is_shifted, has_marks=marks)
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notice that letters with marks are being put together."""
        composed = event.preeditString() + event.commitString()
        if not composed.isascii():
            self._notice(has_caps=self.has_caps, has_marks=True)
        super().inputMethodEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide what was typed before anything else is shown."""
        self._look(is_open=False)
        super().hideEvent(event)


class PassphraseField(Field):
    """A labelled passphrase with its hints below."""

    def __init__(self, label: str, hint: str = "") -> None:
        self.line = PassphraseEdit()
        super().__init__(label, self.line, hint)
        self._notices = text("", "warn", wraps=True)
        self._notices.hide()
        if (below := self.layout()) is not None:
            below.addWidget(self._notices)
        self.line.noticed.connect(self._on_noticed)

    @property
    def notices(self) -> str:
        """Return what is said about the keyboard, or nothing."""
        return self._notices.text()

    def typed(self) -> str:
        """Return what was typed, as it was typed."""
        return self.line.text()

    def retry(self, words: str) -> None:
        """Say what is wrong, and let the next key replace what was typed."""
        self.show_error(words)
        self.line.setFocus()
        self.line.selectAll()

    def wipe(self) -> None:
        """Forget everything."""
        self.line.wipe()
        self.show_error("")

    def _on_noticed(self) -> None:
        words = []
        if self.line.has_caps:
            words.append(self.tr("Caps Lock is on."))
        if self.line.has_marks:
            words.append(self.tr("Vietnamese input is on."))
        self._notices.setText(" ".join(words))
        self._notices.setVisible(bool(words))
