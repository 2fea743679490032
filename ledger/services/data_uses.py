"""Uses of data inside the shop: analysis, surveys, the website (KO 2, VK 2a). No recipient, and still through the gate.

What is written down: the purpose, which fields, of how many people, and how many were left out for which reason.
"""

from array import array
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.documents.plain_sheet import Cell, PlainSheet, render_csv, render_sheet
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.data_use import fields_for, reasons_against
from ledger.domain.errors import (
    FieldsNotNeeded,
    ListOutdated,
    NotFound,
    NothingToDo,
    TextMissing,
    UnknownChoice,
    WrongState,
)
from ledger.domain.gate import Act, Proposal
from ledger.domain.ids import DataUseId, FieldId, PolicyVersionId, PurposeId
from ledger.domain.instants import from_text, local_date
from ledger.domain.purpose import LegalBasis
from ledger.domain.staff import Operation
from ledger.domain.text import NOTE_LIMIT, as_code, optional_text
from ledger.domain.wording import Language
from ledger.services import use_columns
from ledger.services.deciding import refuse, require_words
from ledger.services.deciding_many import codes_of, decide_many, everybody, in_slices, sort_out, to_the_end
from ledger.services.reading import echo
from ledger.services.session import Session
from ledger.storage import data_uses
from ledger.storage.contact_lists import LeftOut, read_left_out
from ledger.storage.data_uses import NewUse, UseQuery, UseSort
from ledger.storage.database import Row

__all__ = [
    "GatheredUse", "PreparedUse", "UseQuery", "UseRow", "UseSort", "UseWish", "export", "export_anew_in_slices",
    "export_in_slices", "gather", "get", "ids", "record", "rows",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class UseWish:
    """What the shop would like to use, for what."""

    purpose_id: PurposeId
    fields: tuple[FieldId, ...]


@dataclass(frozen=True, slots=True)
class GatheredUse:
    """Whose data may be used, and how many people's may not for which reason; nothing of it is recorded.

    ``left_out`` counts every reason of everybody refused, by value of ``ReasonCode``.
    """

    wish: UseWish
    policy_id: PolicyVersionId
    ids: "array[int]" = field(repr=False)
    left_out: Mapping[str, int]
    left_out_people: int
    at: datetime

    @property
    def included(self) -> int:
        """Return how many people's data may be used."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class UseRow:
    """One use in the table; ``left_out`` by value of ``ReasonCode``."""

    id: DataUseId
    code: str
    at: datetime
    purpose_id: PurposeId
    basis: LegalBasis | None
    fields: tuple[FieldId, ...]
    customers: int
    left_out: Mapping[str, int]
    left_out_people: int
    note: str
    recorded_by: str = field(repr=False)
    policy_number: int


def gather(session: Session, wish: UseWish) -> Generator[tuple[int, int], None, GatheredUse]:
    """Ask the gate about everybody on record, some hundred at a time; yields (done, total).

    What no person's consent can allow is refused at the first step and recorded as an attempt: raises
    ``FieldsNotNeeded`` for fields the purpose does not need, ``UnknownChoice`` for a purpose the policy does not have,
    ``TextMissing`` without a field.
    """
    session.require(Operation.USE_DATA)
    require_words(session, wish.purpose_id, wish.fields)
    if not wish.fields:
        raise TextMissing(field="fields")
    _require_needed(session, wish)
    policy, at = session.policy(), session.now()
    found = yield from sort_out(session, everybody(session), _proposal(wish, at))
    return GatheredUse(wish, policy.id, found.allowed, found.reasons, found.refused, at)


def _proposal(wish: UseWish, at: datetime) -> Proposal:
    return Proposal(Act.USE, wish.purpose_id, at, fields=frozenset(wish.fields))


def _require_needed(session: Session, wish: UseWish) -> None:
    policy = session.policy()
    reasons = reasons_against(policy, wish.purpose_id, wish.fields)
    if not reasons:
        return
    refuse(session, Act.USE, reasons, purpose_id=wish.purpose_id)
    if policy.purpose(wish.purpose_id) is None:
        raise UnknownChoice(field="purpose", choices=tuple(one.id for one in policy.purposes))
    over = sorted(frozenset(wish.fields) - fields_for(policy, wish.purpose_id))
    raise FieldsNotNeeded(fields=tuple(over), purpose=wish.purpose_id)


def record(session: Session, gathered: GatheredUse, note: str) -> str:
    """Write a use down and return its code (``SD-0001``). Raises ``NothingToDo`` for nobody, ``ListOutdated``."""
    session.require(Operation.USE_DATA)
    if not gathered.ids:
        raise NothingToDo(act="data_use")
    wish, words = gathered.wish, optional_text(note, "note", NOTE_LIMIT, is_multiline=True)
    with session.write() as uow:
        policy = session.policy()
        purpose = policy.purpose(wish.purpose_id)
        if purpose is None or policy.id != gathered.policy_id:
            raise ListOutdated
        left_out = LeftOut(gathered.left_out_people, gathered.left_out)
        new = NewUse(wish.purpose_id, purpose.basis, wish.fields, gathered.included, left_out, words, gathered.at)
        _, code = data_uses.add(uow.db, new, policy.id, uow.now, uow.actor)
        body: Entry = {
            "use": code,
            "purpose": wish.purpose_id,
            "basis": purpose.basis.value,
            "fields": sorted(wish.fields),
            "customers": gathered.included,
            "left_out": gathered.left_out_people,
            "why_left_out": gathered.left_out,
        }
        uow.audit(AuditAction.DATA_USED, None, body)
    return code


def ids(session: Session, query: UseQuery) -> "array[int]":
    """Return the ids of all uses the query asks for, in its order."""
    return data_uses.ids(session.db, query)


def rows(session: Session, ids: Sequence[int]) -> tuple[UseRow, ...]:
    """Return the rows of 1 to 500 uses, in their order."""
    return tuple(_row(row) for row in data_uses.rows(session.db, ids))


def get(session: Session, code: str) -> UseRow:
    """Return one use. Raises ``NotFound``."""
    found = data_uses.id_of(session.db, as_code(code))
    if found is None:
        raise NotFound(kind="data_use", code=echo(code))
    return rows(session, (found,))[0]


def _row(row: Row) -> UseRow:
    one, code, at, purpose, basis, fields, customers, left_out, note, member, number = row
    counts = read_left_out(left_out)
    return UseRow(
        id=DataUseId(one),
        code=code,
        at=from_text(at),
        purpose_id=PurposeId(purpose),
        basis=LegalBasis(basis) if basis else None,
        fields=tuple(FieldId(field_id) for field_id in fields.split()),
        customers=customers,
        left_out=counts.reasons,
        left_out_people=counts.people,
        note=note or "",
        recorded_by=member or "",
        policy_number=number,
    )


# --- the fields for analysis, without the people ------------------------------------------------


@dataclass(frozen=True, slots=True)
class PreparedUse:
    """The rows of one use without names, numbers and codes, for analysis; ``left_out`` as the gate stands now."""

    code: str
    people: int
    left_out: LeftOut
    sheet: PlainSheet = field(repr=False)

    def render(self) -> bytes:
        """Return them as .xlsx. Needs no ledger, so any thread may do it."""
        return render_sheet(self.sheet)

    def render_csv(self) -> bytes:
        """Return them as CSV in UTF-8 with a byte order mark."""
        return render_csv(self.sheet)


def export_in_slices(
    session: Session, code: str, gathered: GatheredUse, language: Language | None = None
) -> Generator[tuple[int, int], None, PreparedUse]:
    """Prepare the chosen fields of a recorded use for analysis (manager); yields (done, total).

    One row a person under a random number: names, phone numbers, emails and IP addresses become "on record" or not, a
    birth date its year, an address its province. The gate is asked again. Raises ``NotFound`` where ``code`` is not the
    use that was gathered, ``NothingToDo``.
    """
    session.require(Operation.EXPORT)
    session.require_confirmed(Operation.EXPORT)
    use = get(session, code)
    if (use.purpose_id, set(use.fields)) != (gathered.wish.purpose_id, set(gathered.wish.fields)):
        raise NotFound(kind="data_use", code=use.code)
    fields = tuple(one.id for one in session.policy().fields if one.id in use.fields)
    language = language or session.shop().language
    yield 0, len(gathered.ids)
    lines: list[list[Cell]] = []
    refused, reasons, done = 0, Counter[str](), 0
    for some in in_slices(gathered.ids):
        decisions = decide_many(session, some, _proposal(gathered.wish, session.now()))
        allowed = [one for one, decision in decisions.items() if decision.allowed]
        lines += use_columns.lines(session.db, fields, allowed, language) if allowed else []
        refused += len(decisions) - len(allowed)
        reasons.update(reason for decision in decisions.values() for reason in codes_of(decision))
        done += len(some)
        yield done, len(gathered.ids)
    _log_export(session, use, len(lines))
    sheet = use_columns.sheet(session, (use.code, use.purpose_id), fields, lines, language)
    return PreparedUse(use.code, len(lines), LeftOut(refused, reasons), sheet)


def export_anew_in_slices(
    session: Session, code: str, language: Language | None = None
) -> Generator[tuple[int, int], None, PreparedUse]:
    """Gather again for a use recorded today, then ``export_in_slices`` (manager); yields (done, total) of each.

    Whose data were used is not kept, so everybody is asked about again. Raises ``WrongState`` for a use of an earlier
    day, ``ListOutdated`` for one under an earlier policy: using the data again is another use.
    """
    session.require(Operation.EXPORT)
    session.require_confirmed(Operation.EXPORT)
    use = get(session, code)
    if local_date(use.at) != local_date(session.now()):
        raise WrongState(state="PAST", act="data_use")
    if use.policy_number != session.policy().number:
        raise ListOutdated
    gathered = yield from gather(session, UseWish(use.purpose_id, use.fields))
    return (yield from export_in_slices(session, use.code, gathered, language))


def _log_export(session: Session, use: UseRow, count: int) -> None:
    if not count:
        raise NothingToDo(act="data_use")
    with session.write() as uow:
        body: Entry = {"use": use.code, "fields": sorted(use.fields), "customers": count, "exported": True}
        uow.audit(AuditAction.DATA_USED, None, body)


def export(session: Session, code: str, gathered: GatheredUse, language: Language | None = None) -> PreparedUse:
    """Do ``export_in_slices`` at once."""
    return to_the_end(export_in_slices(session, code, gathered, language))
