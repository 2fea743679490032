"""The certificate of an erasure: one page somebody is glad to hand over, naming only who is meant to be named."""

import re
from dataclasses import replace

import pytest

from documents.papers import AT, EN, HEAD, SHOP, VI, metadata_of, page_texts, words_of
from ledger.documents.erasure_certificate import Certified, render_erasure_certificate
from ledger.documents.paper import Imprint
from ledger.domain.erasure import ErasureCause, Kept, Removed
from ledger.domain.wording import Wording

KEY = "a1b2c3d4e5f60718"
CERTIFIED = Certified(
    code="XD-0007",
    customer_code="KH-00042",
    cause=ErasureCause.REQUEST,
    erased_at=AT,
    erased_by="Chị Bình",
    removed=tuple((one, 100 + number) for number, one in enumerate(Removed)),
    kept=tuple((one, 200 + number) for number, one in enumerate(Kept)),
    source_code="YC-0009",
    backups="Đã đọc lại. Bản sao lưu đã ghi lại: 5. Bản sao lưu cũ: 1, bị hủy chậm nhất ngày 21/12/2026." * 2,
    partners=("Giao Hàng Nhanh", "Lắp Đặt Thành Công"),
    key_fingerprint=KEY,
)


def drawn(about: Certified = CERTIFIED, wording: Wording = VI, *, is_preview: bool = False) -> bytes:
    return render_erasure_certificate(about, SHOP, wording, Imprint(AT, "Chị Bình", 4711, HEAD, is_preview))


def stands(words: str, text: str) -> bool:
    """Return whether words stand there, a count at the end of their first line aside."""
    return re.search(r"\s(?:\d+\s)?".join(map(re.escape, words.split())), text) is not None


@pytest.mark.parametrize("wording", [VI, EN], ids=["vi", "en"])
def test_everything_that_can_go_and_stay_fits_on_one_page(wording: Wording) -> None:
    pdf = drawn(wording=wording)
    assert len(page_texts(pdf)) == 1
    text = words_of(pdf)
    joined = "".join(text.split())
    for number, one in enumerate(Removed):
        assert stands(wording.text(f"removed.{one.value}"), text)
        assert f"{100 + number}" in text
    for number, kept in enumerate(Kept):
        assert stands(wording.text(f"kept.{kept.value}"), text)
        assert f"{200 + number}" in text
    for words in ("XD-0007", "KH-00042", "YC-0009", "Chị Bình", "21/11/2026 10:00", "4711"):
        assert words in text
    assert HEAD in joined
    assert KEY in joined
    for key in ("sign_manager", "sign_receiver", "outside_title", "backups_title"):
        assert wording.text(f"certificate.{key}") in text


@pytest.mark.parametrize("cause", ErasureCause)
@pytest.mark.parametrize("wording", [VI, EN], ids=["vi", "en"])
def test_each_cause_stands_there_with_its_article(wording: Wording, cause: ErasureCause) -> None:
    text = words_of(drawn(replace(CERTIFIED, cause=cause), wording))
    assert wording.text(f"erasure_causes.{cause.value}") in text
    assert wording.text(f"certificate.law_{cause.value}") in text
    assert wording.text("certificate.run" if cause is ErasureCause.RETENTION else "certificate.request") in text


def test_a_name_stands_on_it_only_when_it_was_typed() -> None:
    named = replace(CERTIFIED, name="Nguyễn Thị <b>Hạnh</b>")
    assert "của Nguyễn Thị <b>Hạnh</b>, mã khách hàng KH-00042" in words_of(drawn(named))
    assert "Hạnh" not in words_of(drawn())
    assert not any(word in metadata_of(drawn(named)) for word in ("Hạnh", "KH-", "Bình"))


def test_nothing_erased_nothing_kept_and_no_request_are_said() -> None:
    bare = replace(CERTIFIED, removed=(), kept=(), source_code="", partners=(), cause=ErasureCause.OWN_INITIATIVE)
    text = words_of(drawn(bare))
    for key in ("removed_none", "kept_none", "no_request"):
        assert VI.text(f"certificate.{key}") in text
    assert "Các đối tác đã nhận" not in text


def test_a_very_long_name_and_many_partners_lose_no_word_and_keep_the_signatures_together() -> None:
    partners = tuple(f"Đối tác số {number}" for number in range(40))
    long = replace(CERTIFIED, name="Công Tằng Tôn Nữ " * 11, partners=partners)
    pages = page_texts(drawn(long))
    text = " ".join(" ".join(pages).split())
    assert text.count("Công Tằng Tôn Nữ") == 11
    assert all(one in text for one in partners)
    assert VI.text("certificate.proof_title") in pages[-1]
    assert VI.text("certificate.sign_manager") in pages[-1]


def test_a_preview_proves_nothing() -> None:
    assert VI.text("paper.preview") in words_of(drawn(is_preview=True))
