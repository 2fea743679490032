"""When something is wrong: every trouble is one line, has the documented exit code, and leaves everything as it was."""

import os
import signal
import subprocess
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest

from ledger.cli import command
from ledger.domain.staff import Operation, Role
from ledger.services import staff
from ledger.services.session import Place, SystemClock, open_ledger
from ledger.storage import folder as files
from support.cli import (
    BAD_INPUT,
    DONE,
    FAULT,
    FORBIDDEN,
    MANAGER,
    NO_LEDGER,
    NOT_PROVEN,
    PASSPHRASE,
    REFUSED,
    USAGE,
    Computer,
    Said,
)

CLERK, CLERK_PASSPHRASE = "Lê Minh Khôi", "chín quả bưởi lăn xuống dốc"
CUSTOMERS = "ref,name,phones,address,province,adult\nK1,Nguyễn Thị Ổi,0912345678,12 Hàm Nghi,Hà Nội,yes\n"
RECIPIENTS = (
    "name,role,signed_on,expires_on,items,masked_labels_on\n"
    "Giao Nhanh,CARRIER,01/01/2024,31/12/2099,all,01/01/2024\n"
    "Giao Chậm,CARRIER,01/01/2023,31/12/2023,all,01/01/2023\n"
)
ORDERS = "order_ref,customer,items,carrier\nD1,K1,Chè sen,Giao Nhanh\nD2,K1,Chè bưởi,Giao Chậm\n"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Computer:
    """A shop with a clerk, a carrier, one customer and a printed parcel that waits for its courier."""
    shop = Computer(tmp_path_factory.mktemp("shop"), is_cheap=True)
    shop.found()
    place = Place(shop.folder, shop.app_data, shop.rules)
    with open_ledger(place, MANAGER, PASSPHRASE, SystemClock()) as session:
        session.mark_confirmed(Operation.MANAGE_STAFF)
        staff.add(session, CLERK, Role.STAFF, CLERK_PASSPHRASE)
    for name, text in (("recipients", RECIPIENTS), ("customers", CUSTOMERS), ("orders", ORDERS)):
        assert shop.do("import", shop.lay_out(f"{name}.csv", text)).code == DONE
    return shop


def only_trouble(said: Said, code: int) -> str:
    assert (said.code, len(said.troubles)) == (code, 1), said
    return said.troubles[0]


def states(shop: Computer) -> list[tuple[str, int]]:
    with shop.rows() as db:
        return [tuple(row) for row in db.execute("SELECT state, print_count FROM parcel ORDER BY id")]


def counts(shop: Computer) -> dict[str, int]:
    tables = ("customer", "sale", "parcel", "disclosure", "manifest", "attempt", "label_print")
    with shop.rows() as db:
        return {one: db.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in tables}


# --- the words of the command -------------------------------------------------------------------


def test_the_version_and_the_help_need_no_ledger(tmp_path: Path) -> None:
    computer = Computer(tmp_path)
    version, text = computer.run("--version"), computer.run("--help")
    assert (version.code, version.err) == (DONE, "")
    assert version.out.startswith("sokin 0.")
    assert text.code == DONE
    assert {"new", "import", "labels", "handover", "verify", "--demo"} <= set(text.out.replace(",", " ").split())


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("sell",),
        ("labels",),
        ("feedback", "add", "so", "--as", "x"),
        ("report",),
        ("doctor", "so", "--as", "x", "--recovery"),
    ],
)
def test_a_command_that_says_too_little_or_two_things_at_once_is_told_how_to_say_it(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    said = Computer(tmp_path).run(*words)
    assert (said.code, said.out) == (USAGE, "")
    assert len(said.troubles) == 1  # without a word it is the window, and here is no display
    assert "Traceback" not in said.err


def test_without_a_keyboard_or_a_descriptor_nobody_is_asked_for_a_passphrase(tmp_path: Path) -> None:
    said = Computer(tmp_path).run("verify", "so kin", "--as", MANAGER)
    assert "--passphrase-fd" in only_trouble(said, USAGE)


@pytest.mark.parametrize(("descriptor", "typed"), [("77", b""), ("0", b"\xff\xfe\n")])
def test_a_passphrase_that_cannot_be_read_is_a_mistake_of_the_command(
    tmp_path: Path, descriptor: str, typed: bytes
) -> None:
    child = Computer(tmp_path).start("verify", "so kin", "--as", MANAGER, "--passphrase-fd", descriptor)
    out, err = child.communicate(typed)
    assert (child.returncode, out) == (USAGE, b"")
    assert err.decode().count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors are handed down by number on Unix only")
def test_passphrases_may_come_on_a_descriptor_of_their_own(shop: Computer) -> None:
    reading, writing = os.pipe()
    typed_on_a_mac = unicodedata.normalize("NFD", PASSPHRASE)
    os.write(writing, f"{typed_on_a_mac}\n".encode())
    os.close(writing)
    words = ["feedback", "list", str(shop.folder), "--as", MANAGER, "--passphrase-fd", str(reading)]
    done = subprocess.run(
        [*shop.program(), *words],
        pass_fds=(reading,),
        env=shop.surroundings,
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    os.close(reading)
    assert (done.returncode, done.stderr) == (DONE, b"")


# --- opening ------------------------------------------------------------------------------------


def test_a_wrong_passphrase_and_a_stranger_are_turned_away(shop: Computer) -> None:
    wrong = shop.do("verify", secrets=("sai rồi sai rồi sai rồi",))
    stranger = shop.do("verify", member="Người Lạ")
    assert "Mật khẩu không đúng" in only_trouble(wrong, NO_LEDGER)
    assert "Không có tài khoản" in only_trouble(stranger, NO_LEDGER)


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    computer = Computer(tmp_path)
    only_trouble(computer.do("verify"), NO_LEDGER)
    assert not computer.folder.exists()


@pytest.mark.parametrize(
    ("names", "code", "word"),
    [
        ([files.DATABASE], NOT_PROVEN, "hỏng"),
        ([files.KEYS, files.KEYS_TWIN], NO_LEDGER, "tệp khóa"),
        ([files.KEYS], DONE, "chép lại từ bản kia"),
    ],
)
def test_damage_is_named_and_never_passed_over(
    shop: Computer, tmp_path: Path, names: list[str], code: int, word: str
) -> None:
    other = copy_of(shop, tmp_path)
    for name in names:
        path = other.folder / name
        data = bytearray(path.read_bytes())
        middle = len(data) // 2
        data[middle : middle + 200] = bytes(200)
        path.write_bytes(data)
    assert word in only_trouble(other.do("verify"), code)


def copy_of(shop: Computer, home: Path) -> Computer:
    other = Computer(home, is_cheap=shop.is_cheap)
    other.folder.mkdir()
    for path in shop.folder.iterdir():
        if path.is_file():
            (other.folder / path.name).write_bytes(path.read_bytes())
    for path in (shop.app_data / "anchors").iterdir():
        (other.app_data / "anchors").mkdir(exist_ok=True)
        (other.app_data / "anchors" / path.name).write_bytes(path.read_bytes())
    return other


def test_a_second_window_is_turned_away_while_the_first_is_open(shop: Computer) -> None:
    lock = files.FolderLock.acquire(shop.folder)
    try:
        said = shop.do("verify")
    finally:
        lock.release()
    assert "đang được mở" in only_trouble(said, NO_LEDGER)


def test_a_weak_passphrase_makes_no_ledger(tmp_path: Path) -> None:
    computer = Computer(tmp_path)
    assert "quá ngắn" in only_trouble(computer.found(passphrase="12345678"), BAD_INPUT)
    assert not computer.folder.exists() or list(computer.folder.iterdir()) == []


def test_a_ledger_is_never_made_over_another(shop: Computer) -> None:
    before = (shop.folder / files.DATABASE).read_bytes()
    only_trouble(shop.found(), NO_LEDGER)
    assert (shop.folder / files.DATABASE).read_bytes() == before


def test_without_the_retyped_recovery_code_no_real_customer_is_taken_in(tmp_path: Path) -> None:
    computer = Computer(tmp_path, is_cheap=True)
    said = computer.found(retyped="AAAA\nBBBB\nCCCC")
    assert (said.code, len(said.troubles)) == (REFUSED, 4)
    refused = computer.do("import", computer.lay_out("customers.csv", CUSTOMERS))
    assert refused.code == BAD_INPUT
    assert "phiếu khôi phục" in refused.troubles[0]
    assert computer.do("confirm-recovery", typed=f"{computer.recovery_code}\n").code == DONE
    assert computer.do("import", "customers.csv").code == DONE


# --- input and output ---------------------------------------------------------------------------


def test_every_bad_row_is_named_and_no_good_one_is_kept(shop: Computer) -> None:
    before = counts(shop)
    text = (
        "ref,name,phones,birth_date\nK8,Trần Văn Mít,0912000111,\nK9,,0912000222,\nK10,Lê Thị Na,không có,\n"
        "K11,Bùi Văn Ổi,,31/02/1990\nK1,Đỗ Thị Xoài,,\n"
    )
    said = shop.do("import", shop.lay_out("bad customers.csv", text))
    named = [line.partition(":")[0] for line in said.troubles]
    assert said.code == BAD_INPUT
    assert named[:-1] == ["dòng 3", "dòng 4", "dòng 5", "dòng 6"]
    assert "4 dòng có lỗi" in said.troubles[-1]
    assert (said.out, counts(shop)) == ("", before)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("customers.csv", b"ref,name\nK9,\xff\xfe\xfd\n"),
        ("customers.csv", b'ref,name\nK9,"open\n'),
        ("orders.csv", "order_ref,customer,items\nD9,K404,Chè\n".encode()),
    ],
)
def test_a_table_that_cannot_be_read_changes_nothing(shop: Computer, name: str, data: bytes) -> None:
    (shop.desk / "odd").mkdir(exist_ok=True)
    (shop.desk / "odd" / name).write_bytes(data)
    said = shop.do("import", str(Path("odd") / name))
    assert said.code == BAD_INPUT
    assert said.troubles
    assert said.out == ""


def test_a_file_of_unknown_kind_or_none_at_all_is_refused(shop: Computer) -> None:
    only_trouble(shop.do("import", shop.lay_out("table.csv", CUSTOMERS)), USAGE)
    missing = only_trouble(shop.do("import", "no such customers.csv"), BAD_INPUT)
    words = ("K1", "yes", "--purpose", "marketing", "--evidence", "no such scan.pdf")
    assert "no such customers.csv" in missing
    assert "no such scan.pdf" in only_trouble(shop.do("consent", *words), BAD_INPUT)


def test_what_the_gate_refuses_is_said_while_the_rest_is_printed(shop: Computer, tmp_path: Path) -> None:
    other = copy_of(shop, tmp_path)
    said = other.do("labels", "--out", "labels.pdf")
    assert "hết hạn" in only_trouble(said, REFUSED)
    assert other.paper("labels.pdf").startswith(b"%PDF")
    assert states(other) == [("PRINTED", 1), ("DRAFT", 0)]


def test_a_paper_that_exists_is_never_overwritten(shop: Computer) -> None:
    before = states(shop)
    shop.lay_out("old.pdf", "giấy cũ")
    only_trouble(shop.do("labels", "--out", "old.pdf"), USAGE)
    only_trouble(shop.do("report disclosures", "--out", "old.pdf"), USAGE)
    assert shop.paper("old.pdf").decode() == "giấy cũ"
    assert states(shop) == before


def test_where_no_paper_can_be_written_nothing_counts_as_printed(shop: Computer) -> None:
    before, entries = states(shop), counts(shop)
    shop.lay_out("file", "not a folder")
    missing = shop.do("labels", "--out", "no such folder/labels.pdf")
    too_long = shop.do("labels", "--out", f"{'x' * 300}.pdf")
    blocked = shop.do("handover", "--out", "file/papers", "--carrier", "Giao Nhanh")
    assert [only_trouble(said, NO_LEDGER) for said in (missing, too_long, blocked)]
    assert (states(shop), counts(shop)) == (before, entries)


def test_a_clerk_may_not_do_what_is_the_managers(shop: Computer) -> None:
    before = counts(shop)
    said = shop.do("import", "customers.csv", member=CLERK, secrets=(CLERK_PASSPHRASE,))
    report = shop.do("report disclosures", "--out", "clerk.pdf", member=CLERK, secrets=(CLERK_PASSPHRASE,))
    assert [only_trouble(one, FORBIDDEN) for one in (said, report)]
    assert not (shop.desk / "clerk.pdf").exists()
    assert counts(shop) == before


def test_a_feedback_that_is_no_text_is_not_repeated_in_the_complaint(shop: Computer) -> None:
    words = ("--as", MANAGER, "--channel", "EMAIL", "--passphrase-fd", "0")
    child = shop.start("feedback", "add", str(shop.folder), *words)
    _, err = child.communicate(f"{PASSPHRASE}\nchị Ổi 0912345678 ".encode() + b"\xff\xff")
    assert (child.returncode, err.decode().count("\n")) == (USAGE, 1)
    assert "Ổi" not in err.decode()


def test_a_fault_of_the_program_shows_its_place_and_nothing_personal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(*_: object) -> int:
        raise ValueError("Nguyễn Thị Ổi 0912345678")

    monkeypatch.setitem(command._VERBS, "verify", stumble)
    code = command.main(["verify", "so kin", "--as", MANAGER])
    said = capsys.readouterr()
    assert (code, said.out, said.err.count("\n")) == (FAULT, "", 1)
    assert "ValueError (test_cli_faults.py:" in said.err
    assert "Ổi" not in said.err
    assert "0912345678" not in said.err


# --- killed in the middle -----------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("row", [150, 300])
def test_an_import_killed_before_its_end_leaves_nothing_of_itself(shop: Computer, tmp_path: Path, row: int) -> None:
    other = copy_of(shop, tmp_path)
    other.lay_out("customers.csv", many_customers(300))
    words = ("import", str(other.folder), "customers.csv", "--as", MANAGER, "--passphrase-fd", "0")
    child = other.start(*words, killed_at_row=row)
    child.communicate(f"{PASSPHRASE}\n".encode())
    assert child.returncode == -signal.SIGKILL
    assert counts(other)["customer"] == 1
    again = other.do("import", "customers.csv")
    assert (again.code, again.troubles) == (DONE, [])
    assert counts(other)["customer"] == 301


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_an_import_killed_while_it_is_written_to_the_disk_leaves_all_or_nothing(shop: Computer, tmp_path: Path) -> None:
    other = copy_of(shop, tmp_path)
    other.lay_out("customers.csv", many_customers(2000))
    kill_while_writing(other)
    said = other.do("verify")
    assert (said.code, said.troubles) == (DONE, [])
    assert counts(other)["customer"] in {1, 2001}


def many_customers(count: int) -> str:
    rows = (f"M{one},Nguyễn Văn Số {one},09{one:08d},{one} Hàm Nghi" for one in range(count))
    return "\n".join(["ref,name,phones,address", *rows])


def kill_while_writing(shop: Computer) -> None:
    """Kill an import as soon as its write-ahead log has grown to a megabyte."""
    child = shop.start("import", str(shop.folder), "customers.csv", "--as", MANAGER, "--passphrase-fd", "0")
    assert child.stdin is not None
    child.stdin.write(f"{PASSPHRASE}\n".encode())
    child.stdin.flush()
    log = shop.folder / f"{files.DATABASE}-wal"
    while child.poll() is None:
        with suppress(FileNotFoundError):
            if log.stat().st_size > 1_000_000:
                child.kill()
                break
    child.communicate()
