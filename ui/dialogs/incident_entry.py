"""Writing an incident down, or what is known by now: only what happened is needed at once."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.errors import NothingToDo
from ledger.domain.ids import FieldId
from ledger.domain.incident import Incident, IncidentKind
from ledger.domain.instants import show_instant
from ledger.domain.staff import Operation
from ledger.services import incidents
from ledger.services.explaining import field_text
from ledger.services.incidents import IncidentInput
from ledger.services.reading import read_number
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.feedback_when import QuickTimes, WhenEdit
from ui.widgets.form import Field, combo, line_edit, text_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import row, text
from ui.widgets.recipient_checks import CheckList

_WIDTH = 760
_MOST = 100_000_000


class IncidentDialog(FormDialog):
    """``saved`` carries the code. Without ``one`` a new incident is recorded; any text may still be left empty."""

    def __init__(self, desk: Desk, parent: QWidget | None, one: Incident | None = None) -> None:
        is_new = one is None
        super().__init__(
            desk,
            parent,
            self.tr("Record an incident") if one is None else self.tr("Change {code}").format(code=one.code),
            self.tr("Record and start the clocks") if is_new else self.tr("Save"),
            self.tr(
                "Write no customer's name, number or address here: this file is kept for years, even when customers are"
                " erased. Who is affected goes on its own list afterwards."
            ),
        )
        self.setMinimumWidth(_WIDTH)
        self._one = one
        self.draft_form = DraftForm.INCIDENT if one is None else DraftForm.INCIDENT_CHANGE
        self._make_first()
        self._make_rest()
        self._make_telling()
        if one is not None:
            self._fill(one)
        self._on_kind()
        self._on_tells()
        self._kind.currentIndexChanged.connect(lambda _at: self._on_kind())
        self._tells.toggled.connect(lambda _on: self._on_tells())

    def _pair(self, *named: tuple[str, Field]) -> None:
        for name, field in named:
            self.fields[name] = field
        pair = row(*(field for _, field in named), spacing=14)
        for at in range(len(named)):
            pair.setStretch(at, 1)
        self.form.addLayout(pair)

    def _make_first(self) -> None:
        wording = self.desk.wording
        self._kind = combo([(wording.text(f"incident_kinds.{one.value}"), one) for one in IncidentKind])
        self._is_attack = QCheckBox(self.tr("An information system was attacked: a second, shorter clock runs"))
        self._what = text_edit(self.tr("What was lost, stolen or seen, and how it was noticed"), rows=3)
        self._discovered, self._happened = WhenEdit(self.desk, "discovered_at"), WhenEdit(self.desk, "happened_at")
        self._happened.setPlaceholderText(self.tr("When it was discovered"))
        self.add("what_happened", Field(self._name("what_happened"), self._what))
        self._pair(
            ("incident_kind", Field(self._name("incident_kind"), self._kind)),
            ("discovered_at", Field(self._name("discovered_at"), self._discovered)),
            ("happened_at", Field(self._name("happened_at"), self._happened)),
        )
        self.form.addWidget(QuickTimes(self._discovered))
        self.add("is_attack", Field(self._is_attack.text(), self._is_attack))

    def _make_rest(self) -> None:
        self._place = line_edit(self.tr("Shop, vehicle, computer, partner…"), limit=2000)
        self._who = line_edit(self.tr("By their part in it: a courier, a member of staff, unknown"), limit=2000)
        self._fields = CheckList(3)
        wording = self.desk.wording
        self._fields.offer([(one.id, field_text(one.id, wording)) for one in self.desk.who.policy.fields], ())
        self._people = line_edit(self.tr("Where not everybody can be listed"))
        self._contact = line_edit(self.tr("Somebody of the shop, with a number"), limit=120)
        self._consequences = text_edit(rows=2)
        self._measures = text_edit(rows=2)
        self._pair(
            ("place", Field(self._name("place"), self._place)),
            ("who_responsible", Field(self._name("who_responsible"), self._who)),
        )
        self.add("fields", Field(self.tr("Kinds of data"), self._fields))
        self._pair(
            ("consequences", Field(self._name("consequences"), self._consequences)),
            ("measures_taken", Field(self._name("measures_taken"), self._measures)),
        )
        self._pair(
            ("contact_person", Field(self._name("contact_person"), self._contact)),
            ("people", Field(self.tr("How many people, estimated"), self._people)),
        )
        told = self.tr("Customers read the consequences and measures in their letters.")
        self.form.addWidget(text(told, "small", wraps=True))

    def _make_telling(self) -> None:
        self._tells = QCheckBox(self.tr("Customers affected must be told"))
        self._tells.setChecked(True)
        self._why_not = line_edit(limit=2000)
        self.add("tells_customers", Field(self._tells.text(), self._tells))
        self.add("no_tell_reason", Field(self._name("no_tell_reason"), self._why_not))
        if self._one is not None and not self.desk.may(Operation.HANDLE_INCIDENT):
            for one in (self._tells, self._is_attack, self._discovered, self._why_not):
                one.setEnabled(False)
                one.setToolTip(self.tr("Only the manager changes this."))

    def _name(self, field: str) -> str:
        return self.desk.wording.text(f"inputs.{field}")

    def _fill(self, one: Incident) -> None:
        self._kind.setCurrentIndex(list(IncidentKind).index(one.kind))
        self._is_attack.setChecked(one.is_attack)
        self._what.setPlainText(one.what)
        self._discovered.setText(show_instant(one.discovered_at))
        self._happened.setText(show_instant(one.occurred_at))
        self._place.setText(one.place)
        self._who.setText(one.who)
        wording = self.desk.wording
        options = [(each.id, field_text(each.id, wording)) for each in self.desk.who.policy.fields]
        self._fields.offer(options, one.fields)
        self._people.setText(str(one.people or ""))
        self._contact.setText(one.contact)
        self._consequences.setPlainText(one.consequences)
        self._measures.setPlainText(one.measures)
        self._tells.setChecked(one.tells_customers)
        self._why_not.setText(one.no_tell_reason)

    def _on_kind(self) -> None:
        if self._one is None:
            self._is_attack.setChecked(IncidentKind(self._kind.currentData()) is IncidentKind.ATTACK)

    def _on_tells(self) -> None:
        self.fields["no_tell_reason"].setVisible(not self._tells.isChecked())
        self.fit()

    # --- saving ---

    def work(self) -> Callable[[Session], str]:
        """See ``FormDialog.work``."""
        typed, one = self._typed_input(), self._one
        if one is None:
            return lambda session: incidents.record(session, typed)

        def save(session: Session) -> str:
            try:
                incidents.change(session, one.code, typed)
            except NothingToDo:
                return one.code  # saved as it was
            return one.code

        return save

    def _typed_input(self) -> IncidentInput:
        typed_people, was = self._people.text().strip(), self._one
        return IncidentInput(
            kind=IncidentKind(self._kind.currentData()),
            what=self._what.toPlainText(),
            discovered_at=self._instant(self._discovered, was.discovered_at if was else None),
            occurred_at=self._instant(self._happened, was.occurred_at if was else None),
            is_attack=self._is_attack.isChecked(),
            place=self._place.text(),
            who=self._who.text(),
            fields=tuple(FieldId(one) for one in self._fields.chosen()),
            people=read_number(typed_people, "people", 1, _MOST) if typed_people else None,
            consequences=self._consequences.toPlainText(),
            measures=self._measures.toPlainText(),
            contact=self._contact.text(),
            tells_customers=self._tells.isChecked(),
            no_tell_reason=self._why_not.text(),
        )

    def _instant(self, editor: WhenEdit, was: datetime | None) -> datetime | None:
        # The field shows minutes: what was not touched keeps its seconds.
        return was if was is not None and editor.text() == show_instant(was) else editor.instant()

    def about(self) -> tuple[str, str]:
        """See ``FormDialog.about``."""
        return self._one.code if self._one is not None else "", ""

    def _typed(self) -> dict[str, object]:
        return super()._typed() | {"fields": self._fields.chosen()}
