"""The way a message came, chosen by one key."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from ledger.domain.wording import Wording
from ui.widgets.parts import button, row

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ChannelChoice(QWidget):
    """One button per channel. Alt and its number choose it anywhere in the window; here the number or the arrows do."""

    changed = Signal()

    def __init__(self, wording: Wording, chosen: Channel) -> None:
        super().__init__()
        self._buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        for number, channel in enumerate(CONTACT_CHANNELS, start=1):
            words = wording.text(f"channels.{channel.value}")
            made = button(f"{number}  {words}", role="choice")
            made.setAccessibleName(words)
            made.setToolTip(f"Alt+{number}")
            made.setCheckable(True)
            made.setChecked(channel is chosen)
            made.installEventFilter(self)
            self._group.addButton(made, number - 1)
            self._buttons.append(made)
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.activated.connect(made.click)
        self.setFocusProxy(self._buttons[self._group.checkedId()])
        self._group.idToggled.connect(self._on_toggled)
        self.setLayout(row(*self._buttons, None, spacing=6))

    @property
    def channel(self) -> Channel:
        """Return the channel chosen."""
        return CONTACT_CHANNELS[self._group.checkedId()]

    def state(self) -> object:
        """See ``form_state.Composed``."""
        return self.channel.value

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``."""
        number = next((at for at, one in enumerate(CONTACT_CHANNELS) if one.value == state), None)
        if number is not None:
            self._buttons[number].setChecked(True)

    def _on_toggled(self, number: int, is_checked: bool) -> None:
        if is_checked:
            self.setFocusProxy(self._buttons[number])
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by a number or an arrow while one of the buttons has the keyboard."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.modifiers():
            return super().eventFilter(watched, event)
        last = len(self._buttons) - 1
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_1 + last:
            wanted = event.key() - Qt.Key.Key_1
        elif event.key() in _STEPS:
            wanted = (self._group.checkedId() + _STEPS[Qt.Key(event.key())]) % (last + 1)
        else:
            return super().eventFilter(watched, event)
        self._buttons[wanted].click()
        self._buttons[wanted].setFocus()
        return True
