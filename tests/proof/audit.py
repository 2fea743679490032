"""Every tampering with the trail that the design promises to find is found, at the speed it promises (goal 11, T11)."""

import hashlib
import hmac
import importlib.util
import json
import math
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import cast

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that it runs from anywhere

from ledger.assets import resource_path
from ledger.domain.audit import AuditAction
from ledger.domain.errors import AuditBroken
from ledger.domain.staff import Role
from ledger.services.trail_proof import line_of
from ledger.storage import audit_log, database, keyfile
from ledger.storage import folder as files
from ledger.storage.anchor import Anchor, compare
from ledger.storage.audit_log import AuditWriter, hash_at, head, links_after
from ledger.storage.audit_verify import verify
from ledger.storage.database import Connection
from ledger.storage.slots import Identity
from proof.scaffold import Trial, prove
from support.forging import Forger, Way
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE, Shop
from support.tamperings import ALWAYS_FOUND, FOUND_FROM_OUTSIDE, replace_all_keys
from support.trail_people import give_role, remove, replace_sheet, sign_on

GONE, GONE_PASSPHRASE = "Cô Lan", "chín quả dưa leo trong giỏ"
SUBJECTS = tuple(f"KH-{number:05}" for number in range(1, 9))
ERASED = "KH-00009"
TRANSACTIONS = 60
PRINTED_AT = 0.8  # of the trail, where the paper was printed
ACTS = (AuditAction.CUSTOMER_CHANGED, AuditAction.CONSENT_RECORDED, AuditAction.REVEALED, AuditAction.ORDER_ADDED)


# --- an honest ledger -----------------------------------------------------------------------------


def identities(shop: Shop) -> dict[str, Identity]:
    people = ((MANAGER, MANAGER_PASSPHRASE), (STAFF, STAFF_PASSPHRASE), (GONE, GONE_PASSPHRASE))
    return {name: keyfile.unlock(shop.folder, name, words, CHEAP).identity for name, words in people}


def honest(trial: Trial) -> tuple[Shop, dict[str, Identity]]:
    """Make a ledger in which people came, went, changed their role, and a customer was erased."""
    shop = Shop(trial.folder / "honest")
    shop.create()
    shop.add_staff()
    shop.vault.add_member(GONE, Role.STAFF, GONE_PASSPHRASE)
    known = identities(shop)
    for number in range(TRANSACTIONS):
        shop.clock.move(minutes=7)
        _work(trial, shop, known[MANAGER if number % 3 == 0 else STAFF if number % 3 == 1 or number > 40 else GONE])
        if number == 20:
            give_role(shop, known[GONE].id, Role.MANAGER)
            shop.record(ERASED)
        if number == 30:
            shop.erase(ERASED)
            replace_sheet(shop)
        if number == 40:
            remove(shop, known[GONE].id)
    shop.clock.move(minutes=1)
    _work(trial, shop, known[STAFF])  # acts that nobody else has signed after
    shop.close()
    return shop, known


def _work(trial: Trial, shop: Shop, who: Identity) -> None:
    db = shop.vault.connection
    db.execute("BEGIN IMMEDIATE")
    subjects = [trial.chance.choice(SUBJECTS) for _ in range(trial.chance.randint(1, 4))]
    sign_on(db, shop, who, *((trial.chance.choice(ACTS), one, {"code": one}) for one in subjects))
    db.execute("COMMIT")


def opened_by_a_programmer(shop: Shop) -> Connection:
    """Open the database without the program: no triggers, no rules, and nothing is ever committed."""
    db = database.connect(shop.path(files.DATABASE), shop.data_key(), is_new=False)
    db.execute("PRAGMA foreign_keys = OFF")
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    return db


# --- three who look -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outside:
    """What lies outside the database: the anchor of the last lock, and a paper printed before."""

    anchor: Anchor
    paper_seq: int
    paper_head: str
    fingerprints: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """Whether the trail alone, with the anchor, and with the paper, shows that something is wrong."""

    alone: bool
    anchor: bool
    paper: bool


def outside(db: Connection, generation: int = 1) -> Outside:
    newest = head(db)
    seq = round(newest.seq * PRINTED_AT)
    anchor = Anchor("v", generation, newest.seq, newest.hash)
    return Outside(anchor, seq, (hash_at(db, seq) or b"").hex()[:16], frozenset(_fingerprints(db)))


def _fingerprints(db: Connection) -> Iterable[str]:
    return (row[0].hex()[:16] for row in db.execute("SELECT signing_key FROM staff").fetchall())


def look(db: Connection, known: Outside) -> Found:
    try:
        verify(db)
        alone = False
    except AuditBroken:
        alone = True
    try:
        compare([known.anchor], 1, head(db).seq, lambda seq: hash_at(db, seq))
        anchor = False
    except AuditBroken:
        anchor = True
    printed = (hash_at(db, known.paper_seq) or b"").hex()[:16] != known.paper_head
    other_keys = not known.fingerprints <= frozenset(_fingerprints(db))
    return Found(alone, alone or anchor, alone or printed or other_keys)


class Stranger:
    """The exported program, at work on what an export of the tampered trail would hold."""

    def __init__(self, trial: Trial, vault_id: str) -> None:
        spec = importlib.util.spec_from_file_location("exported_verify", resource_path("proof", "verify.py"))
        if spec is None or spec.loader is None:
            raise FileNotFoundError
        self._module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self._module)
        self._folder = trial.folder / "stranger"
        self._folder.mkdir()
        self._vault_id = vault_id

    def finds(self, db: Connection, known: Outside) -> bool:
        rows = links_after(db, 0, 100_000)
        lines = "".join(line_of(row, has_details=True) for row in rows)
        (self._folder / "trail.jsonl").write_text(lines, encoding="ascii")
        newest = head(db)
        proof = {"vault": self._vault_id, "seq": newest.seq, "head": newest.hash.hex(), "details": True}
        words = json.dumps(proof | {"erasures_ordered": []})
        (self._folder / "proof.json").write_text(words, encoding="utf-8")
        try:
            self._module.check(self._folder, {known.paper_seq: known.paper_head})
        except SystemExit:
            return True
        return False


# --- tampering ------------------------------------------------------------------------------------


def tamper(trial: Trial) -> None:
    shop, known = honest(trial)
    db = opened_by_a_programmer(shop)
    try:
        at_rest = outside(db)
        stranger = Stranger(trial, shop.vault.vault_id)
        trial.must(look(db, at_rest) == Found(False, False, False), "the honest ledger holds")
        trial.must(not stranger.finds(db, at_rest), "the exported program finds the honest ledger whole")
        forger = Forger(trial.chance, shop, known[STAFF], known[MANAGER].id, known[GONE], head(db).seq, SUBJECTS)
        trial.figures["entries"] = forger.size
        each = trial.size(40, 220)
        for name, way in (ALWAYS_FOUND | FOUND_FROM_OUTSIDE).items():
            _try_kind(trial, db, (name, way), each, (forger, at_rest, stranger))
        trial.must(look(db, at_rest) == Found(False, False, False), "the ledger is as before")
        _blind_spots(trial, db, forger)
    finally:
        db.close()


def _try_kind(
    trial: Trial, db: Connection, kind: tuple[str, Way], each: int, how: tuple[Forger, Outside, Stranger]
) -> None:
    (name, way), (forger, known, stranger) = kind, how
    seen, places, tries = list[Found](), list[int](), 0
    strange = 0
    while len(seen) < each and tries < each * 20:
        tries += 1
        db.execute("BEGIN")
        try:
            place = way(db, forger)
            if place is None:
                continue
            seen.append(look(db, known))
            places.append(place)
            if len(seen) <= each // 8:
                strange += stranger.finds(db, known) == seen[-1].paper
        finally:
            db.execute("ROLLBACK")
    _judge(trial, name, seen, places, known)
    if name not in {
        "change the tables",
        "replace all keys, sign all anew",
    }:  # which the export does not hold, or prints
        trial.must(strange == each // 8, f"the exported program agrees about: {name}")
    trial.count("tamperings", len(seen))


def _judge(trial: Trial, name: str, seen: list[Found], places: list[int], known: Outside) -> None:
    alone, anchor, paper = (sum(getattr(one, who) for one in seen) for who in ("alone", "anchor", "paper"))
    trial.figures[name] = f"{alone}/{anchor}/{paper} of {len(seen)}"
    trial.tell(f"{name:36} alone {alone:4}  anchor {anchor:4}  paper {paper:4}  of {len(seen)}")
    trial.must(seen, f"tried at all: {name}")
    trial.must(anchor == len(seen), f"found with the anchor: {name}")
    if name in ALWAYS_FOUND:
        trial.must(alone == paper == len(seen), f"found by the trail alone: {name}")
    else:
        trial.must(alone == 0, f"known to be invisible without anything outside: {name}")
        before = [one for one, at in zip(seen, places, strict=True) if at <= known.paper_seq]
        trial.must(all(one.paper for one in before), f"found with the paper where it lies before it: {name}")


def _blind_spots(trial: Trial, db: Connection, forger: Forger) -> None:
    """See the checks say "nothing" where the design promises nothing: so they can, and the rest means something."""
    blind = Outside(Anchor("v", 1, 1, hash_at(db, 1) or b""), 1, (hash_at(db, 1) or b"").hex()[:16], frozenset())
    for name, way in FOUND_FROM_OUTSIDE.items():
        db.execute("BEGIN")
        place = None
        while place is None:
            place = way(db, forger)
        found = look(db, blind)
        db.execute("ROLLBACK")
        if way is not replace_all_keys:  # whose founding even the oldest paper shows
            trial.must(not found.anchor and not found.paper, f"with the anchors gone too it stays unseen: {name}")
            trial.count("known_undetectable")


# --- speed ----------------------------------------------------------------------------------------

RUNS = 2
PER_TRANSACTION = 100


def bulk(folder: Path, entries: int) -> Shop:
    """Make a long honest trail directly through ``AuditWriter``."""
    shop = Shop(folder)
    shop.create()
    me = keyfile.unlock(shop.folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).identity
    db, at = shop.vault.connection, shop.clock.at
    fields = ["name", "phone", "address"]
    db.execute("BEGIN IMMEDIATE")  # one commit for all: it is the reading that is measured
    for start in range(0, entries, PER_TRANSACTION):
        at += timedelta(seconds=1)
        writer = AuditWriter(db, head(db), me.id, at)
        for number in range(start, start + PER_TRANSACTION):
            code = f"KH-{number % 90_000:05}"
            writer.append(ACTS[number % len(ACTS)], code, {"code": code, "fields": fields})
        writer.sign(shop.vault.vault_id, me.signing)
    db.execute("COMMIT")
    database.checkpoint(db)
    return shop


def plain_twin(db: Connection, path: Path) -> Connection:
    """Copy what the check reads into an ordinary SQLite file."""
    twin = sqlite3.connect(path, isolation_level=None)
    twin.execute("PRAGMA cache_size = -65536")
    twin.execute("BEGIN")
    for table in (*("audit_entry", "audit_body", "audit_signature"), "vault", "staff", "recovery"):
        made = db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
        twin.execute(made)
        rows = db.execute(f"SELECT * FROM {table}")  # noqa: S608 - fixed names
        marks = ", ".join("?" * len(db.execute(f"PRAGMA table_info({table})").fetchall()))
        twin.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - fixed names
    twin.execute("COMMIT")
    return cast("Connection", twin)


def bare(db: Connection) -> None:
    seq = 0
    while rows := links_after(db, seq, 1000):
        seq = rows[-1][0]


def naive(db: Connection) -> None:
    """Check as much as programs usually do it, without signatures: a dictionary to JSON, ``hmac.new``."""
    seq, names = 0, ("seq", "at", "actor", "action", "subject_ref", "commitment", "prev")
    while rows := links_after(db, seq, 1000):
        seq = rows[-1][0]
        for row in rows:
            event = dict(zip(names, row[:7], strict=True))
            event |= {"commitment": row[5].hex(), "prev": row[6].hex()}
            hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()
            if hmac.new(row[8], row[9].encode(), hashlib.sha256).digest() != row[5]:
                raise AuditBroken(seq=seq, why="body")


def best(work: Callable[[], object]) -> float:
    """Return the CPU seconds of the quickest of some runs."""
    spent = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def speed(trial: Trial) -> None:
    entries = trial.size(100_000, 1_000_000)
    shop, small = bulk(trial.folder / "long", entries), bulk(trial.folder / "tenth", entries // 10)
    db, tenth = shop.vault.connection, small.vault.connection
    twin = plain_twin(db, trial.folder / "plain.db")
    took, of_a_tenth = best(lambda: verify(db)), best(lambda: verify(tenth))
    reading, chaining = best(lambda: bare(db)), best(lambda: naive(db))
    in_plain, signing = best(lambda: verify(twin)), _one_signature(shop)
    signatures = signing * entries / PER_TRANSACTION
    figures = {
        "verified": entries,
        "microseconds_an_entry": took / entries * 1e6,
        "microseconds_a_signature": signing * 1e6,
        "times_bare_read": took / reading,
        "times_bare_read_without_signatures": (took - signatures) / reading,
        "naive_times_ours_without_signatures": chaining / (took - signatures),
        "times_plain": took / in_plain,
        "exponent": math.log10(took / of_a_tenth),
    }
    trial.figures |= {name: round(value, 2) for name, value in figures.items()}
    trial.tell("  ".join(f"{name} {round(value, 2)}" for name, value in figures.items()))
    # a busy machine spoils a short run: there, twice the room
    trial.must(figures["times_plain"] <= trial_limit(trial, 1.3), "encrypted at most 1.3 times plain")
    trial.must(figures["exponent"] <= trial_limit(trial, 1.05), "ten times the entries take ten times as long")
    for one in (shop, small):
        one.close()


def trial_limit(trial: Trial, limit: float) -> float:
    return limit if trial.soak else 1 + 4 * (limit - 1)


def _one_signature(shop: Shop) -> float:
    me = keyfile.unlock(shop.folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).identity
    message = audit_log.signed_message(shop.vault.vault_id, 1, bytes(32))
    signature, key = me.signing.sign(message), me.signing.public_key()
    return best(lambda: [key.verify(signature, message) for _ in range(1000)]) / 1000


def work(trial: Trial) -> None:
    tamper(trial)
    speed(trial)


if __name__ == "__main__":
    prove("tampering with the trail is found as security.md 3g says, and checking keeps its speed", work)
