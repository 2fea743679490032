"""The one door through which the window speaks: toasts, questions, and choosing files.

Pages get something that behaves like ``Messages``; tests give one that remembers and answers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ui.theme import Tone


@dataclass(frozen=True, slots=True)
class Question:
    """A box before something that cannot be undone: it names it, and the button says what will be done."""

    title: str
    text: str
    confirm: str
    is_dangerous: bool = True


@dataclass(frozen=True, slots=True)
class FileWish:
    """Which file is asked for: the box's title, the kinds ("PDF (*.pdf)"), and a name to begin with."""

    title: str
    kinds: str
    name: str = ""


class Messages(Protocol):
    """What a page may say and ask. Nothing here waits: answers come by callback."""

    def toast(self, text: str, tone: Tone = Tone.OK, undo: Callable[[], None] | None = None) -> None:
        """Say something in passing, with "Undo" where it can be undone."""

    def ask(self, question: Question, confirmed: Callable[[], None]) -> None:
        """Ask before what cannot be undone; ``confirmed`` is called only after a yes."""

    def choose_file(self, wish: FileWish, chosen: Callable[[Path], None]) -> None:
        """Let the person choose a file to read."""

    def choose_target(self, wish: FileWish, chosen: Callable[[Path], None]) -> None:
        """Let the person choose where a file is written."""

    def choose_folder(self, title: str, chosen: Callable[[Path], None]) -> None:
        """Let the person choose a folder."""

    def open_link(self, link: str) -> None:
        """Open a web page in the person's browser; asked and counted before."""
