"""Evidence of the promises in words: figures, violations, warnings and records, alike on screen and on paper."""

from datetime import datetime
from math import floor

from ledger.documents.figures import show_count
from ledger.domain.instants import show_end, show_instant
from ledger.domain.parcel import show_code
from ledger.domain.policy import Control
from ledger.domain.promise import Explanation, Figure, RecordKind, RecordRef, Unit, Violation, Warned
from ledger.domain.wording import Wording


def promise_title(control: Control, wording: Wording) -> str:
    """Return a promise in a few words."""
    return wording.text(f"promises.{control.value}")


def figure_name(figure: Figure, wording: Wording) -> str:
    """Return what a figure counts."""
    about = figure.about.in_language(wording.language) if figure.about is not None else ""
    return wording.text(f"figures.{figure.id}", about=about)


def figure_value(figure: Figure, wording: Wording) -> str:
    """Return a figure with its unit: ``1.204``, ``98,1 %``, ``3 giờ 54 phút``, an instant, or that there is none."""
    value = figure.value
    if value is None:
        return wording.text("proof.none")
    if isinstance(value, datetime):
        return show_instant(value)
    if figure.unit is Unit.PERCENT:
        return _percent(value, wording)
    if figure.unit is Unit.HOURS:
        whole, minutes = divmod(floor(round(value * 60, 6)), 60)
        return wording.text("proof.hours", hours=show_count(whole, wording), minutes=minutes)
    return show_count(round(value), wording)


def _percent(value: float, wording: Wording) -> str:
    # Rounded down, so that 100 % means all.
    tenths = floor(round(value * 10, 6))
    whole, rest = divmod(tenths, 10)
    return f"{whole}{wording.text('paper.decimal')}{rest} %" if rest else f"{whole} %"


def figure_words(figure: Figure, wording: Wording) -> str:
    """Return a figure with its name."""
    return wording.text("proof.figure", name=figure_name(figure, wording), value=figure_value(figure, wording))


def violation_words(violation: Violation, wording: Wording) -> str:
    """Return what went wrong."""
    return wording.text(f"violations.{violation.kind}")


def since_words(violation: Violation) -> str:
    """Return since when a promise is not kept: an instant, or the last day of a limit."""
    return show_end(violation.at) if violation.is_day_limit else show_instant(violation.at)


def explanation_words(said: Explanation, wording: Wording) -> str:
    """Return why it happened; that it was explained stays true when the words went with an erased customer."""
    return said.words or wording.text("proof.words_erased")


def warning_words(warned: Warned, wording: Wording) -> str:
    """Return which threshold was passed, and how often."""
    return wording.text(
        f"promise_warnings.{warned.kind}", **{**warned.values, "count": show_count(warned.count, wording)}
    )


def record_words(record: RecordRef, wording: Wording) -> str:
    """Return what a record is called, by its code; never a person's name."""
    code = show_code(record.code) if record.kind is RecordKind.PARCEL else record.code
    return wording.text(f"record_kinds.{record.kind.value}", code=code)
