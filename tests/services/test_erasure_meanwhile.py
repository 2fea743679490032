"""An erasure among other work: others record meanwhile, the promises go on counting, the program is killed."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from ledger.domain.collection import CookieChoice
from ledger.domain.customer import ContactState
from ledger.domain.errors import (
    ErasureBlocked,
)
from ledger.domain.ids import RetentionRunId
from ledger.domain.promise import Period, PromiseState
from ledger.domain.purpose import Channel
from ledger.services import (
    browser,
    customers,
    erasure,
    erasure_evidence,
    erasure_files,
    feedback,
    notices,
    promises,
)
from ledger.services.customers import Correction
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session, back_up
from ledger.storage import erasure as rows
from ledger.storage import journal
from ledger.storage.backups_kept import managed
from ledger.storage.erased import residue, shape_of
from ledger.storage.journal import JournalLine
from support.erasing import erase, erasing
from support.notices import publish
from support.promises import WORDS, beyond_the_gate, figure, promise_of, state
from support.services import (
    Workplace,
    add_customer,
    snapshot,
)

KH = "KH-00001"


# --- others at work meanwhile ---------------------------------------------------------------------


def test_who_is_blocked_or_gone_by_then_is_passed_over_in_a_run(session: Session) -> None:
    for _ in range(3):
        add_customer(session)
    beyond_the_gate(session, "INSERT INTO retention_run VALUES (1, 'LT-0001', '2026', 'x', '{}', '{}', NULL)")
    work = erasing(session, KH, "KH-00002", "KH-00003", run_id=RetentionRunId(1))
    next(work)
    complain(session)
    made = to_the_end(work)
    assert [(one.customer_code, one.run_code) for one in erasure.records(session)] == [
        ("KH-00003", "LT-0001"),
        ("KH-00002", "LT-0001"),
    ]
    assert made == ("XD-0001", "XD-0002")
    assert customers.get(session, KH).name is not None


def complain(session: Session) -> None:
    feedback.receive(session, feedback.FeedbackInput(Channel.CALL, "Hàng chậm", KH))


def test_the_only_one_who_is_blocked_by_then_is_told(session: Session) -> None:
    add_customer(session)
    work = erasing(session, KH)
    next(work)
    complain(session)
    with pytest.raises(ErasureBlocked):
        to_the_end(work)
    assert erasure.records(session) == ()


def test_what_is_recorded_about_the_person_while_measuring_is_measured_too(session: Session) -> None:
    customer = add_customer(session)
    work = erasing(session, KH)
    while next(work)[0] < 3:
        pass
    customers.correct(session, customer.code, Correction("viết sai", name="Nguyễn Văn Đực"))
    to_the_end(work)
    assert figure(session, "VK 7", "corrections") == 1


def test_what_is_recorded_while_others_are_erased_is_measured_again(session: Session) -> None:
    for _ in range(2):
        add_customer(session)
    work = erasing(session, KH, "KH-00002")
    for _ in work:
        if erasure.records(session):
            break
    customers.correct(session, "KH-00002", Correction("viết sai", name="Nguyễn Văn Đực"))
    to_the_end(work)
    assert figure(session, "VK 7", "corrections") == 1


def test_a_person_at_whom_others_never_stop_working_is_measured_three_times(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = add_customer(session)
    monkeypatch.setattr(erasure_evidence, "is_fresh", lambda *_: False)
    steps = list(erasure_evidence.preparing(session, {customer.id: KH}))
    clauses = len(session.policy().clauses)
    assert sum(step == (0, clauses) for step in steps) >= 3


# --- the promises ---------------------------------------------------------------------------------


def test_what_was_written_down_for_an_erasure_that_never_came_counts_nothing(session: Session) -> None:
    customer = add_customer(session)
    beyond_the_gate(session, "UPDATE customer SET source = NULL")
    before = promise_of(session, "KO 1")
    to_the_end(erasure_evidence.preparing(session, {customer.id: KH}))
    assert promise_of(session, "KO 1") == before


def test_a_promise_broken_before_stays_broken_and_can_still_be_explained(shop: Workplace) -> None:
    session = shop.session
    add_customer(session)
    customers.set_address_state(session, KH, customers.get(session, KH).addresses[0], ContactState.CHANGED)
    shop.clock.move(days=12)
    assert state(session, "VK 7") is PromiseState.BROKEN
    erase(session, KH)
    (violation,) = promise_of(session, "VK 7").evidence.violations
    assert (violation.kind, violation.closed_at) == ("address_not_replaced", shop.clock.at)
    assert state(session, "VK 7") is PromiseState.BROKEN  # that it ended does not explain it
    promises.explain(session, promise_of(session, "VK 7").control, violation.reference, WORDS)
    assert state(session, "VK 7") is PromiseState.AT_RISK
    shop.clock.move(days=60)
    assert promise_of(session, "VK 7").evidence.violations == ()


def test_what_was_explained_stays_explained_without_the_words(shop: Workplace) -> None:
    session = shop.session
    add_customer(session)
    customers.set_address_state(session, KH, customers.get(session, KH).addresses[0], ContactState.CHANGED)
    shop.clock.move(days=12)
    (violation,) = promise_of(session, "VK 7").evidence.violations
    promises.explain(session, promise_of(session, "VK 7").control, violation.reference, WORDS)
    erase(session, KH)
    (explained,) = promise_of(session, "VK 7").evidence.violations
    assert explained.explanation is not None
    assert explained.explanation.words == ""


def test_a_record_whose_purpose_nobody_wrote_down_is_still_warned_of(session: Session) -> None:
    add_customer(session)
    add_customer(session)
    assert [one.count for one in promise_of(session, "VK 1").evidence.warnings] == [2]
    erase(session, KH)
    assert [(one.kind, one.count) for one in promise_of(session, "VK 1").evidence.warnings] == [("no_purpose", 2)]
    erase(session, "KH-00002")
    assert [(one.kind, one.count) for one in promise_of(session, "VK 1").evidence.warnings] == [("no_purpose", 2)]


def test_what_was_kept_too_long_was_kept_too_long_in_the_months_before_too(session: Session) -> None:
    add_customer(session)
    assert browser.record(session, KH, CookieChoice.ACCEPTED, "203.0.113.7", "vi").allowed
    beyond_the_gate(session, "UPDATE browser_record SET keep_until = '2026-09-01T00:00:00.000000Z'")
    september = Period(date(2026, 9, 1), date(2026, 9, 30))
    before = promise_of(session, "VK 4", september).evidence.violations
    erase(session, KH)
    after = promise_of(session, "VK 4", september).evidence.violations
    assert [one.reference for one in after] == [one.reference for one in before] == ["browser:1"]
    assert [one.closed_at for one in after] == [session.clock.now()]


def test_a_notice_that_waits_for_the_erased_does_not_hold_up_its_run(session: Session) -> None:
    add_customer(session)
    run_id = publish(session)
    erase(session, KH)
    notices.finish(session, run_id)
    assert notices.open_run_id(session) is None


# --- stopped in between ---------------------------------------------------------------------------


def test_killed_between_journal_and_commit_the_erasure_is_completed_at_the_next_opening(
    shop: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files are taken at the very moment the line is on the disk and the transaction is not."""
    session = shop.session
    add_customer(session)
    customers.set_address_state(session, KH, customers.get(session, KH).addresses[0], ContactState.CHANGED)
    shop.clock.move(days=12)
    before = promise_of(session, "VK 7").evidence
    taken = shop.home / "taken" / "so kin"
    append = journal.append

    def append_and_take(path: Path, lines: Sequence[JournalLine]) -> None:
        append(path, lines)
        shutil.copytree(path.parent, taken)

    monkeypatch.setattr(journal, "append", append_and_take)
    erase(session, KH)
    monkeypatch.undo()
    shop.close()
    other = Workplace(shop.home / "taken", clock=shop.clock)
    reopened = other.open()
    try:
        assert customers.get(reopened, KH).erased_at is not None
        assert residue(reopened.db, customers.get(reopened, KH).id, shape_of(reopened.db)) == 0
        done = erasure.record(reopened, "XD-0001")
        assert (done.customer_code, done.erased_by, done.backups_left) == (KH, reopened.member.id, 0)
        assert done.checked_at is not None
        reopened.vault.verify_audit(everything=True)
        after = promise_of(reopened, "VK 7").evidence
        assert {one.reference for one in after.violations} == {one.reference for one in before.violations}
        assert [one.code for one in reopened.vault.warnings] == ["journal_applied"]
    finally:
        other.close()


def test_stopped_before_the_files_were_rewritten_it_is_finished_when_a_manager_opens_the_ledger(
    shop: Workplace,
) -> None:
    add_customer(shop.session)
    for _ in (work := erasing(shop.session, KH)):
        if erasure.records(shop.session):
            break
    work.close()
    assert erasure.record(shop.session, "XD-0001").checked_at is None
    staff = shop.as_staff()
    assert [one.code for one in staff.vault.warnings] == ["erasure_unfinished"]
    assert erasure_files.is_unfinished(staff.db)
    manager = shop.open()
    done = erasure.record(manager, "XD-0001")
    assert (done.checked_at, done.backups_rewritten) == (shop.clock.at, 1)
    assert manager.vault.warnings == ()
    assert to_the_end(erasure_files.finishing(manager.vault)) == 0


def test_a_backup_made_before_the_file_was_written_anew_is_rewritten_too(shop: Workplace) -> None:
    """Nobody stands in its rows, but the free parts of its pages may still hold a copy."""
    add_customer(shop.session)
    for _ in (work := erasing(shop.session, KH)):
        if erasure.records(shop.session):
            break
    work.close()
    shop.clock.move(minutes=1)
    back_up(shop.as_staff())
    done = erasure.record(shop.open(), "XD-0001")
    assert (done.backups_rewritten, done.backups_left) == (2, 0)


def test_a_backup_that_cannot_be_opened_is_left_and_told_with_its_day(shop: Workplace) -> None:
    add_customer(shop.session)
    path = back_up(shop.session)
    path.write_bytes(path.read_bytes()[:5000])
    made_at = managed(shop.session.vault.folder)[0][1]
    shop.clock.move(minutes=1)
    erase(shop.session, KH)
    done = erasure.record(shop.session, "XD-0001")
    assert (done.backups_rewritten, done.backups_left, done.backup_left_at) == (1, 1, made_at)
    assert path.stat().st_size == 5000


def test_doing_it_again_from_the_journal_changes_nothing(shop: Workplace) -> None:
    add_customer(shop.session)
    erase(shop.session, KH)
    before = snapshot(shop.session)
    with shop.session.write() as uow:
        rows.apply_line(uow.db, erasure.record(shop.session, "XD-0001").order().payload())
        assert uow.db.total_changes - uow._changes == 0
    assert snapshot(shop.session) == before
    assert shop.open().vault.warnings == ()
