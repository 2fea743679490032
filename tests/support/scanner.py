"""A scanner that is held straight in front of a label and knows the two kinds of bar code on it.

Askew, or looking for every kind there is, it reads bars that nobody printed on one label in some hundred.
"""

from typing import Any

import zxingcpp

# What it takes now; the type of ``formats`` still names the older class.
_KINDS: Any = (zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128)


def scanned(picture: Any) -> list[tuple[str, str]]:
    """Return kind and content of every bar code in a picture, sorted."""
    found = zxingcpp.read_barcodes(picture, formats=_KINDS, try_rotate=False, try_downscale=False, try_invert=False)
    return sorted((str(one.symbology), one.text) for one in found)
