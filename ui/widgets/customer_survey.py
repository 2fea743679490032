"""What surveys and browsers told of a customer: answers, choices about cookies, and until when each is kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger.domain.collection import CookieChoice, browser_fields, survey_fields
from ledger.domain.instants import local_date, show_date
from ledger.services.collected_lines import BrowserLine, SurveyLine
from ledger.services.customer_card import CustomerCard
from ledger.services.explaining import field_text, purpose_text
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.customer_inside import Inside
from ui.widgets.customer_words import listed
from ui.widgets.parts import Card, Chip, Piece, button, column, line, row, text


class SurveyCard(Card):
    """The card "Survey and browser". What is to be recorded is only asked for here; the page does it."""

    answer_wanted = Signal()
    choice_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Survey and browser"))
        self._desk = desk
        self._inside = Inside(self)

    def show_card(self, card: CustomerCard) -> None:
        """Show a customer."""
        pieces = [*self._answers(card), line(), *self._choices(card)]
        self._inside.fill(column(*pieces, spacing=8))

    def _answers(self, card: CustomerCard) -> list[Piece]:
        pieces: list[Piece] = [self._answer(one) for one in card.answers]
        if not survey_fields(self._desk.who.policy):
            return pieces or [text(self.tr("The policy in force collects no survey answers."), "mute", wraps=True)]
        if not pieces:
            pieces.append(text(self.tr("No survey answer is recorded."), "mute", wraps=True))
        add = button(self.tr("Record an answer to a survey…"), self.answer_wanted.emit, role="link")
        return [*pieces, row(add, None)]

    def _choices(self, card: CustomerCard) -> list[Piece]:
        pieces: list[Piece] = [self._choice(one) for one in card.browser]
        if not browser_fields(self._desk.who.policy):
            return pieces or [text(self.tr("The policy in force collects no data of browsers."), "mute", wraps=True)]
        if not pieces:
            pieces.append(text(self.tr("No choice about cookies is recorded."), "mute", wraps=True))
        add = button(self.tr("Record a cookie choice…"), self.choice_wanted.emit, role="link")
        return [*pieces, row(add, None)]

    def _answer(self, one: SurveyLine) -> QWidget:
        wording = self._desk.wording
        about = listed(
            (field_text(one.field_id, wording), purpose_text(self._desk.who.policy, one.purpose_id, wording))
        )
        said = text(one.answer or self.tr("Emptied; that there was an answer stays."), "", wraps=True, selectable=True)
        made = QWidget()
        made.setLayout(column(text(about, "small", wraps=True), said, self._kept(one), spacing=1))
        return made

    def _choice(self, one: BrowserLine) -> QWidget:
        accepted = one.choice is CookieChoice.ACCEPTED
        words = self._desk.wording.text(f"cookie_choices.{one.choice.value}")
        told = listed((one.masked_ip, one.language))
        made = QWidget()
        chip = Chip(words, Tone.OK if accepted else Tone.OFF)
        kept = [text(told, "", wraps=True)] if told else []
        made.setLayout(column(row(chip, None), *kept, self._kept(one), spacing=2))
        return made

    def _kept(self, one: SurveyLine | BrowserLine) -> QWidget:
        if one.purged_at is not None:
            until = self.tr("emptied {date}").format(date=show_date(local_date(one.purged_at)))
        else:
            until = self.tr("kept until {date}").format(date=show_date(local_date(one.keep_until)))
        return text(listed((show_date(local_date(one.occurred_at)), until, one.by)), "small", wraps=True)
