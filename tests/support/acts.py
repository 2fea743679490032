"""Work in a shop one act at a time, and what must be true of it afterwards: for the proofs that disturb it.

Whoever works says before an act what it is about and after it what was acknowledged. After the disturbance every
acknowledged word must hold, and of the act under way all or nothing.
"""

import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.errors import ErasureBlocked, LedgerError
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.services import consents, customers, feedback, parcels, preferences, staff
from ledger.services.customers import Correction
from ledger.services.session import Session, back_up
from ledger.storage import folder as files
from ledger.storage.audit_log import head
from ledger.storage.backup import open_backup
from ledger.storage.database import Connection
from support.erasing import erase
from support.services import MARKETING, person, say

About = tuple[str, str]  # the kind of fact, and the code it is about
_KEPT_FILES = {files.DATABASE, files.KEYS, files.KEYS_TWIN, files.JOURNAL, files.ANCHOR, files.LOCK, files.BACKUPS}
_KEPT_FILES |= {files.THROTTLE}


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What was told as saved: the fact, and where the trail stood."""

    seq: int
    about: About
    value: str


# --- working ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Worker:
    """Somebody who never rests. ``begins`` is told before each act what it is about."""

    session: Session
    chance: random.Random
    passphrase: str
    begins: Callable[[About], None] = lambda _: None
    people: list[str] = field(default_factory=list)

    def act(self, kind: str | None = None) -> Acknowledged:
        """Do one act, a random one by default, and return what is acknowledged."""
        if not self.people:
            self.people = [
                row[0] for row in self.session.db.execute("SELECT code FROM customer WHERE erased_at IS NULL")
            ]
        chosen = kind or self.chance.choices(tuple(_ACTS), weights=tuple(weight for _, weight in _ACTS.values()))[0]
        chosen = chosen if self.people else "customer"
        about = _ACTS[chosen][0](self)
        db = self.session.db
        value = self.passphrase if about[0] == "passphrase" else look(db, about)
        return Acknowledged(head(db).seq, about, value)

    def anybody(self) -> str:
        """Return the code of a customer who is there."""
        return self.chance.choice(self.people)

    def some_text(self) -> str:
        """Return a name nobody else has."""
        return f"Lê Thị {self.chance.getrandbits(64):016x}"


def _add(worker: Worker) -> About:
    worker.begins(("name", ""))
    phone = f"09{worker.chance.randrange(10**8):08}"
    added = customers.add(worker.session, person(worker.some_text(), phones=(phone,), emails=()))
    worker.people.append(added.customer.code)
    return "name", added.customer.code


def _correct(worker: Worker) -> About:
    about = ("name", worker.anybody())
    worker.begins(about)
    customers.correct(worker.session, about[1], Correction("gọi lại", name=worker.some_text()))
    return about


def _consent(worker: Worker) -> About:
    about = ("consents", worker.anybody())
    worker.begins(about)
    outcome = worker.chance.choice((ConsentOutcome.GRANTED, ConsentOutcome.REFUSED))
    say(worker.session, customers.get(worker.session, about[1]), outcome, MARKETING, worker.chance.choice(_CHANNELS))
    return about


_CHANNELS = (Channel.SMS, Channel.CALL, Channel.EMAIL)


def _stop(worker: Worker) -> About:
    about = ("stops", worker.anybody())
    worker.begins(about)
    consents.stop_contact(worker.session, about[1], worker.chance.choice(_CHANNELS), ConsentMethod.WRITING)
    return about


def _order(worker: Worker) -> About:
    code = worker.anybody()
    worker.begins(("parcels", ""))
    packing = parcels.Packing(count=3)
    order = parcels.OrderInput((parcels.Line("Dầu gội", 2), parcels.Line("Xà phòng")), 350_000, packing=packing)
    taken = parcels.take_order(worker.session, code, order).order
    assert taken is not None
    return "parcels", taken.code


def _hear(worker: Worker) -> About:
    worker.begins(("feedback", ""))
    typed = feedback.FeedbackInput(Channel.CALL, "Giao chậm", worker.anybody())
    return "feedback", feedback.receive(worker.session, typed).code


def _answer(worker: Worker) -> About:
    waiting = feedback.waiting(worker.session)
    if not waiting:
        return _hear(worker)
    about = ("feedback", waiting[0].code)
    worker.begins(about)
    feedback.answer(worker.session, about[1], feedback.AnswerInput("Đã gọi và xin lỗi khách"))
    return about


def _set(worker: Worker) -> About:
    worker.begins(("idle", ""))
    worker.session.mark_confirmed(Operation.SETTINGS)
    before = preferences.idle_minutes(worker.session)
    with suppress(LedgerError):
        preferences.change_idle_minutes(worker.session, before % 59 + 1)
    return "idle", ""


def _back_up(worker: Worker) -> About:
    worker.begins(("backup", ""))
    return "backup", back_up(worker.session).name


def _erase(worker: Worker) -> About:
    _add(worker)
    about = ("erased", worker.people.pop())
    worker.begins(about)
    with suppress(ErasureBlocked):
        erase(worker.session, about[1])
    return about


def _change_passphrase(worker: Worker) -> About:
    new = f"con mèo nhảy qua hàng rào {worker.chance.randrange(10**6)}"
    worker.begins(("passphrase", new))
    staff.change_passphrase(worker.session, worker.passphrase, new)
    worker.passphrase = new
    return "passphrase", ""


_ACTS: dict[str, tuple[Callable[[Worker], About], int]] = {
    "customer": (_add, 20),
    "correct": (_correct, 10),
    "consent": (_consent, 15),
    "stop": (_stop, 10),
    "order": (_order, 20),
    "hear": (_hear, 10),
    "answer": (_answer, 8),
    "set": (_set, 5),
    "backup": (_back_up, 3),
    "erase": (_erase, 1),
    "passphrase": (_change_passphrase, 3),
}
KINDS = tuple(_ACTS)

# --- looking ------------------------------------------------------------------------------------

_LOOKED = {
    "name": "SELECT coalesce(name, 'erased') FROM customer WHERE code = ?",
    "erased": "SELECT erased_at IS NOT NULL FROM customer WHERE code = ?",
    "consents": "SELECT count(*) FROM consent JOIN customer ON customer.id = customer_id WHERE customer.code = ?",
    "stops": "SELECT count(*) FROM stop_contact JOIN customer ON customer.id = customer_id WHERE customer.code = ?",
    "parcels": "SELECT count(*) FROM parcel JOIN sale ON sale.id = sale_id WHERE sale.code = ?",
    "feedback": (
        "SELECT count(answered_at) FROM feedback_round JOIN feedback ON feedback.id = feedback_id WHERE code = ?"
    ),
    "idle": "SELECT group_concat(value) FROM setting WHERE name LIKE '%idle%' AND ? = ''",
}


def look(db: Connection, about: About) -> str:
    """Return what the ledger says about a fact now; of a backup only that there was one."""
    kind, code = about
    if kind not in _LOOKED:
        return code
    row = db.execute(_LOOKED[kind], (code,)).fetchone()
    return "missing" if row is None else str(row[0])


def lost(db: Connection, known: Mapping[About, str], under_way: About | None) -> list[str]:
    """Return the kinds of the acknowledged facts that do not hold; what the act under way is about may differ."""
    return [
        about[0]
        for about, value in known.items()
        if about != under_way and about[0] in _LOOKED and look(db, about) != value
    ]


def is_whole(session: Session, path: Path) -> bool:
    """Return whether a backup opens and holds what it says."""
    try:
        with open_backup(path, session.vault._desk.identity):
            return True
    except LedgerError:
        return False


# The entries about a customer who was not erased, and the rows the same transactions wrote.
_PAIRS: Mapping[str, tuple[AuditAction, str]] = {
    "customer": (AuditAction.CUSTOMER_ADDED, "SELECT code FROM customer WHERE erased_at IS NULL"),
    "consent": (AuditAction.CONSENT_RECORDED, "SELECT code FROM consent JOIN customer ON customer.id = customer_id"),
    "stop": (AuditAction.STOP_RECORDED, "SELECT code FROM stop_contact JOIN customer ON customer.id = customer_id"),
    "order": (
        AuditAction.ORDER_ADDED,
        "SELECT customer.code FROM sale JOIN customer ON customer.id = customer_id"
        " WHERE (SELECT count(*) FROM parcel WHERE sale_id = sale.id) = 3"
        " AND (SELECT count(*) FROM sale_item WHERE sale_id = sale.id) = 2",
    ),
    "feedback": (
        AuditAction.FEEDBACK_RECEIVED,
        "SELECT customer.code FROM feedback JOIN customer ON customer.id = customer_id"
        " WHERE (SELECT count(*) FROM feedback_round WHERE feedback_id = feedback.id) = 1",
    ),
}


def half_there(db: Connection) -> list[str]:
    """Return the kinds of acts of which only a part is in the ledger: rows without their entry, or the other way."""
    gone = {row[0] for row in db.execute("SELECT code FROM customer WHERE erased_at IS NOT NULL")}
    found = []
    for kind, (action, rows) in _PAIRS.items():
        told = [row[0] for row in db.execute("SELECT subject_ref FROM audit_entry WHERE action = ?", (action.value,))]
        there = [row[0] for row in db.execute(rows)]
        if sorted(one for one in told if one not in gone) != sorted(one for one in there if one not in gone):
            found.append(kind)
    if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
        found.append("reference")
    searched = {
        row[0] for row in db.execute("SELECT code FROM customer_search JOIN customer ON customer.id = customer_id")
    }
    if searched != {row[0] for row in db.execute("SELECT code FROM customer WHERE erased_at IS NULL")}:
        found.append("search")
    return found


def left_over(folder: Path) -> set[str]:
    """Return the names in a closed ledger's folder and its backups that are none of its own."""
    names = {path.name for path in folder.iterdir()} - _KEPT_FILES
    backups = folder / files.BACKUPS
    return names | ({path.name for path in backups.iterdir() if path.suffix != ".sokin"} if backups.is_dir() else set())
