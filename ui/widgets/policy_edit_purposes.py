"""Editing what a draft uses data for: known purposes, purposes of the shop's own, and the basis of each."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QListWidget, QWidget

from ledger.assets import load_pack, load_wording
from ledger.domain.ids import PurposeId
from ledger.domain.purpose import LegalBasis, Purpose
from ledger.domain.wording import Bilingual, Language
from ledger.services.policy_versions import LABEL_LIMIT
from ui.desk import Desk
from ui.widgets.form import Field, combo, index_of, line_edit
from ui.widgets.parts import Card, button, icon_button, row, text
from ui.widgets.policy_sketch import Sketch

_LIST, _FORM, _ITEM = 320, 620, 32
_MORE = "more_purposes."


class PurposesEditor(QWidget):
    """Ids are chosen by the program: words of the W3C Data Privacy Vocabulary, or a slug of the shop's own words."""

    def __init__(self, desk: Desk, sketch: Sketch) -> None:
        super().__init__()
        self._desk, self._sketch = desk, sketch
        self._is_showing = False
        self.list = QListWidget()
        self.list.setProperty("role", "sections")
        self.list.setAccessibleName(self.tr("Purposes of the draft"))
        self.new = combo(())
        self.own = line_edit(self.tr("The purpose in your own words"), limit=LABEL_LIMIT)
        self.own.setAccessibleName(self.tr("The purpose in your own words"))
        self.vi, self.en = line_edit(limit=LABEL_LIMIT), line_edit(limit=LABEL_LIMIT)
        self.basis = combo((desk.wording.text(f"bases.{one.value}"), one) for one in LegalBasis)
        self.advertising = QCheckBox(self.tr("Advertising: hours, caps and the do-not-call list apply"))
        self._id = text("", "small", selectable=True)
        self._remove = icon_button("trash-2", self.tr("Remove this purpose"), self._on_remove)
        self._lay_out()
        self._connect()
        self._fill(0)

    def _lay_out(self) -> None:
        left, right = Card(), Card()
        left.setFixedWidth(_LIST)
        left.body.setContentsMargins(8, 8, 8, 8)
        left.body.addWidget(self.list, 1)
        self.new.setAccessibleName(self.tr("Purpose to add"))
        add = button(self.tr("Add"), self._on_add, icon="plus")
        left.body.addWidget(self.new)
        left.body.addWidget(self.own)
        left.body.addLayout(row(add, None, self._remove, spacing=6))
        hint = self.tr("Another Vietnamese text, basis or kind is another question: customers are asked again.")
        for piece in (
            text(hint, "mute", wraps=True),
            Field(self.tr("Text in Vietnamese"), self.vi),
            Field(self.tr("Text in English"), self.en),
            Field(self.tr("Legal basis"), self.basis),
            self.advertising,
            self._id,
        ):
            right.body.addWidget(piece)
        right.body.addStretch(1)
        right.setMaximumWidth(_FORM)
        self._form = right
        both = row(left, right, spacing=14)
        both.setStretch(1, 1)
        both.addStretch(0)
        both.setContentsMargins(0, 12, 0, 0)
        self.setLayout(both)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _at: self._show())
        self.new.currentIndexChanged.connect(lambda _at: self._on_choice())
        self.vi.textChanged.connect(lambda _typed: self._on_text())
        self.en.textChanged.connect(lambda _typed: self._on_text())
        self.basis.currentIndexChanged.connect(lambda _at: self._set(basis=LegalBasis(self.basis.currentData())))
        self.advertising.toggled.connect(lambda is_on: self._set(is_advertising=is_on))

    # --- the list ---

    def _purpose(self) -> Purpose | None:
        purposes, at = self._sketch.pack.purposes, self.list.currentRow()
        return purposes[at] if 0 <= at < len(purposes) else None

    def _fill(self, at: int) -> None:
        self._is_showing = True
        self.list.clear()
        self.list.addItems([self._words(one) for one in self._sketch.pack.purposes])
        for row_at in range(self.list.count()):
            self.list.item(row_at).setSizeHint(QSize(0, _ITEM))
        self.new.clear()
        for words, purpose_id in self._offered():
            self.new.addItem(words, purpose_id)
        self._is_showing = False
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        self._on_choice()
        self._show()

    def _words(self, one: Purpose) -> str:
        return one.text.in_language(self._desk.language) or one.id

    def _offered(self) -> list[tuple[str, str]]:
        wording, taken = self._desk.wording, {one.id for one in self._sketch.pack.purposes}
        known = [(self._words(one), str(one.id)) for one in load_pack("combined").purposes]
        keys = sorted(key for key in frozenset(wording.keys()) if key.startswith(_MORE))
        more = [(wording.text(key), key.removeprefix(_MORE)) for key in keys]
        offered = [(words, one) for words, one in [*known, *more] if one not in taken]
        return [*offered, (self.tr("Another purpose"), "")]

    def _on_choice(self) -> None:
        self.own.setVisible(not self.new.currentData())

    def _on_add(self) -> None:
        chosen, own = str(self.new.currentData() or ""), self.own.text().strip()
        if chosen:
            vi, en = (load_wording(one).text(_MORE + chosen) if self._is_more(chosen) else "" for one in Language)
            self._sketch.add_purpose(PurposeId(chosen), Bilingual(vi, en))
        elif own:
            self._sketch.add_purpose(self._sketch.slug(own), Bilingual(own, ""))
            self.own.clear()
        else:
            self.own.setFocus()
            return
        self._fill(self.list.count())
        self.vi.setFocus()

    def _is_more(self, chosen: str) -> bool:
        return _MORE + chosen in self._desk.wording

    def _on_remove(self) -> None:
        at = self.list.currentRow()
        if at >= 0:
            self._sketch.remove_purpose(at)
            self._fill(at)

    # --- the purpose ---

    def _show(self) -> None:
        one = self._purpose()
        self._form.setEnabled(one is not None)
        self._remove.setEnabled(one is not None)
        if one is None or self._is_showing:
            return
        self._is_showing = True
        self.vi.setText(one.text.vi)
        self.en.setText(one.text.en)
        self.basis.setCurrentIndex(index_of(self.basis, one.basis))
        self.advertising.setChecked(one.is_advertising)
        self._id.setText(self.tr("Known as {id}, revision {number}").format(id=one.id, number=one.revision))
        self._is_showing = False

    def _set(self, **changes: Any) -> None:
        one = self._purpose()
        if one is None or self._is_showing:
            return
        changed = replace(one, **changes)
        self._sketch.set_purpose(self.list.currentRow(), changed)
        item = self.list.currentItem()
        if item is not None:
            item.setText(self._words(changed))

    def _on_text(self) -> None:
        self._set(text=Bilingual(self.vi.text(), self.en.text()))
