"""What the retention rules would let go, category by category, and what stays for which reason."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ledger.domain.instants import local_date, show_date
from ledger.services.retention import CUSTOMERS, Category, Part, Plan
from ledger.services.retention_run import RunLine
from ui.desk import Desk
from ui.formatting import grouped
from ui.widgets.parts import column, picture, row, text


class PlanView(QWidget):
    """One sheet for each rule that is on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(10)

    def show_plan(self, plan: Plan) -> None:
        """Show what would go now."""
        self._clear()
        for one in plan.parts:
            self._box.addWidget(self._sheet(one))

    def show_run(self, run: RunLine) -> None:
        """Show what went."""
        self._clear()
        wording, language = self._desk.wording, self._desk.language
        for category, gone in run.gone.items():
            name = wording.text(f"retention_categories.{category.value}")
            figure = text(grouped(gone, language), "strong")
            self._box.addLayout(row(picture("check", "ok"), text(name), None, figure, spacing=10))

    def _clear(self) -> None:
        while (old := self._box.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _sheet(self, part: Part) -> QFrame:
        sheet = QFrame()
        sheet.setProperty("role", "paper")
        name = self._desk.wording.text(f"retention_categories.{part.rule.category.value}")
        since = self.tr("before {date} · kept for months: {months}").format(
            date=show_date(local_date(part.before)), months=part.rule.months
        )
        figure = grouped(part.count, self._desk.language)
        count = text(figure, "figure" if part.count else "figure_none")
        what = text(self._verb(part.rule.category), "mute")
        words = column(text(name, "strong"), text(since, "mute"), spacing=2)
        for label in (count, what):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        numbers = column(count, what, spacing=0)
        head = row(words, None, numbers, spacing=12)
        box = QVBoxLayout(sheet)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addLayout(head)
        for line in self._lines(part):
            box.addWidget(text(line, "small", wraps=True, selectable=True))
        sheet.setAccessibleName(f"{name}: {figure} {self._verb(part.rule.category)}")
        return sheet

    def _verb(self, category: Category) -> str:
        if category in CUSTOMERS:
            return self.tr("to erase")
        return {
            Category.FEEDBACK: self.tr("to empty"),
            Category.CONTACT_LOG: self.tr("lists to empty"),
        }.get(category, self.tr("to delete"))

    def _lines(self, part: Part) -> list[str]:
        lines, language = [], self._desk.language
        if part.people:
            lines.append(self.tr("People on these lists: {count}").format(count=grouped(part.people, language)))
        if part.samples:
            more = "…" if part.count > len(part.samples) else ""
            lines.append(self.tr("For example: {codes}").format(codes=", ".join(part.samples) + more))
        if part.skipped:
            wording = self._desk.wording
            reasons = "; ".join(
                f"{wording.text(f'retention_skips.{why.value}')}: {grouped(count, language)}"
                for why, count in sorted(part.skipped.items(), key=lambda one: -one[1])
            )
            lines.append(self.tr("Held back: {reasons}").format(reasons=reasons))
        if part.held:
            lines.append(self.tr("Among them: {codes}").format(codes=", ".join(part.held)))
        return lines
