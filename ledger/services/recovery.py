"""The recovery sheet: its code made anew by a manager, its paper printed at once, neither kept by the program."""

from datetime import datetime

from ledger.assets import load_wording
from ledger.documents.recovery_sheet import RecoverySheet, render_recovery_sheet
from ledger.domain.shop import Shop
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services.passphrases import code_groups
from ledger.services.session import RECOVERY_CONFIRMED, Session
from ledger.storage import shop as shop_rows
from ledger.storage.rekeying import Progress
from ledger.storage.slots import RECOVERY_ID
from ledger.storage.unit_of_work import UnitOfWork

ACTOR = RECOVERY_ID  # as whom the trail names whoever opened with the sheet


def recovery_sheet(shop: Shop, code: str, made_at: datetime, ledger_folder_name: str, language: Language) -> bytes:
    """Return the recovery sheet as one A4 page. Needs no ledger, so any thread may draw it.

    Raises ``WrongPassphrase`` for what cannot be a recovery code: a sheet with a slip in it would be worth nothing.
    """
    sheet = RecoverySheet(shop, code_groups(code), made_at, ledger_folder_name)
    return render_recovery_sheet(sheet, load_wording(language))


def has_sheet(session: Session) -> bool:
    """Return whether a recovery sheet opens the ledger; none does after one was restored without it."""
    return session.vault.has_sheet


def replace(session: Session, on_progress: Progress | None = None) -> str:
    """Make a new recovery sheet and return its code, which exists nowhere else: print it, have it retyped.

    The sheet before opens neither the ledger nor its backups any more; the ledger is written under a new data key and
    the backups are sealed again. Until the code is retyped (``confirm_recovery``) the ledger has one keeper less.
    Raises ``RoleForbidden``, ``ConfirmationNeeded``, ``OwnAccount`` for who opened with the sheet, ``DiskFull`` before
    anything is done, or what copying raises. Slow on purpose.
    """
    session.require(Operation.MANAGE_STAFF)
    session.require_confirmed(Operation.MANAGE_STAFF)

    def forget_retyping(uow: UnitOfWork) -> None:
        shop_rows.delete_setting(uow.db, RECOVERY_CONFIRMED)

    return session.vault.replace_recovery(forget_retyping, on_progress)
