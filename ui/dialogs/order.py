"""Taking an order: who, what, how it is packed, and who brings it. The gate answers when it is saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtWidgets import QSpinBox, QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.errors import TextMissing
from ledger.domain.gate import Decision
from ledger.domain.ids import RecipientId
from ledger.services import parcels, recipients
from ledger.services.drafts import HalfWritten
from ledger.services.parcels import AMOUNT_LIMIT, PARCELS_LIMIT, WEIGHT_LIMIT_G, Line, OrderInput, OrderTaken, Packing
from ledger.services.reading import read_instant
from ledger.services.session import Session
from ui.desk import Desk
from ui.places import Target
from ui.ways_out import WayOut, ways_out
from ui.widgets.form import Field, keep_from_wheel, line_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.order_carrier import CarrierChoice, carriers_of
from ui.widgets.order_customer import CustomerPicker
from ui.widgets.order_lines import OrderLines
from ui.widgets.order_money import MoneyEdit
from ui.widgets.parts import row

_WIDTH = 640
_STEP_G = 100


@dataclass(frozen=True, slots=True)
class TypedOrder:
    """What stood in the form when somebody left it to settle a refusal."""

    customer_code: str
    lines: tuple[Line, ...] = field(repr=False)
    packing: tuple[int, int]  # parcels, grams
    texts: Mapping[str, str] = field(repr=False)  # of the one-line fields, by name
    carrier_id: RecipientId | None = None

    def half_written(self) -> HalfWritten:
        """Return it as the ledger keeps it when the screen is locked."""
        count, weight = self.packing
        typed: dict[str, object] = {"customer": [self.customer_code, ""], "count": count, "weight_g": weight}
        typed |= {"products": [[one.product, str(one.quantity)] for one in self.lines], "carrier": self.carrier_id}
        return HalfWritten(DraftForm.ORDER, "", self.customer_code, typed | dict(self.texts))


class OrderDialog(FormDialog):
    """``saved`` carries an ``OrderTaken``; ``left`` a ``TypedOrder`` when a way out is taken."""

    draft_form = DraftForm.ORDER

    def __init__(self, desk: Desk, parent: QWidget | None, customer_code: str = "") -> None:
        super().__init__(desk, parent, self.tr("New order"), self.tr("Record the order"))
        self.setMinimumWidth(_WIDTH)
        self.left: Callable[[TypedOrder], None] = lambda _typed: None
        self._wanted_carrier: RecipientId | None = None
        self._is_resumed, self._given = False, customer_code
        self.picker, self.lines = CustomerPicker(desk), OrderLines()
        self.carrier = CarrierChoice(desk, may_wait=True)
        self.count = _numbers(1, PARCELS_LIMIT, 1)
        self.weight = _numbers(1, WEIGHT_LIMIT_G, 500, " g")
        self.weight.setSingleStep(_STEP_G)
        self.amount, self.collect = MoneyEdit(desk.language), MoneyEdit(desk.language)
        self.ordered_at, self.own_number = line_edit(self.tr("now"), limit=20), line_edit(limit=60)
        self._lay_out_fields()
        self.picker.failed.connect(self.show_error)
        self.picker.picked.connect(lambda _one: self._on_picked())
        self.lines.resized.connect(self.fit)
        if customer_code:
            self.picker.choose(customer_code)

    def _lay_out_fields(self) -> None:
        self.add("customer", Field(self.tr("Customer"), self.picker))
        self.add("products", Field(self.tr("Goods"), self.lines))
        self._add_row(
            {
                "count": Field(self.tr("Parcels"), self.count),
                "weight_g": Field(self.tr("Weight of each"), self.weight),
            }
        )
        self._add_row(
            {
                "orders": Field(self.tr("Amount of the order, đ"), self.amount),
                "amount_to_collect": Field(self.tr("To collect on delivery, đ"), self.collect),
            }
        )
        self.add("carrier", Field(self.tr("Carrier"), self.carrier))
        self._add_row(
            {
                "ordered_at": Field(self.tr("Ordered at"), self.ordered_at, self.tr("Day/month/year hour:minute")),
                "external_ref": Field(self.tr("Your own order number"), self.own_number, self.tr("If there is one")),
            }
        )
        for name in ("customer", "carrier"):
            self.fields[name].editor.setAccessibleName("")  # the line inside has the name

    def _add_row(self, fields: dict[str, Field]) -> None:
        self.fields |= fields
        both = row(*fields.values(), spacing=14)
        for at in range(len(fields)):
            both.setStretch(at, 1)
        self.form.addLayout(both)

    def open(self) -> None:
        """Show the form, and ask which carriers there are."""
        super().open()
        if self._is_resumed:
            self._was = {}  # nothing of it is saved: leaving asks first
        self.desk.tasks.read(
            self,
            recipients.lines,
            lambda lines: self._on_carriers(carriers_of(lines)),
            self.show_error,
            latest="carriers",
        )

    def _on_carriers(self, lines: tuple[recipients.RecipientLine, ...]) -> None:
        self.carrier.offer(lines, self._wanted_carrier)
        self._take_as_given({"carrier": self.carrier.carrier_id})
        self.fit()

    def _take_as_given(self, filled_in: dict[str, object]) -> None:
        # What the program filled in by itself nobody typed.
        if self._was:
            self._was |= filled_in

    def _on_picked(self) -> None:
        self.fields["customer"].show_error("")
        if self.picker.chosen is not None and self.picker.chosen.code == self._given:
            self._take_as_given({"customer": self._given})
        if self.picker.chosen is not None and not self.lines.typed():
            self.lines.begin_row()
        self.fit()

    # --- saving ---

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        chosen = self.picker.chosen
        if chosen is None:
            raise TextMissing(field="customer")
        if not self.lines.typed():
            raise TextMissing(field="products")
        typed, code = self._order(), chosen.code
        parcels.read_order(typed)
        return lambda session: parcels.take_order(session, code, typed)

    def _order(self) -> OrderInput:
        written = self.ordered_at.text().strip()
        packing = Packing(
            self.count.value(),
            self.weight.value(),
            self.collect.amount("amount_to_collect", AMOUNT_LIMIT),
            self.carrier.carrier_id,
        )
        order = OrderInput(
            self.lines.typed(),
            self.amount.amount("orders", AMOUNT_LIMIT),
            external_ref=self.own_number.text(),
            packing=packing,
        )
        if not written:
            return order
        return replace(order, ordered_at=read_instant(written, "ordered_at", self.desk.now()))

    def refused(self, result: object) -> Decision | None:
        """See ``FormDialog.refused``."""
        is_refused = isinstance(result, OrderTaken) and not result.outcome.allowed
        return result.outcome.decision if is_refused and isinstance(result, OrderTaken) else None

    def ways_out(self, decision: Decision) -> tuple[WayOut, ...]:
        """See ``FormDialog.ways_out``."""
        code = self.picker.chosen.code if self.picker.chosen is not None else ""
        return ways_out(decision.reasons, customer_code=code)

    # --- what was typed ---

    def _texts(self) -> dict[str, str]:
        editors = {
            "orders": self.amount,
            "amount_to_collect": self.collect,
            "ordered_at": self.ordered_at,
            "external_ref": self.own_number,
        }
        return {name: editor.text() for name, editor in editors.items()}

    def _typed(self) -> dict[str, object]:
        chosen = self.picker.chosen
        whole: dict[str, object] = {**self._texts(), "customer": chosen.code if chosen else self.picker.line.text()}
        whole |= {"lines": self.lines.typed(), "carrier": self.carrier.carrier_id}
        return whole | {"count": self.count.value(), "weight_g": self.weight.value()}

    def about(self) -> tuple[str, str]:
        """See ``FormDialog.about``."""
        return "", self.picker.chosen.code if self.picker.chosen is not None else ""

    def show_typed(self, typed: TypedOrder) -> None:
        """Go on with what stood here before."""
        self._is_resumed, self._wanted_carrier = True, typed.carrier_id
        self.picker.choose(typed.customer_code)
        self.lines.show_lines(typed.lines)
        count, weight = typed.packing
        self.count.setValue(count)
        self.weight.setValue(weight)
        for name, words in typed.texts.items():
            self.fields[name].editor.setProperty("text", words)

    def _leave_for(self, target: Target) -> None:
        chosen = self.picker.chosen
        if chosen is not None:
            packing = (self.count.value(), self.weight.value())
            self.left(TypedOrder(chosen.code, self.lines.typed(), packing, self._texts(), self.carrier.carrier_id))
        super()._leave_for(target)


def _numbers(low: int, high: int, value: int, unit: str = "") -> QSpinBox:
    made = QSpinBox()
    made.setRange(low, high)
    made.setValue(value)
    made.setSuffix(unit)
    made.setGroupSeparatorShown(True)
    keep_from_wheel(made)
    return made
