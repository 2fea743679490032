"""The disclosure report: what it shall cover, how much that is, and the paper beside it before it is printed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QStackedLayout, QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.ids import PurposeId, RecipientId
from ledger.domain.instants import local_date, start_of_day
from ledger.domain.purpose import LegalBasis
from ledger.domain.wording import Language
from ledger.services import disclosure_list, reports
from ledger.services.disclosure_list import DisclosureQuery
from ledger.services.recipients import RecipientLine
from ledger.services.reports import PreparedReport, ReportWish
from ledger.services.session import Session
from ui.desk import Desk
from ui.messages import FileWish
from ui.printing import save_paper
from ui.tasks import Failed
from ui.widgets.confirming import once_confirmed
from ui.widgets.disclosure_parts import basis_of, choices, offer_recipients
from ui.widgets.form import Banner, Field, combo
from ui.widgets.order_customer import CustomerPicker
from ui.widgets.parts import Card, EmptyState, button, row, text
from ui.widgets.pdf_view import PdfView
from ui.widgets.report_period import Period, PeriodChoice

LONG = 400  # rows; a longer report takes seconds to draw, so it is drawn only when asked for
_PAUSE = 250  # milliseconds after the last change of the form
_FORM_WIDTH = 300


@dataclass(frozen=True, slots=True)
class Covered:
    """How much a wish covers."""

    wish: ReportWish
    rows: int


def measure(session: Session, wish: ReportWish) -> Covered:
    """Count what a report would list, without preparing it."""
    query = DisclosureQuery(
        customer_code=wish.customer_code,
        recipient_id=wish.recipient_id,
        purpose_id=wish.purpose_id,
        basis=wish.basis,
        since=start_of_day(wish.period_from) if wish.period_from else None,
        until=start_of_day(wish.period_to + timedelta(days=1)) if wish.period_to else None,
    )
    return Covered(wish, len(disclosure_list.ids(session, query)))


class ReportView(QWidget):
    """The wish at the left, the paper at the right. ``print_wanted`` follows the button; ``obtain`` gives the paper."""

    print_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._drawing = 0  # the number of the preview that is wanted; a stopped one is not shown any more
        self._covered: Covered | None = None
        self._recorded: tuple[ReportWish, bytes] | None = None
        self.pages = 0
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._count)
        self._make_form()
        self._make_paper()
        whole = row(self._form_card(), self._paper_card(), spacing=14)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    # --- the form ---

    def _make_form(self) -> None:
        wording, language = self.desk.wording, self.desk.language
        self.period = PeriodChoice(local_date(self.desk.now()), Period.THIS_MONTH, is_upright=True)
        self.period.changed.connect(self._on_changed)
        self.recipients = choices(self.tr("Recipient"), self.tr("All recipients"), (), self._on_changed)
        bases = [(wording.text(f"bases.{one.value}"), one) for one in LegalBasis]
        self.basis = choices(self.tr("Basis"), self.tr("All bases"), bases, self._on_changed)
        purposes = [(one.text.in_language(language), one.id) for one in self.desk.who.policy.purposes]
        self.purposes = choices(self.tr("Purpose"), self.tr("All purposes"), purposes, self._on_changed)
        self.picker = CustomerPicker(self.desk)
        self.picker.picked.connect(lambda _one: self._on_changed())
        self.picker.line.textEdited.connect(lambda _words: self._on_changed())
        self.language = combo((("Tiếng Việt", Language.VI), ("English", Language.EN)), self.desk.who.shop.language)
        self.language.currentIndexChanged.connect(lambda _at: self._on_changed())

    def _form_card(self) -> Card:
        card = Card()
        card.setFixedWidth(_FORM_WIDTH)
        self.customer_field = Field(self.tr("One customer only"), self.picker)
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Period"), self.period),
            (self.tr("Recipient"), self.recipients),
            (self.tr("Basis"), self.basis),
            (self.tr("Purpose"), self.purposes),
        )
        for label, editor in fields:
            editor.setMaximumWidth(_FORM_WIDTH)  # the card is as wide; all alike
            card.body.addWidget(Field(label, editor))
        card.body.addWidget(self.customer_field)
        card.body.addWidget(Field(self.tr("Language of the paper"), self.language))
        self.figures = text("", "strong", wraps=True)
        self.banner = Banner()
        card.body.addSpacing(6)
        card.body.addWidget(self.figures)
        card.body.addWidget(self.banner)
        card.body.addStretch(1)
        return card

    def wish(self) -> ReportWish:
        """Return what the form asks for."""
        first, last = self.period.days()
        recipient, purpose = self.recipients.currentData(), self.purposes.currentData()
        return ReportWish(
            first,
            last,
            RecipientId(recipient) if recipient is not None else None,
            basis_of(self.basis),
            PurposeId(purpose) if purpose is not None else None,
            self.picker.chosen.code if self.picker.chosen is not None else "",
            Language(self.language.currentData()),
        )

    def offer(self, lines: tuple[RecipientLine, ...]) -> None:
        """Offer these recipients in the form."""
        offer_recipients(self.recipients, lines)

    def show_customer(self, code: str) -> None:
        """Report about one customer."""
        self.picker.choose(code)

    # --- how much, and the preview ---

    def refresh(self) -> None:
        """Count again, and draw the preview again where that changed anything."""
        if not self._pause.isActive():
            self._count()

    def _on_changed(self) -> None:
        self._recorded = None
        self._stop_drawing()
        self._offer_paper(pages=0)
        self._covered = None
        self._pause.start()

    def _count(self) -> None:
        typed = self.picker.line.text().strip()
        is_open = bool(typed) and self.picker.chosen is None
        # A customer half typed must not become a report about everybody.
        self.customer_field.show_error(self.tr("Choose a customer from the list.") if is_open else "")
        if is_open:
            self.view.clear()
            return
        wish = self.wish()
        self.desk.tasks.read(
            self, lambda session: measure(session, wish), self._on_counted, self._on_failed, latest="count"
        )

    def _on_counted(self, covered: Covered) -> None:
        if covered == self._covered:
            return
        self._covered, self._recorded = covered, None
        self.banner.say("")
        self.figures.setText(self.tr("Rows in the report: {count}").format(count=covered.rows))
        if covered.rows > LONG:
            self._states.setCurrentWidget(self._long)
        else:
            self.draw()

    def draw(self) -> None:
        """Draw the preview; nothing is recorded."""
        self._drawing += 1
        number, wish = self._drawing, self.wish()
        self._states.setCurrentWidget(self.view)
        self.view.show_loading()
        self._show_busy(is_busy=True)
        self.desk.tasks.read(
            self,
            lambda session: reports.prepare_disclosure_report(session, wish, is_preview=True),
            lambda prepared: self._on_prepared(number, prepared),
            self._on_failed,
            latest="preview",
        )

    def _on_prepared(self, number: int, prepared: PreparedReport) -> None:
        if number != self._drawing:
            return
        words = self.tr("Rows in the report: {count}").format(count=prepared.rows)
        if prepared.blocked is not None:
            blocked = self.tr("Blocked disclosures counted in it: {count}").format(count=prepared.blocked)
            words = f"{words}\n{blocked}"
        self.figures.setText(words)
        self.desk.tasks.compute(self, prepared.render, lambda pdf: self._on_drawn(number, pdf), self._on_failed)

    def _on_drawn(self, number: int, pdf: bytes) -> None:
        if number == self._drawing:
            self._show_busy(is_busy=False)
            self.view.show_pdf(pdf)

    def _on_failed(self, error: LedgerError) -> None:
        self._stop_drawing()
        self._covered = None
        self._states.setCurrentWidget(self.view)
        self.figures.setText("")
        self.view.show_error(self.desk.say(error))
        self._offer_paper(pages=0)

    def stop(self) -> None:
        """Do not wait for the preview any longer."""
        self._stop_drawing()
        self._states.setCurrentWidget(self._long)

    def _stop_drawing(self) -> None:
        self._drawing += 1
        self._show_busy(is_busy=False)

    # --- the paper ---

    def _make_paper(self) -> None:
        self.view = PdfView(self.desk)
        self.view.shown.connect(lambda pages: self._offer_paper(pages=pages))
        self._long = EmptyState(
            "file-text",
            self.tr("This is a long report"),
            self.tr("Drawing it can take a while; you can go on working meanwhile."),
            button(self.tr("Draw the preview"), self.draw, icon="eye"),
        )
        self._states = QStackedLayout()
        self.bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self.bar.setAccessibleName(self.tr("Preparing the report"))
        self.stop_button = button(self.tr("Stop"), self.stop)
        self._show_busy(is_busy=False)
        self.save_button = button(self.tr("Save as PDF…"), self.save, icon="download")
        self.print_button = button(self.tr("Print…"), self.print_wanted.emit, role="primary", icon="printer")
        self._offer_paper(pages=0)

    def _paper_card(self) -> Card:
        card = Card()
        card.body.addLayout(self._states, 1)  # first: without a parent it would show its first piece as a window
        self._states.addWidget(self.view)
        self._states.addWidget(self._long)
        note = text(self.tr("Looking at it records nothing. Printing or saving it is put on the trail."), "small")
        note.setWordWrap(True)
        foot = row(note, self.bar, self.stop_button, self.save_button, self.print_button)
        foot.setStretch(0, 1)
        card.body.addLayout(foot)
        return card

    def _show_busy(self, *, is_busy: bool) -> None:
        self.bar.setVisible(is_busy)
        self.stop_button.setVisible(is_busy)

    def _offer_paper(self, *, pages: int) -> None:
        self.pages = pages
        for one in (self.save_button, self.print_button):
            one.setEnabled(pages > 0)

    def obtain(self, done: Callable[[bytes], None], failed: Failed) -> None:
        """Give the real paper: prepared and recorded now, once for what the form says."""
        wish = self.wish()
        if self._recorded is not None and self._recorded[0] == wish:
            done(self._recorded[1])
            return

        def keep(pdf: bytes) -> None:
            self._recorded = (wish, pdf)
            done(pdf)

        self.desk.tasks.write(
            self,
            lambda session: reports.prepare_disclosure_report(session, wish, is_preview=False),
            lambda prepared: self.desk.tasks.compute(self, prepared.render, keep, failed),
            lambda error: once_confirmed(self.desk, self, error, lambda: self.obtain(done, failed), failed),
        )

    @property
    def file_name(self) -> str:
        """Return what the file is called: the day, and nobody's name."""
        return f"sokin-report-{local_date(self.desk.now()).isoformat()}.pdf"

    def save(self) -> None:
        """Ask where the paper goes; it is recorded before it is written."""
        wish = FileWish(self.tr("Save as PDF"), "PDF (*.pdf)", self.file_name)
        self.desk.messages.choose_target(wish, self._save_to)

    def _save_to(self, target: Path) -> None:
        self.banner.say("")
        self._set_saving(is_saving=True)

        def write(pdf: bytes) -> None:
            self.desk.tasks.compute(
                self, lambda: save_paper(pdf, target), lambda _nothing: self._on_saved(target.name), self._on_unsaved
            )

        self.obtain(write, self._on_unsaved)

    def _set_saving(self, *, is_saving: bool) -> None:
        self.bar.setVisible(is_saving)
        self.save_button.setEnabled(not is_saving)
        self.print_button.setEnabled(not is_saving)

    def _on_saved(self, name: str) -> None:
        self._set_saving(is_saving=False)
        self.desk.messages.toast(self.tr("Saved: {file}").format(file=name))

    def _on_unsaved(self, error: LedgerError) -> None:
        self._set_saving(is_saving=False)
        self.banner.say(self.desk.say(error))
