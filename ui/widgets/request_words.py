"""Requests in words: what each kind and each check of identity means, how one stands, and the colour of it."""

from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ledger.domain.deadline import Deadline, DeadlineKind, DeadlineState, RequestKind, last_day
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod, RequestOutcome
from ledger.domain.wording import Wording
from ui.formatting import end_of
from ui.theme import Tone

CONTEXT = "RequestWords"
_SATURDAY = 6  # ISO


class Stage(StrEnum):
    """What a request waits for next."""

    ACKNOWLEDGE = "ACKNOWLEDGE"
    LINK = "LINK"
    IDENTITY = "IDENTITY"
    CARRY_OUT = "CARRY_OUT"
    ANSWER = "ANSWER"
    CLOSE = "CLOSE"
    CLOSED = "CLOSED"


KIND_ICONS = {
    RequestKind.ACCESS: "eye",
    RequestKind.PROVIDE_COPY: "copy",
    RequestKind.CORRECT: "pencil",
    RequestKind.WITHDRAW: "undo-2",
    RequestKind.RESTRICT: "lock",
    RequestKind.OBJECT: "ban",
    RequestKind.DELETE: "trash-2",
    RequestKind.PROTECT: "shield-check",
    RequestKind.COMPLAINT: "message-circle",
}
CLOCK_TONES = {
    DeadlineState.RUNNING: Tone.OK,
    DeadlineState.HALF: Tone.WARN,
    DeadlineState.NEAR: Tone.BAD,
    DeadlineState.DUE: Tone.BAD,
    DeadlineState.OVERDUE: Tone.BAD,
}
CLOCK_ICONS = {
    DeadlineState.RUNNING: "clock",
    DeadlineState.HALF: "clock",
    DeadlineState.NEAR: "alarm-clock",
    DeadlineState.DUE: "alarm-clock",
    DeadlineState.OVERDUE: "triangle-alert",
}
OUTCOME_TONES = {
    RequestOutcome.DONE: Tone.OK,
    RequestOutcome.PARTLY: Tone.WARN,
    RequestOutcome.REFUSED: Tone.OFF,
    RequestOutcome.TAKEN_BACK: Tone.OFF,
    RequestOutcome.NOT_PROVEN: Tone.OFF,
}
_STAGES = {
    Stage.ACKNOWLEDGE: str(QT_TRANSLATE_NOOP("RequestWords", "New")),
    Stage.LINK: str(QT_TRANSLATE_NOOP("RequestWords", "Whose is it?")),
    Stage.IDENTITY: str(QT_TRANSLATE_NOOP("RequestWords", "To identify")),
    Stage.CARRY_OUT: str(QT_TRANSLATE_NOOP("RequestWords", "To carry out")),
    Stage.ANSWER: str(QT_TRANSLATE_NOOP("RequestWords", "To close")),
    Stage.CLOSE: str(QT_TRANSLATE_NOOP("RequestWords", "To close")),
    Stage.CLOSED: str(QT_TRANSLATE_NOOP("RequestWords", "Closed")),
}
_KINDS = {
    RequestKind.ACCESS: str(QT_TRANSLATE_NOOP("RequestWords", "Wants to know what the shop keeps.")),
    RequestKind.PROVIDE_COPY: str(QT_TRANSLATE_NOOP("RequestWords", "Wants a copy to take away.")),
    RequestKind.CORRECT: str(QT_TRANSLATE_NOOP("RequestWords", "Something recorded is wrong or out of date.")),
    RequestKind.WITHDRAW: str(QT_TRANSLATE_NOOP("RequestWords", "Takes back a yes, such as to advertising.")),
    RequestKind.RESTRICT: str(QT_TRANSLATE_NOOP("RequestWords", "Keep the data, but do not use them for now.")),
    RequestKind.OBJECT: str(QT_TRANSLATE_NOOP("RequestWords", "No more contact, or no use for a purpose.")),
    RequestKind.DELETE: str(QT_TRANSLATE_NOOP("RequestWords", "Erase what the shop keeps about them.")),
    RequestKind.PROTECT: str(QT_TRANSLATE_NOOP("RequestWords", "Guard the data better, such as after a leak.")),
    RequestKind.COMPLAINT: str(QT_TRANSLATE_NOOP("RequestWords", "Not content with goods, service or prices.")),
}
_METHODS = {
    IdentityMethod.KNOWN_IN_PERSON: str(
        QT_TRANSLATE_NOOP("RequestWords", "They stand before you, and you know who they are.")
    ),
    IdentityMethod.CARD_SEEN: str(
        QT_TRANSLATE_NOOP("RequestWords", "You looked at it and gave it back: no picture, no copy, no number.")
    ),
    IdentityMethod.CALLED_BACK: str(
        QT_TRANSLATE_NOOP("RequestWords", "You called the number on record, not one given today.")
    ),
    IdentityMethod.CODE_TO_CONTACT: str(
        QT_TRANSLATE_NOOP("RequestWords", "You sent a code there, and they told it back.")
    ),
    IdentityMethod.OWN_CHANNEL: str(
        QT_TRANSLATE_NOOP("RequestWords", "The message itself came from the number or email on record.")
    ),
    IdentityMethod.AUTHORISED: str(
        QT_TRANSLATE_NOOP("RequestWords", "You saw the paper; the request is about the person they speak for.")
    ),
}
_RESULTS = {
    RequestOutcome.DONE: str(QT_TRANSLATE_NOOP("RequestWords", "Done")),
    RequestOutcome.PARTLY: str(QT_TRANSLATE_NOOP("RequestWords", "Partly done")),
    RequestOutcome.REFUSED: str(QT_TRANSLATE_NOOP("RequestWords", "Refused")),
    RequestOutcome.TAKEN_BACK: str(QT_TRANSLATE_NOOP("RequestWords", "Taken back")),
    RequestOutcome.NOT_PROVEN: str(QT_TRANSLATE_NOOP("RequestWords", "Not proven")),
}
_OUTCOMES = {
    RequestOutcome.DONE: str(QT_TRANSLATE_NOOP("RequestWords", "Everything asked for was done.")),
    RequestOutcome.PARTLY: str(QT_TRANSLATE_NOOP("RequestWords", "Some of it was done; say what was not and why.")),
    RequestOutcome.REFUSED: str(
        QT_TRANSLATE_NOOP("RequestWords", "Only on a ground the law knows; the asker is told it.")
    ),
    RequestOutcome.TAKEN_BACK: str(QT_TRANSLATE_NOOP("RequestWords", "Whoever asked does not want it any more.")),
    RequestOutcome.NOT_PROVEN: str(
        QT_TRANSLATE_NOOP("RequestWords", "Nobody could prove that the asker is the customer.")
    ),
}
_CLOCKS = {
    DeadlineKind.ACKNOWLEDGE: str(QT_TRANSLATE_NOOP("RequestWords", "Acknowledge")),
    DeadlineKind.COMPLETE: str(QT_TRANSLATE_NOOP("RequestWords", "Carry out")),
}
_IN_PERSON = str(QT_TRANSLATE_NOOP("RequestWords", "In person"))
_UNKNOWN = str(QT_TRANSLATE_NOOP("RequestWords", "Not known whose"))
_TARGET_AND_LIMIT = str(QT_TRANSLATE_NOOP("RequestWords", "Target: {target} · legal limit: {limit} ({why})"))
_LIMIT = str(QT_TRANSLATE_NOOP("RequestWords", "Legal limit: {limit}"))
_IN_TIME = str(QT_TRANSLATE_NOOP("RequestWords", "In time"))
_LATE = str(QT_TRANSLATE_NOOP("RequestWords", "Late"))
_WEEKEND = str(QT_TRANSLATE_NOOP("RequestWords", "weekend"))
_DAY_OFF = str(QT_TRANSLATE_NOOP("RequestWords", "day off"))


def _tr(source: str) -> str:
    return QCoreApplication.translate(CONTEXT, source)


def stage_words(stage: Stage) -> str:
    """Return what a request waits for, in two or three words."""
    return _tr(_STAGES[stage])


def clock_words(clock: Deadline, at: datetime, wording: Wording) -> str:
    """Return what the nearest clock of a request is of and how it stands, in few words."""
    state = wording.text(f"deadline_states.{clock.state(at).value}")
    return f"{_tr(_CLOCKS[clock.kind])} · {state}"


def kind_sentence(kind: RequestKind) -> str:
    """Return what a kind of request means, in one short sentence."""
    return _tr(_KINDS[kind])


def method_sentence(method: IdentityMethod) -> str:
    """Return what a check of identity consists of."""
    return _tr(_METHODS[method])


def outcome_words(outcome: RequestOutcome) -> str:
    """Return what came of a request, in one or two words."""
    return _tr(_RESULTS[outcome])


def outcome_sentence(outcome: RequestOutcome) -> str:
    """Return when an outcome is the right one."""
    return _tr(_OUTCOMES[outcome])


def channel_words(channel: Channel, wording: Wording) -> str:
    """Return a way a message goes; none at all is face to face."""
    return _tr(_IN_PERSON) if channel is Channel.NONE else wording.text(f"channels.{channel.value}")


def unknown_person() -> str:
    """Return how somebody is called who is not on record yet."""
    return _tr(_UNKNOWN)


def closed_words(*, is_late: bool) -> str:
    """Return whether every clock of a closed request was kept."""
    return _tr(_LATE if is_late else _IN_TIME)


def until_words(target_at: datetime, due_at: datetime) -> str:
    """Return until when, with the legal limit beside the target where the last day is a day off."""
    if target_at >= due_at:
        return _tr(_LIMIT).format(limit=end_of(due_at))
    is_weekend = last_day(target_at).isoweekday() >= _SATURDAY
    why = _tr(_WEEKEND if is_weekend else _DAY_OFF)
    return _tr(_TARGET_AND_LIMIT).format(target=end_of(target_at), limit=end_of(due_at), why=why)


def runs_to(clock: Deadline, at: datetime) -> datetime:
    """Return what a countdown counts to: the target, and once that is past, the legal limit."""
    return clock.target_at if at <= clock.target_at else clock.due_at
