"""A change of the policy that customers must be told of: published from a draft as the manager does it."""

from dataclasses import replace

from ledger.domain.audit import AuditAction, Body
from ledger.domain.ids import NoticeRunId, PurposeId
from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.domain.policy import PolicyPack
from ledger.domain.purpose import LegalBasis, Purpose
from ledger.domain.staff import Operation
from ledger.domain.wording import Bilingual
from ledger.services import notice_list, notices, policy_versions
from ledger.services.notice_list import NoticeQuery, NoticeRow
from ledger.services.notices import NoticeRun
from ledger.services.session import Session
from ledger.storage.audit_log import RecordedEntry
from support.services import entries_since

LOYALTY = PurposeId("loyalty")
EMAIL, POST, HOME_PAGE = NoticeChannel.EMAIL, NoticeChannel.POST, NoticeChannel.HOME_PAGE
WAITING, TOLD = NoticeState.WAITING, NoticeState.TOLD
UNREACHABLE, EXCUSED = NoticeState.UNREACHABLE, NoticeState.EXCUSED
NEW_PROMISE = Bilingual(
    "Chúng tôi chỉ gửi ưu đãi cho khách hàng đã đồng ý, và không quá một lần mỗi tuần.",
    "We send offers only to customers who agreed, and at most once a week.",
)


def changed(pack: PolicyPack) -> PolicyPack:
    """A pack with one purpose more, marketing put in other words, and the clause on offers rewritten."""
    loyalty = Purpose(
        LOYALTY, 1, LegalBasis.CONSENT, is_advertising=True, text=Bilingual("Chương trình khách thân", "Loyalty")
    )
    other = Bilingual("Tiếp thị, ưu đãi và dùng thử", "Marketing, offers and samples")
    purposes = tuple(replace(one, text=other) if one.id == "marketing" else one for one in pack.purposes)
    clauses = tuple(replace(one, text=NEW_PROMISE) if one.id == "VK 2b" else one for one in pack.clauses)
    return replace(pack, purposes=(*purposes, loyalty), clauses=clauses)


def publish(session: Session, pack: PolicyPack | None = None) -> NoticeRunId:
    """Publish a change that affects customers; its notices begin to run."""
    draft = policy_versions.start_draft(session)
    policy_versions.save_draft(session, pack or changed(draft.pack))
    session.mark_confirmed(Operation.PUBLISH_POLICY)
    started = policy_versions.publish(session).notice_run
    assert started is not None
    return started


def running(session: Session, run_id: NoticeRunId) -> NoticeRun:
    found = notices.run(session, run_id)
    assert found is not None
    return found


def listed(session: Session, run_id: NoticeRunId) -> dict[str, NoticeRow]:
    """Every customer of a run, by code."""
    return {one.code: one for one in notice_list.rows(session, notice_list.ids(session, NoticeQuery(run_id)))}


def entries(session: Session, action: AuditAction) -> list[RecordedEntry]:
    """What the trail says of one kind of act, oldest first."""
    return [one for one in entries_since(session, 0) if one.entry.action is action]


def last_body(session: Session, action: AuditAction) -> Body:
    """The body of the newest entry of one kind."""
    body = entries(session, action)[-1].body
    assert body is not None
    return body


def stands(session: Session, run_id: NoticeRunId, code: str) -> tuple[NoticeChannel | None, NoticeState]:
    row = listed(session, run_id)[code]
    return row.channel, row.state
