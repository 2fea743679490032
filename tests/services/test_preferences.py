"""What a shop sets for itself: within limits, by the manager, on the trail, and the gate obeys."""

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import InvalidEmail, OutOfRange, RoleForbidden, TextMissing, UnknownChoice
from ledger.domain.gate import ReasonCode
from ledger.domain.purpose import Channel
from ledger.domain.wording import Language
from ledger.services import contacts, preferences
from ledger.services.preferences import RuleLine, ShopInput
from ledger.services.session import Session
from support.services import MARKETING, Workplace, add_customer, audited, codes, say, snapshot

THE_SAME = ShopInput("The King Oil", "0901 870 525", "cham.soc@example.com", "12 Lê Lợi", Language.VI)


def rule(session: Session, key: str) -> RuleLine:
    return next(one for one in preferences.rules(session) if one.key == key)


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
    changed += audited(session, lambda: preferences.change_rule(session, "ages.own_say", 8))
    assert changed == [(AuditAction.SETTING_CHANGED, None)] * 2


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


def test_every_number_stands_beside_its_source_and_its_limits(session: Session) -> None:
    lines = preferences.rules(session)
    assert {one.key for one in lines} == {
        "ages.own_say", "ages.child", "ages.minor",
        *(f"advertising.hours.{channel}.{end}" for channel in ("SMS", "ZALO", "CALL") for end in ("from", "until")),
        *(f"advertising.per_24_hours.{channel}" for channel in ("SMS", "ZALO", "EMAIL", "CALL")),
        "retention.survey_days",
    }  # fmt: skip
    assert all(one.value == one.default and one.low <= one.value <= one.high and one.source for one in lines)
    assert (rule(session, "advertising.hours.CALL.from").must, rule(session, "ages.child").must) == (True, False)


def test_the_gate_obeys_a_changed_hour_and_the_shipped_one_again(shop: Workplace) -> None:
    session, customer = shop.session, add_customer(shop.session)
    say(session, customer)

    def why_not() -> set[ReasonCode]:
        return codes(contacts.contact(session, customer.code, MARKETING, Channel.SMS).decision)

    assert why_not() == set()  # it is 10:00
    assert preferences.change_rule(session, "advertising.hours.SMS.from", 11).value == 11
    assert why_not() == {ReasonCode.OUTSIDE_HOURS}
    assert preferences.change_rule(session, "advertising.hours.SMS.from", None).value == 7
    assert why_not() == set()
    preferences.change_rule(session, "advertising.per_24_hours.SMS", 2)
    preferences.change_rule(session, "advertising.per_24_hours.ZALO", 2)
    assert why_not() == {ReasonCode.CAP_REACHED}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("advertising.hours.CALL.from", 17),  # would leave no hour at all
        ("advertising.hours.CALL.until", 8),
        ("advertising.hours.CALL.until", 25),
        ("advertising.hours.SMS.from", -1),
        ("advertising.per_24_hours.EMAIL", -1),
        ("advertising.per_24_hours.EMAIL", 51),
        ("ages.own_say", 16),  # a child would never have a say
        ("ages.child", 19),
        ("ages.minor", 15),
        ("ages.minor", 22),
    ],
)
def test_a_number_that_contradicts_law_or_its_neighbour_is_refused(session: Session, key: str, value: int) -> None:
    before = snapshot(session)
    line = rule(session, key)
    assert not line.low <= value <= line.high
    with pytest.raises(OutOfRange):
        preferences.change_rule(session, key, value)
    assert snapshot(session) == before


def test_a_number_that_stays_as_it_is_leaves_no_trace(session: Session) -> None:
    before = snapshot(session)
    preferences.change_rule(session, "ages.minor", 18)
    assert snapshot(session) == before


@pytest.mark.parametrize("key", ["feedback.promise_hours", "advertising.rules.label_vi", "nonsense"])
def test_what_nothing_reads_yet_cannot_be_set(session: Session, key: str) -> None:
    with pytest.raises(UnknownChoice):
        preferences.change_rule(session, key, 1)


def test_staff_may_look_and_change_nothing(shop: Workplace) -> None:
    session = shop.as_staff()
    assert preferences.rules(session)
    for act in (
        lambda: preferences.change_idle_minutes(session, 60),
        lambda: preferences.change_shop(session, THE_SAME),
        lambda: preferences.change_rule(session, "ages.own_say", 8),
    ):
        with pytest.raises(RoleForbidden):
            act()
