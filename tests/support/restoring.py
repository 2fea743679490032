"""A shop that has to restore: a crowd, a backup that left the house, and what happened since then."""

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.staff import Role
from ledger.services import consents, restoring, staff
from ledger.services.restoring import Restored, Wish
from ledger.services.session import Place, Session, back_up, open_ledger
from ledger.storage import codes, database, keyfile
from ledger.storage.columns import COLUMNS
from ledger.storage.database import Connection
from ledger.storage.erased import OWNED, shape_of
from ledger.storage.folder import DATABASE, JOURNAL
from ledger.storage.rekeying import open_newest
from ledger.storage.restoring import restore as storage_restore
from support.crowd import BESIDE, Crowd, Person
from support.erasing import erase
from support.pages import pages_of
from support.services import Workplace, add_customer, confirmed
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE

NEWCOMER, NEWCOMER_PASSPHRASE = "Em Thảo", "ba chiếc lá rơi trên sân"
LEAVER, LEAVER_PASSPHRASE = "Cô Hạnh", "năm con cò đứng ngoài đồng"  # a manager when the backup was made
# Written by every act, by opening, or about those who are erased or stopped.
_MOVED = {
    "audit_entry", "audit_signature", "audit_body", "audit_checkpoint", "vault", "counter", "erasure", "setting",
    "erased_violation", "erased_evidence", "staff", "stop_hash", "stop_contact", "draft",
}  # fmt: skip
_Rows = Mapping[str, Counter[tuple[Any, ...]]]


@dataclass(slots=True)
class Drill:
    """The ledger of today, the backup of before, and who must not come back."""

    crowd: Crowd
    usb: Path = Path()
    backup: Path = Path()
    gone: list[Person] = field(default_factory=list)
    stopped: list[Person] = field(default_factory=list)
    rows: _Rows = field(default_factory=dict)  # of everybody else, in the backup

    @property
    def shop(self) -> Workplace:
        return self.crowd.shop

    @property
    def place(self) -> Place:
        return self.shop.place

    def live(self) -> "Drill":
        """Back up onto a stick, and let an afternoon pass."""
        session = self.crowd.session
        with session.write() as uow:  # who was copied got no code from the counter
            codes.never_again(uow.db, self.crowd.people[-1].code)
            uow.audit(AuditAction.SETTING_CHANGED, None, {"setting": "counter"})
        staff.add(confirmed(session), STAFF, Role.STAFF, STAFF_PASSPHRASE)
        staff.add(session, LEAVER, Role.MANAGER, LEAVER_PASSPHRASE)
        session = self.shop.open()  # what was kept long enough goes now, not between the backup and the restore
        self.usb = self.shop.home / "USB"
        self.usb.mkdir()
        people = self.crowd.people
        self.gone, self.stopped = [people[0], people[4], *people[-3:]], people[6:9]
        self.backup = back_up(confirmed(session), self.usb)
        self.rows = rows_of_others(session.db, self.gone)
        self.shop.clock.move(hours=5)
        session = self.shop.open()
        erase(session, *(one.code for one in self.gone))
        for one in self.stopped:
            consents.stop_contact(session, one.code, None, ConsentMethod.OTHER_PRINTABLE)
        for number in range(4):
            add_customer(session, f"Khách mới {number}", phones=(f"09355500{number:02d}",), emails=())
        (gone,) = (one for one in staff.members(session) if one.name == LEAVER)
        staff.remove(confirmed(session), gone.id)
        staff.add(confirmed(session), NEWCOMER, Role.STAFF, NEWCOMER_PASSPHRASE)
        self.shop.close()
        return self

    def wish(self, folder: Path | None = None, *, code: bool = False) -> Wish:
        """Wish the backup back: as the manager, or with the code of the recovery sheet."""
        name, secret = (None, self.shop.recovery_code) if code else (MANAGER, MANAGER_PASSPHRASE)
        return Wish(self.backup, folder or self.place.folder, name, secret)

    def restore(self, place: Place | None = None, *, code: bool = False) -> Restored:
        where = place or self.place
        return restoring.restore(self.wish(where.folder, code=code), where, self.shop.clock)

    def elsewhere(self, name: str) -> Place:
        """Return a place on another computer, where nothing is yet."""
        return replace(self.place, folder=self.shop.home / name / "so kin", app_data=self.shop.home / f"{name} data")

    def copied(self, name: str) -> Place:
        """Return the same ledger, copied with what this computer remembers of it."""
        there = self.elsewhere(name)
        shutil.copytree(self.place.folder, there.folder)
        return there

    def open(self, place: Place, name: str | None = MANAGER, passphrase: str = MANAGER_PASSPHRASE) -> Session:
        return open_ledger(place, name, passphrase, self.shop.clock)


def found_in(pages: bytes, people: Sequence[Person]) -> list[tuple[str, str]]:
    """Return which words of these people stand in some pages, and how they are written there."""
    return [(one.code, name) for one in people for name, form in one.forms().items() if form in pages]


def pages_in(place: Place, name: str | None = MANAGER, passphrase: str = MANAGER_PASSPHRASE) -> bytes:
    """Return every page of a closed ledger, as whoever holds its key reads it."""
    unlocked = keyfile.unlock(place.folder, name, passphrase, CHEAP)
    connection, settled = open_newest(place.folder / DATABASE, unlocked)
    connection.close()
    return pages_of(place.folder / DATABASE, settled.data_key)


def rows_of_others(db: Connection, people: Sequence[Person]) -> _Rows:
    """Return every row that is not about these people, in every column."""
    shape, found = shape_of(db), {}
    ids = ",".join(str(one.id) for one in people)
    for table in set(COLUMNS) - _MOVED:
        where = shape.where(table) if table in OWNED else BESIDE.get(table)
        theirs = f" WHERE NOT ({where.replace('= :who', f'IN ({ids})')})" if where else ""
        found[table] = Counter(db.execute(f"SELECT * FROM {table}{theirs}").fetchall())
    return found


def without_replay(drill: Drill, place: Place) -> None:
    """Restore as a program would that forgets the journal: the control of every search for what must be gone."""
    (place.folder / JOURNAL).unlink(missing_ok=True)
    environment = replace(place.environment(drill.shop.clock), appliers={})
    storage_restore(drill.wish(place.folder), environment, lambda *_: None, lambda _step: None)


def is_whole(place: Place, key: bytes) -> bool:
    """Return whether every page of a ledger answers to its key."""
    connection = database.connect(place.folder / DATABASE, key, is_new=False)
    try:
        database.check_integrity(connection, place.folder / DATABASE)
    finally:
        connection.close()
    return True
