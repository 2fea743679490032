"""The partners: who they are, what they signed, and every form around them, worked as a manager would."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import CommitmentItem
from ledger.domain.wording import Language
from ledger.services import recipients
from ledger.services.session import Session
from support import services as s
from support.drivers_partners import AtTheDesk, keep
from support.services import TODAY, Workplace
from support.window import Window, make_desk
from ui.pages.recipients import RecipientsPage
from ui.places import PageId, Target

SEVEN = "All seven items"
PDF = b"%PDF-1.4 a signed paper"


def at_partners(qtbot: QtBot, session: Session, tmp_path: Path) -> tuple[AtTheDesk, Window, RecipientsPage]:
    window = make_desk(session, tmp_path / "window.ini", language=Language.EN)
    page = RecipientsPage(window.desk)
    keep(qtbot, page)
    return AtTheDesk(page), window, page


def partners(person: AtTheDesk) -> dict[str, str]:
    return {row[0]: row[1] for row in person.rows("Partners")}


def stored(session: Session, name: str) -> recipients.RecipientView:
    return recipients.view(session, recipients.by_name(session, name).id)


# --- the list -----------------------------------------------------------------------------------


def test_without_partners_the_page_says_what_to_do_next(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _, _ = at_partners(qtbot, shop.session, tmp_path)
    assert "No partner yet" in person.reads()
    assert "No partner chosen" in person.reads()


def test_each_partner_shows_how_its_commitment_stands(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    day = timedelta(days=1)
    s.add_carrier(shop.session, "Bền Vững")
    s.add_carrier(shop.session, "Gần Hết", signed=s.paper(expires_on=TODAY + 3 * day))
    s.add_carrier(shop.session, "Hôm Nay", signed=s.paper(expires_on=TODAY))
    s.add_carrier(shop.session, "Hết Hạn", signed=s.paper(expires_on=TODAY - day))
    s.add_carrier(shop.session, "Thiếu Mục", signed=s.paper(items=frozenset({CommitmentItem.PURPOSE})))
    s.add_authority(shop.session)
    recipients.add(shop.session, recipients.RecipientInput("Chưa Ký", RecipientRole.CARRIER))
    person, _, _ = at_partners(qtbot, shop.session, tmp_path)
    assert partners(person) == {
        "Bền Vững": "valid until 20/05/2027",
        "Gần Hết": "ends in 3 days",
        "Hôm Nay": "ends today",
        "Hết Hạn": "expired 20/11/2026",
        "Thiếu Mục": "Incomplete",
        "Công an phường Ba Đình": "Not needed",
        "Chưa Ký": "no commitment",
    }
    labels = {row[0]: row[2] for row in person.rows("Partners")}
    assert (labels["Bền Vững"], labels["Chưa Ký"], labels["Công an phường Ba Đình"]) == ("agreed", "not agreed", "–")


def test_typing_narrows_the_list_without_marks_and_by_role(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    s.add_carrier(shop.session, "Giao Nhanh")
    s.add_carrier(shop.session, "Thợ Lắp", role=RecipientRole.INSTALLER)
    person, _, page = at_partners(qtbot, shop.session, tmp_path)
    for words, left in (
        ("tho lap", ["Thợ Lắp"]),
        ("carrier", ["Giao Nhanh"]),
        ("nobody", []),
        ("", ["Giao Nhanh", "Thợ Lắp"]),
    ):
        person.types(words, "Find a partner")
        page.pane.box.flush()
        assert list(partners(person)) == left
        assert ("Nothing found" in person.reads()) is (not left)


def test_the_end_of_commitments_sorts_the_list(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    s.add_carrier(shop.session, "An", signed=s.paper(expires_on=TODAY + timedelta(days=90)))
    s.add_carrier(shop.session, "Bình", signed=s.paper(expires_on=TODAY + timedelta(days=9)))
    s.add_authority(shop.session)
    person, _, page = at_partners(qtbot, shop.session, tmp_path)
    header = page.table.header
    ends = page.model.columns[1].sort
    assert ends is not None
    header.want_sort(ends, descending=False)
    assert list(partners(person)) == ["Bình", "An", "Công an phường Ba Đình"]
    header.want_sort(ends, descending=True)
    assert list(partners(person))[-1] == "Bình"


def test_a_closed_partner_is_hidden_until_asked_for_and_can_be_used_again(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    s.add_carrier(shop.session)
    person, window, _ = at_partners(qtbot, shop.session, tmp_path)
    window.messages.answer_yes = False
    person.clicks("Close…")
    assert "Giao Nhanh" in window.messages.questions[-1].title
    assert stored(shop.session, "Giao Nhanh").recipient.closed_at is None
    window.messages.answer_yes = True
    person.clicks("Close…")
    assert partners(person) == {}
    person.ticks("Show closed")
    assert partners(person) == {"Giao Nhanh": "Closed"}
    person.clicks("Use again…")
    assert stored(shop.session, "Giao Nhanh").recipient.closed_at is None
    assert partners(person) == {"Giao Nhanh": "valid until 20/05/2027"}


# --- the chosen one -----------------------------------------------------------------------------


def test_the_details_tell_what_was_agreed_signed_and_given(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    s.add_carrier(
        shop.session, "Giao Nhanh", signed=s.paper(items=frozenset(CommitmentItem) - {CommitmentItem.COOPERATION})
    )
    person, window, _ = at_partners(qtbot, shop.session, tmp_path)
    told = person.reads()
    assert "Cooperation on violations: missing" in told
    assert "Signed 25/05/2026 · ends 20/05/2027" in told
    assert "Masked labels agreed on 21/11/2026" in told
    assert "Hà Nội · HN-01" in told
    assert "Delivery of goods" in told
    assert "Nothing was given to this partner yet." in told
    person.clicks("Open the register")
    assert window.targets == [Target(PageId.DISCLOSURES)]


def test_what_the_policy_would_allow_but_was_not_agreed_is_marked(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    rule = shop.session.policy().rule_for(RecipientRole.CARRIER)
    assert rule is not None
    s.add_carrier(shop.session, fields=rule.fields - {sorted(rule.fields)[0]})
    person, _, _ = at_partners(qtbot, shop.session, tmp_path)
    assert person.reads().count("the policy would allow it, but it was not agreed") == 1


def test_the_arrow_keys_walk_through_the_partners(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    s.add_carrier(shop.session, "An Khang")
    s.add_carrier(shop.session, "Bình Minh", role=RecipientRole.INSTALLER)
    person, _, page = at_partners(qtbot, shop.session, tmp_path)
    assert "Routing zones" in person.reads()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert "Routing zones" not in person.reads()


# --- adding and changing ------------------------------------------------------------------------


def test_a_partner_is_added_with_what_the_policy_lets_its_kind_have(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    person, window, page = at_partners(qtbot, shop.session, tmp_path)
    page.handlers()["new"]()
    form = person.form()
    form.types("Thợ Lắp Minh Long", "Name")
    form.picks("Installer", "Kind of partner")
    form.types("0912 345 678", "Phone (if any)")
    offered = form.boxes()
    assert offered["Installation"]
    assert "Delivery of goods" not in offered
    form.ticks("Address")
    form.clicks("Add the partner")
    assert not person.sees_form()
    added = stored(shop.session, "Thợ Lắp Minh Long").recipient
    assert added.role is RecipientRole.INSTALLER
    assert "address" not in added.fields
    assert "name" in added.fields
    assert "0912 345 678" in person.reads()
    assert window.messages.toasts == ["The partner was added. Record its commitment next."]


def test_what_cannot_be_stored_is_told_under_its_field_and_nothing_is_lost(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    s.add_carrier(shop.session, "Giao Nhanh")
    person, _, _ = at_partners(qtbot, shop.session, tmp_path)
    person.clicks("New partner")
    form = person.form()
    form.types("giao nhanh", "Name")
    form.types("không có", "Phone (if any)")
    form.clicks("Add the partner")
    assert "This is not a telephone number. Enter 3 to 15 digits." in form.reads()
    form.types("0912345678", "Phone (if any)")
    form.clicks("Add the partner")
    assert "There is a recipient of this name with another role. Use another name." in form.reads()
    form.types("khong phai email", "Email (if any)")
    form.types("Khác", "Name")
    form.clicks("Add the partner")
    assert "This is not an email address such as lan@example.vn. Look again." in form.reads()
    assert (form.line("Name").text(), form.line("Phone (if any)").text()) == ("Khác", "0912345678")


def test_editing_keeps_the_role_and_changes_the_rest(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    s.add_carrier(shop.session)
    person, _, page = at_partners(qtbot, shop.session, tmp_path)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    form = person.form()
    assert not form.list("Kind of partner").isEnabled()
    form.types("12 Lê Lợi", "Address (if any)")
    form.ticks("Phone number")
    form.clicks("Save")
    changed = stored(shop.session, "Giao Nhanh").recipient
    assert changed.address == "12 Lê Lợi"
    assert "phone" not in changed.fields
    assert "12 Lê Lợi" in person.reads()


def test_leaving_a_changed_form_asks_first(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    s.add_carrier(shop.session)
    person, window, _ = at_partners(qtbot, shop.session, tmp_path)
    window.messages.answer_yes = False
    person.clicks("Edit…")
    form = person.form()
    form.ticks("Phone number")
    form.presses(Qt.Key.Key_Escape)
    assert [one.title for one in window.messages.questions] == ["Leave without saving?"]
    assert person.sees_form()


# --- coming from elsewhere, and other people -----------------------------------------------------


@pytest.mark.parametrize(
    ("act", "title", "heading"),
    [
        ("commitment", "Record a commitment", "Record a commitment of Bình Minh"),
        ("agreement", "Masked labels", "Masked labels of Bình Minh"),
        ("edit", "Edit the partner", "Edit the partner"),
        ("zones", "Routing zones", "Routing zones of Bình Minh"),
        ("new", "New partner", "New partner"),
    ],
)
def test_a_way_out_leads_to_the_partner_and_begins_its_form(
    qtbot: QtBot, shop: Workplace, tmp_path: Path, act: str, title: str, heading: str
) -> None:
    s.add_carrier(shop.session, "An Khang")
    wanted = s.add_carrier(shop.session, "Bình Minh")
    person, _, page = at_partners(qtbot, shop.session, tmp_path)
    page.open_target(Target(PageId.RECIPIENTS, str(wanted.id), act))
    assert person.form().screen.windowTitle() == title  # seen in task bars, so it names nobody
    assert heading in person.form().reads().splitlines()


def test_a_closed_partner_is_found_all_the_same(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    closed = s.add_carrier(shop.session, "Bình Minh")
    recipients.close(shop.session, closed.id)
    person, _, page = at_partners(qtbot, shop.session, tmp_path)
    page.open_target(Target(PageId.RECIPIENTS, str(closed.id)))
    assert partners(person) == {"Bình Minh": "Closed"}
    assert "Carrier · closed on 21/11/2026" in person.reads()


def test_staff_read_everything_and_change_nothing(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    wanted = s.add_carrier(shop.session)
    person, window, page = at_partners(qtbot, shop.as_staff(), tmp_path)
    for words in ("New partner", "New commitment…", "Edit…", "Close…", "Change the masked labels"):
        assert not person.button(words).isEnabled()
        assert person.button(words).toolTip() == "Your account may not do this. Ask the manager."
    assert "Hà Nội · HN-01" in person.reads()
    page.open_target(Target(PageId.RECIPIENTS, str(wanted.id), "commitment"))
    page.handlers()["new"]()
    assert not person.sees_form()
    assert set(window.messages.toasts) == {"Your account may not do this. Ask the manager."}
