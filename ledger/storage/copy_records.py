"""A person's copy, second part: what was done with their data, what they wrote, who looked at it."""

from ledger.storage.copy_columns import VERSION, Chapter, Kind, instants, of, policy, word

USES = (
    Chapter(
        "disclosures",
        f"{policy('disclosure')} JOIN recipient ON recipient.id = disclosure.recipient_id"
        " LEFT JOIN sale ON sale.id = disclosure.sale_id LEFT JOIN parcel ON parcel.id = disclosure.parcel_id",
        "disclosure.customer_id = ?",
        (
            *of("recipient", "recipient:name"),
            *word("recipient", "recipient_role", "roles", "role"),
            *instants("disclosure", "occurred_at recorded_at"),
            *of("disclosure", "purpose:purpose_id", Kind.PURPOSE),
            *word("disclosure", "basis", "bases"),
            *of("disclosure", "fields", Kind.FIELDS),
            *of("sale", "order_code:code"),
            *of("parcel", "parcel_code:code", Kind.PARCEL),
            *of("disclosure", "manifest:manifest_id", Kind.NUMBER),
            *of("disclosure", "document_number"),
            *of("disclosure", "document_on", Kind.DAY),
            *of("disclosure", "issuing_body legal_reference note"),
            *VERSION,
        ),
        "disclosure.id",
    ),
    Chapter(
        "contacts",
        f"{policy('contact')} LEFT JOIN contact_list ON contact_list.id = contact.contact_list_id",
        "contact.customer_id = ?",
        (
            *instants("contact", "occurred_at recorded_at"),
            *of("contact", "purpose:purpose_id", Kind.PURPOSE),
            *word("contact", "channel", "channels"),
            *word("contact", "basis", "bases"),
            *word("contact", "exemption", "exemptions"),
            *of("contact", "is_advertising", Kind.FLAG),
            *of("contact_list", "list_code:code"),
            *VERSION,
        ),
        "contact.id",
    ),
    Chapter(
        "contact_lists",
        "contact_list_person JOIN contact_list ON contact_list.id = contact_list_person.contact_list_id",
        "contact_list_person.customer_id = ?",
        (
            *of("contact_list", "code title"),
            *of("contact_list", "purpose:purpose_id", Kind.PURPOSE),
            *word("contact_list", "channel", "channels"),
            *instants("contact_list", "made_at exported_at closed_at"),
        ),
        "contact_list.id",
    ),
    Chapter(
        "notices",
        "notice JOIN notice_run ON notice_run.id = notice.notice_run_id"
        " JOIN policy_version ON policy_version.id = notice_run.policy_version_id",
        "notice.customer_id = ?",
        (
            *VERSION,
            *word("notice", "channel", "notice_channels"),
            *word("notice", "state", "notice_states"),
            *instants("notice", "written_at settled_at"),
            *of("notice", "reason"),
        ),
        "notice.id",
    ),
    Chapter(
        "attempts",
        f"{policy('attempt')} LEFT JOIN recipient ON recipient.id = attempt.recipient_id"
        " LEFT JOIN parcel ON parcel.id = attempt.parcel_id",
        "attempt.customer_id = ?",
        (
            *instants("attempt", "occurred_at"),
            *word("attempt", "act", "acts"),
            *of("attempt", "purpose:purpose_id", Kind.PURPOSE),
            *word("attempt", "channel", "channels"),
            *of("recipient", "recipient:name"),
            *of("parcel", "parcel_code:code", Kind.PARCEL),
            *of("attempt", "reasons", Kind.REASONS),
            *of("attempt", "clauses:clause_ids", Kind.REFERENCES),
            *VERSION,
        ),
        "attempt.id",
    ),
)

FEEDBACK = (
    Chapter(
        "feedback",
        "feedback",
        "feedback.customer_id = ?",
        (
            *of("feedback", "code"),
            *word("feedback", "channel", "channels"),
            *instants("feedback", "received_at recorded_at"),
            *of("feedback", "text"),
        ),
        "feedback.id",
        (
            Chapter(
                "rounds",
                "feedback_round",
                "feedback_round.feedback_id = ?",
                (
                    *of("feedback_round", "number", Kind.NUMBER),
                    *instants("feedback_round", "started_at due_at answered_at recorded_at"),
                    *word("feedback_round", "channel", "channels"),
                    *of("feedback_round", "answer"),
                ),
                "feedback_round.id",
            ),
        ),
    ),
)

REQUESTS = (
    Chapter(
        "requests",
        "request LEFT JOIN feedback ON feedback.id = request.feedback_id",
        "request.customer_id = ?",
        (
            *of("request", "code"),
            *word("request", "kind", "request_kinds"),
            *word("request", "channel", "channels"),
            *instants("request", "received_at recorded_at"),
            *of("request", "asked asked_by"),
            *of("feedback", "feedback_code:code"),
            *word("request", "identity_method", "identity_methods"),
            *instants("request", "identity_at"),
            *of("request", "identity_note"),
            *of("request", "is_with_partner", Kind.FLAG),
            *of("request", "acknowledge_due_at target_at due_at", Kind.END),
            *instants("request", "acknowledged_at extended_at"),
            *of("request", "extension_reason"),
            *instants("request", "carried_out_at"),
            *word("request", "outcome", "request_outcomes"),
            *word("request", "ground", "refusal_grounds"),
            *of("request", "outcome_note"),
            *instants("request", "closed_at settled_at"),
        ),
        "request.id",
        (
            Chapter(
                "steps",
                "request_step",
                "request_step.request_id = ?",
                (
                    *word("request_step", "kind", "request_steps"),
                    *instants("request_step", "occurred_at recorded_at"),
                    *word("request_step", "channel", "channels"),
                    *of("request_step", "note"),
                ),
                "request_step.id",
            ),
            Chapter(
                "partner_letters",
                "partner_letter JOIN recipient ON recipient.id = partner_letter.recipient_id",
                "partner_letter.request_id = ?",
                (
                    *of("recipient", "recipient:name"),
                    *word("partner_letter", "kind", "partner_letters"),
                    *of("partner_letter", "fields", Kind.FIELDS),
                    *instants("partner_letter", "written_at"),
                    *of("partner_letter", "due_at", Kind.END),
                    *instants("partner_letter", "answered_at"),
                    *word("partner_letter", "answer", "partner_answers"),
                    *of("partner_letter", "note"),
                ),
                "partner_letter.id",
            ),
            Chapter(
                "request_files",
                "request_attachment JOIN attachment ON attachment.id = request_attachment.attachment_id",
                "request_attachment.request_id = ?",
                (*of("attachment", "file:id", Kind.NUMBER), *of("attachment", "file_name")),
                "attachment.id",
            ),
        ),
    ),
)

SURVEYS = (
    Chapter(
        "survey_answers",
        policy("survey_answer"),
        "survey_answer.customer_id = ?",
        (
            *of("survey_answer", "field:field_id", Kind.FIELD),
            *of("survey_answer", "answer"),
            *of("survey_answer", "purpose:purpose_id", Kind.PURPOSE),
            *word("survey_answer", "basis", "bases"),
            *instants("survey_answer", "occurred_at recorded_at keep_until purged_at"),
            *VERSION,
        ),
        "survey_answer.id",
    ),
    Chapter(
        "browser_records",
        policy("browser_record"),
        "browser_record.customer_id = ?",
        (
            *word("browser_record", "choice", "cookie_choices"),
            *of("browser_record", "ip_address:ip browser_language:language"),
            *instants("browser_record", "occurred_at recorded_at keep_until purged_at"),
            *VERSION,
        ),
        "browser_record.id",
    ),
)

WATCHED = (
    Chapter(
        "reveals",
        "reveal LEFT JOIN staff ON staff.id = reveal.recorded_by",
        "reveal.customer_id = ?",
        (
            *of("reveal", "field", Kind.FIELD),
            *instants("reveal", "occurred_at"),
            *word("staff", "by_role", "staff_roles", "role"),
            *of("reveal", "reason"),
        ),
        "reveal.id",
    ),
    Chapter(
        "breaches",
        policy("breach"),
        "breach.customer_id = ?",
        (
            *of("breach", "code clause:clause_id"),
            *word("breach", "control", "promises"),
            *of("breach", "what measures"),
            *instants("breach", "occurred_at recorded_at closed_at"),
            *VERSION,
        ),
        "breach.id",
    ),
    Chapter(
        "explanations",
        "explanation",
        "explanation.customer_id = ?",
        (
            *word("explanation", "control", "promises"),
            *of("explanation", "words"),
            *instants("explanation", "explained_at"),
        ),
        "explanation.id",
    ),
    Chapter(
        "drafts",
        "draft",
        "draft.customer_id = ?",
        (*word("draft", "form", "draft_forms"), *of("draft", "record typed:body"), *instants("draft", "kept_at")),
        "draft.id",
    ),
    Chapter(
        "incidents",
        "incident_person JOIN incident ON incident.id = incident_person.incident_id",
        "incident_person.customer_id = ?",
        (
            *of("incident", "code"),
            *word("incident", "kind", "incident_kinds"),
            *instants("incident", "occurred_at discovered_at"),
            *of("incident", "fields", Kind.FIELDS),
            *of("incident", "what consequences measures"),
            *word("incident_person", "found_by", "found_by"),
            *instants("incident_person", "added_at"),
            *word("incident_person", "state", "notice_states"),
            *word("incident_person", "channel", "channels"),
            *instants("incident_person", "written_at told_at settled_at"),
        ),
        "incident.id",
    ),
    Chapter(
        "files",
        "attachment",
        "attachment.customer_id = ?",
        (
            *of("attachment", "file:id", Kind.NUMBER),
            *of("attachment", "file_name media_type"),
            *of("attachment", "size", Kind.BYTES),
            *instants("attachment", "added_at"),
            *of("attachment", "content", Kind.FILE),
        ),
        "attachment.id",
    ),
    Chapter(
        "trail",
        "audit_entry",
        "audit_entry.subject_ref = (SELECT code FROM customer WHERE id = ?)",
        (*instants("audit_entry", "at"), *word("audit_entry", "action", "audit_actions")),
        "audit_entry.seq",
    ),
)
