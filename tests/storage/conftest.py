"""An open ledger of a little shop."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.domain.staff import Role, StaffMember
from support.shutting_out import SECOND, SECOND_PASSPHRASE
from support.storage import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    one = Shop(tmp_path)
    one.begin()
    yield one
    one.close()


@pytest.fixture
def closed_shop(shop: Shop) -> Shop:
    """A ledger with one member of staff and some acts, closed for the night."""
    shop.add_staff()
    shop.record("KH-00001")
    shop.record("KH-00002")
    shop.close()
    return shop


@pytest.fixture
def staff(shop: Shop) -> StaffMember:
    return shop.add_staff()


@pytest.fixture
def second(shop: Shop) -> StaffMember:
    """A second manager."""
    return shop.vault.add_member(SECOND, Role.MANAGER, SECOND_PASSPHRASE)
