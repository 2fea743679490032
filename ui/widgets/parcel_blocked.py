"""Parcels the gate stopped: those with the same reasons together, with clause and way out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ledger.domain.parcel import show_code
from ledger.services.labels import BlockedParcel
from ui.desk import Desk
from ui.places import PageId, Target
from ui.ways_out import WayOut, ways_out
from ui.widgets.reasons import ReasonsPanel

_NAMED = 3  # parcels named in a heading; the others are counted
_GROUPS = 20
_WAYS = 2  # buttons in a row
_TALLEST = 260  # pixels before it scrolls


@dataclass(slots=True)
class _Group:
    """Parcels stopped for the same reasons, and where each can be settled."""

    codes: list[str] = field(default_factory=list)
    ways: dict[Target, WayOut] = field(default_factory=dict)

    def buttons(self) -> tuple[WayOut, ...]:
        """Return the ways out; those to several customers say to which."""
        people = [one for one in self.ways if one.page is PageId.CUSTOMERS]
        named = {
            one: replace(way, words=f"{way.words} · {one.code}") for one, way in self.ways.items() if one in people
        }
        shown = self.ways | named if len(people) > 1 else self.ways
        return tuple(shown.values())[:_WAYS]


class BlockedParcels(QScrollArea):
    """Hidden while nothing is stopped. ``go`` leaves for where it can be settled."""

    def __init__(self, desk: Desk, go: Callable[[Target], None]) -> None:
        super().__init__()
        self._desk, self._go = desk, go
        self.sentences: tuple[str, ...] = ()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(self.tr("Why parcels stay here"))
        self.hide()

    def show_parcels(self, blocked: Sequence[BlockedParcel]) -> None:
        """Show why these parcels stay."""
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        groups = self._groups(blocked)
        for sentences, group in list(groups.items())[:_GROUPS]:
            panel = ReasonsPanel(self._go)
            box.addWidget(panel)  # first: it shows itself, and without a parent that is a window
            panel.say(self._heading(group.codes), sentences, group.buttons())
        box.addStretch(1)
        self.sentences = tuple(sentence for sentences in groups for sentence in sentences)
        self.setWidget(inside)
        self._fit()
        self.setVisible(bool(blocked))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as wrapped words need at this width, and no higher."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if layout is not None:
            self.setFixedHeight(min(layout.heightForWidth(self.viewport().width()) + 2, _TALLEST))

    def _groups(self, blocked: Sequence[BlockedParcel]) -> dict[tuple[str, ...], _Group]:
        groups: dict[tuple[str, ...], _Group] = {}
        for one in blocked:
            group = groups.setdefault(self._desk.reasons(one.decision), _Group())
            group.codes.append(show_code(one.parcel.code))
            carrier = "" if one.parcel.carrier_id is None else str(one.parcel.carrier_id)
            for way in ways_out(one.decision.reasons, customer_code=one.customer.code, recipient=carrier):
                group.ways[way.target] = way
        return groups

    def _heading(self, codes: Sequence[str]) -> str:
        named = ", ".join(codes[:_NAMED])
        if len(codes) <= _NAMED:
            return named
        return self.tr("{codes} and more: {count}").format(codes=named, count=len(codes) - _NAMED)
