"""How long things are kept: decided by the manager, looked at first, let go only with the passphrase, and logged."""

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentOutcome
from ledger.domain.deadline import RequestKind
from ledger.domain.errors import OutOfRange
from ledger.domain.purpose import Channel
from ledger.domain.request import RequestOutcome
from ledger.domain.retention import Category, Rule, Skip
from ledger.services import (
    consents,
    contact_lists,
    customers,
    evidence,
    feedback,
    requests,
    retention,
)
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session
from support.retention import (
    BOUGHT,
    FILES,
    LISTS,
    SILENT,
    WORDS,
    YEAR,
    answer,
    buy,
    complain,
    decide,
    is_gone,
    let_go,
    look,
    part,
    prove,
)
from support.services import (
    DELIVERY,
    Workplace,
    add_carrier,
    add_child,
    add_customer,
    audited,
    paper,
    print_all,
    say,
    snapshot,
    take_parcels,
)

# --- rules --------------------------------------------------------------------------------------


def test_everything_is_off_until_the_manager_decides_and_says_what_is_suggested(session: Session) -> None:
    shown = {one.category: one for one in retention.lines(session)}
    assert set(shown) == set(Category)
    assert not any(shown[one].is_on for one in retention.DECIDED)
    assert (shown[BOUGHT].suggested, shown[BOUGHT].months) == ((24, 36), 36)
    assert (shown[LISTS].suggested, shown[LISTS].low) == ((12, 12), 12)
    assert all(one.source for one in shown.values() if not one.empties_itself)
    assert (shown[Category.SURVEY].days, shown[Category.BROWSER].reference) == (730, "VK 4")
    assert look(session).parts == ()
    assert not retention.is_due(session)


def test_what_is_decided_is_kept_and_stands_in_the_trail(session: Session) -> None:
    acts = audited(session, lambda: decide(session, (BOUGHT, 30), (WORDS, 12)))
    assert acts == [(AuditAction.RETENTION_CHANGED, None)] * 2
    shown = {one.category: (one.months, one.is_on) for one in retention.lines(session)}
    assert (shown[BOUGHT], shown[WORDS], shown[SILENT][1]) == ((30, True), (12, True), False)
    retention.change(session, [Rule(BOUGHT, 30, is_on=False)])
    assert retention.rules(session)[BOUGHT] == Rule(BOUGHT, 30)  # switched off, what was decided is remembered
    assert audited(session, lambda: retention.change(session, [Rule(BOUGHT, 30)])) == []


def test_a_rule_shorter_than_the_law_allows_is_refused_and_nothing_is_half_saved(session: Session) -> None:
    with pytest.raises(OutOfRange) as refused:
        decide(session, (BOUGHT, 30), (LISTS, 11))
    assert (refused.value.data["field"], refused.value.data["low"]) == ("CONTACT_LOG", 12)
    assert not any(one.is_on for one in retention.rules(session).values())


# --- customers ----------------------------------------------------------------------------------


def test_who_bought_long_ago_goes_and_who_bought_since_stays(shop: Workplace) -> None:
    session = shop.session
    old, new = add_customer(session, "Cũ"), add_customer(session, "Mới", phones=("0988000111",), emails=())
    buy(session, old)
    shop.clock.move(days=2 * YEAR + 30)
    buy(session, new)
    decide(session, (BOUGHT, 24))
    found = part(session, BOUGHT)
    assert (found.count, found.samples, dict(found.skipped)) == (1, (old.code,), {})
    run = let_go(session)
    assert (run.code, run.gone[BOUGHT], run.erased, run.finished_at is not None) == ("LT-0001", 1, 1, True)
    assert is_gone(session, old)
    assert not is_gone(session, new)
    assert session.db.execute("SELECT count(*) FROM sale WHERE customer_id = ?", (old.id,)).fetchone() == (1,)


def test_who_never_bought_goes_after_the_last_word_between_them(shop: Workplace) -> None:
    session = shop.session
    silent = add_customer(session, "Im Lặng")
    spoke = add_customer(session, "Có Nói", phones=("0988000111",), emails=())
    consented = add_customer(session, "Đồng Ý", phones=("0988000222",), emails=())
    asked = add_customer(session, "Có Hỏi", phones=("0988000333",), emails=())
    shop.clock.move(days=YEAR)
    answer(session, complain(session, spoke.code))
    assert say(session, consented).allowed
    code = requests.record(
        session, requests.RequestInput(RequestKind.COMPLAINT, Channel.CALL, session.now(), customer_code=asked.code)
    )
    requests.acknowledge(session, code, Channel.CALL, session.now())
    requests.close(session, code, RequestOutcome.TAKEN_BACK)
    shop.clock.move(days=YEAR + 30)
    decide(session, (SILENT, 24))
    assert part(session, SILENT).samples == (silent.code,)
    decide(session, (SILENT, 12))
    assert part(session, SILENT).count == 4


def test_nobody_goes_who_still_waits_for_something(shop: Workplace) -> None:
    session = shop.session
    parcel = add_customer(session, "Còn Hàng")
    take_parcels(session, parcel, add_carrier(session))
    print_all(session)
    complained = add_customer(session, "Chờ Trả Lời", phones=("0988000111",), emails=())
    complain(session, complained.code)
    asked = add_customer(session, "Có Yêu Cầu", phones=("0988000222",), emails=())
    requests.record(
        session, requests.RequestInput(RequestKind.ACCESS, Channel.CALL, session.now(), customer_code=asked.code)
    )
    mother = add_customer(session, "Mẹ", phones=("0988000333",), emails=())
    child = add_child(session, years=4, phones=("0988000444",), emails=())
    customers.link_guardian(session, child.code, mother.code, "mẹ")
    shop.clock.move(days=3 * YEAR)
    decide(session, (BOUGHT, 24), (SILENT, 24))
    assert dict(part(session, BOUGHT).skipped) == {Skip.PARCEL_UNDER_WAY: 1}
    found = part(session, SILENT)
    assert dict(found.skipped) == {Skip.FEEDBACK_OPEN: 1, Skip.REQUEST_OPEN: 1, Skip.GUARDIAN_OF_MINOR: 1}
    assert (found.samples, found.held) == ((child.code,), (complained.code, asked.code, mother.code))
    let_go(session)
    assert [is_gone(session, one) for one in (parcel, complained, asked, mother, child)] == [False] * 4 + [True]
    assert part(session, SILENT).samples == (mother.code,)  # nobody's guardian any more


def test_looking_records_nothing(shop: Workplace) -> None:
    add_customer(shop.session)
    shop.clock.move(days=3 * YEAR)
    decide(shop.session, (SILENT, 24), (WORDS, 12), (LISTS, 12), (FILES, 12))
    before = snapshot(shop.session)
    assert look(shop.session).customers == 1
    assert snapshot(shop.session) == before


# --- words of feedback --------------------------------------------------------------------------


def test_words_go_but_the_promise_of_twelve_hours_counts_as_before(shop: Workplace) -> None:
    session = shop.session
    known = add_customer(session)
    answer(session, complain(session, known.code))
    answer(session, complain(session))
    late = complain(session)
    shop.clock.move(hours=13)
    answer(session, late)
    shop.clock.move(days=YEAR)
    answer(session, complain(session, words="Mới đây"))
    open_one = complain(session, words="Chưa xong")
    decide(session, (WORDS, 6))
    before = feedback.statistics(session)
    assert part(session, WORDS).samples == ("PH-0001", "PH-0002", "PH-0003")
    acts = audited(session, lambda: let_go(session))
    assert acts == [
        (AuditAction.RETENTION_RUN, None),
        (AuditAction.PURGED, None),
        (AuditAction.PURGED, known.code),
        (AuditAction.RETENTION_RUN, None),
    ]
    assert [feedback.get(session, f"PH-000{n}").text for n in (1, 2, 3, 4)] == [None, None, None, "Mới đây"]
    assert feedback.get(session, "PH-0001").current.answer is None
    assert feedback.get(session, open_one).text == "Chưa xong"
    assert feedback.statistics(session) == before
    assert look(session).count == 0


def test_words_stay_while_the_request_in_the_same_message_is_open(shop: Workplace) -> None:
    session = shop.session
    code = requests.record(
        session,
        requests.RequestInput(
            RequestKind.ACCESS, Channel.ZALO, session.now(), "Hộp móp, và xin bản sao", also_feedback=True
        ),
    )
    answer(session, "PH-0001")
    shop.clock.move(days=YEAR)
    decide(session, (WORDS, 6))
    found = part(session, WORDS)
    assert (found.count, dict(found.skipped), found.held) == (0, {Skip.REQUEST_OPEN: 1}, ("PH-0001",))
    requests.close(session, code, RequestOutcome.TAKEN_BACK)
    assert part(session, WORDS).count == 1


# --- who stood on a contact list ----------------------------------------------------------------


def test_a_closed_list_forgets_its_people_but_not_how_many_nor_the_contacts(shop: Workplace) -> None:
    session = shop.session
    for n in range(3):
        add_customer(session, f"Khách {n}", phones=(f"098800011{n}",), emails=())
    wish = contact_lists.ContactWish(DELIVERY, Channel.CALL)
    code = contact_lists.make(session, to_the_end(contact_lists.gather(session, wish)))
    open_code = contact_lists.make(session, to_the_end(contact_lists.gather(session, wish)))
    contact_lists.log_made(session, code, None)
    contact_lists.close(session, code)
    contacts_before = session.db.execute("SELECT * FROM contact").fetchall()
    shop.clock.move(days=YEAR + 5)
    decide(session, (LISTS, 12))
    found = part(session, LISTS)
    assert (found.count, found.people, found.samples) == (1, 3, (code,))
    acts = audited(session, lambda: let_go(session))
    assert acts.count((AuditAction.PURGED, None)) == 1
    assert len(contact_lists.person_ids(session, code)) == 0
    assert len(contact_lists.person_ids(session, open_code)) == 3
    shown = {
        one.code: one for one in contact_lists.rows(session, contact_lists.ids(session, contact_lists.ListQuery()))
    }
    assert (shown[code].people, shown[code].contacted) == (3, 3)
    assert session.db.execute("SELECT * FROM contact").fetchall() == contacts_before


# --- files --------------------------------------------------------------------------------------


def files(session: Session) -> int:
    return int(session.db.execute("SELECT count(*) FROM attachment").fetchone()[0])


def test_the_proof_of_a_consent_goes_only_long_after_it_was_withdrawn(shop: Workplace) -> None:
    session = shop.session
    withdrew, stands = add_customer(session), add_customer(session, "Còn Đồng Ý", phones=("0988000111",), emails=())
    for one in (withdrew, stands):
        prove(session, one, ConsentOutcome.GRANTED)
    shop.clock.move(days=YEAR)
    prove(session, withdrew, ConsentOutcome.WITHDRAWN)
    prove(session, stands, ConsentOutcome.GRANTED)  # said again: the older file stays too
    shop.clock.move(days=200)
    decide(session, (FILES, 12))
    found = part(session, FILES)
    assert (found.count, dict(found.skipped), found.held) == (0, {Skip.CONSENT_STANDS: 1}, (stands.code,))
    shop.clock.move(days=200)
    assert (part(session, FILES).count, part(session, FILES).samples) == (2, (withdrew.code,))
    acts = audited(session, lambda: let_go(session))
    assert (AuditAction.PURGED, withdrew.code) in acts
    assert files(session) == 2
    assert [len(one.evidence) for one in consents.records_of(session, customers.get(session, withdrew.code))] == [0, 0]
    assert [len(one.evidence) for one in consents.records_of(session, customers.get(session, stands.code))] == [1, 1]


def test_files_of_a_request_go_long_after_it_was_closed(shop: Workplace) -> None:
    session = shop.session
    code = requests.record(session, requests.RequestInput(RequestKind.ACCESS, Channel.CALL, session.now(), "Tôi muốn"))
    requests.add_file(session, code, evidence.read_file("don.pdf", b"%PDF-1.4 don"))
    shop.clock.move(days=YEAR)
    decide(session, (FILES, 6))
    assert (part(session, FILES).count, dict(part(session, FILES).skipped)) == (0, {Skip.REQUEST_OPEN: 1})
    requests.close(session, code, RequestOutcome.TAKEN_BACK)
    assert part(session, FILES).count == 0
    shop.clock.move(days=YEAR)
    let_go(session)
    assert files(session) == 0


def test_a_partners_paper_is_no_business_of_retention(shop: Workplace) -> None:
    add_carrier(shop.session, signed=paper(scan=evidence.read_file("cam-ket.pdf", b"%PDF-1.4")))
    shop.clock.move(days=5 * YEAR)
    decide(shop.session, (FILES, 1))
    assert look(shop.session).count == 0
