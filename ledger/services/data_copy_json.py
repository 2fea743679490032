"""A person's copy for machines: JSON as ``resources/schemas/data-copy.schema.json`` describes it."""

import json
import unicodedata
from collections.abc import Mapping, Sequence

from ledger.services.data_copy_words import Json, Words, as_json
from ledger.storage.copy_columns import Chapter, CopiedRow
from ledger.storage.data_copy import CHAPTERS

SCHEMA = "urn:sokin:data-copy:1"  # a change that old readers would not understand is another number
_ONLY_ONE = frozenset({"person", "guardian"})


def write_json(head: Mapping[str, Json], rows: Mapping[str, Sequence[CopiedRow]], words: Words) -> bytes:
    """Return the copy as UTF-8, NFC, every name always there and in the same order."""
    said: dict[str, Json] = {"schema": SCHEMA, **head}
    for chapter in CHAPTERS:
        found: list[Json] = [_row(chapter, one, words) for one in rows[chapter.key]]
        said[chapter.key] = (found[0] if found else None) if chapter.key in _ONLY_ONE else found
    text = json.dumps(said, ensure_ascii=False, indent=2)
    return (unicodedata.normalize("NFC", text) + "\n").encode("utf-8")


def _row(chapter: Chapter, row: CopiedRow, words: Words) -> dict[str, Json]:
    said: dict[str, Json] = {one.key: as_json(one, row.values.get(one.key), words) for one in chapter.columns}
    for child in chapter.children:
        said[child.key] = [_row(child, below, words) for below in row.children[child.key]]
    return said
