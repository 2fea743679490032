"""Where dialogs find the question for the passphrase; pieces below them ask it as well, so it is made there."""

from ui.widgets.confirming import ConfirmPassphraseDialog, once_confirmed

__all__ = ["ConfirmPassphraseDialog", "once_confirmed"]
