"""What publishing a draft would do, on one sheet: who is told, what is wrong, and everything that changes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ledger.domain.policy import VersionState
from ledger.domain.policy_faults import Fault, PackPart
from ledger.domain.wording import Wording
from ledger.services.policy_versions import Review, VersionLine
from ui.desk import Desk
from ui.widgets.parts import Card, picture, row, text
from ui.widgets.policy_band import Advice, contradiction_words, gap_words
from ui.widgets.policy_difference import DifferenceView


def fault_words(fault: Fault, wording: Wording) -> str:
    """Return a fault in words, with its place: ``Clause KO 5, Hours to answer: …``."""
    part = wording.text(f"policy_parts.{fault.part.value}")
    name = wording.text(f"roles.{fault.id}") if fault.part is PackPart.RULE and fault.id else fault.id
    keys = (f"policy_keys.{fault.key}", f"control_parameters.{fault.key}")
    key = next((wording.text(one) for one in keys if one in wording), fault.key)
    place = ", ".join(piece for piece in (f"{part} {name}".strip(), key) if piece)
    return f"{place}: {wording.text(f'policy_faults.{fault.kind.value}')}"


class ReviewPanel(QScrollArea):
    """Scrolls; ``is_ready`` says whether it may be published."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.is_ready = False
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_review(self, found: Review, lines: Sequence[VersionLine]) -> None:
        """Show what publishing would do; ``lines`` are the versions there are."""
        waiting = next((one.number for one in lines if one.state is VersionState.WAITING), None)
        stops = [fault_words(one, self._desk.wording) for one in found.faults]
        if waiting is not None:
            stops.append(self._desk.wording.text("errors.policy_waiting", number=waiting))
        if found.change.is_empty:
            stops.append(self._desk.wording.text("errors.policy_unchanged"))
        self.is_ready = not stops
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 14, 0)
        box.setSpacing(12)
        for piece in self._pieces(found, stops):
            box.addWidget(piece)
        box.addStretch(1)
        self.setWidget(inside)
        self.verticalScrollBar().setValue(0)

    def _pieces(self, found: Review, stops: Sequence[str]) -> list[QWidget]:
        wording = self._desk.wording
        pieces: list[QWidget] = []
        if stops:
            words = self.tr("This has to be settled before the draft can be published")
            pieces.append(Advice("blocked", ("circle-alert", "bad"), words, stops))
        pieces.append(self._effects(found))
        against = [contradiction_words(one, wording) for one in found.contradictions]
        if against:
            words = self.tr("The policy contradicts itself")
            pieces.append(Advice("warned", ("triangle-alert", "warn"), words, against))
        gaps = gap_words(found.missing, wording)
        if gaps:
            words = self.tr("The policy does not say everything a shop has to publish")
            pieces.append(Advice("warned", ("triangle-alert", "warn"), words, gaps))
        difference = DifferenceView(self._desk)
        difference.show_change(found.change, found.in_force, found.pack)
        pieces += [text(self.tr("What changes"), "section"), difference]
        return pieces

    def _effects(self, found: Review) -> Card:
        card = Card(self.tr("What publishing does"))
        for icon, words in self._effect_lines(found):
            said = text(words, wraps=True, selectable=True)
            beside = row(picture(icon, "accent"), said, spacing=10)
            beside.setStretch(1, 1)
            card.body.addLayout(beside)
        return card

    def _effect_lines(self, found: Review) -> list[tuple[str, str]]:
        lines: list[tuple[str, str]] = []
        if found.affects_customers:
            lines.append(
                (
                    "megaphone",
                    self.tr(
                        "It affects customers. Customers to be told: {count}. It counts when their notices are done."
                    ).format(count=found.customers),
                )
            )
        else:
            lines.append(("check", self.tr("It affects no customer: nobody has to be told, and it counts at once.")))
        clauses = ", ".join(one.id for one in found.change.clauses if one.affects_customers)
        if clauses:
            lines.append(
                ("file-text", self.tr("Clauses that affect customers and change: {clauses}").format(clauses=clauses))
            )
        purposes = ", ".join(one.text.in_language(self._desk.language) for one in found.change.asked_again)
        if purposes:
            words = self.tr("Customers are asked; an earlier yes, if any, no longer counts: {purposes}")
            lines.append(("user-check", words.format(purposes=purposes)))
        return lines
