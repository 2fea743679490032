"""What each verb does: open the ledger, call the service, say what came of it."""

import argparse
from collections.abc import Callable
from pathlib import Path

from ledger.cli.terminal import (
    BAD_INPUT,
    DONE,
    NOT_PROVEN,
    REFUSED,
    UsageError,
    cli_text,
    complain,
    new_file,
    read_retyped,
    read_secret,
    read_text,
    say,
)
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.errors import FolderNotWritable, InvalidInput, TableUnreadable, WrongPassphrase
from ledger.domain.feedback import Feedback
from ledger.domain.gate import Decision
from ledger.domain.ids import PurposeId
from ledger.domain.instants import show_instant
from ledger.domain.minor import Giver
from ledger.domain.parcel import ParcelState, show_code
from ledger.domain.wording import Language, Wording
from ledger.services import consents, contacts, evidence, feedback, recipients, trail
from ledger.services.explaining import explain, explain_error
from ledger.services.importing import ImportReport, Remark
from ledger.services.reading import read_date, read_instant
from ledger.services.session import (
    NewLedger,
    Place,
    Session,
    SystemClock,
    back_up,
    confirm_recovery,
    create_ledger,
    open_ledger,
    read_shop,
)

Arguments = argparse.Namespace
_OUTCOMES = {"yes": ConsentOutcome.GRANTED, "no": ConsentOutcome.REFUSED, "withdrawn": ConsentOutcome.WITHDRAWN}
_RETYPE_TRIES = 3


def make_new(given: Arguments, wording: Wording) -> int:
    """Make a ledger; the recovery code is shown once and must be retyped."""
    passphrase = read_secret(given.passphrase_fd, cli_text(wording, "new_passphrase"))
    shop = read_shop(given.shop, given.hotline, given.email, given.address, given.language or Language.VI)
    new = NewLedger(shop, given.pack, given.manager, passphrase)
    session, recovery_code = create_ledger(Place(given.folder), new, SystemClock())
    with session:
        say(cli_text(wording, "recovery_shown"))
        say(recovery_code)
        if not _retype_recovery(session, wording):
            complain(cli_text(wording, "recovery_unconfirmed", folder=given.folder, name=given.manager))
            return BAD_INPUT
    say(cli_text(wording, "made", folder=given.folder))
    return DONE


def confirm_recovery_code(given: Arguments, wording: Wording) -> int:
    """Ask for the recovery code again, from the paper; then real data may be entered."""
    with opened(given, wording) as session:
        if not _retype_recovery(session, wording):
            return BAD_INPUT
    say(cli_text(wording, "recovery_confirmed"))
    return DONE


def _retype_recovery(session: Session, wording: Wording) -> bool:
    for _ in range(_RETYPE_TRIES):
        try:
            confirm_recovery(session, read_retyped(cli_text(wording, "recovery_retype")))
        except (WrongPassphrase, InvalidInput):
            complain(cli_text(wording, "recovery_wrong"))
        else:
            return True
    return False


def opened(given: Arguments, wording: Wording) -> Session:
    """Open the ledger the arguments name, as the member they name; say what opening found."""
    passphrase = read_secret(given.passphrase_fd, cli_text(wording, "passphrase", name=given.member))
    session = open_ledger(Place(given.folder), given.member, passphrase, SystemClock())
    for notice in session.vault.warnings:
        complain(_notice(wording, notice.code))
    return session


def _notice(wording: Wording, code: str) -> str:
    return wording.text(f"notices.{code}") if f"notices.{code}" in wording else code


def _refused(session: Session, decision: Decision, what: str, wording: Wording) -> int:
    policy = session.policy()
    for reason in decision.reasons:
        complain(f"{what}: {explain(reason, policy, wording)}")
    return REFUSED


# --- importing -----------------------------------------------------------------------------------


def import_file(given: Arguments, wording: Wording) -> int:
    """Import a CSV file: all good rows, or none of them."""
    from ledger.services.importing_customers import import_customers
    from ledger.services.importing_orders import import_orders, import_recipients

    kinds: dict[str, Callable[..., ImportReport]] = {
        "customers": import_customers,
        "orders": import_orders,
        "recipients": import_recipients,
    }
    kind = given.kind or next((name for name in kinds if name in given.file.name.lower()), None)
    if kind is None:
        raise UsageError("which_kind")
    data = _content(given.file)
    with opened(given, wording) as session:
        report = kinds[kind](session, data, is_dry_run=given.dry_run)
        for remark in report.remarks:
            complain(cli_text(wording, "row", line=remark.line, what=_remark(session, remark, wording)))
    for problem in report.problems:
        complain(cli_text(wording, "row", line=problem.line, what=explain_error(problem.error, wording)))
    if report.problems:
        complain(cli_text(wording, "import_refused", rows=len(report.problems)))
        return BAD_INPUT
    key = "import_dry" if given.dry_run else "imported"
    say(cli_text(wording, key, rows=report.rows, imported=report.imported))
    return REFUSED if report.imported < report.rows and not given.dry_run else DONE


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise TableUnreadable(field="file", why="missing", line=0) from None


def _remark(session: Session, remark: Remark, wording: Wording) -> str:
    text = wording.text(f"notices.{remark.code}")
    if remark.reason is not None:
        text = f"{text} {explain(remark.reason, session.policy(), wording)}"
    return f"{text} ({', '.join(remark.details)})" if remark.details else text


# --- parcels -------------------------------------------------------------------------------------


def print_labels(given: Arguments, wording: Wording) -> int:
    """Print the labels of the drafts, or of the parcels named."""
    from ledger.services import labels, parcels

    with opened(given, wording) as session, new_file(given.out) as output:
        carrier = recipients.by_name(session, given.carrier) if given.carrier else None
        if given.parcel:
            chosen = tuple(parcels.get(session, code) for code in given.parcel)
        else:
            chosen = parcels.waiting(session, ParcelState.DRAFT, carrier.id if carrier else None)
        language = given.language or session.shop().language
        sheet = labels.LabelSheet(labels.LabelLayout(given.layout), given.start_at, language)
        run = labels.print_labels(session, chosen, sheet)
        output.content = run.pdf or b""
        for one in run.blocked:
            _refused(session, one.decision, show_code(one.parcel.code), wording)
    for finding in run.findings:
        kinds = ", ".join(sorted({leak.value for leak in finding.leaks} | set(finding.unreadable)))
        complain(cli_text(wording, "label_leaks", code=show_code(finding.parcel_code), kinds=kinds))
    if run.findings:
        complain(cli_text(wording, "nothing_printed"))
        return NOT_PROVEN
    say(cli_text(wording, "labels_printed", count=len(run.printed), blocked=len(run.blocked), file=given.out))
    return REFUSED if run.blocked else DONE


def hand_over(given: Arguments, wording: Wording) -> int:
    """Hand printed parcels to a carrier and write the manifest."""
    from ledger.services import handover, parcels

    secret = cli_text(wording, "manifest_password")
    password = read_secret(given.password_fd, secret) if given.password_fd is not None else None
    _make_folder(given.out)
    with (
        opened(given, wording) as session,
        new_file(given.out / "manifest.pdf") as pdf,
        new_file(given.out / "manifest.xlsx") as sheet,
    ):
        carrier = recipients.by_name(session, given.carrier)
        chosen = tuple(parcels.get(session, code) for code in given.parcel) if given.parcel else None
        done = handover.hand_over(session, carrier.id, given.courier, chosen)
        for one in done.blocked:
            _refused(session, one.decision, show_code(one.parcel.code), wording)
        if done.manifest_id is not None:
            language = given.language or session.shop().language
            paper = handover.manifest_paper(session, done.manifest_id, language, password)
            pdf.content, sheet.content = paper.pdf, paper.sheet
    say(cli_text(wording, "handed_over", count=len(done.handed_over), blocked=len(done.blocked), folder=given.out))
    return REFUSED if done.blocked else DONE


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        raise FolderNotWritable(file=folder.name) from None


# --- paper ---------------------------------------------------------------------------------------


def print_report(given: Arguments, wording: Wording) -> int:
    """Print the disclosure report or a consent receipt."""
    from ledger.services import reports

    with opened(given, wording) as session, new_file(given.out) as output:
        language = given.language or session.shop().language
        if given.report == "receipt":
            output.content = reports.consent_receipt(session, given.customer, language)
            say(cli_text(wording, "receipt_printed", file=given.out))
            return DONE
        recipient = recipients.by_name(session, given.recipient) if given.recipient else None
        wish = reports.ReportWish(
            read_date(given.since, "period_from") if given.since else None,
            read_date(given.until, "period_to") if given.until else None,
            recipient.id if recipient else None,
            given.basis,
            PurposeId(given.purpose) if given.purpose else None,
            given.customer,
            language,
        )
        report = reports.disclosure_report(session, wish)
        output.content = report.pdf
    say(cli_text(wording, "report_printed", rows=report.rows, blocked=report.blocked, file=given.out))
    return DONE


# --- people --------------------------------------------------------------------------------------


def write_consent(given: Arguments, wording: Wording) -> int:
    """Write down a yes, a no or a withdrawal, with its evidence."""
    files = (evidence.read_file(given.evidence.name, _content(given.evidence)),) if given.evidence else ()
    with opened(given, wording) as session:
        said = consents.Said(
            PurposeId(given.purpose),
            given.channel,
            _OUTCOMES[given.say],
            given.method,
            session.clock.now(),
            Giver.GUARDIAN if given.guardian else Giver.SELF,
        )
        outcome = consents.record(session, given.customer, said, files)
        if not outcome.allowed:
            return _refused(session, outcome.decision, given.customer, wording)
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
            return _refused(session, outcome.decision, given.customer, wording)
    say(cli_text(wording, "contact_logged", code=given.customer))
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
    state = wording.text(f"feedback_states.{one.current.state(session.clock.now()).value}")
    channel = wording.text(f"channels.{one.channel.value}")
    return f"{one.code}\t{channel}\t{show_instant(one.received_at)}\t{show_instant(one.current.due_at)}\t{state}"


def _add_feedback(session: Session, given: Arguments, wording: Wording) -> int:
    now = session.clock.now()
    received_at = read_instant(given.received, "received_at", now) if given.received else None
    typed = feedback.FeedbackInput(given.channel, read_text(), given.customer, received_at)
    one = feedback.receive(session, typed)
    say(cli_text(wording, "feedback_added", code=one.code, due=show_instant(one.current.due_at)))
    return DONE


def _answer_feedback(session: Session, given: Arguments, wording: Wording) -> int:
    outcome = feedback.answer(session, given.code, feedback.AnswerInput(read_text(), given.channel))
    if not outcome.allowed:
        return _refused(session, outcome.decision, given.code, wording)
    say(cli_text(wording, "feedback_answered", code=given.code))
    return DONE


def _reopen_feedback(session: Session, given: Arguments, wording: Wording) -> int:
    one = feedback.reopen(session, given.code)
    say(cli_text(wording, "feedback_added", code=one.code, due=show_instant(one.current.due_at)))
    return DONE


# --- keeping -------------------------------------------------------------------------------------


def make_backup(given: Arguments, wording: Wording) -> int:
    """Make a backup and prove that it opens."""
    with opened(given, wording) as session:
        path = back_up(session, given.to)
    say(cli_text(wording, "backed_up", file=path))
    return DONE


def verify(given: Arguments, wording: Wording) -> int:
    """Check everything that can be checked."""
    with opened(given, wording) as session:
        proof = trail.verify(session)
    say(cli_text(wording, "verified", entries=proof.entries, seq=proof.seq, head=proof.head))
    return DONE


VERBS: dict[str, Callable[[Arguments, Wording], int]] = {
    "new": make_new,
    "confirm-recovery": confirm_recovery_code,
    "import": import_file,
    "labels": print_labels,
    "handover": hand_over,
    "report": print_report,
    "consent": write_consent,
    "stop-contact": write_stop,
    "contact": make_contact,
    "feedback": handle_feedback,
    "backup": make_backup,
    "verify": verify,
}
