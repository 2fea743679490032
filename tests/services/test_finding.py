"""One box: a code finds its thing, words find people and partners."""

import pytest

from ledger.domain.deadline import RequestKind
from ledger.domain.ids import FieldId
from ledger.domain.policy import Control
from ledger.domain.purpose import Channel
from ledger.services import contact_lists, data_uses, feedback, finding, promises
from ledger.services.contact_lists import ContactWish
from ledger.services.deciding_many import to_the_end
from ledger.services.feedback import FeedbackInput
from ledger.services.finding import Hit, HitKind
from ledger.services.session import Session
from support.requests import ask
from support.services import AT, DELIVERY, LAW, add_carrier, add_customer, take_parcels


@pytest.fixture
def code(session: Session) -> str:
    """A parcel of Đặng Hoa; return its code. Hoa Mai has no number, Hoa Express carries."""
    carrier = add_carrier(session, "Hoa Express")
    hoa = add_customer(session, "Đặng Hoa", emails=())
    add_customer(session, "Hoa Mai", phones=(), emails=("mai@example.com",))
    add_customer(session, "Không Ai", phones=(), emails=())
    feedback.receive(session, FeedbackInput(Channel.CALL, "Hàng giao chậm", hoa.code))
    feedback.receive(session, FeedbackInput(Channel.CALL, "Ai đó gọi"))
    return take_parcels(session, hoa, carrier)[0].code


def found(session: Session, typed: str, limit: int = 12) -> list[tuple[HitKind, str]]:
    return [(hit.kind, hit.title) for hit in finding.find_anything(session, typed, limit)]


def test_a_parcel_code_finds_the_parcel_however_it_is_typed(session: Session, code: str) -> None:
    shown = f"{code[:4]}-{code[4:8]}-{code[8:]}"
    for typed in (code, shown, shown.lower(), f" {code} "):
        assert finding.find_anything(session, typed) == (Hit(HitKind.PARCEL, shown, "Đặng Hoa", "DRAFT", "KH-00001"),)


@pytest.mark.parametrize(
    ("typed", "hit"),
    [
        ("kh-00001", Hit(HitKind.CUSTOMER, "KH-00001", "Đặng Hoa", "091• ••• 979", "KH-00001")),
        ("KH-00002", Hit(HitKind.CUSTOMER, "KH-00002", "Hoa Mai", "m••••@e••••.com", "KH-00002")),
        ("KH-00003", Hit(HitKind.CUSTOMER, "KH-00003", "Không Ai", "", "KH-00003")),
        ("DH-0001", Hit(HitKind.ORDER, "DH-0001", "Đặng Hoa", "21/11/2026", "KH-00001")),
        (" ph-0001 ", Hit(HitKind.FEEDBACK, "PH-0001", "Đặng Hoa", "OPEN", "KH-00001")),
        ("PH-0002", Hit(HitKind.FEEDBACK, "PH-0002", "", "OPEN", None)),
    ],
)
@pytest.mark.usefixtures("code")
def test_a_code_finds_exactly_its_thing(session: Session, typed: str, hit: Hit) -> None:
    assert finding.find_anything(session, typed) == (hit,)


@pytest.mark.usefixtures("code")
def test_the_code_of_a_request_finds_it_whoever_asked(session: Session) -> None:
    ask(session, RequestKind.DELETE, "KH-00001")
    ask(session)
    known = Hit(HitKind.REQUEST, "YC-0001", "Đặng Hoa", "DELETE", "KH-00001")
    assert finding.find_anything(session, " yc-0001") == (known,)
    assert finding.find_anything(session, "YC-0002") == (Hit(HitKind.REQUEST, "YC-0002", "", "ACCESS", None),)
    assert HitKind.REQUEST not in {one.kind for one in finding.find_anything(session, "YC-0003")}


@pytest.mark.usefixtures("code")
def test_codes_of_lists_uses_and_breaches_find_them(session: Session) -> None:
    made = contact_lists.gather(session, ContactWish(DELIVERY, Channel.CALL, "Báo giao hàng"))
    contact_lists.make(session, to_the_end(made))
    use = data_uses.gather(session, data_uses.UseWish(LAW, (FieldId("orders"),)))
    data_uses.record(session, to_the_end(use), "bán chạy mùa thu")
    promises.record_breach(
        session, promises.BreachInput(Control.ACCESS_CONTROL, "Người lạ thấy màn hình", AT, "KH-00001")
    )
    for typed, hit in (
        ("lh-0001", Hit(HitKind.CONTACT_LIST, "LH-0001", "Báo giao hàng", "21/11/2026")),
        ("SD-0001", Hit(HitKind.DATA_USE, "SD-0001", "bán chạy mùa thu", "21/11/2026")),
        (" vp-0001", Hit(HitKind.BREACH, "VP-0001", "", "ACCESS_CONTROL", "KH-00001")),
    ):
        assert finding.find_anything(session, typed) == (hit,)
    for nothing in ("LH-0002", "SD-0002", "VP-0002"):
        assert finding.find_anything(session, nothing) == ()


@pytest.mark.usefixtures("code")
def test_words_find_people_first_and_partners_after_them(session: Session) -> None:
    hits = finding.find_anything(session, "hoa")
    assert [(hit.kind, hit.title) for hit in hits] == [
        (HitKind.CUSTOMER, "Đặng Hoa"),
        (HitKind.CUSTOMER, "Hoa Mai"),
        (HitKind.RECIPIENT, "Hoa Express"),
    ]
    assert (hits[2].code, hits[2].detail, hits[2].customer_code) == ("1", "CARRIER", None)
    assert found(session, "express hoa") == [(HitKind.RECIPIENT, "Hoa Express")]
    assert found(session, "0911 647") == [(HitKind.CUSTOMER, "Đặng Hoa")]


@pytest.mark.usefixtures("code")
def test_a_code_of_nothing_and_words_of_nobody_find_nothing(session: Session) -> None:
    for typed in ("", "   ", "KH-99999", "DH-9999", "PH-9999", "zzz", "%", "🌸", "x" * 500, "000000000000"):
        assert found(session, typed) == [], typed


def test_many_people_do_not_crowd_out_a_partner(session: Session) -> None:
    add_carrier(session, "Hoa Express")
    for number in range(6):
        add_customer(session, f"Hoa {number}")
    kinds = [kind for kind, _ in found(session, "hoa", limit=4)]
    assert kinds == [HitKind.CUSTOMER] * 3 + [HitKind.RECIPIENT]
    assert [kind for kind, _ in found(session, "hoa", limit=1)] == [HitKind.CUSTOMER]
    assert [kind for kind, _ in found(session, "express", limit=1)] == [HitKind.RECIPIENT]


@pytest.mark.usefixtures("code")
def test_a_hit_names_nobody_in_a_log(session: Session) -> None:
    for typed in ("hoa", "KH-00001", "DH-0001"):
        assert "Hoa" not in repr(finding.find_anything(session, typed))
