"""The gate asked about 100,000 customers with a million contacts: ``python -m bench.contact_lists`` in ``tests``.

Beside each figure its yardstick: reading everybody whole and deciding as for one. And the longest slice, in
milliseconds of CPU, which has to stay below 100. Not collected by pytest: a test that depends on the clock is no test.
"""

import sys
import tempfile
import time
from array import array
from collections.abc import Callable, Generator
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from bench.figures import CHEAP, PASSPHRASE, SHOP, cpu, tell
from bench.lists import fill
from ledger.domain.gate import Act, Proposal, decide
from ledger.domain.ids import CustomerId, FieldId, PurposeId
from ledger.domain.instants import to_text
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.services import contact_lists, contacts, data_uses
from ledger.services.contact_lists import ContactWish, ListQuery
from ledger.services.contacts import ContactQuery
from ledger.services.data_uses import UseWish
from ledger.services.deciding import gather, in_batches
from ledger.services.deciding_many import everybody
from ledger.services.session import NewLedger, Place, Session, SystemClock, create_ledger
from ledger.storage import customers

MARKETING, ANALYSIS = PurposeId("marketing"), PurposeId("service_optimisation")
_Result = TypeVar("_Result")


def talk(session: Session, count: int) -> None:
    """Put what people said and ten contacts each straight into the tables."""
    db, by, policy, now = session.db, session.member.id, session.policy().id, session.now()
    outcomes, old = ("GRANTED", "GRANTED", "GRANTED", "REFUSED", "WITHDRAWN"), to_text(now - timedelta(days=30))
    said = [
        (n, purpose, channel, outcomes[n % 5], policy, old, old, by)
        for n in range(1, count + 1)
        if n % 6
        for purpose, channel in ((MARKETING, "SMS"), (MARKETING, "EMAIL"), (ANALYSIS, "NONE"))
    ]
    made = [
        (n % count + 1, ("SMS", "EMAIL")[n % 2], policy, to_text(now - timedelta(minutes=n % 400_000)), old, by)
        for n in range(count * 10)
    ]
    db.execute("BEGIN")
    db.executemany(
        "INSERT INTO consent (customer_id, purpose_id, purpose_revision, channel, giver, outcome, method,"
        " policy_version_id, occurred_at, recorded_at, recorded_by)"
        " VALUES (?, ?, 1, ?, 'SELF', ?, 'WRITING', ?, ?, ?, ?)",
        said,
    )
    db.executemany(
        "INSERT INTO contact (customer_id, purpose_id, channel, basis, is_advertising, policy_version_id, occurred_at,"
        " recorded_at, recorded_by) VALUES (?, 'marketing', ?, 'CONSENT', 1, ?, ?, ?, ?)",
        made,
    )
    db.execute("COMMIT")


def sliced(slices: Generator[tuple[int, int], None, _Result]) -> tuple[_Result, float]:
    """Take every slice; return what comes of it and the CPU milliseconds of the longest."""
    longest = 0.0
    while True:
        start = time.process_time()
        try:
            next(slices)
        except StopIteration as end:
            return end.value, longest
        longest = max(longest, (time.process_time() - start) * 1000)


def show(what: str, make: Callable[[], Generator[tuple[int, int], None, _Result]], theirs: float) -> _Result:
    """Print one figure and its longest slice."""
    start = time.process_time()
    found, longest = sliced(make())
    seconds = time.process_time() - start
    tell(what, seconds, theirs, theirs / seconds, f"one by one; longest slice {longest:.0f} ms,")
    return found


def one_by_one(session: Session, wanted: "array[int]") -> None:
    """Decide about everybody as about one person: the record read whole."""
    proposal = Proposal(Act.CONTACT, MARKETING, session.now(), Channel.SMS)
    for some in in_batches(wanted):
        people = customers.load_many(session.db, [CustomerId(one) for one in some])
        for facts in gather(session, people, proposal.at).values():
            decide(proposal, facts)


def main() -> None:
    """Print all figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as home:
        place = Place(Path(home) / "ledger", Path(home) / "data", CHEAP)
        new = NewLedger(SHOP, "combined", "Trần Thu Hà", PASSPHRASE, is_demo=True)
        with create_ledger(place, new, SystemClock())[0] as session:
            fill(session, count, has_trail=False)
            talk(session, count)
            bench(session, count)


def bench(session: Session, count: int) -> None:
    """Gather, make, log, export and list."""
    theirs = cpu(lambda: one_by_one(session, everybody(session)))
    wish = ContactWish(MARKETING, Channel.EMAIL, "Ưu đãi tháng Mười Hai")
    gathered = show(f"{count} asked about emails", lambda: contact_lists.gather(session, wish), theirs)
    use = UseWish(ANALYSIS, (FieldId("orders"), FieldId("products")))
    found = show(f"{count} asked about analysis", lambda: data_uses.gather(session, use), theirs)
    sys.stdout.write(f"may be contacted {len(gathered.ids)}, may be analysed {found.included}\n")
    sys.stdout.write(f"list made in {cpu(lambda: contact_lists.make(session, gathered)) * 1000:.0f} ms\n")
    code = "LH-0001"
    sd = data_uses.record(session, found, "")
    session.mark_confirmed(Operation.EXPORT)
    show("exported for analysis", lambda: data_uses.export_in_slices(session, sd, found), theirs)
    show("exported", lambda: contact_lists.export_in_slices(session, code), theirs)
    people = contact_lists.person_ids(session, code)[:5000]
    some = [one.customer_code for one in contact_lists.person_rows(session, code, people)]
    show("5,000 contacts logged", lambda: contact_lists.log_made_in_slices(session, code, some), theirs)
    waiting = contact_lists.PersonState.WAITING
    tell_ms("people of the list by name", lambda: contact_lists.person_ids(session, code))
    tell_ms("of whom wait", lambda: contact_lists.person_ids(session, code, waiting))
    tell_ms("one line of the table", lambda: contact_lists.rows(session, contact_lists.ids(session, ListQuery())))
    tell_ms("all contacts by time", lambda: contacts.ids(session, ContactQuery()))
    tell_ms("all contacts of a channel", lambda: contacts.ids(session, ContactQuery(channel=Channel.EMAIL)))
    tell_ms("contacts of the list", lambda: contacts.ids(session, ContactQuery(list_code=code)))
    day = session.now().date().replace(month=3, day=15)
    tell_ms("birthdays of one person in 36", lambda: contacts.birthdays(session, day))


def tell_ms(what: str, act: Callable[[], object]) -> None:
    """Print the CPU milliseconds of what a window asks in one go."""
    act()
    sys.stdout.write(f"{what}: {cpu(act) * 1000:.0f} ms\n")


if __name__ == "__main__":
    main()
