"""Writing down that a list was compared with the national do-not-call list, and whom it takes off (Decree 91/2020)."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.errors import NotFound
from ledger.domain.instants import local_date
from ledger.services import contact_lists
from ledger.services.contact_lists import Listed, ListRow
from ledger.services.do_not_call import SIZE_LIMIT
from ledger.services.session import Session
from ui.desk import Desk
from ui.formatting import grouped
from ui.messages import FileWish
from ui.widgets.contact_count import CountBox, Counted
from ui.widgets.contact_sliced_dialog import SlicedDialog
from ui.widgets.form import Field, line_edit, text_edit
from ui.widgets.parts import button, row
from ui.widgets.recipient_days import date_edit, day_of
from ui.widgets.sliced import Slices

_REFERENCE_LIMIT = 100  # letters, as the ledger takes them


def _read(path: Path) -> str:
    # Never more than what could be taken: somebody may choose a film.
    try:
        with path.open("rb") as file:
            return contact_lists.read_listed(file.read(SIZE_LIMIT + 1))
    except OSError:
        raise NotFound(kind="file", code=path.name) from None


class DoNotCallDialog(SlicedDialog):
    """Who checked is who is signed in. Numbers that were found are matched to the people of the list first."""

    def __init__(self, desk: Desk, parent: QWidget | None, about: ListRow) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Do-not-call check of {code}").format(code=about.code),
            self.tr("Whoever stands on the national list comes off this one and is not contacted through it."),
            (self.tr("Compare"), self.tr("Record the check")),
        )
        self.setMinimumWidth(640)
        self.keep_as(DraftForm.DO_NOT_CALL, about.code)
        self._about = about
        self._day = date_edit(local_date(desk.now()))
        self._reference = line_edit(limit=_REFERENCE_LIMIT)
        self._listed = text_edit("0911 647 979", rows=3)
        day = self.fields["checked_on"] = Field(self.tr("Checked on"), self._day)
        proof = self.tr("What proves it: number of the answer, or name of the file kept.")
        reference = self.fields["check_reference"] = Field(self.tr("Reference"), self._reference, proof)
        head = row(day, reference, spacing=14)
        head.setStretch(1, 1)
        self.form.addLayout(head)
        hint = self.tr("In any form, one per line or separated by commas. Empty when none was found.")
        self.add("listed", Field(self.tr("Numbers found on the national list"), self._listed, hint))
        self.form.addLayout(row(button(self.tr("Take them from a file…"), self._choose, icon="paperclip"), None))
        self.place(CountBox(desk, self.tr("Stay on the list"), self.tr("No numbers given: everybody stays on it.")))
        self._listed.textChanged.connect(self._on_typed)
        self._on_typed()

    # --- numbers ---

    def _has_numbers(self) -> bool:
        return bool(self._listed.toPlainText().strip())

    def _on_typed(self) -> None:
        self.forget()
        self.save_button.setText(self._first if self._has_numbers() else self._then)
        self.box.setVisible(not self._has_numbers())

    def _choose(self) -> None:
        wish = FileWish(self.tr("Numbers found on the national list"), self.tr("Text or CSV (*.txt *.csv)"))
        self.desk.messages.choose_file(wish, self._take)

    def _take(self, path: Path) -> None:
        self.desk.tasks.compute(self, lambda: _read(path), self._on_read, self.show_error)

    def _on_read(self, words: str) -> None:
        typed = self._listed.toPlainText().rstrip()
        self._listed.setPlainText("\n".join(filter(None, (typed, words.strip()))))
        self._listed.setFocus()

    # --- comparing, then recording ---

    def submit(self) -> None:
        """Without numbers there is nothing to compare."""
        if self._is_busy or self._has_numbers():
            self.box.show()
            super().submit()
        else:
            self.keep()

    def slices(self) -> Slices:
        """See ``SlicedDialog.slices``."""
        code, typed = self._about.code, self._listed.toPlainText()
        return lambda session: contact_lists.listed_among_in_slices(session, code, typed)

    def on_found(self, found: Listed) -> None:
        """See ``SlicedDialog.on_found``."""
        off = len(found.codes)
        warnings = (self._say(self.tr("Nobody of this list has these numbers: {count}."), found.unknown),)
        notes = (self._say(self.tr("Found on the list: {count} of {people}; they come off."), off, found.people),)
        if not off:
            notes = (self.tr("None of these numbers is on the list: everybody stays on it."),)
        self.box.show_counted(Counted(found.people - off, off, (), warnings if found.unknown else (), notes))

    def _say(self, words: str, count: int, people: int = 0) -> str:
        language = self.desk.language
        return words.format(count=grouped(count, language), people=grouped(people, language))

    def on_left(self) -> None:
        """See ``SlicedDialog.on_left``: comparing writes nothing."""
        self._on_typed()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, day, reference = self._about.code, day_of(self._day), self._reference.text()
        listed = self.found.codes if self.found is not None else ()
        return lambda session: contact_lists.check_do_not_call(session, code, day, reference, listed)
