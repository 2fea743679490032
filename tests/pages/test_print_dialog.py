"""Printing and saving a paper: recorded once, before it leaves, and nothing is lost when a printer fails."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from reportlab.pdfgen.canvas import Canvas

from documents.papers import words_of
from ledger.domain.audit import AuditAction
from ledger.domain.errors import NothingToDo, PrinterFailed
from ledger.domain.wording import Language
from ledger.services.calibration import calibration_page
from ledger.services.labels import LabelLayout
from ledger.services.reports import ReportWish, prepare_disclosure_report
from ledger.services.session import Session
from support.services import Workplace, audited
from support.window import Window
from ui.dialogs.preview_dialog import Preparable, PreviewDialog
from ui.dialogs.print_dialog import PaperToPrint, PrintDialog, ready
from ui.printing import Correction, page_count
from ui.settings import LABEL_START, offset_of
from ui.tasks import Cancelled
from ui.widgets.print_options import correction_of

ZEBRA, BROTHER = "Zebra ZD421", "Brother HL-L2365DW"


def paper(*words: str) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(200, 200))
    for one in words:
        canvas.drawString(20, 20, one)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


PDF = paper("page1", "page2", "page3")


def opened(window: Window, layout: LabelLayout | None = None, pdf: bytes = PDF) -> PrintDialog:
    dialog = PrintDialog(window.desk, None, PaperToPrint("Labels", "labels.pdf", page_count(pdf), ready(pdf), layout))
    dialog.open()
    return dialog


def words_shown(dialog: QWidget) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


class TestPrinting:
    def test_a_paper_goes_to_the_chosen_printer_and_that_is_said(self, window: Window) -> None:
        dialog = opened(window)
        dialog.printer_box.setCurrentText(BROTHER)
        dialog.print_button.click()
        assert window.printing.printed == [(PDF, BROTHER, Correction())]
        assert window.messages.toasts == [f"Sent to {BROTHER}"]
        assert dialog.result() == QDialog.DialogCode.Accepted

    @pytest.mark.parametrize(("layout", "other"), [(None, LabelLayout.A6), (LabelLayout.A6, None)])
    def test_the_next_paper_of_this_kind_goes_there_too(
        self, window: Window, layout: LabelLayout | None, other: LabelLayout | None
    ) -> None:
        dialog = opened(window, layout)
        dialog.printer_box.setCurrentText(BROTHER)
        dialog.print_button.click()
        assert opened(window, layout).printer == BROTHER
        assert opened(window, other).printer == ZEBRA

    def test_pages_and_copies(self, window: Window) -> None:
        dialog = opened(window)
        dialog.pages.last.setValue(2)
        dialog.copies.setValue(2)
        assert dialog.pages.some_button.isChecked()  # typing a page chooses it
        dialog.print_button.click()
        assert words_of(window.printing.printed[0][0]) == "page1 page2 page1 page2"

    def test_a_printer_that_fails_is_words_and_the_paper_is_not_recorded_twice(self, window: Window) -> None:
        recorded: list[int] = []

        def obtain(start: int, obtained: object, _failed: object) -> None:
            recorded.append(start)
            assert callable(obtained)
            obtained(PDF)

        dialog = PrintDialog(window.desk, None, PaperToPrint("Labels", "labels.pdf", 3, obtain))
        dialog.open()
        window.printing.fails_with = PrinterFailed(printer=ZEBRA)
        dialog.print_button.click()
        assert f"“{ZEBRA}” did not take the paper" in words_shown(dialog)
        assert window.messages.toasts == []
        window.printing.fails_with = None
        dialog.print_button.click()
        assert len(window.printing.printed) == 1
        assert recorded == [1]

    def test_a_paper_that_may_not_leave_is_not_printed(self, window: Window) -> None:
        def refuse(_start: int, _obtained: object, failed: object) -> None:
            assert callable(failed)
            failed(NothingToDo(act="labels"))

        dialog = PrintDialog(window.desk, None, PaperToPrint("Labels", "labels.pdf", 3, refuse))
        dialog.open()
        dialog.print_button.click()
        assert window.printing.printed == []
        assert "There is no record to act on." in words_shown(dialog)
        assert dialog.print_button.isEnabled()

    def test_without_a_printer_it_says_what_can_be_done(self, window: Window) -> None:
        window.printing.printers = ()
        dialog = opened(window)
        assert "Save the paper as a PDF instead" in words_shown(dialog)
        assert not dialog.print_button.isEnabled()
        assert dialog.save_button.isEnabled()

    def test_stopping_keeps_the_dialog_and_says_so(self, window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
        dialog = opened(window)

        def stopped_on_the_way(*_about: object) -> None:
            dialog.cancel_button.click()
            raise Cancelled

        monkeypatch.setattr(type(window.printing), "print", stopped_on_the_way)
        dialog.print_button.click()
        assert dialog.isVisible()
        assert "Printing was stopped." in words_shown(dialog)
        assert window.messages.toasts == []
        dialog.cancel_button.click()
        assert not dialog.isVisible()

    def test_enter_prints_and_esc_leaves(self, window: Window) -> None:
        QTest.keyClick(opened(window), Qt.Key.Key_Escape)
        assert window.printing.printed == []
        QTest.keyClick(opened(window), Qt.Key.Key_Return)
        assert len(window.printing.printed) == 1


class TestCorrection:
    def test_what_a_printer_gets_wrong_is_entered_once(self, window: Window) -> None:
        dialog = opened(window, LabelLayout.THERMAL_100X150)
        assert "No correction for this printer" in words_shown(dialog)
        dialog.correction.change_button.click()
        dialog.correction.right.setValue(0.7)
        dialog.correction.down.setValue(-1.2)
        dialog.correction.scale.setValue(100.5)
        assert "Moved 0.7 mm right and -1.2 mm down, scale 100.5 %" in words_shown(dialog)
        dialog.print_button.click()
        assert window.printing.printed[0][2] == Correction(0.7, -1.2, 1.005)
        assert correction_of(window.desk.settings, ZEBRA) == Correction(0.7, -1.2, 1.005)

    def test_each_printer_has_its_own(self, window: Window) -> None:
        window.desk.settings.set(offset_of(BROTHER, "x"), 15)
        dialog = opened(window)
        assert dialog.correction.correction == Correction()
        dialog.printer_box.setCurrentText(BROTHER)
        assert dialog.correction.correction == Correction(x_mm=1.5)
        assert correction_of(window.desk.settings, ZEBRA) == Correction()

    def test_a_page_to_measure_is_printed_as_the_labels_will_be(self, window: Window) -> None:
        window.desk.settings.set(offset_of(ZEBRA, "y"), 4)
        dialog = opened(window, LabelLayout.A6)
        dialog.calibrate_button.click()
        ((pdf, printer, correction),) = window.printing.printed
        assert words_of(pdf) == words_of(calibration_page(LabelLayout.A6, Language.EN))
        assert (printer, correction) == (ZEBRA, Correction(y_mm=0.4))
        assert dialog.isVisible()

    def test_only_labels_have_one(self, window: Window) -> None:
        assert not opened(window).calibrate_button.isVisible()


class TestSheets:
    def test_a_sheet_begun_already_starts_at_its_first_free_label(self, window: Window) -> None:
        window.desk.settings.set(LABEL_START, 2)
        starts: list[int] = []

        def obtain(start: int, obtained: object, _failed: object) -> None:
            starts.append(start)
            assert callable(obtained)
            obtained(PDF)

        dialog = PrintDialog(window.desk, None, PaperToPrint("Labels", "l.pdf", 3, obtain, LabelLayout.A4_FOUR))
        dialog.open()
        told: list[int] = []
        dialog.start_changed.connect(told.append)
        assert dialog.start == 2
        (third,) = [one for one in dialog.findChildren(QPushButton) if one.accessibleName() == "Begin at label 3"]
        third.click()
        dialog.print_button.click()
        assert (told, starts) == ([3], [3])
        assert window.desk.settings.get(LABEL_START) == 3

    def test_fewer_pages_can_be_told(self, window: Window) -> None:
        dialog = opened(window, LabelLayout.A4_FOUR)
        dialog.set_pages(2)
        assert dialog.pages.all_button.text() == "All pages (2)"
        assert dialog.pages.last.maximum() == 2

    def test_other_papers_have_no_sheet(self, window: Window) -> None:
        assert opened(window, LabelLayout.A6).sheet is None
        assert opened(window, LabelLayout.A6).start == 1


class TestSaving:
    def test_the_file_is_the_paper_itself(self, window: Window, tmp_path: Path) -> None:
        window.messages.file_answers = [tmp_path / "nhãn.pdf"]
        dialog = opened(window)
        dialog.save_button.click()
        assert (tmp_path / "nhãn.pdf").read_bytes() == PDF
        assert window.messages.toasts == ["Saved: nhãn.pdf"]
        assert window.messages.file_wishes[0].name == "labels.pdf"
        assert not dialog.isVisible()

    def test_a_folder_that_is_gone_is_words_and_another_try(self, window: Window, tmp_path: Path) -> None:
        window.messages.file_answers = [tmp_path / "gone" / "nhãn.pdf"]
        dialog = opened(window)
        dialog.save_button.click()
        assert "“nhãn.pdf” cannot be saved" in words_shown(dialog)
        assert dialog.save_button.isEnabled()


@dataclass(frozen=True, slots=True)
class Prepared:
    words: str = field(repr=False)

    def render(self) -> bytes:
        return paper(self.words)


def report(session: Session, *, is_preview: bool) -> Preparable:
    return prepare_disclosure_report(session, ReportWish(), is_preview=is_preview)


def previewed(window: Window) -> PreviewDialog:
    dialog = PreviewDialog(
        window.desk,
        "Report",
        "report.pdf",
        lambda session: report(session, is_preview=True),
        lambda session: report(session, is_preview=False),
    )
    dialog.open()
    return dialog


class TestPreview:
    def test_looking_records_nothing(self, window: Window, shop: Workplace) -> None:
        assert audited(shop.session, lambda: previewed(window)) == []
        assert "Report" in words_shown(previewed(window))

    def test_saving_records_it_and_then_writes_the_recorded_paper(
        self, window: Window, shop: Workplace, tmp_path: Path
    ) -> None:
        dialog = previewed(window)
        window.messages.file_answers = [tmp_path / "report.pdf", tmp_path / "again.pdf"]
        acts = [action for action, _ in audited(shop.session, dialog.save_button.click)]
        assert acts == [AuditAction.REPORT_PRINTED]
        assert "XEM TRƯỚC" not in words_of((tmp_path / "report.pdf").read_bytes())
        assert audited(shop.session, dialog.save_button.click) == []  # the same paper once more
        assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "report.pdf").read_bytes()
        assert window.messages.toasts == ["Saved: report.pdf", "Saved: again.pdf"]

    def test_no_file_chosen_no_record(self, window: Window, shop: Workplace) -> None:
        dialog = previewed(window)
        assert audited(shop.session, dialog.save_button.click) == []

    def test_printing_records_it_when_it_is_really_printed(self, window: Window, shop: Workplace) -> None:
        dialog = previewed(window)
        assert audited(shop.session, dialog.print_button.click) == []
        (chooser,) = dialog.findChildren(PrintDialog)
        acts = [action for action, _ in audited(shop.session, chooser.print_button.click)]
        assert acts == [AuditAction.REPORT_PRINTED]
        assert "XEM TRƯỚC" not in words_of(window.printing.printed[0][0])
        assert dialog.isVisible()

    def test_what_cannot_be_prepared_is_words_and_cannot_be_printed(self, window: Window) -> None:
        def nothing(_session: Session) -> Preparable:
            raise NothingToDo(act="report")

        dialog = PreviewDialog(window.desk, "Report", "report.pdf", nothing, nothing)
        dialog.open()
        assert "There is no record to act on." in words_shown(dialog)
        assert not dialog.print_button.isEnabled()
        assert not dialog.save_button.isEnabled()

    def test_what_may_not_leave_after_all_is_words(self, window: Window, tmp_path: Path) -> None:
        def refused(_session: Session) -> Preparable:
            raise NothingToDo(act="report")

        dialog = PreviewDialog(window.desk, "Report", "report.pdf", lambda _session: Prepared("draft"), refused)
        dialog.open()
        window.messages.file_answers = [tmp_path / "report.pdf"]
        dialog.save_button.click()
        assert list(tmp_path.glob("*.pdf")) == []
        assert "There is no record to act on." in words_shown(dialog)
        assert dialog.save_button.isEnabled()
