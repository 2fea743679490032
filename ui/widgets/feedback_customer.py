"""Who said it: a customer picked from a list below the line, or nobody on record."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from ledger.services.finding import Hit, HitKind, find_anything
from ui.desk import Desk
from ui.widgets.form_state import texts_of
from ui.widgets.list_pane import SearchBox

_LIMIT = 8
_CHOOSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
_CODE = int(Qt.ItemDataRole.UserRole)


class CustomerPick(SearchBox):
    """Type part of a name, phone or code; Enter takes the first of the list. Nothing is completed inside the line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self.setPlaceholderText(self.tr("Empty: sender not known. Type a name, phone or code."))
        self._desk = desk
        self._code = ""
        self._answered = ""  # what the list answers
        self._found = QStandardItemModel(self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_LIMIT)
        self._completer.setWrapAround(False)  # after the last row comes none, and Enter would choose nobody
        self._popup = QListView()
        self._popup.setProperty("role", "found")
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self)  # not ``setCompleter``: that would write every row passed into the line
        chosen = self._completer.activated[QModelIndex]  # type: ignore[index]  # (of two signals of this name, one)
        chosen.connect(self._on_activated)
        self.textEdited.connect(self._on_edited)
        self.typed.connect(self._look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys that choose to the open list, which asks here first."""
        if event.key() in _CHOOSES and self._popup.isVisible():
            event.ignore()
        else:
            super().keyPressEvent(event)

    @property
    def code(self) -> str:
        """Return the code of the customer picked, empty for nobody."""
        return self._code

    @property
    def is_undecided(self) -> bool:
        """Return whether something was typed that is no customer yet."""
        return bool(self.text().strip()) and not self._code

    def pick_code(self, code: str) -> None:
        """Pick the customer with a code, as when another page sends somebody here."""
        self._desk.tasks.read(self, lambda session: find_anything(session, code, 1), self._on_known)

    def state(self) -> object:
        """See ``form_state.Composed``."""
        return [self._code, self.text()]

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``."""
        code, words = texts_of(state)
        if code:
            self.pick_code(code)
        else:
            self.setText(words)

    def _on_known(self, hits: tuple[Hit, ...]) -> None:
        for hit in hits:
            self._take(hit.code, hit.title)

    def _take(self, code: str, name: str) -> None:
        self.setText(" · ".join(filter(None, (name, code))))
        self.setCursorPosition(0)
        self._code = code

    def _on_edited(self, _words: str) -> None:
        self._code = ""

    def _look(self, words: str) -> None:
        if self._code or not words.strip():
            self._popup.hide()
            return
        self._desk.tasks.read(
            self,
            lambda session: find_anything(session, words, 2 * _LIMIT),
            lambda hits: self._show(words, hits),
            latest="found",
        )

    def _show(self, words: str, hits: tuple[Hit, ...]) -> None:
        self._answered = words
        people = [hit for hit in hits if hit.kind is HitKind.CUSTOMER][:_LIMIT]
        self._found.clear()
        for hit in people:
            item = QStandardItem(" · ".join(filter(None, (hit.title, hit.code, hit.detail))))
            item.setData((hit.code, hit.title), _CODE)
            self._found.appendRow(item)
        if people and self.hasFocus():
            self._completer.complete()
            self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        else:
            self._popup.hide()

    def _on_activated(self, index: QModelIndex) -> None:
        if self._answered != self.text():
            self.flush()  # the people shown are not the ones meant: the list opens again with the answer
            return
        code, name = index.data(_CODE)
        self._take(code, name)
