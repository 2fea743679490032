"""One contact list: who it is for, what the law still asks, its people, and who was left out."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ledger.domain.gate import AdvertisingRules, Reason, ReasonCode
from ledger.domain.instants import show_date, show_instant
from ledger.domain.staff import Operation
from ledger.services import contact_lists
from ledger.services.contact_lists import ListRow, Logged
from ledger.services.contact_rules import advertising
from ledger.services.deciding_many import allowed_from
from ledger.services.explaining import purpose_text
from ledger.services.session import Session
from ui.desk import Desk
from ui.formatting import grouped
from ui.theme import Tone
from ui.ways_out import ways_out
from ui.widgets.contact_left_out import LeftOutList
from ui.widgets.contact_people import ContactPeople
from ui.widgets.contact_words import left_out_lines, list_state, times_words, when
from ui.widgets.customer_line import ElidedLine
from ui.widgets.disclosure_parts import Segments
from ui.widgets.parts import Card, Chip, EmptyState, button, column, picture, row, text, tip
from ui.widgets.reasons import ReasonsPanel

PEOPLE, LEFT_OUT = range(2)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the law asks of a list now: hours and limits, and from when on while the hours are over."""

    rules: AdvertisingRules | None
    allowed_from: datetime | None


def asked_of(session: Session, one: ListRow) -> Asked:
    """Return what advertising rules say about a list now."""
    purpose = session.policy().purpose(one.purpose_id)
    if purpose is None or not purpose.is_advertising:
        return Asked(None, None)
    return Asked(advertising(session), allowed_from(session, one.purpose_id, one.channel, session.now()))


class ContactListPanel(Card):
    """Its acts are asked for by signals; the page opens the dialogs."""

    check_wanted = Signal(object)  # ListRow
    numbers_wanted = Signal(object)
    all_wanted = Signal(object)
    export_wanted = Signal(object)
    close_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.shown: ListRow | None = None
        self.body.setContentsMargins(16, 14, 16, 14)
        self._hint = EmptyState(
            "megaphone", self.tr("Choose a list"), self.tr("Its people and what is left to do are shown here.")
        )
        self._inside = QWidget()
        self._title, self._about = ElidedLine("section"), ElidedLine("small")
        self._state, self._now = Chip(), Chip()
        self._hours = text("", "small", wraps=True)
        self._times = QWidget()
        self._unchecked, self._checked = self._make_unchecked(), text("", "small", wraps=True, selectable=True)
        self.reasons = ReasonsPanel(desk.go)
        self.people = ContactPeople(desk)
        self.people.contacted.connect(self._on_contacted)
        self._left_out = LeftOutList(desk.language)
        self._views = Segments((self.tr("People"), self.tr("Left out")))
        self._stack = QStackedWidget()
        self._make_acts()
        self._lay_out()
        self.show_list(None)

    def _make_unchecked(self) -> QFrame:
        sheet = QFrame()
        sheet.setProperty("role", "warned")
        words = self.tr(
            "Not compared with the national do-not-call list yet, so nobody may be contacted ({law})."
        ).format(law=self.desk.wording.text("law.D91-2020"))
        said = text(words, wraps=True)
        numbers = button(self.tr("Numbers for the check…"), lambda: self.numbers_wanted.emit(self.shown))
        if not self.desk.may(Operation.EXPORT):
            numbers.setEnabled(False)
            numbers.setToolTip(self.tr("Numbers leave the ledger, so only the manager takes them out."))
        act = button(self.tr("Record the check…"), lambda: self.check_wanted.emit(self.shown))
        acts = column(numbers, act, spacing=6)
        box = row(picture("triangle-alert", "warn"), said, acts, spacing=10)
        box.setStretch(1, 1)
        box.setContentsMargins(12, 8, 10, 8)
        sheet.setLayout(box)
        return sheet

    def _make_acts(self) -> None:
        self.all_button = button(self.tr("All were contacted…"), lambda: self.all_wanted.emit(self.shown))
        self.export_button = button(self.tr("Export…"), lambda: self.export_wanted.emit(self.shown), icon="download")
        self.close_button = button(self.tr("Close the list"), lambda: self.close_wanted.emit(self.shown))
        if not self.desk.may(Operation.EXPORT):
            self.export_button.setEnabled(False)
            self.export_button.setToolTip(self.tr("Names and numbers leave the ledger, so only the manager exports."))

    def _lay_out(self) -> None:
        head = row(self._title, self._state, spacing=10)
        head.setStretch(0, 1)
        times = row(self._now, self._hours, spacing=10)
        times.setContentsMargins(0, 0, 0, 0)
        times.setStretch(1, 1)
        self._times.setLayout(times)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(self.tr("Left out"))
        shown = QWidget()
        shown.setProperty("role", "scrolled")
        shown.setLayout(column(self._left_out, None))
        scroll.setWidget(shown)
        self._stack.addWidget(self.people)
        self._stack.addWidget(scroll)
        self._views.chosen.connect(self._on_view)
        switch = row(self._views, self.people.states)
        switch.setStretch(0, 1)
        box = QVBoxLayout(self._inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(column(head, self._about, spacing=2))
        for piece in (self._times, self._unchecked, self._checked, self.reasons):
            box.addWidget(piece)
        box.addLayout(switch)
        box.addWidget(self._stack, 1)
        box.addLayout(row(self.all_button, self.export_button, None, self.close_button))
        self.body.addWidget(self._hint, 1)
        self.body.addWidget(self._inside, 1)

    def _on_view(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self.people.states.setVisible(number == PEOPLE)

    # --- showing ---

    def show_list(self, one: ListRow | None) -> None:
        """Show a list, or what to do while none is chosen."""
        is_other = one is None or self.shown is None or one.code != self.shown.code
        self.shown = one
        self._hint.setVisible(one is None)
        self._inside.setVisible(one is not None)
        if is_other:
            self.reasons.clear()
        if one is None:
            return
        self._title.setText(one.title or one.code)
        self._title.setToolTip(tip(one.title))
        self._title.setAccessibleName(one.title or one.code)
        self._about.setText(self._who_for(one))
        version = self.tr("Policy version {number}").format(number=one.policy_number)
        self._about.setToolTip(tip(" · ".join((self._who_for(one), version))))
        self._state.show_state(*list_state(one))
        self._show_check(one)
        self._left_out.show_lines(left_out_lines(self.desk, one.purpose_id, one.left_out))
        counts = ((self.tr("People: {count}"), one.people), (self.tr("Left out: {count}"), one.left_out_people))
        for shown, (words, count) in zip(self._views.buttons, counts, strict=True):
            shown.setText(words.format(count=grouped(count, self.desk.language)))
        self._views.buttons[LEFT_OUT].setEnabled(bool(one.left_out))
        if not one.left_out:
            self._views.choose(PEOPLE)
        self._show_acts(one)
        self.people.show_list(one)
        self.tell_times()

    def _who_for(self, one: ListRow) -> str:
        words = self.tr("{code} · {purpose} · {channel} · made {time}, {name}")
        wording = self.desk.wording
        return words.format(
            code=one.code,
            purpose=purpose_text(self.desk.who.policy, one.purpose_id, wording),
            channel=wording.text(f"channels.{one.channel.value}"),
            time=when(self.desk, one.made_at),
            name=one.made_by,
        )

    def _show_check(self, one: ListRow) -> None:
        self._unchecked.setVisible(one.needs_check and one.closed_at is None)
        said = []
        if one.checked_on is not None:
            words = self.tr("Do-not-call check: {day}, {name}, {reference}")
            said.append(words.format(day=show_date(one.checked_on), name=one.checked_by, reference=one.check_reference))
        if one.exported_at is not None:
            words = self.tr("Exported: {time}, {name}")
            said.append(words.format(time=show_instant(one.exported_at), name=one.exported_by))
        self._checked.setText("\n".join(said))
        self._checked.setVisible(bool(said))

    def _show_acts(self, one: ListRow) -> None:
        is_open = one.closed_at is None
        self.all_button.setEnabled(is_open and one.contacted < one.people)
        self.close_button.setEnabled(is_open)
        if self.desk.may(Operation.EXPORT):
            self.export_button.setEnabled(is_open and one.contacted < one.people)

    def tell_times(self) -> None:
        """Say what hours and limits allow now; asked again as time passes."""
        one = self.shown
        if one is None or one.closed_at is not None:
            self._times.hide()
            return
        self.desk.tasks.read(self, lambda session: asked_of(session, one), self._on_asked, latest="times")

    def _on_asked(self, found: Asked) -> None:
        one = self.shown
        words = times_words(found.rules, one.channel) if found.rules is not None and one is not None else ""
        self._times.setVisible(bool(words))
        self._hours.setText(words)
        if found.allowed_from is None:
            self._now.show_state(self.tr("Allowed now"), Tone.OK)
        else:
            told = self.tr("Allowed from {time}").format(time=when(self.desk, found.allowed_from))
            self._now.show_state(told, Tone.WARN)

    # --- one was contacted ---

    def _on_contacted(self, customer: str) -> None:
        one = self.shown
        if one is None:
            return
        self.reasons.clear()
        code = one.code
        self.desk.tasks.write(
            self,
            lambda session: contact_lists.log_made(session, code, (customer,)),
            lambda found: self._on_logged(customer, found),
            lambda error: self.reasons.say(self.tr("This was not done"), (self.desk.say(error),)),
        )

    def _on_logged(self, customer: str, found: Logged) -> None:
        if found.refused_people:
            self._tell_refused(customer, tuple(found.refused))
            return
        self.desk.messages.toast(self.tr("Logged: {code} was contacted.").format(code=customer))
        self.people.go_on()

    def _tell_refused(self, customer: str, codes: tuple[ReasonCode, ...]) -> None:
        one = self.shown
        if one is None:
            return
        lines = left_out_lines(self.desk, one.purpose_id, dict.fromkeys((code.value for code in codes), 1))
        ways = ways_out((Reason(code, "") for code in codes), customer_code=customer)
        heading = self.tr("{code} may not be contacted now").format(code=customer)
        self.reasons.say(heading, [f"{line.words} ({line.clause})" for line in lines], ways)
