"""How a request ends, or goes on: extended once, closed with what came of it, refused on a ground, reopened."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtWidgets import QWidget

from ledger.domain.deadline import RequestKind
from ledger.domain.draft import DraftForm
from ledger.domain.errors import InvalidInput
from ledger.domain.instants import show_end
from ledger.domain.request import RefusalGround, RequestOutcome
from ledger.services import request_clocks, requests
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.choice_tiles import Tile, TileChoice
from ui.widgets.feedback_when import WhenEdit
from ui.widgets.form import Field, combo, text_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import text
from ui.widgets.request_file import RequestFile
from ui.widgets.request_words import outcome_sentence

_ICONS = {
    RequestOutcome.DONE: "check",
    RequestOutcome.PARTLY: "minus",
    RequestOutcome.REFUSED: "ban",
    RequestOutcome.TAKEN_BACK: "undo-2",
    RequestOutcome.NOT_PROVEN: "user-x",
}
_TILES = 520  # pixels
_WORDS_DO = frozenset({RequestKind.COMPLAINT, RequestKind.PROTECT})  # what was done may lie outside the program


@dataclass(frozen=True, slots=True)
class _Limits:
    now: datetime
    later: datetime


class ExtendDialog(FormDialog):
    """One extension, with a reason the asker is told; the new limit is shown before."""

    def __init__(self, desk: Desk, parent: QWidget | None, file: RequestFile) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Extend {code}").format(code=file.code),
            self.tr("Extend"),
            self.tr("Once only, before the limit, and whoever asked is told why (Decree 356/2025, Art. 5)."),
        )
        self.keep_as(DraftForm.EXTENSION, file.code, file.customer_code)
        self._code = file.code
        self._limit = text("", "strong", wraps=True)
        self.form.addWidget(self._limit)
        self._reason = text_edit(self.tr("Why it takes longer, as the asker will read it"), rows=3)
        self.add("extension_reason", Field(self.tr("Reason"), self._reason))
        self.desk.tasks.read(self, self._read, self._show, self.show_error)

    def _read(self, session: Session) -> _Limits | None:
        request = requests.get(session, self._code)
        longer = request_clocks.of(session.db, request.kind, replace(request.asking, is_extended=True)).complete
        return _Limits(request.due_at, longer.due_at) if longer is not None and request.due_at is not None else None

    def _show(self, found: _Limits | None) -> None:
        if found is not None:
            words = self.tr("The limit moves from {old} to {new}.")
            self._limit.setText(words.format(old=show_end(found.now), new=show_end(found.later)))
            self.fit()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, reason = self._code, self._reason.toPlainText()
        return lambda session: requests.extend(session, code, reason)


class CloseDialog(FormDialog):
    """What came of it. What cannot be true is not to be chosen, and says why; a refusal needs its ground and words."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, file: RequestFile, chosen: RequestOutcome | None = None
    ) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Close {code}").format(code=file.code),
            self.tr("Close the request"),
            self.tr("Write down what came of it once whoever asked was told."),
        )
        self.setMinimumWidth(_TILES + 48)
        self.keep_as(DraftForm.CLOSING, file.code, file.customer_code)
        self._file = file
        tiles = [self._tile(one) for one in RequestOutcome]
        free = [one.value for one in tiles if not one.why_not]
        begin = chosen if chosen in free else free[0] if free and free[0] is RequestOutcome.DONE else None
        self._outcome = TileChoice(tiles, begin, _TILES)
        grounds = [(desk.wording.text(f"refusal_grounds.{one.value}"), one) for one in RefusalGround]
        self._ground = combo([(self.tr("Choose the ground"), None), *grounds])
        self._note = text_edit(rows=3)
        self._when = WhenEdit(desk, "closed_at")
        self.add("outcome", Field(self.tr("What came of it?"), self._outcome))
        self.add("ground", Field(self.tr("Ground of the refusal"), self._ground))
        self._ground.currentIndexChanged.connect(lambda _at: self._on_ground())
        self.add("outcome_note", Field(self.tr("In words"), self._note))
        self.add("closed_at", Field(self.tr("When they were told"), self._when))
        self._outcome.changed.connect(self._on_outcome)
        self._on_ground()
        self._on_outcome()

    def _tile(self, one: RequestOutcome) -> Tile[RequestOutcome]:
        title = self.desk.wording.text(f"request_outcomes.{one.value}")
        return Tile(one, title, outcome_sentence(one), _ICONS[one], self._why_not(one))

    def _why_not(self, one: RequestOutcome) -> str:
        """Return why an outcome cannot be true of this request."""
        request, wording = self._file.request, self.desk.wording
        if one in {RequestOutcome.DONE, RequestOutcome.PARTLY}:
            if request.carried_out_at is None and request.kind not in _WORDS_DO:
                return wording.text("wrong_state.NOT_CARRIED_OUT")
            is_silent = one is RequestOutcome.PARTLY and self._file.is_erased
            return wording.text("errors.customer_erased") if is_silent else ""
        if request.carried_out_at is not None:
            return wording.text("wrong_state.CARRIED_OUT")
        if one is RequestOutcome.NOT_PROVEN and request.identity_at is not None:
            return wording.text("wrong_state.IDENTITY_PROVEN")
        return ""

    def _on_ground(self) -> None:
        chosen = self._ground.currentData()
        law = self.desk.wording.text(f"ground_laws.{chosen}") if chosen is not None else ""
        self.fields["ground"].show_error("")
        self.fields["ground"].set_hint(law or self.tr("A refusal is possible only on one of these grounds."))

    def _on_outcome(self) -> None:
        outcome = self._outcome.value
        self.fields["ground"].setVisible(outcome is RequestOutcome.REFUSED)
        self.fields["outcome_note"].setVisible(not self._file.is_erased)
        hints = {
            RequestOutcome.REFUSED: self.tr("Why, as the asker will read it in the letter of refusal."),
            RequestOutcome.PARTLY: self.tr("What was not done, and why."),
        }
        self.fields["outcome_note"].set_hint(hints.get(outcome, "") if outcome is not None else "")
        self.fit()

    def submit(self) -> None:
        """Save once an outcome is chosen, and for a refusal its ground."""
        self.fields["outcome"].show_error("" if self._outcome.value else self.tr("Choose what came of it."))
        lacks_ground = self._outcome.value is RequestOutcome.REFUSED and self._ground.currentData() is None
        if self._outcome.value is None:
            self._outcome.setFocus()
        elif lacks_ground:
            self.fields["ground"].show_error(self.tr("Choose the ground; without one it cannot be refused."))
            self._ground.setFocus()
        else:
            super().submit()
            return
        self.fit()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        outcome = self._outcome.value
        if outcome is None:
            raise InvalidInput(field="outcome")  # asked for before
        code, note, at = self._file.code, self._note.toPlainText(), self._when.instant()
        is_refusal = outcome is RequestOutcome.REFUSED
        ground = RefusalGround(self._ground.currentData()) if is_refusal else None
        return lambda session: requests.close(session, code, outcome, note, ground, at)

    def _typed(self) -> dict[str, object]:
        return super()._typed() | {"outcome": self._outcome.value}


class ReopenDialog(FormDialog):
    """Going on with a closed request; what was late stays late."""

    def __init__(self, desk: Desk, parent: QWidget | None, file: RequestFile) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Reopen {code}").format(code=file.code),
            self.tr("Reopen"),
            self.tr("Its clocks go on from its receipt. Past its limit, the result so far stands: late stays late."),
        )
        self.keep_as(DraftForm.REOPENING, file.code, file.customer_code)
        self._code = file.code
        self._reason = text_edit(self.tr("What is not settled yet"), rows=3)
        self.add("reason", Field(self.tr("Reason"), self._reason))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, reason = self._code, self._reason.toPlainText()
        return lambda session: requests.reopen(session, code, reason)
