"""What every sheet of paper shares: fonts, colours, text that fits, and the only ``Paragraph`` and canvas.

Coordinates are ReportLab's: points, y upwards. Everything drawn is NFC and made of glyphs the font has, so neither an
emoji in a name nor decomposed Vietnamese can crash or misdraw a page (``security.md`` 3h, 5.10).
"""

import logging
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from html import escape
from io import BytesIO
from typing import Any, NamedTuple

from ledger.assets import load_font_paths
from ledger.domain.instants import VIETNAM

MM = 72 / 25.4  # points in a millimetre
A4 = (210 * MM, 297 * MM)
AUTHOR = "Sổ Kín"

REGULAR = "BeVietnamPro-Regular"
MEDIUM = "BeVietnamPro-Medium"
SEMIBOLD = "BeVietnamPro-SemiBold"
BOLD = "BeVietnamPro-Bold"
LEADING = 1.4  # of the size: Vietnamese stacks marks above capitals
_MISSING = "[?]"  # the font has no empty box; this stands for every run of characters it lacks
_HEX_GROUP = 4

Colour = tuple[float, float, float]


def _rgb(code: str) -> Colour:
    red, green, blue = bytes.fromhex(code)
    return red / 255, green / 255, blue / 255


# The light column of look.md; paper has no dark theme.
INK = _rgb("16211D")
MUTE = _rgb("5A6761")
LINE = _rgb("D5DAD6")  # a shade darker than on screen: printers lose #E3E6E2
ACCENT = _rgb("0F6B57")
ACCENT_SOFT = _rgb("E2F1EC")
WARN = _rgb("9A5B00")
WARN_SOFT = _rgb("FFF1D6")
BAD = _rgb("B3261E")
BAD_SOFT = _rgb("FDE7E4")
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (1, 1, 1)


class TextStyle(NamedTuple):
    """How a text is set; ``size`` in points."""

    font: str = REGULAR
    size: float = 9
    colour: Colour = INK

    @property
    def leading(self) -> float:
        """Return the distance of two baselines in points."""
        return self.size * LEADING


@cache
def register_fonts() -> None:
    """Make Be Vietnam Pro known to ReportLab, once per process, and forbid it to fetch anything from the network."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    rl_config.trustedHosts = None
    rl_config.useA85 = 0  # plain deflate: smaller and faster than deflate spelled out in letters
    for weight, path in load_font_paths().items():
        pdfmetrics.registerFont(TTFont(f"BeVietnamPro-{weight}", str(path)))


@cache
def _not_drawable() -> re.Pattern[str]:
    glyphs = loaded_font(REGULAR).face.charToGlyph  # the four weights draw the same characters (tested)
    drawable = "".join(re.escape(chr(code)) for code in sorted(glyphs) if not _is_hidden(chr(code)))
    return re.compile(f"[^{drawable}]+")


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf"}


def printable(text: str) -> str:
    """Return ``text`` in NFC on one line; characters the font lacks become ``[?]``, invisible ones nothing."""
    return " ".join(_not_drawable().sub(_stand_in, unicodedata.normalize("NFC", text)).split())


def _stand_in(found: re.Match[str]) -> str:
    run = found[0]
    if any(char.isspace() for char in run):
        return " "
    has_body = any(unicodedata.category(char)[0] != "M" and not _is_hidden(char) for char in run)
    return _MISSING if has_body else ""


def pdf_text(text: str) -> str:
    """Return ``text`` harmless inside ReportLab's markup."""
    return escape(printable(text), quote=False)


def paragraph(text: str, style: TextStyle) -> Any:
    """Return a flowing ReportLab paragraph of plain text: no markup in ``text`` is ever obeyed."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    register_fonts()
    look = ParagraphStyle("prose", fontName=style.font, fontSize=style.size, leading=style.leading, splitLongWords=1)
    look.textColor = style.colour
    return Paragraph(pdf_text(text), look)


def new_canvas(buffer: BytesIO, title: str, page: tuple[float, float], at: datetime | None = None) -> Any:
    """Return a canvas whose metadata name the kind of document and this program, never a person.

    The same input gives the same bytes; ``at`` is written as the time of creation.
    """
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    canvas = Canvas(buffer, pagesize=page, pageCompression=1, invariant=1, initialFontName=REGULAR)
    canvas.setTitle(title)
    canvas.setAuthor(AUTHOR)
    canvas.setCreator(AUTHOR)
    canvas.setProducer(AUTHOR)
    canvas.setSubject("")
    if at is not None:
        local = at.astimezone(VIETNAM)
        stamp = canvas._doc._timeStamp  # ReportLab would ask the machine's clock and zone
        stamp.YMDhms = tuple(local.timetuple())[:6]
        stamp.dhh, stamp.dmm = 7, 0
    return canvas


class _Widths(dict[str, float]):
    """Advance of each character at one point."""

    def __missing__(self, char: str) -> float:
        return 0.6


def loaded_font(name: str) -> Any:
    """Return ReportLab's own object of one of the four fonts."""
    from reportlab.pdfbase import pdfmetrics

    register_fonts()
    return pdfmetrics.getFont(name)


@cache
def _widths(font: str) -> _Widths:
    face = loaded_font(font).face
    return _Widths({chr(code): face.charWidths.get(code, face.defaultWidth) / 1000 for code in face.charToGlyph})


def text_width(text: str, style: TextStyle) -> float:
    """Return the width of a printable text in points."""
    return style.size * sum(map(_widths(style.font).__getitem__, text))


def wrap(text: str, style: TextStyle, width: float) -> tuple[str, ...]:
    """Return the lines of a text no wider than ``width``; only a word wider than a whole line is broken."""
    shown = printable(text)
    if text_width(shown, style) <= width:
        return (shown,) if shown else ()
    lines: list[str] = []
    line = ""
    for piece in _pieces(shown, style, width):
        longer = f"{line} {piece}" if line else piece
        if line and text_width(longer, style) > width:
            lines.append(line)
            line = piece
        else:
            line = longer
    return (*lines, line)


def _pieces(shown: str, style: TextStyle, width: float) -> Iterable[str]:
    for word in shown.split():
        rest = word
        while text_width(rest, style) > width and len(rest) > 1:
            cut = next(end for end in range(len(rest) - 1, 0, -1) if end == 1 or text_width(rest[:end], style) <= width)
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def fit(
    text: str, style: TextStyle, room: tuple[float, float], smallest: float
) -> tuple[TextStyle, tuple[str, ...]] | None:
    """Return the largest style up to ``style.size`` whose lines fill ``room`` (width, height) with no word broken.

    ``None`` when not even ``smallest`` points fit.
    """
    words = printable(text).split()
    unit = style._replace(size=1)
    widths = [text_width(word, unit) for word in words]
    space = text_width(" ", unit)
    size = min(style.size, room[0] / max(widths, default=1))
    size = size if size == style.size else int(size * 2) / 2  # half points, for every size in a run to look alike
    while size >= smallest:
        ends = _line_ends(widths, space, room[0] / size + 1e-6)
        if block_height(len(ends), style._replace(size=size)) <= room[1] + 1e-6:
            starts = [0, *ends]
            lines = tuple(" ".join(words[start:end]) for start, end in zip(starts, ends, strict=False))
            return style._replace(size=size), lines
        size -= 0.5
    return None


def _line_ends(widths: Sequence[float], space: float, limit: float) -> list[int]:
    """Return after which word each line ends when every line takes as many words as it can."""
    ends: list[int] = []
    used = 0.0
    for index, width in enumerate(widths):
        if used and used + space + width > limit:
            ends.append(index)
            used = width
        else:
            used += (space if used else 0) + width
    return [*ends, len(widths)] if widths else []


def block_height(count: int, style: TextStyle) -> float:
    """Return the height of ``count`` lines from the top of the highest capital to the lowest descender."""
    return (count - 1) * style.leading * 0.9 + style.size * 1.2 if count else 0


def draw(canvas: Any, at: tuple[float, float], text: str, style: TextStyle, align: str = "left") -> None:
    """Draw one line with its baseline at ``at``; ``align`` is ``left``, ``right`` or ``centre``."""
    shown = printable(text)
    x, y = at
    if align != "left":
        x -= text_width(shown, style) * (1 if align == "right" else 0.5)
    canvas.setFillColorRGB(*style.colour)
    canvas.setFont(style.font, style.size)
    canvas.drawString(x, y, shown)


def draw_prose(canvas: Any, at: tuple[float, float], text: str, style: TextStyle, width: float) -> float:
    """Draw a flowing text with its upper left corner at ``at``; return the y of its lower edge."""
    flowing = paragraph(text, style)
    _, height = flowing.wrap(width, A4[1] * 4)
    flowing.drawOn(canvas, at[0], at[1] - height)
    return at[1] - float(height)


def show_hash(digest: str, length: int = 16) -> str:
    """Return the first characters of a hash in groups of four, as people compare them."""
    head = digest[:length]
    return " ".join(head[start : start + _HEX_GROUP] for start in range(0, len(head), _HEX_GROUP))


def encrypt_pdf(data: bytes, password: str, attached: Mapping[str, bytes] | None = None) -> bytes:
    """Return the PDF, with files inside it, locked with ``password`` by AES-256 (PDF 2.0, revision 6)."""
    from pypdf import PdfReader, PdfWriter

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would log a password's rare letter
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    for name, content in (attached or {}).items():
        writer.add_attachment(name, content)
    writer.encrypt(user_password=password, algorithm="AES-256")
    locked = BytesIO()
    writer.write(locked)
    return locked.getvalue()
