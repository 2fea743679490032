"""Letters that tell of a change: each to one home, with what changes, from when, and what the customer may do."""

from dataclasses import replace

import pytest

from documents.papers import AT, EN, HEAD, NAME, SHOP, VI, metadata_of, page_texts, words_of
from ledger.documents.notice_letter import ChangeText, Letter, NoticeText, render_notice_letters
from ledger.documents.paper import Imprint

IMPRINT = Imprint(AT, "", 1234, HEAD)
OFFERS = ChangeText("Điều VK 2b · sửa đổi", "Trước đây: gửi ưu đãi mỗi ngày.", "Nay là: mỗi tuần một lần.")
TEXT = NoticeText(
    title="Thông báo thay đổi chính sách",
    subject="Thông báo",
    version="Chính sách của cửa hàng · Phiên bản 2",
    intro="Chúng tôi sắp thay đổi một số điều.",
    changes_title="Những điểm thay đổi",
    changes=(OFFERS,),
    more="",
    sections=(("Áp dụng từ khi nào", "Sau khi mọi người đã được báo."), ("Liên hệ", "Xin gọi cửa hàng.")),
    law="Đây không phải quảng cáo.",
    regards="Trân trọng,",
)
HERS = Letter(NAME, "36 Hàng Than, Phường Ba Đình, Thành phố Hà Nội", "KH-00001", f"Kính gửi Quý khách {NAME},")
HIS = Letter("Trần Văn An", "12 Lê Lợi, Thành phố Huế", "KH-00002", "Kính gửi Quý khách Trần Văn An,")


def test_a_letter_says_to_whom_what_changes_from_when_and_whom_to_ask() -> None:
    text = words_of(render_notice_letters(TEXT, [HERS], SHOP, VI, IMPRINT))
    for expected in (
        SHOP.name, NAME, HERS.address, "KH-00001", HERS.greeting, TEXT.title, TEXT.version, TEXT.intro, OFFERS.head,
        OFFERS.before, OFFERS.after, "Áp dụng từ khi nào", "Sau khi mọi người đã được báo.", "Xin gọi cửa hàng.",
        TEXT.law, TEXT.regards,
    ):  # fmt: skip
        assert expected in text


def test_every_customer_gets_a_letter_of_their_own_with_its_own_page_numbers() -> None:
    pages = page_texts(render_notice_letters(TEXT, [HERS, HIS], SHOP, EN, IMPRINT))
    assert len(pages) == 2
    assert all("Page 1/1" in page for page in pages)
    assert NAME in pages[0]
    assert HIS.name not in pages[0]
    assert HIS.name in pages[1]
    assert NAME not in pages[1]


def test_many_changes_go_on_overleaf_and_the_next_letter_begins_anew() -> None:
    long = replace(TEXT, changes=(OFFERS,) * 20, more="Còn 3 điểm khác.")
    pages = page_texts(render_notice_letters(long, [HERS, HIS], SHOP, VI, IMPRINT))
    assert [page.split("Trang ")[1][:3] for page in pages] == ["1/2", "2/2", "1/2", "2/2"]
    assert HIS.address.split(",", maxsplit=1)[0] in pages[2]
    assert "Còn 3 điểm khác." in pages[1]


def test_it_names_nobody_of_the_shop_but_proves_where_the_trail_stood() -> None:
    text = words_of(render_notice_letters(TEXT, [HERS], SHOP, VI, IMPRINT))
    assert "1234" in text
    assert VI.text("paper.made", at="21/11/2026 10:00") in text


def test_a_letter_only_looked_at_says_so() -> None:
    seen = render_notice_letters(TEXT, [HERS], SHOP, EN, IMPRINT._replace(is_preview=True, printed_by="Lê Phúc"))
    assert EN.text("paper.preview") in words_of(seen)


@pytest.mark.parametrize("odd", ["<b>", "\U0001f600" * 60, "W" * 120, "\u202eĐức", "<img src=x>", "Nguyễn " * 12])
def test_odd_names_and_addresses_do_not_break_the_page(odd: str) -> None:
    letter = Letter(odd, odd * 2, "KH-00001", odd)
    text = replace(TEXT, changes=(ChangeText(odd, odd, odd), ChangeText("chỉ có tên", "", "")), intro=odd)
    shop = replace(SHOP, name=odd, address=odd, email=odd)
    assert "Trang 1/" in words_of(render_notice_letters(text, [letter], shop, VI, IMPRINT))


def test_the_file_names_no_customer() -> None:
    metadata = metadata_of(render_notice_letters(TEXT, [HERS], SHOP, VI, IMPRINT))
    assert TEXT.title in metadata
    assert not any(word in metadata for word in ("Đức", "KH-00001"))
    assert "Đức" not in repr(HERS)
