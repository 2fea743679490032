"""A link that leaves the program: its site is named first, opened only after a yes, and counted (VK 8)."""

from PySide6.QtWidgets import QPushButton, QWidget

from ledger.services import links
from ledger.services.links import LinkAbout, host_of
from ui.desk import Desk
from ui.messages import Question
from ui.widgets.parts import button, row, tip


class OutsideLinkButton(QWidget):
    """Shows the site and asks before it is opened in the browser."""

    def __init__(self, desk: Desk, link: str, about: LinkAbout) -> None:
        super().__init__()
        self._desk, self._link, self._about = desk, link, about
        self.button: QPushButton = button(host_of(link), self.ask, role="link", icon="external-link")
        self.button.setAccessibleName(self.tr("Open {host} outside the program").format(host=host_of(link)))
        self.button.setToolTip(tip(link))
        self.setLayout(row(self.button, None))

    def ask(self) -> None:
        """Name the site, and open it after a yes."""
        words = self.tr(
            "{host} is not a page of the shop. The shop does not answer for what it shows or does, and it may see that"
            " somebody came from here. That you opened it is counted, without the rest of the address."
        )
        question = Question(
            self.tr("Leave for {host}?").format(host=host_of(self._link)),
            words.format(host=host_of(self._link)),
            self.tr("Open the page"),
            is_dangerous=False,
        )
        self._desk.messages.ask(question, self._open)

    def _open(self) -> None:
        link, about = self._link, self._about
        self._desk.tasks.write(self, lambda session: links.opened(session, link, about), self._desk.messages.open_link)
