"""Writing the emails of a notice run into a folder, one file each."""

from PySide6.QtWidgets import QWidget

from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.services import notice_papers
from ledger.services.notices import NoticeRun
from ui.desk import Desk
from ui.dialogs.email_files import EmailFilesDialog


class NoticeEmailsDialog(EmailFilesDialog):
    """The emails of those who wait to be told of a policy change by email."""

    def __init__(self, desk: Desk, parent: QWidget | None, run: NoticeRun) -> None:
        written = run.written.get(NoticeChannel.EMAIL, 0)
        total = run.count(NoticeState.WAITING, NoticeChannel.EMAIL) - written
        super().__init__(
            desk, parent, total, lambda session, languages: notice_papers.emails(session, run.id, languages)
        )
