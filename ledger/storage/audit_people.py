"""Who worked here when, by the trail itself: the roles and keys a signature is judged by (``security.md`` 5.2, 5.8).

A row of the table ``staff`` says what somebody is now; an entry signed last year holds by what they were then.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from ledger.domain.audit import AuditAction
from ledger.domain.staff import Role
from ledger.storage.database import Connection
from ledger.storage.slots import RECOVERY_ID

PEOPLE_ACTIONS = (
    AuditAction.STAFF_ADDED.value,
    AuditAction.ROLE_CHANGED.value,
    AuditAction.STAFF_REMOVED.value,
    AuditAction.RECOVERY_ADDED.value,
    AuditAction.RECOVERY_REPLACED.value,
)
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Held:
    """The role and the public keys of one member, from the entry ``since`` on; removed ones keep them."""

    role: Role
    signing_key: bytes  # Ed25519
    sealing_key: bytes  # X25519
    since: int = field(default=0, compare=False)  # the number of the entry that says so
    removed_at: str | None = None


People = Mapping[str, Held]


@dataclass(frozen=True, slots=True)
class PeopleEntry:
    """An entry of the trail about who works here."""

    seq: int
    at: str
    action: str
    body: str | None


def after(people: People, entry: PeopleEntry) -> People:
    """Return who works here after an entry. Raises ``ValueError`` for one that cannot be.

    An id is given once and for ever: whoever could give it again, with other keys, could sign as somebody else.
    """
    try:
        body = cast("dict[str, str]", json.loads(entry.body or ""))
        who = body["id"]
        held = _CHANGES[entry.action](people, entry, body)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(entry.seq) from wrong
    return {**people, who: held}


def _added(people: People, entry: PeopleEntry, body: Mapping[str, str]) -> Held:
    _must(body["id"] not in people and body["id"] != RECOVERY_ID)
    return _held(entry, body)


def _sheet_added(people: People, entry: PeopleEntry, body: Mapping[str, str]) -> Held:
    _must(RECOVERY_ID not in people)
    return _sheet(entry, body)


def _sheet_replaced(people: People, entry: PeopleEntry, body: Mapping[str, str]) -> Held:
    _must(RECOVERY_ID in people)
    return _sheet(entry, body)


def _sheet(entry: PeopleEntry, body: Mapping[str, str]) -> Held:
    _must(body["id"] == RECOVERY_ID and body["role"] == Role.MANAGER.value)
    return _held(entry, body)


def _held(entry: PeopleEntry, body: Mapping[str, str]) -> Held:
    keys = bytes.fromhex(body["signing_key"]), bytes.fromhex(body["sealing_key"])
    _must(all(len(key) == _KEY_BYTES for key in keys))
    return Held(Role(body["role"]), *keys, since=entry.seq)


def _role_changed(people: People, entry: PeopleEntry, body: Mapping[str, str]) -> Held:
    return replace(_present(people, body), role=Role(body["role"]), since=entry.seq)


def _removed(people: People, entry: PeopleEntry, body: Mapping[str, str]) -> Held:
    return replace(_present(people, body), since=entry.seq, removed_at=entry.at)


def _present(people: People, body: Mapping[str, str]) -> Held:
    held = people[body["id"]]
    _must(held.removed_at is None and body["id"] != RECOVERY_ID)
    return held


def _must(holds: object) -> None:
    if not holds:
        raise ValueError


_CHANGES = {
    AuditAction.STAFF_ADDED.value: _added,
    AuditAction.ROLE_CHANGED.value: _role_changed,
    AuditAction.STAFF_REMOVED.value: _removed,
    AuditAction.RECOVERY_ADDED.value: _sheet_added,
    AuditAction.RECOVERY_REPLACED.value: _sheet_replaced,
}

# There is an index over the actions, so that this is cheap in a long trail.
WHERE_PEOPLE = "action IN ('staff.added','staff.role_changed','staff.removed','recovery.added','recovery.replaced')"


def people_entries(connection: Connection) -> Iterator[PeopleEntry]:
    """Return the entries about who works here, oldest first."""
    rows = connection.execute(
        "SELECT seq, at, action, (SELECT body FROM audit_body WHERE audit_body.seq = audit_entry.seq)"
        f" FROM audit_entry WHERE {WHERE_PEOPLE} ORDER BY seq"
    )
    return (PeopleEntry(*row) for row in rows.fetchall())


def periods(connection: Connection) -> tuple[tuple[str, Held, int | None], ...]:
    """Return who held which role and keys, and until which entry (that one ends it), in the order of the trail."""
    people: People = {}
    found: list[tuple[str, Held, int | None]] = []
    for entry in people_entries(connection):
        try:
            people, before = after(people, entry), people
        except ValueError:
            continue  # the check of the trail names it
        who = next(one for one, held in people.items() if held is not before.get(one))
        found = [(one, held, entry.seq if one == who and until is None else until) for one, held, until in found]
        if people[who].removed_at is None:
            found.append((who, people[who], None))
    return tuple(found)


def people_now(connection: Connection) -> People:
    """Return what the tables say who works here: the end of the trail must say the same."""
    columns = "role, signing_key, sealing_key, 0, removed_at"
    people = {
        str(who): Held(Role(role), *rest)
        for who, role, *rest in connection.execute(f"SELECT id, {columns} FROM staff").fetchall()
    }
    for row in connection.execute("SELECT signing_key, sealing_key FROM recovery"):
        people[RECOVERY_ID] = Held(Role.MANAGER, *row)
    return people
