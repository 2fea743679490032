"""An open ledger of a little shop."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.storage import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    one = Shop(tmp_path)
    one.create()
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
