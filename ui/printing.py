"""Paper: a PDF in memory becomes pictures, a file, or a print at exactly its own size, moved and scaled as needed.

PDFium knows one thread at a time, so everything here that takes a PDF is called through ``Tasks.compute`` only: the
workshop thread, where labels are read back too. Qt allows a ``QPrinter`` to be painted on from there.
"""

import errno
import math
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QMarginsF, QPointF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ledger.domain.errors import DiskFull, PaperNotSaved, PaperUnreadable, PrinterFailed

POINTS_PER_INCH, MM_PER_INCH = 72.0, 25.4
_CRISP_BELOW_DPI = 400  # coarser printers burn dots and know no grey: edges are not smoothed for them
_FINEST_DPI = 600  # a finer printer gets every dot twice, or four times
_BAND_PIXELS = 1_000_000  # drawn at once, so that whoever waits for this thread to let go waits milliseconds
_TRUE_DPI = {203: 203.2}  # eight dots to a millimetre, as bar codes are drawn; drivers round it
_WHITE = (255, 255, 255, 255)

PageSize = tuple[float, float]  # points


@dataclass(frozen=True, slots=True)
class Correction:
    """What a printer gets wrong: moved by millimetres (right and down), scaled about the page's corner (1.0 = not)."""

    x_mm: float = 0.0
    y_mm: float = 0.0
    scale: float = 1.0


class Printing(Protocol):
    """The printers of this workstation; tests give one that keeps what it was told to print."""

    def names(self) -> tuple[str, ...]:
        """Return the printers' names, the default one first; empty without any."""

    def print(
        self, pdf: bytes, printer: str, correction: Correction, told: Callable[[int, int], None] | None = None
    ) -> None:
        """Print every page at its own size. ``told`` gets pages done and pages in all. Raises ``PrinterFailed``."""


# --- pictures of a PDF -------------------------------------------------------------------------


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    """Open a PDF for as long as it is looked at. Raises ``PaperUnreadable``."""
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(pdf)) as document:
            yield document
    except pypdfium2.PdfiumError as error:
        raise PaperUnreadable from error


def page_count(pdf: bytes) -> int:
    """Return the number of pages. Raises ``PaperUnreadable``."""
    with _opened(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """Return width and height of every page, in points. Raises ``PaperUnreadable``."""
    with _opened(pdf) as document:
        return tuple(document.get_page_size(number) for number in range(len(document)))


def draw_page(pdf: bytes, number: int, scale: float) -> QImage:
    """Return a picture of a page (the first is 0) with ``scale`` pixels to a point. Raises ``PaperUnreadable``."""
    with _opened(pdf) as document, closing(document[number]) as page:
        return _draw(page, scale)


def page_words(pdf: bytes, number: int, limit: int = 2000) -> str:
    """Return what stands on a page, for who cannot see it. Raises ``PaperUnreadable``."""
    with _opened(pdf) as document, closing(document[number]) as page, closing(page.get_textpage()) as text:
        return " ".join(str(text.get_text_range()).split())[:limit]


def select_pages(pdf: bytes, pages: Sequence[int], copies: int = 1) -> bytes:
    """Return a PDF of these pages (the first is 0), the whole row of them ``copies`` times, as it is printed."""
    from io import BytesIO

    import pypdfium2

    if copies == 1 and list(pages) == list(range(page_count(pdf))):
        return pdf
    with _opened(pdf) as document, closing(pypdfium2.PdfDocument.new()) as chosen:
        chosen.import_pages(document, list(pages) * copies)
        written = BytesIO()
        chosen.save(written)
        return written.getvalue()


def _draw(page: Any, scale: float, band: tuple[int, int] | None = None, *, is_crisp: bool = False) -> QImage:
    """Draw a page, or the rows ``band`` = (first, how many) of its picture; ``scale`` is kept to the last digit.

    PDFium's plain call would stretch the page to whole pixels, and a bar of two dots would be three dots now and then.
    """
    import pypdfium2
    from pypdfium2 import raw

    width, height = page.get_size()
    columns = max(1, round(width * scale))
    top, rows = band or (0, max(1, round(height * scale)))
    flags = raw.FPDF_ANNOT
    if is_crisp:
        flags |= raw.FPDF_RENDER_NO_SMOOTHTEXT | raw.FPDF_RENDER_NO_SMOOTHPATH | raw.FPDF_RENDER_NO_SMOOTHIMAGE
    with closing(pypdfium2.PdfBitmap.new_native(columns, rows, raw.FPDFBitmap_BGRx)) as bitmap:
        bitmap.fill_rect(_WHITE, 0, 0, columns, rows)
        # It lays the page on whole points first; that is undone here.
        across, down = scale * width / int(width), scale * height / int(height)
        matrix = raw.FS_MATRIX(across, 0, 0, down, 0, -top)
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, raw.FS_RECTF(0, 0, columns, rows), flags)
        return QImage(memoryview(bitmap.buffer), columns, rows, bitmap.stride, QImage.Format.Format_RGB32).copy()


# --- files -------------------------------------------------------------------------------------


def save_paper(paper: bytes, target: Path) -> None:
    """Write a document whole or not at all. Raises ``PaperNotSaved`` or ``DiskFull``."""
    half_written: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".sokin-", delete=False) as file:
            half_written = Path(file.name)
            file.write(paper)
            file.flush()
            os.fsync(file.fileno())
        half_written.replace(target)
    except OSError as error:
        if half_written is not None:
            half_written.unlink(missing_ok=True)
        is_full = error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
        raise (DiskFull() if is_full else PaperNotSaved(file=target.name)) from error


# --- printers ----------------------------------------------------------------------------------


def _printer_named(name: str) -> QPrinter:
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise PrinterFailed(printer=name)
    return QPrinter(info, QPrinter.PrinterMode.HighResolution)


class QtPrinting(Printing):
    """The printers the computer knows. ``make`` gives a printer by name."""

    def __init__(self, make: Callable[[str], QPrinter] = _printer_named) -> None:
        self._make = make

    def names(self) -> tuple[str, ...]:
        """See ``Printing.names``. Slow where printers are in a network."""
        first = QPrinterInfo.defaultPrinterName()
        return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != first, name.casefold())))

    def print(
        self, pdf: bytes, printer: str, correction: Correction, told: Callable[[int, int], None] | None = None
    ) -> None:
        """See ``Printing.print``. What ``told`` raises ends the print, and as far as possible calls it back."""
        device = self._make(printer)
        device.setFullPage(True)
        painter = QPainter()
        with _opened(pdf) as document:
            try:
                for number in range(len(document)):
                    with closing(document[number]) as page:
                        _begin_page(device, painter, page.get_size(), number)
                        _paint(device, painter, page, correction)
                    if told is not None:
                        told(number + 1, len(document))
            except BaseException:
                if painter.isActive():
                    device.abort()
                    painter.end()
                raise
        if not painter.end() or device.printerState() is QPrinter.PrinterState.Error:
            raise PrinterFailed(printer=printer)


def _begin_page(device: QPrinter, painter: QPainter, size: PageSize, number: int) -> None:
    is_laid = device.setPageLayout(page_layout(size))
    is_ready = device.newPage() if number else painter.begin(device)
    if not (is_laid and is_ready):
        raise PrinterFailed(printer=device.printerName())
    # Otherwise a picture may become a JPEG on its way, and a bar code grows shadows.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)


def page_layout(size: PageSize) -> QPageLayout:
    """Return the paper for a page of this size in points: to a tenth of a millimetre, without margins."""
    width, height = (round(side / POINTS_PER_INCH * MM_PER_INCH, 1) for side in size)
    is_wide = width > height
    upright = QSizeF(min(width, height), max(width, height))
    paper = QPageSize(upright, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    # Printers know A4 turned, but no paper that is wider than long.
    turned = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, turned, QMarginsF(), QPageLayout.Unit.Millimeter)


def _paint(device: QPrinter, painter: QPainter, page: Any, correction: Correction) -> None:
    resolution = _TRUE_DPI.get(device.resolution(), device.resolution())
    dots = math.ceil(resolution / _FINEST_DPI)  # of the printer, to a side of a pixel
    scale = resolution / dots / POINTS_PER_INCH * correction.scale
    is_crisp = resolution < _CRISP_BELOW_DPI
    corner = QPointF(*(round(mm / MM_PER_INCH * resolution) for mm in (correction.x_mm, correction.y_mm)))
    painter.resetTransform()
    painter.translate(corner)
    painter.scale(dots, dots)
    width, height = (round(side * scale) for side in page.get_size())
    rows = max(1, _BAND_PIXELS // max(1, width))
    for top in range(0, height, rows):
        picture = _draw(page, scale, (top, min(rows, height - top)), is_crisp=is_crisp)
        if picture.allGray():
            picture = picture.convertToFormat(QImage.Format.Format_Grayscale8)  # a quarter of what is sent
        painter.drawImage(QPointF(0, top), picture)
