"""Who may do what: the verbs that services offer, and what a verb wrote although it was refused."""

import inspect
import pkgutil
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import ledger.services
from ledger.domain.audit import AuditAction
from ledger.domain.errors import RoleForbidden
from ledger.services import trail
from ledger.services.session import Session
from support.services import entries_since, records

Verb = Callable[[Session], object]


def verbs_of(*modules: ModuleType) -> set[str]:
    """Return the public functions of modules, each as ``module.function``."""
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in modules
        for name, value in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and value.__module__ == module.__name__
    }


def every_verb() -> set[str]:
    """Return every public function of the services that works in an open ledger, each as ``module.function``."""
    found = set()
    for one in pkgutil.iter_modules(ledger.services.__path__):
        module = import_module(f"ledger.services.{one.name}")
        for verb in verbs_of(module):
            parameters = inspect.signature(getattr(module, verb.partition(".")[2])).parameters
            if next(iter(parameters), "") == "session":
                found.add(verb)
    return found


def tables() -> tuple[ModuleType, ...]:
    """Return every module with tables of verbs; each may have ``STAFF_MAY``, ``ONLY_THE_MANAGER``, ``ELSEWHERE``."""
    here = Path(__file__).parents[1] / "services"
    names = ("verbs", "test_staff_and_roles", *sorted(one.stem for one in here.glob("test_roles_of_*.py")))
    return tuple(import_module(f"services.{name}") for name in names)


def tried_somewhere() -> set[str]:
    """Return the verbs that stand in any table."""
    kinds = ("STAFF_MAY", "ONLY_THE_MANAGER", "ELSEWHERE")
    return verbs_in(*(getattr(module, kind, ()) for module in tables() for kind in kinds))


def verbs_in(*tables: Iterable[str]) -> set[str]:
    """Return the verbs that tables try; what follows a blank says how a verb is tried once more."""
    return {name.partition(" ")[0] for table in tables for name in table}


def written_though_refused(one: Session, verb: Verb) -> list[str]:
    """Return what a verb left beside the one entry that it was refused for the role; it has to be refused."""
    before, newest = records(one), trail.head_of(one).seq
    with pytest.raises(RoleForbidden):
        verb(one)
    after = records(one)
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    told = [recorded.entry.action for recorded in entries_since(one, newest)]
    if told != [AuditAction.ACT_REFUSED]:
        changed.append(f"the trail: {', '.join(told) or 'nothing'}")
    return changed
