"""The masked label of the selected parcel, exactly as it will be printed, or why it may not be. Records nothing."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget

from ledger.domain.errors import LedgerError
from ledger.domain.gate import ReasonCode
from ledger.domain.parcel import ParcelState
from ledger.services import labels, parcels
from ledger.services.labels import BlockedParcel, LabelBatch, LabelSheet, page_size_mm
from ledger.services.parcel_list import ParcelRow
from ui import formatting
from ui.desk import Desk
from ui.printing import draw_page, page_words
from ui.tasks import Progress
from ui.theme import Tone
from ui.ways_out import ways_out
from ui.widgets.label_layout import LayoutChoice
from ui.widgets.label_picture import LabelPicture
from ui.widgets.parcel_list import ParcelLine
from ui.widgets.parcel_words import PRINTABLE, kilograms, millimetres
from ui.widgets.parts import Card, Chip, EmptyState, button, column, row, text
from ui.widgets.reasons import ReasonsPanel

PAUSE = 120  # milliseconds the cursor rests on a row before its label is drawn
KEPT = 12
_SCALE = 2.2  # pixels to a point: the picture is only ever made smaller
Key = tuple[ParcelRow, LabelSheet]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of one label: its picture and words, and whether anything is wrong with it."""

    image: QImage | None
    words: str = ""
    has_findings: bool = False


def draw(batch: LabelBatch, sheet: LabelSheet, progress: Progress) -> Drawn:
    """Draw a batch of one label and read it back; a label that would reveal something is not shown either."""
    rendered = labels.render_batch(batch, sheet, progress.report)
    if rendered.pdf is None or rendered.findings:
        return Drawn(None, has_findings=bool(rendered.findings))
    return Drawn(draw_page(rendered.pdf, 0, _SCALE), page_words(rendered.pdf, 0))


class LabelPreview(Card):
    """Follows the list: ``show_line`` for the parcel under the cursor."""

    print_wanted = Signal(object)  # ParcelLine
    carrier_wanted = Signal(object)  # ParcelLine
    sheet_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._line: ParcelLine | None = None
        self._number = 0  # of the newest question; older answers are of the past
        self._progress = _silent()
        self._kept: OrderedDict[Key, Drawn] = OrderedDict()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self.title, self.chip = text("", "section"), Chip()
        self.picture, self.facts, self.prints = LabelPicture(), text("", "mute", wraps=True), text("", "small")
        self.reasons = ReasonsPanel(desk.go)
        self.layouts = LayoutChoice(desk)
        self.one = button(self.tr("Print this label"), self._on_print, icon="printer")
        self.choose = button(self.tr("Choose a carrier…"), self._on_choose, icon="truck")
        self._nothing = EmptyState("package", self.tr("No parcel selected"), self.tr("Its label is shown here."))
        self._said = EmptyState("circle-alert", "")
        self._lay_out()
        self.layouts.changed.connect(self._on_sheet)
        self._show_title()
        self.show_line(None)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for widget in (self._nothing, self.picture, self._said):
            self.stack.addWidget(widget)
        self.body.addLayout(row(self.title, None, self.chip))
        self.body.addWidget(self.reasons)
        self.body.addLayout(row(self.choose, None))
        self.body.addWidget(self.stack, 1)
        self.body.addLayout(column(self.facts, self.prints, spacing=2))
        below = row(self.layouts, self.one)
        below.setStretch(0, 1)
        self.body.addLayout(below)

    # --- what is shown ---

    def show_line(self, line: ParcelLine | None) -> None:
        """Show another parcel; the label itself comes when the cursor rests."""
        self._line = line
        self._drop_question()
        self.reasons.clear()
        self.chip.hide()
        self.choose.setVisible(line is not None and _has_no_carrier(line))
        self.one.setEnabled(line is not None and line.row.state in PRINTABLE and not line.reasons)
        self._show_facts(line)
        if line is None:
            self.picture.clear()
            self.stack.setCurrentWidget(self._nothing)
        elif line.row.state not in PRINTABLE:
            is_cancelled = line.row.state is ParcelState.CANCELLED
            words = self.tr("This parcel was cancelled") if is_cancelled else self.tr("This parcel has left the shop")
            self._say("ban" if is_cancelled else "truck", words, self.tr("Its label is not printed again."))
        elif (line.row, self.layouts.sheet) in self._kept:
            self._show(self._kept[line.row, self.layouts.sheet])
        else:
            self._pause.start()

    def forget(self) -> None:
        """Keep no picture: the ledger changed. What is shown is asked again."""
        self._kept.clear()
        if self._line is not None:
            self._drop_question()
            self._pause.start()

    def _drop_question(self) -> None:
        self._pause.stop()
        self._number += 1
        self._progress.cancel()

    def _on_sheet(self) -> None:
        self._show_title()
        self.show_line(self._line)
        self.sheet_changed.emit()

    def _show_title(self) -> None:
        self.title.setText(millimetres(page_size_mm(self.layouts.sheet.layout)))

    def _show_facts(self, line: ParcelLine | None) -> None:
        if line is None:
            self.facts.clear()
            self.prints.clear()
            return
        one, language = line.row, self._desk.language
        facts = self.tr("{code} · parcel {number} of {total} · {weight}").format(
            code=one.code, number=one.number, total=one.total, weight=kilograms(one.weight_g, language)
        )
        if one.amount_to_collect:
            amount = formatting.money(one.amount_to_collect, language).replace(" ", "\N{NO-BREAK SPACE}")
            facts = self.tr("{facts} · to collect {amount}").format(facts=facts, amount=amount)
        self.facts.setText(facts)
        self.prints.setText(self._printed(line))

    def _printed(self, line: ParcelLine) -> str:
        one = line.row
        if one.print_count == 0 or one.printed_at is None:
            return self.tr("Not printed yet")
        when = formatting.clock_time(one.printed_at, self._desk.now())
        if one.print_count == 1:
            return self.tr("Printed once, {time}").format(time=when)
        return self.tr("Printed {count} times, last {time}").format(count=one.print_count, time=when)

    # --- asking ---

    def _ask(self) -> None:
        line = self._line
        if line is None or line.row.state not in PRINTABLE:
            return
        number, code, sheet = self._number, line.row.code, self.layouts.sheet
        self._desk.tasks.read(
            self,
            lambda session: labels.decide_batch(session, (parcels.get(session, code),)),
            lambda batch: self._on_decided(number, (line.row, sheet), batch),
            self._unless_old(number),
            latest="label",
        )

    def _on_decided(self, number: int, key: Key, batch: LabelBatch) -> None:
        if number != self._number:
            return
        if batch.blocked:
            self._show_blocked(batch.blocked[0])
            return
        self._progress = progress = _silent()
        self._desk.tasks.compute(
            self,
            lambda: draw(batch, key[1], progress),
            lambda drawn: self._on_drawn(number, key, drawn),
            self._unless_old(number),
        )

    def _on_drawn(self, number: int, key: Key, drawn: Drawn) -> None:
        self._kept[key] = drawn
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        if number == self._number:
            self._show(drawn)

    def _unless_old(self, number: int) -> Callable[[LedgerError], None]:
        def tell(error: LedgerError) -> None:
            if number == self._number:
                self._say("circle-alert", self._desk.say(error))

        return tell

    # --- answers ---

    def _show(self, drawn: Drawn) -> None:
        if drawn.image is not None:
            self.picture.show_image(drawn.image, drawn.words)
            self.stack.setCurrentWidget(self.picture)
            self._show_chip(self.tr("shows no customer data"), Tone.OK)
        elif drawn.has_findings:
            self._show_chip(self.tr("would reveal customer data"), Tone.BAD)
            self._say(
                "triangle-alert",
                self.tr("This label is not printed"),
                self.tr("Read back, it still shows something of the customer. Tell the manager."),
            )
        else:
            self._show_chip(self.tr("too narrow"), Tone.WARN)
            self._say(
                "circle-alert",
                self.tr("Something on it does not fit legibly"),
                self.tr("Choose a larger label for this parcel."),
            )

    def _show_blocked(self, one: BlockedParcel) -> None:
        carrier = one.parcel.carrier_id
        ways = ways_out(
            one.decision.reasons, customer_code=one.customer.code, recipient="" if carrier is None else str(carrier)
        )
        self.reasons.say(self.tr("This label may not be printed"), self._desk.reasons(one.decision), ways)
        self._show_chip(self.tr("blocked"), Tone.BAD)
        self.one.setEnabled(False)
        self.picture.clear()
        self.stack.setCurrentWidget(self.picture)

    def _show_chip(self, words: str, tone: Tone) -> None:
        self.chip.show_state(words, tone)
        self.chip.show()

    def _say(self, icon: str, words: str, hint: str = "") -> None:
        old, self._said = self._said, EmptyState(icon, words, hint)
        self.stack.addWidget(self._said)
        self.stack.setCurrentWidget(self._said)
        old.deleteLater()

    # --- acts ---

    def _on_print(self) -> None:
        if self._line is not None:
            self.print_wanted.emit(self._line)

    def _on_choose(self) -> None:
        if self._line is not None:
            self.carrier_wanted.emit(self._line)


def _has_no_carrier(line: ParcelLine) -> bool:
    return any(reason.code is ReasonCode.RECIPIENT_MISSING for reason in line.reasons)


def _silent() -> Progress:
    return Progress()
