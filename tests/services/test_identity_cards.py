"""A picture of an identity card is never kept, only that somebody saw it (KO 1)."""

import io
from collections.abc import Callable
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, NumberObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ledger.documents import identity_card
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import Customer
from ledger.domain.errors import IdentityCardShown
from ledger.domain.gate import Act, ReasonCode
from ledger.domain.purpose import Channel
from ledger.services import consents, evidence
from ledger.services.session import Session
from ledger.storage import attachments
from support.services import AT, MARKETING, add_customer, attempts

CARD = "001188012345|012345678|Nguyễn Thị Hoa|01021988|Nữ|12 Hàng Than, Ba Đình, Hà Nội|15062021"
NEW_CARD = "001188012345||Nguyễn Văn Đức|01021988|Nam|12 Hàng Than, Hà Nội|15062024||Nguyễn Văn Ba|Lê Thị Bốn"
RECEIPT = "https://hoadon.example.vn/tra-cuu?ma=0123456789"
MRZ = "IDVNM1880123453001188012345<<4\n8802013F2802012VNM<<<<<<<<<<<6\nNGUYEN<<THI<HOA<<<<<<<<<<<<<<"


def picture(text: str, turned: int = 0, room: tuple[int, int] = (1600, 1000)) -> Image.Image:
    """A white sheet with a QR code in a corner, turned by some degrees, as a camera would see it."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    drawn = _drawn(code)
    sheet = Image.new("L", room, 255)
    sheet.paste(drawn, (room[0] - drawn.width - 80, 60))
    return sheet.rotate(turned, expand=True, fillcolor=255)


def _drawn(code: zxingcpp.Barcode) -> Image.Image:
    made: Any = code.to_image(scale=4)  # a buffer, though its type does not say so
    height, width = made.shape
    return Image.frombytes("L", (width, height), bytes(memoryview(made)))


def saved(image: Image.Image, kind: str) -> bytes:
    target = io.BytesIO()
    image.save(target, kind)
    return target.getvalue()


def pdf(draw: Callable[[Canvas], object], pages: int = 1) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    for _ in range(pages - 1):
        canvas.showPage()
    draw(canvas)
    canvas.save()
    return target.getvalue()


def scanned(text: str) -> bytes:
    return pdf(lambda canvas: canvas.drawImage(ImageReader(picture(text)), 40, 300, 500, 312), pages=2)


def written(text: str) -> bytes:
    return pdf(lambda canvas: [canvas.drawString(50, 700 - 14 * at, row) for at, row in enumerate(text.splitlines())])


@pytest.fixture
def customer(session: Session) -> Customer:
    return add_customer(session)


@pytest.mark.parametrize("turned", [0, 90, 180, 270, 17])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photographed_card_is_refused_however_it_lies(turned: int, kind: str) -> None:
    with pytest.raises(IdentityCardShown):
        evidence.read_about_customer("anh.jpg", saved(picture(CARD, turned), kind))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", saved(picture(NEW_CARD), "PNG")),
        ("a.jpg", saved(picture(CARD, room=(4000, 3000)), "JPEG")),
        ("scan.pdf", scanned(CARD)),
        ("scan.pdf", written(MRZ)),
        ("text.txt", CARD.encode()),
    ],
    ids=["new card", "large photo", "scan on the second page", "machine-readable lines", "text"],
)
def test_every_way_a_card_comes_in_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(IdentityCardShown):
        evidence.read_about_customer(name, content)


@pytest.mark.parametrize(
    "name",
    ["CCCD mặt trước.png", "cmnd_hoa.jpg", "Căn cước công dân.pdf", "anh-ho-chieu.png", "Passport-Hoa.jpg", "cccd"],
)
def test_a_file_called_after_a_card_is_refused(name: str) -> None:
    with pytest.raises(IdentityCardShown):
        evidence.read_about_customer(name, saved(Image.new("L", (40, 40), 255), "PNG"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("phiếu thu.png", saved(picture(RECEIPT), "PNG")),
        ("hóa đơn.pdf", scanned(RECEIPT)),
        ("đồng ý.txt", "Tôi đã xem căn cước của khách.".encode()),
        ("accd 12.png", saved(Image.new("RGB", (30, 30)), "PNG")),
        ("giấy.pdf", b"%PDF-1.7 not really one"),
        ("hỏng.jpg", b"\xff\xd8\xff\xe0 not really one"),
        ("hỏng.png", b"\x89PNG\r\n\x1a\nnot really one"),
    ],
)
def test_an_ordinary_paper_is_kept_with_or_without_a_code(name: str, content: bytes) -> None:
    assert evidence.read_about_customer(name, content).is_checked


# --- at the ledger's own door ---------------------------------------------------------------------


def test_a_card_beside_an_answer_is_refused_whole_and_leaves_an_attempt(session: Session, customer: Customer) -> None:
    file = evidence.read_file("anh.png", saved(picture(CARD), "PNG"))  # not looked at before
    said = consents.Said(MARKETING, Channel.SMS, ConsentOutcome.GRANTED, ConsentMethod.WRITING, AT)
    with pytest.raises(IdentityCardShown):
        consents.record(session, customer.code, said, [file])
    assert attachments.of_customer(session.db, customer.id) == ()
    assert consents.records_of(session, customer) == ()
    (attempt,) = attempts(session)
    assert (attempt.act, attempt.customer_id) == (Act.ATTACH, customer.id)
    assert [(one.code, one.reference) for one in attempt.reasons] == [(ReasonCode.IDENTITY_CARD, "KO 1")]


def test_a_card_the_window_turned_away_is_put_on_record(session: Session, customer: Customer) -> None:
    evidence.card_refused(session, customer.code)
    assert [one.act for one in attempts(session)] == [Act.ATTACH]


def test_a_receipt_beside_an_answer_is_kept(session: Session, customer: Customer) -> None:
    file = evidence.read_file("phiếu thu.png", saved(picture(RECEIPT), "PNG"))
    said = consents.Said(MARKETING, Channel.SMS, ConsentOutcome.GRANTED, ConsentMethod.WRITING, AT)
    assert consents.record(session, customer.code, said, [file]).allowed
    assert len(attachments.of_customer(session.db, customer.id)) == 1


def test_a_picture_that_would_fill_the_memory_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    card = saved(picture(CARD), "PNG")
    assert identity_card.shows_identity_card("a.png", "image/png", card)
    monkeypatch.setattr(identity_card, "_PIXELS", 1000 * 1000)  # smaller than this one
    assert not identity_card.shows_identity_card("a.png", "image/png", card)


def test_a_damaged_page_of_a_pdf_hides_no_card_on_another() -> None:
    good = scanned(CARD)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(good)))
    writer.pages[0][NameObject("/Type")] = NumberObject(7)  # the first page is no page any more
    target = io.BytesIO()
    writer.write(target)
    assert identity_card.shows_identity_card("a.pdf", "application/pdf", target.getvalue())
