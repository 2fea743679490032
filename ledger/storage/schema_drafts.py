"""What a lock needs (schema version 5): the forms that were half-written when the screen was locked.

``record`` is the code of what the form is about (a customer, feedback or incident), by which it is opened again;
``body`` is everything typed. A row lives until its member goes on with it or throws it away, seven days at most.
"""

STATEMENTS = (
    """CREATE TABLE draft (
        id INTEGER PRIMARY KEY, staff_id TEXT NOT NULL, customer_id INTEGER REFERENCES customer (id),
        form TEXT NOT NULL, record TEXT NOT NULL, kept_at TEXT NOT NULL, body TEXT NOT NULL) STRICT""",
    "CREATE INDEX draft_by_staff ON draft (staff_id, kept_at)",
    "CREATE INDEX draft_by_customer ON draft (customer_id) WHERE customer_id IS NOT NULL",
    "CREATE INDEX draft_by_age ON draft (kept_at)",
)
