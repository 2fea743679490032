"""What somebody said about a purpose and a channel, and what stands now."""

from datetime import timedelta

import pytest

from ledger.domain.consent import ConsentOutcome, ConsentState, is_stopped, newest, state_of
from ledger.domain.ids import ConsentId
from ledger.domain.minor import Giver
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from support import domain as d

SECOND = timedelta(seconds=1)


def test_nobody_asked_is_not_a_yes() -> None:
    assert state_of(None, 1, d.AT) is ConsentState.NEVER_ASKED
    assert newest((), d.MARKETING, Channel.SMS, Giver.SELF) is None


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (ConsentOutcome.GRANTED, ConsentState.GRANTED),
        (ConsentOutcome.REFUSED, ConsentState.REFUSED),
        (ConsentOutcome.WITHDRAWN, ConsentState.WITHDRAWN),
    ],
)
def test_what_was_said_stands(outcome: ConsentOutcome, state: ConsentState) -> None:
    assert state_of(d.consent(d.MARKETING, outcome=outcome), 1, d.AT) is state


@pytest.mark.parametrize("outcome", ConsentOutcome)
def test_what_is_written_down_after_an_act_bears_on_it_only_if_it_is_no_yes(outcome: ConsentOutcome) -> None:
    late = d.consent(d.MARKETING, outcome=outcome, recorded_at=d.AT + SECOND)
    assert late.bears_on(d.AT, d.AT + SECOND)
    assert late.bears_on(d.AT, d.AT) is (outcome is not ConsentOutcome.GRANTED)
    assert not late.bears_on(late.occurred_at - SECOND, d.AT + SECOND)


def test_a_yes_counts_for_the_wording_it_was_given_for() -> None:
    grant = d.consent(d.MARKETING, purpose_revision=2)
    assert state_of(grant, 2, d.AT) is ConsentState.GRANTED
    assert state_of(grant, 3, d.AT) is ConsentState.NEVER_ASKED
    assert state_of(grant, 1, d.AT) is ConsentState.NEVER_ASKED


@pytest.mark.parametrize("outcome", [ConsentOutcome.REFUSED, ConsentOutcome.WITHDRAWN])
def test_asking_in_other_words_does_not_undo_a_no(outcome: ConsentOutcome) -> None:
    assert state_of(d.consent(d.MARKETING, outcome=outcome), 9, d.AT).value == outcome.value


def test_a_yes_with_a_term_ends_at_its_last_instant() -> None:
    grant = d.consent(d.MARKETING, expires_at=d.AT)
    assert state_of(grant, 1, d.AT - SECOND) is ConsentState.GRANTED
    assert state_of(grant, 1, d.AT) is ConsentState.EXPIRED
    assert state_of(grant, 2, d.AT) is ConsentState.NEVER_ASKED


def test_a_no_does_not_expire() -> None:
    refusal = d.consent(d.MARKETING, outcome=ConsentOutcome.REFUSED, expires_at=d.AT - SECOND)
    assert state_of(refusal, 1, d.AT) is ConsentState.REFUSED


def test_what_was_said_last_counts_not_what_was_written_down_last() -> None:
    said_first = d.consent(d.MARKETING, occurred_at=d.AT - SECOND, recorded_at=d.AT + SECOND)
    said_last = d.consent(d.MARKETING, outcome=ConsentOutcome.WITHDRAWN, occurred_at=d.AT, recorded_at=d.AT)
    for order in ((said_first, said_last), (said_last, said_first)):
        assert newest(order, d.MARKETING, Channel.NONE, Giver.SELF) is said_last


def test_said_at_one_instant_the_one_written_down_last_counts() -> None:
    early = d.consent(d.MARKETING, recorded_at=d.AT, id=ConsentId(9))
    late = d.consent(d.MARKETING, recorded_at=d.AT + SECOND, id=ConsentId(8))
    assert newest((late, early), d.MARKETING, Channel.NONE, Giver.SELF) is late
    twin = d.consent(d.MARKETING, recorded_at=d.AT + SECOND, id=ConsentId(10))
    assert newest((twin, late), d.MARKETING, Channel.NONE, Giver.SELF) is twin


def test_each_purpose_channel_and_giver_stands_alone() -> None:
    said = d.consent(d.MARKETING, Channel.SMS)
    assert newest([said], d.MARKETING, Channel.SMS, Giver.SELF) is said
    assert newest([said], d.ANALYSIS, Channel.SMS, Giver.SELF) is None
    assert newest([said], d.MARKETING, Channel.ZALO, Giver.SELF) is None
    assert newest([said], d.MARKETING, Channel.SMS, Giver.GUARDIAN) is None


# --- stop-contact ------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", CONTACT_CHANNELS)
def test_do_not_contact_me_stops_every_channel(channel: Channel) -> None:
    assert is_stopped([d.stop()], channel, d.AT)
    assert not is_stopped([], channel, d.AT)


def test_do_not_call_me_stops_calls() -> None:
    stopped = {channel for channel in CONTACT_CHANNELS if is_stopped([d.stop(Channel.CALL)], channel, d.AT)}
    assert stopped == {Channel.CALL}


@pytest.mark.parametrize("said", [Channel.SMS, Channel.ZALO])
def test_messages_are_stopped_together(said: Channel) -> None:
    stopped = {channel for channel in CONTACT_CHANNELS if is_stopped([d.stop(said)], channel, d.AT)}
    assert stopped == {Channel.SMS, Channel.ZALO}


def test_a_lifted_stop_no_longer_holds_but_another_one_does() -> None:
    lifted = d.stop(lifted_at=d.AT)
    assert not is_stopped([lifted], Channel.SMS, d.AT)
    assert is_stopped([lifted], Channel.SMS, d.AT - SECOND)
    assert is_stopped([lifted, d.stop(Channel.SMS)], Channel.SMS, d.AT)


def test_a_stop_does_not_reach_back() -> None:
    assert is_stopped([d.stop(occurred_at=d.AT)], Channel.SMS, d.AT)
    assert not is_stopped([d.stop(occurred_at=d.AT + SECOND)], Channel.SMS, d.AT)
