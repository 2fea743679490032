"""Erasing a customer for good: looked at in full, confirmed by the customer's code and the manager's passphrase."""

from PySide6.QtWidgets import QProgressBar, QWidget

from ledger.domain.erasure import ErasureCause
from ledger.domain.errors import ErasureBlocked, LedgerError
from ledger.services import erasure
from ledger.services.erasure import ErasurePreview
from ui.desk import Desk
from ui.places import Target
from ui.widgets.confirming import asked_first
from ui.widgets.erase_preview import ErasePreviewView
from ui.widgets.form import Field, line_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button, column, restyle, row, text
from ui.widgets.sliced import SlicedReading

_WIDTH = 800  # pixels


class EraseDialog(FormDialog):
    """``saved`` carries the code of the certificate; without ``request_code`` the shop erases of itself (VK 7)."""

    def __init__(self, desk: Desk, customer_code: str, request_code: str = "", parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Erase {code}").format(code=customer_code),
            self.tr("Erase for good"),
            self.tr("Nobody can bring the data back, not even from a backup. Look at what goes and what stays."),
        )
        restyle(self.save_button, "danger")
        self.setMinimumWidth(_WIDTH)
        self._customer_code, self._request_code = customer_code, request_code
        self._found: ErasurePreview | None = None
        self._view = QWidget()
        self.reading = SlicedReading(desk.tasks, self)
        self.reading.progressed.connect(self._on_progressed)
        self.reading.finished.connect(self._on_finished)
        self.reading.failed.connect(self._on_stopped_by)
        self._typed_code = line_edit()
        self._typed_code.textChanged.connect(lambda _typed: self._arrange())
        self._make_progress()
        self.form.addWidget(self._view)
        words = self.tr("Type {code} to confirm").format(code=customer_code)
        self._confirm = self.add("customer_code", Field(words, self._typed_code))
        self.form.addWidget(self._progress)
        self._arrange()
        self._look()

    def _make_progress(self) -> None:
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._step = text("", "small", wraps=True)
        self._stop = button(self.tr("Stop"), self.stop, icon="x")
        self._progress = QWidget()
        told = row(self._step, self._stop)
        told.setStretch(0, 1)
        self._progress.setLayout(column(self._bar, told, spacing=6))
        self._progress.hide()

    # --- looking ---

    def _look(self) -> None:
        code, request = self._customer_code, self._request_code
        self.desk.tasks.read(
            self, lambda session: erasure.preview(session, code, request), self._show, self.show_error, latest="look"
        )

    def _show(self, found: ErasurePreview) -> None:
        self._found = found
        view = ErasePreviewView(self.desk, found, has_request=bool(self._request_code))
        view.way_wanted.connect(self._leave)
        view.letters_wanted.connect(self._write_letters)
        self.form.replaceWidget(self._view, view)
        self._view.hide()
        self._view.deleteLater()
        self._view = view
        self._confirm.setVisible(found.is_free)
        self._arrange()
        self.fit()

    def _leave(self, target: Target) -> None:
        self.reject()
        self.desk.go(target)

    def _write_letters(self) -> None:
        from ui.dialogs.partner_letters import PartnerLettersDialog

        dialog = PartnerLettersDialog(self.desk, self._request_code, self)
        dialog.finished.connect(lambda _result: self._look())
        dialog.open()

    def _arrange(self) -> None:
        is_free = self._found is not None and self._found.is_free
        is_confirmed = self._typed_code.text().strip().upper() == self._customer_code
        self.save_button.setEnabled(is_free and is_confirmed and not self._is_busy)

    # --- erasing ---

    def submit(self) -> None:
        """Erase once the code is typed; the passphrase is asked for where it has to be."""
        if self._is_busy or not self.save_button.isEnabled():
            return
        self._clear_errors()
        self._set_busy(is_busy=True)
        code, request = self._customer_code, self._request_code
        cause = ErasureCause.REQUEST if request else ErasureCause.OWN_INITIATIVE
        self.reading.start(lambda session: erasure.erasing(session, (code,), cause, request_code=request))

    def stop(self) -> None:
        """Leave off while nothing is erased yet."""
        self.reading.stop()
        self._rest()
        self.banner.say(self.tr("Stopped. Nothing was erased."))
        self.fit()

    def _on_progressed(self, done: int, total: int) -> None:
        self._progress.show()
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        # The slice after this one may already be the erasure itself: from there on there is no way back.
        left = total - done
        can_stop = left > self._steps_after
        self._stop.setEnabled(can_stop)
        preparing = self.tr("A backup is made and the promises are counted; you can still stop.")
        self._step.setText(preparing if can_stop else self.tr("Erasing, and rewriting the backups. Please wait."))
        self.fit()

    @property
    def _steps_after(self) -> int:
        backups = self._found.backups if self._found is not None else 0
        return backups + 3  # the last clause with the customer in one slice, each backup, and the file itself

    def _on_finished(self, codes: tuple[str, ...]) -> None:
        self._rest()
        self.desk.tasks.ledger_changed.emit()  # erasing in slices says nothing by itself
        self.saved.emit(codes[0])
        self.accept()

    def _on_stopped_by(self, error: LedgerError) -> None:
        self._rest()
        if asked_first(self.desk, self, error, self.submit):
            return
        if isinstance(error, ErasureBlocked):
            self._look()  # something was recorded meanwhile
        self.show_error(error)

    def _rest(self) -> None:
        self._progress.hide()
        self._set_busy(is_busy=False)
        self._arrange()

    def _typed(self) -> dict[str, object]:
        return {}  # a code typed to confirm is nothing to lose
