"""What a new customer answered about each purpose, in one small grid: not asked, yes, no. Nothing is ticked before."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from ledger.domain.consent import ConsentOutcome, ConsentState
from ledger.domain.ids import PurposeId
from ledger.domain.purpose import Channel, LegalBasis
from ui import theme
from ui.desk import Desk
from ui.widgets.form_state import texts_of
from ui.widgets.parts import text

_STEPS = (ConsentState.NEVER_ASKED, ConsentState.GRANTED, ConsentState.REFUSED)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer for one channel."""

    purpose_id: PurposeId
    channel: Channel
    outcome: ConsentOutcome


class AnswerButton(QPushButton):
    """Goes from "not asked" to yes to no and round again, by click, Space or Enter."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self._wording = desk.wording
        self._name = name
        self.state = ConsentState.NEVER_ASKED
        self.setProperty("role", "answer")
        self.setAutoDefault(False)
        self.setMinimumWidth(84)
        self.clicked.connect(self._step)
        self._show()

    def _step(self) -> None:
        self.choose(_STEPS[(_STEPS.index(self.state) + 1) % len(_STEPS)])

    def choose(self, state: ConsentState) -> None:
        """Show another answer."""
        self.state = state
        self._show()

    def _show(self) -> None:
        words = self._wording.text(f"consent_states.{self.state.value}")
        self.setText(words)
        self.setAccessibleName(f"{self._name}: {words}")
        tokens = theme.tokens()
        ink, back = {
            ConsentState.GRANTED: (tokens.ok, tokens.ok_soft),
            ConsentState.REFUSED: (tokens.bad, tokens.bad_soft),
        }.get(self.state, (tokens.mute, tokens.surface))
        self.setStyleSheet(
            f"QPushButton {{ color: {ink}; background: {back}; padding: 4px 6px; border: 1px solid {tokens.line}; }}"
            f" QPushButton:focus {{ border: 2px solid {tokens.accent}; padding: 3px 5px; }}"
        )


class ConsentQuick(QWidget):
    """Purposes that rest on consent, by groups of channels; SMS and Zalo are asked as one."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._buttons: dict[tuple[PurposeId, tuple[Channel, ...]], AnswerButton] = {}
        groups = (
            (self.tr("The use"), (Channel.NONE,)),
            (self.tr("Calls"), (Channel.CALL,)),
            (self.tr("SMS, Zalo"), (Channel.SMS, Channel.ZALO)),
            (self.tr("Email"), (Channel.EMAIL,)),
            (self.tr("Post"), (Channel.POST,)),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for at, (words, _channels) in enumerate(groups):
            grid.addWidget(text(words, "small"), 0, at + 1, Qt.AlignmentFlag.AlignHCenter)
        purposes = [one for one in desk.who.policy.purposes if one.basis is LegalBasis.CONSENT]
        for line, purpose in enumerate(purposes, start=1):
            name = purpose.text.in_language(desk.language)
            grid.addWidget(text(name, wraps=True), line, 0)
            for at, (words, channels) in enumerate(groups):
                made = AnswerButton(desk, f"{name}, {words}")
                made.clicked.connect(self.changed)
                self._buttons[purpose.id, channels] = made
                grid.addWidget(made, line, at + 1)

    def begin(self) -> None:
        """Put the cursor on the first answer."""
        first = next(iter(self._buttons.values()), None)
        if first is not None:
            first.setFocus()

    def answers(self) -> tuple[Answer, ...]:
        """Return what was answered, channel by channel."""
        outcomes = {ConsentState.GRANTED: ConsentOutcome.GRANTED, ConsentState.REFUSED: ConsentOutcome.REFUSED}
        return tuple(
            Answer(purpose, channel, outcomes[one.state])
            for (purpose, channels), one in self._buttons.items()
            if one.state in outcomes
            for channel in channels
        )

    def state(self) -> object:
        """See ``form_state.Composed``."""
        return [[purpose, channels[0].value, one.state.value] for (purpose, channels), one in self._buttons.items()]

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``."""
        for purpose, channel, answer in map(texts_of, state if isinstance(state, list) else []):
            for (known, channels), one in self._buttons.items():
                if (known, channels[0].value) == (purpose, channel):
                    one.choose(ConsentState(answer))
        self.changed.emit()
