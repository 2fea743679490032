"""An act is kept whole, with its proof, or not at all."""

import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import DiskFull, RoleForbidden
from ledger.storage import database, journal
from ledger.storage import folder as files
from ledger.storage.audit_log import entries, head
from ledger.storage.journal import JournalKind
from ledger.storage.unit_of_work import UnitOfWorkError, system_clock
from support.storage import Shop, read_note, write_note

SETTING = (AuditAction.SETTING_CHANGED, None, {"name": "note"})


def test_data_and_proof_are_kept_together(shop: Shop) -> None:
    with shop.vault.transaction() as unit:
        write_note(unit, "kept")
        seq = unit.audit(*SETTING)
    vault = shop.reopen()
    assert (read_note(vault), head(vault.connection).seq) == ("kept", seq)


def test_an_exception_takes_everything_back(shop: Shop) -> None:
    before = head(shop.vault.connection)
    with pytest.raises(KeyError), shop.vault.transaction() as unit:  # noqa: PT012 - the act as a whole
        write_note(unit, "lost")
        unit.audit(*SETTING)
        unit.journal(JournalKind.STOP, {"hash": "x"})
        raise KeyError
    assert read_note(shop.vault) is None
    assert head(shop.vault.connection) == before
    assert not shop.path(files.JOURNAL).exists()


def test_changes_without_proof_are_a_mistake_of_the_program(shop: Shop) -> None:
    with pytest.raises(UnitOfWorkError), shop.vault.transaction() as unit:
        write_note(unit, "unproved")
    assert read_note(shop.vault) is None
    with pytest.raises(UnitOfWorkError), shop.vault.transaction() as unit:
        unit.journal(JournalKind.STOP, {"hash": "x"})
    assert not shop.path(files.JOURNAL).exists()


def test_reading_needs_no_proof(shop: Shop) -> None:
    before = head(shop.vault.connection)
    with shop.vault.transaction() as unit:
        unit.db.execute("SELECT count(*) FROM customer").fetchone()
    assert head(shop.vault.connection) == before


def test_only_one_transaction_at_a_time(shop: Shop) -> None:
    with shop.vault.transaction() as outer:
        with pytest.raises(UnitOfWorkError), shop.vault.transaction():
            pass
        write_note(outer, "outer")
        outer.audit(*SETTING)
    assert read_note(shop.vault) == "outer"


def test_a_transaction_ended_inside_its_own_body_is_a_mistake(shop: Shop) -> None:
    with pytest.raises(UnitOfWorkError), shop.vault.transaction() as unit:
        unit.db.execute("ROLLBACK")


def test_mistakes_in_sql_are_not_dressed_up(shop: Shop) -> None:
    with pytest.raises(database.DatabaseError), shop.vault.transaction() as unit:
        unit.db.execute("INSERT INTO nowhere VALUES (1)")
    assert not shop.vault.connection.in_transaction


def test_when_the_disk_is_full_nothing_is_half_written(shop: Shop) -> None:
    database.unguard(shop.vault.connection)
    pages = shop.vault.connection.execute("PRAGMA page_count").fetchone()[0]
    shop.vault.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskFull), shop.vault.transaction() as unit:  # noqa: PT012 - the act as a whole
        unit.audit(*SETTING)
        for number in range(2000):
            write_note(unit, "x" * number * 100)
    assert read_note(shop.vault) is None
    shop.vault.connection.execute("PRAGMA max_page_count = 1000000")
    with shop.vault.transaction() as unit:
        write_note(unit, "again")
        unit.audit(*SETTING)
    assert read_note(shop.reopen()) == "again"


# --- time ---------------------------------------------------------------------------------------


def test_the_instant_is_the_clocks(shop: Shop) -> None:
    shop.clock.move(hours=1)
    with shop.vault.transaction() as unit:
        assert unit.now == shop.clock.at
    assert system_clock().utcoffset() == timedelta(0)


def test_a_clock_moved_back_is_recorded_once_and_never_reorders(shop: Shop) -> None:
    newest = shop.clock.at
    shop.clock.move(days=-1)
    for _ in range(3):
        shop.record()
    found = [(one.entry.action.value, one.entry.at) for one in entries(shop.vault.connection, limit=4)]
    assert found == [("customer.added", newest)] * 3 + [("clock.back", newest)]
    assert entries(shop.vault.connection, limit=4)[3].body == {"clock": "2026-11-20T03:00:00.000000Z"}
    shop.clock.move(days=2)
    shop.record()
    shop.clock.move(hours=-1)
    shop.record()
    actions = [one.entry.action.value for one in entries(shop.vault.connection, limit=3)]
    assert actions == ["customer.added", "clock.back", "customer.added"]
    shop.vault.verify_audit(everything=True)


def test_a_clock_a_few_seconds_back_is_no_event(shop: Shop) -> None:
    shop.clock.move(seconds=-59)
    shop.record()
    assert entries(shop.vault.connection, limit=1)[0].entry.seq == 4


# --- the journal --------------------------------------------------------------------------------


def test_journal_lines_are_on_the_disk_before_the_commit(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    real = journal.append

    def append(path: Path, lines: Sequence[journal.JournalLine]) -> None:
        seen.append(shop.vault.connection.in_transaction)
        real(path, lines)

    monkeypatch.setattr(journal, "append", append)
    with shop.vault.transaction() as unit:
        unit.audit(AuditAction.STOP_RECORDED, "KH-00001", {})
        unit.journal(JournalKind.STOP, {"hash": "00", "channel": "SMS"})
    assert seen == [True]
    assert shop.path(files.JOURNAL).read_bytes().count(b"\n") == 1


def test_staff_cannot_order_an_erasure(closed_shop: Shop) -> None:
    closed_shop.open_as_staff()
    with pytest.raises(RoleForbidden), closed_shop.vault.transaction() as unit:
        unit.journal(JournalKind.ERASE, {"subject_ref": "KH-00001"})


def test_a_full_disk_under_the_journal_stops_the_act(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(28, "full")

    with pytest.raises(DiskFull), shop.vault.transaction() as unit:  # noqa: PT012 - the act as a whole
        write_note(unit, "lost")
        unit.audit(*SETTING)
        unit.journal(JournalKind.STOP, {"hash": "00"})
        monkeypatch.setattr(os, "write", refuse)
    monkeypatch.undo()
    assert read_note(shop.vault) is None
    assert shop.path(files.JOURNAL).read_bytes() == b""


def test_a_commit_that_fails_takes_its_journal_line_back(shop: Shop) -> None:
    unit = shop.vault.transaction()
    with pytest.raises(database.DatabaseError), unit:  # noqa: PT012 - the act as a whole
        unit.audit(AuditAction.STOP_RECORDED, "KH-00001", {})
        unit.journal(JournalKind.STOP, {"hash": "00"})
        # a deferred foreign key makes COMMIT itself fail
        unit.db.execute("PRAGMA defer_foreign_keys = ON")
        unit.db.execute("INSERT INTO audit_checkpoint VALUES (99, zeroblob(32), 'x')")
    assert shop.path(files.JOURNAL).read_bytes() == b""
    assert not shop.vault.connection.in_transaction
    shop.record()


@pytest.mark.parametrize("where", ["after the lines", "inside the writing"])
def test_an_interruption_before_the_commit_takes_the_journal_line_back(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    real = journal.append

    def append(path: Path, lines: Sequence[journal.JournalLine]) -> None:
        real(path, lines)
        raise KeyboardInterrupt

    def sync(_: int) -> None:
        raise KeyboardInterrupt

    unit = shop.vault.transaction()
    with pytest.raises(KeyboardInterrupt), unit:  # noqa: PT012 - the act as a whole
        unit.audit(AuditAction.STOP_RECORDED, "KH-00001", {})
        unit.journal(JournalKind.STOP, {"hash": "00"})
        if where == "after the lines":
            monkeypatch.setattr(journal, "append", append)
        else:
            monkeypatch.setattr(files, "sync_handle", sync)
    monkeypatch.undo()
    assert shop.path(files.JOURNAL).read_bytes() == b""
    assert shop.vault.connection.execute("SELECT journal_lines FROM vault").fetchone() == (0,)
    shop.record()


def test_an_interruption_after_the_commit_leaves_the_journal_line(shop: Shop) -> None:
    class Late:
        """Commits, then is interrupted before it can say so."""

        def __init__(self, real: database.Connection) -> None:
            self._real = real

        def __getattr__(self, name: str) -> object:
            return getattr(self._real, name)

        def execute(self, sql: str, *parameters: Sequence[object]) -> object:
            done = self._real.execute(sql, *parameters)
            if sql == "COMMIT":
                raise KeyboardInterrupt
            return done

    unit = shop.vault.transaction()
    with pytest.raises(KeyboardInterrupt), unit:  # noqa: PT012 - the act as a whole
        unit.audit(AuditAction.STOP_RECORDED, "KH-00001", {})
        unit.journal(JournalKind.STOP, {"hash": "00"})
        unit.db = cast("database.Connection", Late(unit.db))
    assert shop.path(files.JOURNAL).read_bytes().count(b"\n") == 1
    assert shop.reopen().connection.execute("SELECT journal_lines FROM vault").fetchone() == (1,)


def test_an_anchor_that_cannot_be_written_does_not_undo_the_act(shop: Shop) -> None:
    shop.path(files.ANCHOR).unlink()
    shop.path(files.ANCHOR).mkdir()
    (shop.path(files.ANCHOR) / "x").touch()
    seq = shop.record()
    shop.record()
    assert [notice.code for notice in shop.vault.warnings] == ["anchor_not_written"]
    assert head(shop.vault.connection).seq == seq + 1
