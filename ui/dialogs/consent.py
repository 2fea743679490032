"""Writing down what a customer, or the guardian, said about one purpose on one channel."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ledger.domain.consent import ConsentMethod, ConsentOutcome, ConsentState
from ledger.domain.draft import DraftForm
from ledger.domain.errors import IdentityCardShown, LedgerError, TextMissing
from ledger.domain.gate import Decision
from ledger.domain.ids import PurposeId
from ledger.domain.minor import Giver
from ledger.domain.purpose import Channel
from ledger.services import consents
from ledger.services.consents import MatrixCell, Said
from ledger.services.deciding import Outcome
from ledger.services.evidence import card_refused
from ledger.services.session import Session
from ui.desk import Desk
from ui.half_written import Left
from ui.ways_out import WayOut, ways_out
from ui.widgets.consent_files import ConsentFiles
from ui.widgets.feedback_when import WhenEdit
from ui.widgets.form import Field, combo, line_edit, text_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import row, text

_WIDTH = 640


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cell is answered: of whom, for what, and what each giver said so far."""

    code: str
    own: MatrixCell
    guardians: MatrixCell | None = None

    @property
    def purpose_id(self) -> PurposeId:
        """Return the purpose."""
        return self.own.purpose.id

    @property
    def channel(self) -> Channel:
        """Return the channel."""
        return self.own.channel


class ConsentDialog(FormDialog):
    """Nothing is chosen beforehand, except where somebody came to withdraw."""

    draft_form = DraftForm.CONSENT

    def __init__(self, desk: Desk, parent: QWidget | None, asked: Asked, *, withdraws: bool = False) -> None:
        wording = desk.wording
        super().__init__(
            desk,
            parent,
            self.tr("Record an answer"),
            self.tr("Record"),
            self.tr("{purpose}, {channel}").format(
                purpose=asked.own.purpose.text.in_language(desk.language),
                channel=wording.text(f"channels.{asked.channel.value}"),
            ),
        )
        self.setMinimumWidth(_WIDTH)
        self._asked = asked
        self._giver = combo([(wording.text(f"givers.{one.value}"), one) for one in Giver])
        self._method = combo([(wording.text(f"consent_methods.{one.value}"), one) for one in ConsentMethod])
        self._when = WhenEdit(desk, "occurred_at")
        self._frequency = line_edit(self.tr("For example: at most twice a month"), limit=100)
        self._note = text_edit(rows=2)
        self._files = ConsentFiles(desk)
        self._files.failed.connect(self._on_file_refused)
        self._files.changed.connect(self._on_files)
        self._answers = self._make_answers()
        self._lay_out_fields()
        self._giver.currentIndexChanged.connect(lambda _at: self._offer())
        if withdraws and asked.guardians is not None and asked.own.state is not ConsentState.GRANTED:
            self._giver.setCurrentIndex(1)
        self._offer()
        if withdraws:
            self._answers[ConsentOutcome.WITHDRAWN].setChecked(True)

    def _make_answers(self) -> dict[ConsentOutcome, QPushButton]:
        words = {
            ConsentOutcome.GRANTED: self.tr("Yes, agrees"),
            ConsentOutcome.REFUSED: self.tr("No, refuses"),
            ConsentOutcome.WITHDRAWN: self.tr("Withdraws the consent"),
        }
        made = {}
        self._group = QButtonGroup(self)
        for outcome, said in words.items():
            one = QPushButton(said)
            one.setProperty("role", "choice")
            one.setCheckable(True)
            one.setAutoDefault(False)
            self._group.addButton(one)
            made[outcome] = one
        return made

    def _lay_out_fields(self) -> None:
        answers = QWidget()
        answers.setLayout(row(*self._answers.values(), None))
        answers.setFocusProxy(self._answers[ConsentOutcome.GRANTED])
        self.add("answer", Field(self.tr("What was said?"), answers))
        self._lay_out_pair(
            ("consent_method", self.tr("How?"), self._method), ("occurred_at", self.tr("When?"), self._when)
        )
        self._lay_out_pair(
            ("giver", self.tr("Who said it?"), self._giver),
            ("frequency", self.tr("How often may advertising come?"), self._frequency),
        )
        self.fields["giver"].setVisible(self._asked.guardians is not None)
        self.fields["frequency"].setVisible(self._asked.own.purpose.is_advertising)
        self.add("file", Field(self.tr("Evidence"), self._files))
        self.add("note", Field(self.tr("Note"), self._note))
        self.form.addWidget(text(self.tr("Records are never changed; a later answer stands above this one."), "small"))

    def _lay_out_pair(self, *both: tuple[str, str, QWidget]) -> None:
        box = row(spacing=14)
        for name, words, editor in both:
            self.fields[name] = Field(words, editor)
            box.addWidget(self.fields[name], 1)
        self.form.addLayout(box)

    def _offer(self) -> None:
        """Offer the answers that make sense after what this giver said last."""
        cell = self._asked.guardians if self._spoke() is Giver.GUARDIAN else self._asked.own
        has_yes = cell is not None and cell.state is ConsentState.GRANTED
        self._answers[ConsentOutcome.REFUSED].setVisible(not has_yes)
        self._answers[ConsentOutcome.WITHDRAWN].setVisible(has_yes)
        hidden = self._answers[ConsentOutcome.REFUSED if has_yes else ConsentOutcome.WITHDRAWN]
        if hidden.isChecked():
            self._group.setExclusive(False)
            hidden.setChecked(False)
            self._group.setExclusive(True)

    def _spoke(self) -> Giver:
        return Giver(self._giver.currentData())

    def _on_file_refused(self, error: LedgerError) -> None:
        self.show_error(error)
        if isinstance(error, IdentityCardShown):
            code = self._asked.code
            self.desk.tasks.write(self, lambda session: card_refused(session, code), lambda _done: None)

    def _on_files(self) -> None:
        self.fields["file"].show_error("")
        self.fit()

    def _chosen(self) -> ConsentOutcome | None:
        return next((outcome for outcome, one in self._answers.items() if one.isChecked()), None)

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        outcome, at = self._chosen(), self._when.instant()
        if outcome is None:
            raise TextMissing(field="answer")
        asked, method, giver = self._asked, ConsentMethod(self._method.currentData()), self._spoke()
        frequency, note, files = self._frequency.text(), self._note.toPlainText(), self._files.files

        def job(session: Session) -> Outcome:
            said = Said(
                asked.purpose_id, asked.channel, outcome, method, at or session.now(), giver,
                frequency=frequency, note=note,
            )  # fmt: skip
            return consents.record(session, asked.code, said, files)

        return job

    def refused(self, result: object) -> Decision | None:
        """See ``FormDialog.refused``."""
        return result.decision if isinstance(result, Outcome) and not result.allowed else None

    def ways_out(self, decision: Decision) -> tuple[WayOut, ...]:
        """See ``FormDialog.ways_out``."""
        return ways_out(decision.reasons, customer_code=self._asked.code)

    def _typed(self) -> dict[str, object]:
        return super()._typed() | {"answer": self._chosen(), "file": len(self._files.files)}

    def about(self) -> tuple[str, str]:
        """See ``FormDialog.about``: the cell."""
        asked = self._asked
        return " ".join((asked.code, asked.purpose_id, asked.channel.value)), asked.code

    def unfinished(self) -> Sequence[Left]:
        """See ``FormDialog.unfinished``; files chosen as evidence are not kept."""
        left, chosen = super().unfinished(), self._chosen()
        if chosen is None:
            return left
        said = {"answer": chosen.value}
        return [replace(one, form=replace(one.form, typed={**one.form.typed, **said})) for one in left]

    def give_back(self, typed: Mapping[str, object]) -> None:
        """See ``FormDialog.give_back``."""
        super().give_back(typed)
        for outcome, one in self._answers.items():
            if typed.get("answer") == outcome.value and not one.isHidden():
                one.setChecked(True)
