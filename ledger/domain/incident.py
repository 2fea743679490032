"""An incident: data lost, stolen or seen by somebody who should not have (PDPL Art. 23, consumer law Art. 19.3)."""

from enum import StrEnum


class IncidentKind(StrEnum):
    """What happened."""

    LOST = "LOST"  # a paper, a parcel, a copy or a device is gone
    STOLEN = "STOLEN"
    SENT_TO_WRONG = "SENT_TO_WRONG"  # a label, list or letter reached somebody else
    SEEN = "SEEN"  # somebody without a right to it looked
    ATTACK = "ATTACK"  # on the computer or the ledger's files
    BACKUP_LOST = "BACKUP_LOST"
    PARTNER = "PARTNER"  # it happened at a partner who held the data
    OTHER = "OTHER"


class FoundBy(StrEnum):
    """How it is known that a customer is affected."""

    MANIFEST = "MANIFEST"
    RECIPIENT = "RECIPIENT"
    CONTACT_LIST = "CONTACT_LIST"
    BACKUP = "BACKUP"
    NAMED = "NAMED"  # one by one
