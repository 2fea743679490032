"""The tour: the program draws every page, dialog, state and paper of itself, without a screen."""
