"""Counts of what the ledger holds, always from the rows, never from counters that could drift (``model.md`` 9)."""

from ledger.services.session import Session
from ledger.storage import contacts, customers, disclosures, orders
from ledger.storage.disclosures import Filter


def count(session: Session) -> dict[str, int]:
    """Return how many customers, parcels, labels, withheld labels, disclosures, refusals and contacts there are."""
    db = session.db
    printed, withheld = orders.label_figures(db)
    return {
        "customers": customers.count(db),
        "parcels": orders.count(db),
        "labels": printed,
        "withheld_labels": withheld,
        "disclosures": disclosures.count(db, Filter()),
        "attempts": disclosures.count_all_attempts(db),
        "contacts": contacts.count(db),
    }
