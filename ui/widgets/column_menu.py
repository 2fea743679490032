"""The menu behind the columns button: what is shown, what it is sorted by; all of it by keyboard too."""

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.widgets.table_header import TableHeader


class ColumnMenu(QMenu):
    """Built anew each time it opens, because columns may have been moved."""

    def __init__(self, header: TableHeader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = header
        self.aboutToShow.connect(self.build)
        self.build()

    def build(self) -> None:
        """Write the entries."""
        self.clear()
        self._add_columns()
        if any(one.sort is not None for one in self._header.columns):
            self._add_sorting()
        self.addSeparator()
        self.addAction(self.tr("Reset")).triggered.connect(lambda _on: self._header.reset_columns())

    def _add_columns(self) -> None:
        shown = self._header.shown_columns()
        for section, one in enumerate(self._header.columns):
            act = self._checkable(one.heading, is_checked=one in shown)
            act.setEnabled(len(shown) > 1 or one not in shown)
            act.toggled.connect(lambda on, section=section: self._header.show_column(section, is_shown=on))

    def _add_sorting(self) -> None:
        self.addSeparator()
        group, header = QActionGroup(self), self._header
        for one in header.columns:
            if one.sort is not None:
                words = self.tr("Sort by: {column}").format(column=one.heading)
                act = self._checkable(words, is_checked=one.sort == header.sort)
                group.addAction(act)
                act.triggered.connect(lambda _on, sort=one.sort: header.want_sort(sort, descending=header.descending))
        turned = self._checkable(self.tr("Largest first"), is_checked=header.descending)
        turned.setEnabled(header.sort is not None)
        turned.triggered.connect(lambda on: header.want_sort(header.sort, descending=on) if header.sort else None)

    def _checkable(self, words: str, *, is_checked: bool) -> QAction:
        act = self.addAction(words.replace("&", "&&"))
        act.setCheckable(True)
        act.setChecked(is_checked)
        return act
