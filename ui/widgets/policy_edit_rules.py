"""Editing which data a draft collects and for what, who receives them, what labels show, and what it is called."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QWidget

from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.policy import LabelRule, RecipientRole, RecipientRule
from ledger.domain.wording import Bilingual
from ledger.services.policy_versions import TITLE_LIMIT
from ui.desk import Desk
from ui.widgets.form import Field, line_edit
from ui.widgets.parts import Card, column, row, text
from ui.widgets.policy_matrix import Name, TickMatrix
from ui.widgets.policy_sketch import Sketch

_COLLECTED, _RECEIVES, _COMMITMENT = "collected", "receives", "commitment"
_PURPOSE, _FIELD = "purpose:", "field:"
_FORM = 720


class FieldsEditor(QWidget):
    """Data down, purposes across; a field nobody needs may still be collected, the review shows it."""

    def __init__(self, desk: Desk, sketch: Sketch) -> None:
        super().__init__()
        self._desk, self._sketch = desk, sketch
        self.matrix = TickMatrix(self.tr("Data, and what each is needed for"), self._state, self._on_tick)
        hint = text(self.tr("Only data that are collected can be recorded, and only for what they are needed."), "mute")
        whole = column(hint, spacing=8)
        whole.addWidget(self.matrix, 1)
        whole.setContentsMargins(0, 12, 0, 0)
        self.setLayout(whole)
        sketch.purposes_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        language = self._desk.language
        rows = [(str(one.id), one.text.in_language(language)) for one in self._sketch.known_fields()]
        purposes = [(str(one.id), one.text.in_language(language)) for one in self._sketch.pack.purposes]
        self.matrix.show_names(rows, [(_COLLECTED, self.tr("Collected")), *purposes])

    def _state(self, field_id: str, column: str) -> bool | None:
        if column == _COLLECTED:
            return self._sketch.collects(FieldId(field_id))
        rule = next((one for one in self._sketch.pack.fields if one.id == field_id), None)
        return None if rule is None else column in rule.needed_by

    def _on_tick(self, field_id: str, column: str, is_on: bool) -> None:
        if column == _COLLECTED:
            self._sketch.collect(FieldId(field_id), is_on)
        else:
            self._sketch.need(FieldId(field_id), PurposeId(column), is_on)


class SharingEditor(QWidget):
    """Kinds of recipients across; what each receives, for what, and whether only with a commitment."""

    def __init__(self, desk: Desk, sketch: Sketch) -> None:
        super().__init__()
        self._desk, self._sketch = desk, sketch
        self.matrix = TickMatrix(self.tr("Who receives which data for what"), self._state, self._on_tick)
        hint = text(
            self.tr("The law asks a written commitment of every partner, even where the policy does not."),
            "mute",
            wraps=True,
        )
        whole = column(hint, spacing=8)
        whole.addWidget(self.matrix, 1)
        whole.setContentsMargins(0, 12, 0, 0)
        self.setLayout(whole)
        sketch.changed.connect(self._on_changed)
        self._shown: list[Name] = []
        self._on_changed()

    def _rows(self) -> list[Name]:
        language, pack = self._desk.language, self._sketch.pack
        purpose, field = self.tr("For: {words}"), self.tr("Data: {words}")
        return [
            (_RECEIVES, self.tr("Receives data")),
            (_COMMITMENT, self.tr("Only with a signed commitment")),
            *((_PURPOSE + one.id, purpose.format(words=one.text.in_language(language))) for one in pack.purposes),
            *((_FIELD + one.id, field.format(words=one.text.in_language(language))) for one in pack.fields),
        ]

    def _on_changed(self) -> None:
        rows = self._rows()
        if rows == self._shown:
            return
        self._shown = rows
        roles = [(one.value, self._desk.wording.text(f"roles.{one.value}")) for one in RecipientRole]
        self.matrix.show_names(rows, roles)

    def _state(self, key: str, role: str) -> bool | None:
        rule = self._sketch.rule(RecipientRole(role))
        if key == _RECEIVES:
            return rule is not None
        if rule is None:
            return None
        if key == _COMMITMENT:
            return rule.needs_commitment
        if key.startswith(_PURPOSE):
            return key.removeprefix(_PURPOSE) in rule.purposes
        return key.removeprefix(_FIELD) in rule.fields

    def _on_tick(self, key: str, role_value: str, is_on: bool) -> None:
        role = RecipientRole(role_value)
        rule = self._sketch.rule(role)
        if key == _RECEIVES:
            needs = role is not RecipientRole.AUTHORITY
            new = RecipientRule(role, frozenset(), frozenset(), needs_commitment=needs) if is_on else None
            self._sketch.set_rule(role, new)
        elif rule is not None:
            self._sketch.set_rule(role, _ticked(rule, key, is_on))


def _ticked(rule: RecipientRule, key: str, is_on: bool) -> RecipientRule:
    if key == _COMMITMENT:
        return replace(rule, needs_commitment=is_on)
    if key.startswith(_PURPOSE):
        purpose = frozenset({PurposeId(key.removeprefix(_PURPOSE))})
        return replace(rule, purposes=rule.purposes | purpose if is_on else rule.purposes - purpose)
    field = frozenset({FieldId(key.removeprefix(_FIELD))})
    return replace(rule, fields=rule.fields | field if is_on else rule.fields - field)


class HeadEditor(QWidget):
    """What the policy is called, where it stands on the web, and what its labels show."""

    def __init__(self, sketch: Sketch) -> None:
        super().__init__()
        self._sketch = sketch
        pack = sketch.pack
        self.vi, self.en = line_edit(limit=TITLE_LIMIT), line_edit(limit=TITLE_LIMIT)
        self.link = line_edit("https://", limit=300)
        for editor, words in ((self.vi, pack.title.vi), (self.en, pack.title.en), (self.link, pack.link)):
            editor.setText(words)
            editor.setCursorPosition(0)
            editor.textChanged.connect(lambda _typed: self._on_typed())
        self.fields = {
            "policy_title": Field(self.tr("Title in Vietnamese"), self.vi),
            "en": Field(self.tr("Title in English"), self.en),
            "policy_link": Field(
                self.tr("Link"), self.link, self.tr("Where customers read the policy, if it stands on the web")
            ),
        }
        self.label = {
            "shows_province": QCheckBox(self.tr("The province")),
            "shows_zone": QCheckBox(self.tr("The carrier's routing zone")),
            "shows_amount_to_collect": QCheckBox(self.tr("The amount to collect")),
        }
        for key, box in self.label.items():
            box.setChecked(bool(getattr(pack.label, key)))
            box.toggled.connect(lambda _on: self._on_label())
        self._lay_out()

    def _lay_out(self) -> None:
        names, labels = Card(self.tr("The policy")), Card(self.tr("On the shipping label"))
        for field in self.fields.values():
            names.body.addWidget(field)
        labels.body.addWidget(text(self.tr("Beside the masked name and the parcel code a label may show:"), "mute"))
        for box in self.label.values():
            labels.body.addWidget(box)
        names.setMaximumWidth(_FORM)
        labels.setMaximumWidth(_FORM)
        whole = column(names, labels, None, spacing=14)
        whole.setContentsMargins(0, 12, 0, 0)
        beside = row(spacing=0)
        beside.addLayout(whole, 1)
        beside.addStretch(0)
        self.setLayout(beside)

    def _on_typed(self) -> None:
        self._sketch.change(title=Bilingual(self.vi.text(), self.en.text()), link=self.link.text())

    def _on_label(self) -> None:
        chosen = {key: box.isChecked() for key, box in self.label.items()}
        self._sketch.set_label(LabelRule(**chosen))
