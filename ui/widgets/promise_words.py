"""Promises on screen: the colour and the sign of each state, and where each piece of evidence is shown."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from ledger.domain.instants import show_date
from ledger.domain.policy import Control
from ledger.domain.promise import PromiseState, RecordKind, RecordRef, TrendPoint
from ui.places import PageId, Target
from ui.theme import Tone

STATE_TONES: Mapping[PromiseState, Tone] = {
    PromiseState.BROKEN: Tone.BAD,
    PromiseState.AT_RISK: Tone.WARN,
    PromiseState.UNUSED: Tone.OFF,
    PromiseState.KEPT: Tone.OK,
}
STATE_ICONS: Mapping[PromiseState, str] = {
    PromiseState.BROKEN: "circle-alert",
    PromiseState.AT_RISK: "triangle-alert",
    PromiseState.UNUSED: "minus",
    PromiseState.KEPT: "check",
}
WORST_FIRST = tuple(STATE_TONES)

_PAGES: Mapping[RecordKind, tuple[PageId, str]] = {
    RecordKind.CUSTOMER: (PageId.CUSTOMERS, ""),
    RecordKind.FEEDBACK: (PageId.FEEDBACK, ""),
    RecordKind.REQUEST: (PageId.REQUESTS, ""),
    RecordKind.PARCEL: (PageId.PARCELS, ""),
    RecordKind.ORDER: (PageId.PARCELS, ""),
    RecordKind.DISCLOSURE: (PageId.DISCLOSURES, "disclosure"),
    RecordKind.ATTEMPT: (PageId.DISCLOSURES, "attempt"),
    RecordKind.RECIPIENT: (PageId.RECIPIENTS, ""),
    RecordKind.CONTACT: (PageId.CUSTOMERS, ""),
    RecordKind.CONTACT_LIST: (PageId.CONTACT, ""),
    RecordKind.DATA_USE: (PageId.CONTACT, ""),
    RecordKind.NOTICE_RUN: (PageId.POLICY, "notices"),
    RecordKind.BREACH: (PageId.PROMISES, ""),
    RecordKind.BACKUP: (PageId.AUDIT, "entry"),
    RecordKind.AUDIT: (PageId.AUDIT, "entry"),
}
_SETTLED: Mapping[Control, Target] = {
    Control.COLLECTION_CATEGORIES: Target(PageId.CUSTOMERS),
    Control.PURPOSE_LIMITATION: Target(PageId.CONTACT),
    Control.NO_THIRD_PARTY: Target(PageId.DISCLOSURES),
    Control.ENCRYPTED_STORE: Target(PageId.AUDIT),
    Control.MASKED_PARCELS: Target(PageId.PARCELS),
    Control.REFUSE_CONTACT: Target(PageId.CONTACT),
    Control.FEEDBACK_IN_TIME: Target(PageId.FEEDBACK),
    Control.COLLECT_ONLY_NEEDED: Target(PageId.CUSTOMERS),
    Control.OFFERS_BY_CHOICE: Target(PageId.CONTACT),
    Control.PARTNER_COMMITMENT: Target(PageId.RECIPIENTS),
    Control.COOKIES_BY_CHOICE: Target(PageId.CUSTOMERS),
    Control.ACCESS_CONTROL: Target(PageId.AUDIT),
    Control.CONTACT_STATE: Target(PageId.CUSTOMERS),
    Control.CORRECTION: Target(PageId.CUSTOMERS),
    Control.OUTSIDE_LINKS: Target(PageId.RECIPIENTS),
    Control.GUARDIAN_CONSENT: Target(PageId.CUSTOMERS),
    Control.CHANGE_NOTICE: Target(PageId.POLICY, act="notices"),
}


def target_of(record: RecordRef) -> Target:
    """Return where a record is shown."""
    page, act = _PAGES[record.kind]
    return Target(page, record.code, act)


def settled_at(control: Control) -> Target:
    """Return where what puts a promise at risk is settled."""
    return _SETTLED[control]


def days_words(point: TrendPoint) -> str:
    """Return the days of one step: one day, or from when to when."""
    if point.first == point.last:
        return show_date(point.first)
    return f"{point.first:%d/%m} – {show_date(point.last)}"


def point_words(point: TrendPoint) -> str:
    """Return the numbers of one step in words."""
    words = QCoreApplication.translate("PromiseWords", "{days}: in order {good}, violations {bad}")
    return words.format(days=days_words(point), good=point.good, bad=point.bad)
