"""Chính sách: the promises as published, version by version, the draft of the next one, and the notices of a change."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QTabWidget, QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.instants import show_instant
from ledger.domain.policy import PolicyVersion, VersionState
from ledger.domain.staff import Operation
from ledger.services import policy_versions
from ledger.services.policy_versions import Draft, Published, VersionLine
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.notice_acts import NoticeActs
from ui.dialogs.policy_draft import PolicyDraftDialog
from ui.messages import FileWish, Question
from ui.places import PageId, Target
from ui.theme import Tone
from ui.widgets.notices_panel import NoticesPanel
from ui.widgets.page import Page
from ui.widgets.parts import Chip, button
from ui.widgets.policy_clauses import ClausesPanel
from ui.widgets.policy_looking import LookingBand
from ui.widgets.policy_tables import FieldsPanel, LabelRulesPanel, PurposesPanel, SharingPanel
from ui.widgets.policy_versions import VersionsPanel


class PolicyPage(Page):
    """What is in force never changes under the shop's feet: the manager writes a draft, and publishes a new version."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, PageId.POLICY, self.tr("Policy"))
        self._may_draft = desk.may(Operation.PUBLISH_POLICY)
        self._lines: tuple[VersionLine, ...] = ()
        self._policy = desk.who.policy
        self.band = LookingBand(lambda: self._look_at(desk.who.policy))
        self.versions = VersionsPanel(desk, may_draft=self._may_draft)
        self.versions.look_wanted.connect(self._on_look)
        self.versions.draft_wanted.connect(self._start_from)
        self.versions.file_wanted.connect(self._choose_file)
        self.notices = NoticesPanel(desk)
        NoticeActs(desk, self.notices)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Parts of the policy"))
        self.tabs.tabBar().setAccessibleName(self.tr("Parts of the policy"))
        self._read_tabs: list[QWidget] = []
        self.tabs.addTab(self.versions, self.tr("Versions"))
        self.tabs.addTab(self.notices, self.tr("Notices"))
        self._add_acts()
        self.body.addWidget(self.band)
        self.body.addWidget(self.tabs, 1)
        self._look_at(self._policy)

    def _add_acts(self) -> None:
        self._new = button(self.tr("New version…"), self._on_new, role="primary", icon="pencil")
        if self._may_draft:
            self.add_act(self._new)
        else:
            self.acts.addWidget(Chip(self.tr("Read-only"), Tone.OFF))

    # --- the version in view ---

    def _look_at(self, policy: PolicyVersion) -> None:
        at = self.tabs.currentIndex()
        self._policy = policy
        for old in self._read_tabs:
            self.tabs.removeTab(self.tabs.indexOf(old))
            old.deleteLater()
        self.clauses = ClausesPanel(self.desk, policy)
        made = (
            (self.clauses, self.tr("Clauses")),
            (PurposesPanel(self.desk, policy), self.tr("Purposes")),
            (FieldsPanel(self.desk, policy), self.tr("Data collected")),
            (_scrolled(SharingPanel(self.desk, policy)), self.tr("Sharing")),
            (LabelRulesPanel(policy), self.tr("Labels")),
        )
        for place, (widget, words) in enumerate(made):
            self.tabs.insertTab(place, widget, words)
        self.tabs.setCurrentIndex(at if 0 <= at < len(made) and self._read_tabs else 0)
        self._read_tabs = [widget for widget, _ in made]
        self._describe()

    def _describe(self) -> None:
        policy = self._policy
        line = next((one for one in self._lines if one.number == policy.number), None)
        state = line.state if line is not None else VersionState.IN_FORCE
        words = {
            VersionState.IN_FORCE: self.tr("{title} · version {number} · in force since {time}"),
            VersionState.WAITING: self.tr("{title} · version {number} · published {time}, notices running"),
            VersionState.EARLIER: self.tr("{title} · version {number} · published {time}"),
        }[state]
        at = policy.in_force_at if state is VersionState.IN_FORCE and policy.in_force_at else policy.published_at
        said = words.format(
            title=policy.title.in_language(self.desk.language), number=policy.number, time=show_instant(at)
        )
        by = line.published_by if line is not None else ""
        self.sentence.setText(
            self.tr("{sentence} · published by {name}").format(sentence=said, name=by) if by else said
        )
        self.sentence.show()
        self.band.show_state(policy.number, state)

    def _on_look(self, number: int) -> None:
        def look(session: Session) -> PolicyVersion:
            return policy_versions.version(session, number)

        self.desk.tasks.read(self, look, self._show_clauses_of)

    def _show_clauses_of(self, policy: PolicyVersion) -> None:
        self._look_at(policy)
        self.tabs.setCurrentWidget(self.clauses)

    def refresh(self) -> None:
        """Read the versions, whether there is a draft, and how the notices stand."""
        self.desk.tasks.read(self, policy_versions.lines, self._show_lines, latest="versions")
        if self._may_draft:
            self.desk.tasks.read(self, policy_versions.has_draft, self._show_draft, latest="draft")
        self.notices.refresh()

    def _show_lines(self, lines: tuple[VersionLine, ...]) -> None:
        self._lines = lines
        self.versions.show_lines(lines)
        self._describe()

    def _show_draft(self, has_draft: bool) -> None:
        self._new.setText(self.tr("Continue the draft") if has_draft else self.tr("New version…"))

    # --- the draft ---

    def _on_new(self) -> None:
        self.desk.tasks.read(self, policy_versions.draft, self._on_draft_read, self._on_unreadable)

    def _on_draft_read(self, draft: Draft | None) -> None:
        if draft is not None:
            self._edit(draft)
        else:
            self.desk.tasks.write(self, policy_versions.start_draft, self._edit, self._say)

    def _start_from(self, number: int) -> None:
        def start(session: Session) -> Draft:
            return policy_versions.start_draft(session, number)

        self.desk.tasks.write(self, start, self._edit, self._say)

    def _choose_file(self) -> None:
        wish = FileWish(self.tr("Choose the file of a policy"), self.tr("Policy (*.toml)"))
        self.desk.messages.choose_file(wish, self._start_from_file)

    def _start_from_file(self, file: Path) -> None:
        def start(session: Session) -> Draft:
            return policy_versions.load_draft(session, policy_versions.read_pack_file(file))

        self.desk.tasks.write(self, start, self._edit, self._say)

    def _edit(self, draft: Draft) -> None:
        dialog = PolicyDraftDialog(self.desk, self, draft)
        dialog.published.connect(self._on_published)
        dialog.open()

    def _on_published(self, done: Published) -> None:
        # Where it is in force at once the whole window is built anew around it.
        if done.notice_run is not None:
            self.desk.go(Target(PageId.POLICY, act="notices"))

    def _on_unreadable(self, error: LedgerError) -> None:
        question = Question(
            self.tr("Throw the draft away?"),
            self.desk.say(error),
            self.tr("Throw it away"),
        )
        self.desk.messages.ask(question, self._discard)

    def _discard(self) -> None:
        self.desk.tasks.write(self, policy_versions.discard_draft, lambda _done: None, self._say)

    def _say(self, error: LedgerError) -> None:
        self.desk.messages.toast(self.desk.say(error), Tone.BAD)

    def holds_typed(self) -> bool:
        """See ``Page.holds_typed``: a draft that is not saved."""
        return any(one.isVisible() and one.holds_typed() for one in self.findChildren(PolicyDraftDialog))

    # --- going ---

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Begin a new version with Ctrl+N, for who may."""
        return {"new": self._on_new} if self._may_draft else {}

    def open_target(self, target: Target) -> None:
        """Show a clause by its number, or the notices; "draft" goes on with the next version."""
        if target.act == "draft":
            self._on_new()
        elif target.act == "notices":
            self.tabs.setCurrentWidget(self.notices)
        elif target.code:
            self.tabs.setCurrentWidget(self.clauses)
            self.clauses.show_clause(target.code)


def _scrolled(inside: QWidget) -> QScrollArea:
    inside.setProperty("role", "scrolled")
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setWidget(inside)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
