"""Masked labels: what the gate stops stays unprinted, and one leak anywhere means that nothing is printed (KO 4b)."""

import unicodedata
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from ledger.documents import label as label_page
from ledger.domain.audit import AuditAction
from ledger.domain.customer import ContactState
from ledger.domain.errors import NothingToDo, WrongState
from ledger.domain.gate import Act, ReasonCode
from ledger.domain.masking import LeakKind, MaskedLabel
from ledger.domain.parcel import ParcelState
from ledger.services import customers, handover, labels, overview, parcels
from ledger.services.customers import AddressInput
from ledger.services.labels import LabelLayout, LabelRun, LabelSheet
from ledger.services.session import Session
from support.services import (
    AT,
    HANOI,
    SHEET,
    Workplace,
    add_carrier,
    add_customer,
    attempts,
    audited,
    codes,
    take_parcels,
)


def text_of(run: LabelRun) -> str:
    assert run.pdf is not None
    document = pypdfium2.PdfDocument(run.pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return unicodedata.normalize("NFC", text)


def print_for(session: Session, **changes: Any) -> LabelRun:
    """Print the label of a new customer's parcel."""
    drafts = take_parcels(session, add_customer(session, **changes), add_carrier(session))
    return labels.print_labels(session, drafts, SHEET)


def test_the_label_shows_the_masked_name_the_place_and_the_figures_and_nothing_else(session: Session) -> None:
    customer, carrier = add_customer(session), add_carrier(session)
    drafts = take_parcels(session, customer, carrier, weight_g=1_250, amount_to_collect=350_000)
    text = text_of(labels.print_labels(session, drafts, SHEET))
    for shown in ("N••• V••• Đức", "Hà Nội", "HN-01", "350.000"):
        assert shown in text
    for hidden in ("Nguyễn", "0911", "647", "vuive88", "36 Hàng Than", "Ba Đình", "Dầu gội"):
        assert hidden not in text


def test_printing_moves_the_draft_on_and_every_reprint_is_counted(shop: Workplace) -> None:
    run = print_for(shop.session)
    (printed,) = run.printed
    assert (printed.state, printed.print_count, printed.printed_at) == (ParcelState.PRINTED, 1, AT)
    shop.clock.move(hours=1)
    (again,) = labels.print_labels(shop.session, run.printed, LabelSheet(LabelLayout.A6)).printed
    assert (again.print_count, again.printed_at) == (2, AT)
    counted = overview.count(shop.session)
    assert (counted["labels"], counted["withheld_labels"]) == (2, 0)


@pytest.mark.parametrize("layout", LabelLayout)
def test_every_paper_takes_a_label(session: Session, layout: LabelLayout) -> None:
    drafts = take_parcels(session, add_customer(session), add_carrier(session), count=3)
    run = labels.print_labels(session, drafts, LabelSheet(layout, start_at=3))
    assert len(run.printed) == 3
    assert run.findings == ()


def test_blocked_parcels_come_back_with_every_reason_and_the_others_are_printed(session: Session) -> None:
    carrier = add_carrier(session)
    good = take_parcels(session, add_customer(session), carrier)
    homeless = add_customer(session, "Lê Thị Mai", addresses=())
    restricted = add_customer(session, "Trần Văn Bình")
    bad = take_parcels(session, homeless, carrier) + take_parcels(session, restricted, None)
    customers.restrict(session, restricted.code, is_restricted=True)
    run = labels.print_labels(session, good + bad, SHEET)
    assert [one.code for one in run.printed] == [one.code for one in good]
    assert {one.customer.code: codes(one.decision) for one in run.blocked} == {
        homeless.code: {ReasonCode.UNREACHABLE},
        restricted.code: {ReasonCode.CUSTOMER_RESTRICTED, ReasonCode.RECIPIENT_MISSING},
    }
    kept = {(one.act, one.customer_id, one.parcel_id) for one in attempts(session)}
    assert kept == {(Act.LABEL, homeless.id, bad[0].id), (Act.LABEL, restricted.id, bad[1].id)}
    assert {one.code for one in parcels.waiting(session, ParcelState.DRAFT)} == {one.code for one in bad}


def test_a_dead_address_gets_no_label(session: Session) -> None:
    customer = add_customer(session)
    drafts = take_parcels(session, customer, add_carrier(session))
    customers.set_address_state(session, customer.code, customer.addresses[0], ContactState.DEAD)
    run = labels.print_labels(session, drafts, SHEET)
    assert run.pdf is None
    assert [codes(one.decision) for one in run.blocked] == [{ReasonCode.UNREACHABLE}]


def test_a_province_that_is_not_on_the_list_may_be_a_street_and_is_not_shown(session: Session) -> None:
    typed = AddressInput("36 Hàng Than", "Phường Cũ", "Số 7 ngõ 12 Thụy Khuê")
    text = text_of(print_for(session, addresses=(typed,)))
    assert "Thụy" not in text
    assert "HN-01" not in text


def test_the_king_oil_shows_no_amount_on_its_labels(king_oil: Session) -> None:
    drafts = take_parcels(king_oil, add_customer(king_oil), add_carrier(king_oil), amount_to_collect=350_000)
    assert "350.000" not in text_of(labels.print_labels(king_oil, drafts, SHEET))


def test_a_customer_with_the_shops_own_hotline_still_gets_a_label(session: Session) -> None:
    assert print_for(session, phones=("0901 870 525",)).findings == ()


# --- leaks --------------------------------------------------------------------------------------


def draw_wrongly(monkeypatch: pytest.MonkeyPatch, code: str | None = None, **wrong: Any) -> None:
    """Let the renderer put something else on the label of one parcel, or of all."""

    def careless(given: list[MaskedLabel], *rest: Any) -> bytes:
        drawn = [replace(one, **wrong) if code in {None, one.parcel_code} else one for one in given]
        return label_page.render_labels(drawn, *rest)

    monkeypatch.setattr(labels, "render_labels", careless)


@pytest.mark.parametrize(
    ("drawn", "kind"),
    [
        ("0911647979", LeakKind.PHONE),
        ("84.911-647", LeakKind.PHONE),
        ("Hàng Than", LeakKind.PLACE),
        ("dau goi", LeakKind.GOODS),
        ("NGUYEN V", LeakKind.NAME),
    ],
)
def test_one_leak_and_nothing_is_printed(
    session: Session, monkeypatch: pytest.MonkeyPatch, drawn: str, kind: LeakKind
) -> None:
    carrier = add_carrier(session)
    clean = take_parcels(session, add_customer(session, "Lê Thị Mai", phones=("0988111222",)), carrier, count=2)
    (leaking,) = take_parcels(session, add_customer(session), carrier)
    draw_wrongly(monkeypatch, leaking.code, zone=drawn)
    run = labels.print_labels(session, (*clean, leaking), SHEET)
    assert (run.pdf, run.printed) == (None, ())
    assert [(one.parcel_code, one.leaks) for one in run.findings] == [(leaking.code, frozenset({kind}))]
    assert len(parcels.waiting(session, ParcelState.DRAFT)) == 3


def test_a_leak_is_kept_as_evidence_by_its_kind_only(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = take_parcels(session, add_customer(session), add_carrier(session))
    draw_wrongly(monkeypatch, zone="0911647979")
    acts = audited(session, lambda: labels.print_labels(session, drafts, SHEET))
    assert acts == [(AuditAction.LABELS_PRINTED, None), (AuditAction.PARCEL_LABELLED, "KH-00001")]
    kept = session.db.execute("SELECT is_clean, leaks FROM label_print").fetchall()
    assert kept == [(0, "PHONE")]
    assert parcels.get(session, drafts[0].code).print_count == 0


def test_a_renderer_gone_wrong_is_caught_by_reading_back(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    draw_wrongly(monkeypatch, name="Nguyễn Văn Đức")
    run = print_for(session)
    assert run.pdf is None
    assert [one.leaks for one in run.findings] == [{LeakKind.NAME}]


def test_a_label_that_cannot_be_read_back_is_not_given_out(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    draw_wrongly(monkeypatch, parcel_code="0" * 12)
    run = print_for(session)
    assert run.pdf is None
    assert run.findings[0].unreadable == {"CODE128", "QR"}


def test_a_crash_while_drawing_leaves_nothing_behind(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> bytes:
        raise OSError

    drafts = take_parcels(session, add_customer(session), add_carrier(session))
    monkeypatch.setattr(labels, "render_labels", crash)

    def attempt() -> None:
        with pytest.raises(OSError):  # noqa: PT011 - whatever it says
            labels.print_labels(session, drafts, SHEET)

    assert audited(session, attempt) == []
    assert parcels.get(session, drafts[0].code).print_count == 0


def test_a_name_too_long_for_the_paper_does_not_keep_the_others_waiting(session: Session) -> None:
    carrier = add_carrier(session)
    drafts = take_parcels(session, add_customer(session), carrier)
    (long,) = take_parcels(session, add_customer(session, "Anna " + "W" * 100), carrier)
    run = labels.print_labels(session, (*drafts, long), SHEET)
    assert [one.code for one in run.printed] == [one.code for one in drafts]
    assert [one.code for one in run.unfit] == [long.code]
    counted = overview.count(session)
    assert (counted["labels"], counted["withheld_labels"]) == (1, 1)


# --- lists that are no longer true ---------------------------------------------------------------


def test_a_parcel_chosen_twice_is_labelled_once(session: Session) -> None:
    drafts = take_parcels(session, add_customer(session), add_carrier(session))
    (printed,) = labels.print_labels(session, drafts * 2, SHEET).printed
    assert printed.print_count == 1


def test_an_old_list_on_screen_does_not_bring_a_parcel_back_from_the_carrier(session: Session) -> None:
    carrier = add_carrier(session)
    old = take_parcels(session, add_customer(session), carrier)
    labels.print_labels(session, old, SHEET)
    handover.hand_over(session, carrier.id)
    with pytest.raises(WrongState):
        labels.print_labels(session, old, SHEET)
    assert parcels.get(session, old[0].code).state is ParcelState.HANDED_OVER


def test_no_parcel_at_all_is_no_printing(session: Session) -> None:
    with pytest.raises(NothingToDo):
        labels.print_labels(session, (), SHEET)


def test_a_printing_has_one_entry_of_its_own_and_one_per_person(session: Session) -> None:
    carrier = add_carrier(session)
    drafts = take_parcels(session, add_customer(session, addresses=(HANOI,)), carrier)
    drafts += take_parcels(session, add_customer(session, "Lê Thị Mai"), carrier)
    acts = audited(session, lambda: labels.print_labels(session, drafts, SHEET))
    per_person = [(AuditAction.PARCEL_LABELLED, "KH-00001"), (AuditAction.PARCEL_LABELLED, "KH-00002")]
    assert acts == [(AuditAction.LABELS_PRINTED, None), *per_person]
