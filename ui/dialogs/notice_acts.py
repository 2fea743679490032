"""What the steps of a notice run open: texts, files, letters, questions; and what came of them."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from ledger.domain.errors import LedgerError
from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.services import notice_papers, notices
from ledger.services.notice_list import NoticeRow
from ledger.services.notices import NoticeRun, Settled, Settlement
from ui.desk import Desk
from ui.dialogs.notice_emails import NoticeEmailsDialog
from ui.dialogs.notice_home_page import NoticeAnnouncedDialog, NoticeHomePageDialog
from ui.dialogs.notice_settle import NoticeSettleDialog
from ui.dialogs.preview_dialog import PreviewDialog
from ui.messages import Question
from ui.theme import Tone
from ui.widgets.notice_steps import NoticeAct
from ui.widgets.notices_panel import NoticesPanel


class NoticeActs(QObject):
    """Answers the panel for as long as it lives: ``NoticeActs(desk, panel)`` is all a page does."""

    def __init__(self, desk: Desk, panel: NoticesPanel) -> None:
        super().__init__(panel)
        self._desk, self._panel = desk, panel
        self._verbs: dict[NoticeAct, Callable[[NoticeRun], None]] = {
            NoticeAct.SHOW_HOME_PAGE: lambda run: NoticeHomePageDialog(desk, panel, run.id).open(),
            NoticeAct.ANNOUNCED: self._announce,
            NoticeAct.WRITE_EMAILS: self._write_emails,
            NoticeAct.EMAILS_SENT: self._ask_sent,
            NoticeAct.EMAILS_AGAIN: lambda run: self._write_again(run, NoticeChannel.EMAIL),
            NoticeAct.PRINT_LETTERS: self._print_letters,
            NoticeAct.LETTERS_POSTED: self._ask_posted,
            NoticeAct.LETTERS_AGAIN: lambda run: self._write_again(run, NoticeChannel.POST),
            NoticeAct.FINISH: self._ask_finish,
        }
        panel.wanted.connect(self._begin)
        panel.settle_wanted.connect(self._settle)

    def _begin(self, act: NoticeAct) -> None:
        if self._panel.shown is not None:
            self._verbs[act](self._panel.shown)

    # --- the home page ---

    def _announce(self, run: NoticeRun) -> None:
        dialog = NoticeAnnouncedDialog(self._desk, self._panel)
        dialog.saved.connect(lambda at: self._on_announced(run, at))
        dialog.open()

    def _on_announced(self, run: NoticeRun, at: datetime) -> None:
        self._panel.settle_slices(lambda session: notices.announcing(session, run.id, at))

    # --- emails and letters ---

    def _write_emails(self, run: NoticeRun) -> None:
        dialog = NoticeEmailsDialog(self._desk, self._panel, run)
        said = self.tr("Emails written: {count}. Send them, then record it here.")
        dialog.written.connect(lambda count: self._desk.messages.toast(said.format(count=count)))
        dialog.open()

    def _print_letters(self, run: NoticeRun) -> None:
        language = self._desk.who.shop.language
        name = self._desk.wording.text("notice.file_letters", number=run.policy.number)
        PreviewDialog(
            self._desk,
            self.tr("Letters to customers"),
            name,
            lambda session: notice_papers.letters(session, run.id, language, is_preview=True),
            lambda session: notice_papers.letters(session, run.id, language, is_preview=False),
            self._panel,
        ).open()

    def _ask_sent(self, run: NoticeRun) -> None:
        question = Question(
            self.tr("Were the emails sent?"),
            self.tr("Customers recorded as told by email: {count}").format(count=run.written[NoticeChannel.EMAIL]),
            self.tr("They were sent"),
            is_dangerous=False,
        )
        self._desk.messages.ask(question, lambda: self._settle_all(run, NoticeChannel.EMAIL))

    def _ask_posted(self, run: NoticeRun) -> None:
        question = Question(
            self.tr("Were the letters posted?"),
            self.tr("Customers recorded as told by letter: {count}").format(count=run.written[NoticeChannel.POST]),
            self.tr("They were posted"),
            is_dangerous=False,
        )
        self._desk.messages.ask(question, lambda: self._settle_all(run, NoticeChannel.POST))

    def _settle_all(self, run: NoticeRun, channel: NoticeChannel) -> None:
        settlement = Settlement(NoticeState.TOLD, channel)
        self._panel.settle_slices(lambda session: notices.settling(session, run.id, settlement))

    def _write_again(self, run: NoticeRun, channel: NoticeChannel) -> None:
        said = self.tr("To be written once more: {count}")
        self._desk.tasks.write(
            self,
            lambda session: notice_papers.write_again(session, run.id, channel),
            lambda count: self._desk.messages.toast(said.format(count=count)),
            self._say,
        )

    # --- by hand ---

    def _settle(self, rows: Sequence[NoticeRow]) -> None:
        run = self._panel.shown
        if run is None or not rows:
            return
        is_announced = run.home_page_at is not None
        dialog = NoticeSettleDialog(self._desk, self._panel, run.id, rows, is_announced=is_announced)
        dialog.saved.connect(lambda result: self._on_settled(run, result))
        dialog.open()

    def _on_settled(self, run: NoticeRun, result: Settled | Settlement) -> None:
        if isinstance(result, Settlement):
            self._panel.settle_slices(lambda session: notices.settling(session, run.id, result))
        else:
            self._panel.tell(result)

    # --- the end ---

    def _ask_finish(self, run: NoticeRun) -> None:
        question = Question(
            self.tr("Put version {number} in force?").format(number=run.policy.number),
            self.tr(
                "From now on it decides. Consents for purposes it changed no longer count and are asked again. This"
                " cannot be taken back."
            ),
            self.tr("Put in force"),
        )
        self._desk.messages.ask(question, lambda: self._finish(run))

    def _finish(self, run: NoticeRun) -> None:
        said = self.tr("Version {number} is in force.").format(number=run.policy.number)
        self._desk.tasks.write(
            self,
            lambda session: notices.finish(session, run.id),
            lambda _done: self._desk.messages.toast(said),
            self._say,
        )

    def _say(self, error: LedgerError) -> None:
        self._desk.messages.toast(self._desk.say(error), Tone.BAD)
