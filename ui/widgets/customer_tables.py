"""The lists on a customer's card: orders and parcels, data given, feedback, contacts, and what was done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from ledger.domain.audit import AuditAction, Body
from ledger.domain.feedback import FeedbackState
from ledger.domain.ids import FieldId, PurposeId
from ledger.services.card_lines import AttemptLine, ContactLine, CorrectionLine, FeedbackLine, OrderLine, ParcelLine
from ledger.services.customer_card import CustomerCard
from ledger.services.disclosure_list import DisclosureRow
from ledger.services.explaining import field_text, fields_text, purpose_text
from ui.desk import Desk
from ui.formatting import clock_time, money
from ui.models.table_model import Column, RecordModel
from ui.places import PageId, Target
from ui.theme import Tone
from ui.widgets.customer_words import FEEDBACK_TONE, listed
from ui.widgets.parcel_words import STATE_TONE
from ui.widgets.parts import EmptyState
from ui.widgets.record_table import RecordTable
from ui.widgets.request_words import channel_words


@dataclass(frozen=True, slots=True)
class OrderedParcel:
    """A line of the first list: an order, and one of its parcels unless it has none."""

    order: OrderLine
    parcel: ParcelLine | None


@dataclass(frozen=True, slots=True)
class Done:
    """A line of the history: an act, or a correction with the old value as far as it may be seen."""

    at: datetime
    what: str
    detail: str = field(repr=False)
    by: str = field(repr=False)
    is_correction: bool = False


class CustomerTables(QObject):
    """The five lists of one card, made once and filled for each customer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._wording = desk, desk.wording
        self.orders = self._table(
            self._order_columns(),
            self.tr("Orders and parcels"),
            EmptyState("package", self.tr("No order yet"), self.tr("A new order begins with the button above.")),
        )
        self.given = self._table(
            self._given_columns(),
            self.tr("Data given to others"),
            EmptyState("share-2", self.tr("Nothing was given to anybody")),
        )
        self.feedback = self._table(
            self._feedback_columns(), self.tr("Feedback"), EmptyState("message-circle", self.tr("No feedback yet"))
        )
        self.contacts = self._table(
            self._contact_columns(),
            self.tr("Contacts and refused attempts"),
            EmptyState("phone", self.tr("The shop did not contact this customer")),
        )
        self.history = self._table(
            self._history_columns(), self.tr("History"), EmptyState("history", self.tr("Nothing was written down yet"))
        )
        self.orders.opened.connect(self._open_parcel)
        self.feedback.opened.connect(lambda one: desk.go(Target(PageId.FEEDBACK, one.code)))

    def _table(self, columns: Sequence[Column[Any]], name: str, empty: EmptyState) -> RecordTable:
        made = RecordTable(RecordModel(columns, self), name, self._desk.now)
        made.set_empty(empty)
        made.tell(self._desk.messages)
        return made

    def show_card(self, card: CustomerCard, given: Sequence[DisclosureRow]) -> None:
        """Show a customer."""
        parcels = [OrderedParcel(one, parcel) for one in card.orders for parcel in one.parcels or (None,)]
        contacts: list[ContactLine | AttemptLine] = [*card.contacts_made, *card.attempts]
        contacts.sort(key=lambda one: one.at, reverse=True)
        shown: tuple[tuple[RecordTable, Sequence[Any]], ...] = (
            (self.orders, parcels),
            (self.given, given),
            (self.feedback, card.feedback),
            (self.contacts, contacts),
            (self.history, self._history_of(card)),
        )
        for table, rows in shown:
            model = table.records
            if isinstance(model, RecordModel):
                model.show(rows)

    # --- orders ---

    def _order_columns(self) -> tuple[Column[OrderedParcel], ...]:
        return (
            Column("parcel", self.tr("Parcel"), self._parcel, below=self._order, is_main=True),
            Column("carrier", self.tr("Carrier"), self._carrier, width=150),
            Column("amount", self.tr("Amount"), self._amount, width=104, is_number=True),
            Column("state", self.tr("State"), self._parcel_state, width=124, tone=self._parcel_tone),
        )

    def _parcel(self, one: OrderedParcel) -> str:
        if one.parcel is None:
            return one.order.code
        if one.parcel.total == 1:
            return one.parcel.shown_code
        return f"{one.parcel.shown_code} ({one.parcel.number}/{one.parcel.total})"

    def _order(self, one: OrderedParcel) -> str:
        goods = ", ".join(f"{item.quantity} × {item.product}" for item in one.order.items)
        return listed((one.order.code, clock_time(one.order.ordered_at, self._desk.now()), goods))

    def _carrier(self, one: OrderedParcel) -> str:
        return one.parcel.carrier_name or "" if one.parcel else ""

    def _amount(self, one: OrderedParcel) -> str:
        is_first = one.parcel is None or one.parcel.number == 1
        return money(one.order.amount, self._desk.language) if is_first else ""

    def _parcel_state(self, one: OrderedParcel) -> str:
        return self._wording.text(f"parcel_states.{one.parcel.state.value}") if one.parcel else ""

    @staticmethod
    def _parcel_tone(one: OrderedParcel) -> Tone | None:
        return STATE_TONE[one.parcel.state] if one.parcel else None

    def _open_parcel(self, one: OrderedParcel) -> None:
        self._desk.go(Target(PageId.PARCELS, one.parcel.code if one.parcel else one.order.code))

    # --- data given ---

    def _given_columns(self) -> tuple[Column[DisclosureRow], ...]:
        return (
            Column("to", self.tr("Given to"), lambda one: one.recipient_name, below=self._given_what, is_main=True),
            Column("purpose", self.tr("Purpose"), self._purpose_of, width=140),
            Column("reference", self.tr("Reference"), lambda one: one.reference, width=128),
            Column("at", self.tr("When"), self._when, width=104),
        )

    def _given_what(self, one: DisclosureRow) -> str:
        return fields_text(one.fields, self._wording)

    def _purpose_of(self, one: DisclosureRow | ContactLine | AttemptLine) -> str:
        return purpose_text(self._desk.who.policy, one.purpose_id, self._wording)

    def _when(self, one: DisclosureRow | ContactLine | AttemptLine | Done) -> str:
        return clock_time(one.at, self._desk.now())

    # --- feedback ---

    def _feedback_columns(self) -> tuple[Column[FeedbackLine], ...]:
        return (
            Column("text", self.tr("Feedback"), lambda one: one.text, below=self._feedback_below, is_main=True),
            Column("due", self.tr("Due"), self._feedback_state, width=150, tone=_feedback_tone, due=_feedback_due),
        )

    def _feedback_below(self, one: FeedbackLine) -> str:
        again = self.tr("asked again: {count}").format(count=one.round - 1) if one.round > 1 else ""
        channel = channel_words(one.channel, self._wording)
        return listed((one.code, clock_time(one.started_at, self._desk.now()), channel, again, one.answer or ""))

    def _feedback_state(self, one: FeedbackLine) -> str:
        return self._wording.text(f"feedback_states.{one.state.value}")

    # --- contacts ---

    def _contact_columns(self) -> tuple[Column[ContactLine | AttemptLine], ...]:
        return (
            Column(
                "what", self.tr("What"), self._contact, below=self._contact_below, tip=self._contact_tip, is_main=True
            ),
            Column("at", self.tr("When"), self._when, width=104),
            Column("result", self.tr("Result"), self._result, width=120, tone=_result_tone, tip=self._contact_tip),
        )

    def _contact(self, one: ContactLine | AttemptLine) -> str:
        channel = self._wording.text(f"channels.{one.channel.value}")
        whom = one.recipient_name if isinstance(one, AttemptLine) else None
        return listed((self._purpose_of(one), whom or channel))

    def _contact_below(self, one: ContactLine | AttemptLine) -> str:
        if isinstance(one, AttemptLine):
            return "; ".join(self._reasons(one))
        return listed((self._wording.text(f"bases.{one.basis.value}"), one.by))

    def _contact_tip(self, one: ContactLine | AttemptLine) -> str:
        return "\n".join(self._reasons(one)) if isinstance(one, AttemptLine) else ""

    def _reasons(self, one: AttemptLine) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._desk.because(reason) for reason in one.reasons))

    def _result(self, one: ContactLine | AttemptLine) -> str:
        return self.tr("Refused") if isinstance(one, AttemptLine) else self.tr("Done")

    # --- history ---

    def _history_columns(self) -> tuple[Column[Done], ...]:
        return (
            Column("what", self.tr("What was done"), lambda one: one.what, below=lambda one: one.detail, is_main=True),
            Column("by", self.tr("By"), lambda one: one.by, width=150),
            Column("at", self.tr("When"), self._when, width=104),
        )

    def _history_of(self, card: CustomerCard) -> list[Done]:
        corrections = [self._correction(one) for one in card.corrections]
        corrected = {one.at for one in corrections}
        acts = [
            Done(one.at, self._wording.text(f"audit_actions.{one.action.value}"), self._about_what(one.body), one.actor)
            for one in card.trail
            # A correction is told with its old value; the entry it left says less.
            if not (one.action is AuditAction.CUSTOMER_CHANGED and one.at in corrected)
        ]
        return sorted((*corrections, *acts), key=lambda one: one.at, reverse=True)

    def _correction(self, one: CorrectionLine) -> Done:
        name = field_text(FieldId(one.field_name), self._wording)
        what = self.tr("Corrected: {field}").format(field=name)
        old = self.tr("before: {value}").format(value=self._old(one)) if one.old_value else self.tr("was empty")
        return Done(one.at, what, listed((old, one.reason or "")), one.by, is_correction=True)

    def _old(self, one: CorrectionLine) -> str:
        value = one.old_value or ""
        if one.field_name == "gender":
            return self._wording.text(f"genders.{value}")
        if one.field_name == "source":
            return self._wording.text(f"sources.{value}")
        if one.field_name == "purposes":
            policy, wording = self._desk.who.policy, self._wording
            return ", ".join(purpose_text(policy, PurposeId(word), wording) for word in value.split(", "))
        if one.field_name == "is_declared_adult":
            return self.tr("yes") if value == "1" else self.tr("no")
        return value

    def _about_what(self, body: Body | None) -> str:
        fields = body.get("fields") if body else None
        if not isinstance(fields, Sequence) or isinstance(fields, str):
            return ""
        return ", ".join(field_text(FieldId(str(one).removesuffix("_state")), self._wording) for one in fields)


def _feedback_tone(one: FeedbackLine) -> Tone:
    return FEEDBACK_TONE[one.state]


def _feedback_due(one: FeedbackLine) -> tuple[datetime, datetime] | None:
    waits = one.state in (FeedbackState.OPEN, FeedbackState.OVERDUE)
    return (one.started_at, one.due_at) if waits else None


def _result_tone(one: ContactLine | AttemptLine) -> Tone:
    return Tone.BAD if isinstance(one, AttemptLine) else Tone.OK
