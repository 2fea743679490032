"""The working days deadlines are counted by: weekdays, public holidays, and the shop's own list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from ledger.domain.deadline import SpecialDay, SpecialDayKind
from ledger.domain.instants import local_date, show_date
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import law_rules, working_days
from ledger.services.law_rules import LawLine
from ledger.services.law_values import WEEKDAYS, written
from ledger.services.session import Session
from ledger.services.working_days import Holiday
from ui.desk import Desk
from ui.messages import Question
from ui.models.table_model import Column, RecordModel
from ui.theme import Tone
from ui.widgets.form import Banner
from ui.widgets.parts import Card, Chip, EmptyState, button, icon_button, row, text
from ui.widgets.recipient_rights import allowed
from ui.widgets.record_table import RecordTable
from ui.widgets.settings_panel import SettingsPanel
from ui.widgets.settings_rule_words import (
    confidence_tone,
    confidence_words,
    day_names,
    recounted_words,
    source_words,
    value_words,
)

_LOWEST = 236
_KIND = 92  # pixels
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the section shows."""

    weekdays: LawLine
    own: tuple[SpecialDay, ...]
    public: tuple[Holiday, ...]
    worked: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class _PublicDay:
    id: date
    name: str
    kind: SpecialDayKind


def _knowing(year: int, language: Language) -> Callable[[Session], _Known]:
    return lambda session: _Known(
        next(one for one in law_rules.lines(session) if one.key == WEEKDAYS),
        working_days.special_days(session),
        working_days.public_holidays(session, year, language),
        working_days.public_worked(session, year),
    )


def day_words(day: date) -> str:
    """Return a day with its weekday: ``Tue 24/11/2026``."""
    return f"{day_names()[day.weekday()]} {show_date(day)}"


class DaysPanel(SettingsPanel):
    """Three cards: the week, the shop's own days, and the public holidays of a year."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Working days"),
            self.tr("Which days count when a deadline runs in working days, and where a last day off moves to."),
        )
        self._year = local_date(desk.now()).year
        self._weekdays: LawLine | None = None
        self._boxes = tuple(QCheckBox(name) for name in day_names())
        self._is_editable = desk.may(Operation.SETTINGS)
        self.inside.addWidget(self._week())
        lists = row(self._own(), self._public(), spacing=14)
        lists.setStretch(0, 1)
        lists.setStretch(1, 1)
        self.inside.addLayout(lists, 1)

    # --- the week ---

    def _week(self) -> QWidget:
        self.save_button = button(self.tr("Save the week"), self.save, role="primary")
        self._back = button(self.tr("Back to the shipped value"), self._put_back, icon="undo-2")
        self._marker = Chip(self.tr("Unsaved changes"), Tone.WARN)
        card = Card(self.tr("Days of the week that are worked"), self._marker, self._back, self.save_button)
        boxes = row(spacing=18)
        for box in self._boxes:
            box.toggled.connect(lambda _on: self.mark())
            boxes.addWidget(allowed(box, self.desk, Operation.SETTINGS))
        boxes.addStretch(1)
        self.banner = Banner()
        self._sure = Chip()
        self._source = text("", "mute", wraps=True)
        said = row(self._sure, self._source, spacing=10)
        said.setStretch(1, 1)
        card.body.addLayout(boxes)
        card.body.addLayout(said)
        card.body.addWidget(self.banner)
        self._marker.hide()
        return card

    def _chosen(self) -> tuple[int, ...]:
        return tuple(at for at, box in enumerate(self._boxes, 1) if box.isChecked())

    @property
    def is_dirty(self) -> bool:
        """Return whether the week ticked is not saved yet."""
        return self._weekdays is not None and self._chosen() != self._weekdays.value

    def mark(self) -> None:
        """Show whether there is anything to save."""
        self._marker.setVisible(self.is_dirty)
        self.save_button.setEnabled(self.is_dirty and self._is_editable)
        is_changed = self._weekdays is not None and self._weekdays.is_changed
        self._back.setEnabled(is_changed and self._is_editable)
        for made in (self.save_button, self._back):
            allowed(made, self.desk, Operation.SETTINGS)

    def save(self) -> None:
        """Save the week; at least one day must be worked."""
        typed = written(self._chosen())
        self.desk.tasks.write(
            self, lambda session: law_rules.change(session, WEEKDAYS, typed), self._on_saved, self.show_error
        )

    def _put_back(self) -> None:
        self.desk.tasks.write(self, lambda session: law_rules.reset(session, WEEKDAYS), self._on_reset, self.show_error)

    def _on_reset(self, moved: int) -> None:
        self._take_over()
        self.desk.messages.toast(recounted_words(self.tr("The shipped value holds again."), moved))

    def _on_saved(self, moved: int) -> None:
        self._take_over()
        self.desk.messages.toast(recounted_words(self.tr("Saved."), moved))

    def _take_over(self) -> None:
        self._weekdays = None
        self.refresh()

    def discard(self) -> None:
        """Put back the week that is in force."""
        if self._weekdays is not None:
            self._show_week(self._weekdays)

    def _show_week(self, line: LawLine) -> None:
        self._weekdays = line
        worked = line.value if isinstance(line.value, tuple) else ()
        for at, box in enumerate(self._boxes, 1):
            box.setChecked(at in worked)
        words = self.tr("Shipped: {days}. Source: {source}.")
        self._source.setText(words.format(days=value_words(line.key, line.shipped), source=source_words(line.source)))
        self._sure.show_state(confidence_words(line.confidence), confidence_tone(line.confidence))
        self.banner.say("")
        self.mark()

    # --- days in a table ---

    def _columns(
        self, day: Callable[[_Row], date], kind: Callable[[_Row], SpecialDayKind], name: Callable[[_Row], str]
    ) -> tuple[Column[_Row], ...]:
        wording = self.desk.wording
        return (
            Column[_Row](
                "day",
                self.tr("Day"),
                lambda one: day_words(day(one)),
                width=116,
                below=name,
                tip=name,
                is_main=True,
            ),
            Column[_Row](
                "kind",
                self.tr("Kind"),
                lambda one: wording.text(f"special_day_kinds.{kind(one).value}"),
                width=_KIND,
                tone=lambda one: Tone.ACCENT if kind(one) is SpecialDayKind.WORKED else Tone.OFF,
            ),
        )

    # --- the shop's own list ---

    def _own(self) -> QWidget:
        self._own_model = RecordModel[SpecialDay](
            self._columns(lambda one: one.day, lambda one: one.kind, lambda one: one.note), self
        )
        self._own_table = RecordTable(self._own_model, self.tr("The shop's own list"), self.desk.now)
        self._own_table.set_empty(EmptyState("calendar", self.tr("No day of the shop's own")))
        self._own_table.setMinimumHeight(_LOWEST)
        self._own_table.tell(self.desk.messages)
        self._own_table.chosen.connect(lambda _one: self._allow())
        self._add: QPushButton = button(self.tr("Add…"), self._open_day, role="primary", icon="plus")
        self._remove: QPushButton = button(self.tr("Remove"), self._ask_removal, icon="trash-2")
        card = Card(self.tr("The shop's own list"), self._remove, self._add)
        words = self.tr(
            "A day on which the shop is simply closed moves no deadline: the law counts every working day. Put here"
            " only days officially off, and days worked instead of another."
        )
        card.body.addWidget(text(words, "mute", wraps=True))
        card.body.addWidget(self._own_table, 1)
        self._allow()
        return card

    def _allow(self) -> None:
        self._remove.setEnabled(self._own_table.current_row() is not None)
        for made in (self._add, self._remove):
            allowed(made, self.desk, Operation.SETTINGS)

    def _open_day(self) -> None:
        self.wanted.emit("special_day", None)

    def _ask_removal(self) -> None:
        one: SpecialDay | None = self._own_table.current_row()
        if one is None:
            return
        question = Question(
            self.tr("Take this day off the list?"),
            self.tr("{day}: open requests are counted again without it.").format(day=day_words(one.day)),
            self.tr("Take it off"),
        )
        self.desk.messages.ask(question, lambda: self._remove_day(one.day))

    def _remove_day(self, day: date) -> None:
        self.desk.tasks.write(
            self,
            lambda session: working_days.remove_special_day(session, day),
            self._on_removed,
            self.tell_failed,
        )

    def _on_removed(self, moved: int) -> None:
        self.desk.messages.toast(recounted_words(self.tr("The day was taken off the list."), moved))
        self.refresh()

    # --- public holidays ---

    def _public(self) -> QWidget:
        self._public_model = RecordModel[_PublicDay](
            self._columns(lambda one: one.id, lambda one: one.kind, lambda one: one.name), self
        )
        table = RecordTable(self._public_model, self.tr("Public holidays"), self.desk.now)
        table.setMinimumHeight(_LOWEST)
        table.tell(self.desk.messages)
        self._shown_year = text("", "strong")
        self._shown_year.setAlignment(Qt.AlignmentFlag.AlignCenter)
        before = icon_button("chevron-left", self.tr("The year before"), lambda: self._turn(-1))
        after = icon_button("chevron-right", self.tr("The year after"), lambda: self._turn(1))
        card = Card(self.tr("Public holidays"), before, self._shown_year, after)
        words = self.tr("Known to the program, with days off instead and days worked instead. What it lacks goes left.")
        card.body.addWidget(text(words, "mute", wraps=True))
        card.body.addWidget(table, 1)
        return card

    def _turn(self, years: int) -> None:
        first, last = working_days.YEARS
        self._year = min(max(self._year + years, first), last)
        self.refresh()

    def _show_public(self, known: _Known) -> None:
        worked = self.tr("Worked instead of another day")
        days = [_PublicDay(one.day, one.name, SpecialDayKind.CLOSED) for one in known.public]
        days += [_PublicDay(day, worked, SpecialDayKind.WORKED) for day in known.worked]
        self._public_model.show(sorted(days, key=lambda one: one.id))

    # --- together ---

    def refresh(self) -> None:
        """Ask for the days; a week that is being ticked stays."""
        self._shown_year.setText(str(self._year))
        reading = _knowing(self._year, self.desk.language)
        self.desk.tasks.read(self, reading, self._show, self.tell_failed, latest="days")

    def _show(self, known: _Known) -> None:
        if not self.is_dirty:
            self._show_week(known.weekdays)
        self._own_model.show(known.own)
        self._show_public(known)
        self._allow()
