"""The headings of a table: which columns are shown, how wide, in which order, sorted by what; and remembering it."""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QByteArray, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui import theme
from ui.models.table_model import Column
from ui.settings import Settings, columns_of

SMALLEST = 56
MARK, PAD = 14, 8


def _font() -> QFont:
    return theme.font(theme.Size.BODY, QFont.Weight.Medium)  # as the style sheet writes headings


class TableHeader(QHeaderView):
    """One heading per column. The main column takes what room is left, so that nothing ends in the middle."""

    sort_wanted = Signal(object, bool)  # StrEnum, whether descending

    def __init__(self, columns: Sequence[Column[Any]], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.columns = tuple(columns)
        self.sort: StrEnum | None = None
        self.descending = False
        self._first_sort: tuple[StrEnum | None, bool] = (None, False)
        self._settings: Settings | None = None
        self._name = ""
        self._is_arranging = True
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self._width_to_fill = 0
        self.setHighlightSections(False)
        self.setMinimumSectionSize(SMALLEST)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sectionClicked.connect(self._on_clicked)
        self.sectionMoved.connect(self._on_changed)
        self.sectionResized.connect(self._on_changed)

    # --- sorting ---

    def sort_by(self, sort: StrEnum | None, *, descending: bool = False) -> None:
        """Set the sorting a list begins with, before anything is remembered; nobody is told."""
        self._first_sort = (sort, descending)
        self._mark(sort, descending=descending)

    def want_sort(self, sort: StrEnum, *, descending: bool) -> None:
        """Sort by another column, as a click on its heading does."""
        self._mark(sort, descending=descending)
        self._store()
        self.sort_wanted.emit(sort, descending)

    def _on_clicked(self, section: int) -> None:
        sort = self.columns[section].sort
        if sort is not None:
            self.want_sort(sort, descending=not self.descending if sort == self.sort else False)

    def _mark(self, sort: StrEnum | None, *, descending: bool) -> None:
        self.sort, self.descending = sort, descending
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 (Qt's own name)
        """Draw a heading, and the mark of the sorting beside its words: Qt's own stands nearer to the next heading."""
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        one = self.columns[logicalIndex]
        if one.sort is None or one.sort != self.sort:
            return
        wide = QFontMetrics(_font()).horizontalAdvance(one.heading)
        x = rect.right() - PAD - wide - MARK - 4 if one.is_number else rect.x() + PAD + wide + 4
        painter.save()
        painter.translate(min(x, rect.right() - MARK) + MARK / 2, rect.center().y() + 1)
        painter.rotate(0 if self.descending else 180)
        picture = theme.pixmap("chevron-down", "accent", MARK, painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(-MARK / 2, -MARK / 2), picture)
        painter.restore()

    # --- columns ---

    def arrange(self) -> None:
        """Put all columns as they were declared."""
        self._is_arranging = True
        for section, one in enumerate(self.columns):
            self.moveSection(self.visualIndex(section), section)
            self.setSectionHidden(section, one.is_hidden)
            self.resizeSection(section, max(one.width, self._room_for(section)))
        self._is_arranging = False
        self._fill()

    def reset_columns(self) -> None:
        """Forget what was chosen here: columns and sorting are as declared."""
        self.arrange()
        sort, descending = self._first_sort
        if sort is not None and (sort, descending) != (self.sort, self.descending):
            self.want_sort(sort, descending=descending)
        self._store()

    def _room_for(self, section: int) -> int:
        one = self.columns[section]
        mark = MARK + 4 if one.sort is not None else 0
        return QFontMetrics(_font()).horizontalAdvance(one.heading) + 2 * PAD + mark

    def show_column(self, section: int, *, is_shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if is_shown or self.count() - self.hiddenSectionCount() > 1:
            self.setSectionHidden(section, not is_shown)
            self._fill()
            self._store()

    def shown_columns(self) -> tuple[Column[Any], ...]:
        """Return the columns on screen, from left to right."""
        sections = (self.logicalIndex(place) for place in range(self.count()))
        return tuple(self.columns[section] for section in sections if not self.isSectionHidden(section))

    def fill(self, width: int) -> None:
        """Give the main column what is left of the table's ``width``; hidden headings are never told of it by Qt."""
        self._width_to_fill = width
        self._fill()

    def _fill(self) -> None:
        shown = self.shown_columns()
        if self._is_arranging or not shown:
            return
        filler = self.columns.index(next((one for one in shown if one.is_main), shown[-1]))
        self._is_arranging = True
        taken = 0
        for section in range(self.count()):
            is_filler = section == filler
            mode = QHeaderView.ResizeMode.Fixed if is_filler else QHeaderView.ResizeMode.Interactive
            self.setSectionResizeMode(section, mode)
            taken += 0 if is_filler or self.isSectionHidden(section) else self.sectionSize(section)
        smallest = max(self.columns[filler].width, self._room_for(filler))
        self.resizeSection(filler, max(smallest, self._width_to_fill - taken))
        self._is_arranging = False

    def _on_changed(self, *_: int) -> None:
        if not self._is_arranging:
            self._fill()
            self._store()

    # --- remembering ---

    def remember(self, settings: Settings, name: str) -> None:
        """Restore what was chosen last time, and keep what is chosen from now on."""
        self._settings, self._name = settings, name
        try:
            state = json.loads(bytes(settings.get(columns_of(name)).data()) or b"{}")
            self._restore(state)
        except (ValueError, TypeError, AttributeError):
            self.arrange()  # a file somebody edited counts as nothing chosen

    def _restore(self, state: dict[str, Any]) -> None:
        sections = {one.key: section for section, one in enumerate(self.columns)}
        known = [key for key in state.get("order", ()) if key in sections]
        widths, hidden = state.get("widths", {}), state.get("hidden")
        self._is_arranging = True
        for place, key in enumerate(known):
            self.moveSection(self.visualIndex(sections[key]), place)
            self.resizeSection(sections[key], max(int(widths.get(key, self.sectionSize(sections[key]))), SMALLEST))
            self.setSectionHidden(sections[key], key in (hidden or ()))
        self._is_arranging = False
        self._fill()
        wanted, descending = state.get("sort") or (None, False)
        sort = next((one.sort for one in self.columns if one.sort is not None and one.sort.value == wanted), None)
        if sort is not None:
            self._mark(sort, descending=bool(descending))

    def _store(self) -> None:
        if self._settings is None:
            return
        state = {
            "order": [self.columns[self.logicalIndex(place)].key for place in range(self.count())],
            "widths": {one.key: self._width(section) for section, one in enumerate(self.columns)},
            "hidden": [one.key for section, one in enumerate(self.columns) if self.isSectionHidden(section)],
            "sort": None if self.sort is None else (self.sort.value, self.descending),
        }
        self._settings.set(columns_of(self._name), QByteArray(json.dumps(state).encode()))

    def _width(self, section: int) -> int:
        # A hidden column is 0 wide now, and should come back as it was declared.
        return self.sectionSize(section) or self.columns[section].width
