"""What partners sign: commitments with their scans, label agreements, routing zones."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from ledger.domain.policy import RecipientRole
from ledger.domain.wording import Language
from ledger.services import recipients
from ledger.services.session import Session
from support import services as s
from support.drivers_partners import AtTheDesk, keep
from support.services import TODAY, Workplace
from support.window import Window, make_desk
from ui.pages.recipients import RecipientsPage
from ui.widgets.recipient_scan_box import ScanBox

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


# --- commitments --------------------------------------------------------------------------------


def test_a_complete_commitment_with_its_scan_makes_the_partner_valid(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    recipients.add(shop.session, recipients.RecipientInput("Giao Nhanh", RecipientRole.CARRIER))
    scan = tmp_path / "cam ket.pdf"
    scan.write_bytes(PDF)
    person, window, _ = at_partners(qtbot, shop.session, tmp_path)
    person.clicks("New commitment…")
    form = person.form()
    assert "Missing: Purpose of the processing" in form.reads()
    form.clicks(SEVEN)
    assert "Missing" not in form.reads()
    window.messages.file_answers = [scan]
    form.clicks("Choose a file…")
    assert "cam ket.pdf" in form.reads()
    form.clicks("Record the commitment")
    view = stored(shop.session, "Giao Nhanh")
    paper = view.commitments[0]
    assert (paper.commitment.signed_on, paper.commitment.expires_on.isoformat()) == (TODAY, "2027-11-20")
    assert (paper.missing, paper.scan_name) == ((), "cam ket.pdf")
    assert partners(person) == {"Giao Nhanh": "valid until 20/11/2027"}


def test_an_incomplete_paper_is_told_beforehand_and_recorded_all_the_same(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    recipients.add(shop.session, recipients.RecipientInput("Giao Nhanh", RecipientRole.CARRIER))
    person, _, _ = at_partners(qtbot, shop.session, tmp_path)
    person.clicks("New commitment…")
    form = person.form()
    form.clicks(SEVEN)
    form.ticks("Legal basis")
    assert "Missing: Legal basis." in form.reads()
    form.clicks("Record the commitment")
    assert partners(person) == {"Giao Nhanh": "Incomplete"}
    assert "Legal basis: missing" in person.reads()


def test_the_last_day_follows_the_first_until_it_was_chosen(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    s.add_carrier(shop.session)
    person, _, _ = at_partners(qtbot, shop.session, tmp_path)
    person.clicks("New commitment…")
    form = person.form()
    form.sets_day(TODAY.replace(month=1, day=10), "Signed on")
    assert form.day("Last day").text() == "09/01/2027"
    form.sets_day(TODAY.replace(month=3, day=1), "Last day")
    assert "This paper has expired already." in form.reads()
    form.sets_day(TODAY.replace(month=6, day=1), "Signed on")
    assert form.day("Last day").text() == "01/03/2026"
    form.clicks("Record the commitment")
    assert "“Expires on” is not a possible date. Enter it as day/month/year." in form.reads()
    assert len(stored(shop.session, "Giao Nhanh").commitments) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x00\x01 a film", "Files of this kind are not kept. Only PDF, PNG, JPEG and plain text are."),
        (b"%PDF-" + b"x" * (5 * 1024 * 1024), "The file is larger than 5242880 bytes."),
        (None, "was not found"),
    ],
    ids=["another kind", "too large", "gone"],
)
def test_a_scan_that_cannot_be_kept_is_told_at_once(
    qtbot: QtBot, shop: Workplace, tmp_path: Path, content: bytes | None, why: str
) -> None:
    s.add_carrier(shop.session)
    file = tmp_path / "scan.bin"
    if content is not None:
        file.write_bytes(content)
    person, window, _ = at_partners(qtbot, shop.session, tmp_path)
    person.clicks("New commitment…")
    form = person.form()
    window.messages.file_answers = [file]
    form.clicks("Choose a file…")
    assert why in form.reads()


def test_a_scan_can_be_dropped_and_taken_away(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    s.add_carrier(shop.session)
    file = tmp_path / "scan.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n")
    person, _, _ = at_partners(qtbot, shop.session, tmp_path)
    person.clicks("New commitment…")
    form = person.form()
    box = form.screen.findChild(ScanBox)
    assert box is not None
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    at = QPointF(QPoint(5, 5))
    box.dropEvent(
        QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    )
    assert "scan.png" in form.reads()
    form.clicks("Take it away")
    assert "scan.png" not in form.reads()


def test_the_scan_is_shown_and_that_is_on_the_trail(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    from ledger.domain.audit import AuditAction
    from ledger.services.evidence import read_file

    s.add_carrier(shop.session, signed=s.paper(scan=read_file("giay.txt", "Tôi cam kết.".encode())))
    person, _, _ = at_partners(qtbot, shop.session, tmp_path)
    left = s.audited(shop.session, lambda: person.clicks("Show the scan: giay.txt"))
    assert left == [(AuditAction.FILE_SHOWN, None)]
    assert "That this was looked at is on the audit trail." in person.form().reads()


# --- labels and zones ---------------------------------------------------------------------------


def test_the_label_agreement_is_recorded_and_taken_back(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    recipients.add(shop.session, recipients.RecipientInput("Giao Nhanh", RecipientRole.CARRIER))
    person, window, _ = at_partners(qtbot, shop.session, tmp_path)
    assert "no label can be printed for it" in person.reads()
    person.clicks("Change the masked labels")
    form = person.form()
    assert not form.sees_button("Take the agreement back…")
    form.clicks("Record the agreement")
    assert stored(shop.session, "Giao Nhanh").recipient.masked_labels_agreed_on == TODAY
    person.clicks("Change the masked labels")
    person.form().clicks("Take the agreement back…")
    assert "No label can be printed" in window.messages.questions[-1].text
    assert stored(shop.session, "Giao Nhanh").recipient.masked_labels_agreed_on is None
    assert not person.sees_form()


def test_zones_are_typed_beside_their_province(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    s.add_carrier(shop.session)
    person, _, _ = at_partners(qtbot, shop.session, tmp_path)
    person.clicks("Change the routing zones")
    form = person.form()
    form.types_zone("DN-07", "Thành phố Đà Nẵng")
    form.clicks("Save the zones")
    told = person.reads()
    assert "Hà Nội · HN-01" in told
    assert "Đà Nẵng · DN-07" in told


def test_a_zone_that_could_be_a_telephone_number_is_refused(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    s.add_carrier(shop.session)
    person, _, _ = at_partners(qtbot, shop.session, tmp_path)
    person.clicks("Change the routing zones")
    form = person.form()
    form.types_zone("0911647979", "Thành phố Đà Nẵng")
    form.clicks("Save the zones")
    assert "“Routing zone” has characters that cannot be stored." in form.reads()
    assert person.sees_form()
