"""An open ledger of a little shop, as its manager sees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.services.session import Session
from support.services import Workplace, workplace


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workplace]:
    yield from workplace(tmp_path)


@pytest.fixture
def session(shop: Workplace) -> Session:
    return shop.session


@pytest.fixture
def king_oil(tmp_path: Path) -> Iterator[Session]:
    """A ledger under the policy of The King Oil alone."""
    for one in workplace(tmp_path / "ko", pack="the-king-oil"):
        yield one.session


@pytest.fixture
def vietking(tmp_path: Path) -> Iterator[Session]:
    """A ledger under the policy of Vietking alone."""
    for one in workplace(tmp_path / "vk", pack="vietking"):
        yield one.session
