"""What a salvage would bring back: kind by kind, and what has to be known before it is put in place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ledger.domain.wording import Wording
from ledger.services.salvaged_kinds import KindCount, by_kind
from ledger.services.salvaging import Salvage
from ui.widgets.parts import text


class SalvageResult(QWidget):
    """A heading, a small table and the sentences below it."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._heading = text("", "strong", wraps=True)
        self._sheet = QFrame()
        self._sheet.setProperty("role", "paper")
        self._sentences = text("", wraps=True)
        self._kept = text("", wraps=True, selectable=True)
        self._kept.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        for piece in (self._heading, self._sheet, self._sentences, self._kept):
            box.addWidget(piece)

    @property
    def words(self) -> str:
        """Return the sentences shown."""
        return " ".join((self._heading.text(), self._sentences.text(), self._kept.text()))

    def show_salvage(self, made: Salvage) -> None:
        """Show what was read."""
        self._heading.setText(
            self.tr("Not everything could be saved. Rows missing: {count}").format(count=made.lost)
            if made.lost
            else self.tr("Everything could be saved.")
            if made.is_exact
            else self.tr("Everything one can still know of could be saved.")
        )
        self._sheet.setLayout(self._table(by_kind(made)))
        self._sentences.setText("\n\n".join(self._what_to_know(made)))

    def say_kept(self, name: str) -> None:
        """Say that it is done, and where the damaged file is now."""
        self._heading.setText(self.tr("The saved ledger is in its place."))
        self._kept.setText(
            self.tr(
                "The damaged file lies beside it as {name} and is deleted after 30 days, or at the next erasure: it "
                "still holds what is erased from the ledger. What happened is written down in the trail."
            ).format(name=name)
        )
        self._kept.show()
        self._sentences.hide()

    def _table(self, counts: tuple[KindCount, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight
        headings = (self.tr("Records"), self.tr("Saved"), self.tr("From the backup"), self.tr("Missing"))
        for at, heading in enumerate(headings):
            grid.addWidget(text(heading, "mute"), 0, at, Qt.AlignmentFlag.AlignLeft if at == 0 else right)
        for line, one in enumerate(counts, start=1):
            grid.addWidget(text(self._wording.text(f"salvage_kinds.{one.kind}")), line, 0)
            numbers = (str(one.kept), str(one.filled) if one.filled else "", self._missing(one))
            for at, number in enumerate(numbers, start=1):
                is_bad = at == len(numbers) and bool(one.missing)
                grid.addWidget(text(number, "strong" if is_bad else ""), line, at, right)
        return grid

    def _missing(self, one: KindCount) -> str:
        if one.is_exact:
            return str(one.missing) if one.missing else ""
        return self.tr("at least {count}").format(count=one.missing) if one.missing else self.tr("unknown")

    def _what_to_know(self, made: Salvage) -> list[str]:
        said = list[str]()
        stand_ins = sum(one.stand_ins for one in made.tables)
        if stand_ins:
            said.append(
                self.tr(
                    "Customers and partners whose own row is lost keep their code and their records, under a name that "
                    "says so: {count}. Ask them and write it in again."
                ).format(count=stand_ins)
            )
        if not made.is_exact:
            said.append(
                self.tr(
                    "Where it says “unknown”, nobody can tell any more whether rows newer than the backup are missing. "
                    "Compare with your papers."
                )
            )
        if made.trail.broken_at is not None:
            said.append(
                self.tr(
                    "The trail is broken from entry {seq} on. That stays visible for ever; what is written from now on "
                    "is proven as before."
                ).format(seq=made.trail.broken_at)
            )
        else:
            said.append(self.tr("The trail is whole: every entry and every signature holds."))
        if made.lost_stop_hashes:
            said.append(self.tr("Numbers of erased people who wanted no contact cannot be recognised any more."))
        if not made.are_checked:
            said.append(
                self.tr(
                    "The beginning of the file is lost, so single wrong letters in what was read cannot be ruled out."
                )
            )
        return said
