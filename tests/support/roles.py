"""Who may do what: the verbs that services offer, and what a verb wrote although it was refused."""

import inspect
from collections.abc import Callable, Iterable
from types import ModuleType

import pytest

from ledger.domain.errors import RoleForbidden
from ledger.services.session import Session
from support.services import snapshot

Verb = Callable[[Session], object]


def verbs_of(*modules: ModuleType) -> set[str]:
    """Return the public functions of modules, each as ``module.function``."""
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in modules
        for name, value in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and value.__module__ == module.__name__
    }


def verbs_in(*tables: Iterable[str]) -> set[str]:
    """Return the verbs that tables try; what follows a blank says how a verb is tried once more."""
    return {name.partition(" ")[0] for table in tables for name in table}


def written_though_refused(one: Session, verb: Verb) -> list[str]:
    """Return the tables that a verb changed before it was refused for the role; it has to be refused."""
    before = snapshot(one)
    with pytest.raises(RoleForbidden):
        verb(one)
    after = snapshot(one)
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
