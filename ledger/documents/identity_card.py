"""Tells whether a file shows a Vietnamese identity card or a passport, of which no picture is ever kept (KO 1).

Read are the QR code of the card, the machine-readable lines of a text layer, and the file's own name. A photograph in
which no code can be read and whose name says nothing is not recognised: there is no reading of faces or print here.
"""

import io
import re
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

from ledger.domain.text import fold

_PAGES = 10  # of a PDF, from the front: evidence is a page or two
_PIXELS = 120_000_000  # of a picture that is looked at: more than any telephone takes
_SIDE = 2400  # pixels of the longer side; the code of a card photographed with its surroundings is still read
_DPI = 200
_POINTS = 72
# 12 digits | old number | name | ddmmyyyy | Nam or Nữ | address | ddmmyyyy, and whatever newer cards add
_QR = re.compile(
    r"\d{12}\|(?:\d{9}|\d{12})?\|[^|]+\|\d{8}\|(?:Nam|Nữ|Nu|Male|Female)\|[^|]*\|\d{8}(?:\|.*)?", re.DOTALL
)
_MRZ = re.compile(r"I[D<]VNM\d{10}|P[<A-Z]VNM[A-Z<]{10}")
_NAMES = re.compile(
    r"(?:^| )(?:cccd|cmnd|cmt|cancuoc|hochieu|passport|can cuoc(?: cong dan)?|ho chieu|chung minh (?:nhan dan|thu)"
    r"|id ?card|identity card)(?: |$)"
)


def shows_identity_card(file_name: str, media_type: str, content: bytes) -> bool:
    """Return whether a file gives itself away as a picture of a card. Slow: pages are drawn and searched for codes."""
    return _is_named_so(file_name) or any(
        _QR.fullmatch(text.strip()) or _has_mrz(text) for text in _texts(media_type, content)
    )


def _is_named_so(file_name: str) -> bool:
    words = re.sub(r"[^a-z]+", " ", fold(file_name.rpartition(".")[0] or file_name))
    return _NAMES.search(words) is not None


def _has_mrz(text: str) -> bool:
    return _MRZ.search("".join(text.split())) is not None


def _texts(media_type: str, content: bytes) -> Iterator[str]:
    """Return every text that can be read in a file: its words, and what its codes hold."""
    if media_type == "application/pdf":
        yield from _pdf_texts(content)
    elif media_type.startswith("image/"):
        yield from _picture_texts(content)
    else:
        yield from content.decode("utf-8", "replace").splitlines()


def _pdf_texts(content: bytes) -> Iterator[str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return  # damaged or locked: nobody can look at a card in it either
    with closing(document):
        for number in range(min(len(document), _PAGES)):
            with suppress(pypdfium2.PdfiumError):  # a damaged page shows nothing; the others may
                yield from _page_texts(document, number)


def _page_texts(document: Any, number: int) -> Iterator[str]:
    with closing(document[number]) as page:
        with closing(page.get_textpage()) as text:
            yield text.get_text_range()
        scale = min(_DPI / _POINTS, _SIDE / max(page.get_size()))
        picture = page.render(scale=scale, grayscale=True)
        yield from _codes(memoryview(picture.buffer).cast("B", shape=(picture.height, picture.stride)))


def _picture_texts(content: bytes) -> Iterator[str]:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # Pillow would print a warning; the limit stands here
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _PIXELS:
                return  # a bomb, or nothing that a card could be told from
            picture.draft("L", (_SIDE, _SIDE))
            grey = picture.convert("L")
    except (OSError, ValueError, SyntaxError):
        return  # no picture at all
    grey.thumbnail((_SIDE, _SIDE))
    yield from _codes(memoryview(grey.tobytes()).cast("B", shape=(grey.height, grey.width)))


def _codes(pixels: Any) -> Iterator[str]:
    import zxingcpp

    formats: Any = (zxingcpp.BarcodeFormat.QRCode,)  # what it takes now; the type still names the older class
    for symbol in zxingcpp.read_barcodes(pixels, formats=formats, text_mode=zxingcpp.TextMode.Plain):
        yield symbol.text
