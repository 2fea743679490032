"""A paper looked at in either language before it leaves; each language is a paper of its own."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.wording import Language
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.preview_dialog import Preparable, PreviewDialog
from ui.widgets.form import combo

Preparing = Callable[[Session, Language, bool], Preparable]  # the last is whether it is only looked at


class BilingualPreview(PreviewDialog):
    """Begins in the shop's language. ``file_name`` gives the name of the file in a language."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        preparing: Preparing,
        file_name: Callable[[Language], str],
        parent: QWidget | None = None,
    ) -> None:
        language = desk.who.shop.language
        super().__init__(
            desk,
            title,
            file_name(language),
            lambda session: preparing(session, language, True),
            lambda session: preparing(session, language, False),
            parent,
        )
        self._preparing, self._name_in = preparing, file_name
        self._language = combo((("Tiếng Việt", Language.VI), ("English", Language.EN)), language)
        self._language.setAccessibleName(self.tr("Language of the paper"))
        self._language.currentIndexChanged.connect(lambda _at: self.begin_anew())
        self.foot.insertWidget(0, self._language)
        QWidget.setTabOrder(self.view.sheets, self._language)

    @property
    def language(self) -> Language:
        """Return the language chosen."""
        return Language(self._language.currentData())

    def begin_anew(self) -> None:
        """Prepare another paper, in the language chosen now; it is recorded for itself."""
        preparing, language = self._preparing, self.language
        self._paper = None
        self._file_name = self._name_in(language)
        self._preview = lambda session: preparing(session, language, True)
        self._final = lambda session: preparing(session, language, False)
        self.view.show_loading()
        self.desk.tasks.read(self, self._preview, self._draw, self._on_unprepared, latest="paper")
