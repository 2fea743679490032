"""Who may look through what; and that no verb of the services at all stands in no table of roles."""

import io

import pytest

from ledger.domain.draft import DraftForm
from ledger.domain.ids import DraftId
from ledger.services import (
    audit_list,
    backups,
    customer_list,
    disclosure_list,
    doctor,
    drafts,
    feedback_list,
    finding,
    parcel_list,
    restoring,
    trail,
    trail_proof,
)
from ledger.services.audit_list import AuditQuery
from ledger.services.session import Session
from services.verbs import drive, make_busy
from support.roles import Verb, every_verb, tried_somewhere, verbs_in, written_though_refused
from support.services import Workplace, confirmed

KH = "KH-00001"


def half_written(one: Session) -> DraftId:
    """Leave a form half-written, as a lock does."""
    drafts.keep(one, (drafts.HalfWritten(DraftForm.CUSTOMER, typed={"name": "Hoa"}),))
    return drafts.waiting(one)[0].id


STAFF_MAY: dict[str, Verb] = {
    "backups.kept": backups.kept,
    "backups.second_place": backups.second_place,
    "backups.copy_out": backups.copy_out,
    "backups.copy_out_if_due": backups.copy_out_if_due,
    "customer_list.ids": lambda one: customer_list.ids(one, customer_list.CustomerQuery()),
    "customer_list.rows": lambda one: customer_list.rows(one, customer_list.ids(one, customer_list.CustomerQuery())),
    "customer_list.count_to_correct": customer_list.count_to_correct,
    "disclosure_list.ids": lambda one: disclosure_list.ids(one, disclosure_list.DisclosureQuery(customer_code=KH)),
    "disclosure_list.rows": lambda one: disclosure_list.rows(one, [1]),
    "disclosure_list.attempt_ids": lambda one: disclosure_list.attempt_ids(one, disclosure_list.AttemptQuery()),
    "disclosure_list.attempt_rows": lambda one: disclosure_list.attempt_rows(one, [1]),
    "drafts.keep": half_written,
    "drafts.waiting": drafts.waiting,
    "drafts.read": lambda one: drafts.read(one, half_written(one)),
    "drafts.discard": lambda one: drafts.discard(one, half_written(one)),
    "feedback_list.ids": lambda one: feedback_list.ids(one, feedback_list.FeedbackQuery()),
    "feedback_list.rows": lambda one: feedback_list.rows(one, [1]),
    "finding.find_anything": lambda one: finding.find_anything(one, "Đức"),
    "parcel_list.ids": lambda one: parcel_list.ids(one, parcel_list.ParcelQuery()),
    "parcel_list.rows": lambda one: parcel_list.rows(one, [1]),
    "restoring.paused_until": restoring.paused_until,
}
ONLY_THE_MANAGER: dict[str, Verb] = {
    "audit_list.ids": lambda one: audit_list.ids(one, AuditQuery()),
    "audit_list.rows": lambda one: audit_list.rows(one, [1]),
    "backups.choose_second": lambda one: backups.choose_second(one, drive(one)),
    "doctor.inside": lambda one: list(doctor.inside(one)),
    "restoring.thin_again": restoring.thin_again,
    "trail.check_paper": lambda one: trail.check_paper(one, 1, "0" * 16),
    "trail_proof.contents": trail_proof.contents,
    "trail_proof.export": lambda one: trail_proof.export(one, io.BytesIO()),
    "trail_proof.export_in_slices": lambda one: list(trail_proof.export_in_slices(one, io.BytesIO())),
}
# What verbs are made of, and the demo: nothing a window or a command calls for a member.
PARTS = {
    "card_lines", "collected_lines", "collecting", "contact_rules", "deciding", "deciding_many", "demo_promises",
    "demo_rights", "importing", "promise_collecting", "promise_minors", "promise_partners", "promise_reaching",
    "promise_safety", "promise_use", "use_columns",
}  # fmt: skip


@pytest.fixture
def busy(shop: Workplace) -> Workplace:
    make_busy(confirmed(shop.session))
    backups.choose_second(shop.session, drive(shop.session))
    return shop


def test_staff_may_look_through_the_lists(busy: Workplace) -> None:
    one = busy.as_staff()
    for verb in STAFF_MAY.values():
        verb(one)


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_what_shows_everybodys_acts_is_refused_to_staff(busy: Workplace, name: str) -> None:
    assert written_though_refused(confirmed(busy.as_staff()), ONLY_THE_MANAGER[name]) == []


def test_the_manager_may(busy: Workplace) -> None:
    for verb in ONLY_THE_MANAGER.values():
        verb(confirmed(busy.session))


def test_every_verb_of_the_services_stands_in_a_table() -> None:
    here = verbs_in(STAFF_MAY, ONLY_THE_MANAGER)
    missing = {verb for verb in every_verb() - tried_somewhere() if verb.partition(".")[0] not in PARTS}
    assert missing - here == set()
    assert here <= every_verb()
