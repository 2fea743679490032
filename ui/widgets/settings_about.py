"""Version, and whose work the program is built of."""

from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from PySide6.QtWidgets import QWidget

from ledger.assets import load_places
from ui.desk import Desk
from ui.models.table_model import Column, RecordModel
from ui.widgets.parts import Card, picture, row, text
from ui.widgets.record_table import RecordTable
from ui.widgets.settings_panel import SettingsPanel

_PROGRAM = "sokin"
_LIBRARIES = (
    "PySide6-Essentials", "sqlcipher3", "cryptography", "reportlab", "pypdf", "pypdfium2", "zxing-cpp",
    "phonenumberslite", "email-validator", "XlsxWriter",
)  # fmt: skip
_LONGEST = 60  # characters; some put the whole licence where its name belongs


@dataclass(frozen=True, slots=True)
class Part:
    """One work the program is built of."""

    name: str
    version: str
    licence: str


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:  # frozen, without what installers note down
        return None


def _licence(found: Distribution) -> str:
    told = _told(found, "License-Expression")
    kinds = [one for one in found.metadata.get_all("Classifier") or () if one.startswith("License :: OSI Approved :: ")]
    said = told or ", ".join(one.rpartition(" :: ")[2] for one in kinds) or _told(found, "License")
    return (said or _KNOWN.get(found.name, "–")).splitlines()[0][:_LONGEST]


# What does not say so in its own data.
_KNOWN = {"sqlcipher3": "zlib"}


def _told(found: Distribution, key: str) -> str:
    return str(found.metadata[key]) if key in found.metadata else ""


def libraries() -> tuple[Part, ...]:
    """Return the libraries that are installed, with version and licence as they say themselves."""
    known = ((name, _installed(name)) for name in _LIBRARIES)
    return tuple(Part(name, found.version, _licence(found)) for name, found in known if found is not None)


class AboutPanel(SettingsPanel):
    """Nothing to set here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("About"), self.tr("A sealed ledger for the promises of a small shop."))
        found = _installed(_PROGRAM)
        version = self.tr("Version {version}").format(version=found.version if found else "–")
        program = Card()
        name = text(desk.wording.text("app.name"), "section")
        program.body.addLayout(row(picture("scroll-text", "accent", 28), name, text(version, "mute"), None, spacing=12))
        program.body.addWidget(
            text(self.tr("It works offline, sends nothing anywhere, and asks no server for anything."), wraps=True)
        )
        program.body.addWidget(text(desk.wording.text("app.not_legal_advice"), "mute", wraps=True))
        self.place(program)
        self.place(self._libraries())
        self.place(self._works())
        self.inside.addStretch(1)

    def _libraries(self) -> QWidget:
        columns = (
            Column[Part]("name", self.tr("Library"), lambda one: one.name, width=200, is_main=True),
            Column[Part]("version", self.tr("Version"), lambda one: one.version, width=110),
            Column[Part]("licence", self.tr("Licence"), lambda one: one.licence, width=300),
        )
        self._model = RecordModel[Part](columns, self)
        table = RecordTable(self._model, self.tr("Libraries"), self.desk.now)
        table.setMinimumHeight(300)
        card = Card(self.tr("Libraries"))
        card.body.addWidget(table)
        return card

    def _works(self) -> QWidget:
        card = Card(self.tr("Letters, icons and places"))
        works = (
            self.tr("Be Vietnam Pro, the letters: SIL Open Font License 1.1"),
            self.tr("Lucide, the icons: ISC License"),
            load_places().attribution,
        )
        for words in works:
            card.body.addWidget(text(words, wraps=True, selectable=True))
        return card

    def refresh(self) -> None:
        """Look once what is installed."""
        if not self._model.rowCount():
            self.desk.tasks.compute(self, libraries, self._model.show)
