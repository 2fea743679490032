"""How the chapters of a person's copy are told: columns by name, where each stands, and how its value is to be read."""

from dataclasses import dataclass, field
from enum import StrEnum

Value = str | int | bytes | None


class Kind(StrEnum):
    """How a stored value is to be read."""

    TEXT = "TEXT"
    NUMBER = "NUMBER"
    MONEY = "MONEY"  # đồng
    GRAMS = "GRAMS"
    BYTES = "BYTES"  # a size
    FLAG = "FLAG"  # 0 or 1
    INSTANT = "INSTANT"  # UTC
    END = "END"  # an instant by which something is due
    DAY = "DAY"
    PHONE = "PHONE"
    PARCEL = "PARCEL"  # a parcel's code
    WORD = "WORD"  # a code with words in the texts
    WORDS = "WORDS"  # such codes in one text, between spaces
    PURPOSE = "PURPOSE"
    FIELD = "FIELD"  # a field of the policy, or another thing a person fills in
    FIELDS = "FIELDS"
    REASONS = "REASONS"  # of the gate
    REFERENCES = "REFERENCES"  # clauses and articles
    FILE = "FILE"  # the bytes themselves


@dataclass(frozen=True, slots=True)
class Column:
    """One value of a chapter: its name in the copy, the column it stands in, and the group of its words."""

    key: str
    source: str  # table.column
    kind: Kind = Kind.TEXT
    words: str = ""
    when_empty: str | None = None  # the code an empty value stands for


@dataclass(frozen=True, slots=True)
class Chapter:
    """The rows of one kind about a person, or (a child) about one row above; ``where`` has one ``?`` for it."""

    key: str
    tables: str
    where: str
    columns: tuple[Column, ...]
    id: str  # what children point at, and the order of the rows
    children: tuple["Chapter", ...] = ()


@dataclass(frozen=True, slots=True)
class CopiedRow:
    """One row: its values by name, as stored, and the rows below it by their chapter."""

    values: dict[str, Value] = field(repr=False)
    children: dict[str, tuple["CopiedRow", ...]] = field(repr=False)


def of(table: str, names: str, kind: Kind = Kind.TEXT, words: str = "") -> tuple[Column, ...]:
    """Return columns called like what they hold; ``name:column`` where the two differ."""
    pairs = [one.partition(":") for one in names.split()]
    return tuple(Column(name, f"{table}.{column or name}", kind, words) for name, _, column in pairs)


def word(table: str, name: str, words: str, column: str = "") -> tuple[Column, ...]:
    """Return a column of codes whose words stand in the texts under ``words``."""
    return (Column(name, f"{table}.{column or name}", Kind.WORD, words),)


def instants(table: str, names: str) -> tuple[Column, ...]:
    """Return columns of instants."""
    return of(table, names, Kind.INSTANT)


def policy(table: str) -> str:
    """Return a table beside the policy version its rows were written under."""
    return f"{table} JOIN policy_version ON policy_version.id = {table}.policy_version_id"


VERSION = of("policy_version", "policy_version:number", Kind.NUMBER)
