"""Encrypting the ledger under a new key, when somebody may have got hold of the present one."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.services import staff
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.rekey_dialog import RekeyDialog
from ui.widgets.said_points import said_points


class NewKeysDialog(RekeyDialog):
    """Nobody has to type or print anything new."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Encrypt under a new key"),
            self.tr("Encrypt it anew"),
            self.tr("Do this when a copy of the ledger or of its keys may have come into other hands."),
        )
        written = self.tr(
            "The whole ledger is written anew under a random key; the old key opens nothing of it any more."
        )
        copies = self.tr("Copies made before stay under the old key: delete them where you can.")
        self.form.addLayout(
            said_points(
                ("lock", written),
                ("key-round", self.tr("Passphrases and the recovery sheet stay as they are.")),
                ("database-backup", copies),
            )
        )
        self.form.addWidget(self.say_how_long())

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        return self.rekeying(staff.rotate_keys)
