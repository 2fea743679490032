"""Changing the days of one kind of request, together: each is judged beside the others."""

from collections.abc import Callable

from PySide6.QtWidgets import QSpinBox, QWidget

from ledger.services.law_limits import REQUEST_DAYS
from ledger.services.law_rules import LawLine, change_all
from ledger.services.session import Session
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.first_run_parts import Note
from ui.widgets.form import Field, keep_from_wheel
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button
from ui.widgets.settings_deadlines import KindRow
from ui.widgets.settings_rule_words import confidence_words, source_words, value_words


class RequestDaysDialog(FormDialog):
    """The shipped days are always one press away."""

    def __init__(self, desk: Desk, parent: QWidget | None, kind: KindRow) -> None:
        title = desk.wording.text(f"request_kinds.{kind.id.value}")
        sentence = self.tr("Source: {source}").format(source=source_words(kind.days[0].source))
        super().__init__(desk, parent, title, self.tr("Save"), sentence)
        self._kind = kind
        self._boxes = {one.key: self._box(one) for one in kind.days}
        note = Note(Tone.ACCENT, desk.wording.text("app.not_legal_advice"))
        self.form.addWidget(note)
        back = button(self.tr("Back to the shipped values"), self._put_back, role="quiet")
        back.setEnabled(kind.is_changed)
        self.buttons.insertWidget(0, back)

    def _box(self, one: LawLine) -> QSpinBox:
        labels = {
            "acknowledge_working_days": self.tr("Acknowledge within, in working days"),
            "complete_days": self.tr("Carry out within, in days"),
            "complete_days_with_partner": self.tr("With a partner, in days"),
            "extension_days": self.tr("Longer by one extension, in days"),
        }
        name = one.key.rpartition(".")[2]
        box = QSpinBox()
        box.setRange(*REQUEST_DAYS[name])
        box.setValue(one.value if isinstance(one.value, int) else 0)
        box.setMaximumWidth(160)
        keep_from_wheel(box)
        hint = self.tr("Shipped: {shipped} ({sure})").format(
            shipped=value_words(one.key, one.shipped), sure=confidence_words(one.confidence)
        )
        self.add(name, Field(labels[name], box, hint))
        return box

    def _put_back(self) -> None:
        for one in self._kind.days:
            self._boxes[one.key].setValue(one.shipped if isinstance(one.shipped, int) else 0)

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        typed = {key: str(box.value()) for key, box in self._boxes.items()}
        return lambda session: change_all(session, typed)
