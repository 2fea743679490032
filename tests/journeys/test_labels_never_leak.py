"""No label ever leaks: people from the real policies, and some of those made up to be difficult.

``tests/proof/labels.py`` prints hundreds of these on every paper. The judge is not the program's own.
"""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ledger.documents.label import LabelLayout, render_labels
from ledger.domain.customer import Source
from ledger.domain.errors import InvalidInput, InvalidPhone, TextTooLong
from ledger.domain.ids import RecipientId
from ledger.domain.masking import LabelFigures, masked_label
from ledger.domain.parcel import ParcelState, parcel_code
from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import CommitmentItem
from ledger.services import customers, labels, parcels, recipients
from ledger.services.customers import AddressInput, CustomerInput, read_customer
from ledger.services.reading import read_date
from ledger.services.session import NewLedger, Place, Session, SystemClock, create_ledger
from support.label_people import NOW, SHEET, SHOP, VI, Typed, judge, outcomes, people, policy, texts_of
from support.storage import CHEAP

PASSPHRASE = "bốn con thuyền giấy trôi qua cầu"
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # each try prints a batch: smaller ones take minutes
PEOPLE, BATCH = 120, 20


# --- people of the real policies ----------------------------------------------------------------


@pytest.fixture
def session(tmp_path: Path) -> Session:
    place = Place(tmp_path / "so", tmp_path / "data", CHEAP)
    session, _ = create_ledger(place, NewLedger(SHOP, "combined", "Chị Bình", PASSPHRASE, is_demo=True), SystemClock())
    return session


def carrier(session: Session) -> RecipientId:
    found = recipients.add(session, recipients.RecipientInput("Giao Nhanh", RecipientRole.CARRIER))
    first, last = read_date("01/01/2024", "signed_on"), read_date("31/12/2099", "expires_on")
    recipients.agree_masked_labels(session, found.id, first)
    paper = recipients.CommitmentInput(first, last, frozenset(CommitmentItem))
    recipients.record_commitment(session, found.id, paper)
    return found.id


def label_for(session: Session, phone: str) -> tuple[labels.LabelRun, str]:
    address = AddressInput("12/5 Đinh Tiên Hoàng", "Phường Bến Thành", "TP. Hồ Chí Minh")
    typed = CustomerInput("Nguyễn Văn Đức", Source.SHOP, phones=(phone,), addresses=(address,))
    code = customers.add(session, typed).customer.code
    packing = parcels.Packing(amount_to_collect=911_647_979, carrier_id=carrier(session))
    parcels.take_order(session, code, parcels.OrderInput((parcels.Line("Dầu gội"),), packing=packing))
    waiting = parcels.waiting(session, ParcelState.DRAFT)
    run = labels.print_labels(session, waiting, labels.LabelSheet(LabelLayout.THERMAL_100X150))
    return run, texts_of(run.pdf)[0] if run.pdf else ""


@pytest.mark.parametrize("typed", ["+84911647979", "0911647979", "911647979", "(+84) 911.647.979", "0084911647979"])
def test_the_customer_of_the_policy_gets_a_label_without_any_form_of_the_number(session: Session, typed: str) -> None:
    run, text = label_for(session, typed)
    without_the_amount = text.replace("911.647.979 đ", "")
    assert len(run.printed) == 1
    assert "911.647.979 đ" in text  # the same digits as money are no telephone number
    assert not re.search(r"9\D?1\D?1\D?6\D?4\D?7|6\D?4\D?7\D?9\D?7\D?9", without_the_amount)
    session.close()


@pytest.mark.parametrize("typed", ["0901 870 525", "+84901870525", "901870525"])
def test_whoever_has_the_shops_own_hotline_as_number_still_gets_a_label(session: Session, typed: str) -> None:
    run, text = label_for(session, typed)
    assert (len(run.printed), run.findings) == (1, ())
    assert text.count("0901 870 525") == 1
    session.close()


# --- difficult people ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "leak", ["0911647979", "0911 647 979", "Đinh Tiên Hoàng", "duc@example.com", "Văn", "Người nhận", "Đức"]
)
def test_the_judge_sees_what_a_careless_label_would_show(leak: str) -> None:
    figures = LabelFigures(1, 2, 500, 0)
    label = masked_label(
        policy().label, parcel_code([7] * 11), "Nguyễn Văn Đức", province=None, zone=None, figures=figures
    )
    (page,) = texts_of(render_labels([label], SHOP, VI, SHEET))
    judge(page, label, "Nguyễn Văn Đức")
    with pytest.raises(AssertionError):
        judge(f"{page} {leak}", label, "Nguyễn Văn Đức")


def test_difficult_people_get_a_clean_label_or_a_clear_no() -> None:
    tally = Counter[str]()

    @settings(max_examples=PEOPLE // BATCH, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
    @given(st.lists(people, min_size=BATCH, max_size=BATCH))
    def print_them(batch: list[Typed]) -> None:
        tally.update(outcomes(batch))

    print_them()
    valid = tally.total() - tally["not taken in"]
    assert tally.total() >= PEOPLE
    assert valid > PEOPLE / 2
    assert tally["printed"] >= 0.9 * valid, tally


@pytest.mark.parametrize(
    ("changes", "trouble"),
    [
        ({"name": "A" * 121}, TextTooLong),
        ({"addresses": (AddressInput("x" * 301),)}, TextTooLong),
        ({"addresses": (AddressInput("x", "y" * 121),)}, TextTooLong),
        ({"phones": ("1" * 41,)}, TextTooLong),
        ({"phones": ("1" * 16,)}, InvalidPhone),
        ({"note": "x" * 2001}, TextTooLong),
    ],
)
def test_what_is_too_long_is_refused_and_never_cut(changes: dict[str, Any], trouble: type[InvalidInput]) -> None:
    longest = CustomerInput("Ê" * 120, Source.SHOP, addresses=(AddressInput("ơ" * 300),), note="x" * 2000)
    kept, _ = read_customer(longest, policy(), NOW)
    assert (len(kept.name), len(kept.addresses[0].line), len(kept.note or "")) == (120, 300, 2000)
    with pytest.raises(trouble):
        read_customer(replace(longest, **changes), policy(), NOW)
