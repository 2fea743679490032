"""Chính sách: the promises in force as published, what keeps each of them, and the rules they come with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QTabWidget, QWidget

from ledger.domain.instants import show_instant
from ui.desk import Desk
from ui.places import PageId, Target
from ui.theme import Tone
from ui.widgets.page import Page
from ui.widgets.parts import Chip
from ui.widgets.policy_clauses import ClausesPanel
from ui.widgets.policy_tables import FieldsPanel, LabelRulesPanel, PurposesPanel, SharingPanel


class PolicyPage(Page):
    """Read-only: what is in force never changes under the shop's feet."""

    def __init__(self, desk: Desk) -> None:
        policy = desk.who.policy
        super().__init__(desk, PageId.POLICY, self.tr("Policy"))
        words = self.tr("{title} · version {number} · in force since {time}")
        self.sentence.setText(
            words.format(
                title=policy.title.in_language(desk.language),
                number=policy.number,
                time=show_instant(policy.published_at),
            )
        )
        self.sentence.show()
        self.acts.addWidget(Chip(self.tr("Read-only"), Tone.OFF))
        self.clauses = ClausesPanel(desk)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Parts of the policy"))
        self.tabs.tabBar().setAccessibleName(self.tr("Parts of the policy"))
        self.tabs.addTab(self.clauses, self.tr("Clauses"))
        self.tabs.addTab(PurposesPanel(desk), self.tr("Purposes"))
        self.tabs.addTab(FieldsPanel(desk), self.tr("Data collected"))
        self.tabs.addTab(_scrolled(SharingPanel(desk)), self.tr("Sharing"))
        self.tabs.addTab(LabelRulesPanel(desk), self.tr("Labels"))
        self.body.addWidget(self.tabs, 1)

    def open_target(self, target: Target) -> None:
        """Show a clause by its number."""
        self.tabs.setCurrentWidget(self.clauses)
        self.clauses.show_clause(target.code)


def _scrolled(inside: QWidget) -> QScrollArea:
    inside.setProperty("role", "scrolled")
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setWidget(inside)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
