"""What the rights of the data subject need (schema version 4): requests, erasures, retention, incidents, days off.

Deadlines stand in the row they belong to, worked out when something about it changes; what waits is found by index.
"""

_REQUESTS = (
    # ``asked`` and ``asked_by`` are in the words of whoever wrote them down; without a customer the person is unknown.
    # ``settled_at`` is the closing that counts, whatever is reopened after its limit.
    """CREATE TABLE request (
        id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, customer_id INTEGER REFERENCES customer (id),
        feedback_id INTEGER REFERENCES feedback (id), kind TEXT NOT NULL, channel TEXT NOT NULL, asked TEXT,
        asked_by TEXT, received_at TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        identity_method TEXT, identity_at TEXT, identity_by TEXT, identity_note TEXT,
        is_with_partner INTEGER NOT NULL DEFAULT 0, acknowledge_due_at TEXT NOT NULL, acknowledged_at TEXT,
        acknowledged_by TEXT, target_at TEXT, due_at TEXT, extended_at TEXT, extended_by TEXT, extension_reason TEXT,
        carried_out_at TEXT, outcome TEXT, ground TEXT, outcome_note TEXT, closed_at TEXT, closed_by TEXT,
        settled_at TEXT) STRICT""",
    "CREATE INDEX request_by_customer ON request (customer_id) WHERE customer_id IS NOT NULL",
    "CREATE INDEX request_by_feedback ON request (feedback_id) WHERE feedback_id IS NOT NULL",
    "CREATE INDEX request_by_receipt ON request (received_at)",
    "CREATE INDEX request_in_time ON request (received_at, acknowledge_due_at, acknowledged_at, due_at, settled_at)",
    "CREATE INDEX request_by_kind ON request (kind, received_at)",
    "CREATE INDEX request_open ON request (id) WHERE closed_at IS NULL",
    "CREATE INDEX request_closed ON request (closed_at) WHERE closed_at IS NOT NULL",
    "CREATE INDEX request_closed_by_receipt ON request (received_at) WHERE closed_at IS NOT NULL",
    "CREATE INDEX request_closed_by_kind ON request (kind, closed_at) WHERE closed_at IS NOT NULL",
    "CREATE INDEX request_acknowledged_late ON request (acknowledged_at, acknowledge_due_at)"
    " WHERE acknowledged_at > acknowledge_due_at",
    "CREATE INDEX request_settled_late ON request (settled_at, due_at) WHERE settled_at > due_at",
    """CREATE TABLE request_step (
        id INTEGER PRIMARY KEY, request_id INTEGER NOT NULL REFERENCES request (id), kind TEXT NOT NULL,
        occurred_at TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, channel TEXT,
        reference TEXT, note TEXT) STRICT""",
    "CREATE INDEX request_step_by_request ON request_step (request_id)",
    """CREATE TABLE request_attachment (
        request_id INTEGER NOT NULL REFERENCES request (id),
        attachment_id INTEGER NOT NULL REFERENCES attachment (id) ON DELETE CASCADE,
        PRIMARY KEY (request_id, attachment_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX request_attachment_by_attachment ON request_attachment (attachment_id)",
    # What a partner who holds the data is asked to do: correct it, give it back or delete it, stop using it.
    """CREATE TABLE partner_letter (
        id INTEGER PRIMARY KEY, request_id INTEGER NOT NULL REFERENCES request (id),
        recipient_id INTEGER NOT NULL REFERENCES recipient (id), kind TEXT NOT NULL, fields TEXT NOT NULL,
        written_at TEXT NOT NULL, written_by TEXT NOT NULL, due_at TEXT NOT NULL, answered_at TEXT, answered_by TEXT,
        answer TEXT, note TEXT) STRICT""",
    "CREATE INDEX partner_letter_by_request ON partner_letter (request_id)",
    "CREATE INDEX partner_letter_waiting ON partner_letter (due_at) WHERE answered_at IS NULL",
)

_ERASURES = (
    # How many stood on a list, once nobody is named any more (retention).
    "ALTER TABLE contact_list ADD COLUMN people INTEGER",
    """CREATE TABLE retention_run (
        id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, run_at TEXT NOT NULL, run_by TEXT NOT NULL,
        rules TEXT NOT NULL, counts TEXT NOT NULL, finished_at TEXT) STRICT""",
    # One per erased customer: what went and what stays, as counts; ``checked_at`` is when the file was read through,
    # ``backup_left_at`` when the newest backup was made that could not be rewritten.
    """CREATE TABLE erasure (
        id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, customer_id INTEGER NOT NULL UNIQUE REFERENCES customer (id),
        request_id INTEGER REFERENCES request (id), retention_run_id INTEGER REFERENCES retention_run (id),
        cause TEXT NOT NULL, erased_at TEXT NOT NULL, erased_by TEXT NOT NULL, removed TEXT NOT NULL,
        kept TEXT NOT NULL, checked_at TEXT, backups_rewritten INTEGER, backups_left INTEGER,
        backup_left_at TEXT) STRICT""",
    "CREATE INDEX erasure_by_time ON erasure (erased_at)",
    "CREATE INDEX erasure_unchecked ON erasure (id) WHERE checked_at IS NULL",
    "CREATE INDEX erasure_by_run ON erasure (retention_run_id) WHERE retention_run_id IS NOT NULL",
    # What the promises could no longer read from the rows once a person is gone: the counts do not change. Written just
    # before the erasure, so that it counts from then on only; what stood open (no ``closed_at``) ended with it.
    """CREATE TABLE erased_violation (
        control TEXT NOT NULL, reference TEXT NOT NULL, customer_id INTEGER NOT NULL REFERENCES customer (id),
        kind TEXT NOT NULL, record_kind TEXT NOT NULL, record_code TEXT NOT NULL, at TEXT NOT NULL,
        closed_at TEXT, PRIMARY KEY (control, reference)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX erased_violation_by_customer ON erased_violation (customer_id)",
    """CREATE TABLE erased_evidence (
        id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), control TEXT NOT NULL,
        figure TEXT NOT NULL, is_use INTEGER NOT NULL, is_good INTEGER NOT NULL, at TEXT NOT NULL) STRICT""",
    "CREATE INDEX erased_evidence_by_control ON erased_evidence (control, at, figure, is_use, is_good, customer_id)",
    "CREATE INDEX erased_evidence_by_customer ON erased_evidence (customer_id)",
)

_INCIDENTS = (
    # The file of a breach is kept for years whoever is erased: what happened is told without naming anybody.
    """CREATE TABLE incident (
        id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, is_attack INTEGER NOT NULL,
        occurred_at TEXT NOT NULL, discovered_at TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        place TEXT NOT NULL, what TEXT NOT NULL, who TEXT NOT NULL, fields TEXT NOT NULL, people INTEGER,
        contact TEXT NOT NULL, consequences TEXT NOT NULL, measures TEXT NOT NULL, tells_customers INTEGER NOT NULL,
        no_tell_reason TEXT NOT NULL, authority_due_at TEXT NOT NULL, reported_at TEXT, reported_by TEXT,
        report_reference TEXT, delay_reason TEXT, no_report_reason TEXT, system_due_at TEXT, system_reported_at TEXT,
        system_reported_by TEXT, system_report_reference TEXT, system_delay_reason TEXT, no_system_report_reason TEXT,
        closed_at TEXT, closed_by TEXT, keep_until TEXT) STRICT""",
    "CREATE INDEX incident_by_discovery ON incident (discovered_at)",
    "CREATE INDEX incident_open ON incident (id) WHERE closed_at IS NULL",
    """CREATE TABLE incident_step (
        id INTEGER PRIMARY KEY, incident_id INTEGER NOT NULL REFERENCES incident (id), kind TEXT NOT NULL,
        occurred_at TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, reference TEXT NOT NULL,
        people INTEGER) STRICT""",
    "CREATE INDEX incident_step_by_incident ON incident_step (incident_id)",
    # ``channel``: on which the customer is told, chosen from the live ones; none is alive where it is NULL.
    """CREATE TABLE incident_person (
        incident_id INTEGER NOT NULL REFERENCES incident (id), customer_id INTEGER NOT NULL REFERENCES customer (id),
        found_by TEXT NOT NULL, added_at TEXT NOT NULL, added_by TEXT NOT NULL, state TEXT NOT NULL, channel TEXT,
        written_at TEXT, told_at TEXT, settled_at TEXT, settled_by TEXT,
        contact_id INTEGER REFERENCES contact (id), PRIMARY KEY (incident_id, customer_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX incident_person_by_customer ON incident_person (customer_id)",
    "CREATE INDEX incident_person_by_state ON incident_person (incident_id, state, channel, customer_id, written_at)",
    "CREATE INDEX incident_person_by_contact ON incident_person (contact_id) WHERE contact_id IS NOT NULL",
)

# Days off beside the public holidays, and days worked instead of another: they move deadlines.
_DAYS = (
    """CREATE TABLE special_day (
        day TEXT PRIMARY KEY, kind TEXT NOT NULL, note TEXT NOT NULL, added_at TEXT NOT NULL, added_by TEXT NOT NULL)
        STRICT, WITHOUT ROWID""",
)

STATEMENTS: tuple[str, ...] = (*_REQUESTS, *_ERASURES, *_INCIDENTS, *_DAYS)
