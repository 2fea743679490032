"""What a shop may set for itself: its own block, the idle lock, and the numbers of law (``model.md`` 5 and 11)."""

from dataclasses import dataclass, field

from ledger.assets import load_law
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.errors import OutOfRange, UnknownChoice
from ledger.domain.shop import Shop
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services.session import Session, read_shop
from ledger.storage import shop as shop_rows

IDLE_MINUTES = 15
IDLE_RANGE = (1, 60)  # minutes
_IDLE = "session.idle_minutes"


def idle_minutes(session: Session) -> int:
    """Return after how many idle minutes the window locks itself."""
    return int(shop_rows.settings(session.db).get(_IDLE, IDLE_MINUTES))


def change_idle_minutes(session: Session, minutes: int) -> int:
    """Set the idle lock (manager). Raises ``OutOfRange`` outside ``IDLE_RANGE``."""
    session.require(Operation.SETTINGS)
    _require_between("idle_minutes", minutes, IDLE_RANGE)
    _save(session, _IDLE, minutes, IDLE_MINUTES)
    return minutes


def _require_between(name: str, value: int, limits: tuple[int, int]) -> None:
    low, high = limits
    if not low <= value <= high:
        raise OutOfRange(field=name, low=low, high=high)


def _save(session: Session, key: str, value: int, default: int) -> None:
    # Only what differs from the shipped default is stored.
    with session.write() as uow:
        if value == default:
            shop_rows.delete_setting(uow.db, key)
        else:
            shop_rows.save_setting(uow.db, key, str(value))
        uow.audit(AuditAction.SETTING_CHANGED, None, {"setting": key, "value": value})


# --- the shop's own block -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShopInput:
    """The shop's block as typed; only the name is required."""

    name: str
    hotline: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    language: Language = Language.VI


def change_shop(session: Session, typed: ShopInput) -> Shop:
    """Change what stands on labels and papers from now on (manager). Raises ``InvalidInput``."""
    session.require(Operation.SETTINGS)
    before = session.shop()
    shop = read_shop(typed.name, typed.hotline, typed.email, typed.address, typed.language)
    changed = [name for name in _SHOP_FIELDS if getattr(shop, name) != getattr(before, name)]
    if changed:
        with session.write() as uow:
            shop_rows.save(uow.db, shop, is_demo=shop_rows.is_demo(uow.db))
            body: Entry = {"fields": changed}
            uow.audit(AuditAction.SHOP_CHANGED, None, body)
    return shop


_SHOP_FIELDS = ("name", "hotline", "email", "address", "language")


# --- numbers of law -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One number the services work by, its shipped default and where that comes from.

    ``low`` … ``high`` is what it may be set to now; ages in years, hours of the day in Vietnam, counts per 24 hours,
    keeping in days.
    ``must`` marks what the law leaves unsettled, so that a shop has to decide it.
    """

    key: str
    value: int
    default: int
    low: int
    high: int
    source: str
    confidence: str
    must: bool


def rules(session: Session) -> tuple[RuleLine, ...]:
    """Return the ages, advertising hours, caps and days of keeping in force, in the order of ``law.toml``."""
    stored = shop_rows.settings(session.db)
    values = {key: int(stored.get(key, default)) for key, default in _defaults().items()}
    return tuple(_line(key, values) for key in values)


def _line(key: str, values: dict[str, int]) -> RuleLine:
    rule, (low, high) = load_law()[key], _limits(key, values)
    default = _defaults()[key]
    return RuleLine(key, values[key], default, low, high, rule.source, rule.confidence, rule.must_be_changeable)


def change_rule(session: Session, key: str, value: int | None) -> RuleLine:
    """Set one number (manager), or go back to the shipped one with ``None``.

    Raises ``UnknownChoice`` for a key nothing reads, ``OutOfRange`` for a value that contradicts law or its neighbours.
    """
    session.require(Operation.SETTINGS)
    known = {one.key: one for one in rules(session)}
    if key not in known:
        raise UnknownChoice(field="rule", choices=tuple(known))
    line = known[key]
    wanted = line.default if value is None else value
    _require_between("rule", wanted, (line.low, line.high))
    if wanted != line.value:
        _save(session, key, wanted, line.default)
    return next(one for one in rules(session) if one.key == key)


_READ = ("ages.", "advertising.hours.", "advertising.per_24_hours.", "retention.survey_days")
_CAP_LIMITS = (0, 50)  # advertisements per person in 24 hours; 0 stops them
_AGE_LIMITS = {"own_say": (6, 15), "child": (14, 18), "minor": (16, 21)}  # years; child and adult as any law has them
_LAST_HOUR = 24
_DAYS_LIMITS = (1, 3650)  # survey answers: never kept for nothing, never for good


def _defaults() -> dict[str, int]:
    law = {key: rule.value for key, rule in load_law().items() if key.startswith(_READ)}
    return {key: value for key, value in law.items() if isinstance(value, int)}


def _limits(key: str, values: dict[str, int]) -> tuple[int, int]:
    group, _, name = key.rpartition(".")
    if group == "ages":
        return _age_limits(name, values)
    if group == "retention":
        return _DAYS_LIMITS
    if name == "from":
        return 0, values[f"{group}.until"] - 1
    if name == "until":
        return values[f"{group}.from"] + 1, _LAST_HOUR
    return _CAP_LIMITS


def _age_limits(name: str, values: dict[str, int]) -> tuple[int, int]:
    # A child is a minor, and has a say before it is neither: the three never change places.
    low, high = _AGE_LIMITS[name]
    if name == "own_say":
        return low, min(high, values["ages.child"] - 1)
    if name == "child":
        return max(low, values["ages.own_say"] + 1), min(high, values["ages.minor"])
    return max(low, values["ages.child"]), high
