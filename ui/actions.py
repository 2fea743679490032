"""Everything a key does, in one table: id, words, shortcut, icon. A test finds two acts on one key."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.places import PageId

CONTEXT = "Actions"


@dataclass(frozen=True, slots=True)
class Action:
    """One act. ``page`` is where it works, ``None`` everywhere; an empty ``shortcut`` says that it has none."""

    id: str
    text: str  # English source; shown by ``words``
    shortcut: str  # several are divided by "|"
    icon: str
    page: PageId | None = None

    def words(self) -> str:
        """Return the text in the language of the window."""
        return QCoreApplication.translate(CONTEXT, self.text)

    def shortcuts(self) -> tuple[str, ...]:
        """Return every shortcut, in Qt's portable form."""
        return tuple(self.shortcut.split("|")) if self.shortcut else ()

    def is_pressed(self, event: QKeyEvent) -> bool:
        """Return whether a key is one of its shortcuts, where Qt's own are out of reach."""
        return QKeySequence(event.keyCombination()) in [QKeySequence(one) for one in self.shortcuts()]


ACTIONS = (
    # --- everywhere ---
    Action("find", str(QT_TRANSLATE_NOOP("Actions", "Find anything")), "Ctrl+K", "search"),
    Action("new", str(QT_TRANSLATE_NOOP("Actions", "New on this page")), "Ctrl+N", "plus"),
    Action("refresh", str(QT_TRANSLATE_NOOP("Actions", "Read again")), "F5", "refresh-cw"),
    Action("lock", str(QT_TRANSLATE_NOOP("Actions", "Lock the screen")), "Ctrl+L", "lock"),
    Action("shortcuts", str(QT_TRANSLATE_NOOP("Actions", "Keys")), "F1|Ctrl+/", "circle-help"),
    Action("quit", str(QT_TRANSLATE_NOOP("Actions", "Quit")), "Ctrl+Q", "log-out"),
    Action("theme", str(QT_TRANSLATE_NOOP("Actions", "Light or dark")), "Ctrl+Shift+L", "sun-moon"),
    Action("customers.add", str(QT_TRANSLATE_NOOP("Actions", "New customer")), "Ctrl+Shift+C", "user-check"),
    Action("feedback.add", str(QT_TRANSLATE_NOOP("Actions", "Record feedback")), "Ctrl+Shift+F", "message-circle"),
    Action("requests.add", str(QT_TRANSLATE_NOOP("Actions", "Record a request")), "Ctrl+Shift+Y", "inbox"),
    Action("incidents.add", str(QT_TRANSLATE_NOOP("Actions", "Record an incident")), "Ctrl+Shift+I", "siren"),
    Action("orders.add", str(QT_TRANSLATE_NOOP("Actions", "New order")), "Ctrl+Shift+O", "package"),
    # --- going somewhere ---
    Action("go.today", str(QT_TRANSLATE_NOOP("Actions", "Today")), "Ctrl+1", "sun"),
    Action("go.customers", str(QT_TRANSLATE_NOOP("Actions", "Customers")), "Ctrl+2", "users"),
    Action("go.feedback", str(QT_TRANSLATE_NOOP("Actions", "Feedback")), "Ctrl+3", "message-circle"),
    Action("go.requests", str(QT_TRANSLATE_NOOP("Actions", "Requests")), "Ctrl+J", "inbox"),
    Action("go.parcels", str(QT_TRANSLATE_NOOP("Actions", "Parcels")), "Ctrl+4", "package"),
    Action("go.disclosures", str(QT_TRANSLATE_NOOP("Actions", "Data sharing")), "Ctrl+5", "share-2"),
    Action("go.contact", str(QT_TRANSLATE_NOOP("Actions", "Contact")), "Ctrl+6", "megaphone"),
    Action("go.recipients", str(QT_TRANSLATE_NOOP("Actions", "Partners")), "Ctrl+7", "handshake"),
    Action("go.incidents", str(QT_TRANSLATE_NOOP("Actions", "Incidents")), "Ctrl+I", "siren"),
    Action("go.promises", str(QT_TRANSLATE_NOOP("Actions", "Promises")), "Ctrl+8", "badge-check"),
    Action("go.policy", str(QT_TRANSLATE_NOOP("Actions", "Policy")), "Ctrl+9", "file-text"),
    Action("go.audit", str(QT_TRANSLATE_NOOP("Actions", "Audit trail")), "Ctrl+0", "scroll-text"),
    Action("go.settings", str(QT_TRANSLATE_NOOP("Actions", "Settings")), "Ctrl+,", "settings"),
    # --- on one page ---
    Action(
        "feedback.answer", str(QT_TRANSLATE_NOOP("Actions", "Answer")), "Ctrl+Return", "message-circle", PageId.FEEDBACK
    ),
    Action("feedback.reopen", str(QT_TRANSLATE_NOOP("Actions", "Reopen")), "Ctrl+Shift+R", "undo-2", PageId.FEEDBACK),
    Action(
        "requests.next", str(QT_TRANSLATE_NOOP("Actions", "What comes next")), "Ctrl+Return", "inbox", PageId.REQUESTS
    ),
    Action(
        "requests.close",
        str(QT_TRANSLATE_NOOP("Actions", "Close the request")),
        "Ctrl+Shift+Return",
        "check",
        PageId.REQUESTS,
    ),
    Action("labels.print", str(QT_TRANSLATE_NOOP("Actions", "Print labels")), "Ctrl+P", "printer", PageId.PARCELS),
    Action(
        "parcels.hand_over",
        str(QT_TRANSLATE_NOOP("Actions", "Hand over to the courier")),
        "Ctrl+H",
        "truck",
        PageId.PARCELS,
    ),
    Action("report.print", str(QT_TRANSLATE_NOOP("Actions", "Report")), "Ctrl+R", "file-check", PageId.DISCLOSURES),
    Action(
        "promises.print", str(QT_TRANSLATE_NOOP("Actions", "Print the proof")), "Ctrl+R", "printer", PageId.PROMISES
    ),
    Action(
        "incidents.print", str(QT_TRANSLATE_NOOP("Actions", "Print the file")), "Ctrl+P", "printer", PageId.INCIDENTS
    ),
    Action(
        "audit.verify", str(QT_TRANSLATE_NOOP("Actions", "Verify now")), "Ctrl+Shift+V", "shield-check", PageId.AUDIT
    ),
    Action("backup.now", str(QT_TRANSLATE_NOOP("Actions", "Back up now")), "Ctrl+B", "database-backup"),
    Action("restore", str(QT_TRANSLATE_NOOP("Actions", "Restore from a backup")), "Ctrl+Shift+B", "history"),
)


def by_id(action_id: str) -> Action:
    """Return an action. Raises ``KeyError``."""
    return _BY_ID[action_id]


_BY_ID = {action.id: action for action in ACTIONS}
