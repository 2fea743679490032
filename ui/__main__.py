"""The front door of ``sokin``: the window, the tour, or one of the headless verbs of ``ledger.cli``."""

import sys

from ui.hardening import harden

_NO_WINDOW = 2  # exit code of a wrong use, as in ``ledger.cli``
_READ_TABLE = ["--read-table"]  # how a frozen program starts itself to read a file that may be hostile


def main() -> None:
    """Run what the words ask for and exit with its code. Qt is imported for the window and the tour only."""
    harden()
    language, words = _language(sys.argv[1:])
    if words == _READ_TABLE:
        from ledger.services.reading_process import main as read_table

        read_table()
    if words in ([], ["--demo"]):
        sys.exit(_window(language, is_demo=bool(words)))
    if words[0] == "tour":
        from ui.tour.command import main as draw

        sys.exit(draw(words[1:], language))
    from ledger.cli import main as run

    sys.exit(run())


def _language(arguments: list[str]) -> tuple[str, list[str]]:
    """Return the language asked for, before or after the verb, and the other words."""
    for at, word in enumerate(arguments[:-1]):
        if word == "--language" and arguments[at + 1] in {"vi", "en"}:
            return arguments[at + 1], arguments[:at] + arguments[at + 2 :]
    return "", arguments


def _window(language: str, *, is_demo: bool) -> int:
    from ui.display import LibraryMissing, has_display

    try:
        if has_display():
            from ui.launch import run

            return run(is_demo=is_demo, language=language)
        if is_demo:
            from ui.tour.command import draw_demo

            return draw_demo(language)
    except LibraryMissing as missing:
        return _complain(language, "qt_missing", what=str(missing))
    except ImportError as missing:
        return _complain(language, "qt_missing", what=str(missing).partition(":")[0])
    return _complain(language, "no_display")


def _complain(language: str, key: str, **values: str) -> int:
    from ledger.assets import load_wording
    from ledger.domain.wording import Language

    words = load_wording(Language(language or "vi")).text(f"cli.{key}", **values)
    sys.stderr.write(f"sokin: {words}\n")
    return _NO_WINDOW


if __name__ == "__main__":
    main()
