"""Whoever tried the wrong passphrase leaves a mark: nobody signs in without the next member's ledger saying so."""

from pathlib import Path

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import WrongPassphrase
from ledger.services import audit_list
from ledger.services.audit_list import AuditQuery
from ledger.services.session import open_ledger
from ledger.storage.folder import THROTTLE
from support.services import Workplace
from support.storage import MANAGER, STAFF


def fail(shop: Workplace, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassphrase):
            open_ledger(shop.place, MANAGER, "không phải câu này đâu", shop.clock)


def failed_entries(shop: Workplace) -> list[dict[str, object]]:
    rows = audit_list.rows(shop.session, audit_list.ids(shop.session, AuditQuery())[:100])
    return [dict(one.body or {}) for one in rows if one.action is AuditAction.SIGN_IN_FAILED]


def test_failed_sign_ins_stand_on_the_trail_once_somebody_gets_in(shop: Workplace) -> None:
    shop.close()
    fail(shop, 3)
    shop.open()
    (entry,) = failed_entries(shop)
    assert (entry["account"], entry["failures"]) == (shop.session.member.id, 3)
    assert not (shop.place.folder / THROTTLE).exists()
    shop.close()
    shop.open()
    assert len(failed_entries(shop)) == 1


def test_each_account_that_was_tried_has_its_own_entry(shop: Workplace) -> None:
    ours = shop.as_staff().member.id
    shop.close()
    fail(shop, 2)
    for name, secret in ((STAFF, "không phải câu này đâu"), (None, "ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-23")):
        with pytest.raises(WrongPassphrase):
            open_ledger(shop.place, name, secret, shop.clock)
    manager = shop.open().member.id
    assert {(one["account"], one["failures"]) for one in failed_entries(shop)} == {
        (manager, 2), (ours, 1), ("recovery", 1),
    }  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"[]", b'{"failed": ["x"]}', b'{"failed": 3}', b"\xff"])
def test_a_damaged_counter_keeps_nobody_out(shop: Workplace, content: bytes) -> None:
    shop.close()
    (shop.place.folder / THROTTLE).write_bytes(content)
    shop.open()
    assert failed_entries(shop) == []


def test_a_counter_that_cannot_be_written_changes_no_answer(shop: Workplace) -> None:
    shop.close()
    blocked: Path = shop.place.folder / THROTTLE
    blocked.mkdir()
    fail(shop, 2)
    shop.open()
    assert failed_entries(shop) == []


def test_the_counter_names_nobody(shop: Workplace) -> None:
    shop.close()
    fail(shop, 1)
    kept = (shop.place.folder / THROTTLE).read_text("ascii")
    assert MANAGER not in kept
    assert "Minh" not in kept
