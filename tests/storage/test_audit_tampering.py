"""Whoever edits, drops, swaps, inserts or forges is found, even with the data key in hand."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.domain.audit import GENESIS, AuditAction, commit_to, entry_hash
from ledger.domain.errors import AuditBroken
from ledger.domain.ids import StaffId
from ledger.domain.instants import to_text
from ledger.domain.staff import Role
from ledger.storage import audit_log, keyfile
from ledger.storage.audit_log import AuditWriter, entries_of, hash_at, head
from ledger.storage.audit_verify import Verified
from ledger.storage.database import Connection
from ledger.storage.slots import Identity
from support.storage import (
    CHEAP,
    MANAGER,
    MANAGER_PASSPHRASE,
    STAFF,
    STAFF_PASSPHRASE,
    Shop,
    broken_after,
    forget_anchors,
)

Tampering = Callable[[Connection], object]


def verify(shop: Shop, *, everything: bool = True) -> Verified:
    return shop.vault.verify_audit(everything=everything)


def rechain(db: Connection, first: int) -> object:
    """Recompute hashes from ``first`` on: what somebody with the data key, but no signing key, can do."""
    prev = hash_at(db, first - 1) or GENESIS
    rows = db.execute(
        "SELECT seq, at, actor, action, subject_ref, commitment FROM audit_entry WHERE seq >= ? ORDER BY seq", (first,)
    ).fetchall()
    for row in rows:
        seq, at, actor, action, subject_ref, commitment = row
        now = entry_hash(seq, at, actor, action, subject_ref, commitment, prev)
        db.execute("UPDATE audit_entry SET prev = ?, hash = ? WHERE seq = ?", (prev, now, seq))
        prev = now
    return prev


def rehash(db: Connection, seq: int) -> object:
    """Make one entry's hash fit its own content."""
    row = db.execute(
        "SELECT seq, at, actor, action, subject_ref, commitment, prev FROM audit_entry WHERE seq = ?", (seq,)
    ).fetchone()
    return db.execute("UPDATE audit_entry SET hash = ? WHERE seq = ?", (entry_hash(*row), seq))


# --- erasing bodies -----------------------------------------------------------------------------


def test_an_erased_customers_bodies_are_gone_and_the_trail_still_holds(closed_shop: Shop) -> None:
    closed_shop.open()
    closed_shop.erase("KH-00001")
    about = entries_of(closed_shop.vault.connection, "KH-00001")
    assert [(one.entry.action.value, one.body) for one in about] == [
        ("customer.erased", {"code": "KH-00001"}),
        ("customer.added", None),
    ]
    verify(closed_shop)


def test_a_body_deleted_without_an_erasure_is_missing(closed_shop: Shop) -> None:
    found = broken_after(closed_shop, lambda db: db.execute("DELETE FROM audit_body WHERE seq = 5"))
    assert found.data == {"seq": 5, "why": "body_missing"}


def test_an_erasure_does_not_excuse_bodies_of_others_or_later_ones(closed_shop: Shop) -> None:
    closed_shop.open()
    closed_shop.erase("KH-00001")
    later = closed_shop.record("KH-00001")
    assert broken_after(closed_shop, lambda db: db.execute("DELETE FROM audit_body WHERE seq = 6")).data["seq"] == 6
    closed_shop.close()
    assert broken_after(closed_shop, lambda db: db.execute("DELETE FROM audit_body WHERE seq = ?", (later,)))


# --- tampering with the data key in hand --------------------------------------------------------

TAMPERINGS: dict[str, Tampering] = {
    "edit the action": lambda db: db.execute("UPDATE audit_entry SET action = 'label.x' WHERE seq = 5"),
    "edit the time": lambda db: db.execute("UPDATE audit_entry SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 5"),
    "edit the actor": lambda db: db.execute("UPDATE audit_entry SET actor = 'x' WHERE seq = 5"),
    "edit the subject": lambda db: db.execute("UPDATE audit_entry SET subject_ref = 'KH-9' WHERE seq = 5"),
    "edit the body": lambda db: db.execute("UPDATE audit_body SET body = '{}' WHERE seq = 5"),
    "a salt of no right length": lambda db: (
        db.execute("PRAGMA ignore_check_constraints = ON")
        and db.execute("UPDATE audit_body SET salt = zeroblob(100) WHERE seq = 5")
    ),
    "swap two bodies": lambda db: db.execute(
        "UPDATE audit_body SET (salt, body) = (SELECT b.salt, b.body FROM audit_body b WHERE b.seq = 6) WHERE seq = 5"
    ),
    "delete an entry": lambda db: db.execute("DELETE FROM audit_entry WHERE seq = 5"),
    "delete the beginning": lambda db: db.execute("DELETE FROM audit_entry WHERE seq = 1"),
    "edit and rechain": lambda db: (
        db.execute("UPDATE audit_entry SET subject_ref = 'KH-9' WHERE seq = 5") and rechain(db, 5)
    ),
    "link to another entry": lambda db: (
        db.execute("UPDATE audit_entry SET prev = zeroblob(32) WHERE seq = 5") and rehash(db, 5)
    ),
    "delete the founding's body": lambda db: db.execute("DELETE FROM audit_body WHERE seq = 1"),
    "drop the last signature": lambda db: db.execute("DELETE FROM audit_signature WHERE seq = 6"),
    "another's name under a signature": lambda db: db.execute("UPDATE audit_signature SET staff_id = 'x'"),
    "another public key": lambda db: db.execute("UPDATE staff SET sealing_key = zeroblob(32) WHERE name = ?", (STAFF,)),
    "a promotion": lambda db: db.execute("UPDATE staff SET role = 'MANAGER'"),
    "a member nobody added": lambda db: db.execute(
        "INSERT INTO staff SELECT 'x', 'x', role, signing_key, sealing_key, added_at, NULL FROM staff LIMIT 1"
    ),
    "a removal nobody recorded": lambda db: db.execute(
        "UPDATE staff SET removed_at = '2026-11-21T03:00:00.000000Z' WHERE role = 'STAFF'"
    ),
    "another recovery sheet": lambda db: db.execute("UPDATE recovery SET signing_key = zeroblob(32)"),
}


@pytest.mark.parametrize("how", sorted(TAMPERINGS))
def test_tampering_is_found(closed_shop: Shop, how: str) -> None:
    assert broken_after(closed_shop, TAMPERINGS[how]).data["why"]


def test_a_dropped_signature_is_found_where_another_member_signed_next(closed_shop: Shop) -> None:
    closed_shop.open_as_staff()
    closed_shop.record("KH-00003")
    assert (
        broken_after(closed_shop, lambda db: db.execute("DELETE FROM audit_signature WHERE seq = 6")).data["why"]
        == "signer"
    )


def test_between_two_acts_of_one_member_the_later_signature_covers_both(closed_shop: Shop) -> None:
    closed_shop.tamper(lambda db: db.execute("DELETE FROM audit_signature WHERE seq = 5"))
    assert verify_after(closed_shop).transactions == 3
    found = broken_after(
        closed_shop, lambda db: db.execute("UPDATE audit_entry SET subject_ref = 'KH-9' WHERE seq = 5")
    )
    assert found.data["why"] == "hash"


def test_an_inserted_entry_is_found(closed_shop: Shop) -> None:
    def insert(db: Connection) -> None:
        db.execute("UPDATE audit_entry SET seq = 7 WHERE seq = 6")
        db.execute("UPDATE audit_body SET seq = 7 WHERE seq = 6")
        db.execute("UPDATE audit_signature SET seq = 7 WHERE seq = 6")
        db.execute(
            "INSERT INTO audit_entry SELECT 6, at, actor, action, subject_ref, commitment, prev, hash"
            " FROM audit_entry WHERE seq = 5"
        )
        rechain(db, 6)

    assert broken_after(closed_shop, insert).data["seq"] == 6


def staff_identity(shop: Shop) -> Identity:
    return keyfile.unlock(shop.folder, STAFF, STAFF_PASSPHRASE, CHEAP).identity


def manager_identity(shop: Shop) -> Identity:
    return keyfile.unlock(shop.folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).identity


def forge(shop: Shop, action: AuditAction, ref: str | None, body: dict[str, str], signer: Identity) -> Tampering:
    """Return a forged but perfectly chained and signed entry, as a member of staff who can program would write it."""
    vault_id, at = shop.vault.vault_id, shop.clock.at

    def work(db: Connection) -> None:
        writer = AuditWriter(db, head(db), signer.id, at)
        writer.append(action, ref, body)
        writer.sign(vault_id, signer.signing)

    return work


def test_an_honest_signature_written_this_way_would_pass(closed_shop: Shop) -> None:
    """The control: the forgeries below fail for what they claim, not for how they are written."""
    signer = staff_identity(closed_shop)
    closed_shop.tamper(forge(closed_shop, AuditAction.ORDER_ADDED, None, {}, signer))
    verify_after(closed_shop)


def verify_after(shop: Shop) -> Verified:
    shop.open()
    return verify(shop)


def test_staff_forging_an_erasure_is_found(closed_shop: Shop) -> None:
    found = broken_after(
        closed_shop, forge(closed_shop, AuditAction.ERASED, "KH-00001", {}, staff_identity(closed_shop))
    )
    assert found.data["why"] == "not_manager"


MANAGERS_ONLY = sorted(audit_log.MANAGER_ACTIONS - {AuditAction.STAFF_ADDED, AuditAction.RECOVERY_ADDED})


@pytest.mark.parametrize("action", MANAGERS_ONLY)
def test_staff_forging_what_only_a_manager_does_is_found(closed_shop: Shop, action: AuditAction) -> None:
    found = broken_after(closed_shop, forge(closed_shop, action, None, {}, staff_identity(closed_shop)))
    assert found.data["why"] == "not_manager"


def test_the_acts_only_a_manager_may_sign() -> None:
    """What the services ask a manager for; taking one from the list would let staff write it unseen."""
    expected = (
        "breach.closed commitment.recorded copy.made customer.erased customers.imported days.changed "
        "erasure.certificate_printed incident.closed incident.reported keys.rotated ledger.restored "
        "ledger.salvaged ledger.verified orders.imported policy.in_force policy.published promise.explained "
        "recipient.added recipient.changed recipients.imported recovery.added recovery.replaced report.printed "
        "request.extended retention.changed retention.run setting.changed shop.changed sign_in.allowed staff.added "
        "staff.removed staff.role_changed trail.exported"
    )
    assert sorted(audit_log.MANAGER_ACTIONS) == expected.split()


@pytest.mark.parametrize("everything", [True, False])
def test_time_running_backwards_is_found(closed_shop: Shop, everything: bool) -> None:
    closed_shop.open()
    verified = verify(closed_shop)
    with closed_shop.vault.transaction() as unit:
        audit_log.record_checkpoint(unit.db, verified.head, unit.now)
        unit.audit(AuditAction.LEDGER_VERIFIED, None, {})
    me = staff_identity(closed_shop)
    closed_shop.clock.move(days=-300)
    closed_shop.tamper(forge(closed_shop, AuditAction.CONSENT_RECORDED, "KH-00001", {}, me))
    closed_shop.open()
    with pytest.raises(AuditBroken) as found:
        verify(closed_shop, everything=everything)
    assert found.value.data["why"] == "time"


def test_staff_making_themselves_a_manager_is_found(closed_shop: Shop) -> None:
    me = staff_identity(closed_shop)
    body = {"id": me.id, "role": "MANAGER", "signing_key": me.signing_key.hex(), "sealing_key": me.sealing_key.hex()}

    def promote(db: Connection) -> None:
        forge(closed_shop, AuditAction.STAFF_ADDED, None, body, me)(db)
        db.execute("UPDATE staff SET role = 'MANAGER'")

    assert broken_after(closed_shop, promote).data["why"] == "not_manager"


@pytest.mark.parametrize("body", [{}, {"id": "x"}, {"id": "x", "role": "KING", "signing_key": "", "sealing_key": ""}])
def test_a_member_without_proper_keys_is_found(closed_shop: Shop, body: dict[str, str]) -> None:
    signer = manager_identity(closed_shop)
    found = broken_after(closed_shop, forge(closed_shop, AuditAction.STAFF_ADDED, None, body, signer))
    assert found.data["why"] == "member"


def test_signing_as_somebody_else_is_found(closed_shop: Shop) -> None:
    me = staff_identity(closed_shop)
    manager = closed_shop.vault.member.id
    as_manager = replace(me, id=manager)
    found = broken_after(closed_shop, forge(closed_shop, AuditAction.ERASED, "KH-00001", {}, as_manager))
    assert found.data["why"] == "signature"


def test_a_stranger_signing_is_found(closed_shop: Shop) -> None:
    stranger = replace(staff_identity(closed_shop), id=StaffId("x"), signing=Ed25519PrivateKey.generate())
    found = broken_after(closed_shop, forge(closed_shop, AuditAction.ORDER_ADDED, None, {}, stranger))
    assert found.data["why"] == "signature"


def test_an_action_that_is_not_on_the_list_is_found(closed_shop: Shop) -> None:
    me = staff_identity(closed_shop)
    vault_id = closed_shop.vault.vault_id

    def work(db: Connection) -> None:
        start, salt = head(db), bytes(32)
        row = (
            start.seq + 1,
            to_text(closed_shop.clock.at),
            me.id,
            "free text",
            None,
            commit_to(b"{}", salt),
            start.hash,
        )
        now = entry_hash(*row)
        db.execute("INSERT INTO audit_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, now))
        db.execute("INSERT INTO audit_body VALUES (?, ?, '{}')", (row[0], salt))
        signature = me.signing.sign(audit_log.signed_message(vault_id, row[0], now))
        db.execute("INSERT INTO audit_signature VALUES (?, ?, ?)", (row[0], me.id, signature))

    assert broken_after(closed_shop, work).data["why"] == "action"


# --- the tail: only the anchor sees it ----------------------------------------------------------


def cut_the_tail(db: Connection) -> None:
    for table in ("audit_signature", "audit_body", "audit_entry"):
        db.execute(f"DELETE FROM {table} WHERE seq = 6")


def test_a_tail_cut_off_cleanly_is_invisible_without_an_anchor(closed_shop: Shop) -> None:
    closed_shop.tamper(cut_the_tail)
    forget_anchors(closed_shop)
    assert verify_after(closed_shop).head.seq == 5
    assert [notice.code for notice in closed_shop.vault.warnings] == ["anchor_missing"]


@pytest.mark.parametrize("left", ["beside", "on this computer", "both"])
def test_with_either_anchor_a_cut_tail_is_found(closed_shop: Shop, left: str) -> None:
    closed_shop.tamper(cut_the_tail)
    if left == "on this computer":
        closed_shop.path("anchor").unlink()
    if left == "beside":
        next((closed_shop.app_data / "anchors").iterdir()).unlink()
    with pytest.raises(AuditBroken) as found:
        closed_shop.open()
    assert found.value.data == {"seq": 5, "why": "rolled_back", "anchor": 6}


def test_replacing_all_keys_and_signing_anew_is_found_by_the_anchor(closed_shop: Shop) -> None:
    def rewrite(db: Connection) -> None:
        db.execute("UPDATE audit_entry SET at = '2026-01-01T00:00:00.000000Z' WHERE seq = 6")
        rechain(db, 6)

    closed_shop.tamper(rewrite)
    with pytest.raises(AuditBroken) as found:
        closed_shop.open()
    assert found.value.data["why"] == "forked"


def test_roles_are_as_they_were_added(closed_shop: Shop) -> None:
    closed_shop.open()
    boss = closed_shop.vault.add_member("Cô Lan", Role.MANAGER, "chín quả dưa leo trong giỏ")
    closed_shop.close()
    closed_shop.open("Cô Lan", "chín quả dưa leo trong giỏ")
    closed_shop.erase("KH-00001")
    assert closed_shop.vault.member.id == boss.id
    verify(closed_shop)
