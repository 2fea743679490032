"""Handing over to the courier: who goes, who stays and why, scanning, and the manifest afterwards."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ledger.domain.audit import AuditAction
from ledger.domain.parcel import Parcel, ParcelState, show_code
from ledger.domain.recipient import Recipient
from ledger.services import customers, handover, parcels
from ledger.services.session import Session
from support.drivers_parcels import AtADialog, AtTheParcels
from support.services import add_carrier, add_customer, attempts, audited, print_all, take_parcels
from support.window import Window
from ui.dialogs.hand_over import HandOverDialog
from ui.dialogs.manifest import ManifestDialog
from ui.dialogs.manifest_password import ManifestPasswordDialog
from ui.dialogs.manifests import ManifestsDialog

LIST = "Parcels of this hand-over"
SCAN = "Scan or type a parcel code"


@pytest.fixture
def carrier(session: Session) -> Recipient:
    return add_carrier(session)


@pytest.fixture
def printed(session: Session, carrier: Recipient) -> tuple[Parcel, ...]:
    take_parcels(session, add_customer(session), carrier, count=3)
    return print_all(session)


def courier_comes(clerk: AtTheParcels) -> AtADialog:
    clerk.page.handlers()["parcels.hand_over"]()
    return clerk.at(HandOverDialog)


def states(session: Session, some: tuple[Parcel, ...]) -> list[ParcelState]:
    return [parcels.get(session, one.code).state for one in some]


@pytest.mark.usefixtures("carrier")
def test_all_printed_parcels_go_and_the_manifest_is_shown(
    qtbot: QtBot, window: Window, session: Session, printed: tuple[Parcel, ...]
) -> None:
    clerk = AtTheParcels(qtbot, window)
    desk = courier_comes(clerk)
    desk.types("Anh Tâm", into="Courier's name (on the manifest)")
    desk.clicks("Hand over parcels: 3")
    assert states(session, printed) == [ParcelState.HANDED_OVER] * 3
    (manifest,) = handover.manifests(session)
    assert (manifest.courier_name, manifest.parcels) == ("Anh Tâm", 3)
    assert clerk.sees(ManifestDialog)
    assert "Handed over: 3." in window.messages.toasts


@pytest.mark.usefixtures("carrier")
def test_who_scans_hands_over_what_was_scanned(
    qtbot: QtBot, window: Window, session: Session, printed: tuple[Parcel, ...]
) -> None:
    desk = courier_comes(AtTheParcels(qtbot, window))
    desk.line(SCAN).setFocus()
    for one in printed[:2]:
        desk.scans(one.code)
    assert "2 of 3 scanned" in desk.reads()
    assert [cells[-1] for cells in desk.rows(LIST)] == ["scanned", "scanned", "not scanned"]
    assert states(session, printed) == [ParcelState.PRINTED] * 3  # a scanner's Enter never hands over
    desk.clicks("Hand over parcels: 2")
    assert states(session, printed) == [ParcelState.HANDED_OVER] * 2 + [ParcelState.PRINTED]


@pytest.mark.usefixtures("carrier")
def test_a_window_made_small_between_two_scans_keeps_what_was_scanned(
    qtbot: QtBot, window: Window, session: Session, printed: tuple[Parcel, ...]
) -> None:
    desk = courier_comes(AtTheParcels(qtbot, window))
    desk.line(SCAN).setFocus()
    desk.scans(printed[0].code)
    desk.dialog.hide()
    desk.dialog.show()
    assert "1 of 3 scanned" in desk.reads()
    desk.clicks("Hand over parcels: 1")
    assert states(session, printed) == [ParcelState.HANDED_OVER, ParcelState.PRINTED, ParcelState.PRINTED]


@pytest.mark.usefixtures("carrier", "printed")
def test_a_parcel_of_somebody_else_is_told_at_once(qtbot: QtBot, window: Window) -> None:
    desk = courier_comes(AtTheParcels(qtbot, window))
    desk.line(SCAN).setFocus()
    desk.scans("000000000000")
    assert "This parcel is not in the list of this carrier." in desk.reads()
    assert "0 of 3 scanned" in desk.reads()


def test_what_the_gate_stops_stays_with_its_reason_and_is_evidence(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient, printed: tuple[Parcel, ...]
) -> None:
    silent = add_customer(session, "Trần Thị Ánh", phones=("0912 345 678",))
    (stopped,) = take_parcels(session, silent, carrier)
    print_all(session)
    customers.restrict(session, silent.code, is_restricted=True)
    desk = courier_comes(AtTheParcels(qtbot, window))
    assert [cells[-1] for cells in desk.rows(LIST) if cells[0] == show_code(stopped.code)] == ["stays here"]
    assert "91/2025/QH15" in desk.reads()
    desk.line(SCAN).setFocus()
    desk.scans(stopped.code)
    assert f"{show_code(stopped.code)} stays here." in desk.reads()
    desk.clicks("Hand over parcels: 3")
    assert states(session, (*printed, stopped)) == [ParcelState.HANDED_OVER] * 3 + [ParcelState.PRINTED]
    assert [one.parcel_id for one in attempts(session)] == [stopped.id]


@pytest.mark.usefixtures("carrier")
def test_without_a_printed_parcel_there_is_nothing_to_hand_over(qtbot: QtBot, window: Window) -> None:
    clerk = AtTheParcels(qtbot, window)
    assert not clerk.button("Hand over…").isEnabled()
    desk = courier_comes(clerk)  # by its key
    assert "No printed parcel waits" in desk.reads()
    assert not desk.button("Hand over parcels: 0").isEnabled()


@pytest.mark.usefixtures("printed")
def test_by_keyboard_only_ctrl_and_enter_hands_over(qtbot: QtBot, window: Window, session: Session) -> None:
    desk = courier_comes(AtTheParcels(qtbot, window))
    desk.line("Courier's name (on the manifest)").setFocus()
    QTest.keyClick(desk.here(), Qt.Key.Key_Return)
    assert handover.manifests(session) == ()
    QTest.keyClick(desk.here(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(handover.manifests(session)) == 1


# --- manifests ----------------------------------------------------------------------------------


@pytest.fixture
def manifest(qtbot: QtBot, window: Window, session: Session, carrier: Recipient, printed: object) -> AtADialog:
    """An earlier hand-over, opened again from the list of manifests."""
    assert printed
    handover.hand_over(session, carrier.id, "Anh Tâm")
    clerk = AtTheParcels(qtbot, window)
    clerk.clicks("Manifests")
    earlier = clerk.at(ManifestsDialog)
    assert [cells[0] for cells in earlier.rows("Manifests")] == ["BG-0001"]
    earlier.clicks("Show")
    return clerk.at(ManifestDialog)


def test_saving_a_manifest_again_is_recorded_and_discloses_nothing_new(
    window: Window, session: Session, manifest: AtADialog, tmp_path: Path
) -> None:
    window.messages.file_answers.append(tmp_path / "manifest.pdf")
    assert session.db.execute("SELECT count(*) FROM disclosure").fetchone() == (3,)
    given = audited(session, lambda: manifest.clicks("Save as PDF…"))
    assert given == [(AuditAction.MANIFEST_PRINTED, None)]
    assert session.db.execute("SELECT count(*) FROM disclosure").fetchone() == (3,)
    assert (tmp_path / "manifest.pdf").read_bytes().startswith(b"%PDF")


def test_a_manifest_saved_with_a_password_opens_only_with_it(
    qtbot: QtBot, window: Window, manifest: AtADialog, tmp_path: Path
) -> None:
    target = tmp_path / "manifest.pdf"
    window.messages.file_answers.append(target)
    manifest.clicks("With a password…")
    box = AtADialog(manifest.dialog.findChildren(ManifestPasswordDialog)[0], qtbot)
    box.types("bốn mùa gió nhẹ", into="Password")
    box.types("bốn mùa gió", into="Once more")
    box.clicks("Save as PDF…")
    assert "Not the same as above" in box.reads()
    assert not target.exists()
    box.types("bốn mùa gió nhẹ", into="Once more")
    box.clicks("Save as PDF…")
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(target)
    with pypdfium2.PdfDocument(target, password="bốn mùa gió nhẹ") as opened:
        assert len(opened) == 1


@pytest.mark.usefixtures("session")
def test_the_carrier_gets_a_spreadsheet(window: Window, manifest: AtADialog, tmp_path: Path) -> None:
    target = tmp_path / "manifest.xlsx"
    window.messages.file_answers.append(target)
    manifest.clicks("Spreadsheet for the carrier…")
    assert target.read_bytes().startswith(b"PK")
    assert "Saved: manifest.xlsx" in window.messages.toasts
