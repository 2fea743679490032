"""The written commitment of a recipient."""

from datetime import timedelta

import pytest

from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import CommitmentItem, CommitmentState, best_commitment, commitment_state
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


# --- how the commitment of a partner stands -----------------------------------------------------

WARN_DAYS = 30
CARRIER = RecipientRole.CARRIER


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (31, (CommitmentState.VALID, 31)),
        (30, (CommitmentState.EXPIRING, 30)),
        (0, (CommitmentState.EXPIRING, 0)),
        (-1, (CommitmentState.EXPIRED, None)),
    ],
)
def test_the_end_is_announced_thirty_days_before_and_the_last_day_still_counts(
    days: int, expected: tuple[CommitmentState, int | None]
) -> None:
    paper = d.commitment(signed_on=d.TODAY - 90 * DAY, expires_on=d.TODAY + days * DAY)
    assert commitment_state(CARRIER, [paper], d.TODAY, WARN_DAYS) == expected


def test_no_paper_is_missing_except_for_an_authority_which_shows_its_papers_each_time() -> None:
    assert commitment_state(CARRIER, [], d.TODAY, WARN_DAYS) == (CommitmentState.MISSING, None)
    for papers in ([], [d.commitment()]):
        state = commitment_state(RecipientRole.AUTHORITY, papers, d.TODAY, WARN_DAYS)
        assert state == (CommitmentState.NOT_NEEDED, None)


def test_a_paper_that_lacks_an_item_is_incomplete_until_it_expires() -> None:
    lacking = frozenset(CommitmentItem) - {CommitmentItem.COOPERATION}
    paper = d.commitment(items=lacking, signed_on=d.TODAY - DAY, expires_on=d.TODAY)
    assert commitment_state(CARRIER, [paper], d.TODAY, WARN_DAYS) == (CommitmentState.INCOMPLETE, None)
    assert commitment_state(CARRIER, [paper], d.TODAY + DAY, WARN_DAYS) == (CommitmentState.EXPIRED, None)


def test_a_paper_signed_for_tomorrow_does_not_hold_yet() -> None:
    paper = d.commitment(signed_on=d.TODAY + DAY, expires_on=d.TODAY + 90 * DAY)
    assert commitment_state(CARRIER, [paper], d.TODAY, WARN_DAYS) == (CommitmentState.NOT_YET, None)


def test_nothing_is_announced_when_a_renewal_takes_over_the_day_after() -> None:
    ending = d.commitment(signed_on=d.TODAY - 90 * DAY, expires_on=d.TODAY + DAY)
    renewal = d.commitment(signed_on=d.TODAY + 2 * DAY, expires_on=d.TODAY + 365 * DAY)
    late = d.commitment(signed_on=d.TODAY + 3 * DAY, expires_on=d.TODAY + 365 * DAY)
    assert commitment_state(CARRIER, [ending, renewal], d.TODAY, WARN_DAYS) == (CommitmentState.VALID, 1)
    assert commitment_state(CARRIER, [ending, late], d.TODAY, WARN_DAYS) == (CommitmentState.EXPIRING, 1)
