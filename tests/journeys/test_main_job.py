"""The whole purpose with the program as a shop uses it: one process a verb, three tables in, checked papers out.

The papers are read back by other programs than our own (pypdf, zxing, a zip and XML reader), and compared with what
``support.journey`` works out from the tables by plain rules.
"""

import json
import re
import zipfile
from collections import Counter as Tally
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from pypdf import PdfReader

from support.cli import BAD_INPUT, DONE, PASSPHRASE, REFUSED, Computer, Said, pages_of, words_of
from support.journey import (
    CLAUSES,
    DATA,
    Row,
    age,
    code_of,
    customer_called,
    masked,
    nationals,
    orders,
    refusals,
    secrets_in,
    shown,
    table,
    today,
)
from support.scanner import scanned

CARRIERS = {"ghn": "Giao Hàng Nhanh Phương Nam", "saomai": "Bưu Chính Sao Mai", "tholap": "Thợ Lắp Minh Long"}
PAPER_PASSWORD = "giấy này chỉ anh Tâm mở"
CHANGED_MIND = "C028"  # the guardian takes the "yes" back after the label was printed
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(slots=True)
class Day:
    """One day in the shop and everything the program said, by the name of the act."""

    shop: Computer
    said: dict[str, Said] = field(default_factory=dict)
    parcels: dict[str, tuple[str, int]] = field(default_factory=dict)  # code -> the shop's order number, which parcel

    def do(self, name: str, verb: str, *words: str, **more: str) -> Said:
        self.said[name] = self.shop.do(verb, *words, **more)
        return self.said[name]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    day = Day(Computer(tmp_path_factory.mktemp("shop"), is_cheap=True))
    day.said["new"] = day.shop.found()
    take_everything_in(day)
    day.do("labels", "labels", "--out", "labels.pdf")
    day.parcels = parcels_of(day.shop)
    code = code_of(customer_called(CHANGED_MIND))
    day.do("changed mind", "consent", code, "withdrawn", "--purpose", "delivery_of_goods", "--guardian")
    hand_everything_over(day)
    print_reports(day)
    return day


def take_everything_in(day: Day) -> None:
    for name in ("recipients.csv", "customers.csv"):
        (day.shop.desk / name).write_bytes((DATA / name).read_bytes())
    as_excel_saves_it = (DATA / "orders.csv").read_text(encoding="utf-8").encode("utf-16")
    (day.shop.desk / "orders.csv").write_bytes(as_excel_saves_it)
    for name in ("recipients.csv", "customers.csv", "orders.csv"):
        day.do(f"try {name}", "import", name, "--dry-run")
        day.do(name, "import", name)


def hand_everything_over(day: Day) -> None:
    for short, name in CARRIERS.items():
        if short == "ghn":
            words = ("--out", short, "--carrier", name.upper(), "--courier", "Anh Tâm", "--password-fd", "0")
            day.said[short] = day.shop.do("handover", *words, secrets=(PAPER_PASSWORD, PASSPHRASE))
        else:
            day.do(short, "handover", "--out", short, "--carrier", name)
    day.do("expired carrier", "handover", "--out", "laco", "--carrier", "Chuyển Phát Lá Cờ")


def print_reports(day: Day) -> None:
    now = today()
    customer = code_of(orders()[0].customer)
    period = ("--from", f"01/01/{now.year - 1}", "--to", f"31/12/{now.year + 1}")
    day.do("report", "report disclosures", "--out", "report.pdf")
    day.do("report of the year", "report disclosures", *period, "--out", "year.pdf")
    day.do("report of last year", "report disclosures", "--to", f"01/01/{now.year - 1}", "--out", "before.pdf")
    day.do("report of one", "report disclosures", "--customer", customer, "--out", "one.pdf")
    words = ("--recipient", CARRIERS["saomai"], "--purpose", "delivery_of_goods", "--basis", "CONTRACT")
    day.do("report of one carrier", "report disclosures", *words, "--out", "saomai.pdf")


def parcels_of(shop: Computer) -> dict[str, tuple[str, int]]:
    with shop.rows() as db:
        rows = db.execute("SELECT parcel.code, external_ref, number FROM parcel JOIN sale ON sale.id = sale_id")
        return {f"{code[:4]}-{code[4:8]}-{code[8:]}": (ref, number) for code, ref, number in rows}


def expected_parcels(carrier: str | None = None) -> set[tuple[str, int]]:
    """Return the parcels that get a label, and with it a way out of the shop."""
    chosen = [one for one in orders() if one.goes_out and carrier in {None, one.carrier}]
    return {(one.ref, number) for one in chosen for number in range(1, one.parcels + 1)}


def handed_over(carrier: str | None = None) -> set[tuple[str, int]]:
    gone_back = {one.ref for one in orders() if one.customer["ref"] == CHANGED_MIND}
    return {parcel for parcel in expected_parcels(carrier) if parcel[0] not in gone_back}


def order_of(ref: str) -> Row:
    return next(one.customer for one in orders() if one.ref == ref)


# --- taking in ----------------------------------------------------------------------------------


def test_the_tables_hold_every_case_the_journey_is_about() -> None:
    nos = {no for one in orders() for no in one.order_nos | one.label_nos}
    ages = {age(one.customer) is None for one in orders() if one.goes_out}
    minors = [one for one in orders() if one.goes_out and (age(one.customer) or 99) < 18]
    names = [row["name"] for row in table("customers.csv")]
    assert nos >= {"no guardian", "guardian did not agree", "minor did not agree", "commitment expired"}
    assert nos >= {"commitment incomplete", "no commitment", "labels not agreed", "nowhere to send", "no carrier"}
    assert ages == {True, False}
    assert minors
    assert (len(names), len(orders())) == (200, 60)
    assert 20 < sum(name != shown(name) for name in names) < 180


def test_two_hundred_customers_are_taken_in_and_a_rehearsal_changes_nothing(day: Day) -> None:
    """Had the rehearsal written anything, the real import would meet its own customer numbers."""
    assert [day.said[f"try {name}"].code for name in ("recipients.csv", "customers.csv")] == [DONE, DONE]
    assert day.said["recipients.csv"].code == DONE
    assert "200 trên 200" in day.said["customers.csv"].out
    with day.shop.rows() as db:
        stored = dict(db.execute("SELECT external_ref, name FROM customer").fetchall())
    assert stored == {row["ref"]: shown(row["name"]) for row in table("customers.csv")}


def test_an_import_says_which_consents_of_minors_it_did_not_write(day: Day) -> None:
    said = day.said["customers.csv"]
    lines = {row["ref"]: f"dòng {line}" for line, row in enumerate(table("customers.csv"), 2)}
    assert set(refusals(said.troubles)) == {
        (lines["C021"], "guardian did not agree", "VK 9"),  # was asked about deliveries, not about offers
        (lines["C023"], "guardian did not agree", "VK 9"),
    }
    assert said.code == REFUSED


def test_only_the_orders_of_minors_without_agreement_stay_out(day: Day) -> None:
    wanted = {(f"dòng {one.line}", no, CLAUSES[no]) for one in orders() for no in one.order_nos}
    said = day.said["orders.csv"]
    taken = sum(not one.order_nos for one in orders())
    assert set(refusals(said.troubles)) == wanted
    assert said.code == REFUSED
    assert f"{taken} trên 60" in said.out
    assert {ref for ref, _ in day.parcels.values()} == {one.ref for one in orders() if not one.order_nos}


# --- labels -------------------------------------------------------------------------------------


def test_every_parcel_that_may_not_be_labelled_is_named_with_its_reasons_and_no_other(day: Day) -> None:
    wanted = {
        ((one.ref, number), no, CLAUSES[no])
        for one in orders()
        if not one.order_nos
        for number in range(1, one.parcels + 1)
        for no in one.label_nos
    }
    said = day.said["labels"]
    assert {(day.parcels[code], kind, clause) for code, kind, clause in refusals(said.troubles)} == wanted
    assert said.code == REFUSED
    assert len(said.troubles) == len(wanted)


def test_each_label_shows_the_masked_name_of_its_own_customer_and_no_secret(day: Day) -> None:
    pages = pages_of(day.shop.paper("labels.pdf"))
    assert len(pages) == len(expected_parcels())
    printed = [(page, day.parcels[one_code_in(page, day)]) for page in pages]
    assert {parcel for _, parcel in printed} == expected_parcels()
    for page, (ref, _) in printed:
        assert masked(order_of(ref)["name"]) in shown(page)
        assert secrets_in(page, order_of(ref)) == []


def one_code_in(page: str, day: Day) -> str:
    (code,) = day.parcels.keys() & set(re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", page))
    return code


def test_both_bar_codes_of_every_label_hold_the_code_printed_beside_them(day: Day) -> None:
    pdf = day.shop.paper("labels.pdf")
    document = pypdfium2.PdfDocument(pdf)
    for page, text in zip(document, pages_of(pdf), strict=True):
        picture = page.render(scale=300 / 72, grayscale=True).to_pil()
        seen = scanned(picture)
        code = one_code_in(text, day).replace("-", "")
        assert [content for _, content in seen] == [code, code]
        assert len({kind for kind, _ in seen}) == 2
    document.close()


# --- handing over -------------------------------------------------------------------------------


def sheet_rows(data: bytes) -> Iterator[list[str]]:
    """Return the cells of a spreadsheet row by row, by hand: a zip of XML with its strings in one place."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        strings = [
            "".join(part.text or "" for part in item.iter(f"{SPREADSHEET}t"))
            for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    for row in sheet.iter(f"{SPREADSHEET}row"):
        cells = [(cell.get("t"), cell.findtext(f"{SPREADSHEET}v") or "") for cell in row]
        yield [strings[int(value)] if kind == "s" else value for kind, value in cells]


@pytest.mark.parametrize("short", list(CARRIERS))
def test_the_carriers_sheet_has_exactly_its_parcels_with_full_data(day: Day, short: str) -> None:
    header, *rows = sheet_rows(day.shop.paper(f"{short}/manifest.xlsx"))
    codes = [f"{row[0][:4]}-{row[0][4:8]}-{row[0][8:]}" for row in rows]
    assert (header[0], header[3]) == ("Mã kiện", "Số điện thoại")
    assert {day.parcels[code] for code in codes} == handed_over(CARRIERS[short])
    for code, row in zip(codes, rows, strict=True):
        ref, number = day.parcels[code]
        check_row(row, ref, number, is_installer=short == "tholap")


def check_row(row: list[str], ref: str, number: int, *, is_installer: bool) -> None:
    order = next(one for one in orders() if one.ref == ref)
    customer = order.customer
    assert row[2] == shown(customer["name"])
    assert row[3] in (nationals(customer["phones"]) or {""})
    assert row[4].startswith(shown(customer["address"]))
    assert all(product.split(" x ")[-1].split(" × ")[-1].strip() in row[5] for product in order.goods.split(";"))
    assert [int(row[6]), int(row[7])] == [number, order.parcels]
    assert int(row[9]) == (order.amount_to_collect if number == 1 and not is_installer else 0)
    is_quiet = any(word in {"ALL", "CALL", "tất cả"} for word in customer["stop"].split(";"))
    assert row[10:] == (["Không gọi"] if is_quiet else [""])


def test_a_guardian_who_took_the_yes_back_stops_the_parcel_at_the_door(day: Day) -> None:
    said = day.said["ghn"]
    found = [(day.parcels[code][0], kind, clause) for code, kind, clause in refusals(said.troubles)]
    (stopped,) = (one for one in orders() if one.customer["ref"] == CHANGED_MIND)
    paper = words_of(day.shop.paper("ghn/manifest.pdf"), PAPER_PASSWORD)
    assert found == [(stopped.ref, "guardian did not agree", "VK 9")] * stopped.parcels
    assert (said.code, day.said["saomai"].code, day.said["tholap"].code) == (REFUSED, DONE, DONE)
    assert "Lý do riêng của khách" in paper
    assert not any(word in paper for word in ("giám hộ", "VK 9"))  # the courier need not know that it is a child
    assert secrets_in(paper, stopped.customer) == []


def test_the_locked_manifest_opens_with_its_password_only(day: Day) -> None:
    pdf = day.shop.paper("ghn/manifest.pdf")
    reader = PdfReader(BytesIO(pdf))
    locked = json.dumps(str(reader.trailer["/Encrypt"].get_object()))
    assert reader.is_encrypted
    assert not reader.decrypt("")
    assert not reader.decrypt(PASSPHRASE)
    assert reader.decrypt(PAPER_PASSWORD)
    assert "AESV3" in locked
    assert shown(orders()[0].customer["name"]).encode() not in pdf
    assert not PdfReader(BytesIO(day.shop.paper("saomai/manifest.pdf"))).is_encrypted


def test_a_carrier_without_labelled_parcels_gets_nothing(day: Day) -> None:
    assert day.said["expired carrier"].code == BAD_INPUT
    assert not (day.shop.desk / "laco").exists()


# --- reports ------------------------------------------------------------------------------------


def test_the_report_counts_every_disclosure_and_nothing_else(day: Day) -> None:
    whole = handed_over()
    paper = words_of(day.shop.paper("report.pdf"))
    codes = Tally(re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", paper))
    assert {day.parcels[code] for code in codes if code in day.parcels} == whole
    assert {count for code, count in codes.items() if code in day.parcels} == {1}
    for name in CARRIERS.values():
        assert f"{len(handed_over(name))} {name}" in paper
    assert f" {len(whole)} Lượt chia sẻ" in paper


@pytest.mark.parametrize(
    ("name", "carrier", "customer"),
    [
        ("report", None, None),
        ("report of the year", None, None),
        ("report of one carrier", CARRIERS["saomai"], None),
        ("report of one", None, "C001"),
    ],
)
def test_each_choice_of_report_counts_its_own(day: Day, name: str, carrier: str | None, customer: str | None) -> None:
    wanted = {parcel for parcel in handed_over(carrier) if customer in {None, order_of(parcel[0])["ref"]}}
    assert wanted
    assert f"báo cáo {len(wanted)} lần" in day.said[name].out
    assert day.said[name].code == DONE


def test_a_period_without_disclosures_says_so(day: Day) -> None:
    assert "báo cáo 0 lần chia sẻ" in day.said["report of last year"].out
    assert "Không có lượt chia sẻ" in words_of(day.shop.paper("before.pdf"))


def test_the_printed_head_is_the_one_in_the_trail(day: Day) -> None:
    paper = "".join(words_of(day.shop.paper("report.pdf")).split())
    with day.shop.rows() as db:
        heads = [row[0].hex() for row in db.execute("SELECT hash FROM audit_entry")]
    assert sum(head in paper for head in heads) == 1


# --- all of it ----------------------------------------------------------------------------------


def test_no_process_ever_said_anything_about_a_customer(day: Day) -> None:
    spoken = "\n".join(said.out + said.err for said in day.shop.heard)
    assert [found for row in table("customers.csv") if (found := secrets_in(spoken, row))] == []
    assert sum(len(said.troubles) for said in day.shop.heard) > 100  # each of them one whole line


def test_papers_with_personal_data_are_for_their_owner_only(day: Day) -> None:
    papers = [path for path in day.shop.desk.rglob("*") if path.suffix in {".pdf", ".xlsx"}]
    assert len(papers) == 12
    assert [path.name for path in papers if path.stat().st_mode & 0o077] == []
    assert not [path for path in day.shop.home.rglob("*.part") if Path(path).exists()]
