"""One partner: what it may receive, what it signed, and how its labels and routes stand."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ledger.domain.instants import local_date, show_date, show_instant
from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import CommitmentState, Recipient
from ledger.domain.staff import Operation
from ledger.domain.text import show_phone
from ledger.services.links import LinkAbout
from ledger.services.recipients import RecipientView
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.outside_link import OutsideLinkButton
from ui.widgets.parts import Card, Chip, EmptyState, button, column, line, picture, row, text
from ui.widgets.recipient_papers import CommitmentCard
from ui.widgets.recipient_rights import allowed
from ui.widgets.recipient_words import commitment_tone, commitment_words
from ui.widgets.recipient_zones import zone_lines


def mark(icon: str, role: str, words: str, note: str = "") -> QWidget:
    """Return an icon beside words, with a quieter note below; a screen reader says both."""
    label = text(words, wraps=True)
    label.setAccessibleName(", ".join(filter(None, (words, note))))
    made = QWidget()
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    beside = column(label, *([text(note, "small", wraps=True)] if note else []), None, spacing=0)
    shown = picture(icon, role, 16)
    box = row(shown, beside)
    box.setAlignment(shown, Qt.AlignmentFlag.AlignTop)
    box.setStretch(1, 1)
    made.setLayout(box)
    return made


def in_columns(pieces: Iterable[QWidget], count: int = 2) -> QGridLayout:
    """Return pieces in columns of one width, read from top to bottom."""
    shown = tuple(pieces)
    rows = max(1, -(-len(shown) // count))
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(6)
    for at, one in enumerate(shown):
        grid.addWidget(one, at % rows, at // rows, Qt.AlignmentFlag.AlignTop)
    for at in range(count):
        grid.setColumnStretch(at, 1)
    return grid


class RecipientPanel(Card):
    """``act_wanted`` carries what is to be begun, ``scan_wanted`` the file of a signed paper."""

    act_wanted = Signal(str)
    scan_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._name = text("", "section", wraps=True, selectable=True)
        self._role = text("", "mute", wraps=True)
        self._chip = Chip()
        self._commit = self._act(self.tr("New commitment…"), "commitment", "file-check")
        self._edit = self._act(self.tr("Edit…"), "edit", "pencil")
        self._close = self._act(self.tr("Close…"), "close", "ban")
        self._reopen = self._act(self.tr("Use again…"), "reopen", "undo-2")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self.show_nobody()

    def _act(self, words: str, act: str, icon: str = "") -> QPushButton:
        made = button(words, self._begins(act), icon=icon)
        return allowed(made, self.desk, Operation.MANAGE_RECIPIENTS)

    def _change(self, name: str, act: str) -> QPushButton:
        made = button(self.tr("Change…"), self._begins(act), role="link")
        made.setAccessibleName(name)
        return allowed(made, self.desk, Operation.MANAGE_RECIPIENTS)

    def _begins(self, act: str) -> Callable[[], None]:
        return lambda: self.act_wanted.emit(act)

    def _lay_out(self) -> None:
        heading = row(column(self._name, self._role, spacing=2), self._chip, spacing=12)
        heading.setStretch(0, 1)
        self._head = QWidget()
        self._head.setLayout(
            column(heading, row(self._commit, self._edit, self._close, self._reopen, None), line(), spacing=12)
        )
        self._nobody = EmptyState(
            "handshake", self.tr("No partner chosen"), self.tr("Choose a partner in the list to see its papers.")
        )
        self.body.addWidget(self._nobody, 1)
        self.body.addWidget(self._head)
        self.body.addWidget(self._scroll, 1)

    def show_nobody(self) -> None:
        """Show that nobody is chosen."""
        self._nobody.show()
        self._head.hide()
        self._scroll.hide()

    def show_recipient(self, view: RecipientView) -> None:
        """Show one partner."""
        one = view.recipient
        self._name.setText(one.name)
        self._role.setText(self._role_words(one))
        best = max((paper.commitment.expires_on for paper in view.commitments), default=None)
        words = commitment_words(view.state, view.days_left, best, self.desk.wording)
        self._chip.show_state(words, commitment_tone(view.state))
        if one.closed_at is not None:
            self._chip.show_state(self.tr("Closed"), Tone.OFF)
        self._commit.setVisible(view.state is not CommitmentState.NOT_NEEDED)
        self._close.setVisible(one.closed_at is None)
        self._reopen.setVisible(one.closed_at is not None)
        at = self._scroll.verticalScrollBar().value()
        self._scroll.setWidget(self._details(view))
        self._scroll.verticalScrollBar().setValue(at)
        self._nobody.hide()
        self._head.show()
        self._scroll.show()

    def _role_words(self, one: Recipient) -> str:
        role = self.desk.wording.text(f"roles.{one.role.value}")
        if one.closed_at is None:
            return role
        return self.tr("{role} · closed on {date}").format(role=role, date=show_date(local_date(one.closed_at)))

    def _details(self, view: RecipientView) -> QWidget:
        one = view.recipient
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 2, 10, 4)
        box.setSpacing(20)
        box.addLayout(self._papers(view))
        if one.role is RecipientRole.CARRIER:
            box.addLayout(self._labels(one))
        box.addLayout(self._rights(one))
        box.addLayout(self._contact(one))
        box.addLayout(self._disclosed(view))
        box.addStretch(1)
        return inside

    def _section(self, heading: str, *pieces: QWidget | QLayout, beside: QPushButton | None = None) -> QVBoxLayout:
        title = row(text(heading, "strong"), None, *([beside] if beside is not None else []))
        return column(title, *pieces, spacing=8)

    # --- what it signed ---

    def _papers(self, view: RecipientView) -> QVBoxLayout:
        heading = self.tr("Commitments")
        if view.state is CommitmentState.NOT_NEEDED:
            words = self.tr("An authority signs none: it shows its papers each time.")
            return self._section(heading, text(words, "mute", wraps=True))
        if not view.commitments:
            words = self.tr("Nothing was signed yet, so no data may go to this partner.")
            return self._section(heading, mark("triangle-alert", "bad", words))
        cards = [CommitmentCard(paper, self.desk) for paper in view.commitments]
        for card in cards:
            card.scan_wanted.connect(self.scan_wanted)
        return self._section(heading, *cards)

    # --- labels and routes ---

    def _labels(self, one: Recipient) -> QVBoxLayout:
        change = self._change(self.tr("Change the masked labels"), "agreement")
        agreed_on = one.masked_labels_agreed_on
        if agreed_on is None:
            words = self.tr("The carrier has not agreed to masked labels, so no label can be printed for it.")
            state = mark("triangle-alert", "bad", words)
        else:
            words = self.tr("Masked labels agreed on {date}").format(date=show_date(agreed_on))
            state = mark("check", "ok", words)
        return column(self._section(self.tr("Masked labels"), state, beside=change), self._zones(one), spacing=20)

    def _zones(self, one: Recipient) -> QVBoxLayout:
        change = self._change(self.tr("Change the routing zones"), "zones")
        lines = zone_lines(one.zones)
        shown: QWidget | QLayout = text(self.tr("None: the label shows the province only."), "mute", wraps=True)
        if lines:
            shown = in_columns(text(f"{province} · {zone}", wraps=True) for province, zone in lines)
        return self._section(self.tr("Routing zones"), shown, beside=change)

    # --- what it may receive ---

    def _rights(self, one: Recipient) -> QVBoxLayout:
        policy, rule = self.desk.who.policy, self.desk.who.policy.rule_for(one.role)
        language = self.desk.language
        purposes = {str(item.id): item.text.in_language(language) for item in policy.purposes}
        fields = {str(item.id): item.text.in_language(language) for item in policy.fields}
        left = self._right(purposes, set(one.purposes), set(rule.purposes) if rule else set())
        right = self._right(fields, set(one.fields), set(rule.fields) if rule else set())
        return column(
            self._section(self.tr("May receive data for"), left),
            self._section(self.tr("Data it may receive"), right),
            spacing=20,
        )

    def _right(self, words: dict[str, str], agreed: set[str], permitted: set[str]) -> QLayout:
        marks = []
        for one in (*(known for known in words if known in agreed | permitted), *sorted(agreed - set(words))):
            said = words.get(one, one)
            if one not in permitted:
                marks.append(mark("triangle-alert", "warn", said, self.tr("agreed, but the policy does not allow it")))
            elif one in agreed:
                marks.append(mark("check", "ok", said))
            else:
                marks.append(mark("x", "off", said, self.tr("the policy would allow it, but it was not agreed")))
        return in_columns(marks) if marks else column(text(self.tr("Nothing"), "mute"))

    # --- the rest ---

    def _contact(self, one: Recipient) -> QVBoxLayout:
        known = (("phone", show_phone(one.phone) if one.phone else ""), ("mail", one.email), ("map-pin", one.address))
        lines: list[QWidget | QLayout] = []
        for icon, words in known:
            if words:
                label = text(words, wraps=True, selectable=True)
                beside = row(picture(icon, "mute", 16), label)
                beside.setStretch(1, 1)
                lines.append(beside)
        if one.website:
            lines.append(OutsideLinkButton(self.desk, one.website, LinkAbout.RECIPIENT))
        if not lines:
            lines.append(text(self.tr("No phone, email or address was recorded."), "mute", wraps=True))
        return self._section(self.tr("Contact"), *lines)

    def _disclosed(self, view: RecipientView) -> QVBoxLayout:
        words = self.tr("Nothing was given to this partner yet.")
        if view.last_disclosed_at is not None:
            words = self.tr("Times data were given: {count} · last on {time}").format(
                count=view.disclosures, time=show_instant(view.last_disclosed_at)
            )
        way = button(self.tr("Open the register"), self._begins("register"), role="link")
        return self._section(self.tr("Data given"), text(words, "mute", wraps=True), beside=way)
