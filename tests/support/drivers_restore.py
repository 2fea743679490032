"""Somebody who restores: chooses the backup, says where to and who they are, reads, and agrees."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QTableView

from support.drivers_door import Person
from ui.pages.restore import RestorePage


class Restorer(Person):
    """Somebody at the pages of restoring."""

    def __init__(self, page: RestorePage) -> None:
        super().__init__(page)
        self.page = page
        self.restored: list[Path] = []
        self.left: list[bool] = []
        page.restored.connect(self.restored.append)
        page.left.connect(lambda: self.left.append(True))

    def backups(self) -> list[str]:
        """When each backup in the list was made."""
        (table,) = self._all(QTableView)
        model = table.model()
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())]

    def goes_to_who(self, folder: Path) -> None:
        self.clicks("Next")
        self.types(str(folder), "Folder")
        self.clicks("Next")

    def says_who(self, name: str, passphrase: str) -> None:
        self.list("Your name").setCurrentText(name)
        self.types(passphrase, "Passphrase")
        self.clicks("Open the backup")

    def shows_the_sheet(self, code: str) -> None:
        self.clicks("Restore with the recovery sheet…")
        self.types(code.lower(), "Group 1 of the recovery code")
        self.line("Group 1 of the recovery code").textEdited.emit(code)
        self.clicks("Open the backup")

    def ticks(self, name: str) -> None:
        next(one for one in self._all(QCheckBox) if one.text() == f"{name} still works here").click()
