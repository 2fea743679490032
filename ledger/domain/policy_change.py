"""What a new version of the policy changes, and what follows: who is told, which consents are asked again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, TypeVar

from ledger.domain.ids import PurposeId
from ledger.domain.policy import Clause, FieldRule, LabelRule, PolicyPack, PolicyVersion, RecipientRule
from ledger.domain.purpose import LegalBasis, Purpose

Policy = PolicyPack | PolicyVersion
_Item = TypeVar("_Item")


class Change(StrEnum):
    """What became of one item."""

    SAME = "SAME"
    ADDED = "ADDED"
    CHANGED = "CHANGED"
    REMOVED = "REMOVED"


class ClausePart(StrEnum):
    """What of a clause changed."""

    TEXT_VI = "TEXT_VI"
    TEXT_EN = "TEXT_EN"
    CONTROL = "CONTROL"
    PARAMETERS = "PARAMETERS"
    AFFECTS_CUSTOMERS = "AFFECTS_CUSTOMERS"
    STATES = "STATES"


@dataclass(frozen=True)  # with slots, a generic dataclass raises a TypeError on Python 3.11
class ItemChange(Generic[_Item]):
    """One purpose, field, rule or clause before and after; ``None`` where it was not, or is no longer."""

    id: str
    old: _Item | None
    new: _Item | None

    @property
    def change(self) -> Change:
        """Return what became of it."""
        if self.old is None:
            return Change.ADDED
        if self.new is None:
            return Change.REMOVED
        return Change.SAME if self.old == self.new else Change.CHANGED


@dataclass(frozen=True)
class ClauseChange(ItemChange[Clause]):
    """One clause before and after."""

    @property
    def parts(self) -> frozenset[ClausePart]:
        """Return what of the clause changed; nothing where it was added or removed whole."""
        old, new = self.old, self.new
        if old is None or new is None:
            return frozenset()
        differs = {
            ClausePart.TEXT_VI: old.text.vi != new.text.vi,
            ClausePart.TEXT_EN: old.text.en != new.text.en,
            ClausePart.CONTROL: old.control is not new.control,
            ClausePart.PARAMETERS: dict(old.parameters) != dict(new.parameters),
            ClausePart.AFFECTS_CUSTOMERS: old.affects_customers != new.affects_customers,
            ClausePart.STATES: old.states != new.states,
        }
        return frozenset(part for part, is_other in differs.items() if is_other)

    @property
    def affects_customers(self) -> bool:
        """Return whether customers are affected: the clause says so, before or after, and is not the same."""
        says_so = any(one is not None and one.affects_customers for one in (self.old, self.new))
        return says_so and self.change is not Change.SAME


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """Two versions side by side: what the new one has, in its order, then what was removed."""

    clauses: tuple[ClauseChange, ...]
    purposes: tuple[ItemChange[Purpose], ...]
    fields: tuple[ItemChange[FieldRule], ...]
    recipient_rules: tuple[ItemChange[RecipientRule], ...]
    label: ItemChange[LabelRule]
    is_title_changed: bool
    is_link_changed: bool

    @property
    def is_empty(self) -> bool:
        """Return whether nothing at all changed."""
        changes = (*(one.change for one in self.clauses), *self.rule_changes)
        return not (self.is_title_changed or self.is_link_changed) and set(changes) <= {Change.SAME}

    @property
    def rule_changes(self) -> tuple[Change, ...]:
        """Return what became of every purpose, field, rule of sharing, and of the label."""
        return (
            *(one.change for one in self.purposes),
            *(one.change for one in self.fields),
            *(one.change for one in self.recipient_rules),
            self.label.change,
        )

    @property
    def asked_again(self) -> tuple[Purpose, ...]:
        """Return the purposes resting on consent whose old grants no longer count (``model.md`` 4), or never did."""
        return tuple(
            one.new
            for one in self.purposes
            if one.new is not None
            and one.new.basis is LegalBasis.CONSENT
            and (one.old is None or one.old.revision != one.new.revision)
        )


def compare(old: Policy, new: Policy) -> PolicyChange:
    """Return what ``new`` changes of ``old``, clause by clause and rule by rule."""
    return PolicyChange(
        clauses=tuple(ClauseChange(*one) for one in _paired(old.clauses, new.clauses, lambda one: one.id)),
        purposes=tuple(ItemChange(*one) for one in _paired(old.purposes, new.purposes, lambda one: one.id)),
        fields=tuple(ItemChange(*one) for one in _paired(old.fields, new.fields, lambda one: one.id)),
        recipient_rules=tuple(
            ItemChange(*one) for one in _paired(old.recipient_rules, new.recipient_rules, lambda one: one.role.value)
        ),
        label=ItemChange("label", old.label, new.label),
        is_title_changed=old.title != new.title,
        is_link_changed=old.link != new.link,
    )


def _paired(
    old: Iterable[_Item], new: Iterable[_Item], key: Callable[[_Item], str]
) -> list[tuple[str, _Item | None, _Item | None]]:
    before, after = {key(one): one for one in old}, {key(one): one for one in new}
    ids = [*after, *(one for one in before if one not in after)]
    return [(one, before.get(one), after.get(one)) for one in ids]


def affects_customers(change: PolicyChange) -> bool:
    """Return whether customers must be told (VK 10): a clause that affects them, or what data are used and shown for.

    Any change of purposes, fields, sharing or the label affects them, whatever the clauses say of themselves.
    """
    return any(one.affects_customers for one in change.clauses) or set(change.rule_changes) > {Change.SAME}


def with_new_revisions(old: Policy, new: PolicyPack, highest: Mapping[PurposeId, int]) -> PolicyPack:
    """Return ``new`` with the revision each purpose gets when it is published after ``old``.

    Another basis, Vietnamese text or advertising is another question to the customer: the next revision, under which
    no old grant counts (``model.md`` 4). ``highest`` has the highest revision every purpose ever had, so that an id
    that comes back is a new question too.
    """
    before = {one.id: one for one in old.purposes}
    return replace(new, purposes=tuple(_revised(before.get(one.id), one, highest) for one in new.purposes))


def _revised(before: Purpose | None, one: Purpose, highest: Mapping[PurposeId, int]) -> Purpose:
    if before is not None and _question(before) == _question(one):
        return replace(one, revision=before.revision)
    newest = max(highest.get(one.id, 0), before.revision if before is not None else 0)
    return replace(one, revision=newest + 1)


def _question(one: Purpose) -> tuple[LegalBasis, str, bool]:
    return one.basis, one.text.vi, one.is_advertising
