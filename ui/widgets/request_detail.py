"""One request in full: what comes next, both clocks, what was asked and by whom, and all that was done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ledger.domain.deadline import RequestKind
from ledger.domain.instants import show_instant
from ui import theme
from ui.desk import Desk
from ui.formatting import clock_time
from ui.places import PageId, Target
from ui.theme import Tone
from ui.widgets.parts import Card, Chip, EmptyState, button, column, line, picture, row, text
from ui.widgets.request_clocks import ClocksView
from ui.widgets.request_file import RequestFile
from ui.widgets.request_history import FilesView, HistoryView, PartnersView
from ui.widgets.request_next import NextBand
from ui.widgets.request_words import (
    KIND_ICONS,
    OUTCOME_TONES,
    channel_words,
    outcome_words,
    stage_words,
    unknown_person,
)


class RequestDetail(Card):
    """The right half of the page. ``act_wanted`` carries the id of an act, ``file_wanted`` the id of a file."""

    act_wanted = Signal(str)
    file_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.file: RequestFile | None = None
        self.next = NextBand(desk)
        self.next.act_wanted.connect(self.act_wanted)
        self.clocks = ClocksView(desk)
        self.history = HistoryView(desk)
        self.files = FilesView()
        self.files.opened.connect(self.file_wanted)
        self.files.add_wanted.connect(lambda: self.act_wanted.emit("add_file"))
        self.partners = PartnersView(desk)
        self.partners.opened.connect(lambda: self.act_wanted.emit("partners"))
        self._head_widgets()
        self._lay_out()

    def _head_widgets(self) -> None:
        self._sign = picture("inbox", "mute", 18)
        self._title = text("", "section", wraps=True)
        self._chip = Chip()
        self._code = text("", "strong", selectable=True)
        self._customer = button("", self._on_customer, role="link")
        self._unknown = text(unknown_person(), "mute")
        self._feedback = button("", self._on_feedback, role="link", icon="message-circle")
        self._meta = text("", "small", wraps=True)
        self._asked = text("", wraps=True, selectable=True)
        self._asked.setAccessibleName(self.tr("What was asked"))
        self._asked_by = text("", "small", wraps=True, selectable=True)
        self._identity = text("", "small", wraps=True)
        self._identity_note = text("", "small", wraps=True, selectable=True)
        self._outcome = text("", wraps=True, selectable=True)

    def _lay_out(self) -> None:
        title = row(self._sign, self._title, self._chip)
        title.setStretch(1, 1)
        head = column(title, row(self._code, self._customer, self._unknown, None), self._meta, spacing=4)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._body())
        inside = QWidget()
        box = column(head, self.next, self._scroll, spacing=12)
        box.setStretch(2, 1)
        inside.setLayout(box)
        nothing = EmptyState(
            "inbox", self.tr("No request chosen"), self.tr("Choose one in the list to see what it waits for.")
        )
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)  # first: without a parent it would show its first piece as a window
        self._stack.addWidget(nothing)
        self._stack.addWidget(inside)

    def _body(self) -> QWidget:
        made = QWidget()
        made.setProperty("role", "scrolled")
        self._result = QWidget()
        self._result.setLayout(column(text(self.tr("What came of it"), "strong"), self._outcome, line(), spacing=6))
        said = column(
            text(self.tr("What was asked"), "strong"), self._asked, self._asked_by, row(self._feedback, None), spacing=4
        )
        proven = column(
            text(self.tr("Who asks: how it was proven"), "strong"), self._identity, self._identity_note, spacing=4
        )
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(14)
        box.addWidget(self._result)
        box.addWidget(self.clocks)
        box.addWidget(line())
        for layout in (said, proven):
            box.addLayout(layout)
        for part in (self.partners, self.files, self.history):
            box.addWidget(part)
        box.addStretch(1)
        return made

    # --- showing ---

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self.file = None
        self._stack.setCurrentIndex(0)

    def show_file(self, file: RequestFile) -> None:
        """Show a request."""
        is_other = self.file is None or self.file.code != file.code
        self.file = file
        self._show_head(file)
        self._show_words(file)
        for part in (self.next, self.clocks, self.partners, self.files, self.history):
            part.show_file(file)
        self._stack.setCurrentIndex(1)
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)

    def _show_head(self, file: RequestFile) -> None:
        request, wording = file.request, self._desk.wording
        self._sign.setPixmap(theme.pixmap(KIND_ICONS[request.kind], "mute", 18, self.devicePixelRatioF()))
        self._title.setText(wording.text(f"request_kinds.{request.kind.value}"))
        if request.outcome is not None:
            self._chip.show_state(outcome_words(request.outcome), OUTCOME_TONES[request.outcome])
        else:
            self._chip.show_state(stage_words(file.standing), Tone.ACCENT)
        self._code.setText(request.code)
        who = " · ".join(filter(None, (file.customer_name, file.customer_code)))
        self._customer.setText(who.replace("&", "&&"))
        self._customer.setVisible(bool(who))
        self._unknown.setVisible(not who)
        words = self.tr("{channel} · received {time}")
        if request.recorded_at.replace(second=0, microsecond=0) > request.received_at:
            words = self.tr("{channel} · received {time} · written down {recorded}")
        now = self._desk.now()
        self._meta.setText(
            words.format(
                channel=channel_words(request.channel, wording),
                time=clock_time(request.received_at, now),
                recorded=clock_time(request.recorded_at, now),
            )
        )

    def _show_words(self, file: RequestFile) -> None:
        request = file.request
        nothing = self.tr("The words were erased with the customer's data.") if file.is_erased else ""
        self._asked.setText(request.asked or nothing or self.tr("Nothing more was said."))
        self._asked_by.setText(self.tr("Asked by: {who}").format(who=request.asked_by or ""))
        self._asked_by.setVisible(bool(request.asked_by))
        self._feedback.setVisible(file.feedback is not None)
        if file.feedback is not None:
            self._feedback.setText(self.tr("Also feedback {code}").format(code=file.feedback.code))
        self._identity.setText(self._proof(file))
        self._identity_note.setText(request.identity_note or "")
        self._identity_note.setVisible(bool(request.identity_note))
        self._result.setVisible(not request.is_open)
        self._outcome.setText("\n".join(self._result_lines(file)))

    def _proof(self, file: RequestFile) -> str:
        request = file.request
        if request.kind is RequestKind.COMPLAINT and request.identity_at is None:
            return self.tr("A complaint is answered whoever makes it; nobody has to be proven.")
        if request.identity_at is None or request.identity_method is None:
            return self.tr("Not proven yet. Until then no data are given out, changed or erased.")
        return self.tr("{method} · {time} · {name}").format(
            method=self._desk.wording.text(f"identity_methods.{request.identity_method.value}"),
            time=show_instant(request.identity_at),
            name=file.staff_names.get(request.identity_by, "–") if request.identity_by is not None else "–",
        )

    def _result_lines(self, file: RequestFile) -> list[str]:
        request, wording = file.request, self._desk.wording
        if request.closed_at is None or request.outcome is None:
            return []
        said = [
            self.tr("{outcome} · closed {time} · {name}").format(
                outcome=wording.text(f"request_outcomes.{request.outcome.value}"),
                time=show_instant(request.closed_at),
                name=file.staff_names.get(request.closed_by, "–") if request.closed_by is not None else "–",
            )
        ]
        if request.ground is not None:
            said.append(wording.text(f"refusal_grounds.{request.ground.value}"))
        if request.outcome_note:
            said.append(request.outcome_note)
        return said

    # --- ways ---

    def _on_customer(self) -> None:
        if self.file is not None:
            self._desk.go(Target(PageId.CUSTOMERS, self.file.customer_code))

    def _on_feedback(self) -> None:
        if self.file is not None and self.file.feedback is not None:
            self._desk.go(Target(PageId.FEEDBACK, self.file.feedback.code))
