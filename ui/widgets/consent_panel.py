"""The consents of a card: the matrix, and under it the record behind the chosen cell and what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ledger.domain.consent import ConsentState
from ledger.domain.minor import Giver
from ledger.domain.purpose import LegalBasis
from ledger.services.card_lines import ConsentLine, EvidenceFile
from ledger.services.consents import MatrixCell
from ledger.services.customer_card import CustomerCard
from ui.desk import Desk
from ui.formatting import clock_time
from ui.widgets.consent_matrix import Cell, ConsentMatrix
from ui.widgets.customer_words import cell_state, listed
from ui.widgets.parts import Piece, button, column, line, row, text


class ConsentPanel(QWidget):
    """Matrix and footer. What is wanted is told; the page opens the dialogs."""

    record_wanted = Signal(object)  # Cell
    withdraw_wanted = Signal(object)  # Cell
    file_wanted = Signal(object)  # EvidenceFile

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card: CustomerCard | None = None
        self.matrix = ConsentMatrix(desk.wording)
        self.matrix.opened.connect(self.record_wanted)
        self.matrix.chosen.connect(self._describe)
        self._legend = text(
            self.tr("In each cell: above what the customer said, below what the guardian said."), "small"
        )
        self._title = text("", "strong", wraps=True)
        self._details = text("", "small", wraps=True, selectable=True)
        self._more = text("", "small", wraps=True)
        self._files = row(spacing=6)
        self.record_button = button(self.tr("Record an answer…"), self._on_record)
        self.withdraw_button = button(self.tr("Withdraw…"), self._on_withdraw, role="danger")
        words = QWidget()
        words.setLayout(column(self._title, self._details, self._more, self._files, spacing=2))
        footer = QHBoxLayout()
        footer.setContentsMargins(8, 2, 0, 0)
        footer.setSpacing(10)
        footer.addWidget(words, 1)
        for one in (self.withdraw_button, self.record_button):
            footer.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        box = column(self._legend, self.matrix, line(), footer, spacing=6)
        box.setStretch(1, 1)
        self.setLayout(box)

    def show_card(self, card: CustomerCard) -> None:
        """Show a customer."""
        self._card = card
        self._legend.setVisible(bool(card.guardian_matrix))
        self.matrix.show_card(card)
        cell = self.matrix.current()
        if cell is not None:
            self._describe(cell)

    # --- the record behind a cell ---

    def _describe(self, cell: Cell) -> None:
        wording = self._desk.wording
        channel = wording.text(f"channels.{cell.channel.value}")
        self._title.setText(listed((cell.purpose.text.in_language(wording.language), channel)))
        records = [self._record_of(one) for one in cell.answers()]
        said = zip(cell.answers(), records, strict=True)
        self._details.setText("\n".join(self._sentence(one, record) for one, record in said))
        more = [words for record in records if record is not None for words in (record.frequency, record.note) if words]
        self._more.setText(listed(more))
        self._more.setVisible(bool(more))
        self._show_files(tuple(file for record in records if record is not None for file in record.evidence))
        self.withdraw_button.setVisible(any(one.state is ConsentState.GRANTED for one in cell.answers()))

    def _record_of(self, one: MatrixCell) -> ConsentLine | None:
        if one.record is None or self._card is None:
            return None
        wanted = one.record.id
        return next((line for line in self._card.consents if line.id == wanted), None)

    def _sentence(self, one: MatrixCell, record: ConsentLine | None) -> str:
        if record is None:
            return self._basis(one)
        wording, now = self._desk.wording, self._desk.now()
        expires = self.tr("until {time}").format(time=clock_time(record.expires_at, now)) if record.expires_at else ""
        return listed(
            (
                cell_state(one, wording)[0],
                clock_time(record.occurred_at, now),
                wording.text(f"consent_methods.{record.method.value}"),
                wording.text(f"givers.{record.giver.value}") if record.giver is Giver.GUARDIAN else "",
                expires,
                self.tr("policy version {number}").format(number=record.policy_number),
                self.tr("written down by {name}").format(name=record.recorded_by) if record.recorded_by else "",
            )
        )

    def _basis(self, one: MatrixCell) -> str:
        if one.purpose.basis is LegalBasis.CONTRACT:
            return self.tr("Rests on the contract: no answer is needed, one may be written down beside it.")
        if one.purpose.basis is LegalBasis.LAW:
            return self.tr("The law asks for it: no answer is needed, one may be written down beside it.")
        return self.tr("Never asked: silence is no consent.")

    def _show_files(self, files: tuple[EvidenceFile, ...]) -> None:
        while (item := self._files.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        pieces: list[Piece] = [self._file_button(one) for one in files]
        for piece in pieces:
            if isinstance(piece, QWidget):
                self._files.addWidget(piece)
        if pieces:
            self._files.addStretch(1)

    def _file_button(self, one: EvidenceFile) -> QWidget:
        made = button(one.file_name, lambda: self.file_wanted.emit(one), role="link", icon="paperclip")
        made.setAccessibleName(self.tr("Open the evidence: {name}").format(name=one.file_name))
        return made

    # --- acts ---

    def _on_record(self) -> None:
        cell = self.matrix.current()
        if cell is not None:
            self.record_wanted.emit(cell)

    def _on_withdraw(self) -> None:
        cell = self.matrix.current()
        if cell is not None:
            self.withdraw_wanted.emit(cell)
