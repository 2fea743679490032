"""The tour of trust: accounts, keys, backups and restoring, damage, the proof of the trail."""

from collections.abc import Callable

from ui.tour.stage import Stage

SCENES: tuple[Callable[[Stage], None], ...] = ()
