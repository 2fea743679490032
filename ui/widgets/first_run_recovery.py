"""The recovery sheet: made with the ledger, shown once, printed, and retyped from the paper."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QProgressBar, QStackedLayout, QWidget

from ledger.services.passphrases import code_groups, wrong_groups
from ui.theme import Tone
from ui.widgets.first_run_parts import Note, Step
from ui.widgets.form import combo
from ui.widgets.parts import button, column, row, text
from ui.widgets.recovery_code_field import RecoveryCodeField

_IN_ROW = 4  # as on the sheet


@dataclass(frozen=True, slots=True)
class SheetActs:
    """What can be done with the sheet: print it on a printer, save it as a PDF."""

    print_on: Callable[[str], None]
    save: Callable[[], None]


class SheetStep(Step):
    """First the making, which takes some seconds, then the code."""

    def __init__(self, printers: tuple[str, ...], acts: SheetActs) -> None:
        super().__init__(
            self.tr("The recovery sheet"),
            self.tr("If all passphrases are forgotten, only this code opens the ledger. It is shown here once."),
        )
        self._grid = QGridLayout()
        self._grid.setSpacing(14)
        self._printers = combo(())
        self._printers.setAccessibleName(self.tr("Printer"))
        self._print = button(self.tr("Print"), lambda: acts.print_on(str(self._printers.currentData())), icon="printer")
        self._save = button(self.tr("Save as PDF…"), acts.save, icon="download")
        self._told, self._failed = Note(Tone.OK), Note(Tone.BAD)
        self._stack = QStackedLayout()
        self.form.addLayout(self._stack, 1)  # first: without a parent it would show its first piece as a window
        self._stack.addWidget(self._waiting())
        self._stack.addWidget(self._sheet())
        self.offer(printers)

    def _waiting(self) -> QWidget:
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("Making the ledger…"))
        made = QWidget()
        words = text(self.tr("The keys are being made. This takes a few seconds."), "mute", wraps=True)
        made.setLayout(column(text(self.tr("Making the ledger…"), "section"), words, bar, None, spacing=10))
        return made

    def _sheet(self) -> QWidget:
        paper = QFrame()
        paper.setProperty("role", "card")
        inside = column(text(self.tr("Recovery code"), "mute"), self._grid, spacing=12)
        inside.setContentsMargins(24, 18, 24, 22)
        paper.setLayout(inside)
        words = self.tr(
            "Print it now and put it into a sealed envelope, away from this computer. Whoever has the code and the "
            "ledger's files reads everything. The program keeps no copy and cannot show it again."
        )
        once = Note(Tone.WARN, words)
        none = self._none = text(
            self.tr("No printer is set up here: save the sheet, or write the code down by hand."), "small", wraps=True
        )
        made = QWidget()
        acts = row(self._printers, self._print, self._save, None, spacing=10)
        made.setLayout(column(paper, acts, none, self._told, self._failed, once, None, spacing=14))
        return made

    def offer(self, printers: tuple[str, ...]) -> None:
        """Offer printers; where there is none, say what else can be done."""
        self._printers.clear()
        for name in printers:
            self._printers.addItem(name, name)
        self._printers.setVisible(bool(printers))
        self._print.setVisible(bool(printers))
        self._none.setVisible(not printers)

    def show_waiting(self) -> None:
        """Show that the ledger is being made."""
        self._stack.setCurrentIndex(0)

    def show_code(self, code: str) -> None:
        """Show the code in its groups."""
        for at, group in enumerate(code_groups(code)):
            number = text(str(at + 1), "small")
            words = text(group, "figure", selectable=True)
            words.setAccessibleName(" ".join(group))
            self._grid.addLayout(column(number, words, spacing=0), at // _IN_ROW, at % _IN_ROW)
        self._stack.setCurrentIndex(1)

    def wipe(self) -> None:
        """Take the code off the screen."""
        while (item := self._grid.takeAt(0)) is not None:
            _empty(item.layout())

    def tell(self, words: str) -> None:
        """Say what became of the sheet."""
        self._failed.say("")
        self._told.say(words)

    def tell_failure(self, words: str) -> None:
        """Say why the sheet is not on paper yet."""
        self._told.say("")
        self._failed.say(words)

    def focus_first(self) -> None:
        """Begin with printing."""
        (self._save if self._print.isHidden() else self._print).setFocus()


class RetypeStep(Step):
    """The proof that the paper can be read."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            self.tr("Retype the code"),
            sentence or self.tr("Take the paper and type the code from it. Only then can customers be recorded."),
        )
        self._code = ""
        self._field = RecoveryCodeField(self.tr("Recovery code, from the paper"))
        self._wait = QProgressBar()
        self._wait.setRange(0, 0)
        self._wait.setTextVisible(False)
        self._wait.setAccessibleName(self.tr("Checking the code…"))
        self._wait.hide()
        hint = text(
            self.tr("Capitals and spaces do not matter. There is no letter I, L, O or U in it: 0 is zero, 1 is one."),
            "small",
            wraps=True,
        )
        for piece in (self._field, hint, self._wait):
            self.form.addWidget(piece)
        self.form.addStretch(1)

    def expect(self, code: str) -> None:
        """Tell which code is right."""
        self._code = code

    def typed(self) -> str:
        """Return the code as typed."""
        return self._field.typed()

    def show_busy(self, *, is_busy: bool) -> None:
        """Show that the code is being tried."""
        self._field.setEnabled(not is_busy)
        self._wait.setVisible(is_busy)

    def show_error(self, words: str) -> None:
        """Say why the code was not taken."""
        self._field.show_error(words)

    def is_right(self) -> bool:
        """Return whether every group is as on the paper; a wrong one is marked and named."""
        wrong = wrong_groups(self._field.groups(), self._code)
        if not wrong:
            self._field.show_error("")
            return True
        numbers = ", ".join(str(one) for one in wrong)
        self._field.show_error(self.tr("Not as on the sheet: group {numbers}").format(numbers=numbers), wrong)
        return False

    def wipe(self) -> None:
        """Forget the code."""
        self._code = ""
        self._field.wipe()

    def focus_first(self) -> None:
        """Begin with the first group."""
        self._field.lines[0].setFocus()


def _empty(layout: QLayout | None) -> None:
    while layout is not None and (item := layout.takeAt(0)) is not None:
        if (label := item.widget()) is not None:
            label.deleteLater()
