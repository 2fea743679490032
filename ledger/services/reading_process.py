"""The process that reads files nobody vouches for, for a frozen program: it has no other Python to start."""

from ledger.sheets.child import main

__all__ = ["main"]
