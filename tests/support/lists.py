"""A drawer of invented index cards: a list of any length that counts what is read from it, and can break."""

from array import array
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

from ledger.domain.errors import DiskFull
from ledger.services.session import Session
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.tasks import ImmediateTasks, Tasks
from ui.theme import Tone

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


class CardSort(StrEnum):
    NAME = "NAME"
    CODE = "CODE"


@dataclass(frozen=True, slots=True)
class Card:
    id: int
    name: str
    tone: Tone | None = None
    due: tuple[datetime, datetime] | None = None
    note: str = "hẹn gọi lại"

    @property
    def code(self) -> str:
        return f"KH-{self.id:06d}"


@dataclass(slots=True)
class Drawer:
    """The ledger's side: a query is a piece of a name; what was read is written down."""

    cards: dict[int, Card]
    reads: list[tuple[int, ...]] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    is_broken: bool = False

    @classmethod
    def of(cls, count: int) -> "Drawer":
        return cls({one: Card(one, f"Khách {one}") for one in range(1, count + 1)})

    def ids(self, _session: Session, query: str) -> "array[int]":
        self.questions.append(query)
        if self.is_broken:
            raise DiskFull
        return array("q", (one.id for one in self.cards.values() if query in one.name))

    def rows(self, _session: Session, ids: Sequence[int]) -> tuple[Card, ...]:
        self.reads.append(tuple(ids))
        if self.is_broken:
            raise DiskFull
        return tuple(self.cards[one] for one in ids if one in self.cards)

    def rename(self, one: int, name: str) -> None:
        self.cards[one] = replace(self.cards[one], name=name)


def card_columns() -> tuple[Column[Card], ...]:
    return (
        Column("code", "Mã khách", lambda one: one.code, width=110, sort=CardSort.CODE),
        Column("name", "Họ và tên", lambda one: one.name, sort=CardSort.NAME, is_main=True),
        Column("state", "Tình trạng", lambda _one: "Đồng ý", tone=lambda one: one.tone),
        Column("due", "Thời hạn", lambda _one: "", due=lambda one: one.due),
        Column("note", "Ghi chú", lambda one: one.note, is_hidden=True),
        Column("number", "Số", lambda one: str(one.id), width=90, is_number=True),
    )


def refuse(error: Exception) -> None:
    raise AssertionError(error)


class _Unread:
    """Stands where a vault would; errors of a database cannot come from it."""

    def reading(self) -> AbstractContextManager[None]:
        return nullcontext()


AN_OPEN_LEDGER: Any = SimpleNamespace(vault=_Unread(), close=lambda: None)  # nobody looks into it


def at_once() -> Tasks:
    """Tasks that are done before they return, on a ledger nobody looks into."""
    return ImmediateTasks(refuse, AN_OPEN_LEDGER)


def window_on(drawer: Drawer, tasks: Tasks | None = None) -> WindowModel[str, Card]:
    return WindowModel(tasks or at_once(), card_columns(), drawer.ids, drawer.rows)


def ago(hours: float) -> tuple[datetime, datetime]:
    """The clock of something that came in some hours ago and is due twelve after that."""
    return NOW - timedelta(hours=hours), NOW + timedelta(hours=12 - hours)
