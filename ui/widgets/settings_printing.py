"""Which printers this workstation uses, on which paper labels are printed, and what each printer gets wrong."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout

from ledger.services.labels import LabelLayout, page_size_mm
from ui.desk import Desk
from ui.settings import LABEL_LAYOUT, LABEL_PRINTER, PAPER_PRINTER, offset_of
from ui.widgets.form import Field, combo, index_of
from ui.widgets.parts import Card, button, text
from ui.widgets.settings_panel import SettingsPanel


class PrintingPanel(SettingsPanel):
    """For this computer only."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Labels and printers"),
            self.tr("For this computer only. Paper is always printed in its real size."),
        )
        self._names = desk.printing.names()
        self._layout = combo((self._paper(one), one.value) for one in LabelLayout)
        asked = (self.tr("Ask at each print"), "")
        self._label_printer = combo((asked, *((name, name) for name in self._names)))
        self._paper_printer = combo((asked, *((name, name) for name in self._names)))
        self.fields = {
            "layout": Field(self.tr("Paper of the labels"), self._layout),
            "label_printer": Field(self.tr("Printer of the labels"), self._label_printer),
            "paper_printer": Field(self.tr("Printer of everything else"), self._paper_printer),
        }
        self._fill()
        self.add_form(*self.fields.values(), save=self.tr("Save the printers"))
        self._lines = QGridLayout()
        self.place(self._corrections())
        self.inside.addStretch(1)

    def _paper(self, layout: LabelLayout) -> str:
        words = {
            LabelLayout.THERMAL_100X150: self.tr("Label roll, {width} x {height} mm"),
            LabelLayout.A6: self.tr("A6 paper, {width} x {height} mm"),
            LabelLayout.THERMAL_75X100: self.tr("Small label roll, {width} x {height} mm"),
            LabelLayout.A4_FOUR: self.tr("A4 sheet of four labels, {width} x {height} mm"),
        }
        width, height = page_size_mm(layout)
        return words[layout].format(width=f"{width:g}", height=f"{height:g}")

    def _fill(self) -> None:
        settings = self.desk.settings
        for box, value in (
            (self._layout, settings.get(LABEL_LAYOUT)),
            (self._label_printer, settings.get(LABEL_PRINTER)),
            (self._paper_printer, settings.get(PAPER_PRINTER)),
        ):
            box.setCurrentIndex(max(0, index_of(box, value)))

    def _corrections(self) -> Card:
        card = Card(self.tr("Where printers are off"))
        words = self.tr("A label printed beside its place is corrected here, by measuring one page with a ruler.")
        card.body.addWidget(text(words, "mute", wraps=True))
        if not self._names:
            card.body.addWidget(text(self.tr("No printer is set up on this computer."), wraps=True))
        self._lines.setColumnStretch(1, 1)
        self._lines.setHorizontalSpacing(16)
        card.body.addLayout(self._lines)
        return card

    def refresh(self) -> None:
        """Show what is remembered of each printer."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for at, name in enumerate(self._names):
            change = button(self.tr("Correct…"), self._opens(name))
            change.setAccessibleName(self.tr("Correct {printer}").format(printer=name))
            self._lines.addWidget(text(name, "strong"), at, 0)
            self._lines.addWidget(text(self._state(name), "mute", wraps=True), at, 1)
            self._lines.addWidget(change, at, 2)

    def _state(self, printer: str) -> str:
        x, y, scale = (self.desk.settings.get(offset_of(printer, part)) / 10 for part in ("x", "y", "scale"))
        if (x, y, scale) == (0, 0, 100):
            return self.tr("not corrected")
        words = self.tr("right {x} mm · down {y} mm · size {scale} %")
        return words.format(x=f"{x:g}", y=f"{y:g}", scale=f"{scale:g}")

    def _opens(self, printer: str) -> Callable[[], None]:
        return lambda: self.wanted.emit("printer", (printer, LabelLayout(str(self._layout.currentData()))))

    def discard(self) -> None:
        """Put back what is remembered."""
        self._fill()
        self.settle()

    def save(self) -> None:
        """Remember the choice on this workstation."""
        settings = self.desk.settings
        settings.set(LABEL_LAYOUT, str(self._layout.currentData()))
        settings.set(LABEL_PRINTER, str(self._label_printer.currentData()))
        settings.set(PAPER_PRINTER, str(self._paper_printer.currentData()))
        settings.save()
        self.tell_saved()
