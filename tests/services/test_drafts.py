"""A form that was half-written when the screen was locked: kept for whoever wrote it, and for nobody else."""

from datetime import timedelta

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.draft import DraftForm
from ledger.domain.errors import NotFound, TextTooLong
from ledger.domain.ids import DraftId
from ledger.services import drafts
from ledger.services.drafts import HalfWritten
from ledger.services.session import Session
from support.erasing import erase
from support.services import Workplace, add_customer

NOTE = {"text": "Chị Hoa dặn giao sau 17 giờ"}
ORDER = HalfWritten(DraftForm.ORDER, typed=NOTE)


def keep(session: Session, *forms: HalfWritten) -> DraftId:
    """Keep forms; return the newest that waits."""
    drafts.keep(session, forms)
    return drafts.waiting(session)[0].id


def acts(session: Session) -> list[tuple[str, str | None, object]]:
    """What the trail says about drafts: act, customer code, body."""
    from ledger.storage.audit_log import entries

    wanted = (AuditAction.DRAFT_KEPT, AuditAction.DRAFT_DROPPED)
    found = [one for one in entries(session.db, limit=50) if one.entry.action in wanted]
    return [(one.entry.action.value, one.entry.subject_ref, one.body) for one in reversed(found)]


def test_what_was_typed_comes_back_until_it_is_let_go(session: Session) -> None:
    code = add_customer(session).code
    kept = keep(session, HalfWritten(DraftForm.CORRECTION, code, code, NOTE))
    assert drafts.read(session, kept) == HalfWritten(DraftForm.CORRECTION, code, code, NOTE)
    drafts.discard(session, kept)
    assert drafts.waiting(session) == ()
    with pytest.raises(NotFound):
        drafts.read(session, kept)


def test_the_newest_is_offered_first_and_names_nobody(shop: Workplace) -> None:
    keep(shop.session, ORDER)
    shop.clock.move(minutes=5)
    keep(shop.session, HalfWritten(DraftForm.FEEDBACK, typed=NOTE))
    found = drafts.waiting(shop.session)
    assert [one.form for one in found] == [DraftForm.FEEDBACK, DraftForm.ORDER]
    assert "Hoa" not in repr((found, ORDER, drafts.read(shop.session, found[0].id)))


def test_another_member_is_not_offered_it_and_cannot_take_it(shop: Workplace) -> None:
    kept = keep(shop.session, ORDER)
    other = shop.as_staff()
    assert drafts.waiting(other) == ()
    for verb in (drafts.read, drafts.discard):
        with pytest.raises(NotFound):
            verb(other, kept)
    assert len(drafts.waiting(shop.open())) == 1


def test_the_trail_names_the_form_and_nothing_of_it(session: Session) -> None:
    code = add_customer(session).code
    drafts.discard(session, keep(session, HalfWritten(DraftForm.ORDER, "", code, NOTE)))
    body = {"form": "ORDER"}
    assert acts(session) == [("draft.kept", code, body), ("draft.dropped", code, body)]


def test_after_seven_days_it_is_gone_for_everybody(shop: Workplace) -> None:
    keep(shop.session, ORDER)
    shop.clock.move(days=7, minutes=-1)
    assert len(drafts.waiting(shop.session)) == 1
    shop.clock.move(minutes=2)
    assert drafts.waiting(shop.session) == ()
    session = shop.as_staff()  # opening drops it, whoever opens
    assert session.db.execute("SELECT count(*) FROM draft").fetchone() == (0,)
    assert acts(session)[-1] == ("draft.dropped", None, {"form": "ORDER"})


def test_erasing_anybody_takes_every_draft(shop: Workplace) -> None:
    """A half-written form may be about anybody: only its words would say."""
    for _ in range(2):
        add_customer(shop.session)
    keep(shop.session, ORDER, HalfWritten(DraftForm.CONSENT, "KH-00002", "KH-00002", NOTE))
    erase(shop.session, "KH-00001")
    assert drafts.waiting(shop.session) == ()


def test_what_is_kept_later_stays_and_nothing_is_kept_of_the_erased(shop: Workplace) -> None:
    add_customer(shop.session)
    erase(shop.session, "KH-00001")
    shop.clock.move(minutes=1)
    assert drafts.keep(shop.session, [HalfWritten(DraftForm.ANSWER, "PH-0001", "KH-00001", NOTE)]) == 0
    keep(shop.session, ORDER)
    assert len(drafts.waiting(shop.open())) == 1  # opening applies the journal of erasures once more


def test_only_the_newest_twenty_of_a_member_are_kept(shop: Workplace) -> None:
    for _ in range(3):
        drafts.keep(shop.session, [ORDER] * 8)
        shop.clock.at += timedelta(minutes=1)
    assert len(drafts.waiting(shop.session)) == drafts.MOST
    assert acts(shop.session)[-1] == ("draft.dropped", None, {"form": "ORDER"})


def test_a_whole_book_takes_nothing_else_with_it(session: Session) -> None:
    book = HalfWritten(DraftForm.ORDER, typed={"note": "x" * (drafts.WORDS_LIMIT + 1)})
    with pytest.raises(TextTooLong):
        drafts.keep(session, [book, HalfWritten(DraftForm.FEEDBACK, typed=NOTE)])
    assert [one.form for one in drafts.waiting(session)] == [DraftForm.FEEDBACK]


def test_a_whole_book_is_refused_and_nothing_to_keep_writes_nothing(session: Session) -> None:
    with pytest.raises(TextTooLong):
        drafts.keep(session, [HalfWritten(DraftForm.ORDER, typed={"note": "x" * (drafts.WORDS_LIMIT + 1)})])
    assert drafts.keep(session, []) == 0
    assert acts(session) == []
