"""What a change of the policy says to customers, in plain words: for letters, emails and the home page (VK 10)."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from ledger.documents.notice_letter import ChangeText, NoticeText
from ledger.domain.notice import excerpt
from ledger.domain.policy import FieldRule, PolicyVersion, RecipientRule
from ledger.domain.policy_change import Change, ClausePart, PolicyChange
from ledger.domain.purpose import Purpose
from ledger.domain.shop import Shop
from ledger.domain.text import show_phone
from ledger.domain.wording import Wording
from ledger.services.explaining import fields_text, purpose_text

_POINTS = 12  # in a letter; the others can be read at the shop and on the web
_ROOM = 1800  # characters of all texts a letter quotes, before and after each
_SHORTEST, _LONGEST = 100, 420  # characters of one of them
_WHOLE = 20_000
_RULES = frozenset({ClausePart.CONTROL, ClausePart.PARAMETERS})


class _Point(NamedTuple):
    about: str
    change: Change
    old: str
    new: str


def notice_text(
    change: PolicyChange, policy: PolicyVersion, shop: Shop, wording: Wording, *, is_short: bool = False
) -> NoticeText:
    """Return everything that is told about a version; ``is_short`` for paper: long texts are cut around the change."""
    points = tuple(_points(change, policy, wording))
    shown = points[:_POINTS] if is_short else points
    limit = max(_SHORTEST, min(_LONGEST, _ROOM // max(1, len(shown)))) if is_short else _WHOLE
    number = wording.text("notice.version", number=policy.number)
    return NoticeText(
        title=wording.text("notice.title"),
        subject=wording.text("notice.subject", shop=shop.name),
        version=f"{policy.title.in_language(wording.language)} · {number}",
        intro=wording.text("notice.intro", shop=shop.name),
        changes_title=wording.text("notice.changes"),
        changes=tuple(_change(one, limit, wording) for one in shown),
        more=_more(len(points) - len(shown), policy, wording),
        sections=tuple(_sections(change, shop, wording)),
        law=wording.text("notice.law"),
        regards=wording.text("notice.regards"),
    )


def _more(count: int, policy: PolicyVersion, wording: Wording) -> str:
    key = "notice.more_link" if policy.link else "notice.more"
    return wording.text(key, count=count, link=policy.link) if count else ""


def _sections(change: PolicyChange, shop: Shop, wording: Wording) -> Iterator[tuple[str, str]]:
    if change.asked_again:
        asked = ", ".join(one.text.in_language(wording.language) for one in change.asked_again)
        yield wording.text("notice.asked_title"), wording.text("notice.asked", purposes=asked)
    for name in ("when", "rights"):
        yield wording.text(f"notice.{name}_title"), wording.text(f"notice.{name}")
    hotline = wording.text("paper.hotline", number=show_phone(shop.hotline)) if shop.hotline else ""
    email = wording.text("paper.email", address=shop.email) if shop.email else ""
    contact = ", ".join(filter(None, (hotline, email, shop.address)))
    key = "notice.contact" if contact else "notice.contact_here"
    yield wording.text("notice.contact_title"), wording.text(key, contact=contact)


def _change(point: _Point, limit: int, wording: Wording) -> ChangeText:
    head = f"{point.about} · {wording.text(f'notice.{point.change.value}')}"
    if point.old == point.new:  # the words stay, what they allow does not
        is_changed = point.change is Change.CHANGED
        return ChangeText(head, "", wording.text("notice.rule_changed") if is_changed else "")
    old, new = excerpt(point.old, point.new, limit), excerpt(point.new, point.old, limit)
    before = wording.text("notice.before", text=old) if old else ""
    return ChangeText(head, before, wording.text("notice.after", text=new) if new else "")


# --- the points, in the order of the policy ------------------------------------------------------------


def _points(change: PolicyChange, policy: PolicyVersion, wording: Wording) -> Iterator[_Point]:
    yield from _clauses(change, wording)
    for purpose in change.purposes:
        if purpose.change is not Change.SAME:
            name = _purpose_name(purpose.new or purpose.old, wording)
            old, new = _purpose(purpose.old, wording), _purpose(purpose.new, wording)
            yield _Point(wording.text("notice.purpose", name=name), purpose.change, old, new)
    for rule in change.fields:
        if rule.change is not Change.SAME:
            about = wording.text("notice.field", name=_field_name(rule.new or rule.old, wording))
            yield _Point(about, rule.change, _uses(rule.old, policy, wording), _uses(rule.new, policy, wording))
    for sharing in change.recipient_rules:
        if sharing.change is not Change.SAME:
            about = wording.text("notice.recipient", name=wording.text(f"roles.{sharing.id}"))
            yield _Point(about, sharing.change, _shared(sharing.old, wording), _shared(sharing.new, wording))
    if change.label.change is not Change.SAME:
        yield _Point(wording.text("notice.label"), change.label.change, "", "")


def _clauses(change: PolicyChange, wording: Wording) -> Iterator[_Point]:
    for one in change.clauses:
        old = one.old.text.in_language(wording.language) if one.old else ""
        new = one.new.text.in_language(wording.language) if one.new else ""
        if old != new or one.parts & _RULES:
            yield _Point(wording.text("notice.clause", id=one.id), one.change, old, new)


def _purpose_name(purpose: Purpose | None, wording: Wording) -> str:
    return purpose.text.in_language(wording.language) if purpose else ""


def _purpose(purpose: Purpose | None, wording: Wording) -> str:
    return f"{_purpose_name(purpose, wording)} ({wording.text(f'bases.{purpose.basis.value}')})" if purpose else ""


def _field_name(rule: FieldRule | None, wording: Wording) -> str:
    return rule.text.in_language(wording.language) if rule else ""


def _uses(rule: FieldRule | None, policy: PolicyVersion, wording: Wording) -> str:
    return ", ".join(sorted(purpose_text(policy, one, wording) for one in rule.needed_by)) if rule else ""


def _shared(rule: RecipientRule | None, wording: Wording) -> str:
    return fields_text(tuple(sorted(rule.fields)), wording) if rule else ""


# --- one text after the other ----------------------------------------------------------------------------


def plain(text: NoticeText, greeting: str, shop: Shop) -> str:
    """Return the notice as plain text."""
    blocks = [greeting, text.intro, text.changes_title.upper()]
    blocks += ["\n".join(filter(None, (one.head, one.before, one.after))) for one in text.changes]
    blocks += [text.more] if text.more else []
    for title, words in text.sections:
        blocks += [title.upper(), words]
    return "\n\n".join([*blocks, text.law, f"{text.regards}\n{shop.name}"]) + "\n"


def html(text: NoticeText, language: str) -> str:
    """Return the notice as a piece of a web page: headings, paragraphs and a list, every value escaped."""
    items = "\n".join(f"  <li>{_item(one)}</li>" for one in text.changes)
    sections = "\n".join(f"<h3>{escape(title)}</h3>\n<p>{escape(words)}</p>" for title, words in text.sections)
    return (
        f'<section lang="{language}">\n<h2>{escape(text.title)}</h2>\n<p>{escape(text.version)}</p>\n'
        f"<p>{escape(text.intro)}</p>\n<h3>{escape(text.changes_title)}</h3>\n<ul>\n{items}\n</ul>\n{sections}\n"
        f"</section>\n"
    )


def _item(change: ChangeText) -> str:
    quoted = "".join(f"<br>{escape(words)}" for words in (change.before, change.after) if words)
    return f"<strong>{escape(change.head)}</strong>{quoted}"
