"""However a ledger's file is spoilt, what is salvaged is true, opens again and says what is lost (goal 3 of §4)."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that it runs from anywhere
from ledger.domain.errors import LedgerError, SalvageFailed, SecondKeeperMissing
from ledger.services import salvaging
from ledger.services.session import Session
from ledger.storage import folder as files
from ledger.storage.database import PAGE_BYTES
from proof.scaffold import Trial, prove
from support.damage import copy_of, customers, tree_of
from support.services import Workplace, add_customer, workplace
from support.storage import MANAGER, MANAGER_PASSPHRASE

_STAND_IN = "mất dữ liệu"
_TABLES = ("customer", "phone", "consent", "audit_entry", "audit_body", "audit_signature")
Spoil = Callable[[Trial, bytearray], str]


def work(trial: Trial) -> None:
    for shop in workplace(trial.folder / "shop"):
        customers(shop, trial.size(60, 400))
        shop.close()
        truth = _rows_of(shop.open())
        shop.close()
        ways = (*WAYS, _among(tree_of(shop.place, "customer")[1]))
        for turn in range(trial.size(len(ways) * 3, 2000)):
            _once(trial, shop, (truth, ways[turn // 3 % len(ways)]), turn)
        trial.must(trial.figures.get("stand_ins"), "customers were lost, else this proves little")
        _control(trial, shop, truth)


Rows = dict[str, dict[Any, tuple[Any, ...]]]


def _rows_of(session: Session) -> Rows:
    return {
        table: {row[0]: row for row in session.db.execute(f"SELECT * FROM {table}").fetchall()} for table in _TABLES
    }


def _once(trial: Trial, shop: Workplace, given: tuple[Rows, Spoil], turn: int) -> None:
    truth, spoil = given
    spoilt = copy_of(shop, trial.folder / f"spoilt-{turn}")
    path = spoilt.place.folder / files.DATABASE
    data = bytearray(path.read_bytes())
    how = spoil(trial, data)
    path.write_bytes(data)
    if turn % 3 == 0:  # every third shop has lost its backups as well
        for backup in (spoilt.place.folder / files.BACKUPS).iterdir():
            backup.unlink()
    damaged = path.read_bytes()
    try:
        made = salvaging.prepare(spoilt.place, MANAGER, MANAGER_PASSPHRASE, spoilt.clock)
    except SalvageFailed as failed:
        trial.count("told_as_hopeless")
        trial.must(turn % 3 == 0, f"with a backup beside it nothing is hopeless: {how}: {failed.data}")
        trial.must(path.read_bytes() == damaged, f"what cannot be salvaged is left as it was: {how}")
        return
    kept = made.keep()
    trial.count("salvaged")
    trial.must(kept.read_bytes() == damaged, f"the damaged file is kept as it was: {how}")
    try:
        with spoilt.open() as session:
            _compare(trial, session, truth, f"{how}, {made.lost} lost")
            session.vault.verify_audit(everything=made.trail.broken_at is None)
            add_customer(session, "Khách mới sau khi cứu")
    except SecondKeeperMissing:  # that the sheet was retyped was on a lost page: it is asked for again
        trial.count("sheets_asked_for_again")
    except LedgerError as wrong:
        trial.must(False, f"a salvaged ledger opens and is worked with: {how}: {type(wrong).__name__} {wrong.data}")


def _compare(trial: Trial, session: Session, truth: Rows, how: str) -> None:
    found = _rows_of(session)
    for table in _TABLES:
        for key, row in found[table].items():
            known = truth[table].get(key)
            is_made_up = table == "customer" and _STAND_IN in str(row[2])
            is_new = known is None and (table.startswith("audit") or table == "consent")
            trial.must(known == row or is_made_up or is_new, f"no row is other than it was: {table} {key}: {how}")
            trial.count("rows_true", int(known == row))
            trial.count("stand_ins", int(is_made_up))


def _control(trial: Trial, shop: Workplace, truth: Rows) -> None:
    """See that the comparison sees: one altered row is noticed."""
    other = {table: dict(rows) for table, rows in truth.items()}
    key, row = next(iter(other["customer"].items()))
    other["customer"][key] = (*row[:2], "somebody else", *row[3:])
    silent = Trial(trial.soak, trial.folder, trial.chance)
    with shop.open() as session:
        _compare(silent, session, other, "control")
    trial.must(silent.broken, "an altered row is noticed")
    root, _others = tree_of(shop.place, "customer")
    trial.must(root > 1, "the table's place is known")


# --- ways to spoil a file ------------------------------------------------------------------------


def _page(trial: Trial, data: bytearray) -> str:
    at = trial.chance.randrange(len(data) // PAGE_BYTES) * PAGE_BYTES
    data[at : at + PAGE_BYTES] = os.urandom(PAGE_BYTES)
    return f"page {at // PAGE_BYTES + 1} overwritten"


def _pages(trial: Trial, data: bytearray) -> str:
    return ", ".join(_page(trial, data) for _ in range(5))


def _first(_trial: Trial, data: bytearray) -> str:
    data[:PAGE_BYTES] = bytes(PAGE_BYTES)
    return "the first page zeroed"


def _hole(trial: Trial, data: bytearray) -> str:
    long = len(data) // 10
    at = trial.chance.randrange(PAGE_BYTES, len(data) - long)
    data[at : at + long] = bytes(long)
    return f"a hole of a tenth at {at}"


def _cut(trial: Trial, data: bytearray) -> str:
    long = trial.chance.randrange(1, len(data) // 6)
    del data[-long:]
    return f"{long} bytes cut off"


def _bits(trial: Trial, data: bytearray) -> str:
    for _ in range(8):
        bit = trial.chance.randrange(len(data) * 8)
        data[bit // 8] ^= 1 << (bit % 8)
    return "eight bits flipped"


def _among(pages: Sequence[int]) -> Spoil:
    def spoil(trial: Trial, data: bytearray) -> str:
        page = trial.chance.choice(pages)
        data[(page - 1) * PAGE_BYTES : page * PAGE_BYTES] = os.urandom(PAGE_BYTES)
        return f"page {page} of the customers overwritten"

    return spoil


WAYS: tuple[Spoil, ...] = (_page, _pages, _hole, _cut, _bits, _first)


if __name__ == "__main__":
    prove("what is salvaged of a spoilt ledger is true, opens again and says what is lost", work)
