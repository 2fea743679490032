"""An old paper in hand: the footer of any report is typed and compared with the trail."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ledger.domain.errors import InvalidInput, LedgerError
from ledger.domain.instants import show_instant
from ledger.services import trail
from ledger.services.trail import PaperCheck, PaperChecked
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.form import Banner, line_edit
from ui.widgets.parts import Chip, button, column, picture, row, text

_NUMBER, _HEAD = 120, 190  # widths: seven digits, and sixteen in groups of four
_LONGEST = 100  # a whole head with its spaces
_TONES = {PaperCheck.MATCHES: Tone.OK, PaperCheck.DIFFERS: Tone.BAD, PaperCheck.GONE: Tone.BAD}


class PaperCheckRow(QWidget):
    """Number and head as they stand in a footer. ``compared`` carries what the trail says to them."""

    compared = Signal(object)  # PaperChecked

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.number = line_edit(self.tr("Entry, as 1234"), limit=20)
        self.number.setAccessibleName(self.tr("Number of the entry on the paper"))
        self.number.setFixedWidth(_NUMBER)
        self.head = line_edit("8f3a 22c0 9b1d 4e57", limit=_LONGEST)
        self.head.setAccessibleName(self.tr("Head on the paper"))
        self.head.setFixedWidth(_HEAD)
        for line in (self.number, self.head):
            line.returnPressed.connect(self.compare)
            line.textEdited.connect(self._forget)
        self.compare_button = button(self.tr("Compare"), self.compare)
        self.chip = Chip()
        self.chip.hide()
        self.said = text("", wraps=True)
        self.said.hide()
        self.wrong = Banner()
        asked = text(self.tr("A printed paper's footer:"), "strong")
        typed = row(picture("file-check", "accent", 20), asked, self.number, self.head, self.compare_button, None)
        told = row(self.chip, self.said, spacing=8)
        told.setStretch(1, 1)
        self.setLayout(column(typed, told, self.wrong, spacing=6))

    def compare(self) -> None:
        """Look the paper's entry up."""
        self._forget()
        number, head = _digits(self.number), self.head.text()
        if not number:
            self._on_failed(InvalidInput(field="paper_seq"))
            return
        self.desk.tasks.read(
            self, lambda session: trail.check_paper(session, int(number), head), self._show, self._on_failed
        )

    def _forget(self) -> None:
        self.chip.hide()
        self.said.hide()
        self.wrong.say("")

    def _show(self, found: PaperChecked) -> None:
        self.chip.show_state(_state(found.outcome), _TONES[found.outcome])
        self.said.setText(_sentence(found))
        for piece in (self.chip, self.said):
            piece.show()
        self.said.setAccessibleName(f"{self.chip.text()}: {self.said.text()}")
        self.compared.emit(found)

    def _on_failed(self, error: LedgerError) -> None:
        field = error.data.get("field")
        if field == "paper_seq":
            self.wrong.say(self.tr("Type the number of the entry as the footer has it."))
            self.number.setFocus()
        elif field == "paper_head":
            self.wrong.say(self.tr("Type the head as the footer has it: 16 digits and letters from a to f."))
            self.head.setFocus()
        else:
            self.wrong.say(self.desk.say(error))


def _digits(line: QLineEdit) -> str:
    """Return a number without the marks that group its thousands; nothing if it is none."""
    words = "".join(one for one in line.text() if not one.isspace() and one not in ".,")
    return words if words.isascii() and words.isdigit() else ""


def _state(outcome: PaperCheck) -> str:
    return {
        PaperCheck.MATCHES: QCoreApplication.translate("PaperCheckRow", "this paper matches"),
        PaperCheck.DIFFERS: QCoreApplication.translate("PaperCheckRow", "does not match"),
        PaperCheck.GONE: QCoreApplication.translate("PaperCheckRow", "no such entry"),
    }[outcome]


def _sentence(found: PaperChecked) -> str:
    at = show_instant(found.at) if found.at is not None else ""
    said = {
        PaperCheck.MATCHES: QCoreApplication.translate(
            "PaperCheckRow",
            "The ledger has entry {number} of {at} with this head. “Verify now” proves everything before it.",
        ),
        PaperCheck.DIFFERS: QCoreApplication.translate(
            "PaperCheckRow",
            "Entry {number} of {at} has another head. Read the paper again; if it is right, the trail was rewritten.",
        ),
        PaperCheck.GONE: QCoreApplication.translate(
            "PaperCheckRow",
            "The ledger ends at entry {newest}. This is an older copy of the ledger, or its end was cut off.",
        ),
    }[found.outcome]
    return said.format(number=found.seq, at=at, newest=found.newest)
