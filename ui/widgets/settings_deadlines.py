"""Until when what is done: the days of each kind of request, and how days are counted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton

from ledger.domain.deadline import RequestKind
from ledger.domain.staff import Operation
from ledger.services.law_limits import REQUEST_DAYS
from ledger.services.law_rules import LawLine, lines, reset
from ledger.services.law_values import WEEKDAYS
from ledger.services.session import Session
from ui.desk import Desk
from ui.models.table_model import Column, RecordModel
from ui.theme import Tone
from ui.widgets.first_run_parts import Note
from ui.widgets.parts import Card, button
from ui.widgets.recipient_rights import allowed
from ui.widgets.record_table import RecordTable
from ui.widgets.settings_panel import SettingsPanel
from ui.widgets.settings_rule_table import RuleTable, fit_rows
from ui.widgets.settings_rule_words import (
    confidence_tone,
    confidence_words,
    least_sure,
    recounted_words,
    shipped_words,
    source_words,
    value_words,
)

_WIDTHS = dict(zip(REQUEST_DAYS, (116, 92, 84, 84), strict=True))  # pixels, the working days first
_COUNTING = ("counting.", "feedback.", "requests.partner_answer_days")


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of request with its days, in the order of the columns."""

    id: RequestKind
    days: tuple[LawLine, ...]

    def line(self, name: str) -> LawLine | None:
        """Return one of its rules by the last part of its key, ``None`` where the law has none."""
        return next((one for one in self.days if one.key.endswith(f".{name}")), None)

    @property
    def is_changed(self) -> bool:
        """Return whether the shop set any of its days."""
        return any(one.is_changed for one in self.days)


def kind_rows(found: tuple[LawLine, ...]) -> Iterator[KindRow]:
    """Yield the kinds of request in the order of ``law.toml``, each with its days."""
    grouped: dict[RequestKind, list[LawLine]] = {}
    for one in found:
        group, _, name = one.key.rpartition(".")
        if group.startswith("requests.") and name in REQUEST_DAYS:
            grouped.setdefault(RequestKind(group.removeprefix("requests.")), []).append(one)
    for kind, days in grouped.items():
        yield KindRow(kind, tuple(days))


class DeadlinesPanel(SettingsPanel):
    """Two tables to read; what a manager changes counts the open requests again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Deadlines"),
            self.tr(
                "The days the law gives for each kind of request. The program works towards the earlier day; late is"
                " what comes after the limit of the law."
            ),
        )
        self._change: QPushButton = button(self.tr("Change…"), self._open_current, role="primary", icon="pencil")
        self._back: QPushButton = button(self.tr("Back to the shipped values"), self._put_back, icon="undo-2")
        self._model = RecordModel[KindRow](self._columns(), self)
        self._kinds = RecordTable(self._model, self.tr("Requests of a person"), desk.now)
        self._kinds.tell(desk.messages)
        self._kinds.opened.connect(self._open)
        self._kinds.chosen.connect(lambda _one: self._allow())
        card = Card(self.tr("Requests of a person"), self._back, self._change)
        card.body.setContentsMargins(18, 16, 12, 10)
        card.body.addWidget(self._kinds)
        self._counting = RuleTable(desk, self.tr("How time is counted"), is_whole=True)
        self._counting.wanted.connect(lambda one: self.wanted.emit("rule", one))
        self._counting.put_back.connect(self._on_put_back)
        self._counting.failed.connect(self.tell_failed)
        self._lay_out(card)
        self._allow()

    def _lay_out(self, card: Card) -> None:
        words = self.tr(
            "A change counts every open request again at once. What is answered or overdue by then stays as it is."
        )
        stays = Note(Tone.ACCENT, words)
        advice = Note(Tone.ACCENT, self.desk.wording.text("app.not_legal_advice"))
        for piece in (card, self._counting, stays, advice):
            self.inside.addWidget(piece)
        self.inside.addStretch(1)

    def _columns(self) -> tuple[Column[KindRow], ...]:
        headings = {
            "acknowledge_working_days": self.tr("Acknowledge"),
            "complete_days": self.tr("Carry out"),
            "complete_days_with_partner": self.tr("Partner"),
            "extension_days": self.tr("Extension"),
        }
        return (
            Column[KindRow](
                "kind",
                self.tr("Request"),
                lambda one: self.desk.wording.text(f"request_kinds.{one.id.value}"),
                width=140,
                below=self._below,
                is_main=True,
            ),
            *(self._days(name, heading) for name, heading in headings.items()),
            Column[KindRow](
                "confidence",
                self.tr("How sure"),
                lambda one: confidence_words(least_sure(one.days)),
                width=106,
                tone=lambda one: confidence_tone(least_sure(one.days)),
            ),
        )

    def _days(self, name: str, heading: str) -> Column[KindRow]:
        def show(one: KindRow) -> str:
            line = one.line(name)
            return "–" if line is None else value_words(line.key, line.value)

        def tone(one: KindRow) -> Tone | None:
            line = one.line(name)
            return Tone.WARN if line is not None and line.is_changed else None

        def tip(one: KindRow) -> str:
            line = one.line(name)
            return shipped_words(line) if line is not None and line.is_changed else ""

        return Column[KindRow](name, heading, show, width=_WIDTHS[name], tone=tone, tip=tip)

    def _below(self, one: KindRow) -> str:
        source = source_words(one.days[0].source)
        return self.tr("changed · {source}").format(source=source) if one.is_changed else source

    # --- what is chosen ---

    def refresh(self) -> None:
        """Ask for the rules."""
        self.desk.tasks.read(self, lines, self._show, self.tell_failed, latest="deadlines")

    def _show(self, found: tuple[LawLine, ...]) -> None:
        self._model.show(kind_rows(found))
        fit_rows(self._kinds)
        if self._kinds.current_row() is None:
            self._kinds.highlight(0)
        self._counting.show_rules(one for one in found if one.key.startswith(_COUNTING) and one.key != WEEKDAYS)
        self._allow()

    def _allow(self) -> None:
        one: KindRow | None = self._kinds.current_row()
        self._change.setEnabled(one is not None)
        self._back.setEnabled(one is not None and one.is_changed)
        for made in (self._change, self._back):
            allowed(made, self.desk, Operation.SETTINGS)

    def _open_current(self) -> None:
        self._kinds.open_current()

    def _open(self, one: KindRow) -> None:
        if self.desk.may(Operation.SETTINGS):
            self.wanted.emit("request_days", one)

    def _put_back(self) -> None:
        one: KindRow | None = self._kinds.current_row()
        if one is not None:
            self.desk.tasks.write(self, _resetting(one), self._on_put_back, self.tell_failed)

    def _on_put_back(self, moved: int) -> None:
        self.desk.messages.toast(recounted_words(self.tr("The shipped value holds again."), moved))
        self.refresh()


def _resetting(one: KindRow) -> Callable[[Session], int]:
    keys = tuple(line.key for line in one.days)
    return lambda session: reset(session, *keys)
