"""The recovery sheet: one page, the code large and whole, and nothing a camera could read in passing."""

import re
from dataclasses import replace

import pytest

from documents.papers import AT, SHOP, metadata_of, page_texts, symbols_of, words_of
from ledger.domain.errors import WrongPassphrase
from ledger.domain.wording import Language
from ledger.services.recovery import recovery_sheet
from ledger.storage.passphrase import read_recovery_code

CODE = "D1E9-WVB2-4BWF-9XTG-85Q4-6R5H-64"
FOLDER = "so-kin-the-king-oil"


@pytest.mark.parametrize("language", Language)
def test_one_page_holds_the_code_in_the_order_it_is_typed(language: Language) -> None:
    pdf = recovery_sheet(SHOP, CODE.lower(), AT, FOLDER, language)
    (text,) = page_texts(pdf)
    typed = re.findall(r"\b[0-9A-Z]{4}\b|\b64\b", text[text.index("D1E9") :])[:7]
    assert read_recovery_code("".join(typed)) == read_recovery_code(CODE)


@pytest.mark.parametrize(("language", "said"), [(Language.VI, "phong bì"), (Language.EN, "envelope")])
def test_it_says_what_it_is_for_and_where_to_keep_it(language: Language, said: str) -> None:
    words = words_of(recovery_sheet(SHOP, CODE, AT, FOLDER, language))
    for shown in (SHOP.name, "21/11/2026 10:00", FOLDER, said):
        assert shown in words
    assert "{" not in words


def test_the_code_stands_on_the_paper_only() -> None:
    pdf = recovery_sheet(SHOP, CODE, AT, FOLDER, Language.VI)
    assert symbols_of(pdf) == []
    assert "D1E9" not in metadata_of(pdf)


def test_a_sheet_with_a_slip_in_it_is_not_made() -> None:
    for slip in (CODE[:-1], CODE + "5", CODE.replace("9", "U")):
        with pytest.raises(WrongPassphrase):
            recovery_sheet(SHOP, slip, AT, FOLDER, Language.VI)


@pytest.mark.parametrize("language", Language)
def test_a_long_name_of_shop_and_folder_stays_on_one_page(language: Language) -> None:
    shop = replace(SHOP, name="Cửa hàng " * 6, address="Số 12 đường Lê Lợi " * 10)
    assert len(page_texts(recovery_sheet(shop, CODE, AT, "thư mục " * 12, language))) == 1
