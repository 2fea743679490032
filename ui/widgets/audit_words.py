"""Entries of the trail in plain words: what was done, and what the body says, never as it is stored."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from ledger.domain.audit import AuditAction, AuditValue, Body
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.instants import from_text, show_date, show_instant
from ledger.domain.parcel import show_code
from ledger.domain.policy import PolicyVersion
from ledger.domain.wording import Wording
from ledger.services.explaining import field_text, purpose_text, show_reference
from ui.widgets.settings_rule_words import rule_words

_TABLES: Mapping[str, tuple[str, ...]] = {
    "about": ("link_abouts",),
    "act": ("acts",),
    "basis": ("bases",),
    "categories": ("retention_categories",),
    "category": ("retention_categories",),
    "cause": ("erasure_causes",),
    "channel": ("channels",),
    "control": ("promises",),
    "day_kind": ("special_day_kinds",),
    "form": ("draft_forms",),
    "found_by": ("found_by",),
    "giver": ("givers",),
    "ground": ("refusal_grounds",),
    "identity_method": ("identity_methods",),
    "kind": ("request_kinds", "incident_kinds"),
    "items": ("commitment_items",),
    "letter_kind": ("request_letters",),
    "method": ("consent_methods",),
    "operation": ("operations",),
    "outcome": ("consent_states",),
    "notice": ("notice_states",),
    "partner_act": ("partner_letters",),
    "partner_answer": ("partner_answers",),
    "result": ("request_outcomes",),
    "role": ("roles", "staff_roles"),
    "source": ("sources",),
    "state": ("parcel_states", "contact_states"),
    "step": ("request_steps",),
    "report": ("deadline_kinds",),
    "told_by": ("notice_channels", "channels"),
}
_NAMES_OF_FIELDS = frozenset({"field", "fields"})
_INSTANTS = frozenset({"clock", "first", "last", "newest"})
_DAYS = frozenset({"checked_on", "day", "expires_on", "period_from", "period_to"})
_LONG_IDS = frozenset({"id", "vault", "signing_key", "sealing_key"})  # hex: its beginning is enough for an eye
_EYEFUL = 16
_CODE = 12  # characters of a parcel's code


class AuditWords:
    """The words for entries. ``names`` of recipients and ``people`` who work here, by id, may come later."""

    def __init__(self, policy: PolicyVersion, wording: Wording) -> None:
        self._policy, self._wording = policy, wording
        self.names: Mapping[int, str] = {}
        self.people: Mapping[object, str] = {}

    def act(self, action: AuditAction) -> str:
        """Return what was done."""
        return self._wording.text(f"audit_actions.{action.value}")

    def group(self, group: str) -> str:
        """Return a group of acts."""
        return self._wording.text(f"audit_groups.{group}")

    def facts(self, body: Body) -> tuple[tuple[str, str], ...]:
        """Return what a body says, name by name; what is empty is left out."""
        pairs = ((self._name(key), self._value(key, value)) for key, value in body.items())
        return tuple((name, words) for name, words in pairs if words)

    def line(self, body: Body) -> str:
        """Return a body in one line."""
        shown = {key: value for key, value in body.items() if key not in _LONG_IDS}
        return " · ".join(f"{name}: {words}" for name, words in self.facts(shown))

    def _name(self, key: str) -> str:
        tables = ("audit_details", "inputs", "fields", "left_out", "removed", "kept", "copy_chapters")
        return next((self._wording.text(f"{one}.{key}") for one in tables if f"{one}.{key}" in self._wording), key)

    def _value(self, key: str, value: AuditValue) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            yes, no = QCoreApplication.translate("audit", "yes"), QCoreApplication.translate("audit", "no")
            return yes if value else no
        if isinstance(value, int):
            return self.names.get(value, str(value)) if key == "recipient" else str(value)
        if isinstance(value, str):
            return self.people.get(value) or self._word(key, value)
        if isinstance(value, Mapping):
            return ", ".join(f"{self._name(name)}: {count}" for name, count in value.items())
        return str(len(value)) if key == "reasons" else ", ".join(dict.fromkeys(self._word(key, one) for one in value))

    def _word(self, key: str, value: str) -> str:
        if key in _NAMES_OF_FIELDS:
            return self._field(value)
        if key in {"purpose", "purposes"}:
            return purpose_text(self._policy, PurposeId(value), self._wording)
        if key == "setting":
            own = f"settings.{value}"
            return self._wording.text(own) if own in self._wording else rule_words(value, self._wording)
        if key == "references":
            return show_reference(value, self._wording)
        if key in _TABLES:
            tables = _TABLES[key]
            found = (f"{one}.{value}" for one in tables if f"{one}.{value}" in self._wording)
            return next((self._wording.text(one) for one in found), value)
        return _shown(key, value)

    def _field(self, value: str) -> str:
        words = field_text(FieldId(value), self._wording)
        return self._name(value) if words == value else words


def _shown(key: str, value: str) -> str:
    try:
        if key in _INSTANTS:
            return show_instant(from_text(value))
        if key in _DAYS:
            return show_date(date.fromisoformat(value))
    except ValueError:
        return value
    if key in _LONG_IDS and len(value) > _EYEFUL:
        return f"{value[:_EYEFUL]}…"
    return show_code(value) if key in {"parcel", "parcels"} and len(value) == _CODE else value
