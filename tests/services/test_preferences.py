"""What a shop sets for itself: its block and the idle lock, within limits, by the manager, on the trail."""

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import InvalidEmail, OutOfRange, RoleForbidden, TextMissing
from ledger.domain.wording import Language
from ledger.services import preferences
from ledger.services.preferences import ShopInput
from ledger.services.session import Session
from support.services import Workplace, add_customer, audited, snapshot

THE_SAME = ShopInput("The King Oil", "0901 870 525", "cham.soc@example.com", "12 Lê Lợi", Language.VI)


def test_the_window_locks_itself_after_a_quarter_of_an_hour_unless_the_shop_says_otherwise(shop: Workplace) -> None:
    assert preferences.idle_minutes(shop.session) == 15
    for minutes in (1, 60, 5):
        assert preferences.change_idle_minutes(shop.session, minutes) == minutes
    assert preferences.idle_minutes(shop.open()) == 5


@pytest.mark.parametrize("minutes", [0, 61, -5])
def test_a_lock_that_never_comes_or_comes_at_once_is_refused(session: Session, minutes: int) -> None:
    before = snapshot(session)
    with pytest.raises(OutOfRange) as refused:
        preferences.change_idle_minutes(session, minutes)
    assert (refused.value.data["low"], refused.value.data["high"]) == (1, 60)
    assert snapshot(session) == before


def test_settings_are_on_the_trail(session: Session) -> None:
    changed = audited(session, lambda: preferences.change_idle_minutes(session, 10))
    assert changed == [(AuditAction.SETTING_CHANGED, None)]


def test_the_shops_block_changes_for_labels_and_papers(shop: Workplace) -> None:
    typed = ShopInput(" The King  Oil 2 ", "0901 870 526", "", "9 Hàm Nghi", Language.EN)
    assert audited(shop.session, lambda: preferences.change_shop(shop.session, typed)) == [
        (AuditAction.SHOP_CHANGED, None)
    ]
    stored = shop.open().shop()
    assert (stored.name, stored.hotline, stored.email, stored.address, stored.language) == (
        "The King Oil 2", "+84901870526", "", "9 Hàm Nghi", Language.EN,
    )  # fmt: skip


def test_a_block_that_stays_as_it_is_leaves_no_trace_and_a_faulty_one_neither(session: Session) -> None:
    before = snapshot(session)
    preferences.change_shop(session, THE_SAME)
    with pytest.raises(TextMissing):
        preferences.change_shop(session, ShopInput(" "))
    with pytest.raises(InvalidEmail):
        preferences.change_shop(session, ShopInput("Tiệm", email="@"))
    assert snapshot(session) == before


def test_a_demo_stays_a_demo_when_its_shop_is_renamed(tmp_path_factory: pytest.TempPathFactory) -> None:
    demo = Workplace(tmp_path_factory.mktemp("demo"), is_demo=True)
    with demo.create(is_confirmed=False) as session:
        preferences.change_shop(session, ShopInput("Tiệm Thử"))
        assert add_customer(session).code == "KH-00001"  # real data would ask for a second keeper


def test_staff_may_look_and_change_nothing(shop: Workplace) -> None:
    session = shop.as_staff()
    assert preferences.idle_minutes(session) == 15
    for act in (
        lambda: preferences.change_idle_minutes(session, 60),
        lambda: preferences.change_shop(session, THE_SAME),
    ):
        with pytest.raises(RoleForbidden):
            act()
