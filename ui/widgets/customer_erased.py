"""The card of an erased customer: when it was, what is left without the person, and the certificate."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ledger.domain.instants import show_instant
from ledger.services.customer_card import CustomerCard
from ledger.services.erasure import ErasureRecord
from ui.desk import Desk
from ui.places import PageId, Target
from ui.widgets.customer_inside import Inside
from ui.widgets.erase_preview import CountsSheet
from ui.widgets.parts import Card, Piece, button, column, picture, row, text


class ErasedPanel(QScrollArea):
    """Calm: nothing here can be done but look. ``certificate_wanted`` carries its code."""

    certificate_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        card = Card()
        self._inside = Inside(card)
        within = QWidget()
        within.setProperty("role", "scrolled")
        box = QVBoxLayout(within)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        box.addStretch(1)
        self.setWidgetResizable(True)
        self.setWidget(within)

    def show_card(self, card: CustomerCard, record: ErasureRecord | None, requests: tuple[str, ...]) -> None:
        """Show an erased customer; ``record`` is the manager's to see, ``requests`` are codes."""
        at = show_instant(card.erased_at) if card.erased_at is not None else ""
        heading = text(self.tr("The data of this customer were erased"), "section", wraps=True)
        title = row(picture("trash-2", "off", 22), heading, spacing=10)
        title.setStretch(1, 1)
        counts = self.tr("Erased {time}. What is left: orders {orders}, consents {consents}, feedback {feedback}.")
        left = counts.format(
            time=at, orders=card.counts.orders, consents=card.counts.consents, feedback=card.counts.feedback
        )
        pieces: list[Piece] = [title, text(left, "mute", wraps=True)]
        if record is not None:
            pieces += self._recorded(record)
        if requests:
            pieces.append(self._requests(requests))
        self._inside.fill(column(*pieces, spacing=12))

    def _recorded(self, record: ErasureRecord) -> list[Piece]:
        why = self._desk.wording.text(f"erasure_causes.{record.cause.value}")
        said = text(self.tr("{code} · {why}").format(code=record.code, why=why), wraps=True)
        goes = CountsSheet(self._desk, self.tr("Gone for good"), "trash-2", "removed", record.removed)
        stays = CountsSheet(self._desk, self.tr("Left, without the person"), "file-check", "kept", record.kept)
        both = row(goes, stays, spacing=14)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        certificate = button(
            self.tr("Certificate of erasure…"), lambda: self.certificate_wanted.emit(record.code), icon="file-check"
        )
        return [said, both, row(certificate, None)]

    def _requests(self, codes: tuple[str, ...]) -> QWidget:
        made = QWidget()
        links = [button(code, partial(self._desk.go, Target(PageId.REQUESTS, code)), role="link") for code in codes]
        made.setLayout(row(text(self.tr("Requests"), "strong"), *links, None))
        return made
