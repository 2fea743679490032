"""The receipt a customer takes home: what was asked, what was answered, and how to change one's mind."""

from dataclasses import replace

import pytest

from documents.papers import AT, EN, HEAD, NAME, SHOP, VI, metadata_of, page_texts, words_of
from ledger.documents.consent_receipt import ReceiptHead, ReceiptLine, render_consent_receipt
from ledger.domain.wording import Wording

THE_HEAD = ReceiptHead(SHOP, NAME, "KH-00001", AT, "Trần Thị Ánh", 3, 1234, HEAD)
GRANTED = ReceiptLine(
    "Gửi khuyến mãi", "Theo sự đồng ý", "Zalo", "Đồng ý", "Cuộc gọi có ghi âm", AT, "Lê Phúc", 2, "goi-01.mp3", "Khách"
)
NEVER = ReceiptLine("Phân tích", "Theo sự đồng ý", "Email", "Chưa hỏi", "", None, "", None, None, "")


@pytest.mark.parametrize("wording", [VI, EN], ids=["vi", "en"])
def test_it_says_who_asked_for_what_when_and_how(wording: Wording) -> None:
    text = words_of(render_consent_receipt(THE_HEAD, [GRANTED, NEVER], (), wording))
    for expected in (
        SHOP.name, NAME, "KH-00001", "Gửi khuyến mãi", "Zalo", "Đồng ý", "Cuộc gọi có ghi âm", "21/11/2026 10:00",
        "Lê Phúc", "goi-01.mp3", wording.text("receipt.policy_number", number=2), "Chưa hỏi",
    ):  # fmt: skip
        assert expected in text


def test_it_says_how_to_withdraw_and_which_rights_there_are() -> None:
    text = words_of(render_consent_receipt(THE_HEAD, [GRANTED], (), VI))
    contact = "Hotline 0901 870 525 · Email chamsoc@thekingoil.vn · 12 Lê Lợi, phường Sài Gòn"
    assert VI.text("receipt.withdraw_text", contact=contact) in text
    assert VI.text("receipt.rights_text") in text


def test_stopped_channels_are_listed_or_said_to_be_none() -> None:
    assert "Gọi điện, Zalo" in words_of(render_consent_receipt(THE_HEAD, [], ("Gọi điện", "Zalo"), VI))
    assert VI.text("receipt.no_stops") in words_of(render_consent_receipt(THE_HEAD, [], (), VI))


def test_a_customer_who_was_never_asked_gets_a_receipt_that_says_so() -> None:
    assert VI.text("receipt.no_lines") in words_of(render_consent_receipt(THE_HEAD, [], (), VI))


def test_pages_are_numbered() -> None:
    pages = page_texts(render_consent_receipt(THE_HEAD, [GRANTED] * 60, (), EN))
    assert len(pages) > 2
    assert all(f"Page {number}/{len(pages)}" in page for number, page in enumerate(pages, 1))


@pytest.mark.parametrize("name", ["<b>", "\U0001f600" * 60, "W" * 120, "\u202eĐức", "<img src=x>"])
def test_odd_names_do_not_break_the_page(name: str) -> None:
    line = replace(GRANTED, purpose=name, evidence=name, recorded_by=name)
    shop = replace(SHOP, name=name, address=name * 2, email=name)
    head = replace(THE_HEAD, customer_name=name, shop=shop, printed_by=name)
    assert "Trang 1/" in words_of(render_consent_receipt(head, [line], (name,), VI))


def test_the_file_names_no_customer() -> None:
    metadata = metadata_of(render_consent_receipt(THE_HEAD, [GRANTED], (), VI))
    assert VI.text("receipt.title") in metadata
    assert not any(word in metadata for word in ("Đức", "KH-00001", "Ánh"))
