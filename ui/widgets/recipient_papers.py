"""One signed commitment: its days, the seven items of the decree, and its scan."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ledger.domain.instants import local_date, show_date
from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import CommitmentItem, commitment_state
from ledger.services.recipients import CommitmentLine
from ui.desk import Desk
from ui.widgets.parts import Chip, button, picture, row, text
from ui.widgets.recipient_words import commitment_tone


class CommitmentCard(QFrame):
    """``scan_wanted`` carries the file to be shown."""

    scan_wanted = Signal(int)

    def __init__(self, paper: CommitmentLine, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self._desk = desk
        one = paper.commitment
        state, _ = commitment_state(RecipientRole.OTHER, (one,), local_date(desk.now()), 0)
        word = desk.wording.text(f"commitment_states.{state.value}")
        days = self.tr("Signed {signed} · ends {ends}").format(
            signed=show_date(one.signed_on), ends=show_date(one.expires_on)
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(10)
        box.addLayout(row(text(days, "strong"), None, Chip(word, commitment_tone(state))))
        box.addLayout(self._items(paper))
        if paper.scan_id is not None:
            box.addLayout(row(self._scan(paper.scan_id, paper.scan_name or ""), None))
        else:
            box.addWidget(text(self.tr("No scan was kept."), "small"))

    def _items(self, paper: CommitmentLine) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        rows = -(-len(CommitmentItem) // 2)
        for at, item in enumerate(CommitmentItem):
            words = self._desk.wording.text(f"commitment_items.{item.value}")
            made = self._item(words, is_missing=item in paper.missing)
            grid.addWidget(made, at % rows, at // rows)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _item(self, words: str, *, is_missing: bool) -> QWidget:
        said = self.tr("{item}: missing").format(item=words) if is_missing else words
        label = text(said, "bad" if is_missing else "", wraps=True)
        if not is_missing:
            label.setAccessibleName(self.tr("{item}: present").format(item=words))
        made = QWidget()
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        icon = picture("x" if is_missing else "check", "bad" if is_missing else "ok", 16)
        box = row(icon, label)
        box.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        box.setStretch(1, 1)
        made.setLayout(box)
        return made

    def _scan(self, scan_id: int, name: str) -> QWidget:
        words = self.tr("Show the scan: {file}").format(file=name) if name else self.tr("Show the scan")
        return button(words, lambda: self.scan_wanted.emit(scan_id), role="link", icon="paperclip")
