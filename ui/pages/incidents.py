"""Incidents."""

from ui.desk import Desk
from ui.places import PageId
from ui.widgets.page import Page


class IncidentsPage(Page):
    """Incidents."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            PageId.INCIDENTS,
            self.tr("Incidents"),
            self.tr("Data lost, stolen or seen by somebody else, with the clocks of the law."),
        )

    def refresh(self) -> None:
        """Nothing yet."""
