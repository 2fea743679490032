"""The next version of the policy in the window: drafted, kept, reviewed clause by clause, and published."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ledger.assets import resource_path
from ledger.domain.policy import Clause, Control, Statement
from ledger.domain.wording import Language
from ledger.services import policy_versions
from support import access
from support.drivers_partners import keep
from support.drivers_policy import AtTheDraft, AtThePolicy
from support.program import settle
from support.services import MARKETING, Workplace, add_customer
from support.window import Window, make_desk
from ui.pages.policy import PolicyPage
from ui.places import PageId, Target

VI, EN = "Text in Vietnamese", "Text in English"


@pytest.fixture
def window(shop: Workplace, tmp_path: Path) -> Window:
    add_customer(shop.session)
    return make_desk(shop.session, tmp_path / "window.ini", language=Language.EN)


@pytest.fixture
def manager(qtbot: QtBot, window: Window) -> AtThePolicy:
    page = PolicyPage(window.desk)
    keep(qtbot, page)
    return AtThePolicy(page)


@pytest.fixture
def draft(manager: AtThePolicy) -> AtTheDraft:
    manager.clicks("New version…")
    return manager.draft()


def clause(shop: Workplace, clause_id: str) -> Clause:
    """The clause as the draft in the ledger has it."""
    found = policy_versions.draft(shop.session)
    assert found is not None
    return next(one for one in found.pack.clauses if one.id == clause_id)


# --- editing ------------------------------------------------------------------------------------


def test_a_draft_is_saved_only_when_the_manager_says_so(draft: AtTheDraft, shop: Workplace) -> None:
    before = clause(shop, "VK 8").text
    draft.goes_to_clause("VK 8")
    draft.writes("Cửa hàng không chịu trách nhiệm về trang khác.", VI)
    assert "Not saved" in draft.reads()
    assert clause(shop, "VK 8").text == before
    draft.clicks("Save the draft")
    assert clause(shop, "VK 8").text.vi == "Cửa hàng không chịu trách nhiệm về trang khác."
    assert "Not saved" not in draft.reads()
    assert "Begun from version 1" in draft.reads()


def test_leaving_asks_before_typed_words_go(draft: AtTheDraft, manager: AtThePolicy, window: Window) -> None:
    draft.writes("Khác", VI)
    assert manager.page.holds_typed()
    window.messages.answer_yes = False
    QTest.keyClick(draft.dialog, Qt.Key.Key_Escape)
    assert len(window.messages.questions) == 1
    assert manager.sees_draft()
    window.messages.answer_yes = True
    draft.clicks("Close")
    assert not manager.sees_draft()
    assert not manager.page.holds_typed()


def test_a_saved_draft_is_continued_and_can_be_discarded(
    manager: AtThePolicy, draft: AtTheDraft, shop: Workplace
) -> None:
    draft.goes_to_clause("KO 5")
    draft.writes("Trả lời trong 6 giờ.", VI)
    draft.clicks("Save the draft")
    draft.clicks("Close")
    manager.clicks("Continue the draft")
    again = manager.draft()
    again.goes_to_clause("KO 5")
    assert again.paragraph(VI).toPlainText() == "Trả lời trong 6 giờ."
    again.clicks("Discard the draft…")
    assert policy_versions.draft(shop.session) is None
    assert manager.sees_button("New version…")


def test_clauses_are_added_moved_and_removed(draft: AtTheDraft, shop: Workplace) -> None:
    draft.goes_to_clause("VK 10")
    draft.clicks("Add a clause")
    draft.types("GC 1")
    draft.writes("Dữ liệu được giữ 24 tháng sau đơn cuối.", VI)
    draft.ticks("How long data are kept")
    draft.picks("Wrong data are corrected or erased", "What keeps it")
    draft.clicks("Up")
    assert draft.listed()[-2:] == ["GC 1", "VK 10"]
    draft.goes_to_clause("KO 1")
    draft.button_named("Remove this clause").click()
    assert draft.listed()[0] == "KO 2"
    draft.clicks("Save the draft")
    kept = clause(shop, "GC 1")
    assert kept.control is Control.CORRECTION
    assert kept.states == {Statement.RETENTION}


def test_a_control_brings_its_settings_with_their_ends(draft: AtTheDraft, shop: Workplace) -> None:
    draft.goes_to_clause("KO 5")
    draft.sets_number("24", "Hours to answer")
    assert "From 1 to 168" in draft.reads()
    draft.goes_to_clause("VK 8")
    draft.picks("Minors are served only with the guardian's consent", "What keeps it")
    draft.sets_number("20", "Minor below this age")
    draft.goes_to_clause("VK 10")
    draft.ticks("Letter")
    draft.clicks("Save the draft")
    assert clause(shop, "KO 5").parameters["hours"] == 24
    assert clause(shop, "VK 8").parameters == {"minor_age": 20}
    assert clause(shop, "VK 10").parameters == {"channels": "EMAIL,HOME_PAGE,POST"}


def test_purposes_come_from_known_words_or_from_the_shops_own(draft: AtTheDraft, shop: Workplace) -> None:
    draft.turns_to("Purposes")
    draft.picks("Payments", "Purpose to add")
    draft.clicks("Add")
    draft.picks("Another purpose", "Purpose to add")
    draft.types("Đổi trả hàng", "The purpose in your own words")
    draft.clicks("Add")
    draft.picks("By contract", "Legal basis")
    draft.clicks("Save the draft")
    found = policy_versions.draft(shop.session)
    assert found is not None
    added = {one.id: (one.text.vi, one.basis.value) for one in found.pack.purposes[-2:]}
    assert added == {"payment_management": ("Thanh toán", "CONSENT"), "doi_tra_hang": ("Đổi trả hàng", "CONTRACT")}


def test_a_purpose_that_goes_is_gone_everywhere(draft: AtTheDraft, shop: Workplace) -> None:
    draft.turns_to("Purposes")
    draft.goes_to_clause("Installation")
    draft.button_named("Remove this purpose").click()
    draft.clicks("Save the draft")
    found = policy_versions.draft(shop.session)
    assert found is not None
    assert all("installation" not in one.needed_by for one in found.pack.fields)
    assert all("installation" not in one.purposes for one in found.pack.recipient_rules)


def test_fields_and_sharing_are_ticked_with_the_keyboard(draft: AtTheDraft, shop: Workplace) -> None:
    draft.turns_to("Data collected")
    draft.ticks_with_space("Gender", "Marketing and offers")
    draft.ticks_with_space("Wishes", "Collected")
    assert not draft.is_ticked("Wishes", "Collected")
    draft.turns_to("Sharing")
    draft.ticks_with_space("Receives data", "Other third party")
    draft.ticks_with_space("For: Marketing and offers", "Other third party")
    draft.ticks_with_space("Data: Name", "Other third party")
    draft.turns_to("Title and labels")
    draft.ticks("The amount to collect")
    draft.types("https://theking.example/chinh-sach", "Link")
    draft.clicks("Save the draft")
    found = policy_versions.draft(shop.session)
    assert found is not None
    fields = {one.id: one for one in found.pack.fields}
    assert MARKETING in next(one.needed_by for key, one in fields.items() if key == "gender")
    assert "wishes" not in fields
    other = next(one for one in found.pack.recipient_rules if one.role.value == "OTHER")
    assert (set(other.purposes), set(other.fields), other.needs_commitment) == ({MARKETING}, {"name"}, True)
    assert not found.pack.label.shows_amount_to_collect
    assert found.pack.link == "https://theking.example/chinh-sach"


def test_a_refused_text_stays_typed_and_the_refusal_is_read(draft: AtTheDraft, shop: Workplace) -> None:
    draft.goes_to_clause("KO 5")
    draft.paragraph(VI).setPlainText("dài " * 2000)
    draft.clicks("Save the draft")
    assert "Clause" in draft.dialog.banner.text()
    assert draft.paragraph(VI).toPlainText().startswith("dài dài")
    assert "Not saved" in draft.reads()
    assert len(clause(shop, "KO 5").text.vi) < 1000


def test_markup_is_only_text(draft: AtTheDraft) -> None:
    draft.goes_to_clause("KO 5")
    draft.writes("<b>Giữ kín</b> & <img src=x>", VI)
    draft.clicks("Review and publish…")
    assert any("<b>Giữ kín</b> & <img src=x>" in one.toPlainText() for one in draft.marked())


# --- reviewing and publishing -------------------------------------------------------------------


def test_the_review_tells_what_publishing_would_do(draft: AtTheDraft) -> None:
    draft.goes_to_clause("KO 5")
    draft.writes("Trả lời trong 6 giờ.", VI)
    draft.turns_to("Purposes")
    draft.goes_to_clause("Marketing and offers")
    draft.types("Quảng cáo", VI)
    draft.clicks("Review and publish…")
    told = draft.reads()
    assert "Customers to be told: 1." in told
    assert "Clauses that affect customers and change: KO 5" in told
    assert "Customers are asked; an earlier yes, if any, no longer counts: Marketing and offers" in told
    assert "KO 3 says that nobody outside gets data, VK 3 says that partners may." in told
    assert "No clause states: How long data are kept." in told
    assert "Article 16(1)" in told
    assert "Changed" in told


def test_faults_are_named_and_keep_it_from_being_published(draft: AtTheDraft) -> None:
    draft.goes_to_clause("KO 5")
    draft.writes("", VI)
    draft.types("80,50", "Warned at (percent of the time)")
    draft.clicks("Review and publish…")
    told = draft.reads()
    assert "Clause KO 5, Text in Vietnamese: Nothing is written here yet." in told
    assert "Clause KO 5, Warned at (percent of the time): This cannot stand here." in told
    assert not draft.button("Publish…").isEnabled()
    draft.clicks("Back to the draft")
    assert draft.sees_button("Save the draft")


def test_nothing_changed_is_nothing_to_publish(draft: AtTheDraft) -> None:
    draft.clicks("Review and publish…")
    assert "Change something before you publish it." in draft.reads()
    assert not draft.button("Publish…").isEnabled()


def publish(draft: AtTheDraft, clause_id: str) -> None:
    draft.goes_to_clause(clause_id)
    draft.writes("Nội dung mới.", VI)
    draft.clicks("Review and publish…")
    draft.clicks("Publish…")
    draft.confirms()


def test_publishing_asks_for_the_passphrase_and_a_wrong_one_publishes_nothing(
    draft: AtTheDraft, shop: Workplace
) -> None:
    draft.goes_to_clause("VK 8")
    draft.writes("Nội dung mới.", VI)
    draft.clicks("Review and publish…")
    draft.clicks("Publish…")
    assert draft.is_asked_for_passphrase()
    draft.confirms("không phải nó")
    assert len(policy_versions.lines(shop.session)) == 1


def test_what_stays_inside_the_shop_is_in_force_at_once(
    draft: AtTheDraft, manager: AtThePolicy, shop: Workplace, window: Window
) -> None:
    publish(draft, "VK 8")
    assert shop.session.policy().number == 2
    assert window.messages.toasts[-1] == "Version 2 is published and in force."
    assert not manager.sees_draft()


def test_what_affects_customers_leads_to_the_notices(
    draft: AtTheDraft, manager: AtThePolicy, shop: Workplace, window: Window
) -> None:
    publish(draft, "KO 5")
    assert shop.session.policy().number == 1
    assert window.targets == [Target(PageId.POLICY, act="notices")]
    manager.page.open_target(window.targets[-1])
    assert manager.tab() == "Notices"
    manager.turns_to("Versions")
    assert [row[0:1] + row[4:] for row in manager.rows("Versions")] == [("2", "Notices running"), ("1", "In force")]


def test_while_notices_run_the_next_version_has_to_wait(draft: AtTheDraft, manager: AtThePolicy) -> None:
    publish(draft, "KO 5")
    manager.clicks("New version…")
    following = manager.draft()
    following.goes_to_clause("VK 8")
    following.writes("Nội dung khác.", VI)
    following.clicks("Review and publish…")
    assert "Version 2 still waits for its notices." in following.reads()
    assert not following.button("Publish…").isEnabled()


# --- versions -----------------------------------------------------------------------------------


def test_with_one_version_there_is_nothing_to_compare(manager: AtThePolicy) -> None:
    manager.turns_to("Versions")
    assert "There is only one version so far" in manager.reads()


def test_versions_are_looked_at_and_compared(manager: AtThePolicy, draft: AtTheDraft) -> None:
    publish(draft, "VK 8")
    manager.turns_to("Versions")
    manager.chooses("2", "Versions")
    told = manager.reads()
    assert "VK 8" in told
    assert "Vietnamese · Before" in told
    manager.chooses("1", "Versions")
    manager.clicks("Look at this version")
    assert manager.tab() == "Clauses"
    assert "You are looking at version 1, which is no longer in force." in manager.reads()


def test_a_file_becomes_a_draft_and_another_file_is_refused_in_words(
    manager: AtThePolicy, window: Window, shop: Workplace, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("meta = [", encoding="utf-8")
    window.messages.file_answers = [broken, tmp_path / "gone.toml", resource_path("policies", "vietking.toml")]
    manager.turns_to("Versions")
    manager.clicks("New version from a file…")
    manager.clicks("New version from a file…")
    assert "broken.toml" in window.messages.toasts[0]
    assert "gone.toml" in window.messages.toasts[1]
    assert policy_versions.draft(shop.session) is None
    manager.clicks("New version from a file…")
    assert manager.draft().listed()[0] == "VK 1"


def test_staff_read_and_compare_but_write_nothing(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    window = make_desk(shop.as_staff(), tmp_path / "window.ini", language=Language.EN)
    page = PolicyPage(window.desk)
    keep(qtbot, page)
    staff = AtThePolicy(page)
    assert "Read-only" in staff.reads()
    assert not staff.sees_button("New version…")
    staff.turns_to("Versions")
    assert staff.sees_button("Look at this version")
    assert not staff.sees_button("New version from this one…")


# --- for everybody ------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["Clauses", "Purposes", "Data collected", "Sharing", "Title and labels"])
def test_every_part_of_the_draft_is_there_by_keyboard_and_by_ear(draft: AtTheDraft, part: str) -> None:
    draft.turns_to(part)
    settle()
    for faults in (access.nameless, access.silent_icons, access.tab_faults, access.unseen_focus, access.clipped):
        assert faults(draft.dialog) == [], faults.__name__
