"""What one version changes of another, clause by clause and rule by rule, before and after side by side."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ledger.domain.policy import Clause, FieldRule, LabelRule, RecipientRule
from ledger.domain.policy_change import Change, ClauseChange, ClausePart, ItemChange, Policy, PolicyChange
from ledger.domain.purpose import Purpose
from ledger.domain.wording import Bilingual
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.parts import Card, Chip, column, row, text
from ui.widgets.policy_marked import MarkedText, differing
from ui.widgets.policy_tables import PolicyTables
from ui.widgets.policy_words import basis_words, parameter_lines

_TONES = {Change.ADDED: Tone.OK, Change.CHANGED: Tone.WARN, Change.REMOVED: Tone.BAD, Change.SAME: Tone.OFF}
Pair = tuple[str, str, str]  # what it is, before, after


class DifferenceView(QWidget):
    """As high as it needs to be; whoever shows it scrolls."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "scrolled")
        self._desk = desk
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._words = {
            Change.ADDED: self.tr("Added"),
            Change.CHANGED: self.tr("Changed"),
            Change.REMOVED: self.tr("Removed"),
            Change.SAME: self.tr("Unchanged"),
        }

    def show_change(self, change: PolicyChange, old: Policy, new: Policy) -> None:
        """Show what ``new`` changes of ``old``."""
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._policies = (old, new)
        self._tables = (PolicyTables(self._desk, old), PolicyTables(self._desk, new))
        cards = [*self._of_heads(change), *(self._of_clause(one) for one in change.clauses if _differs(one))]
        cards += self._of_rules(change)
        for card in cards or [text(self.tr("Nothing differs."), "mute")]:
            self._box.addWidget(card)
        self._box.addStretch(1)

    # --- clauses ---

    def _of_clause(self, one: ClauseChange) -> Card:
        card = self._card(one.id, one)
        if one.affects_customers:
            card.chips.addWidget(Chip(self.tr("Affects customers"), Tone.ACCENT))
        card.chips.addStretch(1)
        self._add_texts(card, one)
        self._add_pairs(card, self._pairs(one))
        return card

    def _card(self, heading: str, one: ItemChange[Any]) -> "_ChangeCard":
        return _ChangeCard(heading, Chip(self._words[one.change], _TONES[one.change]))

    def _add_texts(self, card: Card, one: ClauseChange) -> None:
        old = one.old.text if one.old is not None else Bilingual("", "")
        new = one.new.text if one.new is not None else Bilingual("", "")
        whole = one.change is not Change.CHANGED
        if whole or ClausePart.TEXT_VI in one.parts:
            self._add_text(card, self.tr("Text in Vietnamese"), old.vi, new.vi)
        if ClausePart.TEXT_EN in one.parts or (whole and (old.en or new.en)):
            self._add_text(card, self.tr("Text in English"), old.en, new.en)

    def _add_text(self, card: Card, name: str, before: str, after: str) -> None:
        sides = row(spacing=20)
        for words, pieces, is_new in zip(
            (self.tr("Before"), self.tr("After")), differing(before, after), (False, True), strict=True
        ):
            shown = MarkedText(f"{name}, {words}", is_new=is_new)
            if pieces:
                shown.show_pieces(pieces)
                below: QWidget = shown
            else:
                below = text(self.tr("nothing"), "mute")
            sides.addLayout(column(text(f"{name} · {words}", "small"), below, None, spacing=4), 1)
        card.body.addLayout(sides)

    def _pairs(self, one: ClauseChange) -> list[Pair]:
        old, new = one.old, one.new
        if old is None or new is None:
            return [pair for pair in self._whole(old, new) if pair[1] or pair[2]]
        names = {
            ClausePart.CONTROL: self.tr("What the program does"),
            ClausePart.PARAMETERS: self.tr("With these settings"),
            ClausePart.AFFECTS_CUSTOMERS: self.tr("Affects customers"),
            ClausePart.STATES: self.tr("Tells customers"),
        }
        return [
            (name, self._part(part, old, 0), self._part(part, new, 1))
            for part, name in names.items()
            if part in one.parts
        ]

    def _whole(self, old: Clause | None, new: Clause | None) -> list[Pair]:
        parts = (
            (ClausePart.CONTROL, self.tr("What the program does")),
            (ClausePart.PARAMETERS, self.tr("With these settings")),
        )
        before = [self._part(part, old, 0) if old is not None else "" for part, _ in parts]
        after = [self._part(part, new, 1) if new is not None else "" for part, _ in parts]
        return [(name, a, b) for (_, name), a, b in zip(parts, before, after, strict=True)]

    def _part(self, part: ClausePart, clause: Clause, side: int) -> str:
        wording = self._desk.wording
        if part is ClausePart.CONTROL:
            return wording.text(f"controls.{clause.control.value}")
        if part is ClausePart.PARAMETERS:
            lines = parameter_lines(clause, self._policies[side], wording)
            return "; ".join(f"{name}: {value}" for name, value in lines)
        if part is ClausePart.STATES:
            return ", ".join(wording.text(f"statements.{one}") for one in sorted(clause.states))
        return self.tr("yes") if clause.affects_customers else self.tr("no")

    # --- everything else ---

    def _of_heads(self, change: PolicyChange) -> list[QWidget]:
        old, new = self._policies
        pairs = []
        if change.is_title_changed:
            pairs += [
                (self.tr("Title in Vietnamese"), old.title.vi, new.title.vi),
                (self.tr("Title in English"), old.title.en, new.title.en),
            ]
        if change.is_link_changed:
            pairs.append((self.tr("Link"), old.link, new.link))
        pairs = [one for one in pairs if one[1] != one[2]]
        return [self._sheet(self.tr("The policy"), pairs)] if pairs else []

    def _of_rules(self, change: PolicyChange) -> list[QWidget]:
        groups = (
            (self.tr("Purposes"), [self._purpose(one) for one in change.purposes if _differs(one)]),
            (self.tr("Data collected"), [self._field(one) for one in change.fields if _differs(one)]),
            (self.tr("Sharing"), [self._rule(one) for one in change.recipient_rules if _differs(one)]),
            (self.tr("Labels"), self._label(change.label)),
        )
        return [self._sheet(heading, pairs) for heading, pairs in groups if pairs]

    def _sheet(self, heading: str, pairs: Sequence[Pair]) -> Card:
        card = Card(heading)
        self._add_pairs(card, pairs)
        return card

    def _add_pairs(self, card: Card, pairs: Sequence[Pair]) -> None:
        if not pairs:
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        for side in (1, 2):
            grid.setColumnStretch(side, 1)
            grid.addWidget(text((self.tr("Before"), self.tr("After"))[side - 1], "small"), 0, side)
        for at, pair in enumerate(pairs, start=1):
            for side, words in enumerate(pair):
                shown = text(words or self.tr("nothing"), "mute" if not side or not words else "", wraps=True)
                shown.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                if not side:
                    shown.setFixedWidth(170)
                grid.addWidget(shown, at, side)
        card.body.addLayout(grid)

    def _purpose(self, one: ItemChange[Purpose]) -> Pair:
        return self._name(one), self._purpose_words(one.old), self._purpose_words(one.new)

    def _purpose_words(self, one: Purpose | None) -> str:
        if one is None:
            return ""
        kind = self.tr("advertising") if one.is_advertising else ""
        revision = self.tr("revision {number}").format(number=one.revision)
        pieces = (one.text.vi, one.text.en, basis_words(one, self._desk.wording), kind, revision)
        return " · ".join(piece for piece in pieces if piece)

    def _field(self, one: ItemChange[FieldRule]) -> Pair:
        return self._name(one), self._field_words(one.old, 0), self._field_words(one.new, 1)

    def _field_words(self, one: FieldRule | None, side: int) -> str:
        if one is None:
            return ""
        needed = self._tables[side].purpose_words(one.needed_by) or self.tr("nothing")
        return self.tr("{group}; needed for: {purposes}").format(
            group=self._desk.wording.text(f"field_categories.{one.category.value}"), purposes=needed
        )

    def _name(self, one: ItemChange[Purpose] | ItemChange[FieldRule]) -> str:
        here = one.new if one.new is not None else one.old
        words = here.text.in_language(self._desk.language) if here is not None else one.id
        return f"{words} · {self._words[one.change]}"

    def _rule(self, one: ItemChange[RecipientRule]) -> Pair:
        name = f"{self._desk.wording.text(f'roles.{one.id}')} · {self._words[one.change]}"
        return name, self._rule_words(one.old, 0), self._rule_words(one.new, 1)

    def _rule_words(self, one: RecipientRule | None, side: int) -> str:
        if one is None:
            return ""
        tables = self._tables[side]
        pieces = (
            tables.purpose_words(one.purposes),
            tables.field_words(one.fields),
            self.tr("only with a signed commitment") if one.needs_commitment else self.tr("without a commitment"),
        )
        return "; ".join(piece for piece in pieces if piece)

    def _label(self, one: ItemChange[LabelRule]) -> list[Pair]:
        old, new = one.old, one.new
        if old is None or new is None:
            return []
        rules = (
            (self.tr("The province"), old.shows_province, new.shows_province),
            (self.tr("The carrier's routing zone"), old.shows_zone, new.shows_zone),
            (self.tr("The amount to collect"), old.shows_amount_to_collect, new.shows_amount_to_collect),
        )
        shown, hidden = self.tr("shown"), self.tr("never shown")
        return [(name, shown if a else hidden, shown if b else hidden) for name, a, b in rules if a != b]


class _ChangeCard(Card):
    """A card with its state beside the heading."""

    def __init__(self, heading: str, *chips: Chip) -> None:
        super().__init__()
        self.chips = row(text(heading, "section"), *chips, spacing=10)
        self.body.addLayout(self.chips)


def _differs(one: ItemChange[Any]) -> bool:
    return one.change is not Change.SAME
