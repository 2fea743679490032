"""What is to be known of a policy before it is read: where it contradicts itself, and what it does not state."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ledger.domain.policy import PolicyVersion, Statement
from ledger.domain.policy_checks import Contradiction, contradictions, missing_statements
from ledger.domain.wording import Wording
from ui.desk import Desk
from ui.widgets.parts import button, picture, row, text

ARTICLE = "CPL-16.1"


def contradiction_words(one: Contradiction, wording: Wording) -> str:
    """Return a contradiction as a sentence, with the clause that counts."""
    role = wording.text(f"roles.{one.role.value}") if one.role is not None else ""
    return wording.text(
        f"contradictions.{one.conflict.value}", clause=one.clause_id, other=one.other_id, wins=one.wins, role=role
    )


class Advice(QFrame):
    """A soft sheet with a sentence, what it means line by line, and nothing to do about it right now."""

    def __init__(self, role: str, icon: tuple[str, str], heading: str, lines: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("role", role)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 8, 14, 8)
        box.setSpacing(4)
        said = text(heading, "strong", wraps=True)
        top = row(picture(*icon), said, spacing=10)
        top.setStretch(1, 1)
        box.addLayout(top)
        for words in lines:
            indented = row(28, text(words, wraps=True, selectable=True), spacing=0)
            indented.setStretch(1, 1)
            box.addLayout(indented)


def gap_words(missing: Sequence[Statement], wording: Wording) -> list[str]:
    """Return what a policy does not state, and the law that asks for it."""
    article = wording.text(f"law.{ARTICLE}")
    return [
        wording.text("policy_gaps.missing", what=wording.text(f"statements.{one.value}"), article=article)
        for one in missing
    ]


class PolicyBand(QFrame):
    """One quiet line over the clauses, with what it is about one press away; hidden where there is nothing to say."""

    def __init__(self, desk: Desk, policy: PolicyVersion) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._wording = desk.wording
        against = [contradiction_words(one, desk.wording) for one in contradictions(policy)]
        missing = missing_statements(policy)
        self._details = self._make_details([*against, *gap_words(missing, desk.wording)])
        self._more = button("", self._switch, role="link")
        said = text(self._summary(len(against), missing), wraps=True)
        top = row(picture("info", "accent"), said, self._more, spacing=10)
        top.setStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 8, 14, 8)
        box.setSpacing(6)
        box.addLayout(top)
        box.addWidget(self._details)
        self._details.hide()
        self._name()
        if not (against or missing):
            self.hide()

    def _summary(self, count: int, missing: Sequence[Statement]) -> str:
        pieces = [self.tr("Contradictions: {count}.").format(count=count)] if count else []
        if missing:
            words = ", ".join(self._wording.text(f"statements.{one.value}") for one in missing)
            pieces.append(self.tr("Not stated by any clause: {words}.").format(words=words))
        return " ".join(pieces)

    def _make_details(self, lines: Sequence[str]) -> QWidget:
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(28, 0, 0, 2)
        box.setSpacing(4)
        for words in lines:
            box.addWidget(text(words, wraps=True, selectable=True))
        return inside

    def _switch(self) -> None:
        self._details.setVisible(self._details.isHidden())
        self._name()

    def _name(self) -> None:
        self._more.setText(self.tr("What this means") if self._details.isHidden() else self.tr("Show less"))
