"""The names of the rules of law, their values, where they come from and how sure that is, in words."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from ledger.assets import LawValue
from ledger.domain.wording import Wording
from ledger.services.law_rules import Fixed, LawLine
from ui.theme import Tone

# What law.toml names as the source of its rules.
_SOURCES = (
    QT_TRANSLATE_NOOP("rules", "Decree 356/2025 Art. 5"),
    QT_TRANSLATE_NOOP("rules", "Decree 356/2025 Art. 5, silent on it"),
    QT_TRANSLATE_NOOP("rules", "Consumer law 19/2023 Art. 31.2"),
    QT_TRANSLATE_NOOP("rules", "Civil Code Art. 147"),
    QT_TRANSLATE_NOOP("rules", "Civil Code Art. 148"),
    QT_TRANSLATE_NOOP("rules", "usual reading of a working day"),
    QT_TRANSLATE_NOOP("rules", "the shop's own promise, KO 5"),
    QT_TRANSLATE_NOOP("rules", "PDPL on children: from 7 the child agrees too"),
    QT_TRANSLATE_NOOP("rules", "Law on children Art. 1: under 16"),
    QT_TRANSLATE_NOOP("rules", "the shop's own rule, VK 9; Civil Code Art. 21"),
    QT_TRANSLATE_NOOP("rules", "PDPL Art. 9"),
    QT_TRANSLATE_NOOP("rules", "Decree 91/2020"),
    QT_TRANSLATE_NOOP("rules", "Decree 91/2020: before each campaign"),
    QT_TRANSLATE_NOOP("rules", "the program treats Zalo as SMS, which Decree 91/2020 limits"),
    QT_TRANSLATE_NOOP("rules", "Decree 356/2025 Art. 7.1"),
    QT_TRANSLATE_NOOP("rules", "the program's suggestion"),
    QT_TRANSLATE_NOOP("rules", "the program's suggestion, after the last order"),
    QT_TRANSLATE_NOOP("rules", "the program's suggestion, after the last contact"),
    QT_TRANSLATE_NOOP("rules", "the program's suggestion, after the answer"),
    QT_TRANSLATE_NOOP("rules", "Decree 91/2020: records at least 1 year"),
    QT_TRANSLATE_NOOP("rules", "the program's suggestion, after the consent or request ended"),
    QT_TRANSLATE_NOOP("rules", "PDPL Art. 23"),
    QT_TRANSLATE_NOOP("rules", "Consumer law 19/2023 Art. 19.3"),
    QT_TRANSLATE_NOOP("rules", "PDPL and its decree, file of the breach"),
    QT_TRANSLATE_NOOP("rules", "PDPL, exemption of small businesses"),
    QT_TRANSLATE_NOOP("rules", "the program's rule"),
)
_NAMES = {
    "requests.partner_answer_days": QT_TRANSLATE_NOOP("rules", "A partner is asked to act within"),
    "counting.first_day_counts": QT_TRANSLATE_NOOP("rules", "The day of receipt counts as the first day"),
    "counting.rolls_over_to_working_day": QT_TRANSLATE_NOOP("rules", "A last day off moves to the next working day"),
    "counting.completion_in_working_days": QT_TRANSLATE_NOOP("rules", "Days to carry out a request are working days"),
    "counting.pauses_while_unproven": QT_TRANSLATE_NOOP("rules", "Days run only once the asker is proven"),
    "counting.working_weekdays": QT_TRANSLATE_NOOP("rules", "Working days of the week"),
    "feedback.promise_hours": QT_TRANSLATE_NOOP("rules", "Feedback is answered within"),
    "feedback.warn_at_percent": QT_TRANSLATE_NOOP("rules", "Warnings come when this much of the time is used"),
    "ages.own_say": QT_TRANSLATE_NOOP("rules", "Children have a say of their own from"),
    "ages.child": QT_TRANSLATE_NOOP("rules", "Children are those younger than"),
    "ages.minor": QT_TRANSLATE_NOOP("rules", "Minors are those younger than"),
    "consent.expires_after_days": QT_TRANSLATE_NOOP("rules", "A new consent lasts"),
    "advertising.rules.label_vi": QT_TRANSLATE_NOOP("rules", "Mark of an advertisement in Vietnamese"),
    "advertising.rules.label_en": QT_TRANSLATE_NOOP("rules", "Mark of an advertisement in English"),
    "advertising.rules.do_not_call_check": QT_TRANSLATE_NOOP(
        "rules", "Lists are compared with the national do-not-call list"
    ),
    "advertising.rules.keep_records_years": QT_TRANSLATE_NOOP("rules", "Records of advertising are kept at least"),
    "commitment.items": QT_TRANSLATE_NOOP("rules", "Items of a partner's written agreement"),
    "commitment.warn_days": QT_TRANSLATE_NOOP("rules", "The end of an agreement is announced before"),
    "breach.authority_hours": QT_TRANSLATE_NOOP("rules", "An incident is reported to the authority within"),
    "breach.system_attack_hours": QT_TRANSLATE_NOOP("rules", "An attack on a system is reported within"),
    "breach.keep_file_years": QT_TRANSLATE_NOOP("rules", "The file of an incident is kept for"),
    "small_shop.exempt_below_people": QT_TRANSLATE_NOOP("rules", "A small shop is exempt below so many people"),
    "reveal.seconds": QT_TRANSLATE_NOOP("rules", "A hidden value is shown for"),
    "reveal.per_hour_before_reason": QT_TRANSLATE_NOOP("rules", "Hidden values shown in an hour before a reason"),
}
_UNITS = {
    "ages": QT_TRANSLATE_NOOP("rules", "{count} years"),
    "hours": QT_TRANSLATE_NOOP("rules", "{count} hours"),
    "years": QT_TRANSLATE_NOOP("rules", "{count} years"),
    "seconds": QT_TRANSLATE_NOOP("rules", "{count} seconds"),
    "working_days": QT_TRANSLATE_NOOP("rules", "{count} working days"),
    "days": QT_TRANSLATE_NOOP("rules", "{count} days"),
}


def _say(words: object) -> str:
    marked = str(words)
    return QCoreApplication.translate("rules", marked)


def known_sources() -> frozenset[str]:
    """Return the sources that are shown in the language of the window."""
    return frozenset(str(one) for one in _SOURCES)


def source_words(source: str) -> str:
    """Return where a rule comes from, in the language of the window where it is known."""
    return _say(source) if source in _SOURCES else source


def rule_words(key: str, wording: Wording) -> str:
    """Return what a rule says: ``Advertising begins, SMS``."""
    if key in _NAMES:
        return _say(_NAMES[key])
    group, _, name = key.rpartition(".")
    if group == "advertising.per_24_hours":
        words = QCoreApplication.translate("rules", "Advertisements to one person in 24 hours, {channel}")
        return words.format(channel=wording.text(f"channels.{name}"))
    if group.startswith("advertising.hours."):
        begins = QCoreApplication.translate("rules", "Advertising begins, {channel}")
        ends = QCoreApplication.translate("rules", "Advertising ends, {channel}")
        channel = wording.text(f"channels.{group.rpartition('.')[2]}")
        return (begins if name == "from" else ends).format(channel=channel)
    kind = f"request_kinds.{group.removeprefix('requests.')}"
    return f"{wording.text(kind)}: {wording.text(f'inputs.{name}')}" if kind in wording else key


def day_names() -> tuple[str, ...]:
    """Return the short names of the weekdays, Monday first, in the language of the window."""
    return (
        QCoreApplication.translate("rules", "Mon"),
        QCoreApplication.translate("rules", "Tue"),
        QCoreApplication.translate("rules", "Wed"),
        QCoreApplication.translate("rules", "Thu"),
        QCoreApplication.translate("rules", "Fri"),
        QCoreApplication.translate("rules", "Sat"),
        QCoreApplication.translate("rules", "Sun"),
    )


def value_words(key: str, value: LawValue) -> str:
    """Return a value with its unit: days, years, an hour of the day, a count, yes or no, weekdays, or a text."""
    if isinstance(value, bool):
        return QCoreApplication.translate("rules", "yes") if value else QCoreApplication.translate("rules", "no")
    if isinstance(value, tuple):
        return _list_words(key, value)
    return value if isinstance(value, str) else _number_words(key, value)


def _list_words(key: str, value: Iterable[int]) -> str:
    if key.endswith("_percent"):
        return ", ".join(f"{one} %" for one in value)
    names = day_names()
    return ", ".join(names[one - 1] for one in value)


def _number_words(key: str, value: int) -> str:
    if key.endswith((".from", ".until")):
        return f"{value}:00"
    if key == "consent.expires_after_days" and value == 0:
        return QCoreApplication.translate("rules", "without end")
    plain = key.removesuffix("_with_partner")
    unit = next((one for one in _UNITS if key.startswith(f"{one}.") or plain.endswith((f"_{one}", f".{one}"))), None)
    if unit is None or key.startswith("advertising.per_24_hours"):
        return QLocale().toString(value)
    return _say(_UNITS[unit]).format(count=value)


def fixed_words(one: LawLine) -> str:
    """Return why a rule is not changed here; nothing for one that may be."""
    reasons: dict[Fixed, Callable[[], str]] = {
        Fixed.CLAUSE: lambda: QCoreApplication.translate("rules", "The policy in force says so: change it there."),
        Fixed.PROGRAM: lambda: QCoreApplication.translate("rules", "Fixed by the program."),
    }
    return reasons[one.fixed]() if one.fixed is not None else ""


def confidence_words(confidence: str) -> str:
    """Return how sure a shipped value is: certain, from one source only, or unclear."""
    return {
        "high": QCoreApplication.translate("rules", "certain"),
        "med": QCoreApplication.translate("rules", "one source"),
    }.get(confidence, QCoreApplication.translate("rules", "unclear"))


def confidence_tone(confidence: str) -> Tone:
    """Return the colour of how sure it is."""
    return {"high": Tone.OK, "med": Tone.OFF}.get(confidence, Tone.WARN)


def least_sure(lines: Iterable[LawLine]) -> str:
    """Return the lowest confidence among rules shown in one row."""
    order = ("low", "med", "high")
    return min((one.confidence for one in lines), key=order.index, default="high")


def shipped_words(one: LawLine) -> str:
    """Return what the program ships where the shop set something else."""
    if not one.is_changed:
        return QCoreApplication.translate("rules", "the same")
    return QCoreApplication.translate("rules", "was {value}").format(value=value_words(one.key, one.shipped))


def recounted_words(said: str, moved: int) -> str:
    """Return what was done, and how many open requests have other deadlines now."""
    if not moved:
        return said
    return QCoreApplication.translate("rules", "{said} Open requests counted again: {count}.").format(
        said=said, count=moved
    )
