"""The file of an incident on paper: all that the law asks for, both clocks, signatures, bound to the trail."""

from dataclasses import replace

import pytest

from documents.papers import AT, EN, HEAD, SHOP, VI, metadata_of, page_texts, words_of
from ledger.documents.incident_record import ClockText, RecordHead, RecordText, render_incident_record
from ledger.domain.wording import Wording

KEY = "a1b2c3d4" * 8
LATE = ClockText(
    "Báo cáo cơ quan có thẩm quyền",
    "Điều 23 Luật 91/2025/QH15",
    "Hạn báo cáo: 24/11/2026 10:00",
    made="Đã báo cáo: 24/11/2026 18:00",
    outcome="LATE",
    outcome_text="Trễ hạn",
    reference="Số: 118/A05",
    reason="Lý do trễ: chờ xác minh",
)
OPEN = ClockText(
    "Báo cáo hệ thống bị tấn công",
    "Điều 19",
    "Hạn báo cáo: 22/11/2026 10:00",
    outcome="OVERDUE",
    outcome_text="Quá hạn, chưa báo cáo",
)
CONTENTS = (
    ("Sự việc", "Mất ổ cứng sao lưu"),
    ("Nơi xảy ra", "Xe buýt"),
    ("Người, bên liên quan", "Chưa rõ vào lúc lập hồ sơ này."),
    ("Loại dữ liệu", "Họ tên, Số điện thoại"),
    ("Số người bị ảnh hưởng", "Đã xác định 1.204 khách hàng trong sổ."),
    ("Hậu quả có thể xảy ra", "Gọi điện lừa đảo"),
    ("Biện pháp đã và đang làm", "Đổi mật khẩu"),
    ("Người đầu mối liên hệ", "Chị Bình, 0901 870 525"),
)
TOLD = RecordText(
    facts=(("Thời điểm xảy ra", "21/11/2026 09:00"), ("Thời điểm phát hiện", "21/11/2026 10:00")),
    contents=CONTENTS,
    clocks=(LATE, OPEN),
    people=(("Trong danh sách", "1204"), ("Đã báo", "1200")),
    steps=(("21/11/2026 10:00", "Phát hiện và ghi sự cố", "Chị Bình"),),
)


def head(*, is_preview: bool = False) -> RecordHead:
    return RecordHead(SHOP, "SC-0001", "SC-0001 · Mất bản sao lưu", AT, "Trần Thị Ánh", 1234, HEAD, KEY, is_preview)


def test_everything_the_law_asks_for_stands_there() -> None:
    text = words_of(render_incident_record(head(), TOLD, VI))
    for caption, words in CONTENTS:
        assert f"{caption} {words}" in text


def test_both_clocks_say_when_they_were_due_and_how_they_stand() -> None:
    text = words_of(render_incident_record(head(), TOLD, VI))
    for clock in (LATE, OPEN):
        for words in (clock.title, clock.law, clock.due, clock.outcome_text, clock.made, clock.reference, clock.reason):
            assert words in text


def test_it_is_bound_to_the_trail_and_has_lines_to_sign_on() -> None:
    text = words_of(render_incident_record(head(), TOLD, VI))
    assert "1234" in text
    assert HEAD.upper()[:4] in text.upper()
    for signer in ("Người lập hồ sơ", "Quản lý cửa hàng", "Người nhận hồ sơ"):
        assert signer in text
    assert "Trần Thị Ánh" in text


def test_a_preview_says_so_on_every_page() -> None:
    for page in page_texts(render_incident_record(head(is_preview=True), TOLD, VI)):
        assert VI.text("paper.preview") in page
    assert VI.text("paper.preview") not in words_of(render_incident_record(head(), TOLD, VI))


@pytest.mark.parametrize("wording", [VI, EN], ids=["vi", "en"])
def test_very_long_contents_flow_over_pages_and_nothing_is_lost(wording: Wording) -> None:
    long = " ".join(f"câu{number}" for number in range(1500))
    paragraphs = "\n".join(f"đoạn {number}" for number in range(60))
    told = replace(TOLD, contents=(("Sự việc", long), ("Biện pháp", paragraphs), *CONTENTS[2:]))
    pdf = render_incident_record(head(), told, wording)
    text, pages = words_of(pdf), page_texts(pdf)
    assert len(pages) > 3
    assert all(f"câu{number}" in text for number in range(1500))
    assert all(f"đoạn {number}" in text for number in range(60))
    assert "Chị Bình, 0901 870 525" in text


def test_a_caption_longer_than_its_words_keeps_its_room() -> None:
    long = "Một đề mục rất dài cần đến mấy dòng để viết hết ra giấy"
    text = words_of(render_incident_record(head(), replace(TOLD, contents=((long, "ngắn"), ("Sau", "đó"))), VI))
    assert "ngắn" in text
    assert "Sau đó" in text


def test_an_empty_history_and_nobody_affected_are_no_trouble() -> None:
    told = replace(TOLD, steps=(), people=(("Trong danh sách", "0"),))
    assert "Trong danh sách 0" in words_of(render_incident_record(head(), told, VI))


def test_the_metadata_names_the_kind_of_paper_only() -> None:
    assert "SC-0001" not in metadata_of(render_incident_record(head(), TOLD, VI))
    assert "Hồ sơ vi phạm" in metadata_of(render_incident_record(head(), TOLD, VI))
