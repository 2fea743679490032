"""What the letters about a request say, in plain words: that it arrived, takes longer, was done, or is refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ledger.documents.letter_page import Addressee, Section
from ledger.documents.request_letter import RequestLetter
from ledger.domain.deadline import RequestDays, RequestKind
from ledger.domain.instants import local_date, show_date, show_end, show_instant
from ledger.domain.purpose import Channel
from ledger.domain.request import (
    IdentityMethod,
    PartnerLetter,
    RefusalGround,
    RequestOutcome,
    Step,
    StepKind,
    SubjectRequest,
)
from ledger.domain.shop import Shop
from ledger.domain.text import show_phone
from ledger.domain.wording import Wording

_DONE = (
    StepKind.HANDED_OVER,
    StepKind.CORRECTED,
    StepKind.WITHDRAWN,
    StepKind.RESTRICTED,
    StepKind.RELEASED,
    StepKind.STOPPED,
    StepKind.PROTECTED,
    StepKind.ERASED,
)  # fmt: skip
_WAYS = ("identity_call", "identity_code", "identity_visit", "identity_authorised")


class LetterKind(StrEnum):
    """What a letter tells the data subject; texts ``request_letters``."""

    ACKNOWLEDGEMENT = "ACKNOWLEDGEMENT"
    EXTENSION = "EXTENSION"
    ANSWER = "ANSWER"
    REFUSAL = "REFUSAL"


@dataclass(frozen=True, slots=True)
class Known:
    """Everything a letter may tell, read from the ledger; ``words`` were typed for this letter."""

    request: SubjectRequest
    steps: tuple[Step, ...] = field(repr=False)
    days: RequestDays
    is_paused: bool  # the clock waits for the proof of identity
    first_due_at: datetime | None  # before the extension
    feedback: tuple[str, datetime] | None  # the same message as a feedback: its code, until when it is answered
    partners: tuple[tuple[str, PartnerLetter], ...]  # name and letter
    invoice_years: int
    shop: Shop
    name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    words: str = field(default="", repr=False)


def letter_text(known: Known, kind: LetterKind, wording: Wording) -> RequestLetter:
    """Return a letter in words."""
    request, complaint = known.request, _complaint(known)
    name = known.name or wording.text("letter.customer")
    return RequestLetter(
        title=wording.text(f"request_letters.{kind.value}"),
        subtitle=_subtitle(request, wording),
        to=Addressee(name, known.address),
        greeting=_greeting(known, wording),
        intro=wording.text(f"request_letter.intro_{kind.value}", shop=known.shop.name),
        facts=tuple(_facts(known, kind, wording)),
        sections=tuple(_SECTIONS[kind](known, wording)),
        law=wording.text(f"request_letter.law{complaint}"),
        regards=wording.text("letter.regards"),
        signer=wording.text("letter.signer"),
    )


def plain(letter: RequestLetter, shop: Shop) -> str:
    """Return a letter as plain text, for an email."""
    blocks = [letter.greeting, letter.intro, "\n".join(f"{caption}: {value}" for caption, value in letter.facts)]
    for one in letter.sections:
        blocks += [one.title.upper(), *one.paragraphs]
        blocks += [f"“{one.quote}”"] if one.quote else []
        blocks += ["\n".join(f"- {words}" for words in one.points)] if one.points else []
    return "\n\n".join([*blocks, letter.law, f"{letter.regards}\n{shop.name}"]) + "\n"


def _subtitle(request: SubjectRequest, wording: Wording) -> str:
    kind = wording.text(f"request_kinds.{request.kind.value}")
    return wording.text("letter.subtitle", code=request.code, kind=kind)


def _greeting(known: Known, wording: Wording) -> str:
    return wording.text("letter.greeting", name=known.name) if known.name else wording.text("letter.greeting_customer")


def _complaint(known: Known) -> str:
    return "_COMPLAINT" if known.request.kind is RequestKind.COMPLAINT else ""


# --- the facts on the panel -------------------------------------------------------------------------


def _facts(known: Known, kind: LetterKind, wording: Wording) -> Iterator[tuple[str, str]]:
    request = known.request

    def caption(name: str) -> str:
        return wording.text(f"request_letter.{name}")

    yield caption("kind"), wording.text(f"request_kinds.{request.kind.value}")
    yield caption("received"), show_instant(request.received_at)
    yield caption("came_by"), channel_text(request.channel, wording)
    yield from _ends(known, kind, wording)


def _ends(known: Known, kind: LetterKind, wording: Wording) -> Iterator[tuple[str, str]]:
    request = known.request

    def caption(name: str) -> str:
        return wording.text(f"request_letter.{name}")

    if kind is LetterKind.ACKNOWLEDGEMENT:
        yield caption("due"), _due(known, wording)
    elif kind is LetterKind.EXTENSION:
        yield caption("new_due"), _due(known, wording)
    elif request.closed_at is not None:
        yield caption("closed"), show_instant(request.closed_at)
    elif request.carried_out_at is not None:
        yield caption("carried_out"), show_instant(request.carried_out_at)


def _due(known: Known, wording: Wording) -> str:
    if known.request.due_at is not None:
        return show_end(known.request.due_at)
    return wording.text("request_letter.due_paused" if known.is_paused else "request_letter.no_due")


def channel_text(channel: Channel | None, wording: Wording) -> str:
    """Return a channel as letters name it; none is the shop itself."""
    if channel in {None, Channel.NONE}:
        return wording.text("request_letter.at_shop")
    return wording.text(f"channels.{channel}")


# --- that it arrived --------------------------------------------------------------------------------


def _acknowledgement(known: Known, wording: Wording) -> Iterator[Section]:
    request = known.request

    def said(name: str, **values: str | int) -> str:
        return wording.text(f"request_letter.{name}", **values)

    if request.asked:
        yield Section(said("asked_title"), quote=request.asked)
    if request.kind is not RequestKind.COMPLAINT:
        yield _identity(request, wording)
    yield Section(said("next_title"), (said(f"next_{request.kind.value}"),))
    yield Section(said("time_title"), points=tuple(_times(known, wording)))
    yield from _own_words(known, wording)
    yield _contact(known, wording)


def _identity(request: SubjectRequest, wording: Wording) -> Section:
    title = wording.text("request_letter.identity_title")
    if request.identity_at is None:
        needed = wording.text("request_letter.identity_needed", code=request.code)
        return Section(title, (needed,), points=tuple(wording.text(f"request_letter.{way}") for way in _WAYS))
    method = request.identity_method or IdentityMethod.KNOWN_IN_PERSON
    how = wording.text(f"identity_methods.{method.value}")
    proven = wording.text("request_letter.identity_proven", at=show_instant(request.identity_at), how=how)
    return Section(title, (proven,))


def _times(known: Known, wording: Wording) -> Iterator[str]:
    request, days = known.request, known.days

    def said(name: str, **values: str | int) -> str:
        return wording.text(f"request_letter.{name}", **values)

    yield said("time_acknowledge", at=show_end(request.acknowledge_due_at))
    yield _time_of_completion(known, wording)
    if days.complete_with_partner is not None and not request.is_with_partner:
        yield said("time_partner", days=days.complete_with_partner)
    if days.extension is not None and request.extended_at is None:
        yield said("time_extension", days=days.extension)
    if known.feedback is not None:
        code, due_at = known.feedback
        yield said("time_promise", code=code, at=show_instant(due_at))


def _time_of_completion(known: Known, wording: Wording) -> str:
    request = known.request
    if request.due_at is None:
        return wording.text("request_letter.time_paused" if known.is_paused else "request_letter.time_none")
    due, target = show_end(request.due_at), show_end(request.target_at or request.due_at)
    if due == target:
        return wording.text("request_letter.time_complete_only", due=due)
    return wording.text("request_letter.time_complete", due=due, target=target)


def _contact(known: Known, wording: Wording) -> Section:
    shop = known.shop
    hotline = wording.text("paper.hotline", number=show_phone(shop.hotline)) if shop.hotline else ""
    email = wording.text("paper.email", address=shop.email) if shop.email else ""
    contact = ", ".join(filter(None, (hotline, email, shop.address)))
    key = "request_letter.contact" if contact else "request_letter.contact_here"
    words = wording.text(key, code=known.request.code, contact=contact)
    return Section(wording.text("request_letter.contact_title"), (words,))


# --- that it takes longer ---------------------------------------------------------------------------


def _extension(known: Known, wording: Wording) -> Iterator[Section]:
    if known.request.extension_reason:
        yield Section(wording.text("request_letter.reason_title"), quote=known.request.extension_reason)
    due = _due(known, wording)
    old = show_end(known.first_due_at) if known.first_due_at is not None else ""
    key = "request_letter.extension" if old else "request_letter.extension_once"
    yield Section(wording.text("request_letter.extension_title"), (wording.text(key, due=due, old=old),))
    yield from _own_words(known, wording)
    yield _contact(known, wording)
    yield _rights(known, wording)


# --- what was done ----------------------------------------------------------------------------------


def _answer(known: Known, wording: Wording) -> Iterator[Section]:
    outcome = known.request.outcome
    key = f"result_{outcome.value}" if outcome is not None else "result_carried_out"
    yield Section(wording.text("request_letter.result_title"), (wording.text(f"request_letter.{key}"),))
    done = tuple(_done(one, wording) for one in known.steps if one.kind in _DONE)
    if done and outcome not in {RequestOutcome.TAKEN_BACK, RequestOutcome.NOT_PROVEN}:
        yield Section(wording.text("request_letter.done_title"), points=done)
    yield from _partners(known, wording)
    yield from _own_words(known, wording)
    yield _contact(known, wording)
    yield _rights(known, wording)


def _done(step: Step, wording: Wording) -> str:
    return wording.text(
        f"request_letter.done_{step.kind.value}",
        date=show_date(local_date(step.occurred_at)),
        channel=channel_text(step.channel, wording),
        reference=step.reference or "",
    )


def _partners(known: Known, wording: Wording) -> Iterator[Section]:
    if known.partners:
        points = tuple(_partner(name, letter, wording) for name, letter in known.partners)
        yield Section(wording.text("request_letter.partners_title"), points=points)


def _partner(name: str, letter: PartnerLetter, wording: Wording) -> str:
    asked = wording.text(f"partner_letters.{letter.kind.value}")
    date = show_date(local_date(letter.written_at))
    if letter.answered_at is None or letter.answer is None:
        due = show_end(letter.due_at)
        return wording.text("request_letter.partner_waiting", name=name, asked=asked, date=date, due=due)
    answer = wording.text(f"partner_answers.{letter.answer.value}")
    at = show_date(local_date(letter.answered_at))
    return wording.text("request_letter.partner_answered", name=name, asked=asked, date=date, at=at, answer=answer)


def _own_words(known: Known, wording: Wording) -> Iterator[Section]:
    if known.words:
        yield Section(wording.text("request_letter.words_title"), quote=known.words)


def _rights(known: Known, wording: Wording) -> Section:
    words = wording.text(f"request_letter.rights{_complaint(known)}")
    return Section(wording.text("request_letter.rights_title"), (words,))


# --- that it is refused -----------------------------------------------------------------------------


def _refusal(known: Known, wording: Wording) -> Iterator[Section]:
    def said(name: str, **values: str | int) -> str:
        return wording.text(f"request_letter.{name}", **values)

    ground = known.request.ground or RefusalGround.LAW_KEEPS
    law = wording.text(f"ground_laws.{ground.value}")
    because = said("ground", words=said(f"ground_{ground.value}"), law=law)
    yield Section(said("ground_title"), (because,), quote=known.words)
    kept = said(f"kept_{ground.value}", years=known.invoice_years)
    yield Section(said("kept_title"), (kept, said("kept_again")))
    yield _contact(known, wording)
    yield _rights(known, wording)


_SECTIONS = {
    LetterKind.ACKNOWLEDGEMENT: _acknowledgement,
    LetterKind.EXTENSION: _extension,
    LetterKind.ANSWER: _answer,
    LetterKind.REFUSAL: _refusal,
}
