"""What each verb does: open the ledger, call the service, say what came of it."""

from collections.abc import Callable
from io import BytesIO

from ledger.cli import verbs_parcels, verbs_people, verbs_requests, verbs_restore, verbs_trouble
from ledger.cli.opening import Arguments, content_of, opened
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
    say,
)
from ledger.domain.consent import ConsentOutcome
from ledger.domain.errors import InvalidInput, WrongPassphrase
from ledger.domain.instants import show_instant
from ledger.domain.wording import Language, Wording
from ledger.services import trail, trail_proof
from ledger.services.explaining import explain, explain_error
from ledger.services.importing import HowToRead, ImportReport, Remark
from ledger.services.session import (
    NewLedger,
    Place,
    Session,
    SystemClock,
    back_up,
    confirm_recovery,
    create_ledger,
    read_shop,
)

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
            return REFUSED
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


# --- importing -----------------------------------------------------------------------------------


def import_file(given: Arguments, wording: Wording) -> int:
    """Import a CSV file or a workbook: all good rows, or none of them."""
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
    data = content_of(given.file)
    with opened(given, wording) as session:
        report = kinds[kind](session, data, is_dry_run=given.dry_run, how=HowToRead(given.sheet, given.encoding))
        if report.other_sheets:
            complain(cli_text(wording, "import_sheet", sheet=report.sheet, others=", ".join(report.other_sheets)))
        for remark in report.remarks:
            complain(cli_text(wording, "row", line=remark.line, what=_remark(session, remark, wording)))
    if report.problems:
        return _refuse_rows(report, wording)
    key = "import_dry" if given.dry_run else "imported"
    say(cli_text(wording, key, rows=report.rows, imported=report.imported))
    # A consent of a minor that was not written is a refusal too, though its customer is.
    is_refused = any(remark.reason is not None for remark in report.remarks)
    return REFUSED if is_refused and not given.dry_run else DONE


def _refuse_rows(report: ImportReport, wording: Wording) -> int:
    for problem in report.problems:
        complain(cli_text(wording, "row", line=problem.line, what=explain_error(problem.error, wording)))
    complain(cli_text(wording, "import_refused", rows=len(report.problems)))
    return BAD_INPUT


def _remark(session: Session, remark: Remark, wording: Wording) -> str:
    text = wording.text(f"notices.{remark.code}")
    if remark.reason is not None:
        text = f"{text} {explain(remark.reason, session.policy(), wording)}"
    return f"{text} ({', '.join(remark.details)})" if remark.details else text


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
        papers = [trail.check_paper(session, seq, head) for seq, head in given.paper or ()]
        proof = trail.verify(session)
    say(cli_text(wording, "verified", entries=proof.entries, seq=proof.seq, head=proof.head))
    for one in papers:
        at = show_instant(one.at) if one.at else ""
        tell = say if one.outcome is trail.PaperCheck.MATCHES else complain
        tell(cli_text(wording, f"paper_{one.outcome.value.lower()}", seq=one.seq, at=at, newest=one.newest))
    return DONE if all(one.outcome is trail.PaperCheck.MATCHES for one in papers) else NOT_PROVEN


def export_proof(given: Arguments, wording: Wording) -> int:
    """Export the trail with all that is needed to check it elsewhere."""
    with opened(given, wording) as session, new_file(given.out) as output:
        file = BytesIO()
        made = trail_proof.export(session, file, with_details=not given.without_details)
        output.content = file.getvalue()
    words = {"entries": made.entries, "seq": made.seq, "head": made.head}
    say(cli_text(wording, "trail_exported", file=given.out, **words))
    return DONE


VERBS: dict[str, Callable[[Arguments, Wording], int]] = {
    "new": make_new,
    "confirm-recovery": confirm_recovery_code,
    "import": import_file,
    "labels": verbs_parcels.print_labels,
    "handover": verbs_parcels.hand_over,
    "manifest": verbs_parcels.print_manifest,
    "carrier": verbs_parcels.choose_carrier,
    "passphrase": verbs_people.change_passphrase,
    "parcel": verbs_parcels.close_parcel,
    "report": verbs_parcels.print_report,
    "find": verbs_people.find_customers,
    "consent": verbs_people.write_consent,
    "stop-contact": verbs_people.write_stop,
    "contact": verbs_people.make_contact,
    "disclose": verbs_people.disclose,
    "staff": verbs_people.handle_staff,
    "feedback": verbs_people.handle_feedback,
    "requests": verbs_requests.list_requests,
    "backup": make_backup,
    "restore": verbs_restore.restore,
    "verify": verify,
    "audit-proof": export_proof,
    "doctor": verbs_trouble.examine,
    "salvage": verbs_trouble.save_readable,
}
