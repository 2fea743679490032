"""The proof of promises: every clause with its figures, every exception with its explanation, bound to the trail."""

import unicodedata
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from documents.papers import AT, EN, HEAD, SHOP, VI, metadata_of, page_texts, words_of
from ledger.documents.promise_proof import ProofException, ProofExceptions, ProofHead, Proved, render_promise_proof
from ledger.documents.promise_rows import ProofRow
from ledger.domain.promise import Period, PromiseState

KEY = "a1b2c3d4" * 8
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
METHOD = "Đếm mọi phản hồi có hạn trong kỳ từ chính các dòng phản hồi; mở lại thì tính vòng mới, kết quả cũ giữ nguyên."
STATES = tuple(PromiseState)


def head(*, is_preview: bool = False) -> ProofHead:
    since = AT - timedelta(days=90)
    return ProofHead(
        SHOP, NOVEMBER, "Chính sách kết hợp", 3, since, AT, AT, "Trần Thị Ánh", 1234, HEAD, KEY, is_preview
    )


def row(number: int, state: PromiseState = PromiseState.KEPT, *, method: str = METHOD) -> ProofRow:
    figures = ((f"Số việc {number}", f"{number}.204"), ("Bị chặn", f"{number + 40}"))
    return ProofRow(f"KO {number}", f"Lời hứa số {number}", figures, method, state, samples=(f"PH-{number:04d}",))


def exception(number: int, explanation: str = "", *, is_open: bool = False) -> ProofException:
    by, at = ("Chị Bình", AT) if explanation else ("", None)
    closed = None if is_open else AT
    return ProofException("Trả lời trễ.", AT - timedelta(days=number), f"PH-{number:04d}", closed, explanation, by, at)


def proved(rows: int = 18, exceptions: tuple[ProofException, ...] = ()) -> Proved:
    groups = (ProofExceptions("KO 5", "Trả lời trong 12 giờ", exceptions),) if exceptions else ()
    made = tuple(row(number, STATES[number % 4]) for number in range(1, rows + 1))
    published = tuple((one.clause, f"Câu đã công bố {one.clause}.\nDòng hai.") for one in made)
    return Proved(made, groups, published)


def text_by_pypdf(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_every_clause_stands_there_with_its_figures_method_and_samples_and_every_page_is_numbered() -> None:
    pdf = render_promise_proof(head(), proved(), VI)
    text, pages = text_by_pypdf(pdf), page_texts(pdf)
    for number in range(1, 19):
        for words in (f"KO {number}", f"Lời hứa số {number}", f"{number}.204", f"PH-{number:04d}"):
            assert words in text
    assert text.count("Cách tính: Đếm mọi phản hồi") == 18
    assert all(f"Trang {number}/{len(pages)}" in page for number, page in enumerate(pages, 1))
    assert "Câu đã công bố KO 7." in text


def test_the_summary_adds_up_to_the_rows() -> None:
    first = " ".join(page_texts(render_promise_proof(head(), proved(), VI))[0].split())
    for state in STATES:
        count = sum(STATES[number % 4] is state for number in range(1, 19))
        assert f"{count} {VI.text(f'promise_states.{state.value}')}" in first


def test_the_exceptions_add_up_and_each_says_how_it_ended() -> None:
    listed = (exception(1, "Vì ốm."), exception(2), exception(3, is_open=True))
    text = words_of(render_promise_proof(head(), proved(4, listed), VI))
    assert "Tổng số ngoại lệ: 3. Chưa xử lý: 1. Chưa giải thích: 2." in text
    assert "Giải thích của Chị Bình, 21/11/2026 10:00: Vì ốm." in text
    assert text.count("Chưa có lời giải thích.") == 2
    assert text.count("Đã xử lý 21/11/2026 10:00") == 2


def test_without_an_exception_the_paper_says_so() -> None:
    text = words_of(render_promise_proof(head(), proved(), EN))
    assert EN.text("proof.no_exceptions_text") in text
    assert "Explained by" not in text


def test_what_the_manager_typed_is_never_markup_and_keeps_its_paragraphs() -> None:
    typed = unicodedata.normalize(
        "NFD", "<b>Chị Hoa</b> nghỉ ốm & không ai trực <br/>.\n\nTừ nay có người trực thay 🙂."
    )
    pages = page_texts(render_promise_proof(head(), proved(2, (exception(1, typed),)), VI))
    lines = [line.strip() for page in pages for line in page.splitlines()]
    assert "<b>Chị Hoa</b> nghỉ ốm & không ai trực <br/>." in lines
    assert "Từ nay có người trực thay [?]." in lines


def test_a_very_long_explanation_flows_over_the_pages_without_losing_a_word() -> None:
    typed = "\n\n".join(" ".join(f"lời{part}x{number}" for number in range(90)) for part in range(12))
    found = words_of(render_promise_proof(head(), proved(3, (exception(1, typed), exception(2))), VI)).split()
    assert [word for word in found if word.startswith("lời") and "x" in word] == typed.split()


def test_thirty_exceptions_are_all_there() -> None:
    listed = tuple(exception(number, "Vì mất điện cả buổi.") for number in range(100, 130))
    text = words_of(render_promise_proof(head(), proved(18, listed), VI))
    assert all(f"PH-{number:04d}" in text for number in range(100, 130))


def test_a_row_is_never_divided_and_its_heading_stands_on_every_page_of_rows() -> None:
    rows = tuple(row(number, method=METHOD * 5) for number in range(1, 19))
    pages = page_texts(render_promise_proof(head(), Proved(rows, (), ()), VI))
    for page in pages:
        if "Lời hứa số" in page:
            assert VI.text("proof.evidence") in page
            assert page.count("Lời hứa số") == page.count("Số việc")


@pytest.mark.parametrize("wording", [VI, EN], ids=["vi", "en"])
def test_the_whole_head_the_key_and_the_lines_to_sign_are_together_at_the_end(wording: object) -> None:
    chosen = VI if wording is VI else EN
    last = page_texts(render_promise_proof(head(), proved(18, (exception(1),)), chosen))[-1]
    joined, plain = "".join(last.split()), " ".join(last.split())
    assert HEAD in joined
    assert KEY in joined
    for key in ("sign_manager", "sign_receiver", "not_advice", "proof_seq"):
        assert chosen.text(f"proof.{key}") in plain


def test_a_preview_says_on_every_page_that_it_proves_nothing() -> None:
    pages = page_texts(render_promise_proof(head(is_preview=True), proved(), VI))
    assert all(VI.text("paper.preview") in page for page in pages)
    assert VI.text("paper.preview") not in words_of(render_promise_proof(head(), proved(), VI))


def test_the_file_names_the_kind_of_document_only() -> None:
    metadata = metadata_of(render_promise_proof(head(), proved(2, (exception(1, "Chị Hoa ốm."),)), VI))
    assert VI.text("proof.title") in metadata
    assert not any(word in metadata for word in ("Ánh", "Hoa", "PH-"))
