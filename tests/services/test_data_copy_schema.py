"""The copy for machines keeps to the schema that ships with the program, and the schema says what everything is."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from ledger.assets import resource_path
from ledger.domain.wording import Language
from ledger.services import data_copy
from ledger.services.session import Session
from services.canaries import live_a_day
from support.data_copies import made
from support.services import Workplace, add_customer

SCHEMA: dict[str, Any] = json.loads(resource_path("schemas", "data-copy.schema.json").read_text(encoding="utf-8"))
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "boolean": (bool,), "null": (type(None),),
}  # fmt: skip
KNOWN = {
    "$defs", "$id", "$ref", "$schema", "additionalProperties", "anyOf", "const", "contentEncoding", "description",
    "enum", "items", "pattern", "properties", "required", "title", "type",
}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], where: str = "") -> Iterator[str]:
    """Yield where a document breaks a schema (JSON Schema 2020-12, as far as this one uses it)."""
    if "$ref" in schema:
        yield from faults(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], where)
    if "anyOf" in schema and all(list(faults(value, one, where)) for one in schema["anyOf"]):
        yield f"{where}: none of the kinds allowed"
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        yield f"{where}: not a value allowed"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{where}: not of the form"
    if "type" in schema:
        yield from _type_faults(value, schema, where)


def _type_faults(value: Any, schema: dict[str, Any], where: str) -> Iterator[str]:
    named = schema["type"]
    kinds = [kind for name in ([named] if isinstance(named, str) else named) for kind in TYPES[name]]
    if type(value) not in kinds:
        yield f"{where}: a {type(value).__name__}"
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from faults(one, schema.get("items", {}), f"{where}[{place}]")
    elif isinstance(value, dict):
        properties = schema.get("properties", {})
        yield from (f"{where}.{name}: missing" for name in schema.get("required", ()) if name not in value)
        for name, one in value.items():
            yield from (
                faults(one, properties[name], f"{where}.{name}") if name in properties else [f"{where}.{name}: unknown"]
            )


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Return every schema inside a schema."""
    yield schema
    inside = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values(), *schema.get("anyOf", ())]
    for one in (*inside, *([schema["items"]] if "items" in schema else [])):
        yield from parts(one)


def copies(session: Session) -> Iterator[dict[str, Any]]:
    for (code,) in session.db.execute("SELECT code FROM customer").fetchall():
        for language in Language:
            yield json.loads(data_copy.render_json(made(session, code, language)))


@pytest.fixture
def lived(shop: Workplace) -> Session:
    live_a_day(shop)
    add_customer(shop.session, "Lê Thị Tám", phones=(), emails=(), addresses=())
    return shop.session


def test_every_copy_keeps_to_the_schema(lived: Session) -> None:
    for said in copies(lived):
        assert list(faults(said, SCHEMA)) == []
        assert said["schema"] == SCHEMA["$id"]
        assert list(said) == SCHEMA["required"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"language": "fr"}, ".language: not a value allowed"),
        ({"made_at": "21/11/2026"}, ".made_at: not of the form"),
        ({"phones": {}}, ".phones: a dict"),
        ({"extra": 1}, ".extra: unknown"),
        ({"schema": "urn:sokin:data-copy:2"}, ".schema: not a value allowed"),
    ],
)
def test_what_breaks_the_schema_is_noticed(session: Session, change: dict[str, Any], fault: str) -> None:
    customer = add_customer(session)
    said = json.loads(data_copy.render_json(made(session, customer.code)))
    assert list(faults(said | change, SCHEMA)) == [fault]
    assert list(faults({}, SCHEMA))


def test_the_schema_explains_every_name_and_says_nothing_that_is_not_checked() -> None:
    for one in parts(SCHEMA):
        assert set(one) <= KNOWN
        for name, inside in one.get("properties", {}).items():
            assert inside.get("description"), name
            assert name in one["required"]
