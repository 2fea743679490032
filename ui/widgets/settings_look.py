"""Language and theme of this workstation; the ledger knows nothing of them."""

from ledger.domain.wording import Language
from ui.desk import Desk
from ui.settings import LANGUAGE, SCHEME
from ui.theme import Scheme
from ui.widgets.form import Field, combo, index_of
from ui.widgets.settings_panel import SettingsPanel


class LookPanel(SettingsPanel):
    """Applied at once; the window is built anew and stays on this section."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, self.tr("Language and theme"), self.tr("For this computer only. Papers have a language of their own.")
        )
        self._language = combo((("Tiếng Việt", Language.VI.value), ("English", Language.EN.value)))
        schemes = ((self.tr("Light"), Scheme.LIGHT.value), (self.tr("Dark"), Scheme.DARK.value))
        self._scheme = combo(schemes)
        self.fields = {
            "language": Field(self.tr("Language of the window"), self._language),
            "scheme": Field(self.tr("Theme"), self._scheme),
        }
        self._fill()
        self.add_form(self.fields["language"], self.fields["scheme"], save=self.tr("Apply"))
        self.inside.addStretch(1)

    def _fill(self) -> None:
        self._language.setCurrentIndex(index_of(self._language, self.desk.settings.language.value))
        self._scheme.setCurrentIndex(index_of(self._scheme, self.desk.settings.scheme.value))

    def discard(self) -> None:
        """Put back what is in use."""
        self._fill()
        self.settle()

    def save(self) -> None:
        """Remember the choice and dress the window anew."""
        settings = self.desk.settings
        settings.set(LANGUAGE, str(self._language.currentData()))
        settings.set(SCHEME, str(self._scheme.currentData()))
        settings.save()
        self.settle()
        self.desk.dress()
