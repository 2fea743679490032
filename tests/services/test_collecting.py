"""A record holds what it is for and nothing beyond it; what was turned away stays as an attempt (KO 1, VK 1)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.customer import Customer, Source
from ledger.domain.errors import FieldBeyondNeed, FieldNotCollected, InvalidInput, UnknownChoice
from ledger.domain.gate import Act, ReasonCode
from ledger.domain.ids import PurposeId
from ledger.domain.policy import RecipientRole
from ledger.domain.purpose import Channel
from ledger.services import collecting, customers, importing_customers, parcels
from ledger.services.customers import Correction
from ledger.services.importing import ImportReport
from ledger.services.session import Session
from ledger.storage import customers as rows
from support.services import (
    DELIVERY,
    HANOI,
    INSTALLATION,
    MARKETING,
    Workplace,
    add_carrier,
    add_customer,
    attempts,
    audited,
    order_of,
    person,
    say,
    take_parcels,
    workplace,
)

GREETINGS = PurposeId("special_occasions")


def purposes(session: Session, code: str = "KH-00001") -> tuple[PurposeId, ...]:
    return collecting.purposes_of(session, customers.get(session, code))


# --- what a record is for ------------------------------------------------------------------------


def test_a_record_says_what_it_is_for(session: Session) -> None:
    added = add_customer(session, emails=(), purposes=("delivery_of_goods", "Tư vấn", "delivery_of_goods"))
    assert purposes(session, added.code) == ("consultation", "delivery_of_goods")


def test_a_field_no_purpose_needs_is_refused_and_leaves_an_attempt(session: Session) -> None:
    with pytest.raises(FieldBeyondNeed) as refused:
        add_customer(session, gender="FEMALE", purposes=("delivery_of_goods",))
    assert refused.value.data == {"field": "gender", "fields": ("gender", "email")}
    assert customers.find(session, "Đức") == ()
    (attempt,) = attempts(session)
    assert (attempt.act, attempt.customer_id, attempt.purpose_id) == (Act.COLLECT, None, None)
    assert [(one.code, one.reference) for one in attempt.reasons] == [(ReasonCode.FIELD_BEYOND_NEED, "VK 1")]


def test_the_same_field_is_taken_for_a_purpose_that_needs_it(session: Session) -> None:
    add_customer(session, gender="FEMALE", purposes=("delivery_of_goods", "special_occasions"))
    assert attempts(session) == ()


def test_a_birth_date_is_always_taken_because_children_are_guarded(session: Session) -> None:
    typed = person(emails=(), birth_date="01/02/2015", is_declared_adult=False, purposes=("delivery_of_goods",))
    assert customers.add(session, typed).customer.birth_on is not None


def test_without_a_purpose_nothing_is_refused(session: Session) -> None:
    add_customer(session, gender="FEMALE")
    assert purposes(session) == ()


@pytest.mark.parametrize("word", ["resale", "legal_compliance"])
def test_a_purpose_nobody_gives_data_for_is_refused(session: Session, word: str) -> None:
    with pytest.raises(UnknownChoice) as refused:
        add_customer(session, purposes=(word,))
    assert refused.value.data["field"] == "purposes"


@pytest.fixture
def vietking(tmp_path: Path) -> Iterator[Workplace]:
    yield from workplace(tmp_path, pack="vietking")


def test_a_field_the_policy_does_not_collect_leaves_an_attempt_too(vietking: Workplace) -> None:
    session = vietking.session
    with pytest.raises(FieldNotCollected):
        add_customer(session, gender="FEMALE")
    (attempt,) = attempts(session)
    assert [(one.code, one.reference) for one in attempt.reasons] == [(ReasonCode.FIELD_NOT_COLLECTED, "VK 1")]
    known = add_customer(session)
    with pytest.raises(FieldNotCollected):
        customers.correct(session, known.code, Correction("bảo vậy", gender="FEMALE"))
    assert attempts(session)[-1].customer_id == known.id


# --- later additions ------------------------------------------------------------------------------


def test_what_is_added_later_is_asked_the_same_question(session: Session) -> None:
    known = add_customer(session, emails=(), purposes=("delivery_of_goods",))
    for add in (
        lambda: customers.add_email(session, known.code, "duc@example.com"),
        lambda: customers.correct(session, known.code, Correction("bảo vậy", gender="MALE")),
    ):
        with pytest.raises(FieldBeyondNeed):
            add()
    assert [one.customer_id for one in attempts(session)] == [known.id, known.id]
    customers.add_phone(session, known.code, "0988 111 222")
    customers.add_address(session, known.code, HANOI)
    customers.correct(session, known.code, Correction("khách nhờ", purposes=("delivery_of_goods", "customer_care")))
    assert customers.add_email(session, known.code, "duc@example.com").customer.emails


def test_the_purposes_are_corrected_with_what_they_were(session: Session) -> None:
    known = add_customer(session, emails=(), purposes=("delivery_of_goods",))
    trail = audited(
        session,
        lambda: customers.correct(
            session, known.code, Correction("khách muốn quà", gender="MALE", purposes=("special_occasions",))
        ),
    )
    assert purposes(session) == (GREETINGS,)
    history = {one.field_name: one.old_value for one in rows.history(session.db, known.id)}
    assert history == {"gender": None, "purposes": "delivery_of_goods"}
    assert trail == [(AuditAction.CUSTOMER_CHANGED, known.code)]


def test_a_correction_of_nothing_is_none(session: Session) -> None:
    known = add_customer(session)
    with pytest.raises(InvalidInput):
        customers.correct(session, known.code, Correction("không có gì"))


# --- what the data serve by themselves ------------------------------------------------------------


FOR_ADVICE = ("consultation",)


def advised(session: Session) -> Customer:
    """Somebody who came for advice first, and gave no more than that needs."""
    return add_customer(session, addresses=(), purposes=FOR_ADVICE)


def test_an_order_makes_the_delivery_a_purpose(session: Session) -> None:
    known = advised(session)
    take_parcels(session, known, None)
    assert set(purposes(session)) == {DELIVERY, *FOR_ADVICE}
    take_parcels(session, known, None)
    assert set(purposes(session)) == {DELIVERY, *FOR_ADVICE}


def test_an_order_for_a_fitter_makes_the_installation_one_as_well(session: Session) -> None:
    fitter = add_carrier(session, "Thợ Nam", RecipientRole.INSTALLER)
    take_parcels(session, advised(session), fitter)
    assert set(purposes(session)) == {DELIVERY, INSTALLATION, *FOR_ADVICE}


def test_choosing_a_fitter_later_does_too(session: Session) -> None:
    (parcel,) = take_parcels(session, add_customer(session, emails=(), purposes=("delivery_of_goods",)), None)
    parcels.choose_carrier(session, parcel.code, add_carrier(session, "Thợ Nam", RecipientRole.INSTALLER).id)
    assert purposes(session) == (DELIVERY, INSTALLATION)


def test_a_refused_order_serves_nothing(session: Session) -> None:
    child = add_customer(session, birth_date="01/02/2016", is_declared_adult=False)
    assert parcels.take_order(session, child.code, order_of(None)).order is None
    assert purposes(session) == ()


def test_what_nobody_wrote_down_is_not_guessed_from_an_order_or_a_yes(session: Session) -> None:
    known = add_customer(session)
    assert say(session, known, purpose=GREETINGS, channel=Channel.POST).allowed
    take_parcels(session, known, None)
    assert purposes(session) == ()  # one purpose would not be all of them


def test_a_yes_adds_its_purpose_to_a_record_that_has_one(session: Session) -> None:
    known = add_customer(session, emails=(), purposes=("delivery_of_goods",))
    assert say(session, known).allowed
    assert purposes(session) == (DELIVERY, MARKETING)
    assert customers.add_email(session, known.code, "duc@example.com").customer.emails


# --- old lists ------------------------------------------------------------------------------------


def imported(session: Session, text: str, *, is_dry_run: bool = False) -> ImportReport:
    return importing_customers.import_customers(session, text.encode(), is_dry_run=is_dry_run)


@pytest.mark.parametrize("word", ["UNKNOWN", "không rõ", "Khong Ro"])
def test_an_old_list_may_not_know_its_source(session: Session, word: str) -> None:
    report = imported(session, f"name,source\nNguyễn Văn Đức,{word}\n")
    assert [one.code for one in report.remarks] == ["no_source"]
    assert customers.get(session, "KH-00001").source is None
    customers.correct(session, "KH-00001", Correction("khách nhớ ra", source="shop"))
    assert customers.get(session, "KH-00001").source is Source.SHOP
    assert rows.history(session.db, customers.get(session, "KH-00001").id)[0].field_name == "source"


def test_without_a_source_column_the_import_is_the_source(session: Session) -> None:
    imported(session, "name\nNguyễn Văn Đức\n")
    assert customers.get(session, "KH-00001").source is Source.IMPORT


def test_a_list_may_say_what_its_records_are_for(session: Session) -> None:
    report = imported(session, "họ tên,phones,mục đích\nNguyễn Văn Đức,0911647979,giao hàng;customer_care\n")
    assert report.imported == 1
    assert purposes(session) == ("customer_care", DELIVERY)


def test_a_list_with_more_than_it_needs_is_refused_whole_and_leaves_one_attempt(session: Session) -> None:
    text = "name,gender,purposes\nĐức,MALE,delivery_of_goods\nHoa,FEMALE,delivery_of_goods\n"
    assert [type(one.error) for one in imported(session, text, is_dry_run=True).problems] == [FieldBeyondNeed] * 2
    assert attempts(session) == ()
    assert imported(session, text).imported == 0
    (attempt,) = attempts(session)
    assert [one.code for one in attempt.reasons] == [ReasonCode.FIELD_BEYOND_NEED]
