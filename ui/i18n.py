"""The two languages of the window, changed while it stands: texts of our own, texts of Qt, and the locale.

English is the language of the source texts and needs no catalogue. Vietnamese needs two: ours, and one for Qt's own
buttons, edit menus, file and print dialogs, because Qt ships none.
"""

import logging

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from ledger.assets import resource_path
from ledger.domain.wording import Language

# A later catalogue is asked first.
CATALOGUES = {Language.VI: ("qtbase_vi", "sokin_vi"), Language.EN: ()}
# Both write 24 hours and start the week on Monday; dates are written by ui.formatting, as QLocale shortens the year.
LOCALES = {
    Language.VI: QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam),
    Language.EN: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}
log = logging.getLogger(__name__)


class Translators(QObject):
    """Holds the catalogues in use by ``app``; English until told otherwise."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self._language = Language.EN
        self._installed: list[QTranslator] = []

    @property
    def language(self) -> Language:
        """The language in use, which is English where the catalogues of the wanted one are missing."""
        return self._language

    def use(self, language: Language) -> None:
        """Change the language. Qt then sends ``LanguageChange`` to every widget, once; never for the same language."""
        catalogues = [] if language is self._language else self._load(language)
        if catalogues is None:  # half a language is worse than the other one
            log.warning("no catalogue for language %s, English instead", language.value)
            self.use(Language.EN)
            return
        # first the locale: what is rewritten on LanguageChange may hold a date
        QLocale.setDefault(LOCALES[language])
        if language is not self._language:
            self._language = language
            self._install(catalogues)
        _hand_on_the_locale()

    def _load(self, language: Language) -> list[QTranslator] | None:
        catalogues = []
        for name in CATALOGUES[language]:
            catalogue = QTranslator(self)
            if not catalogue.load(str(resource_path("i18n", f"{name}.qm"))):
                return None
            catalogues.append(catalogue)
        return catalogues

    def _install(self, catalogues: list[QTranslator]) -> None:
        for old in self._installed:
            self._app.removeTranslator(old)
            old.deleteLater()
        for new in catalogues:
            self._app.installTranslator(new)
        self._installed = catalogues


def _hand_on_the_locale() -> None:
    """Tell windows that stand already; Qt asks for the default locale only when a window is made."""
    for window in QApplication.topLevelWidgets():
        if not window.testAttribute(Qt.WidgetAttribute.WA_SetLocale):
            window.unsetLocale()
