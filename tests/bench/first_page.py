"""The first page and the card of a busy customer in a large ledger: ``python -m bench.first_page`` in ``tests``.

100,000 customers and parcels (some 330 of them in the shop), 25,000 feedback (5,000 within the last fourteen days), and
one customer with 200 records of each kind. Beside counting the customers without an index in the same run. Not
collected by pytest.
"""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bench.figures import CHEAP, PASSPHRASE, SHOP, tell, versus
from bench.lists import fill
from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.feedback import due_at
from ledger.domain.gate import Act, Reason, ReasonCode
from ledger.domain.ids import CustomerId, FieldId, PurposeId, RecipientId
from ledger.domain.instants import to_text
from ledger.domain.minor import Giver
from ledger.domain.parcel import OrderItem
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.reveal import RevealField
from ledger.services import customer_card, status, today
from ledger.services.session import NewLedger, Place, Session, SystemClock, create_ledger
from ledger.storage import attachments, consents, contacts, customers, disclosures, feedback, orders, reveals
from ledger.storage.attachments import NewAttachment
from ledger.storage.consents import NewConsent, NewStop
from ledger.storage.contacts import NewContact
from ledger.storage.customers import FieldChange
from ledger.storage.disclosures import NewAttempt, NewDisclosure
from ledger.storage.feedback import Answer, NewFeedback
from ledger.storage.orders import NewOrder, NewParcel
from ledger.storage.reveals import NewReveal

COUNT = 100_000
RECORDS = 200
BUSY = CustomerId(COUNT // 2)
DELIVERY = PurposeId("delivery_of_goods")


def fill_today(session: Session) -> None:
    """Make a fortnight with 5,000 feedback, some waiting, and printed parcels."""
    db, by, now = session.db, session.member.id, session.now()
    db.execute("BEGIN")
    db.execute("UPDATE parcel SET printed_at = created_at WHERE state <> 'DRAFT'")
    db.execute("UPDATE parcel SET state = 'DELIVERED' WHERE state IN ('DRAFT', 'PRINTED') AND id % 101 <> 0")
    for n in range(5_000):
        started = now - timedelta(minutes=4 * n)
        new = NewFeedback(Channel.ZALO, "Hàng giao chậm hai ngày, hộp móp", started, due_at(started), CustomerId(n + 1))
        feedback_id = feedback.add(db, new, started, by)
        if n % 40:
            db.execute(
                "UPDATE feedback_round SET answered_at = ?, answer = 'Dạ' WHERE feedback_id = ?",
                (to_text(started + timedelta(minutes=n % 800)), feedback_id),
            )
    db.execute("COMMIT")


def fill_card(session: Session, n: int) -> None:
    """Write one record of each kind about the busy customer."""
    db, by, at, version = session.db, session.member.id, session.now() - timedelta(hours=n), session.policy().id
    said = NewConsent(
        BUSY, PurposeId("marketing"), 1, Channel.SMS, Giver.SELF, ConsentOutcome.GRANTED, ConsentMethod.WRITING, at
    )
    file = attachments.add(db, NewAttachment("phieu.pdf", "application/pdf", bytes(2000)), BUSY, at, by)
    consents.add_evidence(db, consents.add(db, said, version, at, by), file)
    consents.add_stop(db, NewStop(BUSY, Channel.CALL, ConsentMethod.SMS, at), at, by)
    order_id = orders.add(db, NewOrder(BUSY, at, 100_000, (OrderItem("Dầu gội", 2), OrderItem("Nến", 1))), at, by)
    orders.add_parcel(db, NewParcel(order_id, BUSY, 1, 1, 500, 0, RecipientId(n % 8 + 1), None, None), at)
    fields = frozenset(map(FieldId, ("name", "phone", "address")))
    given = NewDisclosure(BUSY, RecipientId(n % 8 + 1), DELIVERY, LegalBasis.CONTRACT, fields, at)
    disclosures.add(db, given, version, at, by)
    reasons = (Reason(ReasonCode.STOP_CONTACT, "KO 4c", {"channel": "CALL"}),)
    disclosures.add_attempt(db, NewAttempt(Act.CONTACT, BUSY, DELIVERY, Channel.CALL, reasons), version, at, by)
    contacts.add(
        db,
        NewContact(BUSY, DELIVERY, Channel.EMAIL, LegalBasis.CONTRACT, is_advertising=False, occurred_at=at),
        version,
        at,
        by,
    )
    code = feedback.code_of(db, feedback.add(db, NewFeedback(Channel.CALL, "Hộp móp", at, due_at(at), BUSY), at, by))
    current = feedback.load(db, code)
    if current is not None:
        feedback.answer(db, current.current.id, Answer("Dạ", Channel.CALL, at), at, by)
    customers.add_history(db, BUSY, FieldChange("note", str(n), at, by, "thử"))
    reveals.add(db, NewReveal(BUSY, RevealField.PHONE), at, by)


def bench(session: Session) -> None:
    """Tell what each answer costs."""

    def bare() -> None:
        session.db.execute("SELECT count(*) FROM customer NOT INDEXED WHERE name IS NOT NULL").fetchone()

    acts: dict[str, Callable[[], object]] = {
        "today": lambda: today.today(session),
        "badges": lambda: today.badges(session),
        "status": lambda: status.status(session),
        f"card with {RECORDS} records of each kind": lambda: customer_card.card(session, f"KH-{BUSY:05d}"),
        "card of somebody else": lambda: customer_card.card(session, "KH-00007"),
    }
    for what, act in acts.items():
        act()
        tell(what, *versus(act, bare, 9), "customers counted, no index")


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder) / "ledger", Path(folder) / "data", CHEAP)
        new = NewLedger(SHOP, "combined", "Trần Thu Hà", PASSPHRASE, is_demo=True)
        session = create_ledger(place, new, SystemClock())[0]
        fill(session, COUNT)
        session.db.executemany("INSERT INTO counter VALUES (?, ?)", [(kind, COUNT) for kind in ("PH", "DH")])
        fill_today(session)
        with session.write() as uow:
            for n in range(RECORDS):
                fill_card(session, n)
                uow.audit(AuditAction.CUSTOMER_CHANGED, f"KH-{BUSY:05d}", {"fields": ["note"]})
        bench(session)
        session.close()


if __name__ == "__main__":
    main()
