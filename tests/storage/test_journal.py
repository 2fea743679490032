"""Erasures and refusals of contact survive an old backup; nobody can slip in an order of their own."""

import json
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.domain.audit import AuditAction
from ledger.domain.ids import StaffId
from ledger.storage import folder as files
from ledger.storage import journal, keyfile
from ledger.storage.audit_log import erase_bodies
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


def test_kinds_without_an_applier_are_left_alone(closed_shop: Shop) -> None:
    write(closed_shop, line(closed_shop, JournalKind.STOP, STOP, staff(closed_shop)))
    assert closed_shop.open().warnings == ()


def test_an_applier_that_fails_leaves_no_transaction_behind(closed_shop: Shop) -> None:
    def fail(db: Connection, payload: Payload) -> None:
        apply_stop(db, payload)
        raise KeyError

    write(closed_shop, line(closed_shop, JournalKind.STOP, STOP, staff(closed_shop)))
    closed_shop.appliers = {"stop": fail}
    with pytest.raises(KeyError):
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
