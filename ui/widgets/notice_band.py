"""What opening the ledger found, told under the top bar until somebody puts it away."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ledger.services.status import Status
from ui.desk import Desk
from ui.places import PageId, Target
from ui.widgets.parts import button, icon_button, picture, row, text


class NoticeBand(QWidget):
    """One soft yellow line per notice, with the button that settles it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(28, 0, 28, 10)
        self._box.setSpacing(6)
        self._told: set[str] = set()
        self.hide()
        desk.tasks.ledger_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Ask again what there is to tell."""
        from ledger.services.status import status

        self._desk.tasks.read(self, status, self._show, lambda _error: self.hide(), latest="notices")

    def _show(self, found: Status) -> None:
        for words, target in self._lines(found):
            if words not in self._told:
                self._told.add(words)
                self._box.addWidget(self._line(words, target))
                self.show()

    def _lines(self, found: Status) -> Iterable[tuple[str, Target | None]]:
        if found.is_keeper_missing:
            words = self.tr("The recovery code was not retyped yet: no customer can be recorded until it is.")
            yield words, Target(PageId.SETTINGS, act="recovery")
        for notice in found.notices:
            key = f"notices.{notice.code}"
            if key in self._desk.wording:
                values = {name: ", ".join(v) if isinstance(v, tuple) else v for name, v in notice.data.items()}
                yield self._desk.wording.text(key, **values), None

    def _line(self, words: str, target: Target | None) -> QFrame:
        sheet = QFrame()
        sheet.setProperty("role", "warned")
        away = icon_button("x", self.tr("Put away"), sheet.hide)
        acts = [button(self.tr("Do it now"), lambda: self._desk.go(target))] if target is not None else []
        said = text(words, wraps=True)
        box = row(picture("triangle-alert", "warn"), said, *acts, away, spacing=10)
        box.setStretch(1, 1)
        box.setContentsMargins(14, 6, 8, 6)
        sheet.setLayout(box)
        return sheet
