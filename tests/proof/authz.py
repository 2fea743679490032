"""Every verb of the services, tried in both roles: what is the manager's is refused to staff and logged (goal 16).

The verbs stand in the tables the tests use; a public function of the services that stands in none is told as missing.
Before each try the passphrase counts as given just now, so that nothing but the role can refuse.
"""

import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that it runs from anywhere

from ledger.domain.audit import AuditAction
from ledger.domain.errors import LedgerError, RoleForbidden
from ledger.services import trail
from ledger.services.session import Session
from proof.scaffold import Trial, prove
from services.test_roles_of_lists import PARTS
from services.verbs import make_busy
from support.roles import every_verb, tables, tried_somewhere
from support.services import Workplace, add_customer, confirmed, entries_since, records

Verb = Callable[..., object]
Kinds = dict[str, dict[str, Verb]]
_WITH_VERBS_OF_ITS_OWN = "test_staff_and_roles"  # tries the table of another module


def kinds_of(module: ModuleType) -> Kinds:
    return {kind: getattr(module, kind, {}) for kind in ("ONLY_THE_MANAGER", "STAFF_MAY")}


@contextmanager
def prepared(trial: Trial, module: ModuleType) -> Iterator[tuple[Workplace, tuple[object, ...]]]:
    """A shop as the tests of a module begin with it, and what its verbs take beside the session."""
    trial.count("shops")
    home = trial.folder / f"shop {trial.figures['shops']}"
    home.mkdir()
    shop = Workplace(home)
    shop.create()
    fixture = getattr(module, "busy", getattr(module, "asked", None))
    beside: tuple[object, ...] = ()
    if fixture is not None:
        made = inspect.unwrap(fixture)(shop)
        beside = made[1:] if isinstance(made, tuple) else ()
    elif module.__name__.endswith("verbs"):
        make_busy(shop.session)
    else:
        for name in ("Nguyễn Văn Đức", "Lê Thị Hoa"):
            add_customer(shop.session, name)
    yield shop, beside
    shop.close()


def run(verb: Verb, one: Session, beside: tuple[object, ...]) -> None:
    verb(one, *beside[: len(inspect.signature(verb).parameters) - 1])


def is_refused(one: Session, verb: Verb, beside: tuple[object, ...]) -> bool:
    """Return whether a verb is refused for the role, changes nothing, and leaves exactly one entry that says so."""
    before, newest = records(one), trail.head_of(one).seq
    try:
        run(verb, one, beside)
    except RoleForbidden:
        told = [recorded.entry.action for recorded in entries_since(one, newest)]
        return records(one) == before and told == [AuditAction.ACT_REFUSED]
    except LedgerError:
        return False
    return False


def may(one: Session, verb: Verb, beside: tuple[object, ...]) -> bool:
    """Return whether the role does not stand in the way; what else does is of another test."""
    try:
        run(verb, one, beside)
    except RoleForbidden:
        return False
    except LedgerError:
        return True
    return True


def as_staff(trial: Trial, module: ModuleType) -> None:
    kinds = kinds_of(module)
    with prepared(trial, module) as (shop, beside):
        one = shop.as_staff()
        for name, verb in kinds["ONLY_THE_MANAGER"].items():
            trial.count("forbidden_pairs")
            refused = is_refused(confirmed(one), verb, beside)
            trial.count("refused_and_logged", int(refused))
            trial.must(refused, f"staff: {name} is not refused and logged")
        for name, verb in kinds["STAFF_MAY"].items():
            trial.count("allowed_pairs")
            shop.clock.move(seconds=1)
            trial.must(may(confirmed(one), verb, beside), f"staff: {name} is refused")


def as_manager(trial: Trial, module: ModuleType) -> None:
    kinds = kinds_of(module)
    with prepared(trial, module) as (shop, beside):
        for name, verb in (kinds["STAFF_MAY"] | kinds["ONLY_THE_MANAGER"]).items():
            trial.count("allowed_pairs")
            shop.clock.move(seconds=1)
            trial.must(may(confirmed(shop.session), verb, beside), f"manager: {name} is refused")


def complete(trial: Trial) -> None:
    """No verb is missing from the tables; a control takes one out, and it is missed."""
    verbs = {verb for verb in every_verb() if verb.partition(".")[0] not in PARTS}
    tried = tried_somewhere()
    trial.figures["verbs"] = len(verbs)
    for verb in sorted(verbs - tried):
        trial.must(False, f"{verb} stands in no table")
    dropped = trial.chance.choice(sorted(verbs & tried))
    trial.must(dropped in verbs - (tried - {dropped}), "a verb that is in no table is not missed")


def without_a_check(trial: Trial, modules: tuple[ModuleType, ...]) -> None:
    """The control: verbs whose check is taken away are noticed, each of them."""
    for module in modules:
        with prepared(trial, module) as (shop, beside):
            one = confirmed(shop.as_staff())
            table = kinds_of(module)["ONLY_THE_MANAGER"]
            name = trial.chance.choice(sorted(table))
            with patch.object(Session, "require", lambda _self, _operation: None):
                noticed = not is_refused(one, table[name], beside)
            trial.count("control_unchecked_verbs_noticed", int(noticed))
            trial.must(noticed, f"the check of {name} was taken away, and nobody noticed")


def work(trial: Trial) -> None:
    """Both roles at every table, then the controls."""
    modules = tuple(one for one in tables() if not one.__name__.endswith(_WITH_VERBS_OF_ITS_OWN))
    complete(trial)
    for module in modules:
        as_staff(trial, module)
        as_manager(trial, module)
    for _ in range(trial.size(1, 10)):
        without_a_check(trial, modules)
    for role in ("forbidden", "allowed"):
        trial.must(int(trial.figures[f"{role}_pairs"]) > 90, f"too few {role} pairs to prove anything")


if __name__ == "__main__":
    prove("what a role may not do is refused in the services, and logged", work)
