"""Letters about a request: read back as the customer would, whatever was typed into them."""

import unicodedata
from dataclasses import replace

import pytest

from documents.papers import AT, EN, HEAD, SHOP, VI, metadata_of, page_texts, words_of
from ledger.documents.layout import MM
from ledger.documents.letter_page import Addressee, Section
from ledger.documents.paper import Imprint
from ledger.documents.request_letter import RequestLetter, render_request_letter
from ledger.domain.wording import Wording

NAME = "Nguyễn Thị Ánh Đào"
LETTER = RequestLetter(
    title="Giấy báo đã nhận yêu cầu",
    subtitle="Yêu cầu YC-0001 · Xóa dữ liệu",
    to=Addressee(NAME, "12/5 Đinh Tiên Hoàng, Phường Bến Thành"),
    greeting=f"Kính gửi Quý khách {NAME},",
    intro="Chúng tôi đã nhận được yêu cầu.",
    facts=(("Nhận lúc", "21/11/2026 10:00"), ("Hạn theo luật", "24:00 11/12/2026")),
    sections=(Section("Thời hạn", ("Chậm nhất 24:00 11/12/2026.",), points=("Gia hạn một lần.",)),),
    law="Gửi theo Điều 4.",
    regards="Trân trọng,",
    signer="Đại diện cửa hàng",
)


def drawn(letter: RequestLetter = LETTER, wording: Wording = VI, *, is_preview: bool = False) -> bytes:
    return render_request_letter(letter, SHOP, wording, Imprint(AT, "", 12, HEAD, is_preview))


@pytest.mark.parametrize("wording", [VI, EN], ids=["vi", "en"])
def test_all_of_it_stands_on_one_page_in_its_order(wording: Wording) -> None:
    pdf = drawn(wording=wording)
    assert len(page_texts(pdf)) == 1
    text = words_of(pdf)
    wanted = (
        SHOP.name, wording.text("letter.to"), NAME, "Phường Bến Thành", LETTER.title, LETTER.subtitle, LETTER.greeting,
        "24:00 11/12/2026", "Thời hạn", "Gia hạn một lần.", LETTER.law, LETTER.regards, LETTER.signer,
    )  # fmt: skip
    found = [text.index(words) for words in wanted]
    assert all(at >= 0 for at in found)
    assert text.index(LETTER.title) < text.index("Thời hạn") < text.index(LETTER.law) < text.index(LETTER.signer)


def test_the_address_stands_behind_the_window_of_an_envelope() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(drawn())
    page = document[0].get_textpage()
    found = page.search("12/5 Đinh Tiên Hoàng").get_next()
    assert found is not None
    left, bottom, _, top = page.get_charbox(found[0])
    height = document[0].get_height()
    assert left < 30 * MM
    assert 42 * MM < height - top < height - bottom < 70 * MM
    document.close()


def test_a_letter_handed_over_has_no_gap_for_an_address() -> None:
    short = drawn(replace(LETTER, to=Addressee(NAME)))
    assert NAME in words_of(short)
    assert "Đinh Tiên Hoàng" not in words_of(short)


def test_what_was_typed_is_never_markup_and_no_letter_is_lost() -> None:
    typed = unicodedata.normalize("NFD", "<b>Xóa</b> hết & ngay <br/>.\n\nCảm ơn 🙂.")
    lines = [
        line.strip()
        for page in page_texts(drawn(replace(LETTER, sections=(Section("Lời yêu cầu", quote=typed),))))
        for line in page.splitlines()
    ]
    assert "<b>Xóa</b> hết & ngay <br/>." in lines
    assert "Cảm ơn [?]." in lines


def test_very_long_words_flow_over_the_pages_without_losing_one() -> None:
    typed = "\n".join(" ".join(f"lời{part}x{number}" for number in range(120)) for part in range(14))
    sections = (Section("Lý do", (typed,), typed, (typed,)),)
    pages = page_texts(drawn(replace(LETTER, sections=sections)))
    assert len(pages) > 2
    found = [word for page in pages for word in page.split() if word.startswith("lời") and "x" in word]
    assert found == typed.split() * 3
    assert all(f"Trang {number}/{len(pages)}" in page for number, page in enumerate(pages, 1))
    assert LETTER.signer in pages[-1]


def test_a_very_long_name_and_address_push_the_title_down_and_break_nothing() -> None:
    name, address = "Công Tằng Tôn Nữ " * 14, "Ngách 2/35/118 đường Nguyễn Thị Minh Khai " * 7
    text = words_of(drawn(replace(LETTER, to=Addressee(name, address))))
    assert text.count("Công Tằng Tôn Nữ") == 14
    assert text.count("Ngách 2/35/118") == 7
    assert text.index("Ngách") < text.index(LETTER.title)


def test_a_letter_to_a_customer_names_nobody_in_its_metadata_and_no_member_of_the_shop() -> None:
    metadata = metadata_of(drawn())
    assert LETTER.title in metadata
    assert not any(word in metadata for word in ("Ánh", "Đào", "YC-"))
    assert VI.text("paper.made", at="21/11/2026 10:00") in words_of(drawn())


def test_a_preview_says_so() -> None:
    assert VI.text("paper.preview") in words_of(drawn(is_preview=True))
    assert VI.text("paper.preview") not in words_of(drawn())
