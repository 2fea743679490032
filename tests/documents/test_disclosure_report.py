"""The disclosure report: complete, added up rightly, and bound to the audit trail."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.papers import AT, EN, HEAD, SHOP, VI, metadata_of, page_texts, words_of
from ledger.documents.disclosure_report import ReportHead, ReportRow, render_disclosure_report, total_up
from ledger.documents.report_totals import Bucket
from ledger.domain.instants import VIETNAM, local_date

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def head(
    period: tuple[date | None, date | None] = NOVEMBER,
    filters: tuple[tuple[str, str], ...] = (),
    subject: str | None = None,
) -> ReportHead:
    return ReportHead(SHOP, *period, filters, subject, AT, "Trần Thị Ánh", 1234, HEAD, "a1b2c3d4" * 4)


def row(number: int = 1, recipient: str = "Giao Hàng Nhanh", at: datetime = AT, reference: str = "") -> ReportRow:
    return ReportRow(
        at, f"KH-{number:05d}", recipient, "Giao hàng", "Theo hợp đồng", "Họ tên, Địa chỉ",
        reference or f"DH-{number:05d}", "Lê Phúc",
    )  # fmt: skip


def test_every_row_is_there_and_every_page_is_numbered() -> None:
    rows = [row(number) for number in range(1, 301)]
    pdf = render_disclosure_report(head(), rows, 2, VI)
    pages = page_texts(pdf)
    text = words_of(pdf)
    assert all(f"KH-{number:05d}" in text for number in range(1, 301))
    assert all(f"Trang {number}/{len(pages)}" in page for number, page in enumerate(pages, 1))
    assert all("9f8e 7d6c 5b4a 3928" in page for page in pages)


def test_the_first_page_adds_up() -> None:
    rows = [row(1), row(1), row(2), row(3, "Viettel Post")]
    first = " ".join(page_texts(render_disclosure_report(head(), rows, 5, VI))[0].split())
    for key, count in (("shared", 4), ("customers", 3), ("recipients", 2), ("blocked", 5)):
        assert f"{count} {VI.text(f'report.{key}')}" in first
    assert "Giao Hàng Nhanh" in first
    assert VI.text("report.chart_day") in first


def test_totals_are_ranked_and_complete() -> None:
    rows = [row(number, f"Hãng {number % 12}") for number in range(100)]
    totals = total_up(rows, *NOVEMBER)
    assert sum(count for _, count in totals.by_recipient) == totals.shared == 100
    assert [count for _, count in totals.by_recipient] == sorted(
        (count for _, count in totals.by_recipient), reverse=True
    )
    first = page_texts(render_disclosure_report(head(), rows, 0, VI))[0]
    assert VI.text("paper.others", count=5) in first


@pytest.mark.parametrize(
    ("days", "bucket"), [(1, Bucket.DAY), (31, Bucket.DAY), (32, Bucket.WEEK), (183, Bucket.MONTH), (1200, Bucket.YEAR)]
)
def test_the_chart_chooses_days_weeks_months_or_years(days: int, bucket: Bucket) -> None:
    start = date(2026, 1, 1)
    totals = total_up([], start, start + timedelta(days=days - 1))
    assert totals.bucket is bucket


def test_empty_days_have_a_place_in_the_chart() -> None:
    totals = total_up([row()], *NOVEMBER)
    assert len(totals.series) == 30
    assert dict(totals.series)[date(2026, 11, 21)] == 1


def test_days_are_vietnamese_days() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=VIETNAM)
    assert dict(total_up([row(at=late)], *NOVEMBER).series)[date(2026, 11, 21)] == 1
    assert "21/11/2026 23:30" in words_of(render_disclosure_report(head(), [row(at=late)], 0, VI))


@given(st.lists(st.integers(min_value=0, max_value=3_000_000), min_size=1, max_size=40), st.booleans())
def test_no_disclosure_is_lost_between_rows_and_chart(minutes: list[int], is_open: bool) -> None:
    rows = [row(at=AT - timedelta(minutes=ago)) for ago in minutes]
    totals = total_up(rows, *((None, None) if is_open else NOVEMBER))
    assert sum(count for _, count in totals.series) == len(rows)
    starts = [start for start, _ in totals.series]
    assert starts == sorted(set(starts))
    assert starts[0] <= min(local_date(one.at) for one in rows)


def test_a_period_without_disclosures_is_one_designed_page() -> None:
    pdf = render_disclosure_report(head(), [], 2, VI)
    (page,) = page_texts(pdf)
    text = " ".join(page.split())
    for key in ("empty_title", "empty_text", "proof_text", "sign_manager", "sign_receiver"):
        assert VI.text(f"report.{key}") in text
    assert f"{VI.text('report.blocked')} 2" in text


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (NOVEMBER, "from 01/11/2026 through 30/11/2026"),
        ((NOVEMBER[0], None), "from 01/11/2026"),
        ((None, NOVEMBER[1]), "through 30/11/2026"),
        ((None, None), "all time"),
    ],
)
def test_the_period_is_stated(period: tuple[date | None, date | None], words: str) -> None:
    assert f"Period: {words}" in words_of(render_disclosure_report(head(period), [row()], 0, EN))


def test_filters_and_the_one_customer_are_stated() -> None:
    one = head(filters=(("Recipient", "Viettel Post"),), subject="Nguyễn Văn Đức (KH-00001)")
    text = words_of(render_disclosure_report(one, [row()], 0, EN))
    assert "Nguyễn Văn Đức (KH-00001)" in text
    assert "Viettel Post" in text
    assert EN.text("report.no_filters") not in text


def test_long_references_wrap_over_pages_without_losing_a_word() -> None:
    reference = " ".join(f"việc{number}" for number in range(900))
    found = words_of(render_disclosure_report(head(), [row(1), row(2, reference=reference), row(3)], 0, VI)).split()
    assert [word for word in found if word[4:].isdigit() and word.startswith("việc")] == reference.split()


def test_the_whole_audit_head_and_the_keys_are_at_the_end() -> None:
    last = "".join(page_texts(render_disclosure_report(head(), [row()], 0, VI))[-1].split())
    assert HEAD in last
    assert "a1b2c3d4" * 4 in last


def test_the_file_names_the_kind_of_document_only() -> None:
    metadata = metadata_of(render_disclosure_report(head(subject="Nguyễn Văn Đức (KH-00001)"), [row()], 0, VI))
    assert VI.text("report.title") in metadata
    assert not any(word in metadata for word in ("Đức", "Ánh", "KH-00001"))
