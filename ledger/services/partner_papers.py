"""Letters to partners on paper: looked at before they are written, recorded each time they leave."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from ledger.assets import load_wording
from ledger.documents.letter_page import Addressee, Section
from ledger.documents.paper import Imprint
from ledger.documents.partner_letter import GivenLine, PartnerLetterText, render_partner_letter
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.errors import NotFound
from ledger.domain.ids import FieldId, PartnerLetterId, RecipientId
from ledger.domain.instants import local_date, show_date, show_end, show_instant
from ledger.domain.parcel import show_code
from ledger.domain.recipient import CommitmentItem, Recipient, best_commitment
from ledger.domain.request import PartnerAnswer, PartnerLetterKind
from ledger.domain.shop import Shop
from ledger.domain.staff import Operation
from ledger.domain.wording import Language, Wording
from ledger.services import partner_letters, recipients, request_clocks, requests
from ledger.services.explaining import fields_text
from ledger.services.handover import show_number
from ledger.services.partner_letters import Asked
from ledger.services.request_steps import audit
from ledger.services.session import Session
from ledger.services.trail import head_of
from ledger.storage import partner_letters as rows

_NAME = FieldId("name")
_DUTIES = (
    CommitmentItem.PERIOD_AND_DELETION,
    CommitmentItem.PROTECTION_DUTIES,
    CommitmentItem.WHO_SERVES_RIGHTS,
    CommitmentItem.COOPERATION,
)


@dataclass(frozen=True, slots=True)
class PreparedPartnerLetter:
    """Everything one letter says."""

    letter: PartnerLetterText = field(repr=False)
    shop: Shop
    imprint: Imprint
    language: Language

    def render(self) -> bytes:
        """Return it as PDF. Needs no ledger, so any thread may do it."""
        return render_partner_letter(self.letter, self.shop, load_wording(self.language), self.imprint)


class _Clock(NamedTuple):
    number: int  # of the letter within its request
    written_at: datetime
    due_at: datetime


def draft(
    session: Session,
    request_code: str,
    recipient_id: RecipientId,
    kind: PartnerLetterKind,
    fields: Iterable[FieldId],
    language: Language,
) -> PreparedPartnerLetter:
    """Prepare a letter that is not written yet, to be looked at. Raises as ``partner_letters.asked``."""
    asked = partner_letters.asked(session, request_code, recipient_id, kind, fields)
    number = len(rows.of_request(session.db, asked.request.id)) + 1
    now = session.now()
    clock = _Clock(number, now, request_clocks.partner_due(session.db, now))
    return _prepared(session, asked, clock, language, is_preview=True)


def prepare(
    session: Session, letter_id: PartnerLetterId, language: Language, *, is_preview: bool
) -> PreparedPartnerLetter:
    """Prepare a letter that was written; that it leaves is audited. Raises ``NotFound``."""
    session.require(Operation.RECORD)
    letter = partner_letters.get(session, letter_id)
    request = requests.by_id(session, letter.request_id)
    customer = requests.customer_of(session, request)
    known = partner_letters.holders_of(session, customer.id) if customer is not None else ()
    holder = next((one for one in known if one.recipient_id == letter.recipient_id), None)
    if customer is None or holder is None:
        raise NotFound(kind="partner_letter", code=str(letter_id))
    fields = tuple(FieldId(one) for one in letter.fields)
    asked = Asked(request, customer, holder, letter.kind, fields)
    if not is_preview:
        about: Entry = {"recipient": letter.recipient_id, "letter": letter_id, "language": language.value}
        with session.write() as uow:
            audit(uow, AuditAction.LETTER_PRINTED, request, about)
    ids = [one.id for one in rows.of_request(session.db, request.id)]
    clock = _Clock(ids.index(letter_id) + 1, letter.written_at, letter.due_at)
    return _prepared(session, asked, clock, language, is_preview=is_preview)


def file_name(asked_for: str, number: int, wording: Wording) -> str:
    """Return a name for the file, which names nobody."""
    return wording.text("partner_letter.file", code=asked_for, letter=number) + ".pdf"


def _prepared(
    session: Session, asked: Asked, clock: _Clock, language: Language, *, is_preview: bool
) -> PreparedPartnerLetter:
    trail, wording, shop = head_of(session), load_wording(language), session.shop()
    looked_at_by = session.member.name if is_preview else ""  # what leaves names nobody of the shop
    partner = recipients.get(session, asked.holder.recipient_id)
    given = tuple(
        one for one in rows.given(session.db, asked.customer.id) if one.recipient_id == asked.holder.recipient_id
    )
    return PreparedPartnerLetter(
        _letter(asked, clock, partner, _Told(shop, wording, given)),
        shop,
        Imprint(session.now(), looked_at_by, trail.seq, trail.hash.hex(), is_preview),
        language,
    )


# --- what it says -----------------------------------------------------------------------------------


class _Told(NamedTuple):
    shop: Shop
    wording: Wording
    given: tuple[rows.Given, ...]


def _letter(asked: Asked, clock: _Clock, partner: Recipient, told: _Told) -> PartnerLetterText:
    wording, kind = told.wording, asked.kind.value
    code = f"{asked.request.code}/{clock.number}"
    asked_for = wording.text(f"partner_letters.{kind}")
    return PartnerLetterText(
        title=wording.text(f"partner_letter.title_{kind}"),
        subtitle=f"{code} · {asked_for}",
        to=Addressee(partner.name, partner.address or "", wording.text(f"roles.{partner.role.value}")),
        greeting=wording.text("letter.greeting_partner"),
        intro=wording.text(f"partner_letter.intro_{kind}", shop=told.shop.name),
        facts=tuple(_facts(asked, clock, code, told)),
        found_by=_found_by(told.given),
        found_otherwise=_found_otherwise(asked, told),
        sections=tuple(_sections(asked, clock, partner, wording)),
        law=wording.text("partner_letter.law"),
        regards=wording.text("letter.regards"),
        signer=wording.text("letter.signer"),
        answers=tuple(wording.text(f"partner_letter.tick_{one.value}") for one in PartnerAnswer),
    )


def _facts(asked: Asked, clock: _Clock, code: str, told: _Told) -> Iterator[tuple[str, str]]:
    def caption(name: str) -> str:
        return told.wording.text(f"partner_letter.{name}")

    yield caption("code"), code
    yield caption("due"), show_end(clock.due_at)
    name = asked.customer.name or ""
    if name and _needs_name(asked, told.given):
        yield caption("subject"), name
    yield caption("fields"), fields_text(asked.fields, told.wording)


def _needs_name(asked: Asked, given: Iterable[rows.Given]) -> bool:
    """Return whether the partner cannot do without the name, which it must have been given before."""
    has_codes = all(map(_has_codes, given))
    is_known = _NAME in asked.holder.fields
    return is_known and (asked.kind is PartnerLetterKind.CORRECT or not has_codes)


def _has_codes(one: rows.Given) -> bool:
    return bool(one.parcel_code or one.order_code)


def _found_by(given: Iterable[rows.Given]) -> tuple[GivenLine, ...]:
    return tuple(
        GivenLine(
            show_code(one.parcel_code) if one.parcel_code else "",
            one.order_code,
            show_number(one.manifest_id) if one.manifest_id is not None else "",
            show_instant(one.at),
        )
        for one in given
        if _has_codes(one)
    )


def _found_otherwise(asked: Asked, told: _Told) -> str:
    if any(map(_has_codes, told.given)):
        return ""
    has_name = bool(asked.customer.name) and _needs_name(asked, told.given)
    key = "partner_letter.no_papers" if has_name else "partner_letter.no_papers_no_name"
    return told.wording.text(key, dates=", ".join(show_instant(one.at) for one in told.given))


def _sections(asked: Asked, clock: _Clock, partner: Recipient, wording: Wording) -> Iterator[Section]:
    def said(name: str, **values: str) -> str:
        return wording.text(f"partner_letter.{name}", **values)

    kind = asked.kind.value
    follows = "wanted_CORRECT_value" if asked.kind is PartnerLetterKind.CORRECT else f"wanted_{kind}_law"
    points = (said(f"wanted_{kind}"), said(follows), said("wanted_passed_on"))
    yield Section(said("wanted_title"), points=(*points, said("wanted_answer", due=show_end(clock.due_at))))
    paper = best_commitment(partner.commitments, local_date(clock.written_at))
    covered = [one for one in _DUTIES if paper is not None and one in paper.items]
    if paper is None or not covered:
        yield Section(said("duty_title"), (said("duty_none"),))
        return
    words = [wording.text(f"commitment_items.{one.value}") for one in covered]
    items = "; ".join(f"{one[0].lower()}{one[1:]}" for one in words)
    yield Section(said("duty_title"), (said("duty", date=show_date(paper.signed_on), items=items),))
