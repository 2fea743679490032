"""Erasures and refusals of contact survive an old backup; nobody can slip in an order of their own."""

import json
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.domain.audit import AuditAction
from ledger.domain.errors import AuditBroken
from ledger.domain.ids import StaffId
from ledger.storage import folder as files
from ledger.storage import journal, keyfile
from ledger.storage.audit_log import entries, erase_bodies, head
from ledger.storage.database import Connection
from ledger.storage.journal import JournalKind, Payload
from ledger.storage.slots import Identity
from support.storage import CHEAP, STAFF, STAFF_PASSPHRASE, Shop

STOP = {"hash": "ab" * 32, "channel": "SMS"}


def apply_stop(db: Connection, payload: Payload) -> None:
    db.execute(
        "INSERT OR IGNORE INTO stop_hash (hash, channel, recorded_at) VALUES (?, ?, '2026')",
        (bytes.fromhex(payload["hash"]), payload["channel"]),
    )


def apply_erase(db: Connection, payload: Payload) -> None:
    erase_bodies(db, payload["subject_ref"])


APPLIERS: dict[str, Callable[[Connection, Payload], None]] = {"stop": apply_stop, "erase": apply_erase}


@pytest.fixture
def night_shop(closed_shop: Shop) -> Shop:
    closed_shop.appliers = APPLIERS
    return closed_shop


def write(shop: Shop, *lines: journal.JournalLine) -> None:
    journal.append(shop.path(files.JOURNAL), lines)


def staff(shop: Shop) -> Identity:
    return keyfile.unlock(shop.folder, STAFF, STAFF_PASSPHRASE, CHEAP).identity


def line(shop: Shop, kind: JournalKind, payload: Payload, signer: Identity) -> journal.JournalLine:
    return journal.sign_line(shop.vault.vault_id, kind, payload, signer.id, signer.signing)


def stops(shop: Shop) -> int:
    return int(shop.vault.connection.execute("SELECT count(*) FROM stop_hash").fetchone()[0])


def refusals(shop: Shop) -> list[object]:
    return [notice.data["why"] for notice in shop.vault.warnings if notice.code == "journal_refused"]


def test_a_stop_signed_by_staff_is_applied_once(night_shop: Shop) -> None:
    write(night_shop, line(night_shop, JournalKind.STOP, STOP, staff(night_shop)))
    night_shop.open()
    assert (stops(night_shop), [notice.code for notice in night_shop.vault.warnings]) == (1, ["journal_applied"])
    night_shop.reopen()
    assert (stops(night_shop), night_shop.vault.warnings) == (1, ())


def test_an_erasure_cut_off_before_its_commit_is_completed_at_the_next_opening(night_shop: Shop) -> None:
    """The crash between journal and commit: the line is there, the database knows nothing."""
    night_shop.open()
    manager = night_shop.vault._desk.identity
    write(night_shop, line(night_shop, JournalKind.ERASE, {"subject_ref": "KH-00001"}, manager))
    night_shop.reopen()
    left = night_shop.vault.connection.execute("SELECT count(*) FROM audit_body WHERE seq = 5").fetchone()
    assert left == (0,)
    night_shop.vault.verify_audit(everything=True)


def test_an_erasure_ordered_by_staff_is_reported_and_never_applied(night_shop: Shop) -> None:
    write(night_shop, line(night_shop, JournalKind.ERASE, {"subject_ref": "KH-00001"}, staff(night_shop)))
    night_shop.open()
    assert refusals(night_shop) == [("role",)]
    night_shop.vault.verify_audit(everything=True)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda record: record | {"payload": STOP | {"channel": "CALL"}}, "signature"),
        (lambda record: record | {"kind": "erase"}, "signature"),
        (lambda record: record | {"kind": "burn"}, "unreadable"),
        (lambda record: record | {"staff_id": "nobody"}, "unknown_signer"),
        (lambda record: record | {"signature": "AAAA"}, "signature"),
        (lambda record: record | {"signature": 7}, "unreadable"),
        (lambda record: record | {"payload": {"hash": 7}}, "unreadable"),
        (lambda record: {key: value for key, value in record.items() if key != "signature"}, "unreadable"),
        (lambda _: [], "unreadable"),
    ],
)
def test_altered_lines_are_reported_and_never_applied(
    night_shop: Shop, change: Callable[[dict[str, object]], object], why: str
) -> None:
    good = line(night_shop, JournalKind.STOP, STOP, staff(night_shop))
    other = line(night_shop, JournalKind.STOP, STOP | {"channel": "ZALO"}, staff(night_shop))
    altered = json.dumps(change(json.loads(journal.line_bytes(good)))).encode()
    night_shop.path(files.JOURNAL).write_bytes(altered + b"\n" + journal.line_bytes(other))
    night_shop.open()
    assert (refusals(night_shop), stops(night_shop)) == ([(why,)], 1)


def test_a_line_of_another_ledger_is_refused(night_shop: Shop) -> None:
    signer = staff(night_shop)
    write(night_shop, journal.sign_line("another", JournalKind.STOP, STOP, signer.id, signer.signing))
    night_shop.open()
    assert refusals(night_shop) == [("signature",)]


def test_a_stranger_is_refused(night_shop: Shop) -> None:
    key = Ed25519PrivateKey.generate()
    write(night_shop, journal.sign_line(night_shop.vault.vault_id, JournalKind.STOP, STOP, StaffId("x"), key))
    night_shop.open()
    assert refusals(night_shop) == [("unknown_signer",)]


def test_a_line_torn_by_a_power_cut_does_not_swallow_the_next(night_shop: Shop) -> None:
    good = line(night_shop, JournalKind.STOP, STOP, staff(night_shop))
    night_shop.path(files.JOURNAL).write_bytes(journal.line_bytes(good)[:-40])
    write(night_shop, good)
    night_shop.open()
    assert (refusals(night_shop), stops(night_shop)) == ([("unreadable",)], 1)


@pytest.mark.parametrize("reached", ["half", "sectors"])
def test_a_line_torn_before_its_commit_is_dropped_without_a_word(night_shop: Shop, reached: str) -> None:
    whole = journal.line_bytes(line(night_shop, JournalKind.STOP, STOP, staff(night_shop)))
    torn = whole[:-40] if reached == "half" else whole[:100] + bytes(60) + whole[160:]
    night_shop.path(files.JOURNAL).write_bytes(whole + torn)
    night_shop.open()
    assert (refusals(night_shop), stops(night_shop)) == ([], 1)
    assert night_shop.path(files.JOURNAL).read_bytes() == whole
    assert "journal_refused" not in {notice.code for notice in night_shop.reopen().warnings}


def test_a_committed_line_that_lost_its_end_is_told(night_shop: Shop) -> None:
    night_shop.open()
    with night_shop.vault.transaction() as unit:
        unit.audit(AuditAction.STOP_RECORDED, "KH-00001", {})
        unit.journal(JournalKind.STOP, STOP)
    night_shop.close()
    path = night_shop.path(files.JOURNAL)
    path.write_bytes(path.read_bytes()[:-40])
    night_shop.open()
    assert refusals(night_shop) == [("unreadable",)]


def test_kinds_without_an_applier_are_left_alone(closed_shop: Shop) -> None:
    write(closed_shop, line(closed_shop, JournalKind.STOP, STOP, staff(closed_shop)))
    assert closed_shop.open().warnings == ()


def test_an_applier_that_fails_leaves_no_transaction_behind(closed_shop: Shop) -> None:
    def fail(db: Connection, payload: Payload) -> None:
        apply_stop(db, payload)
        raise RuntimeError

    write(closed_shop, line(closed_shop, JournalKind.STOP, STOP, staff(closed_shop)))
    closed_shop.appliers = {"stop": fail}
    with pytest.raises(RuntimeError):
        closed_shop.open()
    closed_shop.appliers = {}
    closed_shop.open()
    assert stops(closed_shop) == 0


def test_the_recovery_sheet_may_order_what_a_manager_may(night_shop: Shop) -> None:
    night_shop.open(None, night_shop.recovery_code)
    with night_shop.vault.transaction() as unit:
        unit.audit(AuditAction.ERASED, "KH-00001", {})
        unit.journal(JournalKind.ERASE, {"subject_ref": "KH-00001"})
        unit.erase_bodies("KH-00001")
    night_shop.reopen()
    assert night_shop.vault.warnings == ()
    night_shop.vault.verify_audit(everything=True)


def test_a_stop_that_was_lifted_later_is_not_carried_out_again(night_shop: Shop) -> None:
    seen: list[Payload] = []
    night_shop.appliers = {"stop": lambda _db, payload: seen.append(payload)}
    signer = staff(night_shop)
    other = {**STOP, "channel": "CALL", "state": "stopped"}
    said, taken_back = {**STOP, "state": "stopped"}, {**STOP, "state": "lifted"}
    write(night_shop, *(line(night_shop, JournalKind.STOP, one, signer) for one in (said, other, taken_back)))
    night_shop.reopen()
    assert seen == [other, taken_back]


@pytest.mark.parametrize("order", ["as said", "replayed"])
def test_an_old_lifting_copied_to_the_end_does_not_undo_a_later_stop(night_shop: Shop, order: str) -> None:
    seen: list[Payload] = []
    night_shop.appliers = {"stop": lambda _db, payload: seen.append(payload)}
    states = {"2026-11-01": "stopped", "2026-11-02": "lifted", "2026-11-03": "stopped"}
    signer = staff(night_shop)
    lines = [
        line(night_shop, JournalKind.STOP, {**STOP, "state": state, "at": f"{day}T03:00:00.000000Z"}, signer)
        for day, state in states.items()
    ]
    write(night_shop, *lines, *([lines[1]] if order == "replayed" else []))
    night_shop.open()
    assert seen == [lines[2].payload]


def test_lines_taken_out_are_noticed(night_shop: Shop) -> None:
    night_shop.open()
    for number in range(3):
        with night_shop.vault.transaction() as unit:
            unit.audit(AuditAction.STOP_RECORDED, "KH-00001", {})
            unit.journal(JournalKind.STOP, STOP | {"hash": f"{number:02}" * 32})
    assert [notice.code for notice in night_shop.reopen().warnings] == ["journal_applied"]
    night_shop.close()
    path = night_shop.path(files.JOURNAL)
    whole = path.read_bytes()
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[1:]))
    shortened = night_shop.open().warnings
    assert [(notice.code, dict(notice.data)) for notice in shortened] == [("journal_shortened", {"missing": 1})]
    night_shop.close()
    path.unlink()
    assert [dict(notice.data) for notice in night_shop.open().warnings] == [{"missing": 3}]
    night_shop.close()
    path.write_bytes(whole)
    assert night_shop.open().warnings == ()


def test_what_the_journal_changed_is_on_the_trail(night_shop: Shop) -> None:
    write(night_shop, line(night_shop, JournalKind.STOP, STOP, staff(night_shop)))
    night_shop.open()
    newest = entries(night_shop.vault.connection, limit=1)[0]
    assert (newest.entry.action, newest.body) == (AuditAction.JOURNAL_APPLIED, {"rows": 1})
    known = head(night_shop.reopen().connection)
    assert known.seq == newest.entry.seq
    night_shop.vault.verify_audit(everything=True)
    night_shop.close()
    night_shop.path(files.JOURNAL).unlink()
    assert [notice.code for notice in night_shop.open().warnings] == ["journal_shortened"]


def test_an_older_database_is_refused_before_the_journal_writes_on_its_trail(night_shop: Shop) -> None:
    older = night_shop.path(files.DATABASE).read_bytes()
    night_shop.open()
    night_shop.record("KH-00003")
    night_shop.close()
    night_shop.path(files.DATABASE).write_bytes(older)
    write(night_shop, line(night_shop, JournalKind.STOP, STOP, staff(night_shop)))
    for _ in range(2):
        with pytest.raises(AuditBroken):
            night_shop.open()


NOT_UNDERSTOOD: dict[str, Payload] = {
    "no hash": {"channel": "SMS"},
    "no hex": STOP | {"hash": "zz"},
    "no channel": {"hash": "cd" * 32},
    "too short for the table": STOP | {"hash": "cd"},
    "half a character": STOP | {"channel": "\ud800"},
}


def apply_strictly(db: Connection, payload: Payload) -> None:
    db.execute(
        "INSERT INTO stop_hash (hash, channel, recorded_at) VALUES (?, ?, '2026') ON CONFLICT DO NOTHING",
        (bytes.fromhex(payload["hash"]), payload["channel"]),
    )


@pytest.mark.parametrize("how", sorted(NOT_UNDERSTOOD))
def test_a_signed_line_that_makes_no_sense_stops_nothing(night_shop: Shop, how: str) -> None:
    night_shop.appliers = {"stop": apply_strictly}
    signer = staff(night_shop)
    payloads = (NOT_UNDERSTOOD[how], STOP)
    write(night_shop, *(line(night_shop, JournalKind.STOP, payload, signer) for payload in payloads))
    night_shop.open()
    assert (refusals(night_shop), stops(night_shop)) == ([("not_understood",)], 1)
    assert [notice.data["lines"] for notice in night_shop.vault.warnings if notice.code == "journal_refused"] == [
        ("1",)
    ]
    night_shop.reopen()
    assert (refusals(night_shop), stops(night_shop)) == ([("not_understood",)], 1)


def test_a_senseless_line_replaces_nothing_and_what_it_half_did_is_taken_back(night_shop: Shop) -> None:
    def half(db: Connection, payload: Payload) -> None:
        apply_stop(db, payload)
        if payload["state"] == "gone":
            db.execute("DELETE FROM stop_hash")
            raise ValueError

    night_shop.appliers = {"stop": half}
    signer = staff(night_shop)
    said = [STOP | {"state": state, "at": f"2026-11-0{day}"} for day, state in enumerate(("stopped", "gone"), start=1)]
    write(night_shop, *(line(night_shop, JournalKind.STOP, payload, signer) for payload in said))
    for _ in range(2):
        night_shop.reopen()
        assert (refusals(night_shop), stops(night_shop)) == ([("not_understood",)], 1)
