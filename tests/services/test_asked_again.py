"""What the passphrase is asked for once more, and that a refusal for the role is written down (``model.md`` 11)."""

from collections.abc import Callable

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import ConfirmationNeeded, DiskFull, RoleForbidden
from ledger.domain.staff import Operation
from ledger.services import trail, trail_proof
from ledger.services.session import Session
from services.verbs import ONLY_THE_MANAGER, make_busy
from support.services import Workplace, entries_since, records, snapshot

# security.md 5.5, the column on the right; what erases, publishes, restores and tells an authority has tests of its own
ASKED_AGAIN = (
    "contact_export.export", "contact_export.export_in_slices", "data_uses.export", "data_uses.export_in_slices",
    "importing_customers.import_customers", "importing_orders.import_orders", "importing_orders.import_recipients",
    "preferences.change_idle_minutes", "recovery.replace", "reports.disclosure_report", "session.back_up elsewhere",
    "staff.add", "staff.change_role", "staff.remove", "staff.rotate_keys", "throttle.allow",
)  # fmt: skip


@pytest.mark.parametrize("name", ASKED_AGAIN)
def test_five_minutes_later_the_passphrase_is_asked_for_again(shop: Workplace, name: str) -> None:
    make_busy(shop.session)
    shop.clock.move(minutes=6)
    before = snapshot(shop.session)
    with pytest.raises(ConfirmationNeeded):
        ONLY_THE_MANAGER[name](shop.session)
    assert snapshot(shop.session) == before


def last_entries(session: Session, act: Callable[[], object]) -> list[tuple[AuditAction, dict[str, object]]]:
    newest = trail.head_of(session).seq
    with pytest.raises(RoleForbidden):
        act()
    return [(one.entry.action, dict(one.body or {})) for one in entries_since(session, newest)]


def test_a_refusal_stands_on_the_trail_with_what_was_refused(shop: Workplace) -> None:
    staff = shop.as_staff()
    assert last_entries(staff, lambda: trail_proof.contents(staff)) == [
        (AuditAction.ACT_REFUSED, {"operation": "EXPORT"})
    ]


def test_a_refusal_inside_a_transaction_takes_it_back_and_ends_nothing(shop: Workplace) -> None:
    staff = shop.as_staff()
    before = records(staff)

    def half_an_act() -> None:
        with staff.write() as uow:
            uow.audit(AuditAction.SLOT_CHANGED, None, {})
            staff.require(Operation.ERASE)

    assert last_entries(staff, half_an_act) == []
    assert records(staff) == before


def test_a_full_disk_hides_no_refusal(shop: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    staff = shop.as_staff()

    def full(_self: Session) -> None:
        raise DiskFull

    monkeypatch.setattr(Session, "write", full)
    with pytest.raises(RoleForbidden):
        staff.require(Operation.ERASE)
