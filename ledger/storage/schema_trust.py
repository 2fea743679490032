"""Tables that make the ledger trustworthy: who works here, the audit chain, stop-contact hashes (``model.md`` 2, 3).

Single statements only: ``executescript`` would commit the migration half-way. All instants are UTC text.
"""

_TABLES = (
    """CREATE TABLE vault (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        vault_id TEXT NOT NULL,
        generation INTEGER NOT NULL CHECK (generation >= 1),
        created_at TEXT NOT NULL,
        stop_key BLOB NOT NULL CHECK (length(stop_key) = 32),
        journal_lines INTEGER NOT NULL DEFAULT 0 CHECK (journal_lines >= 0)
    ) STRICT""",
    """CREATE TABLE staff (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT,
        role TEXT NOT NULL CHECK (role IN ('STAFF', 'MANAGER')),
        signing_key BLOB NOT NULL CHECK (length(signing_key) = 32),
        sealing_key BLOB NOT NULL CHECK (length(sealing_key) = 32),
        added_at TEXT NOT NULL,
        removed_at TEXT
    ) STRICT""",
    """CREATE TABLE recovery (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        signing_key BLOB NOT NULL CHECK (length(signing_key) = 32),
        sealing_key BLOB NOT NULL CHECK (length(sealing_key) = 32),
        added_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE audit_entry (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        subject_ref TEXT,
        commitment BLOB NOT NULL CHECK (length(commitment) = 32),
        prev BLOB NOT NULL CHECK (length(prev) = 32),
        hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT""",
    """CREATE TABLE audit_body (
        seq INTEGER PRIMARY KEY REFERENCES audit_entry (seq),
        salt BLOB NOT NULL CHECK (length(salt) = 32),
        body TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE audit_signature (
        seq INTEGER PRIMARY KEY REFERENCES audit_entry (seq),
        staff_id TEXT NOT NULL,
        signature BLOB NOT NULL CHECK (length(signature) = 64)
    ) STRICT""",
    """CREATE TABLE audit_checkpoint (
        seq INTEGER PRIMARY KEY REFERENCES audit_entry (seq),
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE stop_hash (
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        channel TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        PRIMARY KEY (hash, channel)
    ) STRICT, WITHOUT ROWID""",
)

_INDEXES = (
    "CREATE INDEX audit_entry_subject ON audit_entry (subject_ref) WHERE subject_ref IS NOT NULL",
    "CREATE INDEX audit_entry_at ON audit_entry (at)",
    # the verification since a checkpoint asks for these few rows of the whole history
    "CREATE INDEX audit_entry_staff ON audit_entry (seq) WHERE action = 'staff.added'",
    "CREATE INDEX audit_entry_recovery ON audit_entry (seq) WHERE action = 'recovery.added'",
    "CREATE INDEX audit_entry_erased ON audit_entry (subject_ref, seq) WHERE action = 'customer.erased'",
)


def _refuse(table: str, event: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


# REPLACE deletes without firing delete triggers unless recursive_triggers is on (security.md 3g),
# so each table also guards its own INSERT: a row that exists, or is out of order, is refused.
_TRIGGERS = (
    _refuse("audit_entry", "UPDATE"),
    _refuse("audit_entry", "DELETE"),
    _refuse("audit_signature", "UPDATE"),
    _refuse("audit_signature", "DELETE"),
    _refuse("audit_checkpoint", "UPDATE"),
    _refuse("audit_checkpoint", "DELETE"),
    _refuse("audit_body", "UPDATE"),
    """CREATE TRIGGER audit_entry_in_order BEFORE INSERT ON audit_entry
        WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit_entry)
        BEGIN SELECT RAISE(ABORT, 'audit_entry out of order'); END""",
    """CREATE TRIGGER audit_body_once BEFORE INSERT ON audit_body
        WHEN NEW.seq <= (SELECT coalesce(max(seq), 0) FROM audit_signature)
            OR EXISTS (SELECT 1 FROM audit_body WHERE seq = NEW.seq)
        BEGIN SELECT RAISE(ABORT, 'audit_body of a signed or known entry'); END""",
    """CREATE TRIGGER audit_signature_in_order BEFORE INSERT ON audit_signature
        WHEN NEW.seq IS NOT (SELECT max(seq) FROM audit_entry)
            OR NEW.seq <= (SELECT coalesce(max(seq), 0) FROM audit_signature)
        BEGIN SELECT RAISE(ABORT, 'audit_signature out of order'); END""",
    """CREATE TRIGGER audit_checkpoint_in_order BEFORE INSERT ON audit_checkpoint
        WHEN NEW.seq <= (SELECT coalesce(max(seq), 0) FROM audit_checkpoint)
        BEGIN SELECT RAISE(ABORT, 'audit_checkpoint out of order'); END""",
    """CREATE TRIGGER vault_once BEFORE INSERT ON vault
        WHEN EXISTS (SELECT 1 FROM vault)
        BEGIN SELECT RAISE(ABORT, 'vault exists'); END""",
)

STATEMENTS: tuple[str, ...] = (*_TABLES, *_INDEXES, *_TRIGGERS)

# Schema version 5: what is about nobody is never erased, so nothing may delete it.
BODIES_KEPT = (
    """CREATE TRIGGER audit_body_kept BEFORE DELETE ON audit_body
        WHEN (SELECT subject_ref IS NULL OR action = 'customer.erased' FROM audit_entry WHERE seq = OLD.seq)
        BEGIN SELECT RAISE(ABORT, 'audit_body is erased with a customer only'); END""",
)
