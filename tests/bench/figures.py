"""The five figures of the main job, each beside its yardstick in the same run: ``python tests/bench/figures.py``.

Ratios of CPU seconds (all threads), interleaved, because wall time on a shared machine says little. One line each.
Not collected by pytest: a test that depends on the clock is no test.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from statistics import median

from ledger.assets import load_wording
from ledger.documents.disclosure_report import ReportHead, ReportRow, render_disclosure_report
from ledger.documents.label import render_labels
from ledger.documents.label_check import check_labels
from ledger.documents.label_sizes import LabelLayout
from ledger.domain.customer import Source
from ledger.domain.masking import LabelFigures, MaskedLabel, Secrets, masked_label
from ledger.domain.parcel import parcel_code
from ledger.domain.policy import LabelRule
from ledger.domain.shop import Shop
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import customers
from ledger.services.importing_customers import import_customers
from ledger.services.session import NewLedger, Place, Session, SystemClock, create_ledger, open_ledger
from ledger.storage.slots import KdfPolicy, KdfRules

SHOP = Shop("Tiệm Vườn Chanh", "0901870525", "cskh@example.com", "12 Phan Đình Phùng, Hà Nội", Language.VI)
CHEAP = KdfRules(write=KdfPolicy(64, 1, 1), floor_kib=8)
PASSPHRASE = "vườn chanh bốn mùa gió nhẹ"


def cpu(act: Callable[[], object]) -> float:
    """Return the CPU seconds an act takes."""
    start = time.process_time()
    act()
    return time.process_time() - start


def versus(ours: Callable[[], object], theirs: Callable[[], object], times: int = 3) -> tuple[float, float, float]:
    """Return median CPU seconds of both, measured in turn, and the median of the ratios theirs / ours."""
    pairs = [(cpu(ours), cpu(theirs)) for _ in range(times)]
    return median(a for a, _ in pairs), median(b for _, b in pairs), median(b / a for a, b in pairs)


def tell(what: str, ours: float, theirs: float, ratio: float, yardstick: str) -> None:
    """Print one figure."""
    sys.stdout.write(f"{what:44} {ours:9.4f} s   {yardstick:34} {theirs:9.4f} s   x{ratio:.2f}\n")
    sys.stdout.flush()


# --- labels ---------------------------------------------------------------------------------------


def _labels(count: int) -> tuple[list[MaskedLabel], list[Secrets]]:
    rule = LabelRule(shows_province=True, shows_zone=True, shows_amount_to_collect=True)
    labels, secrets = [], []
    for number in range(count):
        code = parcel_code([(number * 7 + step * 5) % 32 for step in range(11)])
        figures = LabelFigures(1, 1, 1200, number * 1000)
        name = f"Nguyễn Thị Minh {'ABCDEFGH'[number % 8]}nh"
        labels.append(masked_label(rule, code, name, province="Hà Nội", zone="HN-01", figures=figures))
        phones = (f"+849{number:08d}",)
        secrets.append(Secrets(name, phones, ("ai@example.com",), ("12 Lê Lợi",), ("Dầu gội thảo dược",)))
    return labels, secrets


def _widgets(count: int) -> None:
    """Draw the same two codes with ReportLab's own widgets, and the same number of texts."""
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.code128 import Code128
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(BytesIO(), pagesize=(283, 425))
    for number in range(count):
        code = parcel_code([(number * 7 + step * 5) % 32 for step in range(11)])
        Code128(code, barHeight=60, barWidth=1).drawOn(canvas, 20, 300)
        drawing = Drawing(90, 90)
        drawing.add(QrCodeWidget(code))
        renderPDF.draw(drawing, canvas, 180, 20)
        for line in range(17):
            canvas.drawString(20, 280 - line * 14, "Nguyen Thi Minh Anh")
        canvas.showPage()
    canvas.save()


def bench_labels() -> None:
    """1,000 labels, made, and made and read back, beside ReportLab's own bar code widgets (T8)."""
    labels, secrets = _labels(1000)
    wording, layout = load_wording(Language.VI), LabelLayout.THERMAL_100X150

    def make() -> bytes:
        return render_labels(labels, SHOP, wording, layout)

    def make_and_read() -> None:
        if check_labels(make(), labels, secrets, SHOP, wording, layout):
            raise SystemExit("a bench label leaks")

    make()
    tell("1,000 labels made", *versus(make, lambda: _widgets(1000), 2), "ReportLab's widgets")
    tell("1,000 labels made and read back", *versus(make_and_read, lambda: _widgets(1000), 2), "ReportLab's widgets")


# --- report ---------------------------------------------------------------------------------------


def _report_rows(count: int) -> list[ReportRow]:
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        ReportRow(
            begin + timedelta(minutes=40 * number),
            f"KH-{number % 3000:05d}",
            ("Giao Hàng Nhanh", "Bưu Chính Sao Mai")[number % 2],
            "Giao hàng",
            "Theo hợp đồng",
            "Tên, Số điện thoại, Địa chỉ, Sản phẩm đã mua",
            "4K7Q-9ZTM-2HXB",
            "Lê Minh Khôi",
        )
        for number in range(count)
    ]


def _long_table(rows: list[ReportRow]) -> None:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import LongTable, SimpleDocTemplate

    cells = [
        [row.at.isoformat(), row.customer_code, row.recipient, row.purpose, row.basis, row.fields, row.reference]
        for row in rows
    ]
    SimpleDocTemplate(BytesIO(), pagesize=landscape(A4)).build([LongTable(cells, repeatRows=1)])


def bench_report() -> None:
    """A report of 10,000 disclosures beside ReportLab's LongTable (T10)."""
    rows = _report_rows(10_000)
    now = datetime(2026, 11, 21, tzinfo=UTC)
    head = ReportHead(SHOP, None, None, (), None, now, "Trần Thu Hà", 1, "ab" * 32, "cd" * 8)
    wording = load_wording(Language.VI)
    ours = versus(lambda: render_disclosure_report(head, rows, 3, wording), lambda: _long_table(rows), 1)
    tell("report of 10,000 disclosures", *ours, "ReportLab's LongTable")


# --- the ledger -----------------------------------------------------------------------------------


def _ledger(folder: Path) -> Session:
    place = Place(folder / "ledger", folder / "data", CHEAP)
    new = NewLedger(SHOP, "combined", "Trần Thu Hà", PASSPHRASE, is_demo=True)
    return create_ledger(place, new, SystemClock())[0]


def bench_opening(folder: Path) -> None:
    """Opening (without Argon2id) beside opening plain SQLite; then Argon2id alone as shipped (T12)."""
    _ledger(folder).close()
    place = Place(folder / "ledger", folder / "data", CHEAP)
    open_ledger(place, "Trần Thu Hà", PASSPHRASE, SystemClock()).close()
    plain = folder / "plain.db"
    connection = sqlite3.connect(plain)
    connection.execute("CREATE TABLE t (a)")
    connection.close()

    def ours() -> None:
        open_ledger(place, "Trần Thu Hà", PASSPHRASE, SystemClock()).close()

    def theirs() -> None:
        connection = sqlite3.connect(plain)
        connection.execute("SELECT count(*) FROM t").fetchone()
        connection.close()

    tell("open, check integrity, anchor, close", *versus(ours, theirs, 7), "plain SQLite")
    slow = KdfPolicy(256 * 1024, 3, 1)
    from ledger.storage.slots import derive

    seconds = cpu(lambda: derive(b"x" * 20, b"y" * 16, slow))
    sys.stdout.write(f"{'Argon2id as shipped (256 MiB, t=3, p=1)':44} {seconds:9.4f} s\n")


def bench_commit(folder: Path) -> None:
    """One verb with audit entry, signature, commit and anchor, beside a bare insert in plain SQLite (T7)."""
    session = _ledger(folder)
    typed = customers.CustomerInput("Nguyễn Văn Đức", Source.SHOP, ("0911647979",))
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA synchronous=FULL")
    plain.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT)")

    def theirs() -> None:
        plain.execute("BEGIN IMMEDIATE")
        plain.execute("INSERT INTO t (a, b) VALUES ('Nguyễn Văn Đức', '0911647979')")
        plain.execute("COMMIT")

    wall_ours, wall_theirs = [], []
    for _ in range(100):
        start = time.perf_counter()
        customers.add(session, typed)
        middle = time.perf_counter()
        theirs()
        wall_ours.append(middle - start)
        wall_theirs.append(time.perf_counter() - middle)
    ours, bare = median(wall_ours), median(wall_theirs)
    tell("one customer recorded, wall (median of 100)", ours, bare, ours / bare, "bare plain insert")
    session.close()
    plain.close()


def bench_import(folder: Path) -> None:
    """10,000 customers through every check, one transaction, signed; beside csv + bare plain inserts."""
    lines = ["ref,name,phones,email,address,ward,province,adult,consent.marketing.SMS"]
    lines += [
        f"K{n},Nguyễn Văn {n},09{n:08d},k{n}@example.com,{n} Lê Lợi,Ba Đình,Hà Nội,yes,{('yes', 'no', '')[n % 3]}"
        for n in range(10_000)
    ]
    data = "\n".join(lines).encode("utf-8")
    session = _ledger(folder)

    def ours() -> None:
        session.mark_confirmed(Operation.IMPORT)
        report = import_customers(session, data)
        if report.imported != len(lines) - 1:
            raise SystemExit("the bench import failed")

    def theirs() -> None:
        import csv

        plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
        plain.execute("CREATE TABLE t (a, b, c, d, e, f, g, h, i)")
        plain.execute("BEGIN")
        plain.executemany("INSERT INTO t VALUES (?,?,?,?,?,?,?,?,?)", csv.reader(data.decode().splitlines()[1:]))
        plain.execute("COMMIT")
        plain.close()

    tell("10,000 customers imported", *versus(ours, theirs, 1), "csv + bare plain inserts")
    session.close()


def main() -> None:
    """Print all figures."""
    bench_labels()
    bench_report()
    for bench in (bench_opening, bench_commit, bench_import):
        with tempfile.TemporaryDirectory() as folder:
            bench(Path(folder))


if __name__ == "__main__":
    main()
