"""What the window needs (schema version 2): lists in Vietnamese order, their indexes, and what was revealed.

``vi_order`` is ``ledger.domain.text.sort_key``, known to every connection. Each index was measured with 100,000
customers (``tests/bench/lists.py``); one that made no list faster is not here.
"""

_NAMES = (
    "ALTER TABLE customer ADD COLUMN name_order TEXT",
    "UPDATE customer SET name_order = vi_order(name) WHERE name IS NOT NULL",
)

# One row per value shown in clear (``model.md`` 8); the reason is asked for from the 31st within an hour on.
_REVEAL = (
    """CREATE TABLE reveal (
        id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), field TEXT NOT NULL,
        occurred_at TEXT NOT NULL, recorded_by TEXT NOT NULL, reason TEXT) STRICT""",
    "CREATE INDEX reveal_by_member ON reveal (recorded_by, occurred_at)",
    "CREATE INDEX reveal_by_customer ON reveal (customer_id)",
)

_INDEXES = (
    # the id of a row stands at the end of every index: these give a list in order without touching the table
    "CREATE INDEX customer_by_order ON customer (name_order) WHERE erased_at IS NULL",
    "CREATE INDEX customer_by_source ON customer (source, name_order) WHERE erased_at IS NULL",
    "CREATE INDEX customer_by_collection ON customer (collected_at) WHERE erased_at IS NULL",
    "CREATE INDEX parcel_by_creation ON parcel (created_at)",
    "CREATE INDEX feedback_by_receipt ON feedback (received_at)",
    "CREATE INDEX disclosure_by_member ON disclosure (recorded_by, occurred_at)",
    "CREATE INDEX audit_entry_action ON audit_entry (action)",
    "CREATE INDEX audit_entry_actor ON audit_entry (actor)",
)

STATEMENTS: tuple[str, ...] = (*_NAMES, *_REVEAL, *_INDEXES)
