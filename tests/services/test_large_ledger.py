"""A ledger too large to be read through at every opening is read through by the backup of the day."""

from pathlib import Path

import pytest

from ledger.domain.errors import DatabaseDamaged
from ledger.storage import folder as files
from ledger.storage import opened
from ledger.storage.database import PAGE_BYTES
from support.services import Workplace, workplace
from support.storage import flip_bit


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """A ledger of which one page, that nobody needs at first, is damaged."""
    (shop,) = workplace(tmp_path)
    shop.open()  # with the backup of the day
    shop.close()
    flip_bit(shop.place.folder / files.DATABASE, PAGE_BYTES * 8 * 40)
    monkeypatch.setattr(opened, "INTEGRITY_LIMIT_BYTES", 0)
    return shop


def test_on_the_same_day_the_shop_goes_on(damaged: Workplace) -> None:
    damaged.open()
    damaged.close()


def test_the_first_opening_of_a_day_finds_the_damage(damaged: Workplace) -> None:
    damaged.clock.move(days=1)
    with pytest.raises(DatabaseDamaged):
        damaged.open()


def test_what_was_damaged_is_never_copied_as_if_it_were_good(damaged: Workplace) -> None:
    vault = damaged.open().vault
    before = sorted((vault.folder / files.BACKUPS).iterdir())
    with pytest.raises(DatabaseDamaged) as refused:
        vault.back_up()
    assert refused.value.data["file"] == files.DATABASE
    assert sorted((vault.folder / files.BACKUPS).iterdir()) == before
    with pytest.raises(DatabaseDamaged):
        vault.rotate()
    damaged.close()
