"""The rules of law the program works by beside deadlines: ages, advertising, partners, incidents."""

from PySide6.QtCore import QLocale

from ledger.services.law_rules import LawLine, lines, people_so_far
from ledger.services.session import Session
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.first_run_parts import Note
from ui.widgets.parts import text
from ui.widgets.settings_panel import SettingsPanel
from ui.widgets.settings_rule_table import RuleTable
from ui.widgets.settings_rule_words import value_words

_EXEMPT_BELOW = "small_shop.exempt_below_people"
_ELSEWHERE = ("requests.", "counting.", "feedback.", "retention.")  # sections of their own


class RulesPanel(SettingsPanel):
    """A table to read; a manager changes one rule at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Rules of law"),
            self.tr("Ages, hours and limits in force. Where the law is not clear, decide with somebody who knows it."),
        )
        self._rules = RuleTable(desk, self.tr("Rules in force"), is_whole=False)
        self._rules.wanted.connect(lambda one: self.wanted.emit("rule", one))
        self._rules.put_back.connect(lambda _moved: self.tell_saved_again())
        self._rules.failed.connect(self.tell_failed)
        self._people = text("", "mute", wraps=True)
        note = Note(Tone.ACCENT, desk.wording.text("app.not_legal_advice"))
        self.inside.addWidget(self._rules, 1)
        self.inside.addWidget(self._people)
        self.inside.addWidget(note)

    def refresh(self) -> None:
        """Ask for the rules."""
        self.desk.tasks.read(self, _asked, self._show, self.tell_failed, latest="rules")

    def _show(self, found: tuple[tuple[LawLine, ...], int]) -> None:
        rules, people = found
        self._rules.show_rules(one for one in rules if not one.key.startswith(_ELSEWHERE))
        limit = next((one.value for one in rules if one.key == _EXEMPT_BELOW), 0)
        words = self.tr(
            "People in this ledger so far: {count}. Below {limit} a household or micro business needs no impact dossier"
            " and no data officer."
        )
        self._people.setText(words.format(count=QLocale().toString(people), limit=value_words(_EXEMPT_BELOW, limit)))

    def tell_saved_again(self) -> None:
        """Say that the shipped value is back."""
        self.desk.messages.toast(self.tr("The shipped value holds again."))
        self.refresh()


def _asked(session: Session) -> tuple[tuple[LawLine, ...], int]:
    return lines(session), people_so_far(session)
