"""Provinces as a Vietnamese reads them: by name, sorted the Vietnamese way, with a carrier's routing zones."""

from collections.abc import Mapping

from PySide6.QtCore import QCollator, QLocale

from ledger.assets import load_places
from ledger.domain.places import Province


def provinces_by_name() -> tuple[Province, ...]:
    """Return every province in alphabetical order."""
    collator = QCollator(QLocale("vi_VN"))
    return tuple(sorted(load_places().provinces, key=lambda one: collator.sortKey(one.short_name)))


def zone_lines(zones: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the short name of each province that has a zone, and the zone."""
    return tuple((one.short_name, zones[one.code]) for one in provinces_by_name() if one.code in zones)
