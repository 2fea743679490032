"""What the window says and asks: in passing without being in the way, and never doing harm by default."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ledger.domain.wording import Language
from support.window import let_go
from ui import theme
from ui.i18n import Translators
from ui.messages import FileWish, Messages, Question
from ui.theme import Scheme, Tone
from ui.widgets.toast import MOST, STAYS_MS, STAYS_WITH_UNDO_MS, Toast
from ui.widgets.window_messages import WindowMessages

ERASE = Question("Xóa phản hồi PH-0001?", "Không lấy lại được.", "Xóa phản hồi")


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QMainWindow]:
    theme.apply(qapp, Scheme.LIGHT)
    made = QMainWindow()
    inside = QWidget()
    QVBoxLayout(inside).addWidget(QLineEdit())
    made.setCentralWidget(inside)
    made.resize(1280, 720)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    let_go()


@pytest.fixture
def messages(window: QMainWindow) -> WindowMessages:
    return WindowMessages(window)


@pytest.fixture
def vietnamese(qapp: QApplication) -> Iterator[None]:
    translators = Translators(qapp)
    translators.use(Language.VI)
    yield
    translators.use(Language.EN)


def newest(messages: WindowMessages) -> Toast:
    return messages.toasts.shown[-1]


def box_of(window: QWidget) -> QMessageBox:
    (box,) = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    return box


def chooser_of(window: QWidget) -> QFileDialog:
    (dialog,) = [one for one in window.findChildren(QFileDialog) if one.isVisible()]
    return dialog


def pass_time(toast: Toast) -> None:
    """Let the card's time be over, if it runs at all."""
    if toast.is_waiting:
        toast._timer.timeout.emit()


def test_it_is_the_door_pages_speak_through(messages: WindowMessages) -> None:
    door: Messages = messages
    door.toast("Đã lưu.")
    assert newest(messages).words.text() == "Đã lưu."


class TestToasts:
    def test_it_stands_at_the_foot_and_stays_there(self, window: QMainWindow, messages: WindowMessages) -> None:
        messages.toast("Đã lưu.")
        for size in ((1280, 720), (1024, 640)):
            window.resize(*size)
            QApplication.processEvents()
            card = newest(messages).geometry()
            assert window.rect().contains(card)
            assert card.bottom() > size[1] - 60
            assert abs(card.center().x() - size[0] // 2) <= 1

    def test_several_stand_above_each_other_and_the_oldest_goes(self, messages: WindowMessages) -> None:
        for number in range(MOST + 2):
            messages.toast(f"Đã lưu {number}.")
        shown = messages.toasts.shown
        assert [one.words.text() for one in shown] == [f"Đã lưu {number}." for number in range(2, MOST + 2)]
        for upper, lower in pairwise(shown):
            assert upper.geometry().bottom() < lower.geometry().top()

    def test_long_words_are_shown_whole(self, messages: WindowMessages) -> None:
        messages.toast("Sổ đang mở ở một cửa sổ khác, hãy đóng cửa sổ kia rồi mở lại sổ này. " * 3, Tone.BAD)
        QApplication.processEvents()
        words = newest(messages).words
        assert words.height() >= words.heightForWidth(words.width())

    def test_markup_in_what_people_typed_stays_text(self, messages: WindowMessages) -> None:
        messages.toast("<b>Đức</b>")
        assert newest(messages).words.textFormat() is Qt.TextFormat.PlainText

    def test_it_goes_when_its_time_is_over(self, messages: WindowMessages) -> None:
        messages.toast("Đã lưu.")
        pass_time(newest(messages))
        assert messages.toasts.shown == []

    def test_undo_has_more_time_and_is_done_once(self, messages: WindowMessages) -> None:
        undone: list[bool] = []
        messages.toast("Đã mở lại.", undo=lambda: undone.append(True))
        card = newest(messages)
        assert card._timer.interval() == STAYS_WITH_UNDO_MS > STAYS_MS
        assert card.undo_button is not None
        card.undo_button.click()
        assert undone == [True]
        assert messages.toasts.shown == []

    def test_it_does_not_go_while_the_pointer_rests_on_it(self, messages: WindowMessages) -> None:
        messages.toast("Đã lưu.")
        card = newest(messages)
        QApplication.sendEvent(card, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
        pass_time(card)
        assert messages.toasts.shown == [card]
        card.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
        QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
        assert card.is_waiting

    def test_f6_takes_the_keyboard_there_and_esc_brings_it_back(
        self, qtbot: QtBot, window: QMainWindow, messages: WindowMessages
    ) -> None:
        line = window.findChild(QLineEdit)
        assert line is not None
        window.activateWindow()
        line.setFocus()
        qtbot.waitUntil(line.hasFocus)
        messages.toast("Đã mở lại.", undo=lambda: None)
        card = newest(messages)
        assert line.hasFocus()  # it never takes the keyboard by itself
        QTest.keyClick(line, Qt.Key.Key_F6)
        assert card.undo_button is not None
        assert card.undo_button.hasFocus()
        pass_time(card)
        assert messages.toasts.shown == [card]  # not while it is read
        QTest.keyClick(card.undo_button, Qt.Key.Key_Escape)
        assert messages.toasts.shown == []
        assert line.hasFocus()

    def test_the_keyboard_does_not_fall_onto_it_when_what_had_it_goes_away(
        self, qtbot: QtBot, window: QMainWindow, messages: WindowMessages
    ) -> None:
        line = window.findChild(QLineEdit)
        assert line is not None
        window.activateWindow()
        line.setFocus()
        qtbot.waitUntil(line.hasFocus)
        messages.toast("Đã lưu: KH-00081", undo=lambda: None)
        line.hide()
        card = newest(messages)
        assert not card.isAncestorOf(QApplication.focusWidget() or window)
        pass_time(card)
        assert messages.toasts.shown == []

    def test_said_in_a_dialog_it_outlives_the_dialog(
        self, qtbot: QtBot, window: QMainWindow, messages: WindowMessages
    ) -> None:
        dialog = QDialog(window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.resize(600, 400)
        dialog.open()
        messages.toast("Đã gửi tới máy in.")
        card = newest(messages)
        assert card.window() is dialog
        with qtbot.waitSignal(dialog.destroyed):
            dialog.accept()
        assert card.window() is window
        assert card.isVisible()

    def test_before_a_lock_all_of_them_go(self, messages: WindowMessages) -> None:
        messages.toast("Đã lưu Nguyễn Văn Đức.")
        messages.toast("Đã lưu.")
        messages.toasts.clear()
        assert messages.toasts.shown == []


class TestQuestions:
    def test_enter_and_esc_leave_everything_as_it_is(self, window: QMainWindow, messages: WindowMessages) -> None:
        done: list[bool] = []
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
            messages.ask(ERASE, lambda: done.append(True))
            QTest.keyClick(box_of(window), key)
            QApplication.processEvents()
        assert done == []

    def test_only_the_button_that_names_the_act_does_it(self, window: QMainWindow, messages: WindowMessages) -> None:
        done: list[bool] = []
        messages.ask(ERASE, lambda: done.append(True))
        box = box_of(window)
        (yes,) = [one for one in box.buttons() if one.text() == "Xóa phản hồi"]
        assert yes.property("role") == "danger"
        yes.click()
        assert done == [True]

    def test_a_harmless_question_has_no_red_button(self, window: QMainWindow, messages: WindowMessages) -> None:
        messages.ask(Question("Dùng lại?", "", "Dùng lại", is_dangerous=False), lambda: None)
        (yes,) = [one for one in box_of(window).buttons() if one.text() == "Dùng lại"]
        assert yes.property("role") == "primary"

    def test_nobody_is_named_in_a_title_that_task_bars_show(
        self, window: QMainWindow, messages: WindowMessages
    ) -> None:
        messages.ask(Question("Xóa Nguyễn Văn Đức?", "", "Xóa"), lambda: None)
        assert box_of(window).windowTitle() == "Sổ Kín"

    @pytest.mark.usefixtures("vietnamese")
    def test_the_way_back_is_vietnamese(self, window: QMainWindow, messages: WindowMessages) -> None:
        messages.ask(ERASE, lambda: None)
        assert {one.text().replace("&", "") for one in box_of(window).buttons()} == {"Xóa phản hồi", "Quay lại"}


class TestFiles:
    WISH = FileWish("Lưu báo cáo", "PDF (*.pdf)", "bao-cao")

    def test_a_file_to_read(self, window: QMainWindow, messages: WindowMessages, tmp_path: Path) -> None:
        scan = tmp_path / "cam kết.pdf"
        scan.write_bytes(b"%PDF")
        chosen: list[Path] = []
        messages.choose_file(self.WISH, chosen.append)
        dialog = chooser_of(window)
        dialog.fileSelected.emit(str(scan))
        assert chosen == [scan]
        assert dialog.windowTitle() == "Lưu báo cáo"
        assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile

    def test_a_file_to_write_gets_its_ending(self, window: QMainWindow, messages: WindowMessages) -> None:
        messages.choose_target(self.WISH, lambda _path: None)
        dialog = chooser_of(window)
        assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
        assert dialog.defaultSuffix() == "pdf"
        assert [Path(name).name for name in dialog.selectedFiles()] == ["bao-cao.pdf"]

    def test_the_next_box_opens_where_the_last_file_was(
        self, window: QMainWindow, messages: WindowMessages, tmp_path: Path
    ) -> None:
        messages.choose_folder("Thư mục sao lưu", lambda _path: None)
        dialog = chooser_of(window)
        assert dialog.fileMode() is QFileDialog.FileMode.Directory
        dialog.fileSelected.emit(str(tmp_path))
        dialog.reject()
        messages.choose_target(self.WISH, lambda _path: None)
        assert Path(chooser_of(window).directory().absolutePath()) == tmp_path

    def test_nothing_chosen_is_nothing_done(self, window: QMainWindow, messages: WindowMessages) -> None:
        chosen: list[Path] = []
        messages.choose_file(self.WISH, chosen.append)
        chooser_of(window).reject()
        assert chosen == []
