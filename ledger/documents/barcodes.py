"""Code128 and QR as vector rectangles: encoded by zxing-cpp, drawn so that a 203 dpi printer hits whole dots.

Both hold exactly the parcel code, nothing else (``model.md`` 1).
"""

from enum import StrEnum
from typing import Any, NamedTuple

DOT_MM = 0.125  # one dot of a 203 dpi (8 dots/mm) thermal printer
QR_MODULES = 21  # version 1: room for 12 alphanumeric characters even at level Q, which repairs 25 %
QR_QUIET = 4  # modules the standard keeps free around a QR code


class Symbol(StrEnum):
    """The two bar codes of a label."""

    CODE128 = "CODE128"
    QR = "QR"


class Bars(NamedTuple):
    """One symbol as PDF rectangles in modules, y downwards; Code128 is one module high."""

    width: int
    height: int
    rectangles: str


def encode(code: str, symbol: Symbol) -> Bars:
    """Return the rectangles of a parcel code; runs of dark modules in a row are one rectangle."""
    import zxingcpp

    if symbol is Symbol.QR:
        made = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    else:
        made = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.Code128)
    image: Any = made.to_image(scale=1, add_quiet_zones=False)
    picture = memoryview(image)  # the image offers its pixels, though its type does not say so
    height, width = picture.shape or (0, 0)
    pixels = bytes(picture)
    rows = height if symbol is Symbol.QR else 1
    runs = [run for row in range(rows) for run in _dark_runs(pixels[row * width : (row + 1) * width], row)]
    return Bars(width, rows, "".join(runs))


def _dark_runs(row: bytes, y: int) -> list[str]:
    runs = []
    start = row.find(0)
    while start >= 0:
        end = row.find(255, start)
        end = len(row) if end < 0 else end
        runs.append(f"{start} {y} {end - start} 1 re\n")
        start = row.find(0, end)
    return runs


def draw_bars(canvas: Any, at: tuple[float, float], bars: Bars, module: tuple[float, float]) -> None:
    """Draw a symbol in black with its upper left corner at ``at`` (points), one module ``module`` points wide, high."""
    x, y = at
    wide, high = module
    # One path filled once: no renderer can leave hairlines between rectangles that touch.
    canvas.addLiteral(f"q 0 g {wide:.5f} 0 0 {-high:.5f} {x:.4f} {y:.4f} cm\n{bars.rectangles}f Q")
