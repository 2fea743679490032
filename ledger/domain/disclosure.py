"""What was given to whom, when, why and on what basis (KO 3, VK 3)."""

from dataclasses import dataclass, field
from datetime import date, datetime

from ledger.domain.ids import (
    CustomerId,
    DisclosureId,
    FieldId,
    ManifestId,
    OrderId,
    ParcelId,
    PolicyVersionId,
    PurposeId,
    RecipientId,
    StaffId,
)
from ledger.domain.purpose import LegalBasis


@dataclass(frozen=True, slots=True)
class AuthorityRequest:
    """The paper an authority must show: number, date, issuing body, legal reference (KO 3)."""

    document_number: str = field(repr=False)
    document_on: date | None
    issuing_body: str = field(repr=False)
    legal_reference: str = field(repr=False)

    def missing(self) -> tuple[str, ...]:
        """Return the names of what is not filled in; spaces fill in nothing."""
        given = {
            "document_number": self.document_number.strip(),
            "document_on": self.document_on,
            "issuing_body": self.issuing_body.strip(),
            "legal_reference": self.legal_reference.strip(),
        }
        return tuple(name for name, value in given.items() if not value)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One hand-out of one person's data to one recipient."""

    id: DisclosureId
    customer_id: CustomerId
    recipient_id: RecipientId
    purpose_id: PurposeId
    basis: LegalBasis
    fields: tuple[FieldId, ...]
    policy_version_id: PolicyVersionId
    occurred_at: datetime
    recorded_at: datetime
    recorded_by: StaffId
    order_id: OrderId | None = None
    parcel_id: ParcelId | None = None
    manifest_id: ManifestId | None = None
    authority: AuthorityRequest | None = None
    note: str | None = field(default=None, repr=False)
