"""Handing a carrier's printed parcels to its courier: what goes, what stays and why, and scanning as they go."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QVBoxLayout, QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.errors import LedgerError
from ledger.domain.ids import RecipientId
from ledger.domain.parcel import Parcel, read_code, show_code
from ledger.services import handover, parcel_list
from ledger.services.drafts import HalfWritten
from ledger.services.handover import CarrierReady, HandOver, HandOverCheck
from ledger.services.parcel_list import ParcelRow
from ledger.services.session import Session
from ui import formatting
from ui.desk import Desk
from ui.half_written import Left
from ui.models.table_model import Column, RecordModel
from ui.places import Target
from ui.theme import Tone
from ui.widgets.enter_key import is_enter
from ui.widgets.form import Banner, Field, combo, index_of, line_edit
from ui.widgets.form_state import texts_of
from ui.widgets.order_lines import EnterEdit
from ui.widgets.parcel_blocked import BlockedParcels
from ui.widgets.parts import Chip, EmptyState, button, line, row, text
from ui.widgets.record_table import RecordTable

_AT_ONCE = 500
_SIZE = (820, 640)


@dataclass(frozen=True, slots=True)
class Going:
    """One parcel of the hand-over."""

    row: ParcelRow
    parcel: Parcel
    is_blocked: bool
    is_scanned: bool = False

    @property
    def id(self) -> int:
        """Return the parcel's id, by which the list keeps its place."""
        return self.row.id


@dataclass(frozen=True, slots=True)
class Looked:
    """What the gate says about a carrier's printed parcels."""

    checked: HandOverCheck
    going: tuple[Going, ...] = field(repr=False)


def look(session: Session, carrier_id: RecipientId) -> Looked:
    """Ask the gate and read what the list shows."""
    checked = handover.check(session, carrier_id)
    every = (*checked.allowed, *(one.parcel for one in checked.blocked))
    blocked = {one.parcel.id for one in checked.blocked}
    rows = [
        found
        for start in range(0, len(every), _AT_ONCE)
        for found in parcel_list.rows(session, [one.id for one in every[start : start + _AT_ONCE]])
    ]
    known = {one.id: one for one in every}
    return Looked(checked, tuple(Going(one, known[one.id], one.id in blocked) for one in rows))


class HandOverDialog(QDialog):
    """``handed_over`` carries the ``HandOver``; its manifest is the caller's to show."""

    handed_over = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None, carrier_id: RecipientId | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._wanted = carrier_id
        self._looked: Looked | None = None
        self._was_scanned = frozenset[str]()  # before the screen was locked
        self._is_busy = False
        self.setWindowTitle(self.tr("Hand over to the courier"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.carrier, self.courier, self.scan = combo([]), line_edit(limit=80), EnterEdit()
        self.scan.setPlaceholderText(self.tr("Scan or type a parcel code"))
        self.only_scanned = QCheckBox(self.tr("Hand over only what was scanned"))
        self.counter, self.said = Chip(), text("", "small", wraps=True)
        self.banner, self.blocked = Banner(), BlockedParcels(desk, self._leave_for)
        self.model = RecordModel[Going](self._columns(), self)
        self.table = RecordTable(self.model, self.tr("Parcels of this hand-over"), desk.now)
        self.table.set_empty(
            EmptyState("truck", self.tr("No printed parcel waits"), self.tr("Print labels first, then hand over."))
        )
        self.go_button = button("", self._hand_over, role="primary", icon="truck")
        self._lay_out()
        self._connect()
        self._show_count()

    def _columns(self) -> tuple[Column[Going], ...]:
        made, language, nobody = Column[Going], self.desk.language, self.tr("Erased customer")

        def money(one: Going) -> str:
            return formatting.money(one.row.amount_to_collect, language) if one.row.amount_to_collect else "–"

        return (
            made("code", self.tr("Parcel"), lambda one: one.row.code, 160, below=lambda one: one.row.order_code),
            made("customer", self.tr("Customer"), lambda one: one.row.customer_name or nobody, 200, is_main=True),
            made("amount", self.tr("To collect"), money, 110, is_number=True),
            made("state", self.tr("State"), self._state, 150, tone=_tone),
        )

    def _state(self, one: Going) -> str:
        if one.is_blocked:
            return self.tr("stays here")
        if one.is_scanned:
            return self.tr("scanned")
        return self.tr("not scanned") if self.only_scanned.isChecked() else self.tr("goes along")

    def _lay_out(self) -> None:
        who = row(
            Field(self.tr("Carrier"), self.carrier), Field(self.tr("Courier's name (on the manifest)"), self.courier)
        )
        scanning = row(self.scan, self.counter, self.only_scanned)
        for box in (who, scanning):
            box.setStretch(0, 1)
        who.setStretch(1, 1)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 20, 24, 14)
        inside.setSpacing(12)
        inside.addWidget(text(self.windowTitle(), "section"))
        inside.addLayout(who)
        inside.addLayout(scanning)
        inside.addWidget(self.said)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.blocked)
        inside.addWidget(self.banner)
        buttons = row(None, button(self.tr("Cancel"), self.reject), self.go_button)
        buttons.setContentsMargins(24, 12, 24, 16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(inside, 1)
        whole.addWidget(line())
        whole.addLayout(buttons)
        self.said.hide()
        parent = self.parentWidget()
        room = parent.window().height() - 40 if parent is not None else _SIZE[1]
        self.resize(_SIZE[0], min(_SIZE[1], max(room, 420)))

    def _connect(self) -> None:
        self.carrier.currentIndexChanged.connect(self._look)
        self.scan.setAccessibleName(self.scan.placeholderText())
        self.scan.entered.connect(self._on_scanned)
        self.only_scanned.toggled.connect(lambda _on: self._on_only_scanned())

    def open(self) -> None:
        """Show the dialog, and ask once which carriers have parcels to take: a window shown again keeps its scans."""
        super().open()
        self.desk.tasks.read(self, handover.ready, self._on_ready, self._on_failed, latest="ready")

    def unfinished(self) -> Sequence[Left]:
        """Return what is to be kept when the screen is locked: who comes, and what was scanned."""
        scanned = [one.row.code for one in self._going() if one.is_scanned]
        if not scanned and not self.courier.text().strip():
            return ()
        typed = {"carrier": self.carrier.currentData(), "courier": self.courier.text(), "scanned": scanned}
        return (Left(HalfWritten(DraftForm.HAND_OVER, typed=typed)),)

    def _take_up(self) -> None:
        before = self.desk.taken_up.claim(DraftForm.HAND_OVER)
        if before is not None:
            carrier = before.get("carrier")
            self._wanted = RecipientId(carrier) if isinstance(carrier, int) else None
            self.courier.setText(str(before.get("courier")))
            self._was_scanned = frozenset(texts_of(before.get("scanned")))

    def _on_ready(self, found: Sequence[CarrierReady]) -> None:
        self._take_up()
        words = self.tr("Printed: {count} · {carrier}")
        self.carrier.blockSignals(True)
        self.carrier.clear()
        for one in found:
            if one.printed:
                self.carrier.addItem(words.format(carrier=one.name, count=one.printed), one.carrier_id)
        self.carrier.setCurrentIndex(max(0, index_of(self.carrier, self._wanted)))
        self.carrier.blockSignals(False)
        self.scan.setFocus()
        self._look()

    # --- what goes ---

    def _look(self) -> None:
        carrier_id: RecipientId | None = self.carrier.currentData()
        self.banner.say("")
        if carrier_id is None:
            self._show(None)
            return
        self.desk.tasks.read(
            self, lambda session: look(session, carrier_id), self._show, self._on_failed, latest="look"
        )

    def _show(self, looked: Looked | None) -> None:
        self._looked = looked
        going = tuple(self._as_scanned(one) for one in looked.going) if looked is not None else ()
        self._was_scanned = frozenset()
        self.said.hide()
        self.model.show(going)
        self.only_scanned.setChecked(any(one.is_scanned for one in going))
        self.blocked.show_parcels(looked.checked.blocked if looked is not None else ())
        self._show_count()

    def _as_scanned(self, one: Going) -> Going:
        return replace(one, is_scanned=not one.is_blocked and one.row.code in self._was_scanned)

    def _going(self) -> tuple[Going, ...]:
        every = (self.model.record(at) for at in range(self.model.rowCount()))
        return tuple(one for one in every if one is not None)

    def _chosen(self) -> tuple[Going, ...]:
        is_free = not self.only_scanned.isChecked()
        return tuple(one for one in self._going() if not one.is_blocked and (is_free or one.is_scanned))

    def _show_count(self) -> None:
        may_go = [one for one in self._going() if not one.is_blocked]
        scanned = sum(one.is_scanned for one in may_go)
        words = self.tr("{count} of {total} scanned").format(count=scanned, total=len(may_go))
        self.counter.show_state(words, Tone.OK if may_go and scanned == len(may_go) else Tone.OFF)
        self.only_scanned.setEnabled(scanned > 0)
        count = len(self._chosen())
        self.go_button.setText(self.tr("Hand over parcels: {count}").format(count=count))
        self.go_button.setEnabled(count > 0 and not self._is_busy)

    # --- scanning ---

    def _on_only_scanned(self) -> None:
        self.table.viewport().update()
        self._show_count()

    def _on_scanned(self) -> None:
        code = read_code(self.scan.text())
        shown = show_code(code) if code is not None else ""
        self.scan.clear()
        place = next((at for at, one in enumerate(self._going()) if one.row.code == shown), None)
        if place is None:
            self._say(self.tr("This parcel is not in the list of this carrier."), is_bad=True)
        elif self._going()[place].is_blocked:
            self._say(self.tr("{code} stays here.").format(code=shown), is_bad=True)
        else:
            self._tick(place, shown)

    def _tick(self, place: int, shown: str) -> None:
        going = list(self._going())
        is_first = not any(one.is_scanned for one in going)
        going[place] = replace(going[place], is_scanned=True)
        self.model.show(going)
        self.table.highlight(place)
        if is_first:
            self.only_scanned.setEnabled(True)
            self.only_scanned.setChecked(True)  # who scans means what was scanned
        self._say(self.tr("{code} is ticked off.").format(code=shown))
        self._show_count()

    def _say(self, words: str, *, is_bad: bool = False) -> None:
        self.said.setText(words)
        self.said.setProperty("role", "error" if is_bad else "small")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.show()
        if is_bad:
            QApplication.beep()

    # --- handing over ---

    def _hand_over(self) -> None:
        carrier_id: RecipientId | None = self.carrier.currentData()
        chosen = self._chosen()
        if carrier_id is None or not chosen or self._is_busy or self._looked is None:
            return
        # What the gate stops is offered too: its refusal is evidence, and stands on the manifest.
        parcels = (*(one.parcel for one in chosen), *(one.parcel for one in self._looked.checked.blocked))
        courier = self.courier.text()
        self._set_busy(is_busy=True)
        self.desk.tasks.write(
            self,
            lambda session: handover.hand_over(session, carrier_id, courier, parcels),
            self._on_handed_over,
            self._on_failed,
        )

    def _on_handed_over(self, result: HandOver) -> None:
        self._set_busy(is_busy=False)
        if result.manifest_id is None:
            self._look()
            return
        self.accept()
        self.handed_over.emit(result)

    def _on_failed(self, error: LedgerError) -> None:
        self._set_busy(is_busy=False)
        self.banner.say(self.desk.say(error))

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._show_count()

    def _leave_for(self, target: Target) -> None:
        self.reject()
        self.desk.go(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand over with Ctrl+Enter only: a scanner's Enter must never do it."""
        if is_enter(event):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._hand_over()
            return
        super().keyPressEvent(event)


def _tone(one: Going) -> Tone:
    if one.is_blocked:
        return Tone.BAD
    return Tone.OK if one.is_scanned else Tone.OFF
