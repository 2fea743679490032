"""The names of the rules of law, their values and how sure they are, in words."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ledger.domain.wording import Wording
from ui.theme import Tone

# What law.toml names as the source of the rules shown here.
_SOURCES = (
    QT_TRANSLATE_NOOP("rules", "PDPL on children: from 7 the child agrees too"),
    QT_TRANSLATE_NOOP("rules", "Law on children Art. 1: under 16"),
    QT_TRANSLATE_NOOP("rules", "the shop's own rule, VK 9; Civil Code Art. 21"),
    QT_TRANSLATE_NOOP("rules", "Decree 91/2020"),
    QT_TRANSLATE_NOOP("rules", "the program treats Zalo as SMS, which Decree 91/2020 limits"),
    QT_TRANSLATE_NOOP("rules", "the program's suggestion"),
)


def known_sources() -> frozenset[str]:
    """Return the sources that are shown in the language of the window."""
    return frozenset(str(one) for one in _SOURCES)


def source_words(source: str) -> str:
    """Return where a rule comes from, in the language of the window where it is known."""
    return QCoreApplication.translate("rules", source) if source in _SOURCES else source


def rule_words(key: str, wording: Wording) -> str:
    """Return what a rule says: ``Adverts by SMS: from``."""
    group, _, name = key.rpartition(".")
    if group == "ages":
        return {
            "own_say": QCoreApplication.translate("rules", "Children have a say of their own from"),
            "child": QCoreApplication.translate("rules", "Children are those younger than"),
            "minor": QCoreApplication.translate("rules", "Minors are those younger than"),
        }.get(name, key)
    if group == "advertising.per_24_hours":
        words = QCoreApplication.translate("rules", "Advertisements to one person in 24 hours, {channel}")
        return words.format(channel=wording.text(f"channels.{name}"))
    if group == "retention":
        return QCoreApplication.translate("rules", "Survey answers are kept for")
    channel = wording.text(f"channels.{group.rpartition('.')[2]}")
    if name == "from":
        return QCoreApplication.translate("rules", "Advertising begins, {channel}").format(channel=channel)
    return QCoreApplication.translate("rules", "Advertising ends, {channel}").format(channel=channel)


def value_words(key: str, value: int) -> str:
    """Return a value with its unit: years, days, an hour of the day, or a count."""
    if key.startswith("ages."):
        return QCoreApplication.translate("rules", "{count} years").format(count=value)
    if key.startswith("retention."):
        return QCoreApplication.translate("rules", "{count} days").format(count=value)
    return f"{value}:00" if key.endswith((".from", ".until")) else str(value)


def confidence_words(confidence: str, *, must: bool) -> str:
    """Return how sure a shipped value is; what the law leaves unsettled has to be decided by the shop."""
    if must:
        return QCoreApplication.translate("rules", "to be decided")
    return {
        "high": QCoreApplication.translate("rules", "sure"),
        "med": QCoreApplication.translate("rules", "fairly sure"),
    }.get(confidence, QCoreApplication.translate("rules", "unsettled"))


def confidence_tone(confidence: str, *, must: bool) -> Tone:
    """Return the colour of how sure it is."""
    if must or confidence == "low":
        return Tone.WARN
    return Tone.OK if confidence == "high" else Tone.OFF
