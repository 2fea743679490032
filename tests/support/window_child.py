"""A day in the window in a process of its own, with a word nobody else has in every field; then it waits to be killed.

Run as a program: ``python -m support.window_child HOME``. It says ``ready`` on the standard output, or what failed.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

CANARIES = {
    "shop": "Tiệm Mực Khô Bà Tám", "manager": "Lưu Quế Phượng Hồng", "passphrase": "vịt con đi lạc bờ sông trăng",
    "wrong passphrase": "ngỗng trắng bay đồi thông", "customer": "Quỳnh Thụy Đoan Ngọc Ánh", "phone": "0911 647 979",
    "street": "17 ngõ Hoa Gạo Đỏ", "product": "Tượng gỗ mun con cò lửa", "courier": "Khoát Đò Ngang",
    "complaint": "Cái cò lửa bị gãy mất mỏ rồi", "answer": "Dạ tiệm gửi lại mỏ mới ngay",
    "half-written": "Khách đang kể dở chuyện mái dột", "looked for": "Tào Phớ Nguội Lạnh",
}  # fmt: skip
PATIENCE = 60  # seconds for one thing to appear


class Waiting:
    """Waits as a person does, without a test around."""

    def waitUntil(self, reached: Callable[[], None], *, timeout: int) -> None:  # noqa: N802 - as pytest-qt names it
        from PySide6.QtTest import QTest

        end = time.monotonic() + max(PATIENCE, timeout / 1000)
        while True:
            try:
                reached()
            except AssertionError:
                if time.monotonic() > end:
                    raise
                QTest.qWait(20)
            else:
                return


def main(home: Path) -> None:
    """Work a day, with things going wrong, and be killed at the end of it."""
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    titles = set[str]()
    app.focusChanged.connect(lambda *_: titles.update(one.windowTitle() for one in app.topLevelWidgets()))
    _work(home)
    leaking = [name for name, words in CANARIES.items() if name != "shop" and any(words in one for one in titles)]
    sys.stdout.write(f"ready {json.dumps({'titles': len(titles), 'leaking titles': leaking})}\n")
    sys.stdout.flush()
    time.sleep(600)  # until killed, with the ledger open


def _work(home: Path) -> None:

    from journeys import test_window_day as day
    from support.program import Look
    from support.services import SetClock
    from ui.places import PageId

    _name(day)
    shop = day.Shop(Waiting(), home, Look(), SetClock())  # type: ignore[arg-type] # waits like a qtbot
    who = shop.starts(shop.look)
    day.makes_the_ledger(who, shop.folder)
    day.records_a_customer(who)
    day.registers_a_carrier(who)
    day.packs_an_order(who)
    day.prints_the_label(who)
    day.hands_over(who)
    day.hears_and_answers(who, shop.clock)
    day.goes_to(who, PageId.DISCLOSURES)
    day.prints_the_report(who)
    _goes_wrong(day, who)


def _goes_wrong(day: Any, who: Any) -> None:
    """The screen is locked over a half-written form, the passphrase mistyped, and nothing found."""
    from PySide6.QtCore import Qt

    from ui.pages.unlock import UnlockPage
    from ui.places import PageId

    day.goes_to(who, PageId.FEEDBACK)
    who.key(Qt.Key.Key_N, day.CONTROL)
    who.types(CANARIES["half-written"], "What was said")
    who.key(Qt.Key.Key_L, day.CONTROL)
    who.waits(lambda: who.running.program.window.findChildren(UnlockPage), "the door")
    who.types(CANARIES["wrong passphrase"], "Passphrase")
    who.key(Qt.Key.Key_Return)
    who.reads_there(who.paper("errors.wrong_passphrase"))
    day.unlocks(who)
    day.goes_to(who, PageId.CUSTOMERS)
    who.key(Qt.Key.Key_K, day.CONTROL)
    who.types(CANARIES["looked for"], "Find anything")


def _name(day: Any) -> None:
    c = CANARIES
    day.SHOP, day.MANAGER, day.PASSPHRASE, day.CUSTOMER = c["shop"], c["manager"], c["passphrase"], c["customer"]
    day.PHONE, day.STREET, day.PRODUCT = c["phone"], c["street"], c["product"]
    day.COMPLAINT, day.ANSWER, day.COURIER = c["complaint"], c["answer"], c["courier"]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
