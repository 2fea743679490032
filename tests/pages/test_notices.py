"""The notices in the window: step by step until everybody is told, and then the version is put in force."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from ledger.domain.errors import DiskFull
from ledger.domain.ids import NoticeRunId
from ledger.domain.wording import Language
from ledger.services import notice_papers, notices
from ledger.services.notices import Settlement
from support.drivers_notices import AtTheNotices
from support.notices import EMAIL, HOME_PAGE, POST, TOLD, WAITING, publish, running, stands
from support.services import HANOI, Workplace, add_customer
from ui.dialogs.preview_dialog import PreviewDialog
from ui.places import PageId, Target


@pytest.fixture
def run_id(shop: Workplace) -> NoticeRunId:
    """KH-00001 has an email, KH-00002 only an address, KH-00003 only a phone."""
    session = shop.session
    add_customer(session)
    add_customer(session, "Trần Thị An", phones=("0911 000 002",), emails=(), addresses=(HANOI,))
    add_customer(session, "Lê Văn Bình", phones=("0911 000 003",), emails=(), addresses=())
    return publish(session)


@pytest.fixture
def person(qtbot: QtBot, shop: Workplace, run_id: NoticeRunId, tmp_path: Path) -> AtTheNotices:
    assert run_id
    return AtTheNotices(qtbot, shop.session, tmp_path)


def test_without_a_change_nobody_waits(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person = AtTheNotices(qtbot, shop.session, tmp_path)
    assert "No customer waits for a notice" in person.reads()
    assert not person.sees_button("Put in force…")


def test_it_says_what_changes_and_who_waits_on_which_channel(person: AtTheNotices) -> None:
    told = person.reads()
    assert "Version 2: customers are being told" in told
    assert "What changes: VK 2b, Purpose: Marketing, offers and samples, Purpose: Loyalty" in told
    assert "Email 1 · Letter 1 · Home page 1" in told
    assert person.names() == ["Nguyễn Văn Đức", "Trần Thị An", "Lê Văn Bình"]


def test_the_version_cannot_be_put_in_force_while_somebody_waits(person: AtTheNotices) -> None:
    assert person.why_not("Put in force…") == "Still waiting: 3"


def test_all_steps_one_after_the_other(
    person: AtTheNotices, shop: Workplace, run_id: NoticeRunId, tmp_path: Path
) -> None:
    person.clicks("It is there now…")
    person.form().clicks("It stands there")
    assert stands(shop.session, run_id, "KH-00003") == (HOME_PAGE, TOLD)

    mail = tmp_path / "mail"
    mail.mkdir()
    person.window.messages.file_answers.append(mail)
    person.clicks("Write the emails…")
    assert "delete the files when the emails are sent" in person.form().reads()
    person.form().clicks("Choose a folder…")
    assert [one.name for one in mail.iterdir()] == ["thong-bao-2-KH-00001.eml"]
    person.looks()
    person.clicks("They were sent…")
    assert person.window.messages.questions[-1].text == "Customers recorded as told by email: 1"
    assert stands(shop.session, run_id, "KH-00001") == (EMAIL, TOLD)

    notice_papers.letters(shop.session, run_id, Language.VI, is_preview=False)
    person.looks()
    person.clicks("They were posted…")
    assert running(shop.session, run_id).count(WAITING) == 0
    assert person.why_not("Put in force…") == ""
    person.clicks("Put in force…")
    assert shop.session.policy().number == 2
    person.looks()
    assert "Version 2, in force since 21/11/2026 10:00. Told: 3, unreachable: 0, excused: 0" in person.reads()


def test_letters_are_looked_at_before_they_are_printed(
    person: AtTheNotices, shop: Workplace, run_id: NoticeRunId
) -> None:
    person.clicks("Print the letters…")
    preview = next(one for one in person.screen.findChildren(PreviewDialog) if one.isVisible())
    assert running(shop.session, run_id).written.get(POST, 0) == 0
    preview.reject()


def test_the_text_for_the_home_page_is_shown_in_both_languages(person: AtTheNotices) -> None:
    person.clicks("See the text…")
    form = person.form()
    shown = next(one for one in form.screen.findChildren(QPlainTextEdit) if one.isVisible())
    assert "Những điểm thay đổi".upper() in shown.toPlainText()
    form.picks("English", "Language of the text")
    assert "at most once a week" in shown.toPlainText()


def test_the_text_can_be_saved(person: AtTheNotices, tmp_path: Path) -> None:
    target = tmp_path / "notice.txt"
    person.window.messages.file_answers.append(target)
    person.clicks("See the text…")
    person.form().clicks("Save…")
    assert "mỗi tuần" in target.read_text("utf-8")


def test_somebody_is_excused_by_hand_with_a_reason(person: AtTheNotices, shop: Workplace, run_id: NoticeRunId) -> None:
    assert person.why_not("Record for the chosen…") == "Choose customers in the list first."
    person.chooses("KH-00002", "Customers to be told")
    person.clicks("Record for the chosen…")
    person.form().picks("Excused", "What became of them?")
    person.presses_enter()
    assert stands(shop.session, run_id, "KH-00002") == (POST, WAITING)  # no reason was given
    person.gives_reason("Đã gặp tận nhà")
    person.presses_enter()
    assert not person.sees_form()
    person.looks()
    assert person.names() == ["Nguyễn Văn Đức", "Lê Văn Bình"]
    person.shows("Excused")
    assert person.names() == ["Trần Thị An"]


def test_what_the_gate_refuses_says_why(person: AtTheNotices, shop: Workplace, run_id: NoticeRunId) -> None:
    person.chooses("KH-00003", "Customers to be told")
    person.clicks("Record for the chosen…")
    person.form().picks("Told: Email", "What became of them?")
    person.presses_enter()
    assert "(VK 6)" in person.form().reads()
    assert stands(shop.session, run_id, "KH-00003") == (HOME_PAGE, WAITING)


def test_all_chosen_are_recorded_at_once(person: AtTheNotices, shop: Workplace, run_id: NoticeRunId) -> None:
    person.chooses_all()
    person.clicks("Record for the chosen…")
    person.form().picks("Unreachable", "What became of them?")
    person.presses_enter()
    assert running(shop.session, run_id).count(WAITING) == 0
    assert person.window.messages.toasts[-1] == "Recorded: 3"


def test_a_row_leads_to_the_customer(person: AtTheNotices) -> None:
    person.chooses("KH-00002", "Customers to be told")
    person.table("Customers to be told").open_current()
    assert person.window.targets == [Target(PageId.CUSTOMERS, "KH-00002")]


def test_who_came_meanwhile_stands_in_the_list(person: AtTheNotices, shop: Workplace) -> None:
    add_customer(shop.session, "Phạm Thị Muộn", phones=("0911 000 004",))
    person.looks()
    assert "Phạm Thị Muộn" in person.names()


def test_staff_may_say_that_letters_were_posted_and_nothing_else(
    qtbot: QtBot, shop: Workplace, run_id: NoticeRunId, tmp_path: Path
) -> None:
    notice_papers.letters(shop.session, run_id, Language.VI, is_preview=False)
    person = AtTheNotices(qtbot, shop.as_staff(), tmp_path)
    for words in ("See the text…", "It is there now…", "Write the emails…", "Print the letters…", "Put in force…"):
        assert "Ask the manager" in person.why_not(words)
    person.clicks("They were posted…")
    assert stands(shop.session, run_id, "KH-00002") == (POST, TOLD)
    person.chooses("KH-00001", "Customers to be told")
    person.clicks("Record for the chosen…")
    offered = person.form().list("What became of them?")
    assert [offered.itemText(at) for at in range(offered.count())] == ["Told: Email", "Told: Letter"]


def test_trouble_is_said_and_can_be_tried_again(person: AtTheNotices, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(notices, "runs", lambda _session: (_ for _ in ()).throw(DiskFull()))
        person.looks()
        assert "The notices cannot be read" in person.reads()
    person.clicks("Try again")
    assert "Version 2: customers are being told" in person.reads()


def test_emails_that_cannot_be_written_leave_the_form_open(
    person: AtTheNotices, shop: Workplace, run_id: NoticeRunId, tmp_path: Path
) -> None:
    person.window.messages.file_answers.append(tmp_path / "nowhere")
    person.clicks("Write the emails…")
    person.form().clicks("Choose a folder…")
    assert "thong-bao-2-KH-00001.eml" in person.form().reads()
    assert notices.settle(shop.session, run_id, Settlement(TOLD, EMAIL)).done == 1
