"""What can be chosen before printing: which pages, where a sheet of labels begins, what the printer gets wrong."""

from PySide6.QtCore import QLocale, QSignalBlocker, QSize, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDoubleSpinBox,
    QGridLayout,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from ui.printing import Correction
from ui.settings import Settings, offset_of
from ui.widgets.form import keep_from_wheel
from ui.widgets.parts import button, column, row, text

_SHEET = QSize(92, 130)  # as A4 is shaped
MOST_MM, MOST_PERCENT = 20.0, 10.0  # beyond this it is the wrong paper, no wrong printer


def correction_of(settings: Settings, printer: str) -> Correction:
    """Return what this workstation knows about a printer."""
    x, y, scale = (settings.get(offset_of(printer, part)) for part in ("x", "y", "scale"))
    return Correction(x / 10, y / 10, scale / 1000)


def keep_correction(settings: Settings, printer: str, correction: Correction) -> None:
    """Remember what a printer gets wrong."""
    parts = {"x": correction.x_mm * 10, "y": correction.y_mm * 10, "scale": correction.scale * 1000}
    for part, value in parts.items():
        settings.set(offset_of(printer, part), round(value))


class PageChoice(QWidget):
    """All pages, or some in a row."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.all_button = QRadioButton()
        self.some_button = QRadioButton(self.tr("Pages"))
        self.first, self.last = QSpinBox(), QSpinBox()
        self.first.setAccessibleName(self.tr("First page"))
        self.last.setAccessibleName(self.tr("Last page"))
        for box in (self.first, self.last):
            keep_from_wheel(box)
            box.valueChanged.connect(lambda _number: self.some_button.setChecked(True))
        group = QButtonGroup(self)
        for one in (self.all_button, self.some_button):
            group.addButton(one)
        self._to = text(self.tr("to"), "mute")
        self.setLayout(column(self.all_button, row(self.some_button, self.first, self._to, self.last, None), spacing=2))
        self.set_count(count)

    def set_count(self, count: int) -> None:
        """Offer this many pages; all of them again."""
        with QSignalBlocker(self.first), QSignalBlocker(self.last):
            for box, page in ((self.first, 1), (self.last, count)):
                box.setRange(1, max(1, count))
                box.setValue(page)
        self.all_button.setText(self.tr("All pages ({count})").format(count=count))
        self.all_button.setChecked(True)
        for part in (self.some_button, self.first, self._to, self.last):
            part.setEnabled(count > 1)

    @property
    def chosen(self) -> tuple[int, int] | None:
        """Return the first and the last chosen page (from 1), ``None`` for all of them."""
        if self.all_button.isChecked():
            return None
        first, last = sorted((self.first.value(), self.last.value()))
        return first, last


class SheetChooser(QWidget):
    """Four places of a label sheet as they lie on it; the first free one is pressed. ``start_changed`` is 1 to 4."""

    start_changed = Signal(int)

    def __init__(self, start: int) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        sheet = QWidget()
        sheet.setFixedSize(_SHEET)
        places = QGridLayout(sheet)
        places.setContentsMargins(0, 0, 0, 0)
        places.setSpacing(3)
        for number in range(1, 5):
            place = QPushButton(str(number))
            place.setCheckable(True)
            place.setAutoDefault(False)
            place.setProperty("role", "choice")
            place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            place.setAccessibleName(self.tr("Begin at label {number}").format(number=number))
            place.setToolTip(place.accessibleName())
            self._group.addButton(place, number)
            places.addWidget(place, (number - 1) // 2, (number - 1) % 2)
        self._group.button(min(max(start, 1), 4)).setChecked(True)
        self._group.idClicked.connect(self.start_changed.emit)
        hint = text(self.tr("A sheet begun already? Choose its first free label."), "small", wraps=True)
        box = row(sheet, 12, hint)
        box.setStretch(2, 1)
        self.setLayout(box)

    @property
    def start(self) -> int:
        """Return the first free place."""
        return self._group.checkedId()


class CorrectionPanel(QWidget):
    """What a printer gets wrong, in one line, and the editors behind it. What is changed is remembered at once."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._printer = ""
        self._line = text("", "mute", wraps=True)
        self.change_button = button(self.tr("Change"), self._open, role="link")
        self.right = self._editor(self.tr("Move right"), MOST_MM, " mm")
        self.down = self._editor(self.tr("Move down"), MOST_MM, " mm")
        self.scale = self._editor(self.tr("Scale"), MOST_PERCENT, " %")
        self.scale.setRange(100 - MOST_PERCENT, 100 + MOST_PERCENT)
        self._editors = QWidget()
        named = [
            column(text(one.accessibleName(), "small"), one, spacing=2) for one in (self.right, self.down, self.scale)
        ]
        hint = text(self.tr("Print the calibration page, measure it, and enter what is missing."), "small", wraps=True)
        self._editors.setLayout(column(row(*named, None, spacing=10), hint, spacing=6))
        self._editors.hide()
        said = row(self._line, self.change_button)
        said.setStretch(0, 1)
        self.setLayout(column(said, self._editors))

    def _editor(self, name: str, most: float, unit: str) -> QDoubleSpinBox:
        made = QDoubleSpinBox(minimum=-most, maximum=most, decimals=1, singleStep=0.1, suffix=unit)
        made.setAccessibleName(name)
        made.setKeyboardTracking(False)
        made.setMinimumWidth(104)
        keep_from_wheel(made)
        made.valueChanged.connect(self._on_changed)
        return made

    @property
    def correction(self) -> Correction:
        """Return what is to be corrected."""
        return Correction(self.right.value(), self.down.value(), self.scale.value() / 100)

    def show_printer(self, printer: str) -> None:
        """Show what is known about a printer."""
        self._printer = ""  # setting the editors is no change
        known = correction_of(self._settings, printer)
        self.right.setValue(known.x_mm)
        self.down.setValue(known.y_mm)
        self.scale.setValue(known.scale * 100)
        self._printer = printer
        self.setEnabled(bool(printer))
        self._say()

    def _open(self) -> None:
        self._editors.setVisible(self._editors.isHidden())
        is_open = not self._editors.isHidden()
        self.change_button.setText(self.tr("Done") if is_open else self.tr("Change"))
        if is_open:
            self.right.setFocus()

    def _on_changed(self, _value: float) -> None:
        if self._printer:
            keep_correction(self._settings, self._printer, self.correction)
            self._say()

    def _say(self) -> None:
        now = self.correction
        if now == Correction():
            self._line.setText(self.tr("No correction for this printer"))
            return
        x, y, scale = (QLocale().toString(value, "f", 1) for value in (now.x_mm, now.y_mm, now.scale * 100))
        words = self.tr("Moved {x} mm right and {y} mm down, scale {scale} %")
        self._line.setText(words.format(x=x, y=y, scale=scale))
