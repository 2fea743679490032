"""What a request waits for next: one sentence, one button, and everything else in a menu."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QVBoxLayout

from ledger.domain.deadline import RequestKind
from ledger.domain.staff import Operation
from ui.desk import Desk
from ui.widgets.parts import button, icon_button, row, text, tip
from ui.widgets.request_file import RequestFile
from ui.widgets.request_words import Stage


@dataclass(frozen=True, slots=True)
class Next:
    """One act: its id, why it comes now, and the words of its button; ``why_not`` says who has to do it."""

    act: str
    sentence: str
    words: str
    why_not: str = ""


class NextBand(QFrame):
    """``act_wanted`` carries the id of an act of ``RequestActs``."""

    act_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._act = ""
        self.setProperty("role", "note")
        self._sentence = text("", wraps=True)
        self.primary = button("", lambda: self.act_wanted.emit(self._act), role="primary")
        self.more = icon_button("ellipsis", self.tr("More acts"), role="ink")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        self.menu.setToolTipsVisible(True)
        self.more.setMenu(self.menu)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(10)
        box.addWidget(self._sentence)
        box.addLayout(row(self.primary, None, self.more))

    def show_file(self, file: RequestFile) -> None:
        """Show what comes next for a request."""
        following = self._next(file)
        self._act = following.act
        self._sentence.setText(following.why_not or following.sentence)
        self.primary.setText(following.words)
        self.primary.setVisible(bool(following.words))
        self.primary.setEnabled(not following.why_not)
        self.primary.setToolTip(tip(following.why_not))
        if not self.menu.isVisible():  # read again while somebody chooses: the acts stay under the pointer
            self._fill_menu(file)

    # --- what comes next ---

    def _next(self, file: RequestFile) -> Next:
        stage = file.stage
        if stage is Stage.CARRY_OUT:
            return self._carrying_out(file)
        if stage is Stage.CLOSED:
            return self._after_the_end(file)
        known = {
            Stage.ACKNOWLEDGE: Next(
                "acknowledge", self.tr("Tell whoever asked that the request arrived."), self.tr("Acknowledge…")
            ),
            Stage.LINK: Next(
                "link", self.tr("Nobody knows yet which customer this is about."), self.tr("Choose the customer…")
            ),
            Stage.IDENTITY: Next(
                "identity", self.tr("Make sure that the asker is the customer."), self.tr("Check identity…")
            ),
            Stage.ANSWER: Next(
                "letters", self.tr("It is carried out. Tell the customer what was done."), self.tr("Answer letter…")
            ),
        }
        return known.get(stage) or self._closing()

    def _carrying_out(self, file: RequestFile) -> Next:
        kind = file.request.kind
        copy = Next("carry_out", self.tr("Make the copy and hand it over."), self.tr("Make the copy…"))
        known = {
            RequestKind.ACCESS: copy,
            RequestKind.PROVIDE_COPY: copy,
            RequestKind.CORRECT: Next(
                "carry_out", self.tr("Correct what is wrong; the old value stays in the history."),
                self.tr("Correct the data…"),
            ),
            RequestKind.WITHDRAW: Next(
                "carry_out", self.tr("Withdraw the consents; what rests on them is blocked at once."),
                self.tr("Withdraw consents…"),
            ),
            RequestKind.RESTRICT: Next(
                "carry_out", self.tr("Restrict the use; only what the law demands stays allowed."),
                self.tr("Restrict the use…"),
            ),
            RequestKind.OBJECT: Next(
                "carry_out", self.tr("Stop the contact or the use that they object to."), self.tr("Stop it…")
            ),
            RequestKind.DELETE: Next(
                "carry_out", self.tr("Look at what goes and what stays, then erase."), self.tr("Erase…"),
                self._only_manager(self.tr("Only the manager erases data. All before is done."), Operation.ERASE),
            ),
            RequestKind.PROTECT: Next(
                "carry_out", self.tr("Protect the data and write down how."), self.tr("Record the measures…")
            ),
            RequestKind.COMPLAINT: Next(
                "carry_out", self.tr("Answer the complaint itself first."), self.tr("Answer the feedback")
            ),
        }  # fmt: skip
        return known[kind]

    def _closing(self) -> Next:
        why_not = self._only_manager(self.tr("All is done. The manager closes the request."), Operation.DECIDE_REQUEST)
        return Next("close", self.tr("All is done: write down what came of it."), self.tr("Close…"), why_not)

    def _after_the_end(self, file: RequestFile) -> Next:
        if file.owes_refusal:
            sentence = self.tr("It is refused. Whoever asked is told why, in writing.")
            return Next("letters", sentence, self.tr("Refusal letter…"))
        return Next("", self.tr("This request is closed."), "")

    def _only_manager(self, words: str, operation: Operation) -> str:
        return "" if self._desk.may(operation) else words

    # --- everything else ---

    def _fill_menu(self, file: RequestFile) -> None:
        self.menu.clear()
        for one in self._acts(file):
            if one is None:
                self.menu.addSeparator()
                continue
            act = one.act
            made = self.menu.addAction(one.words)
            made.setEnabled(not one.why_not)
            made.setToolTip(tip(one.why_not) if one.why_not else one.words)
            made.triggered.connect(lambda _on=False, act=act: self.act_wanted.emit(act))

    def _acts(self, file: RequestFile) -> tuple[Next | None, ...]:
        request = file.request
        decides = self._only_manager(self.tr("Only the manager decides this."), Operation.DECIDE_REQUEST)
        nobody = "" if file.customer_code else self._desk.wording.text("wrong_state.NO_CUSTOMER")
        letters = Next("letters", "", self.tr("Letters to the customer…"))
        partners = Next("partners", "", self.tr("Letters to partners…"), nobody)
        if not request.is_open:
            gone = self._desk.wording.text("errors.customer_erased") if file.is_erased else ""
            return letters, partners, *self._certificate(file), None, Next("reopen", "", self.tr("Reopen…"), gone)
        state = {
            "acknowledge": (self.tr("Acknowledge…"), request.acknowledged_at, "ACKNOWLEDGED"),
            "link": (self.tr("Choose the customer…"), request.customer_id, "LINKED"),
            "identity": (self.tr("Check identity…"), request.identity_at, "IDENTITY_PROVEN"),
        }
        before = [
            Next(act, "", words, self._desk.wording.text(f"wrong_state.{code}") if done is not None else "")
            for act, (words, done, code) in state.items()
        ]
        return (
            *before, None, letters, partners, *self._certificate(file), self._with_partner(file),
            self._extension(file, decides), None, Next("close", "", self.tr("Close…"), decides),
            Next("refuse", "", self.tr("Refuse…"), decides or self._not_refusable(file)),
        )  # fmt: skip

    def _with_partner(self, file: RequestFile) -> Next:
        done = self._desk.wording.text("wrong_state.WITH_PARTNER") if file.request.is_with_partner else ""
        return Next("with_partner", "", self.tr("A partner must act too…"), done)

    def _extension(self, file: RequestFile, decides: str) -> Next:
        request, wording = file.request, self._desk.wording
        why_not = ""
        if request.extended_at is not None:
            why_not = wording.text("wrong_state.EXTENDED")
        elif request.due_at is None:
            why_not = wording.text("wrong_state.PAUSED" if file.is_paused else "wrong_state.NO_EXTENSION")
        elif not request.may_move(self._desk.now()):
            why_not = wording.text("wrong_state.PAST_LIMIT")
        return Next("extend", "", self.tr("Extend once…"), decides or why_not)

    def _not_refusable(self, file: RequestFile) -> str:
        return self._desk.wording.text("wrong_state.CARRIED_OUT") if file.request.carried_out_at is not None else ""

    def _certificate(self, file: RequestFile) -> tuple[Next, ...]:
        if not file.erasure_code:
            return ()
        words = self.tr("Certificate of erasure {code}…").format(code=file.erasure_code)
        return (Next("certificate", "", words),)
