"""Reminders beside the system's clock: each stage once, in codes only, and after sleep what fell due meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from ledger.domain.deadline import RequestKind
from ledger.domain.incident import IncidentKind
from ledger.domain.purpose import Channel
from ledger.domain.wording import Language
from ledger.services import feedback, incidents, requests
from ledger.services.feedback import AnswerInput
from support.drivers_feedback import AtToday, hear
from support.reminders import FakeTray
from support.services import AT, Workplace, add_customer
from support.window import Window, make_desk
from ui.i18n import Translators
from ui.pages.today import TodayPage
from ui.places import PageId, Target
from ui.reminders import LOOK_EVERY_MS, Reminders
from ui.session_lock import Clocks
from ui.settings import REMINDERS, looked_at
from ui.theme import Tone
from ui.widgets.missed_band import MissedBand
from ui.widgets.side_bar import NavButton
from ui.workspace import Workspace


@dataclass(slots=True)
class Computer:
    """One workstation: its clocks, its tray, and reminders that look when told to."""

    shop: Workplace
    folder: Path
    tray: FakeTray = field(default_factory=FakeTray)
    steady: float = 1000.0
    reminders: Reminders = field(init=False)
    window: Window = field(init=False)
    told: list[str] = field(default_factory=list)

    def start(self, language: Language = Language.EN) -> None:
        """Start the program and sign in."""
        self.reminders = Reminders(self.tray, None, Clocks(lambda: self.steady, self._wall))
        self.reminders.caught_up.connect(lambda: self.told.append("caught up"))
        self.reminders.pressed.connect(lambda: self.told.append("pressed"))
        self.unlock(language)

    def _wall(self) -> float:
        return (self.shop.clock.at - AT).total_seconds()

    def unlock(self, language: Language = Language.EN) -> None:
        self.window = make_desk(self.shop.session, self.folder / "window.ini", language=language)
        self.reminders.sit_down(self.window.desk)

    def work(self, **time: float) -> None:
        """Let time go by while the program runs, looking as often as it does."""
        left = timedelta(**time)
        every = timedelta(milliseconds=LOOK_EVERY_MS)
        while left > timedelta():
            step = min(every, left)
            left -= step
            self.shop.clock.at += step
            self.steady += step.total_seconds()
            self.reminders.look()

    def sleep(self, **time: float) -> None:
        """Let time go by while the computer sleeps: its steady clock stands still."""
        self.shop.clock.move(**time)

    def today(self, qtbot: QtBot) -> AtToday:
        page = TodayPage(self.window.desk)
        qtbot.addWidget(page)
        page.show()
        return AtToday(page)


@pytest.fixture
def in_vietnamese(qapp: QApplication) -> Iterator[None]:
    spoken = Translators(qapp)
    spoken.use(Language.VI)
    yield
    spoken.use(Language.EN)


@pytest.fixture
def computer(qapp: QApplication, shop: Workplace, tmp_path: Path) -> Iterator[Computer]:  # noqa: ARG001 (brings Qt)
    made = Computer(shop, tmp_path)
    yield made
    made.window.desk.tasks.close_ledger()


def band(person: AtToday) -> MissedBand:
    return person.page.findChildren(MissedBand)[0]


# --- while somebody works -----------------------------------------------------------------------


def test_half_nearly_and_overdue_are_each_told_once(computer: Computer) -> None:
    customer = add_customer(computer.shop.session)
    hear(computer.shop.session, "Hộp móp", customer.code)
    computer.start()
    computer.work(hours=13)
    assert computer.tray.said == [
        "Answer the feedback PH-0001: 6 h 0 min left",
        "Answer the feedback PH-0001: 2 h 24 min left",
        "Answer the feedback PH-0001: overdue",
    ]
    assert computer.tray.pressing == [False, False, True]
    assert computer.window.messages.toasts == computer.tray.said
    assert computer.window.messages.toast_tones == [Tone.WARN, Tone.WARN, Tone.BAD]
    assert computer.told == ["pressed"]  # the task bar asks for attention only when it cannot wait
    assert computer.reminders.newest_target() == Target(PageId.FEEDBACK, "PH-0001")


def test_a_limit_by_law_beyond_the_target_is_told_as_due_first(computer: Computer) -> None:
    session = computer.shop.session
    code = requests.record(
        session, requests.RequestInput(RequestKind.WITHDRAW, Channel.CALL, session.now(), "đừng gọi")
    )
    requests.acknowledge(session, code, Channel.CALL, session.now())
    computer.shop.clock.move(days=15, hours=13, minutes=59)  # a minute before the end of Sunday 6 December
    computer.start()
    computer.work(minutes=2)
    assert computer.tray.said == ["Carry out the request YC-0001: due, by law until 24:00 07/12/2026"]
    assert computer.reminders.newest_target() == Target(PageId.REQUESTS, "YC-0001")


@pytest.mark.usefixtures("in_vietnamese")
def test_several_at_once_are_one_notification(computer: Computer) -> None:
    computer.start(Language.VI)
    computer.shop.clock.move(seconds=1)
    for ago in (13, 13, 7):
        hear(computer.shop.session, ago=ago)
    computer.work(minutes=1)
    assert computer.tray.said == ["Quá hạn: 2 · Sắp đến hạn: 1 · PH-0001, PH-0002, PH-0003"]
    assert computer.reminders.newest_target() == Target(PageId.TODAY)


def test_many_codes_are_cut(computer: Computer) -> None:
    computer.start()
    computer.shop.clock.move(seconds=1)
    for _ in range(6):
        hear(computer.shop.session, ago=13)
    computer.work(minutes=1)
    assert computer.tray.said == ["Overdue: 6 · PH-0001, PH-0002, PH-0003, PH-0004…"]


@pytest.mark.parametrize("language", list(Language))
def test_a_notification_never_says_who_or_what(computer: Computer, language: Language) -> None:
    session = computer.shop.session
    customer = add_customer(session)
    hear(session, "Gọi lại 0911 647 979 cho Đức", customer.code)
    requests.record(
        session,
        requests.RequestInput(RequestKind.ACCESS, Channel.CALL, session.now(), "cho Đức xem", "Mẹ Đức", customer.code),
    )
    computer.start(language)
    computer.work(hours=13)
    computer.sleep(days=30)
    computer.unlock(language)
    assert computer.tray.said
    assert not any(secret in words for words in computer.tray.said for secret in ("Đức", "Mẹ", "0911", "Gọi", "xem"))


def test_switched_off_nothing_is_said_but_today_counts_on(computer: Computer, qtbot: QtBot) -> None:
    hear(computer.shop.session, ago=11)
    computer.start()
    computer.window.desk.settings.set(REMINDERS, 0)
    computer.work(hours=2)
    assert (computer.tray.said, computer.window.messages.toasts) == ([], [])
    assert computer.today(qtbot).cards()[0] == "Feedback waiting: 1. overdue: 1"


# --- after sleep, closed, locked ----------------------------------------------------------------


@pytest.mark.usefixtures("in_vietnamese")
def test_after_sleep_it_is_said_what_fell_due_meanwhile_and_today_shows_it(computer: Computer, qtbot: QtBot) -> None:
    for ago in (1, 2, 3, 4):
        hear(computer.shop.session, ago=ago)
    computer.start(Language.VI)
    computer.work(minutes=5)
    computer.reminders.stand_up()  # the screen locks when the computer wakes
    computer.sleep(hours=10, minutes=10)
    computer.unlock(Language.VI)
    # three passed the twelve hours, the fourth only a warning
    assert computer.tray.said == [
        "3 việc đến hạn trong lúc máy ngủ",
        "Trả lời phản hồi PH-0001: còn 45 phút",
    ]
    assert computer.told == ["caught up", "pressed"]
    person = computer.today(qtbot)
    assert "3 việc đến hạn trong lúc máy ngủ (10:05 – 20:15)" in person.reads()
    person.clicks("Trả lời phản hồi PH-0004: quá hạn 2 giờ 15 phút")
    assert computer.window.targets == [Target(PageId.FEEDBACK, "PH-0004")]
    computer.work(minutes=30)
    assert len(computer.tray.said) == 2  # told once


def test_what_was_settled_leaves_the_list_and_the_rest_can_be_put_away(computer: Computer, qtbot: QtBot) -> None:
    for _ in range(2):
        hear(computer.shop.session)
    computer.start()
    computer.shop.clock.move(hours=13)
    computer.unlock()
    person = computer.today(qtbot)
    assert band(person).isVisible()
    assert "Fell due while the computer slept: 2 (10:00 to 23:00)" in person.reads()
    computer.window.desk.tasks.write(
        person.page, lambda session: feedback.answer(session, "PH-0001", AnswerInput("Dạ")), lambda _done: None
    )
    assert "Fell due while the computer slept: 1 (10:00 to 23:00)" in person.reads()
    band(person).findChildren(QToolButton)[0].click()
    assert not band(person).isVisible()
    assert not band(computer.today(qtbot)).isVisible()  # for good
    assert len(person.rows("Due first")) == 1  # it is not forgotten


def test_what_fell_due_while_the_program_was_closed_is_told_at_the_next_start(computer: Computer, qtbot: QtBot) -> None:
    hear(computer.shop.session, ago=11)
    computer.start()
    computer.reminders.stand_up()
    computer.shop.close()
    computer.sleep(hours=20)
    computer.shop.open()
    computer.start()
    assert computer.tray.said == ["Fell due while the program was closed: 1"]
    assert "Fell due while the program was closed: 1 (21/11 10:00 to 06:00)" in computer.today(qtbot).reads()
    assert computer.reminders.newest_target() == Target(PageId.TODAY)


def test_a_locked_screen_tells_only_how_many_and_afterwards_which(computer: Computer, qtbot: QtBot) -> None:
    hear(computer.shop.session, ago=11)
    computer.start()
    computer.reminders.stand_up()
    computer.work(hours=2)
    assert computer.tray.said == ["Fell due: 1. Unlock the screen to see it."]
    assert computer.told == ["pressed"]
    computer.unlock()
    assert computer.tray.said[1:] == ["Fell due while the screen was locked: 1"]
    assert computer.today(qtbot).sees_button("Answer the feedback PH-0001: overdue by 1 h 0 min")


def test_a_short_look_away_is_no_absence(computer: Computer, qtbot: QtBot) -> None:
    hear(computer.shop.session, ago=11.99)
    computer.start()
    computer.reminders.stand_up()
    computer.work(minutes=1)
    computer.unlock()  # the theme was changed, or somebody signed in again at once
    assert computer.tray.said[-1] == "Answer the feedback PH-0001: overdue"
    assert not band(computer.today(qtbot)).isVisible()


def test_the_first_start_of_all_tells_nothing_old(computer: Computer) -> None:
    hear(computer.shop.session, ago=30)
    computer.start()
    assert computer.tray.said == []
    stored = computer.window.desk.settings.get(looked_at(computer.window.desk.who.vault_id))
    assert stored == "2026-11-21T03:00:00.000000Z"  # an instant, and nothing else


def test_a_damaged_memory_counts_as_none(computer: Computer) -> None:
    hear(computer.shop.session, ago=11)
    computer.start()
    computer.window.desk.settings.set(looked_at(computer.window.desk.who.vault_id), "hôm qua")
    computer.work(minutes=30)
    assert computer.tray.said == []
    computer.work(hours=1)
    assert computer.tray.said == ["Answer the feedback PH-0001: overdue"]


# --- the side bar -------------------------------------------------------------------------------


def test_the_side_bar_counts_requests_and_incidents(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    session = shop.session
    requests.record(session, requests.RequestInput(RequestKind.ACCESS, Channel.CALL, session.now(), "Tôi muốn"))
    incidents.record(session, incidents.IncidentInput(IncidentKind.LOST, "Mất một phiếu"))
    workspace = Workspace(window.desk)
    qtbot.addWidget(workspace)
    names = {one.accessibleName() for one in workspace.side.findChildren(NavButton)}
    assert {"Requests: 1", "Incidents: 1"} <= names
