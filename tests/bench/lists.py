"""The lists of 100,000 customers, each beside its yardstick in the same run: ``python -m bench.lists`` in ``tests``.

Ratios of CPU seconds, measured in turn. Not collected by pytest: a test that depends on the clock is no test.
"""

import sys
import tempfile
from array import array
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bench.figures import CHEAP, PASSPHRASE, SHOP, tell, versus
from ledger.domain.customer import Source
from ledger.domain.deadline import RequestKind
from ledger.domain.instants import to_text
from ledger.domain.parcel import ParcelState
from ledger.domain.text import fold, sort_key
from ledger.services import (
    audit_list,
    customer_list,
    disclosure_list,
    feedback_list,
    finding,
    parcel_list,
    request_list,
)
from ledger.services.session import NewLedger, Place, Session, SystemClock, create_ledger
from ledger.storage import lists_evidence
from ledger.storage.search import search_line

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
]
MIDDLES = ["Văn", "Thị", "Đức", "Minh", "Ngọc", "Thanh", "Quốc", "Hữu", "Kim", "Thuý", "Xuân", "Bảo", "Gia"]
GIVEN = [
    "An",
    "Ánh",
    "Ân",
    "Bình",
    "Châu",
    "Đạt",
    "Dũng",
    "Giang",
    "Hà",
    "Hạnh",
    "Hoa",
    "Khôi",
    "Lan",
    "Linh",
    "Mai",
    "Nam",
    "Oanh",
    "Phúc",
    "Quân",
    "Sơn",
    "Tú",
    "Uyên",
    "Vy",
    "Yến",
]
PROVINCES = ("Thành phố Hà Nội", "Thành phố Hồ Chí Minh", "Tỉnh An Giang", "Thành phố Đà Nẵng", "Tỉnh Đắk Lắk")
STATES = tuple(state.value for state in ParcelState)


def name_of(n: int) -> str:
    """Return an invented name."""
    return f"{FAMILIES[n * 7 % 16]} {MIDDLES[n * 11 % 13]} {MIDDLES[n * 3 % 13]} {GIVEN[n * 5 % 24]}"


def at(n: int) -> str:
    """Return an instant, not in the order of ``n``."""
    return to_text(BEGIN + timedelta(minutes=n * 7919 % 900_000))


def fill(session: Session, count: int, *, has_trail: bool = True) -> None:
    """Put rows straight into the tables: the lists only read them. The trail hangs together with nothing."""
    db = session.db
    by, policy = session.member.id, session.policy().id
    many: dict[str, list[tuple[object, ...]]] = {
        "INSERT INTO customer (id, code, name, name_key, name_order, birth_on, is_declared_adult, source,"
        " policy_version_id, collected_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?, 1, 'SHOP', ?, ?, ?)": [
            (n, f"KH-{n:05d}", name_of(n), fold(name_of(n)), sort_key(name_of(n)), _born(n), policy, at(n), by)
            for n in range(1, count + 1)
        ],
        "INSERT INTO customer_search VALUES (?, ?)": [
            (n, search_line(f"KH-{n:05d}", name_of(n), [f"+849{n:08d}"], [f"k{n}@example.com"]))
            for n in range(1, count + 1)
        ],
        "INSERT INTO phone (customer_id, number, state, state_at) VALUES (?, ?, 'CONFIRMED', ?)": [
            (n, f"+849{n:08d}", at(n)) for n in range(1, count + 1) if n % 50
        ],
        "INSERT INTO email (customer_id, address, state, state_at) VALUES (?, ?, 'CONFIRMED', ?)": [
            (n, f"k{n}@example.com", at(n)) for n in range(1, count + 1) if n % 3
        ],
        "INSERT INTO address (customer_id, line, ward, province, province_code, state, state_at)"
        " VALUES (?, ?, 'Phường Ba Đình', ?, ?, 'CONFIRMED', ?)": [
            (n, f"{n} Lê Lợi", PROVINCES[n % 5], str(n % 5), at(n)) for n in range(1, count + 1)
        ],
        "INSERT INTO stop_contact (customer_id, method, occurred_at, recorded_at, recorded_by)"
        " VALUES (?, 'WRITING', ?, ?, ?)": [(n, at(n), at(n), by) for n in range(1, count + 1, 40)],
        "INSERT INTO recipient (id, name, name_key, role) VALUES (?, ?, ?, 'CARRIER')": [
            (n, f"Giao Nhanh {n}", f"giao nhanh {n}") for n in range(1, 9)
        ],
        "INSERT INTO sale (id, code, customer_id, ordered_at, recorded_at, recorded_by, amount)"
        " VALUES (?, ?, ?, ?, ?, ?, 100000)": [
            (n, f"DH-{n:04d}", n * 13 % count + 1, at(n), at(n), by) for n in range(1, count + 1)
        ],
        "INSERT INTO parcel (id, code, sale_id, customer_id, number, total, weight_g, amount_to_collect, carrier_id,"
        " state, print_count, created_at) VALUES (?, ?, ?, ?, 1, 1, 500, 0, ?, ?, 1, ?)": [
            (n, f"P{n:011d}", n, n * 13 % count + 1, n % 8 + 1, STATES[n % 6], at(n)) for n in range(1, count + 1)
        ],
        "INSERT INTO feedback (id, code, customer_id, channel, text, received_at, recorded_at, recorded_by)"
        " VALUES (?, ?, ?, 'CALL', ?, ?, ?, ?)": [
            (n, f"PH-{n:04d}", n * 17 % count + 1, "Hàng giao chậm hai ngày", at(n), at(n), by)
            for n in range(1, count // 5 + 1)
        ],
        "INSERT INTO feedback_round (feedback_id, number, started_at, due_at, answered_at) VALUES (?, 1, ?, ?, ?)": [
            (n, at(n), at(n), at(n) if n % 20 else None) for n in range(1, count // 5 + 1)
        ],
        "INSERT INTO disclosure (customer_id, recipient_id, purpose_id, basis, fields, policy_version_id, occurred_at,"
        " recorded_at, recorded_by, parcel_id) VALUES (?, ?, 'delivery_of_goods', 'CONTRACT', 'name phone', ?, ?, ?,"
        " ?, ?)": [
            (n * 13 % count + 1, n % 8 + 1, policy, at(n), at(n), by if n % 50 == 0 else "somebody", n)
            for n in range(1, count + 1)
        ],
    }
    db.execute("BEGIN")
    for statement, values in many.items():
        db.executemany(statement, values)
    if has_trail:
        _fill_trail(session, count)
    db.execute("COMMIT")


def _fill_trail(session: Session, count: int) -> None:
    db, by = session.db, session.member.id
    start = db.execute("SELECT max(seq) FROM audit_entry").fetchone()[0]
    actions = ("customer.added", "customer.changed", "parcel.labelled", "data.disclosed", "consent.recorded")
    db.executemany(
        "INSERT INTO audit_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (start + n, to_text(datetime(2027, 1, 1, tzinfo=UTC)), by, actions[n % 5], f"KH-{n:05d}", *[bytes(32)] * 3)
            for n in range(1, count * 5 + 1)
        ),
    )


def _born(n: int) -> str | None:
    return f"{1950 + n % 70}-0{n % 9 + 1}-15" if n % 4 == 0 else None


def show(session: Session, what: str, ours: Callable[[], object], table: str, key: str = "id") -> None:
    """Print one list beside reading the ids of the whole table in no order at all."""
    bare = f"SELECT {key} FROM {table} NOT INDEXED"
    ours()
    figures = versus(ours, lambda: session.db.execute(bare).fetchall(), 5)
    tell(what, *figures, f"{table}, read in no order")


def bench_people(session: Session) -> None:
    """The list of customers: each order, each kind, some searches."""
    query = customer_list.CustomerQuery
    for sort in customer_list.CustomerSort:
        show(session, f"customers by {sort}", partial(customer_list.ids, session, query(sort=sort)), "customer")
    for kind in customer_list.CustomerKind:
        show(session, f"customers, {kind}", partial(customer_list.ids, session, query(kind=kind)), "customer")
    for text in ("nguyen", "thị hoa", "0900012345"):
        show(session, f"customers with {text!r}", partial(customer_list.ids, session, query(text=text)), "customer")
    met = query(source=Source.SHOP)
    show(session, "customers met in the shop", partial(customer_list.ids, session, met), "customer")
    there = query(province_code="3")
    show(session, "customers of a province", partial(customer_list.ids, session, there), "customer")
    show(session, "find_anything('hoa')", lambda: finding.find_anything(session, "hoa"), "customer")


def bench_parcels_and_feedback(session: Session) -> None:
    """The lists of parcels and of feedback."""
    parcel, said = parcel_list.ParcelQuery, feedback_list.FeedbackQuery
    for sort in parcel_list.ParcelSort:
        show(session, f"parcels by {sort}", partial(parcel_list.ids, session, parcel(sort=sort)), "parcel")
    show(session, "parcels with 'thi hoa'", partial(parcel_list.ids, session, parcel("thi hoa")), "parcel")
    drafts = parcel(states=frozenset({ParcelState.DRAFT}))
    show(session, "parcels, drafts", partial(parcel_list.ids, session, drafts), "parcel")
    for order in feedback_list.FeedbackSort:
        show(session, f"feedback by {order}", partial(feedback_list.ids, session, said(sort=order)), "feedback")
    waiting = said(kind=feedback_list.FeedbackKind.OPEN)
    show(session, "feedback, open", partial(feedback_list.ids, session, waiting), "feedback")
    show(session, "feedback with 'cham'", partial(feedback_list.ids, session, said("cham")), "feedback")


def bench_requests(session: Session, count: int) -> None:
    """The list of requests, one in forty open, and what is counted of it."""
    kinds, by = tuple(RequestKind), session.member.id
    rows = (
        (f"YC-{n:04d}", n * 19 % count + 1, kinds[n % 9].value, at(n), at(n), by, at(n), at(n), at(n), at(n), *_end(n))
        for n in range(1, count + 1)
    )
    session.db.execute("BEGIN")
    session.db.executemany(
        "INSERT INTO request (code, customer_id, kind, channel, received_at, recorded_at, recorded_by,"
        " acknowledge_due_at, acknowledged_at, target_at, due_at, closed_at, settled_at)"
        " VALUES (?, ?, ?, 'EMAIL', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    session.db.execute("COMMIT")
    query = request_list.RequestQuery
    for sort in request_list.RequestSort:
        for state in request_list.RequestFilter:
            wanted = query(sort=sort, state=state)
            show(session, f"requests by {sort}, {state}", partial(request_list.ids, session, wanted), "request")
        one_kind = query(sort=sort, kind=RequestKind.DELETE)
        show(session, f"requests by {sort}, one kind", partial(request_list.ids, session, one_kind), "request")
    show(session, "requests with 'thi hoa'", partial(request_list.ids, session, query("thi hoa")), "request")
    show(session, "requests, counted", partial(request_list.counts, session), "request")
    show(session, "requests, the 20 due next", partial(request_list.due, session, 20), "request")


def _end(n: int) -> tuple[str | None, str | None]:
    return (None, None) if n % 40 == 0 else (at(n), at(n))


def bench_evidence(session: Session) -> None:
    """The register of disclosures and the trail."""
    for sort in disclosure_list.EvidenceSort:
        query = disclosure_list.DisclosureQuery(sort=sort)
        show(session, f"disclosures by {sort}", partial(disclosure_list.ids, session, query), "disclosure")
    mine = partial(lists_evidence.disclosure_ids, session.db, disclosure_list.DisclosureQuery(), session.member.id)
    show(session, "disclosures, a member's own", mine, "disclosure")
    for what, wanted in {
        "whole": audit_list.AuditQuery(),
        "a fifth, by group": audit_list.AuditQuery(group="data"),
        "a member's own": audit_list.AuditQuery(actor=session.member.id),
        "one customer's": audit_list.AuditQuery(subject="KH-00077"),
        "since a day": audit_list.AuditQuery(since=datetime(2027, 1, 2, tzinfo=UTC)),
    }.items():
        show(session, f"trail, {what}", partial(audit_list.ids, session, wanted), "audit_entry", "seq")


def bench_windows(session: Session) -> None:
    """64 rows from the middle of each list, masked, beside the bare columns of one table with OFFSET."""
    db = session.db

    def middle(found: "array[int]", read: Callable[[Session, Sequence[int]], object], what: str, bare: str) -> None:
        window = found[len(found) // 2 :][:64]
        offset = f"SELECT * FROM {bare} LIMIT 64 OFFSET {len(found) // 2}"
        read(session, window)
        figures = versus(lambda: read(session, window), lambda: db.execute(offset).fetchall(), 9)
        tell(f"64 {what}", *figures, "one table's columns, with OFFSET")

    customers = customer_list.ids(session, customer_list.CustomerQuery())
    middle(customers, customer_list.rows, "customers", "customer WHERE erased_at IS NULL ORDER BY name_order")
    parcels = parcel_list.ids(session, parcel_list.ParcelQuery())
    middle(parcels, parcel_list.rows, "parcels", "parcel ORDER BY created_at")
    said = feedback_list.ids(session, feedback_list.FeedbackQuery())
    middle(said, feedback_list.rows, "feedback", "feedback ORDER BY received_at")
    given = disclosure_list.ids(session, disclosure_list.DisclosureQuery())
    middle(given, disclosure_list.rows, "disclosures", "disclosure ORDER BY occurred_at")
    trail = audit_list.ids(session, audit_list.AuditQuery())
    middle(trail, audit_list.rows, "entries of the trail", "audit_entry ORDER BY seq")


def main() -> None:
    """Print all figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as home:
        place = Place(Path(home) / "ledger", Path(home) / "data", CHEAP)
        new = NewLedger(SHOP, "combined", "Trần Thu Hà", PASSPHRASE, is_demo=True)
        with create_ledger(place, new, SystemClock())[0] as session:
            fill(session, count)
            bench_people(session)
            bench_parcels_and_feedback(session)
            bench_requests(session, count)
            bench_evidence(session)
            bench_windows(session)


if __name__ == "__main__":
    main()
