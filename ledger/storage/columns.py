"""Every column of every table and its fate at erasure (``model.md`` 1). A test compares this with the schema.

``KEY`` and ``FACT`` stay; ``PERSONAL`` is emptied or its row deleted. A new column cannot be forgotten.
"""

from enum import StrEnum


class Fate(StrEnum):
    """What happens to a column when the customer it belongs to is erased."""

    KEY = "KEY"  # ids, codes, foreign keys
    FACT = "FACT"  # purpose, state, instants, amounts, field names
    PERSONAL = "PERSONAL"


def _table(keys: str, facts: str = "", personal: str = "") -> dict[str, Fate]:
    columns = dict.fromkeys(keys.split(), Fate.KEY)
    columns |= dict.fromkeys(facts.split(), Fate.FACT)
    return columns | dict.fromkeys(personal.split(), Fate.PERSONAL)


COLUMNS: dict[str, dict[str, Fate]] = {
    # The ledger itself and its trail. Bodies of the trail hold codes and field names only, and are deletable.
    "vault": _table("id vault_id", "generation created_at stop_key journal_lines"),
    "recovery": _table("id", "signing_key sealing_key added_at"),
    "staff": _table("id", "role signing_key sealing_key added_at removed_at", "name"),
    "audit_entry": _table("seq actor subject_ref", "at action commitment prev hash"),
    "audit_body": _table("seq", "salt body"),
    "audit_signature": _table("seq staff_id", "signature"),
    "audit_checkpoint": _table("seq", "hash at"),
    "stop_hash": _table("hash", "channel recorded_at"),
    # The shop and its published policy.
    "shop": _table("id", "name hotline email address language is_demo"),
    "setting": _table("name", "value"),
    "counter": _table("kind", "last"),
    "policy_version": _table("id number published_by", "pack title_vi title_en published_at label in_force_at link"),
    "policy_purpose": _table("policy_version_id purpose_id", "position revision basis is_advertising text_vi text_en"),
    "policy_field": _table("policy_version_id field_id", "position category needed_by text_vi text_en"),
    "policy_rule": _table("policy_version_id role", "purposes fields needs_commitment"),
    "policy_clause": _table(
        "policy_version_id clause_id", "position control parameters affects_customers text_vi text_en states"
    ),
    "policy_draft": _table("id policy_version_id changed_by", "body changed_at"),
    "notice_run": _table(
        "id policy_version_id started_by home_page_by finished_by", "started_at home_page_at finished_at"
    ),
    # Why somebody needs no notice is in the manager's own words.
    "notice": _table(
        "id notice_run_id customer_id settled_by contact_id", "channel state written_at settled_at", "reason"
    ),
    # The data subject. Only id, code and erased_at of the customer row stay filled.
    "customer": _table(
        "id code policy_version_id recorded_by",
        "is_declared_adult declared_at source collected_at restricted_at erased_at",
        # external_ref is the shop's own number of the person elsewhere, so it points at the person.
        "name name_key name_order gender birth_on note external_ref",
    ),
    "phone": _table("id customer_id", "state state_at added_at", "number"),
    "email": _table("id customer_id", "state state_at added_at", "address"),
    "address": _table("id customer_id", "state state_at added_at", "line ward province ward_code province_code"),
    "guardian": _table("customer_id guardian_id recorded_by", "recorded_at", "relation"),
    "customer_purpose": _table("customer_id purpose_id", "recorded_at"),
    "survey_answer": _table(
        "id customer_id field_id purpose_id policy_version_id recorded_by",
        "basis occurred_at recorded_at keep_until purged_at",
        "answer",
    ),
    "browser_record": _table(
        "id customer_id policy_version_id recorded_by",
        "choice occurred_at recorded_at keep_until purged_at",
        "ip language",
    ),
    "field_history": _table("id customer_id changed_by", "field changed_at", "old_value reason"),
    "customer_search": _table("customer_id", "", "words"),
    # What was shown in clear, for 30 seconds, to whom; the reason is in the member's own words.
    "reveal": _table("id customer_id recorded_by", "field occurred_at", "reason"),
    "attachment": _table("id customer_id added_by", "media_type size added_at", "file_name content"),
    "consent": _table(
        "id customer_id purpose_id policy_version_id recorded_by guardian_id",
        "purpose_revision channel giver outcome method occurred_at recorded_at expires_at",
        # The agreed frequency is in somebody's own words.
        "frequency note",
    ),
    "consent_evidence": _table("consent_id attachment_id"),
    "stop_contact": _table("id customer_id recorded_by lifted_by", "channel method occurred_at recorded_at lifted_at"),
    # Partners. Their contact data may be a person's (an installer), though not a customer's.
    "recipient": _table("id", "name name_key role masked_labels_agreed_on closed_at", "phone email address website"),
    "recipient_purpose": _table("recipient_id purpose_id"),
    "recipient_field": _table("recipient_id field_id"),
    "recipient_zone": _table("recipient_id province_code", "zone"),
    "commitment": _table("id recipient_id attachment_id recorded_by", "signed_on expires_on items recorded_at"),
    # Orders, parcels and evidence.
    "sale": _table("id code customer_id recorded_by", "ordered_at recorded_at amount", "external_ref"),
    "sale_item": _table("id sale_id", "quantity", "product"),
    "manifest": _table("id recipient_id handed_over_by", "handed_over_at", "courier_name"),
    "parcel": _table(
        "id code sale_id customer_id carrier_id phone_id address_id manifest_id",
        "number total weight_g amount_to_collect state print_count created_at printed_at handed_over_at closed_at",
    ),
    "label_print": _table("id parcel_id printed_by", "printed_at layout is_clean leaks"),
    "disclosure": _table(
        "id customer_id recipient_id purpose_id policy_version_id recorded_by sale_id parcel_id manifest_id",
        "basis fields occurred_at recorded_at document_number document_on issuing_body legal_reference",
        "note",
    ),
    "attempt": _table(
        "id customer_id purpose_id recipient_id parcel_id policy_version_id recorded_by",
        "act channel reasons clause_ids occurred_at",
    ),
    "contact": _table(
        "id customer_id purpose_id policy_version_id recorded_by contact_list_id",
        "channel basis exemption is_advertising occurred_at recorded_at",
    ),
    "contact_list": _table(
        "id code purpose_id policy_version_id made_by checked_by exported_by",
        "title channel made_at left_out checked_on check_reference exported_at closed_at people",
    ),
    "contact_list_person": _table("contact_list_id customer_id"),
    "data_use": _table(
        "id code purpose_id policy_version_id recorded_by",
        "basis fields customers left_out note occurred_at recorded_at",
    ),
    "link_opening": _table("id opened_by", "host about opened_at"),
    # What happened and what was done about it are in the manager's own words, often about one person.
    "breach": _table(
        "id code clause_id policy_version_id customer_id recorded_by closed_by",
        "control occurred_at recorded_at closed_at",
        "what measures",
    ),
    "explanation": _table("id reference customer_id explained_by", "control explained_at", "words"),
    "feedback": _table("id code customer_id recorded_by", "channel received_at recorded_at", "text"),
    "feedback_round": _table(
        "id feedback_id answered_by", "number started_at due_at answered_at recorded_at channel", "answer"
    ),
    # The rights of the data subject.
    "request": _table(
        "id code customer_id feedback_id recorded_by identity_by acknowledged_by extended_by closed_by",
        "kind channel received_at recorded_at identity_method identity_at is_with_partner acknowledge_due_at"
        " acknowledged_at target_at due_at extended_at carried_out_at outcome ground closed_at settled_at",
        "asked asked_by identity_note extension_reason outcome_note",
    ),
    "request_step": _table("id request_id recorded_by reference", "kind occurred_at recorded_at channel", "note"),
    "request_attachment": _table("request_id attachment_id"),
    "partner_letter": _table(
        "id request_id recipient_id written_by answered_by", "kind fields written_at due_at answered_at answer", "note"
    ),
    "retention_run": _table("id code run_by", "run_at rules counts finished_at"),
    "erasure": _table(
        "id code customer_id request_id retention_run_id erased_by",
        "cause erased_at removed kept checked_at backups_rewritten backups_left backup_left_at",
    ),
    "erased_violation": _table("customer_id reference record_code", "control kind record_kind at closed_at"),
    "erased_evidence": _table("id customer_id", "control figure is_use is_good at"),
    # The file of a breach is about the shop's fault; the law keeps it whoever is erased.
    "incident": _table(
        "id code recorded_by reported_by system_reported_by closed_by",
        "kind is_attack occurred_at discovered_at recorded_at place what who fields people contact consequences"
        " measures tells_customers no_tell_reason authority_due_at reported_at report_reference delay_reason"
        " no_report_reason system_due_at system_reported_at system_report_reference system_delay_reason"
        " no_system_report_reason closed_at keep_until",
    ),
    "incident_step": _table("id incident_id recorded_by", "kind occurred_at recorded_at reference people"),
    "incident_person": _table(
        "incident_id customer_id added_by settled_by contact_id",
        "found_by added_at state channel written_at told_at settled_at",
    ),
    "special_day": _table("day added_by", "kind note added_at"),
    # A form that was half-written when the screen was locked.
    "draft": _table("id staff_id customer_id", "form record kept_at", "body"),
}
