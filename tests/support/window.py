"""The window without a window: doors that remember what was said, asked and printed, and a desk put together of them.

Everything is done at once on the test's own thread; what a page did not expect comes out of the test.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from ledger.domain.wording import Language
from ledger.services.session import Clock, Session
from ui.desk import Desk, signed_in
from ui.messages import FileWish, Messages, Question
from ui.places import Target
from ui.printing import Correction, Printing
from ui.settings import LANGUAGE, Settings
from ui.tasks import ImmediateTasks
from ui.theme import Tone


@dataclass(slots=True)
class FakeMessages(Messages):
    """Remembers what was said and asked. Questions get ``answer_yes``; files come from ``file_answers``, then none."""

    toasts: list[str] = field(default_factory=list)
    toast_tones: list[Tone] = field(default_factory=list)
    last_undo: Callable[[], None] | None = None
    questions: list[Question] = field(default_factory=list)
    answer_yes: bool = True
    file_answers: list[Path] = field(default_factory=list)
    file_wishes: list[FileWish] = field(default_factory=list)
    folder_titles: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def toast(self, text: str, tone: Tone = Tone.OK, undo: Callable[[], None] | None = None) -> None:
        self.toasts.append(text)
        self.toast_tones.append(tone)
        self.last_undo = undo

    def ask(self, question: Question, confirmed: Callable[[], None]) -> None:
        self.questions.append(question)
        if self.answer_yes:
            confirmed()

    def choose_file(self, wish: FileWish, chosen: Callable[[Path], None]) -> None:
        self.file_wishes.append(wish)
        self._answer(chosen)

    def choose_target(self, wish: FileWish, chosen: Callable[[Path], None]) -> None:
        self.file_wishes.append(wish)
        self._answer(chosen)

    def choose_folder(self, title: str, chosen: Callable[[Path], None]) -> None:
        self.folder_titles.append(title)
        self._answer(chosen)

    def open_link(self, link: str) -> None:
        self.links.append(link)

    def _answer(self, chosen: Callable[[Path], None]) -> None:
        if self.file_answers:
            chosen(self.file_answers.pop(0))


@dataclass(slots=True)
class FakePrinting(Printing):
    """Keeps what it was told to print: PDF, printer, correction."""

    printers: tuple[str, ...] = ("Zebra ZD421", "Brother HL-L2365DW")
    printed: list[tuple[bytes, str, Correction]] = field(default_factory=list)
    fails_with: Exception | None = None

    def names(self) -> tuple[str, ...]:
        return self.printers

    def print(
        self, pdf: bytes, printer: str, correction: Correction, told: Callable[[int, int], None] | None = None
    ) -> None:
        if self.fails_with is not None:
            raise self.fails_with
        if told is not None:
            told(1, 1)
        self.printed.append((pdf, printer, correction))


class FakeSettings(Settings):
    """The settings of a workstation nobody used yet, in a file of the test's own."""

    def __init__(self, file: Path, language: Language = Language.VI) -> None:
        super().__init__(file)
        self.set(LANGUAGE, language.value)


@dataclass(slots=True)
class Window:
    """A desk, and what its doors remember: ``targets`` is where the way led, ``dressings`` counts new looks."""

    desk: Desk
    messages: FakeMessages
    printing: FakePrinting
    targets: list[Target]
    dressings: list[Language]


def make_desk(
    session: Session, settings_file: Path, *, language: Language = Language.VI, clock: Clock | None = None
) -> Window:
    """Put together what a page is given, on an open ledger and its clock."""
    messages, printing = FakeMessages(), FakePrinting()
    settings = FakeSettings(settings_file, language)
    targets, dressings = list[Target](), list[Language]()
    desk = Desk(
        tasks=ImmediateTasks(_raise, session),
        messages=messages,
        settings=settings,
        printing=printing,
        clock=clock or session.clock,
        who=signed_in(session),
        go=targets.append,
        dress=lambda: dressings.append(settings.language),
    )
    return Window(desk, messages, printing, targets, dressings)


def let_go() -> None:
    """Delete what was closed: without a running event loop Qt would keep it, and restyle it, until the last test."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _raise(error: Exception) -> None:
    raise error
