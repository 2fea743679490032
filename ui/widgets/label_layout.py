"""Which paper labels are printed on, remembered for this workstation."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger.services.labels import LabelLayout, LabelSheet, page_size_mm
from ui.desk import Desk
from ui.settings import LABEL_LAYOUT, LABEL_START
from ui.widgets.form import combo
from ui.widgets.parcel_words import millimetres
from ui.widgets.parts import column

PLACES_ON_SHEET = 4


def remembered_sheet(desk: Desk) -> LabelSheet:
    """Return the paper chosen last, in the shop's language."""
    settings = desk.settings
    names = {one.value: one for one in LabelLayout}
    layout = names.get(settings.get(LABEL_LAYOUT), LabelLayout.THERMAL_100X150)
    start = settings.get(LABEL_START) if layout is LabelLayout.A4_FOUR else 1
    return LabelSheet(layout, min(max(start, 1), PLACES_ON_SHEET), desk.who.shop.language)


class LayoutChoice(QWidget):
    """The paper, and on a sheet of four the first free place."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        sheet = remembered_sheet(desk)
        words = {
            LabelLayout.THERMAL_100X150: self.tr("Roll {size}"),
            LabelLayout.A6: self.tr("A6, {size}"),
            LabelLayout.THERMAL_75X100: self.tr("Roll {size}"),
            LabelLayout.A4_FOUR: self.tr("A4, four labels"),
        }
        papers = [(said.format(size=millimetres(page_size_mm(one))), one) for one, said in words.items()]
        self.paper = combo(papers, sheet.layout)
        self.paper.setAccessibleName(self.tr("Label paper"))
        place = self.tr("from label {number}")
        places = [(place.format(number=number), number) for number in range(1, PLACES_ON_SHEET + 1)]
        self.start = combo(places, sheet.start_at)
        self.start.setAccessibleName(self.tr("First free label of the sheet"))
        self.start.setVisible(sheet.layout is LabelLayout.A4_FOUR)
        self.setLayout(column(self.paper, self.start, spacing=6))  # side by side both would be cut
        self.paper.currentIndexChanged.connect(self._on_changed)
        self.start.currentIndexChanged.connect(self._on_changed)

    @property
    def sheet(self) -> LabelSheet:
        """Return the paper chosen."""
        return remembered_sheet(self._desk)

    def _on_changed(self) -> None:
        layout = LabelLayout(self.paper.currentData())  # Qt gives the text back
        self._desk.settings.set(LABEL_LAYOUT, layout.value)
        self._desk.settings.set(LABEL_START, int(self.start.currentData()))
        self.start.setVisible(layout is LabelLayout.A4_FOUR)
        self.changed.emit()
