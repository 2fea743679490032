"""Every clause about safety, partners and minors blocks, counts and proves, in every pack that has it.

The clauses about using and collecting data are in ``test_every_clause_use.py``.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ledger.assets import pack_ids
from ledger.documents import label as label_page
from ledger.domain.customer import ContactState, Customer
from ledger.domain.errors import LedgerError
from ledger.domain.masking import MaskedLabel
from ledger.domain.policy import Control, RecipientRole
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.recipient import Recipient
from ledger.domain.staff import Operation, Role
from ledger.services import (
    contacts,
    customers,
    disclosures,
    feedback,
    handover,
    labels,
    links,
    parcels,
    promise_minors,
    promise_partners,
    promise_safety,
    promise_use,
    promises,
    recipients,
    staff,
    trail,
)
from ledger.services.customers import Correction
from ledger.services.deciding import Outcome
from ledger.services.disclosures import DisclosureInput
from ledger.services.feedback import CARE, AnswerInput, FeedbackInput
from ledger.services.links import LinkAbout
from ledger.services.promises import BreachInput
from ledger.services.recipients import RecipientInput
from ledger.services.session import Session
from support.domain import NAME
from support.promises import (
    ClauseRow,
    beyond_the_gate,
    cases,
    clauses_of,
    given_elsewhere,
    measured,
    name_of,
    nothing,
    promise_of,
    prove_counted,
    prove_explained,
    prove_refused,
    references,
    shop_of,
)
from support.services import (
    DELIVERY,
    INSTALLATION,
    LAW,
    PAPERS,
    SHEET,
    TODAY,
    Workplace,
    add_authority,
    add_carrier,
    add_child,
    add_customer,
    guard,
    order_of,
    paper,
    print_all,
    take_parcels,
)
from support.storage import MANAGER_PASSPHRASE


def turned_away(act: Callable[[], object]) -> set[str]:
    """Return the code of the error an act ends with."""
    with pytest.raises(LedgerError) as refused:
        act()
    return {refused.value.code()}


# --- KO 4a ----------------------------------------------------------------------------------------


def choose_a_weak_passphrase(shop: Workplace) -> set[str]:
    return turned_away(lambda: staff.add(shop.session, "Anh Dũng", Role.STAFF, "12345678"))


def leave_it_for_eight_days(shop: Workplace) -> None:
    shop.clock.move(days=8)


# --- KO 4b ----------------------------------------------------------------------------------------


def leak_the_street(shop: Workplace) -> set[str]:
    drafts = take_parcels(shop.session, add_customer(shop.session), add_carrier(shop.session))

    def careless(given: list[MaskedLabel], *rest: Any) -> bytes:
        return label_page.render_labels([replace(one, zone="Hàng Than") for one in given], *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(labels, "render_labels", careless)
        run = labels.print_labels(shop.session, drafts, SHEET)
    assert run.pdf is None
    return {leak.value for finding in run.findings for leak in finding.leaks}


def print_and_hand_over(shop: Workplace) -> None:
    carrier = add_carrier(shop.session)
    take_parcels(shop.session, add_customer(shop.session), carrier)
    print_all(shop.session)
    handover.hand_over(shop.session, carrier.id)


def hand_over_unchecked(shop: Workplace) -> None:
    print_and_hand_over(shop)
    beyond_the_gate(shop.session, "UPDATE label_print SET is_clean = 0")


# --- KO 5 -----------------------------------------------------------------------------------------


def receive(shop: Workplace) -> str:
    return feedback.receive(shop.session, FeedbackInput(Channel.EMAIL, "Giao chậm quá")).code


def wait_for_ten_hours(shop: Workplace) -> set[str]:
    receive(shop)
    shop.clock.move(hours=10)
    return {one.kind for one in promise_of(shop.session, "KO 5").evidence.warnings}


def answer_at_once(shop: Workplace) -> None:
    code = receive(shop)
    shop.clock.move(hours=1)
    assert feedback.answer(shop.session, code, AnswerInput("Cửa hàng đã gọi lại.")).allowed


def let_it_lie(shop: Workplace) -> None:
    receive(shop)
    shop.clock.move(hours=13)


def answer_late(shop: Workplace) -> None:
    assert feedback.answer(shop.session, "PH-0001", AnswerInput("Xin lỗi vì trả lời trễ.")).allowed


# --- KO 3 and VK 3 --------------------------------------------------------------------------------


def disclose(session: Session, customer: Customer, recipient: Recipient, **changes: Any) -> Outcome:
    typed = DisclosureInput(recipient.id, DELIVERY, frozenset({NAME}))
    return disclosures.disclose(session, customer.code, replace(typed, **changes))


def add_stranger(session: Session) -> Recipient:
    typed = RecipientInput("Công ty bán dữ liệu", RecipientRole.OTHER, frozenset({DELIVERY}), frozenset({NAME}))
    return recipients.add(session, typed)


def give_to_a_stranger(shop: Workplace) -> set[str]:
    session = shop.session
    return references(disclose(session, add_customer(session), add_stranger(session)).decision)


def answer_an_authority(shop: Workplace) -> None:
    session = shop.session
    session.confirm(Operation.DISCLOSE_TO_AUTHORITY, MANAGER_PASSPHRASE)
    given = disclose(session, add_customer(session), add_authority(session), purpose_id=LAW, authority=PAPERS)
    assert given.allowed


def have_given_to_a_stranger(shop: Workplace) -> None:
    session = shop.session
    given_elsewhere(session, add_customer(session), add_stranger(session))


def give_without_commitment(shop: Workplace) -> set[str]:
    session = shop.session
    carrier = recipients.add(session, RecipientInput("Giao Nhanh", RecipientRole.CARRIER))
    return references(disclose(session, add_customer(session), carrier).decision)


def give_to_the_carrier(shop: Workplace) -> None:
    assert disclose(shop.session, add_customer(shop.session), add_carrier(shop.session)).allowed


def let_the_commitment_run_out(shop: Workplace) -> None:
    session = shop.session
    carrier = add_carrier(session, signed=paper(expires_on=TODAY.replace(day=23)))
    assert disclose(session, add_customer(session), carrier).allowed
    shop.clock.move(days=5)


def sign_again(shop: Workplace) -> None:
    (carrier,) = recipients.all_of(shop.session)
    recipients.record_commitment(shop.session, carrier.id, paper())


# --- VK 9 -----------------------------------------------------------------------------------------


def sell_to_a_child(shop: Workplace) -> set[str]:
    session = shop.session
    taken = parcels.take_order(session, add_child(session).code, order_of(None))
    return references(taken.outcome.decision)


def sell_with_the_mother(shop: Workplace) -> None:
    session = shop.session
    child, mother = add_child(session), add_customer(session, "Trần Thị Hoa")
    guard(session, child, mother)
    take_parcels(session, child, None)


def learn_the_birth_date_later(shop: Workplace) -> None:
    session = shop.session
    someone = add_customer(session, "Bé Na", is_declared_adult=False)
    take_parcels(session, someone, None)  # on the contract, the age not known: allowed, and counted
    shop.clock.move(hours=1)
    beyond_the_gate(session, "UPDATE customer SET birth_on = '2016-01-01' WHERE id = ?", someone.id)


def ask_the_mother(shop: Workplace) -> None:
    shop.clock.move(hours=1)
    guard(shop.session, customers.get(shop.session, "KH-00001"), add_customer(shop.session, "Trần Thị Hoa"))


# --- VK 7 -----------------------------------------------------------------------------------------


def use_an_erased_record(shop: Workplace) -> set[str]:
    session = shop.session
    customer = add_customer(session)
    beyond_the_gate(
        session, "UPDATE customer SET erased_at = ? WHERE id = ?", "2026-11-21T03:00:00.000000Z", customer.id
    )
    return references(contacts.contact(session, customer.code, CARE, Channel.CALL).decision)


def correct_the_name(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    customers.correct(shop.session, customer.code, Correction("Khách báo sai tên", name="Nguyễn Văn Đạt"))


def leave_an_old_number(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    customers.set_phone_state(shop.session, customer.code, 0, ContactState.CHANGED)
    shop.clock.move(days=11)


def write_the_new_number(shop: Workplace) -> None:
    customers.add_phone(shop.session, "KH-00001", "0988 111 222")


# --- VK 5 and VK 8: what rows alone do not show ---------------------------------------------------


def step_out_of_the_role(shop: Workplace) -> set[str]:
    return turned_away(lambda: staff.add(shop.as_staff(), "Người lạ", Role.MANAGER, "bảy con vịt bơi dưới ao"))


def open_what_has_no_site(shop: Workplace) -> set[str]:
    return turned_away(lambda: links.opened(shop.session, "file:///etc/passwd", LinkAbout.POLICY))


def open_the_carriers_page(shop: Workplace) -> None:
    links.opened(shop.session, "https://ghn.vn/tra-cuu", LinkAbout.RECIPIENT)


def record(control: Control) -> Callable[[Workplace], object]:
    def breach(shop: Workplace) -> str:
        return promises.record_breach(shop.session, BreachInput(control, "Người lạ đã xem được sổ", shop.clock.now()))

    return breach


def close(shop: Workplace) -> None:
    promises.close_breach(shop.session, "VP-0001", "Đã đổi mọi mật khẩu.")


ROWS = (
    ClauseRow(
        "KO 3", give_to_a_stranger, answer_an_authority, "to_authorities", have_given_to_a_stranger, nothing
    ),
    ClauseRow(
        "KO 4a", choose_a_weak_passphrase, lambda shop: trail.verify(shop.session), "checks",
        leave_it_for_eight_days, lambda shop: shop.open(), told="weak_passphrase",
    ),
    ClauseRow(
        "KO 4b", leak_the_street, print_and_hand_over, "labels_clean", hand_over_unchecked, nothing, told="PLACE"
    ),
    ClauseRow(
        "KO 5", wait_for_ten_hours, answer_at_once, "answered_in_time", let_it_lie, answer_late, told="feedback_near"
    ),
    ClauseRow(
        "VK 3", give_without_commitment, give_to_the_carrier, "to_partners", let_the_commitment_run_out, sign_again
    ),
    ClauseRow(
        "VK 5", step_out_of_the_role, lambda shop: shop.open(), "sign_ins", record(Control.ACCESS_CONTROL), close,
        told="role_forbidden",
    ),
    ClauseRow("VK 7", use_an_erased_record, correct_the_name, "corrections", leave_an_old_number, write_the_new_number),
    ClauseRow(
        "VK 8", open_what_has_no_site, open_the_carriers_page, "links_opened", record(Control.OUTSIDE_LINKS), close,
        told="invalid_link",
    ),
    ClauseRow(
        "VK 9", sell_to_a_child, sell_with_the_mother, "orders_with_guardian", learn_the_birth_date_later,
        ask_the_mother,
    ),
)  # fmt: skip


@pytest.fixture
def shop(pack: str, tmp_path: Path) -> Iterator[Workplace]:
    one = shop_of(tmp_path, pack)
    yield one
    one.close()


@pytest.mark.parametrize(("pack", "row"), cases(ROWS), ids=name_of)
def test_what_breaks_the_clause_is_refused_for_the_clauses_reason(shop: Workplace, row: ClauseRow) -> None:
    prove_refused(shop, row)


@pytest.mark.parametrize(("pack", "row"), cases(ROWS), ids=name_of)
def test_what_keeps_the_clause_raises_its_figure(shop: Workplace, row: ClauseRow) -> None:
    prove_counted(shop, row)


@pytest.mark.parametrize(("pack", "row"), cases(ROWS), ids=name_of)
def test_a_broken_clause_is_at_risk_once_mended_and_explained_never_kept(shop: Workplace, row: ClauseRow) -> None:
    prove_explained(shop, row)


def test_no_clause_is_left_out_and_every_control_can_be_measured() -> None:
    mine = {**promise_safety.MEASURES, **promise_partners.MEASURES, **promise_minors.MEASURES}
    assert {row.clause for row in ROWS} == clauses_of(mine)
    assert set(mine).isdisjoint(promise_use.MEASURES)
    assert set(promises.MEASURES) == set(Control)


# --- where the packs differ -----------------------------------------------------------------------


def add_installer(session: Session) -> Recipient:
    purpose = INSTALLATION if session.policy().purpose(INSTALLATION) else DELIVERY
    typed = RecipientInput("Thợ lắp đặt", RecipientRole.INSTALLER, frozenset({purpose}), frozenset({NAME}))
    installer = recipients.add(session, typed)
    return recipients.record_commitment(session, installer.id, paper())


def give_to_the_installer(session: Session) -> Outcome:
    installer = add_installer(session)
    (purpose,) = installer.purposes
    return disclose(session, add_customer(session), installer, purpose_id=purpose)


@pytest.mark.parametrize("pack", ["vietking", "combined"])
def test_a_committed_installer_may_get_data_under_vietking_and_the_combined_pack(shop: Workplace) -> None:
    assert give_to_the_installer(shop.session).allowed
    assert promise_of(shop.session, "VK 3").evidence.figures[0].value == 1


@pytest.mark.parametrize("pack", ["the-king-oil"])
def test_an_installer_never_gets_data_under_the_king_oil(shop: Workplace) -> None:
    refused = give_to_the_installer(shop.session)
    assert "KO 3" in references(refused.decision)
    promise = promise_of(shop.session, "KO 3")
    assert {one.id: one.value for one in promise.evidence.figures}["blocked"] == 1


@pytest.mark.parametrize("pack", pack_ids())
def test_a_disclosure_the_gate_never_saw_is_judged_by_its_own_version(shop: Workplace, pack: str) -> None:
    session = shop.session
    installer = add_installer(session)
    (purpose,) = installer.purposes
    given_elsewhere(session, add_customer(session), installer, (purpose, LegalBasis.CONTRACT))
    broken = {one.clause.id for one in measured(session).promises if one.evidence.violations}
    assert ("KO 3" in broken) == (pack == "the-king-oil")
