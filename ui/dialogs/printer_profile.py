"""What one printer gets wrong: measured on a page with rulers, corrected at every print."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from ledger.domain.errors import LedgerError
from ledger.services.calibration import calibration_page
from ledger.services.labels import LabelLayout
from ui.desk import Desk
from ui.printing import Correction
from ui.settings import offset_of
from ui.widgets.form import Field, keep_from_wheel
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button, column, row, text
from ui.widgets.settings_calibration_picture import CalibrationPicture

_FARTHEST_MM = 20.0
_SCALES = (90.0, 110.0)  # percent


class PrinterProfileDialog(FormDialog):
    """Kept for this workstation, by the printer's name."""

    def __init__(self, desk: Desk, parent: QWidget | None, printer: str, layout: LabelLayout) -> None:
        super().__init__(desk, parent, self.tr("Correction of {printer}").format(printer=printer), self.tr("Save"))
        self.setMinimumWidth(640)
        self._printer, self._layout = printer, layout
        self._x = self._number((-_FARTHEST_MM, _FARTHEST_MM), " mm", "x")
        self._y = self._number((-_FARTHEST_MM, _FARTHEST_MM), " mm", "y")
        self._scale = self._number(_SCALES, " %", "scale")
        steps = (
            self.tr("1. Print the page on the paper you use, in its real size."),
            self.tr(
                "2. Measure from the left and the upper edge to the frame. Both should be 5 mm: enter what is missing."
            ),
            self.tr("3. Measure the long line. It should be 50 mm: at 49.5 mm enter 101 %."),
            self.tr("4. Save, print the page again, and measure again."),
        )
        test = button(self.tr("Print the page to measure"), self._print, icon="printer")
        words = column(*(text(step, wraps=True) for step in steps), row(test, None), None, spacing=8)
        beside = row(
            CalibrationPicture(self.tr("The page to measure: 5 mm from the edges, 50 mm between the marks")), words
        )
        beside.setSpacing(20)
        beside.setStretch(1, 1)
        self.form.addLayout(beside)
        x = Field(self.tr("Move to the right"), self._x, self.tr("Less than 0 moves to the left."))
        y = Field(self.tr("Move down"), self._y, self.tr("Less than 0 moves up."))
        scale = Field(self.tr("Size"), self._scale, self.tr("100 % leaves it as it is."))
        self.fields = {"x": x, "y": y, "scale": scale}
        self.form.addLayout(row(x, y, scale, spacing=14))

    def _number(self, limits: tuple[float, float], unit: str, part: str) -> QDoubleSpinBox:
        made = QDoubleSpinBox()
        made.setLocale(QLocale("vi_VN" if self.desk.language.value == "vi" else "en_GB"))
        made.setDecimals(1)
        made.setSingleStep(0.1)
        made.setRange(*limits)
        made.setSuffix(unit)
        made.setValue(self.desk.settings.get(offset_of(self._printer, part)) / 10)
        keep_from_wheel(made)
        return made

    def _tenths(self) -> dict[str, int]:
        return {
            "x": round(self._x.value() * 10),
            "y": round(self._y.value() * 10),
            "scale": round(self._scale.value() * 10),
        }

    def correction(self) -> Correction:
        """Return what stands in the form, also before it is saved: one measures, corrects and prints again."""
        return Correction(self._x.value(), self._y.value(), self._scale.value() / 100)

    def submit(self) -> None:
        """Remember the correction for this printer."""
        for part, value in self._tenths().items():
            self.desk.settings.set(offset_of(self._printer, part), value)
        self.desk.settings.save()
        self.saved.emit(None)
        self.accept()

    def _print(self) -> None:
        layout, language, printing = self._layout, self.desk.language, self.desk.printing
        printer, correction = self._printer, self.correction()
        self.banner.say("")
        self.desk.tasks.compute(
            self,
            lambda: printing.print(calibration_page(layout, language), printer, correction),
            lambda _done: self.desk.messages.toast(self.tr("The page was sent to the printer.")),
            self._on_failed_print,
        )

    def _on_failed_print(self, error: LedgerError) -> None:
        self.banner.say(self.desk.say(error))
        self.fit()
