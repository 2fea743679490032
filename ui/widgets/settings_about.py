"""Version, and whose work the program is built of: every library, letters, icons and places, with their licences."""

import contextlib
import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ledger.assets import load_places, resource_path
from ui.desk import Desk
from ui.models.table_model import Column, RecordModel
from ui.widgets.parts import Card, picture, row, text
from ui.widgets.record_table import RecordTable
from ui.widgets.settings_panel import SettingsPanel

_PROGRAM = "sokin"
_TEXTS = ("licen", "copying", "notice", "copyright")  # how the name of a licence's file begins, or holds
_ENDS = ("", ".txt", ".md", ".rst", ".apache", ".bsd")
_LONGEST = 60  # characters; some put the whole licence where its name belongs


@dataclass(frozen=True, slots=True)
class Work:
    """One work the program is built of; ``texts`` are files of ours that hold what its package does not."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]
    is_library: bool


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:  # frozen, without what installers note down
        return None


def _own_words(found: Distribution) -> str:
    kinds = [one for one in found.metadata.get_all("Classifier") or () if one.startswith("License :: OSI Approved :: ")]
    said = _told(found, "License-Expression") or ", ".join(one.rpartition(" :: ")[2] for one in kinds)
    return (said or _told(found, "License") or "–").splitlines()[0][:_LONGEST]


def _told(found: Distribution, key: str) -> str:
    return str(found.metadata[key]) if key in found.metadata else ""


def works() -> tuple[Work, ...]:
    """Return everything the program is made of: libraries as they are installed here, then what is bundled."""
    told = tomllib.loads(resource_path("licences", "parts.toml").read_text(encoding="utf-8"))
    made = list[Work]()
    for group in ("works", "bundled"):
        for name, known in told[group].items():
            found = _installed(name) if group == "works" else None
            licence = known.get("licence") or (_own_words(found) if found is not None else "–")
            version = found.version if found is not None else "–"
            made.append(Work(name, version, licence, tuple(known.get("texts", ())), group == "works"))
    return tuple(made)


def text_of(work: Work) -> str:
    """Return the licence texts of a work: those in its own package, then those kept here for it."""
    found = _installed(work.name) if work.is_library else None
    texts = [] if found is None else _packaged(found)
    texts += [resource_path(*one.split("/")).read_text(encoding="utf-8") for one in work.texts]
    return "\n\n".join(dict.fromkeys(one.strip() for one in texts if one.strip()))


def _packaged(found: Distribution) -> list[str]:
    texts = list[str]()
    for file in found.files or ():
        stem, suffix = file.name.lower(), file.suffix.lower()
        if suffix in _ENDS and (stem.startswith(_TEXTS) or "licenses" in file.parts):
            with contextlib.suppress(OSError):
                texts.append(file.read_binary().decode("utf-8", "replace"))
    return texts


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
        self.place(self._works())
        self.inside.addStretch(1)

    def _works(self) -> QWidget:
        columns = (
            Column[Work]("name", self.tr("Work"), lambda one: one.name, width=200, is_main=True),
            Column[Work]("version", self.tr("Version"), lambda one: one.version, width=110),
            Column[Work]("licence", self.tr("Licence"), lambda one: one.licence, width=300),
        )
        self._model = RecordModel[Work](columns, self)
        table = RecordTable(self._model, self.tr("Libraries, letters, icons and places"), self.desk.now)
        table.setMinimumHeight(300)
        table.chosen.connect(self._on_chosen)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(self.tr("Text of the licence"))
        self._text.setPlaceholderText(self.tr("Choose a line: its licence is shown here."))
        self._text.setMinimumHeight(220)
        card = Card(self.tr("Libraries, letters, icons and places"))
        card.body.addWidget(table)
        card.body.addWidget(self._text)
        card.body.addWidget(text(load_places().attribution, "mute", wraps=True, selectable=True))
        return card

    def _on_chosen(self, work: Work | None) -> None:
        if work is None:
            self._text.clear()
        else:
            self.desk.tasks.compute(self, lambda: text_of(work), self._text.setPlainText)

    def refresh(self) -> None:
        """Look once what is installed."""
        if not self._model.rowCount():
            self.desk.tasks.compute(self, works, self._model.show)
