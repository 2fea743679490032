"""A language that nobody speaks: longer and taller than Vietnamese, to find layouts that clip."""

import math
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QTranslator

# Marks stacked above capitals and a dot below: the tallest letters Vietnamese has, in words that may wrap.
FILLER = "Ẫgỵ Ỗng Ữựy Ặng Ễộp "
# Key names are parsed back into shortcuts, and this one text is a switch.
UNTOUCHED = {("QGuiApplication", "QT_LAYOUT_DIRECTION")}
STRETCH = 0.4


def stretched(text: str) -> str:
    """Return ``text`` with 40 % more letters behind it; placeholders, tags and mnemonics stay whole."""
    if not text.strip():
        return text
    length = max(2, math.ceil(len(text) * STRETCH))
    filler = (FILLER * (length // len(FILLER) + 1))[:length].strip()
    return f"{text} {filler}"


class PseudoTranslator(QTranslator):
    """Answers every text with a stretched one. A widget not built of ``tr`` texts shows by staying as it is."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt overrides it by this name
        return False  # an empty catalogue sends no LanguageChange

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt passes it by this name
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002 - Qt's signature
    ) -> str:
        if context == "QShortcut" or (context, sourceText) in UNTOUCHED:
            return sourceText
        return stretched(sourceText)


@contextmanager
def pseudo_language(app: QCoreApplication) -> Iterator[PseudoTranslator]:
    """Speak the pseudo-language while inside; standing widgets are told through ``LanguageChange``."""
    translator = PseudoTranslator(app)
    app.installTranslator(translator)
    try:
        yield translator
    finally:
        app.removeTranslator(translator)
        translator.deleteLater()
