"""Letters to partners: what they find the data by, what they are asked, and the part they send back."""

from dataclasses import replace

import pytest

from documents.papers import AT, EN, HEAD, SHOP, VI, metadata_of, page_texts, words_of
from ledger.documents.letter_page import Addressee, Section
from ledger.documents.paper import Imprint
from ledger.documents.partner_letter import GivenLine, PartnerLetterText, render_partner_letter
from ledger.domain.wording import Wording

LETTER = PartnerLetterText(
    title="Thư yêu cầu trả lại hoặc xóa dữ liệu cá nhân",
    subtitle="YC-0001/1 · Trả lại hoặc xóa dữ liệu",
    to=Addressee("Giao Hàng Nhanh", "9 Nguyễn Trãi", "Đơn vị vận chuyển"),
    greeting="Kính gửi Quý đối tác,",
    intro="Chủ thể dữ liệu đã yêu cầu xóa.",
    facts=(("Mã thư", "YC-0001/1"), ("Trả lời chậm nhất", "24:00 26/11/2026"), ("Dữ liệu liên quan", "Họ tên")),
    found_by=(GivenLine("7K3M-9QTX-2VBW", "DH-0001", "BG-0001", "21/11/2026 10:00"),),
    found_otherwise="",
    sections=(Section("Đề nghị Quý đối tác", points=("Trả lại hoặc xóa.",)),),
    law="Căn cứ Điều 5.",
    regards="Trân trọng,",
    signer="Đại diện cửa hàng",
    answers=("Đã thực hiện ngày ....", "Không còn giữ dữ liệu nào", "Không thực hiện được, vì ...."),
)


def drawn(letter: PartnerLetterText = LETTER, wording: Wording = VI) -> bytes:
    return render_partner_letter(letter, SHOP, wording, Imprint(AT, "", 12, HEAD))


@pytest.mark.parametrize("wording", [VI, EN], ids=["vi", "en"])
def test_one_page_says_what_is_asked_by_when_and_carries_the_answer(wording: Wording) -> None:
    pdf = drawn(wording=wording)
    assert len(page_texts(pdf)) == 1
    text = words_of(pdf)
    for words in ("Giao Hàng Nhanh", "9 Nguyễn Trãi", "24:00 26/11/2026", "7K3M-9QTX-2VBW", "DH-0001", "BG-0001"):
        assert words in text
    for key in ("found_by", "parcel", "slip", "slip_back", "sign_partner"):
        assert wording.text(f"partner_letter.{key}") in text
    assert all(words in text for words in LETTER.answers)


def test_without_a_parcel_it_says_how_to_find_the_data() -> None:
    text = words_of(drawn(replace(LETTER, found_by=(), found_otherwise="Xin tìm theo ngày giao.")))
    assert f"{VI.text('partner_letter.found')} Xin tìm theo ngày giao." in text
    assert VI.text("partner_letter.parcel") not in text


def test_two_hundred_parcels_are_all_there_and_the_answer_is_not_torn_apart() -> None:
    lines = tuple(GivenLine(f"P{number:03d}-AAAA-BBBB", f"DH-{number:04d}", "BG-0001", "") for number in range(200))
    pages = page_texts(drawn(replace(LETTER, found_by=lines)))
    text = " ".join(" ".join(pages).split())
    assert all(f"P{number:03d}-AAAA-BBBB" in text for number in range(200))
    last = " ".join(pages[-1].split())
    assert VI.text("partner_letter.slip") in last
    assert all(words in last for words in (*LETTER.answers, VI.text("partner_letter.slip_back")))


def test_a_name_typed_as_markup_stays_text_and_the_file_names_nobody() -> None:
    pdf = drawn(replace(LETTER, to=Addressee("<i>Giao & Nhận</i>")))
    assert "<i>Giao & Nhận</i>" in words_of(pdf)
    metadata = metadata_of(drawn(replace(LETTER, facts=(("Chủ thể dữ liệu", "Nguyễn Văn Đức"),))))
    assert LETTER.title in metadata
    assert not any(word in metadata for word in ("Đức", "YC-", "Giao Hàng"))
