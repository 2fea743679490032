"""Breaches of a promise, and why: recording one, ending one, and the manager's explanation of a violation."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.errors import TextMissing
from ledger.domain.policy import Control
from ledger.domain.promise import Period, Violation
from ledger.services import promises
from ledger.services.promise_words import promise_title, record_words, since_words, violation_words
from ledger.services.promises import BreachInput
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.feedback_when import QuickTimes, WhenEdit
from ui.widgets.form import Field, combo, text_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.order_customer import CustomerPicker
from ui.widgets.parts import text


class BreachDialog(FormDialog):
    """What the records alone do not show: a stranger read a label, a list was lost. ``saved`` carries the code."""

    draft_form = DraftForm.BREACH

    def __init__(self, desk: Desk, parent: QWidget | None, control: Control | None = None, what: str = "") -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Record a breach"),
            self.tr("Record the breach"),
            self.tr("Write down every time a promise was not kept. The promise is broken until the manager closes it."),
        )
        self.setMinimumWidth(600)
        self._clause = combo(self._clauses(), control)
        self._what = text_edit(self.tr("What happened, whose data, what was seen or lost"), rows=5)
        self._what.setPlainText(what)
        self._when = WhenEdit(desk, "occurred_at")
        self._customer = CustomerPicker(desk)
        self.add("clause", Field(self.tr("Which promise"), self._clause))
        self.add("what_happened", Field(self.tr("What happened"), self._what))
        self.add("occurred_at", Field(self.tr("When"), self._when))
        self.form.addWidget(QuickTimes(self._when))
        self.add("customer", Field(self.tr("Customer, if it concerns one"), self._customer))

    def _clauses(self) -> list[tuple[str, object]]:
        """Offer each promise once: clauses kept by the same control are one."""
        ids: dict[Control, list[str]] = {}
        for one in self.desk.who.policy.clauses:
            ids.setdefault(one.control, []).append(one.id)
        wording = self.desk.wording
        return [(f"{', '.join(found)} · {promise_title(control, wording)}", control) for control, found in ids.items()]

    def about(self) -> tuple[str, str]:
        """See ``FormDialog.about``."""
        return "", self._customer.chosen.code if self._customer.chosen is not None else ""

    def work(self) -> Callable[[Session], str]:
        """See ``FormDialog.work``."""
        what = self._what.toPlainText()
        if not what.strip():
            raise TextMissing(field="what_happened")
        if self._customer.line.text().strip() and self._customer.chosen is None:
            raise TextMissing(field="customer")  # half a name must not become a breach about nobody
        code = self._customer.chosen.code if self._customer.chosen is not None else ""
        at = self._when.instant() or self.desk.now()
        typed = BreachInput(Control(self._clause.currentData()), what, at, code)
        return lambda session: promises.record_breach(session, typed)


class CloseBreachDialog(FormDialog):
    """What was done about a breach ends it."""

    def __init__(self, desk: Desk, parent: QWidget | None, code: str) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Close breach {code}").format(code=code),
            self.tr("Close the breach"),
            self.tr("It stays on record. Explain it too, or the promise stays broken for this period."),
        )
        self.setMinimumWidth(560)
        self.keep_as(DraftForm.BREACH_CLOSING, code)
        self._code = code
        self._measures = text_edit(self.tr("Who was told, what was mended, what prevents it next time"), rows=6)
        self.add("measures", Field(self.tr("What was done about it"), self._measures))

    def work(self) -> Callable[[Session], None]:
        """See ``FormDialog.work``."""
        code, measures = self._code, self._measures.toPlainText()
        if not measures.strip():
            raise TextMissing(field="measures")
        return lambda session: promises.close_breach(session, code, measures)


class ExplainDialog(FormDialog):
    """Why a violation happened, in the manager's words; they are printed in the proof."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, control: Control, violation: Violation, period: Period
    ) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Explain a violation"),
            self.tr("Save the explanation"),
            self.tr(
                "An explained violation stays on record and is printed with these words. Once it is settled, the"
                " promise turns to “at risk”, never back to “kept”."
            ),
        )
        self.setMinimumWidth(600)
        self.keep_as(DraftForm.EXPLANATION, f"{control.value} {violation.reference}")
        self._control, self._violation, self._period = control, violation, period
        wording = desk.wording
        self.form.addWidget(text(violation_words(violation, wording), "strong", wraps=True))
        about = (since_words(violation), record_words(violation.record, wording))
        self.form.addWidget(text(" · ".join(about), "mute", wraps=True))
        self._words = text_edit(self.tr("What happened, why, and what prevents it next time"), rows=8)
        if violation.explanation is not None:
            self._words.setPlainText(violation.explanation.words)
        hint = self.tr("Name no customer here: the proof is handed to others.")
        self.add("explanation", Field(self.tr("Explanation"), self._words, hint))

    def work(self) -> Callable[[Session], None]:
        """See ``FormDialog.work``."""
        control, reference, period, words = (
            self._control,
            self._violation.reference,
            self._period,
            self._words.toPlainText(),
        )
        if not words.strip():
            raise TextMissing(field="explanation")
        return lambda session: promises.explain(session, control, reference, words, period)
