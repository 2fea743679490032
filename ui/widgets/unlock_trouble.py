"""Why a ledger did not open, in words and with what to do: damage is never taken for a wrong passphrase."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from ledger.domain.errors import (
    AuditBroken,
    ClockAhead,
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseMissing,
    DatabaseNotEncrypted,
    DiskFull,
    FolderMissing,
    FolderNotWritable,
    FolderOnShare,
    KeyFileDamaged,
    KeyFileDiffers,
    KeyFileMissing,
    LedgerError,
    LedgerInUse,
    NewerSchema,
    NotALedger,
    RoleForbidden,
)
from ui.widgets.parts import button, column, picture, restyle, row, text
from ui.widgets.unlock_rescue import Rescue


class Trouble(StrEnum):
    """Kinds of trouble at the door, each with its own title and advice."""

    DAMAGED = "damaged"
    MISSING = "missing"
    NEWER = "newer"
    SHARE = "share"
    IN_USE = "in_use"
    NOT_WRITABLE = "not_writable"
    OLDER = "older"
    CLOCK = "clock"
    MANAGER_NEEDED = "manager_needed"
    OTHER = "other"


_KINDS: dict[type[LedgerError], Trouble] = {
    DatabaseDamaged: Trouble.DAMAGED,
    DatabaseEmpty: Trouble.DAMAGED,
    DatabaseNotEncrypted: Trouble.DAMAGED,
    KeyFileDamaged: Trouble.DAMAGED,
    KeyFileDiffers: Trouble.MANAGER_NEEDED,
    DatabaseMissing: Trouble.MISSING,
    FolderMissing: Trouble.MISSING,
    KeyFileMissing: Trouble.MISSING,
    NotALedger: Trouble.MISSING,
    NewerSchema: Trouble.NEWER,
    FolderOnShare: Trouble.SHARE,
    LedgerInUse: Trouble.IN_USE,
    DiskFull: Trouble.NOT_WRITABLE,
    FolderNotWritable: Trouble.NOT_WRITABLE,
    AuditBroken: Trouble.OLDER,
    ClockAhead: Trouble.CLOCK,
    RoleForbidden: Trouble.MANAGER_NEEDED,
}
DOUBTS = frozenset({Trouble.OLDER, Trouble.CLOCK})  # what a manager may accept


def trouble_of(error: LedgerError) -> Trouble:
    """Return the kind of trouble an error of opening is."""
    return _KINDS.get(type(error), Trouble.OTHER)


class TroublePanel(QFrame):
    """A soft sheet, hidden until something is wrong; for doubts it has the manager's way on."""

    def __init__(self, open_anyway: Callable[[], None], rescue: Rescue) -> None:
        super().__init__()
        self._rescue = rescue
        self.kind = Trouble.OTHER
        self._title = text("", "strong", wraps=True)
        self._sentence = text("", wraps=True, selectable=True)
        self._advice = text("", wraps=True)
        self._anyway: QPushButton = button(self.tr("Open anyway, and write that down"), open_anyway, role="danger")
        heading = row(picture("triangle-alert", "bad"), self._title)
        heading.setStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.addLayout(column(heading, self._sentence, self._advice, row(self._anyway, None), rescue, spacing=6))
        restyle(self, "blocked")
        self.hide()

    @property
    def words(self) -> str:
        """Return everything that is said, or nothing while hidden."""
        return self.accessibleName() if not self.isHidden() else ""

    def say(self, error: LedgerError, sentence: str) -> None:
        """Show an error; ``sentence`` is the ledger's own, which doubts put in the window's terms."""
        kind = self.kind = trouble_of(error)
        own = self._own_sentences(error).get(kind, sentence)
        self._title.setText(self._titles()[kind])
        self._sentence.setText(own)
        advice = self._advices().get(kind, "")
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._anyway.setVisible(kind in DOUBTS)
        self._rescue.hide()
        self.setAccessibleName(" ".join(one for one in (self._titles()[kind], own, advice) if one))
        self.show()

    def clear(self) -> None:
        """Hide it."""
        self.setAccessibleName("")
        self._rescue.hide()
        self.hide()

    def _titles(self) -> dict[Trouble, str]:
        return {
            Trouble.DAMAGED: self.tr("The ledger's files are damaged"),
            Trouble.MISSING: self.tr("There is no whole ledger in this folder"),
            Trouble.NEWER: self.tr("A newer Sổ Kín wrote this ledger"),
            Trouble.SHARE: self.tr("This folder lies on a network drive"),
            Trouble.IN_USE: self.tr("The ledger is open already"),
            Trouble.NOT_WRITABLE: self.tr("The ledger's folder cannot be written"),
            Trouble.OLDER: self.tr("This ledger is not the one last used here"),
            Trouble.CLOCK: self.tr("The clock of this computer looks wrong"),
            Trouble.MANAGER_NEEDED: self.tr("Only a manager may open it like this"),
            Trouble.OTHER: self.tr("The ledger did not open"),
        }

    def _own_sentences(self, error: LedgerError) -> dict[Trouble, str]:
        newest = str(error.data.get("newest", ""))
        return {
            Trouble.OLDER: self.tr(
                "Its trail ends before, or differs from, what this computer wrote down last. It may be an old copy."
            ),
            Trouble.CLOCK: self.tr("The newest entry in the ledger is of {newest}, more than a year ago.").format(
                newest=newest
            ),
        }

    def _advices(self) -> dict[Trouble, str]:
        return {
            Trouble.DAMAGED: self.tr("This has nothing to do with your passphrase: typing it again will not help."),
            Trouble.OLDER: self.tr(
                "Compare it with the last printed report. If the copy was put back on purpose, a manager may go on."
            ),
            Trouble.CLOCK: self.tr("Set date and time right, then open again. If they are right, a manager may go on."),
            Trouble.MANAGER_NEEDED: self.tr("Ask a manager to open the ledger here once."),
            Trouble.IN_USE: self.tr("Look for the other window on this computer."),
        }
