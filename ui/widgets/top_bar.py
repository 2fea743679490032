"""The line above every page: the search, how backup and clock stand, and who is signed in."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ledger.domain.errors import LedgerError
from ledger.services.status import Status, status
from ui import theme
from ui.actions import by_id
from ui.desk import Desk
from ui.formatting import clock_time
from ui.theme import Tone
from ui.widgets.parts import Chip, button, picture, row, text


class TopBar(QWidget):
    """Search, status and member. ``find_wanted`` and ``other_member_wanted`` are for the window."""

    find_wanted = Signal()
    other_member_wanted = Signal()

    def __init__(self, desk: Desk, other_member: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._backup = Chip()
        self._clock = Chip()
        self._backup.hide()
        self._clock.hide()
        member = desk.who.member
        who = member.name or self.tr("Recovery sheet")  # it belongs to nobody
        name = text(f"{who} · {desk.wording.text(f'staff_roles.{member.role.value}')}", "small")
        pieces: list[QWidget] = [self._backup, self._clock]
        if desk.who.is_demo:
            pieces.append(Chip(self.tr("Demo data"), Tone.ACCENT))
        if other_member:
            pieces.append(button(other_member, self.other_member_wanted.emit, role="link"))
        box = row(self._search(), None, *pieces, name, picture("user", "mute"), spacing=12)
        box.setContentsMargins(28, 16, 28, 10)
        self.setLayout(box)
        desk.tasks.ledger_changed.connect(self.refresh)
        self.refresh()

    def _search(self) -> QPushButton:
        # A button that looks like a field: typing begins in the palette it opens.
        find = by_id("find")
        made = QPushButton(self.tr("Find a customer, phone, parcel code…   Ctrl+K"))
        made.setProperty("role", "search")
        made.setIcon(theme.icon("search", "mute", 16, 8))
        made.setIconSize(QSize(24, 16))
        made.setAccessibleName(find.words())
        made.setCursor(Qt.CursorShape.IBeamCursor)
        made.setFixedHeight(36)
        made.setMinimumWidth(380)
        made.clicked.connect(lambda _checked=False: self.find_wanted.emit())
        return made

    def refresh(self) -> None:
        """Ask how backup and clock stand."""
        self._desk.tasks.read(self, status, self._show, self._hide, latest="status")

    def _show(self, found: Status) -> None:
        now = self._desk.now()
        if found.newest_backup_at is None:
            self._backup.show_state(self.tr("No backup yet"), Tone.BAD)
        else:
            words = self.tr("Backup {time}").format(time=clock_time(found.newest_backup_at, now))
            self._backup.show_state(words, Tone.WARN if found.is_backup_old else Tone.OK)
        self._backup.show()
        self._clock.setVisible(found.is_clock_behind)
        self._clock.show_state(self.tr("The clock was set back"), Tone.BAD)

    def _hide(self, _error: LedgerError) -> None:
        self._backup.hide()
