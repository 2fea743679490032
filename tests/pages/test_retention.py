"""Retention as the manager meets it: rules in Settings, a quiet word on Today, looking, and letting go."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ledger.domain.purpose import Channel
from ledger.domain.retention import Category, Rule
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import feedback, retention, retention_run
from ledger.services.deciding_many import to_the_end
from ledger.services.feedback import AnswerInput
from ledger.services.session import Session
from support.drivers_feedback import AtToday, hear
from support.drivers_partners import AtTheDesk, keep
from support.services import Workplace, add_customer
from support.storage import MANAGER_PASSPHRASE
from support.window import Window, let_go, make_desk
from ui.dialogs.retention import RetentionDialog
from ui.pages.settings import SettingsPage
from ui.pages.today import TodayPage
from ui.widgets.confirming import ConfirmPassphraseDialog
from ui.widgets.retention_band import RetentionBand
from ui.widgets.settings_retention import RetentionPanel

WORDS, SILENT, LISTS = Category.FEEDBACK, Category.CUSTOMER_WITHOUT_ORDERS, Category.CONTACT_LOG


def at_settings(qtbot: QtBot, session: Session, tmp_path: Path) -> tuple[AtTheDesk, Window, RetentionPanel]:
    window = make_desk(session, tmp_path / "window.ini", language=Language.EN)
    page = SettingsPage(window.desk)
    keep(qtbot, page)
    person = AtTheDesk(page)
    person.goes_to("Retention")
    panel = page.panel
    assert isinstance(panel, RetentionPanel)
    return person, window, panel


def box(panel: RetentionPanel, name: str) -> QCheckBox:
    return next(one for one in panel.findChildren(QCheckBox) if one.accessibleName() == name)


def months(panel: RetentionPanel, name: str) -> QSpinBox:
    return next(one for one in panel.findChildren(QSpinBox) if one.accessibleName() == f"{name}: kept for")


def years_later(shop: Workplace, *rules: tuple[Category, int]) -> None:
    """Two answered feedback and a customer nobody heard of again, three years ago; rules are on."""
    session = shop.session
    add_customer(session)
    for _ in range(2):
        answered = hear(session)
        assert feedback.answer(session, answered.code, AnswerInput("Dạ")).allowed
    shop.clock.move(days=3 * 365)
    retention.change(session, [Rule(category, count, is_on=True) for category, count in rules])


@pytest.fixture
def dialog(qtbot: QtBot, window: Window, shop: Workplace) -> Iterator[RetentionDialog]:
    years_later(shop, (WORDS, 24), (SILENT, 24))
    yield opened(qtbot, window)
    let_go()


def opened(qtbot: QtBot, window: Window) -> RetentionDialog:
    """Open the dialog over a window of its own."""
    host = QWidget()
    host.resize(1280, 720)
    keep(qtbot, host)
    host.show()
    made = RetentionDialog(window.desk, host)
    made.open()
    QApplication.processEvents()
    return made


# --- rules --------------------------------------------------------------------------------------


def test_rules_stand_there_with_what_is_suggested_and_are_saved_together(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    person, window, panel = at_settings(qtbot, shop.session, tmp_path)
    said = person.reads()
    assert "Suggested: 24 to 36 months (the program's suggestion, after the last order)" in said
    assert "Suggested: 12 months (Decree 91/2020: records at least 1 year)" in said
    assert "kept for days: 730" in said
    assert "VK 4" in said
    assert not any(one.isChecked() for one in panel.findChildren(QCheckBox))
    box(panel, "Words of feedback").setChecked(True)
    months(panel, "Words of feedback").setValue(18)
    assert panel.is_dirty
    person.clicks("Save the rules")
    assert retention.rules(shop.session)[WORDS] == Rule(WORDS, 18, is_on=True)
    assert not panel.is_dirty
    assert window.messages.toasts == ["Saved."]


def test_too_few_months_are_said_under_the_rule_and_nothing_is_saved(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    person, _, panel = at_settings(qtbot, shop.session, tmp_path)
    box(panel, "Words of feedback").setChecked(True)
    box(panel, "People on contact lists").setChecked(True)
    months(panel, "People on contact lists").setValue(6)
    person.clicks("Save the rules")
    assert "“People on contact lists” must be between 12 and 240." in person.reads()
    assert months(panel, "People on contact lists").value() == 6
    assert not any(one.is_on for one in retention.rules(shop.session).values())
    panel.discard()
    assert months(panel, "People on contact lists").value() == 12
    assert not panel.is_dirty


def test_staff_read_the_rules_and_change_nothing(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    retention.change(shop.session, [Rule(WORDS, 18, is_on=True)])
    person, _, panel = at_settings(qtbot, shop.as_staff(), tmp_path)
    assert box(panel, "Words of feedback").isChecked()
    assert not box(panel, "Words of feedback").isEnabled()
    assert not months(panel, "Words of feedback").isEnabled()
    assert not person.button("Look what would go…").isEnabled()
    assert "manager" in person.button("Look what would go…").toolTip()


def test_runs_stand_below_with_what_went(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    years_later(shop, (WORDS, 24))
    shop.session.mark_confirmed(Operation.RETAIN)
    for _ in retention_run.carrying_out(shop.session, next_plan(shop.session)):
        pass
    _, _, panel = at_settings(qtbot, shop.session, tmp_path)
    table = panel._table
    assert [table.records.index(0, at).data() for at in range(3)] == ["LT-0001", "customers: 0, others: 2", "Finished"]


def next_plan(session: Session) -> retention.Plan:
    return to_the_end(retention.preview(session))


# --- looking and letting go ---------------------------------------------------------------------


def test_looking_shows_each_rule_and_changes_nothing(dialog: RetentionDialog, shop: Workplace) -> None:
    person = AtTheDesk(dialog)
    said = person.reads()
    assert "Customers who never bought" in said
    assert "For example: KH-00001" in said
    assert "For example: PH-0001, PH-0002" in said
    assert "before 20/11/2027 · kept for months: 24" in said
    assert retention_run.runs(shop.session) == ()
    assert person.button("Let it go…").isEnabled()


def test_what_is_held_back_is_said_with_the_reason(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    customer = add_customer(shop.session)
    hear(shop.session, customer=customer.code)
    shop.clock.move(days=3 * 365)
    retention.change(shop.session, [Rule(SILENT, 24, is_on=True)])
    made = opened(qtbot, window)
    said = AtTheDesk(made).reads()
    assert "Held back: A feedback waits for its answer: 1" in said
    assert "Among them: KH-00001" in said
    assert not AtTheDesk(made).button("Let it go…").isEnabled()


def test_letting_go_asks_then_wants_the_passphrase_then_says_what_went(
    dialog: RetentionDialog, window: Window, shop: Workplace
) -> None:
    person = AtTheDesk(dialog)
    person.clicks("Let it go…")
    (question,) = window.messages.questions
    assert question.text == "Customers erased: 1. Other records emptied or deleted: 2. This cannot be undone."
    assert question.is_dangerous
    asked = next(one for one in dialog.findChildren(QDialog) if isinstance(one, ConfirmPassphraseDialog))
    assert retention_run.runs(shop.session) == ()  # not before
    asked.passphrase.line.setText(MANAGER_PASSPHRASE)
    asked.submit()
    QApplication.processEvents()
    (run,) = retention_run.runs(shop.session)
    assert (run.erased, run.gone[WORDS], run.finished_at is not None) == (1, 2, True)
    assert "Words of feedback" in person.reads()
    assert window.messages.toasts[-1] == "LT-0001: done."
    assert not dialog.save_button.isVisible()


def test_no_means_nothing_goes(dialog: RetentionDialog, window: Window, shop: Workplace) -> None:
    window.messages.answer_yes = False
    shop.session.mark_confirmed(Operation.RETAIN)
    AtTheDesk(dialog).clicks("Let it go…")
    assert retention_run.runs(shop.session) == ()


def test_without_rules_it_says_where_to_decide(qtbot: QtBot, window: Window) -> None:
    made = opened(qtbot, window)
    person = AtTheDesk(made)
    assert "No rule is on" in person.reads()
    assert "Decide in Settings, Retention, how long what is kept." in person.reads()
    assert not person.button("Let it go…").isEnabled()
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()


# --- Today --------------------------------------------------------------------------------------


def at_today(qtbot: QtBot, window: Window) -> tuple[AtToday, RetentionBand]:
    page = TodayPage(window.desk)
    qtbot.addWidget(page)
    page.show()
    return AtToday(page), page.findChildren(RetentionBand)[0]


def test_today_says_quietly_that_something_was_kept_long_enough(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    years_later(shop, (WORDS, 24), (SILENT, 24))
    person, band = at_today(qtbot, window)
    assert band.isVisible()
    assert "Customers kept long enough: 1" in person.reads()
    person.clicks("Look and approve…")
    shown = next(one for one in person.page.findChildren(RetentionDialog) if one.isVisible())
    assert shown.save_button.isEnabled()
    assert retention_run.runs(shop.session) == ()  # never by itself
    shop.session.mark_confirmed(Operation.RETAIN)
    AtTheDesk(shown).clicks("Let it go…")
    person.page.refresh()
    assert not band.isVisible()
    let_go()


def test_it_can_be_put_away_and_is_silent_while_nothing_would_go(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    years_later(shop, (WORDS, 24))
    person, band = at_today(qtbot, window)
    assert "Records kept long enough: 2" in person.reads()
    band.findChildren(QToolButton)[0].click()
    person.page.refresh()
    assert not band.isVisible()
    retention.change(shop.session, [Rule(WORDS, 240, is_on=True)])
    assert not at_today(qtbot, window)[1].isVisible()


def test_staff_are_not_told(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    years_later(shop, (WORDS, 24))
    window = make_desk(shop.as_staff(), tmp_path / "window.ini", language=Language.EN)
    assert not at_today(qtbot, window)[1].isVisible()
    window.desk.tasks.close_ledger()


def test_what_fell_due_comes_first(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    years_later(shop, (WORDS, 24))
    hear(shop.session, ago=13, by=Channel.ZALO)
    _, band = at_today(qtbot, window)
    assert band.isVisible()
    band.stand_back(True)
    assert not band.isVisible()
    band.stand_back(False)
    assert band.isVisible()
