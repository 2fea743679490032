"""The steps of a notice run, one below the other: home page, emails, letters, who is left, putting it in force."""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from ledger.domain.errors import RoleForbidden
from ledger.domain.instants import show_instant
from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.domain.staff import Operation
from ledger.services.notices import NoticeRun
from ui.desk import Desk
from ui.formatting import grouped
from ui.widgets.numbered_step import NumberedStep
from ui.widgets.parts import button, line


class NoticeAct(StrEnum):
    """What a step asks for."""

    SHOW_HOME_PAGE = "SHOW_HOME_PAGE"
    ANNOUNCED = "ANNOUNCED"
    WRITE_EMAILS = "WRITE_EMAILS"
    EMAILS_SENT = "EMAILS_SENT"
    EMAILS_AGAIN = "EMAILS_AGAIN"
    PRINT_LETTERS = "PRINT_LETTERS"
    LETTERS_POSTED = "LETTERS_POSTED"
    LETTERS_AGAIN = "LETTERS_AGAIN"
    FINISH = "FINISH"


STAFF_ACTS = frozenset({NoticeAct.EMAILS_SENT, NoticeAct.LETTERS_POSTED})  # the rest is the manager's


@dataclass(frozen=True, slots=True)
class _Figures:
    """How one channel stands, in numbers as they are shown."""

    waiting: int
    written: int
    told: int


class NoticeSteps(QWidget):
    """``wanted`` carries the ``NoticeAct`` somebody asked for."""

    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.buttons: dict[NoticeAct, QPushButton] = {}
        act = NoticeAct
        self._home = self._step(
            1,
            self.tr("The home page"),
            (act.SHOW_HOME_PAGE, self.tr("See the text…")),
            (act.ANNOUNCED, self.tr("It is there now…")),
        )
        self._emails = self._step(
            2,
            self.tr("Emails"),
            (act.WRITE_EMAILS, self.tr("Write the emails…")),
            (act.EMAILS_SENT, self.tr("They were sent…")),
            (act.EMAILS_AGAIN, self.tr("Write again")),
        )
        self._letters = self._step(
            3,
            self.tr("Letters"),
            (act.PRINT_LETTERS, self.tr("Print the letters…")),
            (act.LETTERS_POSTED, self.tr("They were posted…")),
            (act.LETTERS_AGAIN, self.tr("Print again")),
        )
        self._left = self._step(4, self.tr("Who is left"))
        self._finish = self._step(5, self.tr("Put the version in force"), (act.FINISH, self.tr("Put in force…")))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for one in (self._home, self._emails, self._letters, self._left, self._finish):
            if one is not self._home:
                box.addWidget(line())
            box.addWidget(one)
        box.addStretch(1)

    def _step(self, number: int, title: str, *acts: tuple[NoticeAct, str]) -> NumberedStep:
        roles = {NoticeAct.FINISH: "primary", NoticeAct.EMAILS_AGAIN: "link", NoticeAct.LETTERS_AGAIN: "link"}
        for act, words in acts:
            self.buttons[act] = button(words, partial(self.wanted.emit, act), role=roles.get(act, ""))
        return NumberedStep(number, title, [self.buttons[act] for act, _words in acts])

    # --- how it stands ---

    def show_run(self, run: NoticeRun) -> None:
        """Show how far each step is, and what can be done now; the keyboard stays with what is left to do."""
        had_keys = self.isAncestorOf(QApplication.focusWidget() or self.window())
        self._show_home_page(run)
        self._show_channel(run, NoticeChannel.EMAIL)
        self._show_channel(run, NoticeChannel.POST)
        self._show_rest(run)
        if had_keys and not self.isAncestorOf(QApplication.focusWidget() or self.window()):
            left = (one for one in self.buttons.values() if one.isEnabled() and not one.isHidden())
            if (one := next(left, None)) is not None:
                one.setFocus()

    def _number(self, count: int) -> str:
        return grouped(count, self._desk.language)

    def _show_home_page(self, run: NoticeRun) -> None:
        waiting = run.count(NoticeState.WAITING, NoticeChannel.HOME_PAGE)
        if run.home_page_at is not None:
            words = self.tr("Announced since {time}. Customers told by it alone: {count}").format(
                time=show_instant(run.home_page_at), count=self._number(self._told(run, NoticeChannel.HOME_PAGE))
            )
        elif run.has_home_page:
            words = self.tr("Customers without email and postal address, told by it alone: {count}").format(
                count=self._number(waiting)
            )
        else:
            words = self.tr(
                "The policy does not count the home page as a notice; it may announce the change all the same."
            )
        is_done = run.home_page_at is not None and not waiting
        self._home.show_state(words, is_done=is_done)
        self._allow(NoticeAct.SHOW_HOME_PAGE)
        no_need = self.tr("The home page announces it already.") if run.home_page_at is not None else ""
        self._allow(NoticeAct.ANNOUNCED, no_need)

    @staticmethod
    def _told(run: NoticeRun, channel: NoticeChannel) -> int:
        return run.count(NoticeState.TOLD, channel)

    def _show_channel(self, run: NoticeRun, channel: NoticeChannel) -> None:
        is_email = channel is NoticeChannel.EMAIL
        step = self._emails if is_email else self._letters
        found = _Figures(run.count(NoticeState.WAITING, channel), run.written.get(channel, 0), self._told(run, channel))
        if is_email:
            words = self.tr("Waiting: {waiting}, of them written: {written}. Told: {told}")
        else:
            words = self.tr("Waiting: {waiting}, of them printed: {written}. Told: {told}")
        said = words.format(
            waiting=self._number(found.waiting), written=self._number(found.written), told=self._number(found.told)
        )
        nobody = self.tr("Nobody is told by email.") if is_email else self.tr("Nobody is told by letter.")
        step.show_state(said if found.waiting or found.told else nobody, is_done=not found.waiting)
        act = NoticeAct
        write, sent, again = (
            (act.WRITE_EMAILS, act.EMAILS_SENT, act.EMAILS_AGAIN)
            if is_email
            else (act.PRINT_LETTERS, act.LETTERS_POSTED, act.LETTERS_AGAIN)
        )
        self._allow(write, "" if found.waiting > found.written else self.tr("There is nothing left to write."))
        self._allow(sent, "" if found.written else self.tr("Nothing that was written out waits to be sent."))
        self._allow(again)
        self.buttons[again].setVisible(found.written > 0)

    def _show_rest(self, run: NoticeRun) -> None:
        waiting = run.count(NoticeState.WAITING)
        if waiting:
            words = self.tr(
                "Still waiting: {count}. Whom nothing reached is chosen in the list and recorded as unreachable, or"
                " excused with a reason."
            )
        else:
            words = self.tr("Nobody is waiting any more.")
        self._left.show_state(words.format(count=self._number(waiting)), is_done=not waiting)
        reason = self.tr("Still waiting: {count}").format(count=self._number(waiting)) if waiting else ""
        sentence = self.tr("From then on version {number} decides; until then the version in force goes on.")
        self._finish.show_state(sentence.format(number=run.policy.number), is_done=False)
        self._allow(NoticeAct.FINISH, reason)

    def _allow(self, act: NoticeAct, reason: str = "") -> None:
        """Let a button be pressed, or say in its tooltip why not."""
        operation = Operation.CONTACT if act in STAFF_ACTS else Operation.PUBLISH_POLICY
        if not self._desk.may(operation):
            reason = self._desk.say(RoleForbidden(operation=operation.value))
        made = self.buttons[act]
        made.setEnabled(not reason)
        made.setToolTip(reason)
        made.setAccessibleDescription(reason)
