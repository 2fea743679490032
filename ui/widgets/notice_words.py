"""What a version changes, in a few words: clause by clause, purpose by purpose."""

from collections.abc import Iterator

from ledger.domain.policy_change import Change, PolicyChange
from ledger.domain.wording import Wording


def changed_points(change: PolicyChange, wording: Wording) -> tuple[str, ...]:
    """Return the names of everything that changes, in the order of the policy."""
    return tuple(dict.fromkeys(_points(change, wording)))


def _points(change: PolicyChange, wording: Wording) -> Iterator[str]:
    yield from (one.id for one in change.clauses if one.change is not Change.SAME)
    for purpose in change.purposes:
        shown = purpose.new or purpose.old
        if purpose.change is not Change.SAME and shown is not None:
            yield wording.text("notice.purpose", name=shown.text.in_language(wording.language))
    for rule in change.fields:
        collected = rule.new or rule.old
        if rule.change is not Change.SAME and collected is not None:
            yield wording.text("notice.field", name=collected.text.in_language(wording.language))
    for sharing in change.recipient_rules:
        if sharing.change is not Change.SAME:
            yield wording.text("notice.recipient", name=wording.text(f"roles.{sharing.id}"))
    if change.label.change is not Change.SAME:
        yield wording.text("notice.label")
