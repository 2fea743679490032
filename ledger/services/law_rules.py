"""Every rule of ``law.toml`` with its source, shown and changeable; open requests follow a changed one at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ledger.assets import LawRule, LawValue, load_law
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.deadline import WEEK
from ledger.domain.errors import OutOfRange, UnknownChoice, WrongState
from ledger.domain.policy import PolicyVersion
from ledger.domain.staff import Operation
from ledger.domain.text import required_text
from ledger.services import law_limits, request_clocks
from ledger.services.law_values import clause_number, flag, in_force, number, words, written
from ledger.services.session import Session
from ledger.storage import codes
from ledger.storage import shop as shop_rows
from ledger.storage.unit_of_work import UnitOfWork

__all__ = ["Fixed", "LawLine", "change", "change_all", "flag", "lines", "number", "people_so_far", "reset", "words"]

_CHOICES = ("true", "false")
_DIGITS = 9  # more is no number anybody means
TEXT_LIMIT = 12  # the mark of an advertisement stands before its text
_MOVES_REQUESTS = ("requests.", "counting.")
# What the program is built on; of the hours promised, where no clause of the policy names them.
_BY_PROGRAM = frozenset(
    {
        "feedback.promise_hours",
        "feedback.warn_at_percent",
        "commitment.items",
        "reveal.seconds",
        "reveal.per_hour_before_reason",
    }
)


class Fixed(StrEnum):
    """Why a rule is shown and not changed in Settings."""

    CLAUSE = "CLAUSE"  # the policy in force says it: a new version changes it
    PROGRAM = "PROGRAM"  # the program is built on it


@dataclass(frozen=True, slots=True)
class LawLine:
    """One rule in force, its shipped value, and where that comes from and how sure it is (``high med low``).

    ``low`` … ``high`` is what a number may be set to now, ``None`` for what is no number.
    """

    key: str
    value: LawValue
    shipped: LawValue
    source: str
    confidence: str
    must_be_changeable: bool
    low: int | None = None
    high: int | None = None
    fixed: Fixed | None = None

    @property
    def is_changed(self) -> bool:
        """Return whether the shop works by another value than the shipped one."""
        return self.value != self.shipped


def lines(session: Session) -> tuple[LawLine, ...]:
    """Return every rule of ``law.toml`` as it is in force, in the order of the file."""
    settings, policy = shop_rows.settings(session.db), session.policy()
    return tuple(_line(rule, settings, policy) for rule in load_law().values())


def _line(rule: LawRule, settings: Mapping[str, str], policy: PolicyVersion) -> LawLine:
    said = clause_number(rule.key, policy)
    fixed = Fixed.CLAUSE if said is not None else Fixed.PROGRAM if rule.key in _BY_PROGRAM else None
    low, high = law_limits.of(rule.key, settings) if fixed is None and _is_number(rule.value) else (None, None)
    return LawLine(
        rule.key,
        _value(rule, said, settings, fixed),
        rule.value,
        rule.source,
        rule.confidence,
        rule.must_be_changeable,
        low,
        high,
        fixed,
    )


def _value(rule: LawRule, said: int | None, settings: Mapping[str, str], fixed: Fixed | None) -> LawValue:
    if said is not None:
        return said
    return in_force(settings, rule.key) if fixed is None else rule.value


def _is_number(value: LawValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def people_so_far(session: Session) -> int:
    """Return how many people the ledger ever held, erased ones too: a small shop's exemptions end by that number."""
    return codes.given_out(session.db, codes.CUSTOMER)


def change(session: Session, key: str, typed: str) -> int:
    """Set one rule as typed (manager): a number, ``true`` or ``false``, weekdays as ``1,2,3``, a short text.

    Returns how many open requests moved. Raises ``UnknownChoice`` for no key of ``law.toml``, ``WrongState`` for one
    that is fixed, ``OutOfRange`` for a value that contradicts law or its neighbours, ``TextMissing``, ``TextTooLong``.
    """
    return change_all(session, {key: typed})


def reset(session: Session, *keys: str) -> int:
    """Go back to the shipped values (manager); return how many open requests moved. Raises as ``change``."""
    session.require(Operation.SETTINGS)
    return change_all(session, {key: written(_open_line(session, key).shipped) for key in keys})


def change_all(session: Session, typed: Mapping[str, str]) -> int:
    """Set several rules in one act, each judged beside the others as typed; raises and returns as ``change``."""
    session.require(Operation.SETTINGS)
    values = {key: _parsed(_open_line(session, key), words) for key, words in typed.items()}
    stored = shop_rows.settings(session.db)
    wanted = {**stored, **{key: written(value) for key, value in values.items()}}
    for key, value in values.items():
        _require_in_range(key, value, wanted)
    changed = {key: value for key, value in values.items() if value != in_force(stored, key)}
    if not changed:
        return 0
    with session.write() as uow:
        for key, value in changed.items():
            _store(uow, key, value)
        return request_clocks.recount(uow) if any(key.startswith(_MOVES_REQUESTS) for key in changed) else 0


def _open_line(session: Session, key: str) -> LawLine:
    line = next((one for one in lines(session) if one.key == key), None)
    if line is None:
        raise UnknownChoice(field="rule", choices=tuple(load_law()))
    if line.fixed is not None:
        raise WrongState(state=line.fixed.value, act="change_rule")
    return line


def _require_in_range(key: str, value: LawValue, wanted: Mapping[str, str]) -> None:
    if isinstance(value, int) and not isinstance(value, bool):
        low, high = law_limits.of(key, wanted)
        if not low <= value <= high:
            raise OutOfRange(field=_field(key), low=low, high=high)


def _field(key: str) -> str:
    name = key.rpartition(".")[2]
    return name if name in law_limits.REQUEST_DAYS else "rule"


def _store(uow: UnitOfWork, key: str, value: LawValue) -> None:
    if value == load_law()[key].value:
        shop_rows.delete_setting(uow.db, key)
    else:
        shop_rows.save_setting(uow.db, key, written(value))
    uow.audit(AuditAction.SETTING_CHANGED, None, _body(key, value))


def _body(key: str, value: LawValue) -> Entry:
    if isinstance(value, str):  # typed words could name somebody
        return {"setting": key}
    return {"setting": key, "value": [str(one) for one in value] if isinstance(value, tuple) else value}


# --- what is typed --------------------------------------------------------------------------------


def _parsed(line: LawLine, typed: str) -> LawValue:
    if isinstance(line.shipped, bool):
        return _yes_or_no(typed.strip())
    if isinstance(line.shipped, tuple):
        return _weekdays(typed)
    if isinstance(line.shipped, str):
        return required_text(typed, "rule", TEXT_LIMIT)
    return _number(line, typed.strip())


def _yes_or_no(typed: str) -> bool:
    if typed not in _CHOICES:
        raise UnknownChoice(field="rule", choices=_CHOICES)
    return typed == _CHOICES[0]


def _number(line: LawLine, typed: str) -> int:
    # Other scripts' digits and signs are no form a person at this keyboard means.
    if not (typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS):
        raise OutOfRange(field=_field(line.key), low=line.low or 0, high=line.high or 0)
    return int(typed)


def _weekdays(typed: str) -> tuple[int, ...]:
    named = {one.strip() for one in typed.split(",")} - {""}
    known = {str(one): one for one in WEEK}
    if not named:
        raise OutOfRange(field="working_weekdays", low=1, high=len(WEEK))
    if not named <= set(known):
        raise UnknownChoice(field="working_weekdays", choices=tuple(sorted(known)))
    return tuple(sorted(known[one] for one in named))
