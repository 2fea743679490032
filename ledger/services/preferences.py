"""What a shop may set for itself beside the rules of law: its own block and the idle lock (``model.md`` 11)."""

from dataclasses import dataclass, field

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.errors import OutOfRange
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
    """Set the idle lock (manager, passphrase just given). Raises ``OutOfRange`` outside ``IDLE_RANGE``."""
    session.require(Operation.SETTINGS)
    session.require_confirmed(Operation.SETTINGS)
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
