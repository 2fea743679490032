"""A new contact list: what for and how, everybody counted through the gate first, then written down."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.gate import AdvertisingRules
from ledger.domain.instants import local_date, show_date
from ledger.domain.purpose import Channel
from ledger.services import contact_lists
from ledger.services.contact_lists import ContactWish, Gathered
from ledger.services.contact_rules import advertising
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.contact_count import CountBox, Counted
from ui.widgets.contact_purpose import PurposeChoice
from ui.widgets.contact_sliced_dialog import SlicedDialog
from ui.widgets.contact_words import left_out_lines, times_words, when
from ui.widgets.feedback_channel import ChannelChoice
from ui.widgets.form import Field, line_edit
from ui.widgets.sliced import Slices

_TITLE_LIMIT = 100  # letters, as the ledger takes them


class ContactListDialog(SlicedDialog):
    """``saved`` carries the code of the list."""

    draft_form = DraftForm.CONTACT_LIST

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("New contact list"),
            self.tr("Only people who may be contacted now come on it. The others are counted by reason."),
            (self.tr("Count"), self.tr("Make the list")),
        )
        self.setMinimumWidth(660)
        self._rules: AdvertisingRules | None = None
        self._purpose = PurposeChoice(desk, self.tr("What for"))
        self._channel = ChannelChoice(desk.wording, Channel.CALL)
        self._title = line_edit(limit=_TITLE_LIMIT)
        self.add("purpose", Field(self.tr("What for"), self._purpose))
        self.add("channel", Field(self.tr("How"), self._channel))
        self.add("title", Field(self.tr("Name of the list"), self._title, self.tr("Empty takes the name shown.")))
        self.place(
            CountBox(
                desk,
                self.tr("May be contacted"),
                self.tr("Counting asks the policy about every customer on record. Nothing is written down yet."),
            )
        )
        self._purpose.changed.connect(self._on_changed)
        self._channel.changed.connect(self._on_changed)
        self._suggest_title()
        desk.tasks.read(self, advertising, self._on_rules, self.show_error)

    def _on_rules(self, found: AdvertisingRules) -> None:
        self._rules = found

    def _on_changed(self) -> None:
        self._suggest_title()
        self.forget()

    def _suggest_title(self) -> None:
        suggested = self.tr("{purpose}, {channel}, {day}").format(
            purpose=self._purpose.purpose.text.in_language(self.desk.language),
            channel=self.desk.wording.text(f"channels.{self._channel.channel.value}"),
            day=show_date(local_date(self.desk.now())),
        )
        self._title.setPlaceholderText(suggested)

    # --- counting, then making ---

    def slices(self) -> Slices:
        """See ``SlicedDialog.slices``."""
        wish = ContactWish(self._purpose.purpose.id, self._channel.channel)
        return lambda session: contact_lists.gather(session, wish)

    def on_found(self, found: Gathered) -> None:
        """See ``SlicedDialog.on_found``."""
        lines = left_out_lines(self.desk, found.wish.purpose_id, found.left_out)
        self.box.show_counted(
            Counted(len(found.ids), found.left_out_people, lines, self._warnings(found), self._notes())
        )
        self.save_button.setEnabled(bool(found.ids))

    def _warnings(self, found: Gathered) -> tuple[str, ...]:
        if not found.ids:
            return (self.tr("Nobody may be contacted for this now, so there is no list to make."),)
        if found.allowed_from is None:
            return ()
        words = self.tr("The hours for advertising are over: contact them from {time} on.")
        return (words.format(time=when(self.desk, found.allowed_from)),)

    def _notes(self) -> tuple[str, ...]:
        if not self._purpose.purpose.is_advertising:
            return ()
        times = times_words(self._rules, self._channel.channel) if self._rules is not None else ""
        checked = self.tr("Before anything is sent, the list is compared with the national do-not-call list.")
        return tuple(filter(None, (times, checked)))

    def work(self) -> Callable[[Session], str]:
        """See ``FormDialog.work``."""
        gathered: Gathered = self.found
        title = self._title.text().strip() or self._title.placeholderText()
        named = replace(gathered, wish=replace(gathered.wish, title=title))
        return lambda session: contact_lists.make(session, named)
