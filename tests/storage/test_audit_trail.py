"""The trail as the shop keeps and reads it, and the rules by which the database itself refuses to rewrite it."""

from collections.abc import Callable

import pytest

from ledger.domain.audit import AuditAction, canonical
from ledger.domain.errors import AuditBroken, RoleForbidden
from ledger.domain.ids import StaffId
from ledger.storage import audit_log, database
from ledger.storage.audit_log import Head, entries, entries_of, head, newest_checkpoint
from ledger.storage.audit_verify import Verified
from ledger.storage.database import Connection
from support.storage import Shop

Tampering = Callable[[Connection], object]


def verify(shop: Shop, *, everything: bool = True) -> Verified:
    return shop.vault.verify_audit(everything=everything)


# --- a sound trail ------------------------------------------------------------------------------


def test_a_new_ledger_starts_with_its_founding(shop: Shop) -> None:
    actions = [recorded.entry.action.value for recorded in entries(shop.vault.connection)]
    assert actions == ["recovery.added", "staff.added", "ledger.created"]
    assert verify(shop).transactions == 1


def test_what_is_read_is_what_was_recorded(shop: Shop) -> None:
    shop.add_staff()
    first = shop.record("KH-00001")
    shop.record("KH-00002")
    last = shop.record("KH-00001", AuditAction.CUSTOMER_CHANGED)
    db = shop.vault.connection
    assert [recorded.entry.seq for recorded in entries_of(db, "KH-00001")] == [last, first]
    assert entries(db, limit=1)[0].body == {"code": "KH-00001"}
    assert entries(db, before=first, limit=1)[0].entry.action is AuditAction.STAFF_ADDED
    assert entries(db, actor=StaffId("nobody")) == ()
    assert len(entries(db, actor=shop.vault.member.id)) == last
    assert head(db) == Head(last, entries(db)[0].entry.hash, shop.clock.at)


def test_bodies_are_canonical_and_salted(shop: Shop) -> None:
    shop.record("KH-00001")
    shop.record("KH-00001")
    rows = shop.vault.connection.execute("SELECT salt, body FROM audit_body ORDER BY seq DESC LIMIT 2").fetchall()
    assert rows[0][1] == rows[1][1] == canonical({"code": "KH-00001"}).decode()
    assert rows[0][0] != rows[1][0]


def test_thousands_of_entries_in_one_transaction_carry_one_signature(shop: Shop) -> None:
    with shop.vault.transaction() as unit:
        for number in range(2500):
            unit.audit(AuditAction.CUSTOMER_ADDED, f"KH-{number:05}", {"row": number})
    slices: list[int] = []
    verified = shop.vault.verify_audit(everything=True, on_progress=slices.append)
    assert (verified.entries, verified.transactions) == (2503, 2)
    assert slices == [*range(250, 2501, 250), 2503]


def test_a_long_check_can_be_stopped(shop: Shop) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shop.vault.verify_audit(everything=True, on_progress=stop)


def test_the_daily_check_reads_only_what_is_new(shop: Shop) -> None:
    staff = shop.add_staff()
    verified = verify(shop)
    with shop.vault.transaction() as unit:
        audit_log.record_checkpoint(unit.db, verified.head, unit.now)
        audit_log.record_checkpoint(unit.db, verified.head, unit.now)
        unit.audit(AuditAction.LEDGER_VERIFIED, None, {"seq": verified.head.seq})
    shop.close()
    shop.open_as_staff()
    shop.record()
    assert verify(shop, everything=False).entries == 2
    assert verify(shop).entries == verified.head.seq + 2
    checkpoint = newest_checkpoint(shop.vault.connection)
    assert checkpoint is not None
    assert checkpoint.seq == verified.head.seq
    assert shop.vault.member.id == staff.id


def test_a_checkpoint_that_is_not_on_the_chain_is_refused(shop: Shop) -> None:
    found = broken_daily(shop, lambda db: db.execute("UPDATE audit_checkpoint SET hash = zeroblob(32)"))
    assert found.data["why"] == "checkpoint"


def test_a_member_changed_before_the_checkpoint_is_noticed_daily(shop: Shop) -> None:
    found = broken_daily(shop, lambda db: db.execute("UPDATE audit_body SET body = '{}' WHERE seq = 2"))
    assert found.data == {"seq": 2, "why": "body"}


def broken_daily(shop: Shop, tampering: Tampering) -> AuditBroken:
    verified = verify(shop)
    with shop.vault.transaction() as unit:
        audit_log.record_checkpoint(unit.db, verified.head, unit.now)
        unit.audit(AuditAction.LEDGER_VERIFIED, None, {})
    shop.tamper(tampering)
    shop.open()
    with pytest.raises(AuditBroken) as found:
        verify(shop, everything=False)
    return found.value


# --- the program's own rules --------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'x' WHERE seq = 1",
        "DELETE FROM audit_entry WHERE seq = 1",
        "REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE seq = 1",
        "INSERT OR REPLACE INTO audit_entry SELECT 1, at, actor, action, subject_ref, commitment, prev, hash"
        " FROM audit_entry WHERE seq = 2",
        "INSERT INTO audit_entry SELECT seq + 100, at, actor, action, subject_ref, commitment, prev, hash"
        " FROM audit_entry WHERE seq = 1",
        "INSERT INTO audit_entry SELECT NULL, at, actor, action, subject_ref, commitment, prev, hash"
        " FROM audit_entry WHERE seq = 1",
        "UPDATE audit_body SET body = '{}' WHERE seq = 1",
        "REPLACE INTO audit_body SELECT * FROM audit_body WHERE seq = 1",
        "INSERT INTO audit_body (seq, salt, body) VALUES (1, zeroblob(32), '{}')",
        "UPDATE audit_signature SET staff_id = 'x'",
        "DELETE FROM audit_signature",
        "REPLACE INTO audit_signature SELECT * FROM audit_signature",
        "INSERT INTO audit_signature VALUES (1, 'x', zeroblob(64))",
        "REPLACE INTO vault SELECT * FROM vault",
        "UPDATE OR REPLACE audit_entry SET seq = 2 WHERE seq = 1",
        "UPDATE OR REPLACE audit_body SET seq = 2 WHERE seq = 1",
        "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET actor = 'x'",
        "INSERT INTO audit_body SELECT * FROM audit_body WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET body = '{}'",
        "INSERT INTO audit_signature SELECT * FROM audit_signature WHERE true"
        " ON CONFLICT (seq) DO UPDATE SET staff_id = 'x'",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_body",
    ],
)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_the_database_itself_refuses_to_rewrite_history(shop: Shop, statement: str, recursive: str) -> None:
    db = shop.vault.connection
    database.unguard(db)
    db.execute(f"PRAGMA recursive_triggers = {recursive}")
    with pytest.raises(database.DatabaseError):
        db.execute(statement)
    assert verify(shop).entries == 3


@pytest.mark.parametrize("action", sorted(audit_log.MANAGER_ACTIONS))
def test_staff_cannot_even_write_what_only_a_manager_may(closed_shop: Shop, action: AuditAction) -> None:
    closed_shop.open_as_staff()
    with pytest.raises(RoleForbidden):
        closed_shop.record("KH-00001", action)
    assert verify(closed_shop).head.seq == head(closed_shop.vault.connection).seq
