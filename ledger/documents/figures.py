"""Figures as paper shows them, with the separators of the language."""

from ledger.domain.wording import Wording

_GRAMS = 1000


def show_count(count: int, wording: Wording) -> str:
    """Return a whole number: ``1.250`` in Vietnamese, ``1,250`` in English."""
    return f"{count:,}".replace(",", wording.text("paper.thousands"))


def show_money(amount: int, wording: Wording) -> str:
    """Return an amount of đồng with its unit: ``1.250.000 đ``."""
    return f"{show_count(amount, wording)} {wording.text('paper.currency')}"


def show_weight(grams: int, wording: Wording) -> str:
    """Return a weight in kg, to the gram but without idle zeros: ``1,2 kg``, ``0,05 kg``, ``1.250 kg``."""
    whole, rest = divmod(grams, _GRAMS)
    decimals = f"{rest:03d}".rstrip("0")
    fraction = wording.text("paper.decimal") + decimals if decimals else ""
    return f"{show_count(whole, wording)}{fraction} kg"
