"""Partners: what they may get, the paper they signed with its seven items, and how parcels to them are labelled."""

from datetime import timedelta

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import (
    InvalidDate,
    InvalidEmail,
    NameTaken,
    NotFound,
    NothingToDo,
    TextMissing,
    TextNotAllowed,
    TextTooLong,
    UnknownChoice,
)
from ledger.domain.gate import Reason, ReasonCode
from ledger.domain.ids import FieldId, PurposeId, RecipientId
from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import CommitmentItem, CommitmentState, Recipient
from ledger.services import evidence, handover, labels, parcels, recipients
from ledger.services.recipients import RecipientInput
from ledger.services.session import Session
from ledger.storage import attachments
from support.services import (
    DELIVERY,
    INSTALLATION,
    SHEET,
    TODAY,
    Workplace,
    add_carrier,
    add_customer,
    audited,
    paper,
    print_all,
    snapshot,
    take_parcels,
)

CARRIER = RecipientRole.CARRIER


def why_no_label(session: Session, carrier: Recipient) -> dict[ReasonCode, Reason]:
    """Try to label a parcel for this carrier."""
    drafts = take_parcels(session, add_customer(session), carrier)
    run = labels.print_labels(session, drafts, SHEET)
    return {reason.code: reason for one in run.blocked for reason in one.decision.reasons}


def test_a_carrier_gets_what_the_policy_lets_carriers_have(session: Session) -> None:
    carrier = recipients.add(session, RecipientInput("Giao Nhanh", CARRIER, phone="1900 1560", email="a@example.com"))
    assert carrier.purposes == {DELIVERY}
    assert carrier.fields == {"name", "phone", "address", "products", "amount_to_collect"}
    assert (carrier.email, carrier.commitments, carrier.masked_labels_agreed_on) == ("a@example.com", (), None)


def test_less_can_be_agreed_and_unknown_fields_cannot(session: Session) -> None:
    less = RecipientInput("Giao Ít", CARRIER, frozenset({DELIVERY}), frozenset({FieldId("name")}))
    assert recipients.add(session, less).fields == {"name"}
    with pytest.raises(UnknownChoice):
        recipients.add(session, RecipientInput("Lạ", CARRIER, fields=frozenset({FieldId("id_card")})))
    with pytest.raises(UnknownChoice):
        recipients.add(session, RecipientInput("Lạ", CARRIER, purposes=frozenset({PurposeId("resale")})))
    assert [one.name for one in recipients.all_of(session)] == ["Giao Ít"]


def test_a_role_the_policy_does_not_know_gets_nothing_by_itself(session: Session, king_oil: Session) -> None:
    assert recipients.add(session, RecipientInput("Bên Thứ Ba", RecipientRole.OTHER)).fields == frozenset()
    assert recipients.add(king_oil, RecipientInput("Thợ Lắp", RecipientRole.INSTALLER)).purposes == frozenset()
    installer = recipients.add(session, RecipientInput("Thợ Lắp", RecipientRole.INSTALLER))
    assert installer.purposes == {INSTALLATION}


def test_a_name_is_used_once_and_found_without_its_marks(session: Session) -> None:
    carrier = recipients.add(session, RecipientInput("Bưu Chính Sao Mai", CARRIER))
    assert recipients.by_name(session, "buu chinh SAO MAI").id == carrier.id
    with pytest.raises(NameTaken):
        recipients.add(session, RecipientInput("bưu chính sao mai", CARRIER))
    with pytest.raises(TextMissing):
        recipients.add(session, RecipientInput(" ", CARRIER))
    with pytest.raises(InvalidEmail):
        recipients.add(session, RecipientInput("Khác", CARRIER, email="@"))
    with pytest.raises(NotFound):
        recipients.by_name(session, "Không Có")
    with pytest.raises(NotFound):
        recipients.get(session, RecipientId(99))


def test_a_carrier_with_its_papers_in_order_gets_a_label(session: Session) -> None:
    assert why_no_label(session, add_carrier(session)) == {}


def test_without_a_signed_paper_nothing_is_labelled(session: Session) -> None:
    carrier = recipients.add(session, RecipientInput("Giao Nhanh", CARRIER))
    assert set(why_no_label(session, carrier)) == {
        ReasonCode.COMMITMENT_MISSING,
        ReasonCode.MASKED_LABEL_NOT_AGREED,
    }


@pytest.mark.parametrize("item", CommitmentItem)
def test_a_paper_without_any_one_of_the_seven_items_blocks_and_names_it(session: Session, item: CommitmentItem) -> None:
    carrier = add_carrier(session, signed=paper(items=frozenset(CommitmentItem) - {item}))
    reasons = why_no_label(session, carrier)
    assert set(reasons) == {ReasonCode.COMMITMENT_INCOMPLETE}
    assert reasons[ReasonCode.COMMITMENT_INCOMPLETE].values == {"missing": (item.value,)}


def test_a_paper_holds_through_its_last_day_in_vietnam_and_then_it_has_expired(shop: Workplace) -> None:
    carrier = add_carrier(shop.session, signed=paper(expires_on=TODAY))
    shop.clock.move(hours=13, minutes=59)  # 23:59 in Vietnam
    assert why_no_label(shop.session, carrier) == {}
    shop.clock.move(minutes=1)
    reasons = why_no_label(shop.session, carrier)
    assert set(reasons) == {ReasonCode.COMMITMENT_EXPIRED}
    assert reasons[ReasonCode.COMMITMENT_EXPIRED].values == {"date": "21/11/2026"}


def test_a_paper_signed_for_tomorrow_does_not_hold_today(session: Session) -> None:
    carrier = add_carrier(session, signed=paper(signed_on=TODAY + timedelta(days=1)))
    assert set(why_no_label(session, carrier)) == {ReasonCode.COMMITMENT_NOT_YET}


def test_a_new_paper_renews_and_the_old_one_stays_on_record(session: Session) -> None:
    carrier = add_carrier(session, signed=paper(expires_on=TODAY - timedelta(days=1)))
    renewed = recipients.record_commitment(session, carrier.id, paper())
    assert len(renewed.commitments) == 2
    assert why_no_label(session, carrier) == {}


def test_a_paper_that_ends_before_it_begins_is_refused(session: Session) -> None:
    carrier = add_carrier(session)
    before = snapshot(session)
    with pytest.raises(InvalidDate):
        recipients.record_commitment(session, carrier.id, paper(expires_on=TODAY - timedelta(days=181)))
    with pytest.raises(NotFound):
        recipients.record_commitment(session, RecipientId(99), paper())
    assert snapshot(session) == before


def test_the_scan_of_the_paper_is_kept(session: Session) -> None:
    scan = evidence.read_file("cam kết.pdf", b"%PDF-1.7 seven items")
    (kept,) = add_carrier(session, signed=paper(scan=scan)).commitments
    assert kept.scan is not None
    assert attachments.content(session.db, kept.scan) == b"%PDF-1.7 seven items"


def test_the_agreement_to_masked_labels_counts_from_its_day_and_can_be_taken_back(session: Session) -> None:
    carrier = add_carrier(session)
    for on in (TODAY + timedelta(days=1), None):
        recipients.agree_masked_labels(session, carrier.id, on)
        assert set(why_no_label(session, carrier)) == {ReasonCode.MASKED_LABEL_NOT_AGREED}


def test_routing_zones_are_typed_by_province(session: Session) -> None:
    carrier = add_carrier(session)
    zoned = recipients.set_zones(session, carrier.id, {"TP. HCM": "SG-02", "ha noi": "HN-09"})
    assert sorted(zoned.zones.values()) == ["HN-09", "SG-02"]
    with pytest.raises(UnknownChoice):
        recipients.set_zones(session, carrier.id, {"Atlantis": "AT-01"})
    with pytest.raises(TextTooLong):
        recipients.set_zones(session, carrier.id, {"Hà Nội": "HN" * 7})
    assert sorted(recipients.get(session, carrier.id).zones.values()) == ["HN-09", "SG-02"]


def test_a_partner_that_is_closed_gets_nothing_more(session: Session) -> None:
    carrier = add_carrier(session)
    recipients.close(session, carrier.id)
    assert set(why_no_label(session, carrier)) == {ReasonCode.RECIPIENT_CLOSED}
    assert recipients.get(session, carrier.id).closed_at is not None


def test_an_order_for_a_carrier_that_is_not_on_record_is_refused(session: Session) -> None:
    customer = add_customer(session)
    before = snapshot(session)
    packing = parcels.Packing(carrier_id=RecipientId(99))
    with pytest.raises(NotFound):
        parcels.take_order(session, customer.code, parcels.OrderInput((parcels.Line("Dầu gội"),), packing=packing))
    assert snapshot(session) == before


def test_everything_about_partners_is_on_the_trail(session: Session) -> None:
    acts = audited(session, lambda: add_carrier(session))
    changed = (AuditAction.RECIPIENT_CHANGED, None)
    assert acts == [(AuditAction.RECIPIENT_ADDED, None), (AuditAction.COMMITMENT_RECORDED, None), changed, changed]


@pytest.mark.parametrize("zone", ["0911647979", "HN 091-164"])
def test_a_routing_zone_cannot_carry_a_telephone_number(session: Session, zone: str) -> None:
    carrier = add_carrier(session)
    with pytest.raises(TextNotAllowed):
        recipients.set_zones(session, carrier.id, {"Hà Nội": zone})
    assert recipients.set_zones(session, carrier.id, {"Hà Nội": "HN-12345"}).zones


# --- changes, and what the pages show -----------------------------------------------------------


def test_name_contact_and_what_was_agreed_can_be_changed_and_the_rest_stays(session: Session) -> None:
    carrier = add_carrier(session)
    typed = RecipientInput("Giao Nhanh 24h", CARRIER, fields=frozenset({FieldId("name")}), phone="1900 1560")
    acts = audited(session, lambda: recipients.change(session, carrier.id, typed))
    changed = recipients.get(session, carrier.id)
    assert acts == [(AuditAction.RECIPIENT_CHANGED, None)]
    assert (changed.name, changed.fields, changed.purposes) == ("Giao Nhanh 24h", typed.fields, carrier.purposes)
    assert (changed.commitments, changed.zones) == (carrier.commitments, carrier.zones)
    assert recipients.by_name(session, "giao nhanh 24H").id == carrier.id


def test_the_trail_names_the_fields_that_changed_and_not_their_values(session: Session) -> None:
    carrier = add_carrier(session)
    recipients.change(session, carrier.id, RecipientInput("Giao Nhanh", CARRIER, email="moi@example.com"))
    (body,) = session.db.execute("SELECT body FROM audit_body ORDER BY seq DESC LIMIT 1").fetchone()
    assert '"fields":["email"]' in body
    assert "moi@" not in body


def test_a_change_that_changes_nothing_leaves_no_trace(session: Session) -> None:
    carrier = add_carrier(session)
    before = snapshot(session)
    recipients.change(session, carrier.id, RecipientInput("Giao Nhanh", CARRIER))
    assert snapshot(session) == before


def test_a_role_stays_and_a_name_of_somebody_else_is_taken(session: Session) -> None:
    carrier = add_carrier(session)
    add_carrier(session, "Giao Chậm")
    before = snapshot(session)
    for typed, error in (
        (RecipientInput("Giao Nhanh", RecipientRole.AUTHORITY), UnknownChoice),
        (RecipientInput("giao cham", CARRIER), NameTaken),
        (RecipientInput("Giao Nhanh", CARRIER, fields=frozenset({FieldId("id_card")})), UnknownChoice),
        (RecipientInput(" ", CARRIER), TextMissing),
    ):
        with pytest.raises(error):
            recipients.change(session, carrier.id, typed)
    assert snapshot(session) == before


def test_a_closed_recipient_comes_back_with_its_papers(session: Session) -> None:
    carrier = add_carrier(session)
    with pytest.raises(NothingToDo):
        recipients.reopen(session, carrier.id)
    recipients.close(session, carrier.id)
    assert recipients.lines(session)[0].closed_at is not None
    assert set(why_no_label(session, carrier)) == {ReasonCode.RECIPIENT_CLOSED}
    assert recipients.reopen(session, carrier.id).closed_at is None
    assert why_no_label(session, carrier) == {}


def how_it_stands(session: Session, signed: recipients.CommitmentInput) -> tuple[CommitmentState, int | None]:
    added = add_carrier(session, f"Hãng {len(recipients.all_of(session))}", signed=signed)
    line = next(one for one in recipients.lines(session) if one.id == added.id)
    shown = recipients.view(session, added.id)
    assert (shown.state, shown.days_left) == (line.state, line.days_left)
    return line.state, line.days_left


def test_the_list_says_how_each_commitment_stands_today(session: Session) -> None:
    def ends(days: int) -> recipients.CommitmentInput:
        return paper(expires_on=TODAY + timedelta(days=days))

    assert how_it_stands(session, ends(31)) == (CommitmentState.VALID, 31)
    assert how_it_stands(session, ends(30)) == (CommitmentState.EXPIRING, 30)
    assert how_it_stands(session, ends(0)) == (CommitmentState.EXPIRING, 0)
    assert how_it_stands(session, ends(-1)) == (CommitmentState.EXPIRED, None)
    assert how_it_stands(session, paper(items=frozenset())) == (CommitmentState.INCOMPLETE, None)
    assert how_it_stands(session, paper(signed_on=TODAY + timedelta(days=1))) == (CommitmentState.NOT_YET, None)


def test_an_authority_needs_no_commitment_and_a_carrier_without_one_lacks_it(session: Session) -> None:
    recipients.add(session, RecipientInput("Công an phường", RecipientRole.AUTHORITY))
    recipients.add(session, RecipientInput("Giao Mới", CARRIER))
    assert {one.name: one.state for one in recipients.lines(session)} == {
        "Công an phường": CommitmentState.NOT_NEEDED,
        "Giao Mới": CommitmentState.MISSING,
    }


def test_a_renewal_that_takes_over_in_time_ends_the_warning(session: Session) -> None:
    carrier = add_carrier(session, signed=paper(expires_on=TODAY + timedelta(days=5)))
    late = paper(signed_on=TODAY + timedelta(days=7), expires_on=TODAY + timedelta(days=400))
    recipients.record_commitment(session, carrier.id, late)
    assert recipients.view(session, carrier.id).state is CommitmentState.EXPIRING  # two days without any
    recipients.record_commitment(session, carrier.id, paper(signed_on=TODAY + timedelta(days=6), expires_on=AFTER))
    shown = recipients.view(session, carrier.id)
    assert (shown.state, shown.days_left) == (CommitmentState.VALID, 5)


AFTER = TODAY + timedelta(days=300)


def test_the_page_of_a_recipient_shows_its_papers_newest_first_and_what_it_was_given(shop: Workplace) -> None:
    session = shop.session
    scan = evidence.read_file("cam kết.pdf", b"%PDF-1.7 seven items")
    carrier = add_carrier(session, signed=paper(items=frozenset(), scan=scan))
    recipients.record_commitment(session, carrier.id, paper())
    customer = add_customer(session)
    assert (
        recipients.view(session, carrier.id).disclosures,
        recipients.view(session, carrier.id).last_disclosed_at,
    ) == (
        0,
        None,
    )
    take_parcels(session, customer, carrier, count=2)
    print_all(session)
    shop.clock.move(hours=1)
    handover.hand_over(session, carrier.id)
    shown = recipients.view(session, carrier.id)
    assert [(len(one.missing), one.scan_name) for one in shown.commitments] == [(0, None), (7, "cam kết.pdf")]
    assert (shown.disclosures, shown.last_disclosed_at) == (2, shop.clock.at)
    kept = shown.commitments[1].scan_id
    assert kept is not None
    assert recipients.scan(session, carrier.id, kept) == scan


def test_a_scan_is_given_out_under_its_own_recipient_only(session: Session) -> None:
    scan = evidence.read_file("cam kết.pdf", b"%PDF-1.7")
    kept = add_carrier(session, signed=paper(scan=scan)).commitments[0].scan
    other = add_carrier(session, "Giao Chậm")
    assert kept is not None
    with pytest.raises(NotFound):
        recipients.scan(session, other.id, kept)
