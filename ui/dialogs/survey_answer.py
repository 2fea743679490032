"""Writing down what a customer answered to a survey, for a purpose that needs it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.collection import survey_fields, survey_purposes
from ledger.domain.draft import DraftForm
from ledger.domain.gate import Decision
from ledger.domain.ids import FieldId, PurposeId
from ledger.services import survey
from ledger.services.deciding import Outcome
from ledger.services.session import Session
from ui.desk import Desk
from ui.ways_out import WayOut, ways_out
from ui.widgets.feedback_when import WhenEdit
from ui.widgets.form import Field, combo, text_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import row


class SurveyAnswerDialog(FormDialog):
    """Asks what was asked, what for and what was said; ``saved`` carries the ``Outcome``."""

    def __init__(self, desk: Desk, parent: QWidget | None, code: str) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Record an answer to a survey"),
            self.tr("Record"),
            self.tr("Kept only as long as the shop has set, then emptied by itself."),
        )
        self.setMinimumWidth(560)
        self.keep_as(DraftForm.SURVEY, code, code)
        self._code = code
        words = desk.wording
        self._field = combo([(words.text(f"fields.{one}"), one) for one in survey_fields(desk.who.policy)])
        self._purpose = combo(())
        self._answer = text_edit(rows=3)
        self._when = WhenEdit(desk, "occurred_at")
        about = Field(self.tr("What was asked?"), self._field)
        purpose = Field(self.tr("What for?"), self._purpose)
        self.fields |= {"field": about, "purpose": purpose}
        both = row(about, purpose, spacing=14)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.form.addLayout(both)
        self.add("answer", Field(self.tr("What was answered?"), self._answer))
        self.add("occurred_at", Field(self.tr("When?"), self._when))
        self._field.currentIndexChanged.connect(lambda _at: self._offer())
        self._offer()

    def _offer(self) -> None:
        """Offer the purposes that need the answer."""
        self._purpose.clear()
        for one in survey_purposes(self.desk.who.policy, FieldId(self._field.currentData())):
            self._purpose.addItem(one.text.in_language(self.desk.language), one.id)

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, field, purpose = self._code, FieldId(self._field.currentData()), PurposeId(self._purpose.currentData())
        answer, at = self._answer.toPlainText(), self._when.instant()
        return lambda session: survey.record(session, code, field, answer, purpose, at)

    def refused(self, result: object) -> Decision | None:
        """See ``FormDialog.refused``."""
        return result.decision if isinstance(result, Outcome) and not result.allowed else None

    def ways_out(self, decision: Decision) -> tuple[WayOut, ...]:
        """See ``FormDialog.ways_out``."""
        return ways_out(decision.reasons, customer_code=self._code)
