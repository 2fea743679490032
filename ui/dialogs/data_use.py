"""Recording that customers' data are used inside the shop: what for, which fields; everybody goes through the gate."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.errors import TextMissing
from ledger.domain.ids import FieldId
from ledger.domain.text import NOTE_LIMIT
from ledger.services import data_uses
from ledger.services.data_uses import GatheredUse, UseWish
from ledger.services.explaining import field_text
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.contact_count import CountBox, Counted
from ui.widgets.contact_purpose import PurposeChoice
from ui.widgets.contact_sliced_dialog import SlicedDialog
from ui.widgets.contact_words import fields_needed, left_out_lines
from ui.widgets.form import Field, line_edit
from ui.widgets.form_state import texts_of
from ui.widgets.parts import text
from ui.widgets.sliced import Slices

_COLUMNS = 3


class FieldChecks(QWidget):
    """Every field of the policy; only those a purpose needs can be ticked, the others say why not."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._boxes: dict[FieldId, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        fields = desk.who.policy.fields
        rows = -(-len(fields) // _COLUMNS)
        for at, one in enumerate(fields):
            box = self._boxes[one.id] = QCheckBox(field_text(one.id, desk.wording))
            box.toggled.connect(lambda _on: self.changed.emit())
            grid.addWidget(box, at % rows, at // rows)

    def offer(self, needed: frozenset[FieldId], why_not: str) -> None:
        """Let only these be ticked; what was ticked and is not needed any more is not ticked any more."""
        for field, box in self._boxes.items():
            box.setEnabled(field in needed)
            box.setChecked(box.isChecked() and field in needed)
            box.setToolTip("" if field in needed else why_not)
        first = next((box for box in self._boxes.values() if box.isEnabled()), None)
        self.setFocusProxy(first)  # type: ignore[arg-type]  # Qt takes none, its stubs do not say so

    def chosen(self) -> tuple[FieldId, ...]:
        """Return the ticked fields, in the policy's order."""
        return tuple(field for field, box in self._boxes.items() if box.isChecked())

    def state(self) -> object:
        """See ``form_state.Composed``."""
        return list(self.chosen())

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``."""
        for field, box in self._boxes.items():
            box.setChecked(box.isEnabled() and field in texts_of(state))


class DataUseDialog(SlicedDialog):
    """``saved`` carries the code of the use."""

    draft_form = DraftForm.DATA_USE

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Record a use of data"),
            self.tr("For work inside the shop, such as analysis, a survey or the website: nobody receives the data."),
            (self.tr("Count"), self.tr("Record the use")),
        )
        self.setMinimumWidth(680)
        self._purpose = PurposeChoice(desk, self.tr("What for"), is_contact=False)
        self._fields = FieldChecks(desk)
        self._why = text("", "small", wraps=True)
        self._note = line_edit(self.tr("For example: which products sold best this autumn"), limit=NOTE_LIMIT)
        self.add("purpose", Field(self.tr("What for"), self._purpose))
        self.add("fields", Field(self.tr("Data used"), self._fields))
        self.form.addWidget(self._why)
        self.add("note", Field(self.tr("Note"), self._note))
        self.place(
            CountBox(
                desk,
                self.tr("Data used of"),
                self.tr("Counting asks the policy about every customer on record. Nothing is written down yet."),
            )
        )
        self._purpose.changed.connect(self._on_purpose)
        self._fields.changed.connect(self.forget)
        self._begin_with_consent()
        self._on_purpose()

    def _begin_with_consent(self) -> None:
        # What is used without a recipient is what nobody is contacted for: the first such purpose comes first.
        purposes = self.desk.who.policy.purposes
        fitting = (one for one in purposes if one.basis.value == "CONSENT" and not one.is_advertising)
        first = next(fitting, None)
        if first is not None:
            self._purpose.choose(first.id)

    def _on_purpose(self) -> None:
        words = self._purpose.purpose.text.in_language(self.desk.language)
        why_not = self.tr("“{purpose}” does not need what is greyed out, so it is not used.").format(purpose=words)
        self._fields.offer(fields_needed(self.desk.who.policy, self._purpose.purpose.id), why_not)
        self._why.setText(why_not)
        self.forget()

    # --- counting, then recording ---

    def slices(self) -> Slices:
        """See ``SlicedDialog.slices``."""
        fields = self._fields.chosen()
        if not fields:
            raise TextMissing(field="fields")
        wish = UseWish(self._purpose.purpose.id, fields)
        return lambda session: data_uses.gather(session, wish)

    def on_found(self, found: GatheredUse) -> None:
        """See ``SlicedDialog.on_found``."""
        lines = left_out_lines(self.desk, found.wish.purpose_id, found.left_out)
        nobody = (self.tr("Nobody's data may be used for this, so there is nothing to record."),)
        self.box.show_counted(Counted(found.included, found.left_out_people, lines, () if found.included else nobody))
        self.save_button.setEnabled(bool(found.included))

    def work(self) -> Callable[[Session], str]:
        """See ``FormDialog.work``."""
        gathered, note = self.found, self._note.text()
        return lambda session: data_uses.record(session, gathered, note)

    def _typed(self) -> dict[str, object]:
        return super()._typed() | {"purpose": self._purpose.box.currentIndex(), "fields": self._fields.chosen()}
