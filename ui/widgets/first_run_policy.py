"""Which published policy the shop keeps: the packs, and every clause to read before choosing."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QPushButton, QScrollArea, QWidget

from ledger.assets import load_pack, pack_ids
from ledger.domain.policy import Clause
from ui.door import Door
from ui.theme import Tone
from ui.widgets.first_run_parts import Note, Step
from ui.widgets.parts import Chip, column, row, text

_LEFT = 300  # pixels


class _PackButton(QPushButton):
    """A pack to choose: its title over as many lines as it needs."""

    def __init__(self, title: str, below: str) -> None:
        super().__init__()
        self.setProperty("role", "choice")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        labels = (text(title, "strong", wraps=True), text(below, "small"))
        for label in labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._inside = column(*labels, spacing=4)
        self._inside.setContentsMargins(16, 12, 16, 12)
        self.setLayout(self._inside)

    def sizeHint(self) -> QSize:
        """Return the room the labels need; a button only knows its own text."""
        return QSize(_LEFT, self._inside.heightForWidth(_LEFT))

    def minimumSizeHint(self) -> QSize:
        """Return the same: no line may be cut."""
        return self.sizeHint()


class PackStep(Step):
    """Which published policy the shop keeps, with every clause to read."""

    is_wide = True

    def __init__(self, door: Door, chosen: str) -> None:
        super().__init__(
            self.tr("Your policy"),
            self.tr("The ledger holds the shop to these promises. Read them before you choose."),
        )
        self._door = door
        self._group = QButtonGroup(self)
        cards = [self._choice(pack_id) for pack_id in sorted(pack_ids(), key=lambda one: one != "combined")]
        self._note = Note(Tone.WARN)
        self._reader = QScrollArea()
        self._reader.setWidgetResizable(True)
        self._reader.setAccessibleName(self.tr("The clauses as published"))
        sheet = QFrame()
        sheet.setProperty("role", "card")
        reading = column(self._reader)
        reading.setContentsMargins(4, 8, 4, 8)
        sheet.setLayout(reading)
        left = QWidget()
        left.setFixedWidth(_LEFT)
        left.setLayout(column(*cards, 4, self._note, None, spacing=10))
        both = row(left, sheet, spacing=20)
        both.setStretch(1, 1)
        self.form.addLayout(both, 1)
        self._group.idClicked.connect(lambda _id: self._show_clauses())
        self._choose(chosen)

    def _choice(self, pack_id: str) -> QPushButton:
        pack = load_pack(pack_id)
        count = self.tr("Clauses: {count}").format(count=len(pack.clauses))
        made = _PackButton(pack.title.in_language(self._door.language), count)
        made.setProperty("pack", pack_id)
        self._group.addButton(made)
        return made

    def pack_id(self) -> str:
        """Return the pack chosen."""
        return str(self._chosen().property("pack"))

    def _chosen(self) -> QAbstractButton:
        return next(one for one in self._group.buttons() if one.isChecked())

    def _choose(self, pack_id: str) -> None:
        for one in self._group.buttons():
            one.setChecked(one.property("pack") == pack_id)
        self._show_clauses()

    def _show_clauses(self) -> None:
        pack = load_pack(self.pack_id())
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        source = text(pack.source.in_language(self._door.language), "small", wraps=True)
        lines = column(source, *(self._clause(one) for one in pack.clauses), None, spacing=16)
        lines.setContentsMargins(16, 8, 16, 8)
        inside.setLayout(lines)
        self._reader.setWidget(inside)
        is_joined = len({one.id.split()[0] for one in pack.clauses}) > 1
        self._note.say(
            self.tr(
                "Two policies are joined here. Where they contradict each other the more exact clause counts: for "
                "couriers and installers VK 3 and KO 4b, not KO 3."
            )
            if is_joined
            else ""
        )

    def _clause(self, clause: Clause) -> QWidget:
        made = QWidget()
        words = text(clause.text.in_language(self._door.language).strip(), wraps=True, selectable=True)
        number = Chip(clause.id, Tone.ACCENT)
        made.setLayout(column(row(number, None), words, spacing=6))
        return made

    def focus_first(self) -> None:
        """Begin with the pack chosen."""
        self._chosen().setFocus()
