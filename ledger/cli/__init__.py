"""The headless verbs: the same services as the window, for scripts and for a shop without a screen.

Exit codes: 0 done · 1 a fault of the program · 2 the command's words are off · 3 something was refused, by the gate or
because the recovery code was not retyped (what was allowed is done) · 4 the input is wrong, nothing was changed · 5 the
ledger cannot be opened, read or written · 6 the proof failed (damage, a broken trail, a label that would leak) · 7 the
member's role may not do this. Errors are one line on the standard error.
"""

from ledger.cli.command import main

__all__ = ["main"]
