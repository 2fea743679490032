"""The violations of one promise: what happened, when, by which record, why, and whether it still stands."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ledger.domain.instants import show_instant
from ledger.domain.promise import RecordKind, RecordRef, Violation
from ledger.domain.staff import Operation
from ledger.services.promise_words import explanation_words, record_words, since_words, violation_words
from ledger.services.promises import BreachLine
from ui.desk import Desk
from ui.places import PageId
from ui.widgets.parts import button, column, picture, row, text
from ui.widgets.promise_words import target_of

_AT_ONCE = 10  # cards; the rest when asked for: all stand on the proof


class RecordLink(QPushButton):
    """A record by its code; a click shows it. Where the member may not look, the reason is the tooltip."""

    def __init__(self, desk: Desk, record: RecordRef) -> None:
        super().__init__(record_words(record, desk.wording))
        self.setProperty("role", "link")
        self.setAutoDefault(False)
        target = target_of(record)
        self.clicked.connect(lambda _checked=False: desk.go(target))
        if target.page is PageId.AUDIT and not desk.may(Operation.VERIFY):
            self.setEnabled(False)
            self.setToolTip(self.tr("The trail covers what everybody did, so only the manager reads it."))


class ViolationCard(QFrame):
    """One violation; what the manager may do about it below."""

    explain_wanted = Signal(object)  # Violation
    close_wanted = Signal(str)  # the breach's code

    def __init__(self, desk: Desk, violation: Violation, breach: BreachLine | None) -> None:
        super().__init__()
        self.setProperty("role", "blocked" if self._stands(violation) else "warned")
        self._desk, self._violation, self._breach = desk, violation, breach
        tone = "bad" if self._stands(violation) else "warn"
        what = text(violation_words(violation, desk.wording), "strong", wraps=True, selectable=True)
        heading = row(picture("circle-alert", tone), what)
        heading.setStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(6)
        box.addLayout(heading)
        box.addWidget(text(self._when(), "small", wraps=True))
        for piece in self._pieces():
            box.addWidget(piece)
        box.addLayout(row(*self._buttons(), None))

    @staticmethod
    def _stands(violation: Violation) -> bool:
        return violation.is_open or violation.explanation is None

    def _when(self) -> str:
        at, closed = since_words(self._violation), self._violation.closed_at
        if closed is None:
            return self.tr("{time} · still open").format(time=at)
        if closed == self._violation.at:
            return at
        return self.tr("{time} · settled {closed}").format(time=at, closed=show_instant(closed))

    def _pieces(self) -> list[QWidget]:
        made: list[QWidget] = []
        if self._violation.record.kind is not RecordKind.BREACH:
            made.append(RecordLink(self._desk, self._violation.record))
        elif self._breach is not None:
            made += self._of_breach(self._breach)
        if told := self._violation.explanation:
            made.append(text(self.tr("Explained {time}").format(time=show_instant(told.explained_at)), "small"))
            made.append(text(explanation_words(told, self._desk.wording), wraps=True, selectable=True))
        return made

    def _of_breach(self, breach: BreachLine) -> list[QWidget]:
        made: list[QWidget] = [text(breach.code, "small", selectable=True)]
        made += [text(words, wraps=True, selectable=True) for words in (breach.what,) if words]
        if breach.customer_code:
            made.append(RecordLink(self._desk, RecordRef(RecordKind.CUSTOMER, breach.customer_code)))
        if breach.measures:
            made.append(text(self.tr("What was done about it"), "small"))
            made.append(text(breach.measures, wraps=True, selectable=True))
        return made

    def _buttons(self) -> list[QPushButton]:
        has_words = self._violation.explanation is not None
        words = self.tr("Change the explanation…") if has_words else self.tr("Explain…")
        made = [button(words, lambda: self.explain_wanted.emit(self._violation), icon="pencil")]
        if self._breach is not None and self._violation.is_open:
            code = self._breach.code
            made.append(button(self.tr("Close…"), lambda: self.close_wanted.emit(code), icon="check"))
        if not self._desk.may(Operation.EXPLAIN):
            for one in made:
                one.setEnabled(False)
                one.setToolTip(self.tr("Only the manager answers for a promise that was not kept."))
        return made


class ViolationList(QWidget):
    """The newest first; more of them on demand."""

    explain_wanted = Signal(object)
    close_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._violations: tuple[Violation, ...] = ()
        self._breaches: Mapping[str, BreachLine] = {}
        self._shown = _AT_ONCE
        self._box = column()
        self._inside = QWidget()
        self._box.addWidget(self._inside)
        self.setLayout(self._box)

    def show_violations(self, violations: Iterable[Violation], breaches: Iterable[BreachLine] = ()) -> None:
        """Show other violations; what was written of breaches may come later."""
        self._violations = tuple(violations)
        self._breaches = {one.code: one for one in breaches}
        self._shown = _AT_ONCE
        self._fill()

    def show_breaches(self, breaches: Iterable[BreachLine]) -> None:
        """Show what was written of the breaches."""
        self._breaches = {one.code: one for one in breaches}
        self._fill()

    def _fill(self) -> None:
        pieces: list[QWidget] = []
        for one in self._violations[: self._shown]:
            card = ViolationCard(self._desk, one, self._breaches.get(one.record.code))
            card.explain_wanted.connect(self.explain_wanted)
            card.close_wanted.connect(self.close_wanted)
            pieces.append(card)
        rest = len(self._violations) - self._shown
        if rest > 0:
            pieces.append(button(self.tr("Show {count} more").format(count=rest), self._on_more, role="link"))
        self._inside.hide()
        self._box.removeWidget(self._inside)
        self._inside.deleteLater()  # later: its own button may be what asked for more
        self._inside = QWidget()
        self._inside.setLayout(column(*pieces, spacing=8))
        self._box.addWidget(self._inside)

    def _on_more(self) -> None:
        self._shown = len(self._violations)
        self._fill()
