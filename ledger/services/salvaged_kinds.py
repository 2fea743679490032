"""What a salvage saved, in the kinds of records a shop knows; texts under ``salvage_kinds``."""

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.services.salvaging import Salvage, TableCount

KINDS = {
    "customers": "customer phone email address guardian customer_purpose field_history attachment reveal survey_answer"
    " browser_record",
    "consents": "consent consent_evidence stop_contact stop_hash contact contact_list contact_list_person data_use",
    "orders": "sale sale_item parcel manifest label_print",
    "disclosures": "disclosure attempt",
    "partners": "recipient recipient_purpose recipient_field recipient_zone commitment partner_letter",
    "feedback": "feedback feedback_round",
    "requests": "request request_step request_attachment erasure retention_run notice notice_run",
    "incidents": "incident incident_step incident_person breach explanation",
    "policy": "policy_version policy_purpose policy_field policy_rule policy_clause policy_draft",
    "shop": "shop setting counter staff recovery vault special_day",
    "trail": "audit_entry audit_body audit_signature",
}
OTHER = "other"
_MADE_ANEW = frozenset({"customer_search", "audit_checkpoint"})  # nothing of them is missed
_KIND_OF = {table: kind for kind, tables in KINDS.items() for table in tables.split()}


@dataclass(frozen=True, slots=True)
class KindCount:
    """Rows of one kind: ``kept`` ones, ``filled`` of them from the backup, and those that are missing."""

    kind: str
    kept: int
    filled: int
    missing: int
    is_exact: bool  # else there may be more
    stand_ins: int


def by_kind(made: Salvage) -> tuple[KindCount, ...]:
    """Return what became of each kind that has any rows or misses some, in the order of ``KINDS``."""
    groups: dict[str, list[TableCount]] = {kind: [] for kind in (*KINDS, OTHER)}
    for table in made.tables:
        if table.name not in _MADE_ANEW:
            groups[_KIND_OF.get(table.name, OTHER)].append(table)
    counts = (_count(kind, tables) for kind, tables in groups.items())
    return tuple(one for one in counts if one.kept or one.missing or not one.is_exact)


def _count(kind: str, tables: Iterable[TableCount]) -> KindCount:
    found = tuple(tables)
    return KindCount(
        kind,
        kept=sum(one.kept for one in found),
        filled=sum(one.filled for one in found),
        missing=sum(one.missing for one in found),
        is_exact=all(one.is_exact for one in found),
        stand_ins=sum(one.stand_ins for one in found),
    )
