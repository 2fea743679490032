"""One key does one thing, and everything a key does can be read somewhere."""

from collections import Counter

from PySide6.QtGui import QKeySequence

from ledger.assets import resource_path
from ui.actions import ACTIONS, by_id
from ui.places import PageId


def conflicts() -> list[str]:
    """Keys that two acts share in one place: everywhere, or on one page."""
    found = []
    for page in (None, *PageId):
        keys = Counter(
            QKeySequence(key).toString() for one in ACTIONS if one.page in {None, page} for key in one.shortcuts()
        )
        found += [f"{page}: {key}" for key, count in keys.items() if count > 1]
    return found


def test_no_key_does_two_things_in_one_place() -> None:
    assert conflicts() == []


def test_every_key_is_one_qt_knows() -> None:
    for action in ACTIONS:
        for key in action.shortcuts():
            assert not QKeySequence(key).isEmpty(), action.id


def test_every_page_can_be_reached_by_a_key() -> None:
    for page in PageId:
        assert by_id(f"go.{page.value}").shortcuts(), page


def test_every_act_has_its_own_id_words_and_an_icon_that_exists() -> None:
    assert len({one.id for one in ACTIONS}) == len(ACTIONS)
    for action in ACTIONS:
        assert action.text
        assert resource_path("icons", f"{action.icon}.svg").is_file(), action.icon
