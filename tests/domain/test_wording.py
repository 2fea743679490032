"""Words for screen and paper, in two languages."""

import pytest

from ledger.domain.wording import Bilingual, Language, Wording

VI = Wording(
    Language.VI, {"errors": {"disk_full": "Ổ đĩa đầy."}, "reasons": {"CAP": "Đã đủ {limit} lần."}, "ok": "Xong"}
)
EN = Wording(Language.EN, {"errors": {"disk_full": "The disk is full."}}, VI)


def test_a_policys_text_is_shown_in_the_language_asked_for() -> None:
    text = Bilingual(vi="Giao hàng", en="Delivery")
    assert text.in_language(Language.VI) == "Giao hàng"
    assert text.in_language(Language.EN) == "Delivery"


def test_a_missing_english_text_falls_back_to_vietnamese() -> None:
    assert Bilingual(vi="Giao hàng", en="").in_language(Language.EN) == "Giao hàng"
    assert EN.text("reasons.CAP", limit=3) == "Đã đủ 3 lần."
    assert EN.text("errors.disk_full") == "The disk is full."


def test_texts_are_found_by_dotted_key() -> None:
    assert VI.language is Language.VI
    assert VI.keys() == {"errors.disk_full", "reasons.CAP", "ok"}
    assert VI.text("ok") == "Xong"
    assert "reasons.CAP" in VI
    assert "reasons.CAP" not in EN
    assert "reasons" not in VI


def test_values_are_filled_in_and_never_read_as_a_pattern() -> None:
    assert VI.text("reasons.CAP", limit="{limit}") == "Đã đủ {limit} lần."


@pytest.mark.parametrize("wording", [VI, EN])
def test_a_text_nobody_has_is_an_error(wording: Wording) -> None:
    with pytest.raises(KeyError, match=r"errors\.unheard_of"):
        wording.text("errors.unheard_of")
