"""What to do in the first hour of an incident, calmly: shown while there is none, so that it is known before."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.widgets.numbered_step import NumberedStep
from ui.widgets.parts import Card, button, column, picture, row, text

_WIDTH = 760  # pixels: lines stay short enough to be read at a glance


class FirstHour(QWidget):
    """``record`` begins an incident."""

    def __init__(self, record: Callable[[], object]) -> None:
        super().__init__()
        steps = (
            (
                self.tr("Stop it"),
                self.tr("Call the paper, parcel or message back; lock the computer; change passphrases."),
            ),
            (
                self.tr("Write it down here at once"),
                self.tr("One sentence is enough. The clocks run from the discovery, so nothing is gained by waiting."),
            ),
            (
                self.tr("Keep the traces"),
                self.tr("Throw nothing away and reset no computer: it shows what happened and who is affected."),
            ),
            (
                self.tr("Find out who is affected"),
                self.tr("The ledger knows who was on a manifest, on a list, in a backup, or shared with a partner."),
            ),
            (
                self.tr("Tell the manager"),
                self.tr("The law gives hours, not days, to report it. Customers have to be told too."),
            ),
        )
        card = Card()
        card.setMaximumWidth(_WIDTH)
        card.body.setContentsMargins(28, 24, 28, 24)
        card.body.setSpacing(16)
        title = column(
            text(self.tr("No incident so far"), "section"),
            text(self.tr("If something just happened: the first hour, one thing after the other."), "mute", wraps=True),
            spacing=2,
        )
        head = row(picture("siren", "accent", 28), title, spacing=14)
        head.setStretch(1, 1)
        card.body.addLayout(head)
        for number, (name, words) in enumerate(steps, 1):
            step = NumberedStep(number, name, ())
            step.show_state(words, is_done=False)
            card.body.addWidget(step)
        self.button = button(self.tr("Record an incident…"), record, icon="plus")
        card.body.addLayout(row(None, self.button))
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        across = row(None, card, None)
        across.setStretch(1, 100)
        inside.setLayout(column(None, across, None))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scroll)
