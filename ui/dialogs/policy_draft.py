"""The draft of the next policy version: edited, saved when the manager says so, reviewed, and published for good."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.errors import LedgerError
from ledger.domain.instants import show_instant
from ledger.domain.policy_pack import dump_pack, read_pack
from ledger.services import policy_versions
from ledger.services.drafts import HalfWritten
from ledger.services.policy_versions import Draft, Published, Review, VersionLine
from ledger.services.session import Session
from ui.desk import Desk
from ui.half_written import Left
from ui.messages import Question
from ui.theme import Tone
from ui.widgets.confirming import asked_first
from ui.widgets.enter_key import is_enter
from ui.widgets.form import Banner
from ui.widgets.parts import Chip, button, column, line, row, text
from ui.widgets.policy_edit_clauses import ClausesEditor
from ui.widgets.policy_edit_purposes import PurposesEditor
from ui.widgets.policy_edit_rules import FieldsEditor, HeadEditor, SharingEditor
from ui.widgets.policy_review import ReviewPanel
from ui.widgets.policy_sketch import Sketch

_MARGIN = QSize(48, 40)
_LARGEST, _SMALLEST = QSize(1500, 980), QSize(960, 600)


class PolicyDraftDialog(QDialog):
    """As large as the window allows. ``published`` carries what came of publishing."""

    published = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None, draft: Draft) -> None:
        super().__init__(parent)
        self.desk = desk
        before = desk.taken_up.claim(DraftForm.POLICY)
        self.sketch = Sketch(draft.pack, read_pack(before) if before is not None else None)
        self._is_busy = False
        self.setWindowTitle(self.tr("Next version of the policy"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._head = text("", "mute")
        self._state = Chip()
        self.banner = Banner()
        self.tabs = self._make_tabs()
        self.review = ReviewPanel(desk)
        self.steps = QStackedWidget()
        self.steps.addWidget(self.tabs)
        self.steps.addWidget(self.review)
        self._make_buttons()
        self._lay_out()
        self.sketch.changed.connect(self._show_state)
        self._tell_saved(draft)
        self._show_step(self.tabs)

    def _make_tabs(self) -> QTabWidget:
        self.clauses = ClausesEditor(self.desk, self.sketch)
        self.purposes = PurposesEditor(self.desk, self.sketch)
        self.fields = FieldsEditor(self.desk, self.sketch)
        self.sharing = SharingEditor(self.desk, self.sketch)
        self.heads = HeadEditor(self.sketch)
        tabs = QTabWidget()
        tabs.setAccessibleName(self.tr("Parts of the draft"))
        tabs.tabBar().setAccessibleName(self.tr("Parts of the draft"))
        tabs.addTab(self.clauses, self.tr("Clauses"))
        tabs.addTab(self.purposes, self.tr("Purposes"))
        tabs.addTab(self.fields, self.tr("Data collected"))
        tabs.addTab(self.sharing, self.tr("Sharing"))
        tabs.addTab(self.heads, self.tr("Title and labels"))
        return tabs

    def _make_buttons(self) -> None:
        self._discard = button(self.tr("Discard the draft…"), self._on_discard, role="danger")
        self._close = button(self.tr("Close"), self.close)
        self._save = button(self.tr("Save the draft"), self._on_save)
        self._review = button(self.tr("Review and publish…"), self._on_review, role="primary")
        self._back = button(self.tr("Back to the draft"), lambda: self._show_step(self.tabs), icon="arrow-left")
        self._publish = button(self.tr("Publish…"), self._on_publish, role="primary")

    def _lay_out(self) -> None:
        heading = column(text(self.windowTitle(), "section"), self._head, spacing=2)
        top = row(heading, None, self._state)
        top.setContentsMargins(24, 18, 24, 0)
        middle = column(self.banner, spacing=8)
        middle.addWidget(self.steps, 1)
        middle.setContentsMargins(24, 6, 24, 12)
        below = row(self._discard, self._back, None, self._close, self._save, self._review, self._publish)
        below.setContentsMargins(24, 12, 24, 16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addLayout(middle, 1)
        whole.addWidget(line())
        whole.addLayout(below)

    def _show_step(self, step: QWidget) -> None:
        is_editing = step is self.tabs
        self.steps.setCurrentWidget(step)
        for widget in (self._discard, self._save, self._review):
            widget.setVisible(is_editing)
        for widget in (self._back, self._publish):
            widget.setVisible(not is_editing)
        self._publish.setEnabled(self.review.is_ready)
        self.banner.say("")
        self._show_state()

    def _tell_saved(self, draft: Draft) -> None:
        self._head.setText(
            self.tr("Begun from version {number} · saved {time} by {name}").format(
                number=draft.base, time=show_instant(draft.changed_at), name=draft.changed_by
            )
        )

    def _show_state(self) -> None:
        is_dirty = self.sketch.is_dirty
        self._state.show_state(
            self.tr("Not saved") if is_dirty else self.tr("Saved"), Tone.WARN if is_dirty else Tone.OFF
        )
        self._save.setEnabled(is_dirty and not self._is_busy)

    def holds_typed(self) -> bool:
        """Return whether something typed is not saved."""
        return self.sketch.is_dirty

    def unfinished(self) -> Sequence[Left]:
        """Return what is to be kept when the screen is locked: the draft as typed, beside the one that is saved."""
        return (Left(HalfWritten(DraftForm.POLICY, typed=dump_pack(self.sketch.pack))),) if self.holds_typed() else ()

    # --- saving ---

    def _on_save(self) -> None:
        self._store(lambda: self.desk.messages.toast(self.tr("The draft is saved.")))

    def _store(self, then: Callable[[], object]) -> None:
        if self._is_busy:
            return
        typed = self.sketch.pack

        def save(session: Session) -> Draft:
            return policy_versions.save_draft(session, typed)

        def done(draft: Draft) -> None:
            # Cleaning may take invisible characters away: what stays typed counts as saved all the same.
            self._set_busy(is_busy=False)
            self.sketch.keep(typed)
            self._tell_saved(draft)
            then()

        self._set_busy(is_busy=True)
        self.desk.tasks.write(self, save, done, self._on_failed)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.banner.say("")
        self._review.setEnabled(not is_busy)
        self._publish.setEnabled(not is_busy and self.review.is_ready)
        self._show_state()

    def _on_failed(self, error: LedgerError) -> None:
        self._set_busy(is_busy=False)
        self.banner.say(self.desk.say(error))

    def _on_discard(self) -> None:
        question = Question(
            self.tr("Throw the draft away?"),
            self.tr("Everything that was changed in it is lost. The version in force stays as it is."),
            self.tr("Throw it away"),
        )
        self.desk.messages.ask(question, self._discard_now)

    def _discard_now(self) -> None:
        self.desk.tasks.write(self, policy_versions.discard_draft, lambda _none: self.accept(), self._on_failed)

    # --- publishing ---

    def _on_review(self) -> None:
        if self.sketch.is_dirty:
            self._store(self._ask_review)
        else:
            self._ask_review()

    def _ask_review(self) -> None:
        self.desk.tasks.read(self, _reviewed, self._show_review, self._on_failed)

    def _show_review(self, found: tuple[Review, tuple[VersionLine, ...]]) -> None:
        self.review.show_review(*found)
        self._show_step(self.review)
        (self._publish if self.review.is_ready else self._back).setFocus()

    def _on_publish(self) -> None:
        if self._is_busy:
            return
        self._set_busy(is_busy=True)
        self.desk.tasks.write(self, policy_versions.publish, self._on_published, self._on_refused)

    def _on_refused(self, error: LedgerError) -> None:
        self._on_failed(error)
        if asked_first(self.desk, self, error, self._on_publish):
            self.banner.say("")

    def _on_published(self, done: Published) -> None:
        words = (
            self.tr("Version {number} is published. It counts when its notices are done.")
            if done.notice_run is not None
            else self.tr("Version {number} is published and in force.")
        )
        self.desk.messages.toast(words.format(number=done.number))
        self._is_busy = False
        self.accept()
        self.published.emit(done)

    # --- size, leaving ---

    def open(self) -> None:
        """Show the dialog over the window, as large as that allows."""
        parent = self.parentWidget()
        room = parent.window().size() - _MARGIN if parent is not None else _LARGEST
        self.resize(room.boundedTo(_LARGEST).expandedTo(_SMALLEST))
        super().open()
        self.clauses.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc ask before typed text is thrown away; Enter presses nothing by itself."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif not is_enter(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before typed text is thrown away."""
        if self._is_busy:
            event.ignore()
        elif self.result() or not self.sketch.is_dirty:
            super().closeEvent(event)
        else:
            event.ignore()
            question = Question(
                self.tr("Leave without saving?"),
                self.tr("What you changed in the draft is not saved yet."),
                self.tr("Leave without saving"),
            )
            self.desk.messages.ask(question, self.reject)


def _reviewed(session: Session) -> tuple[Review, tuple[VersionLine, ...]]:
    return policy_versions.review(session), policy_versions.lines(session)
