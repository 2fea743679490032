"""What this workstation remembers: one declaration per setting. Never a customer's data, never a passphrase."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QByteArray, QSettings

from ledger.domain.wording import Language
from ui.theme import Scheme

_NUMBER = re.compile(r"-?[0-9]{1,9}")
Value = TypeVar("Value", str, int, QByteArray)


@dataclass(frozen=True, slots=True)
class Setting(Generic[Value]):
    """One remembered value: where it stands in the file, and what it is before anybody chose."""

    key: str
    default: Value


LANGUAGE = Setting("look/language", Language.VI.value)
SCHEME = Setting("look/theme", Scheme.LIGHT.value)
LEDGER = Setting("ledger/folder", "")
NAME = Setting("ledger/name", "")  # who signed in last here
GEOMETRY = Setting("window/geometry", QByteArray())
PAGE = Setting("window/page", "")
SECTION = Setting("window/section", "")  # of the settings page
BACKUP_FOLDER = Setting("backup/folder", "")
LABEL_LAYOUT = Setting("label/layout", "THERMAL_100X150")
LABEL_START = Setting("label/start", 1)
LABEL_PRINTER = Setting("label/printer", "")
PROMISES_PERIOD = Setting("promises/period", "THIS_MONTH")
PAPER_PRINTER = Setting("paper/printer", "")
REMINDERS = Setting("reminders/on", 1)
CAPTURE = Setting("window/hidden_from_pictures", 1)  # only where the system can


def columns_of(table: str) -> Setting[QByteArray]:
    """Return the setting of a table's columns: order, widths, which are hidden, and the sorting."""
    return Setting(f"tables/{table}", QByteArray())


def splitter_of(name: str) -> Setting[QByteArray]:
    """Return the setting of a splitter's position."""
    return Setting(f"splitters/{name}", QByteArray())


def offset_of(printer: str, part: str) -> Setting[int]:
    """Return a printer's correction: ``x`` and ``y`` in tenths of a millimetre, ``scale`` in tenths of a percent."""
    return Setting(f"printers/{printer}/{part}", 1000 if part == "scale" else 0)


def looked_at(vault_id: str) -> Setting[str]:
    """Return the setting of when the clocks of a ledger were last looked at here: an instant, nothing else."""
    return Setting(f"reminders/{vault_id}/looked_at", "")


def missed(vault_id: str, part: str) -> Setting[str]:
    """Return the settings of a stretch in which nobody looked: ``since``, ``until`` (instants), and ``why``."""
    return Setting(f"reminders/{vault_id}/missed_{part}", "")


class Settings:
    """The settings file of this workstation; a value that cannot be read counts as not chosen."""

    def __init__(self, file: Path) -> None:
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    def get(self, setting: Setting[Value]) -> Value:
        """Return the remembered value, or the default."""
        stored: object = self._store.value(setting.key)
        if isinstance(setting.default, int) and isinstance(stored, str) and _NUMBER.fullmatch(stored):
            stored = int(stored)  # the file gives text back for numbers
        return stored if isinstance(stored, type(setting.default)) else setting.default

    def set(self, setting: Setting[Value], value: Value) -> None:
        """Remember a value."""
        self._store.setValue(setting.key, value)

    def save(self) -> None:
        """Write the file now."""
        self._store.sync()

    @property
    def language(self) -> Language:
        """Return the language of the window."""
        return Language.EN if self.get(LANGUAGE) == Language.EN.value else Language.VI

    @property
    def scheme(self) -> Scheme:
        """Return light or dark."""
        return Scheme.DARK if self.get(SCHEME) == Scheme.DARK.value else Scheme.LIGHT
