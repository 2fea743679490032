"""Typing an address: the province first narrows the wards; lists pop up below, nothing is completed in the line."""

from PySide6.QtWidgets import QWidget

from ledger.assets import load_places
from ledger.services.customers import AddressInput
from ui.widgets.form import Field, line_edit, suggest
from ui.widgets.parts import column, row


class AddressFields(QWidget):
    """Street, province and ward. ``fields`` are for a form's errors."""

    def __init__(self) -> None:
        super().__init__()
        places = load_places()
        self._line, self._province, self._ward = line_edit(), line_edit(), line_edit()
        suggest(self._province, [one.name for one in places.provinces])
        self._province.textChanged.connect(self._narrow)
        line = Field(self.tr("House number and street"), self._line)
        province = Field(self.tr("Province or city"), self._province)
        ward = Field(self.tr("Ward or commune"), self._ward)
        self.fields = {"address": line, "province": province, "ward": ward}
        below = row(province, ward, spacing=14)
        below.setStretch(0, 1)
        below.setStretch(1, 1)
        self.setLayout(column(line, below, spacing=12))

    def _narrow(self, typed: str) -> None:
        known = load_places().find_province(typed) if typed.strip() else None
        suggest(self._ward, [one.name for one in known.wards] if known is not None else [])

    def typed(self) -> AddressInput:
        """Return what was typed."""
        return AddressInput(self._line.text(), self._ward.text(), self._province.text())
