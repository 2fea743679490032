"""A page to measure with a ruler: whether the printer keeps the size of a label, and where it begins."""

from ledger.assets import load_wording
from ledger.documents.calibration_page import render_calibration_page
from ledger.documents.label_sizes import LabelLayout
from ledger.domain.wording import Language


def calibration_page(layout: LabelLayout, language: Language = Language.VI) -> bytes:
    """Return one page in exactly the size of ``layout``. Needs no ledger, so any thread may draw it."""
    return render_calibration_page(layout, load_wording(language))
