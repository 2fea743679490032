"""Lists that come as Excel workbooks: they say what the same CSV file says, and what Excel did to them is told."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from ledger.assets import load_wording
from ledger.domain.customer import Customer
from ledger.domain.errors import ConfirmationNeeded, RoleForbidden, TableUnreadable
from ledger.domain.recipient import Recipient
from ledger.domain.wording import Language
from ledger.services import consents, customers, importing, recipients
from ledger.services.explaining import explain_error
from ledger.services.importing import Encoding, HowToRead, ImportReport
from ledger.services.importing_customers import import_customers
from ledger.services.importing_orders import import_orders, import_recipients
from ledger.services.session import Session
from ledger.storage import customers as customer_rows
from ledger.storage import orders as order_rows
from support.services import Workplace, add_carrier, attempts, records, snapshot, workplace
from support.workbooks import Cell, as_typed, book, in_windows_1258, packed, workbook

PEOPLE = """ref,name,phones,emails,address,ward,province,gender,birth_date,collected_at,adult,consent.marketing.SMS
A-1,Nguyễn Văn Đức,911647979,duc@example.com,36 Hàng Than,Phường Ba Đình,Hà Nội,MALE,1990-02-01,2026-11-20T09:30:00,,có
A-2,Trần Thị Hoa,0988111222;0243 936 0000,,,,,,,,có,không
"""
ORDERS = """order_ref,customer,ordered_at,items,amount,parcels,weight_g
HD-1,A-1,2026-11-20T09:30:00,2 x Dầu gội; Khăn tắm,350000,2,1250
HD-2,988111222,,3×Xà phòng,,,
"""
PARTNERS = """name,role,phone,signed_on,expires_on,items
Giao Mới,CARRIER,911647979,2026-01-01,2026-12-31,all
"""


def told(report: ImportReport) -> list[tuple[int, str, object]]:
    return [(one.line, one.error.code(), one.error.data.get("cell")) for one in report.problems]


def everybody(session: Session) -> list[tuple[object, ...]]:
    def of(one: Customer) -> tuple[object, ...]:
        numbers, said = tuple(phone.number for phone in one.phones), consents.records_of(session, one)
        known = one.birth_on, one.collected_at, one.gender, one.emails, [place.line for place in one.addresses]
        return one.name, numbers, *known, [(record.channel, record.outcome) for record in said]

    return sorted((of(one) for name in ("duc", "hoa") for one in customers.find(session, name)), key=str)


def as_kept_by_excel(table: str) -> list[list[Cell]]:
    """Return the cells as Excel keeps them: numbers without their zeros, days and instants as numbers of its own."""
    rows = as_typed(table)
    for row in rows[1:]:
        for at, cell in enumerate(row):
            if isinstance(cell, str) and cell.startswith(("1990-", "2026-")):
                row[at] = datetime.fromisoformat(cell) if "T" in cell else date.fromisoformat(cell)
    return rows


def one_sheet(*rows: list[Cell]) -> bytes:
    return workbook(Sheet1=list(rows))


# --- the same as the CSV file ---------------------------------------------------------------------


def test_customers_from_a_workbook_are_those_of_the_same_csv_file(shop: Workplace, tmp_path: Path) -> None:
    report = import_customers(shop.session, workbook(Khách=as_kept_by_excel(PEOPLE)))
    assert (report.rows, report.imported, report.problems, report.sheet) == (2, 2, (), "Khách")
    assert [(one.line, one.code) for one in report.remarks] == [(2, "phone_repaired")]  # Excel had eaten the zero
    for other in workplace(tmp_path / "other"):
        from_csv = import_customers(other.session, PEOPLE.encode())
        assert (from_csv.rows, from_csv.remarks) == (report.rows, report.remarks)
        assert everybody(other.session) == everybody(shop.session)
    duc, hoa = everybody(shop.session)
    assert duc[:3] == ("Nguyễn Văn Đức", ("+84911647979",), date(1990, 2, 1))
    assert str(duc[3]) == "2026-11-20 02:30:00+00:00"  # 09:30 in Vietnam
    assert hoa[1] == ("+84988111222", "+842439360000")


def test_orders_and_partners_come_from_workbooks_too(session: Session) -> None:
    import_customers(session, workbook(Khách=as_kept_by_excel(PEOPLE)))
    add_carrier(session)
    report = import_orders(session, workbook(Đơn=as_kept_by_excel(ORDERS)))
    assert (report.imported, report.problems) == (2, ())
    assert [(one.line, one.code) for one in report.remarks] == [(3, "phone_repaired")]
    (duc,) = customers.find(session, "duc")
    (order,) = order_rows.orders_of(session.db, duc.id)
    assert (order.amount, len(order.parcels), order.parcels[0].weight_g) == (350_000, 2, 1_250)
    partners = import_recipients(session, workbook(Đối_tác=as_kept_by_excel(PARTNERS)))
    assert [(one.line, one.code) for one in partners.remarks] == [(2, "phone_repaired")]
    fast: Recipient = recipients.by_name(session, "giao moi")
    assert (fast.phone, len(fast.commitments[0].items)) == ("+84911647979", 7)


def test_the_name_of_the_file_does_not_matter_and_neither_do_empty_rows_above_and_columns_beside(
    session: Session,
) -> None:
    rows: list[list[Cell]] = [[], [], [None, None, "Họ tên", "Điện thoại"], [None, None, "Hoa", 911647979], [], []]
    report = import_customers(session, one_sheet(*rows, [None, None, "Mai", "gọi chị Hoa"]))
    assert told(report) == [(7, "invalid_phone", None)]  # the number Excel shows at the left of the row
    assert report.rows == 2


def test_a_dry_run_of_a_workbook_writes_nothing(session: Session) -> None:
    data = workbook(Khách=as_kept_by_excel(PEOPLE))
    before = snapshot(session)
    trial = import_customers(session, data, is_dry_run=True)
    assert (trial.rows, trial.imported, trial.problems) == (2, 0, ())
    assert snapshot(session) == before


def test_a_file_read_once_is_tried_and_then_imported(session: Session) -> None:
    table = importing.read_file(workbook(Khách=as_kept_by_excel(PEOPLE)))
    assert import_customers(session, table, is_dry_run=True).rows == 2
    assert import_customers(session, table).imported == 2
    assert "Hoa" not in repr(table)


def test_staff_import_no_workbook_and_the_manager_gives_the_passphrase(shop: Workplace) -> None:
    data = workbook(Khách=as_kept_by_excel(PEOPLE))
    shop.clock.move(minutes=6)
    with pytest.raises(ConfirmationNeeded):
        import_customers(shop.session, data)
    with pytest.raises(RoleForbidden):
        import_customers(shop.as_staff(), data)


# --- which sheet ----------------------------------------------------------------------------------


def test_the_first_sheet_with_something_in_it_is_read_and_the_others_are_named(session: Session) -> None:
    data = workbook(Bìa=[], Khách=[["name"], ["Hoa"]], Cũ=[["name"], ["Mai"]], Trống=[])
    report = import_customers(session, data, is_dry_run=True)
    assert (report.sheet, report.other_sheets, report.rows) == ("Khách", ("Cũ",), 1)


def test_another_sheet_is_read_when_it_is_asked_for(session: Session) -> None:
    data = workbook(Khách=[["name"], ["Hoa"]], Cũ=[["name"], ["Mai"], ["Lan"]])
    report = import_customers(session, data, how=HowToRead(sheet=" cũ "), is_dry_run=True)
    assert (report.sheet, report.other_sheets, report.rows) == ("Cũ", ("Khách",), 2)
    for unknown in ("Mới", "\ud800", "dài" * 10_000):
        with pytest.raises(TableUnreadable) as refused:
            import_customers(session, data, how=HowToRead(sheet=unknown))
        assert refused.value.data["why"] == "no_sheet"
    # A CSV file is one table, whatever it is called.
    assert import_customers(session, b"name\nHoa\n", how=HowToRead(sheet="Mới"), is_dry_run=True).rows == 1


def test_a_wide_report_on_another_sheet_stands_in_nobodys_way(session: Session) -> None:
    wide: list[Cell] = list(range(200))
    assert import_customers(session, workbook(Khách=[["name"], ["Hoa"]], Tổng=[wide])).imported == 1


def test_a_hidden_sheet_is_read_only_when_it_is_asked_for(session: Session) -> None:
    parts = book('<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>0</v></c></row>')
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace('sheetId="1"', 'sheetId="1" state="hidden"')
    with pytest.raises(TableUnreadable) as refused:
        import_customers(session, packed(parts))
    assert refused.value.data["why"] == "empty"
    assert import_customers(session, packed(parts), how=HowToRead(sheet="Sheet1")).imported == 1


# --- what a cell holds ----------------------------------------------------------------------------


def test_numbers_days_and_results_of_formulas_are_taken_as_they_are_shown(session: Session) -> None:
    rows: list[list[Cell]] = [
        ["ref", "name", "note", "birth_date", "collected_at"],
        [7, "Hoa", 1.5, date(1990, 2, 1), datetime(2026, 11, 20, 9, 30)],  # noqa: DTZ001 - Excel knows no zones
        [8.0, "Mai", 0.1 + 0.2, "1/2/1990", date(2026, 11, 20)],
        [9, "Lan", 1.125, None, None],
    ]
    assert import_customers(session, one_sheet(*rows)).problems == ()
    hoa, mai, lan = (customers.find(session, name)[0] for name in ("hoa", "mai", "lan"))
    assert (hoa.note, hoa.birth_on) == ("1.5", date(1990, 2, 1))
    assert (mai.note, mai.birth_on) == ("0.3", date(1990, 2, 1))
    assert [customer_rows.id_of_ref(session.db, ref) for ref in ("7", "8", "9")] == [hoa.id, mai.id, lan.id]
    assert str(mai.collected_at) == "2026-11-19 17:00:00+00:00"
    assert float(str(lan.note)) == 1.125


def test_a_formula_counts_as_what_it_shows(session: Session) -> None:
    def cell(kind: str, shown: str) -> str:
        return f'<c t="{kind}"><f>A1&amp;B1</f><v>{shown}</v></c>'

    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("name", "phones"))
    data = packed(book(f"<row>{head}</row><row>{cell('str', 'Trần Thị Hoa')}{cell('n', '911647979')}</row>"))
    assert import_customers(session, data).problems == ()
    assert [one.number for one in customers.find(session, "hoa")[0].phones] == ["+84911647979"]


def test_a_weight_with_a_comma_never_becomes_a_thousand_times_more(session: Session) -> None:
    import_customers(session, b"ref,name,phones\nA-1,Hoa,0911647979\n")
    rows: list[list[Cell]] = [["customer", "items", "weight_g"], ["A-1", "Nến", 1.125]]
    assert told(import_orders(session, one_sheet(*rows))) == [(2, "out_of_range", None)]


def test_what_is_no_text_and_no_number_is_a_bad_row_with_its_cell_and_what_to_do(session: Session) -> None:
    rows: list[list[Cell]] = [
        ["name", "note", "ref"],
        ["Hoa", True, "A-1"],
        ["Mai", "=1/0", "A-2"],
        ["Lan", None, 1234567890123456789],
        ["Yến", "tốt", "A-4"],
    ]
    before = records(session)
    report = import_customers(session, with_error_in_b3(one_sheet(*rows)))
    assert told(report) == [
        (2, "cell_unreadable", "B2"),
        (3, "cell_unreadable", "B3"),
        (4, "cell_unreadable", "C4"),
    ]
    assert [one.error.data["why"] for one in report.problems] == ["boolean", "error", "digits"]
    assert records(session) == before
    for language in Language:
        for one in report.problems:
            assert str(one.error.data["cell"]) in explain_error(one.error, load_wording(language))


def test_a_cell_longer_than_any_spreadsheet_holds_is_a_bad_row(session: Session) -> None:
    report = import_customers(session, f"name,note\nHoa,{'dài ' * 10_000}\nMai,\n".encode())
    assert [(one.line, one.error.data["cell"], one.error.data["why"]) for one in report.problems] == [(2, "B2", "long")]


def with_error_in_b3(data: bytes) -> bytes:
    """Return the workbook with the result Excel itself would have put beside ``=1/0``."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(
        b'<c r="B3"><f>1/0</f><v>0</v></c>', b'<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    )
    assert b'"e"' in parts[sheet]
    return packed(parts)


def test_a_cell_is_cleaned_like_everything_that_is_typed(session: Session) -> None:
    rows: list[list[Cell]] = [
        ["name", "note"],
        ["  Hoa\u202e \u200b", "=cmd|' /c calc'!A1"],
        ["Mai", "dòng 1_x000D_\ndòng 2"],
    ]
    data = packed_as_text(rows)
    assert import_customers(session, data).problems == ()
    hoa, mai = (customers.find(session, name)[0] for name in ("hoa", "mai"))
    assert (hoa.name, hoa.note) == ("Hoa", "=cmd|' /c calc'!A1")
    assert mai.note == "dòng 1\ndòng 2"


def packed_as_text(rows: list[list[Cell]]) -> bytes:
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    return packed(book(cells))


# --- encodings of CSV files -----------------------------------------------------------------------

WINDOWS = "name,note\nTrần Thị Hoa,vui tính\n"


def test_an_old_csv_file_is_read_in_the_encoding_that_was_chosen(session: Session) -> None:
    data = in_windows_1258(WINDOWS)
    with pytest.raises(TableUnreadable) as refused:
        import_customers(session, data)
    assert (refused.value.data["why"], refused.value.data["line"]) == ("encoding", 2)
    assert import_customers(session, data, how=HowToRead(encoding=Encoding.WINDOWS_1258)).imported == 1
    assert customers.find(session, "hoa")[0].name == "Trần Thị Hoa"


def test_utf_16_without_its_mark_is_read_when_it_was_chosen_and_a_mark_is_always_believed(session: Session) -> None:
    how = HowToRead(encoding=Encoding.UTF_16)
    assert import_customers(session, WINDOWS.encode("utf-16-le"), how=how).imported == 1
    for data in (WINDOWS.encode("utf-8-sig"), WINDOWS.encode("utf-16")):
        assert import_customers(session, data, how=HowToRead(encoding=Encoding.WINDOWS_1258), is_dry_run=True).rows == 1


def test_a_file_of_two_encodings_is_refused_with_the_line_where_they_change(session: Session) -> None:
    data = WINDOWS.encode() + in_windows_1258("Lê Thị Mai,đẹp\n")
    with pytest.raises(TableUnreadable) as refused:
        import_customers(session, data)
    assert (refused.value.data["why"], refused.value.data["line"]) == ("encoding", 3)
    assert attempts(session) == ()
