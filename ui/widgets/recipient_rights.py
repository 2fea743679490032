"""Buttons for what only a manager may do: shown to everybody, with the reason where they cannot be pressed."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

from ledger.domain.errors import RoleForbidden
from ledger.domain.staff import Operation
from ui.desk import Desk

Shown = TypeVar("Shown", bound=QWidget)


def allowed(widget: Shown, desk: Desk, operation: Operation) -> Shown:
    """Return the widget, disabled with the reason in its tooltip unless the member may do this."""
    if not desk.may(operation):
        reason = desk.say(RoleForbidden(operation=operation.value))
        widget.setEnabled(False)
        widget.setToolTip(reason)
        widget.setAccessibleDescription(reason)
    return widget
