"""What a signed-in member sees: side bar, top bar, and one page at a time."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from importlib import import_module

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ledger.domain.errors import LedgerError, RoleForbidden
from ledger.domain.staff import Operation
from ledger.services import keeping, today
from ledger.services.session import back_up
from ui.actions import ACTIONS, Action
from ui.desk import Desk
from ui.half_written import WrittenInto
from ui.messages import Question
from ui.places import PageId, Target
from ui.settings import PAGE
from ui.theme import Tone
from ui.widgets.half_written_band import HalfWrittenBand
from ui.widgets.notice_band import NoticeBand
from ui.widgets.page import Page
from ui.widgets.second_place import SecondPlaceKeeper
from ui.widgets.side_bar import SideBar
from ui.widgets.top_bar import TopBar

# Where each page is built; imported at the first visit, so that the window is there at once.
PAGES = {
    PageId.TODAY: ("ui.pages.today", "TodayPage"),
    PageId.CUSTOMERS: ("ui.pages.customers", "CustomersPage"),
    PageId.FEEDBACK: ("ui.pages.feedback", "FeedbackPage"),
    PageId.REQUESTS: ("ui.pages.requests", "RequestsPage"),
    PageId.PARCELS: ("ui.pages.parcels", "ParcelsPage"),
    PageId.DISCLOSURES: ("ui.pages.disclosures", "DisclosuresPage"),
    PageId.CONTACT: ("ui.pages.contact", "ContactPage"),
    PageId.RECIPIENTS: ("ui.pages.recipients", "RecipientsPage"),
    PageId.INCIDENTS: ("ui.pages.incidents", "IncidentsPage"),
    PageId.PROMISES: ("ui.pages.promises", "PromisesPage"),
    PageId.POLICY: ("ui.pages.policy", "PolicyPage"),
    PageId.AUDIT: ("ui.pages.audit", "AuditPage"),
    PageId.SETTINGS: ("ui.pages.settings", "SettingsPage"),
}
_NEW_ON = {
    "customers.add": PageId.CUSTOMERS,
    "feedback.add": PageId.FEEDBACK,
    "requests.add": PageId.REQUESTS,
    "incidents.add": PageId.INCIDENTS,
    "orders.add": PageId.PARCELS,
}
_BADGES_EVERY_MS = 30_000
_LOOKS_EVERY = timedelta(hours=1)


class Workspace(QWidget):
    """The program while somebody is signed in. ``wanted`` carries ids of actions that are the window's business."""

    wanted = Signal(str)
    other_member_wanted = Signal()

    def __init__(self, desk: Desk, other_member: str = "") -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.desk = desk
        self.pages: dict[PageId, Page] = {}
        shown = [page for page in PageId if page is not PageId.AUDIT or desk.may(Operation.VERIFY)]
        self.side = SideBar(desk.who.shop.name, shown)
        self.top = TopBar(desk, other_member)
        self.stack = QStackedWidget()
        self._lay_out()
        self.side.went.connect(lambda page: self.go(Target(page)))
        self.side.lock_wanted.connect(lambda: self.wanted.emit("lock"))
        self.top.find_wanted.connect(self.open_finder)
        self.top.other_member_wanted.connect(self.other_member_wanted)
        self._shown = shown
        self._add_keys()
        self._watch_badges()
        SecondPlaceKeeper(desk, self)
        remembered = next((page for page in shown if page.value == desk.settings.get(PAGE)), PageId.TODAY)
        self.go(Target(remembered))

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addWidget(NoticeBand(self.desk, self))
        right.addWidget(HalfWrittenBand(self.desk, self))
        right.addWidget(self.stack, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.side)
        whole.addLayout(right, 1)

    # --- going ---

    @property
    def page(self) -> Page | None:
        """Return the page in view."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def may_leave(self) -> bool:
        """Return whether the page in view would lose nothing."""
        return self.page is None or self.page.may_leave()

    def holds_typed(self) -> bool:
        """Return whether something half-written waits on any page."""
        return any(page.holds_typed() for page in self.pages.values())

    def written_into(self) -> list[WrittenInto]:
        """Return what may hold something half-written: the forms in front, and every page."""
        shown = [one for one in self.findChildren(QDialog) if one.isVisible()]
        return [*(one for one in shown if isinstance(one, WrittenInto)), *self.pages.values()]

    def go(self, target: Target) -> None:
        """Show a page, the record on it, and begin an act there."""
        if target.act == "restore":
            self._ask_to_restore()
        if target.page not in self._shown or target.act == "restore":
            return
        page = self._built(target.page)
        now = self.page
        if now is not None and now is not page and not now.may_leave():
            self.side.show_page(now.page)
            return
        self.stack.setCurrentWidget(page)
        self.side.show_page(target.page)
        self.desk.settings.set(PAGE, target.page.value)
        if target.code or target.act:
            page.open_target(target)

    def _built(self, wanted: PageId) -> Page:
        if wanted not in self.pages:
            module, name = PAGES[wanted]
            made: Page = getattr(import_module(module), name)(self.desk)
            self.pages[wanted] = made
            self.stack.addWidget(made)
        return self.pages[wanted]

    # --- keys ---

    def _add_keys(self) -> None:
        # One QAction a key: two on the same key, even of two pages, are ambiguous to Qt and then neither works.
        for key in dict.fromkeys(key for action in ACTIONS for key in action.shortcuts()):
            rivals = [action for action in ACTIONS if key in action.shortcuts()]
            made = QAction(rivals[0].words(), self)
            made.setShortcut(QKeySequence(key))
            made.triggered.connect(self._performs(rivals))
            self.addAction(made)

    def _performs(self, rivals: Sequence[Action]) -> Callable[[], None]:
        return lambda: self._perform_here(rivals)

    def _perform_here(self, rivals: Sequence[Action]) -> None:
        now = self.page.page if self.page is not None else None
        for action in rivals:
            if action.page in {None, now}:
                self.perform(action)

    def perform(self, action: Action) -> None:
        """Do what a key or the palette asks for."""
        act = action.id
        page = self.page
        own = page.handlers() if page is not None else {}
        if act in own:
            own[act]()
        elif act.startswith("go."):
            self.go(Target(PageId(act.removeprefix("go."))))
            if self.page is not None:
                self.page.take_keys()  # where a key led, the next keys belong to the page
        elif act in _NEW_ON:
            self.go(Target(_NEW_ON[act], act="new"))
        elif act == "find":
            self.open_finder()
        elif act == "backup.now":
            self.back_up()
        elif action.page is None:
            self._leave_to_window(act, page)

    def _leave_to_window(self, act: str, page: Page | None) -> None:
        if act == "refresh" and page is not None:
            page.refresh()
        elif act == "shortcuts":
            from ui.dialogs.shortcuts import ShortcutsDialog

            ShortcutsDialog(self).open()
        elif act == "restore":
            self._ask_to_restore()
        elif act in {"lock", "quit", "theme"}:
            self.wanted.emit(act)

    def _ask_to_restore(self) -> None:
        if not self.desk.may(Operation.RESTORE):
            refusal = RoleForbidden(operation=Operation.RESTORE.value)
            self.desk.messages.toast(self.desk.say(refusal), Tone.WARN)
            return
        question = Question(
            self.tr("Close the ledger and look at its backups?"),
            self.tr("Nothing is changed before you have seen what a backup holds and typed your passphrase."),
            self.tr("Close and go on"),
            is_dangerous=False,
        )
        self.desk.messages.ask(question, lambda: self.wanted.emit("restore"))

    def open_finder(self) -> None:
        """Open the palette that finds anything."""
        from ui.dialogs.find_anything import FindDialog

        palette = FindDialog(self.desk, self)
        palette.action_wanted.connect(self._perform_named)
        palette.open()

    def _perform_named(self, action_id: str) -> None:
        self.perform(next(action for action in ACTIONS if action.id == action_id))

    def back_up(self) -> None:
        """Make a verified backup in the ledger's own folder."""
        self.desk.messages.toast(self.tr("Backing up…"), Tone.OFF)
        self.desk.tasks.write(self, back_up, lambda _path: self.desk.messages.toast(self.tr("Backed up and verified.")))

    # --- what waits ---

    def _watch_badges(self) -> None:
        self._looked_at = self.desk.now()  # opening the ledger looked already
        self.desk.tasks.ledger_changed.connect(self.count)
        timer = QTimer(self)
        timer.timeout.connect(self.count)
        timer.timeout.connect(self._keep_time)
        timer.timeout.connect(self.top.refresh)  # backup grows old and a wrong clock catches up by themselves
        timer.start(_BADGES_EVERY_MS)
        self.count()

    def _keep_time(self) -> None:
        """Look once an hour whether something was kept long enough."""
        now = self.desk.now()
        if now - self._looked_at >= _LOOKS_EVERY:
            self._looked_at = now
            self.desk.tasks.read(self, keeping.is_due, self._purge_if, self._ignore)

    def _purge_if(self, is_due: bool) -> None:
        if is_due:
            self.desk.tasks.write(self, keeping.purge_due, lambda _count: None)

    def count(self) -> None:
        """Count again what waits on each page."""
        self.desk.tasks.read(self, today.badges, self._show_badges, self._ignore, latest="badges")

    def _show_badges(self, found: today.Badges) -> None:
        self.side.show_badge(PageId.FEEDBACK, found.open_feedback, is_urgent=found.overdue_feedback > 0)
        self.side.show_badge(PageId.REQUESTS, found.open_requests, is_urgent=found.pressing_requests > 0)
        self.side.show_badge(PageId.INCIDENTS, found.open_incidents, is_urgent=found.pressing_incidents > 0)
        self.side.show_badge(PageId.PARCELS, found.printed_parcels)
        self.side.show_badge(PageId.RECIPIENTS, found.expiring, is_urgent=False)

    def _ignore(self, error: LedgerError) -> None:
        """Say nothing: the page in view tells of a ledger that cannot be read."""
