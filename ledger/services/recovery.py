"""The paper with the recovery code: made to be printed at once, never kept by the program."""

from datetime import datetime

from ledger.assets import load_wording
from ledger.documents.recovery_sheet import RecoverySheet, render_recovery_sheet
from ledger.domain.shop import Shop
from ledger.domain.wording import Language
from ledger.storage.passphrase import read_recovery_code, show_recovery_code


def recovery_sheet(shop: Shop, code: str, made_at: datetime, ledger_folder_name: str, language: Language) -> bytes:
    """Return the recovery sheet as one A4 page. Needs no ledger, so any thread may draw it.

    Raises ``WrongPassphrase`` for what cannot be a recovery code: a sheet with a slip in it would be worth nothing.
    """
    groups = tuple(show_recovery_code(read_recovery_code(code)).split("-"))
    return render_recovery_sheet(RecoverySheet(shop, groups, made_at, ledger_folder_name), load_wording(language))
