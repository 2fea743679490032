"""The trail: a hash chain of acts whose bodies can be erased without breaking it (``model.md`` 2).

``hash = SHA-256(tag ‖ seq, at, actor, action, subject_ref, commitment, prev)`` over canonical JSON, and
``commitment = HMAC-SHA256(salt, body)``. Bodies hold ids, codes and field names, never personal values.
"""

import base64
import hmac
import json
from binascii import b2a_base64 as _base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256 as _sha256
from json.encoder import encode_basestring_ascii as _quoted

from ledger.domain.ids import StaffId

TAG = b"sokin1-audit"
GENESIS = bytes(32)
SALT_BYTES = 32

AuditValue = str | int | bool | None | Sequence[str] | Mapping[str, int]
Body = Mapping[str, AuditValue]
Entry = dict[str, AuditValue]  # a body being put together


class AuditAction(StrEnum):
    """The fixed list of acts; nothing else may enter the trail."""

    LEDGER_CREATED = "ledger.created"
    LEDGER_OPENED = "ledger.opened"
    LEDGER_MIGRATED = "ledger.migrated"
    LEDGER_VERIFIED = "ledger.verified"
    BACKUP_MADE = "backup.made"
    CLOCK_AHEAD = "clock.ahead"
    CLOCK_BACK = "clock.back"
    JOURNAL_APPLIED = "journal.applied"
    STAFF_ADDED = "staff.added"
    SLOT_CHANGED = "staff.slot_changed"  # a member chose another passphrase
    STAFF_REMOVED = "staff.removed"
    ROLE_CHANGED = "staff.role_changed"
    RECOVERY_ADDED = "recovery.added"
    RECOVERY_REPLACED = "recovery.replaced"  # the sheet printed before opens nothing any more
    KEYS_ROTATED = "keys.rotated"
    LEDGER_RESTORED = "ledger.restored"  # from a backup; the body holds both heads
    LEDGER_SALVAGED = "ledger.salvaged"  # the readable rows of a damaged file
    TRAIL_EXPORTED = "trail.exported"
    ACT_REFUSED = "act.refused"  # for the role
    DRAFT_KEPT = "draft.kept"  # a half-written form when the screen was locked
    DRAFT_DROPPED = "draft.dropped"
    SIGN_IN_ALLOWED = "sign_in.allowed"  # again, by a manager, after too many failures
    SHOP_CHANGED = "shop.changed"
    SETTING_CHANGED = "setting.changed"
    POLICY_PUBLISHED = "policy.published"
    CUSTOMER_ADDED = "customer.added"
    CUSTOMER_CHANGED = "customer.changed"
    CUSTOMERS_IMPORTED = "customers.imported"
    CONSENT_RECORDED = "consent.recorded"
    STOP_RECORDED = "stop.recorded"
    STOP_LIFTED = "stop.lifted"
    RECIPIENT_ADDED = "recipient.added"
    RECIPIENT_CHANGED = "recipient.changed"
    RECIPIENTS_IMPORTED = "recipients.imported"
    COMMITMENT_RECORDED = "commitment.recorded"
    ORDER_ADDED = "order.added"
    ORDERS_IMPORTED = "orders.imported"
    LABELS_PRINTED = "labels.printed"
    PARCEL_LABELLED = "parcel.labelled"
    CARRIER_CHOSEN = "parcel.carrier_chosen"
    PARCEL_CLOSED = "parcel.closed"
    HANDED_OVER = "parcels.handed_over"
    MANIFEST_PRINTED = "manifest.printed"
    DISCLOSED = "data.disclosed"
    REVEALED = "data.revealed"
    FILE_SHOWN = "file.shown"  # a partner's paper, which is about no customer
    REPORT_PRINTED = "report.printed"
    RECEIPT_PRINTED = "receipt.printed"
    CONTACT_MADE = "contact.made"
    ATTEMPT_BLOCKED = "attempt.blocked"
    FEEDBACK_RECEIVED = "feedback.received"
    FEEDBACK_ANSWERED = "feedback.answered"
    FEEDBACK_REOPENED = "feedback.reopened"
    ERASED = "customer.erased"
    POLICY_DRAFTED = "policy.drafted"
    POLICY_IN_FORCE = "policy.in_force"
    NOTICES_STARTED = "notices.started"
    NOTICES_WRITTEN = "notices.written"  # letters, messages or the home page's text came out of the program
    NOTICES_PUBLISHED = "notices.published"  # on the home page
    NOTICE_SETTLED = "notice.settled"
    DATA_USED = "data.used"
    LIST_MADE = "contacts.listed"
    LIST_CHECKED = "contacts.checked"  # against the national do-not-call list
    LIST_EXPORTED = "contacts.exported"
    LIST_CLOSED = "contacts.closed"
    SURVEY_RECORDED = "survey.recorded"
    BROWSER_RECORDED = "browser.recorded"
    PURGED = "data.purged"
    LINK_OPENED = "link.opened"
    SIGN_IN_FAILED = "sign_in.failed"
    BREACH_RECORDED = "breach.recorded"
    BREACH_CLOSED = "breach.closed"
    PROMISE_EXPLAINED = "promise.explained"
    PROOF_PRINTED = "promise.printed"
    REQUEST_RECEIVED = "request.received"
    REQUEST_LINKED = "request.linked"
    REQUEST_FILE_ADDED = "request.file_added"
    REQUEST_ACKNOWLEDGED = "request.acknowledged"
    IDENTITY_CHECKED = "request.identity_checked"
    REQUEST_EXTENDED = "request.extended"
    REQUEST_WITH_PARTNER = "request.with_partner"
    REQUEST_CARRIED_OUT = "request.carried_out"
    REQUEST_CLOSED = "request.closed"
    REQUEST_REOPENED = "request.reopened"
    REQUESTS_RECOUNTED = "request.recounted"
    PARTNER_TOLD = "partner.told"
    PARTNER_ANSWERED = "partner.answered"
    LETTER_PRINTED = "letter.printed"
    COPY_MADE = "copy.made"
    COPY_HANDED_OVER = "copy.handed_over"
    ERASURE_PREPARED = "erasure.prepared"  # what the promises keep of people was written down
    ERASURE_CHECKED = "erasure.checked"
    CERTIFICATE_PRINTED = "erasure.certificate_printed"
    RETENTION_RUN = "retention.run"
    RETENTION_CHANGED = "retention.changed"
    DAYS_CHANGED = "days.changed"
    INCIDENT_RECORDED = "incident.recorded"
    INCIDENT_CHANGED = "incident.changed"
    INCIDENT_PEOPLE = "incident.people"
    INCIDENT_REPORTED = "incident.reported"
    INCIDENT_TOLD = "incident.told"
    INCIDENT_PRINTED = "incident.printed"
    INCIDENT_CLOSED = "incident.closed"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One link of the chain; ``subject_ref`` is a customer code or ``None``."""

    seq: int
    at: datetime
    actor: StaffId
    action: AuditAction
    subject_ref: str | None
    commitment: bytes
    prev: bytes
    hash: bytes


def canonical(value: object) -> bytes:
    """Return the one byte form that is hashed, signed and authenticated: ASCII JSON, no spaces, sorted keys.

    Bytes are written as unpadded base64url (``model.md`` 3). Raises ``ValueError`` or ``TypeError`` for a value
    without one form: not a number, a set, a date.
    """
    text = json.dumps(_plain(value), ensure_ascii=True, allow_nan=False, separators=(",", ":"), sort_keys=True)
    return text.encode("ascii")


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return base64.urlsafe_b64encode(value).rstrip(b"=").decode("ascii")
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


_REST = 64 - SALT_BYTES  # of a block of SHA-256, which a key is filled up to
_INNER, _OUTER = (bytes(pad ^ byte for byte in range(256)) for pad in (0x36, 0x5C))
_INNER_REST, _OUTER_REST = b"\x36" * _REST, b"\x5c" * _REST


def commit_to(body: bytes, salt: bytes) -> bytes:
    """Return the commitment of a body: with the 256-bit salt gone it cannot be matched by trial.

    HMAC-SHA256 written out (RFC 2104, a test compares it with the library's), which costs two thirds of the library's.
    """
    if len(salt) != SALT_BYTES:  # none that the ledger made
        return hmac.digest(salt, body, "sha256")
    inner = _sha256(salt.translate(_INNER) + _INNER_REST + body).digest()
    return _sha256(salt.translate(_OUTER) + _OUTER_REST + inner).digest()


_FIRST_HASH, _SECOND_HASH = slice(43), slice(44, 87)  # of base64
_TAG_TEXT = TAG.decode("ascii")
_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def entry_hash(  # noqa: PLR0913, PLR0917 (the seven parts of ``model.md`` 2, in their order)
    seq: int, at: str, actor: str, action: str, subject_ref: str | None, commitment: bytes, prev: bytes
) -> bytes:
    """Return the hash of one entry; ``at`` is the stored text form of the instant.

    The bytes hashed are ``TAG`` and the ``canonical`` form of the seven parts, put together here by hand because a
    trail of a million entries asks for them a million times (a test compares the two). Hashes have 32 bytes.
    """
    subject = "null" if subject_ref is None else _quoted(subject_ref)
    # both at once: 32 bytes are 43 signs, and one byte of zeros between them makes the second begin a new sign
    both = _base64(commitment + b"\0" + prev).translate(_URL_SAFE).decode()
    parts = (
        f"{_TAG_TEXT}[{seq},{_quoted(at)},{_quoted(actor)},{_quoted(action)},{subject},"
        f'"{both[_FIRST_HASH]}","{both[_SECOND_HASH]}"]'
    )
    return _sha256(parts.encode()).digest()
