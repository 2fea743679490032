"""Hôm nay: what is due first, what waits to be handed over, what expires soon, and how the answers went."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.feedback import answer_within
from ledger.domain.instants import local, show_date
from ledger.domain.policy import RecipientRole
from ledger.services.recipients import lines as partners
from ledger.services.session import Session
from ledger.services.today import CarrierWork, ExpiringCommitment, Today, TodayCounts, today
from ui.desk import Desk
from ui.dialogs.people_today import AskAgainDialog, BirthdaysDialog
from ui.dialogs.retention import RetentionDialog
from ui.formatting import clock_time, hours, share
from ui.models.table_model import Column, RecordModel
from ui.places import PageId, Target
from ui.theme import Tone
from ui.widgets.charts import AnswerChart, Bar
from ui.widgets.due_first_steps import FirstSteps, FirstStepsCard
from ui.widgets.due_table import DueTable, list_card
from ui.widgets.figure_card import FigureCard
from ui.widgets.missed_band import MissedBand
from ui.widgets.page import Page
from ui.widgets.parts import Card, EmptyState, button, column, picture, row, text
from ui.widgets.retention_band import RetentionBand
from ui.widgets.today_due import DueCard
from ui.widgets.today_hints import TodayHints

_EVERY_MS = 60_000  # the countdowns run by themselves; the lists are asked again this often
_SOON_DAYS = 7
_TALL = 880  # from this height the chart gets the whole width, and the lists all their rows


def _look(session: Session) -> tuple[Today, FirstSteps]:
    found = today(session)
    carriers = any(one.role is RecipientRole.CARRIER and one.closed_at is None for one in partners(session))
    has_feedback = found.counts.open_feedback > 0 or found.answers.median_hours is not None
    return found, FirstSteps(found.counts.customers > 0, carriers, has_feedback)


class TodayPage(Page):
    """The first page of every day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, PageId.TODAY, self.tr("Today"))
        self._show_date()
        self.add_act(button(self.tr("Record feedback"), self._record_feedback, icon="message-circle"))
        self.add_act(button(self.tr("New order"), self._new_order, role="primary", icon="package"))
        self._feedback = FigureCard("alarm-clock", "bad", self.tr("Feedback waiting"))
        self._requests = FigureCard("inbox", "accent", self.tr("Requests open"))
        self._parcels = FigureCard("truck", "accent", self.tr("Parcels to hand over"))
        self._expiring = FigureCard("handshake", "warn", self.tr("Commitments expiring"))
        self._minors = FigureCard("baby", "accent", self.tr("Minors waiting for a guardian"), self.tr("Minors waiting"))
        self._lay_out()
        ways = {
            self._feedback: PageId.FEEDBACK,
            self._requests: PageId.REQUESTS,
            self._parcels: PageId.PARCELS,
            self._expiring: PageId.RECIPIENTS,
        }
        for card, page in ways.items():
            card.went.connect(self._leads_to(page))
        self._minors.went.connect(lambda: self.desk.go(Target(PageId.CUSTOMERS, act="list.MINORS_WAITING")))
        timer = QTimer(self)
        timer.timeout.connect(self._on_minute)
        timer.start(_EVERY_MS)

    def _leads_to(self, page: PageId) -> Callable[[], None]:
        return lambda: self.desk.go(Target(page))

    def _show_date(self) -> None:
        here = local(self.desk.now())
        days = (
            self.tr("Monday"),
            self.tr("Tuesday"),
            self.tr("Wednesday"),
            self.tr("Thursday"),
            self.tr("Friday"),
            self.tr("Saturday"),
            self.tr("Sunday"),
        )
        words = self.tr("{weekday}, {date} · all clocks run on Vietnam time")
        self.sentence.setText(words.format(weekday=days[here.weekday()], date=show_date(here.date())))
        self.sentence.show()

    def _lay_out(self) -> None:
        self._steps, self._begin = FirstStepsCard(self.desk.go), QWidget()
        self._begin.setLayout(column(self._steps, None))
        self._begin.hide()
        self._cards = QWidget()
        self._grid = QGridLayout(self._cards)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)
        self.due = DueCard(self.desk)
        self._answers = self._answers_card()
        self._carriers = self._carriers_card()
        self._commitments = self._commitments_card()
        self._is_tall: bool | None = None
        self.body.addWidget(self._trouble_strip())
        figures = (self._feedback, self._requests, self._parcels, self._expiring, self._minors)
        self.body.addLayout(row(*figures, spacing=14))
        self._missed, self._retention = MissedBand(self.desk), RetentionBand(self.desk)
        self._missed.told.connect(self._retention.stand_back)
        self._retention.wanted.connect(lambda: RetentionDialog(self.desk, self).open())
        self.body.addWidget(self._missed)
        self.body.addWidget(self._retention)
        self.hints = TodayHints(self.desk)
        self.hints.ask_again_wanted.connect(self._open_ask_again)
        self.hints.birthdays_wanted.connect(self._open_birthdays)
        self.body.addWidget(self.hints)
        self.body.addWidget(self._begin, 1)
        self.body.addWidget(self._cards, 1)

    def _open_ask_again(self) -> None:
        AskAgainDialog(self.desk, self, self.hints.people[0]).open()

    def _open_birthdays(self) -> None:
        BirthdaysDialog(self.desk, self, self.hints.people[1]).open()

    def _trouble_strip(self) -> QFrame:
        self._trouble = QFrame()
        self._trouble.setProperty("role", "blocked")
        self._trouble_words = text("", wraps=True)
        again = button(self.tr("Try again"), self.refresh, icon="refresh-cw")
        inside = row(picture("triangle-alert", "bad"), self._trouble_words, again)
        inside.setStretch(1, 1)
        inside.setContentsMargins(14, 8, 8, 8)
        self._trouble.setLayout(inside)
        self._trouble.hide()
        return self._trouble

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use a tall window's room for the chart, not for empty ends of short lists."""
        super().resizeEvent(event)
        is_tall = self.height() >= _TALL
        if is_tall != self._is_tall:
            self._is_tall = is_tall
            self._arrange(is_tall=is_tall)

    def _arrange(self, *, is_tall: bool) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(14)
        left.addWidget(self.due, 1)
        if is_tall:
            right.addWidget(self._carriers, 1)
            right.addWidget(self._commitments)
        else:
            left.addWidget(self._commitments)
            right.addWidget(self._answers, 1)
            right.addWidget(self._carriers)
        while (old := self._grid.takeAt(0)) is not None:
            if (one := old.layout()) is not None:
                one.deleteLater()
        self._grid.addLayout(left, 0, 0)
        self._grid.addLayout(right, 0, 1)
        if is_tall:
            self._grid.addWidget(self._answers, 1, 0, 1, 2)
        for place in (0, 1):
            self._grid.setColumnStretch(place, 1)
        self._grid.setRowStretch(1, 1 if is_tall else 0)
        self._grid.setRowStretch(0, 0 if is_tall else 1)

    # --- the cards ---

    def _answers_card(self) -> Card:
        self.chart = AnswerChart(self.tr("No feedback in these days."), self.tr("Answer times of 14 days"))
        self._answer_words = text("", "small")
        card = Card(self.tr("Answer times, 14 days"))
        card.body.addWidget(self.chart, 1)
        card.body.addWidget(self._answer_words)
        return card

    def _carriers_card(self) -> Card:
        columns = (
            Column[CarrierWork]("carrier", self.tr("Carrier"), self._carrier, below=self._carrier_below, is_main=True),
            Column[CarrierWork](
                "state", self.tr("State"), self._carrier_state, width=136, tone=self._carrier_tone, tip=self._why
            ),
        )
        self.carriers_model = RecordModel[CarrierWork](columns, self)
        self.carriers_table = DueTable(self.carriers_model, self.tr("Waiting for the courier"), self.desk.now)
        self.carriers_table.opened.connect(self._open_carrier)
        empty = EmptyState("truck", self.tr("No parcel waits"), self.tr("Printed parcels stand here, by carrier."))
        return list_card(self.tr("Waiting for the courier"), self.carriers_table, empty)

    def _open_carrier(self, one: CarrierWork) -> None:
        if one.trouble and one.id is not None:
            self.desk.go(Target(PageId.RECIPIENTS, str(one.id), "commitment"))
        else:
            self.desk.go(Target(PageId.PARCELS))

    def _carrier(self, one: CarrierWork) -> str:
        return one.name or self.tr("No carrier chosen yet")

    def _carrier_below(self, one: CarrierWork) -> str:
        counts = self.tr("To print: {drafts} · printed: {printed}").format(drafts=one.drafts, printed=one.printed)
        return " · ".join((self._why(one), counts)) if one.trouble else counts

    def _carrier_state(self, one: CarrierWork) -> str:
        if one.trouble:
            return self.tr("Blocked")
        if one.oldest_printed_at is not None:
            return self.tr("since {time}").format(time=clock_time(one.oldest_printed_at, self.desk.now()))
        return self.tr("to print")

    def _carrier_tone(self, one: CarrierWork) -> Tone:
        if one.trouble:
            return Tone.BAD
        return Tone.OK if one.printed else Tone.OFF

    def _why(self, one: CarrierWork) -> str:
        return " ".join(dict.fromkeys(self.desk.because(reason) for reason in one.trouble))

    def _commitments_card(self) -> Card:
        columns = (
            Column[ExpiringCommitment]("name", self.tr("Partner"), lambda one: one.name, is_main=True),
            Column[ExpiringCommitment]("left", self.tr("Ends"), self._ends, width=176, tone=self._ends_tone),
        )
        self.expiring_model = RecordModel[ExpiringCommitment](columns, self)
        self.expiring_table = DueTable(self.expiring_model, self.tr("Commitments expiring"), self.desk.now, least=1)
        self.expiring_table.opened.connect(
            lambda one: self.desk.go(Target(PageId.RECIPIENTS, str(one.recipient_id), "commitment"))
        )
        none = EmptyState("handshake", self.tr("No commitment ends soon"))
        card = list_card(self.tr("Commitments expiring"), self.expiring_table, none)
        card.hide()
        return card

    def _ends(self, one: ExpiringCommitment) -> str:
        if one.days_left < 0:
            return self.tr("expired {date}").format(date=show_date(one.expires_on))
        return self.tr("days left: {count}").format(count=one.days_left)

    def _ends_tone(self, one: ExpiringCommitment) -> Tone:
        return Tone.BAD if one.days_left < 0 else Tone.WARN

    # --- what is shown ---

    def _on_minute(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Ask for everything on the page at once."""
        self.desk.tasks.read(self, _look, self._show, self._on_failed, latest="today")
        self.hints.refresh()
        self._missed.refresh()
        self._retention.refresh()

    def _on_failed(self, error: LedgerError) -> None:
        self._trouble_words.setText(self.desk.say(error))
        self._trouble.show()

    def _show(self, answer: tuple[Today, FirstSteps]) -> None:
        found, steps = answer
        self._trouble.hide()
        self._show_date()
        self._begin.setVisible(steps.is_new)
        self._cards.setVisible(not steps.is_new)
        self._steps.show_steps(steps)
        self.due.show_due(found)
        self.carriers_model.show(found.carriers)
        self.expiring_model.show(found.expiring)
        self._commitments.setVisible(bool(found.expiring))
        self._show_figures(found)
        self._show_answers(found)

    def _show_figures(self, found: Today) -> None:
        counts = found.counts
        if counts.overdue_feedback:
            words, tone = self.tr("overdue: {count}").format(count=counts.overdue_feedback), Tone.BAD
        else:
            words, tone = self.tr("all in time") if counts.open_feedback else "", Tone.OK
        self._feedback.show_figure(counts.open_feedback, words, tone)
        self._show_requests(counts)
        drafts = self.tr("to print: {count}").format(count=counts.drafts) if counts.drafts else ""
        self._parcels.show_figure(counts.printed, drafts, Tone.ACCENT)
        self._show_expiring(found.expiring)
        waiting = self.tr("waiting for consent") if counts.minors_waiting else ""
        self._minors.show_figure(counts.minors_waiting, waiting, Tone.WARN)

    def _show_requests(self, counts: TodayCounts) -> None:
        if counts.pressing_requests:
            words, tone = self.tr("due: {count}").format(count=counts.pressing_requests), Tone.BAD
        else:
            words, tone = self.tr("all in time") if counts.open_requests else "", Tone.OK
        self._requests.show_figure(counts.open_requests, words, tone)

    def _show_expiring(self, expiring: tuple[ExpiringCommitment, ...]) -> None:
        if not expiring:
            self._expiring.show_figure(0)
            return
        gone = sum(1 for one in expiring if one.days_left < 0)
        if gone:
            self._expiring.show_figure(len(expiring), self.tr("expired: {count}").format(count=gone), Tone.BAD)
            return
        nearest = expiring[0].days_left
        tone = Tone.BAD if nearest < _SOON_DAYS else Tone.WARN
        self._expiring.show_figure(len(expiring), self.tr("days left: {count}").format(count=nearest), tone)

    def _show_answers(self, found: Today) -> None:
        answers = found.answers
        bars = [Bar(one.day.strftime("%d/%m"), one.slowest_hours, bool(one.late)) for one in answers.days]
        self.chart.show_bars(bars, answer_within(self.desk.who.policy) / timedelta(hours=1))
        seconds = None if answers.median_hours is None else answers.median_hours * 3600
        words = self.tr("In time: {share} · median {time}")
        self._answer_words.setText(
            words.format(share=share(answers.share_in_time, self.desk.language), time=hours(seconds))
        )

    # --- acts ---

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+N begins what comes most often: a feedback."""
        return {"new": self._record_feedback}

    def _record_feedback(self) -> None:
        self.desk.go(Target(PageId.FEEDBACK, act="new"))

    def _new_order(self) -> None:
        self.desk.go(Target(PageId.PARCELS, act="new"))
