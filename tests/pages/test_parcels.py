"""The parcels of a day: found, scanned, looked at, printed and moved on."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ledger.documents import label as label_page
from ledger.domain.errors import DiskFull
from ledger.domain.masking import MaskedLabel
from ledger.domain.parcel import Parcel, ParcelState, show_code
from ledger.domain.recipient import Recipient
from ledger.domain.wording import Language
from ledger.services import labels, parcel_list, parcels
from ledger.services.session import Session
from support.drivers_parcels import AtTheParcels
from support.services import (
    TODAY,
    Workplace,
    add_carrier,
    add_customer,
    attempts,
    paper,
    print_all,
    snapshot,
    take_parcels,
)
from support.window import Window, make_desk
from ui.dialogs.label_printing import LabelDialog
from ui.dialogs.print_dialog import PrintDialog
from ui.places import PageId, Target
from ui.theme import Tone

EXPIRED = paper(signed_on=TODAY - timedelta(days=400), expires_on=TODAY - timedelta(days=1))


@pytest.fixture
def carrier(session: Session) -> Recipient:
    return add_carrier(session)


def shown(*some: Parcel) -> list[str]:
    return [show_code(one.code) for one in some]


def state_of(session: Session, one: Parcel) -> ParcelState:
    return parcels.get(session, one.code).state


# --- the list -----------------------------------------------------------------------------------


def test_the_page_begins_with_what_is_to_be_printed(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient
) -> None:
    (printed,) = take_parcels(session, add_customer(session), carrier)
    print_all(session)
    (draft,) = take_parcels(session, add_customer(session, "Trần Thị Ánh"), carrier)
    clerk = AtTheParcels(qtbot, window)
    assert clerk.codes() == shown(draft)
    clerk.clicks("Printed, waiting: 1")
    assert clerk.codes() == shown(printed)
    clerk.clicks("All")
    assert sorted(clerk.codes()) == sorted(shown(draft, printed))


def test_a_scanned_parcel_is_selected_whatever_is_filtered(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient
) -> None:
    (printed,) = take_parcels(session, add_customer(session), carrier)
    print_all(session)
    take_parcels(session, add_customer(session, "Trần Thị Ánh"), carrier, count=3)
    clerk = AtTheParcels(qtbot, window)
    clerk.scans(printed.code)  # the cursor is in the list, as the page was just opened
    assert clerk.selected() == shown(printed)
    assert clerk.line("Code, order or customer; or scan").text() == ""
    clerk.scans(printed.code)  # and now it is in the search box
    assert clerk.selected() == shown(printed)


def test_a_scanned_code_of_no_parcel_is_told_and_the_list_stays(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient
) -> None:
    (draft,) = take_parcels(session, add_customer(session), carrier)
    clerk = AtTheParcels(qtbot, window)
    clerk.scans("000000000000")
    assert window.messages.toast_tones == [Tone.WARN]
    assert clerk.codes() == shown(draft)


def test_an_empty_ledger_offers_the_first_order_and_says_that_a_carrier_is_missing(
    qtbot: QtBot, window: Window
) -> None:
    clerk = AtTheParcels(qtbot, window)
    clerk.clicks("All")
    assert "No parcels yet" in clerk.reads()
    assert "There is no carrier in the ledger yet" in clerk.reads()
    clerk.clicks("Add a carrier…")
    assert window.targets == [Target(PageId.RECIPIENTS, act="new")]


def test_staff_are_sent_to_the_manager_for_a_carrier(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    window = make_desk(shop.as_staff(), tmp_path / "window.ini", language=Language.EN)
    clerk = AtTheParcels(qtbot, window)
    assert "Ask the manager to add one." in clerk.reads()
    assert not clerk.sees_button("Add a carrier…")


def test_the_list_can_be_narrowed_to_a_carrier(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient
) -> None:
    take_parcels(session, add_customer(session), carrier)
    other = add_carrier(session, "Chậm Mà Chắc")
    clerk = AtTheParcels(qtbot, window)
    box = clerk.list("Carrier")
    box.setCurrentIndex(box.findText(other.name))
    assert clerk.codes() == []
    assert "No parcel of this carrier here" in clerk.reads()


@pytest.mark.parametrize("what", ["parcel", "order"])
def test_another_page_leads_to_a_parcel_or_an_order(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient, what: str
) -> None:
    (wanted,) = take_parcels(session, add_customer(session), carrier)
    print_all(session)
    take_parcels(session, add_customer(session, "Trần Thị Ánh"), carrier)
    clerk = AtTheParcels(qtbot, window)
    clerk.page.open_target(Target(PageId.PARCELS, wanted.code if what == "parcel" else wanted.order_code))
    assert clerk.selected() == shown(wanted)


# --- the label ----------------------------------------------------------------------------------


def test_the_label_is_shown_masked_and_looking_records_nothing(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient
) -> None:
    take_parcels(session, add_customer(session), carrier, amount_to_collect=350_000)
    before = snapshot(session)
    clerk = AtTheParcels(qtbot, window)
    label = clerk.waits_for_label()
    assert "N••• V••• Đức" in label
    assert "350.000" in label
    for hidden in ("Nguyễn", "647", "Hàng Than", "Dầu gội"):
        assert hidden not in label
    assert "shows no customer data" in clerk.reads()
    assert snapshot(session) == before


def test_a_label_that_may_not_be_printed_says_why_by_which_clause_and_where_to_go(
    qtbot: QtBot, window: Window, session: Session
) -> None:
    late = add_carrier(session, "Hết Hạn", signed=EXPIRED)
    take_parcels(session, add_customer(session), late)
    clerk = AtTheParcels(qtbot, window)
    clerk.waits_for("This label may not be printed")
    assert "VK 3" in clerk.reads() or "KO 4b" in clerk.reads()
    assert clerk.label == ""
    assert "Blocked: commitment" in clerk.rows()[0]
    assert not clerk.button("Print this label").isEnabled()
    clerk.clicks("Record a new commitment…")
    assert window.targets == [Target(PageId.RECIPIENTS, str(late.id), "commitment")]
    assert attempts(session) == ()


def test_a_parcel_without_a_carrier_leads_to_choosing_one(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient
) -> None:
    (draft,) = take_parcels(session, add_customer(session), None)
    clerk = AtTheParcels(qtbot, window)
    assert clerk.rows()[0][-1] == "No carrier chosen"
    clerk.page.acts_bar.carrier.click()
    from ui.dialogs.parcel_carrier import ParcelCarrierDialog

    dialog = clerk.at(ParcelCarrierDialog)
    dialog.chooses(carrier.name, "Carrier")
    dialog.clicks("Choose")
    assert parcels.get(session, draft.code).carrier_id == carrier.id
    assert "N••• V••• Đức" in clerk.waits_for_label()


def test_the_paper_chosen_is_remembered(qtbot: QtBot, window: Window, session: Session, carrier: Recipient) -> None:
    take_parcels(session, add_customer(session), carrier)
    clerk = AtTheParcels(qtbot, window)
    paper_box = clerk.list("Label paper")
    paper_box.setCurrentIndex(paper_box.findText("A4, four labels"))
    place = clerk.list("First free label of the sheet")
    place.setCurrentIndex(2)
    again = AtTheParcels(qtbot, window)
    assert again.list("Label paper").currentText() == "A4, four labels"
    assert again.list("First free label of the sheet").currentText() == "from label 3"


def test_a_parcel_that_left_has_no_label_any_more(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient
) -> None:
    from ledger.services import handover

    take_parcels(session, add_customer(session), carrier)
    print_all(session)
    handover.hand_over(session, carrier.id)
    clerk = AtTheParcels(qtbot, window)
    clerk.clicks("Handed over")
    assert "This parcel has left the shop" in clerk.reads()


# --- printing -----------------------------------------------------------------------------------


def test_the_button_says_how_many_it_prints(qtbot: QtBot, window: Window, session: Session, carrier: Recipient) -> None:
    first, second, _third = take_parcels(session, add_customer(session), carrier, count=3)
    clerk = AtTheParcels(qtbot, window)
    assert clerk.sees_button("Print labels: 3")
    clerk.selects(first, second)
    assert clerk.sees_button("Print labels: 2")


def test_labels_leave_only_after_they_were_recorded(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient
) -> None:
    (draft,) = take_parcels(session, add_customer(session), carrier)
    clerk = AtTheParcels(qtbot, window)
    clerk.page.handlers()["labels.print"]()
    ready = clerk.at(LabelDialog)
    assert "Labels ready to print: 1" in ready.reads()
    assert state_of(session, draft) is ParcelState.DRAFT
    ready.clicks("Print labels: 1…")
    clerk.at(PrintDialog).clicks("Print")
    assert len(window.printing.printed) == 1
    assert state_of(session, draft) is ParcelState.PRINTED
    assert "Labels out: 1. The parcels now wait for the courier." in window.messages.toasts
    clerk.clicks("Printed, waiting: 1")
    assert "Printed once" in clerk.reads()


def test_leaving_before_printing_records_nothing(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient
) -> None:
    take_parcels(session, add_customer(session), carrier)
    before = snapshot(session)
    clerk = AtTheParcels(qtbot, window)
    clerk.page.handlers()["labels.print"]()
    clerk.at(LabelDialog).clicks("Cancel")
    assert snapshot(session) == before
    assert window.printing.printed == []


def test_blocked_parcels_stay_out_of_the_batch_with_their_reasons(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient
) -> None:
    late = add_carrier(session, "Hết Hạn", signed=EXPIRED)
    (good,) = take_parcels(session, add_customer(session), carrier)
    (bad,) = take_parcels(session, add_customer(session, "Trần Thị Ánh"), late)
    clerk = AtTheParcels(qtbot, window)
    clerk.clicks("Print labels: 2")
    dialog = clerk.at(LabelDialog)
    assert "blocked: 1" in dialog.reads()
    assert show_code(bad.code) in dialog.reads()
    assert dialog.sees_button("Record a new commitment…")
    dialog.clicks("Print labels: 1…")
    clerk.at(PrintDialog).clicks("Print")
    assert (state_of(session, good), state_of(session, bad)) == (ParcelState.PRINTED, ParcelState.DRAFT)
    assert [one.parcel_id for one in attempts(session)] == [bad.id]


def test_one_leak_and_nothing_is_printed(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean, leaking = take_parcels(session, add_customer(session), carrier, count=2)

    def careless(given: list[MaskedLabel], *rest: Any) -> bytes:
        drawn = [replace(one, zone="0911647979") if one.parcel_code == leaking.code else one for one in given]
        return label_page.render_labels(drawn, *rest)

    monkeypatch.setattr(labels, "render_labels", careless)
    clerk = AtTheParcels(qtbot, window)
    clerk.clicks("Print labels: 2")
    dialog = clerk.at(LabelDialog)
    assert "Nothing was printed" in dialog.reads()
    assert show_code(leaking.code) in dialog.reads()
    assert not [words for words in ("Print labels: 1…", "Print labels: 2…") if dialog.sees_button(words)]
    assert {state_of(session, one) for one in (clean, leaking)} == {ParcelState.DRAFT}
    assert session.db.execute("SELECT count(*) FROM label_print WHERE NOT is_clean").fetchone() == (1,)


def test_a_printer_that_fails_leaves_the_labels_recorded_once(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient
) -> None:
    (draft,) = take_parcels(session, add_customer(session), carrier)
    clerk = AtTheParcels(qtbot, window)
    clerk.clicks("Print labels: 1")
    clerk.at(LabelDialog).clicks("Print labels: 1…")
    window.printing.fails_with = DiskFull()
    dialog = clerk.at(PrintDialog)
    dialog.clicks("Print")
    window.printing.fails_with = None
    dialog.clicks("Print")
    assert len(window.printing.printed) == 1
    assert parcels.get(session, draft.code).print_count == 1


def test_stopping_the_reading_back_ends_the_work(session: Session, carrier: Recipient) -> None:
    drafts = take_parcels(session, add_customer(session), carrier, count=3)
    batch = labels.decide_batch(session, drafts)
    told: list[tuple[int, int]] = []

    def stop_after_two(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        labels.render_batch(batch, labels.LabelSheet(labels.LabelLayout.A6), stop_after_two)
    assert told == [(1, 3), (2, 3)]


# --- steps --------------------------------------------------------------------------------------


def test_cancelling_asks_first_and_names_the_parcels(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient
) -> None:
    first, second, third = take_parcels(session, add_customer(session), carrier, count=3)
    clerk = AtTheParcels(qtbot, window)
    window.messages.answer_yes = False
    clerk.selects(first, second)
    clerk.clicks("Cancel…")
    assert show_code(first.code) in window.messages.questions[0].text
    assert state_of(session, first) is ParcelState.DRAFT
    window.messages.answer_yes = True
    clerk.clicks("Cancel…")
    states = [state_of(session, one) for one in (first, second, third)]
    assert states == [ParcelState.CANCELLED, ParcelState.CANCELLED, ParcelState.DRAFT]


def test_only_steps_a_parcel_may_take_are_offered(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient
) -> None:
    from ledger.services import handover

    (one,) = take_parcels(session, add_customer(session), carrier)
    clerk = AtTheParcels(qtbot, window)
    assert not clerk.sees_button("Delivered")
    print_all(session)
    handover.hand_over(session, carrier.id)
    clerk.page.refresh()
    clerk.clicks("Handed over")
    assert not clerk.sees_button("Cancel…")
    clerk.clicks("Delivered")
    assert state_of(session, one) is ParcelState.DELIVERED


def test_a_list_that_cannot_be_read_says_so_and_tries_again(
    qtbot: QtBot, window: Window, session: Session, carrier: Recipient, monkeypatch: pytest.MonkeyPatch
) -> None:
    (draft,) = take_parcels(session, add_customer(session), carrier)
    clerk = AtTheParcels(qtbot, window)
    with monkeypatch.context() as broken:

        def fail(*_: object) -> None:
            raise DiskFull

        broken.setattr(clerk.page.list.model, "_ids_of", fail)
        clerk.page.list.ask()
        assert clerk.sees_button("Try again")
    clerk.clicks("Try again")
    assert clerk.codes() == shown(draft)
    assert parcel_list.ParcelSort.CREATED in clerk.page.list.query().sort
