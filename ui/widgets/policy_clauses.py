"""The clauses as published: a list of their numbers at the left, the chosen one large at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QGridLayout, QScrollArea, QTextEdit, QVBoxLayout, QWidget

from ledger.domain.policy import Clause, PolicyVersion, Statement
from ledger.domain.wording import Language
from ui import theme
from ui.desk import Desk
from ui.models.table_model import Column, RecordModel
from ui.theme import Tone
from ui.widgets.parts import Card, Chip, button, column, line, row, text
from ui.widgets.policy_band import PolicyBand
from ui.widgets.policy_words import clause_words, parameter_lines
from ui.widgets.record_table import RecordTable

_MEASURE = 680  # pixels: some 75 letters, as in a book
_LIST = 300


class ClauseText(QTextEdit):
    """Plain text with room between its lines, as high as it needs to be; to be selected and copied."""

    def __init__(self, name: str, size: int = theme.Size.LEAD) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFont(theme.font(size))
        self.setMaximumWidth(_MEASURE)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)
        look = f"padding: 0px; background: transparent; border-radius: 6px; font-size: {size}px;"
        ring = f"QTextEdit:focus {{ border: 2px solid {theme.tokens().accent}; }}"
        self.setStyleSheet(f"QTextEdit {{ border: 2px solid transparent; {look} }} {ring}")

    def show_text(self, words: str) -> None:
        """Show another text."""
        self.setPlainText(words)
        self._space()

    def _space(self) -> None:
        room = QTextBlockFormat()
        room.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        whole.mergeBlockFormat(room)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(round(self.document().size().height()) + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the text is at this width."""
        super().resizeEvent(event)
        self._fit()


class ClausesPanel(QWidget):
    """Read with the arrow keys; every text can be selected and copied."""

    def __init__(self, desk: Desk, policy: PolicyVersion) -> None:
        super().__init__()
        self._desk = desk
        self._policy = policy
        self._is_original = False
        self.list = self._make_list()
        self.words = ClauseText(self.tr("The clause as published"))
        self._id = text("", "title")
        self._affects = Chip()
        self._original = button(self.tr("Vietnamese original"), self._switch, role="link", icon="languages")
        self._control = text("", wraps=True, selectable=True)
        self._parameters = QGridLayout()
        self._parameters.setHorizontalSpacing(20)
        self._parameters.setColumnStretch(1, 1)
        self._states = text("", "mute", wraps=True)
        self._lay_out()
        self._clause = self._policy.clauses[0]
        self.list.chosen.connect(self._on_chosen)
        self._model.show(self._policy.clauses)
        self.list.highlight(0)

    def _make_list(self) -> RecordTable:
        wording = self._desk.wording
        column = Column[Clause](
            "clause",
            self.tr("Clause"),
            lambda one: one.id,
            below=self._line,
            tip=lambda one: wording.text(f"controls.{one.control.value}"),
            is_main=True,
        )
        self._model = RecordModel[Clause]((column,), self)
        made = RecordTable(self._model, self.tr("Clauses"), self._desk.now)
        made.horizontalHeader().hide()
        made.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        made.setMinimumWidth(_LIST)
        made.setMaximumWidth(_LIST)
        return made

    def _line(self, clause: Clause) -> str:
        return " ".join(clause_words(clause, self._desk.language).split())

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        box = QVBoxLayout(inside)
        box.setContentsMargins(10, 6, 14, 6)
        box.setSpacing(16)
        box.addLayout(row(self._id, self._affects, None, self._original, spacing=12))
        box.addWidget(self.words)
        box.addWidget(line())
        box.addLayout(column(text(self.tr("What the program does"), "strong"), self._control, spacing=6))
        box.addLayout(self._parameters)
        box.addWidget(self._states)
        box.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left, right = Card(), Card()
        for card, piece in ((left, self.list), (right, scroll)):
            card.body.setContentsMargins(8, 8, 8, 8)
            card.body.addWidget(piece, 1)
        both = row(left, right, spacing=14)
        both.setStretch(1, 1)
        whole = column(PolicyBand(self._desk, self._policy), spacing=12)
        whole.addLayout(both, 1)
        whole.setContentsMargins(0, 12, 0, 0)
        self.setLayout(whole)

    # --- the clause in view ---

    def _on_chosen(self, clause: Clause | None) -> None:
        if clause is not None:
            self._clause = clause
            self._show()

    def show_clause(self, clause_id: str) -> None:
        """Show a clause by its number as published."""
        ids = [one.id for one in self._policy.clauses]
        if clause_id in ids:
            self.list.highlight(ids.index(clause_id))

    def _switch(self) -> None:
        self._is_original = not self._is_original
        self._show()

    def _show(self) -> None:
        clause, language = self._clause, self._desk.language
        has_other = language is not Language.VI and bool(clause.text.en)
        shown = Language.VI if self._is_original else language
        self._id.setText(clause.id)
        self.words.show_text(clause_words(clause, shown))
        self._original.setText(self.tr("Translation") if self._is_original else self.tr("Vietnamese original"))
        self._original.setVisible(has_other)
        if clause.affects_customers:
            self._affects.show_state(self.tr("Affects customers"), Tone.ACCENT)
        else:
            self._affects.show_state(self.tr("Inside the shop"), Tone.OFF)
        self._control.setText(self._desk.wording.text(f"controls.{clause.control.value}"))
        self._show_parameters(clause)
        self._show_statements(clause)

    def _show_statements(self, clause: Clause) -> None:
        stated = [self._desk.wording.text(f"statements.{one.value}") for one in Statement if one in clause.states]
        self._states.setText(self.tr("It tells customers: {words}").format(words=", ".join(stated)))
        self._states.setVisible(bool(stated))

    def _show_parameters(self, clause: Clause) -> None:
        while (item := self._parameters.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for at, (name, value) in enumerate(parameter_lines(clause, self._policy, self._desk.wording)):
            self._parameters.addWidget(text(name, "mute"), at, 0)
            self._parameters.addWidget(text(value, wraps=True, selectable=True), at, 1)
