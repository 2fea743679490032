"""The audit page of a ledger saved from a damaged file: what was lost stays said, and excuses nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ledger.domain.wording import Language
from ledger.services import salvaging, trail
from ledger.services.salvaging import Salvage
from ledger.storage.database import unguard
from support.damage import customers, cut, spoil, tree_of
from support.drivers_registers import AtTheRegister
from support.services import Workplace, add_customer, workplace
from support.storage import MANAGER, MANAGER_PASSPHRASE
from support.window import make_desk
from ui.pages.audit import AuditPage


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workplace]:
    for one in workplace(tmp_path):
        customers(one, 25)
        one.close()
        yield one


def salvaged(shop: Workplace) -> Salvage:
    """Save what can be read, and work on for a day."""
    made = salvaging.prepare(shop.place, MANAGER, MANAGER_PASSPHRASE, shop.clock)
    made.keep()
    shop.clock.move(days=1)
    add_customer(shop.open(), "Sau khi cứu")
    return made


def sit_down(qtbot: QtBot, shop: Workplace, language: Language = Language.EN) -> AtTheRegister:
    return AtTheRegister(qtbot, make_desk(shop.session, shop.home / "window.ini", language=language), AuditPage)


def tamper(shop: Workplace, seq: int) -> None:
    db = shop.session.db
    unguard(db)
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    db.execute("UPDATE audit_body SET body = '{\"fields\":[]}' WHERE seq = ?", (seq,))


def test_what_was_lost_in_the_damage_is_told_and_what_came_since_is_checked(qtbot: QtBot, shop: Workplace) -> None:
    cut(shop.place, 5)
    made = salvaged(shop)
    page = sit_down(qtbot, shop)
    assert "does not hold" in page.words()  # before anybody checks
    number, lost = made.trail.broken_at, made.trail.lost
    assert f"Saved from a damaged file on 21/11/2026: the trail is broken from entry {number}" in page.words()
    page.clicks("Verify now")
    said = "\n".join(page.refusal())
    assert f"First fault at entry {number}." in said
    assert f"may come from the damage salvaged on 21/11/2026: the trail was broken from entry {number} then" in said
    assert f"(entries lost: {lost})" in said
    assert "What was recorded after the salvage was checked by itself and holds." in said
    assert "delete nothing" not in said
    assert "does not hold" in page.words()
    assert "intact" not in page.words()
    assert "Ledger verified" not in page.column("What")


def test_what_was_changed_since_is_not_put_down_to_the_damage(qtbot: QtBot, shop: Workplace) -> None:
    cut(shop.place, 5)
    salvaged(shop)
    newest = trail.head_of(shop.session).seq
    tamper(shop, newest)
    page = sit_down(qtbot, shop)
    page.clicks("Verify now")
    said = "\n".join(page.refusal())
    assert "does not hold either, and the damage does not explain that" in said
    assert f"from entry {newest}." in said
    assert "delete nothing" in said


def test_a_break_elsewhere_is_not_put_down_to_the_damage(qtbot: QtBot, shop: Workplace) -> None:
    spoil(shop.place, tree_of(shop.place, "audit_entry")[1][-1])
    made = salvaged(shop)
    assert made.trail.broken_at is not None
    assert made.trail.broken_at > 3
    tamper(shop, 3)
    page = sit_down(qtbot, shop)
    page.clicks("Verify now")
    said = "\n".join(page.refusal())
    assert "First fault at entry 3." in said
    assert "may come from the damage" not in said
    assert "delete nothing" in said


def test_a_salvage_that_lost_nothing_of_the_trail_changes_nothing_here(qtbot: QtBot, shop: Workplace) -> None:
    spoil(shop.place, tree_of(shop.place, "customer")[0])
    salvaged(shop)
    page = sit_down(qtbot, shop)
    page.clicks("Verify now")
    assert "intact" in page.words()
    assert "damaged file" not in page.words()
