"""The changing part of a card: taken out and built anew, without a trace of what stood there."""

from PySide6.QtWidgets import QLayout, QWidget

from ui.widgets.parts import Card


class Inside:
    """What a card shows now; ``fill`` shows something else."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self._widget = QWidget()
        card.body.addWidget(self._widget)

    def fill(self, layout: QLayout) -> None:
        """Show other pieces. The old ones go later: one of their own buttons may have asked for it."""
        self._widget.hide()
        self._card.body.removeWidget(self._widget)
        self._widget.deleteLater()
        self._widget = QWidget()
        self._widget.setLayout(layout)
        self._card.body.addWidget(self._widget)
