"""A shop's ledger, a desk at it, and the light look: what every test of a page begins with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ledger.domain.wording import Language
from ledger.services.session import Session
from support.drivers_door import Doorway, make_door
from support.services import Workplace, workplace
from support.window import Window, make_desk
from ui import theme
from ui.theme import Scheme


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    theme.apply(qapp, Scheme.LIGHT)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workplace]:
    yield from workplace(tmp_path)


@pytest.fixture
def session(shop: Workplace) -> Session:
    return shop.session


@pytest.fixture
def window(session: Session, tmp_path: Path) -> Iterator[Window]:
    made = make_desk(session, tmp_path / "window.ini", language=Language.EN)
    yield made
    made.desk.tasks.close_ledger()  # a page that still waits to ask finds nobody


@pytest.fixture
def doorway(tmp_path: Path, shop: Workplace) -> Iterator[Doorway]:
    """The doors of the screens before signing in, beside the shop's ledger."""
    made = make_door(tmp_path, shop.clock)
    yield made
    made.door.tasks.close_ledger()
