"""Who may write letters: staff write to customers and partners, the certificate of an erasure is the manager's."""

import pytest

from ledger.domain.ids import FieldId, PartnerLetterId
from ledger.domain.purpose import Channel
from ledger.domain.request import PartnerAnswer, PartnerLetterKind
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import erasure_papers, partner_letters, partner_papers, request_papers
from ledger.services.request_papers import LetterKind
from support.partner_letters import asked_for, id_of
from support.roles import Verb, verbs_in, verbs_of, written_though_refused
from support.services import Workplace

VI, CODE, ACK = Language.VI, "YC-0001", LetterKind.ACKNOWLEDGEMENT
FIRST, RECALL, NAME = PartnerLetterId(1), PartnerLetterKind.RECALL, (FieldId("name"),)

STAFF_MAY: dict[str, Verb] = {
    "request_papers.outline": lambda one: request_papers.outline(one, CODE),
    "request_papers.may_send": lambda one: request_papers.may_send(one, CODE, Channel.EMAIL),
    "request_papers.prepare": lambda one: request_papers.prepare(one, CODE, ACK, VI, is_preview=False),
    "partner_letters.partners": lambda one: partner_letters.partners(one, CODE),
    "partner_letters.asked": lambda one: partner_letters.asked(one, CODE, id_of(one), RECALL, NAME),
    "partner_letters.write": lambda one: partner_letters.write(one, CODE, id_of(one), RECALL, NAME),
    "partner_letters.answered": lambda one: partner_letters.answered(one, FIRST, PartnerAnswer.REFUSED),
    "partner_papers.draft": lambda one: partner_papers.draft(one, CODE, id_of(one), RECALL, NAME, VI),
    "partner_papers.prepare": lambda one: partner_papers.prepare(one, FIRST, VI, is_preview=False),
}
ONLY_THE_MANAGER: dict[str, Verb] = {
    "erasure_papers.prepare": lambda one: erasure_papers.prepare(one, "XD-0001", VI, is_preview=False),
    "erasure_papers.prepare to look at": lambda one: erasure_papers.prepare(one, "XD-0001", VI, is_preview=True),
}
# What needs no ledger, or reads what the card of a customer shows to everybody.
ELSEWHERE = {
    "request_papers.possible", "request_papers.file_name", "partner_letters.holders", "partner_letters.holders_of",
    "partner_letters.suggested_kind", "partner_letters.get", "partner_letters.of_request", "partner_letters.clock_of",
    "partner_letters.waiting", "partner_papers.file_name", "erasure_papers.file_name",
}  # fmt: skip
MODULES = (request_papers, partner_letters, partner_papers, erasure_papers)


@pytest.fixture
def busy(shop: Workplace) -> Workplace:
    """A shop with a proven request of a customer whose data partners hold, and one letter written."""
    session = shop.session
    assert asked_for(session) == CODE
    partner_letters.write(session, CODE, id_of(session), RECALL, NAME)
    return shop


def test_staff_may_write_to_customers_and_partners(busy: Workplace) -> None:
    one = busy.as_staff()
    for verb in STAFF_MAY.values():
        busy.clock.move(seconds=1)
        verb(one)


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_a_certificate_is_refused_to_staff_and_nothing_is_written(busy: Workplace, name: str) -> None:
    one = busy.as_staff()
    one.mark_confirmed(Operation.ERASE)
    assert written_though_refused(one, ONLY_THE_MANAGER[name]) == []


def test_no_verb_is_forgotten_here() -> None:
    assert verbs_of(*MODULES) == verbs_in(STAFF_MAY, ONLY_THE_MANAGER) | ELSEWHERE
