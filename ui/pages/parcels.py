"""Kiện hàng: the day's parcels from the order to the courier; labels masked, every hand-over a recorded disclosure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter

from ledger.domain.ids import ManifestId
from ledger.domain.parcel import ParcelState, read_code
from ledger.domain.staff import Operation
from ledger.services import labels, parcel_list, parcels, recipients
from ledger.services.handover import HandOver
from ledger.services.parcel_list import ParcelQuery
from ledger.services.parcels import OrderTaken
from ledger.services.recipients import RecipientLine
from ledger.services.session import Session
from ui.desk import Desk
from ui.half_written import Left
from ui.messages import Question
from ui.places import PageId, Target
from ui.settings import splitter_of
from ui.theme import Tone
from ui.widgets.label_preview import LabelPreview
from ui.widgets.order_carrier import carriers_of
from ui.widgets.page import Page
from ui.widgets.parcel_acts import ParcelActs
from ui.widgets.parcel_list import ParcelLine, ParcelList
from ui.widgets.parcel_steps import Steps, on_each
from ui.widgets.parcel_words import PRINTABLE, STATES_OF, Stage, may_become
from ui.widgets.parts import Card, button, picture, row, text

if TYPE_CHECKING:  # dialogs are imported when they are opened
    from ui.dialogs.order import TypedOrder

_SPLITTER = splitter_of("parcels")


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands around the list: the carriers, and how many parcels wait at the first two steps."""

    carriers: tuple[RecipientLine, ...]
    drafts: int
    printed: int


def overview(session: Session) -> Overview:
    """Read what stands around the list."""
    counts = [
        len(parcel_list.ids(session, ParcelQuery(states=STATES_OF[one]))) for one in (Stage.TO_PRINT, Stage.WAITING)
    ]
    return Overview(carriers_of(recipients.lines(session)), *counts)


class ParcelsPage(Page):
    """The list on the left, the label as it will be printed on the right."""

    def __init__(self, desk: Desk) -> None:
        sentence = self.tr("Labels hide who, where and what; only the manifest for the carrier says it.")
        super().__init__(desk, PageId.PARCELS, self.tr("Parcels"), sentence)
        self._unfinished: TypedOrder | None = None
        self.add_act(button(self.tr("Manifests"), self._show_manifests, icon="file-text"))
        self.hand_button = self.add_act(button(self.tr("Hand over…"), self._hand_over, icon="truck"))
        self.add_act(button(self.tr("New order"), self._new_order, icon="plus"))
        self.print_button = self.add_act(button("", self._print, role="primary", icon="printer"))
        self.list, self.acts_bar, self.preview = ParcelList(desk), ParcelActs(), LabelPreview(desk)
        self._no_carrier = self._make_notice()
        self._lay_out()
        self._connect()
        self._show_acts()

    def _make_notice(self) -> QFrame:
        notice = QFrame()
        notice.setProperty("role", "note")
        may = self.desk.may(Operation.MANAGE_RECIPIENTS)
        words = (
            self.tr("There is no carrier in the ledger yet, so no label can be printed.")
            if may
            else self.tr(
                "There is no carrier in the ledger yet, so no label can be printed. Ask the manager to add one."
            )
        )
        said = text(words, wraps=True)
        box = row(picture("info", "accent"), said, spacing=10)
        box.setStretch(1, 1)
        if may:
            box.addWidget(button(self.tr("Add a carrier…"), self._add_carrier))
        box.setContentsMargins(14, 8, 14, 8)
        notice.setLayout(box)
        notice.hide()
        return notice

    def _lay_out(self) -> None:
        card = Card()
        card.body.setContentsMargins(14, 14, 14, 12)
        card.body.addWidget(self.list, 1)
        card.body.addWidget(self.acts_bar)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(14)
        self.splitter.addWidget(card)
        self.splitter.addWidget(self.preview)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 1)
        self.preview.setMinimumWidth(300)
        self.splitter.setSizes([650, 350])
        self.splitter.restoreState(self.desk.settings.get(_SPLITTER))
        self.splitter.splitterMoved.connect(lambda *_: self.desk.settings.set(_SPLITTER, self.splitter.saveState()))
        self.body.addWidget(self._no_carrier)
        self.body.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self.preview.show_line)
        self.list.changed.connect(self._show_acts)
        self.list.opened.connect(lambda one: self.desk.go(Target(PageId.CUSTOMERS, one.row.customer_code)))
        self.list.new_wanted.connect(self._new_order)
        self.list.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.table.customContextMenuRequested.connect(self._on_menu)
        self.acts_bar.carrier_wanted.connect(self._choose_carrier)
        self.acts_bar.step_wanted.connect(self._take_step)
        self.preview.print_wanted.connect(lambda one: self._print_codes([one.row.code]))
        self.preview.carrier_wanted.connect(lambda one: self._choose_carrier_of([one.row.code]))

    # --- what is shown ---

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the list: what a scanner types there goes to the search box."""
        super().showEvent(event)
        self.list.table.setFocus()

    def refresh(self) -> None:
        """Ask for the list and what stands around it."""
        self.desk.tasks.read(self, overview, self._show_overview, latest="overview")
        self.list.ask()
        self.preview.forget()

    def _show_overview(self, found: Overview) -> None:
        self._no_carrier.setVisible(not found.carriers)
        self.list.show_carriers([(one.id, one.name) for one in found.carriers])
        self.list.stages.show_counts(found.drafts, found.printed)
        self.hand_button.setEnabled(found.printed > 0)
        self.hand_button.setToolTip("" if found.printed else self.tr("No printed parcel waits for a courier."))

    def _show_acts(self) -> None:
        count = len(self.list.table.selected_rows())
        self.acts_bar.show_lines(self.list.selected(), count)
        labels_count = len(self._positions())
        words = self.tr("Print labels: {count}").format(count=labels_count) if labels_count else self.tr("Print labels")
        self.print_button.setText(words)
        self.print_button.setEnabled(labels_count > 0 and self.desk.may(Operation.PRINT_LABEL))
        self.print_button.setToolTip(
            self.tr("The selected parcels") if count > 1 else self.tr("All parcels of this list that wait for a label")
        )

    def _positions(self) -> list[int]:
        """Return the rows the primary button prints: several selected ones, else all that wait in the list shown.

        One row is always under the cursor, for its preview, so one row is no choice; except where the list does not
        show what waits: there it is that row.
        """
        model, selected = self.list.model, self.list.table.selected_rows()
        if len(selected) <= 1 and self.list.stage is Stage.TO_PRINT:
            return list(range(model.rowCount()))
        return [at for at in selected if (one := model.record(at)) is None or one.row.state in PRINTABLE]

    def _on_menu(self, at: QPoint) -> None:
        menu = self.acts_bar.menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.triggered.connect(lambda chosen: self.list.table.copy_rows() if chosen.objectName() == "copy" else None)
        menu.popup(self.list.table.viewport().mapToGlobal(at))

    # --- where others send you ---

    def holds_typed(self) -> bool:
        """See ``Page.holds_typed``: an order left for a way out."""
        return self._unfinished is not None

    def unfinished(self) -> Sequence[Left]:
        """See ``Page.unfinished``: an order left for a way out."""
        return (Left(self._unfinished.half_written()),) if self._unfinished is not None else ()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """See ``Page.handlers``."""
        return {"new": self._new_order, "labels.print": self._print, "parcels.hand_over": self._hand_over}

    def open_target(self, target: Target) -> None:
        """Show a parcel, an order or a customer's parcels; ``new`` begins an order, for a customer if one is named."""
        if target.act == "new":
            self._new_order(target.code)
        elif target.act == "hand_over":
            self._hand_over()
        elif read_code(target.code) is not None:
            self.list.look_up(target.code)
        elif target.code:
            self.list.narrow_to(Stage.ALL)
            self.list.pane.look_for(target.code)

    # --- orders ---

    def _new_order(self, customer_code: str = "") -> None:
        from ui.dialogs.order import OrderDialog

        unfinished, self._unfinished = self._unfinished, None
        dialog = OrderDialog(self.desk, self, customer_code)
        if unfinished is not None and customer_code in {"", unfinished.customer_code}:
            dialog.show_typed(unfinished)
        dialog.left = self._keep
        dialog.saved.connect(self._on_order)
        dialog.open()

    def _keep(self, typed: "TypedOrder") -> None:
        self._unfinished = typed

    def _on_order(self, taken: OrderTaken) -> None:
        if taken.order is None:
            return
        words = self.tr("{order}: parcels: {count}")
        self.desk.messages.toast(words.format(order=taken.order.code, count=len(taken.order.parcels)))
        self.list.select(taken.order.parcels[0].id)

    # --- printing ---

    def _print(self) -> None:
        positions = self._positions()
        if positions:
            self.list.fetch(positions, self._print_lines)

    def _print_lines(self, lines: tuple[ParcelLine, ...]) -> None:
        self._print_codes([one.row.code for one in lines if one.row.state in PRINTABLE])

    def _print_codes(self, codes: list[str]) -> None:
        from ui.dialogs.label_printing import LabelDialog

        if not codes:
            return
        dialog = LabelDialog(self.desk, self, codes, self.preview.layouts.sheet)
        dialog.printed.connect(self._on_printed)
        dialog.open()

    def _on_printed(self, run: labels.LabelRun) -> None:
        words = self.tr("Labels out: {count}. The parcels now wait for the courier.")
        self.desk.messages.toast(words.format(count=len(run.printed)))

    # --- handing over ---

    def _hand_over(self) -> None:
        from ui.dialogs.hand_over import HandOverDialog

        dialog = HandOverDialog(self.desk, self, self.list.carrier_id)
        dialog.handed_over.connect(self._on_handed_over)
        dialog.open()

    def _on_handed_over(self, result: HandOver) -> None:
        words = self.tr("Handed over: {count}.")
        if result.blocked:
            words = self.tr("Handed over: {count}. Stayed here: {blocked}.")
        self.desk.messages.toast(words.format(count=len(result.handed_over), blocked=len(result.blocked)))
        if result.manifest_id is not None:
            self._show_manifest(result.manifest_id)

    def _show_manifests(self) -> None:
        from ui.dialogs.manifests import ManifestsDialog

        dialog = ManifestsDialog(self.desk, self)
        dialog.wanted.connect(self._show_manifest)
        dialog.open()

    def _show_manifest(self, manifest_id: ManifestId) -> None:
        from ui.dialogs.manifest import ManifestDialog

        ManifestDialog(self.desk, manifest_id, self).open()

    # --- steps of selected parcels ---

    def _add_carrier(self) -> None:
        self.desk.go(Target(PageId.RECIPIENTS, act="new"))

    def _choose_carrier(self) -> None:
        self._with_selected(
            lambda one: one.row.state is ParcelState.DRAFT, lambda codes: self._choose_carrier_of(list(codes))
        )

    def _choose_carrier_of(self, codes: list[str]) -> None:
        from ui.dialogs.parcel_carrier import ParcelCarrierDialog

        dialog = ParcelCarrierDialog(self.desk, self, codes)
        dialog.saved.connect(self._on_steps)
        dialog.open()

    def _take_step(self, state: ParcelState) -> None:
        def take(codes: tuple[str, ...]) -> None:
            if state is ParcelState.CANCELLED:
                self._ask_to_cancel(codes)
            else:
                self._close(codes, state)

        self._with_selected(lambda one: may_become(one.row.state, state), take)

    def _with_selected(self, fits: Callable[[ParcelLine], bool], act: Callable[[tuple[str, ...]], None]) -> None:
        def sort_out(lines: tuple[ParcelLine, ...]) -> None:
            codes = tuple(one.row.code for one in lines if fits(one))
            if codes:
                act(codes)

        self.list.fetch(self.list.table.selected_rows(), sort_out)

    def _ask_to_cancel(self, codes: tuple[str, ...]) -> None:
        words = self.tr("Parcels: {count} ({codes}). A cancelled parcel is neither printed nor handed over any more.")
        question = Question(
            self.tr("Cancel these parcels?"),
            words.format(count=len(codes), codes=", ".join(codes[:3])),
            self.tr("Cancel the parcels"),
        )
        self.desk.messages.ask(question, lambda: self._close(codes, ParcelState.CANCELLED))

    def _close(self, codes: tuple[str, ...], state: ParcelState) -> None:
        self.desk.tasks.write(
            self,
            lambda session: on_each(codes, lambda code: parcels.close(session, code, state)),
            self._on_steps,
            lambda error: self.desk.messages.toast(self.desk.say(error), Tone.BAD),
        )

    def _on_steps(self, steps: Steps) -> None:
        if not steps.errors:
            self.desk.messages.toast(self.tr("Recorded. Parcels: {count}").format(count=steps.done))
            return
        words = self.tr("Recorded: {count}. Not possible: {failed}. {why}")
        why = self.desk.say(steps.errors[0])
        self.desk.messages.toast(words.format(count=steps.done, failed=len(steps.errors), why=why), Tone.WARN)
