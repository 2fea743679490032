"""Paper: a PDF in memory goes to a printer at exactly its own size, moved and scaled as the printer needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


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
