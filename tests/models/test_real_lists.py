"""The model over a real encrypted ledger: the lists of the services fit it as they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.services import customer_list
from ledger.services.customer_list import CustomerQuery, CustomerRow
from support.lists import refuse
from support.services import Workplace, add_customer, workplace
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.tasks import ImmediateTasks


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workplace]:
    yield from workplace(tmp_path)


@pytest.mark.usefixtures("qapp")
def test_customers_are_found_listed_and_followed_when_one_is_added(shop: Workplace) -> None:
    tasks = ImmediateTasks(refuse, shop.session)
    columns = (Column[CustomerRow]("name", "Họ và tên", lambda row: row.name or ""),)
    model = WindowModel(tasks, columns, customer_list.ids, customer_list.rows)
    tasks.ledger_changed.connect(model.ask_again)
    add_customer(shop.session, "Trần Thị Ánh", phones=("0911 647 970",), emails=())
    model.ask(CustomerQuery(text="tran anh"))
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Trần Thị Ánh"]
    tasks.write(
        model,
        lambda session: add_customer(session, "Trần Ánh Dương", phones=("0911 647 971",), emails=()),
        lambda _one: None,
    )
    assert sorted(str(model.index(row, 0).data()) for row in range(model.rowCount())) == [
        "Trần Thị Ánh",
        "Trần Ánh Dương",
    ]
