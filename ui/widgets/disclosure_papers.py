"""What an authority shows before it gets anything: number, date, who issued it, and on what law (KO 3)."""

from PySide6.QtWidgets import QFrame, QLineEdit

from ledger.domain.disclosure import AuthorityRequest
from ledger.domain.text import NAME_LIMIT
from ledger.domain.wording import Wording
from ledger.services.reading import read_date
from ui.widgets.form import Field, line_edit
from ui.widgets.parts import column, row, text


class PapersForm(QFrame):
    """Four fields; what is left empty is refused by the gate, with its reason."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._lines: dict[str, QLineEdit] = {}
        self.fields: dict[str, Field] = {}
        for name in ("document_number", "document_on", "issuing_body", "legal_reference"):
            self._lines[name] = line_edit(limit=NAME_LIMIT)
            self.fields[name] = Field(wording.text(f"authority_papers.{name}"), self._lines[name])
        self._lines["document_on"].setPlaceholderText(self.tr("day/month/year"))
        number, on, body, law = self.fields.values()
        heading = text(self.tr("The authority's request in writing"), "strong")
        inside = column(heading, row(number, on, spacing=12), row(body, law, spacing=12), spacing=10)
        inside.setContentsMargins(14, 12, 14, 12)
        self.setLayout(inside)

    def papers(self) -> AuthorityRequest:
        """Return what was typed. Raises ``InvalidDate``."""
        typed = {name: line.text().strip() for name, line in self._lines.items()}
        day = read_date(typed["document_on"], "document_on") if typed["document_on"] else None
        return AuthorityRequest(typed["document_number"], day, typed["issuing_body"], typed["legal_reference"])
