"""The first opening of a day checks what came since the last check of everything; a broken trail shuts nobody out."""

import pytest

from ledger.services import session as opening
from ledger.services import trail
from ledger.storage import database
from ledger.storage import folder as files
from ledger.storage.keyfile import unlock
from support.services import Workplace, add_customer
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE

CODES = {"trail_broken", "trail_check_due"}


def tamper(shop: Workplace, seq: int) -> None:
    """Play the programmer who has the data key, with the ledger closed."""
    folder = shop.place.folder
    key = unlock(folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).data_key
    connection = database.connect(folder / files.DATABASE, key, is_new=False)
    connection.execute("DROP TRIGGER audit_body_no_update")
    connection.execute("UPDATE audit_body SET body = '{}' WHERE seq = ?", (seq,))
    database.checkpoint(connection)
    connection.close()


def said_next_day(shop: Workplace) -> dict[str, object]:
    shop.clock.move(days=1)
    shop.open()
    return {one.code: one.data.get("seq") for one in shop.session.vault.warnings if one.code in CODES}


def test_a_sound_trail_needs_no_word(shop: Workplace) -> None:
    add_customer(shop.session)
    assert said_next_day(shop) == {}


def test_what_was_tampered_with_is_said_the_next_morning_and_work_goes_on(shop: Workplace) -> None:
    add_customer(shop.session)
    seq = trail.head_of(shop.session).seq
    shop.close()
    tamper(shop, seq)
    assert said_next_day(shop) == {"trail_broken": seq}
    assert add_customer(shop.session, "Còn Làm").code


def test_only_the_first_opening_of_a_day_looks(shop: Workplace) -> None:
    seq = trail.head_of(shop.session).seq
    said_next_day(shop)
    shop.close()
    tamper(shop, seq)
    shop.open()
    assert {one.code for one in shop.session.vault.warnings} & CODES == set()


def test_a_trail_too_long_for_the_door_asks_for_the_check_of_everything(
    shop: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_DAILY_MOST", 5)
    assert said_next_day(shop) == {"trail_check_due": None}
    trail.verify(shop.session)
    assert said_next_day(shop) == {}
