"""The verbs around people: finding, consents, contacts, disclosures by hand, feedback, staff."""

from collections.abc import Callable

from ledger.cli.opening import Arguments, content_of, opened, refused
from ledger.cli.terminal import DONE, cli_text, complain, read_secret, read_text, say
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.disclosure import AuthorityRequest
from ledger.domain.feedback import Feedback
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.instants import show_instant
from ledger.domain.masking import mask_name, mask_phone
from ledger.domain.minor import Giver
from ledger.domain.text import national_phone
from ledger.domain.wording import Wording
from ledger.services import consents, contacts, customers, disclosures, evidence, feedback, recipients, staff
from ledger.services.reading import read_date, read_instant
from ledger.services.session import Session

_OUTCOMES = {"yes": ConsentOutcome.GRANTED, "no": ConsentOutcome.REFUSED, "withdrawn": ConsentOutcome.WITHDRAWN}


def find_customers(given: Arguments, wording: Wording) -> int:
    """Find customers by what is typed on the standard input; names and numbers are shown masked."""
    typed = read_text()
    with opened(given, wording) as session:
        found = customers.find(session, typed)
        if not found:
            complain(cli_text(wording, "nobody_found"))
        for one in found:
            phone = one.live_phone()
            shown = mask_phone(national_phone(phone.number)) if phone is not None and phone.number else ""
            say(f"{one.code}\t{mask_name(one.name or '')}\t{shown}")
    return DONE


def write_consent(given: Arguments, wording: Wording) -> int:
    """Write down a yes, a no or a withdrawal, with its evidence."""
    files = (evidence.read_file(given.evidence.name, content_of(given.evidence)),) if given.evidence else ()
    with opened(given, wording) as session:
        said = consents.Said(
            PurposeId(given.purpose),
            given.channel,
            _OUTCOMES[given.say],
            given.method,
            session.now(),
            Giver.GUARDIAN if given.guardian else Giver.SELF,
        )
        outcome = consents.record(session, given.customer, said, files)
        if not outcome.allowed:
            return refused(session, outcome.decision, given.customer, wording)
    say(cli_text(wording, "consent_written", code=given.customer))
    return DONE


def write_stop(given: Arguments, wording: Wording) -> int:
    """Write down "do not contact me"."""
    with opened(given, wording) as session:
        consents.stop_contact(session, given.customer, given.channel, ConsentMethod.OTHER_PRINTABLE)
    say(cli_text(wording, "stop_written", code=given.customer))
    return DONE


def make_contact(given: Arguments, wording: Wording) -> int:
    """Ask the gate for a contact and log it."""
    with opened(given, wording) as session:
        outcome = contacts.contact(session, given.customer, PurposeId(given.purpose), given.channel)
        if not outcome.allowed:
            return refused(session, outcome.decision, given.customer, wording)
    say(cli_text(wording, "contact_logged", code=given.customer))
    return DONE


def disclose(given: Arguments, wording: Wording) -> int:
    """Ask the gate for a disclosure by hand, and log it if it is allowed; an authority shows its papers."""
    papers = AuthorityRequest(
        given.document_number,
        read_date(given.document_date, "document_on") if given.document_date else None,
        given.issuing_body,
        given.legal_reference,
    )
    with opened(given, wording) as session:
        typed = disclosures.DisclosureInput(
            recipients.by_name(session, given.recipient).id,
            PurposeId(given.purpose),
            frozenset(FieldId(word.strip()) for word in given.fields.split(",") if word.strip()),
            authority=papers,
        )
        outcome = disclosures.disclose(session, given.customer, typed)
        if not outcome.allowed:
            return refused(session, outcome.decision, given.customer, wording)
    say(cli_text(wording, "disclosed", code=given.customer))
    return DONE


def change_passphrase(given: Arguments, wording: Wording) -> int:
    """Change one's own passphrase; the old one is asked for again."""
    with opened(given, wording) as session:
        name = session.member.name
        old = read_secret(given.passphrase_fd, cli_text(wording, "passphrase", name=name))
        new = read_secret(given.new_passphrase_fd, cli_text(wording, "new_own_passphrase"))
        staff.change_passphrase(session, old, new)
    say(cli_text(wording, "passphrase_changed"))
    return DONE


def handle_staff(given: Arguments, wording: Wording) -> int:
    """List the accounts, or add one with a passphrase of its own."""
    with opened(given, wording) as session:
        if given.staff == "add":
            secret = read_secret(given.new_passphrase_fd, cli_text(wording, "passphrase", name=given.name))
            staff.add(session, given.name, given.role, secret)
        for one in staff.members(session):
            if one.removed_at is None:
                say(f"{one.name}\t{wording.text(f'staff_roles.{one.role.value}')}")
    return DONE


# --- feedback ------------------------------------------------------------------------------------


def handle_feedback(given: Arguments, wording: Wording) -> int:
    """List, record, answer or reopen feedback."""
    acts: dict[str, Callable[[Session, Arguments, Wording], int]] = {
        "list": _list_feedback,
        "add": _add_feedback,
        "answer": _answer_feedback,
        "reopen": _reopen_feedback,
    }
    with opened(given, wording) as session:
        return acts[given.feedback](session, given, wording)


def _list_feedback(session: Session, given: Arguments, wording: Wording) -> int:
    found = feedback.received(session) if given.all else feedback.waiting(session)
    for one in found:
        say(_feedback_line(session, one, wording))
    figures = feedback.statistics(session)
    share = f"{figures.share_in_time:.0%}" if figures.share_in_time is not None else "-"
    minutes = round(figures.median_seconds / 60) if figures.median_seconds is not None else "-"
    open_count, overdue = figures.open, figures.overdue
    say(cli_text(wording, "feedback_figures", share=share, minutes=minutes, open=open_count, overdue=overdue))
    return DONE


def _feedback_line(session: Session, one: Feedback, wording: Wording) -> str:
    # Code, channel, clock, state: never what the person wrote.
    # Every clock that ran: a late first answer stays late after reopening.
    states = (wording.text(f"feedback_states.{each.state(session.now()).value}") for each in one.rounds)
    state = ", ".join(states)
    channel = wording.text(f"channels.{one.channel.value}")
    return f"{one.code}\t{channel}\t{show_instant(one.received_at)}\t{show_instant(one.current.due_at)}\t{state}"


def _add_feedback(session: Session, given: Arguments, wording: Wording) -> int:
    now = session.now()
    received_at = read_instant(given.received, "received_at", now, needs_time=True) if given.received else None
    typed = feedback.FeedbackInput(given.channel, read_text(), given.customer, received_at)
    one = feedback.receive(session, typed)
    say(cli_text(wording, "feedback_added", code=one.code, due=show_instant(one.current.due_at)))
    return DONE


def _answer_feedback(session: Session, given: Arguments, wording: Wording) -> int:
    outcome = feedback.answer(session, given.code, feedback.AnswerInput(read_text(), given.channel))
    if not outcome.allowed:
        return refused(session, outcome.decision, given.code, wording)
    say(cli_text(wording, "feedback_answered", code=given.code))
    return DONE


def _reopen_feedback(session: Session, given: Arguments, wording: Wording) -> int:
    one = feedback.reopen(session, given.code)
    say(cli_text(wording, "feedback_added", code=one.code, due=show_instant(one.current.due_at)))
    return DONE
