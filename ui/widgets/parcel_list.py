"""The list of parcels: the day's flow as filters, a search box a scanner can type into, and what may be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.gate import Reason
from ledger.domain.ids import ParcelId, RecipientId
from ledger.domain.parcel import read_code
from ledger.services import labels, parcel_list, parcels
from ledger.services.parcel_list import ParcelQuery, ParcelRow, ParcelSort
from ledger.services.session import Session
from ui import formatting
from ui.desk import Desk
from ui.formatting import clock_time
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.theme import Tone
from ui.widgets.form import combo, index_of
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.parcel_stages import StageButtons
from ui.widgets.parcel_words import PRINTABLE, STATE_TONE, STATES_OF, Stage, kilograms, short_reason
from ui.widgets.parts import EmptyState, button, column, row
from ui.widgets.record_table import RecordTable

WIDE_SCREEN = 1600
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class ParcelLine:
    """One row: the parcel, and why the gate would not let it go now."""

    row: ParcelRow
    reasons: tuple[Reason, ...] = ()

    @property
    def id(self) -> ParcelId:
        """Return the parcel's id, by which a list keeps its place."""
        return self.row.id


def lines(session: Session, ids: Sequence[int]) -> tuple[ParcelLine, ...]:
    """Return the rows of some parcels; those still in the shop with today's answer of the gate."""
    found = parcel_list.rows(session, ids)
    waiting = [parcels.get(session, one.code) for one in found if one.state in PRINTABLE]
    blocked = labels.decide_batch(session, waiting).blocked if waiting else ()
    reasons = {one.parcel.id: one.decision.reasons for one in blocked}
    return tuple(ParcelLine(one, reasons.get(one.id, ())) for one in found)


class ParcelList(QWidget):
    """``chosen`` tells the parcel under the cursor; ``changed`` that the list or the selection is another one."""

    chosen = Signal(object)  # ParcelLine, or None
    changed = Signal()
    opened = Signal(object)  # ParcelLine
    new_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._wanted: ParcelId | None = None  # to be put under the cursor once the list is here
        self.model = WindowModel[ParcelQuery, ParcelLine](desk.tasks, self._columns(), parcel_list.ids, lines, self)
        self.table = RecordTable(self.model, self.tr("Parcels"), desk.now)
        self.table.header.sort_by(ParcelSort.CREATED, descending=True)
        self.stages = StageButtons()
        self.carrier = combo([(self.tr("All carriers"), None)])
        self.carrier.setAccessibleName(self.tr("Carrier"))
        self.carrier.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.carrier.setMinimumContentsLength(13)
        words = ListWords(self.tr("Code, order or customer; or scan"), self.tr("Parcels: {count}"), self._no_parcels())
        self.pane = ListPane(desk, self.table, "parcels", words, self.carrier)
        self._states = self._empty_states()
        everybody = button(self.tr("All carriers"), lambda: self.carrier.setCurrentIndex(0))
        self._narrowed = EmptyState("filter", self.tr("No parcel of this carrier here"), "", everybody)
        self.setLayout(column(row(self.stages, None), self.pane, spacing=12))
        self._connect()

    def _connect(self) -> None:
        self.pane.asked.connect(self.ask)
        self.stages.chosen.connect(self._on_filter)
        self.carrier.currentIndexChanged.connect(self._on_filter)
        self.pane.box.installEventFilter(self)
        self.table.installEventFilter(self)
        self.model.loaded.connect(self._on_loaded)
        self.model.dataChanged.connect(lambda *_: self.changed.emit())
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.changed.emit())

    # --- columns ---

    def _columns(self) -> tuple[Column[ParcelLine], ...]:
        wording, language = self._desk.wording, self._desk.language
        screen = QGuiApplication.primaryScreen()
        is_narrow = screen is None or screen.size().width() < WIDE_SCREEN

        def place(one: ParcelLine) -> str:
            return f"{one.row.order_code} · {one.row.number}/{one.row.total}"

        def state(one: ParcelLine) -> str:
            return short_reason(one.reasons) if one.reasons else wording.text(f"parcel_states.{one.row.state.value}")

        def money(one: ParcelLine) -> str:
            return formatting.money(one.row.amount_to_collect, language) if one.row.amount_to_collect else "–"

        def created(one: ParcelLine) -> str:
            return clock_time(one.row.created_at, self._desk.now())

        made = Column[ParcelLine]
        name = self.tr("Erased customer")
        return (
            made("code", self.tr("Parcel"), lambda one: one.row.code, 150, ParcelSort.CODE, below=place),
            made(
                "customer",
                self.tr("Customer"),
                lambda one: one.row.customer_name or name,
                140,
                ParcelSort.CUSTOMER,
                below=lambda one: one.row.customer_code,
                is_main=True,
            ),
            made(
                "carrier",
                self.tr("Carrier"),
                lambda one: one.row.carrier_name or "–",
                130 if is_narrow else 170,
                ParcelSort.CARRIER,
            ),
            made(
                "state", self.tr("State"), state, 154 if is_narrow else 180, ParcelSort.STATE, tone=_tone, tip=self._why
            ),
            made("amount", self.tr("To collect"), money, 96, is_number=True, is_hidden=is_narrow),
            made("order", self.tr("Order"), lambda one: one.row.order_code, 90, is_hidden=True),
            made(
                "weight",
                self.tr("Weight"),
                lambda one: kilograms(one.row.weight_g, language),
                86,
                is_number=True,
                is_hidden=is_narrow,
            ),
            made("created", self.tr("Recorded"), created, 108, ParcelSort.CREATED, is_hidden=is_narrow),
            made(
                "prints",
                self.tr("Prints"),
                lambda one: str(one.row.print_count),
                70,
                is_number=True,
                is_hidden=is_narrow,
            ),
        )

    def _why(self, one: ParcelLine) -> str:
        return "\n".join(dict.fromkeys(self._desk.because(reason) for reason in one.reasons))

    # --- asking ---

    @property
    def stage(self) -> Stage:
        """Return the step of the day that is shown."""
        return self.stages.stage

    @property
    def carrier_id(self) -> RecipientId | None:
        """Return the carrier the list is narrowed to."""
        found: RecipientId | None = self.carrier.currentData()
        return found

    def query(self) -> ParcelQuery:
        """Return what the list shows."""
        header = self.table.header
        sort = header.sort if isinstance(header.sort, ParcelSort) else ParcelSort.CREATED
        return ParcelQuery(
            self.pane.search, STATES_OF[self.stage], self.carrier_id, sort=sort, descending=header.descending
        )

    def ask(self) -> None:
        """Ask for the list again."""
        self.model.ask(self.query())

    def _on_filter(self) -> None:
        self.model.keeps_place = False
        self.ask()

    def show_carriers(self, known: Sequence[tuple[RecipientId, str]]) -> None:
        """Offer carriers to narrow the list to; the one chosen stays."""
        chosen = self.carrier_id
        self.carrier.blockSignals(True)
        self.carrier.clear()
        for words, value in ((self.tr("All carriers"), None), *((name, one) for one, name in known)):
            self.carrier.addItem(words, value)
        self.carrier.setCurrentIndex(max(0, index_of(self.carrier, chosen)))
        self.carrier.blockSignals(False)

    def narrow_to(self, stage: Stage, carrier_id: RecipientId | None = None) -> None:
        """Show another step of the day."""
        self.stages.show_stage(stage)
        self.carrier.setCurrentIndex(max(0, index_of(self.carrier, carrier_id)))

    # --- one parcel ---

    def select(self, parcel_id: ParcelId) -> None:
        """Put a parcel under the cursor, whatever is filtered or searched now."""
        self._wanted = parcel_id
        self.pane.box.blockSignals(True)
        self.pane.box.clear()
        self.pane.box.blockSignals(False)
        self.ask()

    def look_up(self, typed: str) -> None:
        """Select the parcel whose code was typed or scanned; say so where there is none."""
        self._desk.tasks.read(
            self,
            lambda session: parcels.get(session, typed).id,
            self.select,
            self._on_unknown,
            latest="scan",
        )

    def _on_unknown(self, error: LedgerError) -> None:
        self._desk.messages.toast(self._desk.say(error), Tone.WARN)
        self.pane.box.selectAll()

    def _on_loaded(self, count: int) -> None:
        self.model.keeps_place = True
        self._show_emptiness()
        if self._wanted is not None:
            self._find(self._wanted)
        elif count and self.table.current_row() is None and not self.table.currentIndex().isValid():
            self.table.highlight(0)
        self.changed.emit()

    def _find(self, wanted: ParcelId) -> None:
        at = self.model.row_of_id(wanted)
        if at is not None:
            self._wanted = None
            self.table.highlight(at)
        elif self.stage is not Stage.ALL or self.carrier_id is not None:
            # Narrowed without telling: one question instead of two.
            self.stages.show_stage(Stage.ALL, is_told=False)
            self.carrier.blockSignals(True)
            self.carrier.setCurrentIndex(0)
            self.carrier.blockSignals(False)
            self.ask()
        else:
            self._wanted = None

    # --- selection ---

    def selected(self) -> tuple[ParcelLine, ...]:
        """Return the selected rows that are here."""
        found = (self.model.record(at) for at in self.table.selected_rows())
        return tuple(one for one in found if one is not None)

    def fetch(self, positions: Sequence[int], done: Callable[[tuple[ParcelLine, ...]], None]) -> None:
        """Read rows anew and hand them over."""
        self.model.fetch(positions, done)

    # --- emptiness ---

    def _no_parcels(self) -> EmptyState:
        return EmptyState(
            "package",
            self.tr("No parcels yet"),
            self.tr("Record an order: its parcels are printed and handed over from here."),
            button(self.tr("New order"), self.new_wanted.emit, icon="plus"),
        )

    def _empty_states(self) -> dict[Stage, EmptyState]:
        everything = self.tr("Show all parcels")
        return {
            Stage.TO_PRINT: EmptyState(
                "printer",
                self.tr("No label waits to be printed"),
                self.tr("Parcels of new orders appear here."),
                button(self.tr("New order"), self.new_wanted.emit, icon="plus"),
            ),
            Stage.WAITING: EmptyState(
                "truck",
                self.tr("No parcel waits for the courier"),
                self.tr("Printed parcels appear here until they are handed over."),
                button(everything, lambda: self.narrow_to(Stage.ALL)),
            ),
            Stage.HANDED_OVER: EmptyState(
                "truck",
                self.tr("No parcel is on its way"),
                self.tr("Parcels the courier took appear here until they arrive."),
                button(everything, lambda: self.narrow_to(Stage.ALL)),
            ),
        }

    def _show_emptiness(self) -> None:
        if self.pane.search:
            return  # the pane says that nothing was found
        if self.carrier_id is not None:
            self.table.set_empty(self._narrowed)
        elif self.stage is not Stage.ALL:
            self.table.set_empty(self._states[self.stage])

    # --- keys ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a scanned code; letters typed over the table go to the search box, where a scanner's belong."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.pane.box:
                return self._takes_scan(event)
            return self._passes_on(event)
        return super().eventFilter(watched, event)

    def _takes_scan(self, event: QKeyEvent) -> bool:
        typed = self.pane.box.text()
        if event.key() not in _ENTER or read_code(typed) is None:
            return False
        self.look_up(typed)
        return True

    def _passes_on(self, event: QKeyEvent) -> bool:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if not is_plain or not event.text().strip() or not event.text().isprintable():
            return False
        self.pane.box.setFocus()
        QApplication.sendEvent(self.pane.box, event)
        return True


def _tone(one: ParcelLine) -> Tone:
    return Tone.BAD if one.reasons else STATE_TONE[one.row.state]
