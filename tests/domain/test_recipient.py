"""The written commitment of a recipient."""

from datetime import timedelta

import pytest

from ledger.domain.recipient import CommitmentItem, best_commitment
from support import domain as d

DAY = timedelta(days=1)


def test_a_commitment_is_valid_on_its_first_and_its_last_day() -> None:
    paper = d.commitment(signed_on=d.TODAY, expires_on=d.TODAY + DAY)
    assert [paper.is_valid_on(d.TODAY + days * DAY) for days in (-1, 0, 1, 2)] == [False, True, True, False]


@pytest.mark.parametrize("item", CommitmentItem)
def test_every_one_of_the_seven_items_is_needed(item: CommitmentItem) -> None:
    paper = d.commitment(items=frozenset(CommitmentItem) - {item})
    assert paper.missing_items() == (item,)
    assert not paper.is_valid_on(d.TODAY)


def test_missing_items_are_named_in_the_order_of_the_decree() -> None:
    assert d.commitment(items=frozenset()).missing_items() == tuple(CommitmentItem)
    assert d.commitment().missing_items() == ()


def test_a_valid_paper_is_preferred_to_one_that_runs_longer() -> None:
    valid = d.commitment()
    longer = d.commitment(items=frozenset(), expires_on=valid.expires_on + DAY)
    not_yet = d.commitment(signed_on=d.TODAY + DAY, expires_on=valid.expires_on + DAY)
    assert best_commitment([longer, valid, not_yet], d.TODAY) is valid


def test_of_several_papers_the_one_that_runs_longest_is_judged_and_of_equals_the_newest() -> None:
    old, new = d.commitment(expires_on=d.TODAY - 2 * DAY), d.commitment(expires_on=d.TODAY - DAY)
    assert best_commitment([new, old], d.TODAY) is new
    twin = d.commitment(expires_on=d.TODAY - DAY)
    assert best_commitment([twin, new], d.TODAY) is twin


def test_no_paper_is_no_commitment() -> None:
    assert best_commitment([], d.TODAY) is None
