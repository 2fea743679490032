"""A person's copy, first part: who they are, what they said, what they bought."""

from ledger.storage.copy_columns import VERSION, Chapter, Column, Kind, instants, of, policy, word

_SAID = (
    *of("consent", "purpose:purpose_id", Kind.PURPOSE),
    *of("consent", "purpose_revision", Kind.NUMBER),
    *word("consent", "channel", "channels"),
    *word("consent", "giver", "givers"),
    *word("consent", "outcome", "consent_states"),
    *word("consent", "method", "consent_methods"),
    *instants("consent", "occurred_at recorded_at expires_at"),
    *VERSION,
)


def _point(table: str, columns: tuple[Column, ...]) -> Chapter:
    state = (*word(table, "state", "contact_states"), *instants(table, "state_at added_at"))
    return Chapter(f"{table}s" if table != "address" else "addresses", table, f"{table}.customer_id = ?",
                   (*columns, *state), f"{table}.id")  # fmt: skip


PERSON = (
    Chapter(
        "person",
        "customer LEFT JOIN policy_version ON policy_version.id = customer.policy_version_id",
        "customer.id = ?",
        (
            *of("customer", "code name"),
            *word("customer", "gender", "genders"),
            *of("customer", "birth_date:birth_on", Kind.DAY),
            *of("customer", "is_declared_adult", Kind.FLAG),
            *instants("customer", "declared_at"),
            *of("customer", "external_ref note"),
            *word("customer", "source", "sources"),
            *instants("customer", "collected_at restricted_at"),
            *VERSION,
        ),
        "customer.id",
    ),
    _point("phone", of("phone", "phone:number", Kind.PHONE)),
    _point("email", of("email", "email:address")),
    _point("address", of("address", "street:line ward province ward_code province_code")),
    Chapter(
        "guardian",
        "guardian JOIN customer ON customer.id = guardian.guardian_id",
        "guardian.customer_id = ?",
        (*of("customer", "guardian_code:code"), *of("guardian", "relation"), *instants("guardian", "recorded_at")),
        "guardian.guardian_id",
    ),
    Chapter(
        "guarded",
        "guardian JOIN customer ON customer.id = guardian.customer_id",
        "guardian.guardian_id = ?",
        (*of("customer", "guarded_code:code"), *of("guardian", "relation"), *instants("guardian", "recorded_at")),
        "guardian.customer_id",
    ),
    Chapter(
        "purposes",
        "customer_purpose",
        "customer_purpose.customer_id = ?",
        (
            *of("customer_purpose", "purpose:purpose_id", Kind.PURPOSE),
            *instants("customer_purpose", "recorded_at"),
        ),
        "customer_purpose.purpose_id",
    ),
    Chapter(
        "corrections",
        "field_history",
        "field_history.customer_id = ?",
        (
            *of("field_history", "field", Kind.FIELD),
            *of("field_history", "old_value reason"),
            *instants("field_history", "changed_at"),
        ),
        "field_history.id",
    ),
)

ANSWERS = (
    Chapter(
        "consents",
        f"{policy('consent')} LEFT JOIN customer ON customer.id = consent.guardian_id",
        "consent.customer_id = ?",
        (*_SAID, *of("customer", "guardian_code:code"), *of("consent", "frequency note")),
        "consent.id",
        (
            Chapter(
                "evidence",
                "consent_evidence JOIN attachment ON attachment.id = consent_evidence.attachment_id",
                "consent_evidence.consent_id = ?",
                (*of("attachment", "file:id", Kind.NUMBER), *of("attachment", "file_name")),
                "attachment.id",
            ),
        ),
    ),
    Chapter(
        "consents_as_guardian",
        f"{policy('consent')} JOIN customer ON customer.id = consent.customer_id",
        "consent.guardian_id = ?",
        (*of("customer", "guarded_code:code"), *_SAID),
        "consent.id",
    ),
    Chapter(
        "stop_contacts",
        "stop_contact",
        "stop_contact.customer_id = ?",
        (
            Column("channel", "stop_contact.channel", Kind.WORD, "channels", when_empty="ALL"),
            *word("stop_contact", "method", "consent_methods"),
            *instants("stop_contact", "occurred_at recorded_at lifted_at"),
        ),
        "stop_contact.id",
    ),
)

ORDERS = (
    Chapter(
        "orders",
        "sale",
        "sale.customer_id = ?",
        (
            *of("sale", "code external_ref"),
            *of("sale", "amount", Kind.MONEY),
            *instants("sale", "ordered_at recorded_at"),
        ),
        "sale.id",
        (
            Chapter(
                "items",
                "sale_item",
                "sale_item.sale_id = ?",
                (*of("sale_item", "product"), *of("sale_item", "quantity", Kind.NUMBER)),
                "sale_item.id",
            ),
        ),
    ),
    Chapter(
        "parcels",
        "parcel JOIN sale ON sale.id = parcel.sale_id LEFT JOIN recipient ON recipient.id = parcel.carrier_id"
        " LEFT JOIN phone ON phone.id = parcel.phone_id LEFT JOIN address ON address.id = parcel.address_id",
        "parcel.customer_id = ?",
        (
            *of("parcel", "code", Kind.PARCEL),
            *of("sale", "order_code:code"),
            *of("parcel", "number total", Kind.NUMBER),
            *of("parcel", "weight_g", Kind.GRAMS),
            *of("parcel", "amount_to_collect", Kind.MONEY),
            *of("recipient", "carrier:name"),
            *of("phone", "phone:number", Kind.PHONE),
            *of("address", "street:line ward province"),
            *word("parcel", "state", "parcel_states"),
            *of("parcel", "manifest:manifest_id print_count", Kind.NUMBER),
            *instants("parcel", "created_at printed_at handed_over_at closed_at"),
        ),
        "parcel.id",
        (
            Chapter(
                "labels",
                "label_print",
                "label_print.parcel_id = ?",
                (
                    *instants("label_print", "printed_at"),
                    *word("label_print", "layout", "copy_layouts"),
                    *of("label_print", "is_clean", Kind.FLAG),
                    *of("label_print", "leaks", Kind.WORDS, "copy_leaks"),
                ),
                "label_print.id",
            ),
        ),
    ),
)
