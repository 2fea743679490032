"""On paper: every page in exactly its own size, where the printer's correction puts it, with bar codes that scan."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from threading import Thread

import pypdfium2
import pytest
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from documents.papers import EN, SHOP, VI, code_of, label, symbols_of, words_of
from ledger.documents.label import render_labels
from ledger.documents.label_sizes import page_size_mm
from ledger.domain.errors import DiskFull, PaperNotSaved, PaperUnreadable, PrinterFailed
from ledger.services.explaining import explain_error
from ledger.services.labels import LabelLayout
from ui.printing import Correction, QtPrinting, draw_page, page_count, page_layout, page_sizes, save_paper, select_pages
from ui.tasks import Cancelled, Progress

MM = 72 / 25.4
THERMAL = 203
EXACT = Correction()
Print = Callable[..., bytes]

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def printed(tmp_path: Path) -> Print:
    """Print into a file, as if it were a roll of paper, and return what stands on it."""

    def run(pdf: bytes, correction: Correction = EXACT, *, dpi: int = THERMAL) -> bytes:
        paper = tmp_path / "paper.pdf"
        QtPrinting(lambda _name: on_file(paper, dpi)).print(pdf, "Zebra", correction)
        return paper.read_bytes()

    return run


def on_file(paper: Path, dpi: int) -> QPrinter:
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(paper))
    device.setResolution(dpi)
    return device


def sizes_mm(pdf: bytes) -> list[tuple[float, float]]:
    return [(width / MM, height / MM) for width, height in page_sizes(pdf)]


def marked(*marks_mm: tuple[float, float], size_mm: tuple[float, float] = (100, 150)) -> bytes:
    """Return a page with black squares of 2 mm, their upper left corners at these places from the page's own."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(size_mm[0] * MM, size_mm[1] * MM))
    for left, top in marks_mm:
        canvas.rect(left * MM, (size_mm[1] - top - 2) * MM, 2 * MM, 2 * MM, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def numbered(*sizes_mm: tuple[float, float]) -> bytes:
    """Return pages of these sizes with their numbers."""
    buffer = BytesIO()
    canvas = Canvas(buffer)
    for number, (width, height) in enumerate(sizes_mm, start=1):
        canvas.setPageSize((width * MM, height * MM))
        canvas.drawString(20, 20, f"page{number}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def corner_mm(pdf: bytes) -> tuple[float, float]:
    """Return where the black of the first page begins, from its upper left corner."""
    scale = 16  # pixels to a millimetre
    picture = draw_page(pdf, 0, scale / MM).convertToFormat(QImage.Format.Format_Grayscale8)
    dots, step = bytes(picture.constBits()), picture.bytesPerLine()
    lines = [dots[row * step : row * step + picture.width()] for row in range(picture.height())]
    top = next(row for row, line in enumerate(lines) if min(line) < 128)
    left = min(next(column for column, dot in enumerate(line) if dot < 128) for line in lines if min(line) < 128)
    return left / scale, top / scale


class TestSize:
    @pytest.mark.parametrize("layout", list(LabelLayout))
    def test_a_label_is_printed_in_exactly_its_own_size(self, printed: Print, layout: LabelLayout) -> None:
        paper = printed(render_labels([label(1), label(2)], SHOP, VI, layout))
        assert page_count(paper) == (1 if layout is LabelLayout.A4_FOUR else 2)
        for size in sizes_mm(paper):
            assert size == pytest.approx(page_size_mm(layout), abs=0.25)  # Qt writes paper in whole points

    def test_pages_of_different_sizes_keep_them(self, printed: Print) -> None:
        wanted = [(210.0, 297.0), (100.0, 150.0), (297.0, 210.0)]
        paper = sizes_mm(printed(numbered(*wanted)))
        assert [size == pytest.approx(want, abs=0.2) for size, want in zip(paper, wanted, strict=True)] == [True] * 3

    def test_a_printer_is_asked_for_a4_by_its_name_also_turned(self) -> None:
        for size, turned in (((210, 297), "Portrait"), ((297, 210), "Landscape")):
            layout = page_layout((size[0] * MM, size[1] * MM))
            assert layout.pageSize().id() == QPageSize.PageSizeId.A4
            assert layout.orientation() is QPageLayout.Orientation[turned]
            assert layout.margins().isNull()


class TestPlace:
    def test_without_a_correction_a_mark_stays_where_it_is(self, printed: Print) -> None:
        assert corner_mm(printed(marked((10, 10)))) == pytest.approx((10, 10), abs=0.1)

    def test_a_correction_moves_it_right_and_down_or_back(self, printed: Print) -> None:
        assert corner_mm(printed(marked((10, 10)), Correction(2.5, -1.5))) == pytest.approx((12.5, 8.5), abs=0.1)

    def test_a_correction_scales_about_the_corner(self, printed: Print) -> None:
        assert corner_mm(printed(marked((50, 100)), Correction(scale=0.99))) == pytest.approx((49.5, 99), abs=0.25)

    @pytest.mark.parametrize("dpi", [300, 600, 1200])
    def test_finer_printers_put_it_there_too(self, printed: Print, dpi: int) -> None:
        assert corner_mm(printed(marked((10, 140)), Correction(1, 1), dpi=dpi)) == pytest.approx((11, 141), abs=0.1)

    @pytest.mark.parametrize("dpi", [300, 600])
    def test_a_line_down_a_large_page_has_no_gaps(self, printed: Print, dpi: int) -> None:
        paper = printed(marked(*((50, 10 + step) for step in range(280)), size_mm=(210, 297)), dpi=dpi)
        picture = draw_page(paper, 0, 8 / MM)
        assert {picture.pixelColor(51 * 8, row).lightness() for row in range(12 * 8, 285 * 8)} == {0}


class TestBarCodes:
    @pytest.mark.parametrize("layout", list(LabelLayout))
    @pytest.mark.parametrize("correction", [Correction(), Correction(0.7, 0.4, 1.013)], ids=["as it is", "corrected"])
    def test_both_codes_scan_from_a_thermal_print(
        self, printed: Print, layout: LabelLayout, correction: Correction
    ) -> None:
        paper = printed(render_labels([label(5)], SHOP, VI, layout), correction)
        assert [content for _, content in symbols_of(paper, 3 * THERMAL)] == [code_of(5)] * 2

    def test_a_thermal_print_knows_no_grey(self, printed: Print) -> None:
        paper = printed(render_labels([label()], SHOP, VI, LabelLayout.THERMAL_100X150))
        document = pypdfium2.PdfDocument(paper)
        (image,) = [one for one in document[0].get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE][:1]
        dots = set(image.get_bitmap().to_pil().convert("L").tobytes())
        document.close()
        assert dots == {0, 255}


class TestPrinters:
    def test_the_default_printer_comes_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", lambda: "Zebra")
        monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["brother", "Zebra", "Canon"])
        assert QtPrinting().names() == ("Zebra", "brother", "Canon")

    def test_a_printer_that_is_gone_is_told_by_name(self) -> None:
        with pytest.raises(PrinterFailed) as failed:
            QtPrinting().print(marked((1, 1)), "Sold last year", Correction())
        for wording in (VI, EN):
            assert "Sold last year" in explain_error(failed.value, wording)

    @pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
    def test_a_printer_that_takes_nothing_is_told(self, tmp_path: Path) -> None:
        broken = QtPrinting(lambda _name: on_file(tmp_path / "no such folder" / "paper.pdf", THERMAL))
        with pytest.raises(PrinterFailed):
            broken.print(marked((1, 1)), "Zebra", Correction())

    def test_it_tells_how_far_it_is(self, tmp_path: Path) -> None:
        told: list[tuple[int, int]] = []
        QtPrinting(lambda _name: on_file(tmp_path / "paper.pdf", THERMAL)).print(
            numbered((50, 50), (50, 50), (50, 50)),
            "Zebra",
            Correction(),
            lambda done, total: told.append((done, total)),
        )
        assert told == [(1, 3), (2, 3), (3, 3)]

    def test_a_long_print_can_be_stopped(self, tmp_path: Path) -> None:
        told: list[int] = []

        def tell(done: int, _total: int) -> None:
            told.append(done)
            progress.cancel()

        progress = Progress(tell)
        with pytest.raises(Cancelled):
            QtPrinting(lambda _name: on_file(tmp_path / "paper.pdf", THERMAL)).print(
                numbered(*[(50, 50)] * 9), "Zebra", Correction(), progress.report
            )
        assert told == [1]

    def test_it_prints_while_the_window_goes_on(self, printed: Print, qapp: QApplication) -> None:
        pdf, papers = marked((10, 10)), list[bytes]()
        worker = Thread(target=lambda: papers.append(printed(pdf)))
        worker.start()
        while worker.is_alive():
            qapp.processEvents()
        worker.join()
        assert corner_mm(papers[0]) == pytest.approx((10, 10), abs=0.1)


class TestPages:
    PDF = numbered((50, 50), (60, 60), (70, 70))

    def test_some_pages_are_chosen_and_copied_as_a_row(self) -> None:
        assert words_of(select_pages(self.PDF, [1, 2], 2)) == "page2 page3 page2 page3"

    def test_all_pages_once_are_the_paper_itself(self) -> None:
        assert select_pages(self.PDF, range(3)) is self.PDF

    @pytest.mark.parametrize("act", [page_count, page_sizes, lambda pdf: draw_page(pdf, 0, 1.0)])
    def test_what_is_no_pdf_is_told(self, act: Callable[[bytes], object]) -> None:
        for damaged in (b"", b"not a paper", self.PDF[:200]):
            with pytest.raises(PaperUnreadable):
                act(damaged)


class TestSaving:
    def test_a_file_is_replaced_whole(self, tmp_path: Path) -> None:
        target = tmp_path / "nhãn.pdf"
        target.write_bytes(b"older")
        save_paper(b"newer", target)
        assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("nhãn.pdf", b"newer")]

    def test_a_missing_folder_is_told_by_the_files_name_only(self, tmp_path: Path) -> None:
        with pytest.raises(PaperNotSaved) as refused:
            save_paper(b"paper", tmp_path / "gone" / "nhãn.pdf")
        assert refused.value.data == {"file": "nhãn.pdf"}

    def test_a_full_disk_leaves_the_older_file_and_nothing_else(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_file: int) -> None:
            raise OSError(28, "No space left on device")

        target = tmp_path / "nhãn.pdf"
        target.write_bytes(b"older")
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(DiskFull):
            save_paper(b"newer", target)
        assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("nhãn.pdf", b"older")]
