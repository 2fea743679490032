"""A new version of the policy from its draft to the day it counts: notices first, then consents are asked again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ledger.domain.consent import ConsentOutcome, ConsentState
from ledger.domain.customer import Customer
from ledger.domain.errors import NoticesWaiting
from ledger.domain.gate import ReasonCode
from ledger.domain.ids import FieldId, NoticeRunId, PurposeId
from ledger.domain.purpose import Channel
from ledger.domain.recipient import Recipient
from ledger.domain.wording import Language
from ledger.services import consents, contacts, customers, disclosures, notice_papers, notices
from ledger.services.disclosures import DisclosureInput
from ledger.services.notices import Settlement
from ledger.services.session import Session
from support.notices import EMAIL, EXCUSED, LOYALTY, POST, TOLD, UNREACHABLE, listed, publish, running
from support.services import DELIVERY, MARKETING, add_carrier, add_customer, codes, say, workplace

OPTIMISATION = PurposeId("service_optimisation")
SMS, NONE = Channel.SMS, Channel.NONE
VERSIONS = {
    "consent": "SELECT policy_version_id FROM consent ORDER BY id",
    "disclosure": "SELECT policy_version_id FROM disclosure ORDER BY id",
    "notice": "SELECT policy_version_id FROM notice_run ORDER BY id",
    "contact": "SELECT policy_version_id FROM contact WHERE exemption = 'LEGAL_NOTICE' ORDER BY id",
}


@dataclass(frozen=True, slots=True)
class Village:
    """Four customers under version 1: reached by email, by the home page, not at all, and one who needs no notice."""

    session: Session
    yes: Customer  # agreed to marketing by SMS and to analysis
    no: Customer  # refused marketing
    lost: Customer
    known: Customer
    carrier: Recipient

    def state(self, who: Customer, purpose: PurposeId, channel: Channel) -> ConsentState:
        """What the matrix on the customer's card shows."""
        cells = consents.matrix(self.session, customers.get(self.session, who.code), self.session.now())
        return next(one.state for one in cells if (one.purpose.id, one.channel) == (purpose, channel))

    def refusal(self, who: Customer, purpose: PurposeId) -> set[ReasonCode]:
        """Why an SMS may not be sent now; nothing when it may, and then it was."""
        return codes(contacts.contact(self.session, who.code, purpose, SMS).decision)

    def hands_over(self) -> bool:
        given = DisclosureInput(self.carrier.id, DELIVERY, frozenset({FieldId("name")}))
        return disclosures.disclose(self.session, self.yes.code, given).allowed

    def versions(self, of: str) -> list[int]:
        """Under which version every record of a kind was made."""
        return [row[0] for row in self.session.db.execute(VERSIONS[of])]


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    for shop in workplace(tmp_path):
        session = shop.session
        yield Village(
            session=session,
            yes=add_customer(session),
            no=add_customer(session, "Trần Thị An", phones=("0911 000 002",), emails=(), addresses=()),
            lost=add_customer(session, "Lê Văn Bình", phones=("0911 000 003",), emails=()),
            known=add_customer(session, "Phạm Thị Chi", phones=("0911 000 004",), emails=("chi@example.com",)),
            carrier=add_carrier(session),
        )


@pytest.fixture
def run_id(village: Village) -> NoticeRunId:
    """One purpose more and marketing asked in other words, published after everybody had said something."""
    assert say(village.session, village.yes).allowed
    assert say(village.session, village.yes, purpose=OPTIMISATION, channel=NONE).allowed
    say(village.session, village.no, ConsentOutcome.REFUSED)
    return publish(village.session)


def account_for_everybody(village: Village, run_id: NoticeRunId) -> None:
    session = village.session
    notices.publish_on_home_page(session, run_id, session.now())
    notice_papers.emails(session, run_id, [Language.VI, Language.EN])
    notices.settle(session, run_id, Settlement(EXCUSED, EMAIL, (village.known.code,), "Đã đọc và ký tại cửa hàng"))
    notices.settle(session, run_id, Settlement(TOLD, EMAIL))
    notices.settle(session, run_id, Settlement(UNREACHABLE, POST, (village.lost.code,), "Thư bị trả lại"))


def test_everybody_is_told_or_accounted_for_before_the_version_counts(village: Village, run_id: NoticeRunId) -> None:
    with pytest.raises(NoticesWaiting):
        notices.finish(village.session, run_id)
    account_for_everybody(village, run_id)
    states = {code: row.state for code, row in listed(village.session, run_id).items()}
    assert states == {
        village.yes.code: TOLD,
        village.no.code: TOLD,
        village.lost.code: UNREACHABLE,
        village.known.code: EXCUSED,
    }
    notices.finish(village.session, run_id)
    assert village.session.policy().number == 2


def test_until_then_the_old_version_decides(village: Village, run_id: NoticeRunId) -> None:
    account_for_everybody(village, run_id)
    assert village.session.policy().number == 1
    assert [one.id for one in running(village.session, run_id).change.asked_again] == [MARKETING, LOYALTY]
    assert village.refusal(village.yes, MARKETING) == set()
    assert village.refusal(village.yes, LOYALTY) == {ReasonCode.PURPOSE_UNKNOWN}


def test_old_grants_for_a_changed_purpose_no_longer_count(village: Village, run_id: NoticeRunId) -> None:
    account_for_everybody(village, run_id)
    assert village.state(village.yes, MARKETING, SMS) is ConsentState.GRANTED
    notices.finish(village.session, run_id)
    assert village.refusal(village.yes, MARKETING) == {ReasonCode.CONSENT_NEVER_ASKED}
    assert village.refusal(village.yes, LOYALTY) == {ReasonCode.CONSENT_NEVER_ASKED}
    assert village.state(village.yes, MARKETING, SMS) is ConsentState.NEVER_ASKED
    assert say(village.session, village.yes).allowed  # asked again, it counts again
    assert village.refusal(village.yes, MARKETING) == set()


def test_a_no_still_stands_and_so_does_what_did_not_change(village: Village, run_id: NoticeRunId) -> None:
    account_for_everybody(village, run_id)
    notices.finish(village.session, run_id)
    assert village.refusal(village.no, MARKETING) == {ReasonCode.CONSENT_REFUSED}
    assert village.state(village.no, MARKETING, SMS) is ConsentState.REFUSED
    assert village.state(village.yes, OPTIMISATION, NONE) is ConsentState.GRANTED


def test_every_record_names_the_version_it_was_made_under(village: Village, run_id: NoticeRunId) -> None:
    assert village.hands_over()
    account_for_everybody(village, run_id)
    notices.finish(village.session, run_id)
    assert say(village.session, village.yes).allowed
    assert village.hands_over()
    assert village.versions("consent") == [1, 1, 1, 2]
    assert village.versions("disclosure") == [1, 2]
    assert village.versions("notice") == [2]
    assert village.versions("contact") == [1]  # told about the second while the first was in force
