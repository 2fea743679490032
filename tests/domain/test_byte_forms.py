"""The byte forms that are hashed and signed: once an entry is written they can never change."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.audit import GENESIS, SALT_BYTES, AuditAction, canonical, commit_to, entry_hash
from ledger.domain.instants import to_text

AT = to_text(datetime(2026, 11, 21, 3, tzinfo=UTC))
LINK = (1, AT, "5" * 32, AuditAction.CUSTOMER_ADDED, "KH-00001", b"\x01" * 32, GENESIS)

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ({"b": 1, "a": [True, None, "Đỗ"]}, b'{"a":[true,null,"\\u0110\\u1ed7"],"b":1}'),
        ([b"\xff\xfe", b""], b'["__4",""]'),
        ((1, AuditAction.ERASED), b'[1,"customer.erased"]'),
        ({"n": {"z": 1, "y": 2}}, b'{"n":{"y":2,"z":1}}'),
        ("\ud800", b'"\\ud800"'),
    ],
)
def test_one_value_has_one_form(value: object, form: bytes) -> None:
    assert canonical(value) == form


@given(plain)
def test_the_form_is_ascii_without_spaces_between_and_says_all(value: object) -> None:
    form = canonical(value)
    assert json.loads(form) == value
    assert canonical(json.loads(form)) == form
    assert form.isascii()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, datetime(2026, 11, 21, tzinfo=UTC)])
def test_what_has_no_single_form_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical(value)


def test_a_commitment_hides_the_body_behind_the_salt() -> None:
    salt = bytes(range(SALT_BYTES))
    assert commit_to(b"body", salt) == hmac.new(salt, b"body", hashlib.sha256).digest()
    assert commit_to(b"body", salt) != commit_to(b"body", bytes(SALT_BYTES))


def test_the_hash_of_an_entry_never_changes() -> None:
    written = f'[1,"{AT}","{"5" * 32}","customer.added","KH-00001","{"AQEB" * 10}AQE","{"A" * 43}"]'
    assert entry_hash(*LINK) == hashlib.sha256(b"sokin1-audit" + written.encode("ascii")).digest()


@pytest.mark.parametrize("part", range(len(LINK)))
def test_changing_any_part_changes_the_hash(part: int) -> None:
    changed = (2, AT.replace("03", "04"), "6" * 32, AuditAction.ERASED, None, b"\x02" * 32, b"\x03" * 32)
    parts: list[Any] = [*LINK[:part], changed[part], *LINK[part + 1 :]]
    assert entry_hash(*parts) != entry_hash(*LINK)
