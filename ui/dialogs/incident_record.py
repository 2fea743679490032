"""Papers of an incident before they leave: looked at in either language without a record."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.wording import Language
from ledger.services import incident_letters, incident_papers
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.notice_home_page import LANGUAGE_NAMES
from ui.dialogs.preview_dialog import Preparable, Prepare, PreviewDialog
from ui.widgets.form import combo

Read = Callable[[Session, Language, bool], Preparable]  # the last one: whether it is only looked at


class IncidentPaperDialog(PreviewDialog):
    """A paper in a language to be chosen; ``names`` are its title and its file's name."""

    def __init__(self, desk: Desk, parent: QWidget | None, names: tuple[str, str], read: Read) -> None:
        self._read_paper = read
        language = desk.who.shop.language
        super().__init__(desk, *names, self._preparing(language, True), self._preparing(language, False), parent)
        self.language = combo([(name, one) for one, name in LANGUAGE_NAMES.items()], language)
        self.language.setAccessibleName(self.tr("Language of the paper"))
        self.language.currentIndexChanged.connect(lambda _at: self._use(Language(self.language.currentData())))
        self.foot.insertWidget(0, self.language)
        QWidget.setTabOrder(self.view.sheets, self.language)

    def _preparing(self, language: Language, is_preview: bool) -> Prepare:
        read = self._read_paper
        return lambda session: read(session, language, is_preview)

    def _use(self, language: Language) -> None:
        self._paper = None  # another language is another paper, recorded for itself
        self._preview, self._final = self._preparing(language, True), self._preparing(language, False)
        self.view.show_loading()
        self.desk.tasks.read(self, self._preview, self._draw, self._on_unprepared, latest="language")


class IncidentRecordDialog(IncidentPaperDialog):
    """The file for the authority."""

    def __init__(self, desk: Desk, parent: QWidget | None, code: str) -> None:
        title = desk.wording.text("incident_record.title")
        names = (title, desk.wording.text("incident_record.file_name", code=code))
        super().__init__(
            desk,
            parent,
            names,
            lambda session, language, is_preview: incident_papers.prepare_record(
                session, code, language, is_preview=is_preview
            ),
        )


class IncidentLettersDialog(IncidentPaperDialog):
    """The next letters to customers; printing or saving them records that they were written."""

    def __init__(self, desk: Desk, parent: QWidget | None, code: str) -> None:
        title = desk.wording.text("incident_letter.title")
        names = (title, desk.wording.text("incident_letter.file_letters", code=code))
        super().__init__(
            desk,
            parent,
            names,
            lambda session, language, is_preview: incident_letters.letters(
                session, code, language, is_preview=is_preview
            ),
        )
        self.recorded.connect(lambda: self.language.setEnabled(False))  # they are written: the next would be others
