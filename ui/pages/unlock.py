"""The door: choose a ledger, say who you are, type the passphrase. Nothing of the ledger is shown before that."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ledger.domain.errors import LedgerError, SignInDelayed, SignInStopped, UnknownMember, WrongPassphrase
from ledger.services import ledger_folder, throttle
from ledger.services.session import open_ledger
from ui.desk import SignedIn, signed_in
from ui.door import Door
from ui.messages import Question
from ui.recent_ledgers import recent_ledgers, remember
from ui.settings import NAME
from ui.widgets.door_frame import LookSwitch, brand, paint_ground
from ui.widgets.enter_key import is_enter, pressed_by_enter
from ui.widgets.parts import Card, button, column, row, text
from ui.widgets.sign_in_wait import SignInWait
from ui.widgets.unlock_form import UnlockForm
from ui.widgets.unlock_rescue import Rescue
from ui.widgets.unlock_trouble import Trouble, TroublePanel

_CARD_WIDTH = 440


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a folder shows without a key."""

    folder: Path
    is_ledger: bool
    names: tuple[str, ...]


def _look_into(folder: Path) -> _Seen:
    return _Seen(folder, ledger_folder.is_ledger(folder), ledger_folder.member_names(folder))


class UnlockPage(QWidget):
    """Opens a ledger off the window's thread and says who signed in; errors stand where they belong."""

    signed_in = Signal(object)  # SignedIn
    new_wanted = Signal()
    restore_wanted = Signal(object)  # Path of the folder chosen, or None
    language_wanted = Signal(str)
    theme_wanted = Signal()
    _forgotten = Signal()

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self._is_busy = False
        self._wanted_name = ""
        self.setAccessibleName(self.tr("Open the ledger"))
        self._form = UnlockForm(self._choose_folder)
        self._form.folder_chosen.connect(lambda folder: self._show_folder(folder, self._wanted_name))
        self._form.name.changed.connect(self._look_for_wait)
        self._wait = SignInWait(door.clock.now)
        self._rescue = Rescue(door)
        self._rescue.restore_wanted.connect(self.restore_wanted)
        self._rescue.salvage_wanted.connect(self._salvage)
        self._trouble = TroublePanel(self._ask_to_accept, self._rescue)
        self._title = text("", "section", wraps=True)
        self._sentence = text("", "mute", wraps=True)
        self._open_button = button(self.tr("Open"), self.submit, role="primary")
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Opening… about one second"))
        self._other_way: QPushButton = button("", self._switch_way, role="link")
        self._wait.ticked.connect(self._show_open)
        self._wait.set_back.connect(self._look_for_wait)
        self._new_button = button(self.tr("Make a new ledger…"), self.new_wanted.emit, role="link")
        self._restore_button = button(
            self.tr("Restore from a backup…"), lambda: self.restore_wanted.emit(self._form.folder.folder()), role="link"
        )
        self._lay_out()
        self._say_title(is_locked=False)
        self._use_code(is_wanted=False)
        self._show_busy(is_busy=False)

    def _lay_out(self) -> None:
        paint_ground(self)
        card = Card()
        card.setFixedWidth(_CARD_WIDTH)
        card.body.setContentsMargins(28, 24, 28, 20)
        card.body.setSpacing(14)
        card.body.addLayout(column(self._title, self._sentence, spacing=2))
        for piece in (self._form, self._wait, self._trouble, column(self._open_button, self._progress, spacing=6)):
            card.body.addWidget(piece) if isinstance(piece, QWidget) else card.body.addLayout(piece)
        ways = column(row(self._other_way, None, self._new_button), row(self._restore_button, None), spacing=2)
        card.body.addLayout(ways)
        self._switch = LookSwitch(self._door.language)
        self._switch.language_wanted.connect(self.language_wanted)
        self._switch.theme_wanted.connect(self.theme_wanted)
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        inside.setLayout(column(None, row(None, brand(), None), 8, row(None, card, None), None, None, spacing=12))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 16)
        whole.addWidget(scroll, 1)
        whole.addLayout(row(None, self._switch, None))

    # --- for the shell ---

    def choose(self, folder: Path, name: str = "", is_locked: bool = False) -> None:
        """Show a ledger to open; after a lock the same one, which only waits for the passphrase."""
        self.blank()
        self._say_title(is_locked=is_locked)
        self._use_code(is_wanted=False)
        self._show_folder(folder, name or self._door.settings.get(NAME))
        if is_locked and name:
            self._form.ask_passphrase_only(folder, name)

    def blank(self) -> None:
        """Forget everything typed and said."""
        self._form.wipe()
        self._trouble.clear()
        self._wait.clear()
        self._show_busy(is_busy=False)

    def forget_secrets(self) -> None:
        """See ``door_watch``."""
        if not self._is_busy:
            self._form.wipe()
        self._forgotten.emit()

    def submit(self) -> None:
        """Open the ledger with what was typed."""
        self._open(accepts_doubts=False)

    # --- folder and way ---

    def _say_title(self, *, is_locked: bool) -> None:
        self._title.setText(self.tr("Screen locked") if is_locked else self.tr("Open the ledger"))
        self._sentence.setText(
            self.tr("Type your passphrase to go on.")
            if is_locked
            else self.tr("The data stays encrypted on this computer until you open it.")
        )
        for one in (self._new_button, self._restore_button):
            one.setVisible(not is_locked)

    def _choose_folder(self) -> None:
        self._door.messages.choose_folder(
            self.tr("The ledger's folder"), lambda folder: self._show_folder(folder, self._wanted_name)
        )

    def _show_folder(self, folder: Path | None, name: str) -> None:
        self._wanted_name = name
        self._trouble.clear()
        self._form.clear_errors()
        self._form.folder.offer(recent_ledgers(self._door.settings), folder)
        self._form.name.offer((), name)
        if folder is not None:
            self._door.tasks.compute(self, lambda: _look_into(folder), self._on_seen)
        self._form.focus_first()

    def _on_seen(self, seen: _Seen) -> None:
        if seen.folder != self._form.folder.folder():
            return  # another one was chosen meanwhile
        self._form.name.offer(seen.names, self._wanted_name)
        if not seen.is_ledger:
            self._form.folder.field.show_error(self.tr("No ledger lies in this folder, or not all of it."))
        self._form.focus_first()
        self._look_for_wait()

    def _switch_way(self) -> None:
        self._use_code(is_wanted=not self._form.is_by_code)
        self._form.focus_first()
        self._look_for_wait()

    def _use_code(self, *, is_wanted: bool) -> None:
        self._form.use_code(is_wanted=is_wanted)
        self._trouble.clear()
        self._other_way.setText(
            self.tr("Open with a passphrase") if is_wanted else self.tr("Open with the recovery sheet…")
        )

    # --- waiting after wrong tries ---

    def _who(self) -> str | None:
        return None if self._form.is_by_code else self._form.name.name()

    def _look_for_wait(self) -> None:
        folder, who, now = self._form.folder.folder(), self._who(), self._door.clock.now()
        if folder is not None:
            self._door.tasks.compute(
                self,
                lambda: throttle.wait(folder, who, now),
                lambda due: self._show_wait(due, is_asked=who == self._who()),
            )

    def _show_wait(self, due: throttle.Wait, *, is_asked: bool) -> None:
        if is_asked:  # somebody else was chosen meanwhile otherwise
            self._wait.say(due, self._door.say(SignInStopped(limit=throttle.STOP_AFTER)))

    def _show_open(self) -> None:
        self._open_button.setEnabled(not self._is_busy and self._wait.is_over)
        resting = self._wait.words if self._wait.seconds else self.tr("Open")
        self._open_button.setText(self.tr("Opening… about one second") if self._is_busy else resting)

    # --- opening ---

    def _open(self, *, accepts_doubts: bool) -> None:
        folder = self._form.folder.folder()
        if self._is_busy or not self._wait.is_over or not self._is_complete(folder):
            return
        self._form.clear_errors()
        self._trouble.clear()
        self._show_busy(is_busy=True)
        place, clock = self._door.place_of(folder or Path()), self._door.clock
        name = self._who()
        secret = self._form.code.typed() if name is None else self._form.passphrase.typed()
        self._door.tasks.open(
            self,
            lambda: open_ledger(place, name, secret, clock, accept_doubts=accepts_doubts),
            lambda _session: self._door.tasks.read(self, signed_in, self._on_signed_in, self._on_failed),
            self._on_failed,
        )

    def _is_complete(self, folder: Path | None) -> bool:
        self._form.clear_errors()
        if folder is None:
            self._form.folder.field.show_error(self.tr("Choose the folder in which the ledger lies."))
            self._form.folder.button.setFocus()
        elif self._form.is_by_code:
            return self._is_code_complete()
        elif not self._form.name.name():
            self._form.name.field.show_error(self.tr("Type your name as the manager entered it."))
            self._form.name.field.editor.setFocus()
        elif not self._form.passphrase.typed():
            self._form.passphrase.retry(self.tr("Type your passphrase."))
        else:
            return True
        return False

    def _is_code_complete(self) -> bool:
        if self._form.code.typed():
            return True
        self._form.code.show_error(self.tr("Type the code that stands on the recovery sheet."))
        return False

    def _show_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._form.setEnabled(not is_busy)
        for one in (self._other_way, self._new_button, self._restore_button):
            one.setEnabled(not is_busy)
        self._show_open()
        kept = self._progress.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(kept)
        self._progress.setVisible(is_busy)

    def _on_signed_in(self, who: SignedIn) -> None:
        folder, name = self._form.folder.folder(), "" if self._form.is_by_code else who.member.name
        if folder is not None:
            remember(self._door.settings, folder, name)
        self.blank()
        self.signed_in.emit(who)

    def _on_failed(self, error: LedgerError) -> None:
        self._show_busy(is_busy=False)
        words = self._door.say(error)
        if isinstance(error, WrongPassphrase) and self._form.is_by_code:
            self._form.code.show_error(self.tr("This code does not open the ledger. Compare it with the sheet."))
            self._form.code.lines[0].setFocus()
        elif isinstance(error, WrongPassphrase):
            self._form.passphrase.retry(words)
        elif isinstance(error, UnknownMember):
            self._form.ask_all()
            self._form.name.field.show_error(words)
            self._form.name.field.editor.setFocus()
        elif not isinstance(error, SignInDelayed | SignInStopped):
            self._trouble.say(error, words)
            self._rescue.look(error, self._form.folder.folder() or Path())
            self._open_button.setFocus()
        else:
            self._form.focus_first()  # what was typed stays; Enter opens once the wait is over
        self._look_for_wait()

    def _salvage(self) -> None:
        from ui.dialogs.salvage import SalvageDialog

        folder, name = self._form.folder.folder(), self._who()
        if not self._is_complete(folder):
            return
        secret = self._form.code.typed() if name is None else self._form.passphrase.typed()
        dialog = SalvageDialog(self._door, folder or Path(), (name, secret), self)
        dialog.accepted.connect(self.submit)
        dialog.salvaged.connect(self._trouble.clear)
        self._forgotten.connect(dialog.forget_secrets)
        dialog.open()

    def _ask_to_accept(self) -> None:
        sentence = (
            self.tr("Every entry from now on gets the date of this computer. That is written down with your name.")
            if self._trouble.kind is Trouble.CLOCK
            else self.tr("Entries made after this copy are missing from it. That is written down with your name.")
        )
        confirm = self.tr("Open anyway, and write that down")
        question = Question(self.tr("Open this ledger all the same?"), sentence, confirm)
        self._door.messages.ask(question, lambda: self._open(accepts_doubts=True))

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter open from every field; on a button it presses that."""
        if pressed_by_enter(event, self.focusWidget()):
            return
        if is_enter(event):
            self.submit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where typing begins."""
        super().showEvent(event)
        self._form.focus_first()
