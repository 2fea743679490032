"""What a card shows of surveys and browsers: answers in words, addresses of the network only half, and until when."""

from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.collection import CookieChoice
from ledger.domain.customer import Customer
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.masking import mask_ip
from ledger.services.card_lines import Names
from ledger.services.session import Session
from ledger.storage import browser, survey


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """One answer; ``answer`` is ``None`` once it was emptied at ``purged_at``."""

    field_id: FieldId
    purpose_id: PurposeId
    answer: str | None = field(repr=False)
    occurred_at: datetime
    keep_until: datetime
    purged_at: datetime | None
    by: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BrowserLine:
    """One choice about cookies; ``masked_ip`` and ``language`` are empty where nothing is kept."""

    choice: CookieChoice
    masked_ip: str = field(repr=False)
    language: str = field(repr=False)
    occurred_at: datetime
    keep_until: datetime
    purged_at: datetime | None
    by: str = field(repr=False)


def survey_lines(session: Session, customer: Customer, names: Names) -> tuple[SurveyLine, ...]:
    """Return the answers, newest first."""
    return tuple(
        SurveyLine(
            one.field_id,
            one.purpose_id,
            one.answer,
            one.occurred_at,
            one.keep_until,
            one.purged_at,
            names.get(one.recorded_by, ""),
        )
        for one in survey.of_customer(session.db, customer.id)
    )


def browser_lines(session: Session, customer: Customer, names: Names) -> tuple[BrowserLine, ...]:
    """Return the choices about cookies, newest first."""
    return tuple(
        BrowserLine(
            one.choice,
            mask_ip(one.ip) if one.ip else "",
            one.language or "",
            one.occurred_at,
            one.keep_until,
            one.purged_at,
            names.get(one.recorded_by, ""),
        )
        for one in browser.of_customer(session.db, customer.id)
    )
