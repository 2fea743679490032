"""The certificate of an erasure: the manager's, recorded when it leaves, and the name typed for it kept nowhere."""

from dataclasses import replace
from datetime import timedelta

import pytest

from documents.papers import words_of
from ledger.assets import load_wording
from ledger.domain.audit import AuditAction
from ledger.domain.deadline import RequestKind
from ledger.domain.erasure import ErasureCause, Kept, Removed
from ledger.domain.errors import NotFound, TextTooLong
from ledger.domain.parcel import ParcelState
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import erasure, erasure_papers, parcels
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session
from ledger.services.trail import fingerprint_of, head_of
from support.partner_letters import CARRIER, asked_for, holder
from support.services import Workplace, add_customer, audited, snapshot


def erased(session: Session) -> str:
    """Erase whose data two partners hold, on request; return the code of the certificate."""
    code = asked_for(session, RequestKind.DELETE)
    for parcel in holder(session).parcels:
        parcels.close(session, parcel, ParcelState.DELIVERED)
    session.mark_confirmed(Operation.ERASE)
    (made,) = to_the_end(erasure.erasing(session, ["KH-00001"], ErasureCause.REQUEST, request_code=code))
    return made


@pytest.mark.parametrize("language", Language)
def test_it_says_what_went_what_stays_and_where_the_trail_stood(session: Session, language: Language) -> None:
    code, wording = erased(session), load_wording(language)
    done = audited(session, lambda: erasure_papers.prepare(session, code, language, is_preview=False))
    assert done == [(AuditAction.CERTIFICATE_PRINTED, "KH-00001")]
    text = words_of(erasure_papers.prepare(session, code, language, is_preview=False).render())
    for words in (code, "KH-00001", "YC-0001", "Chị Bình", CARRIER, wording.text(f"removed.{Removed.PHONES.value}")):
        assert words in text
    assert wording.text(f"kept.{Kept.CODES.value}") in text
    joined = "".join(text.split())
    assert head_of(session).hash.hex() in joined
    assert fingerprint_of(session) in joined
    assert wording.text("certificate.checked", at="21/11/2026 10:00") in text


def test_what_was_none_is_not_listed(session: Session) -> None:
    text = words_of(erasure_papers.prepare(session, erased(session), Language.VI, is_preview=True).render())
    assert load_wording(Language.VI).text(f"removed.{Removed.SURVEY.value}") not in text
    assert load_wording(Language.VI).text(f"kept.{Kept.INCIDENTS.value}") not in text


def test_looking_at_it_is_not_recorded_and_the_name_is_kept_nowhere(session: Session) -> None:
    code = erased(session)
    before = snapshot(session)
    looked = erasure_papers.prepare(session, code, Language.VI, is_preview=True, name="Ông zqvback")
    assert snapshot(session) == before
    assert "Ông zqvback" in words_of(looked.render())
    real = erasure_papers.prepare(session, code, Language.VI, is_preview=False, name="Ông zqvback")
    assert "Ông zqvback" in words_of(real.render())
    assert "zqvback" not in str(snapshot(session))
    assert "zqvback" not in repr(real)
    with pytest.raises(TextTooLong):
        erasure_papers.prepare(session, code, Language.VI, is_preview=True, name="Ông " * 200)


def test_backups_left_are_named_with_the_day_they_are_gone_by(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = erased(session)
    known = erasure.record(session, code)
    made = known.erased_at - timedelta(days=3)
    left = replace(known, checked_at=known.erased_at, backups_rewritten=4, backups_left=2, backup_left_at=made)
    monkeypatch.setattr(erasure, "record", lambda _session, _code: left)
    text = words_of(erasure_papers.prepare(session, code, Language.VI, is_preview=True).render())
    assert "không còn người này: 4." in text
    assert "chưa ghi lại được: 2, bị hủy chậm nhất ngày 18/12/2026" in text
    monkeypatch.setattr(erasure, "record", lambda _session, _code: replace(known, checked_at=None))
    text = words_of(erasure_papers.prepare(session, code, Language.VI, is_preview=True).render())
    assert load_wording(Language.VI).text("certificate.unchecked") in text


def test_there_is_none_for_whoever_was_not_erased(session: Session) -> None:
    add_customer(session)
    with pytest.raises(NotFound):
        erasure_papers.prepare(session, "XD-0001", Language.VI, is_preview=True)


def test_the_file_is_named_after_the_certificate(shop: Workplace) -> None:
    assert shop.pack
    assert erasure_papers.file_name("XD-0001", load_wording(Language.VI)) == "giay-xac-nhan-xoa-XD-0001.pdf"
