"""Whoever steals the folder reads nothing: every byte the program leaves behind is searched for what was typed.

A day's work puts a value nobody else has into every field that can hold one; the last import is killed half-way.
``tests/proof/canary.py`` does the same through the window.
"""

import base64
import json
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.ids import PurposeId
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.services import consents, customers, evidence, feedback
from ledger.services.importing_customers import import_customers
from ledger.services.importing_orders import import_orders, import_recipients
from ledger.services.session import Place, Session, SystemClock, back_up, open_ledger
from ledger.storage import folder as files
from ledger.storage.slots import STANDARD_RULES
from support.canary_search import contents, forms_of, readable_in
from support.cli import DONE, MANAGER, PASSPHRASE, Computer

CANARIES = {
    "ref": "KhoaLạ77Q",
    "name": "Quỳnh Thụy Đoan Trinh",
    "phone": "0911647979",
    "second phone": "0987123465",
    "email": "doan.trinh.q7@example.com",
    "second email": "thuy.quynh.z9@example.com",
    "address": "17/9 ngõ Hoa Gạo Đỏ",
    "ward": "Phường Mây Chiều Tà",
    "province": "Tỉnh Sương Khói Xa",
    "birth date": "1983-07-29",
    "note": "Dị ứng với hạt điều rang muối",
    "relation": "dì ruột bên ngoại",
    "product": "Tượng gỗ mun con cò lửa",
    "courier": "Anh Khoát Đò Ngang",
    "recipient": "Vận Tải Chim Lạc Đồng",
    "feedback": "Cái cò lửa bị gãy mất mỏ rồi",
    "answer": "Dạ tiệm gửi lại mỏ mới ngay",
    "scan": "chữ ký tay của khách Quỳnh",
    "scan's name": "giấy hẹn ngày mưa.txt",
    "old name": "Quỳnh Thụy Gõ Nhầm",
    "reason": "khách gọi lại bảo viết sai",
    "said": "nói ở quầy lúc trú mưa",
    "paper password": "con diều đứt dây",
    "killed": "Người Bị Ngắt Giữa Chừng",
    "passphrase": PASSPHRASE,
}
MARKETING, ANALYSIS = PurposeId("marketing"), PurposeId("service_optimisation")
IMPORTS = {
    "recipients.csv": import_recipients,
    "customers.csv": import_customers,
    "orders.csv": import_orders,
}


# --- a day with a canary in every field ---------------------------------------------------------


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Computer:
    shop = Computer(tmp_path_factory.mktemp("shop"))
    for name, text in tables().items():
        (tray(shop) / name).write_text(text, encoding="utf-8")
    assert shop.found().code == DONE
    place = Place(shop.folder, shop.app_data, STANDARD_RULES)
    with open_ledger(place, MANAGER, PASSPHRASE, SystemClock()) as session:
        work_through_the_day(session, tray(shop))
    send_out(shop)
    with open_ledger(place, MANAGER, PASSPHRASE, SystemClock()) as session:
        back_up(session)
    kill_an_import(shop)
    return shop


def tray(shop: Computer) -> Path:
    """What the shop puts in and takes out lies here: the only place where it may be read."""
    folder = shop.home / "tray"
    folder.mkdir(exist_ok=True)
    return folder


def tables() -> dict[str, str]:
    c = CANARIES
    person = f"{c['name']},{c['phone']};{c['second phone']},{c['email']};{c['second email']},{c['address']}"
    return {
        "recipients.csv": "name,role,signed_on,expires_on,items,masked_labels_on\n"
        f"{c['recipient']},CARRIER,01/01/2024,31/12/2099,all,01/01/2024\n",
        "customers.csv": "ref,name,phones,emails,address,ward,province,note,birth_date,guardian_ref,relation,stop\n"
        f"{c['ref']},{person},{c['ward']},{c['province']},{c['note']},{c['birth date']},,,CALL\n"
        f"K2,{c['old name']},,,,,,,30/01/2016,{c['ref']},{c['relation']},\n",
        "orders.csv": f"order_ref,customer,items,carrier\nD1,{c['ref']},2 x {c['product']},{c['recipient']}\n",
        "customers.killed.csv": "ref,name,phones\n" + "".join(f"M{n},{c['killed']} {n},\n" for n in range(200)),
        c["scan's name"]: c["scan"],
    }


def work_through_the_day(session: Session, there: Path) -> None:
    c, now = CANARIES, session.clock.now()
    session.mark_confirmed(Operation.IMPORT)
    for name, take in IMPORTS.items():
        assert take(session, (there / name).read_bytes()).imported
    scan = evidence.read_file(c["scan's name"], (there / c["scan's name"]).read_bytes())
    offer = consents.Said(MARKETING, Channel.EMAIL, ConsentOutcome.GRANTED, ConsentMethod.WRITING, now)
    assert consents.record(session, "KH-00001", offer, (scan,)).allowed
    said = consents.Said(
        ANALYSIS, Channel.NONE, ConsentOutcome.GRANTED, ConsentMethod.RECORDED_CALL, now, note=c["said"]
    )
    assert consents.record(session, "KH-00001", said).allowed
    heard = feedback.receive(session, feedback.FeedbackInput(Channel.EMAIL, c["feedback"], "KH-00001"))
    feedback.answer(session, heard.code, feedback.AnswerInput(c["answer"]))
    customers.correct(session, "KH-00002", customers.Correction(c["reason"], name="Quỳnh Thụy Minh"))


def send_out(shop: Computer) -> None:
    """What leaves the shop is made by processes of their own, as its scripts do."""
    c, there = CANARIES, tray(shop)
    assert shop.do("labels", "--out", str(there / "labels.pdf")).code == DONE
    words = ("--carrier", c["recipient"], "--courier", c["courier"], "--password-fd", "0", "--out", str(there))
    assert shop.do("handover", *words, secrets=(c["paper password"], PASSPHRASE)).code == DONE


def kill_an_import(shop: Computer) -> None:
    words = ("import", str(shop.folder), str(tray(shop) / "customers.killed.csv"), "--as", MANAGER)
    child = shop.start(*words, "--passphrase-fd", "0", killed_at_row=150)
    child.communicate(f"{PASSPHRASE}\n".encode())
    assert child.returncode == -signal.SIGKILL


# --- what can be read ---------------------------------------------------------------------------

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def test_no_byte_the_program_left_behind_can_be_read(shop: Computer) -> None:
    left = [shop.folder, shop.app_data, shop.temporary, shop.desk]
    names = {path.name for path in shop.folder.rglob("*") if path.is_file()}
    assert {files.DATABASE, f"{files.DATABASE}-wal", files.KEYS, files.JOURNAL, files.ANCHOR} <= names
    assert any(path.stat().st_size > 100_000 for path in (shop.folder / files.BACKUPS).iterdir())
    assert readable_in(CANARIES, *left) == set()
    assert list(shop.temporary.iterdir()) == list(shop.desk.iterdir()) == []


def test_the_search_finds_all_of_it_where_nothing_is_encrypted(shop: Computer, tmp_path: Path) -> None:
    """The same values as the ledger holds them, in a plain database and in a plain file; and on the shop's papers."""
    with closing(sqlite3.connect(tmp_path / "plain.db")) as db, db:
        db.execute("CREATE TABLE canary (value TEXT)")
        db.executemany("INSERT INTO canary VALUES (?)", [(text,) for text in CANARIES.values()])
    (tmp_path / "plain.json").write_text(json.dumps(CANARIES), encoding="utf-8")
    found = readable_in(CANARIES, tmp_path)
    assert found == {(name, where) for name in CANARIES for where in ("plain.db", "plain.json")}
    assert ("product", "manifest.xlsx/xl/sharedStrings.xml") in readable_in(CANARIES, tray(shop))


def test_all_of_it_is_in_the_ledger_for_whoever_may_open_it(shop: Computer) -> None:
    """Nothing was found because it is encrypted, not because it was never written."""
    with shop.rows() as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = [row for one in tables for row in db.execute(f'SELECT * FROM "{one}"')]
    held = b" ".join(as_bytes(cell) for row in rows for cell in row)
    held_not = {name for name, text in CANARIES.items() if not any(form in held for form in forms_of(text))}
    assert held_not == {"passphrase", "paper password", "killed"}


def as_bytes(cell: object) -> bytes:
    return cell if isinstance(cell, bytes) else str(cell).encode()


def test_plain_sqlite_cannot_open_the_ledger_even_with_the_data_key(shop: Computer) -> None:
    path, key = shop.folder / files.DATABASE, shop.data_key()
    assert not path.read_bytes().startswith(b"SQLite format 3")
    for pragma in ("", f"PRAGMA key = \"x'{key.hex()}'\"", f"PRAGMA hexkey = '{key.hex()}'"):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            db.execute(pragma)
            with pytest.raises(sqlite3.DatabaseError, match="not a database"):
                db.execute("SELECT * FROM sqlite_master")


def test_the_keys_themselves_lie_nowhere(shop: Computer) -> None:
    key, code = shop.data_key(), shop.recovery_code
    keys = [key, key.hex().encode(), base64.urlsafe_b64encode(key).rstrip(b"="), base64.b64encode(key).rstrip(b"=")]
    secrets = [*keys, code.encode(), code.replace("-", "").encode(), PASSPHRASE.encode()]
    left = [data for folder in (shop.folder, shop.app_data) for _, data in contents(folder)]
    assert len(left) > 10
    assert [secret for secret in secrets if any(secret in data for data in left)] == []


def test_everything_kept_is_for_its_owner_only(shop: Computer) -> None:
    kept = [shop.folder, *(path for path in shop.folder.iterdir() if path.is_dir())]
    assert [path for path in kept if path.stat().st_mode & 0o077] == []
