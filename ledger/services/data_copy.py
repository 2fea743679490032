"""The full copy of one person's data, for that person: read, put on paper and into JSON, handed over on record.

The law gives it to whoever the data are about (PDPL Art. 4, Decree 356/2025 Art. 5), so it passes no gate; who asks
must be proven to be that person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ledger.assets import load_wording
from ledger.documents.data_copy import CopyHead, render_data_copy
from ledger.documents.paper import Imprint
from ledger.domain.audit import AuditAction
from ledger.domain.errors import WrongState
from ledger.domain.feedback import require_not_future
from ledger.domain.ids import PurposeId
from ledger.domain.instants import to_text
from ledger.domain.policy import PolicyVersion
from ledger.domain.purpose import Channel
from ledger.domain.request import StepKind, SubjectRequest, not_before, require_identity, require_open
from ledger.domain.retention import Rule
from ledger.domain.shop import Shop
from ledger.domain.staff import Operation
from ledger.domain.wording import Bilingual, Language
from ledger.services.customers import get_living
from ledger.services.data_copy_json import write_json
from ledger.services.data_copy_paper import shown_chapters
from ledger.services.data_copy_words import Json, Words
from ledger.services.deciding import Outcome
from ledger.services.reading import read_paper_password
from ledger.services.request_steps import add_step, audit, carried_out, customer_code, get, steps
from ledger.services.requests import told
from ledger.services.retention import rules
from ledger.services.session import Session
from ledger.services.trail import head_of
from ledger.storage.copy_columns import CopiedRow
from ledger.storage.data_copy import purpose_texts, read

_JSON_NAME = "data.json"  # inside a locked PDF


@dataclass(frozen=True, slots=True)
class DataCopy:
    """Everything the ledger holds about one customer, by chapter, as stored."""

    customer_code: str
    chapters: Mapping[str, tuple[CopiedRow, ...]] = field(repr=False)

    @property
    def customer_name(self) -> str:
        """Return the person's name."""
        return str(self.chapters["person"][0].values["name"] or "")

    def counts(self) -> dict[str, int]:
        """Return how many rows there are of each kind that has any."""
        return {key: len(rows) for key, rows in self.chapters.items() if rows}


@dataclass(frozen=True, slots=True)
class PreparedCopy:
    """Everything both forms of a copy say, read from the ledger."""

    copy: DataCopy = field(repr=False)
    request_code: str
    language: Language
    shop: Shop
    policy: PolicyVersion = field(repr=False)
    purposes: Mapping[PurposeId, Bilingual] = field(repr=False)
    imprint: Imprint
    keeping: tuple[Rule, ...]

    def words(self) -> Words:
        """Return what turns its codes into words."""
        return Words(load_wording(self.language), self.policy, self.purposes)

    def kept_for(self) -> tuple[str, ...]:
        """Return how long what is kept, as far as the shop has decided, in sentences."""
        wording = load_wording(self.language)
        rules = (wording.text(f"data_copy.keeping_{one.category.value}", months=one.months) for one in self.keeping)
        return (wording.text("data_copy.keeping"), *rules)


def collect(session: Session, customer_code: str, *, with_content: bool = True) -> DataCopy:
    """Return everything the ledger holds about one customer; the bytes of files only ``with_content``.

    Only the manager may (``RoleForbidden``). Raises ``NotFound`` and ``CustomerErased``.
    """
    session.require(Operation.EXPORT)
    customer = get_living(session, customer_code)
    return DataCopy(customer.code, read(session.db, customer.id, with_content=with_content))


def prepare(session: Session, request_code: str, language: Language, *, is_preview: bool) -> PreparedCopy:
    """Read the copy a request asks for. Making it is a step of the request, with the kinds of data; a preview is not.

    A preview shows everything too, so both need the manager with the passphrase given just now. Raises
    ``RoleForbidden``, ``ConfirmationNeeded``, ``IdentityNotProven``, ``WrongState`` and ``CustomerErased``.
    """
    session.require(Operation.EXPORT)
    session.require_confirmed(Operation.EXPORT)
    request = _require_ready(session, request_code)
    code = customer_code(session.db, request) or ""
    copied = collect(session, code, with_content=not is_preview)
    if not is_preview:
        with session.write() as uow:
            add_step(uow, request.id, StepKind.COPY_MADE)
            audit(uow, AuditAction.COPY_MADE, request, {"language": language.value, "kinds": copied.counts()})
    trail, policy = head_of(session), session.policy()
    return PreparedCopy(
        copied,
        request.code,
        language,
        session.shop(),
        policy,
        purpose_texts(session.db) | {one.id: one.text for one in policy.purposes},
        # No member's name on it: the copy is about one person only.
        Imprint(session.now(), session.member.name if is_preview else "", trail.seq, trail.hash.hex(), is_preview),
        tuple(one for one in rules(session).values() if one.is_on),
    )


def _require_ready(session: Session, request_code: str) -> SubjectRequest:
    request = get(session, request_code)
    require_open(request, "data_copy")
    require_identity(request)
    return request


def render_pdf(prepared: PreparedCopy, password: str = "") -> bytes:
    """Return the copy as PDF; with a password it is locked (AES-256) and carries the JSON inside. Needs no ledger.

    Raises ``TextNotAllowed`` for a password that nobody could type again.
    """
    wording = load_wording(prepared.language)
    chapters = shown_chapters(prepared.copy.chapters, prepared.words())
    head = CopyHead(
        prepared.shop,
        prepared.request_code,
        prepared.copy.customer_code,
        prepared.copy.customer_name,
        wording.text("data_copy.policy_number", number=prepared.policy.number),
        prepared.kept_for(),
        prepared.imprint,
    )
    attached = {_JSON_NAME: render_json(prepared)} if password else {}
    return render_data_copy(head, chapters, wording, read_paper_password(password) if password else "", attached)


def render_json(prepared: PreparedCopy) -> bytes:
    """Return the copy as JSON with every file in it. Needs no ledger."""
    shop = prepared.shop
    head: dict[str, Json] = {
        "language": prepared.language.value,
        "made_at": to_text(prepared.imprint.printed_at),
        "request": prepared.request_code,
        "controller": {"name": shop.name, "hotline": shop.hotline, "email": shop.email, "address": shop.address},
        "policy": {"version": prepared.policy.number, "title": prepared.policy.title.in_language(prepared.language)},
        "rights": load_wording(prepared.language).text("data_copy.rights"),
        "keeping": list(prepared.kept_for()),
    }
    return write_json(head, prepared.copy.chapters, prepared.words())


def hand_over(session: Session, request_code: str, channel: Channel, at: datetime) -> Outcome:
    """Record that the copy was given to the person, by which channel (``NONE``: in person) and when.

    Only then is the request carried out. The way the request came is free whatever stop-contact says; another goes
    through the gate, and a refusal is recorded. Raises ``WrongState`` while no copy was made, ``InFuture``, and
    ``BeforeReceipt`` for an instant before the copy existed.
    """
    session.require(Operation.RECORD)
    request = _require_ready(session, request_code)
    require_not_future(at, session.now(), "occurred_at")
    made = [one.occurred_at for one in steps(session, request.code) if one.kind is StepKind.COPY_MADE]
    if not made:
        raise WrongState(state="NO_COPY", act="hand_over")
    handed_at = not_before(min(made), at, "occurred_at")
    with session.write() as uow:
        decision = told(session, uow, request, channel, handed_at)
        if not decision.allowed:
            return Outcome(decision)
        add_step(uow, request.id, StepKind.HANDED_OVER, at=handed_at, channel=channel)
        audit(uow, AuditAction.COPY_HANDED_OVER, request, {"channel": channel.value})
        carried_out(uow, request, handed_at)
    return Outcome(decision, request.code)
