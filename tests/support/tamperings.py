"""Somebody with the key of the database and the signing key of one member, at work on the trail: every way we know.

Each way takes the connection (without triggers, in a transaction the caller rolls back) and the forger's tools, and
returns the first entry that is not as it was, or ``None`` where the chances picked a place in which nothing changes.
"""

import json
from collections.abc import Mapping
from dataclasses import replace

from ledger.domain.audit import AuditAction
from ledger.storage.database import Connection
from ledger.storage.slots import new_identity
from support.forging import (
    TABLES,
    Forger,
    Place,
    Way,
    boundary,
    drop,
    give_body,
    last_signature_of_others,
    rechain,
    resign,
    rewrite,
    shift,
)
from support.trail_people import keys_of, sign_on

# --- ways that need no signing key ----------------------------------------------------------------

_FIELDS: tuple[tuple[str, object], ...] = (
    ("at", "2026-11-21T03:00:00.000001Z"),
    ("actor", "0" * 16),
    ("action", "order.added"),
    ("action", "no such act"),
    ("subject_ref", "KH-99999"),
    ("subject_ref", None),
    ("commitment", bytes(32)),
    ("prev", bytes(32)),
    ("hash", bytes(32)),
)


def edit_a_field(db: Connection, forger: Forger) -> Place | None:
    seq, (name, value) = forger.any(1), forger.chance.choice(_FIELDS)
    changed = db.execute(f"UPDATE audit_entry SET {name} = ? WHERE seq = ? AND {name} IS NOT ?", (value, seq, value))
    return seq if changed.rowcount else None


def edit_one_bit(db: Connection, forger: Forger) -> Place | None:
    seq, name = forger.any(1), forger.chance.choice(("commitment", "prev", "hash"))
    value = bytearray(db.execute(f"SELECT {name} FROM audit_entry WHERE seq = ?", (seq,)).fetchone()[0])
    value[forger.chance.randrange(32)] ^= 1 << forger.chance.randrange(8)
    db.execute(f"UPDATE audit_entry SET {name} = ? WHERE seq = ?", (bytes(value), seq))
    return seq


def remove_an_entry(db: Connection, forger: Forger) -> Place | None:
    seq = forger.chance.randint(1, forger.size - 1)
    drop(db, seq, seq)
    if forger.chance.random() < 0.5:  # with the numbers closed up, or with a gap
        shift(db, seq, -1)
    return seq


def remove_and_rechain(db: Connection, forger: Forger) -> Place | None:
    seq = forger.chance.randint(5, last_signature_of_others(db, forger) - 1)
    drop(db, seq, seq)
    shift(db, seq, -1)
    return rewrite(db, forger, seq)


def remove_the_beginning(db: Connection, forger: Forger) -> Place | None:
    count = forger.chance.randint(1, forger.size // 2)
    drop(db, 1, count)
    shift(db, 1, -count)
    rechain(db, 1)
    return 1


def insert_an_entry(db: Connection, forger: Forger) -> Place | None:
    seq = forger.chance.randint(5, last_signature_of_others(db, forger))
    shift(db, seq, 1)
    for table, columns in (
        ("audit_entry", "at, actor, action, subject_ref, commitment, prev, hash"),
        ("audit_body", "salt, body"),
    ):
        db.execute(f"INSERT INTO {table} SELECT ?, {columns} FROM {table} WHERE seq = ?", (seq, seq - 1))
    return rewrite(db, forger, seq)


def change_the_order(db: Connection, forger: Forger) -> Place | None:
    one, two = sorted(forger.chance.sample(range(5, forger.size + 1), 2))
    for table in TABLES:
        db.execute(f"UPDATE {table} SET seq = -? WHERE seq = ?", (two, one))
        db.execute(f"UPDATE {table} SET seq = ? WHERE seq = ?", (one, two))
        db.execute(f"UPDATE {table} SET seq = ? WHERE seq = -?", (two, two))
    if forger.chance.random() < 0.5 and one < last_signature_of_others(db, forger):
        rewrite(db, forger, one)
    return one


def edit_a_body(db: Connection, forger: Forger) -> Place | None:
    seq, (name, value) = forger.any(1), forger.chance.choice((("body", '{"code":"KH-99999"}'), ("salt", bytes(32))))
    changed = db.execute(f"UPDATE audit_body SET {name} = ? WHERE seq = ?", (value, seq))
    return seq if changed.rowcount else None


def swap_two_bodies(db: Connection, forger: Forger) -> Place | None:
    one, two = forger.chance.sample(range(1, forger.size + 1), 2)
    both = db.execute("SELECT seq FROM audit_body WHERE seq IN (?, ?)", (one, two)).fetchall()
    if len(both) < 2:
        return None
    db.execute("UPDATE audit_body SET seq = -? WHERE seq = ?", (two, one))
    db.execute("UPDATE audit_body SET seq = ? WHERE seq = ?", (one, two))
    db.execute("UPDATE audit_body SET seq = ? WHERE seq < 0", (two,))
    return min(one, two)


def drop_a_body(db: Connection, forger: Forger) -> Place | None:
    seq = forger.any(1)
    subject = db.execute("SELECT subject_ref FROM audit_entry WHERE seq = ?", (seq,)).fetchone()[0]
    changed = db.execute("DELETE FROM audit_body WHERE seq = ?", (seq,))
    return seq if changed.rowcount and (subject is None or subject in forger.subjects) else None


def rewrite_history(db: Connection, forger: Forger) -> Place | None:
    """Change an act that somebody else signed after, make all hashes fit, sign all one can."""
    seq = forger.chance.randint(5, last_signature_of_others(db, forger))
    give_body(db, seq, {"code": "KH-99999"})
    if forger.chance.random() < 0.5:
        db.execute("UPDATE audit_entry SET subject_ref = 'KH-99999' WHERE seq = ?", (seq,))
    return rewrite(db, forger, seq)


def forge_a_signature(db: Connection, forger: Forger) -> Place | None:
    seq = boundary(db, forger)
    forged = forger.chance.choice(
        (
            forger.chance.randbytes(64),
            bytes(64),
            forger.key.signing.sign(b"x"),
            db.execute("SELECT signature FROM audit_signature WHERE seq <> ? LIMIT 1", (seq,)).fetchone()[0],
        )
    )
    db.execute("UPDATE audit_signature SET signature = ? WHERE seq = ?", (forged, seq))
    return seq


def sign_as_another(db: Connection, forger: Forger) -> Place | None:
    pretended = replace(forger.key, id=forger.other)
    sign_on(db, forger.shop, pretended, (AuditAction.ERASED, forger.chance.choice(forger.subjects), {}))
    return forger.size + 1


def give_a_transaction_to_another(db: Connection, forger: Forger) -> Place | None:
    seq = boundary(db, forger)
    changed = db.execute(
        "UPDATE audit_signature SET staff_id = ? WHERE seq = ? AND staff_id <> ?", (forger.key.id, seq, forger.key.id)
    )
    return seq if changed.rowcount else None


def take_away_a_signature(db: Connection, forger: Forger) -> Place | None:
    """Only where somebody else signs next, or nobody: before one's own next signature nothing is lost by it."""
    seq = boundary(db, forger)
    next_one = "SELECT staff_id FROM audit_signature WHERE seq > ? ORDER BY seq LIMIT 1"
    who = db.execute("SELECT staff_id FROM audit_signature WHERE seq = ?", (seq,)).fetchone()
    if db.execute(next_one, (seq,)).fetchone() == who:
        return None
    db.execute("DELETE FROM audit_signature WHERE seq = ?", (seq,))
    return seq


def cut_inside_a_transaction(db: Connection, forger: Forger) -> Place | None:
    seq = forger.chance.randint(10, forger.size - 1)
    if db.execute("SELECT 1 FROM audit_signature WHERE seq = ?", (seq,)).fetchone():
        return None
    drop(db, seq + 1, forger.size)
    return seq + 1


# --- ways that use the one signing key --------------------------------------------------------------


def _by_staff(action: AuditAction, body: Mapping[str, str] | None = None) -> Way:
    def way(db: Connection, forger: Forger) -> Place | None:
        said = body if body is not None else {"fields": "x"}
        sign_on(db, forger.shop, forger.key, (action, None, said))
        return forger.size + 1

    return way


def act_as_a_manager(db: Connection, forger: Forger) -> Place | None:
    action = forger.chance.choice((AuditAction.REPORT_PRINTED, AuditAction.SETTING_CHANGED, AuditAction.COPY_MADE))
    return _by_staff(action)(db, forger)


def erase_as_staff(db: Connection, forger: Forger) -> Place | None:
    subject = forger.chance.choice(forger.subjects)
    sign_on(db, forger.shop, forger.key, (AuditAction.ERASED, subject, {"code": subject}))
    db.execute(
        "DELETE FROM audit_body WHERE seq IN (SELECT seq FROM audit_entry WHERE subject_ref = ? AND action <> ?)",
        (subject, AuditAction.ERASED.value),
    )
    return forger.size + 1


def promote_oneself(db: Connection, forger: Forger) -> Place | None:
    body = {"id": forger.key.id, "role": "MANAGER", **keys_of(forger.key)}
    action = forger.chance.choice((AuditAction.STAFF_ADDED, AuditAction.ROLE_CHANGED))
    sign_on(db, forger.shop, forger.key, (action, None, body), (AuditAction.SETTING_CHANGED, None, {}))
    db.execute("UPDATE staff SET role = 'MANAGER' WHERE id = ?", (forger.key.id,))
    return forger.size + 1


def invent_a_member(db: Connection, forger: Forger) -> Place | None:
    """A new manager who signs their own coming."""
    made = new_identity("x")
    body = {"id": made.id, "role": "MANAGER", **keys_of(made)}
    sign_on(db, forger.shop, made, (AuditAction.STAFF_ADDED, None, body))
    db.execute(
        "INSERT INTO staff SELECT ?, 'x', 'MANAGER', ?, ?, added_at, NULL FROM staff LIMIT 1",
        (made.id, made.signing_key, made.sealing_key),
    )
    return forger.size + 1


def sign_after_leaving(db: Connection, forger: Forger) -> Place | None:
    sign_on(db, forger.shop, forger.gone, (AuditAction.ORDER_ADDED, None, {}))
    return forger.size + 1


def date_back(db: Connection, forger: Forger) -> Place | None:
    """Add an act dated before the ones already there."""
    sign_on(db, forger.shop, forger.key, (AuditAction.CONSENT_RECORDED, forger.chance.choice(forger.subjects), {}))
    day = forger.chance.randint(1, 28)
    db.execute("UPDATE audit_entry SET at = ? WHERE seq = ?", (f"2025-01-{day:02}T00:00:00.000000Z", forger.size + 1))
    return rewrite(db, forger, forger.size + 1)


def change_the_tables(db: Connection, forger: Forger) -> Place | None:
    """Leave the trail alone, and change who the tables say works here."""
    change = forger.chance.choice(
        (
            "UPDATE staff SET role = CASE role WHEN 'STAFF' THEN 'MANAGER' ELSE 'STAFF' END WHERE id = :who",
            "UPDATE staff SET signing_key = zeroblob(32) WHERE id = :who",
            "UPDATE staff SET sealing_key = zeroblob(32) WHERE id = :who",
            "UPDATE staff SET removed_at = '2026-11-21T03:00:00.000000Z' WHERE id = :who",
            "UPDATE staff SET id = id || 'x' WHERE id = :who",
            "UPDATE recovery SET signing_key = zeroblob(32) WHERE :who IS NOT NULL",
        )
    )
    db.execute(change, {"who": forger.chance.choice((forger.key.id, forger.other))})
    return forger.size + 1


# --- what only an anchor or a paper sees --------------------------------------------------------------


def cut_the_tail(db: Connection, forger: Forger) -> Place | None:
    """Cut at the end of a transaction, after all that left its mark elsewhere: people who went, bodies erased."""
    seq = boundary(db, forger)
    marks = "('staff.added', 'staff.role_changed', 'staff.removed', 'recovery.replaced', 'customer.erased')"
    if db.execute(f"SELECT 1 FROM audit_entry WHERE seq > ? AND action IN {marks}", (seq,)).fetchone():
        return None
    drop(db, seq + 1, forger.size)
    return seq + 1


def rewrite_the_newest(db: Connection, forger: Forger) -> Place | None:
    """Change one's own newest acts, after which nobody else has signed."""
    first = last_signature_of_others(db, forger) + 1
    if first > forger.size:
        return None
    seq = forger.chance.randint(first, forger.size)
    give_body(db, seq, {"code": "KH-99999"})
    return rewrite(db, forger, seq)


def replace_all_keys(db: Connection, forger: Forger) -> Place | None:
    """Give everybody keys of one's own making, and sign the whole trail anew under their names."""
    made = {row[0]: new_identity("x") for row in db.execute("SELECT id FROM staff").fetchall()}
    made["recovery"] = new_identity("x")
    people = "SELECT seq, body FROM audit_entry JOIN audit_body USING (seq) WHERE body LIKE '%signing_key%'"
    for seq, words in db.execute(people).fetchall():
        body = json.loads(words)
        give_body(db, seq, body | keys_of(made[body["id"]]))
    for who, one in made.items():
        table, where = ("recovery", "? IS NOT NULL") if who == "recovery" else ("staff", "id = ?")
        keys = (one.signing_key, one.sealing_key, who)
        db.execute(f"UPDATE {table} SET signing_key = ?, sealing_key = ? WHERE {where}", keys)
    seq = forger.any()
    if db.execute("SELECT subject_ref FROM audit_entry WHERE seq = ?", (seq,)).fetchone()[0] not in forger.subjects:
        return None  # the body of an erased customer's entry would be missed
    db.execute("UPDATE audit_entry SET subject_ref = 'KH-99999' WHERE seq = ?", (seq,))
    rechain(db, 1)
    resign(db, forger, 1, {who: one.signing for who, one in made.items()})
    return 1


ALWAYS_FOUND: dict[str, Way] = {
    "edit a field": edit_a_field,
    "edit one bit": edit_one_bit,
    "remove an entry": remove_an_entry,
    "remove, chain and sign anew": remove_and_rechain,
    "remove the beginning": remove_the_beginning,
    "insert an entry": insert_an_entry,
    "change the order": change_the_order,
    "edit a body or salt": edit_a_body,
    "swap two bodies": swap_two_bodies,
    "drop a body": drop_a_body,
    "rewrite, chain and sign anew": rewrite_history,
    "forge a signature": forge_a_signature,
    "sign as another": sign_as_another,
    "another signer for a transaction": give_a_transaction_to_another,
    "take away a signature": take_away_a_signature,
    "cut inside a transaction": cut_inside_a_transaction,
    "staff acts as a manager": act_as_a_manager,
    "staff erases a customer": erase_as_staff,
    "staff promotes oneself": promote_oneself,
    "an invented manager": invent_a_member,
    "sign after leaving": sign_after_leaving,
    "date an act back": date_back,
    "change the tables": change_the_tables,
}
FOUND_FROM_OUTSIDE: dict[str, Way] = {
    "cut the tail": cut_the_tail,
    "rewrite one's newest acts": rewrite_the_newest,
    "replace all keys, sign all anew": replace_all_keys,
}
