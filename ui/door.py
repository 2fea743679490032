"""What the screens before signing in are given: no ledger yet, so no desk."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ledger.assets import load_wording
from ledger.domain.errors import LedgerError
from ledger.domain.wording import Language, Wording
from ledger.services.explaining import explain_error
from ledger.services.session import Clock, Place
from ui.messages import Messages
from ui.printing import Printing
from ui.settings import Settings
from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Door:
    """The doors of the unlock screen and the first-run wizard. ``place_of`` says with which costs a ledger opens."""

    tasks: Tasks
    messages: Messages
    settings: Settings
    printing: Printing
    clock: Clock
    place_of: Callable[[Path], Place]

    @property
    def language(self) -> Language:
        """Return the language of the window."""
        return self.settings.language

    @property
    def wording(self) -> Wording:
        """Return the texts screen and paper share."""
        return load_wording(self.language)

    def say(self, error: LedgerError) -> str:
        """Return an error of the ledger in words."""
        return explain_error(error, self.wording)
