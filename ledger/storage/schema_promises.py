"""What every clause of the policy needs to be kept and proved (schema version 3): versions, notices, lists, breaches.

Rows of evidence only; no counters. Figures of the promises are counted from these tables (``model.md`` 9).
"""

_STATED = {
    # what a clause tells the customer of what a shop must publish (consumer law 19/2023 Art. 16.1)
    "PURPOSE_LIMITATION": '["PURPOSE"]',
    "COLLECTION_CATEGORIES": '["SCOPE"]',
    "COLLECT_ONLY_NEEDED": '["SCOPE"]',
    "ENCRYPTED_STORE": '["PROTECTION"]',
    "ACCESS_CONTROL": '["PROTECTION"]',
    "FEEDBACK_IN_TIME": '["CONTACT"]',
}

_POLICY = (
    # A version is written by its publication and counts from here on: NULL while its notices run (VK 10).
    "ALTER TABLE policy_version ADD COLUMN in_force_at TEXT",
    "ALTER TABLE policy_version ADD COLUMN link TEXT NOT NULL DEFAULT ''",
    "UPDATE policy_version SET in_force_at = published_at",
    "ALTER TABLE policy_clause ADD COLUMN states TEXT NOT NULL DEFAULT '[]'",
    *(f"UPDATE policy_clause SET states = '{said}' WHERE control = '{control}'" for control, said in _STATED.items()),
    """CREATE TABLE policy_draft (
        id INTEGER PRIMARY KEY CHECK (id = 1), policy_version_id INTEGER NOT NULL REFERENCES policy_version (id),
        body TEXT NOT NULL, changed_at TEXT NOT NULL, changed_by TEXT NOT NULL) STRICT""",
    """CREATE TABLE notice_run (
        id INTEGER PRIMARY KEY, policy_version_id INTEGER NOT NULL UNIQUE REFERENCES policy_version (id),
        started_at TEXT NOT NULL, started_by TEXT NOT NULL, home_page_at TEXT, home_page_by TEXT, finished_at TEXT,
        finished_by TEXT) STRICT""",
    """CREATE TABLE notice (
        id INTEGER PRIMARY KEY, notice_run_id INTEGER NOT NULL REFERENCES notice_run (id),
        customer_id INTEGER NOT NULL REFERENCES customer (id), channel TEXT, state TEXT NOT NULL,
        written_at TEXT, settled_at TEXT, settled_by TEXT, contact_id INTEGER REFERENCES contact (id), reason TEXT,
        UNIQUE (notice_run_id, customer_id)) STRICT""",
    "CREATE INDEX notice_by_state ON notice (notice_run_id, state, channel, id, written_at)",
    "CREATE INDEX notice_by_customer ON notice (customer_id)",
    "CREATE INDEX notice_by_contact ON notice (contact_id) WHERE contact_id IS NOT NULL",
)


def _refused(table: str, event: str, when: str = "") -> str:
    return (
        f"CREATE TRIGGER {table}_no_{event.split(maxsplit=1)[0].lower()} BEFORE {event} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, 'a published version is never changed'); END"
    )


# The version's own row is written last, and closes it.
_IS_PUBLISHED = "WHEN EXISTS (SELECT 1 FROM policy_version WHERE id = NEW.policy_version_id)"
_IMMUTABLE = (
    _refused("policy_version", "DELETE"),
    # only from "published" to "in force", once
    _refused(
        "policy_version",
        "UPDATE",
        "WHEN NOT (OLD.in_force_at IS NULL AND NEW.in_force_at IS NOT NULL AND OLD.id IS NEW.id"
        " AND OLD.number IS NEW.number AND OLD.pack IS NEW.pack AND OLD.title_vi IS NEW.title_vi"
        " AND OLD.title_en IS NEW.title_en AND OLD.published_at IS NEW.published_at"
        " AND OLD.published_by IS NEW.published_by AND OLD.label IS NEW.label AND OLD.link IS NEW.link)",
    ),
    *(
        _refused(table, event, when)
        for table in ("policy_purpose", "policy_field", "policy_rule", "policy_clause")
        for event, when in (("UPDATE", ""), ("DELETE", ""), ("INSERT", _IS_PUBLISHED))
    ),
)

_COLLECTION = (
    # What a record was collected for; the fields asked follow from it (VK 1). Of records made before, nobody wrote it
    # down: it is not guessed, and the promise says so.
    """CREATE TABLE customer_purpose (
        customer_id INTEGER NOT NULL REFERENCES customer (id), purpose_id TEXT NOT NULL, recorded_at TEXT NOT NULL,
        PRIMARY KEY (customer_id, purpose_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE survey_answer (
        id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), field_id TEXT NOT NULL,
        purpose_id TEXT NOT NULL, basis TEXT NOT NULL,
        policy_version_id INTEGER NOT NULL REFERENCES policy_version (id), answer TEXT, occurred_at TEXT NOT NULL,
        recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, keep_until TEXT NOT NULL, purged_at TEXT) STRICT""",
    "CREATE INDEX survey_answer_by_customer ON survey_answer (customer_id)",
    "CREATE INDEX survey_answer_by_time ON survey_answer (occurred_at)",
    "CREATE INDEX survey_answer_kept ON survey_answer (keep_until) WHERE purged_at IS NULL",
    """CREATE TABLE browser_record (
        id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), choice TEXT NOT NULL, ip TEXT,
        language TEXT, policy_version_id INTEGER NOT NULL REFERENCES policy_version (id), occurred_at TEXT NOT NULL,
        recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, keep_until TEXT NOT NULL, purged_at TEXT) STRICT""",
    "CREATE INDEX browser_record_by_customer ON browser_record (customer_id)",
    "CREATE INDEX browser_record_by_time ON browser_record (occurred_at)",
    "CREATE INDEX browser_record_kept ON browser_record (keep_until) WHERE purged_at IS NULL",
)

_CONTACT = (
    """CREATE TABLE contact_list (
        id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, title TEXT NOT NULL, purpose_id TEXT NOT NULL,
        channel TEXT NOT NULL, policy_version_id INTEGER NOT NULL REFERENCES policy_version (id), made_at TEXT NOT NULL,
        made_by TEXT NOT NULL, left_out TEXT NOT NULL, checked_on TEXT, checked_by TEXT, check_reference TEXT,
        exported_at TEXT, exported_by TEXT, closed_at TEXT) STRICT""",
    "CREATE INDEX contact_list_by_time ON contact_list (made_at)",
    """CREATE TABLE contact_list_person (
        contact_list_id INTEGER NOT NULL REFERENCES contact_list (id),
        customer_id INTEGER NOT NULL REFERENCES customer (id),
        PRIMARY KEY (contact_list_id, customer_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX contact_list_person_by_customer ON contact_list_person (customer_id)",
    "ALTER TABLE contact ADD COLUMN contact_list_id INTEGER REFERENCES contact_list (id)",
    "CREATE INDEX contact_by_list ON contact (contact_list_id) WHERE contact_list_id IS NOT NULL",
    # A use inside the shop (KO 2): why, of how many, which fields, and how many were left out for which reason.
    """CREATE TABLE data_use (
        id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, purpose_id TEXT NOT NULL,
        policy_version_id INTEGER NOT NULL REFERENCES policy_version (id), basis TEXT, fields TEXT NOT NULL,
        customers INTEGER NOT NULL, left_out TEXT NOT NULL, note TEXT, occurred_at TEXT NOT NULL,
        recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL) STRICT""",
    "CREATE INDEX data_use_by_time ON data_use (occurred_at)",
)

_LINKS = (
    "ALTER TABLE recipient ADD COLUMN website TEXT",
    """CREATE TABLE link_opening (
        id INTEGER PRIMARY KEY, host TEXT NOT NULL, about TEXT NOT NULL, opened_at TEXT NOT NULL,
        opened_by TEXT NOT NULL) STRICT""",
    "CREATE INDEX link_opening_by_time ON link_opening (opened_at)",
)

_CORRECTION = (
    # When a number or address came onto the record, so that a late replacement stays late (VK 7).
    *(f"ALTER TABLE {table} ADD COLUMN added_at TEXT" for table in ("phone", "email", "address")),
    *(f"UPDATE {table} SET added_at = state_at" for table in ("phone", "email", "address")),
)

_PROMISES = (
    # A breach somebody learned of that the rows alone do not show: a stranger read a label, a list was lost.
    """CREATE TABLE breach (
        id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, control TEXT NOT NULL, clause_id TEXT NOT NULL,
        policy_version_id INTEGER NOT NULL REFERENCES policy_version (id), customer_id INTEGER REFERENCES customer (id),
        what TEXT, occurred_at TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, measures TEXT,
        closed_at TEXT, closed_by TEXT) STRICT""",
    "CREATE INDEX breach_by_control ON breach (control, occurred_at)",
    "CREATE INDEX breach_by_customer ON breach (customer_id) WHERE customer_id IS NOT NULL",
    # The manager's explanation of one violation; ``reference`` names the violation for good.
    """CREATE TABLE explanation (
        id INTEGER PRIMARY KEY, control TEXT NOT NULL, reference TEXT NOT NULL,
        customer_id INTEGER REFERENCES customer (id), words TEXT, explained_at TEXT NOT NULL,
        explained_by TEXT NOT NULL, UNIQUE (control, reference)) STRICT""",
    "CREATE INDEX explanation_by_customer ON explanation (customer_id) WHERE customer_id IS NOT NULL",
)

# An attempt may be about nobody yet (a field the policy does not collect), or about no purpose.
_ATTEMPT = (
    "ALTER TABLE attempt RENAME TO attempt_before",
    "DROP INDEX attempt_by_customer",
    "DROP INDEX attempt_by_time",
    """CREATE TABLE attempt (
        id INTEGER PRIMARY KEY, act TEXT NOT NULL, customer_id INTEGER REFERENCES customer (id), purpose_id TEXT,
        channel TEXT NOT NULL, recipient_id INTEGER REFERENCES recipient (id),
        parcel_id INTEGER REFERENCES parcel (id), reasons TEXT NOT NULL, clause_ids TEXT NOT NULL,
        policy_version_id INTEGER NOT NULL REFERENCES policy_version (id), occurred_at TEXT NOT NULL,
        recorded_by TEXT NOT NULL) STRICT""",
    """INSERT INTO attempt SELECT id, act, customer_id, purpose_id, channel, recipient_id, parcel_id, reasons,
        clause_ids, policy_version_id, occurred_at, recorded_by FROM attempt_before""",
    "DROP TABLE attempt_before",
    "CREATE INDEX attempt_by_customer ON attempt (customer_id)",
    # with the clauses, so that counting what a clause blocked never touches the table
    "CREATE INDEX attempt_by_time ON attempt (occurred_at, act, clause_ids)",
)

_MADE = "purpose_id, policy_version_id, basis, channel, customer_id, recorded_at"
_SAID = "occurred_at, recorded_at, outcome, purpose_revision, expires_at"


def _wider(name: str, over: str) -> tuple[str, str]:
    return f"DROP INDEX {name}", f"CREATE INDEX {name} ON {over}"


# Each serves a question of the promises, of Today or of a list over a period (``tests/bench/promises.py``).
_INDEXES = (
    "CREATE INDEX customer_by_birth ON customer (birth_on) WHERE birth_on IS NOT NULL AND erased_at IS NULL",
    """CREATE INDEX customer_by_birthday ON customer (substr(birth_on, 6), name_order)
        WHERE birth_on IS NOT NULL AND erased_at IS NULL""",
    "CREATE INDEX sale_by_time ON sale (ordered_at, customer_id)",
    "CREATE INDEX stop_contact_by_time ON stop_contact (occurred_at)",
    # few rows: parcels that left, answers that came too late, disclosures under a version that did not allow them
    *_wider("label_print_by_parcel", "label_print (parcel_id, is_clean, printed_at)"),
    "CREATE INDEX parcel_by_handing_over ON parcel (handed_over_at) WHERE handed_over_at IS NOT NULL",
    *_wider("feedback_round_by_start", "feedback_round (started_at, due_at, answered_at)"),
    "CREATE INDEX feedback_round_late ON feedback_round (answered_at, due_at) WHERE answered_at > due_at",
    "CREATE INDEX disclosure_by_version ON disclosure (policy_version_id, recipient_id, occurred_at)",
    "CREATE INDEX reveal_by_time ON reveal (occurred_at)",
    "CREATE INDEX field_history_by_time ON field_history (changed_at)",
    "CREATE INDEX phone_by_state ON phone (state, state_at) WHERE number IS NOT NULL",
    "CREATE INDEX email_by_state ON email (state, state_at) WHERE address IS NOT NULL",
    "CREATE INDEX address_by_state ON address (state, state_at) WHERE line IS NOT NULL",
    *_wider("phone_by_customer", "phone (customer_id, state)"),
    *_wider("email_by_customer", "email (customer_id, state)"),
    *_wider("address_by_customer", "address (customer_id, state)"),
    # uses over a period are counted, and each looks up the newest word on it, without touching a table
    *_wider(
        "contact_by_time",
        "contact (occurred_at, purpose_id, policy_version_id, basis, channel, customer_id, recorded_at)",
    ),
    *_wider("disclosure_by_time", "disclosure (occurred_at, basis, purpose_id, policy_version_id)"),
    *_wider("consent_by_customer", f"consent (customer_id, purpose_id, channel, giver, {_SAID})"),
    f"CREATE INDEX consent_by_choice ON consent (purpose_id, customer_id, {_SAID})",
    "CREATE INDEX customer_living ON customer (id) WHERE erased_at IS NULL",
    "CREATE INDEX customer_erased ON customer (erased_at) WHERE erased_at IS NOT NULL",
    """CREATE INDEX customer_without_origin ON customer (id)
        WHERE (source IS NULL OR policy_version_id IS NULL) AND erased_at IS NULL""",
    "CREATE INDEX customer_purpose_by_purpose ON customer_purpose (purpose_id, recorded_at)",
    "CREATE INDEX browser_record_purged ON browser_record (purged_at) WHERE purged_at IS NOT NULL",
    """CREATE INDEX browser_record_refused ON browser_record (occurred_at)
        WHERE choice = 'REFUSED' AND (ip IS NOT NULL OR language IS NOT NULL)""",
    "DROP INDEX audit_entry_action",
    "CREATE INDEX audit_entry_action ON audit_entry (action, at)",
)

STATEMENTS: tuple[str, ...] = (
    *_POLICY,
    *_IMMUTABLE,
    *_COLLECTION,
    *_CONTACT,
    *_LINKS,
    *_CORRECTION,
    *_PROMISES,
    *_ATTEMPT,
    *_INDEXES,
)
