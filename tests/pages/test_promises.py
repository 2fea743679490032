"""The promises page: every clause with its figure and state, why, and what the manager answers for."""

from collections.abc import Generator
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from documents.papers import words_of
from ledger.domain.errors import DiskFull, PeriodReversed
from ledger.domain.policy import Control
from ledger.domain.promise import Period
from ledger.domain.purpose import Channel
from ledger.domain.wording import Language
from ledger.services import feedback, promises
from ledger.services.feedback import FeedbackInput
from ledger.services.promises import BreachInput, Promises
from ledger.services.session import Session
from support.drivers_promises import AtThePromises
from support.drivers_registers import Reader
from support.services import Workplace, add_customer
from support.slow import SlowTasks
from support.window import Window, make_desk
from ui.dialogs.promise_breach import BreachDialog
from ui.dialogs.promise_proof import ProofDialog
from ui.places import PageId, Target
from ui.tasks import ImmediateTasks
from ui.widgets.pdf_view import PdfView
from ui.widgets.promise_list import PromiseSort

BROKEN = "Người giao hàng để người lạ đọc nhãn."
WHY = "Ca tối hôm đó thiếu người.\n\nTừ nay có người trực thay."


def at_desk(shop: Workplace, name: str = "window.ini") -> Window:
    return make_desk(shop.session, shop.home / name, language=Language.EN)


@pytest.fixture
def page(shop: Workplace, qtbot: QtBot) -> AtThePromises:
    return AtThePromises(qtbot, at_desk(shop))


def late_answer(shop: Workplace) -> str:
    """Somebody waited 13 hours for an answer; return the feedback's code."""
    made = feedback.receive(shop.session, FeedbackInput(Channel.CALL, "Hàng bị móp"))
    shop.clock.move(hours=13)
    feedback.answer(shop.session, made.code, feedback.AnswerInput("Đã đổi hàng mới"))
    return made.code


def break_parcels(session: Session) -> str:
    typed = BreachInput(Control.MASKED_PARCELS, BROKEN, session.now() - timedelta(hours=1))
    return promises.record_breach(session, typed)


# --- the list -----------------------------------------------------------------------------------


def test_every_clause_stands_there_in_the_order_of_the_policy_with_its_state(
    page: AtThePromises, shop: Workplace
) -> None:
    assert page.column("Clause") == [one.id for one in shop.session.policy().clauses]
    assert len(page.rows()) == 18
    assert set(page.column("State")) <= {"Kept", "At risk", "Broken", "Not used yet"}
    assert sum(int(words.rsplit(" ", 1)[1]) for words in page.counts()) == 18


def test_a_late_answer_breaks_the_promise_and_the_worst_comes_first(shop: Workplace, qtbot: QtBot) -> None:
    code = late_answer(shop)
    page = AtThePromises(qtbot, at_desk(shop))
    assert page.states()["KO 5"] == "Broken"
    header = page.table().header
    header.want_sort(PromiseSort.STATE, descending=False)
    assert page.column("State")[0] == "Broken"
    page.is_sent_here(Target(PageId.PROMISES, "KO 5"))
    assert "answered late" in page.beside()
    page.links()[f"Feedback {code}"].click()
    assert page.window.targets == [Target(PageId.FEEDBACK, code)]


def test_a_chip_shows_only_those_that_stand_so_and_a_second_click_all(shop: Workplace, qtbot: QtBot) -> None:
    break_parcels(shop.session)
    page = AtThePromises(qtbot, at_desk(shop))
    broken = page.counts()[0]
    page.clicks(broken)
    assert set(page.column("State")) == {"Broken"}
    page.clicks(broken)
    assert len(page.rows()) == 18


def test_where_no_promise_stands_so_the_list_says_it_and_leads_back(page: AtThePromises) -> None:
    at_risk = next(words for words in page.counts() if words.startswith("At risk"))
    assert at_risk == "At risk: 0"
    page.clicks(at_risk)
    assert page.rows() == []
    assert "No promise stands so" in page.words()
    page.clicks("Show all")
    assert len(page.rows()) == 18


@pytest.mark.parametrize("code", ["KO 4b", "MASKED_PARCELS", "VP-0001"])
def test_sent_here_about_a_clause_a_control_or_a_breach(shop: Workplace, qtbot: QtBot, code: str) -> None:
    break_parcels(shop.session)
    page = AtThePromises(qtbot, at_desk(shop))
    page.clicks(next(words for words in page.counts() if words.startswith("Kept")))  # a filter must not hide it
    page.is_sent_here(Target(PageId.PROMISES, code))
    assert page.table().current_row().id == "KO 4b"
    assert BROKEN in page.beside()


def test_beside_the_list_stand_the_clause_the_control_the_method_and_the_next_step(
    shop: Workplace, qtbot: QtBot
) -> None:
    late_answer(shop)
    page = AtThePromises(qtbot, at_desk(shop))
    page.is_sent_here(Target(PageId.PROMISES, "KO 5"))
    clause = next(one for one in shop.session.policy().clauses if one.id == "KO 5")
    wording = page.window.desk.wording
    beside = page.beside()
    assert clause.text.en in beside
    for table in ("controls", "methods", "next_steps"):
        assert wording.text(f"{table}.{clause.control.value}") in beside
    page.links()["Go to: Feedback"].click()
    assert page.window.targets == [Target(PageId.FEEDBACK)]


# --- the period ---------------------------------------------------------------------------------


def test_another_period_is_counted_anew_and_remembered(shop: Workplace, qtbot: QtBot) -> None:
    late_answer(shop)
    page = AtThePromises(qtbot, at_desk(shop))
    assert page.states()["KO 5"] == "Broken"
    page.picks("Period", "Last month")
    page.waits_for_the_list()
    assert page.states()["KO 5"] == "Not used yet"
    again = AtThePromises(qtbot, page.window)
    assert again.list("Period").currentText() == "Last month"


def test_days_that_end_before_they_begin_are_said_above_the_old_figures(page: AtThePromises) -> None:
    page.picks("Period", "Chosen days")
    page.waits_for_the_list()
    first = page.page.period.first
    first.setDate(first.date().addDays(400))
    page.qtbot.waitUntil(lambda: page.window.desk.say(PeriodReversed(field="period_to")) in page.words())
    assert len(page.rows()) == 18


# --- what changed, waiting, faults --------------------------------------------------------------


def test_what_changes_while_the_page_is_in_view_is_counted_again_once(page: AtThePromises) -> None:
    counted: list[object] = []
    page.page.reading.finished.connect(counted.append)
    tasks = page.window.desk.tasks
    for name in ("Trần Thị Ánh", "Lê Văn Tám"):
        tasks.write(page.page, partial(add_customer, name=name), lambda _one: None)
    assert counted == []
    page.waits_for_the_list()
    assert len(counted) == 1


def test_counting_shows_how_far_it_is_keeps_the_old_figures_and_can_be_stopped(shop: Workplace, qtbot: QtBot) -> None:
    window = at_desk(shop)
    slow = SlowTasks(shop.session)
    object.__setattr__(window.desk, "tasks", slow)
    page = AtThePromises(qtbot, window)
    assert page.rows() == []
    ImmediateTasks.start(slow, slow.waiting.pop(0))  # one slice; the next one waits
    assert "Counting: 0 of 18" in page.words()
    page.clicks("Stop")
    assert "Nothing was counted yet" in page.words()
    assert not page.button("Print the proof…").isEnabled()
    page.clicks("Count now")
    slow.answer()
    assert len(page.rows()) == 18
    page.clicks("Count again")
    ImmediateTasks.start(slow, slow.waiting.pop(0))
    assert len(page.rows()) == 18
    page.clicks("Stop")
    slow.answer()
    assert "Counted " in page.words()


def test_a_ledger_that_cannot_be_read_is_said_with_a_way_to_try_again(
    shop: Workplace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_session: Session, _period: Period) -> Generator[tuple[int, int], None, Promises]:
        yield 0, 18
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(promises, "measure", fails)
        page = AtThePromises(qtbot, at_desk(shop))
        assert page.window.desk.say(DiskFull()) in page.words()
    page.clicks("Try again")
    assert len(page.rows()) == 18


# --- breaches and explanations ------------------------------------------------------------------


def test_a_breach_breaks_its_promise_until_it_is_closed_and_explained_then_it_is_at_risk(page: AtThePromises) -> None:
    page.is_sent_here(Target(PageId.PROMISES, "KO 4b"))
    page.clicks("Record a breach…")
    form = page.written()
    form.saves()
    assert len(form.errors()) == 1
    form.says("What happened", BROKEN)
    form.saves()
    assert page.window.messages.toasts == ["VP-0001 recorded."]
    assert page.states()["KO 4b"] == "Broken"
    assert BROKEN in page.beside()

    page.links()["Explain…"].click()
    form = page.written()
    form.saves()
    assert len(form.errors()) == 1
    form.says("Explanation", WHY)
    form.saves()
    assert page.states()["KO 4b"] == "Broken"  # explained, but still open
    assert "Từ nay có người trực thay." in page.beside()

    page.links()["Close…"].click()
    form = page.written()
    form.says("What was done about it", "Đã nói chuyện với đơn vị giao hàng.")
    form.saves()
    assert page.states()["KO 4b"] == "At risk"
    assert "Close…" not in page.links()


def test_an_explanation_can_be_bettered(shop: Workplace, qtbot: QtBot) -> None:
    late_answer(shop)
    page = AtThePromises(qtbot, at_desk(shop))
    page.is_sent_here(Target(PageId.PROMISES, "KO 5"))
    page.links()["Explain…"].click()
    form = page.written()
    form.says("Explanation", WHY)
    form.saves()
    assert page.states()["KO 5"] == "At risk"
    page.links()["Change the explanation…"].click()
    assert page.written().said("Explanation") == WHY


def test_a_name_half_typed_does_not_become_a_breach_about_nobody(page: AtThePromises, shop: Workplace) -> None:
    page.does("new")
    form = page.written()
    form.says("What happened", BROKEN)
    form.writes("Customer", "Nguyễn")
    form.saves()
    assert form.errors()
    assert promises.breaches(shop.session, Control.COLLECTION_CATEGORIES) == ()


def test_staff_see_everything_record_breaches_but_neither_explain_nor_print(shop: Workplace, qtbot: QtBot) -> None:
    break_parcels(shop.session)
    shop.as_staff()
    page = AtThePromises(qtbot, at_desk(shop, "staff.ini"))
    page.is_sent_here(Target(PageId.PROMISES, "KO 4b"))
    for words in ("Explain…", "Close…"):
        assert not page.links()[words].isEnabled()
        assert "Only the manager" in page.links()[words].toolTip()
    shut = page.button("Print the proof…")
    assert not shut.isEnabled()
    assert "only the manager" in shut.toolTip()
    assert "promises.print" not in page.page.handlers()
    page.does("new")
    form = page.written()
    form.says("What happened", "Một danh sách bị bỏ quên trên quầy.")
    form.saves()
    assert page.window.messages.toasts == ["VP-0002 recorded."]


# --- by keyboard, on paper ----------------------------------------------------------------------


def test_by_keys_alone_to_a_promise_and_to_what_can_be_done_about_it(shop: Workplace, qtbot: QtBot) -> None:
    break_parcels(shop.session)
    page = AtThePromises(qtbot, at_desk(shop))
    page.goes_to(page.table())
    page.presses(Qt.Key.Key_Home)
    for _ in range(4):
        page.presses(Qt.Key.Key_Down)
    assert page.table().current_row().id == "KO 4b"
    page.presses(Qt.Key.Key_Return)
    assert QApplication.focusWidget() in page.links().values()


def test_ctrl_r_shows_the_proof_and_only_printing_it_is_recorded(page: AtThePromises, shop: Workplace) -> None:
    page.does("promises.print")
    (dialog,) = page.dialogs()
    assert isinstance(dialog, ProofDialog)
    page.qtbot.waitUntil(dialog.print_button.isEnabled)
    papers: list[object] = []
    assert dialog.findChild(PdfView) is not None
    assert "promise.printed" not in _acts(shop)
    dialog.obtain(papers.append, papers.append)
    assert _acts(shop).count("promise.printed") == 1
    dialog.obtain(papers.append, papers.append)
    assert _acts(shop).count("promise.printed") == 1


def test_the_paper_may_be_in_the_other_language(page: AtThePromises, shop: Workplace) -> None:
    page.does("promises.print")
    (dialog,) = page.dialogs()
    papers: list[object] = []
    assert isinstance(dialog, ProofDialog)
    for number in (0, 1):
        Reader(dialog).list("Language of the paper").setCurrentIndex(number)
        dialog.obtain(papers.append, papers.append)
    texts = [words_of(one) for one in papers if isinstance(one, bytes)]
    assert ["Bằng chứng giữ lời hứa" in one for one in texts] == [True, False]
    assert "Proof of promises kept" in texts[1]
    assert _acts(shop).count("promise.printed") == 2


def _acts(shop: Workplace) -> list[str]:
    return [row[0] for row in shop.session.db.execute("SELECT action FROM audit_entry ORDER BY seq")]


def test_column_widths_and_sorting_come_back(shop: Workplace, qtbot: QtBot) -> None:
    page = AtThePromises(qtbot, at_desk(shop))
    header = page.table().header
    header.want_sort(PromiseSort.STATE, descending=False)
    again = AtThePromises(qtbot, page.window)
    assert again.table().header.sort == header.sort


# --- by keyboard --------------------------------------------------------------------------------


def test_enter_on_cancel_cancels_and_saves_nothing(shop: Workplace, page: AtThePromises) -> None:
    page.page.record_breach()
    dialog = next(one for one in page.page.findChildren(BreachDialog) if one.isVisible())
    dialog.activateWindow()
    dialog.cancel_button.setFocus()
    QTest.keyClick(dialog.cancel_button, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert promises.breaches(shop.session, Control.MASKED_PARCELS) == ()


def test_tab_goes_through_a_promise_from_top_to_bottom(shop: Workplace, qtbot: QtBot) -> None:
    late_answer(shop)
    page = AtThePromises(qtbot, at_desk(shop))
    page.is_sent_here(Target(PageId.PROMISES, "KO 5"))
    detail = page.page.detail
    detail.focus_first()
    scroll = detail.findChild(QScrollArea)
    assert scroll is not None
    inside = scroll.widget()
    assert inside is not None
    met: list[int] = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert detail.isAncestorOf(focused)
        met.append(focused.mapTo(inside, QPoint()).y())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert met == sorted(met)
