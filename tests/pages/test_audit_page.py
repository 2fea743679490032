"""The audit page: every act in plain words, and the proof that nobody changed one."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger.assets import load_wording
from ledger.domain.audit import AuditAction
from ledger.domain.errors import AuditBroken
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import feedback, overview, trail
from ledger.services.audit_list import GROUPS, AuditQuery, ids, rows
from ledger.services.feedback import FeedbackInput
from ledger.services.session import Session
from ledger.storage.audit_log import hash_at
from services.verbs import ONLY_THE_MANAGER, STAFF_MAY, make_busy
from support.drivers_registers import AtTheForm, AtTheRegister, here
from support.services import Workplace, add_customer
from support.storage import MANAGER, MANAGER_PASSPHRASE
from support.trail_files import run_check
from support.window import make_desk
from ui.dialogs.trail_export import TrailExportDialog
from ui.pages.audit import AuditPage
from ui.places import PageId, Target
from ui.tasks import ImmediateTasks, Job
from ui.widgets.audit_verification import Verification
from ui.widgets.audit_words import AuditWords


def sit_down(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> AtTheRegister:
    window = make_desk(shop.session, tmp_path / "window.ini", language=Language.EN)
    return AtTheRegister(qtbot, window, AuditPage)


@pytest.fixture
def page(shop: Workplace, qtbot: QtBot, tmp_path: Path) -> AtTheRegister:
    add_customer(shop.session)
    return sit_down(qtbot, shop, tmp_path)


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
def test_every_act_and_every_group_has_words_and_none_is_left_over(language: Language) -> None:
    keys = load_wording(language).keys()
    acts = {key.removeprefix("audit_actions.") for key in keys if key.startswith("audit_actions.")}
    groups = {key.removeprefix("audit_groups.") for key in keys if key.startswith("audit_groups.")}
    assert acts == {one.value for one in AuditAction}
    assert groups == set(GROUPS)


def live(session: Session) -> None:
    """Do everything that can be done, once."""
    make_busy(session)
    for verb in (STAFF_MAY | ONLY_THE_MANAGER).values():
        verb(session)


def test_whatever_is_done_its_entry_reads_as_words_and_never_as_it_is_stored(shop: Workplace) -> None:
    live(shop.session)
    words = AuditWords(shop.session.policy(), load_wording(Language.EN))
    found = [one for at in ids(shop.session, AuditQuery()) for one in rows(shop.session, [at])]
    unknown = {name for one in found for name, _ in words.facts(one.body or {}) if name.islower() or "_" in name}
    assert unknown == set()
    lines = [words.line(one.body or {}) for one in found]
    assert not any(sign in line for line in lines for sign in "{}[]")
    assert len({one.action for one in found}) > 20


def test_what_no_program_of_today_wrote_is_shown_plainly(shop: Workplace) -> None:
    words = AuditWords(shop.session.policy(), load_wording(Language.EN))
    assert words.facts({"moon_phase": "full", "recipient": 7}) == (("moon_phase", "full"), ("Recipient", "7"))


# --- the list -----------------------------------------------------------------------------------


def test_entries_stand_newest_first_with_who_what_and_about_whom(page: AtTheRegister) -> None:
    assert page.column("What")[0] == "Customer added"
    assert page.column("About")[0] == "KH-00001"
    assert page.column("Who")[0] == "Chị Bình"
    assert page.column("Details")[0].startswith("Data: ")
    assert page.column("No.") == [str(number) for number in range(len(page.rows()), 0, -1)]


def test_the_chosen_entry_in_full_and_from_it_to_its_customer(page: AtTheRegister) -> None:
    facts = page.facts()
    assert (facts["About"], facts["Source"]) == ("KH-00001", "At the shop")
    page.clicks("Open the customer")
    assert page.window.targets == [Target(PageId.CUSTOMERS, "KH-00001")]


def test_filters_by_kind_of_act_customer_and_period(page: AtTheRegister) -> None:
    page.picks("Kind of act", "Customers")
    assert page.column("What") == ["Customer added"]
    page.picks("Kind of act", "All")
    page.searches("kh-00001")
    assert page.column("What") == ["Customer added"]
    page.searches("KH-99999")
    assert "Nothing found" in page.words()
    page.searches("")
    page.picks("Period", "Last month")
    assert page.rows() == []


def test_filter_by_member_knows_who_was_added_since(page: AtTheRegister, shop: Workplace) -> None:
    shop.as_staff()
    shop.open()
    again = AtTheRegister(page.qtbot, make_desk(shop.session, shop.home / "w.ini", language=Language.EN), AuditPage)
    again.picks("Member", "Anh Dũng")
    assert set(again.column("Who")) == {"Anh Dũng"}


def test_sent_here_about_a_customer(page: AtTheRegister, shop: Workplace) -> None:
    feedback.receive(shop.session, FeedbackInput(Channel.CALL, "Hàng chậm"))
    page.is_sent_here(Target(PageId.AUDIT, "KH-00001"))
    assert set(page.column("About")) == {"KH-00001"}


def test_details_of_an_erased_person_are_said_to_be_gone(page: AtTheRegister, shop: Workplace) -> None:
    with shop.session.write() as uow:
        uow.audit(AuditAction.ERASED, "KH-00001", {})
        uow.erase_bodies("KH-00001")
    page.does("refresh")
    assert "Details deleted with the person" in page.column("Details")


# --- the proof ----------------------------------------------------------------------------------


def test_the_head_stands_there_in_groups_of_four_to_be_compared_with_paper(
    page: AtTheRegister, shop: Workplace
) -> None:
    head = trail.head_of(shop.session)
    shown = page.words().replace(" ", "").replace("\n", "")
    assert head.hash.hex() in shown
    assert f"Newest entry: {head.seq}" in page.words()
    page.clicks("Copy the head")
    assert QApplication.clipboard().text() == head.hash.hex()


def test_nobody_checked_yet_then_the_manager_checks_and_it_stays_known(page: AtTheRegister) -> None:
    assert "never checked" in page.words()
    page.does("audit.verify")
    assert "Everything holds." in page.words()
    assert "intact" in page.words()
    assert "by Chị Bình: entries found whole:" in page.words()
    assert page.column("What")[0] == "Ledger verified"


def test_a_broken_trail_is_said_with_what_to_do(page: AtTheRegister, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_session: Session) -> Iterator[int]:
        yield 0
        raise AuditBroken(seq=4, why="hash")

    monkeypatch.setattr(trail, "check_in_slices", broken)
    page.clicks("Verify now")
    assert "does not hold" in page.words()
    said = page.refusal()
    assert said[0].startswith("The audit trail no longer holds from entry 4")
    assert any("Copy the whole folder" in one for one in said)
    assert "Ledger verified" not in page.column("What")


# --- an old paper -------------------------------------------------------------------------------


def compares(page: AtTheRegister, number: str, head: str) -> str:
    """Type a footer and compare it; return what is said then."""
    page.line("Number of the entry on the paper").setText(number)
    page.line("Head on the paper").setText(head)
    page.clicks("Compare")
    return page.words()


def test_the_footer_of_an_old_paper_is_compared_with_the_trail(page: AtTheRegister, shop: Workplace) -> None:
    head = (hash_at(shop.session.db, 3) or b"").hex()[:16]
    assert "this paper matches" in compares(page, "3", head)
    said = compares(page, "2", head)
    assert "does not match" in said
    assert "this paper matches" not in said
    assert "The ledger ends at entry" in compares(page, "9.999", head)


def test_what_no_footer_says_is_told_where_it_was_typed(page: AtTheRegister) -> None:
    assert "16 digits and letters from a to f" in compares(page, "3", "8f3a")
    said = compares(page, "ba", "8f3a 22c0 9b1d 4e57")
    assert "Type the number of the entry" in said
    assert "16 digits" not in said


def test_the_keyboard_alone_compares_a_paper(page: AtTheRegister, shop: Workplace) -> None:
    number = page.line("Number of the entry on the paper")
    page.goes_to(number)
    QTest.keyClicks(here(), "2")
    QTest.keyClick(here(), Qt.Key.Key_Tab)
    QTest.keyClicks(here(), (hash_at(shop.session.db, 2) or b"").hex()[:16])
    QTest.keyClick(here(), Qt.Key.Key_Return)
    assert "this paper matches" in page.words()


# --- the proof for somebody outside -------------------------------------------------------------


def export(page: AtTheRegister) -> AtTheForm:
    page.clicks("Export the proof…")
    dialog = page.dialog(TrailExportDialog)
    assert dialog is not None
    return AtTheForm(dialog)


def test_the_proof_is_exported_after_the_passphrase_and_holds_for_a_stranger(
    page: AtTheRegister, shop: Workplace, tmp_path: Path
) -> None:
    target = tmp_path / "proof.zip"
    page.window.messages.file_answers.append(target)
    form = export(page)
    before = trail.head_of(shop.session)
    assert f"Entries: {before.seq} · signatures: " in form.words()
    form.clicks("Choose where…")
    asked = page.confirmation()
    asked.line(f"Passphrase of {MANAGER}").setText(MANAGER_PASSPHRASE)
    asked.saves()
    assert page.window.messages.file_wishes[-1].name == "sokin-trail-2026-11-21.zip"
    assert "proof.zip" in form.words()
    assert page.column("What")[0] == "Proof of the audit trail exported"
    with zipfile.ZipFile(target) as archive:
        archive.extractall(tmp_path / "out")
    head = before.hash.hex()[:16]
    code, said = run_check(tmp_path / "out", f"{before.seq}:{head}")
    assert (code, said.startswith(f"HOLDS: {before.seq + 1} entries")) == (0, True)
    form.clicks("Done")
    assert page.dialog(TrailExportDialog) is None


def test_no_place_chosen_no_file_and_nothing_recorded(page: AtTheRegister, shop: Workplace) -> None:
    shop.session.mark_confirmed(Operation.EXPORT)
    before = trail.head_of(shop.session)
    form = export(page)
    form.clicks("Choose where…")
    assert trail.head_of(shop.session) == before
    form.clicks("Cancel")
    assert page.dialog(TrailExportDialog) is None


def test_looking_says_what_is_left_out_without_the_details(page: AtTheRegister) -> None:
    form = export(page)
    assert "All but those erased with a customer: 0" in form.words()
    form.unticks("With the details of each act (codes, counts and names of fields)")
    QApplication.processEvents()
    assert "what an act says is not" in form.words()


def test_a_file_that_cannot_be_written_is_said_and_the_form_stays(
    page: AtTheRegister, shop: Workplace, tmp_path: Path
) -> None:
    shop.session.mark_confirmed(Operation.EXPORT)
    page.window.messages.file_answers.append(tmp_path / "no such folder" / "proof.zip")
    form = export(page)
    form.clicks("Choose where…")
    assert "proof.zip" in form.words()
    assert form.button("Choose where…").isEnabled()


def _refuse(error: Exception) -> None:
    raise error


class Queue(ImmediateTasks):
    """Keeps jobs in a queue, as the ledger's thread does; the test lets them pass one by one."""

    jobs: list[Job]

    def start(self, job: Job) -> None:
        self.jobs.append(job)

    def pass_one(self) -> None:
        super().start(self.jobs.pop(0))


def test_others_are_answered_between_two_slices_and_a_check_can_be_stopped(shop: Workplace) -> None:
    tasks = Queue(_refuse, shop.session)
    tasks.jobs = []
    check, told, stopped = Verification(tasks), list[str](), list[bool]()
    check.progressed.connect(lambda _checked: told.append("slice"))
    check.stopped.connect(lambda: stopped.append(True))
    before = trail.head_of(shop.session).seq
    check.start()
    tasks.read(tasks, overview.count, lambda _found: told.append("another"))
    for _ in range(3):
        tasks.pass_one()
    assert told == ["slice", "another", "slice"]
    check.stop()
    while tasks.jobs:
        tasks.pass_one()
    assert (stopped, check.is_running, trail.head_of(shop.session).seq) == ([True], False, before)


def test_staff_are_told_that_the_trail_is_the_managers(shop: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    shop.as_staff()
    page = sit_down(qtbot, shop, tmp_path)
    assert "only the manager reads it" in page.words()
    assert not page.button("Verify now").isEnabled()
    assert page.page.handlers() == {}
