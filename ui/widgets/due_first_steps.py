"""What a brand-new shop does first: three steps, each with the button that begins it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.places import PageId, Target
from ui.widgets.parts import Card, button, column, line, picture, row, text


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What a new shop has done already."""

    has_customer: bool
    has_carrier: bool
    has_feedback: bool

    @property
    def is_new(self) -> bool:
        """Return whether nothing has happened yet that the first page could show."""
        return not (self.has_customer or self.has_feedback)


@dataclass(frozen=True, slots=True)
class _Step:
    icon: str
    title: str
    hint: str
    act: str
    page: PageId
    is_done: bool = False
    act_id: str = "new"


class FirstStepsCard(Card):
    """Shown instead of empty lists until the first customer or feedback is recorded."""

    def __init__(self, go: Callable[[Target], None]) -> None:
        super().__init__()
        self._go = go
        self.body.setContentsMargins(28, 24, 28, 24)
        self.body.setSpacing(16)
        self.body.addWidget(text(self.tr("The ledger is ready. Begin here"), "section"))
        self.body.addWidget(
            text(self.tr("This page fills by itself: what is due, what waits for the courier, what expires."), "mute")
        )
        self._steps = QWidget()
        self.body.addWidget(self._steps)

    def show_steps(self, steps: FirstSteps) -> None:
        """Show which steps are done."""
        pieces: list[QWidget] = []
        for step in self._all(steps):
            pieces += [line(), self._drawn(step)]
        old, self._steps = self._steps, QWidget()
        self._steps.setLayout(column(*pieces, spacing=20))
        self.body.replaceWidget(old, self._steps)
        old.hide()  # at once: it is only deleted later
        old.deleteLater()

    def _all(self, steps: FirstSteps) -> tuple[_Step, ...]:
        return (
            _Step(
                "user-check",
                self.tr("Record the first customer"),
                self.tr("Name, phone or email, and what they agreed to. An old list can be imported there too."),
                self.tr("New customer"),
                PageId.CUSTOMERS,
                steps.has_customer,
            ),
            _Step(
                "truck",
                self.tr("Register a carrier"),
                self.tr("With its signed commitment, so that labels can be printed and parcels handed over."),
                self.tr("New partner"),
                PageId.RECIPIENTS,
                steps.has_carrier,
            ),
            _Step(
                "message-circle",
                self.tr("Record the first feedback"),
                self.tr("Its clock begins at once; the name of the sender is not needed."),
                self.tr("Record feedback"),
                PageId.FEEDBACK,
                steps.has_feedback,
            ),
            _Step(
                "file-text",
                self.tr("Read what the shop promises"),
                self.tr("The policy in force, clause by clause: the program keeps to it and shows what it keeps."),
                self.tr("Open the policy"),
                PageId.POLICY,
                act_id="",
            ),
        )

    def _drawn(self, step: _Step) -> QWidget:
        words = column(text(step.title, "strong"), text(step.hint, "mute", wraps=True), spacing=2)
        icon, role = ("check", "ok") if step.is_done else (step.icon, "accent")
        end = text(self.tr("Done"), "ok") if step.is_done else button(step.act, lambda: self._begin(step))
        made = row(picture(icon, role, 24), words, end, spacing=16)
        made.setStretch(1, 1)
        whole = QWidget()
        whole.setLayout(made)
        return whole

    def _begin(self, step: _Step) -> None:
        self._go(Target(step.page, act=step.act_id))
