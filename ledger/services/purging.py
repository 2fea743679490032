"""Emptying survey answers and browser data: when their time is over, and at once when the consent goes (VK 4).

Half-written forms nobody came back to go with them. That something was kept, for what and until when stays as
evidence. Opening a session uses this, so it knows none.
"""

from collections import Counter
from datetime import datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.collection import cookie_terms
from ledger.domain.customer import Customer
from ledger.domain.draft import KEPT_FOR
from ledger.domain.ids import PurposeId
from ledger.domain.policy import PolicyVersion
from ledger.storage import browser, customers, drafts, survey
from ledger.storage.database import Connection
from ledger.storage.unit_of_work import UnitOfWork


def is_due(db: Connection, at: datetime) -> bool:
    """Return whether anything was kept long enough."""
    return survey.is_due(db, at) or browser.is_due(db, at) or drafts.is_any_older(db, at - KEPT_FOR)


def purge(uow: UnitOfWork) -> int:
    """Empty everything kept long enough, inside an open transaction; return how many records."""
    old_drafts = drafts.older_than(uow.db, uow.now - KEPT_FOR)
    for old in old_drafts:
        drafts.drop(uow.db, old.id)
        whose = customers.code_of(uow.db, old.customer_id) if old.customer_id is not None else None
        uow.audit(AuditAction.DRAFT_DROPPED, whose, {"form": old.form.value})
    answers, browsers = Counter(survey.empty_due(uow.db, uow.now)), Counter(browser.empty_due(uow.db, uow.now))
    body = {"answers": answers.total(), "browser_records": browsers.total()}
    if any(body.values()) or not old_drafts:
        uow.audit(AuditAction.PURGED, None, dict(body))
    for one in sorted(answers | browsers):
        emptied = {"answers": answers[one], "browser_records": browsers[one]}
        uow.audit(AuditAction.PURGED, customers.code_of(uow.db, one), dict(emptied))
    return sum(body.values())


def purge_purpose(uow: UnitOfWork, customer: Customer, purpose_id: PurposeId, policy: PolicyVersion) -> int:
    """Empty what one customer gave by consent to a purpose that is no longer agreed to; return how many records."""
    answers = survey.empty_of(uow.db, customer.id, purpose_id, uow.now)
    is_website = purpose_id == cookie_terms(policy).purpose_id
    browsers = browser.empty_of(uow.db, customer.id, uow.now) if is_website else 0
    if answers or browsers:
        body: Entry = {"answers": answers, "browser_records": browsers, "purpose": purpose_id}
        uow.audit(AuditAction.PURGED, customer.code, body)
    return answers + browsers
