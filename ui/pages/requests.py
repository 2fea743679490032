"""Requests."""

from ui.desk import Desk
from ui.places import PageId
from ui.widgets.page import Page


class RequestsPage(Page):
    """Requests."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            PageId.REQUESTS,
            self.tr("Requests"),
            self.tr("What customers ask of the shop about their data, and until when."),
        )

    def refresh(self) -> None:
        """Nothing yet."""
