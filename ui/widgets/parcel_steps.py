"""The same step for several parcels: each is its own act, and one that cannot does not stop the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ledger.domain.errors import LedgerError


@dataclass(frozen=True, slots=True)
class Steps:
    """How many took the step, and why the others did not."""

    done: int
    errors: tuple[LedgerError, ...] = ()


def on_each(codes: Sequence[str], act: Callable[[str], object]) -> Steps:
    """Do an act for each parcel, by code."""
    errors = []
    for code in codes:
        try:
            act(code)
        except LedgerError as error:
            errors.append(error)
    return Steps(len(codes) - len(errors), tuple(errors))
