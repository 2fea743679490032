"""The look: every colour, size and weight of the window, light and dark. No colour stands anywhere else."""

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

from ledger.assets import load_font_paths, resource_path


class Scheme(StrEnum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """What a chip or a line means; each has a colour, a soft background and stands beside a word."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    OFF = "off"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme, by role."""

    background: str
    surface: str
    hover: str
    line: str
    edge: str  # the border of what can be typed into: 3:1 against the surface (WCAG 1.4.11)
    ink: str
    mute: str
    accent: str
    accent_strong: str  # hovered and pressed
    accent_soft: str
    on_accent: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    off: str
    off_soft: str
    side: str
    side_ink: str
    side_selected: str
    side_strong: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Return the text and the background colour of a tone."""
        return getattr(self, tone.value), getattr(self, f"{tone.value}_soft")


TOKENS = {
    Scheme.LIGHT: Tokens(
        background="#F5F6F4",
        surface="#FFFFFF",
        hover="#F0F4F1",
        line="#E3E6E2",
        edge="#7F8B85",
        ink="#16211D",
        mute="#5A6761",
        accent="#0F6B57",
        accent_strong="#0B5343",
        accent_soft="#E2F1EC",
        on_accent="#FFFFFF",
        ok="#177245",
        ok_soft="#E3F3E8",
        warn="#8F5400",
        warn_soft="#FFF1D6",
        bad="#B3261E",
        bad_soft="#FDE7E4",
        off="#5B6661",
        off_soft="#ECEFED",
        side="#10251F",
        side_ink="#C9D8D2",
        side_selected="#1C3B32",
        side_strong="#FFFFFF",
    ),
    Scheme.DARK: Tokens(
        background="#101614",
        surface="#18201D",
        hover="#1F2925",
        line="#2A3430",
        edge="#66746D",
        ink="#E8EEEB",
        mute="#93A29B",
        accent="#4FC3A1",
        accent_strong="#7AD9BC",
        accent_soft="#17352C",
        on_accent="#08231B",
        ok="#6FD19A",
        ok_soft="#163524",
        warn="#F0B95B",
        warn_soft="#3A2B10",
        bad="#FF8A80",
        bad_soft="#3F1B18",
        off="#A5B1AB",
        off_soft="#242E2A",
        side="#0B110F",
        side_ink="#A9B8B1",
        side_selected="#18362D",
        side_strong="#FFFFFF",
    ),
}

# Text over background: each pair is drawn somewhere, and a test holds each to 4.5:1.
PAIRS = (
    *((text, back) for text in ("ink", "mute", "accent", "bad") for back in ("background", "surface", "hover")),
    *((tone.value, f"{tone.value}_soft") for tone in Tone),
    *((tone.value, "surface") for tone in Tone),
    ("ink", "accent_soft"),
    ("mute", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("side_ink", "side"),
    ("side_ink", "side_selected"),
    ("side_strong", "side_selected"),
    ("side_strong", "side"),
)

SPACE = (4, 8, 12, 16, 24)
RADIUS, RADIUS_CARD = 8, 12
ROW_HEIGHT = 44
FAMILY = "Be Vietnam Pro"


class Size:
    """Type sizes in pixels."""

    TINY, SMALL, BODY, LEAD, TITLE, FIGURE = 11, 12, 13, 15, 22, 28


_state = {"scheme": Scheme.LIGHT}


def scheme() -> Scheme:
    """Return the scheme on screen; one process has one look, as it has one palette."""
    return _state["scheme"]


def tokens() -> Tokens:
    """Return the colours on screen."""
    return TOKENS[scheme()]


def colour(role: str) -> QColor:
    """Return the colour of a role of ``Tokens``."""
    return QColor(getattr(tokens(), role))


def font(size: int = Size.BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the program's own font at a size in pixels."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(weight)
    return made


def apply(app: QApplication, chosen: Scheme) -> None:
    """Dress the whole program. What draws icons itself has to be built again afterwards."""
    _load_fonts()
    _state["scheme"] = chosen
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(font())
    app.setPalette(_palette(tokens()))
    app.setStyleSheet(_style_sheet())


@cache
def _load_fonts() -> None:
    for path in load_font_paths().values():
        QFontDatabase.addApplicationFont(str(path))


def _palette(chosen: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    plain = {
        role.Window: chosen.background,
        role.WindowText: chosen.ink,
        role.Base: chosen.surface,
        role.AlternateBase: chosen.background,
        role.Text: chosen.ink,
        role.Button: chosen.surface,
        role.ButtonText: chosen.ink,
        role.BrightText: chosen.bad,
        role.Highlight: chosen.accent,
        role.HighlightedText: chosen.on_accent,
        role.Link: chosen.accent,
        role.LinkVisited: chosen.accent,
        role.PlaceholderText: chosen.mute,
        role.ToolTipBase: chosen.surface,
        role.ToolTipText: chosen.ink,
        role.Light: chosen.surface,
        role.Midlight: chosen.line,
        role.Mid: chosen.line,
        role.Dark: chosen.edge,
        role.Shadow: chosen.edge,
        role.Accent: chosen.accent,
    }
    for name, value in plain.items():
        palette.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(chosen.off))
    return palette


def _style_sheet() -> str:
    sheet = resource_path("styles", "window.qss").read_text(encoding="utf-8")
    for field in fields(Tokens):
        sheet = sheet.replace(f"@{field.name};", f"{getattr(tokens(), field.name)};")
        sheet = sheet.replace(f"@{field.name} ", f"{getattr(tokens(), field.name)} ")
    pictures = resource_path("styles", scheme().value).as_posix()
    return sheet.replace("@pictures", pictures)


def icon(name: str, role: str = "ink", size: int = 18, gap: int = 0) -> QIcon:
    """Return a Lucide icon in the colour of a role, with a gap at its right for the words of a button."""
    return _icon(name, (getattr(tokens(), role), tokens().off), size, gap)


def pixmap(name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return one icon as a picture for a screen of this pixel ratio."""
    return _pixmap(name, getattr(tokens(), role), size, ratio)


@cache
def _icon(name: str, values: tuple[str, str], size: int, gap: int) -> QIcon:
    made = QIcon()
    for mode, value in zip((QIcon.Mode.Normal, QIcon.Mode.Disabled), values, strict=True):
        for ratio in (1.0, 1.5, 2.0):
            made.addPixmap(_pixmap(name, value, size, ratio, gap), mode)
    return made


@cache
def _pixmap(name: str, value: str, size: int, ratio: float, gap: int = 0) -> QPixmap:
    # Qt draws currentColor black, so the colour is written into the drawing.
    drawing = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", value)
    picture = QPixmap(round((size + gap) * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
