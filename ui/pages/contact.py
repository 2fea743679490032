"""Liên hệ: who may be contacted now, who was, and what data were used for inside the shop (KO 2, KO 4c, VK 2)."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QStackedWidget

from ledger.domain.staff import Operation
from ledger.services.deciding import Outcome
from ui.desk import Desk
from ui.dialogs.contact_list_acts import ContactListActs
from ui.dialogs.contact_made import ContactMadeDialog
from ui.dialogs.data_use import DataUseDialog
from ui.dialogs.data_use_export import ExportUseDialog
from ui.places import PageId, Target
from ui.widgets.contact_list_view import ContactListView
from ui.widgets.contact_made_view import ContactMadeView
from ui.widgets.contact_uses_view import ContactUsesView
from ui.widgets.disclosure_parts import Segments
from ui.widgets.page import Page
from ui.widgets.parts import button, row, text

LISTS, MADE, USES = range(3)
_USE = "SD-"
_CUSTOMER = "KH-"


class ContactPage(Page):
    """Three views, each with the one act that adds to it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            PageId.CONTACT,
            self.tr("Contact"),
            self.tr("Only who may be contacted is on a list, and everything the shop begins by itself is on record."),
        )
        self.lists, self.made, self.uses = ContactListView(desk), ContactMadeView(desk), ContactUsesView(desk)
        self.list_acts = ContactListActs(desk, self)
        self._connect_lists()
        self.made.log_wanted.connect(self.log)
        self.uses.use_wanted.connect(self.begin_use)
        self.uses.panel.export_wanted.connect(lambda one: ExportUseDialog(desk, self, one).open())
        self.stack = QStackedWidget()
        for view in (self.lists, self.made, self.uses):
            self.stack.addWidget(view)
        self.segments = Segments((self.tr("Contact lists"), self.tr("Contacts made"), self.tr("Uses of data")))
        self.segments.chosen.connect(self._show_view)
        self._whose = text(self.tr("You see what you recorded yourself."), "small")
        self._whose.setVisible(False)
        self._new = self.add_act(button("", self._begin, role="primary", icon="plus"))
        self._new.setToolTip("Ctrl+N")
        self.body.addLayout(row(self.segments, None, self._whose))
        self.body.addWidget(self.stack, 1)
        self._dress()

    def _connect_lists(self) -> None:
        acts, panel = self.list_acts, self.lists.panel
        self.lists.new_wanted.connect(acts.begin)
        panel.check_wanted.connect(acts.check)
        panel.numbers_wanted.connect(acts.take_numbers)
        panel.all_wanted.connect(acts.log_all)
        panel.export_wanted.connect(acts.export)
        panel.close_wanted.connect(acts.close)
        acts.made.connect(self.lists.show_code)
        acts.checked.connect(lambda _code: panel.reasons.clear())

    # --- what is shown ---

    def _show_view(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        self._dress()
        self._ask()

    def _dress(self) -> None:
        words = (self.tr("New list…"), self.tr("Log a contact…"), self.tr("Record a use…"))
        self._new.setText(words[self.stack.currentIndex()])
        self._whose.setVisible(self.stack.currentIndex() == MADE and not self.desk.may(Operation.REPORT))

    def _ask(self) -> None:
        (self.lists, self.made, self.uses)[self.stack.currentIndex()].ask()

    def refresh(self) -> None:
        """Ask for the view in sight; the people of a list change without the list."""
        self._ask()
        if self.stack.currentWidget() is self.lists:
            self.lists.panel.people.ask()

    def open_target(self, target: Target) -> None:
        """Show a list (LH-0001), a use (SD-0001) or one customer's contacts, and begin the act."""
        if target.code.startswith(_USE):
            self.segments.choose(USES)
            self.uses.show_code(target.code)
        elif target.code.startswith(_CUSTOMER):
            self.segments.choose(MADE)
            self.made.show_customer(target.code)
        elif target.code:
            self.segments.choose(LISTS)
            self.lists.show_code(target.code)
        self._begin_act(target)

    def _begin_act(self, target: Target) -> None:
        if target.act == "log":
            self.segments.choose(MADE)
            self.log(target.code)
        elif target.act == "use":
            self.segments.choose(USES)
            self.begin_use()
        elif target.act == "new":
            self.segments.choose(LISTS)
            self.begin_list()
        elif target.act == "check":
            self.list_acts.check_named(target.code)

    # --- acts ---

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+N adds to the view in sight."""
        return {"new": self._begin, "refresh": self.refresh}

    def _begin(self) -> None:
        (self.begin_list, self.log, self.begin_use)[self.stack.currentIndex()]()

    def begin_list(self) -> None:
        """Count for a new contact list."""
        self.list_acts.begin()

    def log(self, customer: str = "") -> None:
        """Write a contact down, of the customer in view if there is only one."""
        dialog = ContactMadeDialog(self.desk, self, customer or self.made.narrowed.code)
        dialog.saved.connect(self._on_logged)
        dialog.open()

    def _on_logged(self, outcome: Outcome) -> None:
        self.desk.messages.toast(self.tr("Logged: {code} was contacted.").format(code=outcome.code))

    def begin_use(self) -> None:
        """Record a use of data inside the shop."""
        dialog = DataUseDialog(self.desk, self)
        dialog.saved.connect(self._on_used)
        dialog.open()

    def _on_used(self, code: str) -> None:
        self.desk.messages.toast(self.tr("{code} is recorded.").format(code=code))
        self.segments.choose(USES)
        self.uses.show_code("")
