"""The demo: a ledger of made-up people, and the papers a real shop would print from it."""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.cli.terminal import DONE, FAULT, cli_text, new_file, say
from ledger.domain.errors import NothingToDo, OutOfRange, PaperNotSaved
from ledger.domain.parcel import ParcelState
from ledger.domain.wording import Language, Wording
from ledger.services.session import Place, Session, SystemClock

if TYPE_CHECKING:
    from ledger.services.handover import ManifestPaper

_FOLDER = Path("sokin-demo")
_CUSTOMERS_LIMIT = 1_000_000
_DEMO_CUSTOMERS = 80


def make_ledger(given: argparse.Namespace, wording: Wording) -> int:
    """Make a demo ledger to keep, and say how to open it."""
    from ledger.services.demo import MANAGER, PASSPHRASE, STAFF, make_demo_ledger

    if not 1 <= given.customers <= _CUSTOMERS_LIMIT:
        raise OutOfRange(field="customers", low=1, high=_CUSTOMERS_LIMIT)
    session, _ = make_demo_ledger(Place(given.folder), given.customers, given.seed, SystemClock().now())
    session.close()
    names = {"manager": MANAGER, "staff": STAFF, "passphrase": PASSPHRASE}
    say(cli_text(wording, "demo_made", folder=given.folder, customers=given.customers, **names))
    return DONE


def write_papers(given: argparse.Namespace, wording: Wording) -> int:
    """Write the demo's papers and a summary into ./sokin-demo/ from a ledger that is thrown away."""
    from ledger.services.demo import make_demo_ledger

    language = given.language or Language.VI
    say(cli_text(wording, "demo_begins"))
    try:
        _FOLDER.mkdir(exist_ok=True)
    except OSError:
        raise PaperNotSaved(file=_FOLDER.name) from None
    with tempfile.TemporaryDirectory(prefix="sokin-") as place:
        # Its own anchor copy: a thrown-away ledger leaves nothing in the computer's application data.
        where = Place(Path(place) / "ledger", Path(place) / "data")
        session, _ = make_demo_ledger(where, _DEMO_CUSTOMERS, 1, SystemClock().now())
        with session:
            written = [_write(name, make) for name, make in _papers(session, language).items()]
            written.append(_write("summary.txt", lambda: _summary(session, wording).encode("utf-8")))
    for path in written:
        say(f"  {path}")
    say(cli_text(wording, "demo_written", folder=f"./{_FOLDER.name}/"))
    return DONE if written else FAULT


def _write(name: str, make: Callable[[], bytes]) -> Path:
    path = _FOLDER / name
    path.unlink(missing_ok=True)  # our own file of an earlier demo
    with new_file(path) as output:
        output.content = make()
    return path


def _papers(session: Session, language: Language) -> dict[str, Callable[[], bytes]]:
    from ledger.services import consents, customers, reports

    people = [customers.get(session, f"KH-{number:05d}") for number in range(1, _DEMO_CUSTOMERS + 1)]
    talkative = max(people, key=lambda one: len(consents.records_of(session, one)))
    return {
        "labels-100x150.pdf": lambda: _labels(session, "THERMAL_100X150", language),
        "labels-a4.pdf": lambda: _labels(session, "A4_FOUR", language),
        "manifest.pdf": lambda: _manifest(session, language).pdf,
        "manifest.xlsx": lambda: _manifest(session, language).sheet,
        "disclosure-report.pdf": lambda: reports.disclosure_report(session, reports.ReportWish(language=language)).pdf,
        "consent-receipt.pdf": lambda: reports.consent_receipt(session, talkative.code, language),
    }


def _labels(session: Session, layout: str, language: Language) -> bytes:
    from ledger.services import labels, parcels

    waiting = parcels.waiting(session, ParcelState.PRINTED)
    run = labels.print_labels(session, waiting, labels.LabelSheet(labels.LabelLayout(layout), 1, language))
    if run.pdf is None:
        raise NothingToDo(act="labels")
    return run.pdf


def _manifest(session: Session, language: Language) -> "ManifestPaper":
    from ledger.services import handover, parcels, recipients
    from ledger.services.demo import MAIN_CARRIER

    carrier = recipients.by_name(session, MAIN_CARRIER)
    if parcels.waiting(session, ParcelState.PRINTED, carrier.id):
        handover.hand_over(session, carrier.id, "Phạm Văn Tâm")
    manifest_id = handover.newest_manifest(session)
    if manifest_id is None:
        raise NothingToDo(act="handover")
    return handover.manifest_paper(session, manifest_id, language)


def _summary(session: Session, wording: Wording) -> str:
    from ledger.services import feedback, overview

    figures = feedback.statistics(session)
    share = f"{figures.share_in_time:.0%}" if figures.share_in_time is not None else "-"
    counted = overview.count(session)
    lines = [
        cli_text(wording, "summary_title", shop=session.shop().name),
        *(cli_text(wording, f"summary_{name}", count=number) for name, number in counted.items()),
        cli_text(wording, "summary_feedback", share=share, open=figures.open, overdue=figures.overdue),
    ]
    return "\n".join(lines) + "\n"
