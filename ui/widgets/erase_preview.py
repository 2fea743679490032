"""What erasing a customer would do: what stands against it, what goes, what stays and why, and who else is touched."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ledger.domain.erasure import Kept, Obstacle, Removed, Standing
from ledger.domain.parcel import show_code
from ledger.services.erasure import ErasurePreview, Holder
from ledger.services.explaining import fields_text
from ui.desk import Desk
from ui.places import PageId, Target
from ui.widgets.parts import button, column, picture, row, text

_PAGES = {
    Obstacle.PARCEL_UNDER_WAY: PageId.PARCELS,
    Obstacle.FEEDBACK_OPEN: PageId.FEEDBACK,
    Obstacle.REQUEST_OPEN: PageId.REQUESTS,
    Obstacle.INCIDENT_UNTOLD: PageId.INCIDENTS,
}
_MOST = 12  # links of one kind; more would push everything else out of sight


class CountsSheet(QFrame):
    """How many of each kind, in the words screen and certificate share; what is none is left out."""

    def __init__(
        self, desk: Desk, heading: str, icon: str, table: str, counts: Mapping[Removed, int] | Mapping[Kept, int]
    ) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        shown = [(key, count) for key, count in counts.items() if count]
        for at, (key, count) in enumerate(shown):
            grid.addWidget(text(desk.wording.text(f"{table}.{key.value}"), wraps=True), at, 0)
            grid.addWidget(text(str(count), "strong"), at, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.addLayout(row(picture(icon, "mute"), text(heading, "strong"), None))
        if not shown:
            box.addWidget(text(self.tr("Nothing"), "mute"))
        box.addLayout(grid)
        box.addStretch(1)


class ErasePreviewView(QWidget):
    """``way_wanted`` carries where an obstacle can be settled; ``letters_wanted`` asks for the partners' letters."""

    way_wanted = Signal(object)  # Target
    letters_wanted = Signal()

    def __init__(self, desk: Desk, found: ErasurePreview, *, has_request: bool) -> None:
        super().__init__()
        self._desk = desk
        pieces: list[QWidget] = [self._obstacle(one) for one in found.obstacles]
        pieces.append(self._both(found))
        if found.holders:
            pieces.append(self._holders(found.holders, has_request=has_request))
        if found.minors:
            words = self.tr("These minors lose their guardian and wait until another is linked.")
            pieces.append(self._warned("baby", words, PageId.CUSTOMERS, found.minors))
        pieces.append(self._backups(found.backups))
        self.setLayout(column(*pieces, spacing=12))

    # --- what stands against it ---

    def _obstacle(self, standing: Standing) -> QFrame:
        words = self._desk.wording.text(f"obstacles.{standing.obstacle.value}")
        return self._sheet("blocked", ("ban", "bad"), words, self._links(_PAGES[standing.obstacle], standing.codes))

    def _warned(self, icon: str, words: str, page: PageId, codes: tuple[str, ...]) -> QFrame:
        return self._sheet("warned", (icon, "warn"), words, self._links(page, codes))

    @staticmethod
    def _sheet(role: str, sign: tuple[str, str], words: str, links: QWidget) -> QFrame:
        made = QFrame()
        made.setProperty("role", role)
        box = QVBoxLayout(made)
        box.setContentsMargins(14, 10, 14, 10)
        heading = row(picture(*sign), text(words, wraps=True))
        heading.setStretch(1, 1)
        box.addLayout(heading)
        box.addWidget(links)
        return made

    def _links(self, page: PageId, codes: tuple[str, ...]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(24, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        for at, code in enumerate(codes[:_MOST]):
            link = button(_shown(page, code), self._leads_to(Target(page, code)), role="link")
            grid.addWidget(link, at // 4, at % 4)
        if len(codes) > _MOST:
            more = text(self.tr("and {count} more").format(count=len(codes) - _MOST), "small")
            grid.addWidget(more, _MOST // 4, 0)
        grid.setColumnStretch(4, 1)
        return made

    def _leads_to(self, target: Target) -> Callable[[], None]:
        return lambda: self.way_wanted.emit(target)

    # --- what goes, what stays ---

    def _both(self, found: ErasurePreview) -> QWidget:
        made = QWidget()
        goes = CountsSheet(self._desk, self.tr("Goes for good"), "trash-2", "removed", found.removed)
        stays = CountsSheet(self._desk, self.tr("Stays, without the person"), "file-check", "kept", found.kept)
        both = row(goes, stays, spacing=14)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        made.setLayout(both)
        return made

    # --- others ---

    def _holders(self, holders: tuple[Holder, ...], *, has_request: bool) -> QFrame:
        made = QFrame()
        made.setProperty("role", "warned")
        box = QVBoxLayout(made)
        box.setContentsMargins(14, 10, 14, 10)
        words = self.tr("These partners hold data of the customer. Ask them to give it back or delete it.")
        heading = row(picture("handshake", "warn"), text(words, wraps=True))
        heading.setStretch(1, 1)
        box.addLayout(heading)
        for one in holders:
            held = self.tr("{name}: {fields}").format(name=one.name, fields=fields_text(one.fields, self._desk.wording))
            box.addWidget(text(held, "small", wraps=True))
        if has_request:
            letters = button(self.tr("Letters to partners…"), self.letters_wanted.emit, role="link", icon="mail")
            box.addLayout(row(letters, None))
        return made

    def _backups(self, count: int) -> QWidget:
        made = QWidget()
        words = self.tr("Backups rewritten without this customer: {count}. Restoring an older one erases again.")
        beside = row(picture("database-backup", "mute"), text(words.format(count=count), "small", wraps=True))
        beside.setStretch(1, 1)
        made.setLayout(beside)
        return made


def _shown(page: PageId, code: str) -> str:
    return show_code(code) if page is PageId.PARCELS else code
