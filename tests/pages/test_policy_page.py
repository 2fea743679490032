"""The policy as the shop reads it: every clause as published, what keeps it, and the rules it comes with."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ledger.domain.policy import Control
from ledger.domain.wording import Language
from support.drivers_partners import AtTheDesk, keep
from support.services import Workplace
from support.window import make_desk
from ui.pages.policy import PolicyPage
from ui.places import PageId, Target
from ui.widgets.clipboard import clear_private


def reading(
    qtbot: QtBot, shop: Workplace, tmp_path: Path, language: Language = Language.EN
) -> tuple[AtTheDesk, PolicyPage]:
    window = make_desk(shop.session, tmp_path / "window.ini", language=language)
    page = PolicyPage(window.desk)
    keep(qtbot, page)
    return AtTheDesk(page), page


def the_text(page: PolicyPage) -> str:
    return page.clauses.words.toPlainText()


def test_the_version_in_force_is_named(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _ = reading(qtbot, shop, tmp_path)
    told = person.reads()
    assert "The King Oil and VIETKING policies combined · version 1 · in force since 21/11/2026 10:00" in told
    assert "published by Chị Bình" in told


def test_every_clause_can_be_read_with_the_arrow_keys(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, page = reading(qtbot, shop, tmp_path)
    clauses = shop.session.policy().clauses
    table = person.table("Clauses")
    table.setFocus()
    read = []
    for _ in clauses:
        read.append(the_text(page))
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert read == [one.text.en or one.text.vi for one in clauses]


def test_the_vietnamese_original_is_one_press_away(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, page = reading(qtbot, shop, tmp_path)
    first = shop.session.policy().clauses[0]
    assert the_text(page) == first.text.en
    person.clicks("Vietnamese original")
    assert the_text(page) == first.text.vi
    person.clicks("Translation")
    assert the_text(page) == first.text.en


def test_in_vietnamese_the_original_is_what_one_reads(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, page = reading(qtbot, shop, tmp_path, Language.VI)
    assert the_text(page) == shop.session.policy().clauses[0].text.vi
    assert not person.sees_button("Vietnamese original")


def test_a_clause_tells_what_the_program_does_for_it_and_with_which_numbers(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    person, page = reading(qtbot, shop, tmp_path)
    page.open_target(Target(PageId.POLICY, "KO 5"))
    told = person.reads()
    assert "Every feedback gets a deadline, and a late answer stays late." in told
    assert "Hours to answer\n12" in told
    assert "Affects customers" in told


def test_ids_inside_parameters_are_read_as_words(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, page = reading(qtbot, shop, tmp_path)
    page.open_target(Target(PageId.POLICY, "KO 3"))
    assert "Document number, Date of the document, Issuing body, Legal reference" in person.reads()
    page.open_target(Target(PageId.POLICY, "VK 2b"))
    assert "Purpose\nMarketing and offers" in person.reads()


def test_purposes_show_their_legal_basis(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _ = reading(qtbot, shop, tmp_path)
    person.turns_to("Purposes")
    rows = {row[0]: row[1:3] for row in person.rows("Purposes")}
    assert rows["Marketing and offers"] == ("By consent", "yes")
    assert rows["Delivery of goods"] == ("By contract", "no")


def test_the_data_collected_show_what_they_are_needed_for(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _ = reading(qtbot, shop, tmp_path)
    person.turns_to("Data collected")
    rows = {row[0]: row[1:] for row in person.rows("Data that may be collected")}
    assert rows["Date of birth"][0] == "Identity"
    assert "Greetings on special occasions" in rows["Date of birth"][1]
    assert set(rows) == {one.text.en for one in shop.session.policy().fields}


def test_the_rules_of_sharing_and_of_labels_are_told_in_words(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _ = reading(qtbot, shop, tmp_path)
    person.turns_to("Sharing")
    told = person.reads()
    assert "Only with a signed commitment that is valid and complete." in told
    assert "Carrier" in told
    person.turns_to("Labels")
    assert "never shown\nPhone, email, street, ward and goods" in person.reads()


def test_rows_can_be_copied_and_nothing_can_be_typed(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, page = reading(qtbot, shop, tmp_path)
    assert page.clauses.findChildren(QLineEdit) == []
    person.turns_to("Purposes")
    person.chooses("Marketing", "Purposes")
    QTest.keyClick(person.table("Purposes"), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Marketing and offers\tBy consent\tyes\t1" in QGuiApplication.clipboard().text()
    clear_private()
    assert page.clauses.words.isReadOnly()


@pytest.mark.parametrize("language", list(Language))
def test_every_control_and_parameter_has_words(language: Language) -> None:
    from ledger.assets import load_pack, load_wording, pack_ids

    wording = load_wording(language)
    assert all(f"controls.{control.value}" in wording for control in Control)
    clauses = [clause for pack_id in pack_ids() for clause in load_pack(pack_id).clauses]
    assert all(f"control_parameters.{key}" in wording for clause in clauses for key in clause.parameters)
