"""Taking a customer out of whatever copy of the ledger is at hand, by a line of the journal signed long ago."""

from collections.abc import Mapping

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.erasure import ErasureCause
from ledger.domain.ids import CustomerId
from ledger.storage import erased, erasure, journal
from ledger.storage import folder as files
from ledger.storage.columns import COLUMNS, Fate
from ledger.storage.database import Connection
from ledger.storage.erased import NOBODYS, OWNED, shape_of
from ledger.storage.journal import JournalKind
from ledger.storage.migrations import MIGRATIONS
from support.storage import Shop

KH, XD = "KH-00001", "XD-0001"
LINE = {"subject_ref": KH, "at": "2026-11-21T04:00:00.000000Z", "cause": "REQUEST", "certificate": XD, "by": "x"}


def meet(shop: Shop, code: str = KH, name: str = "Nguyễn Văn Đức") -> None:
    """Write down a customer with a telephone number, by the columns every version of the program had."""
    with shop.vault.transaction() as unit:
        unit.db.execute("INSERT INTO customer (code, name, name_key) VALUES (?, ?, 'nguyen')", (code, name))
        unit.db.execute("INSERT INTO phone (customer_id, number, state, state_at) VALUES (1, '+84911', 'DEAD', '2026')")
        unit.db.execute("INSERT INTO counter (kind, last) VALUES ('KH', 1)")
        unit.audit(AuditAction.CUSTOMER_ADDED, code, {"fields": ["name"]})


def order(shop: Shop, line: Mapping[str, str]) -> None:
    """Have the manager sign a line of the journal, and open the ledger with it."""
    identity = shop.vault._desk.identity
    signed = journal.sign_line(shop.vault.vault_id, JournalKind.ERASE, line, identity.id, identity.signing)
    journal.append(shop.path(files.JOURNAL), (signed,))
    shop.appliers = {"erase": erasure.apply_line}
    shop.reopen()


def name(shop: Shop, code: str = KH) -> object:
    return shop.vault.connection.execute("SELECT name FROM customer WHERE code = ?", (code,)).fetchone()[0]


def notices(shop: Shop) -> list[str]:
    return [one.code for one in shop.vault.warnings]


def test_every_personal_column_is_somebodys_or_nobodys() -> None:
    personal = {table for table, columns in COLUMNS.items() if Fate.PERSONAL in columns.values()}
    assert personal == set(OWNED) | NOBODYS


def test_of_the_customer_everything_but_code_and_erasure_is_emptied() -> None:
    kept = set(COLUMNS["customer"]) - set(erased.personal_columns("customer"))
    assert kept == {"id", "code", "erased_at"}
    assert erased.personal_columns("phone") == ("number",)


def test_the_line_erases_and_puts_the_certificate_on_record(shop: Shop) -> None:
    meet(shop)
    order(shop, LINE)
    assert (name(shop), notices(shop)) == (None, ["journal_applied"])
    found = erasure.load(shop.vault.connection, XD)
    assert found is not None
    assert (found.customer_code, found.cause.value, found.erased_by, found.checked_at) == (KH, "REQUEST", "x", None)
    assert found.order().payload() == LINE
    assert sum(found.removed.values()) == 3  # the name, the number, one body on the trail
    shop.vault.verify_audit(everything=True)
    assert notices(_reopened(shop)) == []


def _reopened(shop: Shop) -> Shop:
    shop.reopen()
    return shop


def test_the_request_is_named_where_the_copy_knows_it(shop: Shop) -> None:
    meet(shop)
    with shop.vault.transaction() as unit:
        unit.db.execute(
            "INSERT INTO request (code, customer_id, kind, channel, received_at, recorded_at, recorded_by,"
            " acknowledge_due_at) VALUES ('YC-0007', 1, 'DELETE', 'EMAIL', '2026', '2026', 'x', '2026')"
        )
        unit.audit(AuditAction.REQUEST_RECEIVED, KH, {})
    order(shop, LINE | {"request": "YC-0007"})
    found = erasure.load(shop.vault.connection, XD)
    assert found is not None
    assert found.order().payload() == LINE | {"request": "YC-0007"}


def test_a_customer_the_copy_does_not_know_is_nobody_and_the_code_is_never_given_out(shop: Shop) -> None:
    order(shop, LINE)
    assert erasure.load_all(shop.vault.connection) == ()
    counters: dict[str, int] = dict(shop.vault.connection.execute("SELECT kind, last FROM counter").fetchall())
    assert counters == {"KH": 1, "XD": 1}
    assert notices(_reopened(shop)) == []


def test_whoever_got_the_same_code_afterwards_is_somebody_else(shop: Shop) -> None:
    """An older copy may have given the code out again before it had the journal."""
    shop.clock.move(hours=3)
    meet(shop, name="Trần Thị An")
    order(shop, LINE)
    assert name(shop) == "Trần Thị An"


@pytest.mark.parametrize(
    "change",
    [{"subject_ref": "đức"}, {"at": "yesterday"}, {"cause": "SPITE"}, {"certificate": "XD"}],
    ids=lambda change: next(iter(change)),
)
def test_a_line_that_makes_no_sense_is_told_and_nothing_is_done(shop: Shop, change: dict[str, str]) -> None:
    meet(shop)
    order(shop, LINE | change)
    assert (name(shop), notices(shop)) == ("Nguyễn Văn Đức", ["journal_refused"])


def test_a_line_without_its_instant_is_told_too(shop: Shop) -> None:
    meet(shop)
    order(shop, {key: value for key, value in LINE.items() if key != "at"})
    assert notices(shop) == ["journal_refused"]


def test_a_copy_of_an_older_program_is_emptied_by_the_columns_it_has(shop: Shop) -> None:
    """A backup of the first version, as it lies beside the ledger of this one."""
    old = Shop(shop.home / "old", migrations=MIGRATIONS[:1])
    old.create()
    meet(old)
    db = old.vault.connection
    shape = shape_of(db)
    assert not shape.has("erasure")
    assert shape.where("request") is None
    assert "name_order" not in shape.personal("customer")
    found = erased.read_order(LINE)
    assert not erased.is_carried_out(db, found, shape)
    with old.vault.transaction() as unit:
        erasure.carry_out(unit.db, found, ErasureCause.REQUEST, shape)
        unit.audit(AuditAction.ERASED, KH, {})
    assert erased.is_carried_out(db, found, shape)
    assert (name(old), residue(db)) == (None, 0)
    old.close()
    # and so is the ledger that grew out of it: the erasure comes onto its record
    old.migrations = MIGRATIONS
    old.open()
    order(old, LINE)
    assert [one.code for one in erasure.load_all(old.vault.connection)] == [XD]
    old.close()


def residue(db: Connection) -> int:
    return erased.residue(db, CustomerId(1), shape_of(db))


def test_what_is_left_is_counted_with_the_details_on_the_trail(shop: Shop) -> None:
    meet(shop)
    assert residue(shop.vault.connection) == 3  # two forms of the name, and a number
    with shop.vault.transaction() as unit:
        unit.audit(AuditAction.ERASED, KH, {})
    assert residue(shop.vault.connection) == 4  # the details of how the customer came
    with shop.vault.transaction() as unit:
        unit.erase_bodies(KH)
        erased.empty(unit.db, CustomerId(1), unit.now, shape_of(unit.db))
        unit.audit(AuditAction.ERASURE_CHECKED, KH, {})
    assert residue(shop.vault.connection) == 0
