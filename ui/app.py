"""The composition root: builds the doors, opens and locks the ledger, dresses the window."""

import gc
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ledger.domain.errors import LedgerError
from ledger.domain.ids import PolicyVersionId
from ledger.domain.instants import local_date
from ledger.domain.shop import Shop
from ledger.domain.staff import Role
from ledger.services.days_off import learn_public_years
from ledger.services.explaining import explain_error
from ledger.services.preferences import idle_minutes
from ledger.services.session import Place, Session, SystemClock, open_ledger
from ui import theme
from ui.desk import Desk, SignedIn, signed_in
from ui.door import Door
from ui.door_watch import DoorWatch
from ui.half_written import keep, unfinished
from ui.hardening import report_fault
from ui.i18n import Translators
from ui.main_window import MainWindow
from ui.messages import Question
from ui.places import PageId, Target
from ui.printing import QtPrinting
from ui.reminders import NoTray, Reminders, SystemTray, Tray
from ui.session_lock import IdleLock
from ui.settings import LEDGER, NAME, SCHEME, Settings
from ui.system_events import SystemEvents
from ui.tasks import Tasks, ThreadedTasks, Unhandled
from ui.theme import Scheme, Tone
from ui.widgets.clipboard import clear_private
from ui.widgets.window_messages import WindowMessages

if TYPE_CHECKING:
    from ui.pages.first_run import FirstRunPage
    from ui.pages.unlock import UnlockPage
    from ui.widgets.first_run_parts import Draft

_FORGETS_MS = 1_200  # after a lock: what was shown is gone by then, and so is the work that was under way


@dataclass(frozen=True, slots=True)
class Demo:
    """The throwaway ledger of ``--demo``, and with which words each role opens it."""

    folder: Path
    names: dict[Role, str]
    passphrases: dict[Role, str]


class Program(QObject):
    """The running program: one window, one ledger at a time."""

    def __init__(self, app: QApplication, door: Door, window: MainWindow) -> None:
        super().__init__()
        self.app = app
        self.door = door
        self.window = window
        self.desk: Desk | None = None
        self.demo: Demo | None = None
        self._translators = Translators(app)
        self._offered: tuple[Shop, PolicyVersionId] | None = None
        self._show_door_again: Callable[[], None] | None = None
        self._idle = IdleLock(15, self)
        self._idle.locked.connect(self.lock)
        self._idle.stop()
        self._at_door = DoorWatch(window, self)
        self.system = SystemEvents(parent=self)
        self.system.left.connect(self.lock)
        self.reminders = Reminders(_tray(self), self)
        self.reminders.caught_up.connect(self._on_caught_up)
        self.reminders.pressed.connect(lambda: app.alert(window))
        door.tasks.ledger_changed.connect(self._on_ledger_changed)
        door.tasks.ledger_closed.connect(self._on_ledger_closed)
        door.tasks.last_failed.connect(self._on_not_kept)
        window.closed.connect(self.shut_down)
        window.held.connect(self._ask_before_closing)
        self.dress()

    # --- look and language ---

    def dress(self) -> None:
        """Apply the language and the theme of the settings, and build what is in view again."""
        if self.desk is None:
            self._put_on()
            return
        # Pages that are about to go take seconds to restyle: they go first, at the next turn.
        self.window.show_cover()
        QTimer.singleShot(0, self, self._put_on)

    def _put_on(self) -> None:
        self._translators.use(self.door.settings.language)
        theme.apply(self.app, self.door.settings.scheme)
        if self.desk is not None:
            self._show_workspace(self.desk)
        elif self._show_door_again is not None:
            self._show_door_again()

    def _other_scheme(self) -> None:
        workspace = self.window.workspace
        if workspace is not None and not workspace.may_leave():
            return  # the page asks first: building it again would lose what was typed
        other = Scheme.LIGHT if self.door.settings.scheme is Scheme.DARK else Scheme.DARK
        self.door.settings.set(SCHEME, other.value)
        if workspace is not None and workspace.holds_typed():
            self.door.messages.ask(self._unsaved(self.tr("Change the theme now?"), self.tr("Change it")), self.dress)
        else:
            self.dress()

    def _unsaved(self, title: str, confirm: str) -> Question:
        return Question(title, self.tr("What was typed here is not saved yet."), confirm)

    def _use_language(self, language: str) -> None:
        from ui.settings import LANGUAGE

        self.door.settings.set(LANGUAGE, language)
        self.dress()

    # --- the door ---

    def start(self, demo: Demo | None = None) -> None:
        """Show the window: the unlock screen, the first-run wizard, or the demo."""
        self.demo = demo
        self.window.show()
        self.system.start(int(self.window.winId()))
        if demo is not None:
            self.sign_in_to_demo(Role.MANAGER)
        else:
            self.show_door()
        # While somebody reads or types: what comes after the passphrase is loaded already.
        self.door.tasks.compute(self, import_pages, lambda _done: None)

    def show_door(self, *, is_locked: bool = False) -> None:
        """Show the unlock screen, or the wizard where no ledger is known yet."""
        folder = self.door.settings.get(LEDGER)
        if folder:
            self._show_unlock(Path(folder), is_locked=is_locked)
        else:
            self._show_first_run()

    def _show_unlock(self, folder: Path | None = None, *, is_locked: bool = False) -> None:
        from ui.pages.unlock import UnlockPage

        self.door.tasks.close_ledger()  # a wizard left half-way has one open
        page = UnlockPage(self.door)
        page.new_wanted.connect(self._show_first_run)
        page.restore_wanted.connect(self._show_restore)
        if folder is not None:
            page.choose(folder, self.door.settings.get(NAME), is_locked=is_locked)
        self._show_door_again = lambda: self._show_unlock(folder, is_locked=is_locked)
        self._show(page)

    def _show_restore(self, where: Path | None = None) -> None:
        from ui.pages.restore import RestorePage

        backup = where if where is not None and where.suffix == ".sokin" else None  # one beside its ledger
        folder = where if backup is None else backup.parent.parent
        page = RestorePage(self.door, folder, backup)
        page.restored.connect(self._show_unlock)
        page.left.connect(lambda: self._show_unlock(folder) if folder is not None else self.show_door())
        self._show_door_again = lambda: self._show_restore(where)
        self._at_door.show(page)

    def _show_first_run(self, draft: "Draft | None" = None) -> None:
        from ui.pages.first_run import FirstRunPage

        page = FirstRunPage(self.door, draft)
        page.open_wanted.connect(self._show_unlock)
        page.restore_wanted.connect(self._show_restore)
        page.left_open.connect(lambda: self.show_door(is_locked=True))
        self._show_door_again = lambda: self._show_first_run(page.draft())
        self._show(page)

    def _show(self, page: "UnlockPage | FirstRunPage") -> None:
        page.signed_in.connect(self._on_signed_in)
        page.language_wanted.connect(self._use_language)
        page.theme_wanted.connect(self._other_scheme)
        page.setProperty("role", "ground")
        self._at_door.show(page)

    # --- working ---

    def _on_signed_in(self, who: SignedIn) -> None:
        door = self.door
        self._show_door_again = None
        self._at_door.stop()
        self.desk = Desk(door.tasks, door.messages, door.settings, door.printing, door.clock, who, self._go, self.dress)
        self._show_workspace(self.desk)
        self._idle.start()  # also where the minutes cannot be read
        door.tasks.read(self, idle_minutes, self._idle.set_minutes)

    def _show_workspace(self, desk: Desk) -> None:
        from ui.workspace import Workspace

        shown = Workspace(desk, self._other_member(desk.who))
        shown.wanted.connect(self._on_wanted)
        shown.other_member_wanted.connect(self._be_the_other_member)
        self.window.setWindowTitle(f"{desk.who.shop.name} – Sổ Kín")
        self.window.show_workspace(shown)
        self.reminders.sit_down(desk)

    def _on_caught_up(self) -> None:
        workspace = self.window.workspace
        if workspace is not None and PageId.TODAY in workspace.pages:
            workspace.pages[PageId.TODAY].refresh()

    def open_newest(self) -> None:
        """Show the window, and what the newest notification was about."""
        self.window.come_forward()
        target = self.reminders.newest_target()
        if target is not None:
            self._go(target)

    def _go(self, target: Target) -> None:
        if self.window.workspace is not None:
            self.window.workspace.go(target)

    def _on_wanted(self, act: str) -> None:
        acts = {"quit": self.window.close, "theme": self._other_scheme, "restore": self._leave_to_restore}
        (acts | {"lock": self.lock})[act]()

    def _leave_to_restore(self) -> None:
        if self.demo is not None:
            self.door.messages.toast(self.tr("The demo's ledger is thrown away; nothing is restored there."), Tone.OFF)
            return
        self.lock()  # what is half-written is kept; the ledger must be closed before it is replaced
        self._show_restore(Path(self.door.settings.get(LEDGER)))

    def _on_ledger_changed(self) -> None:
        if self.desk is not None:
            self.door.tasks.read(self, idle_minutes, self._idle.set_minutes, latest="idle")
            self.door.tasks.read(self, signed_in, self._on_reread, latest="who")

    def _on_reread(self, who: SignedIn) -> None:
        # The shop's own name or the policy changed: every page shows them.
        if self.desk is None or _shown_of(who) == _shown_of(self.desk.who):
            return
        workspace = self.window.workspace
        if workspace is None or not workspace.holds_typed():
            self._take_up(who)
        elif _shown_of(who) != self._offered:  # asked once; afterwards it waits until nothing is half-written
            self._offered = _shown_of(who)
            title = self.tr("The policy or the shop's data changed. Show the new ones now?")
            question = self._unsaved(title, self.tr("Show them"))
            self.door.messages.ask(question, lambda: self._take_up(who))

    def _take_up(self, who: SignedIn) -> None:
        if self.desk is not None:
            self.desk = replace(self.desk, who=who)
            self._show_workspace(self.desk)

    # --- locking ---

    def lock(self) -> None:
        """Cover the window first; then forget the clipboard, have what is half-written kept, drop the keys.

        Nothing here waits for the ledger: it keeps the forms and closes on its own thread.
        """
        workspace = self.window.workspace
        if self.desk is None:
            self._at_door.forget()
            return
        written_into = workspace.written_into() if workspace is not None else []
        self.window.blank()
        self.desk = None
        self.reminders.stand_up()
        self._idle.stop()
        clear_private()
        left = unfinished(written_into)
        self.door.tasks.close_ledger(lambda session: keep(session, left))
        if self.demo is not None:
            self.sign_in_to_demo(Role.MANAGER)
        else:
            self.show_door(is_locked=True)

    def _on_ledger_closed(self) -> None:
        QTimer.singleShot(_FORGETS_MS, self, gc.collect)  # widgets and callbacks that hold each other held names too

    def _on_not_kept(self, error: LedgerError) -> None:
        words = self.tr("What was half-written could not be kept. {reason}")
        self.door.messages.toast(words.format(reason=self.door.say(error)), Tone.WARN)

    def _ask_before_closing(self) -> None:
        question = self._unsaved(self.tr("Close Sổ Kín?"), self.tr("Close without saving"))
        self.door.messages.ask(question, self.window.close_anyway)

    def shut_down(self) -> None:
        """Close the ledger and end the threads."""
        self.system.stop()
        self.reminders.stand_up()
        self.desk = None
        self._idle.stop()
        self._at_door.stop()
        clear_private()
        self.door.tasks.shut_down()

    # --- the demo ---

    def sign_in_to_demo(self, role: Role) -> None:
        """Open the throwaway ledger as one of its members."""
        demo = self.demo
        if demo is None:
            return
        self.reminders.stand_up()
        self.desk = None
        self.window.show_cover(self.tr("Opening the demo…"))
        place, clock = self.door.place_of(demo.folder), self.door.clock

        def opener() -> Session:
            return open_ledger(place, demo.names[role], demo.passphrases[role], clock)

        def read_who(_session: Session) -> None:
            self.door.tasks.read(self, signed_in, self._on_signed_in)

        self.door.tasks.open(self, opener, read_who)

    def _other_member(self, who: SignedIn) -> str:
        if self.demo is None:
            return ""
        is_manager = who.member.role is Role.MANAGER
        return self.tr("Sign in as staff instead") if is_manager else self.tr("Sign in as manager instead")

    def _be_the_other_member(self) -> None:
        if self.desk is not None:
            self.sign_in_to_demo(Role.STAFF if self.desk.is_manager else Role.MANAGER)


def build(
    app: QApplication,
    settings_file: Path,
    app_data: Path | None = None,
    make_tasks: Callable[[Unhandled], Tasks] = ThreadedTasks,
    window: MainWindow | None = None,
) -> Program:
    """Put the program together. Without ``app_data`` the computer's own folder keeps the anchor's second copy."""
    settings = Settings(settings_file)
    if window is None:
        theme.apply(app, settings.scheme)
        window = MainWindow(settings)
    messages = WindowMessages(window)

    def unhandled(error: Exception) -> None:
        if isinstance(error, LedgerError):
            messages.toast(explain_error(error, door.wording), Tone.BAD)
        else:
            report_fault(type(error), error, error.__traceback__)
            messages.toast(door.wording.text("errors.ledger_error"), Tone.BAD)

    def place_of(folder: Path) -> Place:
        return Place(folder, app_data)

    door = Door(make_tasks(unhandled), messages, settings, QtPrinting(), SystemClock(), place_of)
    return Program(app, door, window)


def _tray(program: "Program") -> Tray:
    if not SystemTray.is_there():
        return NoTray()
    tray = SystemTray(program.window.windowIcon(), program)
    tray.clicked.connect(program.open_newest)
    return tray


def _shown_of(who: SignedIn) -> tuple[Shop, PolicyVersionId]:
    """Return what of the ledger stands all over the window."""
    return who.shop, who.policy.id


def import_pages() -> None:
    """Import everything that is shown after signing in, and what the first deadline would wait for."""
    from ui.workspace import PAGES

    for module, _name in PAGES.values():
        import_module(module)
    learn_public_years(local_date(SystemClock().now()))


def make_demo(folder: Path) -> Demo:
    """Make the throwaway ledger; slow."""
    from ledger.services.demo import MANAGER, PASSPHRASE, STAFF, make_demo_ledger

    place = Place(folder / "ledger", folder / "data")
    session, _ = make_demo_ledger(place, _DEMO_CUSTOMERS, 1, SystemClock().now())
    session.close()
    return Demo(
        place.folder,
        {Role.MANAGER: MANAGER, Role.STAFF: STAFF},
        {Role.MANAGER: PASSPHRASE, Role.STAFF: f"{PASSPHRASE} xanh"},
    )


_DEMO_CUSTOMERS = 80
