"""Errors carry data for a text, and never a text with somebody's data."""

import pytest

from ledger.domain.errors import InvalidPhone, LedgerError, NotALedger, StorageError, TextTooLong, WrongPassphrase


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (LedgerError, "ledger_error"),
        (WrongPassphrase, "wrong_passphrase"),
        (NotALedger, "not_a_ledger"),
        (InvalidPhone, "invalid_phone"),
    ],
)
def test_an_error_is_named_as_its_text_is(error: type[LedgerError], code: str) -> None:
    assert error.code() == code
    assert str(error(field="phone")) == code


def test_an_error_keeps_its_data_out_of_what_a_log_prints() -> None:
    error = TextTooLong(field="name", limit=120)
    assert error.data == {"field": "name", "limit": 120}
    assert "120" not in f"{error} {error!r}"


def test_all_errors_are_of_one_tree() -> None:
    assert issubclass(WrongPassphrase, StorageError)
    assert issubclass(StorageError, LedgerError)
