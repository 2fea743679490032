"""Contact lists and contacts in words: states, reasons with their clauses, the hours and limits for advertising."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ledger.domain.gate import AdvertisingRules, ReasonCode
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.policy import Control, PolicyVersion
from ledger.domain.purpose import Channel
from ledger.services.contact_lists import ListRow, PersonState
from ledger.services.explaining import show_reference
from ui.desk import Desk
from ui.formatting import clock_time
from ui.theme import Tone
from ui.widgets.contact_left_out import LeftOutLine
from ui.widgets.parts import row

CONTEXT = "ContactWords"

_CLOSED = str(QT_TRANSLATE_NOOP("ContactWords", "Closed"))
_UNCHECKED = str(QT_TRANSLATE_NOOP("ContactWords", "Not checked yet"))
_DONE = str(QT_TRANSLATE_NOOP("ContactWords", "All contacted"))
_OPEN = str(QT_TRANSLATE_NOOP("ContactWords", "In use"))
_NAMES = {
    Channel.CALL: str(QT_TRANSLATE_NOOP("ContactWords", "Advertising calls from {from}:00 to {to}:00")),
    Channel.SMS: str(QT_TRANSLATE_NOOP("ContactWords", "Advertising by SMS from {from}:00 to {to}:00")),
    Channel.ZALO: str(QT_TRANSLATE_NOOP("ContactWords", "Advertising on Zalo from {from}:00 to {to}:00")),
}
_LIMIT = str(QT_TRANSLATE_NOOP("ContactWords", "each person at most {limit} in 24 hours"))
_LIMIT_ALONE = str(QT_TRANSLATE_NOOP("ContactWords", "Advertising: each person at most {limit} in 24 hours"))
_MINIMUM = str(QT_TRANSLATE_NOOP("ContactWords", "{hours}, {limit}"))

PERSON_TONES = {PersonState.WAITING: Tone.OFF, PersonState.CONTACTED: Tone.OK, PersonState.REFUSED: Tone.BAD}

# Who says so, as the gate cites it (``gate._reference``): the first of the controls the policy has, else the law.
_SAID_BY = {
    ReasonCode.CUSTOMER_ERASED: ("PDPL-4", (Control.CORRECTION,)),
    ReasonCode.CUSTOMER_RESTRICTED: ("PDPL-4", ()),
    ReasonCode.GUARDIAN_MISSING: ("CHILDREN", (Control.GUARDIAN_CONSENT,)),
    ReasonCode.GUARDIAN_CONSENT_MISSING: ("CHILDREN", (Control.GUARDIAN_CONSENT,)),
    ReasonCode.OWN_CONSENT_MISSING: ("CHILDREN", (Control.GUARDIAN_CONSENT,)),
    ReasonCode.AGE_UNKNOWN: ("CHILDREN", (Control.GUARDIAN_CONSENT,)),
    ReasonCode.PURPOSE_UNKNOWN: ("PDPL-9", (Control.PURPOSE_LIMITATION,)),
    ReasonCode.STOP_CONTACT: ("PDPL-4", (Control.REFUSE_CONTACT,)),
    ReasonCode.OUTSIDE_HOURS: ("D91-2020", ()),
    ReasonCode.CAP_REACHED: ("D91-2020", ()),
    ReasonCode.DO_NOT_CALL_LISTED: ("D91-2020", ()),
    ReasonCode.UNREACHABLE: ("PDPL-4", (Control.CONTACT_STATE, Control.CORRECTION)),
}  # fmt: skip
_OF_ADVERTISING = ("PDPL-9", (Control.OFFERS_BY_CHOICE, Control.PURPOSE_LIMITATION))
_OF_CONSENT = ("PDPL-9", (Control.PURPOSE_LIMITATION,))


def _say(words: str) -> str:
    return QCoreApplication.translate(CONTEXT, words)


def clause_of(code: ReasonCode, policy: PolicyVersion, purpose_id: PurposeId) -> str:
    """Return the clause id of the policy, or ``law:<key>``, behind a reason somebody is left out for."""
    purpose = policy.purpose(purpose_id)
    consent = _OF_ADVERTISING if purpose is not None and purpose.is_advertising else _OF_CONSENT
    law, controls = _SAID_BY.get(code, consent)
    clause = policy.clause_with(*controls)
    return clause.id if clause is not None else f"law:{law}"


def left_out_lines(desk: Desk, purpose_id: PurposeId, left_out: Mapping[str, int]) -> tuple[LeftOutLine, ...]:
    """Return the reasons in words, each with its clause."""
    wording, policy = desk.wording, desk.who.policy
    return tuple(
        LeftOutLine(
            wording.text(f"left_out.{code}"),
            show_reference(clause_of(ReasonCode(code), policy, purpose_id), wording),
            count,
        )
        for code, count in left_out.items()
    )


def list_state(one: ListRow) -> tuple[str, Tone]:
    """Return how a list stands."""
    words, tone = _OPEN, Tone.ACCENT
    if one.closed_at is not None:
        words, tone = _CLOSED, Tone.OFF
    elif one.needs_check:
        words, tone = _UNCHECKED, Tone.WARN
    elif one.contacted >= one.people:
        words, tone = _DONE, Tone.OK
    return _say(words), tone


# --- hours and limits ---------------------------------------------------------------------------


def times_words(rules: AdvertisingRules, channel: Channel) -> str:
    """Return in one line when advertising on a channel is allowed and how often, empty where there is no rule."""
    (first, end), cap = rules.hours_of(channel), rules.cap_of(channel)
    limit = "" if cap is None else _say(_LIMIT).format(limit=cap)
    if (first, end) == _WHOLE_DAY:
        return _say(_LIMIT_ALONE).format(limit=cap) if limit else ""
    hours = _say(_NAMES[channel]).format(**{"from": f"{first:02d}", "to": f"{end:02d}"})
    return _say(_MINIMUM).format(hours=hours, limit=limit) if limit else hours


_WHOLE_DAY = (0, 24)


def when(desk: Desk, at: datetime | None) -> str:
    """Return an instant in few words, a dash where it did not happen."""
    return clock_time(at, desk.now()) if at is not None else "–"


def fields_needed(policy: PolicyVersion, purpose_id: PurposeId) -> frozenset[FieldId]:
    """Return the fields a purpose cannot be served without."""
    return frozenset(one.id for one in policy.fields if purpose_id in one.needed_by)


def filter_row(*filters: QWidget) -> QHBoxLayout:
    """Return the filters of a list side by side: they take the room they can use, the rest stays empty."""
    line = row(*filters, None)
    for at, one in enumerate(filters):
        line.setStretch(at, 10 if isinstance(one, QComboBox) else 0)
    line.setStretch(len(filters), 1)
    return line
