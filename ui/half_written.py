"""Half-written forms between a lock and the next unlocking: what the ledger is to keep, and what a form gets back."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, runtime_checkable

from ledger.domain.draft import DraftForm
from ledger.services import drafts
from ledger.services.drafts import HalfWritten
from ledger.services.session import Session

Found = TypeVar("Found")
log = logging.getLogger(__name__)


class Saving:
    """Whether what a form was told to save is in the ledger by now; the ledger's own thread writes it."""

    def __init__(self) -> None:
        self.is_done = False

    def watched(self, job: Callable[[Session], Found]) -> Callable[[Session], Found]:
        """Return the same job, whose end is noted; a returned refusal saved nothing."""

        def watching(session: Session) -> Found:
            result = job(session)
            self.is_done = getattr(getattr(result, "outcome", result), "allowed", True) is not False
            return result

        return watching


@dataclass(frozen=True, slots=True)
class Left:
    """A form nobody finished, and what came of saving it."""

    form: HalfWritten
    saving: Saving = field(default_factory=Saving)


@runtime_checkable
class WrittenInto(Protocol):
    """A form, or a page somebody writes on."""

    def unfinished(self) -> Sequence[Left]:
        """Return what is half-written there."""


def unfinished(written_into: Iterable[WrittenInto]) -> list[Left]:
    """Return what is half-written anywhere; what cannot be read keeps nobody from locking."""
    found = list[Left]()
    for one in written_into:
        try:
            found += one.unfinished()
        except Exception as error:  # noqa: BLE001 (a screen that stays open for a fault shows everything)
            log.error("what was half-written could not be read: %s", type(error).__name__)  # noqa: TRY400 (no values)
    return found


def keep(session: Session, left: Iterable[Left]) -> None:
    """Keep, on the ledger's thread, what was not saved there meanwhile. Raises ``DiskFull`` and ``TextTooLong``."""
    drafts.keep(session, [one.form for one in left if not one.saving.is_done])


class TakenUp:
    """The one form somebody goes on with: opened by the way to it, filled when it opens."""

    def __init__(self) -> None:
        self._waiting: tuple[HalfWritten, Callable[[], None]] | None = None

    def expect(self, one: HalfWritten, taken: Callable[[], None]) -> None:
        """Hand this to the next form of its kind; ``taken`` is called once it has it."""
        self._waiting = one, taken

    def record_of(self, form: DraftForm) -> str | None:
        """Return what the form of this kind is about that is expected; nothing if none is."""
        if self._waiting is None or self._waiting[0].form is not form:
            return None
        return self._waiting[0].record

    def claim(self, form: DraftForm | None, record: str = "") -> Mapping[str, object] | None:
        """Return what was typed into this form before, once; nothing if another one is expected."""
        if self._waiting is None or form is None:
            return None
        one, taken = self._waiting
        if (one.form, one.record) != (form, record):
            return None
        self._waiting = None
        taken()
        return one.typed
