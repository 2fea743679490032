"""Finding who is affected by an incident: looked for first, with how many, and only then put on the list."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.errors import LedgerError, TextMissing
from ledger.domain.ids import RecipientId
from ledger.domain.incident import FoundBy
from ledger.domain.instants import local_date, show_instant
from ledger.services import backups, contact_lists, handover, incident_people, recipients
from ledger.services.contact_lists import ListQuery
from ledger.services.incident_people import FoundPeople, PeopleWish
from ledger.services.session import Session
from ui.desk import Desk
from ui.formatting import clock_time
from ui.widgets.contact_count import CountBox, Counted
from ui.widgets.contact_sliced_dialog import SlicedDialog
from ui.widgets.feedback_when import WhenEdit
from ui.widgets.form import Field, combo, line_edit, suggest, text_edit
from ui.widgets.order_customer import CustomerPicker, Picked
from ui.widgets.report_period import PeriodChoice
from ui.widgets.sliced import SlicedReading, Slices

_OFFERED = 100  # manifests and lists suggested
_FIELDS: dict[FoundBy, tuple[str, ...]] = {
    FoundBy.MANIFEST: ("manifest",),
    FoundBy.CONTACT_LIST: ("contact_list",),
    FoundBy.RECIPIENT: ("recipient", "period_to"),
    FoundBy.BACKUP: ("made_at",),
    FoundBy.NAMED: ("pick", "customer"),
}


@dataclass(frozen=True, slots=True)
class _Offers:
    """What can be chosen from, read at once."""

    manifests: tuple[str, ...]
    lists: tuple[str, ...]
    partners: tuple[tuple[str, RecipientId], ...] = field(repr=False)
    backups: tuple[str, ...] = ()


def _read_offers(session: Session) -> _Offers:
    wanted = contact_lists.ids(session, ListQuery())[:_OFFERED]
    now = session.now()
    return _Offers(
        tuple(
            f"{one.number} · {one.carrier} · {clock_time(one.handed_over_at, now)}"
            for one in handover.manifests(session, _OFFERED)
        ),
        tuple(" · ".join(filter(None, (one.code, one.title))) for one in contact_lists.rows(session, wanted)),
        tuple((one.name, one.id) for one in recipients.lines(session)),
        tuple(show_instant(made) for made in backups.kept(session).made),
    )


class AffectedDialog(SlicedDialog):
    """``saved`` carries how many were put on the list; stopping keeps those that were."""

    fills_late = True

    def __init__(self, desk: Desk, parent: QWidget | None, code: str) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Who is affected by {code}").format(code=code),
            self.tr("Nothing is recorded before you have seen how many it is."),
            (self.tr("Look for them"), self.tr("Put them on the list")),
        )
        self.setMinimumWidth(600)
        self.keep_as(DraftForm.INCIDENT_PEOPLE, code)
        self._code = code
        self._adding = SlicedReading(desk.tasks, self)
        self._make_ways()
        hint = self.tr("Customers erased since are counted too: a lost paper still shows them.")
        self.place(CountBox(desk, self.tr("To be added"), hint, self.tr("On the list already")))
        self._adding.progressed.connect(self.box.show_progress)
        self._adding.finished.connect(self._on_added)
        self._adding.failed.connect(self._on_not_added)
        self._on_way()
        desk.tasks.read(self, _read_offers, self._on_offers, lambda _error: None)

    def _make_ways(self) -> None:
        wording = self.desk.wording
        self._way = combo([(wording.text(f"found_by.{one.value}"), one) for one in FoundBy])
        self._manifest = line_edit("BG-0001")
        self._list = line_edit("LH-0001")
        self._partner = combo([])
        self._period = PeriodChoice(local_date(self.desk.now()))
        self._made_at = WhenEdit(self.desk, "made_at")
        self._made_at.setPlaceholderText("21/11/2026 08:00")
        self._codes = text_edit("KH-00001, KH-00002", rows=3)
        self._picker = CustomerPicker(self.desk)
        self._picker.picked.connect(self._on_picked)
        self.add("found_by", Field(self.tr("How do you know?"), self._way))
        self.add("manifest", Field(wording.text("inputs.manifest"), self._manifest))
        self.add("contact_list", Field(wording.text("inputs.contact_list"), self._list))
        self.add("recipient", Field(wording.text("inputs.recipient"), self._partner))
        self.add("period_to", Field(self.tr("Shared when?"), self._period))
        hint = self.tr("Found by the name of the file; everybody recorded until then is counted.")
        self.add("made_at", Field(wording.text("inputs.made_at"), self._made_at, hint))
        self.add("pick", Field(self.tr("Look up a customer"), self._picker))
        self.add("customer", Field(self.tr("Codes of the customers"), self._codes))
        self._way.currentIndexChanged.connect(lambda _at: self._on_way())
        for line in (self._manifest, self._list, self._made_at):
            line.textChanged.connect(lambda _words: self.forget())
        self._codes.textChanged.connect(self.forget)
        self._partner.currentIndexChanged.connect(lambda _at: self.forget())
        self._period.changed.connect(self.forget)

    def _on_offers(self, found: _Offers) -> None:
        for line, words in (
            (self._manifest, found.manifests),
            (self._list, found.lists),
            (self._made_at, found.backups),
        ):
            suggest(line, words)
        for name, one in found.partners:
            self._partner.addItem(name, one)
        self.ready()

    def _on_picked(self, picked: Picked | None) -> None:
        if picked is None:
            return
        codes = [*_codes_in(self._codes.toPlainText()), picked.code]
        self._codes.setPlainText(", ".join(dict.fromkeys(codes)))
        self._picker.line.clear()

    @property
    def way(self) -> FoundBy:
        """Return how it is known who is affected."""
        return FoundBy(self._way.currentData())

    def _on_way(self) -> None:
        shown = _FIELDS[self.way]
        for name, one in self.fields.items():
            if name != "found_by":
                one.setVisible(name in shown)
        self.forget()
        self.fit()

    # --- looking ---

    def slices(self) -> Slices:
        """See ``SlicedDialog.slices``."""
        code, wish = self._code, self._wish()
        return lambda session: incident_people.find(session, code, wish)

    def _wish(self) -> PeopleWish:
        way = self.way
        since, until = self._period.instants() if way is FoundBy.RECIPIENT else (None, None)
        if way is FoundBy.BACKUP:
            since = self._made_at.instant()
            if since is None:
                raise TextMissing(field="made_at")
        number = {FoundBy.MANIFEST: self._manifest, FoundBy.CONTACT_LIST: self._list}.get(way)
        chosen = self._partner.currentData()
        return PeopleWish(
            way,
            number=number.text().partition("·")[0].strip() if number is not None else "",
            recipient_id=RecipientId(chosen) if chosen is not None and way is FoundBy.RECIPIENT else None,
            since=since,
            until=until,
            codes=tuple(_codes_in(self._codes.toPlainText())) if way is FoundBy.NAMED else (),
        )

    def on_found(self, found: FoundPeople) -> None:
        """See ``SlicedDialog.on_found``."""
        nobody = self.tr("Nobody new was found. Look in another way.")
        notes = () if found.ids else (nobody,)
        self.box.show_counted(Counted(len(found.ids), found.known, (), notes=notes))
        self.save_button.setEnabled(bool(found.ids))

    # --- keeping ---

    def keep(self) -> None:
        """Put everybody found on the list, slice by slice."""
        code, found = self._code, self.found
        self._set_busy(is_busy=True)
        self.box.show_progress(0, len(found.ids))
        self._adding.start(lambda session: incident_people.adding(session, code, found))

    def stop(self) -> None:
        """Stop looking, or adding: who was added stays."""
        was_adding = self._adding.is_running
        self._adding.stop()
        super().stop()
        if was_adding:
            self.banner.say(self.tr("Stopped. Who was put on the list stays; look again to add the others."))
            self.desk.tasks.ledger_changed.emit()
            self.fit()

    def _on_added(self, count: int) -> None:
        self._set_busy(is_busy=False)
        self._was = self._typed()
        self.desk.tasks.ledger_changed.emit()  # slices are read jobs: everybody is told once, at the end
        self.saved.emit(count)
        self.accept()

    def _on_not_added(self, error: LedgerError) -> None:
        self._end_looking()
        self.desk.tasks.ledger_changed.emit()
        self.show_error(error)


def _codes_in(typed: str) -> Sequence[str]:
    return [one for one in typed.replace(",", " ").replace(";", " ").split() if one]
