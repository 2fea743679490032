"""A script asks what is due: every open request by its nearest clock, and not a word of what was asked."""

from datetime import timedelta
from pathlib import Path

from ledger.domain.deadline import RequestKind
from ledger.domain.purpose import Channel
from ledger.services import requests
from ledger.services.requests import RequestInput
from ledger.services.session import Place, SystemClock, open_ledger
from support.cli import DONE, MANAGER, PASSPHRASE, Computer

ASKED = "Tôi là Nguyễn Thị Ổi, xin xóa số của tôi"


def test_what_is_due_is_listed_with_its_clock_and_nobodys_words(tmp_path: Path) -> None:
    shop = Computer(tmp_path, is_cheap=True)
    shop.found()
    with open_ledger(Place(shop.folder, shop.app_data, shop.rules), MANAGER, PASSPHRASE, SystemClock()) as session:
        now = session.now()
        for kind, days in ((RequestKind.DELETE, 0), (RequestKind.COMPLAINT, 0), (RequestKind.ACCESS, 60)):
            received = now - timedelta(days=days)
            code = requests.record(session, RequestInput(kind, Channel.EMAIL, received, ASKED))
            if kind is RequestKind.COMPLAINT:
                requests.acknowledge(session, code, Channel.EMAIL, received)
    said = shop.do("requests")
    overdue, running, without, figures = said.out.splitlines()
    assert said.code == DONE
    assert overdue.split("\t")[:2] == ["YC-0003", "Xem dữ liệu của mình"]
    assert "24:00 " in overdue
    assert running.startswith("YC-0001\t")
    assert len(without.split("\t")) == 3  # the law sets a complaint no other day
    assert figures.startswith("Yêu cầu đang mở 3 · quá hạn 1")
    assert "Ổi" not in said.out
