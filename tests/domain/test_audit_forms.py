"""The forms the trail hashes by hand are the ones everybody else can make from the description."""

import hashlib
import hmac

from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.audit import SALT_BYTES, TAG, canonical, commit_to, entry_hash

WORDS = st.text(max_size=40)
HASH = st.binary(min_size=32, max_size=32)
SALT = st.binary(min_size=SALT_BYTES, max_size=SALT_BYTES) | st.binary(max_size=200)  # also what no ledger writes

PARTS = st.tuples(st.integers(0, 2**62), WORDS, WORDS, WORDS, st.none() | WORDS, HASH, HASH)


@given(PARTS)
def test_an_entrys_hash_is_that_of_its_canonical_form(
    parts: tuple[int, str, str, str, str | None, bytes, bytes],
) -> None:
    assert entry_hash(*parts) == hashlib.sha256(TAG + canonical(parts)).digest()


@given(st.binary(max_size=300), SALT)
def test_a_commitment_is_the_librarys_hmac(body: bytes, salt: bytes) -> None:
    assert commit_to(body, salt) == hmac.digest(salt, body, "sha256")
