"""Purposes, fields and sharing rules of the policy in force, as tables that can be read and copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.domain.policy import FieldRule, RecipientRule
from ledger.domain.policy_change import Policy
from ledger.domain.purpose import Purpose
from ui.desk import Desk
from ui.models.table_model import Column, RecordModel
from ui.theme import Tone
from ui.widgets.parts import Card, picture, row, text
from ui.widgets.policy_words import basis_words, needs_consent
from ui.widgets.record_table import RecordTable


class PolicyTables:
    """The words of one policy's ids. A published version never changes: another one has tables of its own."""

    def __init__(self, desk: Desk, policy: Policy) -> None:
        self._purposes = {one.id: one.text.in_language(desk.language) for one in policy.purposes}
        self._fields = {one.id: one.text.in_language(desk.language) for one in policy.fields}

    def purpose_words(self, ids: Sequence[str] | frozenset[str]) -> str:
        """Return purposes in the order of the policy."""
        return ", ".join(words for one, words in self._purposes.items() if one in ids)

    def field_words(self, ids: Sequence[str] | frozenset[str]) -> str:
        """Return fields in the order of the policy."""
        return ", ".join(words for one, words in self._fields.items() if one in ids)


class PurposesPanel(QWidget):
    """What data are used for, on which legal basis."""

    def __init__(self, desk: Desk, policy: Policy) -> None:
        super().__init__()
        columns = (
            Column[Purpose](
                "purpose", self.tr("Purpose"), lambda one: one.text.in_language(desk.language), width=280, is_main=True
            ),
            Column[Purpose](
                "basis",
                self.tr("Legal basis"),
                lambda one: basis_words(one, desk.wording),
                width=190,
                tone=lambda one: Tone.ACCENT if needs_consent(one) else Tone.OFF,
            ),
            Column[Purpose](
                "kind",
                self.tr("Advertising"),
                lambda one: self.tr("yes") if one.is_advertising else self.tr("no"),
                width=140,
            ),
            Column[Purpose]("revision", self.tr("Revision"), lambda one: str(one.revision), width=120, is_number=True),
        )
        model = RecordModel[Purpose](columns, self)
        table = RecordTable(model, self.tr("Purposes"), desk.now)
        model.show(policy.purposes)
        words = self.tr("What rests on consent is done only for customers who agreed to this revision of it.")
        _lay_out(self, desk, table, words)


class FieldsPanel(QWidget):
    """Which data may be collected, and what each is needed for."""

    def __init__(self, desk: Desk, policy: Policy) -> None:
        super().__init__()
        words = PolicyTables(desk, policy)
        columns = (
            Column[FieldRule]("field", self.tr("Data"), lambda one: one.text.in_language(desk.language), width=220),
            Column[FieldRule](
                "category",
                self.tr("Group"),
                lambda one: desk.wording.text(f"field_categories.{one.category.value}"),
                width=210,
                tone=lambda _one: Tone.OFF,
            ),
            Column[FieldRule](
                "needed",
                self.tr("Needed for"),
                lambda one: words.purpose_words(one.needed_by),
                width=260,
                tip=lambda one: words.purpose_words(one.needed_by),
                is_main=True,
            ),
        )
        model = RecordModel[FieldRule](columns, self)
        table = RecordTable(model, self.tr("Data that may be collected"), desk.now)
        model.show(policy.fields)
        _lay_out(self, desk, table, self.tr("Anything that is not in this list cannot be recorded."))


class SharingPanel(QWidget):
    """Who may receive which data for what, one card for each kind of partner."""

    def __init__(self, desk: Desk, policy: Policy) -> None:
        super().__init__()
        words = PolicyTables(desk, policy)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(12)
        for rule in policy.recipient_rules:
            box.addWidget(self._card(rule, desk, words))
        box.addStretch(1)

    def _card(self, rule: RecipientRule, desk: Desk, words: PolicyTables) -> Card:
        card = Card(desk.wording.text(f"roles.{rule.role.value}"))
        nothing = self.tr("nothing")
        lines = (
            (self.tr("Receives data for"), words.purpose_words(rule.purposes) or nothing),
            (self.tr("Receives these data"), words.field_words(rule.fields) or nothing),
        )
        for name, said in lines:
            label = text(name, "mute")
            label.setFixedWidth(180)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            beside = row(label, text(said, wraps=True, selectable=True), spacing=12)
            beside.setStretch(1, 1)
            card.body.addLayout(beside)
        needed = self.tr("Only with a signed commitment that is valid and complete.")
        free = self.tr("Shows its papers each time instead of a commitment.")
        says = text(needed if rule.needs_commitment else free, wraps=True)
        way = row(picture("file-check" if rule.needs_commitment else "landmark", "mute", 16), says)
        way.setStretch(1, 1)
        card.body.addLayout(way)
        return card


class LabelRulesPanel(QWidget):
    """What a shipping label may show beside the masked name."""

    def __init__(self, policy: Policy) -> None:
        super().__init__()
        rule = policy.label
        card = Card(self.tr("On the shipping label"))
        rules = (
            (self.tr("The name, masked to its first letters and last word"), True),
            (self.tr("The parcel code, as bar code and QR code"), True),
            (self.tr("The province"), rule.shows_province),
            (self.tr("The carrier's routing zone"), rule.shows_zone),
            (self.tr("The amount to collect"), rule.shows_amount_to_collect),
            (self.tr("Phone, email, street, ward and goods"), False),
        )
        for words, is_shown in rules:
            icon = picture("check" if is_shown else "x", "ok" if is_shown else "bad", 16)
            said = text(self.tr("shown") if is_shown else self.tr("never shown"), "mute")
            said.setFixedWidth(130)
            beside = row(icon, said, text(words, wraps=True, selectable=True), spacing=10)
            beside.setStretch(2, 1)
            card.body.addLayout(beside)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.addWidget(card)
        box.addStretch(1)


def _lay_out(panel: QWidget, desk: Desk, table: RecordTable, words: str) -> None:
    table.tell(desk.messages)
    card = Card()
    card.body.setContentsMargins(10, 12, 10, 8)
    hint = text(words, "mute", wraps=True)
    hint.setContentsMargins(8, 0, 8, 0)
    card.body.addWidget(hint)
    card.body.addWidget(table, 1)
    box = QVBoxLayout(panel)
    box.setContentsMargins(0, 12, 0, 0)
    box.addWidget(card, 1)
