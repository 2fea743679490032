"""The frame of every dialog: asks for one thing, says inline what is wrong, and keeps what was typed."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.errors import InvalidInput, LedgerError, NameTaken
from ledger.domain.gate import Decision
from ledger.services.drafts import HalfWritten
from ledger.services.session import Session
from ui.desk import Desk
from ui.half_written import Left, Saving
from ui.messages import Question
from ui.places import Target
from ui.ways_out import WayOut
from ui.widgets.enter_key import pressed_by_enter
from ui.widgets.form import Banner, Field, value_of
from ui.widgets.form_state import show_state, state_of
from ui.widgets.parts import button, column, line, row, text
from ui.widgets.reasons import ReasonsPanel

_BUTTONS = 70  # pixels: their row, with the line above
_LOWEST, _LEAST_ROOM = 200, 320


class FormDialog(QDialog):
    """A form over ``Tasks.write``. Subclasses add fields in ``__init__`` and say in ``work`` what is to be done.

    ``work`` reads the editors and returns the job; it may raise ``InvalidInput`` for what cannot be read. ``refused``
    tells a returned refusal from a success. Opened by ``open()``; ``saved`` carries the result. With a ``draft_form``
    what is typed is kept in the ledger when the screen is locked, and given back; ``fills_late`` where fields come or
    fill only when the ledger has answered, which is told by ``ready``.
    """

    draft_form: DraftForm | None = None
    fills_late = False
    saved = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None, title: str, save: str, sentence: str = "") -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self.fields: dict[str, Field] = {}
        self._was: dict[str, object] = {}
        self._opened_by = "", ""
        self._is_given_back = False
        self._is_busy = False
        self._saving = Saving()
        self.form = column(spacing=14)
        self.banner = Banner()
        self.reasons = ReasonsPanel(self._leave_for)
        self.cancel_button = button(self.tr("Cancel"), self.close)
        self.save_button = button(save, self.submit, role="primary")
        self.save_button.setDefault(True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # in a text of several lines Enter is a new line
            QShortcut(QKeySequence(keys), self, self._on_save_key)
        self._lay_out(title, sentence)

    def _lay_out(self, title: str, sentence: str) -> None:
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        box = QVBoxLayout(inside)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(14)
        box.addWidget(text(title, "section"))
        if sentence:
            box.addWidget(text(sentence, "mute", wraps=True))
        box.addLayout(self.form)
        box.addWidget(self.banner)
        box.addWidget(self.reasons)
        box.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll, self._inside = scroll, inside
        self.buttons = row(None, self.cancel_button, self.save_button)
        self.buttons.setContentsMargins(24, 12, 24, 16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(line())
        whole.addLayout(self.buttons)

    # --- for subclasses ---

    def add(self, name: str, field: Field) -> Field:
        """Add a field under the name the ledger's errors give it; return it."""
        self.fields[name] = field
        self.form.addWidget(field)
        return field

    def work(self) -> Callable[[Session], object]:
        """Return the job that saves what was typed. Raises ``InvalidInput``."""
        raise TypeError(type(self).__name__)

    def refused(self, result: object) -> Decision | None:  # noqa: ARG002 (subclasses look)
        """Return the gate's refusal if the result is one."""
        return None

    def ways_out(self, decision: Decision) -> tuple[WayOut, ...]:  # noqa: ARG002 (subclasses look)
        """Return where a refusal can be settled."""
        return ()

    def begin(self) -> None:
        """Put the cursor into the first field, of those that came when the ledger answered; not on "Cancel"."""
        QTimer.singleShot(0, self, self._begin)  # what was just added shows itself only then

    # --- saving ---

    def submit(self) -> None:
        """Save, unless something typed cannot be right."""
        if self._is_busy:
            return
        self._clear_errors()
        try:
            job = self.work()
        except InvalidInput as error:
            self.show_error(error)
            return
        self._set_busy(is_busy=True)
        self._saving = Saving()
        self.desk.tasks.write(self, self._saving.watched(job), self._on_done, self._on_failed)

    def _on_save_key(self) -> None:
        if self.save_button.isVisible():  # a dialog that is done hides it
            self.save_button.click()

    def _on_done(self, result: object) -> None:
        self._set_busy(is_busy=False)
        decision = self.refused(result)
        if decision is not None:
            self.reasons.say(self.tr("This was not done"), self.desk.reasons(decision), self.ways_out(decision))
            self.fit()
            return
        self._was = self._typed()
        self.saved.emit(result)
        self.accept()

    def _on_failed(self, error: LedgerError) -> None:
        self._set_busy(is_busy=False)
        self.show_error(error)

    def show_error(self, error: LedgerError) -> None:
        """Show an error under its field, or under the form; the cursor goes there."""
        name = str(error.data.get("field") or (error.data.get("kind") if isinstance(error, NameTaken) else ""))
        field = self.fields.get(name)
        if field is None:
            self.banner.say(self.desk.say(error))
        else:
            field.show_error(self.desk.say(error))
            field.editor.setFocus()
        self.fit()

    def _clear_errors(self) -> None:
        for field in self.fields.values():
            field.show_error("")
        self.banner.say("")
        self.reasons.clear()

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.save_button.setEnabled(not is_busy)

    # --- size, leaving ---

    def fit(self) -> None:
        """Grow to what is inside, at most to the height of parent and screen; what went wrong comes into sight."""
        self._take_room()
        QTimer.singleShot(0, self, self._on_laid_out)  # new rows and wrapped lines know their height only then

    def _take_room(self) -> None:
        self._inside.adjustSize()
        parent = self.parentWidget()
        heights = [self.screen().availableGeometry().height()] + ([parent.window().height()] if parent else [])
        room = min(heights) - 40
        width = max(self.width(), self.minimumWidth())
        # The hint of wrapped words is made for narrow lines; at this width they need less.
        has_wrapped = self._inside.hasHeightForWidth()
        wanted = self._inside.heightForWidth(width) if has_wrapped else self._inside.sizeHint().height()
        wanted += _BUTTONS
        self.resize(width, min(max(wanted, _LOWEST), max(room, _LEAST_ROOM)))
        below = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
        if below > 0:  # it grows downwards: on a low screen the buttons would leave it
            self.move(self.x(), max(self.screen().availableGeometry().top(), self.y() - below))

    def _on_laid_out(self) -> None:
        self._take_room()
        focused = self.focusWidget()
        if focused is not None and self._inside.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused)
        for told in (self.banner, self.reasons):
            if told.isVisible():
                self._scroll.ensureWidgetVisible(told)

    def open(self) -> None:
        """Show the dialog without waiting for it; the cursor begins in the first field."""
        super().open()
        self._begin()
        self.fit()
        if not self._is_given_back:  # by a ledger that answered at once
            self._was = self._typed()
        if not self.fills_late:
            self._take_up()

    def _begin(self) -> None:
        # Left to Qt the keyboard begins on "Save", where the first space typed would save.
        focused = self.focusWidget()
        if focused is not None and self._inside.isAncestorOf(focused):
            return
        here = self.nextInFocusChain()
        while here is not None and here is not self:
            if self._inside.isAncestorOf(here) and _takes_keys(here):
                here.setFocus(Qt.FocusReason.TabFocusReason)
                return
            here = here.nextInFocusChain()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc ask before typed text is thrown away, and Enter press the button the cursor is on."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif not pressed_by_enter(event, self.focusWidget()):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before typed text is thrown away; what is being saved right now is past calling back, so it stays."""
        if self._is_busy:
            event.ignore()
            return
        if self.result() or self._typed() == self._was:
            super().closeEvent(event)
            return
        event.ignore()
        question = Question(
            self.tr("Leave without saving?"),
            self.tr("What you typed here is not saved yet."),
            self.tr("Leave without saving"),
        )
        self.desk.messages.ask(question, self.reject)

    def _leave_for(self, target: Target) -> None:
        self.reject()
        self.desk.go(target)

    # --- half-written when the screen was locked ---

    def keep_as(self, form: DraftForm, record: str = "", customer_code: str = "") -> None:
        """Have this form kept at a lock: what it is opened by again, and whom it is about."""
        self.draft_form = form
        self._opened_by = record, customer_code

    def about(self) -> tuple[str, str]:
        """Return the code this form is opened by, and whom it is about: codes, or empty."""
        return self._opened_by

    def ready(self) -> None:
        """Take what stands here as given, now that the ledger has answered; go on with what was half-written."""
        self._was = self._typed()
        self._take_up()

    def _take_up(self) -> None:
        before = self.desk.taken_up.claim(self.draft_form, self.about()[0])
        if before is not None:
            self.give_back(before)

    def editors(self) -> dict[str, QWidget]:
        """Return what holds what was typed, in the order in which it is to be filled again."""
        return {name: field.editor for name, field in self.fields.items()}

    def unfinished(self) -> Sequence[Left]:
        """Return what is to be kept of this form when the screen is locked; nothing where nothing was typed."""
        if self.draft_form is None or self.result() or self._typed() == self._was:
            return ()
        states = {name: state_of(editor) for name, editor in self.editors().items()}
        typed = {name: state for name, state in states.items() if state is not None}
        return (Left(HalfWritten(self.draft_form, *self.about(), typed), self._saving),)

    def give_back(self, typed: Mapping[str, object]) -> None:
        """Go on with what stood here; nothing of it is saved, so leaving asks first."""
        for name, editor in self.editors().items():
            if name in typed:
                show_state(editor, typed[name])
        self._was = {}
        self._is_given_back = True
        self.fit()

    def _typed(self) -> dict[str, object]:
        # Of what is put together only the forms that are kept tell: elsewhere the ledger fills it in by itself.
        standing_in = value_of if self.draft_form is None else _standing_in
        return {name: standing_in(field.editor) for name, field in self.fields.items()}


def _standing_in(editor: QWidget) -> object:
    value = value_of(editor)
    return state_of(editor) if value is None else value


def _takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
