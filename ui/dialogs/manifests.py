"""Earlier hand-overs: each manifest can be looked at, printed and saved again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ledger.domain.errors import LedgerError
from ledger.services import handover
from ledger.services.handover import ManifestLine
from ui.desk import Desk
from ui.formatting import clock_time
from ui.models.table_model import Column, RecordModel
from ui.widgets.parts import EmptyState, button, line, row, text
from ui.widgets.record_table import RecordTable

_SIZE = (760, 560)


class ManifestsDialog(QDialog):
    """``wanted`` carries the id of the manifest to show."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(self.tr("Manifests"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = RecordModel[ManifestLine](self._columns(), self)
        self.table = RecordTable(self.model, self.windowTitle(), desk.now)
        self.table.set_empty(
            EmptyState(
                "file-text", self.tr("Nothing was handed over yet"), self.tr("Each hand-over leaves a manifest.")
            )
        )
        self.show_button = button(self.tr("Show"), self.table.open_current, role="primary", icon="file-text")
        self.show_button.setEnabled(False)
        self._lay_out()
        self.table.chosen.connect(lambda one: self.show_button.setEnabled(one is not None))
        self.table.opened.connect(self._on_opened)

    def _columns(self) -> tuple[Column[ManifestLine], ...]:
        made = Column[ManifestLine]

        def when(one: ManifestLine) -> str:
            return clock_time(one.handed_over_at, self.desk.now())

        return (
            made("number", self.tr("Number"), lambda one: one.number, 100),
            made("at", self.tr("Handed over"), when, 130),
            made(
                "carrier",
                self.tr("Carrier"),
                lambda one: one.carrier,
                200,
                below=lambda one: one.courier_name or "",
                is_main=True,
            ),
            made("by", self.tr("Given by"), lambda one: one.by, 130),
            made("parcels", self.tr("Parcels"), lambda one: str(one.parcels), 80, is_number=True),
        )

    def _lay_out(self) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 20, 24, 14)
        inside.setSpacing(12)
        inside.addWidget(text(self.windowTitle(), "section"))
        inside.addWidget(text(self.tr("The last 200 hand-overs; printing one again discloses nothing new."), "mute"))
        inside.addWidget(self.table, 1)
        buttons = row(None, button(self.tr("Close"), self.reject), self.show_button)
        buttons.setContentsMargins(24, 12, 24, 16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(inside, 1)
        whole.addWidget(line())
        whole.addLayout(buttons)
        self.resize(*_SIZE)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the hand-overs."""
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        self.desk.tasks.read(self, handover.manifests, self._show, self._on_failed, latest="manifests")

    def _show(self, found: tuple[ManifestLine, ...]) -> None:
        self.model.show(found)
        if found:
            self.table.highlight(0)
            self.table.setFocus()

    def _on_failed(self, error: LedgerError) -> None:
        self.table.set_error(self.desk.say(error), self._ask)

    def _on_opened(self, one: ManifestLine) -> None:
        self.accept()
        self.wanted.emit(one.id)
