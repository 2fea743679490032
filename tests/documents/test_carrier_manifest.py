"""The hand-over manifest, on paper and as a spreadsheet for the carrier."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PasswordType, PdfReader
from python_calamine import CalamineWorkbook

from documents.papers import AT, EN, HEAD, NAME, SHOP, VI, code_of, metadata_of, page_texts, words_of
from ledger.documents.manifest import BlockedParcel, ManifestHead, ManifestRow, render_manifest
from ledger.documents.manifest_sheet import render_manifest_sheet
from ledger.documents.paper import Imprint
from ledger.domain.parcel import show_code

IMPRINT = Imprint(AT, "Trần Thị Ánh", 1234, HEAD)
THE_HEAD = ManifestHead("BG-0042", "Giao Hàng Nhanh", SHOP, AT, "Trần Thị Ánh", "Phạm Gia Bảo", 3, IMPRINT)
BLOCKED = BlockedParcel(code_of(99), "DH-0091", ("Cam kết bảo mật đã hết hạn.", "Chưa có người giám hộ."))


def row(
    seed: int = 1,
    name: str = NAME,
    address: str = "12/5 Đinh Tiên Hoàng, phường Bến Thành",
    goods: str = "Kệ gỗ",
    *,
    no_call: bool = False,
) -> ManifestRow:
    return ManifestRow(
        code_of(seed), f"DH-{seed:04d}", name, "+84911647979", address, goods, 1, 2, 1250, 300_000, no_call
    )


def test_the_carrier_gets_everything_it_needs() -> None:
    text = words_of(render_manifest(THE_HEAD, [row()], [], VI))
    for expected in (
        NAME, "0911 647 979", "12/5 Đinh Tiên Hoàng, phường Bến Thành", "Kệ gỗ", "1/2", "1,25 kg", "300.000 đ",
        show_code(code_of(1)), "DH-0001", "BG-0042", "Giao Hàng Nhanh", "Phạm Gia Bảo", "Trần Thị Ánh",
        "21/11/2026 10:00", VI.text("manifest.confidential"), VI.text("manifest.sign_courier"),
    ):  # fmt: skip
        assert expected in text


def test_who_must_not_be_called_is_marked() -> None:
    assert VI.text("manifest.no_call") in words_of(render_manifest(THE_HEAD, [row(no_call=True)], [], VI))
    assert VI.text("manifest.no_call") not in words_of(render_manifest(THE_HEAD, [row()], [], VI))


def test_totals_are_those_of_the_rows() -> None:
    text = words_of(render_manifest(THE_HEAD, [row(seed) for seed in range(1, 5)], [], EN))
    assert "Parcels in all 4 Total weight 5 kg Total to collect 1,200,000 VND" in text


def test_blocked_parcels_stand_below_with_their_reasons_and_without_data() -> None:
    text = words_of(render_manifest(THE_HEAD, [], [BLOCKED], VI))
    assert show_code(code_of(99)) in text
    assert "Cam kết bảo mật đã hết hạn. Chưa có người giám hộ." in text
    assert VI.text("manifest.no_rows") in text


def test_every_page_says_which_of_how_many_it_is_and_where_the_audit_stood() -> None:
    pages = page_texts(render_manifest(THE_HEAD, [row(seed) for seed in range(1, 60)], [BLOCKED], VI))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"Trang {number}/{len(pages)}" in page
        assert "9f8e 7d6c 5b4a 3928" in page
        assert "mục số 1234" in page


def test_long_names_addresses_and_goods_are_wrapped_not_clipped() -> None:
    name = " ".join(["Nguyễn"] * 17)
    address = ("Căn hộ B12.05, chung cư Hoàng Anh, " * 9)[:300].strip()
    goods = ("Dầu gội thảo dược 500 ml; " * 80).strip()
    text = words_of(render_manifest(THE_HEAD, [row(name=name, address=address, goods=goods)], [], VI))
    assert text.count("gội") == 80
    assert text.count("Nguyễn") == 17
    assert address.split()[-1] in text


@pytest.mark.parametrize(
    "words",
    ["<img src='http://x/y.png'/>", "<para><b>", "</font>&lt;", "\u202e\u2066abc", "\U0001f600", "A" * 300, "{} %s \\"],
    ids=["image", "unclosed", "stray end", "right-to-left", "emoji", "one endless word", "format"],
)
def test_hostile_words_do_not_break_the_page(words: str) -> None:
    pdf = render_manifest(THE_HEAD, [row(name=words[:120], address=words, goods=words)], [], VI)
    assert "Trang 1/" in words_of(pdf)


def test_a_password_locks_the_file_with_aes_256() -> None:
    pdf = render_manifest(THE_HEAD, [row()], [], VI, "mật khẩu dài")
    assert NAME.encode() not in pdf
    reader = PdfReader(BytesIO(pdf))
    assert reader.is_encrypted
    trailer: Any = reader.trailer
    encryption = trailer["/Encrypt"].get_object()
    assert (encryption["/V"], encryption["/R"], encryption["/CF"]["/StdCF"]["/CFM"]) == (5, 6, "/AESV3")
    assert reader.decrypt("sai") == PasswordType.NOT_DECRYPTED
    assert reader.decrypt("mật khẩu dài") != PasswordType.NOT_DECRYPTED
    assert reader.pages[0].extract_text()


def test_the_file_itself_names_nobody() -> None:
    metadata = metadata_of(render_manifest(THE_HEAD, [row()], [], VI))
    assert VI.text("manifest.title") in metadata
    assert not any(word in metadata for word in ("Đức", "Ánh", "Bảo", "Giao Hàng"))
    assert "D:20261121100000+07'00'" in metadata


def test_the_spreadsheet_keeps_leading_zeros_and_long_codes() -> None:
    (header, first) = (
        CalamineWorkbook.from_filelike(BytesIO(render_manifest_sheet(THE_HEAD, [row()], VI)))
        .get_sheet_by_index(0)
        .to_python()
    )
    line = dict(zip(header, first, strict=True))
    assert line[VI.text("manifest.sheet_phone")] == "0911647979"
    assert line[VI.text("manifest.sheet_parcel")] == code_of(1)
    assert line[VI.text("manifest.sheet_weight")] == 1250
    assert line[VI.text("manifest.sheet_amount")] == 300_000


@pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "+84 cmd", "-2+3", "http://evil.example/x", "{=A1}"])
def test_nothing_in_the_spreadsheet_becomes_a_formula_or_a_link(words: str) -> None:
    sheet = render_manifest_sheet(THE_HEAD, [row(name=words, address=words, goods=words)], VI)
    with ZipFile(BytesIO(sheet)) as archive:
        body = archive.read("xl/worksheets/sheet1.xml").decode()
        names = archive.namelist()
    assert "<f>" not in body
    assert "hyperlink" not in body
    assert not any("externalLink" in name for name in names)
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert rows[1][2] == words


def test_the_spreadsheets_header_stays_in_sight() -> None:
    with ZipFile(BytesIO(render_manifest_sheet(THE_HEAD, [row()], VI))) as archive:
        assert 'state="frozen"' in archive.read("xl/worksheets/sheet1.xml").decode()
        assert NAME not in archive.read("docProps/core.xml").decode()
