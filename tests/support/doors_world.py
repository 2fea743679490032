"""A ledger with something of everything, still open and waiting, so that every door leads somewhere."""

import copy
import csv
import random
from contextlib import suppress
from datetime import timedelta
from io import StringIO
from unittest.mock import patch

from ledger.assets import load_law, load_pack
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.deadline import RequestKind
from ledger.domain.errors import LedgerError
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.incident import IncidentKind
from ledger.domain.policy import Control
from ledger.domain.policy_pack import dump_pack
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod
from ledger.services import (
    consents,
    customers,
    data_uses,
    erasure,
    importing_customers,
    importing_orders,
    incidents,
    policy_versions,
    promises,
    requests,
)
from ledger.services.data_uses import UseWish
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session
from ledger.storage.database import Connection
from services.canaries import live_a_day
from support.contacting import EMAILS, agreed, make
from support.erasing import erase
from support.hostile import hostile
from support.services import Workplace, add_carrier, take_parcels

ANALYSIS = PurposeId("service_optimisation")
IMPORTS = {
    "import_customers": (*importing_customers.COLUMNS, "consent.marketing.SMS", "guardian_consent.marketing.EMAIL"),
    "import_orders": importing_orders.COLUMNS,
    "import_recipients": importing_orders.RECIPIENT_COLUMNS,
}
_USUAL = {
    "name": "Trần Thị Lan", "customer": "KH-00002", "items": "2 x Dầu gội", "role": "CARRIER",
}  # fmt: skip


def furnish(shop: Workplace) -> None:
    """Live a day, and leave a second one half-done, by somebody who gives the passphrase whenever it is asked."""
    with patch.object(Session, "require_confirmed"):
        live_a_day(shop)
        _leave_half_done(shop)


def _leave_half_done(shop: Workplace) -> None:
    session = shop.session
    customers.restrict(session, "KH-00001", is_restricted=False)
    shop.clock.at += timedelta(minutes=1)
    lan, carrier = agreed(session, "Trần Thị Lan"), add_carrier(session, "Giao Mới")
    said = consents.Said(ANALYSIS, Channel.NONE, ConsentOutcome.GRANTED, ConsentMethod.WRITING, session.now())
    assert consents.record(session, lan.code, said).allowed
    take_parcels(session, lan, carrier)
    make(session, EMAILS)
    use = to_the_end(data_uses.gather(session, UseWish(ANALYSIS, (FieldId("name"),))))
    data_uses.record(session, use, "một lần phân tích")
    for kind in RequestKind:
        asked = requests.record(session, requests.RequestInput(kind, Channel.EMAIL, session.now(), "xin", "", lan.code))
        requests.acknowledge(session, asked, Channel.EMAIL, session.now())
        requests.check_identity(session, asked, IdentityMethod.KNOWN_IN_PERSON, session.now())
    incidents.record(session, incidents.IncidentInput(IncidentKind.LOST, "mất một tờ giấy", tells_customers=True))
    promises.record_breach(session, promises.BreachInput(Control.ACCESS_CONTROL, "quên khoá tủ", session.now()))
    gone = agreed(session, "Người Đã Xoá")
    erase(session, gone.code)
    with suppress(LedgerError):
        policy_versions.start_draft(session)
    assert erasure.records(session)


def codes_in(db: Connection) -> dict[str, list[str]]:
    """Return some codes of every table that has them."""
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    coded = [one for one in tables if any(row[1] == "code" for row in db.execute(f"PRAGMA table_info({one})"))]
    found = {one: [row[0] for row in db.execute(f"SELECT code FROM {one} LIMIT 40")] for one in coded}
    return {name: [one for one in codes if one] for name, codes in found.items() if any(codes)}


def ids_in(db: Connection, kind: str) -> list[int]:
    """Return the row numbers a kind of id may mean ("ManifestId": the manifests), or some that lead nowhere."""
    name = "".join(f"_{one.lower()}" if one.isupper() else one for one in kind.removesuffix("Id")).lstrip("_")
    is_there = db.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (name,)).fetchone()
    found = [row[0] for row in db.execute(f"SELECT id FROM {name} LIMIT 40")] if is_there else []
    return found or [1, 2, 3, 4]


def table(chance: random.Random, door: str) -> bytes:
    """Return a file of the right columns with hostile cells."""
    out, columns = StringIO(newline=""), IMPORTS[door]
    writer = csv.writer(out)
    writer.writerow(columns)
    bad = chance.choice(columns)
    for _ in range(chance.randint(1, 3)):
        writer.writerow([hostile(chance)[:5000] if one == bad else _USUAL.get(one, "") for one in columns])
    return out.getvalue().encode(chance.choice(("utf-8", "utf-8-sig", "utf-16")), "replace")


def rule(chance: random.Random) -> str:
    return chance.choice(list(load_law()))


def pack(chance: random.Random) -> dict[str, object]:
    """Return the published pack with one text of it replaced."""
    raw = copy.deepcopy(dict(dump_pack(load_pack("combined"))))
    places = list(_leaves(raw))
    holder, key = chance.choice(places)
    holder[key] = hostile(chance)
    return raw


def _leaves(node: object) -> list[tuple[dict[str, object], str]]:
    found: list[tuple[dict[str, object], str]] = []
    if isinstance(node, dict):
        found += [(node, key) for key, value in node.items() if isinstance(value, str)]
        for value in node.values():
            found += _leaves(value)
    elif isinstance(node, list):
        for value in node:
            found += _leaves(value)
    return found
