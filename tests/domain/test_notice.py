"""Which channels count as a notice, which of them reaches one customer, and how a long text is quoted (VK 10)."""

from dataclasses import replace

import pytest

from ledger.domain.notice import NoticeChannel, excerpt, promised_channels, valid_channels
from ledger.domain.policy import Control, PolicyVersion
from ledger.domain.purpose import Channel
from ledger.domain.wording import Bilingual
from support.domain import policy

EMAIL, POST, HOME_PAGE = NoticeChannel.EMAIL, NoticeChannel.POST, NoticeChannel.HOME_PAGE
ALL = frozenset(NoticeChannel)
EVERYWHERE = {Channel.EMAIL, Channel.POST, Channel.CALL}


def promising(before: PolicyVersion, **parameters: str) -> PolicyVersion:
    said = replace(before.clauses[0], id="VK 10", control=Control.CHANGE_NOTICE, parameters=parameters)
    return replace(before, clauses=(said,))


@pytest.fixture
def silent() -> PolicyVersion:
    return policy(without=(Control.CHANGE_NOTICE,))


def test_the_version_in_force_says_what_counts_and_a_letter_always_does(silent: PolicyVersion) -> None:
    assert promised_channels(promising(silent, channels="EMAIL, HOME_PAGE"), silent) == {EMAIL, POST, HOME_PAGE}
    assert promised_channels(promising(silent, channels="EMAIL"), promising(silent, channels="HOME_PAGE")) == {
        EMAIL,
        POST,
    }


def test_a_policy_that_promises_nothing_is_helped_by_the_coming_one(silent: PolicyVersion) -> None:
    assert promised_channels(silent, promising(silent, channels="HOME_PAGE")) == {POST, HOME_PAGE}
    assert promised_channels(silent, silent) == {EMAIL, POST}


def test_a_word_nobody_knows_promises_nothing(silent: PolicyVersion) -> None:
    assert promised_channels(promising(silent, channels="PIGEON"), silent) == {POST}
    assert promised_channels(promising(silent), silent) == {POST}


def test_the_best_way_comes_first_and_the_home_page_last() -> None:
    assert valid_channels(ALL, EVERYWHERE) == (EMAIL, POST, HOME_PAGE)
    assert valid_channels(ALL, {Channel.POST}) == (POST, HOME_PAGE)
    assert valid_channels(ALL, ()) == (HOME_PAGE,)


def test_who_has_no_live_address_and_no_home_page_cannot_be_reached() -> None:
    assert valid_channels({EMAIL, POST}, {Channel.CALL}) == ()
    assert valid_channels({POST}, {Channel.EMAIL}) == ()


def test_only_email_and_letters_speak_to_a_person() -> None:
    assert [one.personal for one in (EMAIL, POST, HOME_PAGE)] == [Channel.EMAIL, Channel.POST, None]


WORDS = "một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba mười bốn"


def test_a_short_text_is_quoted_whole_and_on_one_line() -> None:
    assert excerpt("một\n  hai", "", 20) == "một hai"


@pytest.mark.parametrize("limit", [20, 40, 60])
@pytest.mark.parametrize("other", ["", WORDS.replace("một", "MỘT", 1), WORDS.replace("tám", "TÁM"), WORDS[:-9]])
def test_a_long_text_is_cut_to_the_limit(other: str, limit: int) -> None:
    quoted = excerpt(WORDS, other, limit)
    assert len(quoted) <= limit
    assert set(quoted.replace("…", "").split()) <= set(WORDS.split())


def test_what_differs_is_in_sight() -> None:
    quoted = excerpt(WORDS, WORDS.replace("mười hai", "MƯỜI HAI"), 50)
    assert quoted.startswith("… ")
    assert "mười hai" in quoted
    assert excerpt(WORDS, WORDS[:-9], 30).endswith("mười bốn")


def test_a_word_longer_than_the_limit_is_broken() -> None:
    assert excerpt("a" * 40, "", 14) == f"{'a' * 10} …"


def test_texts_of_both_languages_can_be_quoted() -> None:
    said = Bilingual("Chúng tôi báo trước", "We tell you first")
    assert excerpt(said.vi, said.en, 100) == said.vi
