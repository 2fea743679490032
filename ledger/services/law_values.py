"""The rules of law as the shop has set them: only what differs from ``law.toml`` is stored, under the same key."""

from collections.abc import Mapping

from ledger.assets import LawValue, load_law
from ledger.domain.deadline import WEEK
from ledger.domain.policy import Control, PolicyVersion
from ledger.storage import shop as shop_rows
from ledger.storage.database import Connection

WEEKDAYS = "counting.working_weekdays"
WARN_DAYS = "commitment.warn_days"
_BY_CLAUSE = {
    "feedback.promise_hours": (Control.FEEDBACK_IN_TIME, "hours"),
    WARN_DAYS: (Control.PARTNER_COMMITMENT, "warn_days"),
}


def in_force(settings: Mapping[str, str], key: str) -> LawValue:
    """Return the value of a rule among the stored settings. Raises ``KeyError`` for what is no key of ``law.toml``."""
    shipped = load_law()[key].value
    return shipped if key not in settings else read(shipped, settings[key])


def read(shipped: LawValue, stored: str) -> LawValue:
    """Return a stored value in the form of the shipped one. Raises ``ValueError`` for what is not of that form."""
    if isinstance(shipped, bool):
        return stored == "true"
    if isinstance(shipped, int):
        return int(stored)
    if isinstance(shipped, tuple):
        return tuple(int(one) for one in stored.split(",") if one)
    return stored


def written(value: LawValue) -> str:
    """Return how a value is stored: ``15``, ``true``, ``1,2,3,4,5`` or the text itself."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(str(one) for one in value) if isinstance(value, tuple) else str(value)


def number_among(settings: Mapping[str, str], key: str) -> int:
    """Return a number among the stored settings."""
    value = in_force(settings, key)
    return value if isinstance(value, int) else 0


def number(db: Connection, key: str) -> int:
    """Return one number of ``law.toml`` as the shop has set it."""
    return number_among(shop_rows.settings(db), key)


def flag(db: Connection, key: str) -> bool:
    """Return one yes or no of ``law.toml`` as the shop has set it."""
    return bool(in_force(shop_rows.settings(db), key))


def words(db: Connection, key: str) -> str:
    """Return one text of ``law.toml`` as the shop has set it."""
    return str(in_force(shop_rows.settings(db), key))


def weekdays(db: Connection) -> frozenset[int]:
    """Return the ISO weekdays that count as working days."""
    value = in_force(shop_rows.settings(db), WEEKDAYS)
    return WEEK & frozenset(value) if isinstance(value, tuple) else WEEK


def clause_number(key: str, policy: PolicyVersion) -> int | None:
    """Return what a clause of the policy says instead of the rule, or ``None`` where none does."""
    if key not in _BY_CLAUSE:
        return None
    control, parameter = _BY_CLAUSE[key]
    clause = policy.clause_with(control)
    value = clause.parameters.get(parameter) if clause is not None else None
    return value if isinstance(value, int) else None


def warn_days(db: Connection, policy: PolicyVersion) -> int:
    """Return how many days before its end a commitment is warned about: as the clause says (VK 3), else the rule."""
    said = clause_number(WARN_DAYS, policy)
    return number(db, WARN_DAYS) if said is None else said
