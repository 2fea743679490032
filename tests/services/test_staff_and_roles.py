"""Who may do what: every verb of the services, tried by staff and by the manager (``security.md`` 5.5)."""

import inspect
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest

from ledger.domain.errors import NameTaken, PlaceMissing, TextMissing, WeakPassphrase
from ledger.domain.staff import Role
from ledger.domain.wording import Language
from ledger.services import (
    browser,
    consents,
    contact_export,
    contact_lists,
    contacts,
    customer_card,
    customers,
    data_uses,
    disclosures,
    do_not_call,
    evidence,
    feedback,
    handover,
    importing_customers,
    importing_orders,
    keeping,
    labels,
    overview,
    parcels,
    preferences,
    promises,
    recipients,
    recovery,
    reports,
    reveals,
    session,
    staff,
    status,
    survey,
    throttle,
    today,
    trail,
)
from services.verbs import ONLY_THE_MANAGER, STAFF_MAY, make_busy
from support.roles import written_though_refused
from support.services import Workplace, confirmed, person, snapshot
from support.storage import MANAGER, STAFF, STAFF_PASSPHRASE

# Tried elsewhere, or no act of a signed-in member: opening, making, and what runs inside another verb.
ELSEWHERE = {
    "evidence.read_file", "evidence.read_about_customer", "evidence.checked", "keeping.is_due", "keeping.purge_due",
    "recovery.recovery_sheet", "throttle.wait",
    "session.create_ledger", "session.open_ledger", "session.read_shop", "session.confirm_recovery",
    "customers.store", "customers.store_guardian", "customers.store_restriction", "consents.store",
    "consents.store_stop",
    "contact_export.leaving", "contact_export.count_body", "do_not_call.export_for_check",
    "do_not_call.export_for_check_in_slices", "do_not_call.listed_among", "do_not_call.listed_among_in_slices",
    "do_not_call.read_listed", "data_uses.export_anew_in_slices",
    "feedback.store", "feedback.decide_answer",
    "contacts.store", "parcels.store", "parcels.read_order", "parcels.customer_code_of", "parcels.as_stored",
    "labels.purpose_of", "labels.decide_batch", "labels.render_batch", "labels.record_batch",
    "handover.show_number", "handover.read_number", "staff.change_passphrase",
    "reports.prepare_disclosure_report", "reports.prepare_consent_receipt", "handover.prepare_manifest",
    "handover.fields_for", "handover.manifest_paper", "recipients.store", "recipients.store_commitment",
    "recipients.store_label_agreement", "recipients.store_zones", "recipients.scan",
}  # fmt: skip


@pytest.fixture
def busy(shop: Workplace) -> Workplace:
    make_busy(shop.session)
    return shop


def test_staff_may_do_the_work_of_every_day(busy: Workplace) -> None:
    one = busy.as_staff()
    assert one.member.role is Role.STAFF
    for verb in STAFF_MAY.values():
        busy.clock.at += timedelta(seconds=1)
        verb(one)
    manifest = handover.newest_manifest(one)
    assert manifest is not None
    assert handover.manifest_paper(one, manifest, Language.VI).pdf.startswith(b"%PDF")


def test_what_is_the_managers_is_refused_to_staff_and_nothing_is_written(busy: Workplace) -> None:
    one = busy.as_staff()
    confirmed(one)  # so that nothing but the role stands in the way
    left = {name: written_though_refused(one, verb) for name, verb in ONLY_THE_MANAGER.items()}
    assert {name: what for name, what in left.items() if what} == {}
    assert list((one.vault.folder.parent / "usb").iterdir()) == []


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_the_manager_may_do_it(busy: Workplace, name: str) -> None:
    ONLY_THE_MANAGER[name](confirmed(busy.session))


def public_verbs(module: ModuleType) -> set[str]:
    short = module.__name__.rpartition(".")[2]
    return {
        f"{short}.{name}"
        for name, value in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and value.__module__ == module.__name__
    }


def test_no_verb_is_forgotten_here() -> None:
    modules = (
        browser, consents, contact_export, contact_lists, contacts, customer_card, customers, data_uses, disclosures,
        do_not_call, evidence, feedback, handover, importing_customers, importing_orders, keeping, labels, overview,
        parcels, preferences, promises, recipients, recovery, reports, reveals, session, staff, status, survey,
        throttle, today, trail,
    )  # fmt: skip
    known = {name.partition(" ")[0] for name in (*STAFF_MAY, *ONLY_THE_MANAGER)} | ELSEWHERE
    assert set().union(*map(public_verbs, modules)) == known


# --- accounts -----------------------------------------------------------------------------------


def test_everybody_has_a_name_a_role_and_a_passphrase_of_their_own(shop: Workplace) -> None:
    added = staff.add(shop.session, STAFF, Role.STAFF, STAFF_PASSPHRASE)
    assert {(one.name, one.role) for one in staff.members(shop.session)} == {
        (MANAGER, Role.MANAGER),
        (STAFF, Role.STAFF),
    }
    assert shop.open(STAFF, STAFF_PASSPHRASE).member.id == added.id


def test_a_weak_passphrase_a_taken_name_and_no_name_are_refused(shop: Workplace) -> None:
    before = snapshot(shop.session)
    for name, passphrase, error in (
        (STAFF, "123456", WeakPassphrase),
        (MANAGER, STAFF_PASSPHRASE, NameTaken),
        (" ", STAFF_PASSPHRASE, TextMissing),
    ):
        with pytest.raises(error):
            staff.add(shop.session, name, Role.STAFF, passphrase)
    assert snapshot(shop.session) == before


def test_a_name_shows_nowhere_in_the_trail(shop: Workplace) -> None:
    staff.add(shop.session, STAFF, Role.STAFF, STAFF_PASSPHRASE)
    bodies = " ".join(row[0] for row in shop.session.db.execute("SELECT body FROM audit_body"))
    assert STAFF not in bodies
    assert "Dũng" not in bodies


# --- the proof ----------------------------------------------------------------------------------


def test_the_manager_proves_the_whole_trail_and_the_proof_is_on_it(busy: Workplace) -> None:
    head = trail.head_of(busy.session)
    seen: list[int] = []
    proof = trail.verify(busy.session, seen.append)
    assert (proof.seq, proof.head, proof.entries) == (head.seq, head.hash.hex(), head.seq)
    assert 0 < proof.transactions < proof.entries
    assert trail.verify(busy.session).entries == head.seq + 1


def test_a_proof_in_slices_lets_others_work_between_and_checks_what_they_wrote(busy: Workplace) -> None:
    slices = trail.check_in_slices(busy.session)
    assert next(slices) == 0
    customers.add(busy.session, person("Hoa"))
    while True:
        try:
            next(slices)
        except StopIteration as end:
            verified = end.value
            break
    head = trail.head_of(busy.session)
    assert (verified.entries, verified.head.seq) == (head.seq, head.seq)
    assert trail.record_check(busy.session, verified).head == head.hash.hex()


def test_the_trail_of_one_customer_holds_that_customer_only(busy: Workplace) -> None:
    entries = trail.entries_of(busy.session, "KH-00002")
    assert [one.entry.action for one in entries] == ["customer.added"]
    assert len(trail.fingerprint_of(busy.session)) == 16


def test_the_manager_carries_a_backup_to_another_folder(shop: Workplace, tmp_path: Path) -> None:
    with pytest.raises(PlaceMissing):
        session.back_up(confirmed(shop.session), tmp_path / "usb")  # an unplugged drive
    (tmp_path / "usb").mkdir()
    made = session.back_up(confirmed(shop.session), tmp_path / "usb")
    assert made.parent == tmp_path / "usb"
    assert made.stat().st_size > 0
