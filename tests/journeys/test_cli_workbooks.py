"""A script imports what a spreadsheet program saved: it says which sheet it read; a trap is one line of trouble."""

from pathlib import Path

from support.cli import BAD_INPUT, DONE, Computer
from support.workbooks import in_windows_1258, sparse, workbook


def test_a_workbook_is_imported_by_its_sheet_and_traps_are_told(tmp_path: Path) -> None:
    shop = Computer(tmp_path, is_cheap=True)
    shop.found()
    data = workbook(
        Khách=[["name", "phones"], ["Hoa", 911647979]],
        Cũ=[["Họ tên"], ["Mai"], ["Lan"]],
        Hỏng=[["name", "note"], ["Yến", True]],
    )
    files = {"customers.xlsx": data, "orders.xlsx": sparse("XFD1048576")}
    files["customers cũ.csv"] = in_windows_1258("name,note\nTrần Thị Ổi,vui tính\n")
    for name, content in files.items():
        (shop.desk / name).write_bytes(content)

    first = shop.do("import", "customers.xlsx")
    assert (first.code, first.out) == (DONE, "Đã nhập 1 trên 1 dòng.\n")
    assert "Khách" in first.troubles[0]
    assert "Cũ, Hỏng" in first.troubles[0]
    assert first.troubles[1].startswith("dòng 2: Số 9 chữ số đã được thêm số 0")
    bad = shop.do("import", "customers.xlsx", "--sheet", "Hỏng")
    assert (bad.code, bad.out) == (BAD_INPUT, "")
    assert any("dòng 2: Ô B2 là giá trị TRUE" in line for line in bad.troubles)

    trap = shop.do("import", "orders.xlsx")
    assert (trap.code, len(trap.troubles)) == (BAD_INPUT, 1)
    assert "quá nhiều cột" in trap.troubles[0]

    old = shop.do("import", "customers cũ.csv", "--encoding", "windows-1258")
    assert (old.code, old.out) == (DONE, "Đã nhập 1 trên 1 dòng.\n")
