"""Proof 1: of an erased person nothing is left, of everybody else everything, and the promises count as before.

Forty people with words of their own in every personal column; one is erased, then two at once (``tests/proof/erase.py``
erases more of more). The search reads every page of the files with the key, free parts of pages and the log included
(goal 6 of ``security.md`` 4).
"""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger.domain.erasure import ErasureCause
from ledger.domain.policy import Control
from ledger.domain.promise import Evidence, Period
from ledger.domain.staff import Operation
from ledger.services import erasure
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session, back_up, open_ledger
from ledger.storage import database, erased, keyfile
from ledger.storage.backup import open_backup, restore_key
from ledger.storage.backups_kept import managed
from ledger.storage.columns import COLUMNS, Fate
from ledger.storage.database import Connection
from ledger.storage.erased import NOBODYS, OWNED, shape_of
from ledger.storage.folder import DATABASE, JOURNAL
from ledger.storage.slots import Identity
from services.canaries import PERSONAL
from support.crowd import BESIDE, CODED, Crowd, Person
from support.pages import pages_of
from support.promises import measured
from support.services import Workplace
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE

PERIODS = {
    "the whole life": Period(date(2026, 1, 1), date(2026, 11, 21)),
    "this month": Period(date(2026, 11, 1), date(2026, 11, 21)),
    "a month in autumn": Period(date(2026, 9, 1), date(2026, 9, 30)),
    "summer": Period(date(2026, 6, 15), date(2026, 8, 31)),
}
# How many are on record now, and in which state: whoever is erased is not (``services.promise_erased``).
STOCK = {
    "without_origin", "beyond_need", "records_with_purpose", "records_without_purpose", "browser_past_retention",
    "browser_kept", "reach_unconfirmed", "reach_confirmed", "reach_dead", "reach_changed", "unreachable",
    "changed_values", "minors", "minors_waiting", "offers_accepted", "offers_refused", "offers_unasked",
}  # fmt: skip
# What erasing does itself: it is one of the things the promise counts, and makes backups.
BY_ERASING = {"erasures", "backups", "last_backup"}
_Count = tuple[object, ...]
_Rows = dict[str, Counter[tuple[Any, ...]]]


@dataclass
class Story:
    """What was seen before, after one was erased, and after two more were."""

    crowd: Crowd
    gone: list[Person]
    identity: Identity
    older: Path  # a copy of the ledger's folder from before
    rows: list[_Rows] = field(default_factory=list)
    counts: list[dict[str, dict[str, _Count]]] = field(default_factory=list)
    pages: list[bytes] = field(default_factory=list)
    certificates: list[str] = field(default_factory=list)
    opened: list[Connection] = field(default_factory=list)

    @property
    def session(self) -> Session:
        return self.crowd.session

    @property
    def folder(self) -> Path:
        return self.session.vault.folder

    @property
    def before(self) -> Connection:
        """The ledger as it was, open for looking."""
        return self.opened[0]

    def key(self) -> bytes:
        return keyfile.unlock(self.folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).data_key

    def look(self) -> None:
        self.rows.append(rows_of_others(self.session.db, self.gone))
        self.counts.append({name: counted(self.session, period) for name, period in PERIODS.items()})
        self.pages.append(pages_of(self.folder / DATABASE, self.key()))

    def erase(self, people: Sequence[Person]) -> None:
        self.session.mark_confirmed(Operation.ERASE)
        codes = [one.code for one in people]
        self.certificates += to_the_end(erasure.erasing(self.session, codes, ErasureCause.OWN_INITIATIVE))


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    home = tmp_path_factory.mktemp("crowd")
    crowd = Crowd(Workplace(home), 40).gather()
    back_up(crowd.session)
    crowd.shop.clock.move(minutes=1)
    gone = [crowd.people[0], crowd.people[-1], crowd.people[-5]]
    identity = keyfile.unlock(crowd.session.vault.folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).identity
    one = Story(crowd, gone, identity, home / "older")
    database.checkpoint(crowd.session.db)
    shutil.copytree(one.folder, one.older)
    one.look()
    one.erase(gone[:1])
    one.look()
    one.erase(gone[1:])
    one.look()
    one.opened.append(database.connect(one.older / DATABASE, one.key(), is_new=False, journal="delete"))
    yield one
    one.before.close()
    crowd.shop.close()


# --- what is looked for, and what is compared -----------------------------------------------------


def found_in(pages: bytes, people: Sequence[Person]) -> list[tuple[str, str]]:
    """Return which words of these people stand in some pages, and how they are written there."""
    return [(one.code, name) for one in people for name, form in one.forms().items() if form in pages]


def tables_of(db: Connection) -> list[str]:
    rows = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return [row[0] for row in rows]


# Written by every act, or about the erased only.
_MOVED = {
    "audit_entry", "audit_signature", "audit_body", "audit_checkpoint", "vault", "counter", "erasure",
    "erased_violation", "erased_evidence",
}  # fmt: skip


def rows_of_others(db: Connection, people: Sequence[Person]) -> _Rows:
    """Return every row that is not about these people, in every column."""
    shape, found = shape_of(db), {}
    ids = ",".join(str(one.id) for one in people)
    for table in set(tables_of(db)) - _MOVED:
        where = shape.where(table) if table in OWNED else BESIDE.get(table)
        theirs = f" WHERE NOT ({where.replace('= :who', f'IN ({ids})')})" if where else ""
        found[table] = Counter(db.execute(f"SELECT * FROM {table}{theirs}").fetchall())
    return found


def counted(session: Session, period: Period) -> dict[str, _Count]:
    """Return what every clause says over a period, but for what may change."""
    promises = measured(session, period).promises
    return {one.clause.id: (one.state, *_evidence(one.control, one.evidence)) for one in promises}


def _evidence(control: Control, one: Evidence) -> _Count:
    figures = [(each.id, each.value, each.about) for each in one.figures if each.id not in STOCK | BY_ERASING]
    violations = {(each.reference, each.at) for each in one.violations}
    is_moved = control in {Control.CORRECTION, Control.ENCRYPTED_STORE}  # erasing is among their own uses
    return figures, violations, None if is_moved else (one.used, one.trend), {each.kind for each in one.warnings}


# --- the search itself can find ---------------------------------------------------------------------


@pytest.mark.parametrize("table", OWNED)
def test_every_personal_column_of_a_customers_tables_was_filled(story: Story, table: str) -> None:
    columns = [name for name, fate in COLUMNS[table].items() if fate is Fate.PERSONAL]
    counts, where = ", ".join(f"count({name})" for name in columns), shape_of(story.before).where(table)
    query = f"SELECT {counts} FROM {table} WHERE {where}"
    filled = [story.before.execute(query, {"who": one.id}).fetchone() for one in story.gone]
    assert all(map(any, zip(*filled, strict=True))), dict(zip(columns, filled, strict=False))


def test_every_table_with_a_personal_column_is_somebodys() -> None:
    personal = {table for table, columns in COLUMNS.items() if Fate.PERSONAL in columns.values()}
    assert personal == set(OWNED) | NOBODYS
    assert {table for table, _ in CODED} <= set(OWNED)


def test_before_the_erasure_the_search_finds_their_words_in_every_form_they_are_kept_in(story: Story) -> None:
    found = found_in(story.pages[0], story.gone)
    for one in story.gone:
        names = {name for code, name in found if code == one.code}
        assert names >= {"word, ", "marked, ", "marked, folded", "order, "}
        # as it is kept (849…), and as a customer's search line has it (09…, 00849…)
        assert {name.split(",")[0][:11] for name in names} >= {"number as 8", "number as 0"}


def test_the_search_finds_what_is_only_deleted(story: Story, tmp_path: Path) -> None:
    """The control: without overwriting, what nobody can ask for any more still stands in the pages."""
    copy = tmp_path / DATABASE
    shutil.copy(story.older / DATABASE, copy)
    db = database.connect(copy, story.key(), is_new=False)
    db.execute("PRAGMA secure_delete = OFF")
    one, shape = story.gone[0], shape_of(db)
    erased.empty(db, one.id, story.crowd.shop.clock.at, shape)
    assert erased.residue(db, one.id, shape) == 0
    database.checkpoint(db)
    db.close()
    assert found_in(pages_of(copy, story.key()), [one])


# --- nothing is left --------------------------------------------------------------------------------


def test_no_word_of_the_erased_is_left_in_any_page_of_the_file_or_its_log(story: Story) -> None:
    assert found_in(story.pages[1], story.gone[:1]) == []
    assert {code for code, _ in found_in(story.pages[1], story.gone[1:])} == {one.code for one in story.gone[1:]}
    assert found_in(story.pages[2], story.gone) == []


def test_no_word_of_the_erased_is_left_in_any_column(story: Story) -> None:
    db = story.session.db
    for table in tables_of(db):
        for row in db.execute(f'SELECT * FROM "{table}"').fetchall():
            said = b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
            assert found_in(said, story.gone) == [], table


def test_of_the_customers_row_only_code_and_day_are_left(story: Story) -> None:
    for one in story.gone:
        row = story.session.db.execute("SELECT * FROM customer WHERE id = ?", (one.id,)).fetchone()
        names = list(COLUMNS["customer"])
        assert sum(value is not None for value in row) == 3
        assert story.session.db.execute(
            "SELECT code, erased_at IS NOT NULL FROM customer WHERE id = ?", (one.id,)
        ).fetchone() == (one.code, 1)
        assert {"id", "code", "erased_at"} <= set(names)


def test_managed_backups_are_rewritten_and_hold_nothing_of_them(story: Story, tmp_path: Path) -> None:
    backups, readable = managed(story.folder), 0
    for path, _ in backups:
        with open_backup(path, story.identity) as opened:
            assert b'"erase"' in opened.journal
            opened.connection.close()
            content = opened.copy.read_bytes()
        (tmp_path / path.name).write_bytes(content)
        pages = pages_of(tmp_path / path.name, restore_key(path, story.identity))
        assert found_in(pages, story.gone) == []
        assert PERSONAL["name"].encode() not in pages  # what the first one was called before the others came
        readable += bool(found_in(pages, story.crowd.people[1:2]))
    assert readable == 3  # those of after the others came: the search can read them
    record = erasure.record(story.session, story.certificates[-1])
    assert (record.backups_rewritten, record.backups_left) == (3, 0)  # in the others the last two never were
    assert record.checked_at is not None


# --- and everything else stays ----------------------------------------------------------------------


@pytest.mark.parametrize("after", [1, 2])
def test_everybody_elses_rows_are_the_same_to_the_byte(story: Story, after: int) -> None:
    before, now = story.rows[0], story.rows[after]
    assert set(before) == set(now)
    # the wish of the erased not to be contacted is kept, as a mark nobody can read
    assert before["stop_hash"] < now["stop_hash"]
    assert before | {"stop_hash": now["stop_hash"]} == now


def test_the_trail_still_holds_and_says_nothing_of_them(story: Story) -> None:
    verified = story.session.vault.verify_audit(everything=True)
    assert verified.entries == verified.head.seq


@pytest.mark.parametrize("after", [1, 2])
@pytest.mark.parametrize("period", PERIODS)
def test_the_promises_stand_and_count_as_before(story: Story, period: str, after: int) -> None:
    before, now = story.counts[0][period], story.counts[after][period]
    for clause, counts in before.items():
        assert now[clause] == counts, clause


def test_the_erased_had_broken_promises_of_every_kind_that_can_be_lost(story: Story) -> None:
    kinds = Counter(row[0] for row in story.session.db.execute("SELECT kind FROM erased_violation"))
    assert {
        "without_origin", "beyond_need_gender", "browser_against_choice", "contact_to_dead", "email_not_replaced",
        "minor_order", "minor_disclosure", "minor_contact",
    } <= set(kinds)  # fmt: skip
    figures = {row[0] for row in story.session.db.execute("SELECT figure FROM erased_evidence")}
    assert figures >= {"records_collected", "corrections", "reach_confirmed_now", ""}


# --- an older copy of the ledger --------------------------------------------------------------------


def open_ledger_in(story: Story, folder: Path) -> Session:
    """Open a copy of the ledger's folder on another computer."""
    place = replace(story.crowd.shop.place, folder=folder, app_data=folder.with_name(f"{folder.name} data"))
    return open_ledger(place, MANAGER, MANAGER_PASSPHRASE, story.crowd.shop.clock)


@pytest.fixture
def restored(story: Story, tmp_path: Path) -> Path:
    """The ledger's files as they were before, with the journal of today."""
    folder = tmp_path / "restored"
    shutil.copytree(story.older, folder)
    shutil.copy(story.folder / JOURNAL, folder / JOURNAL)
    return folder


def test_a_restored_older_ledger_erases_them_again_when_it_is_opened(story: Story, restored: Path) -> None:
    assert found_in(pages_of(restored / DATABASE, story.key()), story.gone)
    with open_ledger_in(story, restored) as session:
        assert "journal_applied" in [one.code for one in session.vault.warnings]
        assert [one.customer_code for one in reversed(erasure.records(session))] == [one.code for one in story.gone]
        session.vault.verify_audit(everything=True)
        assert found_in(pages_of(restored / DATABASE, story.key()), story.gone) == []
        assert rows_of_others(session.db, story.gone)["customer"] == story.rows[0]["customer"]
        for path, _ in managed(restored):
            with open_backup(path, story.identity) as opened:
                assert _is_empty(opened.connection, story.gone)
    with open_ledger_in(story, restored) as again:
        assert "journal_applied" not in [one.code for one in again.vault.warnings]


def _is_empty(db: Connection, people: Sequence[Person]) -> bool:
    shape = shape_of(db)
    return all(erased.residue(db, one.id, shape) == 0 for one in people)
