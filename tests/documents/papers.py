"""What the tests of paper share: a shop, parcels, and how to read and doctor a PDF."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ledger.assets import load_wording
from ledger.documents.layout import BOLD, MM, register_fonts
from ledger.domain.masking import LabelFigures, MaskedLabel, Secrets, masked_label
from ledger.domain.parcel import parcel_code
from ledger.domain.policy import LabelRule
from ledger.domain.shop import Shop
from ledger.domain.wording import Language
from support.scanner import scanned

VI, EN = load_wording(Language.VI), load_wording(Language.EN)
AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
HEAD = "9f8e7d6c5b4a3928" * 4
SHOP = Shop("The King Oil", "0901 870 525", "chamsoc@thekingoil.vn", "12 Lê Lợi, phường Sài Gòn", Language.VI)
NAME = "Nguyễn Văn Đức"
SECRETS = Secrets(
    name=NAME,
    phones=("+84911647979",),
    emails=("vuive88@hopthu.vn",),
    places=("12/5 Đinh Tiên Hoàng", "Phường Bến Thành"),
    goods=("Dầu gội thảo dược 500 ml", "Kệ gỗ óc chó"),
)
EVERYTHING = LabelRule(shows_province=True, shows_zone=True, shows_amount_to_collect=True)
Drawing = Callable[[Any], None]


def code_of(seed: int) -> str:
    return parcel_code([(seed * 7 + place * (seed + 11)) % 32 for place in range(11)])


def label(
    seed: int = 1,
    name: str = NAME,
    *,
    province: str | None = "Thành phố Hồ Chí Minh",
    zone: str | None = "SG-01-A",
    rule: LabelRule = EVERYTHING,
) -> MaskedLabel:
    figures = LabelFigures(number=1, total=2, weight_g=1250, amount_to_collect=1_250_000)
    return masked_label(rule, code_of(seed), name, province=province, zone=zone, figures=figures)


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def words_of(pdf: bytes) -> str:
    """Return all text with line breaks as spaces, so that wrapped sentences can be found."""
    return " ".join(" ".join(page_texts(pdf)).split())


def symbols_of(pdf: bytes, dpi: float = 203.2) -> list[tuple[str, str]]:
    """Return kind and content of all bar codes as a scanner sees them on a print of ``dpi``."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    document.close()
    return sorted(symbol for picture in pictures for symbol in scanned(picture))


def doctor(pdf: bytes, drawing: Drawing, page: int = 0) -> bytes:
    """Return the PDF with something drawn over one page, as a bug or a thief would."""
    register_fonts()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    box = writer.pages[page].mediabox
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(float(box.width), float(box.height)))
    canvas.setFont(BOLD, 9)
    drawing(canvas)
    canvas.showPage()
    canvas.save()
    writer.pages[page].merge_page(PdfReader(BytesIO(buffer.getvalue())).pages[0])
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def words_at(words: str, left_mm: float = 12, bottom_mm: float = 20) -> Drawing:
    def drawing(canvas: Any) -> None:
        canvas.drawString(left_mm * MM, bottom_mm * MM, words)

    return drawing


def qr_at(content: str, left_mm: float, bottom_mm: float, side_mm: float = 20) -> Drawing:
    """Draw a QR code of one's own on a white ground."""
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode)

    def drawing(canvas: Any) -> None:
        picture = BytesIO()
        _to_pil(code.to_image(scale=8)).save(picture, "PNG")
        picture.seek(0)
        image = ImageReader(picture)
        canvas.drawImage(image, left_mm * MM, bottom_mm * MM, side_mm * MM, side_mm * MM)

    return drawing


def _to_pil(image: Any) -> Any:
    from PIL import Image

    pixels = memoryview(image)
    assert pixels.shape is not None
    height, width = pixels.shape[:2]
    return Image.frombytes("L", (width, height), bytes(pixels))


def metadata_of(pdf: bytes) -> str:
    return " ".join(str(value) for value in _values(PdfReader(BytesIO(pdf)).metadata))


def _values(metadata: Any) -> Iterable[object]:
    return (metadata or {}).values()
