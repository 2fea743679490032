"""What a salvaged ledger needs to be one: nothing that points nowhere, counters, people, and an honest trail."""

import contextlib
import itertools
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ledger.domain.audit import AuditAction, commit_to, entry_hash
from ledger.domain.errors import AuditBroken, RoleForbidden, SalvageFailed
from ledger.domain.ids import CustomerId, StaffId
from ledger.domain.instants import to_text
from ledger.domain.policy import RecipientRole
from ledger.domain.staff import Operation, Role
from ledger.domain.text import fold, sort_key
from ledger.storage import codes, search
from ledger.storage.anchor import Anchor
from ledger.storage.audit_log import AuditWriter, Head, head, record_checkpoint
from ledger.storage.audit_people import Held, People, PeopleEntry, after, people_entries, people_now
from ledger.storage.audit_verify import verify
from ledger.storage.database import KEY_BYTES, Connection
from ledger.storage.keyfile import KeyFile, Unlocked
from ledger.storage.members import member_of
from ledger.storage.salvage import Collected, TableCount
from ledger.storage.slots import RECOVERY_ID, Slot

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
# Without them nothing can be decided, and they cannot be made up.
_ESSENTIAL = ("shop", "policy_version", "policy_purpose", "policy_field", "policy_rule", "policy_clause")
_CODED = {
    "customer": codes.CUSTOMER, "sale": codes.ORDER, "feedback": codes.FEEDBACK, "request": codes.REQUEST,
    "contact_list": codes.CONTACT_LIST, "data_use": codes.DATA_USE, "breach": codes.BREACH,
    "erasure": codes.ERASURE, "incident": codes.INCIDENT, "retention_run": codes.RETENTION,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trail:
    """How the trail of the salvaged ledger stands: where it is broken (``None``: nowhere) and how it ends."""

    head: Head
    broken_at: int | None = None
    why: str = ""
    lost: int = 0  # entries


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the trail from outside the file: the newest anchor, and whom the journal says are erased."""

    anchor: Anchor | None
    erased: frozenset[str]


# --- rows ---------------------------------------------------------------------------------------


@contextlib.contextmanager
def in_any_order(db: Connection) -> Iterator[None]:
    """Let rows be written in another order than they happened: one transaction, its triggers away until the end."""
    db.execute("BEGIN IMMEDIATE")
    triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid").fetchall()
    for name, _sql in triggers:
        db.execute(f'DROP TRIGGER "{name}"')
    yield
    for _name, sql in triggers:
        db.execute(sql)
    db.execute("COMMIT")


def require_essential(collected: Collected) -> None:
    """Raise ``SalvageFailed`` (``why=essential``) when what the program cannot work without is lost."""
    for table in _ESSENTIAL:
        if _is_missed(collected.tables[table], had_backup=collected.had_backup):
            raise SalvageFailed(why="essential", what=table)


def mend_rows(db: Connection, collected: Collected, key_file: KeyFile, now: datetime, stand_in: str) -> None:
    """Make the rows whole again; ``stand_in`` is the name of a customer or partner whose own row is lost.

    Raises ``SalvageFailed``: ``essential`` as ``require_essential``, ``foreign`` for the rows of another ledger.
    """
    _mend_vault(db, key_file, now)
    while _mend_links(db, collected, stand_in):
        pass
    _mend_counters(db)
    for (number,) in db.execute(_UNINDEXED).fetchall():
        search.index(db, CustomerId(number))


def _is_missed(count: TableCount, *, had_backup: bool) -> bool:
    if not count.read + count.filled:
        return True
    # Of the one shop nothing more can be missing, and a policy version that others name is looked for by its number.
    return not (count.is_whole or had_backup or count.name in {"shop", "policy_version"})


_UNINDEXED = "SELECT id FROM customer WHERE erased_at IS NULL AND id NOT IN (SELECT customer_id FROM customer_search)"


def _mend_vault(db: Connection, key_file: KeyFile, now: datetime) -> None:
    row = db.execute("SELECT vault_id, generation FROM vault").fetchone()
    if row is None:
        db.execute(
            "INSERT INTO vault (id, vault_id, generation, created_at, stop_key) VALUES (1, ?, ?, ?, ?)",
            (key_file.vault_id, key_file.generation, to_text(now), secrets.token_bytes(KEY_BYTES)),
        )
        db.execute("DELETE FROM stop_hash")  # made with a key that is lost: they match nothing any more
    elif row[0] != key_file.vault_id:
        raise SalvageFailed(why="foreign")
    db.execute("UPDATE vault SET generation = ?", (key_file.generation,))  # a backup's row knows an older one


def _mend_links(db: Connection, collected: Collected, stand_in: str) -> int:
    """Settle every link to a lost row once; return how many there were."""
    settled = 0
    for table in collected.tables:
        needed = {str(one[1]) for one in db.execute(f'PRAGMA table_info("{table}")') if one[3] or one[5]}
        for _id, _at, parent, column, key, *_ in db.execute(f'PRAGMA foreign_key_list("{table}")').fetchall():
            where = f'"{column}" IS NOT NULL AND "{column}" NOT IN (SELECT "{key}" FROM "{parent}")'
            lost = db.execute(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE {where}').fetchall()
            if not lost:
                continue
            if parent in _ESSENTIAL:
                raise SalvageFailed(why="essential", what=parent)
            if parent in _STAND_INS:
                for (number,) in lost:
                    _STAND_INS[parent](db, collected, number, stand_in)
                collected.tables[parent].stand_ins += len(lost)
            elif column not in needed:
                db.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE {where}')
            else:
                collected.tables[table].alone += db.execute(f'DELETE FROM "{table}" WHERE {where}').rowcount
            settled += len(lost)
    return settled


def _stand_in_customer(db: Connection, collected: Collected, number: int, name: str) -> None:
    code = collected.codes.get(number) or f"{codes.CUSTOMER}-{_unused(db, number):05d}"
    found = db.execute("SELECT words FROM customer_search WHERE customer_id = ?", (number,)).fetchone()
    known = _name_in(str(found[0])) if found is not None else ""
    name = f"{known} ({name})" if known else name
    db.execute(
        "INSERT INTO customer (id, code, name, name_key, name_order) VALUES (?, ?, ?, ?, ?)",
        (number, code, name, fold(name), sort_key(name)),
    )


def _name_in(words: str) -> str:
    """Return the name in a search line, without its accents: better than none, and the shop can write it right."""
    named = itertools.takewhile(lambda word: "@" not in word and not _A_NUMBER.fullmatch(word), words.split())
    return " ".join(word.title() for word in named if not _A_CODE.fullmatch(word))[:_LONGEST_NAME]


_A_NUMBER = re.compile(r"\d{3,}")
_A_CODE = re.compile(r"kh-\d+")
_LONGEST_NAME = 80


def _unused(db: Connection, number: int) -> int:
    last = codes.given_out(db, codes.CUSTOMER)
    taken = db.execute("SELECT 1 FROM customer WHERE code = ?", (f"{codes.CUSTOMER}-{number:05d}",)).fetchone()
    if taken is None:
        return number
    codes.never_again(db, f"{codes.CUSTOMER}-{max(last, _highest(db, 'customer')) + 1}")
    return codes.given_out(db, codes.CUSTOMER)


def _stand_in_recipient(db: Connection, _collected: Collected, number: int, name: str) -> None:
    # closed at once: it is there for the register of what was given, nothing new goes to it
    db.execute(
        "INSERT INTO recipient (id, name, name_key, role, closed_at) VALUES (?, ?, ?, ?, ?)",
        (number, f"{name} {number}", fold(f"{name} {number}"), RecipientRole.OTHER.value, to_text(_LONG_AGO)),
    )


_STAND_INS = {"customer": _stand_in_customer, "recipient": _stand_in_recipient}


def _mend_counters(db: Connection) -> None:
    """No code may be given out twice, though the counters are lost."""
    for table, kind in _CODED.items():
        highest = _highest(db, table)
        if highest:
            codes.never_again(db, f"{kind}-{highest}")


def _highest(db: Connection, table: str) -> int:
    row = db.execute(f"SELECT max(CAST(substr(code, instr(code, '-') + 1) AS INTEGER)) FROM \"{table}\"").fetchone()
    return int(row[0] or 0)


# --- people -------------------------------------------------------------------------------------


def mend_people(db: Connection, unlocked: Unlocked, collected: Collected, now: datetime) -> None:
    """Put back members and recovery sheet from trail and key file where their rows are lost.

    Raises ``RoleForbidden`` unless the person at work is a manager by what is left; the recovery sheet always is.
    """
    told = _people_of_trail(db)
    for slot in unlocked.key_file.slots:
        if member_of(db, slot.id) is None:
            _put_back(db, slot, told.get(slot.id), to_text(now))
    if not collected.tables["staff"].is_whole:
        _settle_staff(db, unlocked.key_file, told, to_text(now))
    acting = member_of(db, unlocked.identity.id)
    if acting is None or acting.role is not Role.MANAGER or acting.removed_at is not None:
        raise RoleForbidden(operation=Operation.ERASE.value)


def _put_back(db: Connection, slot: Slot, held: Held | None, at: str) -> None:
    if slot.id == RECOVERY_ID:
        row = (slot.signing_key, slot.sealing_key, at)
        db.execute("INSERT INTO recovery (id, signing_key, sealing_key, added_at) VALUES (1, ?, ?, ?)", row)
        return
    told = held.role if held is not None and held.signing_key == slot.signing_key else Role.STAFF
    role = slot.role or told
    db.execute(
        "INSERT INTO staff (id, name, role, signing_key, sealing_key, added_at) VALUES (?, ?, ?, ?, ?, ?)",
        (slot.id, slot.name, role.value, slot.signing_key, slot.sealing_key, at),
    )


def _settle_staff(db: Connection, key_file: KeyFile, told: People, at: str) -> None:
    """Let nobody come back with a backup's row: who has no slot was removed, and it or the trail knows the role."""
    for who, held in people_now(db).items():
        if who == RECOVERY_ID or held.removed_at is not None:
            continue
        slot = key_file.slot_of(StaffId(who))
        if slot is None:
            removed = told[who].removed_at if who in told else None
            db.execute("UPDATE staff SET removed_at = ? WHERE id = ?", (removed or at, who))
            continue
        role = slot.role or (told[who].role if who in told else held.role)
        db.execute("UPDATE staff SET role = ? WHERE id = ?", (role.value, who))


def _people_of_trail(db: Connection) -> People:
    people: People = {}
    for entry in people_entries(db):
        people = _followed(people, entry) or people
    return people


def _followed(people: People, entry: PeopleEntry) -> People | None:
    try:
        return after(people, entry)
    except ValueError:
        return None


# --- the trail ----------------------------------------------------------------------------------


def mend_trail(db: Connection, unlocked: Unlocked, known: Known, now: datetime, body: Mapping[str, int]) -> Trail:
    """Say in the trail what happened, signed; where it is broken, checking begins anew after that.

    A tail that is lost is not written over: the number goes on after the anchor's, from the anchor's hash.
    Only within ``in_any_order``.
    """
    newest, anchor = head(db), known.anchor
    broken = _fault_of(db, newest, known)
    lost = _entries_lost(db, newest, anchor)
    start = newest if anchor is None or anchor.seq <= newest.seq else Head(anchor.seq, anchor.head, newest.at)
    at = max(now, newest.at) if newest.at else now
    writer = AuditWriter(db, start, unlocked.identity.id, at)
    if broken is not None:
        _drop_unproven(db)
        _prove_people(db, writer, to_text(at))
        body = {**body, "broken_at": broken[0], "entries_lost": lost}
    writer.append(AuditAction.LEDGER_SALVAGED, None, body)
    end = writer.sign(unlocked.key_file.vault_id, unlocked.identity.signing)
    if broken is None:
        return Trail(end)
    record_checkpoint(db, end, at)
    return Trail(end, *broken, lost)


def _fault_of(db: Connection, newest: Head, known: Known) -> tuple[int, str] | None:
    anchor = known.anchor
    try:
        verify(db, erased=known.erased)
    except AuditBroken as broken:
        return max(int(str(broken.data["seq"])), 1), str(broken.data["why"]) if newest.seq else "gap"
    return (newest.seq + 1, "tail") if anchor is not None and anchor.seq > newest.seq else None


def _entries_lost(db: Connection, newest: Head, anchor: Anchor | None) -> int:
    last = max(newest.seq, anchor.seq if anchor is not None else 0)
    return last - int(db.execute("SELECT count(*) FROM audit_entry").fetchone()[0])


def _drop_unproven(db: Connection) -> None:
    """Take out entries about people that prove nothing any more: every later check would stop at them."""
    people: People = {}
    for entry in people_entries(db):
        followed = _followed(people, entry) if _is_whole(db, entry.seq) else None
        if followed is not None:
            people = followed
            continue
        for table in ("audit_signature", "audit_body", "audit_checkpoint", "audit_entry"):
            db.execute(f'DELETE FROM "{table}" WHERE seq = ?', (entry.seq,))


def _is_whole(db: Connection, seq: int) -> bool:
    row = db.execute(
        "SELECT e.seq, e.at, e.actor, e.action, e.subject_ref, e.commitment, e.prev, e.hash, b.salt, b.body"
        " FROM audit_entry e JOIN audit_body b ON b.seq = e.seq WHERE e.seq = ?",
        (seq,),
    ).fetchone()
    return row is not None and entry_hash(*row[:7]) == row[7] and commit_to(row[9].encode("utf-8"), row[8]) == row[5]


def _prove_people(db: Connection, writer: AuditWriter, at: str) -> None:
    """Put on the trail anew what its lost part said about who works here."""
    told = _people_of_trail(db)
    for who, held in people_now(db).items():
        known = told.get(who)
        if known is None:
            added = AuditAction.RECOVERY_ADDED if who == RECOVERY_ID else AuditAction.STAFF_ADDED
            writer.append(added, None, _proof(who, held))
            known = replace(held, removed_at=None)
        elif who == RECOVERY_ID and known != held:
            writer.append(AuditAction.RECOVERY_REPLACED, None, _proof(who, held))
        elif known.role is not held.role:
            writer.append(AuditAction.ROLE_CHANGED, None, {"id": who, "role": held.role.value})
        if held.removed_at is not None and known.removed_at is None:
            writer.append(AuditAction.STAFF_REMOVED, None, {"id": who})
            db.execute("UPDATE staff SET removed_at = ? WHERE id = ?", (at, who))


def _proof(who: str, held: Held) -> dict[str, str]:
    return {
        "id": who,
        "role": held.role.value,
        "signing_key": held.signing_key.hex(),
        "sealing_key": held.sealing_key.hex(),
    }
