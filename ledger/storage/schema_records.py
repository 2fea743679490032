"""The shop's records, as first shipped (schema version 1): STRICT tables, one statement each.

Every column's fate at erasure is declared in ``columns.py``; a test compares the two.
"""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE shop (
        id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, hotline TEXT NOT NULL, email TEXT NOT NULL,
        address TEXT NOT NULL, language TEXT NOT NULL, is_demo INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE counter (kind TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    # --- policy: immutable versions ---
    """CREATE TABLE policy_version (
        id INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE, pack TEXT NOT NULL, title_vi TEXT NOT NULL,
        title_en TEXT NOT NULL, published_at TEXT NOT NULL, published_by TEXT NOT NULL, label TEXT NOT NULL) STRICT""",
    """CREATE TABLE policy_purpose (
        policy_version_id INTEGER NOT NULL REFERENCES policy_version (id), position INTEGER NOT NULL,
        purpose_id TEXT NOT NULL, revision INTEGER NOT NULL, basis TEXT NOT NULL, is_advertising INTEGER NOT NULL,
        text_vi TEXT NOT NULL, text_en TEXT NOT NULL,
        PRIMARY KEY (policy_version_id, purpose_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE policy_field (
        policy_version_id INTEGER NOT NULL REFERENCES policy_version (id), position INTEGER NOT NULL,
        field_id TEXT NOT NULL, category TEXT NOT NULL, needed_by TEXT NOT NULL, text_vi TEXT NOT NULL,
        text_en TEXT NOT NULL, PRIMARY KEY (policy_version_id, field_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE policy_rule (
        policy_version_id INTEGER NOT NULL REFERENCES policy_version (id), role TEXT NOT NULL,
        purposes TEXT NOT NULL, fields TEXT NOT NULL, needs_commitment INTEGER NOT NULL,
        PRIMARY KEY (policy_version_id, role)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE policy_clause (
        policy_version_id INTEGER NOT NULL REFERENCES policy_version (id), position INTEGER NOT NULL,
        clause_id TEXT NOT NULL, control TEXT NOT NULL, parameters TEXT NOT NULL, affects_customers INTEGER NOT NULL,
        text_vi TEXT NOT NULL, text_en TEXT NOT NULL,
        PRIMARY KEY (policy_version_id, clause_id)) STRICT, WITHOUT ROWID""",
    # --- customers ---
    """CREATE TABLE customer (
        id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT, name_key TEXT, gender TEXT, birth_on TEXT,
        is_declared_adult INTEGER, declared_at TEXT, source TEXT,
        policy_version_id INTEGER REFERENCES policy_version (id), collected_at TEXT, recorded_by TEXT, note TEXT,
        external_ref TEXT, restricted_at TEXT, erased_at TEXT) STRICT""",
    "CREATE UNIQUE INDEX customer_by_external_ref ON customer (external_ref) WHERE external_ref IS NOT NULL",
    "CREATE INDEX customer_by_name ON customer (name_key)",
    """CREATE TABLE phone (
        id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), number TEXT,
        state TEXT NOT NULL, state_at TEXT NOT NULL) STRICT""",
    "CREATE INDEX phone_by_customer ON phone (customer_id)",
    "CREATE INDEX phone_by_number ON phone (number)",
    """CREATE TABLE email (
        id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), address TEXT,
        state TEXT NOT NULL, state_at TEXT NOT NULL) STRICT""",
    "CREATE INDEX email_by_customer ON email (customer_id)",
    "CREATE INDEX email_by_address ON email (address COLLATE NOCASE)",
    """CREATE TABLE address (
        id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), line TEXT, ward TEXT,
        province TEXT, ward_code TEXT, province_code TEXT, state TEXT NOT NULL, state_at TEXT NOT NULL) STRICT""",
    "CREATE INDEX address_by_customer ON address (customer_id)",
    """CREATE TABLE guardian (
        customer_id INTEGER PRIMARY KEY REFERENCES customer (id), guardian_id INTEGER NOT NULL REFERENCES customer (id),
        relation TEXT, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL) STRICT""",
    "CREATE INDEX guardian_by_guardian ON guardian (guardian_id)",
    """CREATE TABLE field_history (
        id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), field TEXT NOT NULL,
        old_value TEXT, changed_at TEXT NOT NULL, changed_by TEXT NOT NULL, reason TEXT) STRICT""",
    "CREATE INDEX field_history_by_customer ON field_history (customer_id)",
    # One folded line per customer: name, phones, emails, code. Deleted at erasure.
    "CREATE TABLE customer_search (customer_id INTEGER PRIMARY KEY REFERENCES customer (id), words TEXT) STRICT",
    """CREATE TABLE attachment (
        id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer (id), file_name TEXT, media_type TEXT NOT NULL,
        size INTEGER NOT NULL, content BLOB, added_at TEXT NOT NULL, added_by TEXT NOT NULL) STRICT""",
    "CREATE INDEX attachment_by_customer ON attachment (customer_id)",
    # --- consent ---
    """CREATE TABLE consent (
        id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), purpose_id TEXT NOT NULL,
        purpose_revision INTEGER NOT NULL, channel TEXT NOT NULL, giver TEXT NOT NULL, outcome TEXT NOT NULL,
        method TEXT NOT NULL, policy_version_id INTEGER NOT NULL REFERENCES policy_version (id),
        occurred_at TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, expires_at TEXT,
        guardian_id INTEGER REFERENCES customer (id), frequency TEXT, note TEXT) STRICT""",
    "CREATE INDEX consent_by_customer ON consent (customer_id, purpose_id, channel, giver)",
    "CREATE INDEX consent_by_purpose ON consent (purpose_id, channel, occurred_at)",
    """CREATE TRIGGER consent_is_never_changed BEFORE UPDATE OF customer_id, purpose_id, purpose_revision, channel,
        giver, outcome, method, policy_version_id, occurred_at, recorded_at, recorded_by, expires_at ON consent
        BEGIN SELECT RAISE(ABORT, 'a consent record is never changed'); END""",
    "CREATE TRIGGER consent_is_never_deleted BEFORE DELETE ON consent BEGIN SELECT RAISE(ABORT, 'kept'); END",
    """CREATE TABLE consent_evidence (
        consent_id INTEGER NOT NULL REFERENCES consent (id),
        attachment_id INTEGER NOT NULL REFERENCES attachment (id) ON DELETE CASCADE,
        PRIMARY KEY (consent_id, attachment_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX consent_evidence_by_attachment ON consent_evidence (attachment_id)",
    """CREATE TABLE stop_contact (
        id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), channel TEXT,
        method TEXT NOT NULL, occurred_at TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        lifted_at TEXT, lifted_by TEXT) STRICT""",
    "CREATE INDEX stop_contact_by_customer ON stop_contact (customer_id)",
    # --- recipients ---
    """CREATE TABLE recipient (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, role TEXT NOT NULL, phone TEXT,
        email TEXT, address TEXT, masked_labels_agreed_on TEXT, closed_at TEXT) STRICT""",
    """CREATE TABLE recipient_purpose (
        recipient_id INTEGER NOT NULL REFERENCES recipient (id), purpose_id TEXT NOT NULL,
        PRIMARY KEY (recipient_id, purpose_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE recipient_field (
        recipient_id INTEGER NOT NULL REFERENCES recipient (id), field_id TEXT NOT NULL,
        PRIMARY KEY (recipient_id, field_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE recipient_zone (
        recipient_id INTEGER NOT NULL REFERENCES recipient (id), province_code TEXT NOT NULL, zone TEXT NOT NULL,
        PRIMARY KEY (recipient_id, province_code)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE commitment (
        id INTEGER PRIMARY KEY, recipient_id INTEGER NOT NULL REFERENCES recipient (id), signed_on TEXT NOT NULL,
        expires_on TEXT NOT NULL, items TEXT NOT NULL, attachment_id INTEGER REFERENCES attachment (id),
        recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL) STRICT""",
    "CREATE INDEX commitment_by_recipient ON commitment (recipient_id, expires_on)",
    # --- orders and parcels ---
    """CREATE TABLE sale (
        id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, customer_id INTEGER NOT NULL REFERENCES customer (id),
        ordered_at TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, amount INTEGER NOT NULL,
        external_ref TEXT) STRICT""",
    "CREATE INDEX sale_by_customer ON sale (customer_id)",
    "CREATE UNIQUE INDEX sale_by_external_ref ON sale (external_ref) WHERE external_ref IS NOT NULL",
    """CREATE TABLE sale_item (
        id INTEGER PRIMARY KEY, sale_id INTEGER NOT NULL REFERENCES sale (id), product TEXT,
        quantity INTEGER NOT NULL) STRICT""",
    "CREATE INDEX sale_item_by_sale ON sale_item (sale_id)",
    """CREATE TABLE manifest (
        id INTEGER PRIMARY KEY, recipient_id INTEGER NOT NULL REFERENCES recipient (id), handed_over_at TEXT NOT NULL,
        handed_over_by TEXT NOT NULL, courier_name TEXT) STRICT""",
    "CREATE INDEX manifest_by_recipient ON manifest (recipient_id)",
    """CREATE TABLE parcel (
        id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, sale_id INTEGER NOT NULL REFERENCES sale (id),
        customer_id INTEGER NOT NULL REFERENCES customer (id), number INTEGER NOT NULL, total INTEGER NOT NULL,
        weight_g INTEGER NOT NULL, amount_to_collect INTEGER NOT NULL,
        carrier_id INTEGER REFERENCES recipient (id), phone_id INTEGER REFERENCES phone (id),
        address_id INTEGER REFERENCES address (id), state TEXT NOT NULL, print_count INTEGER NOT NULL,
        created_at TEXT NOT NULL, printed_at TEXT, handed_over_at TEXT, closed_at TEXT,
        manifest_id INTEGER REFERENCES manifest (id)) STRICT""",
    "CREATE INDEX parcel_by_customer ON parcel (customer_id)",
    "CREATE INDEX parcel_by_sale ON parcel (sale_id)",
    "CREATE INDEX parcel_by_state ON parcel (state, carrier_id, id)",
    "CREATE INDEX parcel_by_manifest ON parcel (manifest_id)",
    """CREATE TABLE label_print (
        id INTEGER PRIMARY KEY, parcel_id INTEGER NOT NULL REFERENCES parcel (id), printed_at TEXT NOT NULL,
        printed_by TEXT NOT NULL, layout TEXT NOT NULL, is_clean INTEGER NOT NULL, leaks TEXT NOT NULL) STRICT""",
    "CREATE INDEX label_print_by_parcel ON label_print (parcel_id)",
    "CREATE INDEX label_print_by_time ON label_print (printed_at, is_clean)",
    # --- evidence of what was given and refused ---
    """CREATE TABLE disclosure (
        id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id),
        recipient_id INTEGER NOT NULL REFERENCES recipient (id), purpose_id TEXT NOT NULL, basis TEXT NOT NULL,
        fields TEXT NOT NULL, policy_version_id INTEGER NOT NULL REFERENCES policy_version (id),
        occurred_at TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        sale_id INTEGER REFERENCES sale (id), parcel_id INTEGER REFERENCES parcel (id),
        manifest_id INTEGER REFERENCES manifest (id), document_number TEXT, document_on TEXT, issuing_body TEXT,
        legal_reference TEXT, note TEXT) STRICT""",
    "CREATE INDEX disclosure_by_customer ON disclosure (customer_id, occurred_at)",
    "CREATE INDEX disclosure_by_recipient ON disclosure (recipient_id, occurred_at)",
    "CREATE INDEX disclosure_by_time ON disclosure (occurred_at, basis)",
    "CREATE INDEX disclosure_by_manifest ON disclosure (manifest_id)",
    "CREATE INDEX disclosure_by_purpose ON disclosure (purpose_id, occurred_at)",
    """CREATE TABLE attempt (
        id INTEGER PRIMARY KEY, act TEXT NOT NULL, customer_id INTEGER NOT NULL REFERENCES customer (id),
        purpose_id TEXT NOT NULL, channel TEXT NOT NULL, recipient_id INTEGER REFERENCES recipient (id),
        parcel_id INTEGER REFERENCES parcel (id), reasons TEXT NOT NULL, clause_ids TEXT NOT NULL,
        policy_version_id INTEGER NOT NULL REFERENCES policy_version (id), occurred_at TEXT NOT NULL,
        recorded_by TEXT NOT NULL) STRICT""",
    "CREATE INDEX attempt_by_customer ON attempt (customer_id)",
    "CREATE INDEX attempt_by_time ON attempt (occurred_at, act)",
    """CREATE TABLE contact (
        id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), purpose_id TEXT NOT NULL,
        channel TEXT NOT NULL, basis TEXT NOT NULL, exemption TEXT, is_advertising INTEGER NOT NULL,
        policy_version_id INTEGER NOT NULL REFERENCES policy_version (id), occurred_at TEXT NOT NULL,
        recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL) STRICT""",
    "CREATE INDEX contact_by_customer ON contact (customer_id, occurred_at)",
    "CREATE INDEX contact_by_time ON contact (occurred_at, purpose_id)",
    # --- feedback ---
    """CREATE TABLE feedback (
        id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, customer_id INTEGER REFERENCES customer (id),
        channel TEXT NOT NULL, text TEXT, received_at TEXT NOT NULL, recorded_at TEXT NOT NULL,
        recorded_by TEXT NOT NULL) STRICT""",
    "CREATE INDEX feedback_by_customer ON feedback (customer_id)",
    """CREATE TABLE feedback_round (
        id INTEGER PRIMARY KEY, feedback_id INTEGER NOT NULL REFERENCES feedback (id), number INTEGER NOT NULL,
        started_at TEXT NOT NULL, due_at TEXT NOT NULL, answered_at TEXT, recorded_at TEXT, answered_by TEXT,
        channel TEXT, answer TEXT, UNIQUE (feedback_id, number)) STRICT""",
    "CREATE INDEX feedback_round_open ON feedback_round (due_at) WHERE answered_at IS NULL",
    "CREATE INDEX feedback_round_by_start ON feedback_round (started_at)",
)
