"""Cài đặt: sections at the left, one at a time at the right, each saved by its own button."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget

from ledger.domain.draft import DraftForm
from ledger.domain.staff import Operation
from ledger.services.drafts import HalfWritten
from ui import theme
from ui.desk import Desk
from ui.dialogs.confirm_recovery import ConfirmRecoveryDialog
from ui.dialogs.law_rule import LawRuleDialog
from ui.dialogs.new_keys import NewKeysDialog
from ui.dialogs.passphrase_change import PassphraseDialog
from ui.dialogs.printer_profile import PrinterProfileDialog
from ui.dialogs.recovery_sheet import RecoverySheetDialog
from ui.dialogs.request_days import RequestDaysDialog
from ui.dialogs.retention import RetentionDialog
from ui.dialogs.special_day import SpecialDayDialog
from ui.dialogs.staff_member import StaffDialog
from ui.dialogs.staff_removal import StaffRemovalDialog
from ui.dialogs.staff_role import StaffRoleDialog
from ui.half_written import Left
from ui.messages import Question
from ui.places import PageId, Target
from ui.settings import SECTION
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.parts import Card, row
from ui.widgets.settings_about import AboutPanel
from ui.widgets.settings_backup import BackupPanel
from ui.widgets.settings_days import DaysPanel
from ui.widgets.settings_deadlines import DeadlinesPanel
from ui.widgets.settings_look import LookPanel
from ui.widgets.settings_panel import SettingsPanel
from ui.widgets.settings_printing import PrintingPanel
from ui.widgets.settings_reminders import RemindersPanel
from ui.widgets.settings_retention import RetentionPanel
from ui.widgets.settings_rule_words import recounted_words
from ui.widgets.settings_rules import RulesPanel
from ui.widgets.settings_security import SecurityPanel
from ui.widgets.settings_shop import ShopPanel
from ui.widgets.settings_staff import StaffPanel

_LIST = 232
_ROW = 42
_PANELS: dict[str, Callable[[Desk], SettingsPanel]] = {
    "shop": ShopPanel,
    "staff": StaffPanel,
    "look": LookPanel,
    "printing": PrintingPanel,
    "backup": BackupPanel,
    "security": SecurityPanel,
    "retention": RetentionPanel,
    "reminders": RemindersPanel,
    "deadlines": DeadlinesPanel,
    "days": DaysPanel,
    "rules": RulesPanel,
    "about": AboutPanel,
}
_ICONS = {
    "shop": "house",
    "staff": "users",
    "look": "languages",
    "printing": "printer",
    "backup": "database-backup",
    "security": "lock",
    "retention": "history",
    "reminders": "bell",
    "deadlines": "alarm-clock",
    "days": "calendar",
    "rules": "landmark",
    "about": "info",
}

_COUNTS_AGAIN = frozenset({"rule", "request_days", "special_day"})  # they give the number of requests that moved


class SettingsPage(Page):
    """A section is built when first looked at; what was typed in one waits while another is in view."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            PageId.SETTINGS,
            self.tr("Settings"),
            self.tr("What holds for the shop, and what holds for this computer only."),
        )
        self._built: dict[str, SettingsPanel] = {}
        self._sections = tuple(_PANELS)
        self.list = self._make_list()
        self.stack = QStackedWidget()
        self._lay_out()
        self.list.currentRowChanged.connect(self._on_section)
        remembered = desk.settings.get(SECTION)
        self.show_section(remembered if remembered in _PANELS else self._sections[0])

    def _make_list(self) -> QListWidget:
        words = {
            "shop": self.tr("Shop"),
            "staff": self.tr("Staff accounts"),
            "look": self.tr("Language and theme"),
            "printing": self.tr("Labels and printers"),
            "backup": self.tr("Backups"),
            "security": self.tr("Security"),
            "retention": self.tr("Retention"),
            "reminders": self.tr("Notifications"),
            "deadlines": self.tr("Deadlines"),
            "days": self.tr("Working days"),
            "rules": self.tr("Rules of law"),
            "about": self.tr("About"),
        }
        made = QListWidget()
        made.setAccessibleName(self.tr("Sections of the settings"))
        made.setIconSize(QSize(18, 18))
        made.setFixedWidth(_LIST)
        made.setProperty("role", "sections")
        for section in self._sections:
            item = QListWidgetItem(theme.icon(_ICONS[section], "mute"), words[section])
            item.setSizeHint(QSize(0, _ROW))
            made.addItem(item)
        return made

    def _lay_out(self) -> None:
        left = Card()
        left.body.setContentsMargins(8, 8, 8, 8)
        left.body.addWidget(self.list, 1)
        whole = row(left, self.stack, spacing=18)
        whole.setStretch(1, 1)
        self.body.addLayout(whole, 1)

    # --- sections ---

    @property
    def panel(self) -> SettingsPanel:
        """Return the section in view."""
        return self._built[self._sections[max(0, self.list.currentRow())]]

    def show_section(self, section: str) -> None:
        """Show a section by its id."""
        at = self._sections.index(section)
        if self.list.currentRow() == at:
            self._on_section(at)
        self.list.setCurrentRow(at)

    def _on_section(self, at: int) -> None:
        section = self._sections[at]
        if section not in self._built:
            panel = _PANELS[section](self.desk)
            panel.wanted.connect(self._open)
            self._built[section] = panel
            self.stack.addWidget(panel)
            panel.refresh()
        self.stack.setCurrentWidget(self._built[section])
        self.desk.settings.set(SECTION, section)

    def refresh(self) -> None:
        """Ask again for what the sections show."""
        for panel in self._built.values():
            panel.refresh()

    # --- leaving ---

    def may_leave(self) -> bool:
        """Ask before something typed is thrown away; it is named."""
        dirty = [panel for panel in self._built.values() if panel.is_dirty]
        if not dirty:
            return True
        names = ", ".join(panel.title for panel in dirty)
        question = Question(
            self.tr("Leave without saving?"),
            self.tr("Not saved yet: {sections}.").format(sections=names),
            self.tr("Discard the changes"),
        )

        def discard() -> None:
            for panel in dirty:
                panel.discard()

        self.desk.messages.ask(question, discard)
        return not any(panel.is_dirty for panel in dirty)

    def unfinished(self) -> Sequence[Left]:
        """See ``Page.unfinished``: each section with something that is not saved."""
        typed = {section: panel.states() for section, panel in self._built.items()}
        return [Left(HalfWritten(DraftForm.SETTINGS, section, "", one)) for section, one in typed.items() if one]

    def _go_on_with(self, section: str) -> None:
        self.show_section(section)
        panel = self.panel

        def give_back(_nothing: None) -> None:
            panel.give_back(self.desk.taken_up.claim(DraftForm.SETTINGS, section) or {})

        self.desk.tasks.read(self, lambda _session: None, give_back)  # after what the section asked for itself

    # --- dialogs ---

    def open_target(self, target: Target) -> None:
        """Show a section or a part of it, or retype the recovery code."""
        if target.act == "section" and target.code in _PANELS:
            self._go_on_with(target.code)
        if target.act == "recovery":
            self.show_section("security")
            if self.desk.may(Operation.MANAGE_STAFF):
                self._open("recovery", None)
        elif target.act == "second_place":
            self.show_section("backup")
            if isinstance(self.panel, BackupPanel):
                self.panel.show_second_place()
        elif target.act in _PANELS:
            self.show_section(target.act)

    def _open(self, what: str, about: Any) -> None:
        made: dict[str, Callable[[], FormDialog]] = {
            "staff": lambda: StaffDialog(self.desk, self),
            "role": lambda: StaffRoleDialog(self.desk, self, about),
            "removal": lambda: StaffRemovalDialog(self.desk, self, about),
            "new_sheet": lambda: RecoverySheetDialog(self.desk, self),
            "new_keys": lambda: NewKeysDialog(self.desk, self),
            "passphrase": lambda: PassphraseDialog(self.desk, self),
            "recovery": lambda: ConfirmRecoveryDialog(self.desk, self),
            "rule": lambda: LawRuleDialog(self.desk, self, about),
            "request_days": lambda: RequestDaysDialog(self.desk, self, about),
            "special_day": lambda: SpecialDayDialog(self.desk, self),
            "printer": lambda: PrinterProfileDialog(self.desk, self, *about),
            "retention": lambda: RetentionDialog(self.desk, self),
        }
        said = {
            "staff": self.tr("The account was added."),
            "passphrase": self.tr("Your passphrase was changed."),
            "recovery": self.tr("The recovery code is confirmed."),
            "role": self.tr("The role was changed."),
            "removal": self.tr("The account was removed, and the ledger encrypted anew."),
            "new_sheet": self.tr("The new recovery sheet holds. The old one opens only copies made elsewhere before."),
            "new_keys": self.tr("The ledger is encrypted under a new key."),
        }
        dialog = made[what]()
        if isinstance(dialog, ConfirmRecoveryDialog):
            dialog.new_sheet_wanted.connect(lambda: self._open("new_sheet", None))
        words = said.get(what, self.tr("Saved."))
        counts = what in _COUNTS_AGAIN
        dialog.saved.connect(lambda done: self._on_saved(recounted_words(words, done) if counts else words))
        dialog.open()

    def _on_saved(self, words: str) -> None:
        self.desk.messages.toast(words)
        self.refresh()
