"""The draft of a policy while it is edited: what was typed, what is saved, and changes that keep it whole."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from ledger.assets import load_pack
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.policy import Clause, Control, FieldRule, LabelRule, PolicyPack, RecipientRole, RecipientRule
from ledger.domain.policy_faults import parameter_rules
from ledger.domain.purpose import LegalBasis, Purpose
from ledger.domain.text import fold
from ledger.domain.wording import Bilingual

_KNOWN = "combined"  # the pack that knows every field the program can record, and every purpose it works with
_SLUG_LIMIT = 36


class Sketch(QObject):
    """``changed`` follows every change; ``purposes_changed`` those that other parts of the policy show too."""

    changed = Signal()
    purposes_changed = Signal()

    def __init__(self, saved: PolicyPack, typed: PolicyPack | None = None) -> None:
        super().__init__()
        self.pack = saved if typed is None else typed
        self._saved = saved

    @property
    def is_dirty(self) -> bool:
        """Return whether something is not saved."""
        return self.pack != self._saved

    def keep(self, saved: PolicyPack) -> None:
        """Remember what the ledger holds now; what was typed since the saving began stays typed."""
        self._saved = saved
        self.changed.emit()

    def change(self, **changes: Any) -> None:
        """Change parts of the policy."""
        self.pack = replace(self.pack, **changes)
        self.changed.emit()

    # --- clauses ---

    def set_clause(self, at: int, clause: Clause) -> None:
        """Put another clause in the place of one."""
        clauses = self.pack.clauses
        if clauses[at] != clause:
            self.change(clauses=(*clauses[:at], clause, *clauses[at + 1 :]))

    def add_clause(self, at: int) -> None:
        """Add an empty clause at a place."""
        control = Control.CORRECTION
        new = Clause(self._free_number(), control, {}, affects_customers=True, text=Bilingual("", ""))
        clauses = self.pack.clauses
        self.change(clauses=(*clauses[:at], new, *clauses[at:]))

    def _free_number(self) -> str:
        taken = {one.id for one in self.pack.clauses}
        return next(f"M {number}" for number in range(1, len(taken) + 2) if f"M {number}" not in taken)

    def remove_clause(self, at: int) -> None:
        """Take a clause out."""
        clauses = self.pack.clauses
        self.change(clauses=(*clauses[:at], *clauses[at + 1 :]))

    def move_clause(self, at: int, to: int) -> None:
        """Put a clause at another place."""
        clauses = list(self.pack.clauses)
        clauses.insert(to, clauses.pop(at))
        self.change(clauses=tuple(clauses))

    # --- purposes ---

    def set_purpose(self, at: int, purpose: Purpose) -> None:
        """Put another purpose in the place of one."""
        purposes = self.pack.purposes
        if purposes[at] != purpose:
            self.change(purposes=(*purposes[:at], purpose, *purposes[at + 1 :]))
            self.purposes_changed.emit()

    def add_purpose(self, purpose_id: PurposeId, text: Bilingual) -> None:
        """Add a purpose at the end; it rests on consent until something else is chosen."""
        known = next((one for one in load_pack(_KNOWN).purposes if one.id == purpose_id), None)
        new = known or Purpose(purpose_id, 1, LegalBasis.CONSENT, is_advertising=False, text=text)
        self.change(purposes=(*self.pack.purposes, new))
        self.purposes_changed.emit()

    def remove_purpose(self, at: int) -> None:
        """Take a purpose out, and out of every field and rule that names it."""
        gone = frozenset({self.pack.purposes[at].id})
        self.change(
            purposes=tuple(one for one in self.pack.purposes if one.id not in gone),
            fields=tuple(replace(one, needed_by=one.needed_by - gone) for one in self.pack.fields),
            recipient_rules=tuple(replace(one, purposes=one.purposes - gone) for one in self.pack.recipient_rules),
        )
        self.purposes_changed.emit()

    def slug(self, words: str) -> PurposeId:
        """Return an id for a purpose of the shop's own that no other purpose has."""
        bare = "".join(char if char.isascii() and char.isalnum() else "_" for char in fold(words))
        begin = "_".join(piece for piece in bare.split("_") if piece)[:_SLUG_LIMIT].strip("_")
        if not begin or not begin[0].isalpha():
            begin = f"own_{begin}".strip("_")
        taken: Collection[str] = {one.id for one in self.pack.purposes}
        tries = (begin if number == 1 else f"{begin}_{number}" for number in range(1, len(taken) + 2))
        return PurposeId(next(one for one in tries if one not in taken))

    # --- fields, sharing, labels ---

    def known_fields(self) -> tuple[FieldRule, ...]:
        """Return every field there is to choose: those of the draft, then what the program can record besides."""
        own = {one.id for one in self.pack.fields}
        return (*self.pack.fields, *(one for one in load_pack(_KNOWN).fields if one.id not in own))

    def collects(self, field_id: FieldId) -> bool:
        """Return whether a field is collected."""
        return any(one.id == field_id for one in self.pack.fields)

    def collect(self, field_id: FieldId, is_collected: bool) -> None:
        """Collect a field, needed for nothing yet; or no longer, and nobody receives it."""
        if is_collected:
            known = next(one for one in load_pack(_KNOWN).fields if one.id == field_id)
            self.change(fields=(*self.pack.fields, replace(known, needed_by=frozenset[PurposeId]())))
            return
        self.change(
            fields=tuple(one for one in self.pack.fields if one.id != field_id),
            recipient_rules=tuple(replace(one, fields=one.fields - {field_id}) for one in self.pack.recipient_rules),
        )

    def need(self, field_id: FieldId, purpose_id: PurposeId, is_needed: bool) -> None:
        """Say whether a purpose needs a field."""
        self.change(
            fields=tuple(
                replace(one, needed_by=one.needed_by ^ {purpose_id})
                if one.id == field_id and (purpose_id in one.needed_by) != is_needed
                else one
                for one in self.pack.fields
            )
        )

    def rule(self, role: RecipientRole) -> RecipientRule | None:
        """Return what a role may receive."""
        return next((one for one in self.pack.recipient_rules if one.role is role), None)

    def set_rule(self, role: RecipientRole, rule: RecipientRule | None) -> None:
        """Let a role receive something else, or nothing at all; the roles keep the program's order."""
        rules = {one.role: one for one in self.pack.recipient_rules if one.role is not role}
        if rule is not None:
            rules[role] = rule
        self.change(recipient_rules=tuple(rules[one] for one in sorted(rules)))

    def set_label(self, label: LabelRule) -> None:
        """Let labels show something else."""
        self.change(label=label)


def fitting(clause: Clause, control: Control) -> Clause:
    """Return a clause kept by another control: its settings as they begin, but for those that fit already."""
    rules = parameter_rules(control)
    parameters = {key: clause.parameters.get(key, rule.default) for key, rule in rules.items()}
    return replace(clause, control=control, parameters=parameters)
