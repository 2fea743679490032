"""Versions of the policy: one draft at a time, reviewed against the version in force, published for good (VK 10)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.errors import (
    FileTooLarge,
    NotFound,
    PolicyDraftExists,
    PolicyInvalid,
    PolicyUnchanged,
    PolicyWaiting,
)
from ledger.domain.ids import FieldId, NoticeRunId, PolicyVersionId, PurposeId
from ledger.domain.policy import Clause, FieldRule, PolicyPack, PolicyVersion, Statement, VersionState
from ledger.domain.policy_change import Change, PolicyChange, affects_customers, compare, with_new_revisions
from ledger.domain.policy_checks import Contradiction, contradictions, missing_statements
from ledger.domain.policy_faults import Fault, duties, faults
from ledger.domain.policy_pack import as_pack, dump_pack, parse_pack, read_pack
from ledger.domain.purpose import Purpose
from ledger.domain.staff import Operation
from ledger.domain.text import clean_text
from ledger.domain.wording import Bilingual
from ledger.services import notices
from ledger.services.session import Session
from ledger.storage import customers, policies, policy_drafts, staff
from ledger.storage.unit_of_work import UnitOfWork

TITLE_LIMIT = 200
LABEL_LIMIT = 120  # of a purpose or a field: it stands in tables and on paper
CLAUSE_LIMIT = 6000
FILE_LIMIT = 1_000_000  # bytes of a pack file; those that ship have 20,000
_ID_LIMIT = 40
_LINK_LIMIT = 300


# --- for reading --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list; ``published_by`` is the member's name, empty for who is no member (the demo's seed)."""

    id: PolicyVersionId
    number: int
    title: Bilingual
    published_at: datetime
    published_by: str
    in_force_at: datetime | None
    state: VersionState


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft as it was saved, begun from version ``base``."""

    pack: PolicyPack
    base: int
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class Review:
    """What publishing the draft would do. Without ``faults`` it can be published; the rest is for the manager's eyes.

    ``customers``: how many would have to be told, 0 where the change affects nobody.
    """

    pack: PolicyPack  # with the revisions its purposes will have
    in_force: PolicyVersion
    change: PolicyChange
    faults: tuple[Fault, ...]
    contradictions: tuple[Contradiction, ...]
    missing: tuple[Statement, ...]
    affects_customers: bool
    customers: int


@dataclass(frozen=True, slots=True)
class Published:
    """A version just published; without a notice run it is in force already."""

    version: PolicyVersionId
    number: int
    notice_run: NoticeRunId | None


def lines(session: Session) -> tuple[VersionLine, ...]:
    """Return every version, newest first. Anybody may read them: they are published."""
    in_force, names = policies.in_force_id(session.db), staff.names(session.db)
    return tuple(
        VersionLine(
            row.id,
            row.number,
            row.title,
            row.published_at,
            names.get(row.published_by, ""),
            row.in_force_at,
            _state(row, in_force),
        )
        for row in policies.versions(session.db)
    )


def _state(row: policies.VersionRow, in_force: PolicyVersionId) -> VersionState:
    if row.in_force_at is None:
        return VersionState.WAITING
    return VersionState.IN_FORCE if row.id == in_force else VersionState.EARLIER


def version(session: Session, number: int) -> PolicyVersion:
    """Return one version, whole. Raises ``NotFound``."""
    for row in policies.versions(session.db):
        if row.number == number:
            return session.policy(row.id)
    raise NotFound(kind="version", code=str(number))


def difference(session: Session, older: int, newer: int) -> PolicyChange:
    """Return what version ``newer`` changed of version ``older``. Raises ``NotFound``."""
    return compare(version(session, older), version(session, newer))


# --- the draft ----------------------------------------------------------------------------------


def draft(session: Session) -> Draft | None:
    """Return the draft, or ``None``. Raises ``PolicyInvalid`` for one this program cannot read, ``RoleForbidden``."""
    session.require(Operation.PUBLISH_POLICY)
    row = policy_drafts.load(session.db)
    if row is None:
        return None
    number = policies.version_numbers(session.db)[row.base]
    return Draft(read_pack(row.body), number, row.changed_at, staff.names(session.db).get(row.changed_by, ""))


def has_draft(session: Session) -> bool:
    """Return whether there is a draft, readable or not. Raises ``RoleForbidden``."""
    session.require(Operation.PUBLISH_POLICY)
    return policy_drafts.load(session.db) is not None


def start_draft(session: Session, from_version: int | None = None) -> Draft:
    """Begin a draft as a copy of a version, the one in force by default.

    Raises ``PolicyDraftExists``, ``NotFound``, ``RoleForbidden``.
    """
    session.require(Operation.PUBLISH_POLICY)
    base = session.policy() if from_version is None else version(session, from_version)
    return _begin(session, base, as_pack(base))


def read_pack_file(path: Path) -> dict[str, object]:
    """Return the tables of a pack's TOML file. Raises ``FileTooLarge``, ``NotFound``, ``PolicyInvalid`` for no TOML."""
    try:
        with path.open("rb") as file:
            content = file.read(FILE_LIMIT + 1)
    except OSError as error:
        raise NotFound(kind="file", code=path.name) from error
    if len(content) > FILE_LIMIT:
        raise FileTooLarge(field="file", limit=FILE_LIMIT)
    try:
        text = content.decode("utf-8")
        if any(key.count(".") > _DEEPEST for key in _KEY.findall(text)):
            raise PolicyInvalid(why="value", where=path.name)
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise PolicyInvalid(why="value", where=path.name) from error


_KEY = re.compile(r"^[^=\"'#\n]*", re.MULTILINE)
_DEEPEST = 20  # levels of a table: a pack has four, and thousands take the reader minutes


def load_draft(session: Session, raw: Mapping[str, object]) -> Draft:
    """Begin a draft from the file of a pack. Raises ``PolicyInvalid`` for what is not a pack, else as ``start_draft``.

    What the pack calls itself goes in the list of versions; its revisions are worked out anew at publication.
    """
    session.require(Operation.PUBLISH_POLICY)
    return _begin(session, session.policy(), _clean(read_pack(raw)))


def _begin(session: Session, base: PolicyVersion, pack: PolicyPack) -> Draft:
    if policy_drafts.load(session.db) is not None:
        raise PolicyDraftExists
    with session.write() as uow:
        _store(uow, base.id, pack)
        uow.audit(AuditAction.POLICY_DRAFTED, None, {"from": base.number})
    return _present(session)


def save_draft(session: Session, typed: PolicyPack | Mapping[str, object]) -> Draft:
    """Keep the draft as it stands, finished or not, every text cleaned.

    Raises ``NotFound`` without a draft, ``TextTooLong`` and ``TextNotAllowed`` naming the kind of text, and
    ``PolicyInvalid`` for raw tables that are no pack: a control the program does not have.
    """
    session.require(Operation.PUBLISH_POLICY)
    base = _row(session).base
    pack = _clean(typed if isinstance(typed, PolicyPack) else read_pack(typed))
    with session.write() as uow:
        _store(uow, base, pack)
        uow.audit(AuditAction.POLICY_DRAFTED, None, {"from": policies.version_numbers(uow.db)[base]})
    return _present(session)


def discard_draft(session: Session) -> None:
    """Throw the draft away, readable or not. Raises ``NotFound`` without one, ``RoleForbidden``."""
    session.require(Operation.PUBLISH_POLICY)
    base = _row(session).base
    with session.write() as uow:
        policy_drafts.discard(uow.db)
        body: Entry = {"from": policies.version_numbers(uow.db)[base], "is_discarded": True}
        uow.audit(AuditAction.POLICY_DRAFTED, None, body)


def _store(uow: UnitOfWork, base: PolicyVersionId, pack: PolicyPack) -> None:
    policy_drafts.save(uow.db, policy_drafts.DraftRow(base, dump_pack(pack), uow.now, uow.actor))


def _row(session: Session) -> policy_drafts.DraftRow:
    row = policy_drafts.load(session.db)
    if row is None:
        raise NotFound(kind="draft", code="")
    return row


def _present(session: Session) -> Draft:
    found = draft(session)
    if found is None:
        raise NotFound(kind="draft", code="")
    return found


# --- publishing ---------------------------------------------------------------------------------


def review(session: Session) -> Review:
    """Return what publishing the draft would do, and what is wrong with it. Raises as ``draft``, and ``NotFound``."""
    session.require(Operation.PUBLISH_POLICY)
    in_force = session.policy()
    pack = _as_published(session, read_pack(_row(session).body))
    change = compare(in_force, pack)
    is_told = affects_customers(change)
    return Review(
        pack=pack,
        in_force=in_force,
        change=change,
        faults=(*faults(pack), *duties(pack)),
        contradictions=contradictions(pack),
        missing=missing_statements(pack),
        affects_customers=is_told,
        customers=customers.count(session.db) if is_told else 0,
    )


def publish(session: Session) -> Published:
    """Publish the draft as the next version, for good; the draft is gone afterwards.

    A change that affects customers starts its notices and counts when they are done (VK 10); any other is in force at
    once. Raises ``ConfirmationNeeded``, ``PolicyInvalid``, ``PolicyUnchanged``, ``PolicyWaiting`` while an older
    version waits for its notices, ``NotFound`` without a draft.
    """
    session.require(Operation.PUBLISH_POLICY)
    session.require_confirmed(Operation.PUBLISH_POLICY)
    _refuse_while_waiting(session)
    pack = _as_published(session, parse_pack(_row(session).body))
    for lacking in duties(pack):
        raise PolicyInvalid(why=lacking.kind.value, where=lacking.where)
    change = compare(session.policy(), pack)
    if change.is_empty:
        raise PolicyUnchanged
    with session.write() as uow:
        return _publish(session, uow, pack, change)


def _refuse_while_waiting(session: Session) -> None:
    waiting = policies.waiting_id(session.db)
    if waiting is not None:
        raise PolicyWaiting(number=policies.version_numbers(session.db)[waiting])


def _as_published(session: Session, pack: PolicyPack) -> PolicyPack:
    return with_new_revisions(session.policy(), pack, policies.highest_revisions(session.db))


def _publish(session: Session, uow: UnitOfWork, pack: PolicyPack, change: PolicyChange) -> Published:
    is_told = affects_customers(change)
    new = policies.publish(uow.db, pack, uow.now, uow.actor, is_in_force=not is_told)
    number = policies.version_numbers(uow.db)[new]
    policy_drafts.discard(uow.db)
    changed = [one.id for one in change.clauses if one.change is not Change.SAME]
    uow.audit(AuditAction.POLICY_PUBLISHED, None, {"version": number, "pack": pack.id, "references": changed})
    if is_told:
        return Published(new, number, notices.begin(uow, session, new))
    uow.audit(AuditAction.POLICY_IN_FORCE, None, {"version": number})
    return Published(new, number, None)


# --- every text of a draft, cleaned -------------------------------------------------------------


def _clean(pack: PolicyPack) -> PolicyPack:
    return replace(
        pack,
        id=clean_text(pack.id, "policy_source", _ID_LIMIT),
        title=_texts(pack.title, "policy_title", TITLE_LIMIT),
        source=_texts(pack.source, "policy_source", TITLE_LIMIT),
        purposes=tuple(_purpose(one) for one in pack.purposes),
        fields=tuple(_field(one) for one in pack.fields),
        clauses=tuple(_clause(one) for one in pack.clauses),
        link=clean_text(pack.link, "policy_link", _LINK_LIMIT),
    )


def _texts(text: Bilingual, field: str, limit: int, *, is_multiline: bool = False) -> Bilingual:
    return Bilingual(
        clean_text(text.vi, field, limit, is_multiline=is_multiline),
        clean_text(text.en, field, limit, is_multiline=is_multiline),
    )


def _purpose(one: Purpose) -> Purpose:
    purpose_id = PurposeId(clean_text(one.id, "purpose", _ID_LIMIT))
    return replace(one, id=purpose_id, text=_texts(one.text, "purpose", LABEL_LIMIT))


def _field(one: FieldRule) -> FieldRule:
    return replace(
        one, id=FieldId(clean_text(one.id, "fields", _ID_LIMIT)), text=_texts(one.text, "fields", LABEL_LIMIT)
    )


def _clause(one: Clause) -> Clause:
    parameters = {
        key: clean_text(value, "clause", TITLE_LIMIT) if isinstance(value, str) else value
        for key, value in one.parameters.items()
    }
    return replace(
        one,
        id=clean_text(one.id, "clause_id", _ID_LIMIT),
        parameters=parameters,
        text=_texts(one.text, "clause", CLAUSE_LIMIT, is_multiline=True),
    )
