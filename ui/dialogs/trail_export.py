"""The proof of the trail leaving the ledger: what is in it, the manager's passphrase, a place, then the file."""

from io import BytesIO
from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QProgressBar, QVBoxLayout, QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.instants import show_instant
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import trail_proof
from ledger.services.trail_proof import ExportedTrail, TrailContents
from ui.desk import Desk
from ui.formatting import grouped
from ui.messages import FileWish
from ui.printing import save_paper
from ui.widgets.audit_proof import in_fours
from ui.widgets.confirming import asked_first
from ui.widgets.disclosure_parts import FactList
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button, column, row, text
from ui.widgets.sliced import SlicedReading

_MEGABYTE = 1_000_000


class TrailExportDialog(FormDialog):
    """``saved`` carries the ``ExportedTrail`` once the file is there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Export the proof of the trail"),
            self.tr("Choose where…"),
            self.tr(
                "With this file somebody outside the shop, without Sổ Kín and without any passphrase, checks that"
                " nobody changed the trail. Nobody's name is in it: customers are codes, members random ids with"
                " their keys."
            ),
        )
        self.setMinimumWidth(600)
        self._contents: TrailContents | None = None
        self._file = BytesIO()
        self._target: Path | None = None
        self._is_done = False
        self.reading = SlicedReading(desk.tasks, self)
        self.reading.progressed.connect(self._on_progress)
        self.reading.finished.connect(self._on_finished)
        self.reading.failed.connect(self._on_unread)
        self.with_details = QCheckBox(self.tr("With the details of each act (codes, counts and names of fields)"))
        self.with_details.setChecked(True)
        self.with_details.toggled.connect(lambda _on: self._show_contents())
        self._make_frame()
        desk.tasks.read(self, trail_proof.contents, self._on_contents, self.show_error)

    def _make_frame(self) -> None:
        self.facts = FactList()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Writing the trail"))
        self.far = text("", "mute")
        self._running = QWidget()
        stop = button(self.tr("Stop"), self.stop)
        self._running.setLayout(column(row(self.far, None, stop), self.bar))
        self._running.hide()
        frame = QFrame()
        frame.setProperty("role", "paper")
        box = QVBoxLayout(frame)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(10)
        for piece in (text(self.tr("In the file"), "strong"), self.facts, self._running):
            box.addWidget(piece)
        self.form.addWidget(self.with_details)
        self.form.addWidget(frame)

    # --- looking before ---

    def _on_contents(self, found: TrailContents) -> None:
        self._contents = found
        self._show_contents()
        self.fit()

    def _show_contents(self) -> None:
        found, language = self._contents, self.desk.language
        if found is None:
            return
        has_details = self.with_details.isChecked()
        self.facts.show_facts(
            (
                (self.tr("The whole trail, with a signature for each transaction"), self._how_much(found)),
                (
                    self.tr("Who signed: role and public keys, from which entry to which"),
                    self.tr("Members and recovery sheets: {count}").format(count=grouped(found.members, language)),
                ),
                (
                    self.tr("Details"),
                    self.tr("All but those erased with a customer: {count}").format(
                        count=grouped(found.erased, language)
                    )
                    if has_details
                    else self.tr("Left out. The chain and the signatures are proven, what an act says is not."),
                ),
                (
                    self.tr("To check it"),
                    self.tr("A short program that needs only Python, and how to use it, in Vietnamese and English"),
                ),
                (self.tr("Size, about"), _size(found.size(with_details=has_details), language)),
                (self.tr("Head now, as papers carry it"), in_fours(found.printed_head)),
            )
        )

    def _how_much(self, found: TrailContents) -> str:
        language = self.desk.language
        words = self.tr("Entries: {entries} · signatures: {signatures}")
        return words.format(entries=grouped(found.entries, language), signatures=grouped(found.signatures, language))

    # --- writing ---

    def submit(self) -> None:
        """Ask for the passphrase if it was not given just now, then for the place."""
        if self._is_busy or self._contents is None:
            return
        if self._is_done:
            self.accept()
            return
        self.banner.say("")
        self.desk.tasks.read(
            self,
            lambda session: session.require_confirmed(Operation.EXPORT),
            lambda _nothing: self._choose_place(),
            self._on_unconfirmed,
        )

    def _on_unconfirmed(self, error: LedgerError) -> None:
        if not asked_first(self.desk, self, error, self._choose_place):
            self.show_error(error)

    def _choose_place(self) -> None:
        wish = FileWish(self.tr("Export the proof"), "ZIP (*.zip)", trail_proof.file_name(self.desk.now()))
        self.desk.messages.choose_target(wish, self._write_to)

    def _write_to(self, target: Path) -> None:
        self._target, self._file = target, BytesIO()
        file, has_details = self._file, self.with_details.isChecked()
        self._set_busy(is_busy=True)
        self.with_details.setEnabled(False)
        self._on_progress(0, 0)
        self._running.show()
        self.fit()
        self.reading.start(lambda session: trail_proof.export_in_slices(session, file, with_details=has_details))

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        language = self.desk.language
        words = self.tr("Entries written: {done} of {total}. You can go on working meanwhile.")
        self.far.setText(words.format(done=grouped(done, language), total=grouped(total, language)) if total else "")

    def stop(self) -> None:
        """Leave it: no file, and nothing on the trail."""
        self.reading.stop()
        self._end()
        self.banner.say(self.tr("Stopped. No file was written, and nothing was recorded."))
        self.save_button.setFocus()
        self.fit()

    def _end(self) -> None:
        self._set_busy(is_busy=False)
        self._running.hide()
        self.with_details.setEnabled(True)

    def _on_finished(self, made: ExportedTrail) -> None:
        self.desk.tasks.ledger_changed.emit()  # reading in slices writes here, and says nothing by itself
        file, target = self._file, self._target
        if target is not None:
            self.far.setText(self.tr("Writing the file…"))
            self.desk.tasks.compute(
                self,
                lambda: save_paper(file.getvalue(), target),
                lambda _nothing: self._on_written(made, target),
                self._on_unread,
            )

    def _on_written(self, made: ExportedTrail, target: Path) -> None:
        self._end()
        self._is_done = True
        self.with_details.hide()
        self.cancel_button.hide()
        self.save_button.setText(self.tr("Done"))
        language = self.desk.language
        self.facts.show_facts(
            (
                (self.tr("Saved as"), target.name),
                (self.tr("Exported at"), show_instant(made.made_at)),
                (self.tr("Last entry, that of this export"), grouped(made.seq, language)),
                (self.tr("Its head, for whoever checks the file"), in_fours(made.head[:16])),
            )
        )
        self.desk.messages.toast(self.tr("Saved: {file}").format(file=target.name))
        self.saved.emit(made)
        self.fit()

    def _on_unread(self, error: LedgerError) -> None:
        self._end()
        self.show_error(error)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Writing stops when nobody waits any more."""
        if self.reading.is_running:
            self.stop()
        super().closeEvent(event)


def _size(count: int, language: Language) -> str:
    words = f"{max(count / _MEGABYTE, 0.1):.1f} MB"
    return words.replace(".", ",") if language is Language.VI else words
