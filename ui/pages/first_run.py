"""The first run: six steps to a ledger, its recovery code on paper and proven to be readable."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from ledger.domain.errors import InvalidInput, LedgerError, StorageError, WeakPassphrase, WrongPassphrase
from ledger.services.recovery import recovery_sheet
from ledger.services.session import NewLedger, Session, confirm_recovery, create_ledger
from ui.desk import SignedIn, signed_in
from ui.door import Door
from ui.messages import Question
from ui.recent_ledgers import remember
from ui.widgets.first_run_folder import FolderStep
from ui.widgets.first_run_parts import Draft, Step
from ui.widgets.first_run_policy import PackStep
from ui.widgets.first_run_recovery import RetypeStep, SheetActs, SheetStep
from ui.widgets.first_run_steps import ManagerStep, ShopStep
from ui.widgets.parts import button, row
from ui.widgets.recovery_paper import Drawing, RecoveryPaper
from ui.widgets.stepped_page import SteppedPage

__all__ = ["Draft", "FirstRunPage"]

_SHOP, _PACK, _FOLDER, _MANAGER, _SHEET, _RETYPE = range(6)


class FirstRunPage(SteppedPage):
    """Makes a ledger. ``draft`` brings back what was typed before the language or the look was changed."""

    signed_in = Signal(object)  # SignedIn
    open_wanted = Signal()
    restore_wanted = Signal()  # a new computer, and nothing but a backup
    left_open = Signal()  # the ledger is made, and nobody went on
    language_wanted = Signal(str)
    theme_wanted = Signal()

    def __init__(self, door: Door, draft: Draft | None = None) -> None:
        super().__init__()
        self._door = door
        self._code = ""
        self._is_busy = self._is_finished = False
        self.setAccessibleName(self.tr("Make a new ledger"))
        typed = draft or Draft()
        self._shop = ShopStep(door, typed.shop)
        self._pack = PackStep(door, typed.pack)
        self._folder = FolderStep(door, typed.folder)
        self._manager = ManagerStep(door, typed.manager, typed.passphrases)
        paper = RecoveryPaper(door, self._paper, self)
        self._sheet = SheetStep(door.printing.names(), SheetActs(paper.print_on, paper.save))
        paper.told.connect(self._sheet.tell)
        paper.failed.connect(self._sheet.tell_failure)
        self._retype = RetypeStep()
        steps = (
            self._shop, self._pack, self._folder, self._manager, self._sheet, self._retype,
        )  # fmt: skip
        self._was = self.draft()
        self._shop.language_wanted.connect(self.language_wanted)
        self._shop.theme_wanted.connect(self.theme_wanted)
        self._folder.open_wanted.connect(self.open_wanted)
        self._lay_out(steps)
        self._go(min(typed.step, _MANAGER))

    def _lay_out(self, steps: tuple[Step, ...]) -> None:
        titles = (
            self.tr("Your shop"),
            self.tr("Your policy"),
            self.tr("Where the ledger lies"),
            self.tr("The first manager"),
            self.tr("The recovery sheet"),
            self.tr("Retype the code"),
        )
        self._instead = button(self.tr("Open an existing ledger instead"), self._leave, role="link")
        self._restore = button(self.tr("Restore from a backup…"), self.restore_wanted.emit, role="link")
        self._later = button(self.tr("Retype later…"), self._ask_later, role="quiet")
        self._back = button(self.tr("Back"), self._on_back)
        self._next: QPushButton = button("", self.submit, role="primary")
        acts = row(self._instead, 12, self._restore, None, self._later, self._back, self._next, spacing=10)
        self.lay_out(titles, steps, acts)

    # --- for the shell ---

    def draft(self) -> Draft:
        """Return everything typed, to build the page anew in another language or look."""
        return Draft(
            self.at,
            self._shop.typed(),
            self._pack.pack_id(),
            self._folder.typed(),
            self._manager.manager(),
            self._manager.passphrases(),
        )

    def may_leave(self) -> bool:
        """Return whether nothing would be lost: nothing typed, no code that was not retyped."""
        if self._code:
            return False
        return self._is_finished or replace(self.draft(), step=0, folder="") == replace(self._was, step=0, folder="")

    def forget_secrets(self) -> None:
        """See ``door_watch``: before the ledger is made the passphrases go, afterwards it is locked with its code."""
        if self._code and not self._is_busy:
            self.left_open.emit()
        elif not self._is_busy:
            self._manager.forget()

    def submit(self) -> None:
        """Go on, if what was typed here is right."""
        if self._is_busy or not self.steps[self.at].is_right():
            return
        if self.at == _MANAGER:
            self._create()
        elif self.at == _RETYPE:
            self._confirm()
        else:
            self._go(self.at + 1)

    # --- going ---

    def _go(self, at: int) -> None:
        self.show_step(at)
        if at == _FOLDER:
            self._folder.suggest(self._shop.typed()[0])
        if at == _MANAGER:
            self._manager.set_shop_name(self._shop.typed()[0])
        self._show_acts()
        self.steps[at].focus_first()

    def _show_acts(self) -> None:
        is_made = bool(self._code)
        words = {
            _MANAGER: self.tr("Make the ledger"),
            _SHEET: self.tr("I have the code on paper"),
            _RETYPE: self.tr("Check and finish"),
        }
        self._next.setText(words.get(self.at, self.tr("Next")))
        self._next.setEnabled(not self._is_busy)
        self._back.setVisible(self.at not in {_SHOP, _SHEET})
        self._back.setEnabled(not self._is_busy)
        for way_out in (self._instead, self._restore):
            way_out.setVisible(not is_made and not self._is_busy)
        self._later.setVisible(self.at == _RETYPE)
        self._later.setEnabled(not self._is_busy)

    def _on_back(self) -> None:
        self._go(self.at - 1)

    def _leave(self) -> None:
        if self.may_leave():
            self.open_wanted.emit()
            return
        question = Question(
            self.tr("Stop setting up?"),
            self.tr("What you typed here is forgotten. No ledger was made."),
            self.tr("Stop setting up"),
        )
        self._door.messages.ask(question, self.open_wanted.emit)

    # --- making the ledger ---

    def _create(self) -> None:
        try:
            shop = self._shop.shop()
        except InvalidInput:
            self._go(_SHOP)
            self._shop.is_right()
            return
        new = NewLedger(shop, self._pack.pack_id(), self._manager.manager(), self._manager.passphrases()[0])
        place, clock = self._door.place_of(self._folder.folder()), self._door.clock
        codes: list[str] = []  # the job hands back the session alone

        def make() -> Session:
            session, code = create_ledger(place, new, clock)
            codes.append(code)
            return session

        self._set_busy(is_busy=True)
        self._sheet.show_waiting()
        self._go(_SHEET)
        self._door.tasks.open(self, make, lambda _session: self._on_created(codes.pop()), self._on_not_created)

    def _on_created(self, code: str) -> None:
        self._code = code
        self._manager.wipe()
        remember(self._door.settings, self._folder.folder(), self._manager.manager())
        self._sheet.show_code(code)
        self._retype.expect(code)
        self._set_busy(is_busy=False)
        self._sheet.focus_first()

    def _on_not_created(self, error: LedgerError) -> None:
        self._set_busy(is_busy=False)
        if isinstance(error, StorageError) and not isinstance(error, WeakPassphrase):
            self._go(_FOLDER)
            self._folder.show_error(error)
        else:
            self._go(_MANAGER)
            self._manager.show_error(error)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._show_acts()

    # --- the sheet ---

    def _paper(self) -> Drawing:
        """Return what draws the sheet, in any thread: everything typed is read here and now."""
        shop, folder, now = self._shop.shop(), self._folder.folder().name, self._door.clock.now()
        code, language = self._code, self._door.language
        return lambda: recovery_sheet(shop, code, now, folder, language)

    # --- retyping ---

    def _confirm(self) -> None:
        typed = self._retype.typed()
        self._set_busy(is_busy=True)
        self._retype.show_busy(is_busy=True)
        self._door.tasks.write(
            self, lambda session: confirm_recovery(session, typed), lambda _done: self._finish(), self._on_not_confirmed
        )

    def _on_not_confirmed(self, error: LedgerError) -> None:
        self._retype.show_busy(is_busy=False)
        self._set_busy(is_busy=False)
        is_wrong = isinstance(error, WrongPassphrase)
        self._retype.show_error(
            self.tr("This code does not open the ledger. Compare it with the sheet.")
            if is_wrong
            else self._door.say(error)
        )

    def _ask_later(self) -> None:
        question = Question(
            self.tr("Go on without retyping the code?"),
            self.tr(
                "The code is not shown again. Until it is retyped from the paper, or a second manager is there, no "
                "customer can be recorded."
            ),
            self.tr("Retype later"),
        )
        self._door.messages.ask(question, self._finish)

    def _finish(self) -> None:
        self._door.tasks.read(self, signed_in, self._on_signed_in, self._on_not_confirmed)

    def _on_signed_in(self, who: SignedIn) -> None:
        self._code, self._is_finished = "", True
        self._sheet.wipe()
        self._retype.show_busy(is_busy=False)
        self._retype.wipe()
        self._set_busy(is_busy=False)
        self.signed_in.emit(who)
