"""A person's copy laid out for paper: what stands in front of a row, what beside it, and all the rest with its name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ledger.documents.data_copy import Shown, ShownChapter
from ledger.services.data_copy_words import Words, as_text
from ledger.storage.copy_columns import Chapter, Column, CopiedRow
from ledger.storage.data_copy import CHAPTERS

_PERSON, _RECORDED = "person", "recorded_at"


class _Places(NamedTuple):
    """Which values stand without their names: the item, a line below it, the content, a line below that."""

    item: str
    below_item: str = ""
    content: str = ""
    below_content: str = ""


# What is named nowhere here stands among the details, with its name: nothing is left out by forgetting it.
_PLACES: Mapping[str, _Places] = {
    "phones": _Places("phone", "", "state"),
    "emails": _Places("email", "", "state"),
    "addresses": _Places("state", "", "street ward province"),
    "guardian": _Places("guardian_code", "", "relation"),
    "guarded": _Places("guarded_code", "", "relation"),
    "purposes": _Places("recorded_at", "", "purpose"),
    "corrections": _Places("field", "changed_at", "old_value"),
    "consents": _Places("occurred_at", "method", "purpose", "outcome channel giver"),
    "evidence": _Places("", "", "file_name"),
    "consents_as_guardian": _Places("occurred_at", "guarded_code", "purpose", "outcome channel giver"),
    "stop_contacts": _Places("occurred_at", "", "channel", "method"),
    "orders": _Places("code", "ordered_at", "amount"),
    "items": _Places("", "", "product"),
    "parcels": _Places("code", "order_code", "state carrier", "street ward province"),
    "labels": _Places("printed_at", "", "layout"),
    "disclosures": _Places("occurred_at", "recipient_role", "recipient", "fields"),
    "contacts": _Places("occurred_at", "channel", "purpose", "basis"),
    "contact_lists": _Places("code", "made_at", "title", "purpose channel"),
    "notices": _Places("state", "", "channel"),
    "attempts": _Places("occurred_at", "", "act", "purpose channel recipient"),
    "feedback": _Places("code", "received_at", "text"),
    "rounds": _Places("number", "", "answer"),
    "requests": _Places("code", "received_at", "kind", "asked"),
    "steps": _Places("occurred_at", "", "kind", "note"),
    "partner_letters": _Places("written_at", "", "recipient kind", "fields"),
    "request_files": _Places("", "", "file_name"),
    "survey_answers": _Places("field", "occurred_at", "answer", "purpose"),
    "browser_records": _Places("occurred_at", "", "choice", "ip_address browser_language"),
    "reveals": _Places("occurred_at", "by_role", "field"),
    "breaches": _Places("code", "occurred_at", "what"),
    "explanations": _Places("explained_at", "", "words"),
    "drafts": _Places("form", "kept_at", "typed"),
    "incidents": _Places("code", "occurred_at", "kind", "what"),
    "files": _Places("file_name", "added_at", "media_type", "size"),
    "trail": _Places("at", "", "action"),
}
_NOWHERE = _Places("")


def shown_chapters(rows: Mapping[str, Sequence[CopiedRow]], words: Words) -> tuple[ShownChapter, ...]:
    """Return every chapter in words, those without rows too."""
    return tuple(_chapter(one, rows[one.key], words) for one in CHAPTERS)


def _chapter(chapter: Chapter, rows: Sequence[CopiedRow], words: Words) -> ShownChapter:
    title = words.wording.text(f"copy_chapters.{chapter.key}")
    if chapter.key == _PERSON:
        return ShownChapter(title, tuple(_about_person(chapter, rows[0], words)), None)
    return ShownChapter(title, tuple(line for row in rows for line in _lines(chapter, row, words)), len(rows))


def _about_person(chapter: Chapter, row: CopiedRow, words: Words) -> Iterator[Shown]:
    for column in chapter.columns:
        text = as_text(column, row.values[column.key], words)
        if text:
            yield Shown(_label(column, words), text, "")


def _lines(chapter: Chapter, row: CopiedRow, words: Words) -> Iterator[Shown]:
    yield _line(chapter, row, words)
    for child in chapter.children:
        name = words.wording.text(f"copy_chapters.{child.key}")
        for below in row.children[child.key]:
            line = _line(child, below, words)
            item = words.wording.text("data_copy.child", label=name, lead=line.item[0]).strip()
            yield Shown(("", item), line.content, line.details)


def _line(chapter: Chapter, row: CopiedRow, words: Words) -> Shown:
    places = _PLACES.get(chapter.key, _NOWHERE)
    texts = {column.key: as_text(column, row.values.get(column.key), words) for column in chapter.columns}
    rest = {
        column.key: words.wording.text("data_copy.detail", label=_label(column, words), value=texts[column.key])
        for column in chapter.columns
        if texts[column.key] and column.key not in " ".join(places).split()
    }
    if sum(text == texts.get(_RECORDED) for text in texts.values()) > 1:
        rest.pop(_RECORDED, None)  # written down when it happened

    def at(keys: str) -> str:
        return ", ".join(filter(None, (texts[key] for key in keys.split())))

    item, content = (at(places.item), at(places.below_item)), (at(places.content), at(places.below_content))
    return Shown(item, content, " · ".join(rest.values()))


def _label(column: Column, words: Words) -> str:
    return words.wording.text(f"copy_columns.{column.key}")
