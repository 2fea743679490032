"""Who may do what about policy versions, their notices and what leaves the program: staff tell, the manager decides."""

import pytest

from ledger.domain.errors import ConfirmationNeeded
from ledger.domain.ids import NoticeRunId
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import (
    contact_lists,
    do_not_call,
    links,
    minors,
    notice_list,
    notice_papers,
    notice_settling,
    notices,
    policy_versions,
    promise_proof,
)
from ledger.services.links import LinkAbout
from ledger.services.notice_list import NoticeQuery
from ledger.services.notices import Settlement
from ledger.services.session import Session
from support.contacting import EMAILS, agreed, make
from support.notices import EMAIL, EXCUSED, POST, TOLD, publish
from support.promises import measured
from support.roles import Verb, verbs_in, verbs_of, written_though_refused
from support.services import HANOI, MARKETING, Workplace, add_customer

VI = Language.VI
RUN = NoticeRunId(1)
TO_CHECK = contact_lists.ContactWish(MARKETING, Channel.CALL)


def excused(one: Session) -> object:
    return notices.settle(one, RUN, Settlement(EXCUSED, EMAIL, reason="báo tại quầy"))


def proof(one: Session) -> object:
    return promise_proof.prepare(one, measured(one), VI, is_preview=False)


STAFF_MAY: dict[str, Verb] = {
    "policy_versions.lines": policy_versions.lines,
    "policy_versions.version": lambda one: policy_versions.version(one, 2),
    "policy_versions.difference": lambda one: policy_versions.difference(one, 1, 2),
    "notices.open_run_id": notices.open_run_id,
    "notices.run": notices.run,
    "notices.runs": notices.runs,
    "notices.sweep": lambda one: notices.sweep(one, RUN),
    "notice_settling.known_run": lambda one: notice_settling.known_run(one, RUN),
    "notice_settling.unfinished": lambda one: notice_settling.unfinished(one, RUN),
    "notice_settling.settle": lambda one: notices.settle(one, RUN, Settlement(TOLD, EMAIL, ("KH-00001",))),
    "notice_settling.settling": lambda one: list(notices.settling(one, RUN, Settlement(TOLD, POST, ("KH-00002",)))),
    "notice_list.ids": lambda one: notice_list.ids(one, NoticeQuery(RUN)),
    "notice_list.rows": lambda one: notice_list.rows(one, notice_list.ids(one, NoticeQuery(RUN))),
    "links.opened": lambda one: links.opened(one, "https://theking.example/chinh-sach", LinkAbout.POLICY),
    "minors.asked_today": lambda one: minors.asked_today(one, one.now()),
    "minors.ask_again": minors.ask_again,
    "do_not_call.listed_among": lambda one: do_not_call.listed_among(one, "LH-0001", "0911 647 979"),
    "do_not_call.listed_among_in_slices": lambda one: list(
        do_not_call.listed_among_in_slices(one, "LH-0001", "0911 647 979")
    ),
}
ONLY_THE_MANAGER: dict[str, Verb] = {
    "policy_versions.draft": policy_versions.draft,
    "policy_versions.has_draft": policy_versions.has_draft,
    "policy_versions.review": policy_versions.review,
    "policy_versions.save_draft": lambda one: policy_versions.save_draft(one, {"meta": {}}),
    "policy_versions.start_draft": policy_versions.start_draft,
    "policy_versions.load_draft": lambda one: policy_versions.load_draft(one, {}),
    "policy_versions.publish": policy_versions.publish,
    "policy_versions.discard_draft": policy_versions.discard_draft,
    "notices.announcing": lambda one: list(notices.announcing(one, RUN, one.now())),
    "notices.publish_on_home_page": lambda one: notices.publish_on_home_page(one, RUN, one.now()),
    "notice_papers.emails": lambda one: notice_papers.emails(one, RUN, (VI,)),
    "notice_papers.letters": lambda one: notice_papers.letters(one, RUN, VI, is_preview=False),
    "notice_papers.letters to look at": lambda one: notice_papers.letters(one, RUN, VI, is_preview=True),
    "notice_papers.write_again": lambda one: notice_papers.write_again(one, RUN, EMAIL),
    "notice_papers.home_page": lambda one: notice_papers.home_page(one, RUN, VI, is_preview=True),
    "notice_settling.settle as excused": excused,
    "notices.finish": lambda one: notices.finish(one, RUN),
    "do_not_call.export_for_check": lambda one: do_not_call.export_for_check(one, "LH-0001"),
    "do_not_call.export_for_check_in_slices": lambda one: list(do_not_call.export_for_check_in_slices(one, "LH-0001")),
    "promise_proof.prepare": proof,
}
# What runs inside another verb, reads a file before anybody signs in to it, or only looks at words.
ELSEWHERE = {
    "notices.begin", "notice_settling.may_be_told", "links.read_link", "links.host_of", "do_not_call.read_listed",
    "policy_versions.read_pack_file",
}  # fmt: skip
MODULES = (
    policy_versions, notices, notice_settling, notice_papers, notice_list, links, minors, do_not_call, promise_proof,
)  # fmt: skip


@pytest.fixture
def busy(shop: Workplace) -> Workplace:
    """A shop with a list to compare, a version whose notices run, and the draft of the next one."""
    session = shop.session
    agreed(session, "Nguyễn Văn Đức", Channel.CALL, Channel.EMAIL, addresses=(HANOI,))
    add_customer(session, "Trần Thị An", phones=("0911 000 002",), emails=(), addresses=(HANOI,))
    make(session, TO_CHECK)
    make(session, EMAILS)
    publish(session)
    policy_versions.start_draft(session)
    shop.clock.move(minutes=10)  # the passphrase given for publishing counts no longer
    return shop


def test_staff_may_read_policies_and_say_who_was_told(busy: Workplace) -> None:
    one = busy.as_staff()
    for verb in STAFF_MAY.values():
        busy.clock.move(seconds=1)
        verb(one)


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_what_is_the_managers_is_refused_to_staff_and_nothing_is_written(busy: Workplace, name: str) -> None:
    one = busy.as_staff()
    one.mark_confirmed(Operation.PUBLISH_POLICY)
    assert written_though_refused(one, ONLY_THE_MANAGER[name]) == []


def test_the_manager_publishes_only_with_the_passphrase_given_just_now(busy: Workplace) -> None:
    excused(busy.session)
    notices.settle(busy.session, RUN, Settlement(EXCUSED, POST, reason="báo tại quầy"))
    notices.finish(busy.session, RUN)
    with pytest.raises(ConfirmationNeeded):
        policy_versions.publish(busy.session)


def test_no_verb_is_forgotten_here() -> None:
    assert verbs_of(*MODULES) == verbs_in(STAFF_MAY, ONLY_THE_MANAGER) | ELSEWHERE
