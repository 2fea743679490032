"""The verbs around parcels: labels, hand-over, what became of a parcel, and the reports."""

from pathlib import Path
from typing import TYPE_CHECKING

from ledger.cli.opening import Arguments, opened, refused
from ledger.cli.terminal import DONE, NOT_PROVEN, REFUSED, cli_text, complain, new_file, read_secret, say
from ledger.domain.errors import FolderNotWritable
from ledger.domain.ids import PurposeId
from ledger.domain.parcel import ParcelState, show_code
from ledger.domain.wording import Wording
from ledger.services import recipients
from ledger.services.reading import read_date

if TYPE_CHECKING:
    from ledger.services.handover import HandOver
    from ledger.services.labels import LabelRun


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
            refused(session, one.decision, show_code(one.parcel.code), wording)
    return _tell_of_labels(run, given, wording)


def _tell_of_labels(run: "LabelRun", given: Arguments, wording: Wording) -> int:
    for parcel in run.unfit:
        complain(cli_text(wording, "label_unfit", code=show_code(parcel.code)))
    for finding in run.findings:
        kinds = ", ".join(sorted({leak.value for leak in finding.leaks} | set(finding.unreadable)))
        complain(cli_text(wording, "label_leaks", code=show_code(finding.parcel_code), kinds=kinds))
    if run.findings:
        complain(cli_text(wording, "nothing_printed"))
        return NOT_PROVEN
    if not run.printed:
        complain(cli_text(wording, "no_labels", blocked=len(run.blocked)))
        return REFUSED
    say(cli_text(wording, "labels_printed", count=len(run.printed), blocked=len(run.blocked), file=given.out))
    return REFUSED if run.blocked or run.unfit else DONE


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
            refused(session, one.decision, show_code(one.parcel.code), wording)
        if done.manifest_id is not None:
            language = given.language or session.shop().language
            paper = handover.manifest_paper(session, done.manifest_id, language, password)
            pdf.content, sheet.content = paper.pdf, paper.sheet
    return _tell_of_hand_over(done, given, wording)


def _tell_of_hand_over(done: "HandOver", given: Arguments, wording: Wording) -> int:
    if not done.handed_over:
        complain(cli_text(wording, "none_handed_over", blocked=len(done.blocked)))
        return REFUSED
    say(cli_text(wording, "handed_over", count=len(done.handed_over), blocked=len(done.blocked), folder=given.out))
    return REFUSED if done.blocked else DONE


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        raise FolderNotWritable(file=folder.name) from None


def close_parcel(given: Arguments, wording: Wording) -> int:
    """Record that a parcel was delivered, came back, or was cancelled."""
    from ledger.services import parcels

    with opened(given, wording) as session:
        parcel = parcels.close(session, given.code, given.state)
    say(cli_text(wording, "parcel_closed", code=show_code(parcel.code), state=_state(parcel.state, wording)))
    return DONE


def _state(state: ParcelState, wording: Wording) -> str:
    return wording.text(f"parcel_states.{state.value}")


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
