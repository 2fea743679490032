"""A crowd of people who lived through everything, each with words of their own in every personal column.

One customer does all that the program can do; the others are copied from that one row by row, along the foreign keys,
at other times, with other troubles, and with words found nowhere else. What is copied and filled is read from the
schema and from ``columns.py``, so that a new column is not forgotten.
"""

import random
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from ledger.domain.audit import AuditAction
from ledger.domain.ids import CustomerId
from ledger.domain.instants import from_text, to_text
from ledger.domain.parcel import parcel_code
from ledger.domain.text import fold, phone_digit_forms, sort_key
from ledger.services.session import Session
from ledger.storage import search
from ledger.storage.columns import COLUMNS, Fate
from ledger.storage.database import Connection, guard, unguard
from ledger.storage.erased import OWNED, Shape, shape_of
from services.canaries import live_a_day
from support.services import AT, Workplace

TEMPLATE = CustomerId(1)
# Rows about a customer that hold nothing personal, and how they are found.
BESIDE = {
    "customer_purpose": "customer_id = :who",
    "stop_contact": "customer_id = :who",
    "contact": "customer_id = :who",
    "contact_list_person": "customer_id = :who",
    "attempt": "customer_id = :who",
    "parcel": "customer_id = :who",
    "label_print": "parcel_id IN (SELECT id FROM parcel WHERE customer_id = :who)",
    "consent_evidence": "consent_id IN (SELECT id FROM consent WHERE customer_id = :who)",
    "request_attachment": "request_id IN (SELECT id FROM request WHERE customer_id = :who)",
}
# Rows before the rows that point at them.
_ORDER = (
    "phone", "email", "address", "customer_purpose", "attachment", "survey_answer", "browser_record", "field_history",
    "customer_search", "reveal", "consent", "consent_evidence", "stop_contact", "sale", "sale_item", "parcel",
    "label_print", "disclosure", "attempt", "contact", "contact_list_person", "notice", "breach", "explanation",
    "feedback", "feedback_round", "request", "request_step", "request_attachment", "partner_letter",
)  # fmt: skip
CODED = {("customer", "gender")}  # one of three words: nobody's own
_SYLLABLES = ("đuổ", "nghiễ", "thượ", "quỳ", "khuấ", "trưở", "giằ", "ngoẵ", "phở", "chuộ", "lẩ", "vẫ", "xuể", "bướ")
_LETTERS = "bcdfghjklmnpqrstvwxz"
_Ids = dict[tuple[str, object], object]


@dataclass(frozen=True, slots=True)
class Person:
    """One of them, and the words nobody else has."""

    id: CustomerId
    nth: int
    code: str
    word: str  # plain letters
    marked: str  # with Vietnamese marks
    number: str  # E.164
    born: date

    def text(self) -> str:
        """Return a text of this person: its words stand at both ends, so that half a value is found too."""
        return f"{self.marked} {self.word} xin gửi lời chào {self.word} {self.marked}"

    def value(self, table: str, column: str, nth: int) -> str | bytes:
        """Return what stands in a personal column of the person's ``nth`` row."""
        by_column: Mapping[str, str | bytes] = {
            "number": f"{self.number[:-1]}{nth}",
            "birth_on": self.born.isoformat(),
            "name_key": fold(self.text()),
            "name_order": sort_key(self.text()),
            "content": self.text().encode() * 300,  # over several pages
            "external_ref": f"{self.word} {table} {nth} {self.marked}",
        }
        if (table, column) == ("email", "address"):
            return f"{self.word}{nth}@{fold(self.marked).replace(' ', '')}.example.com"
        return by_column.get(column, self.text())

    def forms(self) -> dict[str, bytes]:
        """Return every way in which one of this person's words could stand somewhere, by name."""
        words = {
            "word": self.word,
            "marked": self.marked,
            "order": sort_key(self.text()),
            "born": self.born.isoformat(),
        }
        # of the number all but the last digit, which differs from row to row
        words |= {f"number as {form[:3]}": form[:-1] for form in phone_digit_forms(self.number)}
        return {f"{name}, {how}": form for name, word in words.items() for how, form in _written(word)}


def _written(word: str) -> Iterator[tuple[str, bytes]]:
    for how, form in {"": word, "in capitals": word.upper(), "folded": fold(word)}.items():
        yield how, form.encode()
        yield f"{how} decomposed", unicodedata.normalize("NFD", form).encode()
        yield f"{how} wide", form.encode("utf-16-le")


@dataclass(slots=True)
class Crowd:
    """The ledger with all of them; the first is the one they were copied from."""

    shop: Workplace
    size: int
    seed: int = 5
    people: list[Person] = field(default_factory=list)

    @property
    def session(self) -> Session:
        return self.shop.session

    def gather(self) -> "Crowd":
        """Let the first one live, and the others come."""
        chance = random.Random(self.seed)
        self.shop.create()
        live_a_day(self.shop)
        unguard(self.session.db)  # the schema is asked for its links
        with self.session.write() as uow:
            db, shape = uow.db, shape_of(uow.db)
            _settle(db)
            last = db.execute("SELECT max(id) FROM customer").fetchone()[0]
            ids = [TEMPLATE, *(CustomerId(last + nth) for nth in range(1, self.size))]
            self.people = [_person(one, nth, chance) for nth, one in enumerate(ids)]
            for one in self.people[1:]:
                _Copy(db, shape, one, chance).make()
            for one in self.people:
                _fill(db, shape, one)
                _trouble(db, one, chance)
                uow.audit(AuditAction.CUSTOMER_ADDED, one.code, {"fields": [one.text()]})
            _link(db, self.people)
        guard(self.session.db)
        return self


def _person(one: CustomerId, nth: int, chance: random.Random) -> Person:
    word = "".join(chance.choice(_LETTERS) for _ in range(12))
    marked = "".join(chance.choice(_SYLLABLES) for _ in range(4))
    number = f"+849{nth:04d}{chance.randrange(1000):03d}0"
    first = date(2012, 1, 1) if nth % 4 == 0 else date(1931, 1, 1)  # one in four is a minor
    return Person(one, nth, f"KH-{one:05d}", word, marked, number, first + timedelta(days=5 * nth))


def _settle(db: Connection) -> None:
    """Answer what waits, and let the first one ask for everything: nothing stands against an erasure."""
    now = to_text(AT)
    db.execute("UPDATE feedback_round SET answered_at = started_at, answer = 'x' WHERE answered_at IS NULL")
    db.execute("UPDATE request SET closed_at = ?, outcome = 'DONE' WHERE closed_at IS NULL", (now,))
    db.execute(
        "INSERT INTO request (id, code, customer_id, kind, channel, received_at, recorded_at, recorded_by,"
        " acknowledge_due_at, acknowledged_at, outcome, closed_at) VALUES"
        " (9000, 'YC-9000', ?, 'PROVIDE_COPY', 'EMAIL', ?, ?, 'x', ?, ?, 'DONE', ?)",
        (TEMPLATE, now, now, now, now, now),
    )
    db.execute(
        "INSERT INTO request_step (request_id, kind, occurred_at, recorded_at, recorded_by) VALUES"
        " (9000, 'RECEIVED', ?, ?, 'x')",
        (now, now),
    )
    db.execute(
        "INSERT INTO partner_letter (request_id, recipient_id, kind, fields, written_at, written_by, due_at,"
        " answered_at) VALUES (9000, 1, 'RECALL', 'name', ?, 'x', ?, ?)",
        (now, now, now),
    )
    db.execute(  # a file that came with a request and belongs to nobody on record
        "INSERT INTO attachment (id, media_type, size, added_at, added_by) VALUES (9000, 'text/plain', 1, ?, 'x')",
        (now,),
    )
    db.execute("INSERT INTO request_attachment VALUES (9000, 9000)")
    db.execute(
        "INSERT INTO field_history (customer_id, field, changed_at, changed_by) VALUES (?, 'note', ?, 'x')",
        (TEMPLATE, now),
    )


class _Copy:
    """One more person, with rows like those of the first."""

    def __init__(self, db: Connection, shape: Shape, one: Person, chance: random.Random) -> None:
        self._db, self._shape, self._one, self._chance = db, shape, one, chance
        self._back = timedelta(days=chance.randrange(120), minutes=chance.randrange(1440))
        self._ids: _Ids = {("customer", TEMPLATE): one.id}

    def make(self) -> None:
        self._insert("customer", "id = :who")
        for table in _ORDER:
            self._insert(table, BESIDE.get(table) or self._shape.where(table) or "")

    def _insert(self, table: str, where: str) -> None:
        links = {row[3]: row[2] for row in self._db.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()}
        columns = [row[1] for row in self._db.execute(f'PRAGMA table_info("{table}")').fetchall()]
        marks = ",".join("?" * len(columns))
        rows = self._db.execute(f"SELECT * FROM {table} WHERE {where}", {"who": TEMPLATE}).fetchall()
        for row in rows:
            values = {name: self._value(table, name, value, links) for name, value in zip(columns, row, strict=True)}
            self._db.execute(f"INSERT INTO {table} VALUES ({marks})", tuple(values.values()))
            if "id" in values:
                new = self._db.execute("SELECT last_insert_rowid()").fetchone()[0]
                self._ids[table, row[columns.index("id")]] = new

    def _value(self, table: str, column: str, value: object, links: Mapping[str, str]) -> object:
        if column == "id":
            return self._one.id if table == "customer" else None
        if column in links:
            return self._ids.get((links[column], value), value)
        if (table, column) == ("explanation", "reference"):
            kind, _, of = str(value).partition(":")
            return f"{kind}:{self._ids.get((kind, int(of)), of)}"
        if column == "code":
            return self._code(table, str(value))
        if COLUMNS[table][column] is Fate.PERSONAL and (table, column) not in CODED:
            return None
        return self._earlier(column, value)

    def _code(self, table: str, value: str) -> str:
        if table == "customer":
            return self._one.code
        if table == "parcel":
            return parcel_code([self._chance.randrange(32) for _ in range(11)])
        return f"{value[:2]}-{self._one.id}{value[3:]}"

    def _earlier(self, column: str, value: object) -> object:
        is_instant = column.endswith(("_at", "keep_until")) and isinstance(value, str)
        return to_text(from_text(str(value)) - self._back) if is_instant else value


def _fill(db: Connection, shape: Shape, one: Person) -> None:
    """Put the person's words into every personal column of every row."""
    for table in OWNED:
        columns = [
            name for name, fate in COLUMNS[table].items() if fate is Fate.PERSONAL and (table, name) not in CODED
        ]
        if table in {"guardian", "customer_search"} or not columns:
            continue
        key = "customer_id" if "id" not in COLUMNS[table] else "id"
        found = db.execute(f"SELECT {key} FROM {table} WHERE {shape.where(table)}", {"who": one.id}).fetchall()
        changes = ", ".join(f"{name} = ?" for name in columns)
        for nth, (row,) in enumerate(found):
            values = [one.value(table, name, nth) for name in columns]
            db.execute(f"UPDATE {table} SET {changes} WHERE {key} = ?", (*values, row))
    search.index(db, one.id)


# What breaks a promise about somebody, or only counts: each befalls one in a few.
_TROUBLES = (
    "UPDATE customer SET source = NULL WHERE id = :who",
    "DELETE FROM customer_purpose WHERE customer_id = :who",
    "INSERT INTO customer_purpose VALUES (:who, 'delivery_of_goods', '2026-07-01T00:00:00.000000Z')"
    " ON CONFLICT DO NOTHING",
    "UPDATE phone SET state = 'DEAD', state_at = '2026-06-01T00:00:00.000000Z' WHERE customer_id = :who",
    "UPDATE email SET state = 'CHANGED', state_at = '2026-09-20T00:00:00.000000Z' WHERE customer_id = :who",
    "UPDATE address SET state = 'CONFIRMED' WHERE customer_id = :who",
    "UPDATE browser_record SET choice = 'REFUSED' WHERE customer_id = :who",
    "UPDATE browser_record SET keep_until = '2026-10-01T00:00:00.000000Z' WHERE customer_id = :who",
    "UPDATE field_history SET field = 'source', old_value = NULL, reason = NULL"
    " WHERE id = (SELECT max(id) FROM field_history WHERE customer_id = :who)",
)
_OF_UNKNOWN_AGE = "UPDATE customer SET birth_on = NULL, is_declared_adult = 0 WHERE id = :who"


def _trouble(db: Connection, one: Person, chance: random.Random) -> None:
    if one.nth % 4 == 1:
        db.execute(_OF_UNKNOWN_AGE, {"who": one.id})
    for trouble in _TROUBLES:
        if one.id == TEMPLATE or chance.random() < 0.25:
            db.execute(trouble, {"who": one.id})


def _link(db: Connection, people: list[Person]) -> None:
    """Make everybody the guardian of the next one."""
    for guardian, ward in pairwise(people):
        db.execute(
            "INSERT INTO guardian VALUES (?, ?, ?, ?, 'x') ON CONFLICT DO NOTHING",
            (ward.id, guardian.id, ward.text(), to_text(AT)),
        )
