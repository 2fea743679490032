"""The verbs around parcels: labels, hand-over, what became of a parcel, and the reports."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.cli.opening import Arguments, opened, refused
from ledger.cli.terminal import (
    DONE,
    NO_LEDGER,
    NOT_PROVEN,
    REFUSED,
    Output,
    UsageError,
    cli_text,
    complain,
    new_file,
    read_secret,
    say,
)
from ledger.domain.errors import PaperNotSaved, StorageError, TextMissing
from ledger.domain.ids import ManifestId, PurposeId
from ledger.domain.parcel import Parcel, ParcelState, show_code
from ledger.domain.wording import Wording
from ledger.services import recipients
from ledger.services.explaining import explain_error
from ledger.services.reading import read_date
from ledger.services.session import Session

if TYPE_CHECKING:
    from ledger.services.handover import HandOver
    from ledger.services.labels import LabelRun


def print_labels(given: Arguments, wording: Wording) -> int:
    """Print the labels of the drafts, or of the parcels named."""
    from ledger.services import labels

    if given.start_at != 1 and given.layout != labels.LabelLayout.A4_FOUR.value:
        raise UsageError("sheet_only")
    run: LabelRun | None = None
    try:
        with opened(given, wording) as session, new_file(given.out) as output:
            language = given.language or session.shop().language
            sheet = labels.LabelSheet(labels.LabelLayout(given.layout), given.start_at, language)
            run = labels.print_labels(session, _chosen_parcels(session, given), sheet)
            output.content = run.pdf or b""
            for one in run.blocked:
                refused(session, one.decision, show_code(one.parcel.code), wording)
    except StorageError as error:
        if run is None or not run.printed:
            raise
        codes = " ".join(f"--parcel {show_code(parcel.code)}" for parcel in run.printed)
        return _paper_failed(error, cli_text(wording, "labels_lost", codes=codes), wording)
    return _tell_of_labels(run, given, wording)


def _chosen_parcels(session: Session, given: Arguments) -> tuple[Parcel, ...]:
    from ledger.services import parcels

    if given.parcel:
        return tuple(parcels.get(session, code) for code in given.parcel)
    carrier = recipients.by_name(session, given.carrier) if given.carrier else None
    return parcels.waiting(session, ParcelState.DRAFT, carrier.id if carrier else None)


def _paper_failed(error: StorageError, way_out: str, wording: Wording) -> int:
    # The act itself is recorded; only its paper could not be written, and can be printed again.
    complain(explain_error(error, wording))
    complain(way_out)
    return NO_LEDGER


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

    password = _password(given, wording)
    done: HandOver | None = None
    try:
        with opened(given, wording) as session, _manifest_files(given.out) as files:
            carrier = recipients.by_name(session, given.carrier)
            chosen = tuple(parcels.get(session, code) for code in given.parcel) if given.parcel else None
            done = handover.hand_over(session, carrier.id, given.courier, chosen)
            for one in done.blocked:
                refused(session, one.decision, show_code(one.parcel.code), wording)
            if done.manifest_id is not None:
                _fill(files, session, done.manifest_id, (given, password))
                _warn_of_sheet(password, wording)
    except StorageError as error:
        if done is None or done.manifest_id is None:
            raise
        number = handover.show_number(done.manifest_id)
        return _paper_failed(error, cli_text(wording, "manifest_lost", number=number), wording)
    return _tell_of_hand_over(done, given, wording)


def print_manifest(given: Arguments, wording: Wording) -> int:
    """Print the papers of a hand-over again."""
    from ledger.services import handover

    password = _password(given, wording)
    with opened(given, wording) as session, _manifest_files(given.out) as files:
        _fill(files, session, handover.read_number(given.number), (given, password))
    _warn_of_sheet(password, wording)
    say(cli_text(wording, "manifest_printed", folder=given.out))
    return DONE


def _password(given: Arguments, wording: Wording) -> str | None:
    if given.password_fd is None:
        return None
    password = read_secret(given.password_fd, cli_text(wording, "manifest_password"))
    if not password.strip():
        raise TextMissing(field="password")
    return password


@contextlib.contextmanager
def _manifest_files(folder: Path) -> Iterator[tuple[Output, Output]]:
    is_new = not folder.exists()
    _make_folder(folder)
    try:
        with new_file(folder / "manifest.pdf") as pdf, new_file(folder / "manifest.xlsx") as sheet:
            yield pdf, sheet
    finally:
        if is_new:
            with contextlib.suppress(OSError):  # not empty: the papers are in it
                folder.rmdir()


def _fill(
    files: tuple[Output, Output], session: Session, manifest_id: ManifestId, how: tuple[Arguments, str | None]
) -> None:
    from ledger.services import handover

    given, password = how
    paper = handover.manifest_paper(session, manifest_id, given.language or session.shop().language, password)
    files[0].content, files[1].content = paper.pdf, paper.sheet


def _warn_of_sheet(password: str | None, wording: Wording) -> None:
    if password is not None:
        complain(cli_text(wording, "sheet_is_open"))


def choose_carrier(given: Arguments, wording: Wording) -> int:
    """Choose or change who takes a draft parcel."""
    from ledger.services import parcels

    with opened(given, wording) as session:
        carrier = recipients.by_name(session, given.carrier)
        parcel = parcels.choose_carrier(session, given.code, carrier.id)
    say(cli_text(wording, "carrier_chosen", code=show_code(parcel.code), carrier=carrier.name))
    return DONE


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
        raise PaperNotSaved(file=folder.name) from None


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
