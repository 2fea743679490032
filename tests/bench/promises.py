"""The promises of 100,000 customers: ``python -m bench.promises FOLDER [CUSTOMERS]`` in ``tests``.

500,000 contacts and 500,000 disclosures over 24 months, made once into FOLDER. Prints for this month and for a year the
wall time in all, the longest slice, the CPU time, and what each control took. Not collected by pytest.
"""

import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bench import lists
from bench.figures import CHEAP, SHOP
from bench.window_child import MANAGER, PASSPHRASE
from ledger.domain.instants import local_date, to_text
from ledger.domain.promise import Period, month_of
from ledger.domain.recipient import CommitmentItem
from ledger.services import promises
from ledger.services.session import (
    NewLedger,
    Place,
    Session,
    SystemClock,
    confirm_recovery,
    create_ledger,
    open_ledger,
)

COUNT = 100_000
MONTHS = 24
_PER_CUSTOMER = 5  # contacts, and as many disclosures
_Rows = Iterator[tuple[object, ...]]


def make_ledger(home: Path, count: int = COUNT) -> None:
    """Fill a ledger in ``home`` unless it lies there already."""
    if (home / "done").exists():
        return
    place = Place(home / "ledger", home / "data", CHEAP)
    new = NewLedger(SHOP, "combined", MANAGER, PASSPHRASE, is_demo=True)
    session, code = create_ledger(place, new, SystemClock())
    with session:
        confirm_recovery(session, code)
        lists.BEGIN = session.now() - timedelta(minutes=900_000)
        lists.fill(session, count, has_trail=False)
        fill_evidence(session, count)
    (home / "done").touch()


def fill_evidence(session: Session, count: int) -> None:
    """Put in what the promises are about: purposes, consents, stops, contacts, disclosures, labels, reveals."""
    db = session.db
    kept = _Kept(session, count)
    db.execute("BEGIN")
    db.execute("DELETE FROM stop_contact")
    db.execute("DELETE FROM disclosure")
    # a shop with few minors, none of whom anybody forgot
    db.execute("UPDATE customer SET birth_on = '1990-05-15' WHERE birth_on > '2005-01-01' AND id % 1000 <> 0")
    for statement, rows in kept.rows().items():
        db.executemany(statement, rows)
    db.execute("COMMIT")


class _Kept:
    """Rows of a shop that keeps its promises, but for a few in a thousand."""

    def __init__(self, session: Session, count: int) -> None:
        self.count, self.policy, self.by = count, session.policy().id, session.member.id
        self.now = session.now()
        self.span = timedelta(days=MONTHS * 30)

    def at(self, n: int, of: int) -> str:
        """Return an instant, in the order of ``n``: rows are written as things happen."""
        return to_text(self.now - self.span + self.span * n / (of + 1))

    def rows(self) -> dict[str, _Rows]:
        return {
            "INSERT INTO customer_purpose VALUES (?, ?, ?)": self.purposes(),
            "INSERT INTO consent (customer_id, purpose_id, purpose_revision, channel, giver, outcome, method,"
            " policy_version_id, occurred_at, recorded_at, recorded_by)"
            " VALUES (?, 'marketing', 1, ?, 'SELF', ?, 'WRITING', ?, ?, ?, ?)": self.consents(),
            "INSERT INTO stop_contact (customer_id, method, occurred_at, recorded_at, recorded_by)"
            " VALUES (?, 'WRITING', ?, ?, ?)": self.stops(),
            "INSERT INTO contact (customer_id, purpose_id, channel, basis, is_advertising, policy_version_id,"
            " occurred_at, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)": self.contacts(),
            "INSERT INTO disclosure (customer_id, recipient_id, purpose_id, basis, fields, policy_version_id,"
            " occurred_at, recorded_at, recorded_by, parcel_id) VALUES (?, ?, 'delivery_of_goods', 'CONTRACT',"
            " 'address name phone products', ?, ?, ?, ?, ?)": self.disclosures(),
            "INSERT INTO commitment (recipient_id, signed_on, expires_on, items, recorded_at, recorded_by)"
            " VALUES (?, ?, ?, ?, ?, ?)": self.commitments(),
            "INSERT INTO label_print (parcel_id, printed_at, printed_by, layout, is_clean, leaks)"
            " VALUES (?, ?, ?, 'THERMAL_100X150', 1, '[]')": self.prints(),
            "INSERT INTO reveal (customer_id, field, occurred_at, recorded_by) VALUES (?, 'phone', ?, ?)": (
                self.reveals()
            ),
            "INSERT INTO browser_record (customer_id, choice, ip, language, policy_version_id, occurred_at,"
            " recorded_at, recorded_by, keep_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)": self.browsers(),
            "INSERT INTO attempt (act, customer_id, purpose_id, channel, reasons, clause_ids, policy_version_id,"
            " occurred_at, recorded_by) VALUES ('CONTACT', ?, 'marketing', 'SMS', ?, ?, ?, ?, ?)": self.attempts(),
        }

    def purposes(self) -> _Rows:
        for n in range(1, self.count + 1):
            yield n, "delivery_of_goods", self.at(n, self.count)
            if n % 3 and n % 1000:  # has an email
                yield n, "customer_care", self.at(n, self.count)

    def consents(self) -> _Rows:
        start = to_text(self.now - self.span - timedelta(days=1))
        for n in range(1, self.count + 1):
            if n % 5 < 4:
                for channel in ("SMS", "EMAIL"):
                    outcome = "REFUSED" if n % 5 == 3 else "GRANTED"
                    yield n, channel, outcome, self.policy, start, start, self.by

    def stops(self) -> _Rows:
        for n in range(40, self.count + 1, 40):
            at = self.at(n, self.count)
            yield n, at, at, self.by

    def contacts(self) -> _Rows:
        draw = random.Random(4)
        of = self.count * _PER_CUSTOMER
        for n in range(1, of + 1):
            at, person = self.at(n, of), draw.randint(1, self.count)
            if person % 40 == 0 and n % 1000:
                person -= 1
            offers = n % 2 and person % 5 < 3
            about = (
                ("marketing", ("SMS", "EMAIL")[n % 3 > 0], "CONSENT", 1)
                if offers
                else ("delivery_of_goods", "CALL", "CONTRACT", 0)
            )
            yield person, *about, self.policy, at, at, self.by

    def disclosures(self) -> _Rows:
        draw = random.Random(5)
        of = self.count * _PER_CUSTOMER
        for n in range(1, of + 1):
            at = self.at(n, of)
            yield draw.randint(1, self.count), n % 8 + 1, self.policy, at, at, self.by, n % self.count + 1

    def commitments(self) -> _Rows:
        signed, expires = (local_date(self.now + days) for days in (-self.span - timedelta(days=60), self.span))
        items = json.dumps([one.value for one in CommitmentItem])
        for n in range(1, 9):
            yield n, signed.isoformat(), expires.isoformat(), items, to_text(self.now - self.span * 1.1), self.by

    def prints(self) -> _Rows:
        for n in range(1, self.count + 1):
            yield n, self.at(n, self.count), self.by

    def reveals(self) -> _Rows:
        for n in range(1, self.count // 2):
            yield n, self.at(n, self.count // 2), self.by

    def browsers(self) -> _Rows:
        of = self.count // 5
        for n in range(1, of):
            at = self.at(n, of)
            until = to_text(self.now + timedelta(days=n % 300 + 1))
            is_accepted = n % 3 > 0
            told = ("ACCEPTED", "1.2.3.4", "vi") if is_accepted else ("REFUSED", None, None)
            yield n, *told, self.policy, at, at, self.by, until

    def attempts(self) -> _Rows:
        of = self.count // 20
        for n in range(1, of):
            reasons = '[{"code": "STOP_CONTACT", "reference": "KO 4c", "values": {"channel": "SMS"}}]'
            yield n, reasons, '["KO 4c"]', self.policy, self.at(n, of), self.by


@dataclass(slots=True)
class Clock:
    """How long each control took, and its longest slice, in seconds of wall time."""

    by_control: dict[str, list[float]] = field(default_factory=dict)

    def slice(self, control: str, seconds: float) -> None:
        """Note one slice."""
        self.by_control.setdefault(control, []).append(seconds)


def bench(session: Session, what: str, period: Period) -> None:
    """Print how long the promises of a period take, slice by slice."""
    clauses = session.policy().clauses
    clock, measuring = Clock(), promises.measure(session, period)
    begun, at, is_over = time.process_time(), next(measuring)[0], False
    while not is_over:
        start, measured = time.perf_counter(), clauses[at].control
        try:
            at = next(measuring)[0]
        except StopIteration:
            is_over = True
        clock.slice(measured, time.perf_counter() - start)
    cpu = time.process_time() - begun
    slices = [one for some in clock.by_control.values() for one in some]
    wall, longest = sum(slices) * 1000, max(slices) * 1000
    sys.stdout.write(f"{what:36} {wall:9.0f} ms   longest slice {longest:7.0f} ms   CPU {cpu * 1000:7.0f} ms\n")
    for control, some in clock.by_control.items():
        sys.stdout.write(f"    {control:32} {sum(some) * 1000:9.1f} ms   longest {max(some) * 1000:7.1f} ms\n")


def main() -> None:
    """Make the ledger if need be, and print the figures; the second round finds its pages in the cache."""
    home, *rest = sys.argv[1:]
    make_ledger(Path(home), int(rest[0]) if rest else COUNT)
    place = Place(Path(home) / "ledger", Path(home) / "data", CHEAP)
    with open_ledger(place, MANAGER, PASSPHRASE, SystemClock()) as session:
        month = month_of(session.now())
        year = Period(month.last - timedelta(days=364), month.last)
        for what, period in {"this month": month, "a year": year}.items():
            for round_ in ("first", "again"):
                bench(session, f"{what}, {round_}", period)


if __name__ == "__main__":
    main()
