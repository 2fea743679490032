"""Importing a shop's old lists: every bad row named, all of it or nothing, and the gate asked about every row."""

import unicodedata
from datetime import UTC, datetime

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentOutcome
from ledger.domain.customer import Customer, Gender, Source
from ledger.domain.errors import FileTooLarge, SecondKeeperMissing, TableUnreadable
from ledger.domain.gate import ReasonCode
from ledger.domain.minor import Giver
from ledger.domain.parcel import ParcelState
from ledger.domain.purpose import Channel
from ledger.services import consents, customers, overview, parcels, recipients
from ledger.services.importing import SIZE_LIMIT, ImportReport
from ledger.services.importing_customers import import_customers
from ledger.services.importing_orders import import_orders, import_recipients
from ledger.services.session import Session
from ledger.storage import orders as order_rows
from ledger.storage.consents import stops_of
from support.services import Workplace, add_carrier, add_customer, attempts, audited, records, snapshot

PEOPLE = """ref,name,phones,emails,address,ward,province,gender,birth_date,source,collected_at,note
A-1,Nguyễn Văn Đức,911647979,duc@example.com,36 Hàng Than,Phường Ba Đình,Hà Nội,MALE,1/2/1990,SHOP,20/11/2026 09:30,
A-2,Trần Thị Hoa,0988111222;0243 936 0000,,,,,,,,,"Giao buổi chiều,
gọi trước"
"""


def problems(report: ImportReport) -> list[tuple[int, str, object]]:
    return [(one.line, one.error.code(), one.error.data.get("field")) for one in report.problems]


def why_unreadable(session: Session, data: bytes) -> tuple[object, object]:
    before = snapshot(session)
    with pytest.raises(TableUnreadable) as refused:
        import_customers(session, data)
    assert snapshot(session) == before
    return refused.value.data["why"], refused.value.data["line"]


def called(session: Session, name: str) -> Customer:
    (found,) = customers.find(session, name)
    return found


# --- customers ----------------------------------------------------------------------------------


def test_a_whole_list_comes_in_with_everything_known_about_everybody(session: Session) -> None:
    report = import_customers(session, PEOPLE.encode())
    assert (report.rows, report.imported, report.problems) == (2, 2, ())
    assert [(one.line, one.code) for one in report.remarks] == [(2, "phone_repaired")]
    duc, hoa = called(session, "duc"), called(session, "hoa")
    assert ([one.number for one in duc.phones], duc.gender) == (["+84911647979"], Gender.MALE)
    assert (duc.source, duc.collected_at) == (Source.SHOP, datetime(2026, 11, 20, 2, 30, tzinfo=UTC))
    assert duc.addresses[0].province == "Thành phố Hà Nội"
    assert ([one.number for one in hoa.phones], hoa.source) == (["+84988111222", "+842439360000"], Source.IMPORT)
    assert hoa.note == "Giao buổi chiều,\ngọi trước"


@pytest.mark.parametrize(
    "data",
    [
        PEOPLE.encode("utf-8-sig"),
        PEOPLE.encode("utf-16"),
        b"\xfe\xff" + PEOPLE.encode("utf-16-be"),
        PEOPLE.replace("\n", "\r\n").encode(),
        unicodedata.normalize("NFD", PEOPLE).encode(),
        "\n".join(line.replace(",", "\t") for line in PEOPLE.splitlines()[:2]).encode(),
        "\n".join(line.replace(",", ";") for line in PEOPLE.splitlines()[:2]).encode(),
        ("\n" + PEOPLE.replace("A-2", " \n\nA-2")).lstrip("\n").replace(" \n\nA-2", "A-2").encode(),
    ],
)
def test_however_the_spreadsheet_saved_it(session: Session, data: bytes) -> None:
    assert import_customers(session, data).problems == ()
    duc = called(session, "Nguyễn Văn Đức")
    assert (duc.name, duc.birth_on is not None, duc.emails[0].address) == ("Nguyễn Văn Đức", True, "duc@example.com")


def test_the_headings_may_be_vietnamese(session: Session) -> None:
    table = "Mã khách;Họ tên;Số điện thoại;Địa chỉ;Phường/Xã;Tỉnh/Thành;Ngày sinh;Ghi chú\n"
    plain = table.replace("/Xã", " xã").replace("/Thành", " thành")
    row = "A-1;Lê Thị Mai;0988111222;36 Hàng Than;Ba Đình;Hà Nội;1/2/1990;vui tính\n"
    report = import_customers(session, (plain + row).encode("utf-8-sig"))
    assert (report.imported, report.problems) == (1, ())
    mai = called(session, "mai")
    assert (mai.note, mai.addresses[0].ward) == ("vui tính", "Phường Ba Đình")


def test_every_bad_row_is_named_with_its_line_and_nothing_is_imported(session: Session) -> None:
    table = (
        "ref,name,phones,birth_date,collected_at,adult,source\n"
        "A-1,Người Tốt,0911647979,,,,\n"
        "A-2,,0911647979,,,,\n"
        'A-3,"Tên\nhai dòng",,31/02/2020,,,\n'
        "A-4,Số Sai,gọi chị Hoa,,,,\n"
        "A-1,Trùng Mã,,,,,\n"
        "A-6,Ngày Mai,,,22/11/2026 10:00,,\n"
        "A-7,Có Lẽ,,,,maybe,\n"
        "A-8,Nguồn Lạ,,,,,TIKTOK\n"
    )
    before = records(session)
    report = import_customers(session, table.encode())
    assert problems(report) == [
        (3, "text_missing", "name"),
        (4, "invalid_date", "birth_date"),
        (6, "invalid_phone", "phone"),
        (7, "name_taken", None),
        (8, "in_future", "collected_at"),
        (9, "unknown_choice", "is_declared_adult"),
        (10, "unknown_choice", "source"),
    ]
    assert (report.rows, report.imported) == (8, 0)
    assert records(session) == before


def test_a_dry_run_says_the_same_and_writes_nothing(session: Session) -> None:
    before = snapshot(session)
    trial = import_customers(session, PEOPLE.encode(), is_dry_run=True)
    assert snapshot(session) == before
    real = import_customers(session, PEOPLE.encode())
    assert (trial.rows, trial.problems, trial.remarks) == (real.rows, real.problems, real.remarks)
    assert (trial.imported, real.imported) == (0, 2)
    assert called(session, "duc").code == "KH-00001"  # the trial used up no number


def test_somebody_already_on_record_is_said_and_still_imported(session: Session) -> None:
    first = add_customer(session, "Chủ Cũ", phones=("0911647979",))
    report = import_customers(session, PEOPLE.encode())
    assert (2, "duplicate", (first.code,)) in [(one.line, one.code, one.details) for one in report.remarks]
    assert report.imported == 2


def test_a_list_is_not_imported_before_there_is_a_second_keeper(shop: Workplace) -> None:
    shop.session.db.execute("DELETE FROM setting")
    with pytest.raises(SecondKeeperMissing):
        import_customers(shop.session, PEOPLE.encode())


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", ("empty", 1)),
        (b"name,colour\nHoa,blue\n", ("column", 1)),
        (b"name,name\nHoa,Mai\n", ("column", 1)),
        (b"name\nHoa\nMai,0911647979\n", ("cells", 3)),
        (b'name\n"Hoa\nMai', ("quotes", 2)),
        (b'name\n"Hoa"x\n', ("quotes", 2)),
        (b"name\nHoa\x00\n", ("nul", 2)),
        (b"name\nHoa\nM\xe1\xba\n", ("encoding", 3)),
        ("name\nHoa".encode("utf-16-le"), ("nul", 1)),
        (b"name," + b",".join(b"consent.marketing.C%d" % i for i in range(70)), ("columns", 64)),
    ],
)
def test_a_table_that_is_none_is_refused_with_its_line(session: Session, data: bytes, why: tuple[str, int]) -> None:
    assert why_unreadable(session, data) == why


def test_ten_megabytes_are_read_and_not_one_byte_more(session: Session) -> None:
    with pytest.raises(FileTooLarge):
        import_customers(session, b"name\n" + b"x" * SIZE_LIMIT)
    with pytest.raises(TableUnreadable) as refused:  # small enough to be read, and then too many rows
        import_customers(session, b"name\n".ljust(SIZE_LIMIT, b"\n"))
    assert refused.value.data["why"] == "rows"


def test_a_header_alone_imports_nobody_and_is_no_act(session: Session) -> None:
    assert audited(session, lambda: import_customers(session, b"name,phones\n\n \n")) == []


def test_a_field_the_policy_does_not_collect_is_refused_row_by_row(vietking: Session) -> None:
    report = import_customers(vietking, b"name,gender\nHoa,FEMALE\nMai,\n")
    assert problems(report) == [(2, "field_not_collected", "gender")]


def test_a_remembered_stop_is_found_in_an_imported_list(session: Session) -> None:
    import_customers(session, "ref,name,phones,stop\nA,Không Gọi,0911647979,tất cả\n".encode())
    report = import_customers(session, b"ref,name,phones\nB,Nguoi Moi,0911647979\n")
    assert "stop_remembered" in {one.code for one in report.remarks}
    again = called(session, "Nguoi Moi")
    assert [one.channel for one in stops_of(session.db, (again.id,))[again.id]] == [None]


def test_what_people_said_is_imported_with_them(session: Session) -> None:
    table = (
        "name,phones,adult,consent_method,consent_at,consent.marketing.SMS,consent.marketing.EMAIL,stop\n"
        "Hoa,0911647979,có,WEBSITE,19/11/2026 08:00,yes,không,CALL;ZALO\n"
        "Mai,0988111222,có,,,rút lại,,\n"
    )
    report = import_customers(session, table.encode())
    assert (report.imported, report.problems) == (2, ())
    hoa, mai = called(session, "hoa"), called(session, "mai")
    said = {(one.channel, one.outcome, one.occurred_at.day) for one in consents.records_of(session, hoa)}
    assert said == {(Channel.SMS, ConsentOutcome.GRANTED, 19), (Channel.EMAIL, ConsentOutcome.REFUSED, 19)}
    assert [one.outcome for one in consents.records_of(session, mai)] == [ConsentOutcome.WITHDRAWN]
    assert {one.channel for one in stops_of(session.db, (hoa.id,))[hoa.id]} == {Channel.CALL, Channel.ZALO}
    bad = import_customers(session, b"name,stop,consent.marketing.SMS\nLan,NONE,\nYen,,perhaps\nVan,FAX,\n")
    assert [line for line, _, _ in problems(bad)] == [2, 3, 4]


def test_a_guardian_may_stand_further_down_and_speaks_before_the_child(session: Session) -> None:
    table = (
        "ref,name,birth_date,guardian_ref,relation,consent.delivery_of_goods,guardian_consent.delivery_of_goods\n"
        "C-1,Bé Na,1/1/2016,M-1,mẹ,yes,yes\n"
        "C-2,Bé Bi,1/1/2016,,,yes,\n"
        "M-1,Trần Thị Hoa,1/1/1985,,,,\n"
    )
    report = import_customers(session, table.encode())
    assert (report.imported, report.problems) == (3, ())
    refused = [(one.line, one.details, one.reason.code) for one in report.remarks if one.reason]
    assert {(line, details) for line, details, _ in refused} == {(3, ("consent.delivery_of_goods",))}
    assert ReasonCode.GUARDIAN_MISSING in {code for _, _, code in refused}
    na = called(session, "Bé Na")
    assert na.guardian is not None
    assert na.guardian.guardian_id == called(session, "tran thi hoa").id
    assert {one.giver for one in consents.records_of(session, na)} == {Giver.SELF, Giver.GUARDIAN}
    assert len(attempts(session)) == 1


def test_a_guardian_who_is_nowhere_is_a_bad_row(session: Session) -> None:
    report = import_customers(session, "ref,name,guardian_ref\nC-1,Bé Na,M-9\nC-2,Tự Lo,C-2\n".encode())
    assert [(line, code) for line, code, _ in problems(report)] == [(2, "not_found"), (3, "invalid_input")]


def test_an_import_is_one_entry_of_its_own_and_one_per_person(session: Session) -> None:
    acts = audited(session, lambda: import_customers(session, PEOPLE.encode()))
    people = [(AuditAction.CUSTOMER_ADDED, "KH-00001"), (AuditAction.CUSTOMER_ADDED, "KH-00002")]
    assert acts[0] == (AuditAction.BACKUP_MADE, None)  # before so much is written at once
    assert sorted(acts[1:]) == sorted([*people, (AuditAction.CUSTOMERS_IMPORTED, None)])


# --- orders -------------------------------------------------------------------------------------

ORDERS = """order_ref,customer,ordered_at,items,amount,amount_to_collect,parcels,weight_g,carrier
HD-1,A-1,20/11/2026 09:30,2 x Dầu gội; Khăn tắm,350.000,350.000,2,1.250,giao nhanh
HD-2,0988 111 222,,3×Xà phòng,,,,,
HD-3,kh-00001,,Nến,,,,,
"""


def test_orders_find_their_customers_by_number_phone_or_code(session: Session) -> None:
    import_customers(session, PEOPLE.encode())
    carrier = add_carrier(session)
    report = import_orders(session, ORDERS.encode())
    assert (report.rows, report.imported, report.problems) == (3, 3, ())
    duc, hoa = called(session, "duc"), called(session, "hoa")
    first = order_rows.orders_of(session.db, duc.id)[-1]
    assert [(item.product, item.quantity) for item in first.items] == [("Dầu gội", 2), ("Khăn tắm", 1)]
    assert (first.amount, len(first.parcels), first.parcels[0].weight_g) == (350_000, 2, 1_250)
    assert (first.parcels[0].carrier_id, first.parcels[0].amount_to_collect) == (carrier.id, 350_000)
    assert order_rows.orders_of(session.db, hoa.id)[0].items[0].quantity == 3
    assert len(parcels.waiting(session, ParcelState.DRAFT)) == 4


def test_bad_orders_are_named_and_none_is_taken(session: Session) -> None:
    import_customers(session, PEOPLE.encode())
    add_customer(session, "Cùng Số", phones=("0988111222",))
    table = (
        "order_ref,customer,items,amount,parcels,carrier,ordered_at\n"
        "1,A-1,Nến,,,,\n"
        "2,,Nến,,,,\n"
        "3,A-9,Nến,,,,\n"
        "4,0988111222,Nến,,,,\n"  # two people have this number
        "5,A-1,,,,,\n"
        '6,A-1,Nến,"1,5",,,\n'
        "7,A-1,Nến,,0,,\n"
        "8,A-1,Nến,,,Hãng Lạ,\n"
        "9,A-1,Nến,,,,22/11/2026 10:00\n"
        "1,A-1,Nến,,,,\n"
        "11,A-1,0 x Nến,,,,\n"
    )
    before = records(session)
    report = import_orders(session, table.encode())
    assert [(line, code) for line, code, _ in problems(report)] == [
        (3, "text_missing"), (4, "not_found"), (5, "not_found"), (6, "text_missing"), (7, "out_of_range"),
        (8, "out_of_range"), (9, "not_found"), (10, "in_future"), (11, "name_taken"), (12, "out_of_range"),
    ]  # fmt: skip
    assert report.imported == 0
    assert records(session) == before


def test_an_order_the_gate_refuses_is_said_and_the_others_are_taken(session: Session) -> None:
    table = "ref,name,birth_date\nA-1,Lê Thị Mai,1/1/1990\nC-1,Bé Na,1/1/2016\n"
    import_customers(session, table.encode())
    report = import_orders(session, "customer,items\nC-1,Kẹo\nA-1,Nến\n".encode())
    assert (report.rows, report.imported) == (2, 1)
    assert ReasonCode.GUARDIAN_MISSING in {one.reason.code for one in report.remarks if one.reason}
    assert {one.line for one in report.remarks} == {2}
    assert overview.count(session)["attempts"] == 1


# --- partners -----------------------------------------------------------------------------------


def test_partners_come_with_their_papers_and_zones(session: Session) -> None:
    table = (
        "name,role,phone,signed_on,expires_on,items,masked_labels_on,zones\n"
        "Giao Nhanh,CARRIER,19001560,1/1/2026,31/12/2026,all,2/1/2026,Hà Nội=HN-01; TP. HCM=SG-02\n"
        "Giao Thiếu,carrier,,1/1/2026,31/12/2026,purpose;legal_basis,,\n"
    )
    report = import_recipients(session, table.encode())
    assert (report.imported, report.problems) == (2, ())
    fast, partial = recipients.by_name(session, "giao nhanh"), recipients.by_name(session, "giao thieu")
    assert (len(fast.commitments[0].items), sorted(fast.zones.values())) == (7, ["HN-01", "SG-02"])
    assert fast.masked_labels_agreed_on is not None
    assert partial.commitments[0].items == {"purpose", "legal_basis"}
    bad = (
        "name,role,signed_on,expires_on,items,zones\n"
        "Giao Nhanh,INSTALLER,,,,\n"
        "A,KING,,,,\n"
        "B,CARRIER,1/1/2026,,all,\n"
        "C,CARRIER,1/1/2026,1/1/2025,all,\n"
        "D,CARRIER,1/1/2026,1/1/2027,handshake,\n"
        "E,CARRIER,,,,Atlantis=1\n"
    )
    before = records(session)
    assert [line for line, _, _ in problems(import_recipients(session, bad.encode()))] == [2, 3, 4, 5, 6, 7]
    assert records(session) == before
