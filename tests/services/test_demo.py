"""The demo ledger: everything a shop can live through occurs in it, and the same seed tells the same story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.domain.consent import ConsentState
from ledger.domain.customer import Customer
from ledger.domain.feedback import FeedbackState
from ledger.domain.gate import Act, ReasonCode
from ledger.domain.instants import local_date
from ledger.domain.parcel import ParcelState
from ledger.domain.policy import RecipientRole
from ledger.domain.purpose import LegalBasis
from ledger.domain.recipient import best_commitment
from ledger.services import consents, customers, disclosures, feedback, overview, parcels, recipients, staff, trail
from ledger.services.demo import make_demo_ledger
from ledger.services.session import Place, Session
from ledger.storage.disclosures import Filter
from support.services import AT, TODAY, attempts
from support.storage import CHEAP


def make(home: Path, count: int, seed: int) -> Session:
    return make_demo_ledger(Place(home / "demo", home / "app data", CHEAP), count, seed, AT)[0]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with make(tmp_path_factory.mktemp("demo"), 60, 7) as session:
        yield session


def people(session: Session) -> list[Customer]:
    return [customers.get(session, f"KH-{number:05d}") for number in range(1, overview.count(session)["customers"] + 1)]


def test_it_has_the_people_that_were_asked_for_and_a_trail_that_holds(demo: Session) -> None:
    counted = overview.count(demo)
    assert counted["customers"] == 60
    assert min(counted.values()) >= 0
    assert all(counted[kind] > 0 for kind in ("parcels", "labels", "disclosures", "attempts", "contacts"))
    assert trail.verify(demo).entries > 60


def test_every_state_of_a_parcel_occurs(demo: Session) -> None:
    assert [state for state in ParcelState if not parcels.waiting(demo, state)] == []


def test_every_state_of_a_consent_occurs(demo: Session) -> None:
    states = {cell.state for person in people(demo) for cell in consents.matrix(demo, person, AT)}
    assert states == set(ConsentState)


def test_every_state_of_a_feedback_occurs_and_one_was_reopened(demo: Session) -> None:
    heard = feedback.received(demo)
    assert {one.state(AT) for two in heard for one in two.rounds} == set(FeedbackState)
    assert max(len(one.rounds) for one in heard) > 1


def test_partners_of_every_kind_occur(demo: Session) -> None:
    known = recipients.all_of(demo)
    assert {one.role for one in known} == {RecipientRole.CARRIER, RecipientRole.INSTALLER, RecipientRole.AUTHORITY}
    papers = [best_commitment(one.commitments, TODAY) for one in known]
    valid = [one for one in papers if one and one.is_valid_on(TODAY)]
    assert {(one.expires_on - TODAY).days < 30 for one in valid} == {True, False}
    assert [one for one in papers if one and one.expires_on < TODAY]
    assert [one for one in papers if one and one.missing_items()]
    assert [one for one in known if one.role is RecipientRole.CARRIER and not one.commitments]
    assert [one for one in known if one.closed_at]


def test_acts_of_every_kind_were_refused_for_many_reasons(demo: Session) -> None:
    refused = attempts(demo)
    assert {one.act for one in refused} >= {Act.ORDER, Act.CONTACT, Act.LABEL, Act.DISCLOSURE}
    assert {reason.code for one in refused for reason in one.reasons} >= {
        ReasonCode.GUARDIAN_MISSING,
        ReasonCode.CONSENT_NEVER_ASKED,
        ReasonCode.COMMITMENT_MISSING,
        ReasonCode.COMMITMENT_INCOMPLETE,
        ReasonCode.AUTHORITY_PAPERS_MISSING,
    }
    assert {one.basis for one in disclosures.find(demo, Filter())} == {LegalBasis.CONTRACT, LegalBasis.LAW}


def test_nothing_happens_after_now_and_no_demo_letter_reaches_anybody(demo: Session) -> None:
    newest = trail.head_of(demo).at
    assert newest is not None
    assert local_date(newest) <= TODAY
    assert {email.address.rpartition("@")[2] for one in people(demo) for email in one.emails if email.address} == {
        "example.com"
    }
    assert len(staff.members(demo)) == 2


def test_the_same_seed_tells_of_the_same_people(tmp_path: Path) -> None:
    stories = []
    for home, seed in (("a", 3), ("b", 3), ("c", 4)):
        with make(tmp_path / home, 6, seed) as session:
            stories.append([(one.name, one.phones[0].number, one.birth_on) for one in people(session)])
    assert stories[0] == stories[1]
    assert stories[0] != stories[2]


def test_even_an_empty_shop_can_be_shown(tmp_path: Path) -> None:
    with make(tmp_path, 0, 1) as session:
        assert overview.count(session)["customers"] == 0
