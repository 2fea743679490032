"""Everything that can go wrong on purpose: one tree, carrying data and never text.

The words for a person come from ``resources/texts`` under ``errors.<code>``, filled with ``data``.
``str(error)`` is only the code, so nothing personal can reach a log through an exception.
"""

import re

ErrorValue = str | int | float | tuple[str, ...]


class LedgerError(Exception):
    """Base of all expected failures. ``data`` holds codes, counts, field names and file names, no personal value."""

    def __init__(self, **data: ErrorValue) -> None:
        super().__init__(type(self).code())
        self.data = data

    @classmethod
    def code(cls) -> str:
        """Return the key of the text for this error: ``WrongPassphrase`` -> ``wrong_passphrase``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


# --- the ledger's folder and files -------------------------------------------------------------


class StorageError(LedgerError):
    """Something about the folder, the files or the database."""


class FolderNotEmpty(StorageError):
    """A new ledger needs a new or empty folder."""


class FolderMissing(StorageError):
    """The ledger's folder is not there (a drive not plugged in, a renamed folder)."""


class FolderOnShare(StorageError):
    """The folder lies on a network drive, where database locks cannot be trusted."""


class FolderNotWritable(StorageError):
    """The folder or a file in it cannot be written."""


class PaperNotSaved(StorageError):
    """A document cannot be written where it was asked for: a missing or closed folder. ``data['file']``."""


class PaperUnreadable(StorageError):
    """A PDF is damaged, locked with a password, or none at all."""


class PrinterFailed(StorageError):
    """A printer is not there, or did not take a page. ``data['printer']``."""


class LedgerInUse(StorageError):
    """Another running program holds this ledger."""


class DiskFull(StorageError):
    """The disk is full; nothing was half-written."""


class PlaceMissing(StorageError):
    """The folder ``data['file']`` for copies outside this computer is not there: unplugged, or renamed."""


class KeyFileMissing(StorageError):
    """Neither keys.json nor its twin is there."""


class KeyFileDamaged(StorageError):
    """Both copies of the key file are damaged or were altered."""


class KeyFileDiffers(StorageError):
    """The key file gives somebody other keys than the ledger does: a manager has to open it, which mends that."""


class UnknownMember(StorageError):
    """No key slot has this name."""


class WrongPassphrase(StorageError):
    """The passphrase does not open this member's slot."""


class SignInDelayed(StorageError):
    """Too many wrong guesses: the next may be tried in ``data['seconds']``, at ``data['until']``. Nothing was tried."""


class SignInStopped(StorageError):
    """``data['limit']`` wrong guesses in a row: the slot waits for a manager. Nothing was tried."""


class WeakPassphrase(StorageError):
    """A passphrase below the shop's floor. ``data['why']`` is ``short``, ``common`` or ``repeated``."""


class DatabaseMissing(StorageError):
    """The database file is not there."""


class DatabaseEmpty(StorageError):
    """The database file is empty or too short to be a ledger."""


class DatabaseNotEncrypted(StorageError):
    """The database file is plain SQLite: refused, a ledger is never unencrypted."""


class DatabaseDamaged(StorageError):
    """The database cannot be read with the right key, or an integrity check failed."""


class NotALedger(StorageError):
    """The file opens but is not a ledger of this program, or belongs to other keys."""


class NewerSchema(StorageError):
    """The ledger was written by a newer program."""


class UnsafeLibrary(StorageError):
    """A start assertion failed: no cipher, an old SQLite, or a pragma that did not take."""


class MigrationFailed(StorageError):
    """A migration was rolled back; the old ledger is untouched. ``data['version']``."""


class BackupFailed(StorageError):
    """A backup could not be written or did not verify."""


class RestoreRefused(StorageError):
    """A backup cannot be put back here; nothing was changed.

    ``data['why']`` is ``missing``, ``damaged``, ``not_for_you``, ``other_sheet`` (sealed to an earlier recovery sheet)
    or ``other_ledger``.
    """


class SalvageFailed(StorageError):
    """Too little of a damaged ledger can be read.

    ``data['why']``: ``nothing`` ``essential`` ``foreign`` ``integrity``.
    """


class ClockAhead(StorageError):
    """The clock lies more than a year after the newest entry, ``data['newest']``; nothing was written."""


class AuditBroken(StorageError):
    """The audit chain, a signature or the anchor does not hold. ``data['seq']`` and ``data['why']``."""


# --- input a person gave ------------------------------------------------------------------------


class InvalidInput(LedgerError):
    """A value that cannot be stored. ``data['field']`` names it, never its value."""


class TextTooLong(InvalidInput):
    """Longer than ``data['limit']`` characters: refused, never cut."""


class TextMissing(InvalidInput):
    """A required value is empty."""


class TextNotAllowed(InvalidInput):
    """Characters that cannot be kept: stacked marks or invalid code points."""


class InvalidPhone(InvalidInput):
    """Not a telephone number."""


class InvalidEmail(InvalidInput):
    """Not an email address."""


class InvalidLink(InvalidInput):
    """Not the address of a web page."""


class InvalidDate(InvalidInput):
    """Not a date, or a date that cannot be (a birth date in the future)."""


class InFuture(InvalidInput):
    """An instant that lies in the future."""


class PeriodReversed(InvalidInput):
    """A period that ends before it begins."""


class BeforeReceipt(InvalidInput):
    """An answer dated before what it answers came in."""


class BeforeOccurrence(InvalidInput):
    """An incident discovered before it happened."""


class BeforeDiscovery(InvalidInput):
    """A report of an incident, or a word to a customer, dated before it was discovered."""


class ContactInText(InvalidInput):
    """A text that stays when customers are erased holds what looks like a telephone number or an email."""


class OutOfRange(InvalidInput):
    """A number outside ``data['low']`` … ``data['high']``."""


class TooManyNumbers(InvalidInput):
    """More telephone numbers at once than ``data['limit']``."""


class UnknownChoice(InvalidInput):
    """A value that is not one of ``data['choices']``."""


class FieldNotCollected(InvalidInput):
    """A field the policy in force does not allow to be collected (KO 1)."""


class FieldBeyondNeed(InvalidInput):
    """Fields that what the record is for does not need (VK 1): all in ``data['fields']``, the first in ``field``."""


class PastKeeping(InvalidInput):
    """Older than it may be kept, so that it would have to be emptied at once."""


class IdentityCardShown(InvalidInput):
    """A file that shows an identity card or a passport: never kept, only that it was seen (KO 1)."""


class FileTooLarge(InvalidInput):
    """An attachment or import over ``data['limit']`` bytes."""


class FileNotAllowed(InvalidInput):
    """An attachment of a kind that is not kept (only PDF, PNG, JPEG, and text)."""


class TableUnreadable(InvalidInput):
    """A CSV or ``.xlsx`` file that cannot be read at all. ``data['why']``, ``data['line']``."""


class CellUnreadable(InvalidInput):
    """A spreadsheet's cell, such as ``C7`` in ``data['cell']``, that holds no text or number. ``data['why']``."""


class ReadingStopped(LedgerError):
    """Somebody stopped the reading of a file."""


# --- acts that may not be done -------------------------------------------------------------------


class NotFound(LedgerError):
    """No record with this code. ``data['kind']`` and ``data['code']``."""


class NameTaken(LedgerError):
    """A name that must be unique is in use. ``data['kind']``."""


class RoleForbidden(LedgerError):
    """The member's role may not do this. ``data['operation']``."""


class ConfirmationNeeded(LedgerError):
    """The act needs the member's passphrase once more. ``data['operation']``."""


class SecondKeeperMissing(LedgerError):
    """Real data needs two managers, or one manager and the recovery sheet."""


class LastManager(LedgerError):
    """The only manager can be neither removed nor demoted."""


class OwnAccount(LedgerError):
    """Nobody removes or demotes the account they are signed in with, or replaces the sheet they opened with."""


class ReasonNeeded(LedgerError):
    """``data['count']`` hidden values were revealed within ``data['per_hours']`` hours: the next one needs a reason."""


class WrongState(LedgerError):
    """The record is in a state in which the act makes no sense. ``data['state']``, ``data['act']``."""


class IdentityNotProven(LedgerError):
    """An act on somebody's data before the asker of the request ``data['code']`` was proven to be that person."""


class CustomerErased(LedgerError):
    """The customer's data were erased."""


class ErasureBlocked(LedgerError):
    """Something has to be settled before ``data['code']`` is erased: ``data['obstacles']``, the first in ``why``."""


class NothingToDo(LedgerError):
    """The act would touch no record at all."""


class DoNotCallUnchecked(LedgerError):
    """A list for advertising was not yet compared with the national do-not-call list. ``data['code']``."""


class ListOutdated(LedgerError):
    """What was gathered rests on a policy version that is no longer in force: gather again."""


class OptOutConfirmed(LedgerError):
    """A "do not contact" is confirmed once only, and was. ``data['code']`` is the customer's."""


class FieldsNotNeeded(LedgerError):
    """A use of fields that its purpose does not need. ``data['fields']`` are ids of the policy."""


class LabelLeaks(LedgerError):
    """A label, read back from its own PDF, revealed something. ``data['kinds']``; nothing was printed."""


class LabelUnreadable(LedgerError):
    """A label's bar code or QR code could not be read back. Nothing was printed."""


class LabelTooNarrow(LedgerError):
    """A text does not fit on the label at the smallest legible size. ``data['part']``."""


class PolicyInvalid(LedgerError):
    """A policy pack that cannot be used: ``data['why']`` and ``data['where']``."""


class PolicyDraftExists(LedgerError):
    """There is one draft of the policy at a time: go on with it, or throw it away."""


class PolicyUnchanged(LedgerError):
    """The draft says exactly what the version in force says."""


class PolicyWaiting(LedgerError):
    """Version ``data['number']`` still waits for its notices (VK 10); a newer one cannot be published before."""


class NoticesWaiting(LedgerError):
    """``data['count']`` customers still wait to be told of a change (VK 10).

    By channel: ``data['email']``, ``data['post']``, ``data['home_page']``.
    """


class IncidentUnfinished(LedgerError):
    """An incident that cannot be closed: ``data['why']`` is ``contents``, ``reports`` or ``customers``.

    ``data['count']`` is how many of them are left.
    """


class LetterRefused(LedgerError):
    """The gate does not let a letter about the request ``data['code']`` go by the channel chosen; it is recorded."""
