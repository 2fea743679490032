"""What leaves the program to tell customers of a change: letters, emails and the home page's text (VK 10)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ledger.assets import load_wording
from ledger.documents.notice_letter import Letter, NoticeText, render_notice_letters
from ledger.documents.paper import Imprint
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Customer
from ledger.domain.errors import NothingToDo
from ledger.domain.ids import NoticeRunId
from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.domain.policy_change import compare
from ledger.domain.shop import Shop
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services.deciding import people_of
from ledger.services.mail_drafts import mail_draft
from ledger.services.notice_settling import may_be_told, unfinished
from ledger.services.notice_texts import html, notice_text, plain
from ledger.services.session import Session
from ledger.services.trail import head_of
from ledger.storage import notices
from ledger.storage.notices import Notice, Run, Waiting
from ledger.storage.told_lists import Count

AT_ONCE = 500  # letters in one file, emails in one go


@dataclass(frozen=True, slots=True)
class PreparedNotices:
    """Letters to be drawn, read from the ledger; ``left`` more wait to be written out after them."""

    text: NoticeText = field(repr=False)
    letters: tuple[Letter, ...] = field(repr=False)
    shop: Shop
    imprint: Imprint
    language: Language
    left: int

    def render(self) -> bytes:
        """Return them as PDF, a letter beginning on every page that is numbered 1. Needs no ledger."""
        wording = load_wording(self.language)
        return render_notice_letters(self.text, self.letters, self.shop, wording, self.imprint)


@dataclass(frozen=True, slots=True)
class Message:
    """To whom one email goes."""

    name: str = field(repr=False)
    address: str = field(repr=False)
    code: str


@dataclass(frozen=True, slots=True)
class PreparedEmails:
    """Emails to be written, read from the ledger; ``left`` more wait to be written out after them."""

    texts: tuple[tuple[NoticeText, Language], ...] = field(repr=False)
    messages: tuple[Message, ...] = field(repr=False)
    shop: Shop
    number: int | str  # of the version, or the code of what they are about
    left: int
    file_key: str = "notice.file_email"

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Return file names, which name nobody, and ``.eml`` files to be opened and sent. Needs no ledger."""
        name = load_wording(self.texts[0][1])
        for one in self.messages:
            yield name.text(self.file_key, number=self.number, code=one.code), self._email(one)

    def _email(self, one: Message) -> bytes:
        parts = [
            plain(text, load_wording(language).text("notice.greeting", name=one.name), self.shop)
            for text, language in self.texts
        ]
        subject = " / ".join(text.subject for text, _language in self.texts)
        return mail_draft((one.name, one.address), subject, f"\n{'-' * 40}\n\n".join(parts), self.shop)


@dataclass(frozen=True, slots=True)
class HomePage:
    """What stands on the home page, as text and as a piece of a web page; it names no customer."""

    text: str
    html: str


# --- reading what they say -----------------------------------------------------------------------------


def _said(session: Session, known: Run, language: Language, *, is_short: bool = False) -> NoticeText:
    policy = session.policy(known.version)
    before = session.policy(notices.version_before(session.db, known.version))
    change = compare(before, policy)
    return notice_text(change, policy, session.shop(), load_wording(language), is_short=is_short)


def _wanted(
    session: Session, run_id: NoticeRunId, channel: NoticeChannel, codes: Sequence[str]
) -> tuple[tuple[Notice, ...], int]:
    """Return the notices to write out now, and how many more wait to be."""
    if codes:
        return notices.of_codes(session.db, run_id, codes[:AT_ONCE]), max(0, len(codes) - AT_ONCE)
    found = notices.waiting(session.db, run_id, Waiting(channel, is_written=False, limit=AT_ONCE))
    total = sum(one.count - one.written for one in notices.TOLD.counts(session.db, run_id) if _waits(one, channel))
    return found, total - len(found)


def _waits(one: Count[NoticeState, NoticeChannel], channel: NoticeChannel) -> bool:
    return one.channel is channel and one.state is NoticeState.WAITING


def _record(session: Session, known: Run, out: Sequence[tuple[Notice, Customer]], about: Entry) -> None:
    number = session.policy(known.version).number
    with session.write() as uow:
        notices.mark_written(uow.db, [one.id for one, _person in out], uow.now)
        for _one, person in out:  # whose address left, each under their own code (model.md 2)
            uow.audit(AuditAction.NOTICES_WRITTEN, person.code, {"version": number} | about)
        body: Entry = {"version": number, "customers": len(out)}
        uow.audit(AuditAction.NOTICES_WRITTEN, None, body | about)


def _prepare(
    session: Session, run_id: NoticeRunId, channel: NoticeChannel, codes: Sequence[str]
) -> tuple[Run, tuple[tuple[Notice, Customer], ...], int]:
    session.require(Operation.PUBLISH_POLICY)
    known = unfinished(session, run_id)
    found, left = _wanted(session, run_id, channel, codes)
    people = people_of(session, [one.customer_id for one in found])
    _, decisions = may_be_told(session, tuple(people.values()), channel, session.now())
    reached = tuple((one, people[one.customer_id]) for one in found if decisions[one.customer_id].allowed)
    if not reached:
        raise NothingToDo
    return known, reached, left


# --- the papers ----------------------------------------------------------------------------------------


def letters(
    session: Session, run_id: NoticeRunId, language: Language, *, is_preview: bool, codes: Sequence[str] = ()
) -> PreparedNotices:
    """Prepare the next letters not yet written out, or those of up to ``AT_ONCE`` customers by code. Manager only.

    That they are looked at is not recorded, that they leave is: once for all, and on each notice. Raises
    ``NothingToDo`` where no letter is left, ``WrongState`` for a finished run.
    """
    known, reached, left = _prepare(session, run_id, NoticeChannel.POST, codes)
    if not is_preview:
        about: Entry = {"told_by": NoticeChannel.POST.value, "language": language.value}
        _record(session, known, reached, about)
    trail = head_of(session)
    looked_at_by = session.member.name if is_preview else ""  # what goes to customers names nobody of the shop
    return PreparedNotices(
        text=_said(session, known, language, is_short=True),
        letters=tuple(_letter(person, language) for _one, person in reached),
        shop=session.shop(),
        imprint=Imprint(session.now(), looked_at_by, trail.seq, trail.hash.hex(), is_preview),
        language=language,
        left=left,
    )


def _letter(person: Customer, language: Language) -> Letter:
    address, name = person.live_address(), person.name or ""
    greeting = load_wording(language).text("notice.greeting", name=name)
    return Letter(name, address.in_one_line() if address else "", person.code, greeting)


def emails(session: Session, run_id: NoticeRunId, languages: Sequence[Language]) -> PreparedEmails:
    """Prepare the next emails not yet written out, of up to ``AT_ONCE`` customers. Manager only.

    Recorded once for all, and on each notice. Raises ``NothingToDo`` where no email is left.
    """
    known, reached, left = _prepare(session, run_id, NoticeChannel.EMAIL, ())
    words = ",".join(language.value for language in languages)
    about: Entry = {"told_by": NoticeChannel.EMAIL.value, "language": words}
    _record(session, known, reached, about)
    return PreparedEmails(
        texts=tuple((_said(session, known, language), language) for language in languages),
        messages=tuple(_message(person) for _one, person in reached),
        shop=session.shop(),
        number=session.policy(known.version).number,
        left=left,
    )


def _message(person: Customer) -> Message:
    email = person.live_email()
    return Message(person.name or "", (email.address or "") if email else "", person.code)


def write_again(session: Session, run_id: NoticeRunId, channel: NoticeChannel) -> int:
    """Let all letters or emails that still wait be written out once more; return how many. Manager only."""
    session.require(Operation.PUBLISH_POLICY)
    known = unfinished(session, run_id)
    with session.write() as uow:
        count = notices.TOLD.forget_written(uow.db, run_id, channel)
        if count:
            body: Entry = {"version": session.policy(known.version).number, "customers": count}
            uow.audit(AuditAction.NOTICES_WRITTEN, None, body | {"told_by": channel.value, "why": "again"})
    return count


def home_page(session: Session, run_id: NoticeRunId, language: Language, *, is_preview: bool) -> HomePage:
    """Return what stands on the home page; that it leaves the program is recorded. Manager only."""
    session.require(Operation.PUBLISH_POLICY)
    known = unfinished(session, run_id)
    if not is_preview:
        about: Entry = {"told_by": NoticeChannel.HOME_PAGE.value, "language": language.value}
        _record(session, known, (), about)
    text = _said(session, known, language)
    greeting = load_wording(language).text("notice.greeting_all")
    return HomePage(plain(text, greeting, session.shop()), html(text, language.value))
