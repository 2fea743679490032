"""The proof of the trail is the manager's to export and to compare; and what an old paper in hand is told."""

from io import BytesIO

import pytest

from ledger.domain.errors import InvalidInput
from ledger.domain.staff import Operation
from ledger.services import trail, trail_proof
from ledger.services.trail import PaperCheck, PaperChecked
from ledger.storage.audit_log import hash_at
from support.roles import Verb, written_though_refused
from support.services import AT, Workplace, add_customer

HEAD = "8f3a 22c0 9b1d 4e57"
ONLY_THE_MANAGER: dict[str, Verb] = {
    "trail_proof.contents": trail_proof.contents,
    "trail_proof.export": lambda one: trail_proof.export(one, BytesIO()),
    "trail_proof.export_in_slices": lambda one: list(trail_proof.export_in_slices(one, BytesIO())),
}


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_staff_neither_export_the_trail_nor_compare_it(shop: Workplace, name: str) -> None:
    one = shop.as_staff()
    one.mark_confirmed(Operation.EXPORT)
    assert written_though_refused(one, ONLY_THE_MANAGER[name]) == []


# --- an old paper -------------------------------------------------------------------------------


def footer(shop: Workplace, seq: int) -> str:
    """Return the head of an entry as papers print it."""
    digits = (hash_at(shop.session.db, seq) or b"").hex()[:16]
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


def test_a_paper_of_this_ledger_matches_whatever_was_recorded_since(shop: Workplace) -> None:
    seq = trail.head_of(shop.session).seq
    printed = footer(shop, seq)
    shop.clock.move(days=1)
    add_customer(shop.session)
    found = trail.check_paper(shop.session, seq, f" {printed.upper()}")
    assert found == PaperChecked(PaperCheck.MATCHES, seq, AT, trail.head_of(shop.session).seq)


def test_a_paper_with_another_head_does_not_match(shop: Workplace) -> None:
    assert trail.check_paper(shop.session, 2, footer(shop, 3)).outcome is PaperCheck.DIFFERS


def test_a_paper_printed_after_the_end_of_this_ledger_says_that_it_is_older(shop: Workplace) -> None:
    found = trail.check_paper(shop.session, 10_000, HEAD)
    assert (found.outcome, found.at, found.newest) == (PaperCheck.GONE, None, trail.head_of(shop.session).seq)


@pytest.mark.parametrize(
    ("seq", "head", "field"),
    [
        (0, HEAD, "paper_seq"),
        (-3, HEAD, "paper_seq"),
        (2, "8f3a 22c0", "paper_head"),
        (2, "8f3a 22c0 9b1d 4e5g", "paper_head"),
    ],
)
def test_what_no_footer_says_is_not_compared(shop: Workplace, seq: int, head: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        trail.check_paper(shop.session, seq, head)
    assert refused.value.data == {"field": field}


def test_comparing_records_nothing(shop: Workplace) -> None:
    before = trail.head_of(shop.session)
    trail.check_paper(shop.session, 2, HEAD)
    assert trail.head_of(shop.session) == before
