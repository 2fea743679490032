"""What a number of law may be set to: never what contradicts its neighbours, never nonsense."""

from collections.abc import Mapping

from ledger.assets import load_law
from ledger.services.law_values import number_among

_AGES = {"own_say": (6, 15), "child": (14, 18), "minor": (16, 21)}  # years; child and adult as any law has them
REQUEST_DAYS = {
    "acknowledge_working_days": (1, 30),
    "complete_days": (1, 90),
    "complete_days_with_partner": (1, 120),
    "extension_days": (0, 90),  # 0: no extension
}
# By key or by the group before it. Units: days, months, years, hours, counts per 24 hours, people.
_LIMITS = {
    "requests.partner_answer_days": (1, 60),
    "feedback.promise_hours": (1, 72),
    "consent.expires_after_days": (0, 3650),  # 0: until it is changed
    "advertising.per_24_hours": (0, 50),  # 0 stops them
    "advertising.rules.keep_records_years": (1, 30),
    "commitment.warn_days": (0, 365),
    "breach.authority_hours": (1, 240),
    "breach.system_attack_hours": (1, 240),
    "breach.keep_file_years": (1, 30),
    "retention": (1, 240),
    "retention.survey_days": (1, 3650),  # never kept for nothing, never for good
    "retention.invoice_years": (1, 30),
    "small_shop.exempt_below_people": (1, 100_000_000),
}
_ANY = (0, 3650)
_LAST_HOUR = 24


def of(key: str, settings: Mapping[str, str]) -> tuple[int, int]:
    """Return the least and the most a number may be set to beside the other stored settings."""
    group, _, name = key.rpartition(".")
    if group == "ages":
        return _age(name, settings)
    if group.startswith("advertising.hours"):
        return _hour(group, name, settings)
    if group == "retention" and name.startswith("customer_months"):
        return _months(name, settings)
    if name in REQUEST_DAYS:
        return _request(group, name, settings)
    return _LIMITS.get(key) or _LIMITS.get(group, _ANY)


def _request(group: str, name: str, settings: Mapping[str, str]) -> tuple[int, int]:
    # A partner only ever makes it longer.
    low, high = REQUEST_DAYS[name]
    if name == "complete_days_with_partner":
        return number_among(settings, f"{group}.complete_days"), high
    longer = f"{group}.complete_days_with_partner"
    if name == "complete_days" and longer in load_law():
        return low, min(high, number_among(settings, longer))
    return low, high


def _age(name: str, settings: Mapping[str, str]) -> tuple[int, int]:
    # A child is a minor, and has a say before it is neither: the three never change places.
    low, high = _AGES[name]
    if name == "own_say":
        return low, min(high, number_among(settings, "ages.child") - 1)
    if name == "child":
        least = number_among(settings, "ages.own_say") + 1
        return max(low, least), min(high, number_among(settings, "ages.minor"))
    return max(low, number_among(settings, "ages.child")), high


def _hour(group: str, name: str, settings: Mapping[str, str]) -> tuple[int, int]:
    if name == "from":
        return 0, number_among(settings, f"{group}.until") - 1
    return number_among(settings, f"{group}.from") + 1, _LAST_HOUR


def _months(name: str, settings: Mapping[str, str]) -> tuple[int, int]:
    low, high = _LIMITS["retention"]
    if name == "customer_months_from":
        return low, number_among(settings, "retention.customer_months_until")
    return number_among(settings, "retention.customer_months_from"), high
